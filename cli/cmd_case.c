/* SPDX-License-Identifier: MIT
 * case, promise: the register in the terminal (R7 to R14, R21 to R30, R56). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "cli/case_ledger.h"
#include "cli/case_tell.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "desk/desk.h"
#include "register/register.h"

/* One call of the command. */
struct call {
    const struct cli *cli;
    struct workspace w;      /* whose register */
    struct store *store;     /* of it */
    struct zone *zone;       /* of dates */
    const char *word;        /* what is to be done */
    const char *const *rest; /* operands behind it */
    int n_rest;
    struct str who; /* does it */
    int64_t now;
    /* options, NULL not given */
    const char *to, *department, *due, *author, *brand, *expected, *channel,
        *state, *concerns, *by, *map;
    bool json, late, dry_run;
};

/* ---- what was typed ---- */

static bool number(struct call *c, int i, int64_t *id, struct err *e)
{
    const char *typed = i < c->n_rest ? c->rest[i] : "";
    return (str_int(str_of(typed), id) && *id > 0) ||
           err_set(e, "'%s' is no number; `molva %s list` shows them", typed,
                   c->cli->command->name);
}

/* The operands from the i-th on, with blanks between. */
static struct str words(struct call *c, int i)
{
    struct buf b;
    buf_init(&b, 1 << 16);
    for (; i < c->n_rest; i++) {
        buf_z(&b, b.n ? " " : "");
        buf_z(&b, c->rest[i]);
    }
    struct str s = str_dup(&c->w.arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

/* *at is 0 when nothing was typed. */
static bool moment(struct call *c, int64_t *at, struct err *e)
{
    *at = 0;
    return !c->due || date_due(str_of(c->due), c->zone, at) ||
           err_set(e,
                   "--due '%s' is no date; 2026-12-31 or "
                   "'2026-12-31 18:00'",
                   c->due);
}

/* Is it somebody's login, or nobody's ("")? */
static bool is_known(struct call *c, const char *login, struct err *e)
{
    struct user_row u;
    bool found = false;
    if (!login || !*login)
        return true;
    if (!store_user_get(c->store, &c->w.arena, str_of(login), &u, &found, e))
        return false;
    return (found && !u.removed) ||
           err_set(e, "there is no user '%s'; `molva user list` shows them",
                   login);
}

static struct case_tell teller(struct call *c, struct buf *out)
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

static bool list(struct call *c, struct err *e)
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
    for (size_t i = 0; i < n; i++)
        case_tell_line(&t, &rows[i]);
    if (!n && !c->json)
        buf_z(&out, "no case is worked on; what waits for a reply stands in "
                    "`molva queue`\n");
    return print(&out);
}

static bool show(struct call *c, struct err *e)
{
    struct buf out;
    struct case_file f;
    bool found;
    int64_t id;
    if (!number(c, 0, &id, e) ||
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

static bool move(struct call *c, enum move what, int64_t id, struct str said,
                 struct err *e)
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
static bool put(struct call *c, struct case_card *card, struct err *e)
{
    return store_case_new(c->store, card, c->now, e) &&
           ((!c->to && !c->department) ||
            move(c, MOVE_ASSIGN, card->id, STR(""), e));
}

static bool make(struct call *c, struct err *e)
{
    struct case_card card = {.channel =
                                 str_of(c->channel ? c->channel : "office"),
                             .author = str_of(c->author),
                             .brand = str_of(c->brand),
                             .expected = str_of(c->expected),
                             .concerns = str_of(c->concerns),
                             .text = words(c, 0),
                             .opened_by = c->who};
    if (!moment(c, &card.due, e) || !is_known(c, c->to, e) ||
        !is_known(c, c->concerns, e) || !store_begin(c->store, e))
        return false;
    if (!put(c, &card, e) || !store_commit(c->store, e)) {
        store_rollback(c->store);
        return false;
    }
    printf("case %lld\n", (long long)card.id);
    return true;
}

static bool go(struct call *c, enum move what, struct err *e)
{
    int64_t id;
    int said = 1;
    if (!number(c, 0, &id, e))
        return false;
    if (what == MOVE_ASSIGN && !c->to && c->n_rest > 1 && !c->department)
        c->to = c->rest[said++];
    if (!is_known(c, c->to, e) || !move(c, what, id, words(c, said), e))
        return false;
    printf("case %lld: %s\n", (long long)id, move_event(what));
    return true;
}

static bool note(struct call *c, struct err *e)
{
    int64_t id;
    struct matrix_setup setup = workspace_matrix(&c->w);
    if (!number(c, 0, &id, e))
        return false;
    struct matrix *matrix = matrix_open(&setup, e);
    const struct desk_note row = {.store = c->store,
                                  .matrix = matrix,
                                  .case_id = id,
                                  .who = c->who,
                                  .text = words(c, 1),
                                  .lang = c->w.lang,
                                  .now = c->now};
    bool ok = matrix && desk_note(&row, &c->w.arena, e);
    if (matrix)
        matrix_close(matrix);
    return ok && printf("case %lld: noted\n", (long long)id) > 0;
}

static bool stand_still(struct call *c,
                        bool store(struct store *, const struct case_pause *,
                                   struct err *),
                        struct err *e)
{
    struct case_pause p = {.who = c->who, .words = words(c, 1), .now = c->now};
    return number(c, 0, &p.case_id, e) && moment(c, &p.until, e) &&
           store(c->store, &p, e) &&
           printf("case %lld: %s\n", (long long)p.case_id,
                  store == store_case_wait ? "its deadline stands still"
                                           : "its deadline runs again") > 0;
}

static bool wait_for(struct call *c, struct err *e)
{
    return stand_still(c, store_case_wait, e);
}

static bool heard(struct call *c, struct err *e)
{
    return stand_still(c, store_case_heard, e);
}

#define AS_FIELD(name) #name " "
#define FIELDS         CASE_FIELDS(AS_FIELD)

/* A fact whose value the catalogue and the departments know. */
static bool put_fact(struct call *c, struct case_fact *f, struct err *e)
{
    struct catalogue known;
    struct case_card card;
    struct arena *a = &c->w.arena;
    if (!workspace_catalogue(&c->w, &known, e) ||
        !store_case_card(c->store, a, f->case_id, &card, e) ||
        !catalogue_takes(&known, a, f->field, store_case_field(&card, f->field),
                         &f->value, e) ||
        (str_eqz(f->field, "lies_in") &&
         !workspace_has_department(&c->w, f->value, e)))
        return false;
    return store_case_set(c->store, f, e) &&
           printf("case %lld: " STR_FMT " is '" STR_FMT "'\n",
                  (long long)f->case_id, STR_ARG(f->field),
                  STR_ARG(f->value)) > 0;
}

static bool set(struct call *c, struct err *e)
{
    struct case_fact f = {.who = c->who, .now = c->now};
    if (!number(c, 0, &f.case_id, e))
        return false;
    if (c->n_rest < 2)
        return err_set(e, "which field? " FIELDS);
    f.field = str_of(c->rest[1]);
    f.value = words(c, 2);
    if (str_eqz(f.field, "concerns") &&
        !is_known(c, str_z(&c->w.arena, f.value), e))
        return false;
    return put_fact(c, &f, e);
}

/* Besides what was done already. */
static bool measure(struct call *c, struct err *e)
{
    struct case_card card;
    struct case_fact f = {
        .field = STR("measures"), .who = c->who, .now = c->now};
    if (!number(c, 0, &f.case_id, e) ||
        !store_case_card(c->store, &c->w.arena, f.case_id, &card, e))
        return false;
    if (c->n_rest < 2)
        return err_set(e, "which measure? `molva case catalogue` lists them");
    f.value = str_printf(&c->w.arena, STR_FMT " " STR_FMT,
                         STR_ARG(card.measures), STR_ARG(words(c, 1)));
    return put_fact(c, &f, e);
}

/* The steps besides those before, and a task where a day is named. */
static bool talk(struct call *c, struct err *e)
{
    struct case_card card;
    struct case_fact f = {.field = STR("talk"), .who = c->who, .now = c->now};
    struct task_row task = {.at = c->now,
                            .who = c->who,
                            .what = STR("look again after the talk"),
                            .assignee = life_login(c->who)};
    if (!number(c, 0, &f.case_id, e) || !moment(c, &task.due, e) ||
        !store_case_card(c->store, &c->w.arena, f.case_id, &card, e))
        return false;
    f.value = str_printf(&c->w.arena, STR_FMT " " STR_FMT, STR_ARG(card.talk),
                         STR_ARG(words(c, 1)));
    return put_fact(c, &f, e) &&
           (!task.due || store_task_add(c->store, f.case_id, &task, e));
}

static void words_of(struct call *c, const char *what,
                     const struct yaml_subs *words)
{
    const struct catalogue_word *w;
    for (size_t i = 0; (w = catalogue_at(words, i)); i++)
        printf("%s  %-16.*s " STR_FMT "\n", what, (int)w->id.n, w->id.p,
               STR_ARG(str_eqz(c->w.lang, "ru") ? w->ru : w->en));
}

static bool catalogue(struct call *c, struct err *e)
{
    struct catalogue known;
    if (!workspace_catalogue(&c->w, &known, e))
        return false;
    words_of(c, "cause  ", &known.causes);
    words_of(c, "measure", &known.measures);
    words_of(c, "step   ", &known.talk);
    return true;
}

static bool join(struct call *c, struct err *e)
{
    int64_t id, mention;
    return number(c, 0, &id, e) && number(c, 1, &mention, e) &&
           store_case_join(c->store, id, mention, c->who, c->now, e) &&
           printf("case %lld: mention %lld belongs to it\n", (long long)id,
                  (long long)mention) > 0;
}

static bool split(struct call *c, struct err *e)
{
    int64_t mention;
    return number(c, 0, &mention, e) &&
           store_case_split(c->store, mention, c->who, words(c, 1), c->now,
                            e) &&
           printf("mention %lld is on its own again\n", (long long)mention) > 0;
}

/* Who was told of it at once takes care. */
static bool acknowledge(struct call *c, struct err *e)
{
    int64_t id;
    return number(c, 0, &id, e) &&
           store_escalation_ack(c->store, (struct escalation_of){.case_id = id},
                                c->who, c->now, e) &&
           printf("case %lld: acknowledged\n", (long long)id) > 0;
}

static bool told(struct call *c, struct err *e)
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
static bool table(struct call *c, struct err *e)
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

static bool task(struct call *c, struct err *e)
{
    int64_t id;
    struct task_row row = {.at = c->now,
                           .who = c->who,
                           .what = words(c, 1),
                           .assignee = str_of(c->to),
                           .department = str_of(c->department)};
    return number(c, 0, &id, e) && moment(c, &row.due, e) &&
           is_known(c, c->to, e) && store_task_add(c->store, id, &row, e) &&
           printf("task %lld\n", (long long)row.id) > 0;
}

static bool tasks(struct call *c, struct err *e)
{
    struct buf out;
    struct task_row *rows;
    size_t n;
    const struct open_filter f = {.until = c->late ? c->now : INT64_MAX};
    if (!store_open_tasks(c->store, &c->w.arena, &f, &rows, &n, e))
        return false;
    struct case_tell t = teller(c, &out);
    for (size_t i = 0; i < n; i++)
        if (!c->to || str_eqz(rows[i].assignee, c->to))
            case_tell_task(&t, &rows[i]);
    return print(&out);
}

static bool settle(struct call *c, const char *state,
                   bool store(struct store *, int64_t, const struct settled *,
                              struct err *),
                   struct err *e)
{
    int64_t id;
    struct settled end = {.state = str_of(state),
                          .at = c->now,
                          .by = c->who,
                          .result = words(c, 1)};
    return number(c, 0, &id, e) && store(c->store, id, &end, e) &&
           printf("%lld: %s\n", (long long)id, state) > 0;
}

static bool promises(struct call *c, struct err *e)
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

static bool promise(struct call *c, struct err *e)
{
    int64_t id;
    struct promise_row row = {.at = c->now,
                              .who = c->who,
                              .said = STR("typed"),
                              .what = words(c, 1),
                              .to_whom = str_of(c->to),
                              .by_whom = c->by ? str_of(c->by) : c->who};
    return number(c, 0, &id, e) && moment(c, &row.due, e) &&
           store_promise_add(c->store, id, &row, e) &&
           printf("promise %lld\n", (long long)row.id) > 0;
}

/* ---- the two commands ---- */

static bool about_case(struct call *c, struct err *e)
{
    static const struct {
        const char *word;
        bool (*run)(struct call *c, struct err *e);
    } WORDS[] = {
        {"list", list},           {"show", show},       {"new", make},
        {"note", note},           {"set", set},         {"join", join},
        {"task", task},           {"split", split},     {"tasks", tasks},
        {"told", told},           {"ack", acknowledge}, {"wait", wait_for},
        {"heard", heard},         {"measure", measure}, {"talk", talk},
        {"catalogue", catalogue}, {"import", table},    {"export", table}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(c->word, WORDS[i].word) == 0)
            return WORDS[i].run(c, e);
    if (strcmp(c->word, "did") == 0)
        return settle(c, "done", store_task_settle, e);
    if (strcmp(c->word, "drop") == 0)
        return settle(c, "dropped", store_task_settle, e);
    return go(c, move_by_name(str_of(c->word)), e);
}

static bool about_promise(struct call *c, struct err *e)
{
    if (strcmp(c->word, "list") == 0)
        return promises(c, e);
    if (strcmp(c->word, "add") == 0)
        return promise(c, e);
    const char *state = strcmp(c->word, "keep") == 0    ? "kept"
                        : strcmp(c->word, "break") == 0 ? "broken"
                                                        : "withdrawn";
    return settle(c, state, store_promise_settle, e);
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

static int run(struct call *c, bool about(struct call *c, struct err *e))
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
static void check_word(struct call *c)
{
    enum { MOST = 32 };
    const char *known[MOST] = {0};
    const struct command_word *w = c->cli->command->words;
    for (int i = 0; w[i].word && i < MOST - 1; i++)
        known[i] = w[i].word;
    options_word(c->cli, "word", c->word, known);
}

static void take(struct call *c, int argc, char **argv, int at)
{
    options_operands(c->cli, argc - at, 1, 10000);
    c->word = argv[at];
    c->rest = (const char *const *)(argv + at + 1);
    c->n_rest = argc - at - 1;
    check_word(c);
}

int cmd_case(const struct cli *cli, int argc, char **argv)
{
    struct call c = {.cli = cli};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &c.json, NULL, "one JSON object a line"},
        {"late", OPTION_FLAG, &c.late, NULL, "tasks: only what is overdue"},
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
    struct call c = {.cli = cli};
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
