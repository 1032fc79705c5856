/* SPDX-License-Identifier: MIT
 * reload: the file that is in use, and the one that lies on the disk. */
#include "cli/reload.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/port.h"

static struct stat state_of(const struct workspace *w)
{
    struct arena a = {0};
    struct stat st = {0};
    struct str path = str_printf(&a, "%s/molva.yaml", w->dir);
    if (stat(path.p, &st) != 0)
        st = (struct stat){0};
    arena_clear(&a);
    return st;
}

static bool same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

void reload_begin(struct reload *r, const struct workspace *w)
{
    r->read = r->told = state_of(w);
}

void reload_look(struct reload *r, const struct workspace *w)
{
    struct stat now = state_of(w);
    if (same(&now, &r->told))
        return;
    r->told = now;
    if (same(&now, &r->read))
        return; /* it was put back */
    log_event(LOG_WARN, "serve",
              "molva.yaml on the disk is not the one in use; `kill -HUP %d` "
              "or `systemctl reload molva` takes it",
              (int)getpid());
}

/* The port in use is taken by the desk itself, whatever address it has. */
static bool desk_fits(struct workspace *w, struct workspace *in_use,
                      struct err *e)
{
    const char *host;
    int port, used;
    return workspace_desk(in_use, &host, &used, e) &&
           workspace_desk(w, &host, &port, e) &&
           (port == used || port_is_free(w, e));
}

/* In a child, for loading rules leaves much behind: what it said, "" when all
 * is well. */
static void prove(struct workspace *w, struct workspace *in_use, int out)
{
    struct err e = {0};
    struct crawler_setup setup = workspace_crawler(w);
    bool ok = crawler_check(&setup, &e) && desk_fits(w, in_use, &e);
    struct store *store = ok ? workspace_store(w, STORE_CREATE, &e) : NULL;
    ok = store != NULL;
    store_close(store);
    if (!ok && write(out, e.msg, strlen(e.msg)) < 0)
        _exit(CLI_CANNOT);
    _exit(ok ? CLI_DONE : CLI_WRONG);
}

static bool is_sound(struct workspace *w, struct workspace *in_use,
                     struct err *e)
{
    char said[sizeof e->msg] = "";
    int fds[2], status = 0;
    size_t n = 0;
    ssize_t more;
    if (pipe(fds) != 0)
        return err_set(e, "a pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0)
        prove(w, in_use, fds[1]);
    close(fds[1]);
    while (n < sizeof said - 1 &&
           (more = read(fds[0], said + n, sizeof said - 1 - n)) > 0)
        n += (size_t)more;
    close(fds[0]);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return err_set(e, "a process: %s", strerror(errno));
    return status == 0 || err_set(e, "%s", said);
}

bool reload_take(struct reload *r, struct workspace *w, struct err *e)
{
    struct workspace next;
    struct stat now = state_of(w);
    r->told = now;
    if (!workspace_open(&next, w->dir, e))
        return false;
    if (!is_sound(&next, w, e)) {
        workspace_close(&next);
        return false;
    }
    workspace_close(w);
    *w = next;
    r->read = now;
    return true;
}
