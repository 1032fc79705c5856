/* SPDX-License-Identifier: MIT
 *
 * marks: a text with its evidence marked, and the list of it. */
#ifndef MOLVA_DESK_MARKS_H
#define MOLVA_DESK_MARKS_H

#include "classify/classify.h"
#include "desk/internal.h"

/* Writes the text with <mark> around what rules stand on. Spans may overlap:
 * each stretch that the same rules cover becomes one mark that names them
 * all. Offsets inside a character move to its ends; commas, brackets, quotes
 * and blanks around the words stay outside. Nothing of it is a stop for a
 * keyboard or is read out. */
void marks_text(struct request *r, struct str text, const struct evidence *rows,
                size_t n);
/* The marked words as one sentence, for who cannot see marks. */
void marks_said(struct request *r, struct str text, const struct evidence *rows,
                size_t n);
/* The rules with their points and the words they stand on; `elsewhere` is said
 * of those that stand on nothing of the text. */
void marks_list(struct request *r, struct str text, const struct evidence *rows,
                size_t n, enum say elsewhere);
/* Bars: the points of each signal together, the strongest first. */
void marks_sums(struct request *r, const struct evidence *rows, size_t n);

#endif
