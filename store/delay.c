/* SPDX-License-Identifier: MIT
 * delay: how long after it was published a mention was seen. */
#include <stdlib.h>

#include "store/internal.h"

/* By the index mention_delay alone. */
SQL(sql_delays) = "SELECT source, delay FROM mention WHERE delay >= 0"
                  " AND collected >= $1 AND collected < $2 ORDER BY source";

/* What was read so far: the delays of all, those of one source together. */
struct delays {
    struct arena *a;
    int64_t *all;           /* n of them */
    size_t n, cap;          /* of them */
    size_t first;           /* of the source that is read */
    int64_t source;         /* which that is, 0 none yet */
    struct delay_row *rows; /* n_rows; the first is of all */
    size_t n_rows, rows_cap;
};

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Sorts them. */
static struct delay_row row_of(int64_t source, int64_t *all, size_t n)
{
    qsort(all, n, sizeof *all, by_size);
    return (struct delay_row){.source = source,
                              .n = (int64_t)n,
                              .median = all[(n - 1) / 2],
                              .p95 = all[(n * 95 + 99) / 100 - 1]};
}

static void end_source(struct delays *d)
{
    if (d->n == d->first)
        return;
    d->rows =
        arena_grow(d->a, d->rows, d->n_rows, &d->rows_cap, sizeof *d->rows);
    d->rows[d->n_rows++] =
        row_of(d->source, d->all + d->first, d->n - d->first);
    d->first = d->n;
}

bool store_delays(struct store *s, struct arena *a, int64_t from, int64_t to,
                  struct delay_row **rows, size_t *n, struct err *e)
{
    struct delays d = {.a = a};
    struct stmt *q = db_query(s->db, sql_delays, ARGS(INT(from), INT(to)), e);
    int more = -1;
    d.rows = arena_grow(a, NULL, 0, &d.rows_cap, sizeof *d.rows);
    d.n_rows = 1;
    while (q && (more = db_next(q, e)) > 0) {
        if (db_int(q, 0) != d.source)
            end_source(&d);
        d.source = db_int(q, 0);
        d.all = arena_grow(a, d.all, d.n, &d.cap, sizeof *d.all);
        d.all[d.n++] = db_int(q, 1);
    }
    end_source(&d);
    d.rows[0] = d.n ? row_of(0, d.all, d.n) : (struct delay_row){0};
    *rows = d.rows;
    *n = d.n_rows;
    return more == 0;
}

const struct delay_row *delay_of_source(const struct delay_row *rows, size_t n,
                                        int64_t source)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].source == source && rows[i].n)
            return &rows[i];
    return NULL;
}
