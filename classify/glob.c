/* SPDX-License-Identifier: MIT
 * glob: lists by the first or the last bytes, so that a word is compared with
 * few of the thousand there are. */
#include "classify/glob.h"

#include <string.h>

enum { KEY = 4 }; /* bytes by which most are found */

static size_t key_of(const char *p)
{
    uint32_t key;
    memcpy(&key, p, KEY);
    return key * 0x9e3779b1u >> 24;
}

static uint32_t *list_of(struct globs *g, const struct glob *one)
{
    if (one->head.n >= KEY)
        return &g->by_head[key_of(one->head.p)];
    if (one->tail.n >= KEY)
        return &g->by_tail[key_of(one->tail.p + one->tail.n - KEY)];
    return &g->by_neither;
}

bool globs_add(struct globs *g, struct arena *a, struct str word, uint32_t atom)
{
    struct glob one = {.atom = atom};
    ptrdiff_t star = str_find_char(word, '*');
    one.head = str_part(word, 0, (size_t)star);
    struct str rest = str_from(word, (size_t)star + 1);
    star = str_find_char(rest, '*');
    one.tail = rest;
    if (star >= 0) {
        one.inner = str_part(rest, 0, (size_t)star);
        one.tail = str_from(rest, (size_t)star + 1);
    }
    if (one.head.n + one.inner.n + one.tail.n < 2 ||
        str_find_char(one.tail, '*') >= 0)
        return false;
    uint32_t *list = list_of(g, &one);
    one.next = *list;
    g->items = arena_grow(a, g->items, g->n, &g->cap, sizeof one);
    g->items[g->n++] = one;
    *list = (uint32_t)g->n;
    return true;
}

static bool fits(const struct glob *g, struct str w)
{
    if (w.n < g->head.n + g->inner.n + g->tail.n || !str_starts(w, g->head) ||
        !str_ends(w, g->tail))
        return false;
    struct str middle = str_part(w, g->head.n, w.n - g->head.n - g->tail.n);
    return g->inner.n == 0 || str_find(middle, g->inner) >= 0;
}

void globs_fit(const struct globs *g, struct str word,
               void (*put)(void *ctx, uint32_t atom), void *ctx)
{
    const uint32_t lists[] = {
        g->by_neither, word.n < KEY ? 0 : g->by_head[key_of(word.p)],
        word.n < KEY ? 0 : g->by_tail[key_of(word.p + word.n - KEY)]};
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (uint32_t i = lists[k]; i; i = g->items[i - 1].next)
            if (fits(&g->items[i - 1], word))
                put(ctx, g->items[i - 1].atom);
}
