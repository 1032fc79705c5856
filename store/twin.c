/* SPDX-License-Identifier: MIT
 * twin: keys of texts, clusters and who leads them. */
#include "store/twin.h"

#include <stdlib.h>
#include <string.h>

#include "base/shingle.h"
#include "store/read_sql.h"
#include "store/world.h"

enum {
    AT_ONCE = 256,                /* texts read by one question */
    NEWEST = 6,                   /* mentions of a key that are looked at */
    FOUND = NEWEST * SHINGLE_KEYS /* clusters and lone mentions of them */
};

SQL(sql_text) = "SELECT text, brand, thread, author, url, source FROM mention"
                " WHERE id = $1";
SQL(sql_all_texts) =
    "SELECT text, brand, thread, author, url, source, id FROM mention"
    " WHERE id > $1 ORDER BY id LIMIT $2";
SQL(sql_no_key) = "DELETE FROM twin_key WHERE key = $1 AND mention = $2";
SQL(sql_has_keys) = "SELECT count(*) FROM twin_key WHERE mention = $5"
                    " AND key IN ($1, $2, $3, $4)";
SQL(sql_keys) = "SELECT count(*) FROM twin_key WHERE true";
/* All keys of a text at once, each said as often as it takes to be four. */
SQL(sql_keys_put) = "INSERT INTO twin_key (key, mention) VALUES ($1, $5),"
                    " ($2, $5), ($3, $5), ($4, $5) ON CONFLICT DO NOTHING";
/* The newest of each key; of a cluster the mention it began with, and these
 * before those that are alone. */
#define NEWEST_OF(key, as)                                                     \
    "SELECT mention FROM (SELECT mention FROM twin_key WHERE key = " key       \
    " AND mention <> $5 ORDER BY mention DESC LIMIT $6) " as
#define NEWEST_OF_ALL                                                          \
    NEWEST_OF("$1", "a")                                                       \
    " UNION " NEWEST_OF("$2", "b") " UNION " NEWEST_OF(                        \
        "$3", "c") " UNION " NEWEST_OF("$4", "d")
SQL(sql_like) = "SELECT DISTINCT coalesce(t.cluster, k.mention),"
                " CASE WHEN t.cluster IS NULL THEN 1 ELSE 0 END"
                " FROM (" NEWEST_OF_ALL
                ") k LEFT JOIN twin t ON t.mention = k.mention"
                " ORDER BY 2, 1 DESC";
/* What of a cluster was said in a thread; this transaction's has no site yet.
 */
SQL(sql_there) = "SELECT m.url, m.source FROM twin t"
                 " JOIN mention m ON m.id = t.mention"
                 " WHERE t.cluster = $1 AND t.site IN ($2, '')"
                 " AND m.thread = $3 AND m.author <> $4";
SQL(sql_put) = "INSERT INTO twin (mention, cluster, at, site, unit, rank,"
               " behind) VALUES ($1, $2, 0, '', '', 0, 0)"
               " ON CONFLICT DO NOTHING";
SQL(sql_of) = "SELECT cluster FROM twin WHERE mention = $1";
SQL(sql_drop) = "DELETE FROM twin WHERE mention = $1";
/* Its place is made anew with this transaction. */
SQL(sql_mark) =
    "INSERT INTO touched VALUES ('place', $1) ON CONFLICT DO NOTHING";

/* ---- one text ---- */

struct said {
    int64_t mention, source;
    struct str text, brand, thread, author, url;
    struct shingles runs;
    int64_t keys[SHINGLE_KEYS]; /* n of them */
    int n;
};

/* A row of sql_text. */
static void read_said(struct stmt *q, struct arena *a, struct said *x)
{
    x->text = db_str(q, 0, a);
    x->brand = db_str(q, 1, a);
    x->thread = db_str(q, 2, a);
    x->author = db_str(q, 3, a);
    x->url = db_str(q, 4, a);
    x->source = db_int(q, 5);
    shingle_text(a, x->text, &x->runs);
    x->n = shingle_keys(&x->runs, x->brand, x->keys);
}

static bool find_said(struct db *db, struct arena *a, int64_t mention,
                      struct said *x, struct err *e)
{
    int more = -1;
    *x = (struct said){.mention = mention};
    struct stmt *q = db_query(db, sql_text, ARGS(INT(mention)), e);
    while (q && (more = db_next(q, e)) > 0)
        read_said(q, a, x);
    return more == 0;
}

/* The host, or the source where the address tells none. */
static struct str site_of(struct arena *a, struct str url, int64_t source)
{
    if (str_find(url, STR("://")) < 0)
        return str_printf(a, "#%lld", (long long)source);
    struct str host = world_link(url);
    size_t n = 0;
    while (n < host.n && !memchr("/?#", host.p[n], 3))
        n++;
    return str_part(host, 0, n);
}

/* Said in one thread by two people: an answer may repeat what it answers. */
static bool may_answer(const struct said *x, const struct said *y)
{
    struct arena a = {0};
    bool here =
        x->thread.n && str_eq(x->thread, y->thread) &&
        !str_eq(x->author, y->author) &&
        str_eq(site_of(&a, x->url, x->source), site_of(&a, y->url, y->source));
    arena_clear(&a);
    return here;
}

static bool alike(const struct said *x, const struct said *y)
{
    bool very = x->runs.whole == y->runs.whole;
    return str_eq(x->brand, y->brand) && shingle_same(&x->runs, &y->runs) &&
           (very || !may_answer(x, y));
}

/* ---- joining and leaving ---- */

/* Clusters and mentions to be compared with, each once. */
struct found {
    int64_t ids[FOUND]; /* n of them */
    size_t n;
};

static void add_found(struct found *f, int64_t id)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->ids[i] == id)
            return;
    if (f->n < FOUND)
        f->ids[f->n++] = id;
}

/* Four keys: those it has, the first one in place of what is missing. */
static int64_t key_at(const struct said *x, int i)
{
    return x->keys[i < x->n ? i : 0];
}

/* Does it answer one of that cluster? Who quotes a copy, in its own thread,
 * does not say the same as its first. */
static bool answers_one(struct db *db, struct arena *a, const struct said *x,
                        int64_t cluster, bool *answers, struct err *e)
{
    int more = -1;
    *answers = false;
    if (!x->thread.n)
        return true;
    struct str site = site_of(a, x->url, x->source);
    struct stmt *q = db_query(
        db, sql_there,
        ARGS(INT(cluster), TEXT(site), TEXT(x->thread), TEXT(x->author)), e);
    while (q && !*answers && (more = db_next(q, e)) > 0)
        *answers = str_eq(site, site_of(a, db_str(q, 0, a), db_int(q, 1)));
    if (*answers)
        db_stop(q);
    return *answers || more == 0;
}

static bool find_like(struct db *db, const struct said *x, struct found *f,
                      struct err *e)
{
    int more = -1;
    struct stmt *q =
        db_query(db, sql_like,
                 ARGS(INT(key_at(x, 0)), INT(key_at(x, 1)), INT(key_at(x, 2)),
                      INT(key_at(x, 3)), INT(x->mention), INT(NEWEST)),
                 e);
    while (q && (more = db_next(q, e)) > 0)
        add_found(f, db_int(q, 0));
    return more == 0;
}

static bool put_keys(struct db *db, const struct said *x, struct err *e)
{
    return db_run(db, sql_keys_put,
                  ARGS(INT(key_at(x, 0)), INT(key_at(x, 1)), INT(key_at(x, 2)),
                       INT(key_at(x, 3)), INT(x->mention)),
                  e);
}

static bool mark(struct db *db, int64_t mention, struct err *e)
{
    return db_run(db, sql_mark, ARGS(INT(mention)), e);
}

/* Of the cluster that begins with `first`, or makes one of both. */
static bool put_twin(struct db *db, int64_t mention, int64_t first,
                     struct err *e)
{
    return db_run(db, sql_put, ARGS(INT(first), INT(first)), e) &&
           db_run(db, sql_put, ARGS(INT(mention), INT(first)), e) &&
           mark(db, first, e) && mark(db, mention, e);
}

static bool join(struct db *db, struct arena *a, const struct said *x,
                 struct err *e)
{
    struct found f = {0};
    if (!x->n)
        return true;
    if (!find_like(db, x, &f, e))
        return false;
    for (size_t i = 0; i < f.n; i++) {
        struct said y;
        bool answers;
        if (!find_said(db, a, f.ids[i], &y, e))
            return false;
        if (!alike(x, &y))
            continue;
        answers = false;
        if (x->runs.whole != y.runs.whole &&
            !answers_one(db, a, x, y.mention, &answers, e))
            return false;
        if (!answers)
            return put_twin(db, x->mention, y.mention, e) && put_keys(db, x, e);
    }
    return put_keys(db, x, e);
}

bool twin_join(struct db *db, int64_t mention, struct err *e)
{
    struct arena a = {0};
    struct said x;
    bool ok = find_said(db, &a, mention, &x, e) && join(db, &a, &x, e);
    arena_clear(&a);
    return ok || err_add(e, "twins");
}

/* ---- before a commit ---- */

/* What a member is now, and what is kept of it. A mention that waits for an
 * answer has its rank, whoever stands for it; one whose deadline stands still
 * stands for the others only when theirs do too. */
#define RANK                                                                   \
    "CASE " READ_LIST_OR("'waiting'") " WHEN 'waiting' THEN " READ_RANK        \
                                      " + CASE WHEN c.paused > 0 THEN "        \
                                      "2305843009213693952 ELSE 0 END"         \
                                      " ELSE 0 END"
#define MEMBER                                                                 \
    " t.mention, t.cluster, m.at, m.url, m.source, " READ_UNIT ", " RANK       \
    ", t.at, t.site, t.unit, t.rank FROM "
#define MEMBER_OF                                                              \
    " JOIN mention m ON m.id = t.mention" READ_JOINS READ_CASE("m.id")
SQL(sql_written) = "SELECT" MEMBER "(" READ_TOUCHED ") w CROSS JOIN twin"
                   " t" MEMBER_OF " WHERE t.mention = w.id";
SQL(sql_members) = "SELECT ALL" MEMBER "twin t" MEMBER_OF;
SQL(sql_set) = "UPDATE twin SET at = $2, site = $3, unit = $4, rank = $5"
               " WHERE mention = $1";
SQL(sql_sum) = "SELECT count(*), count(DISTINCT site), coalesce(min(mention),"
               " 0), coalesce(sum(CASE WHEN mention = $1 THEN 1 ELSE 0 END),"
               " 0) FROM twin WHERE cluster = $1";
SQL(sql_keep) =
    "INSERT INTO cluster (id, n, sites) VALUES ($1, $2, $3)"
    " ON CONFLICT (id) DO UPDATE SET n = excluded.n, sites = excluded.sites";
SQL(sql_no_cluster) = "DELETE FROM cluster WHERE id = $1";
SQL(sql_no_member) = "DELETE FROM twin WHERE cluster = $1";
SQL(sql_rename) = "UPDATE twin SET cluster = $2 WHERE cluster = $1";
/* Does another of its unit stand for it? */
#define BEHIND                                                                 \
    "CASE WHEN t.rank > 0 AND t.mention <> (SELECT x.mention FROM twin x"      \
    " WHERE x.cluster = t.cluster AND x.unit = t.unit AND x.rank > 0"          \
    " ORDER BY x.rank, x.mention LIMIT 1) THEN 1 ELSE 0 END"
SQL(sql_turned) = "SELECT t.mention, t.behind FROM twin t WHERE t.cluster = $1"
                  " AND t.behind <> " BEHIND;
SQL(sql_turn) = "UPDATE twin SET behind = $2 WHERE mention = $1";

struct member_now {
    int64_t mention, cluster, at, rank;
    struct str site, unit;
};

struct settling {
    struct db *db;
    struct arena arena;      /* of what follows */
    struct member_now *rows; /* n_rows that are to be written */
    int64_t *clusters;       /* n that are to be counted anew */
    size_t n_rows, cap_rows, n, cap;
};

static void add_cluster(struct settling *s, int64_t id)
{
    if (s->n && s->clusters[s->n - 1] == id)
        return;
    s->clusters =
        arena_grow(&s->arena, s->clusters, s->n, &s->cap, sizeof *s->clusters);
    s->clusters[s->n++] = id;
}

static bool read_members(struct settling *s, const char *sql, struct err *e)
{
    struct arena *a = &s->arena;
    struct stmt *q = db_query(s->db, sql, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct member_now m = {.mention = db_int(q, 0),
                               .cluster = db_int(q, 1),
                               .at = db_int(q, 2),
                               .rank = db_int(q, 6),
                               .site =
                                   site_of(a, db_str(q, 3, a), db_int(q, 4)),
                               .unit = db_str(q, 5, a)};
        if (m.at == db_int(q, 7) && str_eq(m.site, db_peek(q, 8)) &&
            str_eq(m.unit, db_peek(q, 9)) && m.rank == db_int(q, 10))
            continue;
        s->rows =
            arena_grow(a, s->rows, s->n_rows, &s->cap_rows, sizeof *s->rows);
        s->rows[s->n_rows++] = m;
        add_cluster(s, m.cluster);
    }
    return more == 0;
}

/* Those for whom another stands now, or no longer. */
static bool turn(struct settling *s, int64_t cluster, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_turned, ARGS(INT(cluster)), e);
    struct found some;
    int more = 1;
    while (q && more > 0) {
        for (some.n = 0; some.n < FOUND && (more = db_next(q, e)) > 0;)
            some.ids[some.n++] = db_int(q, 1) ? -db_int(q, 0) : db_int(q, 0);
        if (more > 0)
            db_stop(q);
        for (size_t i = 0; more >= 0 && i < some.n; i++) {
            int64_t id = some.ids[i] < 0 ? -some.ids[i] : some.ids[i];
            if (!db_run(s->db, sql_turn, ARGS(INT(id), INT(some.ids[i] > 0)),
                        e) ||
                !mark(s->db, id, e))
                return false;
        }
        if (more > 0)
            q = db_query(s->db, sql_turned, ARGS(INT(cluster)), e);
    }
    return q && more == 0;
}

/* One that nobody else says any more is alone; who is left without the first
 * goes by the next. */
static bool settle_cluster(struct settling *s, int64_t id, struct err *e)
{
    int64_t n = 0, sites = 0, next = 0, has_first = 0;
    struct stmt *q = db_query(s->db, sql_sum, ARGS(INT(id)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        n = db_int(q, 0), sites = db_int(q, 1), next = db_int(q, 2),
        has_first = db_int(q, 3);
    if (more < 0)
        return false;
    if (n < 2)
        return (!n || mark(s->db, next, e)) &&
               db_run(s->db, sql_no_member, ARGS(INT(id)), e) &&
               db_run(s->db, sql_no_cluster, ARGS(INT(id)), e);
    if (!has_first &&
        (!db_run(s->db, sql_rename, ARGS(INT(id), INT(next)), e) ||
         !db_run(s->db, sql_no_cluster, ARGS(INT(id)), e)))
        return false;
    id = has_first ? id : next;
    return db_run(s->db, sql_keep, ARGS(INT(id), INT(n), INT(sites)), e) &&
           turn(s, id, e);
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static bool settle(struct settling *s, struct err *e)
{
    for (size_t i = 0; i < s->n_rows; i++) {
        const struct member_now *m = &s->rows[i];
        if (!db_run(s->db, sql_set,
                    ARGS(INT(m->mention), INT(m->at), TEXT(m->site),
                         TEXT(m->unit), INT(m->rank)),
                    e))
            return false;
    }
    if (s->n)
        qsort(s->clusters, s->n, sizeof *s->clusters, by_number);
    for (size_t i = 0; i < s->n; i++)
        if ((!i || s->clusters[i] != s->clusters[i - 1]) &&
            !settle_cluster(s, s->clusters[i], e))
            return false;
    return true;
}

static bool settle_by(struct db *db, const char *sql, struct err *e)
{
    struct settling s = {.db = db};
    bool ok = read_members(&s, sql, e) && settle(&s, e);
    arena_clear(&s.arena);
    return ok || err_add(e, "twins");
}

bool twin_settle(struct db *db, struct err *e)
{
    return settle_by(db, sql_written, e);
}

bool twin_leave(struct db *db, int64_t mention, struct err *e)
{
    struct settling s = {.db = db};
    struct said x;
    int64_t cluster;
    bool ok = find_said(db, &s.arena, mention, &x, e);
    for (int i = 0; ok && i < x.n; i++)
        ok = db_run(db, sql_no_key, ARGS(INT(x.keys[i]), INT(mention)), e);
    int found =
        ok ? db_run_int(db, sql_of, ARGS(INT(mention)), &cluster, e) : -1;
    ok = found >= 0;
    if (found > 0)
        ok = db_run(db, sql_drop, ARGS(INT(mention)), e) &&
             settle_cluster(&s, cluster, e) && mark(db, mention, e);
    arena_clear(&s.arena);
    return ok || err_add(e, "twins");
}

/* ---- all of it ---- */

static const char empty[] =
    "DELETE FROM twin_key; DELETE FROM twin; DELETE FROM cluster";

typedef bool said_fn(struct db *db, struct arena *a, struct said *x, void *ctx,
                     struct err *e);

/* The texts behind *last; *n: how many there were. */
static bool some_texts(struct db *db, int64_t *last, int *n, said_fn *one,
                       void *ctx, struct err *e)
{
    struct arena a = {0};
    struct stmt *q =
        db_query(db, sql_all_texts, ARGS(INT(*last), INT(AT_ONCE)), e);
    int more = -1;
    for (*n = 0; q && (more = db_next(q, e)) > 0; ++*n) {
        struct said x = {.mention = *last = db_int(q, 6)};
        arena_reset(&a);
        read_said(q, &a, &x);
        if (!one(db, &a, &x, ctx, e)) {
            db_stop(q);
            more = -1;
            break;
        }
    }
    arena_clear(&a);
    return more == 0;
}

/* PostgreSQL gives the whole answer to a question at once: so a few of them
 * are asked for, again and again. */
static bool each_text(struct db *db, said_fn *one, void *ctx, struct err *e)
{
    int64_t last = INT64_MIN;
    int n = AT_ONCE;
    while (n == AT_ONCE)
        if (!some_texts(db, &last, &n, one, ctx, e))
            return false;
    return true;
}

static bool join_one(struct db *db, struct arena *a, struct said *x, void *ctx,
                     struct err *e)
{
    (void)ctx;
    return join(db, a, x, e);
}

bool twin_rebuild(struct db *db, struct err *e)
{
    return (db_script(db, empty, e) && each_text(db, join_one, NULL, e) &&
            settle_by(db, sql_members, e)) ||
           err_add(e, "twins");
}

struct checking {
    void (*found)(void *ctx, const char *table, struct str row);
    void *ctx;     /* of found */
    int64_t right; /* keys that are there as they should */
};

static bool check_keys(struct db *db, struct arena *a, struct said *x,
                       void *ctx, struct err *e)
{
    struct checking *c = ctx;
    int64_t there = 0;
    if (!x->n)
        return true;
    if (db_run_int(db, sql_has_keys,
                   ARGS(INT(key_at(x, 0)), INT(key_at(x, 1)), INT(key_at(x, 2)),
                        INT(key_at(x, 3)), INT(x->mention)),
                   &there, e) < 0)
        return false;
    if (there != x->n)
        c->found(c->ctx, "twin_key",
                 str_printf(a, "%lld", (long long)x->mention));
    c->right += there;
    return true;
}

SQL(sql_wrong) = "SELECT t.mention FROM twin t"
                 " LEFT JOIN cluster k ON k.id = t.cluster"
                 " LEFT JOIN mention m ON m.id = t.mention"
                 " WHERE k.id IS NULL OR m.id IS NULL OR t.behind <> " BEHIND;
SQL(sql_wrong_sum) =
    "SELECT k.id FROM cluster k WHERE k.n <> (SELECT count(*) FROM twin t"
    " WHERE t.cluster = k.id) OR k.sites <> (SELECT count(DISTINCT site)"
    " FROM twin t WHERE t.cluster = k.id) OR k.n < 2";

bool twin_check(struct db *db,
                void (*found)(void *ctx, const char *table, struct str row),
                void *ctx, struct err *e)
{
    struct checking c = {found, ctx, 0};
    struct settling s = {.db = db};
    int64_t keys = 0;
    bool ok = each_text(db, check_keys, &c, e) &&
              db_run_int(db, sql_keys, NO_ARGS, &keys, e) >= 0 &&
              read_members(&s, sql_members, e);
    if (ok && keys != c.right)
        found(ctx, "twin_key", STR(""));
    for (size_t i = 0; ok && i < s.n_rows; i++)
        found(ctx, "twin",
              str_printf(&s.arena, "%lld", (long long)s.rows[i].mention));
    const char *const wrong[][2] = {{"twin", sql_wrong},
                                    {"cluster", sql_wrong_sum}};
    for (size_t i = 0; ok && i < 2; i++) {
        struct stmt *q = db_query(db, wrong[i][1], NO_ARGS, e);
        int more = -1;
        while (q && (more = db_next(q, e)) > 0)
            found(ctx, wrong[i][0], db_peek(q, 0));
        ok = more == 0;
    }
    arena_clear(&s.arena);
    return ok || err_add(e, "twins");
}
