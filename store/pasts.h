/* SPDX-License-Identifier: MIT
 *
 * pasts: cases of before Molva, from a table that was kept by hand, and all
 * cases as such a table (public through store.h; R17). */
#ifndef MOLVA_PASTS_H
#define MOLVA_PASTS_H

#include "store/cases.h"

struct past {
    struct case_card card; /* as the table has it: opened, ended, state;
                              imported is its key there; id is set */
    int64_t done;          /* when it was done, 0 not told */
    struct str note;       /* what no field takes, "" nothing */
    struct str who;        /* brings it in */
    struct str from;       /* file it stands in */
};
struct ledger_row;
/* A row of such a table; `who` and `from` are the caller's to set. */
struct past store_past_of(const struct ledger_row *row);
/* The case, its note and one event "imported", which tells that it was; *fresh
 * is false when it was there, by its key, and nothing is changed then. Nobody
 * is reminded of what was due, or closed, before now. */
bool store_past_put(struct store *s, struct past *p, int64_t now, bool *fresh,
                    struct err *e) MUST_CHECK;
/* Is there a case of that key? */
bool store_past_is(struct store *s, struct str key, bool *is,
                   struct err *e) MUST_CHECK;

/* What the columns of the table of that name were when it came last: a line
 * each, its heading, a tab, the field or "-"; "" it never came. */
bool store_table_map(struct store *s, struct arena *a, struct str name,
                     struct str *columns, struct err *e) MUST_CHECK;
bool store_table_map_put(struct store *s, struct str name, struct str columns,
                         struct str who, int64_t now, struct err *e) MUST_CHECK;

/* A case with what its mention, verdict and decision say of it where nobody
 * did, and its notes, a line each. */
typedef bool case_fn(void *ctx, const struct case_card *card, struct str notes,
                     struct err *e);
/* Which of them by number; `last` 0: all behind `first`. */
struct case_span {
    int64_t first, last;
};
/* Those that were not merged into others and that may be seen, by number, each
 * valid until `row` returns; stops when that is false, and so is the answer. Of
 * what is about the work of who looks it is not told who said what. */
bool store_cases_each(struct store *s, const struct case_span *span,
                      case_fn *row, void *ctx, struct err *e) MUST_CHECK;
/* The highest number that a case has, 0 there is none. */
bool store_cases_last(struct store *s, int64_t *id, struct err *e) MUST_CHECK;

struct zone;
/* Such a case as a row of CSV, safe from formulas, and the row of headings:
 * what `case import` reads again. */
void store_case_headings(struct buf *out);
void store_case_row(struct buf *out, const struct case_card *card,
                    struct str notes, const struct zone *zone);

#endif
