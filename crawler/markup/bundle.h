/* SPDX-License-Identifier: MIT
 *
 * bundle: messages of a mailbox one behind the other (folder-private).
 *
 *   "LENGTH UID\n", then so many bytes, for each */
#ifndef MOLVA_BUNDLE_H
#define MOLVA_BUNDLE_H

#include "base/buf.h"

/* Takes the first message off *rest. False at the end, and where it is none. */
bool bundle_next(struct str *rest, struct str *message, int64_t *uid);

#endif
