/* SPDX-License-Identifier: MIT
 *
 * body: the JSON object that a program sends, read into the fields of a form,
 * so that what a button does and what a program asks for is one function. */
#ifndef MOLVA_DESK_BODY_H
#define MOLVA_DESK_BODY_H

#include "desk/form.h"

/* One object of texts, whole numbers and truth values; a null is a field that
 * was not sent. False with the cause, an English sentence, in *why. */
bool body_read(struct form *f, struct arena *a, struct str json,
               const char **why);

#endif
