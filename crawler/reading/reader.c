/* SPDX-License-Identifier: MIT
 * reader: the pool of children that turn bytes into posts. The child's own
 * loop is in reader_child.c. */
#include "crawler/reading/reader.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/ceiling.h"
#include "base/channel.h"
#include "base/log.h"
#include "base/monotonic.h"
#include "crawler/reading/nursery.h"
#include "crawler/reading/read_page.h"
#include "crawler/reading/wire.h"

enum {
    MOST_CHILDREN = 64,
    STALL_MS = 15 * 1000, /* without CPU progress a page is given up */
    WALL_STALLS = 20,     /* so many stalls long a page may take in all */
    STEP_MS = 20,         /* CPU time that counts as progress */
    LOOK_MS = 100,        /* so often it is looked at */
    LOAD_MOST = 8,        /* times longer on a machine that is busy */
    SEND_S = 5,           /* for one send of a job */
    CHUNK = 64 * 1024,
    KEPT_FRAME = 256 * 1024 /* a larger buffer is not kept */
};

struct child {
    pid_t pid;            /* 0: none, could not be started */
    int fd;               /* our end of the socket pair */
    bool busy;            /* it has a job */
    uint64_t job;         /* which */
    int64_t started;      /* when, monotonic milliseconds */
    int64_t looked;       /* when its CPU time was last looked at */
    int64_t moved;        /* when it had last used some */
    int64_t cpu;          /* what it had used then, of its life, milliseconds */
    int64_t cpu_end;      /* it may use so much */
    struct buf job_frame; /* to send the job again */
    bool again;           /* it has been sent again */
    struct buf in;        /* what it has answered so far */
};

struct reader_pool {
    struct page_reader reader; /* loaded here, shared with the children */
    struct nursery nursery;    /* the children are forked there */
    struct child *children;    /* n of them */
    int n;
    int64_t cpu_s, stall_ms; /* of the setup, or what it leaves to us */
};

/* CPU time of a child's life; -1 when it is gone. */
static int64_t cpu_ms(pid_t pid)
{
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return -1;
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The kernel ends the child at its limit, and the child cannot lift it: the
 * limit is set from here, and its sandbox has no call for it. Whole seconds
 * are all the kernel knows; `out_of_cpu` is exact. */
static void limit_cpu(struct child *c, int64_t most_s)
{
    struct rlimit limit;
    int64_t used = cpu_ms(c->pid);
    c->cpu = used;
    c->cpu_end = used + most_s * 1000;
    if (used < 0 || prlimit(c->pid, RLIMIT_CPU, NULL, &limit) != 0)
        return;
    rlim_t most = (rlim_t)(c->cpu_end / 1000 + 1);
    limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
    prlimit(c->pid, RLIMIT_CPU, &limit, NULL);
}

/* How much longer everything takes on this machine now. */
static int64_t load_factor(void)
{
    double load;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (getloadavg(&load, 1) != 1 || cores < 1 || load <= (double)cores)
        return 1;
    double factor = load / (double)cores;
    return factor > LOAD_MOST ? LOAD_MOST : (int64_t)factor + 1;
}

static bool start_child(struct reader_pool *pool, struct child *c,
                        struct err *e)
{
    int pair[2];
    c->pid = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return err_set(e, "a reader's socket: %s", strerror(errno));
    pid_t pid = nursery_reader(&pool->nursery, pair[1], e);
    close(pair[1]);
    if (!pid) {
        close(pair[0]);
        return false;
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
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return "it used up its CPU time";
    if (WIFEXITED(status) && WEXITSTATUS(status) == MEM_EXIT)
        return "it took more memory than a page may";
    if (WIFSIGNALED(status))
        return strsignal(WTERMSIG(status));
    return "it ended by itself";
}

static int child_count(const struct reading_setup *setup)
{
    long n =
        setup->readers > 0 ? setup->readers : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_CHILDREN ? MOST_CHILDREN : (int)n;
}

struct reader_pool *reader_pool_open(const struct reading_setup *setup,
                                     struct err *e)
{
    struct reader_pool *pool = xcalloc(1, sizeof *pool);
    if (!page_reader_open(&pool->reader, setup, e)) {
        free(pool);
        return NULL;
    }
    pool->n = child_count(setup);
    pool->cpu_s = setup->cpu_s ? setup->cpu_s : CEILING_READER_S;
    pool->stall_ms = setup->stall_ms ? setup->stall_ms : STALL_MS;
    pool->children = xcalloc((size_t)pool->n, sizeof *pool->children);
    for (int i = 0; i < pool->n; i++) {
        buf_init(&pool->children[i].in, WIRE_HEADER + WIRE_READING);
        buf_init(&pool->children[i].job_frame, WIRE_HEADER + WIRE_JOB);
    }
    if (nursery_open(&pool->nursery, &pool->reader, e))
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
        buf_clear(&pool->children[i].job_frame);
    }
    nursery_close(&pool->nursery);
    free(pool->children);
    page_reader_close(&pool->reader);
    free(pool);
}

const struct judge *reader_pool_judge(const struct reader_pool *pool)
{
    return &pool->reader.judge;
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

static struct child *free_child(struct reader_pool *pool)
{
    for (int i = 0; i < pool->n; i++)
        if (!pool->children[i].busy)
            return &pool->children[i];
    return NULL;
}

static void send_job(struct reader_pool *pool, struct child *c)
{
    c->busy = true;
    c->started = c->looked = c->moved = monotonic_ms();
    limit_cpu(c, pool->cpu_s);
    buf_reset(&c->in);
    /* The child reads a job whole before it parses, so this does not wait
     * long; one that is gone is noticed by take. */
    (void)channel_send(c->fd, c->job_frame.p, c->job_frame.n);
}

bool reader_pool_send(struct reader_pool *pool, const struct reader_job *job,
                      struct err *e)
{
    struct child *c = free_child(pool);
    if (!c)
        return err_set(e, "every reader is busy");
    if (!c->pid && !start_child(pool, c, e))
        return false;
    if (c->job_frame.cap > KEPT_FRAME)
        buf_clear(&c->job_frame);
    buf_reset(&c->job_frame);
    if (!wire_put_job(&c->job_frame, job))
        return err_set(e, "the page of %zu bytes is too long for a reader",
                       job->body.n);
    c->job = job->id;
    c->again = false;
    send_job(pool, c);
    return true;
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

/* A page is judged by what it costs, not by how busy the machine is: as long
 * as its child gets on within its CPU time it is waited for. */
enum over { IN_TIME, NO_CPU_LEFT, STALLED };

static enum over over_time(const struct reader_pool *pool, struct child *c)
{
    int64_t now = monotonic_ms();
    if (now - c->looked < LOOK_MS)
        return IN_TIME;
    c->looked = now;
    int64_t cpu = cpu_ms(c->pid);
    if (cpu > c->cpu_end)
        return NO_CPU_LEFT;
    if (cpu - c->cpu >= STEP_MS) {
        c->cpu = cpu;
        c->moved = now;
    }
    int64_t stall = pool->stall_ms;
    if (now - c->moved < stall && now - c->started < stall * WALL_STALLS)
        return IN_TIME;
    stall *= load_factor();
    bool wall = now - c->started >= stall * WALL_STALLS;
    return now - c->moved >= stall || wall ? STALLED : IN_TIME;
}

/* The machine may have been asleep, or the child out of luck: once more. */
static bool sent_again(struct reader_pool *pool, struct child *c)
{
    struct err e = {0};
    if (c->again)
        return false;
    end_child(c, true);
    if (!start_child(pool, c, &e))
        return false;
    c->again = true;
    send_job(pool, c);
    return true;
}

static bool given_up(struct reader_pool *pool, struct child *c, struct arena *a,
                     struct reading *out)
{
    enum over how = over_time(pool, c);
    if (how == IN_TIME)
        return false;
    if (how == STALLED && sent_again(pool, c)) {
        log_event(LOG_WARN, "reader", "no progress: a page is read once more");
        return false;
    }
    give_up(pool, c, a, out,
            how == STALLED ? "the page took too long to read, twice"
                           : "the page used up its CPU time");
    return true;
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
        return true;
    case BROKEN:
        give_up(pool, c, a, out, "the reader died of this page");
        return true;
    default:
        return given_up(pool, c, a, out);
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
