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
    HEADER = 8,              /* the room of each piece stands before it */
    SMALL = 256,             /* pieces up to here are as large as asked */
    STEPS = 4,               /* beyond, so many sizes from one power of two
                              * to the next */
    SIZES = SMALL / ALIGN + 40 * STEPS
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
    char *freed[SIZES];    /* of each size, the next one stands in it */
    bool in_use;
} arena;

static struct block *new_block(size_t size)
{
    struct block *b = xmalloc(sizeof *b + size);
    *b = (struct block){.size = size};
    return b;
}

static void next_block(size_t need)
{
    struct block *b = new_block(need > BLOCK ? need : BLOCK);
    b->next = arena.current->next;
    arena.current->next = b;
    arena.current = b;
}

/* How far sizes of that order are apart: the largest power of two that is not
 * above n, over STEPS. */
static size_t step_of(size_t n)
{
    return ((size_t)1 << (63 - __builtin_clzll(n))) / STEPS;
}

/* The room that is made for n bytes, 0 when that cannot be. */
static size_t room_for(size_t n)
{
    size_t step = n > SMALL ? step_of(n) : ALIGN;
    size_t room = n ? (n + step - 1) & ~(step - 1) : ALIGN;
    return room < n || n > SIZE_MAX / 4 ? 0 : room;
}

/* Where pieces wait that have at least this room. */
static char **freed_of(size_t room)
{
    if (room <= SMALL)
        return &arena.freed[room / ALIGN - 1];
    size_t step = step_of(room);
    size_t order = (size_t)__builtin_ctzll(step * STEPS / SMALL);
    size_t at = SMALL / ALIGN + order * STEPS + room / step - STEPS;
    return at < SIZES ? &arena.freed[at] : NULL;
}

static size_t room_of(const char *piece)
{
    size_t room;
    memcpy(&room, piece - HEADER, sizeof room);
    return room;
}

static void *take(size_t n)
{
    size_t room = room_for(n);
    char **list = room ? freed_of(room) : NULL;
    if (!list)
        return NULL;
    char *piece = *list;
    if (piece) {
        memcpy(list, piece, sizeof *list);
        return piece;
    }
    if (room + HEADER > arena.current->size - arena.current->used)
        next_block(room + HEADER);
    struct block *b = arena.current;
    piece = (char *)b->data + b->used + HEADER;
    b->used += room + HEADER;
    memcpy(piece - HEADER, &room, sizeof room);
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
    struct block *b = arena.current;
    size_t start = (size_t)(p - (char *)b->data), room = room_for(n);
    if (p != arena.last || !room || room > b->size - start)
        return false;
    b->used = start + room;
    memcpy(p - HEADER, &room, sizeof room);
    return true;
}

/* What a selector makes for each element is freed at once: without using it
 * again a page of ten thousand posts took many times the memory. */
static void forget(void *p)
{
    if (!p || !is_ours(p))
        return;
    if (p == arena.last) {
        arena.current->used -= room_of(p) + HEADER;
        arena.last = NULL;
        return;
    }
    char **list = freed_of(room_of(p));
    memcpy(p, list, sizeof *list);
    *list = p;
}

static void *resize(void *old, size_t n)
{
    if (!old)
        return take(n);
    bool ours = is_ours(old);
    if (ours && (room_of(old) >= n || grow_last(old, n)))
        return old;
    void *fresh = take(n);
    if (!fresh)
        return NULL;
    /* Others were made before xml_arena_use(). */
    size_t size = ours ? room_of(old) : malloc_usable_size(old);
    memcpy(fresh, old, size < n ? size : n);
    forget(old);
    return fresh;
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
    memset(arena.freed, 0, sizeof arena.freed);
}
