/* SPDX-License-Identifier: MIT
 * rote: a reply beside those that stood there before. */
#include "base/rote.h"

#include "base/ascii.h"
#include "base/shingle.h"

/* From here on two replies read as one: half of the sentences are the same. */
static const double SAME_WORDS = 0.5;

/* Every run of digits as one 0. */
static struct str masked(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool digit = ascii_digit(text.p[i]);
        if (digit && n && out[n - 1] == '0')
            continue;
        out[n++] = digit ? '0' : text.p[i];
    }
    out[n] = '\0';
    return (struct str){out, n};
}

struct shown {
    struct shingles *rows; /* n earlier replies */
    size_t n;
};

static struct shown look(struct arena *a, const struct str *before, size_t n)
{
    struct shown s = {arena_alloc(a, (n + 1) * sizeof *s.rows), n};
    for (size_t i = 0; i < n; i++)
        shingle_text(a, masked(a, before[i]), &s.rows[i]);
    return s;
}

static struct rote compare(struct arena *a, struct str text,
                           const struct shown *s)
{
    struct rote r = {.last = s->n};
    struct shingles own;
    shingle_text(a, masked(a, text), &own);
    for (size_t i = 0; i < s->n; i++) {
        double like = shingle_likeness(&own, &s->rows[i]);
        r.times += like >= SAME_WORDS;
        if (like > r.most) {
            r.most = like;
            r.last = i;
        }
    }
    return r;
}

struct rote rote_of(struct arena *a, struct str text, const struct str *before,
                    size_t n)
{
    struct shown s = look(a, before, n);
    return compare(a, text, &s);
}

struct str rote_least(struct arena *a, struct str text, struct str others,
                      const struct str *before, size_t n)
{
    struct shown s = look(a, before, n);
    struct rote best = compare(a, text, &s);
    struct str one, rest = str_from(others, others.n > 0);
    while (best.times && str_split(&rest, 0x1e, &one)) {
        struct rote r = compare(a, one, &s);
        if (r.most < best.most) {
            best = r;
            text = one;
        }
    }
    return text;
}
