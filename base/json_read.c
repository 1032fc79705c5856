/* SPDX-License-Identifier: MIT
 * json_read: by json-c, with a ceiling for size and depth. */
#include "base/json_read.h"

#include <json-c/json.h>

#include "base/ceiling.h"

struct json_object *json_read(struct str json)
{
    if (json.n == 0 || json.n > CEILING_PAGE_OUT)
        return NULL;
    struct json_tokener *t = json_tokener_new_ex(CEILING_DEPTH);
    struct json_object *o = json_tokener_parse_ex(t, json.p, (int)json.n);
    json_tokener_free(t);
    return o;
}

void json_read_free(struct json_object *o)
{
    json_object_put(o);
}

size_t json_read_length(struct json_object *list)
{
    return json_object_is_type(list, json_type_array)
               ? json_object_array_length(list)
               : 0;
}

struct json_object *json_read_item(struct json_object *list, size_t i)
{
    return json_object_array_get_idx(list, i);
}

struct json_object *json_read_member(struct json_object *o, const char *name)
{
    struct json_object *value;
    if (!json_object_is_type(o, json_type_object) ||
        !json_object_object_get_ex(o, name, &value))
        return NULL;
    return value;
}

struct str json_read_as_text(struct arena *a, struct json_object *value)
{
    return value ? str_dup(a, str_of(json_object_get_string(value)))
                 : (struct str){0};
}

struct str json_read_text(struct arena *a, struct json_object *o,
                          const char *name)
{
    return json_read_as_text(a, json_read_member(o, name));
}

double json_read_number(struct json_object *o, const char *name)
{
    return json_object_get_double(json_read_member(o, name));
}
