/* SPDX-License-Identifier: MIT
 *
 * crawler: from what is due to mentions in the store, politely.
 *
 *   schedule ─► frontier ─► fetch ─► reader (sandbox) ─► store, one txn
 *
 * crawler_run() is one process and one loop: curl's multi handle fetches, one
 * connection per host with a gap; each body goes to a reader, a child without
 * network, files or database, which turns bytes into posts with verdicts and
 * decisions; the result of a page is stored in one transaction together with
 * the page's state and the URLs it leads to. kill -9 at any moment loses
 * nothing that was stored and repeats nothing.
 *
 * Connectors (rules/connectors/KIND.yaml) say how the posts of a kind of site
 * are found; docs/connectors.md is their manual. Brands and rules decide what
 * concerns us: posts that concern no brand leave only their keys. */
#ifndef MOLVA_CRAWLER_H
#define MOLVA_CRAWLER_H

#include <signal.h>

#include "base/buf.h"
#include "base/yaml.h"
#include "crawler/reading/job.h"
#include "crawler/reading/source.h"
#include "store/store.h"

/* One source as molva.yaml tells it. */
struct source_setup {
    struct source is;          /* what it is to its readers */
    struct yaml_strs url;      /* where it starts; several are allowed */
    struct str urls;           /* file with one URL a line, or "" */
    int64_t every;             /* seconds between visits, 0: learnt */
    struct yaml_strs at;       /* instead: times of day, "09:00", in its zone */
    int64_t pages;             /* page budget of a visit */
    int64_t gap;               /* least seconds between requests, default 2 */
    bool allow_private;        /* private addresses are fetched */
    bool own_ports;            /* those at the ports of its URLs alone */
    bool ignore_robots;        /* a feed the user subscribed to by hand */
    bool full;                 /* of a feed: its articles are read through */
    struct str headers;        /* "Name: value" lines, for API keys */
    struct yaml_node *reply;   /* how Molva may post there; or NULL */
    struct str user, password; /* of a mailbox */
    bool without_tls;          /* a mailbox whose connection others may read */
    bool newest; /* of a mailbox only the last messages, to look at it */
};

/* Seconds; 0 is what base/ceiling.h says. For tests, which cannot wait. */
struct crawler_times {
    int64_t connect_s;    /* CEILING_CONNECT_S */
    int64_t fetch_s;      /* CEILING_FETCH_S */
    int64_t slow_s;       /* CEILING_SLOW_S */
    int64_t reader_cpu_s; /* CEILING_READER_S */
    int64_t stall_ms;     /* a reader that makes no progress is given up */
    int64_t lease_ms;     /* a host is ours so long after the last renewal */
};

/* A clock of the caller's own, for tests: with it nothing is waited for. Where
 * a run would have to sleep, the clock goes on by so much at once. */
struct crawler_clock {
    int64_t now;        /* epoch second at the start of a run; the caller's */
    int64_t skipped_ms; /* slept in all, so to say; the crawler's */
};

struct crawl_progress {
    int64_t pages, waiting;       /* fetched, in the frontier */
    int64_t posts, mentions;      /* seen, concerning a brand */
    int64_t fresh, edited, moved; /* of the mentions */
    int64_t failed;               /* pages with a cause */
    int64_t partial;              /* pages read in part: a ceiling */
    int64_t refused;              /* by robots.txt */
    int64_t unchanged;            /* 304 or the same body */
    int64_t bytes;                /* received */
    int64_t held;                 /* hosts that another crawler holds */
    int64_t sources, blind; /* visited; of them not read, by their state */
    struct str url, cause;  /* the page just done, "" cause = well */
    struct str was, health; /* of a source that changed, else "" */
};

struct reading;

struct crawler_setup {
    const char *connectors;             /* folder of connectors */
    const struct source_setup *sources; /* n of them */
    size_t n_sources;                   /* of them */
    struct classify_setup classify; /* loaded once, before the readers fork */
    struct matrix_setup matrix;     /* the same */
    struct str agent;               /* User-Agent: name, URL and mail */
    int readers;                    /* child processes, 0 = one per core */
    struct crawler_times times;     /* all 0 but in tests */
    struct store *store;            /* writable, used by this process only */
    int64_t now;                    /* 0: the real clock */
    struct crawler_clock *clock;    /* instead of both; NULL: none */
    struct after_terms after;       /* our replies; watch 0: AFTER_TERMS */
    int64_t since;                  /* page backwards to this date, 0: no */
    const char *only; /* name of the one source to visit, or NULL */
    const char *kept; /* folder of kept pages, or NULL: none are */
    bool all;         /* visit also what is not due */
    const volatile sig_atomic_t *stop;  /* ends the run soon when set */
    const volatile sig_atomic_t *drain; /* the same, when what is on its way
                                           is stored; may be NULL */
    /* Told after each page, for a progress line; may be NULL. */
    void (*progress)(void *ctx, const struct crawl_progress *p);
    /* Told what was read of a page, before it is stored; may be NULL. */
    void (*seen)(void *ctx, struct str url, const struct reading *r);
    /* Told once of each source whose state became another, `url` is its name;
     * may be NULL. */
    void (*changed)(void *ctx, const struct crawl_progress *p);
    void *ctx;   /* handed to all three */
    bool notify; /* such a change goes into the outbox too */
};

struct crawler;

/* Loads connectors, rules and matrix and forks the readers. */
struct crawler *crawler_open(const struct crawler_setup *setup,
                             struct err *e) MUST_CHECK;
/* Visits what is due and returns when the frontier is empty or *stop is set.
 * A page that fails is recorded and never ends the run; false only when the
 * store cannot be written. The totals go to *total. */
bool crawler_run(struct crawler *c, struct crawl_progress *total,
                 struct err *e) MUST_CHECK;
/* Epoch second when the next source is due. */
bool crawler_next_due(struct crawler *c, int64_t *when,
                      struct err *e) MUST_CHECK;
void crawler_close(struct crawler *c);

/* Could it be opened? Loads connectors, rules and matrix, and forgets them. */
bool crawler_check(const struct crawler_setup *setup, struct err *e) MUST_CHECK;

/* ---- a trial: one page, fetched once, to see what it is ----
 *
 *   trial_open() -> trial_page() for each address -> trial_close()
 *
 * It is the crawl itself, over a store in memory that ends with the trial:
 * robots.txt, the gap of a host, redirects and the guard of addresses are
 * those of every visit. Nothing is kept. */
struct trial;

struct trial_setup {
    const char *connectors;            /* folder of connectors */
    struct str agent;                  /* User-Agent */
    struct str zone;                   /* of dates without one */
    bool allow_private, ignore_robots; /* as of a source */
    struct str private_at;     /* URL: allow_private holds for its host and port
                                  alone; "" for every address */
    struct str user, password; /* of a mailbox */
    bool without_tls;          /* the same */
    const volatile sig_atomic_t *stop; /* ends a visit soon; may be NULL */
};

/* All of the setup stays the caller's. */
struct trial *trial_open(const struct trial_setup *setup,
                         struct err *e) MUST_CHECK;
void trial_close(struct trial *t);

/* What came of the page at this address; url: where it was in the end. Its
 * memory is in the arena. When no page came reading->kind is "", and its cause
 * tells why. False when nothing could be tried. */
bool trial_page(struct trial *t, struct str address, struct arena *a,
                struct str *url, struct reading *out, struct err *e) MUST_CHECK;

/* The same of the first address of a source that has one, by its own kind,
 * headers, zone and rights. */
bool trial_source(struct trial *t, const struct source_setup *setup,
                  struct arena *a, struct str *url, struct reading *out,
                  struct err *e) MUST_CHECK;

/* The first sitemap that the robots.txt of a page's host names, "" when none is
 * known: asked after trial_page(), it costs no request. */
bool trial_sitemap(struct trial *t, struct str page, struct arena *a,
                   struct str *out, struct err *e) MUST_CHECK;

/* ---- kept pages ----
 *
 * Of each source the page that was read well last and the first that was not
 * since, as they came: the first page with posts of a visit, and the first one
 * that made a visit `changed`, `blocked` or a `hole`, on which a canary was
 * missed, or half of the posts of the same address fell away. They are two
 * files a source in a folder of their own; no mail is kept. */
enum kept_which { KEPT_GOOD, KEPT_BAD, KEPT_PAGES };

struct kept_place {
    const char *folder;    /* of kept pages */
    struct str source;     /* its name */
    enum kept_which which; /* of its two */
};

struct kept_page {
    struct str source;     /* name of its source */
    struct str kind;       /* that it was read as */
    struct str row;        /* its address in the store */
    struct str url, place; /* where it came from; Content-Location */
    struct str type;       /* Content-Type */
    struct str state;      /* of the bad one: what it made of the source */
    struct str cause;      /* of the bad one: what was wrong with it */
    struct str canary;     /* of the bad one: that it should show, or "" */
    int64_t at;            /* when it came, 0: none is kept */
    int64_t status;        /* of the answer */
    int64_t posts;         /* that were read of it then */
    struct fill fill;      /* what the first of them had */
    struct str body;       /* decoded bytes */
};

/* "good", "bad" */
const char *kept_name(enum kept_which which);
/* out->at is 0 when none is kept; its memory is in the arena. False with the
 * reason when it cannot be read or is not as it was written. */
bool kept_get(const struct kept_place *place, struct arena *a,
              struct kept_page *out, struct err *e) MUST_CHECK;
/* What a file holds, unpacked; false when it is none of ours. */
bool kept_parse(struct str bytes, struct arena *a,
                struct kept_page *out) MUST_CHECK;

/* ---- an intake: what people give, not the web ----
 *
 *   intake_open() -> intake_survey() for each piece of several, then
 *   intake_read(), intake_put() for each -> intake_close()
 *
 * The same readers in their sandbox, the same keys, judge and store as in a
 * crawl. Its source is visited never: its state is "given". */
struct intake;

struct intake_setup {
    const char *connectors;         /* folder of connectors */
    struct source source;           /* whose posts they are */
    struct classify_setup classify; /* words NULL: posts stay unjudged */
    struct matrix_setup matrix;     /* the same */
    struct store *store;            /* NULL: nothing can be put */
    int64_t now;                    /* epoch seconds */
    bool as_told; /* posts that name a source are of that one */
};

struct intake_sum {
    int64_t posts;                /* put */
    int64_t nobody;               /* of them: concern no brand */
    int64_t fresh, known, edited; /* the others, as the store found them */
};

/* All of the setup stays the caller's. */
struct intake *intake_open(const struct intake_setup *setup,
                           struct err *e) MUST_CHECK;
void intake_close(struct intake *in);
/* Adds what the rows of a table tell of all rows of its file. */
struct piece;
struct survey;
bool intake_survey(struct intake *in, const struct piece *p, struct survey *all,
                   struct err *e) MUST_CHECK;
/* What is in it; out's memory is in the arena. What is wrong with the piece is
 * the reading's cause and its faults. */
bool intake_read(struct intake *in, const struct piece *p, struct arena *a,
                 struct reading *out, struct err *e) MUST_CHECK;
/* Stores what was read last, whole or not at all; adds to *sum. */
bool intake_put(struct intake *in, struct arena *a, struct reading *r,
                struct intake_sum *sum, struct err *e) MUST_CHECK;

/* Is it a time of day, from 00:00 to 23:59? *minute: of the day. */
bool crawler_time_of_day(struct str text, int64_t *minute);
/* Can a source start at this address? The error tells why not. */
bool crawler_may_start(struct str url, struct err *e) MUST_CHECK;
/* Do both lead to the same host and port, however they are spelled? */
bool crawler_same_host(struct str x, struct str y);
/* Is it the address of a mailbox, imaps:// or imap://? */
bool crawler_is_mailbox(struct str url);

#endif
