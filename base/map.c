/* SPDX-License-Identifier: MIT
 * map: open addressing with linear probing. */
#include "base/map.h"

#include <stdlib.h>

void map_init(struct map *m)
{
    *m = (struct map){0};
}

void map_clear(struct map *m)
{
    free(m->slots);
    map_init(m);
}

/* The slot that holds the key, or the free one where it would go. */
static struct map_slot *slot_of(const struct map *m, struct str key,
                                uint64_t hash)
{
    size_t i = hash & (m->cap - 1);
    while (m->slots[i].key.p &&
           (m->slots[i].hash != hash || !str_eq(m->slots[i].key, key)))
        i = (i + 1) & (m->cap - 1);
    return &m->slots[i];
}

static void grow(struct map *m)
{
    struct map old = *m;
    m->cap = old.cap ? old.cap * 2 : 16;
    m->slots = xcalloc(m->cap, sizeof *m->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].key.p)
            *slot_of(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    free(old.slots);
}

void *map_get(const struct map *m, struct str key)
{
    return m->n ? slot_of(m, key, str_hash(key))->value : NULL;
}

void map_put(struct map *m, struct str key, void *value)
{
    if (m->n * 3 >= m->cap * 2)
        grow(m);
    uint64_t hash = str_hash(key);
    struct map_slot *s = slot_of(m, key, hash);
    m->n += s->key.p == NULL;
    *s = (struct map_slot){key, hash, value};
}

struct map_slot *map_next(const struct map *m, size_t *at)
{
    while (*at < m->cap) {
        struct map_slot *s = &m->slots[(*at)++];
        if (s->key.p)
            return s;
    }
    return NULL;
}
