/* SPDX-License-Identifier: MIT
 * table_json: rows of JSON. The objects of a file are its rows; members of
 * members have names with a point in them. */
#include <json-c/json.h>
#include <limits.h>

#include "crawler/markup/table_row.h"

enum { DEPTH = 32, DEEP = 4, COLUMNS_MOST = 400 };

/* The members of one object. */
struct members {
    struct arena *a;
    struct str names[COLUMNS_MOST], values[COLUMNS_MOST];
    size_t n; /* of both */
};

static void flatten(struct members *m, struct str prefix, json_object *v,
                    int depth)
{
    json_object_object_foreach(v, key, one)
    {
        struct str name =
            prefix.n ? str_printf(m->a, STR_FMT ".%s", STR_ARG(prefix), key)
                     : str_dup(m->a, str_of(key));
        enum json_type type = json_object_get_type(one);
        if (type == json_type_object && depth < DEEP) {
            flatten(m, name, one, depth + 1);
        } else if (type != json_type_object && type != json_type_array &&
                   type != json_type_null && m->n < COLUMNS_MOST) {
            m->names[m->n] = name;
            m->values[m->n++] =
                str_dup(m->a, str_of(json_object_get_string(one)));
        }
    }
}

static void put_object(struct table_tree *t, json_object *v, int line)
{
    struct members m = {.a = t->a};
    const char *fields[COLUMNS_MOST];
    flatten(&m, (struct str){0}, v, 0);
    table_columns(t->a, &t->map, m.names, m.n, fields);
    table_row_put(t, &(struct table_row){line, m.n, m.names, fields, m.values});
}

static size_t put_list(struct table_tree *t, json_object *v, int line)
{
    size_t n = json_object_array_length(v), rows = 0;
    for (size_t i = 0; i < n; i++) {
        json_object *one = json_object_array_get_idx(v, i);
        if (json_object_get_type(one) != json_type_object)
            continue;
        put_object(t, one, line);
        rows++;
    }
    return rows;
}

static bool is_rows(json_object *v)
{
    return json_object_get_type(v) == json_type_array &&
           json_object_array_length(v) > 0 &&
           json_object_get_type(json_object_array_get_idx(v, 0)) ==
               json_type_object;
}

/* {"reviews": [{...}, ...]}: the longest list of objects among the members of
 * an object that says nothing itself. */
static json_object *rows_within(struct table_tree *t, json_object *v)
{
    struct members m = {.a = t->a};
    const char *fields[COLUMNS_MOST];
    json_object *rows = NULL;
    json_object_object_foreach(v, key, one)
    {
        (void)key;
        if (is_rows(one) && (!rows || json_object_array_length(one) >
                                          json_object_array_length(rows)))
            rows = one;
    }
    if (!rows)
        return NULL;
    flatten(&m, (struct str){0}, v, DEEP);
    table_columns(t->a, &t->map, m.names, m.n, fields);
    return table_says(fields, m.n) ? NULL : rows;
}

/* How many rows the text holds; 0 when it is no JSON, told when it is one
 * line among others. */
static size_t put_text(struct table_tree *t, struct str text, int line,
                       bool told)
{
    size_t rows = 0;
    if (text.n >= INT_MAX)
        return 0;
    json_tokener *tok = json_tokener_new_ex(DEPTH);
    json_tokener_set_flags(tok,
                           JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *v = json_tokener_parse_ex(tok, text.p, (int)text.n);
    enum json_tokener_error why = json_tokener_get_error(tok);
    json_object *within = NULL;
    if (why == json_tokener_success && is_rows(v)) {
        rows = put_list(t, v, line);
    } else if (why == json_tokener_success &&
               json_object_get_type(v) == json_type_object) {
        within = rows_within(t, v);
        rows = within ? put_list(t, within, line) : 1;
        if (!within)
            put_object(t, v, line);
    } else if (told) {
        const char *how = why == json_tokener_continue
                              ? "it ends in the middle"
                              : json_tokener_error_desc(why);
        table_fault(t, line,
                    why == json_tokener_success
                        ? "this line is no object"
                        : str_printf(t->a, "this is not JSON: %s", how).p);
    }
    json_object_put(v);
    json_tokener_free(tok);
    return rows;
}

size_t table_json_read(struct table_tree *t, struct str utf8, int line)
{
    struct str rest = utf8, text;
    bool one = false;
    size_t rows = put_text(t, str_trim(utf8), line, false);
    if (rows)
        return rows;
    for (; str_split(&rest, '\n', &text); line++) {
        text = str_trim(text);
        if (!text.n)
            continue;
        rows += put_text(t, text, line, true);
        /* A single text that is broken is one fault, not one a line. */
        if (!one && !rows && str_trim(rest).n && text.n < 3)
            return 0;
        one = true;
    }
    return rows;
}
