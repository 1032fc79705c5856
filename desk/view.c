/* SPDX-License-Identifier: MIT
 * view: filters in and out of a query. */
#include "desk/view.h"

#include <stddef.h>
#include <string.h>

struct name {
    const char *name; /* in the query */
    size_t at;        /* of its str in struct view */
};

static const struct name names[] = {
    {"type", offsetof(struct view, filter.type)},
    {"solution", offsetof(struct view, filter.solution)},
    {"brand", offsetof(struct view, filter.brand)},
    {"source", offsetof(struct view, filter.source)},
    {"lang", offsetof(struct view, filter.lang)},
    {"words", offsetof(struct view, words)},
};

static struct str *value_of(struct view *v, const struct name *n)
{
    return (struct str *)((char *)v + n->at);
}

static struct str query_of(struct request *r, const struct view *v,
                           const char *name, struct str instead)
{
    struct view copy = *v;
    struct buf b;
    buf_init(&b, CEILING_REQUEST);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool other = name && strcmp(name, names[i].name) == 0;
        form_put(&b, names[i].name,
                 other ? instead : *value_of(&copy, &names[i]));
    }
    struct str s = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

void view_read(struct request *r, struct view *v)
{
    const struct desk_setup *setup = r->desk->setup;
    struct form carried, *from = &r->query;
    struct str text = form_get(&r->form, "view");
    *v = (struct view){.page = 1};
    if (r->form.n) {
        from = &carried;
        if (!form_parse(&carried, &r->arena, text))
            carried = (struct form){0};
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        *value_of(v, &names[i]) = str_trim(form_get(from, names[i].name));
    if (!str_int(form_get(from, "page"), &v->page) || v->page < 1 ||
        v->page > 1000000)
        v->page = 1;
    v->filter.queue = true;
    v->filter.limit = VIEW_ROWS;
    v->filter.after = (size_t)(v->page - 1) * VIEW_ROWS;
    v->filter.lemmas = v->words;
    if (v->words.n && setup->lemmas)
        v->filter.lemmas = setup->lemmas(setup->ctx, &r->arena, v->words);
    v->query = query_of(r, v, NULL, (struct str){0});
}

static struct str linked(struct request *r, const char *path, struct str query)
{
    return str_printf(&r->arena, "%s%s" STR_FMT, path, query.n ? "?" : "",
                      STR_ARG(query));
}

struct str view_link(struct request *r, const struct view *v, const char *path)
{
    return linked(r, path, v->query);
}

struct str view_with(struct request *r, const struct view *v, const char *name,
                     struct str value)
{
    return linked(r, "/queue", query_of(r, v, name, value));
}
