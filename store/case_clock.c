/* SPDX-License-Identifier: MIT
 * case_clock: what comes to an end by itself. */
#include "store/case.h"
#include "store/internal.h"

/* Ids of cases whose time is there. */
struct over {
    int64_t *ids;
    size_t n, cap;
};

static bool find(struct store *s, struct arena *a, const char *sql, int64_t now,
                 struct over *o, struct err *e)
{
    struct stmt *q = db_query(s->db, sql, ARGS(INT(now)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        o->ids = arena_grow(a, o->ids, o->n, &o->cap, sizeof *o->ids);
        o->ids[o->n++] = db_int(q, 0);
    }
    return more == 0;
}

static bool end_all(struct store *s, struct arena *a, const char *sql,
                    int64_t now, case_clock_fn *end, struct err *e)
{
    struct over o = {0};
    bool ok = find(s, a, sql, now, &o, e);
    for (size_t i = 0; ok && i < o.n; i++) {
        struct act act = {.case_id = o.ids[i], .who = CLOCK, .now = now};
        ok = end(s, &act, e);
    }
    return ok;
}

bool case_clock(struct store *s, const char *sql, int64_t now,
                case_clock_fn *end, struct err *e)
{
    struct arena a = {0};
    struct over o = {0};
    bool ok = find(s, &a, sql, now, &o, e);
    if (ok && o.n)
        ok = store_begin(s, e) &&
             store_end(s, end_all(s, &a, sql, now, end, e), e);
    arena_clear(&a);
    return ok;
}
