/* SPDX-License-Identifier: MIT
 * watch: spans of one state, and the blindness that follows from them. */
#include "store/watches.h"

#include "base/terms.h"
#include "store/internal.h"

SQL(sql_undo) = "DELETE FROM watch WHERE source = $1 AND since > $2";
SQL(sql_go_on) = "UPDATE watch SET until = $2 WHERE source = $1 AND health = $3"
                 " AND since = (SELECT max(since) FROM watch WHERE source = $1)"
                 " AND (until >= $4 OR until > $2) RETURNING since";
SQL(sql_begin) =
    "INSERT INTO watch (source, since, until, health, cause)"
    " VALUES ($1, $2, $2, $3, $4) ON CONFLICT (source, since) DO UPDATE SET"
    " until = excluded.until, health = excluded.health,"
    " cause = excluded.cause";
SQL(sql_list) =
    "SELECT source, since, until, health, cause FROM watch WHERE since < $2"
    " AND (until >= $1 OR since = (SELECT max(w.since) FROM watch w"
    " WHERE w.source = watch.source AND w.since < $1))"
    " ORDER BY source, since";

static bool put(struct store *s, const struct watch_row *r, int64_t most,
                struct err *e)
{
    int64_t since;
    if (!db_run(s->db, sql_undo, ARGS(INT(r->source), INT(r->until)), e))
        return false;
    int went = db_run_int(s->db, sql_go_on,
                          ARGS(INT(r->source), INT(r->until), TEXT(r->health),
                               INT(r->until - most)),
                          &since, e);
    return went > 0 ||
           (went == 0 && db_run(s->db, sql_begin,
                                ARGS(INT(r->source), INT(r->until),
                                     TEXT(r->health), TEXT(r->cause)),
                                e));
}

bool store_watch_put(struct store *s, const struct watch_row *row, int64_t most,
                     struct err *e)
{
    return store_begin(s, e) && store_end(s, put(s, row, most, e), e);
}

bool store_watches(struct store *s, struct arena *a, int64_t from, int64_t to,
                   struct watch_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_list, ARGS(INT(from), INT(to)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] =
            (struct watch_row){db_int(q, 0), db_int(q, 1), db_int(q, 2),
                               db_str(q, 3, a), db_str(q, 4, a)};
    }
    return more == 0;
}

static bool is_blind(const struct watch_row *row)
{
    return health_is_blind(health_by_name(row->health));
}

/* From when on the span, which the next one ends at `end`, is blind; `end` when
 * it is not. */
static int64_t blind_from(const struct watch_row *row, int64_t every,
                          int64_t end)
{
    if (is_blind(row))
        return row->since;
    int64_t silent = store_source_silent(every);
    if (end - row->until <= silent)
        return end;
    return row->until + (every > 0 ? every : silent);
}

size_t watch_blindness(struct arena *a, const struct watch_spans *spans,
                       struct watch_blind **out)
{
    size_t found = 0;
    *out = arena_alloc(a, (spans->n + 1) * sizeof **out);
    for (size_t i = 0; i < spans->n; i++) {
        const struct watch_row *row = &spans->rows[i];
        int64_t end = spans->when.to;
        if (i + 1 < spans->n && row[1].since < end)
            end = row[1].since;
        struct watch_blind b = {blind_from(row, spans->every, end), end,
                                STR(""), STR("")};
        if (b.from < spans->when.from)
            b.from = spans->when.from;
        if (b.from >= b.to)
            continue;
        if (is_blind(row))
            b.health = row->health, b.cause = row->cause;
        (*out)[found++] = b;
    }
    return found;
}

int64_t watch_hours(struct arena *a, const struct source_row *source,
                    const struct watch_row *rows, size_t n,
                    const struct watch_span *span)
{
    enum { HOUR_S = 3600 };
    struct watch_blind *blind;
    size_t first = 0, own = 0;
    int64_t sum = 0;
    if (!store_source_counts(source))
        return 0;
    while (first < n && rows[first].source != source->id)
        first++;
    while (first + own < n && rows[first + own].source == source->id)
        own++;
    struct watch_spans spans = {rows + first, own, source->every, *span};
    size_t times = watch_blindness(a, &spans, &blind);
    for (size_t i = 0; i < times; i++)
        sum += blind[i].to - blind[i].from;
    return sum && sum < HOUR_S ? 1 : (sum + HOUR_S / 2) / HOUR_S;
}
