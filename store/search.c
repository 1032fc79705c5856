/* SPDX-License-Identifier: MIT
 * search: FTS5 with one token per lemma; in PostgreSQL an index over numbers
 * of the same tokens (words.h).
 *
 * FTS5's index holds no text (it stays in mention), no positions and no sizes:
 * the question is only which mentions have some lemmas. What a query asks
 * beyond that, sift.c looks at. */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/ceiling.h"
#include "store/internal.h"
#include "store/narrow.h"
#include "store/sift.h"
#include "store/words.h"

static const char hit_table[] =
    "CREATE TEMP TABLE IF NOT EXISTS hit (id INTEGER PRIMARY KEY)";

BOTH(sql_add,
     "INSERT INTO search (rowid, lemmas)"
     " SELECT id, lemmas FROM mention WHERE id >= $1",
     NULL);
BOTH(sql_add_one, "INSERT INTO search (rowid, lemmas) VALUES ($1, $2)", NULL);
BOTH(sql_drop,
     "INSERT INTO search (search, rowid, lemmas) VALUES ('delete', $1, $2)",
     NULL);
SQL(sql_forget) = "DELETE FROM hit";
/* What is deleted stays there as room that nobody tidies up: after a thousand
 * searches it would be looked through by each. */
BOTH(sql_empty, NULL, "TRUNCATE hit");
BOTH(sql_find,
     "INSERT INTO hit SELECT rowid FROM search WHERE search MATCH $1"
     " ORDER BY rowid DESC LIMIT $2",
     NULL);
SQL(sql_most) = "SELECT count(*) FROM hit";
SQL(sql_trim) = "DELETE FROM hit WHERE id = (SELECT min(id) FROM hit)";
/* SQLite: all there are, the highest first. PostgreSQL: a list, to look at. */
BOTH(sql_sieve,
     "SELECT rowid FROM search WHERE search MATCH $1 ORDER BY rowid DESC",
     "SELECT id, lemmas FROM mention WHERE id = ANY(CAST($1 AS BIGINT[]))"
     " ORDER BY id DESC");
SQL(sql_lemmas) = "SELECT lemmas FROM mention WHERE id = $1";

enum { LOOKED_AT = 512 /* rows that a sieve looks at one by one, first */ };

bool search_open(struct db *db, struct err *e)
{
    return db_kind(db) != DB_SQLITE || db_script(db, hit_table, e);
}

bool search_add(struct db *db, int64_t from, struct err *e)
{
    return db_kind(db) == DB_SQLITE
               ? db_run(db, db_text(db, sql_add), ARGS(INT(from)), e)
               : words_add(db, from, e);
}

bool search_change(struct db *db, int64_t mention, struct str before,
                   struct str after, struct err *e)
{
    return db_kind(db) != DB_SQLITE || str_eq(before, after) ||
           (db_run(db, db_text(db, sql_drop), ARGS(INT(mention), TEXT(before)),
                   e) &&
            db_run(db, db_text(db, sql_add_one),
                   ARGS(INT(mention), TEXT(after)), e));
}

/* A lemma in quotes, so that none of it is FTS5's own language: AND, NOT,
 * NEAR, *, ^, column names and brackets are looked up as words. */
static void quote(struct buf *out, struct str lemma)
{
    buf_char(out, '"');
    for (size_t i = 0; i < lemma.n; i++) {
        if (lemma.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, lemma.p[i]);
    }
    buf_char(out, '"');
}

/* "a" "b" AND ("c" OR "d"): single lemmas first, for between them and a
 * bracket there has to be an AND. */
static void write_query(struct buf *out, const struct query_plan *p)
{
    for (int single = 1; single >= 0; single--)
        for (size_t i = 0; i < p->n; i++) {
            const struct query_clause *c = &p->clauses[i];
            if ((c->n == 1) != single)
                continue;
            if (out->n)
                buf_z(out, single ? " " : " AND ");
            buf_z(out, single ? "" : "(");
            for (size_t k = 0; k < c->n; k++) {
                buf_z(out, k ? " OR " : "");
                quote(out, c->lemmas[k]);
            }
            buf_z(out, single ? "" : ")");
        }
}

/* The clauses as FTS5 wants them; false when they are too long. */
static bool open_query(struct buf *query, const struct query_plan *p,
                       struct err *e)
{
    buf_init(query, CEILING_MENTION);
    write_query(query, p);
    return !query->over || err_set(e, "search: the query is too long");
}

static bool empty_hits(struct store *s, struct err *e)
{
    bool table = db_kind(s->db) == DB_POSTGRES && !s->read;
    return db_run(s->db, table ? db_text(s->db, sql_empty) : sql_forget,
                  NO_ARGS, e);
}

bool search_forget(struct store *s, struct err *e)
{
    s->held = 0;
    return empty_hits(s, e);
}

static struct str add_word(struct arena *a, struct str all, struct str one)
{
    return str_printf(a, STR_FMT " " STR_FMT, STR_ARG(all), STR_ARG(one));
}

/* PostgreSQL is asked for all single lemmas, and one of the clauses that give
 * a choice, the shortest; *whole: there is no other. */
static struct words_wanted words_wanted(struct arena *a,
                                        const struct query_plan *p, bool *whole)
{
    struct words_wanted w = {0};
    const struct query_clause *best = NULL;
    *whole = true;
    for (size_t i = 0; i < p->n; i++) {
        const struct query_clause *c = &p->clauses[i];
        if (c->n == 1) {
            w.all = add_word(a, w.all, c->lemmas[0]);
            continue;
        }
        *whole = *whole && !best;
        if (!best || c->n < best->n)
            best = c;
    }
    for (size_t k = 0; best && k < best->n; k++)
        w.any = add_word(a, w.any, best->lemmas[k]);
    return w;
}

/* Fills `hit` by the index alone; *whole: no clause was left out. */
static bool look_up(struct store *s, const struct query_plan *p, int64_t most,
                    int64_t *n, bool *whole, struct err *e)
{
    struct arena a = {0};
    struct buf query;
    struct db *db = s->db;
    *whole = true;
    bool ok = open_query(&query, p, e);
    if (ok && query.n && db_kind(db) == DB_POSTGRES) {
        struct words_wanted w = words_wanted(&a, p, whole);
        ok = words_find(db, &w, *whole ? most : INT64_MAX - 1, n, e);
    } else if (ok && query.n) {
        ok = db_run(db, db_text(db, sql_find),
                    ARGS(TEXT(buf_view(&query)), INT(most + 1)), e) &&
             db_run_int(db, sql_most, NO_ARGS, n, e) > 0;
    }
    buf_clear(&query);
    arena_clear(&a);
    return ok;
}

/* What makes two searches one. */
static uint64_t held_as(const struct wanted *w, int64_t most)
{
    uint64_t h = (uint64_t)(uintptr_t)w->query ^ (uint64_t)most;
    for (size_t i = 0; i < w->plan.n; i++) {
        const struct query_clause *c = &w->plan.clauses[i];
        for (size_t k = 0; k < c->n; k++)
            h = h * 0x100000001b3u ^ str_hash(c->lemmas[k]);
        h = h * 0x100000001b3u ^ c->n;
    }
    return (w->narrow ? h ^ narrow_as(w->narrow) : h) | 1;
}

/* A page counts what was found and then reads some of it: it was looked for
 * just now. A connection that was made anew has forgotten it. */
static bool is_held(struct store *s, uint64_t as)
{
    struct err e = {0};
    int64_t n;
    return s->held == as && !db_depth(s->db) &&
           db_run_int(s->db, sql_most, NO_ARGS, &n, &e) > 0 && n == s->held_n;
}

static bool find(struct store *s, const struct wanted *w, int64_t most,
                 struct err *e)
{
    int64_t n = 0;
    bool whole = true;
    /* Of what is looked at once more no more than that, and one to tell that
     * there was more. */
    int64_t index = !w->query              ? most
                    : most < INT64_MAX - 1 ? STORE_LOOKED
                                           : INT64_MAX - 1;
    s->cut = s->tired = false;
    if (!empty_hits(s, e) ||
        !(w->narrow ? narrow_find(s->db, w->narrow, most, &n, e)
                    : look_up(s, &w->plan, index, &n, &whole, e)))
        return false;
    const bool narrowed = w->narrow && n > most;
    if (w->query || !whole || (w->narrow && w->plan.n)) {
        struct sift sift = {.w = w, .most = most};
        if (!sift_find(s, &sift, e) || !empty_hits(s, e) ||
            !sift_put(s->db, &sift, e)) {
            sift_clear(&sift);
            return false;
        }
        n = (int64_t)sift.n;
        s->tired = sift.tired;
        sift_clear(&sift);
    }
    s->tired |= narrowed; /* of those stored last */
    s->cut = n > most || s->tired;
    s->held_n = n <= most ? n : n - 1;
    return n <= most || db_run(s->db, sql_trim, NO_ARGS, e);
}

bool search_find(struct store *s, const struct wanted *w, int64_t most,
                 struct err *e)
{
    const uint64_t as = held_as(w, most);
    if (is_held(s, as))
        return true;
    s->held = 0;
    bool ok = find(s, w, most, e);
    if (ok)
        s->held = as;
    return ok;
}

/* Words that nearly every text has are met in the first rows that are looked
 * at. In SQLite these are read one by one; where the words are not there, those
 * that have them are few enough to go through the index, the highest id first
 * and no further than is asked (ten million a second; for a single one every
 * block of it has to be opened). PostgreSQL, where each question is a way there
 * and back, looks at a whole list at once. */
struct sieve {
    struct db *db;          /* it asks */
    const struct wanted *w; /* what is wanted */
    struct buf query;       /* its clauses as the database wants them */
    size_t looked;          /* SQLite: at rows one by one, so far */
    struct stmt *q;      /* SQLite: the rest of the index; NULL: not begun, or
                            at its end */
    bool begun;          /* q was */
    int64_t known;       /* bits are, of ids from here on */
    unsigned char *bits; /* one for each mention; NULL: nobody has them */
    int64_t n;           /* bits there are, for ids below */
};

static void set_bit(struct sieve *s, int64_t id)
{
    if (!s->bits) { /* the highest comes first */
        s->n = id + 1;
        s->bits = xcalloc((size_t)id / 8 + 1, 1);
    }
    if (id >= 0 && id < s->n)
        s->bits[id / 8] |= (unsigned char)(1 << id % 8);
}

/* Goes on through what the question finds, down to this id. */
static bool fill(struct sieve *s, int64_t low, struct err *e)
{
    while (s->q && s->known > low) {
        int more = db_next(s->q, e);
        if (more <= 0)
            s->q = NULL;
        if (more < 0)
            return false;
        s->known = more ? db_int(s->q, 0) : INT64_MIN;
        if (more)
            set_bit(s, s->known);
    }
    return true;
}

static bool start(struct sieve *s, struct args args, struct err *e)
{
    free(s->bits);
    s->bits = NULL;
    s->begun = true;
    s->known = INT64_MAX;
    s->q = db_query(s->db, db_text(s->db, sql_sieve), args, e);
    return s->q;
}

struct sieve *sieve_open(struct db *db, const struct wanted *w, struct err *e)
{
    struct sieve *s = xcalloc(1, sizeof *s);
    s->db = db;
    s->w = w;
    if (open_query(&s->query, &w->plan, e))
        return s;
    sieve_close(s);
    return NULL;
}

void sieve_close(struct sieve *s)
{
    if (!s)
        return;
    if (s->q)
        db_stop(s->q);
    buf_clear(&s->query);
    free(s->bits);
    free(s);
}

/* PostgreSQL: looks at those of the list, "{3,7,12}", at once: making numbers
 * of their words there takes longer than looking at them here. */
static bool ask_for(struct sieve *s, const int64_t *ids, size_t n,
                    struct err *e)
{
    struct buf list;
    sift_list(&list, s->db, ids, n);
    int more = -1;
    bool ok = start(s, ARGS(TEXT(buf_view(&list))), e);
    while (ok && (more = db_next(s->q, e)) > 0)
        if (wanted_meets(&s->w->plan, db_peek(s->q, 1)))
            set_bit(s, db_int(s->q, 0));
    s->q = NULL;
    buf_clear(&list);
    return ok && more == 0;
}

/* Looks at one row: keeps it, or not. */
static bool look(struct sieve *s, int64_t id, bool *keep, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_lemmas, ARGS(INT(id)), e);
    int more = -1;
    *keep = false;
    while (q && (more = db_next(q, e)) > 0)
        *keep = wanted_meets(&s->w->plan, db_peek(q, 0));
    s->looked++;
    return more == 0;
}

/* SQLite: sees to it that the bits of a list are known. */
static bool know(struct sieve *s, const int64_t *ids, size_t n, struct err *e)
{
    int64_t low = INT64_MAX;
    for (size_t i = 0; i < n; i++)
        low = ids[i] < low ? ids[i] : low;
    return (s->begun || start(s, ARGS(TEXT(buf_view(&s->query))), e)) &&
           fill(s, low, e);
}

static bool look_at(struct sieve *s, int64_t *ids, size_t *n, struct err *e)
{
    size_t kept = 0;
    bool keep;
    for (size_t i = 0; i < *n; i++) {
        if (!look(s, ids[i], &keep, e))
            return false;
        if (keep)
            ids[kept++] = ids[i];
    }
    *n = kept;
    return true;
}

bool sieve_keep(struct sieve *s, int64_t *ids, size_t *n, struct err *e)
{
    size_t kept = 0;
    bool sqlite = db_kind(s->db) == DB_SQLITE;
    if (s->w->query)
        return sift_keep(s->db, s->w, ids, n, e);
    if (sqlite && s->looked + *n <= LOOKED_AT)
        return look_at(s, ids, n, e);
    if (!(sqlite ? know(s, ids, *n, e) : ask_for(s, ids, *n, e)))
        return false;
    for (size_t i = 0; i < *n; i++)
        if (ids[i] >= 0 && ids[i] < s->n &&
            (s->bits[ids[i] / 8] >> ids[i] % 8 & 1))
            ids[kept++] = ids[i];
    *n = kept;
    return true;
}
