/* SPDX-License-Identifier: MIT
 *
 * case_ledger: cases from a table that was kept before, and all of them as
 * such a table (folder-private; R17). */
#ifndef MOLVA_CASE_LEDGER_H
#define MOLVA_CASE_LEDGER_H

#include "cli/workspace.h"

struct case_ledger {
    struct workspace *w;
    struct store *store;
    const struct zone *zone; /* of dates */
    struct str who;          /* brings them in */
    int64_t now;
    const char *path; /* the table */
    const char *map; /* file of its map, NULL: FILE.map.yaml of the workspace */
    bool dry_run;    /* show the first rows, store nothing */
};

/* Rows that cannot be read are told on stderr, the rest is stored; false when
 * there were some. Without a map one is proposed, shown, and written when
 * somebody at the terminal says yes; where nobody is, it is written for a look
 * and nothing is stored. */
bool case_import(struct case_ledger *l, struct err *e) MUST_CHECK;
/* All cases as CSV on stdout, which case_import() reads again. */
bool case_export(struct case_ledger *l, struct err *e) MUST_CHECK;

#endif
