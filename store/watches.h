/* SPDX-License-Identifier: MIT
 *
 * watches: how sources were watched, what people said of them, and what waits
 * to be told outside. A part of store/store.h, which includes it. */
#ifndef MOLVA_WATCHES_H
#define MOLVA_WATCHES_H

#include "base/str.h"

struct store;

/* ---- spans of one state ---- */

/* As long as a source's state stayed the same and no visit was left out. */
struct watch_row {
    int64_t source;    /* id */
    int64_t since;     /* first visit */
    int64_t until;     /* last visit */
    struct str health; /* one of HEALTH_ALL in base/terms.h */
    struct str cause;  /* at the first, for people */
};

/* A visit at row->until: the newest span of the source goes on, or a new one
 * begins when the state is another or the last visit is more than `most`
 * seconds ago. Spans of a clock that was ahead are dropped. */
bool store_watch_put(struct store *s, const struct watch_row *row, int64_t most,
                     struct err *e) MUST_CHECK;
/* Spans that touch from <= time < to, and the one before them, by source and
 * time. */
bool store_watches(struct store *s, struct arena *a, int64_t from, int64_t to,
                   struct watch_row **rows, size_t *n,
                   struct err *e) MUST_CHECK;

/* A time in which a source was not seen. */
struct watch_blind {
    int64_t from, to;
    struct str health; /* "" when it was merely not visited */
    struct str cause;  /* "" then */
};

enum { WATCH_MISSED = 3 /* intervals without a visit are blindness */ };

struct watch_span {
    int64_t from, to; /* from <= time < to */
};

/* Spans of one source that is visited each `every` seconds, and of when it is
 * asked. */
struct watch_spans {
    const struct watch_row *rows; /* n of them, by time */
    size_t n;
    int64_t every;          /* seconds */
    struct watch_span when; /* that is asked for */
};

/* When the source was blind, oldest first, in `a`; returns how often. Before
 * the first visit it was nobody's business. */
size_t watch_blindness(struct arena *a, const struct watch_spans *spans,
                       struct watch_blind **out);

struct source_row;
/* Hours of the span in which the source was blind, rounded, one at least when
 * it was, 0 when it does not count; rows as store_watches() gives them, of all
 * sources. */
int64_t watch_hours(struct arena *a, const struct source_row *source,
                    const struct watch_row *rows, size_t n,
                    const struct watch_span *span);

/* ---- what people say of a source ---- */

enum source_order {
    SOURCE_HOLD,   /* not visited until it is resumed */
    SOURCE_RESUME, /* visited again, a removed one too */
    SOURCE_VISIT,  /* now, whatever its interval */
    SOURCE_REMOVE, /* as if it were not in molva.yaml */
    SOURCE_ORDERS
};

/* "hold" ... "remove"; NULL ends. */
const char *source_order_name(int order);

/* Does it, and puts it into the chain: source-held, -resumed, -asked,
 * -removed. *found: is there such a source, and not unlisted? */
bool store_source_order(struct store *s, struct str name,
                        enum source_order order, struct str who, int64_t now,
                        bool *found, struct err *e) MUST_CHECK;
/* Is there a source that is to be visited now? */
bool store_source_asked(struct store *s, bool *asked, struct err *e) MUST_CHECK;
/* That visit begins; a wish that came later stays. */
bool store_source_answer(struct store *s, const struct source_row *row,
                         struct err *e) MUST_CHECK;
/* molva.yaml no longer names it, or does again: "unlisted", even if it was
 * held, or "". One that was removed stays so. */
bool store_source_list(struct store *s, int64_t source, bool listed,
                       struct err *e) MUST_CHECK;

/* ---- what is to be told outside ---- */

enum { OUTBOX_MOST = 100 /* rows at once; the rest next time */ };

struct outbox_row {
    struct str key;   /* of this message, whatever happens to it */
    int64_t at;       /* when it came to pass */
    int64_t due;      /* not told before */
    int64_t tries;    /* begun so far */
    struct str body;  /* JSON */
    struct str cause; /* why it was not taken, "" not tried yet */
};

/* A key for a new message: random, so that no two stores ever tell under the
 * same one. */
struct str store_outbox_key(struct arena *a);
/* In the transaction of what it tells; for receiver "": who wants it is looked
 * at later. */
bool store_outbox_put(struct store *s, const struct outbox_row *row,
                      struct err *e) MUST_CHECK;
/* The same message for one of its receivers, not told before `due`. */
bool store_outbox_give(struct store *s, const struct outbox_row *row,
                       struct str receiver, int64_t due,
                       struct err *e) MUST_CHECK;
/* Whose are they, when, and until when are they kept from others? */
struct outbox_wish {
    struct str receiver; /* "": what nobody has looked at */
    int64_t now;
    int64_t again; /* who takes them and dies leaves them due then */
    int64_t most;  /* how many, OUTBOX_MOST at the most */
};
/* The first that are due, put off until `again` before they are told: n of
 * them in the arena. */
bool store_outbox_take(struct store *s, struct arena *a,
                       const struct outbox_wish *wish, struct outbox_row **rows,
                       size_t *n, struct err *e) MUST_CHECK;
/* The receivers for whom something waits, "" among them. */
bool store_outbox_receivers(struct store *s, struct arena *a,
                            struct str **names, size_t *n,
                            struct err *e) MUST_CHECK;
/* It was taken by this receiver. */
bool store_outbox_done(struct store *s, struct str key, struct str receiver,
                       struct err *e) MUST_CHECK;
/* It was not: again at row->due, with its cause. */
bool store_outbox_later(struct store *s, const struct outbox_row *row,
                        struct str receiver, struct err *e) MUST_CHECK;

#endif
