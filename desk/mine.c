/* SPDX-License-Identifier: MIT
 * mine: the page of who is on his way with a phone: what he is to do, and three
 * buttons on each, so that nobody has to call him (S000, R14, R18). */
#include <microhttpd.h>

#include "base/date.h"
#include "desk/chains.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { ROWS = 20, FIRST_WORDS = 200, LONGEST = 8000, DAY_S = 86400 };

/* One thing to do: a task, or a case that is his without one. */
struct chore {
    struct docket d;
    const struct task_row *task; /* NULL: the case */
};

static bool is_mine(const struct request *r, const struct task_row *t)
{
    return str_eq(t->assignee, r->user.login) &&
           str_eqz(t->end.state, "open") && !str_eqz(t->chain, DEADLINES);
}

/* Is something to be done about the case itself? */
static bool is_to_do(const struct request *r, const struct docket *d)
{
    enum stage stage = stage_by_name(d->file.card.state);
    return str_eq(d->file.card.assignee, r->user.login) &&
           (stage == STAGE_REGISTERED || stage == STAGE_ASSIGNED ||
            stage == STAGE_IN_PROGRESS);
}

/* Of the task `id`, or of the case when that is 0. False: it is his no more. */
static bool find_job(const struct request *r, struct chore *j, int64_t id)
{
    const struct case_file *f = &j->d.file;
    j->task = NULL;
    if (!j->d.found || f->card.merged_into ||
        (f->card.concerns.n && str_eq(f->card.concerns, r->user.login)))
        return false;
    for (size_t i = 0; id && i < f->n_tasks; i++)
        if (f->tasks[i].id == id && is_mine(r, &f->tasks[i]))
            j->task = &f->tasks[i];
    return id ? j->task != NULL : is_to_do(r, &j->d);
}

/* ---- what stands there ---- */

/* His promise to look, while it is open. */
static const struct promise_row *look_of(const struct request *r,
                                         const struct docket *d)
{
    for (size_t i = d->file.n_promises; i-- > 0;) {
        const struct promise_row *p = &d->file.promises[i];
        if (str_eqz(p->end.state, "open") && str_eq(p->who, r->user.login) &&
            str_eqz(p->kind, "look"))
            return p;
    }
    return NULL;
}

/* Sends to the case, with the state that was seen and the task. */
static void form(struct request *r, const struct chore *j, const char *word)
{
    page_form(r, "stack",
              str_printf(&r->arena, "/mine/%lld/%s",
                         (long long)j->d.file.card.id, word));
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)docket_state(&j->d)));
    if (j->task)
        page_hidden(r, "task",
                    str_printf(&r->arena, "%lld", (long long)j->task->id));
}

/* "2026-12-01" */
static struct str day(struct request *r, int64_t at)
{
    struct buf b;
    buf_init(&b, 64);
    date_rfc3339(&b, at, r->desk->setup->zone);
    struct str s = str_dup(&r->arena, str_part(buf_view(&b), 0, 10));
    buf_clear(&b);
    return s;
}

static void look_button(struct request *r, const struct chore *j)
{
    struct str today = day(r, r->now), next = day(r, r->now + DAY_S);
    html_printf(&r->out, "<details><summary class=\"button\">%s</summary>\n",
                page_word(r, SAY_JOB_LOOK));
    form(r, j, "look");
    html_printf(&r->out,
                "<label>%s<input type=\"date\" name=\"due\" required "
                "min=\"%S\" value=\"%S\"></label>"
                "<button class=\"main\">%s</button></form></details>\n",
                page_word(r, SAY_JOB_LOOK_DAY), &today, &next,
                page_word(r, SAY_JOB_LOOK_DO));
}

/* What was typed stays, when it was refused. */
static void cannot_button(struct request *r, const struct chore *j, bool again)
{
    struct str typed = again ? form_get(&r->form, "text") : (struct str){0};
    html_printf(&r->out, "<details%s><summary class=\"button\">%s</summary>\n",
                typed.n ? " open" : "", page_word(r, SAY_JOB_CANNOT));
    form(r, j, "cannot");
    html_printf(&r->out,
                "<label>%s<textarea class=\"short\" name=\"text\" rows=\"3\" "
                "required>\n%S</textarea></label>"
                "<button class=\"main\">%s</button></form></details>\n",
                page_word(r, SAY_JOB_CANNOT_WHY), &typed,
                page_word(r, SAY_JOB_CANNOT_DO));
}

static void three(struct request *r, const struct chore *j, bool again)
{
    buf_z(&r->out, "<div class=\"three\">\n");
    look_button(r, j);
    form(r, j, "done");
    html_printf(&r->out, "<button class=\"main\">%s</button></form>\n",
                page_word(r, SAY_JOB_DONE));
    cannot_button(r, j, again);
    buf_z(&r->out, "</div>\n");
}

static void told_look(struct request *r, const struct chore *j)
{
    const struct promise_row *p = look_of(r, &j->d);
    if (!p)
        return;
    html_printf(&r->out, "<p class=\"soft\">%s ", page_word(r, SAY_JOB_LOOKS));
    page_day(r, p->due);
    buf_z(&r->out, "</p>\n");
}

/* To whom it was handed back, while that is open. */
static void told_cannot(struct request *r, const struct chore *j)
{
    for (size_t i = 0; i < j->d.file.n_tasks; i++) {
        const struct task_row *t = &j->d.file.tasks[i];
        if (str_eqz(t->end.state, "open") && str_eq(t->who, r->user.login) &&
            !str_eq(t->assignee, r->user.login))
            html_printf(&r->out, "<p class=\"soft\">%s %S</p>\n",
                        page_word(r, SAY_JOB_HANDED),
                        t->assignee.n ? &t->assignee : &t->department);
    }
}

static void chore(struct request *r, const struct chore *j, bool again)
{
    const struct case_card *c = &j->d.file.card;
    struct str said = c->text.n ? c->text : j->d.lead.post.text;
    struct str who = c->author.n ? c->author : j->d.lead.post.author;
    int64_t due = j->task ? j->task->due : c->due;
    html_printf(&r->out,
                "<li class=\"card job\"><p class=\"meta\"><a "
                "href=\"/case/%ld\">%s %ld</a> <b>%S</b> ",
                (long)c->id, page_word(r, SAY_CASE_NO), (long)c->id, &who);
    if (due > 0 && due != INT64_MAX)
        page_due(r, due);
    buf_z(&r->out, "</p>\n");
    if (j->task)
        html_printf(&r->out, "<h2>%S</h2>\n", &j->task->what);
    buf_z(&r->out, "<p>");
    page_words(r, said, FIRST_WORDS);
    buf_z(&r->out, "</p>\n");
    told_look(r, j);
    told_cannot(r, j);
    three(r, j, again);
    buf_z(&r->out, "</li>\n");
}

/* ---- the order of it ---- */

bool mine_order(struct request *r, struct err *e)
{
    static const enum say STEPS[] = {SAY_ORDER_LOOK, SAY_ORDER_WRITE,
                                     SAY_ORDER_DONE, SAY_ORDER_ASKED,
                                     SAY_ORDER_DUE};
    bool brought;
    if (!store_brought_one(r->desk->store, r->user.login, &brought, e))
        return false;
    if (brought)
        return true;
    html_printf(&r->out, "<section class=\"card order\"><h2>%s</h2>\n<ol>\n",
                page_word(r, SAY_ORDER));
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        html_printf(&r->out, "<li>%s</li>\n", page_word(r, STEPS[i]));
    html_printf(&r->out, "</ol>\n<p class=\"soft\">%s</p></section>\n",
                page_word(r, SAY_ORDER_UNTIL));
    return true;
}

/* ---- the list ---- */

/* Cases that he has something to do about, each once: by his tasks, then his
 * own. */
struct jobs {
    int64_t ids[2 * ROWS + 2];
    size_t n;
    bool more;
};

static void note(struct jobs *l, int64_t id)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->ids[i] == id)
            return;
    if (l->n < ROWS)
        l->ids[l->n++] = id;
    else
        l->more = true;
}

static bool list(struct request *r, struct jobs *l, struct err *e)
{
    const struct open_filter open = {
        .assignee = r->user.login, .until = INT64_MAX, .limit = 4 * ROWS};
    const struct case_filter own = {
        .assignee = r->user.login, .stage = STAGE_NONE, .limit = 2 * ROWS};
    struct task_row *tasks;
    struct case_line *cases;
    size_t n_tasks, n_cases;
    struct store *s = r->desk->store;
    *l = (struct jobs){0};
    if (!store_open_tasks(s, &r->arena, &open, &tasks, &n_tasks, e) ||
        !store_cases(s, &r->arena, &own, &cases, &n_cases, e))
        return false;
    for (size_t i = 0; i < n_tasks; i++)
        if (is_mine(r, &tasks[i]))
            note(l, tasks[i].case_id);
    for (size_t i = 0; i < n_cases; i++)
        note(l, cases[i].id);
    l->more = l->more || n_tasks == 4 * ROWS || n_cases == 2 * ROWS;
    return true;
}

/* What is to be done about one case; how much that was. */
static bool jobs_of(struct request *r, int64_t id, size_t *n, struct err *e)
{
    int64_t sent = r->id, task = 0, at = 0;
    bool tasks = false;
    struct chore j;
    (void)str_int(form_get(&r->form, "task"), &at);
    r->id = id;
    bool ok = docket_load(r, &j.d, e);
    r->id = sent;
    for (size_t i = 0; ok && i < j.d.file.n_tasks; i++) {
        task = j.d.file.tasks[i].id;
        if (!is_mine(r, &j.d.file.tasks[i]) || !find_job(r, &j, task))
            continue;
        chore(r, &j, sent == id && at == task);
        tasks = true, (*n)++;
    }
    if (ok && !tasks && find_job(r, &j, 0)) {
        chore(r, &j, sent == id && !at);
        (*n)++;
    }
    return ok;
}

/* What was done a moment ago. */
static void told(struct request *r)
{
    static const struct {
        const char *did;
        enum say what;
    } ALL[] = {{"look", SAY_JOB_TOLD_LOOK},
               {"done", SAY_JOB_TOLD_DONE},
               {"cannot", SAY_JOB_TOLD_CANNOT}};
    struct str did = form_get(&r->query, "did");
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        if (str_eqz(did, ALL[i].did))
            html_printf(&r->out,
                        "<p class=\"notice good\" role=\"status\">%s</p>\n",
                        page_word(r, ALL[i].what));
}

/* What was told to him at once and nobody has taken stands in his list. */
static bool urgent(struct request *r, struct err *e)
{
    struct escalation_row *rows;
    size_t n;
    if (!store_escalations_open(r->desk->store, &r->arena, r->user.login, &rows,
                                &n, e))
        return false;
    if (n)
        html_printf(&r->out,
                    "<p class=\"notice bad\"><a href=\"/cases?mine=1\">%s: "
                    "%ld</a></p>\n",
                    page_word(r, SAY_TOLD_AT_ONCE), (long)n);
    return true;
}

static bool show(struct request *r, enum say trouble, struct err *e)
{
    struct jobs l;
    size_t n = 0;
    int status = r->status;
    if (!list(r, &l, e))
        return err_add(e, "jobs");
    page_open(r, str_of(page_word(r, SAY_JOBS)), "/mine");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s</h1><p class=\"lead\">%s</p>"
                "</div>\n",
                page_word(r, SAY_JOBS), page_word(r, SAY_JOBS_LEAD));
    told(r);
    page_trouble(r, trouble);
    if (!urgent(r, e) || (l.n && !mine_order(r, e)))
        return err_add(e, "jobs");
    buf_z(&r->out, "<ul class=\"jobs\">\n");
    for (size_t i = 0; i < l.n; i++)
        if (!jobs_of(r, l.ids[i], &n, e))
            return err_add(e, "jobs");
    buf_z(&r->out, "</ul>\n");
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_JOBS));
    if (l.more)
        html_printf(&r->out, "<p><a href=\"/cases?mine=1\">%s</a></p>\n",
                    page_word(r, SAY_JOBS_MORE));
    page_close(r);
    r->status = status;
    return true;
}

bool mine_page(struct request *r, struct err *e)
{
    return show(r, SAY_COUNT, e);
}

bool mine_again(struct request *r, struct err *e)
{
    return show(r, SAY_FORM_OLD, e);
}

/* ---- the three buttons ---- */

static bool refuse(struct request *r, int status, enum say why, struct err *e)
{
    r->status = status;
    return show(r, why, e);
}

static bool move(struct request *r, const struct chore *j, enum move move,
                 struct str words, struct err *e)
{
    struct case_step step = {.case_id = j->d.file.card.id,
                             .move = move,
                             .who = r->user.login,
                             .words = words,
                             .now = r->now};
    return store_case_move(r->desk->store, &step, e);
}

/* A case that is his is in work from the first word on. */
static bool begin(struct request *r, const struct chore *j, struct err *e)
{
    enum stage stage = stage_by_name(j->d.file.card.state);
    bool own = str_eq(j->d.file.card.assignee, r->user.login);
    return !own || stage_next(stage, MOVE_BEGIN) == STAGE_NONE ||
           move(r, j, MOVE_BEGIN, (struct str){0}, e);
}

static bool end_look(struct request *r, const struct chore *j,
                     const char *state, struct err *e)
{
    const struct promise_row *p = look_of(r, &j->d);
    const struct settled end = {
        .state = str_of(state), .at = r->now, .by = r->user.login};
    return !p || store_promise_settle(r->desk->store, p->id, &end, e);
}

/* He promises the author a day; another day takes the place of the last. */
static bool look(struct request *r, const struct chore *j, struct err *e)
{
    const struct case_card *c = &j->d.file.card;
    struct promise_row row = {.at = r->now,
                              .who = r->user.login,
                              .said = STR("typed"),
                              .kind = STR("look"),
                              .what = str_of(page_word(r, SAY_JOB_LOOK_WHAT)),
                              .by_whom = r->user.name,
                              .to_whom = c->author.n ? c->author
                                                     : j->d.lead.post.author};
    if (!date_due(str_trim(form_get(&r->form, "due")), r->desk->setup->zone,
                  &row.due))
        return refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_NO_DATE, e);
    if (row.due <= r->now)
        return refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_DAY_PASSED, e);
    return begin(r, j, e) && end_look(r, j, "withdrawn", e) &&
           store_promise_add(r->desk->store, c->id, &row, e) &&
           request_go(r, STR("/mine?did=look"));
}

static bool settle(struct request *r, const struct chore *j, const char *state,
                   struct str result, struct err *e)
{
    const struct settled end = {.state = str_of(state),
                                .at = r->now,
                                .by = r->user.login,
                                .result = result};
    return chains_settle(r, j->task->id, &end, e);
}

static bool done(struct request *r, const struct chore *j, struct err *e)
{
    struct str what = str_of(page_word(r, SAY_JOB_DONE_WHAT));
    bool ok = begin(r, j, e) && end_look(r, j, "kept", e) &&
              (j->task ? settle(r, j, "done", what, e)
                       : move(r, j, MOVE_FINISH, what, e));
    return ok && request_go(r, STR("/mine?did=done"));
}

/* Who gave it to him, and may still come in; else nobody. */
static struct str giver(struct request *r, const struct chore *j)
{
    struct str who = j->task ? j->task->who : (struct str){0};
    for (size_t i = j->d.file.n_events; !j->task && !who.n && i-- > 0;)
        if (str_eqz(j->d.file.events[i].what, "assigned"))
            who = j->d.file.events[i].who;
    bool own =
        str_eq(who, r->user.login) || str_eq(who, j->d.file.card.concerns);
    return who.n && !own && docket_knows(&j->d, who) ? who : (struct str){0};
}

/* Nothing is lost: it is a task of who gave it, from now on. */
static bool cannot(struct request *r, const struct chore *j, struct err *e)
{
    struct str why = str_trim(form_get(&r->form, "text"));
    struct task_row row = {.at = r->now,
                           .who = r->user.login,
                           .assignee = giver(r, j),
                           .department = j->d.file.card.department,
                           .due = r->now + DAY_S};
    if (!why.n)
        return refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_WORDS_NEEDED, e);
    if (why.n > LONGEST)
        return refuse(r, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_WORDS_LONG, e);
    struct buf b;
    buf_init(&b, 2 * LONGEST);
    buf_printf(&b, page_word(r, SAY_JOB_CANNOT_SAID), str_z(&r->arena, why));
    row.what = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    if (!row.department.n)
        row.department = j->d.lead.decision.department;
    return store_task_add(r->desk->store, j->d.file.card.id, &row, e) &&
           end_look(r, j, "withdrawn", e) &&
           (!j->task || settle(r, j, "dropped", why, e)) &&
           request_go(r, STR("/mine?did=cannot"));
}

static const struct {
    const char *word;
    bool (*run)(struct request *r, const struct chore *j, struct err *e);
} BUTTONS[] = {{"look", look}, {"done", done}, {"cannot", cannot}};

static bool press(struct request *r, struct err *e)
{
    int64_t seen, task = 0;
    struct chore j;
    (void)str_int(form_get(&r->form, "task"), &task);
    if (!docket_load(r, &j.d, e))
        return false;
    if (!j.d.found)
        return true;
    if (!str_int(form_get(&r->form, "seen"), &seen)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (!find_job(r, &j, task) || seen != docket_state(&j.d))
        return refuse(r, MHD_HTTP_CONFLICT, SAY_CASE_ALREADY, e);
    for (size_t i = 0; i < sizeof BUTTONS / sizeof *BUTTONS; i++)
        if (str_eqz(r->rest, BUTTONS[i].word))
            return BUTTONS[i].run(r, &j, e);
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}

bool mine_do(struct request *r, struct err *e)
{
    return request_whole(r, press, e);
}
