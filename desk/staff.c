/* SPDX-License-Identifier: MIT
 * staff: forking, handing out, taking back, burying. */
#include "desk/staff.h"

#include <errno.h>
#include <microhttpd.h> /* names of statuses */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/ceiling.h"
#include "base/log.h"
#include "base/monotonic.h"
#include "desk/answer.h"
#include "desk/worker.h"

enum {
    LEAST = 6,        /* workers, whatever the machine has */
    READY_MS = 60000, /* until a worker has opened its store */
    AGAIN_MS = 1000,  /* pause before one that could not work is forked again */
    END_MS = 30000    /* for them to end, on however busy a machine */
};

enum state { DEAD, STARTING, FREE, BUSY };

struct worker {
    pid_t pid;              /* 0 when dead */
    int fd;                 /* our end */
    enum state state;       /* what it does */
    int64_t since;          /* ms, when it began to */
    int64_t cpu;            /* ms of CPU it had used by then */
    struct link *link;      /* whose request; NULL: gone */
    struct job job;         /* the verdicts that went with it */
    struct attempt attempt; /* of a password */
    uint64_t asker;         /* whose request */
    struct buf out;         /* the job */
    size_t sent;            /* bytes of it that are gone */
    struct result result;   /* its header, once it is there */
    struct buf in;          /* and its bytes */
    bool headed;            /* header is there */
};

struct staff {
    const struct staff_setup *setup;
    struct worker *workers; /* n of them */
    size_t n, passwords;    /* of them; that may look at passwords at a time */
    char why[sizeof((struct err *)0)->msg]; /* one said that it cannot work */
};

/* ---- forking ---- */

static int64_t cpu_of(pid_t pid)
{
    clockid_t clock;
    struct timespec t = {0};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return 0;
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void go(struct worker *w, enum state state)
{
    w->state = state;
    w->since = monotonic_ms();
    w->cpu = w->pid ? cpu_of(w->pid) : 0;
    w->headed = false;
    buf_reset(&w->in);
}

/* Only its own socket, the standard three and what the caller had. */
static void become_worker(struct staff *s, int fd, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    /* The end of the socket tells a worker to go, so that it finishes what it
     * has when a signal reaches the whole group. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    for (size_t i = 0; i < s->n; i++) {
        if (s->workers[i].pid)
            close(s->workers[i].fd);
        buf_clear(&s->workers[i].in);
        buf_clear(&s->workers[i].out);
    }
    const struct desk_setup *desk = s->setup->desk;
    s->setup->forget(s->setup->ctx);
    free(s->workers);
    free(s);
    worker_run(desk, fd);
}

static bool hire(struct staff *s, struct worker *w)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    fflush(NULL);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        close(ends[0]);
        become_worker(s, ends[1], parent);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    w->pid = pid;
    w->fd = ends[0];
    go(w, STARTING);
    return true;
}

/* What it had is lost; the one who asked is told. */
static void lose(struct staff *s, struct worker *w)
{
    if (w->state == BUSY) {
        waiting_done(s->setup->waiting, &w->job, w->attempt, NULL);
        if (w->link)
            answer_refuse(s->setup->desk, w->link,
                          MHD_HTTP_INTERNAL_SERVER_ERROR);
    }
    w->link = NULL;
}

static void bury(struct staff *s, struct worker *w, const char *why)
{
    int status = 0;
    kill(w->pid, SIGKILL);
    waitpid(w->pid, &status, 0);
    log_event(LOG_ERROR, "desk", "a worker %s (status %d); another is made",
              why, status);
    close(w->fd);
    lose(s, w);
    w->pid = 0;
    go(w, DEAD);
}

/* ---- handing out ---- */

static size_t count(const struct staff *s, bool passwords, uint64_t asker)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->workers[i].state == BUSY)
            n += passwords ? s->workers[i].job.password
                           : s->workers[i].asker == asker;
    return n;
}

static bool fits(const struct staff *s, const struct link *l)
{
    if (l->state != LINK_ASKING || l->taken)
        return false;
    if (l->password)
        return count(s, true, 0) < s->passwords;
    return count(s, false, l->asker) < s->n / 2;
}

/* Of those who are served least just now the one who waits longest. */
static struct link *next(const struct staff *s)
{
    struct link *first = NULL;
    size_t least = 0;
    for (struct link *l = *s->setup->links; l; l = l->next) {
        if (!fits(s, l))
            continue;
        size_t served = count(s, false, l->asker);
        if (!first || served < least ||
            (served == least && l->turn < first->turn))
            first = l, least = served;
    }
    return first;
}

static void hand_out(struct staff *s, struct worker *w, struct link *l)
{
    struct str in = buf_view(&l->in);
    w->job = (struct job){
        .head = l->head,
        .body = l->body,
        .address = l->address.n,
        .proxy = address_same(str_of(l->peer), s->setup->desk->proxy.from),
        .close = l->close};
    waiting_take(s->setup->waiting, l, &w->job);
    w->link = l;
    w->attempt = l->attempt;
    w->asker = l->asker;
    w->sent = 0;
    buf_reset(&w->out);
    buf_put(&w->out, &w->job, sizeof w->job);
    buf_str(&w->out, str_part(in, 0, l->head + l->body));
    buf_str(&w->out, l->address);
    go(w, BUSY);
}

static const char *fault(const struct staff *s, const struct worker *w)
{
    int64_t most = s->setup->desk->answer_cpu_s;
    int64_t ms = monotonic_ms() - w->since;
    if (w->state == STARTING)
        return ms > READY_MS ? "did not start" : NULL;
    if (w->state != BUSY)
        return NULL;
    if (cpu_of(w->pid) - w->cpu >
        1000 * (most ? most : (int64_t)CEILING_ANSWER_CPU_S))
        return "worked too long on one page";
    return ms > CEILING_ANSWER_S * 1000LL ? "hung" : NULL;
}

void staff_turn(struct staff *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct worker *w = &s->workers[i];
        const char *why = fault(s, w);
        if (why)
            bury(s, w, why);
        if (w->state == DEAD && monotonic_ms() - w->since > AGAIN_MS &&
            !hire(s, w))
            go(w, DEAD);
        struct link *l = w->state == FREE ? next(s) : NULL;
        if (l)
            hand_out(s, w, l);
    }
}

/* ---- bytes ---- */

size_t staff_poll(struct staff *s, struct pollfd *p)
{
    for (size_t i = 0; i < s->n; i++) {
        struct worker *w = &s->workers[i];
        bool more = w->state == BUSY && w->sent < w->out.n;
        p[i] = (struct pollfd){.fd = w->pid ? w->fd : -1,
                               .events =
                                   (short)(more ? POLLIN | POLLOUT : POLLIN)};
    }
    return s->n;
}

static bool push(struct worker *w)
{
    ssize_t n = send(w->fd, w->out.p + w->sent, w->out.n - w->sent,
                     MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0)
        w->sent += (size_t)n;
    return n > 0 || errno == EAGAIN || errno == EINTR;
}

static void done(struct staff *s, struct worker *w)
{
    if (w->result.kind == RESULT_FAILED) {
        snprintf(s->why, sizeof s->why, STR_FMT, STR_ARG(buf_view(&w->in)));
        log_event(LOG_ERROR, "desk", "worker: %s", s->why);
    }
    if (w->state == BUSY) {
        waiting_done(s->setup->waiting, &w->job, w->attempt, &w->result);
        if (w->link)
            answer_give(w->link, buf_view(&w->in));
        w->link = NULL;
    }
    go(w, FREE);
}

/* The header alone, then what it announced. False when the worker is gone. */
static bool pull(struct staff *s, struct worker *w)
{
    char piece[64 * 1024];
    ssize_t n;
    if (!w->headed) {
        n = recv(w->fd, &w->result, sizeof w->result, MSG_WAITALL);
        if (n != sizeof w->result || w->result.n > CEILING_ANSWER)
            return false;
        w->headed = true;
    } else {
        size_t most = w->result.n - w->in.n;
        n = recv(w->fd, piece, most < sizeof piece ? most : sizeof piece,
                 MSG_DONTWAIT);
        if (n <= 0)
            return n < 0 && (errno == EAGAIN || errno == EINTR);
        buf_put(&w->in, piece, (size_t)n);
    }
    if (w->in.n == w->result.n)
        done(s, w);
    return true;
}

void staff_serve(struct staff *s, const struct pollfd *p)
{
    for (size_t i = 0; i < s->n; i++) {
        struct worker *w = &s->workers[i];
        if (w->pid && (p[i].revents & POLLOUT) && !push(w))
            bury(s, w, "died");
        else if (w->pid && (p[i].revents & (POLLIN | POLLHUP | POLLERR)) &&
                 !pull(s, w))
            bury(s, w, "died");
    }
}

void staff_drop(struct staff *s, const struct link *l)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->workers[i].link == l)
            s->workers[i].link = NULL;
}

/* ---- all of them ---- */

/* Until all are free, or one said why it cannot work, or died of it. */
static bool all_ready(struct staff *s, struct err *e)
{
    int64_t end = monotonic_ms() + READY_MS;
    for (size_t ready = 0; ready < s->n; ready = 0) {
        struct pollfd p[STAFF_MOST];
        size_t n = staff_poll(s, p);
        poll(p, n, 100);
        staff_serve(s, p);
        for (size_t i = 0; i < s->n; i++) {
            ready += s->workers[i].state == FREE;
            if (s->why[0])
                return err_set(e, "%s", s->why);
            if (s->workers[i].state == DEAD || monotonic_ms() > end)
                return err_set(e, "a worker does not start");
        }
        if (ready == s->n)
            return true;
    }
    return true;
}

struct staff *staff_open(const struct staff_setup *setup, struct err *e)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct staff *s = xcalloc(1, sizeof *s);
    s->setup = setup;
    s->n = cores + 2 < LEAST        ? LEAST
           : cores + 2 > STAFF_MOST ? STAFF_MOST
                                    : (size_t)cores + 2;
    s->passwords = s->n / 4;
    s->workers = xcalloc(s->n, sizeof *s->workers);
    bool ok = true;
    for (size_t i = 0; i < s->n; i++) {
        buf_init(&s->workers[i].in, CEILING_ANSWER);
        buf_init(&s->workers[i].out, CEILING_REQUEST + CEILING_REQUEST_TABLE);
    }
    for (size_t i = 0; ok && i < s->n; i++)
        ok = hire(s, &s->workers[i]) ||
             err_set(e, "cannot fork: %s", strerror(errno));
    if (ok && all_ready(s, e))
        return s;
    staff_close(s);
    return NULL;
}

static bool ended_well(struct worker *w, int64_t by)
{
    int status = 0;
    pid_t gone;
    close(w->fd);
    while ((gone = waitpid(w->pid, &status, WNOHANG)) == 0 &&
           monotonic_ms() < by)
        usleep(2000);
    if (gone == 0) {
        kill(w->pid, SIGKILL);
        waitpid(w->pid, &status, 0);
    }
    return gone > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool staff_close(struct staff *s)
{
    bool well = true;
    int64_t by = monotonic_ms() + END_MS;
    for (size_t i = 0; i < s->n; i++)
        if (s->workers[i].pid)
            shutdown(s->workers[i].fd, SHUT_RDWR);
    for (size_t i = 0; i < s->n; i++) {
        struct worker *w = &s->workers[i];
        well = (!w->pid || ended_well(w, by)) && well;
        buf_clear(&w->in);
        buf_clear(&w->out);
    }
    free(s->workers);
    free(s);
    return well;
}
