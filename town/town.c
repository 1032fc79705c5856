/* SPDX-License-Identifier: MIT
 * town: opening, turning and closing, from the parent's side. */
#include "town/town.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "town/engines.h"
#include "town/gate.h"

enum {
    SITES = 16, /* at most */
    TRIES = 20  /* free ports tried until one is free on all addresses */
};

struct town {
    struct arena arena;                /* everything below lives here */
    struct site sites[SITES];          /* n of them */
    struct town_source sources[SITES]; /* the same for the outside */
    int listen[SITES];                 /* sockets, the child's in the end */
    size_t n;
    int port;
    int control; /* orders go here */
    pid_t pid;   /* of the child */
};

static bool load_sites(struct town *t, int64_t now, struct err *e)
{
    struct embedded file;
    for (size_t i = 0; embed_site(i, &file); i++) {
        struct site *s = &t->sites[t->n++];
        if (!site_load(s, &t->arena, file.name, file.text, now, e))
            return false;
        if (!engines_find(s->engine))
            return err_set(e, "%s: no engine '" STR_FMT "'", file.name,
                           STR_ARG(s->engine));
    }
    return true;
}

/* A listening socket on 127.0.0.address:port, or -1. */
static int listen_on(int64_t address, int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port)};
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + (uint32_t)address);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 64) == 0)
        return fd;
    close(fd);
    return -1;
}

static int port_of(int fd)
{
    struct sockaddr_in at;
    socklen_t n = sizeof at;
    return getsockname(fd, (struct sockaddr *)&at, &n) == 0 ? ntohs(at.sin_port)
                                                            : 0;
}

static void close_doors(struct town *t)
{
    for (size_t i = 0; i < t->n; i++) {
        if (t->listen[i] >= 0)
            close(t->listen[i]);
        t->listen[i] = -1;
    }
}

/* The same port on every address. */
static bool open_doors(struct town *t, int port)
{
    for (size_t i = 0; i < t->n; i++) {
        t->listen[i] = listen_on(t->sites[i].address, port);
        if (t->listen[i] < 0) {
            close_doors(t);
            return false;
        }
        port = port ? port : port_of(t->listen[i]);
    }
    t->port = port;
    return true;
}

static bool find_port(struct town *t, int port, struct err *e)
{
    for (int i = 0; i < (port ? 1 : TRIES); i++)
        if (open_doors(t, port))
            return true;
    return port ? err_set(e, "town: port %d: %s", port, strerror(errno))
                : err_set(e, "town: no free port: %s", strerror(errno));
}

static void list_sources(struct town *t)
{
    struct arena *a = &t->arena;
    for (size_t i = 0; i < t->n; i++) {
        struct site *s = &t->sites[i];
        s->base =
            str_printf(a, "http://127.0.0.%d:%d", (int)s->address, t->port);
        t->sources[i] = (struct town_source){
            .name = str_z(a, s->name),
            .kind = str_z(a, s->kind),
            .url = str_z(a, str_printf(a, STR_FMT STR_FMT, STR_ARG(s->base),
                                       STR_ARG(s->start))),
            .zone = str_z(a, s->zone),
            .brand = str_z(a, s->brand),
            .own_card = s->own_card,
            .reach = s->reach,
        };
    }
}

/* Ctrl-C is for the parent: its end closes the control socket, and that ends
 * the child. */
static void serve(struct town *t, int control)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    gate_run(t->sites, t->listen, t->n, control);
    _exit(0);
}

static bool start(struct town *t, struct err *e)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return err_set(e, "town: socketpair: %s", strerror(errno));
    t->pid = fork();
    if (t->pid == 0) {
        close(pair[0]);
        serve(t, pair[1]);
    }
    close(pair[1]);
    t->control = pair[0];
    close_doors(t);
    return t->pid > 0 || err_set(e, "town: fork: %s", strerror(errno));
}

struct town *town_open(const struct town_setup *setup, struct err *e)
{
    struct town *t = xcalloc(1, sizeof *t);
    int64_t now = setup->now ? setup->now : (int64_t)time(NULL);
    t->control = -1;
    memset(t->listen, -1, sizeof t->listen);
    if (load_sites(t, now, e) && find_port(t, setup->port, e)) {
        list_sources(t);
        if (start(t, e))
            return t;
    }
    town_close(t);
    return NULL;
}

void town_close(struct town *t)
{
    if (!t)
        return;
    close_doors(t);
    if (t->control >= 0)
        close(t->control);
    if (t->pid > 0)
        waitpid(t->pid, NULL, 0);
    arena_clear(&t->arena);
    free(t);
}

int town_port(const struct town *t)
{
    return t->port;
}

const struct town_source *town_sources(const struct town *t, size_t *n)
{
    *n = t->n;
    return t->sources;
}

static bool order(struct town *t, enum gate_order what,
                  struct town_tally *answer, struct err *e)
{
    char byte = (char)what;
    if (send(t->control, &byte, 1, MSG_NOSIGNAL) == 1 &&
        recv(t->control, answer, sizeof *answer, MSG_WAITALL) ==
            (ssize_t)sizeof *answer)
        return true;
    return err_set(e, "town: it does not answer: %s", strerror(errno));
}

bool town_turn(struct town *t, struct err *e)
{
    struct town_tally ignored;
    return order(t, GATE_TURN, &ignored, e);
}

bool town_tally(struct town *t, struct town_tally *out, struct err *e)
{
    return order(t, GATE_TALLY, out, e);
}
