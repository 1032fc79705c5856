/* SPDX-License-Identifier: MIT
 *
 * reword: a draft in words that do not stand in its thread already
 * (folder-private). */
#ifndef MOLVA_REWORD_H
#define MOLVA_REWORD_H

#include "store/store.h"

struct db;

/* Puts one of m->decision.others in place of the draft where such a draft
 * stands in the thread. */
bool reword_draft(struct db *db, struct mention *m, struct err *e) MUST_CHECK;

#endif
