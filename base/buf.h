/* SPDX-License-Identifier: MIT
 *
 * buf: growing bytes with a ceiling.
 *
 * Nothing that comes from outside grows without end: a buf is created with
 * the most it may hold. A put that would pass the ceiling leaves the buf as it
 * was, sets `over` and returns false. The buf owns its bytes. */
#ifndef MOLVA_BUF_H
#define MOLVA_BUF_H

#include "base/str.h"

struct buf {
    char *p;    /* n bytes, then a NUL; NULL before the first put */
    size_t n;   /* bytes used */
    size_t cap; /* bytes allocated */
    size_t max; /* ceiling for n */
    bool over;  /* a put did not fit */
};

void buf_init(struct buf *b, size_t max);
void buf_clear(struct buf *b); /* frees the bytes; the buf can be used again */
void buf_reset(struct buf *b); /* empties it, keeps the memory */

/* Room for n bytes more, to be filled in place and told by buf_filled(); NULL,
 * as after a put that does not fit, when the ceiling forbids it. */
char *buf_more(struct buf *b, size_t n);
static inline char *buf_room(struct buf *b, size_t n)
{
    bool there = b->cap - b->n > n && b->max - b->n >= n;
    return there ? b->p + b->n : buf_more(b, n);
}
/* The bytes up to `end` of that room are used. */
static inline void buf_filled(struct buf *b, char *end)
{
    *end = 0;
    b->n = (size_t)(end - b->p);
}

bool buf_put(struct buf *b, const void *p, size_t n);
bool buf_str(struct buf *b, struct str s);
bool buf_z(struct buf *b, const char *z);
bool buf_char(struct buf *b, char c);
bool buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
bool buf_utf8(struct buf *b, uint32_t code_point);

struct str buf_view(const struct buf *b); /* valid until the next put */

/* Whole file into the buf, appended. "-" is standard input. */
/* Writes all of it to a descriptor; false as errno says. */
bool buf_write_to(int fd, struct str bytes);
bool buf_read_file(struct buf *b, const char *path, struct err *e) MUST_CHECK;

#endif
