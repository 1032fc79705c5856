/* SPDX-License-Identifier: MIT
 * sift: mentions that a query fits. */
#include "store/sift.h"

#include <stdlib.h>

#include "store/internal.h"

/* What a query may ask of a mention, in the order of read_post(). */
#define POST                                                                   \
    "SELECT m.id, m.text, m.lemmas,"                                           \
    " CASE m.title WHEN '' THEN m.thread_title ELSE m.title END, m.author,"    \
    " src.name, m.url, m.lang, m.brand, v.type, m.at"
#define FROM                                                                   \
    " JOIN source src ON src.id = m.source"                                    \
    " JOIN verdict v ON v.mention = m.id"

SQL(sql_all) = POST " FROM mention m" FROM " ORDER BY m.id DESC";
SQL(sql_hits) = POST " FROM hit h JOIN mention m ON m.id = h.id" FROM
                     " ORDER BY h.id DESC";
/* "[3,7]", "{3,7}" */
BOTH(sql_put, "INSERT INTO hit SELECT value FROM json_each($1)",
     "INSERT INTO hit SELECT unnest(CAST($1 AS BIGINT[]))");
BOTH(sql_list,
     POST " FROM json_each($1) j JOIN mention m ON m.id = j.value" FROM,
     POST " FROM unnest(CAST($1 AS BIGINT[])) AS j (id)"
          " JOIN mention m ON m.id = j.id" FROM);

enum { AT_ONCE = 4096 /* ids that are put by one statement */ };

static struct query_post read_post(struct stmt *q)
{
    return (struct query_post){.text = db_peek(q, 1),
                               .lemmas = db_peek(q, 2),
                               .title = db_peek(q, 3),
                               .author = db_peek(q, 4),
                               .source = db_peek(q, 5),
                               .url = db_peek(q, 6),
                               .lang = db_peek(q, 7),
                               .brand = db_peek(q, 8),
                               .type = db_peek(q, 9),
                               .at = db_int(q, 10)};
}

static bool fits(const struct wanted *w, struct arena *scratch, struct stmt *q)
{
    struct query_post post = read_post(q);
    arena_reset(scratch);
    return w->query ? query_fits(w->query, scratch, &post)
                    : wanted_meets(&w->plan, post.lemmas);
}

/* Is that enough? */
static bool enough(struct sift *f)
{
    f->tired = f->looked >= STORE_LOOKED && f->most < INT64_MAX - 1;
    return f->tired || (int64_t)f->n > f->most;
}

bool sift_find(struct store *s, struct sift *f, struct err *e)
{
    struct arena scratch = {0};
    const char *sql = f->w->plan.n || f->w->narrow ? sql_hits : sql_all;
    struct stmt *q = db_query(s->db, sql, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        if (enough(f)) {
            db_stop(q);
            more = 0;
            break;
        }
        f->looked++;
        if (!fits(f->w, &scratch, q))
            continue;
        if (f->n == f->cap) {
            f->cap = f->cap ? 2 * f->cap : 1024;
            f->ids = xrealloc(f->ids, f->cap * sizeof *f->ids);
        }
        f->ids[f->n++] = db_int(q, 0);
    }
    arena_clear(&scratch);
    return more == 0;
}

void sift_list(struct buf *b, const struct db *db, const int64_t *ids, size_t n)
{
    bool lite = db_kind(db) == DB_SQLITE;
    buf_init(b, n * 21 + 3);
    buf_char(b, lite ? '[' : '{');
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%s%lld", i ? "," : "", (long long)ids[i]);
    buf_char(b, lite ? ']' : '}');
}

bool sift_put(struct db *db, const struct sift *f, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < f->n; i += AT_ONCE) {
        struct buf list;
        size_t n = f->n - i < AT_ONCE ? f->n - i : AT_ONCE;
        sift_list(&list, db, f->ids + i, n);
        ok = db_run(db, db_text(db, sql_put), ARGS(TEXT(buf_view(&list))), e);
        buf_clear(&list);
    }
    return ok;
}

void sift_clear(struct sift *f)
{
    free(f->ids);
    f->ids = NULL;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Of the ids those that stand in a sorted list. */
static void keep_found(int64_t *ids, size_t *n, const int64_t *found,
                       size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (count && bsearch(&ids[i], found, count, sizeof *found, by_number))
            ids[kept++] = ids[i];
    *n = kept;
}

bool sift_keep(struct db *db, const struct wanted *w, int64_t *ids, size_t *n,
               struct err *e)
{
    struct arena scratch = {0};
    struct buf list;
    int64_t *found = xmalloc((*n + 1) * sizeof *found);
    size_t count = 0;
    int more = -1;
    sift_list(&list, db, ids, *n);
    struct stmt *q =
        db_query(db, db_text(db, sql_list), ARGS(TEXT(buf_view(&list))), e);
    while (q && (more = db_next(q, e)) > 0)
        if (count < *n && fits(w, &scratch, q))
            found[count++] = db_int(q, 0);
    if (count)
        qsort(found, count, sizeof *found, by_number);
    if (more == 0)
        keep_found(ids, n, found, count);
    free(found);
    buf_clear(&list);
    arena_clear(&scratch);
    return more == 0;
}
