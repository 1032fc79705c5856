/* SPDX-License-Identifier: MIT
 * How many reposts of strangers' texts are found, and how many texts that say
 * something else are taken for reposts. Figures of docs/data-model.md are those
 * that this prints. */
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "tests/test.h"

static const char *const FILES[] = {
    "data/ru_bank_reviews.csv", "data/ru_restaurant_reviews.csv",
    "data/ru_telecom_tweets.csv", "data/en_airline_tweets.csv"};

enum {
    EVERY = 9,     /* n-th text is taken */
    MOST = 2600,   /* texts */
    LONG_ONE = 20, /* words of a text that is reposted */
    SIMHASH_BANDS = 4
};

struct texts {
    struct str items[MOST];
    size_t n;
};

static void read_texts(struct arena *a, struct texts *t)
{
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        struct csv c;
        struct csv_record r;
        struct buf b;
        struct err e = {0};
        buf_init(&b, 64 << 20);
        const char *path = shared_path(FILES[i]);
        ck_assert(path && buf_read_file(&b, path, &e));
        csv_init(&c, str_dup(a, buf_view(&b)));
        buf_clear(&b);
        ck_assert(csv_next(&c, a, &r));
        int text = csv_column(&r, "text");
        for (int row = 0; csv_next(&c, a, &r) && t->n < MOST; row++)
            if (row % EVERY == 0)
                t->items[t->n++] = csv_field(&r, text);
    }
}

/* ---- what reposts look like ---- */

/* The first so many percent of it, at a blank. */
static struct str part(struct str s, size_t percent)
{
    size_t n = s.n * percent / 100;
    while (n && s.p[n - 1] != ' ')
        n--;
    return str_part(s, 0, n ? n : s.n);
}

static struct str plain(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        out[i] = strchr(".,!?;:-\"()", s.p[i]) && s.p[i] ? ' ' : s.p[i];
    return (struct str){out, s.n};
}

static const char *const EDITS[] = {
    "signature",      "read more",      "link with utm_", "heading",
    "no punctuation", "last tenth cut", "last fifth cut", "cut and signature"};
enum { EDITS_N = sizeof EDITS / sizeof *EDITS };

static struct str edited(struct arena *a, struct str s, int edit)
{
    switch (edit) {
    case 0:
        return str_printf(a, STR_FMT " С уважением, Анна", STR_ARG(s));
    case 1:
        return str_printf(a, STR_FMT "... Читать далее", STR_ARG(s));
    case 2:
        return str_printf(a, STR_FMT " https://s.example/?utm_source=tg&p=7",
                          STR_ARG(s));
    case 3:
        return str_printf(a, "Пишут на форуме: " STR_FMT, STR_ARG(s));
    case 4:
        return plain(a, s);
    case 5:
        return part(s, 90);
    case 6:
        return part(s, 80);
    default:
        return str_printf(a, STR_FMT " Источник: городской форум",
                          STR_ARG(part(s, 90)));
    }
}

/* ---- how they are found ---- */

static bool share(const struct shingles *x, const struct shingles *y)
{
    int64_t a[SHINGLE_KEYS], b[SHINGLE_KEYS];
    int n = shingle_keys(x, STR(""), a), m = shingle_keys(y, STR(""), b);
    for (int i = 0; i < n && i < m; i++)
        if (a[i] == b[i])
            return true;
    return false;
}

/* For comparison: the sign of each bit over the runs. */
static uint64_t simhash(const struct shingles *s)
{
    int sums[64] = {0};
    uint64_t all = 0;
    for (size_t i = 0; i < s->n; i++)
        for (int b = 0; b < 64; b++)
            sums[b] += s->runs[i] >> b & 1 ? 1 : -1;
    for (int b = 0; b < 64; b++)
        all |= (uint64_t)(sums[b] > 0) << b;
    return all;
}

static bool share_band(uint64_t x, uint64_t y)
{
    for (int i = 0; i < SIMHASH_BANDS; i++)
        if (((x ^ y) >> 16 * i & 0xffff) == 0)
            return true;
    return false;
}

static size_t words_in(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

TEST(reposts_are_found)
{
    static struct texts t;
    struct arena own = {0}, a = {0};
    int found[EDITS_N] = {0}, by_bands[EDITS_N] = {0}, n = 0, all = 0;
    NEED_SHARED(path, FILES[0]);
    (void)path;
    read_texts(&own, &t);
    for (size_t i = 0; i < t.n; i++) {
        struct shingles x, y;
        arena_reset(&a);
        if (words_in(t.items[i]) < LONG_ONE)
            continue;
        shingle_text(&a, t.items[i], &x);
        n++;
        for (int k = 0; k < EDITS_N; k++) {
            shingle_text(&a, edited(&a, t.items[i], k), &y);
            found[k] += share(&x, &y) && shingle_same(&x, &y);
            by_bands[k] += share_band(simhash(&x), simhash(&y));
        }
    }
    for (int k = 0; k < EDITS_N; k++) {
        printf("%-18s %4d of %d, by bands of SimHash %d\n", EDITS[k], found[k],
               n, by_bands[k]);
        ck_assert_msg(100 * found[k] >= 90 * n, "%s: %d of %d", EDITS[k],
                      found[k], n);
        all += found[k];
    }
    ck_assert_msg(100 * all >= 97 * n * EDITS_N, "%d", all);
    arena_clear(&a);
    arena_clear(&own);
}
END

/* Of all pairs of texts those that would be one cluster; a reader judged those
 * of these files: all are reposts, nearly so that they are alike by three
 * quarters. So few are to be expected of others too. */
TEST(strangers_are_not_taken_for_each_other)
{
    static struct texts t;
    static struct shingles x[MOST];
    struct arena a = {0};
    int same = 0, doubtful = 0;
    NEED_SHARED(path, FILES[0]);
    (void)path;
    t.n = 0;
    read_texts(&a, &t);
    for (size_t i = 0; i < t.n; i++)
        shingle_text(&a, t.items[i], &x[i]);
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = 0; x[i].n && k < i; k++) {
            if (!x[k].n || !shingle_same(&x[i], &x[k]))
                continue;
            same++;
            if (shingle_likeness(&x[i], &x[k]) >= 0.75)
                continue;
            doubtful++;
            printf("%.2f " STR_FMT "\n     " STR_FMT "\n",
                   shingle_likeness(&x[i], &x[k]), STR_ARG(t.items[i]),
                   STR_ARG(t.items[k]));
        }
    printf("%zu texts, %d pairs taken for the same, %d of them below .75\n",
           t.n, same, doubtful);
    ck_assert_int_le(doubtful, 20);
    arena_clear(&a);
}
END

TEST_MAIN("twin_texts", reposts_are_found,
          strangers_are_not_taken_for_each_other)
