/* SPDX-License-Identifier: MIT
 *
 * seen: what stands in the table `seen` for a text (folder-private). */
#ifndef MOLVA_SEEN_H
#define MOLVA_SEEN_H

#include <stdbool.h>
#include <stdint.h>

/* What stands in `seen` for a text's hash: 48 bits of it and a check of these
 * and the key, so that a flipped bit is noticed without a byte more. */
int64_t seen_pack(int64_t key, int64_t text_hash);
bool seen_agrees(int64_t key, int64_t packed);

#endif
