/* SPDX-License-Identifier: MIT
 * openapi: paths of the routes, what each takes and answers. */
#include "desk/openapi.h"

#include <string.h>

#include "desk/schema.h"

/* "/case/#/note" as "/case/{id}/note". */
static void put_path(struct json *j, struct request *r, const char *path)
{
    json_name(j, str_replaced(&r->arena, str_of(path), STR("#"), STR("{id}")),
              false);
}

static void put_type(struct json *j, enum field_kind kind)
{
    static const char *const types[] = {[FIELD_TEXT] = "string",
                                        [FIELD_NUMBER] = "integer",
                                        [FIELD_FLAG] = "boolean"};
    json_key(j, "type"), json_z(j, types[kind]);
}

static void put_parameter(struct json *j, const char *in,
                          const struct operation_field *f)
{
    json_map(j);
    json_key(j, "name"), json_z(j, f->name);
    json_key(j, "in"), json_z(j, in);
    json_key(j, "required"), json_flag(j, f->needed);
    json_key(j, "description"), json_z(j, f->what);
    json_key(j, "schema"), json_map(j);
    put_type(j, f->kind);
    json_end(j);
    json_end(j);
}

static void put_parameters(struct json *j, const struct route *route)
{
    static const struct operation_field id = {"id", FIELD_NUMBER, true,
                                              "the number in the path"};
    bool get = strcmp(route->method, "GET") == 0;
    json_key(j, "parameters"), json_list(j);
    if (strchr(route->path, '#'))
        put_parameter(j, "path", &id);
    for (const struct operation_field *f = route->op->fields;
         get && f && f->name; f++)
        put_parameter(j, "query", f);
    json_end(j);
}

static void put_needed(struct json *j, const struct operation_field *f)
{
    bool any = false;
    for (; f->name; f++) {
        if (!f->needed)
            continue;
        if (!any)
            json_key(j, "required"), json_list(j);
        any = true;
        json_z(j, f->name);
    }
    if (any)
        json_end(j);
}

static void put_body(struct json *j, const struct operation *op)
{
    json_key(j, "requestBody"), json_map(j);
    json_key(j, "required"), json_flag(j, true);
    json_key(j, "content"), json_map(j);
    json_key(j, "application/json"), json_map(j);
    json_key(j, "schema"), json_map(j);
    json_key(j, "type"), json_z(j, "object");
    json_key(j, "additionalProperties"), json_flag(j, false);
    json_key(j, "properties"), json_map(j);
    for (const struct operation_field *f = op->fields; f->name; f++) {
        json_key(j, f->name), json_map(j);
        put_type(j, f->kind);
        json_key(j, "description"), json_z(j, f->what);
        json_end(j);
    }
    json_end(j);
    put_needed(j, op->fields);
    for (int open = 4; open; open--)
        json_end(j);
}

static void put_answer(struct json *j, struct request *r, const char *status,
                       const char *what, const char *schema)
{
    json_name(j, str_of(status), false), json_map(j);
    json_key(j, "description"), json_z(j, what);
    json_key(j, "content"), json_map(j);
    json_key(j, "application/json"), json_map(j);
    json_key(j, "schema"), json_map(j);
    json_key(j, "$ref");
    json_str(j, str_printf(&r->arena, "#/components/schemas/%s", schema));
    for (int open = 4; open; open--)
        json_end(j);
}

static void put_operation(struct json *j, struct request *r,
                          const struct route *route)
{
    const struct operation *op = route->op;
    bool get = strcmp(route->method, "GET") == 0;
    json_key(j, get ? "get" : "post"), json_map(j);
    json_key(j, "operationId"), json_z(j, op->id);
    json_key(j, "summary"), json_z(j, op->what);
    json_key(j, "x-scopes");
    json_str(j, right_names(&r->arena, (int)route->right));
    put_parameters(j, route);
    if (!get && op->fields)
        put_body(j, op);
    json_key(j, "responses"), json_map(j);
    put_answer(j, r, "200", "What is there now", op->answer);
    if (!get)
        put_answer(j, r, "409", "Somebody else was quicker: what is there now",
                   "Error");
    put_answer(j, r, "default", "Refused, with the cause", "Error");
    json_end(j);
    json_end(j);
}

static void put_paths(struct json *j, struct request *r,
                      const struct route *routes, size_t n)
{
    const char *last = "";
    json_key(j, "paths"), json_map(j);
    for (size_t i = 0; i < n; i++) {
        if (!routes[i].op)
            continue;
        bool same = strcmp(routes[i].path, last) == 0;
        if (*last && !same)
            json_end(j);
        if (!same)
            put_path(j, r, routes[i].path), json_map(j);
        put_operation(j, r, &routes[i]);
        last = routes[i].path;
    }
    if (*last)
        json_end(j);
    json_end(j);
}

static void put_security(struct json *j)
{
    json_key(j, "securitySchemes"), json_map(j);
    json_key(j, "token"), json_map(j);
    json_key(j, "type"), json_z(j, "http");
    json_key(j, "scheme"), json_z(j, "bearer");
    json_end(j);
    json_end(j);
}

void openapi_write(struct request *r, const struct route *routes, size_t n)
{
    struct json j;
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    json_key(&j, "openapi"), json_z(&j, "3.0.3");
    json_key(&j, "info"), json_map(&j);
    json_key(&j, "title"), json_z(&j, "Molva");
    json_key(&j, "version"), json_z(&j, "1");
    json_end(&j);
    json_key(&j, "security"), json_list(&j), json_map(&j);
    json_key(&j, "token"), json_list(&j), json_end(&j);
    json_end(&j), json_end(&j);
    put_paths(&j, r, routes, n);
    json_key(&j, "components"), json_map(&j);
    put_security(&j);
    json_key(&j, "schemas"), json_map(&j);
    schema_write(&j);
    json_end(&j);
    json_end(&j);
    json_end(&j);
    buf_char(&r->out, '\n');
}
