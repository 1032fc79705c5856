/* SPDX-License-Identifier: MIT
 *
 * faults: rows of a table that cannot be taken, with their lines
 * (folder-private). */
#ifndef MOLVA_FAULTS_H
#define MOLVA_FAULTS_H

#include "crawler/reading/extract.h"
#include "crawler/reading/job.h"

/* What was found when the table was read. Of other pages nothing. */
void faults_take(struct extract *x, struct reading *out);
/* Can the row be believed? A date or a rating that is there and cannot be
 * read is worse than none, so the row becomes a fault. */
bool faults_none(struct extract *x, xmlNode *row, struct reading *out);

#endif
