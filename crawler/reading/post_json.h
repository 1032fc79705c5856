/* SPDX-License-Identifier: MIT
 *
 * post_json: a post as one line of JSON (folder-private).
 *
 * What the page did not tell is left out. */
#ifndef MOLVA_POST_JSON_H
#define MOLVA_POST_JSON_H

#include "base/buf.h"
#include "store/store.h"

void post_json(struct buf *out, const struct mention *m);

#endif
