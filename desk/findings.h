/* SPDX-License-Identifier: MIT
 *
 * findings: the part of a case's page that tells what was found out: both
 * sides, cause, measures, is the client kept (R24, R33, R36, R55, R67). */
#ifndef MOLVA_DESK_FINDINGS_H
#define MOLVA_DESK_FINDINGS_H

#include "desk/docket.h"
#include "desk/say.h"

/* Rows of the list of facts; the form. */
void findings_told(struct request *r, const struct docket *d);
void findings_form(struct request *r, const struct docket *d);
/* A choice of the causes of the catalogue, and of the departments where one may
 * lie; `value` is chosen. */
void findings_causes(struct request *r, struct str value);
void findings_departments(struct request *r, struct str value);
/* A cause in the reader's words. */
struct str findings_cause_said(const struct request *r, struct str id);
bool findings_is_department(struct request *r, struct str id);
/* The steps of the talk with whom it concerns (R51): to be ticked by who works
 * on it, for others to read. */
void findings_talk(struct request *r, const struct docket *d);
/* What was ticked; with a day, a task to look again then. */
bool findings_talked(struct request *r, const struct docket *d, int64_t again,
                     enum say *trouble, struct err *e) MUST_CHECK;
/* One field, or all fields of the form, as they are from now on: each change
 * an event. *trouble is SAY_COUNT when it was taken. */
bool findings_set(struct request *r, const struct docket *d, struct str field,
                  struct str value, enum say *trouble,
                  struct err *e) MUST_CHECK;
bool findings_save(struct request *r, const struct docket *d, enum say *trouble,
                   struct err *e) MUST_CHECK;

#endif
