/* SPDX-License-Identifier: MIT
 * request: what a request says of itself, for everybody behind the server. */
#include <microhttpd.h>
#include <netdb.h>
#include <sys/socket.h>

#include "desk/internal.h"

struct str request_header(struct request *r, const char *name)
{
    return str_of(MHD_lookup_connection_value(r->con, MHD_HEADER_KIND, name));
}

struct str request_cookie(struct request *r, const char *name)
{
    return str_of(MHD_lookup_connection_value(r->con, MHD_COOKIE_KIND, name));
}

struct str request_target(const struct request *r)
{
    return str_of(r->path.p); /* the query still stands behind the path */
}

/* The last hop of X-Forwarded-For is the one our own proxy wrote. */
static struct str forwarded(struct request *r)
{
    struct str rest = request_header(r, "X-Forwarded-For"), hop, last = {0};
    while (str_split(&rest, ',', &hop))
        last = str_trim(hop);
    return last;
}

struct str request_address(struct request *r)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->con, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct str by_proxy = forwarded(r);
    if (r->desk->setup->behind_tls && by_proxy.n)
        return by_proxy;
    char *text = arena_alloc(&r->arena, NI_MAXHOST);
    if (!info)
        return (struct str){0};
    socklen_t n = info->client_addr->sa_family == AF_INET
                      ? sizeof(struct sockaddr_in)
                      : sizeof(struct sockaddr_in6);
    if (getnameinfo(info->client_addr, n, text, NI_MAXHOST, NULL, 0,
                    NI_NUMERICHOST) != 0)
        return (struct str){0};
    return str_of(text);
}

bool request_go(struct request *r, struct str location)
{
    r->status = MHD_HTTP_SEE_OTHER;
    r->location = location;
    return true;
}

struct str request_field(struct request *r, const char *name)
{
    struct str value = form_get(&r->form, name);
    return value.n ? value : form_get(&r->query, name);
}
