/* SPDX-License-Identifier: MIT
 * address: numeric addresses and host names, compared as text. */
#include "desk/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "desk/desk.h"

static socklen_t size_of(const struct sockaddr *a)
{
    return a->sa_family == AF_INET ? sizeof(struct sockaddr_in)
                                   : sizeof(struct sockaddr_in6);
}

void address_text(const struct sockaddr *from, char text[ADDRESS_SIGNS])
{
    if (getnameinfo(from, size_of(from), text, ADDRESS_SIGNS, NULL, 0,
                    NI_NUMERICHOST) != 0)
        snprintf(text, ADDRESS_SIGNS, "unknown");
}

/* False when it is no numeric address. IPv4 written as IPv6 is IPv4. */
static bool parse(struct str text, struct in6_addr *v6, struct in_addr *v4,
                  bool *is_v4)
{
    char z[ADDRESS_SIGNS];
    if (!text.n || text.n >= sizeof z || str_find_char(text, 0) >= 0)
        return false;
    memcpy(z, text.p, text.n);
    z[text.n] = 0;
    *is_v4 = inet_pton(AF_INET, z, v4) == 1;
    if (*is_v4)
        return true;
    if (inet_pton(AF_INET6, z, v6) != 1)
        return false;
    *is_v4 = IN6_IS_ADDR_V4MAPPED(v6);
    if (*is_v4)
        memcpy(v4, v6->s6_addr + 12, sizeof *v4);
    return true;
}

struct str address_of(const struct http_head *h, struct str peer,
                      bool behind_proxy)
{
    struct in6_addr v6;
    struct in_addr v4;
    bool is_v4;
    if (!behind_proxy)
        return peer;
    struct str rest = http_last(h, "X-Forwarded-For"), hop, last = {0};
    while (str_split(&rest, ',', &hop))
        last = str_trim(hop);
    return parse(last, &v6, &v4, &is_v4) ? last : peer;
}

bool address_same(struct str a, struct str b)
{
    struct in6_addr v6[2];
    struct in_addr v4[2];
    bool is_v4[2];
    if (!parse(a, &v6[0], &v4[0], &is_v4[0]) ||
        !parse(b, &v6[1], &v4[1], &is_v4[1]) || is_v4[0] != is_v4[1])
        return false;
    return is_v4[0] ? v4[0].s_addr == v4[1].s_addr
                    : memcmp(&v6[0], &v6[1], sizeof v6[0]) == 0;
}

bool desk_is_address(struct str s)
{
    return address_same(s, s);
}

struct str address_net(struct str address, char net[ADDRESS_SIGNS])
{
    struct in6_addr v6;
    struct in_addr v4;
    bool is_v4;
    if (!parse(address, &v6, &v4, &is_v4))
        return address;
    if (is_v4) {
        inet_ntop(AF_INET, &v4, net, ADDRESS_SIGNS);
        return str_of(net);
    }
    memset(v6.s6_addr + 8, 0, 8);
    inet_ntop(AF_INET6, &v6, net, ADDRESS_SIGNS);
    return str_of(net);
}

static bool is_loopback(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)a)->sin_addr.s_addr) >> 24 ==
               127;
    return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)a)->sin6_addr);
}

static int port_of(const struct sockaddr *a)
{
    return ntohs(a->sa_family == AF_INET
                     ? ((const struct sockaddr_in *)a)->sin_port
                     : ((const struct sockaddr_in6 *)a)->sin6_port);
}

/* "name:port" in two; the port is empty when it is not written. */
static void split(struct str host, struct str *name, struct str *port)
{
    size_t from = 0;
    if (str_starts(host, STR("["))) {
        ptrdiff_t end = str_find_char(host, ']');
        from = end < 0 ? host.n : (size_t)end;
    }
    ptrdiff_t colon = str_find_char(str_from(host, from), ':');
    size_t at = colon < 0 ? host.n : from + (size_t)colon;
    *name = str_part(host, 0, at);
    *port = at < host.n ? str_from(host, at + 1) : (struct str){0};
}

static bool is_local(struct str host, const struct sockaddr *local)
{
    char text[ADDRESS_SIGNS], own[ADDRESS_SIGNS + 2];
    struct str name, port;
    int64_t number = 0;
    split(host, &name, &port);
    if (port.n && (!str_int(port, &number) || number != port_of(local)))
        return false;
    address_text(local, text);
    snprintf(own, sizeof own, local->sa_family == AF_INET ? "%s" : "[%s]",
             text);
    return str_eq_nocase(name, str_of(own)) ||
           (is_loopback(local) && str_eq_nocase(name, STR("localhost")));
}

bool address_is_ours(const struct desk_setup *s, struct str host,
                     const struct sockaddr *local)
{
    struct str name, port;
    split(host, &name, &port);
    for (size_t i = 0; i < s->n_names; i++) {
        struct str ours, at;
        split(s->names[i], &ours, &at);
        if (str_eq_nocase(ours, name) && (!at.n || str_eq(at, port)))
            return true;
    }
    return is_local(host, local);
}
