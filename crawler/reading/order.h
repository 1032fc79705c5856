/* SPDX-License-Identifier: MIT
 * order: which way the posts of a page run, by the dates of the first ones,
 * in seconds since 1970; 0 is a post without a date, and proves nothing. */
#ifndef MOLVA_ORDER_H
#define MOLVA_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ORDER_SAMPLE = 5 }; /* so many stand for all */

/* Newest first? */
bool order_falls(const int64_t *at, size_t n);

/* Newest first, but the post that opens the thread stays on top? Fewer than
 * ORDER_SAMPLE are too few to tell. */
bool order_is_opened(const int64_t *at, size_t n);

#endif
