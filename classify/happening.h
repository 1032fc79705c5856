/* SPDX-License-Identifier: MIT
 *
 * happening: what happens to many at once, and where, as a text tells it: what
 * incidents are made of. */
#ifndef MOLVA_HAPPENING_H
#define MOLVA_HAPPENING_H

#include "classify/decide.h"

/* Fills v->event and v->place; both "" when no rule tells of an event. */
void happening_take(const struct findings *f, struct arena *a,
                    struct verdict *v);

#endif
