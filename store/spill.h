/* SPDX-License-Identifier: MIT
 *
 * spill: what is too much to be kept in memory, put aside in an unnamed file
 * of $TMPDIR (else /tmp) and taken back bucket by bucket, so that memory does
 * not grow with it. A bucket's records come back in no order. */
#ifndef MOLVA_SPILL_H
#define MOLVA_SPILL_H

#include "base/str.h"

struct spill;

/* For records of so many bytes each. */
struct spill *spill_new(size_t record);
void spill_free(struct spill *s);
/* Puts one aside; the bucket's number is small, for there is a block of memory
 * for each that was ever used. */
bool spill_put(struct spill *s, size_t bucket, const void *record,
               struct err *e) MUST_CHECK;
/* All records of the bucket, *n of them; the caller frees them. */
bool spill_take(struct spill *s, size_t bucket, void **records, size_t *n,
                struct err *e) MUST_CHECK;
/* No bucket from this number on was used. */
size_t spill_end(const struct spill *s);

#endif
