/* SPDX-License-Identifier: MIT
 *
 * robots: what a robots.txt says to us (RFC 9309). Pure: bytes in, rules out.
 *
 * All groups that name our product token count as one; without any, those of
 * `*`. The rule with the most octets wins, Allow wins a tie; `*` and `$` as in
 * the RFC; paths are compared after their percent-encoding is made the same.
 * Lenient where the large crawlers are: spelling mistakes in names, several
 * names in one line, Request-rate, a file wrapped in HTML, missing
 * colons, byte order marks, UTF-16, any line end. When a file may be asked
 * for, and what its absence means, is in host.h. */
#ifndef MOLVA_ROBOTS_H
#define MOLVA_ROBOTS_H

#include "base/str.h"

struct robots_rule {
    struct str pattern; /* normalised, with * and a $ at the end */
    bool allow;         /* else disallow */
};

struct robots {
    struct robots_rule *rules; /* n of them, those that concern us */
    size_t n;                  /* of rules */
    int64_t delay_ms;          /* Crawl-delay, -1 when there is none */
    struct str *sitemaps;      /* n_sitemaps, as written */
    size_t n_sitemaps;
};

/* agent: our User-Agent header; its product token ends at a slash. Everything
 * lives in the arena. Only CEILING_ROBOTS bytes are read. */
struct robots *robots_parse(struct arena *a, struct str bytes,
                            struct str agent);
/* The file without its byte order mark, a cut one too; UTF-16 as UTF-8. */
struct str robots_text(struct arena *a, struct str bytes);
/* url: path with query, or a whole URL. /robots.txt itself always may. */
bool robots_allows(const struct robots *r, struct str url);

#endif
