/* SPDX-License-Identifier: MIT
 *
 * link_header: where a Link header (RFC 8288) leads. */
#ifndef MOLVA_LINK_HEADER_H
#define MOLVA_LINK_HEADER_H

#include "base/str.h"

/* The first target of that relation, as it is written, or "". */
struct str link_header(struct str value, struct str rel);

#endif
