/* SPDX-License-Identifier: MIT
 *
 * fetch: many HTTP requests at once, each within its ceilings.
 *
 * One request, one answer: redirects are not followed here, since robots.txt
 * and the gap of the next host are asked for every hop. The number of
 * requests at once is the caller's business. Cookies only as the caller says,
 * no netrc, no proxy of the environment; gzip, deflate and br are undone, and
 * it is the decoded bytes that are counted. Mailboxes are asked by children
 * (mailbox.h), whose answers look like those of pages. */
#ifndef MOLVA_FETCH_H
#define MOLVA_FETCH_H

#include <poll.h>

#include "crawler/mailbox.h"

enum fetch_state {
    FETCH_ANSWERED,  /* a whole answer came, whatever its status */
    FETCH_REFUSED,   /* by the address guard */
    FETCH_UNREACHED, /* no name, no connection, broken off: may pass */
    FETCH_SLOW,      /* a ceiling of time: may pass */
    FETCH_HEAVY,     /* a ceiling of size, a bomb, garbage */
};

struct fetch_request {
    struct str url;      /* canonical */
    struct str etag;     /* validators as stored, "" for none */
    struct str modified; /* Last-Modified, verbatim */
    struct str headers;  /* "Name: value" lines of the source */
    struct str cookies;  /* "a=1; b=2", "" none */
    bool allow_private;  /* of the source, for its own host */
    bool elsewhere;      /* not a host of the source: a redirect led there */
    size_t most;         /* ceiling of the decoded body */
    bool cut;            /* a longer body is cut there, not refused */
    const struct mailbox_ask *mail; /* a mailbox, not a page; or NULL */
    void *ctx;                      /* comes back with the answer */
};

/* Valid until fetch_done. */
struct fetch_answer {
    void *ctx;              /* of the request */
    enum fetch_state state; /* how it ended */
    long status;            /* HTTP status, 0 when none came */
    struct str etag, modified, type, location, retry_after, link, set_cookie,
        cache, expires, place; /* headers; cookies one a line */
    struct buf body;           /* decoded */
    int64_t bytes;             /* received */
    int64_t ms;                /* until the first byte of the answer */
    struct str cause;          /* for people when not FETCH_ANSWERED */
    bool of_mail; /* a mailbox: its position is the etag, status 304 says
                     that nothing is new */
    bool more;    /* of it: there are messages behind these */
};

struct fetcher;

/* Seconds; 0 is what base/ceiling.h says. */
struct fetch_times {
    int64_t connect_s, fetch_s, slow_s;
};

struct fetcher *fetch_open(struct str agent, const struct fetch_times *times,
                           struct err *e) MUST_CHECK;
void fetch_close(struct fetcher *f);
/* Copies what it needs. */
bool fetch_start(struct fetcher *f, const struct fetch_request *r,
                 struct err *e) MUST_CHECK;
/* Waits until something moves here or on the n file descriptors. */
void fetch_wait(struct fetcher *f, const struct pollfd *fds, int n, int ms);
/* The next finished answer, or NULL. */
struct fetch_answer *fetch_take(struct fetcher *f);
void fetch_done(struct fetcher *f, struct fetch_answer *answer);
/* Drops what is on its way; those answers never come. */
void fetch_cancel(struct fetcher *f);
int fetch_busy(const struct fetcher *f); /* requests on their way */

#endif
