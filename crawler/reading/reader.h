/* SPDX-License-Identifier: MIT
 *
 * reader: the children that turn bytes into posts (folder-private).
 *
 * The pool loads connectors, rules, brands and matrix; its children are forked
 * from a process that has nothing but these and the dictionaries (nursery.h),
 * as they are needed, and share that memory. A child has no network,
 * no files and no database (sandbox.h). A job goes in, a reading comes out; a
 * child that hangs, dies or answers nonsense costs the one page it had: its
 * reading comes back with READING_FAILED and the cause, and a new child is
 * forked. What a child sends is parsed as foreign bytes. */
#ifndef MOLVA_READER_H
#define MOLVA_READER_H

#include <poll.h>

#include "crawler/crawler.h"
#include "crawler/reading/cut.h"

struct judge;
struct reader_pool;

struct reader_job {
    uint64_t id;             /* comes back with the reading */
    size_t source;           /* index into crawler_setup.sources */
    int64_t fetched;         /* epoch seconds: relative dates count from it */
    int64_t since;           /* posts older than this are not wanted, 0 all */
    struct str url;          /* final URL, after redirects */
    struct str content_type; /* header as it came, may be empty */
    struct str body;         /* decoded bytes */
};

enum reading_state {
    READING_OK,      /* posts were found, or links on a list page */
    READING_EMPTY,   /* a page of this kind without posts */
    READING_CHANGED, /* the item selector finds nothing: layout changed? */
    READING_BLOCKED, /* captcha, login form, "Just a moment..." */
    READING_FAILED,  /* does not parse, too heavy, reader died: see cause */
};

struct reading {
    uint64_t job;             /* which of those that were sent */
    enum reading_state state; /* what came of it */
    struct str cause;         /* for people, "" when all is well */
    struct mention *mentions; /* n posts in page order; brand "" = keys only */
    size_t n;
    struct str next;   /* absolute URL of the next page, or "" */
    struct str prev;   /* of the page before, for oldest-first kinds */
    struct str last;   /* of the last page of the thread, or "" */
    struct str *links; /* threads that a list page leads to */
    size_t n_links;
    bool newest_first; /* order of this kind of page */
    int64_t oldest;    /* published of the oldest post, 0 unknown */
    struct cuts cuts;  /* what was left out */
};

/* setup stays the caller's and must outlive the pool. */
struct reader_pool *reader_pool_open(const struct crawler_setup *setup,
                                     struct err *e) MUST_CHECK;
void reader_pool_close(struct reader_pool *pool);
/* What the children judge with, for texts that are in the store already. */
const struct judge *reader_pool_judge(const struct reader_pool *pool);

/* Children with nothing to do; a job may be sent when it is above 0. */
int reader_pool_idle(const struct reader_pool *pool);
int reader_pool_busy(const struct reader_pool *pool);
bool reader_pool_send(struct reader_pool *pool, const struct reader_job *job,
                      struct err *e) MUST_CHECK;
/* Fills fds with what to poll for (at most `most`); returns how many. */
int reader_pool_fds(const struct reader_pool *pool, struct pollfd *fds,
                    int most);
/* Takes one finished reading, its memory in the arena; false when none is
 * ready. Also where hung children are noticed and killed. */
bool reader_pool_take(struct reader_pool *pool, struct arena *a,
                      struct reading *out);

#endif
