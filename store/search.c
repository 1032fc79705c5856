/* SPDX-License-Identifier: MIT
 * search: FTS5 with one token per lemma; in PostgreSQL an index over the
 * numbers that molva_words() makes of the same tokens.
 *
 * FTS5's index holds no text (it stays in mention), no positions and no sizes:
 * the question is only which mentions have all of the lemmas. */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/ceiling.h"

static const char hit_table[] =
    "CREATE TEMP TABLE IF NOT EXISTS hit (id INTEGER PRIMARY KEY)";

/* PostgreSQL's index is made of the mentions themselves: nothing is added. */
BOTH(sql_add,
     "INSERT INTO search (rowid, lemmas)"
     " SELECT id, lemmas FROM mention WHERE id >= $1",
     NULL);
BOTH(sql_add_one, "INSERT INTO search (rowid, lemmas) VALUES ($1, $2)", NULL);
BOTH(sql_drop,
     "INSERT INTO search (search, rowid, lemmas) VALUES ('delete', $1, $2)",
     NULL);
SQL(sql_forget) = "DELETE FROM hit";
BOTH(sql_find,
     "INSERT INTO hit SELECT rowid FROM search WHERE search MATCH $1"
     " ORDER BY rowid DESC LIMIT $2",
     /* MATERIALIZED: planned as if all were wanted, so by the index; knowing
      * of the limit it makes the words of each mention, 0.7 ms for one. Which
      * it finds first does not matter: when there are more than that, they
      * are only counted. */
     "INSERT INTO hit WITH found AS MATERIALIZED (SELECT id FROM mention"
     " WHERE molva_words(lemmas) @> molva_words($1))"
     " SELECT id FROM found LIMIT $2");
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
    return db_kind(db) != DB_SQLITE ||
           db_run(db, db_text(db, sql_add), ARGS(INT(from)), e);
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

static bool apart(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7f;
}

/* Each lemma in quotes, so that none of it is FTS5's own language: AND, NOT,
 * NEAR, *, ^, column names and brackets are looked up as words. White space
 * and control characters part the lemmas, as the tokenizer has it. */
static void quote(struct buf *out, struct str lemmas)
{
    bool open = false;
    for (size_t i = 0; i < lemmas.n; i++) {
        char c = lemmas.p[i];
        bool inside = !apart(c);
        if (inside != open)
            buf_z(out, inside ? "\"" : "\" ");
        open = inside;
        if (c == '"')
            buf_char(out, '"');
        if (inside)
            buf_char(out, c);
    }
    if (open)
        buf_char(out, '"');
}

/* The lemmas as the database wants them; false when they are too long. */
static bool open_query(struct db *db, struct buf *query, struct str lemmas,
                       struct err *e)
{
    buf_init(query, CEILING_MENTION);
    quote(query, lemmas);
    if (query->over)
        return err_set(e, "search: the query is too long");
    if (query->n && db_kind(db) != DB_SQLITE) {
        buf_reset(query);
        buf_str(query, lemmas);
    }
    return true;
}

bool search_find(struct db *db, struct str lemmas, int64_t most, bool *cut,
                 struct err *e)
{
    struct buf query;
    int64_t n = 0;
    bool ok =
        open_query(db, &query, lemmas, e) && db_run(db, sql_forget, NO_ARGS, e);
    if (ok && query.n)
        ok = db_run(db, db_text(db, sql_find),
                    ARGS(TEXT(buf_view(&query)), INT(most + 1)), e) &&
             db_run_int(db, sql_most, NO_ARGS, &n, e) > 0;
    *cut = n > most;
    ok = ok && (!*cut || db_run(db, sql_trim, NO_ARGS, e));
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
    if (open_query(db, &s->query, lemmas, e))
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

/* The next lemma, parted as the index parts them; empty at the end. */
static struct str next_lemma(struct str *rest)
{
    size_t from = 0, to;
    while (from < rest->n && apart(rest->p[from]))
        from++;
    for (to = from; to < rest->n && !apart(rest->p[to]);)
        to++;
    struct str lemma = str_part(*rest, from, to);
    *rest = str_from(*rest, to);
    return lemma;
}

static bool has(struct str lemmas, struct str one)
{
    struct str l;
    while ((l = next_lemma(&lemmas)).n)
        if (str_eq_nocase(l, one)) /* as it folds them */
            return true;
    return false;
}

static bool has_all(struct str lemmas, struct str wanted)
{
    struct str one;
    while ((one = next_lemma(&wanted)).n)
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
