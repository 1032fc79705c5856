/* SPDX-License-Identifier: MIT
 * buf: growing bytes with a ceiling. */
#include "base/buf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_clear(struct buf *b)
{
    free(b->p);
    buf_init(b, b->max);
}

void buf_reset(struct buf *b)
{
    b->n = 0;
    b->over = false;
    if (b->p)
        b->p[0] = 0;
}

/* Makes room for n more bytes and a NUL. */
static bool reserve(struct buf *b, size_t n)
{
    if (n > b->max || b->n > b->max - n) {
        b->over = true;
        return false;
    }
    size_t need = b->n + n + 1;
    if (need <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap * 2 : 256;
    while (cap < need)
        cap *= 2;
    b->p = xrealloc(b->p, cap);
    b->cap = cap;
    return true;
}

char *buf_more(struct buf *b, size_t n)
{
    return reserve(b, n) ? b->p + b->n : NULL;
}

bool buf_put(struct buf *b, const void *p, size_t n)
{
    if (!reserve(b, n))
        return false;
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
    return true;
}

bool buf_str(struct buf *b, struct str s)
{
    return buf_put(b, s.p, s.n);
}

bool buf_z(struct buf *b, const char *z)
{
    return buf_put(b, z, strlen(z));
}

bool buf_char(struct buf *b, char c)
{
    return buf_put(b, &c, 1);
}

bool buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    size_t spare = b->cap - b->n;
    int n = vsnprintf(b->p ? b->p + b->n : NULL, spare, fmt, ap);
    va_end(ap);
    bool fits = n >= 0 && (size_t)n < spare;
    bool ok = n >= 0 && reserve(b, (size_t)n);
    if (ok && !fits)
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
    va_end(again);
    if (ok)
        b->n += (size_t)n;
    else if (b->p)
        b->p[b->n] = 0;
    return ok;
}

bool buf_utf8(struct buf *b, uint32_t c)
{
    char s[4];
    return buf_put(b, s, (size_t)(str_put_utf8(s, c) - s));
}

struct str buf_view(const struct buf *b)
{
    return (struct str){b->p, b->n};
}

bool buf_write_to(int fd, struct str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

bool buf_read_file(struct buf *b, const char *path, struct err *e)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!f)
        return err_set(e, "%s: %s", path, strerror(errno));
    char piece[65536];
    size_t n;
    bool ok = true;
    while (ok && (n = fread(piece, 1, sizeof piece, f)) > 0)
        ok = buf_put(b, piece, n);
    if (!ok)
        err_set(e, "%s: larger than %zu bytes", path, b->max);
    else if (ferror(f))
        ok = err_set(e, "%s: %s", path, strerror(errno));
    if (f != stdin)
        fclose(f);
    return ok;
}
