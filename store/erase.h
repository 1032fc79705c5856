/* SPDX-License-Identifier: MIT
 *
 * erase: putting bars in place of words, and the event that tells of it
 * (private to the store). All of it within one transaction of the caller. */
#ifndef MOLVA_ERASE_H
#define MOLVA_ERASE_H

#include "store/bar.h"
#include "store/db.h"
#include "store/erasures.h"
#include "store/persons.h"

/* The event's name. */
#define ERASED "erased"
/* Never touched: what verify goes by. */
#define ERASED_NEVER "('sealed', 'baseline', 'accepted', 'erased')"

struct erase {
    struct db *db;
    struct arena *a;
    const struct erasing *by;
    const char *way;      /* of the table erasure */
    const struct bar *of; /* whose name is covered, NULL nobody's */
    int64_t rows;         /* changed so far */
    int64_t *events;      /* n of them changed, some perhaps twice */
    size_t n, cap;
};

/* Of a mention what `what` says goes, 0 nothing; and his name. */
bool erase_mention(struct erase *x, int64_t id, unsigned what,
                   struct err *e) MUST_CHECK;
/* All words of a case and of what hangs on it. */
bool erase_case(struct erase *x, int64_t id, struct err *e) MUST_CHECK;
/* Where he stands: store_person_find(). */
bool person_places(struct db *db, struct str who, person_fn *row, void *ctx,
                   struct err *e) MUST_CHECK;
/* His name in a text that stands in that column of that row; no mention's,
 * event's or message's. */
bool erase_name(struct erase *x, const struct person_place *at,
                struct err *e) MUST_CHECK;
/* Who called about a case, and his words; what came after our reply. */
bool erase_caller(struct erase *x, int64_t id, struct err *e) MUST_CHECK;
bool erase_sequel(struct erase *x, int64_t id, struct err *e) MUST_CHECK;
/* His name, and what `whole` says (BAR_AUTHOR, BAR_WORDS), in an event. */
bool erase_event(struct erase *x, int64_t id, unsigned whole,
                 struct err *e) MUST_CHECK;
/* Tells of it; nothing when nothing was changed. */
bool erase_tell(struct erase *x, struct err *e) MUST_CHECK;

/* Does an erasing vouch for this event as it is now? */
struct event_row;
bool erase_vouches(struct db *db, const struct event_row *r, bool *yes,
                   struct err *e) MUST_CHECK;

#endif
