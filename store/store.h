/* SPDX-License-Identifier: MIT
 *
 * store: everything Molva remembers, and the only folder that speaks SQL.
 *
 *   source ── page ── frontier      what is crawled, when, how far
 *   mention ── verdict ── decision  what was said, what it is, what to do
 *   case ── draft ── label ── event what people did about it
 *
 * One store is one connection; nothing here is shared between processes, and
 * a store is never used across fork(). Writers put several calls between
 * store_begin() and store_commit(); what commit returned true for survives
 * kill -9 and a power cut. Transactions nest: an inner one that is rolled
 * back undoes only itself. Times are epoch seconds UTC. Strings that come back
 * live in the arena given, strings that go in are bound, never pasted. One SQL
 * text with $1 parameters serves both databases, but where they differ;
 * migrations are store/sql/NNN_name.sql. docs/data-model.md has the tables. */
#ifndef MOLVA_STORE_H
#define MOLVA_STORE_H

#include "query/query.h"
#include "store/accesses.h"
#include "store/cases.h"
#include "store/claims.h"
#include "store/deadlines.h"
#include "store/erasures.h"
#include "store/escalations.h"
#include "store/findings.h"
#include "store/incidents.h"
#include "store/inquiries.h"
#include "store/kins.h"
#include "store/laters.h"
#include "store/leaves.h"
#include "store/loads.h"
#include "store/members.h"
#include "store/months.h"
#include "store/pasts.h"
#include "store/pauses.h"
#include "store/persons.h"
#include "store/proposals.h"
#include "store/reminders.h"
#include "store/replies.h"
#include "store/samples.h"
#include "store/saved_views.h"
#include "store/selfchecks.h"
#include "store/sendings.h"
#include "store/statements.h"
#include "store/thanks.h"
#include "store/totps.h"
#include "store/twins.h"
#include "store/users.h"
#include "store/watches.h"
#include "store/whole.h"

struct store;

enum {
    STORE_READ = 1,     /* refuse writes */
    STORE_CREATE = 2,   /* make it */
    STORE_UNCHECKED = 4 /* no store_check() before the first write */
};

/* url: a path, sqlite:PATH or postgres://HOST/DATABASE, as libpq takes it.
 * Migrates when it may write. */
struct store *store_open(const char *url, int flags, struct err *e) MUST_CHECK;
void store_close(struct store *s);
bool store_begin(struct store *s, struct err *e) MUST_CHECK;
bool store_commit(struct store *s, struct err *e) MUST_CHECK;
void store_rollback(struct store *s);
/* After a failure: was it that the connection to the database was cut? What
 * was not committed is gone, and so it may be when the commit itself failed;
 * the next call outside a transaction connects again. */
bool store_cut(const struct store *s);
/* What of the network that store asks for: nothing, sockets of this machine,
 * or any. */
enum store_reach { STORE_FILE, STORE_SOCKET, STORE_NETWORK };
enum store_reach store_reach(const char *url);
/* Do other machines write it too? Then a transaction is not kept open while
 * waiting for something else. */
bool store_shared(const struct store *s);

/* ---- sources, pages, frontier: the crawler's state ---- */

struct source_row {
    int64_t id;           /* 0 when new */
    struct str name;      /* unique, from molva.yaml */
    struct str kind;      /* connector */
    struct str url;       /* where it starts */
    int64_t every;        /* seconds between visits, as it is now */
    int64_t next_visit;   /* due when <= now */
    int64_t last_visit;   /* 0 never */
    struct str health;    /* one of HEALTH_ALL in base/terms.h */
    struct str cause;     /* why, for people */
    int64_t fails;        /* visits in a row that failed */
    int64_t posts_total;  /* posts seen in all */
    int64_t posts_median; /* items of a good page, for `changed` */
    struct str state;     /* "" visited; held or removed by a person; unlisted:
                             no longer in molva.yaml; given: its posts are
                             imported, it is visited never */
    int64_t wish;         /* when a person asked for a visit, 0: nobody does */
    struct str pace;      /* why `every` is what it is: PACE_ALL of terms.h */
    int64_t rate;         /* posts in 1,000 days, as learnt; 0 not yet */
    int64_t span;         /* seconds that its first page reaches back, where
                             nothing older can be asked for; 0 it can, or is
                             not known */
    int64_t hint;         /* seconds that its server wants between visits */
};

/* Inserts or updates by name what molva.yaml says; sets row->id and fills the
 * rest from the store, `every` too when molva.yaml leaves it open (0). */
bool store_source_put(struct store *s, struct arena *a, struct source_row *row,
                      struct err *e) MUST_CHECK;
/* A source that is called otherwise in molva.yaml now: its mentions and what
 * the crawler noted of it stay its own. `to` is the name of no other. */
bool store_source_rename(struct store *s, int64_t id, struct str from,
                         struct str to, struct err *e) MUST_CHECK;
/* Saves next_visit, last_visit, every, health, cause, fails, posts_*, and what
 * its pace is made of. */
bool store_source_save(struct store *s, const struct source_row *row,
                       struct err *e) MUST_CHECK;
/* Its posts are imported: it is visited never. */
bool store_source_given(struct store *s, int64_t id, struct err *e) MUST_CHECK;
/* So many posts of such a source came now; of another nothing changes. */
bool store_source_got(struct store *s, int64_t id, int64_t posts, int64_t now,
                      struct err *e) MUST_CHECK;
bool store_sources(struct store *s, struct arena *a, struct source_row **rows,
                   size_t *n, struct err *e) MUST_CHECK;

/* How late mentions of a source were seen, in seconds after they were
 * published. Those that were there before the source was do not count. */
struct delay_row {
    int64_t source; /* id; 0: of all */
    int64_t n;      /* mentions of which it is known */
    int64_t median, p95;
};
/* Of those collected from..to: that of all, then one of each source that has
 * some. */
bool store_delays(struct store *s, struct arena *a, int64_t from, int64_t to,
                  struct delay_row **rows, size_t *n, struct err *e) MUST_CHECK;
/* The row of that source, NULL when nothing is known. */
const struct delay_row *delay_of_source(const struct delay_row *rows, size_t n,
                                        int64_t source);

/* Is it to be watched at all, not removed, unlisted or given? */
bool store_source_counts(const struct source_row *row);
/* Seconds between its visits as it goes now: each in vain doubles them, up to a
 * day; never shorter than what was asked for. Of a window no more than the half
 * of what it reaches back, until a day is over. */
int64_t store_source_interval(const struct source_row *row);
/* Seconds without a visit that are blindness, of a source that is visited each
 * `every` seconds; a day when that is not known. */
int64_t store_source_silent(int64_t every);
/* Does nobody see now what is said there: it cannot be read, is held, or was
 * not visited for three intervals? A visit in the future was made by a wrong
 * clock. */
bool store_source_is_blind(const struct source_row *row, int64_t now);

/* A thread that is looked at more often than its source. */
struct hot_row {
    int64_t source;    /* id */
    struct str thread; /* canonical URL */
    int64_t every;     /* seconds, as it is now */
    int64_t due;       /* not before */
};
enum { HOT_MOST = 1000 /* at once */ };
struct hot_rows {
    struct hot_row *rows; /* n of them, in the arena */
    size_t n;
};
/* Inserts or updates; only_again: updates, if it is there. */
bool store_hot_put(struct store *s, const struct hot_row *row, bool only_again,
                   struct err *e) MUST_CHECK;
bool store_hot_drop(struct store *s, const struct hot_row *row,
                    struct err *e) MUST_CHECK;
/* Is that thread looked at so? every and due are set. */
bool store_hot_get(struct store *s, struct hot_row *row, bool *found,
                   struct err *e) MUST_CHECK;
bool store_hot_due(struct store *s, struct arena *a, int64_t now,
                   struct hot_rows *out, struct err *e) MUST_CHECK;
/* Of the first; INT64_MAX when there is none. */
bool store_hot_next(struct store *s, int64_t *due, struct err *e) MUST_CHECK;
/* Threads of mentions whose reply was approved or posted later than `since`;
 * their `due` is when, `every` 0. */
bool store_hot_replies(struct store *s, struct arena *a, int64_t since,
                       struct hot_rows *out, struct err *e) MUST_CHECK;

struct page_row {
    int64_t source;      /* id */
    struct str url;      /* canonical: the key */
    int64_t fetched;     /* when last fetched */
    int64_t status;      /* HTTP status, 0 = none came */
    struct str etag;     /* verbatim */
    struct str modified; /* Last-Modified verbatim */
    int64_t hash;        /* of the body */
    int64_t posts;       /* items on it */
    struct str cause;    /* why it failed, "" when it did not */
    int64_t spared;      /* answers 304 in a row */
    struct str mentions; /* ids of those on it when it was read last: "7 9" */
    struct str missed;   /* of those that were not there any more, once */
};

bool store_page_get(struct store *s, struct arena *a, int64_t source,
                    struct str url, struct page_row *row, bool *found,
                    struct err *e) MUST_CHECK;
bool store_page_put(struct store *s, const struct page_row *row,
                    struct err *e) MUST_CHECK;
/* Is the mention on a page, of any source, that was looked at since? */
bool store_page_shows(struct store *s, int64_t mention, int64_t since,
                      bool *shown, struct err *e) MUST_CHECK;
/* Of pages with mentions those that were not looked at since `before`, the
 * longest ago first: *n addresses. */
enum { PAGES_AGAIN = 2 };
bool store_pages_again(struct store *s, struct arena *a, int64_t source,
                       int64_t before, struct str urls[PAGES_AGAIN], size_t *n,
                       struct err *e) MUST_CHECK;

struct frontier_row {
    int64_t id;        /* of the row */
    int64_t source;    /* id */
    struct str url;    /* to fetch; unique per source while it waits */
    struct str thread; /* canonical URL of the thread it belongs to */
    int64_t depth;     /* 0 start page, 1 followed link */
    int64_t page;      /* number within its chain, from 1 */
    int64_t due;       /* not before */
    int64_t tries;     /* failed so far in this visit */
    int64_t since;     /* retrospective: go back to this date, 0 no */
    int64_t way;       /* bits of enum frontier_way */
};

/* Where a chain of pages is going; 0: on to newer posts, as at its start. */
enum frontier_way {
    FRONTIER_PREV = 1,   /* to older posts by the link to the page before */
    FRONTIER_NEXT = 2,   /* to older posts by the link to the page behind */
    FRONTIER_LOOK = 4,   /* one known page again, and nowhere from there */
    FRONTIER_MEET = 8,   /* until a post that is known, or there is a hole */
    FRONTIER_MET = 16,   /* there was one */
    FRONTIER_FILLS = 32, /* what a hole holds; the highest */
};

/* Adds unless the URL waits already. */
bool store_frontier_add(struct store *s, const struct frontier_row *row,
                        struct err *e) MUST_CHECK;
/* Everything that waits, by due then id: at most `limit` rows that come after
 * the row with the id `after` in that order; from the start when it is 0 or
 * that row is gone. */
bool store_frontier_list(struct store *s, struct arena *a, int64_t after,
                         size_t limit, struct frontier_row **rows, size_t *n,
                         struct err *e) MUST_CHECK;
bool store_frontier_done(struct store *s, int64_t id, struct err *e) MUST_CHECK;
bool store_frontier_later(struct store *s, int64_t id, int64_t due,
                          int64_t tries, struct err *e) MUST_CHECK;

/* Rows that fill holes of the source are due now. */
bool store_frontier_hurry(struct store *s, int64_t source, int64_t now,
                          struct err *e) MUST_CHECK;

/* Is the row still there, and the same? Another crawler may have done it. */
bool store_frontier_still(struct store *s, const struct frontier_row *row,
                          bool *still, struct err *e) MUST_CHECK;

/* One crawler per host. Times are epoch milliseconds. */
struct lease_row {
    struct str host;          /* without port */
    struct str holder, shown; /* who: exactly, and for people */
    int64_t epoch;            /* grows with each new holder */
    int64_t until;            /* free from then on */
    int64_t ready;            /* the host is not asked before */
};

struct lease_wish {
    struct str host, holder, shown; /* as in lease_row */
    int64_t now, length;            /* until now + length */
    struct str dead;                /* a holder that is no more, or "" */
};

/* Takes the host, or renews: *got, and the row as it is then. A host that is
 * held by another is left to him. One whose lease was taken has another epoch,
 * and what he still wants to write is refused by store_lease_holds. */
bool store_lease_take(struct store *s, struct arena *a,
                      const struct lease_wish *w, struct lease_row *row,
                      bool *got, struct err *e) MUST_CHECK;
bool store_lease_get(struct store *s, struct arena *a, struct str host,
                     struct lease_row *row, bool *found,
                     struct err *e) MUST_CHECK;
/* Gives it back at `until`, unless it was taken. */
bool store_lease_end(struct store *s, const struct lease_row *row,
                     struct err *e) MUST_CHECK;
bool store_lease_holds(struct store *s, const struct lease_row *row,
                       bool *holds, struct err *e) MUST_CHECK;

/* Small per-source memory of the crawler: last page of a thread, newest id,
 * robots.txt of a host, Retry-After of a host. "" when missing. */
bool store_note_get(struct store *s, struct arena *a, struct str scope,
                    struct str key, struct str *value,
                    struct err *e) MUST_CHECK;
bool store_note_put(struct store *s, struct str scope, struct str key,
                    struct str value, struct err *e) MUST_CHECK;

/* ---- mentions with their verdicts and decisions ---- */

struct json;
struct zone;
/* All that is known of m, into the JSON object that is open. Times are RFC
 * 3339 in the zone; a time or count that is unknown is null. This is the one
 * shape of a mention for programs: docs/data-model.md. */
void store_mention_json(struct json *j, const struct mention *m,
                        const struct zone *zone);
/* Of its post only what is known. */
void store_post_json(struct json *j, const struct mention *m);

/* The key1 of a post whose id other posts have too: its text tells it from
 * them. */
struct str store_shared_key(struct arena *a, struct str id, int64_t text_hash);
/* That key of one of several posts of the same text: its time tells it. */
struct str store_timed_key(struct arena *a, struct str key, int64_t published);

enum put_result {
    PUT_NEW,
    PUT_SAME,
    PUT_EDITED,
    PUT_MOVED,
    PUT_ELSEWHERE, /* new to its source, but another has it already */
    PUT_UNREAD,    /* edited, but only its keys came: nothing is stored */
    PUT_RESULTS
};

/* Stores a mention, its verdict, its decision and, when the solution asks for
 * a reply and it is not stale, its case with the draft. Finds the post again
 * by (source, key1), then key2, then the link, then text and author within 3
 * days (store/identity.h), so a changed scheme or guid makes no second mention
 * (PUT_MOVED); before that by what it is known by in every source, so what is
 * read by two ways is one mention (PUT_ELSEWHERE): it stays that of the source
 * that found it first, and each source is asked only whether it says something
 * new. A changed text keeps the old one in history, refreshes verdict and
 * decision, and never overwrites what a person corrected or approved
 * (PUT_EDITED). A case that nobody has begun leaves the queue when the new
 * decision wants no reply. A mention keeps every key it was found under.
 * `collected` is the time of this look; `gone` set or taken back is an edit
 * too. A mention whose new text names no brand stays about the one it was
 * about, and its decision stays: event `unnamed`. Of m->also, the other brands
 * of the post, each has a mention beside that of m, with the same text, edits
 * and end (store/beside.h); a brand that an edit names first gets one then.
 * Sets m->id (0 for a post
 * without a brand) and m->case_id. A put that fails undoes only itself; the
 * transaction around it can go on. */
bool store_mention_put(struct store *s, struct mention *m,
                       enum put_result *what, struct err *e) MUST_CHECK;
/* It is not where it stood any more, seen at `now`: an event of it and of its
 * case. A put takes that back. */
bool store_mention_gone(struct store *s, int64_t id, int64_t now,
                        struct err *e) MUST_CHECK;
/* The mention that has this post's key1, 0 when none has. */
bool store_mention_known(struct store *s, const struct mention *m, int64_t *id,
                         struct err *e) MUST_CHECK;
/* The mention that this post is by its keys, brand or not; 0 none. */
bool store_mention_of(struct store *s, const struct mention *m, int64_t *id,
                      struct err *e) MUST_CHECK;
/* Mentions that were collected after `time`: by a clock that was wrong. At
 * most `limit` ids, lowest first. */
bool store_mentions_after(struct store *s, struct arena *a, int64_t time,
                          size_t limit, int64_t **ids, size_t *n,
                          struct err *e) MUST_CHECK;
/* Stores anew when a mention was published and collected, its verdict and its
 * decision; the case follows. What a person said stays. */
bool store_mention_redecide(struct store *s, struct mention *m,
                            struct err *e) MUST_CHECK;
bool store_mention_get(struct store *s, struct arena *a, int64_t id,
                       struct mention *m, bool *found,
                       struct err *e) MUST_CHECK;
/* The mentions that one post is, of each of its brands one, by the first of
 * them (case_.post): *n, the lowest id first, whoever may see them. */
struct post_brand {
    int64_t mention;
    struct str brand;
};
bool store_brands_of_post(struct store *s, struct arena *a, int64_t post,
                          struct post_brand **rows, size_t *n,
                          struct err *e) MUST_CHECK;
/* Earlier texts of a mention, newest first. */
bool store_mention_history(struct store *s, struct arena *a, int64_t id,
                           struct mention **rows, size_t *n,
                           struct err *e) MUST_CHECK;

/* Below it the rules were not sure of a verdict; the same as SQL spells it. */
#define STORE_UNSURE     0.55
#define STORE_UNSURE_SQL "0.55"

/* What narrows a list beyond what its rows are kept by. Of more than
 * STORE_FOUND that fit, those stored last are looked at; of what is overdue
 * those whose time ended last. */
struct narrowing {
    struct str thread;   /* canonical URL; "" any */
    struct str assignee; /* login of whose case it is; "" any */
    struct str stage;    /* of its case, of STAGE_ALL in base/terms.h; "" any */
    bool unsure;         /* below STORE_UNSURE, and no person said the type */
    int64_t overdue;     /* it waits, and was due before then; 0 any */
};

struct mention_filter {
    struct str type, solution, brand, source, lang; /* "" any */
    struct str status; /* the one list it stands in: waiting approved (not
                          posted) posted dismissed unanswered (the matrix
                          wants no reply) stale not-us joined (a case that
                          another mention leads) repeated (another that says
                          the same stands for it) later (put off); "" any */
    struct str units;  /* departments that are to act, one of them: " service
                          billing ", a blank before and behind; "" any */
    struct narrowing narrow;
    struct str lemmas;   /* full text: all of these lemmas */
    struct query *query; /* or whatever that looks for; NULL: all */
    int64_t from, to;    /* from <= published (collected when unknown) < to,
                            0 open */
    bool queue;          /* only cases that wait, best first */
    bool open;           /* for every eye: what store_look() leaves out, too */
    bool not_us;         /* counts take in what is "not about us" */
    size_t limit, after; /* rows (0 all), rows to pass over */
    int64_t behind;      /* goes on behind the mention with this id, whether it
                            still is of the list or not. Page by page through very
                            many, where `after` would pass over all again */
    int64_t ahead;       /* the same back: the last rows before that mention.
                            Not with `behind` */
};

/* Newest first, the queue best first. */
bool store_mentions(struct store *s, struct arena *a,
                    const struct mention_filter *f, struct mention **rows,
                    size_t *n, struct err *e) MUST_CHECK;
/* The same one by one; what is told of is gone when `row` returns. It stops
 * when that is false, and so is the answer. */
typedef bool mention_fn(void *ctx, const struct mention *m, struct err *e);
bool store_mentions_each(struct store *s, const struct mention_filter *f,
                         mention_fn *row, void *ctx, struct err *e) MUST_CHECK;
/* Posts as a query sees them, for who tries one: those that may fit by what
 * the index knows of their texts, those that have a title, and those of a
 * brand, the last stored first. All there are, when the index knows nothing of
 * what the query asks, or q is NULL. What is told of is gone when `row`
 * returns. */
struct stored_post {
    int64_t id;              /* of the mention */
    bool not_us;             /* a person said so */
    bool beside;             /* it is not the first mention of its post */
    bool told;               /* another one is of that brand */
    struct str thread_title; /* of the thread it stands in */
    struct query_post post;
};
typedef bool post_fn(void *ctx, const struct stored_post *p, struct err *e);
bool store_posts_each(struct store *s, const struct query *q, struct str brand,
                      post_fn *row, void *ctx, struct err *e) MUST_CHECK;
bool store_mention_count(struct store *s, const struct mention_filter *f,
                         int64_t *n, struct err *e) MUST_CHECK;
/* A search that finds more than STORE_FOUND counts only so many of them, those
 * that were stored last: was that so with the last counts? Then there are at
 * least as many. The same when a query asks what no index knows, and more than
 * STORE_LOOKED mentions are left to be looked at for a page: the last stored
 * are. */
enum { STORE_FOUND = 10000, STORE_LOOKED = 200000 };
bool store_search_was_cut(const struct store *s);
/* Does the filter look for what no cell tells (docs/data-model.md), in texts or
 * beside them, so that it may be cut? */
bool store_looks_for(const struct mention_filter *f);

/* A list in groups. At most STORE_GROUPED of its mentions are looked at. */
enum group_by { GROUP_NONE, GROUP_THREAD, GROUP_AUTHOR };
enum { STORE_GROUPED = 5000 };
struct group_wish {
    const struct mention_filter *filter; /* the list */
    enum group_by by;                    /* not GROUP_NONE */
    int64_t mention;                     /* whose group, store_group_of() */
};
struct group_row {
    int64_t mention; /* the first of the group in the order of the list */
    int64_t n;       /* so many are in it */
};
/* Groups in the order of their first mentions. */
bool store_groups(struct store *s, struct arena *a, const struct group_wish *w,
                  struct group_row **rows, size_t *n, struct err *e) MUST_CHECK;
/* Ids of the mention's group, itself too; none when it is alone by its kind or
 * does not stand in the list. */
bool store_group_of(struct store *s, struct arena *a,
                    const struct group_wish *w, int64_t **ids, size_t *n,
                    struct err *e) MUST_CHECK;

/* ---- sources and users for programs; cases: cases.h ---- */

/* Members of an object that is open; delay may be NULL. */
void store_source_row_json(struct json *j, const struct source_row *row,
                           const struct delay_row *delay, const struct zone *z);
void store_user_row_json(struct json *j, const struct user_row *u,
                         const struct zone *z);
void store_leave_row_json(struct json *j, const struct leave_row *l,
                          const struct zone *z);
void store_access_row_json(struct json *j, const struct access_row *t,
                           const struct zone *z);

/* ---- people: labels, events; cases are in cases.h, users in users.h ---- */

/* A corrected type, stored as a label for `rules eval`; `m` carries the new
 * verdict type, decision and draft for the mention m->id. The case follows
 * the new decision: out of the queue, or back into it; approved stays, and so
 * does what waits when the matter is merely stale. A person's draft stays the
 * draft; the machine's new one stands beside it. */
bool store_label_put(struct store *s, const struct mention *m, struct str who,
                     int64_t now, struct err *e) MUST_CHECK;
/* The same where the person told the tone as well: the new verdict's. */
bool store_label_tone(struct store *s, const struct mention *m, struct str who,
                      int64_t now, struct err *e) MUST_CHECK;
/* It is about another brand than m->post.brand was: m has it, and the decision
 * that follows. Refused where another mention of its post is about that one.
 * Edits of the text change neither any more. */
bool store_label_brand(struct store *s, const struct mention *m, struct str who,
                       int64_t now, struct err *e) MUST_CHECK;
/* "not about us": a label too; the case is dismissed with that reason. */
bool store_label_not_us(struct store *s, int64_t mention, struct str who,
                        int64_t now, struct err *e) MUST_CHECK;

struct label_row {
    int64_t mention;                 /* id */
    struct str type;                 /* or "not-us" */
    struct str tone;                 /* "" not said */
    struct str text;                 /* of the mention at that time */
    struct str who;                  /* login */
    int64_t at;                      /* when it was said */
    struct str title, author, brand; /* of the mention as it is now */
    double rating;                   /* the same */
};
/* All of them, in the order in which they were said. */
bool store_labels(struct store *s, struct arena *a, struct label_row **rows,
                  size_t *n, struct err *e) MUST_CHECK;

struct event_row {
    int64_t id, at, mention, case_id;
    struct str who;    /* login, or crawler */
    struct str what;   /* by people: edited (the draft) approved dismissed
                          posted returned label reopened opened joined split
                          note task promise task-settled promise-settled
                          later woke; by
                          the crawler: registered changed (the text) gone
                          back; of who is told at once: escalated told nudged
                          seen acknowledged */
    struct str detail; /* JSON */
    struct str hash;   /* hex SHA-256 over the one before and this */
};
bool store_events(struct store *s, struct arena *a, int64_t mention,
                  struct event_row **rows, size_t *n, struct err *e) MUST_CHECK;

/* An event about no mention. */
struct event_note {
    int64_t at;         /* when */
    const char *what;   /* signed-in signed-out sign-in-refused
                           sign-in-blocked refused exported */
    struct str who;     /* login, or "desk" for what nobody known did */
    struct str login;   /* concerned; of a refusal: what was typed */
    struct str address; /* where it came from */
    struct str about;   /* which page, file or source, may be empty */
    int64_t more;       /* of its kind before it that were not written */
};
bool store_event_note(struct store *s, const struct event_note *n,
                      struct err *e) MUST_CHECK;

/* ---- numbers for reports and charts ---- */

struct count_row {
    int64_t day;    /* epoch of the day's start, UTC + zone given; 0 = total */
    struct str key; /* type, source, tone ... */
    int64_t n;
};
enum count_by {
    COUNT_TYPE,
    COUNT_SOURCE,
    COUNT_TONE,
    COUNT_SOLUTION,
    COUNT_BRAND,
    COUNT_LIST,     /* as the filter's status */
    COUNT_LIST_TYPE /* both, with a blank between: "waiting broken" */
};
struct counting {
    enum count_by by; /* the key */
    bool daily;       /* per day */
    int64_t zone;     /* where days begin: seconds east of UTC */
};

/* Counts the filter's mentions by a key, most first, per day when daily. What
 * was labelled "not about us" is counted only where the filter says so. */
bool store_counts(struct store *s, struct arena *a,
                  const struct mention_filter *f, const struct counting *how,
                  struct count_row **rows, size_t *n, struct err *e) MUST_CHECK;

#endif
