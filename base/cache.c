/* SPDX-License-Identifier: MIT
 * cache: a file of what can be computed again. The first line tells what it
 * is and what its bytes must add up to. */
#include "base/cache.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

enum { MOST = 16 * 1024 * 1024, HEAD = 128 };

uint64_t cache_hash(uint64_t before, struct str s)
{
    uint64_t h = before ^ (s.n * 0x9e3779b97f4a7c15ULL), v;
    for (size_t i = 0; i < s.n; i += 8) {
        v = 0;
        memcpy(&v, s.p + i, s.n - i < 8 ? s.n - i : 8);
        h = (h ^ v) * 0xff51afd7ed558ccdULL;
        h ^= h >> 32;
    }
    return h;
}

/* The folder, or NULL when nothing tells where it could be. */
static const char *folder(struct arena *a)
{
    static const struct {
        const char *variable; /* of the environment */
        const char *below;    /* of the folder it names */
    } PLACES[] = {{"XDG_CACHE_HOME", "/molva"},
                  {"CACHE_DIRECTORY", ""},
                  {"HOME", "/.cache/molva"}};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        const char *at = getenv(PLACES[i].variable);
        if (at && at[0] == '/')
            return str_printf(a, "%s%s", at, PLACES[i].below).p;
    }
    return NULL;
}

/* The first line, as it must be for these bytes under this key. */
static struct str head_of(char z[HEAD], const char *name, uint64_t key,
                          struct str bytes)
{
    int n =
        snprintf(z, HEAD, "molva cache 1 %s %016" PRIx64 " %016" PRIx64 "\n",
                 name, key, cache_hash(key, bytes));
    return (struct str){z, n > 0 && n < HEAD ? (size_t)n : 0};
}

/* Ours alone: another could put words into our mouth. */
static bool is_ours(int fd, size_t *size)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
        (st.st_mode & (S_IWGRP | S_IWOTH)) || st.st_size > MOST)
        return false;
    *size = (size_t)st.st_size;
    return true;
}

/* A copy and no mapping: what was checked does not change any more. */
static bool read_whole(int fd, struct arena *a, struct str *out)
{
    size_t size = 0;
    if (!is_ours(fd, &size))
        return false;
    char *p = arena_room(a, size + 1);
    ssize_t n = read(fd, p, size);
    *out = (struct str){p, size};
    return n >= 0 && (size_t)n == size;
}

bool cache_get(const char *name, uint64_t key, struct arena *a, struct str *out)
{
    struct arena own = {0};
    const char *dir = folder(&own);
    const char *path = dir ? str_printf(&own, "%s/%s", dir, name).p : "";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    arena_clear(&own);
    if (fd < 0)
        return false;
    struct str whole;
    bool ok = read_whole(fd, a, &whole);
    close(fd);
    ptrdiff_t line = ok ? str_find_char(whole, '\n') : -1;
    if (line < 0)
        return false;
    char head[HEAD];
    *out = str_from(whole, (size_t)line + 1);
    return str_eq(str_part(whole, 0, (size_t)line + 1),
                  head_of(head, name, key, *out));
}

/* The folder and those above it that are missing. */
static void make_folder(const char *path)
{
    char z[4096];
    size_t n = strlen(path);
    if (n >= sizeof z)
        return;
    memcpy(z, path, n + 1);
    for (size_t i = 1; i < n; i++)
        if (z[i] == '/') {
            z[i] = 0;
            mkdir(z, 0700);
            z[i] = '/';
        }
    mkdir(z, 0700);
}

void cache_put(const char *name, uint64_t key, struct str bytes)
{
    struct arena a = {0};
    char head[HEAD];
    const char *dir = folder(&a);
    if (dir)
        make_folder(dir);
    const char *path = dir ? str_printf(&a, "%s/%s", dir, name).p : "";
    char *temporary = (char *)str_printf(&a, "%s.XXXXXX", path).p;
    int fd = dir ? mkostemp(temporary, O_CLOEXEC) : -1;
    if (fd >= 0) {
        bool ok = buf_write_to(fd, head_of(head, name, key, bytes)) &&
                  buf_write_to(fd, bytes);
        ok = close(fd) == 0 && ok;
        if (!ok || rename(temporary, path) != 0)
            unlink(temporary);
    }
    arena_clear(&a);
}
