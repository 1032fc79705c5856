/* SPDX-License-Identifier: MIT
 *
 * json_read: JSON that we wrote ourselves and stored, read back by json-c.
 * Whatever is not as expected reads as nothing: a store may be older. */
#ifndef MOLVA_JSON_READ_H
#define MOLVA_JSON_READ_H

#include "base/str.h"

struct json_object;

/* NULL when it is no JSON, or too deep. Freed by its pair. */
struct json_object *json_read(struct str json);
void json_read_free(struct json_object *o);
/* Items of a list, 0 when it is none; the i-th of them. */
size_t json_read_length(struct json_object *list);
struct json_object *json_read_item(struct json_object *list, size_t i);
/* A member, or NULL. */
struct json_object *json_read_member(struct json_object *o, const char *name);
/* A value as text, in the arena; the empty str when there is none. */
struct str json_read_as_text(struct arena *a, struct json_object *value);
/* A member as text, in the arena; the empty str when there is none. */
struct str json_read_text(struct arena *a, struct json_object *o,
                          const char *name);
/* A member as a number, 0 when there is none. */
double json_read_number(struct json_object *o, const char *name);

#endif
