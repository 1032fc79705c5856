/* SPDX-License-Identifier: MIT
 *
 * flag: which red flags a text raises. Rules of the signals "flag.ID" raise
 * them; no type follows from them. */
#ifndef MOLVA_FLAG_H
#define MOLVA_FLAG_H

#include "classify/classify.h"
#include "classify/rules.h"

/* Fills v->flags, v->vague and v->kind_word, which irony takes back. A text in
 * a language that is not read has none. */
void flag_take(const struct hits *h, struct verdict *v);

#endif
