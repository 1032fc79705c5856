/* SPDX-License-Identifier: MIT
 * xml_arena: memory of libxml2 that is freed all at once.
 *
 * The state is global because libxml2's memory functions take no context. */
#include "crawler/markup/xml_arena.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
    BLOCK = 4 * 1024 * 1024, /* trees are about ten times their page */
    ALIGN = 8,               /* libxml2 holds pointers and doubles */
    HEADER = 8               /* the size of each piece stands before it */
};

struct block {
    struct block *next; /* more memory, NULL */
    size_t size;        /* bytes of data */
    size_t used;        /* handed out */
    max_align_t data[];
};

static struct {
    struct block *first;   /* kept for ever */
    struct block *current; /* being filled */
    char *last;            /* the piece handed out last: it can grow */
    bool in_use;
} arena;

static struct block *new_block(size_t size)
{
    struct block *b = xmalloc(sizeof *b + size);
    *b = (struct block){.size = size};
    return b;
}

static size_t rounded(size_t n)
{
    return (n + HEADER + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static void next_block(size_t need)
{
    struct block *b = new_block(need > BLOCK ? need : BLOCK);
    b->next = arena.current->next;
    arena.current->next = b;
    arena.current = b;
}

static void *take(size_t n)
{
    size_t need = rounded(n);
    if (need < n)
        return NULL;
    if (need > arena.current->size - arena.current->used)
        next_block(need);
    struct block *b = arena.current;
    char *piece = (char *)b->data + b->used + HEADER;
    b->used += need;
    memcpy(piece - HEADER, &n, sizeof n);
    arena.last = piece;
    return piece;
}

static bool is_ours(const char *p)
{
    for (const struct block *b = arena.first; b; b = b->next)
        if (p >= (const char *)b->data && p < (const char *)b->data + b->size)
            return true;
    return false;
}

/* The piece handed out last grows where it is: libxml2's buffers do that. */
static bool grow_last(char *p, size_t n)
{
    if (p != arena.last)
        return false;
    struct block *b = arena.current;
    size_t start = (size_t)(p - HEADER - (char *)b->data);
    size_t need = rounded(n);
    if (need < n || need > b->size - start)
        return false;
    b->used = start + need;
    memcpy(p - HEADER, &n, sizeof n);
    return true;
}

static void *resize(void *old, size_t n)
{
    if (!old)
        return take(n);
    size_t size;
    bool ours = is_ours(old);
    if (ours)
        memcpy(&size, (char *)old - HEADER, sizeof size);
    else
        size = malloc_usable_size(old); /* made before xml_arena_use() */
    if (ours && grow_last(old, n))
        return old;
    void *fresh = take(n);
    if (fresh)
        memcpy(fresh, old, size < n ? size : n);
    return fresh;
}

static void forget(void *p)
{
    (void)p;
}

static char *copy(const char *s)
{
    size_t n = strlen(s) + 1;
    char *fresh = take(n);
    if (fresh)
        memcpy(fresh, s, n);
    return fresh;
}

void xml_arena_use(void)
{
    xmlInitParser();
    arena.first = arena.current = new_block(BLOCK);
    arena.in_use = true;
    xmlMemSetup(forget, take, resize, copy);
}

bool xml_arena_in_use(void)
{
    return arena.in_use;
}

void xml_arena_reset(void)
{
    xmlResetLastError();
    while (arena.first->next) { /* after a huge page only */
        struct block *b = arena.first->next;
        arena.first->next = b->next;
        free(b);
    }
    arena.current = arena.first;
    arena.first->used = 0;
    arena.last = NULL;
}
