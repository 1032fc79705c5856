/* SPDX-License-Identifier: MIT
 * serve: a small supervisor over one crawler and one desk.
 *
 * The two meet only in the store. A child that dies is started again, later
 * each time; one that could not even start ends serve, as it would only fail
 * again. SIGTERM ends them; what hangs is killed after GRACE_S. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/monotonic.h"
#include "cli/cli.h"
#include "cli/crawl.h"
#include "cli/front.h"
#include "cli/options.h"
#include "cli/port.h"
#include "cli/posting.h"
#include "cli/reload.h"
#include "cli/scout.h"

enum {
    GRACE_S = 35, /* desk and notifier give what hangs half a minute */
    LONGEST_PAUSE_S = 60,
    STARTING_S = 10,
    DRAIN_S = 120, /* a fetch and its reading are over by then */
    LOOK_S = 5     /* so often molva.yaml is looked at */
};

static bool run_crawler(struct workspace *w, struct err *e)
{
    struct store *store = workspace_store(w, STORE_CREATE, e);
    bool ok = store && crawl_forever(w, store, e);
    store_close(store);
    return ok;
}

/* Is there anything to be told or posted outside? */
static bool speaks(struct workspace *w)
{
    return notify_is_set(&w->notify) || posting_of(w).n;
}

static bool run_notifier(struct workspace *w, struct err *e)
{
    struct store *store = workspace_store(w, 0, e);
    bool ok = store && crawl_notify(w, store, e);
    store_close(store);
    return ok;
}

/* As `kill -HUP` would. */
static void read_again(void)
{
    kill(getppid(), SIGHUP);
}

static bool run_scout(struct workspace *w, struct err *e)
{
    struct store *store = workspace_store(w, 0, e);
    bool ok = store && scout_run(w, store, read_again, e);
    store_close(store);
    return ok;
}

static void announce(void *ctx, int port)
{
    struct str desk = ((struct workspace *)ctx)->desk;
    ptrdiff_t colon = (ptrdiff_t)desk.n;
    while (colon > 0 && desk.p[colon - 1] != ':')
        colon--;
    printf("the desk answers at http://" STR_FMT "%d/\n",
           STR_ARG(str_part(desk, 0, (size_t)colon)), port);
    fflush(stdout);
}

static bool run_desk(struct workspace *w, struct err *e)
{
    struct front front;
    if (!front_open(&front, w, e))
        return false;
    front.ready = announce;
    front.scouted = true;
    front.ready_ctx = w;
    bool ok = front_serve(&front, -1, e);
    front_close(&front);
    return ok;
}

static int64_t seconds(void)
{
    return monotonic_ms() / 1000;
}

struct child {
    const char *name;                                /* for the log */
    bool (*run)(struct workspace *w, struct err *e); /* until cli_stop */
    bool off;                                        /* not wanted */
    pid_t pid;                                       /* 0: not running */
    bool was_up;                                     /* it has worked before */
    int fails;                                       /* deaths in a row */
    int64_t since;                                   /* when it was started */
    int64_t next;                                    /* not started before */
    int64_t leaves; /* it was asked to end, and must by then; 0: it was not */
};

static void start(struct child *c, struct workspace *w)
{
    pid_t parent = getpid();
    c->since = seconds();
    c->pid = fork();
    if (c->pid != 0)
        return;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(CLI_CANNOT);
    cli_reload = 0;
    struct err e = {0};
    if (c->run(w, &e))
        _exit(CLI_DONE);
    log_event(LOG_ERROR, c->name, "%s", e.msg);
    _exit(CLI_CANNOT);
}

/* False when it is of no use to start it again. */
static bool buried(struct child *c, int status)
{
    int64_t now = seconds();
    c->pid = 0;
    if (c->leaves) { /* as it was told to */
        c->leaves = c->fails = 0;
        c->next = now;
        return true;
    }
    if (!c->was_up && now - c->since < STARTING_S && WIFEXITED(status) &&
        WEXITSTATUS(status) == CLI_CANNOT)
        return false;
    c->was_up = true;
    if (now - c->since > LONGEST_PAUSE_S)
        c->fails = 0;
    int pause = 1 << (c->fails < 6 ? c->fails : 6);
    if (pause > LONGEST_PAUSE_S)
        pause = LONGEST_PAUSE_S;
    c->fails++;
    c->next = now + pause;
    if (!cli_stop)
        log_event(LOG_ERROR, "serve", "%s ended (status %d), again in %d s",
                  c->name, status, pause);
    return true;
}

static void stop_all(struct child *children, int n)
{
    int left = 0;
    for (int i = 0; i < n; i++)
        if (children[i].pid > 0 && ++left)
            kill(children[i].pid, SIGTERM);
    for (int tenth = 0; left && tenth < GRACE_S * 10; tenth++) {
        while (left && waitpid(-1, NULL, WNOHANG) > 0)
            left--;
        usleep(100000);
    }
    for (int i = 0; left && i < n; i++)
        if (children[i].pid > 0)
            kill(children[i].pid, SIGKILL);
}

/* A terminal that was closed takes serve with it. */
static bool terminal_gone(void)
{
    static bool had, asked;
    bool has =
        isatty(STDIN_FILENO) || isatty(STDOUT_FILENO) || isatty(STDERR_FILENO);
    had |= !asked && has;
    asked = true;
    return had && !has;
}

/* The crawler stores what is on its way; the others have nothing to lose. */
static void renew(struct child *children, int n, struct workspace *w)
{
    for (int i = 0; i < n; i++) {
        struct child *c = &children[i];
        if (c->run == run_notifier)
            c->off = !speaks(w);
        if (c->pid <= 0)
            continue;
        c->leaves = seconds() + DRAIN_S;
        kill(c->pid, c->run == run_crawler ? SIGHUP : SIGTERM);
    }
}

static void reload(struct reload *r, struct workspace *w,
                   struct child *children, int n)
{
    struct err e = {0};
    cli_reload = 0;
    if (terminal_gone()) {
        cli_stop = SIGHUP;
        return;
    }
    if (!reload_take(r, w, &e)) {
        log_event(LOG_ERROR, "serve", "%s; the old settings stay in use",
                  e.msg);
        return;
    }
    log_event(LOG_WARN, "serve", "molva.yaml was read again");
    renew(children, n, w);
}

/* Who was asked to end and does not is ended. */
static void press(struct child *children, int n)
{
    for (int i = 0; i < n; i++)
        if (children[i].pid > 0 && children[i].leaves &&
            children[i].leaves < seconds())
            kill(children[i].pid, SIGKILL);
}

static bool supervise(struct workspace *w)
{
    struct reload r;
    int64_t looked = seconds();
    struct child children[] = {
        {.name = "crawler", .run = run_crawler},
        {.name = "desk", .run = run_desk},
        {.name = "scout", .run = run_scout},
        {.name = "notifier", .run = run_notifier, .off = !speaks(w)},
    };
    enum { N = sizeof children / sizeof *children };
    bool ok = true;
    reload_begin(&r, w);
    (void)terminal_gone();
    while (ok && !cli_stop) {
        if (cli_reload)
            reload(&r, w, children, N);
        if (seconds() - looked >= LOOK_S) {
            looked = seconds();
            reload_look(&r, w);
        }
        press(children, N);
        for (int i = 0; i < N; i++)
            if (!children[i].off && !children[i].pid &&
                children[i].next <= seconds())
                start(&children[i], w);
        int status;
        pid_t gone = waitpid(-1, &status, WNOHANG);
        for (int i = 0; i < N && gone > 0; i++)
            if (children[i].pid == gone)
                ok &= buried(&children[i], status);
        if (gone <= 0)
            usleep(200000);
    }
    stop_all(children, N);
    return ok || cli_stop;
}

/* A second serve on one store is allowed and told: the lock lives as long as
 * this process and needs no cleaning up. */
static void tell_others(struct workspace *w)
{
    struct flock mine = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct flock held = mine;
    if (!workspace_store_is_file(w))
        return;
    const char *path =
        str_printf(&w->arena, "%s-serve", workspace_store_url(w)).p;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || fcntl(fd, F_SETLK, &mine) == 0)
        return; /* fd stays open: closing it gives the lock back */
    if (fcntl(fd, F_GETLK, &held) == 0 && held.l_type != F_UNLCK)
        log_event(LOG_WARN, "serve",
                  "another molva serve (process %d) works on this store too",
                  (int)held.l_pid);
    close(fd);
}

int cmd_serve(const struct cli *cli, int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    struct err e = {0};
    struct workspace w;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "serve", &e);
    struct store *store = workspace_store(&w, STORE_CREATE, &e);
    bool ok = store != NULL && port_is_free(&w, &e);
    store_close(store);
    cli_catch_stop();
    cli_catch_reload();
    if (ok)
        tell_others(&w);
    bool kept = !ok || supervise(&w);
    workspace_close(&w);
    if (!ok)
        return cli_fail(CLI_CANNOT, "serve", &e);
    return kept ? CLI_DONE : CLI_CANNOT;
}
