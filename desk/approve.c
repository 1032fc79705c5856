/* SPDX-License-Identifier: MIT
 * approve: a reply goes out of the queue: its day is filled in, what it
 * promises stands in the register, what it asks for is waited for. */
#include "desk/desk.h"

static struct str lang_of(const struct mention *m)
{
    return m->post.lang.n ? m->post.lang : STR("ru");
}

struct str desk_day(const struct matrix *matrix, struct arena *a,
                    const struct mention *m, int64_t now)
{
    const struct matrix_promise p = {.row = m->decision.row,
                                     .department = m->decision.department,
                                     .lang = lang_of(m),
                                     .now = now};
    return matrix ? matrix_day(matrix, a, &p) : (struct str){0};
}

enum forbids desk_forbids(const struct remark *rows, size_t n, struct str text)
{
    bool unfilled =
        str_find_char(text, '{') >= 0 || str_find_char(text, '}') >= 0;
    bool past = false;
    for (size_t i = 0; i < n; i++) {
        unfilled |= rows[i].forbids == FORBIDS_UNFILLED;
        past |= rows[i].forbids == FORBIDS_PAST_DAY;
    }
    return unfilled ? FORBIDS_UNFILLED
           : past   ? FORBIDS_PAST_DAY
                    : FORBIDS_NOTHING;
}

/* The days that the reply promises stand in the register from now on (R56). */
static bool promise(const struct desk_approval *it, struct arena *a,
                    struct err *e)
{
    struct matrix_due *dues;
    const struct matrix_reply reply = {
        .text = it->text, .lang = lang_of(it->m), .now = it->now};
    size_t n = it->matrix ? matrix_dues(it->matrix, a, &reply, &dues) : 0;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        struct promise_row p = {.at = it->now,
                                .who = it->who,
                                .mention = it->m->id,
                                .said = STR("reply"),
                                .what = dues[i].words,
                                .to_whom = it->m->post.author,
                                .by_whom = it->who,
                                .due = dues[i].due};
        ok = store_promise_add(it->store, it->m->case_.id, &p, e);
    }
    return ok;
}

static bool approve(const struct desk_approval *it, struct arena *a,
                    struct err *e)
{
    const struct wording w = {it->m->id, it->who, it->draft};
    bool asks = it->matrix && matrix_asks(it->matrix, it->text);
    return store_draft_settled(it->store, &w, it->text, it->now, e) &&
           store_case_approve(it->store, it->m->case_.id, it->who, it->text,
                              it->now, e) &&
           promise(it, a, e) &&
           (!asks || store_case_asks(it->store, it->m->case_.id, it->now, e));
}

bool desk_approve(const struct desk_approval *it, struct arena *a,
                  struct err *e)
{
    if (!store_begin(it->store, e))
        return false;
    if (approve(it, a, e) && store_commit(it->store, e))
        return true;
    store_rollback(it->store);
    return false;
}
