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
