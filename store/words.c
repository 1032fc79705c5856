/* SPDX-License-Identifier: MIT
 * words: numbers of words, and their index in PostgreSQL. */
#include "store/words.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/buf.h"

enum {
    LONGEST = 32768, /* bytes of a word: FTS5_MAX_TOKEN_SIZE */
    AGE_BITS = 16,   /* an age has so many mentions */
    HASH_BITS = 44,  /* of a number, below its age: among a million words of
                        an age one in 17 million searches finds a wrong one */
    AT_ONCE = 512,   /* mentions written by one statement */
    MANY = 16 << 20  /* bytes of it; what is longer is written before */
};

BOTH(sql_from, NULL, "SELECT id, lemmas FROM mention WHERE id >= $1");
BOTH(sql_one, NULL, "SELECT lemmas FROM mention WHERE id = $1");
BOTH(sql_put, NULL,
     "INSERT INTO search_words (mention, words)"
     " SELECT m, CAST(w AS BIGINT[]) FROM unnest(CAST($1 AS BIGINT[]),"
     " CAST($2 AS TEXT[])) AS x (m, w)");
BOTH(sql_change, NULL,
     "UPDATE search_words SET words = CAST($2 AS BIGINT[])"
     " WHERE mention = $1");
BOTH(sql_clear, NULL, "DELETE FROM search_words");
BOTH(sql_last, NULL, "SELECT coalesce(max(mention), 0) FROM search_words");
/* MATERIALIZED: planned as if all of them were wanted, so by the index; knowing
 * of the limit it would look at mention after mention. The age is in the
 * numbers: told as a range of mentions besides, it would have the planner walk
 * through all of that range. */
#define FIND(which)                                                            \
    "WITH found AS MATERIALIZED (SELECT mention FROM search_words"             \
    " WHERE " which "),"                                                       \
    " put AS (INSERT INTO hit SELECT mention FROM found ORDER BY mention DESC" \
    " LIMIT $2 RETURNING 1)"                                                   \
    " SELECT count(*) FROM put"
#define ALL "words @> CAST($1 AS BIGINT[])"
BOTH(sql_find, NULL, FIND(ALL));
BOTH(sql_find_any, NULL, FIND("words && CAST($1 AS BIGINT[])"));
BOTH(sql_find_of, NULL, FIND(ALL " AND words && CAST($3 AS BIGINT[])"));
BOTH(sql_both, NULL,
     "SELECT coalesce(m.id, 0), coalesce(m.lemmas, ''), s.words, s.mention"
     " FROM mention m FULL JOIN search_words s ON s.mention = m.id");

/* ---- words as numbers ---- */

static bool is_apart(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7f;
}

struct str words_next(struct str *rest)
{
    size_t from = 0, to;
    while (from < rest->n && is_apart(rest->p[from]))
        from++;
    for (to = from; to < rest->n && !is_apart(rest->p[to]);)
        to++;
    struct str word = str_part(*rest, from, to - from);
    *rest = str_from(*rest, to);
    return word;
}

static uint64_t number_of(struct str word)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < word.n && i < LONGEST; i++) {
        unsigned char c = (unsigned char)word.p[i];
        h = (h ^ (c < 0x80 ? (unsigned char)tolower(c) : c)) * 0x100000001b3u;
    }
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
    return h ^ h >> 33;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

size_t words_of(struct str lemmas, struct arena *a, uint64_t **numbers)
{
    uint64_t *all = NULL;
    size_t n = 0, cap = 0, kept = 0;
    struct str word;
    while ((word = words_next(&lemmas)).n) {
        all = arena_grow(a, all, n, &cap, sizeof *all);
        all[n++] = number_of(word);
    }
    if (n)
        qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n; i++)
        if (!kept || all[i] != all[kept - 1])
            all[kept++] = all[i];
    *numbers = all;
    return kept;
}

/* "{17592186044417,...}" of an age. */
static void put_array(struct buf *b, int64_t age, const uint64_t *numbers,
                      size_t n)
{
    buf_char(b, '{');
    for (size_t i = 0; i < n; i++) {
        uint64_t number =
            (uint64_t)age << HASH_BITS | numbers[i] >> (64 - HASH_BITS);
        buf_printf(b, "%s%llu", i ? "," : "", (unsigned long long)number);
    }
    buf_char(b, '}');
}

static void put_words(struct buf *b, int64_t mention, struct str lemmas)
{
    struct arena a = {0};
    uint64_t *numbers;
    size_t n = words_of(lemmas, &a, &numbers);
    put_array(b, mention >> AGE_BITS, numbers, n);
    arena_clear(&a);
}

/* ---- writing ---- */

struct writing {
    struct db *db;
    struct buf ids, words; /* two arrays of n members, open at their end */
    int n;
};

static bool write_out(struct writing *w, struct err *e)
{
    bool any = w->n > 0, whole = !w->ids.over && !w->words.over;
    buf_char(&w->ids, '}'), buf_char(&w->words, '}');
    bool ok =
        !any ||
        (whole &&
         db_run(w->db, db_text(w->db, sql_put),
                ARGS(TEXT(buf_view(&w->ids)), TEXT(buf_view(&w->words))), e));
    buf_reset(&w->ids), buf_reset(&w->words);
    w->n = 0;
    return ok || (!whole && err_set(e, "the words are too many"));
}

static bool write_one(struct writing *w, int64_t mention, struct str lemmas,
                      struct err *e)
{
    if ((w->n == AT_ONCE || w->words.n > MANY) && !write_out(w, e))
        return false;
    buf_printf(&w->ids, "%c%lld", w->n ? ',' : '{', (long long)mention);
    buf_z(&w->words, w->n ? ",\"" : "{\"");
    put_words(&w->words, mention, lemmas);
    buf_char(&w->words, '"');
    w->n++;
    return true;
}

bool words_add(struct db *db, int64_t from, struct err *e)
{
    struct writing w = {.db = db};
    if (db_kind(db) != DB_POSTGRES)
        return true;
    buf_init(&w.ids, MANY), buf_init(&w.words, 4 * MANY);
    struct stmt *q = db_query(db, db_text(db, sql_from), ARGS(INT(from)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        if (!write_one(&w, db_int(q, 0), db_peek(q, 1), e))
            break;
    if (q && more > 0)
        db_stop(q);
    bool ok = more == 0 && write_out(&w, e);
    buf_clear(&w.ids), buf_clear(&w.words);
    return ok || err_add(e, "search");
}

bool words_change(struct db *db, int64_t mention, struct err *e)
{
    struct buf words;
    if (db_kind(db) != DB_POSTGRES)
        return true;
    buf_init(&words, 4 * MANY);
    struct stmt *q = db_query(db, db_text(db, sql_one), ARGS(INT(mention)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        put_words(&words, mention, db_peek(q, 0));
    bool ok =
        more == 0 && db_run(db, db_text(db, sql_change),
                            ARGS(INT(mention), TEXT(buf_view(&words))), e);
    buf_clear(&words);
    return ok;
}

bool words_rebuild(struct db *db, struct err *e)
{
    return db_kind(db) != DB_POSTGRES ||
           (db_run(db, db_text(db, sql_clear), NO_ARGS, e) &&
            words_add(db, INT64_MIN, e));
}

/* ---- reading ---- */

/* Numbers of one list, as they are in each age. */
struct numbers {
    uint64_t *items; /* n of them */
    size_t n;
    struct buf text; /* "{17592186044417,...}" of an age */
};

static void numbers_init(struct numbers *w, struct arena *a, struct str lemmas)
{
    w->n = words_of(lemmas, a, &w->items);
    buf_init(&w->text, 4 * MANY);
}

static struct value numbers_at(struct numbers *w, int64_t age)
{
    buf_reset(&w->text);
    put_array(&w->text, age, w->items, w->n);
    return TEXT(buf_view(&w->text));
}

/* Adds the hits of one age. */
static bool find_in(struct db *db, struct numbers both[2], int64_t age,
                    int64_t most, int64_t *got, struct err *e)
{
    const bool all = both[0].n > 0, any = both[1].n > 0;
    const struct value v[] = {numbers_at(&both[!all], age), INT(most),
                              numbers_at(&both[1], age)};
    const char *sql = db_text(db, !any   ? sql_find
                                  : !all ? sql_find_any
                                         : sql_find_of);
    return db_run_int(db, sql, (struct args){v, all && any ? 3 : 2}, got, e) >
           0;
}

bool words_find(struct db *db, const struct words_wanted *w, int64_t most,
                int64_t *n, struct err *e)
{
    struct arena a = {0};
    struct numbers both[2];
    int64_t last, got;
    *n = 0;
    numbers_init(&both[0], &a, w->all);
    numbers_init(&both[1], &a, w->any);
    bool some = both[0].n || both[1].n;
    bool ok = db_run_int(db, db_text(db, sql_last), NO_ARGS, &last, e) > 0;
    for (int64_t age = last >> AGE_BITS; ok && some && age >= 0 && *n <= most;
         age--) {
        ok = find_in(db, both, age, most + 1 - *n, &got, e);
        *n += ok ? got : 0;
    }
    buf_clear(&both[0].text), buf_clear(&both[1].text);
    arena_clear(&a);
    return ok;
}

bool words_check(struct db *db, void (*wrong)(void *ctx, int64_t mention),
                 void *ctx, struct err *e)
{
    struct buf words;
    buf_init(&words, 4 * MANY);
    struct stmt *q = db_query(db, db_text(db, sql_both), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        int64_t mention = db_int(q, 0);
        buf_reset(&words);
        put_words(&words, mention, db_peek(q, 1));
        if (!mention || !str_eq(buf_view(&words), db_peek(q, 2)))
            wrong(ctx, mention ? mention : db_int(q, 3));
    }
    buf_clear(&words);
    return more == 0;
}
