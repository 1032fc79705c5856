/* SPDX-License-Identifier: MIT
 * case_do: what the buttons of a case do. Each looks and writes in one
 * transaction: of two who press at once, one wins and the other sees so. */
#include <microhttpd.h>

#include "base/date.h"
#include "desk/case.h"
#include "desk/chains.h"
#include "desk/findings.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/sheet.h"

enum { WORDS_LONGEST = 8000 };

/* The page again, with what the person typed and why it was refused. */
static bool refuse(struct request *r, struct docket *d, int status,
                   struct str why)
{
    d->trouble = why;
    r->status = status;
    case_write(r, d);
    return true;
}

static bool refuse_as(struct request *r, struct docket *d, int status,
                      enum say why)
{
    return refuse(r, d, status, str_of(page_word(r, why)));
}

/* To the list that the button stood on, or to the case. */
static bool go_back(struct request *r, int64_t id)
{
    if (str_eqz(form_get(&r->form, "back"), "calls"))
        return request_go(r, STR("/calls"));
    return request_go(r, str_printf(&r->arena, "/case/%lld", (long long)id));
}

/* When it is for; 0 when nothing was typed. False when that is no date. */
static bool moment(struct request *r, int64_t *at)
{
    struct str typed = str_trim(form_get(&r->form, "due"));
    *at = 0;
    return !typed.n || date_due(typed, r->desk->setup->zone, at);
}

/* ---- one word a button ---- */

struct deed {
    struct docket d;
    struct str words; /* typed */
    int64_t due;      /* of the form, 0 none */
};

static bool make_move(struct request *r, struct deed *it, enum move move,
                      struct err *e)
{
    struct life l = docket_life(r, &it->d);
    int hitch = (int)life_hitch(&l, move);
    const struct term *why = term_at(TERMS_HITCH, hitch);
    if (why)
        return refuse(
            r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT,
            term_alone(&r->arena,
                       str_of(r->lang == SAY_RU ? why->ru : why->en)));
    struct case_step step = {.case_id = r->id,
                             .move = move,
                             .who = r->user.login,
                             .words = it->words,
                             .assignee = l.to,
                             .department = l.department,
                             .now = r->now};
    return store_case_move(r->desk->store, &step, e) && go_back(r, r->id);
}

static bool note(struct request *r, struct deed *it, struct err *e)
{
    const struct desk_note row = {.store = r->desk->store,
                                  .matrix = r->desk->setup->matrix,
                                  .case_id = r->id,
                                  .who = r->user.login,
                                  .text = it->words,
                                  .lang = str_of(say_lang_name(r->lang)),
                                  .now = r->now};
    return desk_note(&row, &r->arena, e) && go_back(r, r->id);
}

static bool task(struct request *r, struct deed *it, struct err *e)
{
    struct task_row row = {.at = r->now,
                           .who = r->user.login,
                           .what = it->words,
                           .assignee = form_get(&r->form, "to"),
                           .department = form_get(&r->form, "department"),
                           .due = it->due};
    return store_task_add(r->desk->store, r->id, &row, e) && go_back(r, r->id);
}

static bool chain(struct request *r, struct deed *it, struct err *e)
{
    bool known;
    if (!chains_start(r, &it->d, &known, e))
        return false;
    return known ? go_back(r, r->id)
                 : refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT,
                             SAY_CHAIN_NOT);
}

/* Of one that waits already nothing more is waited for, and so on. */
static bool stand_still(struct request *r, struct deed *it, bool waits,
                        struct err *e)
{
    struct case_pause p = {.case_id = r->id,
                           .who = r->user.login,
                           .words = it->words,
                           .until = it->due,
                           .now = r->now};
    enum stage stage = stage_by_name(it->d.file.card.state);
    if (waits != !it->d.file.card.paused || stage == STAGE_CLOSED ||
        stage == STAGE_DISMISSED)
        return refuse_as(r, &it->d, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY);
    if (waits && p.until && p.until <= r->now)
        return refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT,
                         SAY_DAY_PASSED);
    return (waits ? store_case_wait : store_case_heard)(r->desk->store, &p,
                                                        e) &&
           go_back(r, r->id);
}

static bool wait_for(struct request *r, struct deed *it, struct err *e)
{
    return stand_still(r, it, true, e);
}

static bool heard(struct request *r, struct deed *it, struct err *e)
{
    return stand_still(r, it, false, e);
}

static bool promise(struct request *r, struct deed *it, struct err *e)
{
    struct promise_row row = {.at = r->now,
                              .who = r->user.login,
                              .said = STR("typed"),
                              .what = it->words,
                              .by_whom = r->user.login,
                              .to_whom = it->d.file.card.author,
                              .due = it->due};
    if (!row.to_whom.n)
        row.to_whom = it->d.lead.post.author;
    if (!it->due)
        return refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT,
                         SAY_WHEN_NEEDED);
    return store_promise_add(r->desk->store, r->id, &row, e) &&
           go_back(r, r->id);
}

/* Of the fields that were set, all were taken; or the whole form is refused. */
static bool taken(struct request *r, struct deed *it, enum say trouble)
{
    if (trouble != SAY_COUNT)
        return refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT, trouble);
    return go_back(r, r->id);
}

static bool talk(struct request *r, struct deed *it, struct err *e)
{
    enum say trouble;
    return findings_talked(r, &it->d, it->due, &trouble, e) &&
           taken(r, it, trouble);
}

#define IS_FIELD(name) || str_eqz(field, #name)
static bool is_fact(struct str field)
{
    return false CASE_FIELDS(IS_FIELD);
}

static bool set(struct request *r, struct deed *it, struct err *e)
{
    enum say trouble;
    struct str field = form_get(&r->form, "field");
    if (!is_fact(field)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (str_eqz(field, "concerns") && !docket_knows(&it->d, it->words))
        return refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_NOBODY);
    return findings_set(r, &it->d, field, it->words, &trouble, e) &&
           taken(r, it, trouble);
}

static bool findings(struct request *r, struct deed *it, struct err *e)
{
    enum say trouble;
    return findings_save(r, &it->d, &trouble, e) && taken(r, it, trouble);
}

/* The mention of the form, of which the asker may know. */
static bool mention_of(struct request *r, struct mention *m, bool *found,
                       struct err *e)
{
    int64_t id;
    *found = false;
    bool ok = !str_int(form_get(&r->form, "mention"), &id) ||
              store_mention_get(r->desk->store, &r->arena, id, m, found, e);
    if (ok && !*found)
        r->status = MHD_HTTP_NOT_FOUND;
    return ok;
}

/* That it was refused is told on the page; why, in the log. */
static bool join(struct request *r, struct deed *it, struct err *e)
{
    struct mention m;
    bool found;
    if (!mention_of(r, &m, &found, e))
        return false;
    if (!found)
        return true;
    if (m.case_.id && !sheet_case_waits(&m))
        return refuse_as(r, &it->d, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY);
    struct err why = {0};
    if (store_case_join(r->desk->store, r->id, m.id, r->user.login, r->now,
                        &why))
        return go_back(r, r->id);
    if (store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    log_event(LOG_WARN, "desk", "path=" STR_FMT " why=\"%s\"", STR_ARG(r->path),
              why.msg);
    return refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_CASE_APART);
}

static bool split(struct request *r, struct deed *it, struct err *e)
{
    struct mention m;
    bool found;
    if (!mention_of(r, &m, &found, e))
        return false;
    if (!found)
        return true;
    if (m.case_.id != r->id || m.id == it->d.file.card.mention)
        return refuse_as(r, &it->d, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY);
    return store_case_split(r->desk->store, m.id, r->user.login, it->words,
                            r->now, e) &&
           go_back(r, r->id);
}

static const struct {
    const char *word;
    bool wordless; /* nothing need be said */
    int right;     /* besides working on it */
    bool (*run)(struct request *r, struct deed *it, struct err *e);
} DEEDS[] = {{"note", false, 0, note},         {"task", false, 0, task},
             {"promise", false, 0, promise},   {"wait", false, 0, wait_for},
             {"heard", true, 0, heard},        {"findings", true, 0, findings},
             {"chain", true, 0, chain},        {"talk", true, 0, talk},
             {"set", true, MAY_EDIT, set},     {"join", true, MAY_EDIT, join},
             {"split", false, MAY_EDIT, split}};

/* Asked before all else, so that who may not is told so. */
static bool allowed(struct request *r, const struct deed *it)
{
    enum move move = move_by_name(r->rest);
    struct life l = docket_life(r, &it->d);
    bool may = move == MOVE_NONE || life_may(r->rights, &l, move);
    for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++)
        if (str_eqz(r->rest, DEEDS[i].word))
            may = may && (r->rights & DEEDS[i].right) == DEEDS[i].right;
    if (!may)
        r->status = MHD_HTTP_FORBIDDEN;
    return may;
}

static bool run(struct request *r, struct deed *it, struct err *e)
{
    enum move move = move_by_name(r->rest);
    if (move != MOVE_NONE)
        return make_move(r, it, move, e);
    for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++) {
        if (!str_eqz(r->rest, DEEDS[i].word))
            continue;
        if (!it->words.n && !DEEDS[i].wordless)
            return refuse_as(r, &it->d, MHD_HTTP_UNPROCESSABLE_CONTENT,
                             SAY_WORDS_NEEDED);
        return DEEDS[i].run(r, it, e);
    }
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

/* Reads the case into *d; *go: it is there, the asker works on it, and it bears
 * his words. Else it has answered. */
static bool may_do(struct request *r, struct docket *d, struct str words,
                   bool *go, struct err *e)
{
    *go = false;
    if (!docket_load(r, d, e))
        return false;
    if (!d->found)
        return true;
    if (d->file.card.merged_into)
        return refuse_as(r, d, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY);
    bool joins = str_eqz(r->rest, "note") && docket_joins(r, d);
    if (!docket_works(r, d) && !joins) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    if (words.n > WORDS_LONGEST)
        return refuse_as(r, d, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_WORDS_LONG);
    *go = true;
    return true;
}

static bool look_and_run(struct request *r, struct err *e)
{
    int64_t seen;
    struct deed it = {.words = str_trim(form_get(&r->form, "text"))};
    bool go;
    if (!may_do(r, &it.d, it.words, &go, e))
        return false;
    if (!go || !allowed(r, &it))
        return true;
    if (!str_int(form_get(&r->form, "seen"), &seen)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (seen != docket_state(&it.d))
        return refuse_as(r, &it.d, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY);
    if (!docket_knows(&it.d, form_get(&r->form, "to")))
        return refuse_as(r, &it.d, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_NOBODY);
    if (!moment(r, &it.due))
        return refuse_as(r, &it.d, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_NO_DATE);
    return run(r, &it, e);
}

bool case_do(struct request *r, struct err *e)
{
    return request_whole(r, look_and_run, e);
}

bool case_again(struct request *r, struct err *e)
{
    struct docket d;
    if (!docket_load(r, &d, e))
        return false;
    d.trouble = str_of(page_word(r, SAY_FORM_OLD));
    if (d.found)
        case_write(r, &d);
    return true;
}

/* ---- tasks and promises come to their end ---- */

static const struct {
    const char *word, *state;
    bool task; /* else a promise */
} ENDS[] = {{"did", "done", true},
            {"drop", "dropped", true},
            {"keep", "kept", false},
            {"break", "broken", false},
            {"withdraw", "withdrawn", false}};

/* Is the open thing of that number this case's? */
static bool is_of(const struct docket *d, int64_t id, bool task)
{
    for (size_t i = 0; task && i < d->file.n_tasks; i++)
        if (d->file.tasks[i].id == id)
            return str_eqz(d->file.tasks[i].end.state, "open");
    for (size_t i = 0; !task && i < d->file.n_promises; i++)
        if (d->file.promises[i].id == id)
            return str_eqz(d->file.promises[i].end.state, "open");
    return false;
}

static bool settle(struct request *r, int64_t thing, size_t i, struct err *e)
{
    struct settled end = {.state = str_of(ENDS[i].state),
                          .at = r->now,
                          .by = r->user.login,
                          .result = str_trim(form_get(&r->form, "text"))};
    struct docket d;
    bool go;
    if (!may_do(r, &d, end.result, &go, e))
        return false;
    if (!go)
        return true;
    if (!is_of(&d, thing, ENDS[i].task))
        return refuse_as(r, &d, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY);
    bool ok = ENDS[i].task
                  ? chains_settle(r, thing, &end, e)
                  : store_promise_settle(r->desk->store, thing, &end, e);
    return ok && go_back(r, r->id);
}

static bool end_thing(struct request *r, struct err *e)
{
    int64_t thing = r->id, case_id;
    bool task = str_find(r->path, STR("/task/")) >= 0;
    if (!str_int(form_get(&r->form, "case"), &case_id)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    r->id = case_id;
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        if (ENDS[i].task == task && str_eqz(r->rest, ENDS[i].word))
            return settle(r, thing, i, e);
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

bool case_settle(struct request *r, struct err *e)
{
    return request_whole(r, end_thing, e);
}

/* ---- a new one ---- */

static bool create(struct request *r, struct err *e)
{
    struct case_card card = {.channel = form_get(&r->form, "channel"),
                             .author = str_trim(form_get(&r->form, "author")),
                             .brand = str_trim(form_get(&r->form, "brand")),
                             .expected =
                                 str_trim(form_get(&r->form, "expected")),
                             .text = str_trim(form_get(&r->form, "text")),
                             .concerns = form_get(&r->form, "concerns"),
                             .opened_by = r->user.login};
    struct case_step step = {.move = MOVE_ASSIGN,
                             .who = r->user.login,
                             .assignee = form_get(&r->form, "to"),
                             .department = form_get(&r->form, "department"),
                             .now = r->now};
    struct docket d = {0};
    if (!store_users(r->desk->store, &r->arena, &d.users, &d.n_users, e))
        return false;
    if (!(r->rights & move_right(MOVE_ASSIGN)))
        step.assignee = step.department = (struct str){0};
    if (!card.channel.n)
        card.channel = STR("office");
    enum say trouble =
        !card.text.n ? SAY_WORDS_NEEDED
        : !docket_knows(&d, step.assignee) || !docket_knows(&d, card.concerns)
            ? SAY_NOBODY
        : card.concerns.n && str_eq(card.concerns, step.assignee)
            ? SAY_CONCERNED
        : !moment(r, &card.due) ? SAY_NO_DATE
                                : SAY_COUNT;
    if (trouble != SAY_COUNT) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return case_form(r, trouble, e);
    }
    if (!store_case_new(r->desk->store, &card, r->now, e))
        return false;
    r->id = step.case_id = card.id;
    return ((!step.assignee.n && !step.department.n) ||
            store_case_move(r->desk->store, &step, e)) &&
           go_back(r, card.id);
}

bool case_new(struct request *r, struct err *e)
{
    return request_whole(r, create, e);
}
