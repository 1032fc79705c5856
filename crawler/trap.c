/* SPDX-License-Identifier: MIT
 * trap: judging links, counting what was met. */
#include "crawler/trap.h"

#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/web/url.h"

enum {
    SEGMENTS_MOST = 20, /* of a path, as Heritrix */
    REPEATS_MOST = 2    /* of one segment, as Heritrix */
};

struct trap_count {
    uint64_t what;  /* 0: the slot is free */
    unsigned count; /* times met */
};

const char *trap_reason(struct str url)
{
    struct str path = url_split(url).path, rest = path, segment;
    int n = 0;
    if (url.n > CEILING_URL)
        return "the URL is too long";
    while (str_split(&rest, '/', &segment)) {
        struct str others = path, other;
        int same = 0;
        if (++n > SEGMENTS_MOST + 1)
            return "the path is too deep";
        while (segment.n && str_split(&others, '/', &other))
            same += str_eq(segment, other);
        if (same > REPEATS_MOST)
            return "the path repeats itself";
    }
    return NULL;
}

void trap_clear(struct trap_tally *t)
{
    free(t->slots);
    *t = (struct trap_tally){0};
}

static struct trap_count *slot_of(const struct trap_tally *t, uint64_t what)
{
    size_t at = (size_t)what & (t->cap - 1);
    while (t->slots[at].what && t->slots[at].what != what)
        at = (at + 1) & (t->cap - 1);
    return &t->slots[at];
}

static void grow(struct trap_tally *t)
{
    struct trap_tally old = *t;
    t->cap = old.cap ? old.cap * 2 : 256;
    t->slots = xcalloc(t->cap, sizeof *t->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].what)
            *slot_of(t, old.slots[i].what) = old.slots[i];
    free(old.slots);
}

unsigned trap_meet(struct trap_tally *t, uint64_t what)
{
    what |= !what;
    if (t->n * 3 >= t->cap * 2)
        grow(t);
    struct trap_count *slot = slot_of(t, what);
    t->n += !slot->what;
    slot->what = what;
    return ++slot->count;
}

unsigned trap_met(const struct trap_tally *t, uint64_t what)
{
    what |= !what;
    return t->cap ? slot_of(t, what)->count : 0;
}

static uint64_t mixed(uint64_t h)
{
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

uint64_t trap_key(uint64_t a, uint64_t b)
{
    return mixed(mixed(a) + b);
}

uint64_t trap_hash(struct str body)
{
    uint64_t h = body.n, word;
    size_t i = 0;
    for (; i + 8 <= body.n; i += 8) {
        memcpy(&word, body.p + i, 8);
        h = (h ^ word) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
    }
    word = 0;
    if (body.n > i)
        memcpy(&word, body.p + i, body.n - i);
    return mixed(h ^ word);
}
