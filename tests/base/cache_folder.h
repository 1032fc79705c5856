/* SPDX-License-Identifier: MIT
 *
 * cache_folder: a cache of the test's own. */
#ifndef MOLVA_TESTS_CACHE_FOLDER_H
#define MOLVA_TESTS_CACHE_FOLDER_H

#include <ftw.h>
#include <sys/stat.h>

#include "base/base.h"
#include "tests/test.h"

static char cache_folder[64]; /* what XDG_CACHE_HOME names */

/* NULL takes the variable away. */
static inline void set_variable(const char *name, const char *value)
{
    static struct arena a;
    unsetenv(name);
    if (value)
        putenv((char *)str_printf(&a, "%s=%s", name, value).p);
}

/* Makes it; path: of the file `name` in it. */
static inline void cache_folder_make(char path[128], const char *name)
{
    snprintf(cache_folder, sizeof cache_folder, "/tmp/molva-cache-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(cache_folder));
    snprintf(path, 128, "%s/molva/%s", cache_folder, name);
    set_variable("XDG_CACHE_HOME", cache_folder);
}

static inline int cache_folder_unlink(const char *path, const struct stat *st,
                                      int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    return remove(path);
}

static inline void cache_folder_remove(void)
{
    nftw(cache_folder, cache_folder_unlink, 8, FTW_DEPTH | FTW_PHYS);
}

/* In place of the file's bytes. */
static inline void cache_folder_write(const char *path, struct str bytes)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

#endif
