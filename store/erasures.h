/* SPDX-License-Identifier: MIT
 *
 * erasures: words of people that are to be kept no longer (public through
 * store.h): of somebody who asks for it, or of all when their time is over.
 *
 * A bar stands in their place, in rows and in events. That something was said,
 * when, what it was and who of us did what stays. Each erasing is an event that
 * tells of what kind and how many, never what, and vouches for the events that
 * lost words: so verify knows them from those that were tampered with. */
#ifndef MOLVA_ERASURES_H
#define MOLVA_ERASURES_H

#include "base/buf.h"

struct store;

enum {
    ERASE_MOST = 2000 /* places of one person; what stands in more is none */
};

enum { ERASE_AUTHOR = 1, ERASE_TEXT = 2 }; /* mention.erased */

struct erasing {
    struct str who;    /* login of who does it */
    struct str reason; /* without the name */
    struct str lemmas; /* of store_person_forms(): what search finds */
    int64_t now;
};
/* Erases somebody from all places that store_person_find() calls erasable:
 * mentions and cases that are his go whole, as does what hangs on them; in the
 * words of others a bar covers his name. His mentions are known again and not
 * stored again. Refused: a name of less than three letters, one that a user or
 * his login has, and one that stands in the reason. *rows: that were changed;
 * 0, and no event, when he stands nowhere. */
bool store_person_erase(struct store *s, struct str whom,
                        const struct erasing *by, int64_t *rows,
                        struct err *e) MUST_CHECK;

/* How long words are kept, in seconds; 0 for ever. */
struct retention {
    int64_t authors; /* names and addresses of who wrote mentions */
    int64_t texts;   /* what they wrote, and its earlier versions */
    int64_t cases;   /* words of cases that are over: who called, what he said,
                        notes, drafts, tasks, promises */
};
/* Erases, once a day, what is older and belongs to nothing that is still worked
 * on. Mentions count from when they were stored, cases from their end. *rows:
 * that were changed. */
bool store_retain(struct store *s, const struct retention *r, int64_t now,
                  int64_t *rows, struct err *e) MUST_CHECK;

struct erasure_row {
    int64_t id, at;
    struct str who;    /* login, or "clock" */
    struct str way;    /* request, authors, texts, cases */
    struct str reason; /* "" of what was kept long enough */
    int64_t rows;      /* that were changed */
};
/* The newest first. */
bool store_erasures(struct store *s, struct arena *a, struct erasure_row **rows,
                    size_t *n, struct err *e) MUST_CHECK;

#endif
