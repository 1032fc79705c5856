/* SPDX-License-Identifier: MIT
 * workspace_open: everything that is asked before a workspace is used, and
 * its store. */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/posting.h"
#include "cli/privacy.h"
#include "cli/secrets.h"
#include "cli/workspace.h"

bool workspace_open(struct workspace *w, const char *dir, struct err *e)
{
    const char *host;
    int port;
    workspace_begin(w, dir);
    if (workspace_read(w, e) && privacy_check(w, e) && secrets_fill(w, e) &&
        workspace_find_rules(w, e) && workspace_desk(w, &host, &port, e) &&
        workspace_check(w, e) && posting_check(w, e))
        return true;
    workspace_close(w);
    return false;
}

bool workspace_here(struct workspace *w, const char *dir, struct err *e)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/molva.yaml", dir);
    if (access(path, F_OK) == 0)
        return workspace_open(w, dir, e);
    workspace_begin(w, dir);
    const char *lang = getenv("LANG");
    if (!lang || strncmp(lang, "ru", 2) != 0)
        w->lang = STR("en");
    if (workspace_find_rules(w, e))
        return true;
    workspace_close(w);
    return false;
}

struct classifier *workspace_classifier(struct workspace *w, const char *dir,
                                        struct err *e)
{
    if (!workspace_here(w, dir, e))
        return NULL;
    struct classify_setup setup = workspace_classify(w);
    struct classifier *c = classify_open(&setup, e);
    if (!c)
        workspace_close(w);
    return c;
}

const struct source *workspace_source_of(const struct workspace *w,
                                         struct str name)
{
    static const struct source FORGOTTEN = {.reach = -1};
    const struct source_setup *s = w->sources.items;
    for (size_t i = 0; i < w->sources.n; i++)
        if (str_eq(s[i].is.name, name))
            return &s[i].is;
    return &FORGOTTEN;
}

const struct source_setup *workspace_source(const struct workspace *w,
                                            const char *name, struct err *e)
{
    const struct source_setup *s = w->sources.items, *found = NULL;
    struct arena a = {0};
    const char **names = arena_alloc(&a, (w->sources.n + 1) * sizeof *names);
    for (size_t i = 0; i < w->sources.n; i++) {
        found = str_eqz(s[i].is.name, name) ? &s[i] : found;
        names[i] = str_z(&a, s[i].is.name);
    }
    names[w->sources.n] = NULL;
    if (!found)
        err_set(e, "no source '%s' in molva.yaml%s", name,
                nearest_hint(str_of(name), names).text);
    arena_clear(&a);
    return found;
}

/* What is written goes by the workspace's eyes and clock. */
static bool settle_store(struct workspace *w, struct store *s, struct err *e)
{
    struct matrix_setup setup = workspace_matrix(w);
    struct worktime *work = arena_alloc(&w->arena, sizeof *work);
    *work = (struct worktime){0};
    if (!worktime_load(work, &w->arena, setup.calendar, e) ||
        !store_eyes_put(s, w->eyes, cli_who(&w->arena), time(NULL), e))
        return false;
    store_set_clock(s, (struct store_clock){work, w->after.details});
    return true;
}

struct store *workspace_store(struct workspace *w, int flags, struct err *e)
{
    struct store *s = store_open(workspace_store_url(w), flags, e);
    if (!s || flags & STORE_READ || settle_store(w, s, e))
        return s;
    store_close(s);
    return NULL;
}

bool workspace_catalogue(struct workspace *w, struct catalogue *c,
                         struct err *e)
{
    const char *path =
        w->catalogue.n
            ? workspace_path(w, w->catalogue)
            : str_printf(&w->arena, STR_FMT "/register/catalogue.yaml",
                         STR_ARG(w->rules))
                  .p;
    return catalogue_load(c, &w->arena, path, e);
}

bool workspace_selfcheck(struct workspace *w, struct selfcheck *c,
                         struct err *e)
{
    const char *path = str_printf(&w->arena, STR_FMT "/register/selfcheck.yaml",
                                  STR_ARG(w->rules))
                           .p;
    return selfcheck_load(c, &w->arena, path, e);
}

bool workspace_deadlines(struct workspace *w, struct deadlines *d,
                         struct err *e)
{
    *d = (struct deadlines){0};
    if (!w->deadlines.n)
        return true;
    const char *path =
        str_ends(w->deadlines, STR(".yaml"))
            ? workspace_path(w, w->deadlines)
            : str_printf(&w->arena, STR_FMT "/deadlines/" STR_FMT ".yaml",
                         STR_ARG(w->rules), STR_ARG(w->deadlines))
                  .p;
    return deadlines_load(d, &w->arena, path, e) || err_add(e, "deadlines");
}

bool workspace_drop_kept(struct workspace *w, struct err *e)
{
    const char *folder = workspace_kept(w);
    DIR *d = opendir(folder);
    struct dirent *entry;
    bool ok = true;
    while (d && (entry = readdir(d)))
        if (entry->d_name[0] != '.')
            ok &=
                unlink(
                    str_printf(&w->arena, "%s/%s", folder, entry->d_name).p) ==
                0;
    if (d)
        closedir(d);
    return ok || err_set(e, "%s: pages could not be removed", folder);
}
