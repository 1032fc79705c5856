/* SPDX-License-Identifier: MIT
 * row_json: cases, sources, users and what belongs to them, for programs: the
 * one shape of each. */
#include "base/json.h"
#include "store/store.h"

/* No deadline is null. */
static void put_due(struct json *j, int64_t due, const struct zone *z)
{
    json_time(j, due == INT64_MAX ? 0 : due, z);
}

void store_case_line_json(struct json *j, const struct case_line *c,
                          const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, c->id);
    json_key(j, "mention"), json_int(j, c->mention);
    json_key(j, "state"), json_str(j, c->state);
    json_key(j, "status"), json_str(j, c->status);
    json_key(j, "assignee"), json_str(j, c->assignee);
    json_key(j, "stands_for"), json_str(j, c->stands_for);
    json_key(j, "department"), json_str(j, c->department);
    json_key(j, "author"), json_str(j, c->author);
    json_key(j, "text"), json_str(j, c->text);
    json_key(j, "due"), put_due(j, c->due, z);
    json_key(j, "paused"), json_time(j, c->paused, z);
    json_key(j, "resumes"), json_time(j, c->resumes, z);
    json_key(j, "opened"), json_time(j, c->opened, z);
    json_key(j, "touched"), json_time(j, c->touched, z);
    json_key(j, "tasks"), json_int(j, c->tasks);
    json_key(j, "promises"), json_int(j, c->promises);
    json_end(j);
}

static void put_end(struct json *j, const struct settled *end,
                    const struct zone *z)
{
    json_key(j, "state"), json_str(j, end->state);
    json_key(j, "settled"), json_time(j, end->at, z);
    json_key(j, "settled_by"), json_str(j, end->by);
    json_key(j, "result"), json_str(j, end->result);
    json_end(j);
}

void store_promise_row_json(struct json *j, const struct promise_row *p,
                            const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, p->id);
    json_key(j, "case"), json_int(j, p->case_id);
    json_key(j, "what"), json_str(j, p->what);
    json_key(j, "said"), json_str(j, p->said);
    json_key(j, "kind"), json_str(j, p->kind);
    json_key(j, "to"), json_str(j, p->to_whom);
    json_key(j, "by"), json_str(j, p->by_whom);
    json_key(j, "due"), put_due(j, p->due, z);
    json_key(j, "at"), json_time(j, p->at, z);
    json_key(j, "who"), json_str(j, p->who);
    put_end(j, &p->end, z);
}

void store_task_row_json(struct json *j, const struct task_row *task,
                         const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, task->id);
    json_key(j, "case"), json_int(j, task->case_id);
    json_key(j, "what"), json_str(j, task->what);
    json_key(j, "assignee"), json_str(j, task->assignee);
    json_key(j, "stands_for"), json_str(j, task->stands_for);
    json_key(j, "chain"), json_str(j, task->chain);
    json_key(j, "step"), json_int(j, task->step);
    json_key(j, "paused"), json_time(j, task->paused, z);
    json_key(j, "department"), json_str(j, task->department);
    json_key(j, "follows"), json_int(j, task->follows);
    json_key(j, "due"), put_due(j, task->due, z);
    json_key(j, "at"), json_time(j, task->at, z);
    json_key(j, "who"), json_str(j, task->who);
    put_end(j, &task->end, z);
}

void store_event_row_json(struct json *j, const struct event_row *ev,
                          const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, ev->id);
    json_key(j, "at"), json_time(j, ev->at, z);
    json_key(j, "who"), json_str(j, ev->who);
    json_key(j, "what"), json_str(j, ev->what);
    json_key(j, "detail"), json_raw(j, ev->detail);
    json_end(j);
}

#define AS_JSON_INT(name)                                                      \
    json_name(j, str_of(#name), true), json_int(j, c->name);
#define AS_JSON_TIME(name)                                                     \
    json_name(j, str_of(#name), true), put_due(j, c->name, z);
#define AS_JSON_TEXT(name)                                                     \
    json_name(j, str_of(#name), true), json_str(j, c->name);
#define AS_JSON(kind, name) AS_JSON_##kind(name)

static void put_card(struct json *j, const struct case_card *c,
                     const struct zone *z)
{
    CASE_CARD(AS_JSON)
}

void store_draft_row_json(struct json *j, const struct draft_row *d,
                          const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, d->id);
    json_key(j, "at"), json_time(j, d->at, z);
    json_key(j, "mention"), json_int(j, d->mention);
    json_key(j, "who"), json_str(j, d->who);
    json_key(j, "text"), json_str(j, d->text);
    json_end(j);
}

static void put_notes(struct json *j, const struct case_file *f,
                      const struct zone *z)
{
    json_key(j, "notes"), json_list(j);
    for (size_t i = 0; i < f->n_notes; i++) {
        json_map(j);
        json_key(j, "id"), json_int(j, f->notes[i].id);
        json_key(j, "at"), json_time(j, f->notes[i].at, z);
        json_key(j, "who"), json_str(j, f->notes[i].who);
        json_key(j, "text"), json_str(j, f->notes[i].text);
        json_end(j);
    }
    json_end(j);
}

void store_case_file_json(struct json *j, const struct case_file *f,
                          const struct zone *z)
{
    put_card(j, &f->card, z);
    json_key(j, "continued"), json_int(j, f->continued);
    json_key(j, "mentions"), json_list(j);
    for (size_t i = 0; i < f->n_mentions; i++)
        json_int(j, f->mentions[i].mention);
    json_end(j);
    json_key(j, "tasks"), json_list(j);
    for (size_t i = 0; i < f->n_tasks; i++)
        store_task_row_json(j, &f->tasks[i], z);
    json_end(j);
    json_key(j, "promises"), json_list(j);
    for (size_t i = 0; i < f->n_promises; i++)
        store_promise_row_json(j, &f->promises[i], z);
    json_end(j);
    put_notes(j, f, z);
    json_key(j, "drafts"), json_list(j);
    for (size_t i = 0; i < f->n_drafts; i++)
        store_draft_row_json(j, &f->drafts[i], z);
    json_end(j);
    json_key(j, "events"), json_list(j);
    for (size_t i = 0; i < f->n_events; i++)
        store_event_row_json(j, &f->events[i], z);
    json_end(j);
}

void store_source_row_json(struct json *j, const struct source_row *row,
                           const struct delay_row *delay, const struct zone *z)
{
    json_key(j, "name"), json_str(j, row->name);
    json_key(j, "kind"), json_str(j, row->kind);
    json_key(j, "url"), json_str(j, row->url);
    json_key(j, "health"), json_str(j, row->health);
    json_key(j, "state"), json_str(j, row->state);
    json_key(j, "cause"), json_str(j, row->cause);
    json_key(j, "last_visit"), json_time(j, row->last_visit, z);
    json_key(j, "next_visit"), json_time(j, row->next_visit, z);
    json_key(j, "every"), json_int(j, row->every);
    json_key(j, "pace"), json_str(j, row->pace);
    if (delay) {
        json_key(j, "delay_median"), json_int(j, delay->median);
        json_key(j, "delay_p95"), json_int(j, delay->p95);
    }
    json_key(j, "fails"), json_int(j, row->fails);
    json_key(j, "posts"), json_int(j, row->posts_total);
}

void store_user_row_json(struct json *j, const struct user_row *u,
                         const struct zone *z)
{
    json_map(j);
    json_key(j, "login"), json_str(j, u->login);
    json_key(j, "name"), json_str(j, u->name);
    json_key(j, "role"), json_str(j, u->role);
    json_key(j, "departments"), json_str(j, u->departments);
    json_key(j, "lang"), json_str(j, u->lang);
    json_key(j, "state"), json_z(j, u->removed ? "removed" : "active");
    json_key(j, "last_sign_in"), json_time(j, u->last, z);
    json_end(j);
}

void store_leave_row_json(struct json *j, const struct leave_row *l,
                          const struct zone *z)
{
    json_map(j);
    json_key(j, "login"), json_str(j, l->login);
    json_key(j, "deputy"), json_str(j, l->deputy);
    json_key(j, "away"), json_time(j, l->away, z);
    json_key(j, "back"), json_time(j, l->back, z);
    json_end(j);
}

void store_access_row_json(struct json *j, const struct access_row *t,
                           const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, t->id);
    json_key(j, "login"), json_str(j, t->login);
    json_key(j, "name"), json_str(j, t->name);
    json_key(j, "scopes"), json_str(j, t->scopes);
    json_key(j, "made"), json_time(j, t->made, z);
    json_key(j, "made_by"), json_str(j, t->made_by);
    json_key(j, "until"), json_time(j, t->until, z);
    json_key(j, "used"), json_time(j, t->used, z);
    json_key(j, "revoked"), json_time(j, t->revoked, z);
    json_key(j, "revoked_by"), json_str(j, t->revoked_by);
    json_end(j);
}

void store_incident_json(struct json *j, const struct incident_row *i,
                         const struct zone *z)
{
    json_key(j, "id"), json_int(j, i->id);
    json_key(j, "brand"), json_str(j, i->brand);
    json_key(j, "event"), json_str(j, i->event);
    json_key(j, "place"), json_str(j, i->place);
    json_key(j, "thread"), json_str(j, i->thread);
    json_key(j, "department"), json_str(j, i->department);
    json_key(j, "mentions"), json_int(j, i->mentions);
    json_key(j, "opened"), json_time(j, i->opened, z);
    json_key(j, "opened_by"), json_str(j, i->opened_by);
    json_key(j, "truth"), json_str(j, i->truth);
    json_key(j, "truth_by"), json_str(j, i->truth_by);
    json_key(j, "told"), json_time(j, i->told, z);
    json_key(j, "closed"), json_time(j, i->closed, z);
    json_key(j, "closed_by"), json_str(j, i->closed_by);
    json_key(j, "closed_why"), json_str(j, i->closed_why);
}

void store_spot_json(struct json *j, const struct spot_row *s,
                     const struct zone *z)
{
    json_map(j);
    json_key(j, "mention"), json_int(j, s->mention);
    json_key(j, "case"), json_int(j, s->case_id);
    json_key(j, "event"), json_str(j, s->event);
    json_key(j, "place"), json_str(j, s->place);
    json_key(j, "author"), json_str(j, s->author);
    json_key(j, "text"), json_str(j, s->text);
    json_key(j, "url"), json_str(j, s->url);
    json_key(j, "at"), json_time(j, s->at, z);
    json_key(j, "joined"), json_time(j, s->since, z);
    json_key(j, "joined_by"), json_str(j, s->who);
    json_key(j, "why"), json_str(j, s->why);
    json_end(j);
}

void store_statement_json(struct json *j, const struct statement *s,
                          const struct zone *z)
{
    json_key(j, "id"), json_int(j, s->id);
    json_key(j, "mention"), json_int(j, s->mention);
    json_key(j, "state"), json_str(j, s->state);
    json_key(j, "version"), json_int(j, s->version);
    json_key(j, "approved"), json_int(j, s->approved);
    json_key(j, "public"), json_int(j, s->public);
    json_key(j, "published"), json_time(j, s->published, z);
    json_key(j, "updated"), json_time(j, s->updated, z);
    json_key(j, "reason"), json_str(j, s->reason);
    json_key(j, "lang"), json_str(j, s->lang);
    json_key(j, "title"), json_str(j, s->title);
    json_key(j, "text"), json_str(j, s->text);
    json_key(j, "who"), json_str(j, s->who);
    json_key(j, "discussion"), json_str(j, s->discussion);
}

void store_statement_text_json(struct json *j, const struct statement_text *t,
                               const struct zone *z)
{
    json_map(j);
    json_key(j, "version"), json_int(j, t->version);
    json_key(j, "lang"), json_str(j, t->lang);
    json_key(j, "title"), json_str(j, t->title);
    json_key(j, "text"), json_str(j, t->text);
    json_key(j, "who"), json_str(j, t->who);
    json_key(j, "at"), json_time(j, t->at, z);
    json_end(j);
}

void store_escalation_json(struct json *j, const struct escalation_row *x,
                           const struct zone *z)
{
    json_map(j);
    json_key(j, "id"), json_int(j, x->id);
    json_key(j, "mention"), json_int(j, x->mention);
    json_key(j, "case"), json_int(j, x->case_id);
    json_key(j, "department"), json_str(j, x->department);
    json_key(j, "whom"), json_str(j, x->whom);
    json_key(j, "stands_for"), json_str(j, x->stands_for);
    json_key(j, "why"), json_str(j, x->why);
    json_key(j, "at"), json_time(j, x->at, z);
    json_key(j, "told"), json_time(j, x->told, z);
    json_key(j, "seen"), json_time(j, x->seen, z);
    json_key(j, "acked"), json_time(j, x->acked, z);
    json_key(j, "acked_by"), json_str(j, x->acked_by);
    json_end(j);
}

void store_selfcheck_json(struct json *j, struct str department,
                          const struct selfcheck_standing *s, int64_t now,
                          const struct zone *z)
{
    static const struct selfcheck_answer none;
    const struct selfcheck_answer *said = s->said ? s->said : &none;
    json_map(j);
    json_key(j, "department"), json_str(j, department);
    json_key(j, "about"), json_z(j, selfcheck_about[s->q->about]);
    json_key(j, "question"), json_str(j, s->q->id);
    json_key(j, "ru"), json_str(j, s->q->ru);
    json_key(j, "en"), json_str(j, s->q->en);
    json_key(j, "counted"), json_flag(j, s->q->counts > 0);
    json_key(j, "good"), json_int(j, s->count.good);
    json_key(j, "of"), json_int(j, s->count.of);
    json_key(j, "answer");
    if (s->q->counts)
        json_z(j, selfcheck_said(s->count.good, s->count.of));
    else
        json_str(j, said->answer);
    json_key(j, "words"), json_str(j, said->words);
    json_key(j, "who"), json_str(j, said->who);
    json_key(j, "at"), json_time(j, said->at, z);
    json_key(j, "old"), json_flag(j, selfcheck_is_old(s, now));
    json_end(j);
}
