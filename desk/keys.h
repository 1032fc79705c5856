/* SPDX-License-Identifier: MIT
 *
 * keys: the list of keys, which the script shows on `?`. */
#ifndef MOLVA_DESK_KEYS_H
#define MOLVA_DESK_KEYS_H

#include "desk/internal.h"

void keys_draw(struct request *r);

#endif
