/* SPDX-License-Identifier: MIT
 *
 * form: fields of a query or of a form, application/x-www-form-urlencoded. */
#ifndef MOLVA_DESK_FORM_H
#define MOLVA_DESK_FORM_H

#include "base/buf.h"

struct field {
    struct str name, value; /* decoded, UTF-8 without NUL */
};

struct form {
    struct field *fields; /* n of them, in their order */
    size_t n;
};

/* False when it is malformed: a bad escape, bytes that are not UTF-8, NUL, or
 * more than CEILING_REQUEST_FIELDS fields. */
bool form_parse(struct form *f, struct arena *a, struct str text);

/* The first field of that name; the empty str when there is none. */
struct str form_get(const struct form *f, const char *name);

/* Is there one of that name? */
bool form_has(const struct form *f, const char *name);

/* The login a sign-in form names. */
struct str form_login(const struct form *f);

/* Writes name=value with its escapes and, unless first, & before it. An empty
 * value writes nothing. */
void form_put(struct buf *out, const char *name, struct str value);

#endif
