/* SPDX-License-Identifier: MIT
 *
 * job: a page as a reader is given it, and the reading that comes back (public
 * through reading.h). */
#ifndef MOLVA_JOB_H
#define MOLVA_JOB_H

#include "crawler/reading/cut.h"
#include "store/store.h"

/* What rows of a file tell of all of its rows, where it is read in pieces. */
struct survey {
    int64_t most;       /* no rating without a scale of its own is higher */
    int64_t order;      /* of dates that tell: 1 month first, -1 day first */
    int64_t month, day; /* dates out of order when the month, the day is first
                         */
};

struct reader_job {
    uint64_t id;             /* comes back with the reading */
    size_t source;           /* index into reading_setup.sources */
    int64_t fetched;         /* epoch seconds: relative dates count from it */
    int64_t since;           /* posts older than this are not wanted, 0 all */
    bool survey;             /* of a table nothing but that is wanted */
    bool whole;              /* of posts that concern nobody all is wanted */
    bool listen;             /* what nobody is concerned by is told too, and is
                                no mention for that */
    struct str url;          /* final URL, after redirects */
    struct str content_type; /* header as it came, may be empty */
    struct str place;        /* Content-Location as it came, may be empty */
    struct str item;         /* of a feed: this page is its article (wire.h) */
    struct str body;         /* decoded bytes */
};

enum reading_state {
    READING_OK,      /* posts were found, or links on a list page */
    READING_EMPTY,   /* a page of this kind without posts */
    READING_CHANGED, /* the item selector finds nothing: layout changed? */
    READING_BLOCKED, /* captcha, login form, "Just a moment..." */
    READING_FAILED,  /* does not parse, too heavy, reader died: see cause */
};

/* Of a few posts, so many have one. */
struct fill {
    int64_t posts, author, date, link;
};

/* Posts that a source's pages must show, which of them one shows. */
enum { CANARIES_MOST = 8 };
struct canaries {
    int64_t found;             /* bit i: the i-th of the source */
    int64_t at[CANARIES_MOST]; /* when it was published; 0: not known, or a
                                  younger post stands below it: it is pinned */
};

struct reading {
    uint64_t job;             /* which of those that were sent */
    struct str kind;          /* that was looked for and found, or "" */
    enum reading_state state; /* what came of it */
    struct str cause;         /* for people, "" when all is well */
    struct mention *mentions; /* n posts in page order; brand "" = keys only */
    size_t n;
    struct str next;   /* absolute URL of the next page, or "" */
    struct str prev;   /* of the page before, for oldest-first kinds */
    struct str last;   /* of the last page of the thread, or "" */
    struct str *links; /* threads that a list page leads to */
    size_t n_links;
    struct str *more; /* pages of posts that this one leaves out */
    size_t n_more;
    struct str *feeds; /* of a page whose kind was looked for: it names them */
    size_t n_feeds;
    struct str *guesses; /* of such a page that names no feed */
    size_t n_guesses;
    struct str *faults; /* of a table: "LINE: cause" of rows left out */
    size_t n_faults, cap_faults;
    struct str api;    /* of such a page: an interface that may have posts */
    bool newest_first; /* order of this kind of page */
    bool descending;   /* its posts are, as their dates say */
    bool opened;       /* but for the first, which opens the thread */
    struct fill fill;  /* what its first posts have */
    struct canaries canaries; /* of its source */
    int64_t beginnings; /* of a feed that gives no more: texts that are only the
                           beginnings of articles */
    int64_t oldest;     /* published of the oldest post, 0 unknown */
    int64_t patience;   /* seconds between two looks, as the page asks; or 0 */
    struct cuts cuts;   /* what was left out */
    struct survey survey; /* when that was asked for */
};

#endif
