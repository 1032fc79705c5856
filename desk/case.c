/* SPDX-License-Identifier: MIT
 * case: one page of the register: what is known, what is to be done, by whom,
 * for when (R7 to R14, R24 to R30, R56 to R62). */
#include "desk/case.h"

#include "base/json_read.h"
#include "desk/api.h"
#include "desk/chains.h"
#include "desk/findings.h"
#include "desk/kin.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { TITLE_SIGNS = 70, LINE_SIGNS = 160 };

/* ---- pieces ---- */

static struct str name_of(const struct docket *d, struct str login)
{
    for (size_t i = 0; i < d->n_users; i++)
        if (str_eq(d->users[i].login, login))
            return d->users[i].name;
    return login;
}

static void moment(struct request *r, enum say name, int64_t at)
{
    if (at <= 0 || at == INT64_MAX)
        return;
    html_printf(&r->out, "<div><dt>%s</dt><dd>", page_word(r, name));
    page_time(r, at);
    buf_z(&r->out, "</dd></div>\n");
}

/* To the page of its author, of its thread. */
static void way(struct request *r, const char *page, enum say what, int64_t id)
{
    html_printf(&r->out,
                "<div><dt class=\"unseen\">%s</dt><dd><a href=\"/%s/%ld\">%s"
                "</a></dd></div>\n",
                page_word(r, what), page, (long)id, page_word(r, what));
}

static struct str own_or(struct str own, struct str other)
{
    return own.n ? own : other;
}

/* "Anna, away until 5 December" */
static void stands_for(struct request *r, const struct docket *d)
{
    struct str whom = d->file.card.stands_for, name = name_of(d, whom);
    const struct leave_row *l = leave_of(d->leaves, d->n_leaves, whom, r->now);
    if (!whom.n)
        return;
    html_printf(&r->out, "<div><dt>%s</dt><dd>%S", page_word(r, SAY_STANDS_FOR),
                &name);
    if (l) {
        html_printf(&r->out, ", %s ", page_word(r, SAY_AWAY_FROM));
        page_time(r, l->away);
        html_printf(&r->out, " %s ", page_word(r, SAY_WAITS_UNTIL));
        page_time(r, l->back);
    }
    buf_z(&r->out, "</dd></div>\n");
}

static void facts(struct request *r, const struct docket *d)
{
    const struct case_card *c = &d->file.card;
    const struct mention *m = &d->lead;
    buf_z(&r->out, "<dl class=\"facts\">\n");
    page_fact(r, SAY_CHANNEL, say_value(r->lang, "channel", c->channel));
    page_fact(r, SAY_AUTHOR, own_or(c->author, m->post.author));
    if (d->led && kin_has_author(m))
        way(r, "author", SAY_ALL_OF_AUTHOR, m->id);
    if (d->led && kin_has_thread(m))
        way(r, "thread", SAY_ALL_OF_THREAD, m->id);
    page_fact(r, SAY_BRAND, own_or(c->brand, m->post.brand));
    page_fact(r, SAY_EXPECTED, c->expected);
    page_fact(r, SAY_ASSIGNEE, name_of(d, c->assignee));
    stands_for(r, d);
    page_fact(
        r, SAY_DEPARTMENT,
        page_department(r, own_or(c->department, m->decision.department)));
    page_fact(r, SAY_CONCERNS, name_of(d, c->concerns));
    moment(r, SAY_OPENED, c->opened);
    moment(r, SAY_FOR_WHEN, c->due);
    findings_told(r, d);
    page_fact(r, SAY_RESULT, c->result);
    page_fact(r, SAY_CHECKED, c->checked);
    moment(r, SAY_ENDED, c->ended);
    page_fact(r, SAY_REASON, c->ended_why);
    buf_z(&r->out, "</dl>\n");
}

/* To the case it goes on from, or in. */
static void another(struct request *r, enum say what, int64_t id)
{
    if (id)
        html_printf(&r->out, "<p>%s <a href=\"/case/%ld\">№ %ld</a></p>\n",
                    page_word(r, what), (long)id, (long)id);
}

static void proposals(struct request *r, const struct docket *d)
{
    for (size_t i = 0; i < d->n_proposals; i++) {
        const struct proposal_row *p = &d->proposals[i];
        struct str state = say_value(r->lang, "proposal", p->state);
        html_printf(&r->out,
                    "<p><a href=\"/proposal/%ld\">%s %ld</a> %S: ", (long)p->id,
                    page_word(r, SAY_PROPOSAL_NO), (long)p->id, &state);
        page_words(r, p->what, LINE_SIGNS);
        buf_z(&r->out, "</p>\n");
    }
    if (r->rights & MAY_WORK)
        html_printf(&r->out, "<p><a href=\"/proposals?case=%ld\">%s</a></p>\n",
                    (long)r->id, page_word(r, SAY_PROPOSE));
}

static void said(struct request *r, const struct docket *d)
{
    struct str text = own_or(d->file.card.text, d->lead.post.text);
    html_printf(&r->out, "<section class=\"card\"><p class=\"said\">%S</p>\n",
                &text);
    facts(r, d);
    another(r, SAY_CONTINUES, d->file.card.continues);
    another(r, SAY_CONTINUED, d->file.continued);
    for (size_t i = 0; i < d->file.n_mentions; i++) {
        long id = (long)d->file.mentions[i].mention;
        html_printf(&r->out, "<p><a href=\"/mention/%ld\">%s %ld</a></p>\n", id,
                    page_word(r, SAY_MENTION_NO), id);
    }
    proposals(r, d);
    buf_z(&r->out, "</section>\n");
}

/* ---- tasks and promises ---- */

/* Buttons that end what is open, with a field for what came of it. */
static void endings(struct request *r, const char *path, int64_t id,
                    const enum say *words, const char *const *names)
{
    struct str to =
        str_printf(&r->arena, "/%s/%lld/%s", path, (long long)id, names[0]);
    page_form(r, "inline", to);
    page_hidden(r, "case", str_printf(&r->arena, "%lld", (long long)r->id));
    html_printf(&r->out,
                "<input name=\"text\" aria-label=\"%s\" placeholder=\"%s\">",
                page_word(r, SAY_CAME_OF_IT), page_word(r, SAY_CAME_OF_IT));
    for (int i = 0; names[i]; i++)
        html_printf(&r->out, "<button formaction=\"/%s/%ld/%s\">%s</button>\n",
                    path, (long)id, names[i], page_word(r, words[i]));
    buf_z(&r->out, "</form>\n");
}

static void ended(struct request *r, const struct docket *d,
                  const struct settled *end)
{
    struct str state = say_value(r->lang, "settled", end->state);
    struct str by = name_of(d, end->by);
    html_printf(&r->out, " <span class=\"soft\">· %S", &state);
    if (end->at) {
        buf_z(&r->out, " ");
        page_time(r, end->at);
        html_printf(&r->out, " · %S", &by);
    }
    if (end->result.n)
        html_printf(&r->out, " · %S", &end->result);
    buf_z(&r->out, "</span>\n");
}

static void tasks(struct request *r, const struct docket *d)
{
    static const enum say WORDS[] = {SAY_TASK_DID, SAY_TASK_DROP};
    static const char *const NAMES[] = {"did", "drop", NULL};
    for (size_t i = 0; i < d->file.n_tasks; i++) {
        const struct task_row *t = &d->file.tasks[i];
        struct str who = name_of(d, t->assignee);
        struct str department = page_department(r, t->department);
        bool open = str_eqz(t->end.state, "open");
        html_printf(&r->out, "<li><b>%S</b> %S %S ", &t->what, &who,
                    &department);
        if (open)
            page_task_due(r, t);
        if (open && d->file.card.paused && !t->paused &&
            str_eqz(t->chain, DEADLINES))
            html_printf(&r->out, " <span class=\"soft\">· %s</span>",
                        page_word(r, SAY_RUNS_ON));
        chains_told(r, t);
        ended(r, d, &t->end);
        if (open && docket_works(r, d))
            endings(r, "task", t->id, WORDS, NAMES);
        buf_z(&r->out, "</li>\n");
    }
}

static void promises(struct request *r, const struct docket *d)
{
    static const enum say WORDS[] = {SAY_KEPT, SAY_BROKEN, SAY_WITHDRAWN};
    static const char *const NAMES[] = {"keep", "break", "withdraw", NULL};
    for (size_t i = 0; i < d->file.n_promises; i++) {
        const struct promise_row *p = &d->file.promises[i];
        struct str by = name_of(d, p->by_whom);
        bool open = str_eqz(p->end.state, "open");
        html_printf(&r->out, "<li><b>%S</b> %S → %S ", &p->what, &by,
                    &p->to_whom);
        if (open)
            page_due(r, p->due);
        else
            page_time(r, p->due);
        ended(r, d, &p->end);
        if (open && docket_works(r, d))
            endings(r, "promise", p->id, WORDS, NAMES);
        buf_z(&r->out, "</li>\n");
    }
}

static void list(struct request *r, const struct docket *d, enum say title,
                 size_t n, void rows(struct request *, const struct docket *))
{
    if (!n)
        return;
    html_printf(&r->out,
                "<section class=\"card later\"><h2>%s</h2>\n<ul "
                "class=\"events\">\n",
                page_word(r, title));
    rows(r, d);
    buf_z(&r->out, "</ul></section>\n");
}

/* ---- what happened ---- */

static void told(struct request *r, const struct docket *d,
                 const struct event_row *v)
{
    static const char *const TOLD[] = {"text", "reason", "url", "field",
                                       "result"};
    struct json_object *o = json_read(v->detail);
    struct str to = json_read_text(&r->arena, o, "assignee");
    struct str department = json_read_text(&r->arena, o, "department");
    to = name_of(d, to);
    department = page_department(r, department);
    if (to.n)
        html_printf(&r->out, " · %S", &to);
    if (department.n)
        html_printf(&r->out, " · %S", &department);
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) {
        struct str text = json_read_text(&r->arena, o, TOLD[i]);
        if (!text.n)
            continue;
        buf_z(&r->out, " · ");
        page_words(r, text, LINE_SIGNS);
    }
    json_read_free(o);
}

static void events(struct request *r, const struct docket *d)
{
    html_printf(&r->out,
                "<section class=\"card later happened\"><h2>%s</h2>\n<ul "
                "class=\"events\">\n",
                page_word(r, SAY_EVENTS));
    for (size_t i = 0; i < d->file.n_events; i++) {
        const struct event_row *v = &d->file.events[i];
        struct str what = say_value(r->lang, "event", v->what);
        struct str who = say_value(r->lang, "who", name_of(d, v->who));
        buf_z(&r->out, "<li>");
        page_time(r, v->at);
        html_printf(&r->out, " <b>%S</b> <span class=\"soft\">%S", &what, &who);
        told(r, d, v);
        buf_z(&r->out, "</span></li>\n");
    }
    buf_z(&r->out, "</ul></section>\n");
}

/* ---- what can be done ---- */

static void hidden(struct request *r, const struct docket *d)
{
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)docket_state(d)));
}

void case_people(struct request *r, const struct docket *d, const char *name,
                 enum say label)
{
    struct str given = form_get(&r->form, name);
    html_printf(&r->out, "<label>%s<select name=\"%s\"><option></option>",
                page_word(r, label), name);
    for (size_t i = 0; i < d->n_users; i++) {
        const struct user_row *u = &d->users[i];
        if (!u->removed && !str_eq(u->login, d->file.card.concerns))
            page_option(r, u->login, u->name, str_eq(u->login, given));
    }
    buf_z(&r->out, "</select></label>\n");
}

static void departments(struct request *r)
{
    const struct desk_setup *setup = r->desk->setup;
    struct str given = form_get(&r->form, "department");
    if (!setup->n_departments)
        return;
    html_printf(&r->out,
                "<label>%s<select name=\"department\"><option></option>",
                page_word(r, SAY_DEPARTMENT));
    for (size_t i = 0; i < setup->n_departments; i++) {
        struct str id = setup->departments[i].id;
        page_option(r, id, page_department(r, id), str_eq(id, given));
    }
    buf_z(&r->out, "</select></label>\n");
}

void case_due(struct request *r, bool needed)
{
    struct str given = form_get(&r->form, "due");
    html_printf(&r->out,
                "<label>%s<input type=\"datetime-local\" name=\"due\""
                " value=\"%S\"%s></label>\n",
                page_word(r, SAY_FOR_WHEN), &given, needed ? " required" : "");
}

static void words_field(struct request *r, enum say label)
{
    struct str given = form_get(&r->form, "text");
    html_printf(&r->out,
                "<label>%s<textarea name=\"text\" rows=\"3\">\n%S</textarea>"
                "</label>\n",
                page_word(r, label), &given);
}

static void button(struct request *r, const char *word, enum say what)
{
    html_printf(&r->out, "<button formaction=\"/case/%ld/%s\">%s</button>\n",
                (long)r->id, word, page_word(r, what));
}

/* One field for words, and a button for each move that there is from here. */
static void moves(struct request *r, const struct docket *d)
{
    struct life l = docket_life(r, d);
    struct str to = str_printf(&r->arena, "/case/%lld/note", (long long)r->id);
    page_form(r, "stack", to);
    hidden(r, d);
    words_field(r, SAY_CASE_WORDS);
    if (stage_next(l.stage, MOVE_ASSIGN) != STAGE_NONE) {
        case_people(r, d, "to", SAY_TO_WHOM);
        departments(r);
    }
    buf_z(&r->out, "<div class=\"buttons\">");
    for (int m = 0; m < MOVE_COUNT; m++) {
        const struct term *t = term_at(TERMS_MOVE, m);
        if (stage_next(l.stage, (enum move)m) == STAGE_NONE ||
            !life_may(r->rights, &l, (enum move)m))
            continue;
        struct str said = str_of(r->lang == SAY_RU ? t->ru : t->en);
        said = term_alone(&r->arena, said);
        html_printf(&r->out,
                    "<button formaction=\"/case/%ld/%s\">%S</button>\n",
                    (long)r->id, t->id, &said);
    }
    if (d->file.card.paused)
        button(r, "heard", SAY_HEARD);
    html_printf(&r->out, "<button>%s</button></div></form>\n",
                page_word(r, SAY_NOTE));
}

static bool has_ended(const struct docket *d)
{
    enum stage stage = stage_by_name(d->file.card.state);
    return stage == STAGE_CLOSED || stage == STAGE_DISMISSED;
}

static void more(struct request *r, const struct docket *d, const char *what,
                 enum say title, enum say words)
{
    bool promise = words == SAY_PROMISE_WHAT, task = words == SAY_TASK_WHAT;
    struct str to =
        str_printf(&r->arena, "/case/%lld/%s", (long long)r->id, what);
    html_printf(&r->out, "<details><summary>%s</summary>\n",
                page_word(r, title));
    page_form(r, "stack", to);
    hidden(r, d);
    words_field(r, words);
    if (task) {
        case_people(r, d, "to", SAY_TO_WHOM);
        departments(r);
    }
    case_due(r, promise);
    html_printf(&r->out, "<button>%s</button></form></details>\n",
                page_word(r, title));
}

/* Who does not act may have a say. */
static void say_something(struct request *r, const struct docket *d)
{
    struct str to = str_printf(&r->arena, "/case/%lld/note", (long long)r->id);
    page_form(r, "stack", to);
    hidden(r, d);
    words_field(r, SAY_NOTE);
    html_printf(&r->out, "<button>%s</button></form>\n",
                page_word(r, SAY_NOTE));
}

static void todo(struct request *r, const struct docket *d)
{
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_NEXT_STEP));
    if (d->file.card.merged_into) {
        long id = (long)d->file.card.merged_into;
        html_printf(&r->out, "<p>%s <a href=\"/case/%ld\">№ %ld</a></p>",
                    page_word(r, SAY_MERGED), id, id);
    } else if (docket_works(r, d)) {
        moves(r, d);
        findings_form(r, d);
        findings_talk(r, d);
        more(r, d, "task", SAY_NEW_TASK, SAY_TASK_WHAT);
        chains_form(r, d);
        more(r, d, "promise", SAY_NEW_PROMISE, SAY_PROMISE_WHAT);
        if (!d->file.card.paused && !has_ended(d))
            more(r, d, "wait", SAY_WAIT_FOR, SAY_WAIT_WHAT);
    } else {
        html_printf(&r->out, "<p class=\"soft\">%s</p>",
                    page_word(r, SAY_ONLY_READ));
        findings_talk(r, d);
        if (docket_joins(r, d))
            say_something(r, d);
    }
    buf_z(&r->out, "</section>\n");
}

static void heading(struct request *r, const struct docket *d)
{
    const struct case_card *c = &d->file.card;
    struct str state = term_said(TERMS_STAGE, c->state, r->lang == SAY_RU);
    buf_z(&r->out, "<div class=\"title\"><p class=\"crumb\"><a href=\"/cases\">"
                   "← ");
    page_say(r, SAY_CASES);
    buf_z(&r->out, "</a></p>\n<h1>");
    page_words(r, own_or(c->text, d->lead.post.text), TITLE_SIGNS);
    html_printf(&r->out,
                "</h1>\n<p class=\"meta\"><span class=\"count\">%S</span> ",
                &state);
    if (c->paused)
        page_wait(r, c->paused, c->resumes);
    else if (stage_by_name(c->state) != STAGE_CLOSED &&
             stage_by_name(c->state) != STAGE_DISMISSED && c->due != INT64_MAX)
        page_due(r, c->due);
    html_printf(&r->out, " <span class=\"soft\">%s %ld</span></p></div>\n",
                page_word(r, SAY_CASE_NO), (long)r->id);
    if (d->trouble.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>\n",
                    &d->trouble);
}

void case_write(struct request *r, const struct docket *d)
{
    if (r->api) {
        api_put_case(r, d);
        return;
    }
    struct str title = str_printf(&r->arena, "%s %lld",
                                  page_word(r, SAY_CASE_NO), (long long)r->id);
    page_open(r, title, "/cases");
    heading(r, d);
    buf_z(&r->out, "<div class=\"columns\">\n<div class=\"left\">\n");
    said(r, d);
    buf_z(&r->out, "</div>\n<div class=\"right\">\n");
    flags_told(r, &d->told, r->id);
    todo(r, d);
    buf_z(&r->out, "</div>\n<div class=\"left\">\n");
    list(r, d, SAY_TASKS, d->file.n_tasks, tasks);
    list(r, d, SAY_PROMISES, d->file.n_promises, promises);
    events(r, d);
    buf_z(&r->out, "</div>\n</div>\n");
    page_close(r);
}

bool case_page(struct request *r, struct err *e)
{
    struct docket d;
    if (!docket_load(r, &d, e) || !flags_see(r, &d.told, e))
        return false;
    if (d.found)
        case_write(r, &d);
    return true;
}
