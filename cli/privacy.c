/* SPDX-License-Identifier: MIT
 * privacy: rights of the files of a workspace. */
#include "cli/privacy.h"

#include <sys/stat.h>

#include "cli/cli.h"

enum { OTHERS = S_IRWXG | S_IRWXO, OTHERS_WRITE = S_IWGRP | S_IWOTH };

/* Files that others may open, as a command takes them. */
struct open_files {
    struct arena *arena; /* of the names */
    struct buf words;    /* " w/molva.yaml w/molva.db" */
};

static void look(struct open_files *o, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_mode & OTHERS)
        buf_printf(&o->words, " " STR_FMT, STR_ARG(cli_quoted(o->arena, path)));
}

/* A log beside the store holds the same rows as the store. */
static void look_at_store(struct open_files *o, const char *store)
{
    static const char *const PARTS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        look(o, str_printf(o->arena, "%s%s", store, PARTS[i]).p);
}

bool privacy_folder(const char *dir, struct err *e)
{
    struct stat st;
    struct arena a = {0};
    bool good = stat(dir, &st) != 0 || !(st.st_mode & OTHERS_WRITE);
    if (!good)
        err_set(e,
                "%s: others may write into this folder, and so replace what "
                "stands in it. Close it: chmod go-w " STR_FMT,
                dir, STR_ARG(cli_quoted(&a, dir)));
    arena_clear(&a);
    return good;
}

bool privacy_check(struct workspace *w, struct err *e)
{
    struct open_files o = {.arena = &w->arena};
    if (!privacy_folder(w->dir, e))
        return false;
    buf_init(&o.words, sizeof e->msg);
    look(&o, w->file.name);
    if (w->secrets.n)
        look(&o, workspace_path(w, w->secrets));
    look_at_store(&o, workspace_store_url(w));
    bool good = !o.words.n;
    if (!good)
        err_set(e,
                "others on this machine may open what stands in the "
                "workspace. Close it: chmod go-rwx" STR_FMT,
                STR_ARG(buf_view(&o.words)));
    buf_clear(&o.words);
    return good;
}
