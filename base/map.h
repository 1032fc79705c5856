/* SPDX-License-Identifier: MIT
 *
 * map: a hash from text to a pointer.
 *
 * Open addressing, grows at two thirds. Keys are not copied: their bytes must
 * live as long as the map. The map never owns what the values point to. */
#ifndef MOLVA_MAP_H
#define MOLVA_MAP_H

#include "base/str.h"

struct map_slot {
    struct str key; /* key.p == NULL: free */
    uint64_t hash;  /* of key */
    void *value;    /* what the caller put */
};

struct map {
    struct map_slot *slots; /* cap of them, a power of two */
    size_t cap, n;          /* slots there, slots used */
};

void map_init(struct map *m);
void map_clear(struct map *m);
void *map_get(const struct map *m, struct str key); /* NULL when missing */
/* Puts or replaces. The empty key is allowed when key.p is not NULL. */
void map_put(struct map *m, struct str key, void *value);
/* Walks in no order: for (size_t i = 0; (s = map_next(m, &i));) */
struct map_slot *map_next(const struct map *m, size_t *at);

#endif
