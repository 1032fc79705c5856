/* SPDX-License-Identifier: MIT
 *
 * dtd: the document type of an XML page, which is read here and never by
 * libxml2 (folder-private). */
#ifndef MOLVA_DTD_H
#define MOLVA_DTD_H

#include "base/str.h"

struct dtd_entity {
    struct str name;  /* without & and ; */
    struct str value; /* characters and &#...; only */
};

struct dtd {
    struct dtd_entity *all; /* n of cap */
    size_t n, cap;
};

/* Cuts a <!DOCTYPE ...> before the first element out of *xml and keeps the
 * plain entities it defines. False for one that refers to other entities or
 * to a file: such a document grows without limit or asks for what is not its
 * own. */
bool dtd_read(struct arena *a, struct str *xml, struct dtd *d,
              struct err *e) MUST_CHECK;
/* The value of an entity, empty when it is unknown. */
struct str dtd_value(const struct dtd *d, struct str name);

#endif
