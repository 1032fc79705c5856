/* SPDX-License-Identifier: MIT
 * audit_search: does the search index hold the words of each mention, and
 * nothing else? Read through fts5vocab, so that a store that may not be
 * written can be looked at as well. */
#include <stdio.h>
#include <stdlib.h>

#include "store/audit.h"
#include "store/guard.h"
#include "store/words.h"

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

/* Sum over the different words. */
static uint64_t sum_words(struct str lemmas, struct arena *a)
{
    uint64_t *numbers, sum = 0;
    size_t n = words_of(lemmas, a, &numbers);
    for (size_t i = 0; i < n; i++)
        sum += numbers[i];
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
    struct arena arena = {0};
    struct stmt *q = db_query(a->db, db_text(a->db, sql_words), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        uint64_t *sum = sum_of(w, db_int(q, 0));
        if (sum)
            *sum -= sum_words(db_peek(q, 1), &arena);
        stray += !sum;
        arena_reset(&arena);
    }
    arena_clear(&arena);
    if (stray)
        audit_tell(a, "search", STR(""), 0,
                   "leads %lld times to mentions that are not there",
                   (long long)stray);
    return more == 0;
}

static void tell_wrong(void *ctx, int64_t mention)
{
    char name[32];
    snprintf(name, sizeof name, "%lld", (long long)mention);
    audit_tell(ctx, "search", str_of(name), 0,
               "does not hold the words of that mention");
}

static bool check_blocks(struct audit *a, struct err *e)
{
    int64_t wrong;
    if (!guard_check(a->db, &wrong, e))
        return false;
    if (wrong)
        audit_tell(a, "search", STR(""), 0,
                   "has %lld blocks that are not as Molva wrote them",
                   (long long)wrong);
    return true;
}

static bool check_fts5(struct audit *a, struct err *e)
{
    struct words w = {0};
    bool ok = check_blocks(a, e) && db_script(a->db, words_table, e) &&
              read_mentions(a, &w, e) && take_off(a, &w, e);
    for (size_t i = 0; ok && i < w.n; i++)
        if (w.sums[i])
            tell_wrong(a, w.ids[i]);
    free(w.ids);
    free(w.sums);
    return ok;
}

void audit_search(struct audit *a)
{
    struct err e = {0};
    bool ok = db_kind(a->db) == DB_SQLITE
                  ? check_fts5(a, &e)
                  : words_check(a->db, tell_wrong, a, &e);
    if (!ok)
        audit_tell(a, "search", STR(""), 0, "cannot be read: %s", e.msg);
}
