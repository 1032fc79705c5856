/* SPDX-License-Identifier: MIT
 *
 * percent: %XX in addresses, and the one spelling of it (folder-private). */
#ifndef MOLVA_PERCENT_H
#define MOLVA_PERCENT_H

#include "base/str.h"

/* The byte that %XX at s[at] stands for, or -1. */
int percent_byte(struct str s, size_t at);

/* Writes the octet of s at *at, which moves on, to `to` in its one spelling:
 * unreserved as it is, also when it was escaped; unescaped as it is where it
 * is kept; any other as %XX in upper case. Returns the new end, at most three
 * bytes on. */
char *percent_put(char *to, struct str s, size_t *at, bool kept);

#endif
