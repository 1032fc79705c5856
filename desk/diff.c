/* SPDX-License-Identifier: MIT
 * diff: the longest common subsequence of words, by the plain table. */
#include "desk/diff.h"

#include "base/html.h"

enum { DIFF_CELLS = 1024 * 1024 /* of the table, two bytes each */ };

struct words {
    struct str *items; /* n of them: words and the blanks between them */
    size_t n;
};

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static struct words split(struct arena *a, struct str text)
{
    struct words w = {0};
    size_t cap = 0;
    for (size_t at = 0; at < text.n;) {
        size_t end = at + 1;
        while (end < text.n && blank(text.p[end]) == blank(text.p[at]))
            end++;
        w.items = arena_grow(a, w.items, w.n, &cap, sizeof *w.items);
        w.items[w.n++] = str_part(text, at, end - at);
        at = end;
    }
    return w;
}

static void put(struct buf *out, const char *tag, struct words w)
{
    if (w.n == 0)
        return;
    if (tag)
        buf_printf(out, "<%s>", tag);
    for (size_t i = 0; i < w.n; i++)
        html_text(out, w.items[i]);
    if (tag)
        buf_printf(out, "</%s>", tag);
}

static struct words part(struct words w, size_t at, size_t n)
{
    return (struct words){w.items + at, n};
}

/* length[i * (b.n + 1) + j]: common words of a[i..] and b[j..]. */
static uint16_t *table(struct arena *arena, struct words a, struct words b)
{
    size_t width = b.n + 1;
    uint16_t *length = arena_alloc(arena, (a.n + 1) * width * sizeof *length);
    for (size_t i = a.n; i-- > 0;)
        for (size_t j = b.n; j-- > 0;) {
            uint16_t down = length[(i + 1) * width + j];
            uint16_t right = length[i * width + j + 1];
            length[i * width + j] =
                str_eq(a.items[i], b.items[j])
                    ? (uint16_t)(length[(i + 1) * width + j + 1] + 1)
                    : (down > right ? down : right);
        }
    return length;
}

/* Alternates between a run of common words and a run of changes. */
static void walk(struct buf *out, struct arena *arena, struct words a,
                 struct words b)
{
    size_t i = 0, j = 0, width = b.n + 1;
    uint16_t *length = table(arena, a, b);
    while (i < a.n || j < b.n) {
        size_t common = j;
        while (i < a.n && j < b.n && str_eq(a.items[i], b.items[j]))
            i++, j++;
        put(out, NULL, part(b, common, j - common));
        size_t i0 = i, j0 = j;
        while ((i < a.n || j < b.n) &&
               !(i < a.n && j < b.n && str_eq(a.items[i], b.items[j]))) {
            if (j == b.n || (i < a.n && length[(i + 1) * width + j] >=
                                            length[i * width + j + 1]))
                i++;
            else
                j++;
        }
        put(out, "del", part(a, i0, i - i0));
        put(out, "ins", part(b, j0, j - j0));
    }
}

void diff_write(struct buf *out, struct arena *arena, struct str before,
                struct str after)
{
    struct words a = split(arena, before), b = split(arena, after);
    size_t head = 0, tail = 0;
    while (head < a.n && head < b.n && str_eq(a.items[head], b.items[head]))
        head++;
    while (tail < a.n - head && tail < b.n - head &&
           str_eq(a.items[a.n - 1 - tail], b.items[b.n - 1 - tail]))
        tail++;
    struct words x = part(a, head, a.n - head - tail);
    struct words y = part(b, head, b.n - head - tail);
    put(out, NULL, part(b, 0, head));
    if ((x.n + 1) * (y.n + 1) <= DIFF_CELLS) {
        walk(out, arena, x, y);
    } else {
        put(out, "del", x);
        put(out, "ins", y);
    }
    put(out, NULL, part(b, b.n - tail, tail));
}
