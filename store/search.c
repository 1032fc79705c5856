/* SPDX-License-Identifier: MIT
 * search: FTS5 with one token per lemma; in PostgreSQL an index over numbers
 * of the same tokens (words.h).
 *
 * FTS5's index holds no text (it stays in mention), no positions and no sizes:
 * the question is only which mentions have all of the lemmas. */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/ceiling.h"
#include "store/internal.h"
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

/* Each lemma in quotes, so that none of it is FTS5's own language: AND, NOT,
 * NEAR, *, ^, column names and brackets are looked up as words. */
static void quote(struct buf *out, struct str lemmas)
{
    struct str one;
    while ((one = words_next(&lemmas)).n) {
        buf_z(out, out->n ? " \"" : "\"");
        for (size_t i = 0; i < one.n; i++) {
            if (one.p[i] == '"')
                buf_char(out, '"');
            buf_char(out, one.p[i]);
        }
        buf_char(out, '"');
    }
}

/* The lemmas as FTS5 wants them; false when they are too long. */
static bool open_query(struct buf *query, struct str lemmas, struct err *e)
{
    buf_init(query, CEILING_MENTION);
    quote(query, lemmas);
    return !query->over || err_set(e, "search: the query is too long");
}

static bool empty_hits(struct store *s, struct err *e)
{
    bool table = db_kind(s->db) == DB_POSTGRES && !s->read;
    return db_run(s->db, table ? db_text(s->db, sql_empty) : sql_forget,
                  NO_ARGS, e);
}

bool search_find(struct store *s, struct str lemmas, int64_t most,
                 struct err *e)
{
    struct buf query;
    struct db *db = s->db;
    int64_t n = 0;
    bool ok = open_query(&query, lemmas, e) && empty_hits(s, e);
    if (ok && query.n && db_kind(db) == DB_POSTGRES)
        ok = words_find(db, lemmas, most, &n, e);
    else if (ok && query.n)
        ok = db_run(db, db_text(db, sql_find),
                    ARGS(TEXT(buf_view(&query)), INT(most + 1)), e) &&
             db_run_int(db, sql_most, NO_ARGS, &n, e) > 0;
    s->cut = n > most;
    ok = ok && (!s->cut || db_run(db, sql_trim, NO_ARGS, e));
    buf_clear(&query);
    return ok;
}

/* Words that nearly every text has are met in the first rows that are looked
 * at. In SQLite these are read one by one; where the words are not there, those
 * that have them are few enough to go through the index, the highest id first
 * and no further than is asked (ten million a second; for a single one every
 * block of it has to be opened). PostgreSQL, where each question is a way there
 * and back, looks at a whole list at once. */
struct sieve {
    struct db *db;       /* it asks */
    struct str lemmas;   /* all of these */
    struct buf query;    /* the same as the database wants them */
    size_t looked;       /* SQLite: at rows one by one, so far */
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

struct sieve *sieve_open(struct db *db, struct str lemmas, struct err *e)
{
    struct sieve *s = xcalloc(1, sizeof *s);
    s->db = db;
    s->lemmas = lemmas;
    if (open_query(&s->query, lemmas, e))
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

static bool has(struct str lemmas, struct str one)
{
    struct str l;
    while ((l = words_next(&lemmas)).n)
        if (str_eq_nocase(l, one)) /* as it folds them */
            return true;
    return false;
}

static bool has_all(struct str lemmas, struct str wanted)
{
    struct str one;
    while ((one = words_next(&wanted)).n)
        if (!has(lemmas, one))
            return false;
    return true;
}

/* PostgreSQL: looks at those of the list, "{3,7,12}", at once: making numbers
 * of their words there takes longer than looking at them here. */
static bool ask_for(struct sieve *s, const int64_t *ids, size_t n,
                    struct err *e)
{
    struct buf list;
    buf_init(&list, n * 21 + 2);
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, "%c%lld", i ? ',' : '{', (long long)ids[i]);
    buf_z(&list, n ? "}" : "{}");
    int more = -1;
    bool ok = start(s, ARGS(TEXT(buf_view(&list))), e);
    while (ok && (more = db_next(s->q, e)) > 0)
        if (has_all(db_peek(s->q, 1), s->lemmas))
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
        *keep = has_all(db_peek(q, 0), s->lemmas);
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
