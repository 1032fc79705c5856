/* SPDX-License-Identifier: MIT
 * mem: checked allocation and the arena, a list of growing blocks. */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARENA_FIRST = 16 * 1024, ARENA_LARGEST = 4 * 1024 * 1024 };

struct arena_block {
    struct arena_block *older; /* filled before this one */
    size_t size;               /* bytes in data */
    max_align_t data[];        /* what is handed out */
};

void *mem_or_end(void *p)
{
    if (!p) {
        fputs("molva: out of memory\n", stderr);
        _exit(MEM_EXIT);
    }
    return p;
}

void *xmalloc(size_t n)
{
    return mem_or_end(malloc(n ? n : 1));
}

void *xcalloc(size_t count, size_t size)
{
    return mem_or_end(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc(void *p, size_t n)
{
    return mem_or_end(realloc(p, n ? n : 1));
}

char *xstrdup(const char *s)
{
    return mem_or_end(strdup(s));
}

void arena_init(struct arena *a)
{
    *a = (struct arena){0};
}

static void add_block(struct arena *a, size_t need)
{
    size_t size = a->head ? a->head->size * 2 : ARENA_FIRST;
    if (size > ARENA_LARGEST)
        size = ARENA_LARGEST;
    if (size < need)
        size = need;
    struct arena_block *b = xmalloc(sizeof *b + size);
    b->older = a->head;
    b->size = size;
    a->head = b;
    a->used = 0;
}

static size_t aligned(size_t n)
{
    size_t align = sizeof(max_align_t);
    if (n > SIZE_MAX - align)
        mem_or_end(NULL);
    return (n + align - 1) / align * align;
}

void *arena_room(struct arena *a, size_t n)
{
    n = aligned(n);
    if (!a->head || a->head->size - a->used < n)
        add_block(a, n);
    char *p = (char *)a->head->data + a->used;
    a->used += n;
    return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
    return memset(arena_room(a, n), 0, aligned(n));
}

void *arena_grow(struct arena *a, void *items, size_t used, size_t *cap,
                 size_t size)
{
    if (used < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 8;
    void *more = arena_alloc(a, *cap * size);
    if (used)
        memcpy(more, items, used * size);
    return more;
}

void arena_shrink(struct arena *a, const void *p, size_t had, size_t n)
{
    const char *end = (const char *)p + aligned(had);
    if (a->head && end == (const char *)a->head->data + a->used && n <= had)
        a->used -= aligned(had) - aligned(n);
}

void arena_reset(struct arena *a)
{
    if (!a->head)
        return;
    struct arena_block *b = a->head->older;
    while (b) {
        struct arena_block *older = b->older;
        free(b);
        b = older;
    }
    a->head->older = NULL;
    a->used = 0;
}

void arena_clear(struct arena *a)
{
    arena_reset(a);
    free(a->head);
    arena_init(a);
}
