/* SPDX-License-Identifier: MIT
 * case_tell: lines and objects of what the register holds. */
#include "cli/case_tell.h"

#include "base/date.h"
#include "base/json.h"
#include "base/terms.h"
#include "cli/listing.h"

enum { LINE = 90, WHOLE = 2000 };

/* ---- for people ---- */

static void when(const struct case_tell *t, const char *what, int64_t at)
{
    if (at <= 0 || at == INT64_MAX)
        return;
    buf_z(t->out, what);
    date_human(t->out, at, t->zone, STR("en"));
}

static void say(const struct case_tell *t, const char *what, struct str text)
{
    if (!text.n)
        return;
    buf_z(t->out, what);
    listing_cut(t->out, text, WHOLE);
}

static bool is_late(const struct case_tell *t, int64_t due)
{
    return due > 0 && due < t->now;
}

static void line_out(const struct case_tell *t, const struct case_line *c)
{
    struct buf *out = t->out;
    buf_printf(out, "%6lld  ", (long long)c->id);
    buf_str(out, term_said(TERMS_STAGE, c->state, false));
    say(t, " · ", c->assignee);
    say(t, " for ", c->stands_for);
    say(t, " · ", c->department);
    if (c->paused) {
        when(t, " · waits for the author since ", c->paused);
        when(t, " until ", c->resumes);
    } else {
        when(t, is_late(t, c->due) ? " · late since " : " · due ", c->due);
    }
    if (c->tasks)
        buf_printf(out, " · open tasks: %lld", (long long)c->tasks);
    if (c->promises)
        buf_printf(out, " · open promises: %lld", (long long)c->promises);
    when(t, " · last event ", c->touched);
    buf_z(out, "\n        ");
    listing_cut(out, c->author, 40);
    buf_z(out, c->author.n ? ": " : "");
    listing_cut(out, c->text, LINE);
    buf_char(out, '\n');
}

static void end_out(const struct case_tell *t, const struct settled *end)
{
    buf_char(t->out, ' ');
    buf_str(t->out, end->state);
    when(t, " since ", end->at);
    say(t, " by ", end->by);
    say(t, ": ", end->result);
    buf_char(t->out, '\n');
}

static void promise_out(const struct case_tell *t, const struct promise_row *p)
{
    bool open = str_eqz(p->end.state, "open");
    buf_printf(t->out, "%6lld  case %lld", (long long)p->id,
               (long long)p->case_id);
    when(t, open && is_late(t, p->due) ? " · late since " : " · for ", p->due);
    say(t, " · to ", p->to_whom);
    say(t, " · by ", p->by_whom);
    say(t, ": ", p->what);
    buf_z(t->out, " ·");
    end_out(t, &p->end);
}

static void task_out(const struct case_tell *t, const struct task_row *task)
{
    bool open = str_eqz(task->end.state, "open");
    buf_printf(t->out, "%6lld  case %lld", (long long)task->id,
               (long long)task->case_id);
    say(t, " · ", task->assignee);
    say(t, " for ", task->stands_for);
    say(t, " · ", task->department);
    if (task->paused)
        when(t, " · stands still since ", task->paused);
    else
        when(t, open && is_late(t, task->due) ? " · late since " : " · due ",
             task->due);
    if (task->step) {
        buf_printf(t->out, " · step %lld of", (long long)task->step);
        say(t, " ", task->chain);
    }
    say(t, ": ", task->what);
    buf_z(t->out, " ·");
    end_out(t, &task->end);
}

static void escalation_out(const struct case_tell *t,
                           const struct escalation_row *x)
{
    buf_printf(t->out, "  told at once: " STR_FMT, STR_ARG(x->department));
    say(t, " → ", x->whom);
    say(t, " for ", x->stands_for);
    when(t, " since ", x->at);
    if (x->case_id)
        buf_printf(t->out, " · case %lld", (long long)x->case_id);
    buf_printf(t->out, " · mention %lld", (long long)x->mention);
    when(t, " · message ", x->told);
    when(t, " · seen ", x->seen);
    when(t, " · acknowledged ", x->acked);
    say(t, " by ", x->acked_by);
    buf_z(t->out, x->acked ? "\n" : " · not acknowledged\n");
}

static void card_out(const struct case_tell *t, const struct case_card *c)
{
    buf_printf(t->out, "case %lld: ", (long long)c->id);
    buf_str(t->out, term_said(TERMS_STAGE, c->state, false));
    say(t, ", reply ", str_eqz(c->status, "none") ? STR("") : c->status);
    when(t, ", opened ", c->opened);
    say(t, " by ", c->opened_by);
    say(t, ", came by ", c->channel);
    if (!c->paused)
        when(t, is_late(t, c->due) ? ", late since " : ", due ", c->due);
    when(t, "\n  waits for the author since ", c->paused);
    when(t, " until ", c->resumes);
    say(t, "\n  assignee: ", c->assignee);
    say(t, ", stands in for ", c->stands_for);
    say(t, "\n  department: ", c->department);
    say(t, "\n  concerns: ", c->concerns);
    say(t, "\n  author: ", c->author);
    say(t, "\n  brand: ", c->brand);
    say(t, "\n  topic: ", c->topic);
    say(t, "\n  text: ", c->text);
    say(t, "\n  expected: ", c->expected);
    say(t, "\n  found: ", c->found);
    say(t, "\n  the author's side: ", c->their_side);
    say(t, "\n  our side: ", c->our_side);
    say(t, "\n  cause: ", c->cause);
    say(t, "\n  lies in: ", c->lies_in);
    say(t, "\n  measures: ", c->measures);
    say(t, "\n  client: ", c->risk);
    say(t, "\n  talk: ", c->talk);
    say(t, "\n  done: ", c->result);
    say(t, "\n  checked: ", c->checked);
    when(t, "\n  ended: ", c->ended);
    say(t, " by ", c->ended_by);
    say(t, ": ", c->ended_why);
    say(t, "\n  posted: ", c->posted_url);
    if (c->merged_into)
        buf_printf(t->out, "\n  merged into case %lld",
                   (long long)c->merged_into);
    if (c->continues)
        buf_printf(t->out, "\n  goes on from case %lld",
                   (long long)c->continues);
    buf_char(t->out, '\n');
}

static bool runs_on(const struct task_row *task)
{
    return str_eqz(task->chain, DEADLINES) && !task->paused &&
           str_eqz(task->end.state, "open");
}

static void whole_out(const struct case_tell *t, const struct case_file *f)
{
    card_out(t, &f->card);
    if (f->continued)
        buf_printf(t->out, "  goes on in case %lld\n", (long long)f->continued);
    for (size_t i = 0; i < t->n_told; i++)
        escalation_out(t, &t->told[i]);
    for (size_t i = 0; i < f->n_mentions; i++)
        buf_printf(t->out, "  mention %lld\n",
                   (long long)f->mentions[i].mention);
    for (size_t i = 0; i < f->n_tasks; i++) {
        buf_z(t->out, "  task");
        task_out(t, &f->tasks[i]);
        if (f->card.paused && runs_on(&f->tasks[i]))
            buf_z(t->out, "    runs on though the author is awaited\n");
    }
    for (size_t i = 0; i < f->n_promises; i++) {
        buf_z(t->out, "  promise");
        promise_out(t, &f->promises[i]);
    }
    for (size_t i = 0; i < f->n_events; i++) {
        const struct event_row *ev = &f->events[i];
        when(t, "  ", ev->at);
        say(t, "  ", ev->who);
        say(t, "  ", ev->what);
        say(t, "  ", str_eqz(ev->detail, "{}") ? STR("") : ev->detail);
        buf_char(t->out, '\n');
    }
}

/* ---- for programs ---- */

static void escalation_json(const struct case_tell *t, struct json *j,
                            const struct escalation_row *x)
{
    json_map(j);
    json_key(j, "id"), json_int(j, x->id);
    json_key(j, "mention"), json_int(j, x->mention);
    json_key(j, "case"), json_int(j, x->case_id);
    json_key(j, "department"), json_str(j, x->department);
    json_key(j, "whom"), json_str(j, x->whom);
    json_key(j, "stands_for"), json_str(j, x->stands_for);
    json_key(j, "row"), json_str(j, x->why);
    json_key(j, "flags"), json_raw(j, x->flags);
    json_key(j, "at"), json_time(j, x->at, t->zone);
    json_key(j, "told"), json_time(j, x->told, t->zone);
    json_key(j, "times"), json_int(j, x->times);
    json_key(j, "seen"), json_time(j, x->seen, t->zone);
    json_key(j, "acknowledged"), json_time(j, x->acked, t->zone);
    json_key(j, "acknowledged_by"), json_str(j, x->acked_by);
    json_end(j);
}

static void line_json(const struct case_tell *t, struct json *j,
                      const struct case_line *c)
{
    store_case_line_json(j, c, t->zone);
}

static void promise_json(const struct case_tell *t, struct json *j,
                         const struct promise_row *p)
{
    store_promise_row_json(j, p, t->zone);
}

static void task_json(const struct case_tell *t, struct json *j,
                      const struct task_row *task)
{
    store_task_row_json(j, task, t->zone);
}

static void whole_json(const struct case_tell *t, struct json *j,
                       const struct case_file *f)
{
    json_map(j);
    store_case_file_json(j, f, t->zone);
    json_key(j, "escalations"), json_list(j);
    for (size_t i = 0; i < t->n_told; i++)
        escalation_json(t, j, &t->told[i]);
    json_end(j);
    json_end(j);
}

#define TELL(name, type)                                                       \
    void case_tell_##name(const struct case_tell *t, const struct type *it)    \
    {                                                                          \
        struct json j;                                                         \
        json_init(&j, t->out);                                                 \
        if (!t->json) {                                                        \
            name##_out(t, it);                                                 \
            return;                                                            \
        }                                                                      \
        name##_json(t, &j, it);                                                \
        buf_char(t->out, '\n');                                                \
    }
TELL(line, case_line)
TELL(whole, case_file)
TELL(promise, promise_row)
TELL(task, task_row)
TELL(escalation, escalation_row)
