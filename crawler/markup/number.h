/* SPDX-License-Identifier: MIT
 *
 * number: counts and ratings as sites write them (folder-private). */
#ifndef MOLVA_NUMBER_H
#define MOLVA_NUMBER_H

#include "base/str.h"

/* First number in the text: "1,135 posts", "12.3K", "1,2 тыс.", "2.206",
 * "5 401" with any space. Three digits after one separator are thousands;
 * more than fifteen digits on end are no number. */
bool number_find(struct str text, double *out);
/* The same as a count: rounded, -1 when there is none. */
int64_t number_count(struct str text);
/* Rating as a share 0..1: "4,5", "4.8/5", "8 из 10", "80%", "true"; `best`
 * is the most there is, 0 unknown. -1 when there is none. */
double number_rating(struct str text, struct str best);

#endif
