/* SPDX-License-Identifier: MIT
 *
 * read: the parts of a SELECT over mentions that reading and counting share:
 * where from, and which of them a filter wants. */
#ifndef MOLVA_READ_H
#define MOLVA_READ_H

#include "store/db.h"
#include "store/store.h"

#define READ_JOINS READ_JOINS_IF("")
#define READ_JOINS_IF(more)                                                    \
    " JOIN source src ON src.id = m.source" more                               \
    " JOIN verdict v ON v.mention = m.id"                                      \
    " JOIN decision d ON d.mention = m.id"

/* The one list a mention stands in. */
#define READ_LIST                                                              \
    "CASE WHEN m.not_us = 1 THEN 'not-us' WHEN c.id IS NULL THEN"              \
    " CASE d.stale WHEN 1 THEN 'stale' ELSE 'unanswered' END"                  \
    " WHEN c.posted > 0 THEN 'posted' ELSE c.status END"

/* $1 to $9 are READ_FILTER's; `hit` was filled by read_prepare(). */
#define READ_WHERE                                                             \
    "($1 = '' OR v.type = $1) AND ($2 = '' OR d.solution = $2)"                \
    " AND ($3 = '' OR m.brand = $3) AND ($4 = '' OR src.name = $4)"            \
    " AND ($5 = '' OR m.lang = $5) AND ($6 = '' OR " READ_LIST " = $6)"        \
    " AND m.at >= $7 AND m.at < $8"                                            \
    " AND ($9 = 0 OR m.id IN (SELECT id FROM hit))"

/* In place of `cases c`: what waits, by mention, so that a count over the whole
 * queue walks through the other tables and does not jump about in them. (The
 * plus keeps the index of all cases out of it.) */
#define READ_QUEUE                                                             \
    "(SELECT id, mention, 'waiting' AS status, 0 AS posted FROM cases"         \
    " WHERE status = 'waiting' ORDER BY +mention"                              \
    " LIMIT 9223372036854775807) c CROSS JOIN mention m" READ_JOINS_IF(        \
        " AND m.id = c.mention")

#define READ_FILTER(f)                                                         \
    TEXT((f)->type), TEXT((f)->solution), TEXT((f)->brand), TEXT((f)->source), \
        TEXT((f)->lang), TEXT((f)->status),                                    \
        INT((f)->from ? (f)->from : INT64_MIN),                                \
        INT((f)->to ? (f)->to : INT64_MAX), INT((f)->lemmas.n > 0)

/* Only what waits is wanted: the queue's index gives it. */
bool read_queue_only(const struct mention_filter *f);

/* Looks the filter's lemmas up. */
bool read_prepare(struct db *db, const struct mention_filter *f,
                  struct err *e) MUST_CHECK;

#endif
