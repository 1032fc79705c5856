/* SPDX-License-Identifier: MIT
 *
 * clock: times to come, bounded where they are used (folder-private): a next
 * visit further off than two intervals is due, a host is closed and a row
 * waits for a day at most. */
#ifndef MOLVA_CLOCK_H
#define MOLVA_CLOCK_H

#include <stdint.h>

/* `at` as it may be at `now`, when it was set at most `span` ahead: what lies
 * further off was set by another clock and has come. */
static inline int64_t clock_within(int64_t at, int64_t now, int64_t span)
{
    return at - now > span ? now : at;
}

#endif
