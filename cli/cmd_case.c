/* SPDX-License-Identifier: MIT
 * case, promise: the register in the terminal (R7 to R14, R21 to R30, R56). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "cli/case_call.h"
#include "cli/case_facts.h"
#include "cli/case_ledger.h"
#include "cli/case_tell.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/pseudonym.h"
#include "cli/workspace.h"
#include "desk/desk.h"
#include "register/register.h"

static struct case_tell teller(struct case_call *c, struct buf *out)
{
    buf_init(out, CEILING_PAGE_OUT);
    return (struct case_tell){
        .out = out, .zone = c->zone, .now = c->now, .json = c->json};
}

static bool print(struct buf *out)
{
    fwrite(out->p, 1, out->n, stdout);
    buf_clear(out);
    return true;
}

/* ---- case ---- */

static bool list(struct case_call *c, struct err *e)
{
    struct buf out;
    struct case_line *rows;
    size_t n;
    enum stage stage = stage_by_name(str_of(c->state));
    struct case_filter f = {.assignee = str_of(c->to),
                            .department = str_of(c->department),
                            .stage = stage};
    if (!store_cases(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    struct case_tell t = teller(c, &out);
    struct pseudonyms names = {0};
    if (c->masked)
        pseudonyms_make(&names);
    for (size_t i = 0; i < n; i++) {
        pseudonyms_case(&names, &c->w.arena, &rows[i]);
        case_tell_line(&t, &rows[i]);
    }
    if (!n && !c->json)
        buf_z(&out, "no case is worked on; what waits for a reply stands in "
                    "`molva queue`\n");
    return print(&out);
}

static bool show(struct case_call *c, struct err *e)
{
    struct buf out;
    struct case_file f;
    bool found;
    int64_t id;
    if (!case_call_number(c, 0, &id, e) ||
        !store_case_get(c->store, &c->w.arena, id, &f, &found, e))
        return false;
    if (!found)
        return err_set(e, "there is no case %ld", (long)id);
    struct case_tell t = teller(c, &out);
    if (!store_escalations(c->store, &c->w.arena,
                           (struct escalation_of){.case_id = id}, &t.told,
                           &t.n_told, e))
        return false;
    case_tell_whole(&t, &f);
    return print(&out);
}

static bool move(struct case_call *c, enum move what, int64_t id,
                 struct str said, struct err *e)
{
    struct case_step step = {.case_id = id,
                             .move = what,
                             .who = c->who,
                             .words = said,
                             .assignee = str_of(c->to),
                             .department = str_of(c->department),
                             .now = c->now};
    return store_case_move(c->store, &step, e);
}

/* Registered, and given to somebody where one is named: both or nothing. */
static bool put(struct case_call *c, struct case_card *card, struct err *e)
{
    return store_case_new(c->store, card, c->now, e) &&
           ((!c->to && !c->department) ||
            move(c, MOVE_ASSIGN, card->id, STR(""), e));
}

static bool make(struct case_call *c, struct err *e)
{
    struct case_card card = {.channel =
                                 str_of(c->channel ? c->channel : "office"),
                             .author = str_of(c->author),
                             .brand = str_of(c->brand),
                             .expected = str_of(c->expected),
                             .concerns = str_of(c->concerns),
                             .text = case_call_words(c, 0),
                             .opened_by = c->who};
    if (!case_call_moment(c, &card.due, e) || !case_call_knows(c, c->to, e) ||
        !case_call_knows(c, c->concerns, e) || !store_begin(c->store, e))
        return false;
    if (!put(c, &card, e) || !store_commit(c->store, e)) {
        store_rollback(c->store);
        return false;
    }
    printf("case %lld\n", (long long)card.id);
    return true;
}

static bool go(struct case_call *c, enum move what, struct err *e)
{
    int64_t id;
    int said = 1;
    if (!case_call_number(c, 0, &id, e))
        return false;
    if (what == MOVE_ASSIGN && !c->to && c->n_rest > 1 && !c->department)
        c->to = c->rest[said++];
    if (!case_call_knows(c, c->to, e) ||
        !move(c, what, id, case_call_words(c, said), e))
        return false;
    printf("case %lld: %s\n", (long long)id, move_event(what));
    return true;
}

static bool note(struct case_call *c, struct err *e)
{
    int64_t id;
    struct matrix_setup setup = workspace_matrix(&c->w);
    if (!case_call_number(c, 0, &id, e))
        return false;
    struct matrix *matrix = matrix_open(&setup, e);
    const struct desk_note row = {.store = c->store,
                                  .matrix = matrix,
                                  .case_id = id,
                                  .who = c->who,
                                  .text = case_call_words(c, 1),
                                  .lang = c->w.lang,
                                  .now = c->now};
    bool ok = matrix && desk_note(&row, &c->w.arena, e);
    if (matrix)
        matrix_close(matrix);
    return ok && printf("case %lld: noted\n", (long long)id) > 0;
}

static bool stand_still(struct case_call *c,
                        bool store(struct store *, const struct case_pause *,
                                   struct err *),
                        struct err *e)
{
    struct case_pause p = {
        .who = c->who, .words = case_call_words(c, 1), .now = c->now};
    return case_call_number(c, 0, &p.case_id, e) &&
           case_call_moment(c, &p.until, e) && store(c->store, &p, e) &&
           printf("case %lld: %s\n", (long long)p.case_id,
                  store == store_case_wait ? "its deadline stands still"
                                           : "its deadline runs again") > 0;
}

static bool wait_for(struct case_call *c, struct err *e)
{
    return stand_still(c, store_case_wait, e);
}

static bool heard(struct case_call *c, struct err *e)
{
    return stand_still(c, store_case_heard, e);
}

static bool join(struct case_call *c, struct err *e)
{
    int64_t id, mention;
    return case_call_number(c, 0, &id, e) &&
           case_call_number(c, 1, &mention, e) &&
           store_case_join(c->store, id, mention, c->who, c->now, e) &&
           printf("case %lld: mention %lld belongs to it\n", (long long)id,
                  (long long)mention) > 0;
}

static bool split(struct case_call *c, struct err *e)
{
    int64_t mention;
    return case_call_number(c, 0, &mention, e) &&
           store_case_split(c->store, mention, c->who, case_call_words(c, 1),
                            c->now, e) &&
           printf("mention %lld is on its own again\n", (long long)mention) > 0;
}

/* Who was told of it at once takes care. */
static bool acknowledge(struct case_call *c, struct err *e)
{
    int64_t id;
    return case_call_number(c, 0, &id, e) &&
           store_escalation_ack(c->store, (struct escalation_of){.case_id = id},
                                c->who, c->now, e) &&
           printf("case %lld: acknowledged\n", (long long)id) > 0;
}

static bool told(struct case_call *c, struct err *e)
{
    struct buf out;
    struct escalation_row *rows;
    size_t n;
    if (!store_escalations_open(c->store, &c->w.arena, str_of(c->to), &rows, &n,
                                e))
        return false;
    struct case_tell t = teller(c, &out);
    for (size_t i = 0; i < n; i++)
        case_tell_escalation(&t, &rows[i]);
    if (!n && !c->json)
        buf_z(&out, "nothing waits to be acknowledged\n");
    return print(&out);
}

/* A table of before, in; all cases as a table, out (R17). */
static bool table(struct case_call *c, struct err *e)
{
    bool in = strcmp(c->word, "import") == 0;
    struct case_ledger l = {.w = &c->w,
                            .store = c->store,
                            .zone = c->zone,
                            .who = c->who,
                            .now = c->now,
                            .path = c->n_rest ? c->rest[0] : NULL,
                            .map = c->map,
                            .dry_run = c->dry_run};
    if (in && c->n_rest != 1)
        return err_set(e, "which file? molva case import FILE");
    return in ? case_import(&l, e) : case_export(&l, e);
}

/* ---- tasks and promises ---- */

static bool task(struct case_call *c, struct err *e)
{
    int64_t id;
    struct task_row row = {.at = c->now,
                           .who = c->who,
                           .what = case_call_words(c, 1),
                           .assignee = str_of(c->to),
                           .department = str_of(c->department)};
    return case_call_number(c, 0, &id, e) && case_call_moment(c, &row.due, e) &&
           case_call_knows(c, c->to, e) &&
           store_task_add(c->store, id, &row, e) &&
           printf("task %lld\n", (long long)row.id) > 0;
}

static bool tasks(struct case_call *c, struct err *e)
{
    struct buf out;
    struct task_row *rows;
    size_t n;
    const struct open_filter f = {.assignee = c->to ? str_of(c->to) : STR(""),
                                  .until = c->late ? c->now : INT64_MAX};
    if (!store_open_tasks(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    struct case_tell t = teller(c, &out);
    for (size_t i = 0; i < n; i++)
        case_tell_task(&t, &rows[i]);
    return print(&out);
}

static bool settle(struct case_call *c, const char *state, struct err *e)
{
    int64_t id;
    struct settled end = {.state = str_of(state),
                          .at = c->now,
                          .by = c->who,
                          .result = case_call_words(c, 1)};
    return case_call_number(c, 0, &id, e) &&
           store_promise_settle(c->store, id, &end, e) &&
           printf("%lld: %s\n", (long long)id, state) > 0;
}

static bool promises(struct case_call *c, struct err *e)
{
    struct buf out;
    struct promise_row *rows;
    size_t n;
    const struct open_filter f = {.until = c->late ? c->now : INT64_MAX};
    if (!store_open_promises(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    struct case_tell t = teller(c, &out);
    for (size_t i = 0; i < n; i++)
        case_tell_promise(&t, &rows[i]);
    if (!n && !c->json)
        buf_z(&out, c->late ? "no promise is late\n" : "nothing is promised\n");
    return print(&out);
}

static bool promise(struct case_call *c, struct err *e)
{
    int64_t id;
    struct promise_row row = {.at = c->now,
                              .who = c->who,
                              .said = STR("typed"),
                              .what = case_call_words(c, 1),
                              .to_whom = str_of(c->to),
                              .by_whom = c->by ? str_of(c->by) : c->who};
    return case_call_number(c, 0, &id, e) && case_call_moment(c, &row.due, e) &&
           store_promise_add(c->store, id, &row, e) &&
           printf("promise %lld\n", (long long)row.id) > 0;
}

/* ---- the two commands ---- */

static bool about_case(struct case_call *c, struct err *e)
{
    static const struct {
        const char *word;
        bool (*run)(struct case_call *c, struct err *e);
    } WORDS[] = {{"list", list},        {"show", show},
                 {"new", make},         {"note", note},
                 {"set", case_set},     {"join", join},
                 {"task", task},        {"split", split},
                 {"tasks", tasks},      {"told", told},
                 {"ack", acknowledge},  {"wait", wait_for},
                 {"heard", heard},      {"measure", case_measure},
                 {"talk", case_talk},   {"catalogue", case_catalogue},
                 {"import", table},     {"export", table},
                 {"chain", case_chain}, {"extend", case_extend},
                 {"did", case_did},     {"drop", case_drop}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(c->word, WORDS[i].word) == 0)
            return WORDS[i].run(c, e);
    return go(c, move_by_name(str_of(c->word)), e);
}

static bool about_promise(struct case_call *c, struct err *e)
{
    if (strcmp(c->word, "list") == 0)
        return promises(c, e);
    if (strcmp(c->word, "add") == 0)
        return promise(c, e);
    const char *state = strcmp(c->word, "keep") == 0    ? "kept"
                        : strcmp(c->word, "break") == 0 ? "broken"
                                                        : "withdrawn";
    return settle(c, state, e);
}

static bool reads(const char *word)
{
    return strcmp(word, "list") == 0 || strcmp(word, "show") == 0 ||
           strcmp(word, "tasks") == 0 || strcmp(word, "told") == 0 ||
           strcmp(word, "export") == 0 || strcmp(word, "catalogue") == 0;
}

static int store_flags(const char *word)
{
    return reads(word)                   ? STORE_READ
           : strcmp(word, "import") == 0 ? STORE_CREATE
                                         : 0;
}

static int run(struct case_call *c,
               bool about(struct case_call *c, struct err *e))
{
    struct err e = {0};
    const char *name = c->cli->command->name;
    if (!workspace_open(&c->w, c->cli->dir, &e))
        return cli_fail(CLI_CANNOT, name, &e);
    c->now = time(NULL);
    c->who = cli_who(&c->w.arena);
    c->zone = zone_new(c->w.zone, &e);
    c->store =
        c->zone ? workspace_store(&c->w, store_flags(c->word), &e) : NULL;
    bool ok = c->store && about(c, &e);
    store_close(c->store);
    zone_free(c->zone);
    workspace_close(&c->w);
    return ok ? CLI_DONE : cli_fail(CLI_WRONG, name, &e);
}

/* The words of the command's own table. */
static void check_word(struct case_call *c)
{
    enum { MOST = 32 };
    const char *known[MOST] = {0};
    const struct command_word *w = c->cli->command->words;
    for (int i = 0; w[i].word && i < MOST - 1; i++)
        known[i] = w[i].word;
    options_word(c->cli, "word", c->word, known);
}

static void take(struct case_call *c, int argc, char **argv, int at)
{
    options_operands(c->cli, argc - at, 1, 10000);
    c->word = argv[at];
    c->rest = (const char *const *)(argv + at + 1);
    c->n_rest = argc - at - 1;
    check_word(c);
}

int cmd_case(const struct cli *cli, int argc, char **argv)
{
    struct case_call c = {.cli = cli};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "one JSON object a line"},
        {"late", OPTION_FLAG, &c.late, NULL, "tasks: only what is overdue"},
        {"pseudonyms", OPTION_FLAG, &c.masked, NULL,
         "list: authors by pseudonyms, another in each export"},
        {"to", OPTION_TEXT, &c.to, "LOGIN", "whose it is"},
        {"department", OPTION_TEXT, &c.department, "ID", "whose it is"},
        {"state", OPTION_TEXT, &c.state, "STATE",
         "list: assigned, closed, ..."},
        {"due", OPTION_TEXT, &c.due, "DATE", "new, task: for when"},
        {"channel", OPTION_TEXT, &c.channel, "HOW",
         "new: how it came: phone, mail, office, staff"},
        {"author", OPTION_TEXT, &c.author, "NAME", "new: who told it"},
        {"brand", OPTION_TEXT, &c.brand, "NAME", "new: about what"},
        {"expected", OPTION_TEXT, &c.expected, "TEXT", "new: what is wanted"},
        {"concerns", OPTION_TEXT, &c.concerns, "LOGIN",
         "new: whose work it is about; that person never answers"},
        {"map", OPTION_TEXT, &c.map, "FILE",
         "import: what its columns are; NAME.map.yaml, if not said"},
        {"dry-run", OPTION_FLAG, &c.dry_run, NULL,
         "import: show the first rows as they would be, store nothing"},
        {0},
    };
    const char *stages[STAGE_COUNT + 1] = {0};
    for (int i = 0; i < STAGE_COUNT; i++)
        stages[i] = stage_name((enum stage)i);
    take(&c, argc, argv, options_parse(cli, specs, argc, argv));
    if (c.state)
        options_word(cli, "state", c.state, stages);
    return run(&c, about_case);
}

int cmd_promise(const struct cli *cli, int argc, char **argv)
{
    struct case_call c = {.cli = cli};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "one JSON object a line"},
        {"late", OPTION_FLAG, &c.late, NULL, "list: only what is overdue"},
        {"to", OPTION_TEXT, &c.to, "NAME", "add: to whom"},
        {"by", OPTION_TEXT, &c.by, "NAME", "add: by whom; you, if not said"},
        {"due", OPTION_TEXT, &c.due, "DATE", "add: for when"},
        {0},
    };
    take(&c, argc, argv, options_parse(cli, specs, argc, argv));
    return run(&c, about_promise);
}
