/* SPDX-License-Identifier: MIT
 * spill: each bucket fills a block; a full block goes to the end of the file
 * and names the bucket's block before it. */
#include "store/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 4096 /* bytes of records in a block, at most */ };

struct bucket {
    char *block;      /* the records to come; NULL: never used */
    size_t n;         /* of them in block */
    size_t all;       /* of them in all */
    int64_t previous; /* where its last written block stands, -1 none */
};

struct spill {
    size_t record, many;    /* bytes of one; how many in a block */
    struct bucket *buckets; /* n of them */
    size_t n;
    int file;     /* -1: not needed yet */
    int64_t size; /* of the file */
};

struct spill *spill_new(size_t record)
{
    struct spill *s = xcalloc(1, sizeof *s);
    s->record = record;
    s->many = BLOCK / record;
    s->file = -1;
    return s;
}

void spill_free(struct spill *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->n; i++)
        free(s->buckets[i].block);
    free(s->buckets);
    if (s->file >= 0)
        close(s->file);
    free(s);
}

size_t spill_end(const struct spill *s)
{
    return s->n;
}

static bool failed(struct err *e)
{
    return err_set(e, "a file of $TMPDIR: %s", strerror(errno));
}

/* Without a name: it goes with the process, however that ends. */
static bool open_file(struct spill *s, struct err *e)
{
    char path[4096];
    const char *dir = getenv("TMPDIR");
    if (s->file >= 0)
        return true;
    snprintf(path, sizeof path, "%s/molva-XXXXXX", dir && *dir ? dir : "/tmp");
    s->file = mkostemp(path, O_CLOEXEC);
    if (s->file < 0)
        return failed(e);
    unlink(path);
    return true;
}

static bool write_out(int file, const void *p, size_t n, int64_t at,
                      struct err *e)
{
    ssize_t got;
    for (const char *from = p; n; from += got, at += got, n -= (size_t)got)
        if ((got = pwrite(file, from, n, at)) < 0)
            return failed(e);
    return true;
}

static bool read_in(int file, void *p, size_t n, int64_t at, struct err *e)
{
    ssize_t got;
    for (char *to = p; n; to += got, at += got, n -= (size_t)got)
        if ((got = pread(file, to, n, at)) <= 0)
            return got ? failed(e)
                       : err_set(e, "a file of $TMPDIR was cut short");
    return true;
}

static bool put_aside(struct spill *s, struct bucket *b, struct err *e)
{
    size_t bytes = s->many * s->record;
    int64_t at = s->size;
    if (!open_file(s, e) ||
        !write_out(s->file, &b->previous, sizeof b->previous, at, e) ||
        !write_out(s->file, b->block, bytes, at + (int64_t)sizeof b->previous,
                   e))
        return false;
    s->size += (int64_t)(sizeof b->previous + bytes);
    b->previous = at;
    b->n = 0;
    return true;
}

bool spill_put(struct spill *s, size_t bucket, const void *record,
               struct err *e)
{
    if (bucket >= s->n) {
        s->buckets = xrealloc(s->buckets, (bucket + 1) * sizeof *s->buckets);
        memset(s->buckets + s->n, 0, (bucket + 1 - s->n) * sizeof *s->buckets);
        s->n = bucket + 1;
    }
    struct bucket *b = &s->buckets[bucket];
    if (!b->block) {
        b->block = xcalloc(s->many, s->record);
        b->previous = -1;
    }
    if (b->n == s->many && !put_aside(s, b, e))
        return false;
    memcpy(b->block + b->n * s->record, record, s->record);
    b->n++, b->all++;
    return true;
}

bool spill_take(struct spill *s, size_t bucket, void **records, size_t *n,
                struct err *e)
{
    *records = NULL, *n = 0;
    if (bucket >= s->n || !s->buckets[bucket].all)
        return true;
    const struct bucket *b = &s->buckets[bucket];
    const size_t bytes = s->many * s->record;
    char *to = xcalloc(b->all, s->record);
    *records = to, *n = b->all;
    memcpy(to, b->block, b->n * s->record);
    to += b->n * s->record;
    int64_t at = b->previous, head = (int64_t)sizeof at;
    while (at >= 0) {
        int64_t before;
        if (!read_in(s->file, to, bytes, at + head, e) ||
            !read_in(s->file, &before, sizeof before, at, e))
            return false;
        to += bytes;
        at = before;
    }
    return true;
}
