/* SPDX-License-Identifier: MIT
 *
 * squeeze: the body of an answer in fewer bytes (RFC 1952), for who takes it
 * so. What a page must not tell is not to be guessed from how short it got:
 * every form's token is another one each time (session.h). */
#ifndef MOLVA_DESK_SQUEEZE_H
#define MOLVA_DESK_SQUEEZE_H

#include "base/buf.h"

/* Does Accept-Encoding take gzip? */
bool squeeze_taken(struct str accept);
/* Is what has that type worth it, at that length? */
bool squeeze_worth(const char *type, size_t n);
/* Into out, which is empty; false when it cannot be. */
bool squeeze(struct buf *out, struct str body) MUST_CHECK;

#endif
