/* SPDX-License-Identifier: MIT
 * guard: tables of networks, and libcurl's two questions. */
#include "crawler/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct network {
    unsigned char bytes[16]; /* as on the wire; 4 of them for IPv4 */
    int bits;                /* of the prefix */
    bool never;              /* refused for allow_private too */
    const char *what;        /* for people */
};

/* IANA's special-purpose registries. */
static const struct network four[] = {
    {{0}, 8, true, "the unspecified network"},
    {{10}, 8, false, "a private network"},
    {{100, 64}, 10, false, "a carrier's private network"},
    {{127}, 8, false, "this machine"},
    {{169, 254}, 16, true, "a link-local network"},
    {{172, 16}, 12, false, "a private network"},
    {{192, 0, 0}, 24, true, "a protocol's own network"},
    {{192, 0, 2}, 24, true, "a documentation network"},
    {{192, 88, 99}, 24, true, "a relay network"},
    {{192, 168}, 16, false, "a private network"},
    {{198, 18}, 15, false, "a benchmark network"},
    {{198, 51, 100}, 24, true, "a documentation network"},
    {{203, 0, 113}, 24, true, "a documentation network"},
    {{224}, 4, true, "a multicast network"},
    {{240}, 4, true, "a reserved network"},
};

/* Only 2000::/3 is given out for the world to use; of the rest these are for
 * the like of us, and nothing else is. */
static const struct network six_own[] = {
    {{[15] = 1}, 128, false, "this machine"},
    {{0xfc}, 7, false, "a private network"},
    {{0xfe, 0xc0}, 10, false, "a private network"},
};

/* What is not for the world, though it looks like it, and names for the rest.
 */
static const struct network six[] = {
    {{0}, 128, true, "the unspecified address"},
    {{[8] = 0xff, [9] = 0xff}, 96, true, "a translated IPv4 address"},
    {{0}, 96, true, "an outdated IPv4 address"},
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, true, "a local translation network"},
    {{1}, 64, true, "a discard network"},
    {{0x20, 1, 0, 0}, 32, true, "a tunnel network"},
    {{0x20, 1, 0, 2}, 48, true, "a benchmark network"},
    {{0x20, 1, 0, 0x10}, 28, true, "a network of hashes"},
    {{0x20, 1, 0, 0x20}, 28, true, "a network of hashes"},
    {{0x20, 1}, 23, true, "a protocol's own network"},
    {{0x20, 1, 0x0d, 0xb8}, 32, true, "a documentation network"},
    {{0x3f, 0xfe}, 16, true, "a network given back"},
    {{0x3f, 0xff}, 20, true, "a documentation network"},
    {{0x5f}, 16, true, "a routing network"},
    {{0xfe, 0x80}, 10, true, "a link-local network"},
    {{0xff}, 8, true, "a multicast network"},
};

static const struct network six_global = {{0x20}, 3, false, ""};

/* IPv6 networks that carry an IPv4 address, and where it stands. */
static const struct {
    struct network net; /* only bytes and bits count */
    int at;             /* offset of the IPv4 address */
} carriers[] = {
    {{{[10] = 0xff, [11] = 0xff}, 96, false, ""}, 12}, /* mapped */
    {{{0, 0x64, 0xff, 0x9b}, 96, false, ""}, 12},      /* NAT64 */
    {{{0x20, 2}, 16, false, ""}, 2},                   /* 6to4 */
};

static bool within(const unsigned char *address, const struct network *net)
{
    int whole = net->bits / 8, rest = net->bits % 8;
    if (memcmp(address, net->bytes, (size_t)whole))
        return false;
    unsigned mask = rest ? 0xff00u >> rest & 0xff : 0;
    return ((address[whole * (rest != 0)] ^ net->bytes[whole * (rest != 0)]) &
            mask) == 0;
}

static const char *listed(const unsigned char *address,
                          const struct network *nets, size_t n,
                          bool allow_private)
{
    for (size_t i = 0; i < n; i++)
        if (within(address, &nets[i]) && (nets[i].never || !allow_private))
            return nets[i].what;
    return NULL;
}

static const char *reason_four(const unsigned char *address, bool allow_private)
{
    return listed(address, four, sizeof four / sizeof *four, allow_private);
}

static const char *reason_six(const unsigned char *address, bool allow_private)
{
    for (size_t i = 0; i < sizeof carriers / sizeof *carriers; i++)
        if (within(address, &carriers[i].net))
            return reason_four(address + carriers[i].at, allow_private);
    for (size_t i = 0; i < sizeof six_own / sizeof *six_own; i++)
        if (within(address, &six_own[i]))
            return allow_private ? NULL : six_own[i].what;
    const char *why = listed(address, six, sizeof six / sizeof *six, false);
    if (!why && !within(address, &six_global))
        why = "a network that is not given out";
    return why;
}

const char *guard_reason(const struct sockaddr *address, bool allow_private)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return reason_four((const unsigned char *)&in.sin_addr, allow_private);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, address, sizeof in);
        return reason_six(in.sin6_addr.s6_addr, allow_private);
    }
    return "no internet address";
}

static void refuse(struct guard *g, const char *address, const char *why,
                   bool never)
{
    g->never = never;
    snprintf(g->reason, sizeof g->reason, "%s is %s", address, why);
}

static curl_socket_t on_open(void *ctx, curlsocktype purpose,
                             struct curl_sockaddr *address)
{
    struct guard *g = ctx;
    (void)purpose;
    const char *why = guard_reason(&address->addr, g->allow_private);
    if (!why)
        return socket(address->family, address->socktype | SOCK_CLOEXEC,
                      address->protocol);
    char text[INET6_ADDRSTRLEN] = "?";
    struct sockaddr_storage copy = {0};
    memcpy(&copy, &address->addr,
           address->addrlen < sizeof copy ? address->addrlen : sizeof copy);
    if (copy.ss_family == AF_INET)
        inet_ntop(AF_INET, &((struct sockaddr_in *)&copy)->sin_addr, text,
                  sizeof text);
    else if (copy.ss_family == AF_INET6)
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&copy)->sin6_addr, text,
                  sizeof text);
    refuse(g, text, why, guard_reason(&address->addr, true) != NULL);
    return CURL_SOCKET_BAD;
}

/* A connection that another source opened may be used again: its address is
 * judged for this source. */
static int on_request(void *ctx, char *address, char *local, int port,
                      int local_port)
{
    struct guard *g = ctx;
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    const struct sockaddr *at = NULL;
    (void)local, (void)port, (void)local_port;
    if (g->requests++)
        return CURL_PREREQFUNC_ABORT;
    if (inet_pton(AF_INET, address, &in.sin_addr) == 1)
        at = (struct sockaddr *)&in;
    else if (inet_pton(AF_INET6, address, &in6.sin6_addr) == 1)
        at = (struct sockaddr *)&in6;
    const char *why =
        at ? guard_reason(at, g->allow_private) : "no internet address";
    if (!why)
        return CURL_PREREQFUNC_OK;
    refuse(g, address, why, !at || guard_reason(at, true) != NULL);
    return CURL_PREREQFUNC_ABORT;
}

void guard_install(CURL *easy, struct guard *g)
{
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, g);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_request);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, g);
}
