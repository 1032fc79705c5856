/* SPDX-License-Identifier: MIT
 *
 * noise: words by which posts come in that are not about a brand.
 *
 * Who says "not about us", or moves a mention to another brand, teaches no
 * type; but words that such texts share, and other mentions of the brand hardly
 * have, are candidates for its `not:` in molva.yaml. They are told, with the
 * command that tries them on what is stored; nothing is changed. */
#ifndef MOLVA_NOISE_H
#define MOLVA_NOISE_H

#include "base/buf.h"
#include "store/store.h"

struct classifier;

/* NOISE_TEXTS different texts of two authors make a word a candidate, where its
 * share among refused texts is NOISE_LIFT times that among the others. */
enum { NOISE_TEXTS = 3, NOISE_LIFT = 10, NOISE_SHOWN = 5 };

/* One part per brand that has candidates; nothing where none has. */
bool noise_tell(struct store *s, struct classifier *c, struct buf *out,
                struct err *e) MUST_CHECK;

#endif
