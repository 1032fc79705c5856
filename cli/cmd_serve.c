/* SPDX-License-Identifier: MIT
 * serve: a small supervisor over one crawler and one desk.
 *
 * The two meet only in the store. A child that dies is started again, later
 * each time; SIGTERM ends both within five seconds. */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/crawl.h"
#include "cli/front.h"
#include "cli/options.h"

enum { GRACE_S = 4, LONGEST_PAUSE_S = 60 };

static bool run_crawler(struct workspace *w, struct err *e)
{
    struct store *store = workspace_store(w, STORE_CREATE, e);
    bool ok = store && crawl_forever(w, store, e);
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
    front.ready_ctx = w;
    bool ok = front_serve(&front, -1, e);
    front_close(&front);
    return ok;
}

struct child {
    const char *name;                                /* for the log */
    bool (*run)(struct workspace *w, struct err *e); /* until cli_stop */
    pid_t pid;                                       /* 0: not running */
    int fails;                                       /* deaths in a row */
    time_t since;                                    /* when it was started */
    time_t next;                                     /* not started before */
};

static void start(struct child *c, struct workspace *w)
{
    pid_t parent = getpid();
    c->since = time(NULL);
    c->pid = fork();
    if (c->pid != 0)
        return;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(CLI_CANNOT);
    struct err e = {0};
    if (c->run(w, &e))
        _exit(CLI_DONE);
    log_event(LOG_ERROR, c->name, "%s", e.msg);
    _exit(CLI_CANNOT);
}

static void buried(struct child *c, int status)
{
    time_t now = time(NULL);
    if (now - c->since > LONGEST_PAUSE_S)
        c->fails = 0;
    int pause = 1 << (c->fails < 6 ? c->fails : 6);
    if (pause > LONGEST_PAUSE_S)
        pause = LONGEST_PAUSE_S;
    c->fails++;
    c->pid = 0;
    c->next = now + pause;
    if (!cli_stop)
        log_event(LOG_ERROR, "serve", "%s ended (status %d), again in %d s",
                  c->name, status, pause);
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

static void supervise(struct workspace *w)
{
    struct child children[] = {
        {.name = "crawler", .run = run_crawler},
        {.name = "desk", .run = run_desk},
    };
    enum { N = sizeof children / sizeof *children };
    while (!cli_stop) {
        for (int i = 0; i < N; i++)
            if (!children[i].pid && children[i].next <= time(NULL))
                start(&children[i], w);
        int status;
        pid_t gone = waitpid(-1, &status, WNOHANG);
        for (int i = 0; i < N && gone > 0; i++)
            if (children[i].pid == gone)
                buried(&children[i], status);
        if (gone <= 0)
            usleep(200000);
    }
    stop_all(children, N);
}

int cmd_serve(const struct cli *cli, int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int at = options_parse("serve", specs, argc, argv);
    options_operands("serve", argc - at, 0, 0);
    struct err e = {0};
    struct workspace w;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "serve", &e);
    struct store *store = workspace_store(&w, STORE_CREATE, &e);
    bool ok = store != NULL;
    store_close(store);
    cli_catch_stop();
    if (ok)
        supervise(&w);
    workspace_close(&w);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "serve", &e);
}
