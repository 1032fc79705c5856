/* SPDX-License-Identifier: MIT
 * server: accepting, reading, sending, and who has to go. */
#include "desk/server.h"

#include <errno.h>
#include <microhttpd.h> /* names of statuses */
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/ceiling.h"
#include "base/monotonic.h"
#include "desk/answer.h"
#include "desk/waiting.h"

enum {
    OTHER_FILES = 64,  /* descriptors that are no connections */
    ACCEPT_TURN = 128, /* connections taken in one turn */
    LAST_TURNS = 10,   /* of a tenth of a second, at the end */
    PIECE = 32 * 1024  /* bytes read at a time */
};

/* ---- listening ---- */

static const char *address_asked(const struct desk_setup *s)
{
    return s->address ? s->address : "127.0.0.1";
}

static bool address_to_listen(const struct desk_setup *s, struct addrinfo **out,
                              struct err *e)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                             .ai_socktype = SOCK_STREAM};
    char port[16];
    snprintf(port, sizeof port, "%d", s->port);
    int code = getaddrinfo(address_asked(s), port, &hints, out);
    if (code != 0)
        return err_set(e, "%s: %s", address_asked(s), gai_strerror(code));
    return true;
}

static int listen_at(const struct addrinfo *at)
{
    const int yes = 1;
    int fd =
        socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (at->ai_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 &&
        listen(fd, SOMAXCONN) == 0)
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

static int port_of(int fd)
{
    struct sockaddr_storage a = {0};
    socklen_t n = sizeof a;
    getsockname(fd, (struct sockaddr *)&a, &n);
    return ntohs(a.ss_family == AF_INET
                     ? ((struct sockaddr_in *)&a)->sin_port
                     : ((struct sockaddr_in6 *)&a)->sin6_port);
}

/* As many connections as there may be descriptors for. */
static size_t room(void)
{
    struct rlimit r;
    if (getrlimit(RLIMIT_NOFILE, &r) != 0)
        return 256;
    rlim_t wanted = CEILING_CONNECTIONS + OTHER_FILES;
    if (r.rlim_cur < wanted) {
        r.rlim_cur = r.rlim_max < wanted ? r.rlim_max : wanted;
        setrlimit(RLIMIT_NOFILE, &r);
        getrlimit(RLIMIT_NOFILE, &r);
    }
    if (r.rlim_cur >= wanted)
        return CEILING_CONNECTIONS;
    return r.rlim_cur > 2 * OTHER_FILES ? r.rlim_cur - OTHER_FILES
                                        : OTHER_FILES;
}

bool server_open(struct server *s, const struct desk_setup *setup, int *port,
                 struct err *e)
{
    struct addrinfo *at;
    *s = (struct server){.setup = setup, .listener = -1};
    if (!address_to_listen(setup, &at, e))
        return err_add(e, "desk address");
    s->listener = listen_at(at);
    freeaddrinfo(at);
    if (s->listener < 0)
        return err_set(e, "desk: cannot listen on %s port %d: %s",
                       address_asked(setup), setup->port, strerror(errno));
    *port = port_of(s->listener);
    s->most = room();
    s->waiting = waiting_new(setup, &s->links);
    s->polled = xcalloc(1 + STAFF_MOST + s->most, sizeof *s->polled);
    return true;
}

/* In a new worker: it has nothing to do with connections. */
static void forget(void *ctx)
{
    struct server *s = ctx;
    while (s->links)
        link_free(&s->links, s->links);
    if (s->listener >= 0)
        close(s->listener);
    waiting_free(s->waiting);
    free(s->polled);
}

bool server_start(struct server *s, struct err *e)
{
    s->staff_setup = (struct staff_setup){.desk = s->setup,
                                          .links = &s->links,
                                          .waiting = s->waiting,
                                          .forget = forget,
                                          .ctx = s};
    s->staff = staff_open(&s->staff_setup, e);
    return s->staff || err_add(e, "desk");
}

/* ---- who has to go ---- */

static void end_link(struct server *s, struct link *l)
{
    staff_drop(s->staff, l);
    link_free(&s->links, l);
}

/* Makes room for one more of that share. False when there is none. */
static bool make_room(struct server *s, uint64_t share)
{
    /* Behind a proxy everybody comes from one address. */
    bool full_share = !s->setup->behind_tls &&
                      link_count(s->links, share) >= CEILING_CONNECTIONS_IP;
    if (!full_share && link_count(s->links, 0) < s->most)
        return true;
    struct link *least = link_least(s->links, full_share ? share : 0);
    if (!least)
        return false;
    end_link(s, least);
    return true;
}

static void late(struct server *s, struct link *l)
{
    if (l->state == LINK_READING && l->in.n)
        answer_refuse(s->setup, l, MHD_HTTP_REQUEST_TIMEOUT);
    else
        link_go(l, LINK_OVER);
}

static void sweep(struct server *s)
{
    int64_t now = monotonic_ms();
    for (struct link *l = s->links, *after; l; l = after) {
        after = l->next;
        if (link_late(l, now))
            late(s, l);
        if (l->state == LINK_OVER)
            end_link(s, l);
    }
    struct link *most = link_heaviest(s->links);
    if (most && link_bytes(s->links) > CEILING_HELD)
        end_link(s, most);
}

/* ---- accepting ---- */

static void welcome(struct server *s, int fd, const struct sockaddr *from)
{
    char peer[ADDRESS_SIGNS];
    address_text(from, peer);
    uint64_t share = waiting_share(s->waiting, str_of(peer));
    if (!make_room(s, share)) {
        close(fd);
        return;
    }
    struct link *l = link_new(&s->links, fd);
    socklen_t n = sizeof l->local;
    getsockname(fd, (struct sockaddr *)&l->local, &n);
    memcpy(l->peer, peer, sizeof peer);
    l->share = share;
}

static void accept_all(struct server *s)
{
    for (int i = 0; i < ACCEPT_TURN; i++) {
        struct sockaddr_storage from;
        socklen_t n = sizeof from;
        int fd = accept4(s->listener, (struct sockaddr *)&from, &n,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            welcome(s, fd, (struct sockaddr *)&from);
            continue;
        }
        struct link *least = link_least(s->links, 0);
        if ((errno != EMFILE && errno != ENFILE) || !least)
            return;
        end_link(s, least);
    }
}

/* ---- one connection ---- */

/* The head is there: 0, or the status of its refusal. */
static int meet(struct server *s, struct link *l, struct http_head *h)
{
    int wrong = http_read(h, str_part(buf_view(&l->in), 0, l->head));
    if (wrong)
        return wrong;
    if (!address_is_ours(s->setup, h->host, (struct sockaddr *)&l->local))
        return MHD_HTTP_MISDIRECTED_REQUEST;
    l->body = h->length;
    l->close = h->close;
    return 0;
}

/* Somebody waits for leave to send his body. It is few bytes to an empty
 * socket; were it full he would send without. */
static void let_come(struct link *l, const struct http_head *h)
{
    static const char leave[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (h->expects && l->in.n == l->head)
        (void)!send(l->fd, leave, sizeof leave - 1, MSG_NOSIGNAL);
}

/* What is there of a request is looked at; a whole one begins to wait. */
static void look(struct server *s, struct link *l)
{
    struct http_head h;
    bool had_head = l->head > 0;
    int wrong = 0;
    if (!had_head)
        wrong = http_scan(buf_view(&l->in), &l->at, &l->head);
    if (!wrong && !l->head)
        return;
    /* Read anew with each piece of a body: the buffer may have moved. */
    if (!wrong)
        wrong = meet(s, l, &h);
    if (!wrong && !had_head)
        let_come(l, &h);
    if (!wrong && l->in.n < l->head + l->body)
        return;
    if (!wrong)
        wrong = waiting_add(s->waiting, l, &h);
    if (wrong)
        answer_refuse(s->setup, l, wrong);
}

static void take(struct server *s, struct link *l)
{
    char piece[PIECE];
    ssize_t n = recv(l->fd, piece, sizeof piece, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        link_go(l, LINK_OVER);
        return;
    }
    if (!l->in.n)
        link_go(l, LINK_READING); /* its time begins with its first byte */
    buf_put(&l->in, piece, (size_t)n);
    look(s, l);
}

/* What comes after the last answer is thrown away; closing at once would
 * take the answer from the other side too. */
static void throw_away(struct link *l)
{
    char piece[PIECE];
    ssize_t n = recv(l->fd, piece, sizeof piece, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        link_go(l, LINK_OVER);
}

/* The answer is out; the next request may be there already. */
static void turn_over(struct server *s, struct link *l)
{
    if (l->close) {
        shutdown(l->fd, SHUT_WR);
        link_go(l, LINK_ENDING);
        buf_clear(&l->in);
        buf_clear(&l->out);
        return;
    }
    size_t used = l->head + l->body;
    memmove(l->in.p, l->in.p + used, l->in.n - used);
    l->in.n -= used;
    l->at = l->head = l->body = 0;
    buf_clear(&l->out);
    link_go(l, LINK_READING);
    if (l->in.n)
        look(s, l);
    else
        buf_clear(&l->in);
}

static void send_on(struct server *s, struct link *l)
{
    ssize_t n =
        send(l->fd, l->out.p + l->sent, l->out.n - l->sent, MSG_NOSIGNAL);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n < 0) {
        link_go(l, LINK_OVER);
        return;
    }
    l->sent += (size_t)n;
    if (l->sent == l->out.n)
        turn_over(s, l);
}

static void serve(struct server *s, struct link *l, short seen)
{
    if (l->state == LINK_ASKING && (seen & (POLLHUP | POLLERR)))
        link_go(l, LINK_OVER);
    else if (l->state == LINK_READING && seen)
        take(s, l);
    else if (l->state == LINK_ENDING && seen)
        throw_away(l);
    else if (l->state == LINK_ANSWERING && seen)
        send_on(s, l);
}

/* ---- the loop ---- */

static short wanted(const struct link *l)
{
    return l->state == LINK_READING || l->state == LINK_ENDING ? POLLIN
           : l->state == LINK_ANSWERING                        ? POLLOUT
                                                               : 0;
}

void server_turn(struct server *s, int ms)
{
    struct pollfd *p = s->polled;
    size_t n = 0;
    staff_turn(s->staff);
    p[n++] = (struct pollfd){.fd = s->listener, .events = POLLIN};
    n += staff_poll(s->staff, p + n);
    size_t first = n;
    for (struct link *l = s->links; l; l = l->next)
        p[n++] = (struct pollfd){.fd = l->fd, .events = wanted(l)};
    if (poll(p, n, ms) > 0) {
        size_t i = first;
        for (struct link *l = s->links; l; l = l->next)
            serve(s, l, p[i++].revents);
        staff_serve(s->staff, p + 1);
        if (p[0].revents)
            accept_all(s);
    }
    sweep(s);
}

static bool busy(const struct server *s)
{
    for (const struct link *l = s->links; l; l = l->next)
        if (l->state == LINK_ASKING || l->state == LINK_ANSWERING)
            return true;
    return false;
}

bool server_close(struct server *s)
{
    if (s->listener >= 0)
        close(s->listener);
    s->listener = -1;
    for (int i = 0; s->staff && i < LAST_TURNS && busy(s); i++)
        server_turn(s, 100);
    while (s->links)
        end_link(s, s->links);
    bool well = !s->staff || staff_close(s->staff);
    if (s->waiting)
        waiting_free(s->waiting);
    free(s->polled);
    return well;
}
