/* SPDX-License-Identifier: MIT
 * case_call: what was typed behind `molva case`. */
#include "cli/case_call.h"

#include <stdio.h>

bool case_call_number(struct case_call *c, int i, int64_t *id, struct err *e)
{
    const char *typed = i < c->n_rest ? c->rest[i] : "";
    return (str_int(str_of(typed), id) && *id > 0) ||
           err_set(e, "'%s' is no number; `molva %s list` shows them", typed,
                   c->cli->command->name);
}

struct str case_call_words(struct case_call *c, int i)
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

bool case_call_moment(struct case_call *c, int64_t *at, struct err *e)
{
    *at = 0;
    return !c->due || date_due(str_of(c->due), c->zone, at) ||
           err_set(e,
                   "--due '%s' is no date; 2026-12-31 or "
                   "'2026-12-31 18:00'",
                   c->due);
}

bool case_call_knows(struct case_call *c, const char *login, struct err *e)
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
