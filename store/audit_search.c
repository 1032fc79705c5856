/* SPDX-License-Identifier: MIT
 * audit_search: does the search index hold the words of each mention, and
 * nothing else? Read through fts5vocab, so that a store that may not be
 * written can be looked at as well. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/audit.h"
#include "store/guard.h"

enum { LONGEST = 32768 /* bytes of a token, FTS5_MAX_TOKEN_SIZE */ };

static const char words_table[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words"
    " USING fts5vocab('main', 'search', 'instance')";

SQL(sql_lemmas) = "SELECT id, lemmas FROM mention ORDER BY id";
BOTH(sql_words, "SELECT doc, term FROM search_words", NULL);

struct words {
    int64_t *ids;   /* of mentions, n of them, ascending */
    uint64_t *sums; /* of the hashes of each one's words, less those found */
    size_t n, cap;
};

static bool is_inside(char c)
{
    return (unsigned char)c > ' ' && c != 0x7f;
}

/* As the tokenizer folds it: ASCII letters only. */
static uint64_t word_hash(struct str word)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < word.n && i < LONGEST; i++) {
        unsigned char c = (unsigned char)word.p[i];
        h = (h ^ (c < 0x80 ? (unsigned char)tolower(c) : c)) * 0x100000001b3u;
    }
    return h ^ h >> 31;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Sum over the different words. */
static uint64_t sum_words(struct str lemmas, struct arena *a)
{
    uint64_t *all = NULL, sum = 0;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < lemmas.n;) {
        size_t start = i;
        while (i < lemmas.n && is_inside(lemmas.p[i]))
            i++;
        if (i > start) {
            all = arena_grow(a, all, n, &cap, sizeof *all);
            all[n++] = word_hash(str_part(lemmas, start, i - start));
        } else {
            i++;
        }
    }
    if (n)
        qsort(all, n, sizeof *all, by_number);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || all[i] != all[i - 1])
            sum += all[i];
    return sum;
}

static bool read_mentions(struct audit *a, struct words *w, struct err *e)
{
    struct arena arena = {0};
    struct stmt *q = db_query(a->db, sql_lemmas, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        if (w->n == w->cap) {
            w->cap = w->cap ? 2 * w->cap : 1024;
            w->ids = xrealloc(w->ids, w->cap * sizeof *w->ids);
            w->sums = xrealloc(w->sums, w->cap * sizeof *w->sums);
        }
        w->ids[w->n] = db_int(q, 0);
        w->sums[w->n++] = sum_words(db_peek(q, 1), &arena);
        arena_reset(&arena);
    }
    arena_clear(&arena);
    return more == 0;
}

static uint64_t *sum_of(const struct words *w, int64_t id)
{
    size_t low = 0, high = w->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < w->n && w->ids[low] == id ? &w->sums[low] : NULL;
}

static bool take_off(struct audit *a, struct words *w, struct err *e)
{
    int64_t stray = 0;
    struct stmt *q = db_query(a->db, db_text(a->db, sql_words), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        uint64_t *sum = sum_of(w, db_int(q, 0));
        if (sum)
            *sum -= word_hash(db_peek(q, 1));
        stray += !sum;
    }
    if (stray)
        audit_tell(a, "search", STR(""), 0,
                   "leads %lld times to mentions that are not there",
                   (long long)stray);
    return more == 0;
}

static void tell_wrong(struct audit *a, const struct words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        char name[32];
        snprintf(name, sizeof name, "%lld", (long long)w->ids[i]);
        if (w->sums[i])
            audit_tell(a, "search", str_of(name), 0,
                       "does not hold the words of that mention");
    }
}

static void check_blocks(struct audit *a, struct err *e)
{
    int64_t wrong;
    if (!guard_check(a->db, &wrong, e))
        audit_tell(a, "search", STR(""), 0, "cannot be read: %s", e->msg);
    else if (wrong)
        audit_tell(a, "search", STR(""), 0,
                   "has %lld blocks that are not as Molva wrote them",
                   (long long)wrong);
}

void audit_search(struct audit *a)
{
    struct err e = {0};
    struct words w = {0};
    if (db_kind(a->db) != DB_SQLITE)
        return; /* the index is the database's, made of the rows themselves */
    check_blocks(a, &e);
    if (db_script(a->db, words_table, &e) && read_mentions(a, &w, &e) &&
        take_off(a, &w, &e))
        tell_wrong(a, &w);
    else
        audit_tell(a, "search", STR(""), 0, "cannot be read: %s", e.msg);
    free(w.ids);
    free(w.sums);
}
