/* SPDX-License-Identifier: MIT
 *
 * url: what a link means, and one spelling for each page.
 *
 * Only http and https; everything else is refused. Results live in the arena.
 *
 *   url_resolve    what a browser would open, fragment kept: for permalinks
 *   url_canonical  the key of a page: also without fragment, tracking
 *                  parameters and session ids; nothing is sorted
 *   url_key2       the canonical form without scheme and host, so that a site
 *                  may move to https or to another name
 *   url_place      the same with the host, but for a www. in front of it: one
 *                  place of the web, whoever leads to it
 *
 * All four: host in lower case and punycode, default port dropped, dot
 * segments gone, %XX in upper case, unreserved characters decoded. Names with
 * letters outside ASCII need LC_CTYPE to be a UTF-8 locale. */
#ifndef MOLVA_URL_H
#define MOLVA_URL_H

#include "base/str.h"

struct url {
    struct str scheme;   /* "http" or "https" */
    struct str user;     /* before the @, "" mostly */
    struct str host;     /* name, IPv4 or [IPv6] */
    struct str port;     /* digits, "" when it is the scheme's own */
    struct str path;     /* from the slash on */
    struct str query;    /* without the question mark, may be empty */
    struct str fragment; /* without the hash sign, may be empty */
};

/* href seen on the page `base`, which these functions made, or "" when href
 * is absolute: a page's links are many, its URL is checked once. False
 * when the result is no http(s) URL or longer than CEILING_URL. */
bool url_resolve(struct arena *a, struct str base, struct str href,
                 struct str *out) MUST_CHECK;
/* The same for an absolute URL, with a reason for people. */
bool url_canonical(struct arena *a, struct str raw, struct str *out,
                   struct err *e) MUST_CHECK;
/* Canonical path, query and fragment; what is no URL comes back as it is. */
struct str url_key2(struct arena *a, struct str url);
struct str url_place(struct arena *a, struct str url);

/* Takes a URL made by url_resolve or url_canonical apart; pure views. */
struct url url_split(struct str url);
/* "scheme://host[:port]", the scope of robots.txt; a view. */
struct str url_origin(struct str url);
/* Do both name the same host and port? */
bool url_same_port(struct str a, struct str b);
/* Port that is connected to. */
int url_port(const struct url *u);
/* Registered domain of a host ("shop.example.co.uk" gives "example.co.uk"),
 * the host itself for addresses and for names without one; a view. */
struct str url_domain(struct arena *a, struct str host);
/* Are two addresses of the same registered domain? */
bool url_same_domain(struct arena *a, struct str x, struct str y);

#endif
