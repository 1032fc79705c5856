/* SPDX-License-Identifier: MIT
 *
 * care: the load of who answers, told kindly and never compared (idea 24). */
#ifndef MOLVA_DESK_CARE_H
#define MOLVA_DESK_CARE_H

#include "desk/internal.h"

/* Of today, in the desk's zone. */
bool care_toil(struct request *r, struct str who, struct toil *toil,
               struct err *e) MUST_CHECK;
/* Offers a pause, something kind and a colleague, when it is time. */
bool care_notice(struct request *r, struct err *e) MUST_CHECK;

#endif
