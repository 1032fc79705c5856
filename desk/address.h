/* SPDX-License-Identifier: MIT
 *
 * address: who asks, and which of our own names he called. */
#ifndef MOLVA_DESK_ADDRESS_H
#define MOLVA_DESK_ADDRESS_H

#include <sys/socket.h>

#include "desk/http.h"

struct desk_setup;

enum { ADDRESS_SIGNS = 64 };

/* The numeric address of a peer. */
void address_text(const struct sockaddr *from, char text[ADDRESS_SIGNS]);

/* The address a request counts for: the peer's, or behind our own proxy the
 * one it wrote last into X-Forwarded-For, if that is an address. */
struct str address_of(const struct http_head *h, struct str peer,
                      bool behind_proxy);

/* What one customer of a provider has: an IPv4 address, a /64 of IPv6. Into
 * net; the address itself when it is neither. */
struct str address_net(struct str address, char net[ADDRESS_SIGNS]);

/* Is `host`, a Host header, us? `local` is where the connection came to: its
 * numeric address with its port is; "localhost" is when that is a loopback
 * address; what the setup names is. Anything else would be a page of somebody
 * else who made his name lead here. */
bool address_is_ours(const struct desk_setup *s, struct str host,
                     const struct sockaddr *local);

/* Are both the same numeric address, however written? */
bool address_same(struct str a, struct str b);

#endif
