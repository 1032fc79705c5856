/* SPDX-License-Identifier: MIT
 *
 * unit: which departments each case belongs to, so that somebody who sees next
 * to nothing need not walk through what all others do. Follows from cases and
 * decisions, as places do (place.h), and is made anew before a commit. */
#ifndef MOLVA_UNIT_H
#define MOLVA_UNIT_H

#include "store/internal.h"

/* case_unit.marks, powers of two as SQL has them. */
#define UNIT_GIVEN   "1"  /* somebody has it */
#define UNIT_STILL   "2"  /* its deadline stands still */
#define UNIT_CLOSED  "4"  /* it was closed, */
#define UNIT_CHECKED "8"  /* the client was asked, */
#define UNIT_CAUSE   "16" /* it has a cause, */
#define UNIT_TAKEN   "32" /* another one took it up */

/* Has a row of case_unit that mark? */
#define UNIT_HAS(bit) "(marks / " bit " % 2 = 1)"

/* Of what was written in this transaction. */
bool unit_settle(struct db *db, struct err *e) MUST_CHECK;
/* All of it from the tables, as they are now. Inside a transaction. */
bool unit_rebuild(struct db *db, struct err *e) MUST_CHECK;
/* Each case of which something is wrong, told as place_check() does. */
bool unit_check(struct db *db,
                void (*found)(void *ctx, const char *table, struct str row),
                void *ctx, struct err *e) MUST_CHECK;

/* Fills `hit` with the cases that the eyes see, or, when these are many or see
 * all, with those of the department: UNIT_FIRST of each department, which are
 * due (when `done`: ended) first, and as many of one's own, in no order. Of
 * those that have ended when `done`, else of those that are worked on. A list
 * of many is read in its order, which soon meets enough of them; one of few
 * begins at `hit`. */
enum { UNIT_FEW = 1000, UNIT_FIRST = 5000 };
struct few {
    bool are; /* `hit` holds all of them, and they are no more than UNIT_FEW */
    bool whole; /* it holds all */
    bool first; /* it holds those that are due first */
    bool seen;  /* and nothing that these eyes may not see */
};
bool unit_few(struct store *s, struct str department, bool done,
              struct few *few, struct err *e) MUST_CHECK;
/* The arguments of SIGHT_SEES of a text that begins at `hit`, or does not: of
 * what is seen it need not be asked again. */
#define UNIT_ARGS(s, few, at_hit)                                              \
    TEXT((few).seen && (at_hit) ? STR("") : (s)->sight.who),                   \
        TEXT((s)->sight.units), TEXT((s)->sight.staff)
/* Those of `hit`, each once, as cases c. */
#define UNIT_HIT    "(SELECT DISTINCT id FROM hit) h CROSS JOIN cases c"
#define UNIT_OF_HIT " c.id = h.id AND "

#endif
