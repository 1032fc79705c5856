/* SPDX-License-Identifier: MIT
 *
 * near: how alike two texts are, word by word (folder-private). Pure. */
#ifndef MOLVA_NEAR_H
#define MOLVA_NEAR_H

#include "base/buf.h"

struct near {
    size_t words;  /* of the first text */
    double within; /* share of them that the second has too, each once */
    double of;     /* share of the second's that the first has */
};
struct near near_texts(struct arena *a, struct str one, struct str other);

#endif
