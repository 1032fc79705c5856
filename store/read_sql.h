/* SPDX-License-Identifier: MIT
 *
 * read_sql: the parts of a SELECT over mentions that reading and keeping places
 * share. */
#ifndef MOLVA_READ_SQL_H
#define MOLVA_READ_SQL_H

#define READ_JOINS                                                             \
    " JOIN source src ON src.id = m.source"                                    \
    " JOIN verdict v ON v.mention = m.id"                                      \
    " JOIN decision d ON d.mention = m.id"

/* The one list a mention stands in. */
#define READ_LIST                                                              \
    "CASE WHEN m.not_us = 1 THEN 'not-us' WHEN c.id IS NULL THEN"              \
    " CASE d.stale WHEN 1 THEN 'stale' ELSE 'unanswered' END"                  \
    " WHEN c.posted > 0 THEN 'posted' ELSE c.status END"

#endif
