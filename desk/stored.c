/* SPDX-License-Identifier: MIT
 * stored: evidence, answers and details by json-c. */
#include "desk/stored.h"

#include <json-c/json.h>

#include "base/ceiling.h"

static struct json_object *parse(struct str json)
{
    if (json.n == 0 || json.n > CEILING_PAGE_OUT)
        return NULL;
    struct json_tokener *t = json_tokener_new_ex(CEILING_DEPTH);
    struct json_object *o = json_tokener_parse_ex(t, json.p, (int)json.n);
    json_tokener_free(t);
    return o;
}

static struct str text_of(struct arena *a, struct json_object *o,
                          const char *name)
{
    struct json_object *member;
    if (!json_object_object_get_ex(o, name, &member) || !member)
        return (struct str){0};
    const char *z = json_object_get_string(member);
    return str_dup(a, str_of(z));
}

static double number_of(struct json_object *o, const char *name)
{
    struct json_object *member;
    if (!json_object_object_get_ex(o, name, &member))
        return 0;
    return json_object_get_double(member);
}

/* Items of an array, none when it is something else. */
static size_t items_of(struct json_object *list)
{
    return json_object_is_type(list, json_type_array)
               ? json_object_array_length(list)
               : 0;
}

size_t stored_evidence(struct arena *a, struct str json, size_t length,
                       struct evidence **rows)
{
    struct json_object *list = parse(json);
    size_t items = items_of(list), n = 0;
    *rows = arena_alloc(a, items * sizeof **rows);
    for (size_t i = 0; i < items; i++) {
        struct json_object *o = json_object_array_get_idx(list, i);
        double start = number_of(o, "start"), end = number_of(o, "end");
        struct evidence v = {.rule = text_of(a, o, "rule"),
                             .signal = text_of(a, o, "signal"),
                             .points = number_of(o, "points")};
        if (v.rule.n == 0)
            continue;
        v.end = end > 0 && end < (double)length ? (size_t)end
                : end > 0                       ? length
                                                : 0;
        v.start = start > 0 ? (size_t)start : 0;
        if (start >= (double)v.end)
            v.start = v.end;
        (*rows)[n++] = v;
    }
    json_object_put(list);
    return n;
}

size_t stored_answers(struct arena *a, struct str json, struct answer **rows)
{
    struct json_object *list = parse(json);
    size_t items = items_of(list), n = 0;
    *rows = arena_alloc(a, items * sizeof **rows);
    for (size_t i = 0; i < items; i++) {
        struct json_object *o = json_object_array_get_idx(list, i);
        struct answer v = {.question = text_of(a, o, "question"),
                           .value = text_of(a, o, "value"),
                           .because = text_of(a, o, "because"),
                           .because_ru = text_of(a, o, "ru"),
                           .because_en = text_of(a, o, "en")};
        if (v.question.n)
            (*rows)[n++] = v;
    }
    json_object_put(list);
    return n;
}

struct str stored_member(struct arena *a, struct str json, const char *name)
{
    struct json_object *o = parse(json);
    struct str s = {0};
    if (json_object_is_type(o, json_type_object))
        s = text_of(a, o, name);
    json_object_put(o);
    return s;
}
