/* SPDX-License-Identifier: MIT
 *
 * trap: what keeps a crawl from running in circles.
 *
 * Sites make endless pages without meaning to: calendars, a link that adds a
 * segment each time, a last page whose "next" leads to itself. */
#ifndef MOLVA_TRAP_H
#define MOLVA_TRAP_H

#include "base/str.h"

/* Why a link is not followed, or NULL: too long, too deep, a segment again
 * and again. url: canonical. */
const char *trap_reason(struct str url);

/* Counts what was met in this run, by number: URLs done, bodies of a chain. */
struct trap_tally {
    struct trap_count *slots; /* cap of them, a power of two */
    size_t n, cap;            /* used, there */
};

void trap_clear(struct trap_tally *t);
/* Counts once more; returns how often it has been met now. */
unsigned trap_meet(struct trap_tally *t, uint64_t what);
unsigned trap_met(const struct trap_tally *t, uint64_t what);
/* One number of two, for "this URL of that source". */
uint64_t trap_key(uint64_t a, uint64_t b);
/* A fast hash of a body. Stored as the page's hash: it never changes. */
uint64_t trap_hash(struct str body);

#endif
