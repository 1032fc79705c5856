/* SPDX-License-Identifier: MIT
 *
 * frontier: what waits to be fetched, host by host, and when it may.
 *
 * The rows live in the store; here are those in memory, sorted into hosts. A
 * host has one request on its way at a time and a gap after it: the source's
 * own, five times the smoothed latency, or the Crawl-delay, whichever is
 * longest. Retry-After, repeated failure and the budget of a day close a host
 * for a while; that is kept in the store's notes (scope "host") and survives a
 * restart. A host is a name and a port; 80 and 443 are one.
 *
 *   frontier_load ─► frontier_next ─► (fetch) ─► frontier_rest ─► ... _drop
 */
#ifndef MOLVA_FRONTIER_H
#define MOLVA_FRONTIER_H

#include "base/map.h"
#include "crawler/cookies.h"
#include "crawler/crawler.h"
#include "store/store.h"

enum {
    FRONTIER_ROWS = 4096, /* rows read from the store at a time */
    FRONTIER_DAY = 20000, /* requests to a host on one day (UTC) */
    FRONTIER_IDS = 4096,  /* slots of the index by row id */
    VISIT_HOPS = 10       /* CEILING_REDIRECTS */
};

struct host;

/* One row of the frontier on its way through the crawler. */
struct visit {
    struct frontier_row row; /* its strings stand in text */
    char *text;              /* owned */
    size_t source;           /* index into the sources */
    char *url;               /* where it stands now: row.url or a redirect */
    uint64_t seen[VISIT_HOPS + 1]; /* hashes of the URLs it came through */
    int hops;                      /* redirects followed */
    struct cookies cookies;        /* set on the way */
    struct host *host;             /* of url */
    char *asked;                   /* robots.txt on its way, or NULL */
    int asked_hops;                /* redirects of that robots.txt */
    bool late;                     /* counted among those tried again */
    struct visit *next;            /* in the host's queue */
    struct visit *same_slot;       /* in the index by id */
};

struct host {
    char *name;         /* with a port that is not the web's own */
    struct visit *head; /* waiting, by due */
    struct visit *tail; /* last of them */
    bool busy;          /* a request is on its way */
    int64_t ready_ms;   /* monotonic: next request not before */
    int64_t until;      /* epoch second: closed until then, 0 open */
    int64_t latency_ms; /* smoothed, 0 unknown */
    int64_t gap_ms;     /* the last one kept to, 0 none yet */
    int64_t fails;      /* in a row */
    int64_t day, asked; /* since 1970; requests on that day (UTC) */
    int64_t epoch;      /* of our lease, 0: it is not ours */
    int64_t renew_ms;   /* monotonic: the lease is renewed from then on */
    bool held;          /* by another crawler: not asked in this run */
};

struct frontier {
    struct store *store;             /* rows and notes */
    struct map by_name;              /* host name to struct host */
    struct host **hosts;             /* n_hosts of them, in order of arrival */
    size_t n_hosts, cap;             /* there, allocated */
    size_t turn;                     /* host that is asked first next time */
    struct visit *ids[FRONTIER_IDS]; /* index by row id */
    int64_t waiting;                 /* visits in the queues */
    int64_t held; /* visits in memory, those on their way too */
    bool dirty;   /* the store has rows that are not here */
};

void frontier_init(struct frontier *f, struct store *store);
void frontier_clear(struct frontier *f);
/* Forgets the visits: their rows are in the store and are taken anew. Hosts
 * keep their gaps; whose request was on its way begins one. */
void frontier_restart(struct frontier *f, int64_t now_ms);

/* Takes rows of the store that are not in memory yet. source_of maps the id
 * of a source to its index, or -1: such rows stay where they are. */
bool frontier_load(struct frontier *f, int64_t (*source_of)(void *, int64_t),
                   void *ctx, struct err *e) MUST_CHECK;

/* The next visit that may start, its host taken; or NULL and in *wait_ms how
 * long until one may, -1 when nothing waits. */
struct visit *frontier_next(struct frontier *f, int64_t now, int64_t now_ms,
                            int64_t *wait_ms);

/* How a request ended, for the host's gap and health. */
struct frontier_rest {
    int64_t now, now_ms; /* clocks */
    int64_t latency_ms;  /* of this request, 0 when it tells nothing */
    int64_t gap_ms;      /* the source's */
    int64_t delay_ms;    /* Crawl-delay, -1 none */
    bool gap_only;       /* a private source: its gap alone counts */
    bool failed;         /* counts against the host */
    int64_t retry_after; /* seconds, 0 none */
};
bool frontier_rest(struct frontier *f, struct host *h,
                   const struct frontier_rest *rest, struct err *e) MUST_CHECK;

/* A visit that was handed out cannot start now: it is the first again. */
void frontier_put_back(struct frontier *f, struct visit *v);
/* Puts a visit into the queue of the host of its url (it may have moved). */
bool frontier_queue(struct frontier *f, struct visit *v,
                    struct err *e) MUST_CHECK;
/* A URL with the cookies that it is asked with, as a number: where the visit
 * has been. */
uint64_t visit_place(const struct visit *v, struct str url);
/* Moves a visit to another URL, or back to that of its row: then it must be
 * queued again. */
void visit_move(struct visit *v, struct str url);
void visit_restart(struct visit *v);
/* The visit is over; its row is the caller's business. */
void frontier_drop(struct frontier *f, struct visit *v);

/* When a row of the store may be fetched, as far as its host goes. */
bool frontier_due(struct frontier *f, const struct frontier_row *row,
                  int64_t now, int64_t *due, struct err *e) MUST_CHECK;

/* What a host is called: with its port, when that is not the web's own
 * ("a.example", "a.example:81"). Another port is another server. */
struct str frontier_host(struct arena *a, struct str url);

/* Seconds that a Retry-After header asks for: "120" or a date; clamped to
 * 1 second .. 24 hours, 0 when it says neither. */
int64_t frontier_retry_after(struct str header, int64_t now);

#endif
