/* SPDX-License-Identifier: MIT
 *
 * sight: what may be seen by who looks just now (store_look). Lists, searches
 * and counts go by the cells of his units; a mention, a case, a task, a promise
 * by SIGHT_SEES. The one place where that is told. */
#ifndef MOLVA_SIGHT_H
#define MOLVA_SIGHT_H

#include "store/case.h"
#include "store/internal.h"
#include "store/read_sql.h"

/* Is the id x one of a list, " service  billing "? */
#define SIGHT_IN(x, list)                                                      \
    "(" x " <> '' AND replace(" list ", ' ' || " x " || ' ', '') <> " list ")"

/* Does a case c belong to who looks, whatever its unit: given to him, written
 * down by him, with a task of his, told to him at once, about his people? Asked
 * of the case, by indexes of its own: what all is his may be thousands.
 * (Nothing here says that a login is not "": else SQLite would go by his.) */
#define SIGHT_OWNS(who, staff)                                                 \
    "(c.assignee = " who " OR c.opened_by = " who " OR EXISTS (SELECT 1"       \
    " FROM task o WHERE o.case_id = c.id AND o.assignee = " who ")"            \
    " OR EXISTS (SELECT 1 FROM case_mention x JOIN escalation y"               \
    " ON y.mention = x.mention WHERE x.case_id = c.id AND y.whom = " who ")"   \
    " OR " SIGHT_IN("c.concerns", staff) ")"
/* All of them. */
#define SIGHT_OWN(who, staff)                                                  \
    "c.id IN (SELECT id FROM cases WHERE assignee <> '' AND assignee = " who   \
    " UNION ALL SELECT id FROM cases WHERE opened_by NOT IN ('', 'crawler')"   \
    " AND opened_by = " who " UNION ALL SELECT case_id FROM task WHERE "       \
    "assignee <> '' AND assignee = " who                                       \
    " UNION ALL SELECT x.case_id FROM case_mention x JOIN escalation y"        \
    " ON y.mention = x.mention WHERE y.whom <> '' AND y.whom = " who           \
    " UNION ALL SELECT id FROM cases WHERE concerns <> ''"                     \
    " AND " SIGHT_IN("concerns", staff) ")"

/* Mentions that were told to him at once; they need have no case. */
#define SIGHT_TOLD(mention, who)                                               \
    mention " IN (SELECT mention FROM escalation WHERE whom <> ''"             \
            " AND whom = " who ")"

/* Of a case c, which may be none, and the decision d of the mention that leads
 * it: who "" sees all. */
#define SIGHT_SEES(who, units, staff)                                          \
    "(" who " = '' OR " SIGHT_IN(READ_UNIT, units) " OR " SIGHT_IN(            \
        "coalesce(d.escalation, '')",                                          \
        units) " OR " SIGHT_IN("coalesce(c.escalation, '')",                   \
                               units) " OR " SIGHT_OWNS(who, staff) ")"
/* The same of a row that has a case_id. */
#define SIGHT_SEES_CASE(who, units, staff)                                     \
    "(" who " = '' OR EXISTS (SELECT 1 FROM cases c LEFT JOIN decision d"      \
    " ON d.mention = c.mention WHERE c.id = case_id"                           \
    " AND " SIGHT_SEES(who, units, staff) "))"
/* The three arguments of these. */
#define SIGHT_ARGS(s)                                                          \
    TEXT((s)->sight.who), TEXT((s)->sight.units), TEXT((s)->sight.staff)

/* Is the case about the work of who looks? Then he is not told who said it. */
bool sight_concerns(const struct store *s, int64_t case_id);
void sight_hide_mention(const struct store *s, struct mention *m);
/* He sees nothing of the mention or the case: they are not there for him. */
bool sight_mention(struct store *s, int64_t mention, bool *sees,
                   struct err *e) MUST_CHECK;
bool sight_case(struct store *s, int64_t case_id, bool *sees,
                struct err *e) MUST_CHECK;

void sight_free(struct store *s);

#endif
