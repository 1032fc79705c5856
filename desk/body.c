/* SPDX-License-Identifier: MIT
 * body: by json-c, with its strictest rules. */
#include "desk/body.h"

#include <json-c/json.h>
#include <limits.h>

#include "base/ceiling.h"

enum { DEEP = 3 /* an object of values; more is refused later */ };

static struct json_object *parse(struct str json)
{
    if (!json.n || json.n > INT_MAX)
        return NULL;
    struct json_tokener *t = json_tokener_new_ex(DEEP);
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *o = json_tokener_parse_ex(t, json.p, (int)json.n);
    bool whole = json_tokener_get_error(t) == json_tokener_success &&
                 str_trim(str_from(json, json_tokener_get_parse_end(t))).n == 0;
    json_tokener_free(t);
    if (whole)
        return o;
    json_object_put(o);
    return NULL;
}

/* As a form has it; p NULL when it is no value of a form. */
static struct str value_of(struct arena *a, struct json_object *o)
{
    switch (json_object_get_type(o)) {
    case json_type_string: {
        struct str s = {json_object_get_string(o),
                        (size_t)json_object_get_string_len(o)};
        bool fit = str_find_char(s, 0) < 0 && str_utf8_valid(s);
        return fit ? str_replaced(a, s, STR("\r"), STR("")) : (struct str){0};
    }
    case json_type_int:
        return str_printf(a, "%lld", (long long)json_object_get_int64(o));
    case json_type_boolean:
        return json_object_get_boolean(o) ? STR("1") : STR("");
    default:
        return (struct str){0};
    }
}

static bool read_fields(struct form *f, struct arena *a, struct json_object *o,
                        const char **why)
{
    size_t cap = 0;
    struct json_object_iter it;
    json_object_object_foreachC(o, it)
    {
        if (!it.val)
            continue;
        struct str value = value_of(a, it.val);
        *why = !value.p ? "a value is no text, whole number, true or false"
               : f->n == CEILING_REQUEST_FIELDS ? "too many fields"
                                                : NULL;
        if (*why)
            return false;
        f->fields = arena_grow(a, f->fields, f->n, &cap, sizeof *f->fields);
        f->fields[f->n++] =
            (struct field){str_dup(a, str_of(it.key)), str_dup(a, value)};
    }
    return true;
}

bool body_read(struct form *f, struct arena *a, struct str json,
               const char **why)
{
    *f = (struct form){0};
    *why = NULL;
    struct json_object *o = parse(json);
    bool object = json_object_is_type(o, json_type_object);
    if (!object)
        *why = "the body is not one JSON object";
    bool ok = object && read_fields(f, a, o, why);
    json_object_put(o);
    return ok;
}
