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

/* The case that the mention of that id belongs to, as c. */
#define READ_CASE(of)                                                          \
    " LEFT JOIN case_mention cm ON cm.mention = " of                           \
    " LEFT JOIN cases c ON c.id = cm.case_id"

/* Does it belong to a case that another mention leads? */
#define READ_JOINED(of) "c.mention <> " of " OR c.status = 'none'"

/* How that mention's case is, "" when it has none. What becomes of a mention
 * that does not lead its case is nothing to the case. */
#define READ_STATUS(of)                                                        \
    "CASE WHEN " READ_JOINED(of) " THEN 'joined'"                              \
                                 " ELSE coalesce(c.status, '') END"

/* The one list a mention stands in. A case stands in its own by the mention
 * that leads it; the others that joined it are `joined`. `waits` says which it
 * is when it waits. */
#define READ_LIST_OR(waits)                                                    \
    "CASE WHEN m.not_us = 1 THEN 'not-us' WHEN c.id IS NULL THEN"              \
    " CASE d.stale WHEN 1 THEN 'stale' ELSE 'unanswered' END"                  \
    " WHEN " READ_JOINED(                                                      \
        "m.id") " THEN 'joined'"                                               \
                " WHEN c.posted > 0 AND c.answered > 0 THEN 'answered'"        \
                " WHEN c.posted > 0 THEN 'posted'"                             \
                " WHEN c.status = 'waiting' THEN " waits " ELSE c.status END"
/* Of those that say the same (twins.h) one stands for the others, also while it
 * is put off (laters.h). */
#define READ_LIST                                                              \
    READ_LIST_OR("CASE WHEN EXISTS (SELECT 1 FROM twin WHERE twin.mention"     \
                 " = m.id AND twin.behind = 1) THEN 'repeated'"                \
                 " WHEN c.asleep > 0 THEN 'later' ELSE 'waiting' END")

/* The order of the queue as one number above 0, the lowest first: priority,
 * then what is due; of a case c. */
#define READ_RANK                                                              \
    "((1000000 - c.priority) * 1099511627776 + CASE WHEN c.due < 1 THEN 1"     \
    " WHEN c.due > 1099511627775 THEN 1099511627775 ELSE c.due END)"

/* Mentions that this transaction has written (seal.h notes it), or whose place
 * is to be made anew. */
#define READ_TOUCHED                                                           \
    "SELECT CAST(key AS BIGINT) AS id FROM touched"                            \
    " WHERE tab IN ('mention', 'verdict', 'decision', 'case_mention', "        \
    "'place')"                                                                 \
    " UNION SELECT c.mention FROM (SELECT CAST(key AS BIGINT) AS id"           \
    " FROM touched WHERE tab = 'cases') k JOIN cases c ON c.id = k.id"

/* The department that is to act, of a case c, which may be none, and a
 * decision d: as a person said, else by the decision. */
#define READ_UNIT                                                              \
    "CASE WHEN coalesce(c.department, '') <> '' THEN c.department"             \
    " ELSE coalesce(d.department, '') END"

#endif
