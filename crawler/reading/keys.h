/* SPDX-License-Identifier: MIT
 *
 * keys: posts of one page that have the same key (folder-private).
 *
 * An id that several posts of a page have, is the id of none of them: each
 * gets a key of the id and its text. A link that several have is no
 * permalink. The store knows both (store/identity.h). */
#ifndef MOLVA_KEYS_H
#define MOLVA_KEYS_H

#include "store/store.h"

void keys_part(struct arena *a, struct mention *posts, size_t n);

#endif
