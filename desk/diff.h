/* SPDX-License-Identifier: MIT
 *
 * diff: what changed between two texts, word by word. */
#ifndef MOLVA_DESK_DIFF_H
#define MOLVA_DESK_DIFF_H

#include "base/buf.h"

/* Writes the new text with <del> and <ins>. Texts that differ in more than
 * about a thousand words each are shown as one <del> and one <ins>. */
void diff_write(struct buf *out, struct arena *a, struct str before,
                struct str after);

#endif
