/* SPDX-License-Identifier: MIT
 *
 * robots_cache: the robots.txt of each scheme://host:port, kept for a day.
 *
 * What the answer to /robots.txt means (RFC 9309 section 2.3.1): 2xx, the
 * rules in it; 4xx, everything may be fetched; 429, 5xx and no answer,
 * nothing may, and we ask again after an hour. Kept in the store's notes
 * (scope "robots"), so a restart neither asks again nor forgets a ban. The
 * sitemaps a file names are a note too, scope "sitemaps", one URL a line. */
#ifndef MOLVA_ROBOTS_CACHE_H
#define MOLVA_ROBOTS_CACHE_H

#include "base/map.h"
#include "crawler/web/robots.h"
#include "store/store.h"

enum robots_kind { ROBOTS_RULES, ROBOTS_OPEN, ROBOTS_UNREACHED };

struct robots_file {
    enum robots_kind kind; /* what the answer meant */
    struct robots *rules;  /* ROBOTS_RULES: what it said */
    int64_t status;        /* HTTP status, 0 when none came */
    int64_t expires;       /* epoch second when it is asked for again */
    struct str origin;     /* scheme://host[:port] */
    struct arena arena;    /* rules and origin */
};

struct robots_cache {
    struct map files;    /* origin to struct robots_file */
    struct store *store; /* where they outlive the process */
    struct str agent;    /* User-Agent */
};

void robots_cache_init(struct robots_cache *c, struct store *store,
                       struct str agent);
void robots_cache_clear(struct robots_cache *c);

/* *file is NULL when there is none that still counts: then fetch it. */
bool robots_cache_get(struct robots_cache *c, struct str origin, int64_t now,
                      struct robots_file **file, struct err *e) MUST_CHECK;
/* status 0: no answer. Too many redirects count as 404. */
bool robots_cache_put(struct robots_cache *c, struct str origin, int64_t status,
                      struct str body, int64_t now, struct err *e) MUST_CHECK;

#endif
