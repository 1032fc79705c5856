/* SPDX-License-Identifier: MIT
 *
 * crawl: what the files of the loop share (folder-private).
 *
 *   crawl.c      the transaction, and what is told after it
 *   crawler.c    the loop: who may start, who has answered, what is read
 *   schedule.c   which source is due
 *   pace.c       how often that is
 *   hot.c        threads that are looked at in between
 *   after.c      our replies there, and what their authors say to them
 *   health.c     how it has been going
 *   alarm.c      who is told when that changes
 *   settle.c     what becomes of a page: the one transaction
 *   canaries.c   posts that must be seen again
 *   kept.c       pages that are kept as they came
 *   chain.c      where a page leads to
 *   articles.c   the articles behind the items of a feed */
#ifndef MOLVA_CRAWL_H
#define MOLVA_CRAWL_H

#include "base/map.h"
#include "crawler/fetch.h"
#include "crawler/frontier.h"
#include "crawler/reading/reader.h"
#include "crawler/robots_cache.h"
#include "crawler/trap.h"

/* Why a page was not read, as far as the health of its source goes. */
enum trouble {
    TROUBLE_NONE,
    TROUBLE_PARTIAL,   /* read, but not all of it: a ceiling */
    TROUBLE_HOLE,      /* read, but there is more between it and what we have */
    TROUBLE_OTHER,     /* it came, and cannot be read */
    TROUBLE_UNREACHED, /* no answer, or one that leads to no page */
    TROUBLE_LIMITED,   /* 429, 503: the site asks for patience */
    TROUBLE_GONE,      /* 404, 410 */
    TROUBLE_FORBIDDEN, /* by robots.txt: refused, not failed */
    TROUBLE_BLOCKED,   /* 401, 403, captcha, the address guard */
    TROUBLE_CHANGED,   /* read, but there is nothing where posts were */
};

struct source_state {
    const struct source_setup *setup; /* of the caller */
    struct source_row row;            /* of the store, as it will be */
    struct str *starts;               /* n_starts canonical URLs */
    size_t n_starts;                  /* of them */
    struct str fault;                 /* why it cannot be visited, or "" */
    bool reread;                      /* connector or headers are others */
    struct str print;                 /* what they are now */
    bool begun;                       /* a visit began in this run */
    bool hot;                         /* threads of it are looked at alone */
    bool touched;                     /* pages of it were visited */
    int64_t more;                     /* pages of posts that others leave out */
    int64_t beginnings, texts;        /* of its feeds in this run */
    int64_t articles;                 /* that began to wait in this run */
    bool kept_good, kept_bad;         /* this run had its page to keep */
    int64_t good, failed;             /* pages, in this run */
    int64_t partial;                  /* of the good: read as far as it goes */
    int64_t hole;                     /* of these: something older is missing */
    bool visited;                     /* posts were stored in earlier visits */
    int64_t fresh;                    /* posts not seen before */
    int64_t moving;       /* pages in a row on which every id was another */
    enum trouble trouble; /* the worst */
    char cause[600];      /* its words */
    struct str was;       /* its state before this visit */
    int64_t before;       /* when the visit before this one was, 0 never */
    int64_t hint;         /* seconds that its server wants between visits */
    int64_t page_posts;   /* on its start pages, in this run */
    int64_t page_reach;   /* seconds that they reach back, 0 not known */
    bool window;          /* one of them is all that can be asked for */
    int64_t reach;        /* of the shortest such, 0 not known */
    int64_t late;         /* pages that wait to be tried again */
    enum trouble late_trouble; /* of the last of them */
    char late_cause[600];      /* its words */
};

/* What the posts of a page were to the store. */
struct page_news {
    bool known;               /* there are some, and none is new or edited */
    bool met;                 /* one was known to this source */
    bool fresh;               /* one is new to it */
    bool mention;             /* and concerns a brand */
    int64_t got[PUT_RESULTS]; /* so many of each */
};

/* A page between its answer and what becomes of it. */
struct page_work {
    struct visit *visit;         /* whose page it is */
    struct fetch_answer *answer; /* the body stays here */
    struct page_row old;         /* what was stored */
    struct arena arena;          /* of old, and what is made on the way */
    int64_t hash;                /* of the body */
    struct str part;             /* of the body: what is to be read (parts.h) */
    struct str left;             /* what was left out of it, for people */
    uint64_t job;                /* given to the reader, 0 not yet */
    bool again;                  /* there is more to be read of it */
    bool whole;                  /* of its posts all is wanted */
    struct str item;             /* whose article it is, "" none */
    int64_t articles_left;       /* items of it that wait for another visit */
    struct page_news news;       /* of its posts, so far */
    struct page_work *next;      /* in its list */
};

struct crawler {
    struct crawler_setup setup;   /* of the caller */
    struct store *store;          /* of the caller */
    struct fetcher *fetcher;      /* requests on their way */
    struct reader_pool *readers;  /* children */
    struct robots_cache robots;   /* robots.txt files */
    struct frontier frontier;     /* what waits */
    struct trap_tally tally;      /* what was met in this run */
    struct source_state *sources; /* one for each of the setup */
    struct map owners;            /* start address: the source that it is of */
    struct source_state *stored;  /* the same as they were committed last */
    struct arena arena;           /* of the sources */
    int64_t now, now_ms;          /* clocks, of this turn of the loop */
    int64_t wall_ms;              /* the real clock, whatever the setup says */
    bool ran;                     /* this is not the first run */
    int64_t opened_ms;            /* wall clock when opened, milliseconds */
    struct str machine, holder, shown; /* who we are, for leases */
    struct arena run_arena;            /* of one run */
    struct watched *watched;  /* n_watched replies of ours, in run_arena */
    size_t n_watched;         /* of them */
    int64_t start_ms, run_ms; /* monotonic: when opened, when the run began */
    bool open;                /* a transaction is open */
    int64_t open_ms;          /* since */
    int64_t loaded_ms;        /* when rows were last looked for */
    bool starved;             /* nothing on its way, nothing that may start */
    struct page_work *ready;  /* bodies that wait for a reader */
    struct page_work **ready_end;       /* where the next one goes */
    int n_ready;                        /* of them */
    struct page_work *reading;          /* with the readers */
    uint64_t jobs;                      /* handed out so far */
    struct crawl_progress total;        /* of this run */
    struct crawl_progress stored_total; /* as it was committed last */
    int64_t stored_ms;                  /* when that was */
    struct crawl_progress *told;        /* n_told pages not yet committed */
    size_t n_told, told_cap;            /* of them */
    struct arena told_arena;            /* their strings */
};

/* The source that a visit is of; of the crawler. */
struct source_state *crawl_source(const struct crawler *c,
                                  const struct visit *v);
/* The one with that id in the store, NULL when there is none. */
struct source_state *crawl_source_by_id(const struct crawler *c, int64_t id);

/* A person wants it not to be visited. */
bool crawl_held(const struct source_state *s);

/* Opens the transaction that the next commit ends, unless one is open. */
bool crawl_begin(struct crawler *c, struct err *e) MUST_CHECK;
/* Ends it, if one is open, and tells the progress: what was reported is
 * stored. A commit that fails undoes all since the one before. */
bool crawl_commit(struct crawler *c, struct err *e) MUST_CHECK;
/* Gives up what is open: rows and sums are as they were committed last. */
void crawl_undo(struct crawler *c);
/* Counts a page as done; told to the caller after the commit. */
void crawl_told(struct crawler *c, struct str url, struct str cause);
/* The same of what is no page of this visit: a wrong address, a wait. */
void crawl_note(struct crawler *c, struct str url, struct str cause);
/* A source is in another state than it was. */
void crawl_changed(struct crawler *c, const struct source_row *now,
                   struct str was);

bool schedule_open(struct crawler *c, struct err *e) MUST_CHECK;
bool schedule_begin(struct crawler *c, struct err *e) MUST_CHECK;
bool schedule_end(struct crawler *c, struct err *e) MUST_CHECK;
/* When the next source is due, as far as its own interval goes. */
int64_t schedule_next(const struct crawler *c);

/* Where the position of this visit's mailbox is noted: by source and address.
 */
struct str mailbox_note(const struct crawler *c, struct arena *a,
                        const struct visit *v);

/* The page was read; keeps what it said, by the reading's state. Where a
 * mention came without its text (PUT_UNREAD), or only a part of the page was
 * read, w->again is set: it is to be read and settled once more. */
bool settle_reading(struct crawler *c, struct page_work *w,
                    const struct reading *r, struct err *e) MUST_CHECK;
bool settle_unchanged(struct crawler *c, struct page_work *w,
                      struct err *e) MUST_CHECK;
/* The page was not read: its posts and validators stay what they were. */
bool settle_failed(struct crawler *c, struct visit *v, int64_t status,
                   enum trouble trouble, struct str cause,
                   struct err *e) MUST_CHECK;
/* The same for now only: the row waits until `due`. */
bool settle_later(struct crawler *c, struct visit *v, int64_t status,
                  int64_t due, enum trouble trouble, struct str cause,
                  struct err *e) MUST_CHECK;

/* Adds what a page leads to. What is not followed though it should be is
 * counted in cuts. */
bool chain_follow(struct crawler *c, struct page_work *w,
                  const struct reading *r, const struct page_news *news,
                  struct cuts *cuts, struct err *e) MUST_CHECK;
/* Newest first, and nothing older can be asked for. */
bool chain_is_window(struct page_work *w, const struct reading *r);
/* Where a visit to this thread starts: its remembered last page, or itself. */
bool chain_start(struct crawler *c, const struct source_state *s,
                 struct arena *a, struct str thread, struct str *start,
                 struct err *e) MUST_CHECK;
/* A visit begins: what holes hold is read now, and a few pages that have
 * mentions are looked at again, for edits and removals. */
bool chain_again(struct crawler *c, const struct source_state *s,
                 struct err *e) MUST_CHECK;
/* The remembered page is gone: the next visit starts at the thread itself. */
bool chain_forget(struct crawler *c, const struct visit *v,
                  struct err *e) MUST_CHECK;

#endif
