/* SPDX-License-Identifier: MIT
 *
 * mem: memory that cannot be missing, and arenas.
 *
 * xmalloc and its family end the process with MEM_EXIT when there is no
 * memory, so nobody checks for NULL. An arena hands out memory that is freed
 * all at once: one arena per fetched page, web request or rule file; no string
 * is freed alone. */
#ifndef MOLVA_MEM_H
#define MOLVA_MEM_H

#include <stddef.h>

enum { MEM_EXIT = 70 }; /* EX_SOFTWARE of sysexits.h; no answer of a command */

/* Memory that somebody else was asked for: p, unless there is none. */
void *mem_or_end(void *p);

void *xmalloc(size_t n);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);

struct arena_block;

struct arena {
    struct arena_block *head; /* the block being filled, then older ones */
    size_t used;              /* bytes used of head */
};

/* An arena starts as all zeroes; arena_init says so in words. */
void arena_init(struct arena *a);

/* Zeroed memory, aligned for anything, valid until reset or clear. */
void *arena_alloc(struct arena *a, size_t n);

/* The same for what is written at once: not zeroed. */
void *arena_room(struct arena *a, size_t n);

/* Grows an array kept in the arena: returns a copy with room for `count`
 * items of `size` bytes when `used` has reached *cap, else `items` itself. */
void *arena_grow(struct arena *a, void *items, size_t used, size_t *cap,
                 size_t size);

/* Gives back what lies behind the first n bytes of p, when p, of `had` bytes,
 * is the newest allocation; else nothing changes. */
void arena_shrink(struct arena *a, const void *p, size_t had, size_t n);

/* Forgets everything but keeps one block, so a loop does not call malloc. */
void arena_reset(struct arena *a);

/* Frees everything. */
void arena_clear(struct arena *a);

#endif
