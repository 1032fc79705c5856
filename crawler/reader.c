/* SPDX-License-Identifier: MIT
 * reader: the pool of children that turn bytes into posts. The child's own
 * loop is in reader_child.c. */
#include "crawler/reader.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "crawler/read_page.h"
#include "crawler/reader_child.h"
#include "crawler/wire.h"

enum {
    MOST_CHILDREN = 64,
    WALL_MS = 15 * 1000, /* a page that takes longer is given up */
    SEND_S = 5,          /* for one send of a job */
    CHUNK = 64 * 1024
};

struct child {
    pid_t pid;       /* 0: none, could not be started */
    int fd;          /* our end of the socket pair */
    bool busy;       /* it has a job */
    uint64_t job;    /* which */
    int64_t started; /* when, monotonic milliseconds */
    struct buf in;   /* what it has answered so far */
};

struct reader_pool {
    struct page_reader reader; /* loaded here, shared with the children */
    struct child *children;    /* n of them */
    int n;
};

static int64_t monotonic_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool start_child(struct reader_pool *pool, struct child *c,
                        struct err *e)
{
    int pair[2];
    c->pid = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return err_set(e, "a reader's socket: %s", strerror(errno));
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        reader_child_run(&pool->reader, pair[1], parent);
    int why = errno;
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return err_set(e, "a reader cannot be started: %s", strerror(why));
    }
    /* A child that does not take its job must not stop the crawler; take
     * gives it up. */
    struct timeval patience = {.tv_sec = SEND_S};
    setsockopt(pair[0], SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    c->pid = pid;
    c->fd = pair[0];
    c->busy = false;
    buf_reset(&c->in);
    return true;
}

/* Ends a child for good; the text tells how it ended, for the cause. */
static const char *end_child(struct child *c, bool kill_it)
{
    int status = 0;
    if (!c->pid)
        return "it was not running";
    if (kill_it)
        kill(c->pid, SIGKILL);
    close(c->fd);
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        ;
    c->pid = 0;
    c->busy = false;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF)
        return "it used up its CPU time";
    if (WIFSIGNALED(status))
        return strsignal(WTERMSIG(status));
    return "it ended by itself";
}

static int child_count(const struct crawler_setup *setup)
{
    long n =
        setup->readers > 0 ? setup->readers : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_CHILDREN ? MOST_CHILDREN : (int)n;
}

struct reader_pool *reader_pool_open(const struct crawler_setup *setup,
                                     struct err *e)
{
    struct reader_pool *pool = xcalloc(1, sizeof *pool);
    if (!page_reader_open(&pool->reader, setup, e)) {
        free(pool);
        return NULL;
    }
    pool->n = child_count(setup);
    pool->children = xcalloc((size_t)pool->n, sizeof *pool->children);
    bool ok = true;
    for (int i = 0; i < pool->n; i++) {
        buf_init(&pool->children[i].in, WIRE_HEADER + WIRE_READING);
        ok = ok && start_child(pool, &pool->children[i], e);
    }
    if (ok)
        return pool;
    reader_pool_close(pool);
    return NULL;
}

void reader_pool_close(struct reader_pool *pool)
{
    if (!pool)
        return;
    for (int i = 0; i < pool->n; i++) {
        end_child(&pool->children[i], true);
        buf_clear(&pool->children[i].in);
    }
    free(pool->children);
    page_reader_close(&pool->reader);
    free(pool);
}

int reader_pool_idle(const struct reader_pool *pool)
{
    return pool->n - reader_pool_busy(pool);
}

int reader_pool_busy(const struct reader_pool *pool)
{
    int busy = 0;
    for (int i = 0; i < pool->n; i++)
        busy += pool->children[i].busy;
    return busy;
}

/* The child reads a job whole before it parses, so this does not wait long.
 * A child that is gone is noticed by take. */
static void send_all(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        s = str_from(s, (size_t)n);
    }
}

static struct child *free_child(struct reader_pool *pool)
{
    for (int i = 0; i < pool->n; i++)
        if (!pool->children[i].busy)
            return &pool->children[i];
    return NULL;
}

bool reader_pool_send(struct reader_pool *pool, const struct reader_job *job,
                      struct err *e)
{
    struct child *c = free_child(pool);
    if (!c)
        return err_set(e, "every reader is busy");
    if (!c->pid && !start_child(pool, c, e))
        return false;
    struct buf frame;
    buf_init(&frame, WIRE_HEADER + WIRE_JOB);
    bool ok = wire_put_job(&frame, job);
    if (ok) {
        c->busy = true;
        c->job = job->id;
        c->started = monotonic_ms();
        buf_reset(&c->in);
        send_all(c->fd, buf_view(&frame));
    } else {
        err_set(e, "the page of %zu bytes is too long for a reader",
                job->body.n);
    }
    buf_clear(&frame);
    return ok;
}

int reader_pool_fds(const struct reader_pool *pool, struct pollfd *fds,
                    int most)
{
    int n = 0;
    for (int i = 0; i < pool->n && n < most; i++)
        if (pool->children[i].busy)
            fds[n++] =
                (struct pollfd){.fd = pool->children[i].fd, .events = POLLIN};
    return n;
}

/* The page is lost, the next one gets a new child. */
static void give_up(struct reader_pool *pool, struct child *c, struct arena *a,
                    struct reading *out, const char *what)
{
    struct err e = {0};
    *out = (struct reading){.job = c->job, .state = READING_FAILED};
    const char *how = end_child(c, true);
    out->cause = str_printf(a, "%s: %s", what, how);
    if (!start_child(pool, c, &e))
        out->cause = str_printf(a, STR_FMT "; %s", STR_ARG(out->cause), e.msg);
}

enum progress { NOTHING_YET, WHOLE, BROKEN };

/* Reads what is there without waiting. */
static enum progress receive(struct child *c, size_t *frame)
{
    char chunk[CHUNK];
    for (;;) {
        if (!wire_length(buf_view(&c->in), WIRE_READING, frame))
            return BROKEN;
        if (*frame && c->in.n >= *frame)
            return c->in.n == *frame ? WHOLE : BROKEN;
        ssize_t n = recv(c->fd, chunk, sizeof chunk, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return NOTHING_YET;
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || !buf_put(&c->in, chunk, (size_t)n))
            return BROKEN;
    }
}

static bool take_from(struct reader_pool *pool, struct child *c,
                      struct arena *a, struct reading *out)
{
    size_t frame = 0;
    switch (receive(c, &frame)) {
    case WHOLE:
        if (!wire_get_reading(buf_view(&c->in), a, out) || out->job != c->job) {
            give_up(pool, c, a, out, "the reader answered nonsense");
            return true;
        }
        c->busy = false;
        if (out->slow_rules)
            log_event(LOG_WARN, "reader", "patterns given up on a page: %lld",
                      (long long)out->slow_rules);
        return true;
    case BROKEN:
        give_up(pool, c, a, out, "the reader died of this page");
        return true;
    default:
        if (monotonic_ms() - c->started < WALL_MS)
            return false;
        give_up(pool, c, a, out, "the page took too long to read");
        return true;
    }
}

bool reader_pool_take(struct reader_pool *pool, struct arena *a,
                      struct reading *out)
{
    for (int i = 0; i < pool->n; i++)
        if (pool->children[i].busy &&
            take_from(pool, &pool->children[i], a, out))
            return true;
    return false;
}
