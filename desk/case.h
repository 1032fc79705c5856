/* SPDX-License-Identifier: MIT
 *
 * case: the page of a case. case_do.c does what its buttons say. */
#ifndef MOLVA_DESK_CASE_H
#define MOLVA_DESK_CASE_H

#include "desk/docket.h"

/* Fields of a form: one of the users (not whom the case concerns), and a
 * moment. They hold what was typed. */
void case_people(struct request *r, const struct docket *d, const char *name,
                 enum say label);
void case_due(struct request *r, bool needed);

/* The page, with what was typed. */
void case_write(struct request *r, const struct docket *d);

#endif
