/* SPDX-License-Identifier: MIT
 *
 * folder: files of a folder, for tests that change a copy of rules. */
#ifndef MOLVA_FOLDER_H
#define MOLVA_FOLDER_H

#include <dirent.h>
#include <sys/stat.h>

#include "tests/crawler/site.h"

/* Calls visit() with the path of each file of a folder. */
EVIL_USE void each_file(const char *folder,
                        void (*visit)(const char *path, const char *name,
                                      void *ctx),
                        void *ctx)
{
    char path[300];
    DIR *d = opendir(folder);
    ck_assert_ptr_nonnull(d);
    for (struct dirent *f; (f = readdir(d));) {
        struct stat about;
        snprintf(path, sizeof path, "%s/%s", folder, f->d_name);
        if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
            visit(path, f->d_name, ctx);
    }
    closedir(d);
}

EVIL_USE void append(const char *folder, const char *name, struct str text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "a");
    ck_assert_ptr_nonnull(f);
    fwrite(text.p, 1, text.n, f);
    fclose(f);
}

EVIL_USE void copy(const char *path, const char *name, void *folder)
{
    struct buf text;
    struct err e = {0};
    buf_init(&text, CEILING_RULE_FILE);
    ck_ok(buf_read_file(&text, path, &e), e);
    append(folder, name, buf_view(&text));
    buf_clear(&text);
}

EVIL_USE void drop(const char *path, const char *name, void *ctx)
{
    (void)name, (void)ctx;
    unlink(path);
}

#endif
