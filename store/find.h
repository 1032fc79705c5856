/* SPDX-License-Identifier: MIT
 *
 * find: which mentions a filter wants, in the order of its list; their ids
 * alone, from what place.h keeps. */
#ifndef MOLVA_FIND_H
#define MOLVA_FIND_H

#include "store/sight.h"

/* $1 to $7 of every text that asks for cells. */
struct cells {
    struct value is[7]; /* type, solution, brand, source, language, list; the
                           units that are seen, "" all */
    bool own;           /* of one source */
    bool all;           /* nothing is narrowed but, may be, to the queue */
};

/* Cells c of one source, or of all together. */
#define FIND_CELLS "c.source = $4 AND " FIND_CELL
/* Cells c of any single source. */
#define FIND_OWN "($4 = 0 OR c.source = $4) AND c.source <> 0 AND " FIND_CELL
#define FIND_CELL                                                              \
    "c.n > 0 AND ($1 = '' OR c.type = $1) AND ($2 = '' OR c.solution = $2)"    \
    " AND ($3 = '' OR c.brand = $3) AND ($5 = '' OR c.lang = $5)"              \
    " AND ($6 = '' OR c.list = $6) AND ($7 = '' OR " SIGHT_IN("c.unit",        \
                                                              "$7") ")"

/* What was found, each with its place. Neither database knows how few they are,
 * and would rather go through all places: SQLite looks each up for CROSS JOIN,
 * PostgreSQL for OFFSET. */
#define FIND_HITS_LITE "hit h CROSS JOIN place p ON p.mention = h.id"
#define FIND_HITS_POSTGRES                                                     \
    "hit h CROSS JOIN LATERAL (SELECT * FROM place x WHERE x.mention = h.id"   \
    " OFFSET 0) p"

/* Which cells a filter wants; settles what this transaction has written. */
bool find_cells(struct store *s, const struct mention_filter *f,
                struct cells *c, struct err *e) MUST_CHECK;
/* Looks up what it looks for there, at most STORE_FOUND of them when it is
 * cut. */
bool find_hits(struct store *s, const struct mention_filter *f, bool cut,
               struct err *e) MUST_CHECK;
bool find_ids(struct store *s, struct arena *a, const struct mention_filter *f,
              int64_t **ids, size_t *n, struct err *e) MUST_CHECK;

#endif
