/* SPDX-License-Identifier: MIT
 * operation: what came is looked at before anything is run. */
#include "desk/operation.h"

#include <microhttpd.h>

#include "desk/body.h"

static bool refuse(struct request *r, int status, struct str cause)
{
    r->status = status;
    r->cause = cause;
    return false;
}

bool operation_is_json(struct request *r)
{
    struct str type = request_header(r, "Content-Type"), kind = {0};
    return str_split(&type, ';', &kind) &&
           str_eq_nocase(str_trim(kind), STR("application/json"));
}

static const struct operation_field *find(const struct operation *op,
                                          struct str name)
{
    for (const struct operation_field *f = op->fields; f && f->name; f++)
        if (str_eqz(name, f->name))
            return f;
    return NULL;
}

/* A number where one is meant; each name known, and there once. */
static bool look(struct request *r, const struct operation *op,
                 const struct form *form)
{
    int64_t n;
    for (size_t i = 0; i < form->n; i++) {
        const struct field *f = &form->fields[i];
        const struct operation_field *known = find(op, f->name);
        if (!known)
            return refuse(r, MHD_HTTP_BAD_REQUEST,
                          str_printf(&r->arena, "unknown field: " STR_FMT,
                                     STR_ARG(f->name)));
        if (known->kind == FIELD_NUMBER && !str_int(f->value, &n))
            return refuse(
                r, MHD_HTTP_BAD_REQUEST,
                str_printf(&r->arena, "%s is no whole number", known->name));
        for (size_t k = 0; k < i; k++)
            if (str_eq(form->fields[k].name, f->name))
                return refuse(
                    r, MHD_HTTP_BAD_REQUEST,
                    str_printf(&r->arena, "%s is there twice", known->name));
    }
    return true;
}

static bool complete(struct request *r, const struct operation *op,
                     const struct form *form)
{
    for (const struct operation_field *f = op->fields; f && f->name; f++)
        if (f->needed && !form_get(form, f->name).p)
            return refuse(r, MHD_HTTP_BAD_REQUEST,
                          str_printf(&r->arena, "%s is missing", f->name));
    return true;
}

bool operation_take(struct request *r, const struct operation *op)
{
    const char *why;
    bool post = str_eqz(r->method, "POST");
    if (post && r->body.n && !operation_is_json(r))
        return refuse(r, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE,
                      STR("the body has to be application/json"));
    if (post && r->body.n && !body_read(&r->form, &r->arena, r->body, &why))
        return refuse(r, MHD_HTTP_BAD_REQUEST, str_of(why));
    if (post && r->query.n)
        return refuse(r, MHD_HTTP_BAD_REQUEST,
                      STR("a POST takes its fields from the body"));
    const struct form *form = post ? &r->form : &r->query;
    return look(r, op, form) && complete(r, op, form);
}
