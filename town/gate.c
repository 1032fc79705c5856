/* SPDX-License-Identifier: MIT
 * gate: HTTP between the sites and whoever asks. */
#include "town/gate.h"

#include <microhttpd.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "town/engines.h"

enum {
    GATES = 16,       /* sites at most */
    SLEEPERS = 8,     /* slow answers under way at once */
    SLOW_MS = 3000,   /* a slow page takes so long */
    RETRY_AFTER_S = 2 /* what a failing page asks for */
};

/* A request that waits for its slow answer. */
struct sleeper {
    struct MHD_Connection *connection; /* NULL: free */
    int64_t wake;                      /* milliseconds, monotonic */
};

struct gate {
    struct house *houses; /* n of them */
    size_t n;
    struct sleeper sleepers[SLEEPERS]; /* slow answers under way */
    struct town_tally tally;           /* what was asked for */
};

/* A site with its door. */
struct house {
    struct site *site;         /* what it serves */
    sheet_engine *write;       /* how */
    struct MHD_Daemon *daemon; /* its door */
    struct gate *gate;         /* where it belongs */
    bool failed;               /* the failing page has failed once */
};

/* What becomes of a request between microhttpd's calls. */
enum { CALL_FIRST, CALL_READY, CALL_SLEPT };

static enum MHD_Result take_arg(void *ctx, enum MHD_ValueKind kind,
                                const char *key, const char *value)
{
    struct ask *q = ctx;
    (void)kind;
    if (q->n_args == SHEET_ARGS)
        return MHD_NO;
    q->args[q->n_args].key = str_of(key);
    q->args[q->n_args++].value = str_of(value);
    return MHD_YES;
}

static void put_header(struct MHD_Response *m, const char *name,
                       const char *value)
{
    if (value && *value)
        (void)MHD_add_response_header(m, name, value);
}

static struct str etag_of(struct arena *a, const struct answer *r)
{
    return str_printf(a, "\"%016llx\"",
                      (unsigned long long)str_hash(buf_view(&r->out)));
}

/* If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2). */
static bool not_modified(struct MHD_Connection *c, const struct site *s,
                         const char *etag)
{
    const char *match = MHD_lookup_connection_value(
        c, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH);
    const char *since = MHD_lookup_connection_value(
        c, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_MODIFIED_SINCE);
    struct tm tm = {0};
    if (match)
        return s->etag && strstr(match, etag);
    if (!since || !s->modified ||
        !strptime(since, "%a, %d %b %Y %H:%M:%S GMT", &tm))
        return false;
    return (int64_t)timegm(&tm) >= s->changed;
}

static void put_validators(struct MHD_Response *m, const struct site *s,
                           struct arena *a, const char *etag)
{
    struct buf date;
    buf_init(&date, 64);
    sheet_time(&date, "%a, %d %b %Y %H:%M:%S GMT", s->changed, 0);
    put_header(m, MHD_HTTP_HEADER_ETAG, s->etag ? etag : "");
    put_header(m, MHD_HTTP_HEADER_LAST_MODIFIED,
               s->modified ? str_z(a, buf_view(&date)) : "");
    buf_clear(&date);
}

/* Half of a body, then nothing: the server "died". */
struct half {
    size_t n; /* bytes to give */
    char p[]; /* the bytes */
};

static ssize_t give_half(void *ctx, uint64_t at, char *to, size_t room)
{
    const struct half *h = ctx;
    if (at >= h->n)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t n = h->n - at < room ? h->n - at : room;
    memcpy(to, h->p + at, n);
    return (ssize_t)n;
}

static struct MHD_Response *response_half(const struct buf *out)
{
    struct half *h = xmalloc(sizeof *h + out->n);
    h->n = out->n / 2;
    memcpy(h->p, out->p, h->n);
    return MHD_create_response_from_callback(out->n, 1024, give_half, h, free);
}

static struct MHD_Response *response_of(const struct buf *out)
{
    return MHD_create_response_from_buffer(out->n, out->n ? out->p : "",
                                           MHD_RESPMEM_MUST_COPY);
}

/* Sends what the engine wrote. */
static enum MHD_Result send_page(struct house *h, struct MHD_Connection *c,
                                 const struct ask *q, struct answer *r)
{
    struct town_tally *t = &h->gate->tally;
    const char *etag = str_z(q->a, etag_of(q->a, r));
    bool page = r->status == 200, breaks = r->odd == ODD_BREAKS;
    bool same = page && !breaks && not_modified(c, h->site, etag);
    t->not_modified += same;
    t->redirected += r->status == 301;
    t->failed += breaks;
    if (same)
        buf_reset(&r->out);
    struct MHD_Response *m =
        breaks ? response_half(&r->out) : response_of(&r->out);
    put_header(m, MHD_HTTP_HEADER_CONTENT_TYPE, r->type);
    put_header(m, MHD_HTTP_HEADER_LOCATION, str_z(q->a, r->location));
    put_header(m, "Link", str_z(q->a, r->link));
    if (page && !breaks)
        put_validators(m, h->site, q->a, etag);
    enum MHD_Result done =
        MHD_queue_response(c, same ? 304 : (unsigned)r->status, m);
    MHD_destroy_response(m);
    return done;
}

static enum MHD_Result send_failure(struct house *h, struct MHD_Connection *c,
                                    const struct ask *q)
{
    struct MHD_Response *m = MHD_create_response_from_buffer(
        19, "Too busy right now\n", MHD_RESPMEM_PERSISTENT);
    put_header(m, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain");
    put_header(m, MHD_HTTP_HEADER_RETRY_AFTER,
               str_z(q->a, str_printf(q->a, "%d", RETRY_AFTER_S)));
    enum MHD_Result done = MHD_queue_response(c, 503, m);
    MHD_destroy_response(m);
    h->failed = true;
    h->gate->tally.failed++;
    return done;
}

static bool sleep_begin(struct gate *g, struct MHD_Connection *c)
{
    for (int i = 0; i < SLEEPERS; i++)
        if (!g->sleepers[i].connection) {
            g->sleepers[i] = (struct sleeper){c, monotonic_ms() + SLOW_MS};
            MHD_suspend_connection(c);
            return true;
        }
    return false;
}

static void write_robots(const struct house *h, struct answer *r)
{
    h->gate->tally.robots++;
    if (!h->site->robots.n)
        return;
    buf_str(&r->out, h->site->robots);
    r->status = 200;
    r->type = "text/plain";
}

static void write_page(struct house *h, const struct ask *q, struct answer *r)
{
    if (str_eqz(q->path, "/robots.txt"))
        write_robots(h, r);
    else
        h->write(q, r);
    if (r->status)
        return;
    r->status = 404;
    r->type = "text/html; charset=utf-8";
    buf_z(&r->out, "<!DOCTYPE html><title>404</title><h1>404</h1>\n");
}

/* The engine has written; what is odd about the page comes on top. */
static enum MHD_Result send_answer(struct house *h, struct MHD_Connection *c,
                                   const struct ask *q, struct answer *r,
                                   void **call)
{
    static const int slept = CALL_SLEPT;
    struct gate *g = h->gate;
    if (r->odd == ODD_SLOW && *(const int *)*call != CALL_SLEPT) {
        *call = (void *)(uintptr_t)&slept;
        if (sleep_begin(g, c))
            return MHD_YES;
    }
    g->tally.requests++;
    g->tally.slow += r->odd == ODD_SLOW;
    g->tally.forbidden += r->odd == ODD_FORBIDDEN;
    if (r->odd == ODD_FAILS && !h->failed)
        return send_failure(h, c, q);
    return send_page(h, c, q, r);
}

static void count_crowd(struct house *h)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    h->gate->tally.crowded += info && info->num_connections > 1;
}

/* One request, answered or suspended. */
static enum MHD_Result serve(struct house *h, struct MHD_Connection *c,
                             const char *path, void **call)
{
    struct arena a = {0};
    struct ask q = {.site = h->site, .path = str_of(path), .a = &a};
    struct answer r = {.location = STR(""), .link = STR("")};
    buf_init(&r.out, CEILING_PAGE_OUT);
    (void)MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_arg, &q);
    write_page(h, &q, &r);
    enum MHD_Result done = send_answer(h, c, &q, &r, call);
    buf_clear(&r.out);
    arena_clear(&a);
    return done;
}

/* microhttpd's call: once when the headers are there, once to be answered,
 * and once more after a connection was suspended. */
static enum MHD_Result handle(void *ctx, struct MHD_Connection *c,
                              const char *path, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_n, void **call)
{
    static const int ready = CALL_READY;
    struct house *h = ctx;
    (void)version, (void)upload, (void)upload_n;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return MHD_NO;
    if (*call)
        return serve(h, c, path, call);
    *call = (void *)(uintptr_t)&ready;
    count_crowd(h);
    return MHD_YES;
}

/* Wakes who slept long enough; returns milliseconds until the next. */
static int wake_sleepers(struct gate *g)
{
    int64_t next = -1, now = monotonic_ms();
    for (int i = 0; i < SLEEPERS; i++) {
        struct sleeper *s = &g->sleepers[i];
        if (!s->connection)
            continue;
        if (s->wake <= now) {
            MHD_resume_connection(s->connection);
            s->connection = NULL;
            next = 0;
        } else if (next < 0 || s->wake - now < next) {
            next = s->wake - now;
        }
    }
    return (int)next;
}

/* One order of the parent; false when it is gone. */
static bool take_order(struct gate *g, int control)
{
    char order;
    if (read(control, &order, 1) != 1)
        return false;
    if (order == GATE_TURN)
        for (size_t i = 0; i < g->n; i++)
            site_turn(g->houses[i].site, g->houses[i].site->now);
    return write(control, &g->tally, sizeof g->tally) ==
           (ssize_t)sizeof g->tally;
}

/* Sleepers may begin in MHD_run and what was woken needs one more, so they
 * are looked at last. */
static int run_daemons(struct gate *g)
{
    int wait = -1;
    for (size_t i = 0; i < g->n; i++) {
        MHD_UNSIGNED_LONG_LONG most;
        (void)MHD_run(g->houses[i].daemon);
        if (MHD_get_timeout(g->houses[i].daemon, &most) == MHD_YES &&
            (wait < 0 || (int64_t)most < wait))
            wait = (int)most;
    }
    int next = wake_sleepers(g);
    return next >= 0 && (wait < 0 || next < wait) ? next : wait;
}

static bool open_door(struct house *h, int listen)
{
    h->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, h,
        MHD_OPTION_LISTEN_SOCKET, listen, MHD_OPTION_CONNECTION_LIMIT, 64u,
        MHD_OPTION_CONNECTION_TIMEOUT, 30u, MHD_OPTION_END);
    return h->daemon != NULL;
}

void gate_run(struct site *sites, const int *listen, size_t n, int control)
{
    struct house houses[GATES] = {0};
    struct gate g = {.houses = houses, .n = n < GATES ? n : GATES};
    struct pollfd fds[GATES + 1];
    for (size_t i = 0; i < g.n; i++) {
        houses[i].site = &sites[i];
        houses[i].write = engines_find(sites[i].engine);
        houses[i].gate = &g;
        if (!open_door(&houses[i], listen[i]))
            return;
        fds[i].fd =
            MHD_get_daemon_info(houses[i].daemon, MHD_DAEMON_INFO_EPOLL_FD)
                ->epoll_fd;
        fds[i].events = POLLIN;
    }
    fds[g.n] = (struct pollfd){.fd = control, .events = POLLIN};
    for (;;) {
        int wait = run_daemons(&g);
        if (poll(fds, g.n + 1, wait) < 0)
            continue;
        if (fds[g.n].revents && !take_order(&g, control))
            return;
    }
}
