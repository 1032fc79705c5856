/* SPDX-License-Identifier: MIT
 *
 * monotonic: a clock that nobody sets, for waits and limits. What day it is,
 * functions are told by an argument. */
#ifndef MOLVA_MONOTONIC_H
#define MOLVA_MONOTONIC_H

#include <stdint.h>

int64_t monotonic_ms(void); /* milliseconds since some moment */

#endif
