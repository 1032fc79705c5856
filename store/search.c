/* SPDX-License-Identifier: MIT
 * search: FTS5 with one token per lemma; in PostgreSQL an index over the
 * numbers that molva_words() makes of the same tokens.
 *
 * FTS5's index holds no text (it stays in mention), no positions and no sizes:
 * the question is only which mentions have all of the lemmas. */
#include "store/search.h"

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
BOTH(sql_find, "INSERT INTO hit SELECT rowid FROM search WHERE search MATCH $1",
     "INSERT INTO hit SELECT id FROM mention"
     " WHERE molva_words(lemmas) @> molva_words($1)");

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

/* Each lemma in quotes, so that none of it is FTS5's own language: AND, NOT,
 * NEAR, *, ^, column names and brackets are looked up as words. White space
 * and control characters part the lemmas, as the tokenizer has it. */
static void quote(struct buf *out, struct str lemmas)
{
    bool open = false;
    for (size_t i = 0; i < lemmas.n; i++) {
        unsigned char c = (unsigned char)lemmas.p[i];
        bool inside = c > ' ' && c != 0x7f;
        if (inside != open)
            buf_z(out, inside ? "\"" : "\" ");
        open = inside;
        if (c == '"')
            buf_char(out, '"');
        if (inside)
            buf_char(out, (char)c);
    }
    if (open)
        buf_char(out, '"');
}

bool search_find(struct db *db, struct str lemmas, struct err *e)
{
    struct buf query;
    buf_init(&query, CEILING_MENTION);
    quote(&query, lemmas);
    bool ok = !query.over || err_set(e, "search: the query is too long");
    ok = ok && db_run(db, sql_forget, NO_ARGS, e);
    struct str words = db_kind(db) == DB_SQLITE ? buf_view(&query) : lemmas;
    if (ok && query.n)
        ok = db_run(db, db_text(db, sql_find), ARGS(TEXT(words)), e);
    buf_clear(&query);
    return ok;
}
