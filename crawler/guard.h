/* SPDX-License-Identifier: MIT
 *
 * guard: which addresses the crawler may connect to.
 *
 * Asked at the socket, with the address that would be connected to, so no
 * spelling of a host, no name that resolves to something else the second time
 * and no redirect gets round it. Addresses of loopback, of private and link
 * networks and of documentation are refused unless the source says
 * allow_private; broadcast, multicast, cloud metadata and the like always.
 * IPv4 inside of IPv6 (mapped, NAT64, 6to4) is judged as IPv4. */
#ifndef MOLVA_GUARD_H
#define MOLVA_GUARD_H

#include <curl/curl.h>
#include <sys/socket.h>

#include "base/err.h"

struct guard {
    bool allow_private; /* of the source that is fetched */
    int requests;       /* sent; a second one is refused: see fetch.c */
    bool never;         /* allow_private would not have helped */
    char reason[160];   /* why the last address was refused, "" if none was */
};

/* NULL when the address may be connected to, else what it is. */
const char *guard_reason(const struct sockaddr *address, bool allow_private);

/* Puts the guard on a handle; *g must live as long as the handle is used. New
 * connections and those that are used again are both asked. */
void guard_install(CURL *easy, struct guard *g);

#endif
