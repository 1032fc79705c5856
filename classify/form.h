/* SPDX-License-Identifier: MIT
 *
 * form: the fields of a review form that became one text.
 *
 *   Достоинства: цена Недостатки: нет Комментарий: беру третий раз
 *
 * A label is a word of a short list before a colon, or alone in its line. */
#ifndef MOLVA_FORM_H
#define MOLVA_FORM_H

#include "classify/doc.h"

enum form_part { FORM_BODY, FORM_LABEL, FORM_PROS, FORM_CONS };

/* The part of each word, in the arena; NULL when the text is no form. */
unsigned char *form_parts(const struct doc *d, struct arena *a);

#endif
