/* SPDX-License-Identifier: MIT
 * tree: a folder copied or removed whole. */
#include "cli/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

static bool failed(const char *path, struct err *e)
{
    return err_set(e, "%s: %s", path, strerror(errno));
}

static bool copy_file(const char *from, const char *to, struct err *e)
{
    struct buf text;
    buf_init(&text, CEILING_BODY);
    bool ok = buf_read_file(&text, from, e);
    int fd = ok ? open(to, O_WRONLY | O_CREAT | O_EXCL, 0666) : -1;
    if (ok && fd < 0)
        ok = failed(to, e);
    if (fd >= 0) {
        bool written = write(fd, text.p, text.n) == (ssize_t)text.n;
        if (close(fd) != 0 || !written)
            ok = failed(to, e);
    }
    buf_clear(&text);
    return ok;
}

bool tree_copy(const char *from, const char *to, struct err *e)
{
    char *const roots[] = {(char *)from, NULL};
    struct arena a = {0};
    bool ok = true;
    FTSENT *at;
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!walk)
        return failed(from, e);
    while (ok && (at = fts_read(walk))) {
        const char *made =
            str_printf(&a, "%s%s", to, at->fts_path + strlen(from)).p;
        if (at->fts_info == FTS_D)
            ok = mkdir(made, 0777) == 0 || failed(made, e);
        else if (at->fts_info == FTS_F)
            ok = copy_file(at->fts_path, made, e);
        else if (at->fts_info == FTS_ERR || at->fts_info == FTS_DNR)
            ok = err_set(e, "%s: %s", at->fts_path, strerror(at->fts_errno));
    }
    fts_close(walk);
    arena_clear(&a);
    return ok;
}

bool tree_remove(const char *dir, struct err *e)
{
    char *const roots[] = {(char *)dir, NULL};
    bool ok = true;
    FTSENT *at;
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (!walk)
        return failed(dir, e);
    while ((at = fts_read(walk)))
        if (at->fts_info != FTS_D && remove(at->fts_accpath) != 0 && ok)
            ok = failed(at->fts_path, e);
    fts_close(walk);
    return ok;
}
