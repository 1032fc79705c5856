/* SPDX-License-Identifier: MIT
 * server: libmicrohttpd without threads, epoll inside, our poll outside. */
#include "desk/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "desk/link.h"
#include "desk/route.h"

struct header {
    const char *name, *value; /* as sent */
};

static const struct header headers_of_all[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; script-src "
     "'self'; connect-src 'self'; form-action 'self'; frame-ancestors "
     "'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    /* no-referrer would make browsers send "Origin: null" with our forms. */
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static struct link *link_of(struct MHD_Connection *con)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(con, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* Called when the request line has been read. What it returns is *request of
 * the calls that follow. */
static void *on_line(void *cls, const char *target, struct MHD_Connection *con)
{
    struct request *r = xcalloc(1, sizeof *r);
    arena_init(&r->arena);
    buf_init(&r->upload, CEILING_REQUEST);
    buf_init(&r->out, CEILING_PAGE_OUT);
    r->desk = cls;
    r->con = con;
    r->path = str_dup(&r->arena, str_of(target));
    return r;
}

static void on_end(void *cls, struct MHD_Connection *con, void **request,
                   enum MHD_RequestTerminationCode code)
{
    (void)cls, (void)code;
    struct request *r = *request;
    struct link *l = link_of(con);
    if (l)
        link_wait(l);
    if (!r)
        return;
    buf_clear(&r->upload);
    buf_clear(&r->out);
    arena_clear(&r->arena);
    free(r);
    *request = NULL;
}

static void on_connection(void *cls, struct MHD_Connection *con, void **link,
                          enum MHD_ConnectionNotificationCode what)
{
    struct desk *d = cls;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *link = link_new(&d->links, con);
    } else if (*link) {
        link_free(*link);
        *link = NULL;
    }
}

static void add(struct MHD_Response *response, const char *name,
                const char *value)
{
    /* Fails only for line ends in the value, which our values have not. */
    (void)MHD_add_response_header(response, name, value);
}

static void add_headers(struct request *r, struct MHD_Response *response)
{
    for (size_t i = 0; i < sizeof headers_of_all / sizeof *headers_of_all; i++)
        add(response, headers_of_all[i].name, headers_of_all[i].value);
    if (r->desk->setup->behind_tls)
        add(response, "Strict-Transport-Security", "max-age=31536000");
    add(response, "Content-Type",
        r->type ? r->type : "text/html; charset=utf-8");
    add(response, "Cache-Control",
        r->cached ? "public, max-age=31536000, immutable" : "no-store");
    if (r->location.n)
        add(response, "Location", str_z(&r->arena, r->location));
    if (r->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        add(response, "Allow", route_methods(r));
    for (int i = 0; i < r->n_cookies; i++)
        add(response, "Set-Cookie", str_z(&r->arena, r->cookies[i]));
}

static enum MHD_Result reply(struct request *r)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        r->out.n, r->out.n ? r->out.p : "", MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    add_headers(r, response);
    enum MHD_Result ok =
        MHD_queue_response(r->con, (unsigned)r->status, response);
    MHD_destroy_response(response);
    return ok;
}

/* What is wrong with a request whose header alone is there; 0 nothing. */
static int wrong_header(struct request *r)
{
    struct str length = request_header(r, "Content-Length"), type;
    int64_t n = 0;
    if (!request_header(r, "Host").n)
        return MHD_HTTP_BAD_REQUEST;
    if (request_header(r, "Transfer-Encoding").n)
        return MHD_HTTP_LENGTH_REQUIRED;
    if (!length.n)
        return 0;
    if (!str_int(length, &n) || n < 0)
        return MHD_HTTP_BAD_REQUEST;
    if (n > CEILING_REQUEST)
        return MHD_HTTP_CONTENT_TOO_LARGE;
    type = request_header(r, "Content-Type");
    if (n > 0 &&
        !str_starts_nocase(type, STR("application/x-www-form-urlencoded")))
        return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    return 0;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *con,
                                  const char *url, const char *method,
                                  const char *version, const char *data,
                                  size_t *n, void **request)
{
    (void)cls, (void)url, (void)version;
    struct request *r = *request;
    if (!r->started) {
        r->started = true;
        r->method = str_of(method);
        r->now = time(NULL);
        int wrong = wrong_header(r);
        if (!wrong)
            return MHD_YES;
        route_refuse(r, wrong);
        return reply(r);
    }
    if (*n) {
        buf_put(&r->upload, data, *n);
        *n = 0;
        return MHD_YES;
    }
    struct link *l = link_of(con);
    if (l)
        link_serve(l);
    route_answer(r);
    return reply(r);
}

static void on_log(void *cls, const char *fmt, va_list ap) PRINTF(2, 0);

static void on_log(void *cls, const char *fmt, va_list ap)
{
    (void)cls;
    char line[512];
    vsnprintf(line, sizeof line, fmt, ap);
    log_event(LOG_DEBUG, "http", "%s", line);
}

static bool address_of(const struct desk_setup *s, struct addrinfo **out,
                       struct err *e)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                             .ai_socktype = SOCK_STREAM};
    const char *address = s->address ? s->address : "127.0.0.1";
    char port[16];
    snprintf(port, sizeof port, "%d", s->port);
    int code = getaddrinfo(address, port, &hints, out);
    if (code != 0)
        return err_set(e, "%s: %s", address, gai_strerror(code));
    return true;
}

static struct MHD_Daemon *start(struct desk *d, const struct addrinfo *at)
{
    unsigned flags = MHD_USE_EPOLL | MHD_USE_ERROR_LOG;
    if (at->ai_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    /* Behind a proxy everybody comes from one address. */
    unsigned per_address =
        d->setup->behind_tls ? CEILING_CONNECTIONS : CEILING_CONNECTIONS_IP;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, d, MHD_OPTION_EXTERNAL_LOGGER, on_log,
        d, MHD_OPTION_SOCK_ADDR, at->ai_addr, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CEILING_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        per_address, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CEILING_REQUEST_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CEILING_REQUEST_HEAD,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, on_line,
        d, MHD_OPTION_NOTIFY_COMPLETED, on_end, d, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, d, MHD_OPTION_END);
}

bool server_open(struct desk *d, int *port, struct err *e)
{
    struct addrinfo *at;
    if (!address_of(d->setup, &at, e))
        return err_add(e, "desk address");
    errno = 0;
    d->daemon = start(d, at);
    freeaddrinfo(at);
    if (!d->daemon)
        return err_set(e, "desk: cannot listen on %s port %d: %s",
                       d->setup->address ? d->setup->address : "127.0.0.1",
                       d->setup->port, strerror(errno));
    *port = MHD_get_daemon_info(d->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    return true;
}

void server_turn(struct desk *d, int ms)
{
    MHD_UNSIGNED_LONG_LONG wanted;
    if (MHD_get_timeout(d->daemon, &wanted) == MHD_YES &&
        wanted < (MHD_UNSIGNED_LONG_LONG)ms)
        ms = (int)wanted;
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(d->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd p = {.fd = info->epoll_fd, .events = POLLIN};
    poll(&p, 1, ms);
    MHD_run(d->daemon);
    link_sweep(d->links);
}

void server_close(struct desk *d)
{
    if (!d->daemon)
        return;
    MHD_socket listening = MHD_quiesce_daemon(d->daemon);
    for (int i = 0; i < 10 && link_busy(d->links); i++)
        server_turn(d, 100);
    MHD_stop_daemon(d->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    d->daemon = NULL;
}
