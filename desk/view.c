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
    {"list", offsetof(struct view, list)},
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
                           int64_t page)
{
    struct view copy = *v;
    struct buf b;
    buf_init(&b, CEILING_REQUEST);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        form_put(&b, names[i].name, *value_of(&copy, &names[i]));
    if (page > 1)
        form_put(&b, "page", str_printf(&r->arena, "%lld", (long long)page));
    struct str s = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

void view_turn(struct request *r, struct view *v, int64_t page)
{
    v->page = page;
    v->filter.after = (size_t)(page - 1) * VIEW_ROWS;
    v->query = query_of(r, v, page);
}

/* What the store is asked for. */
static void set_filter(struct request *r, struct view *v)
{
    const struct desk_setup *setup = r->desk->setup;
    v->filter.queue = !v->list.n || list_by_name(v->list) == LIST_WAITING;
    if (v->filter.queue)
        v->list = (struct str){0};
    else if (!str_eqz(v->list, "all"))
        v->filter.status = v->list;
    v->filter.not_us = true;
    v->filter.limit = VIEW_ROWS;
    v->filter.lemmas = v->words;
    if (v->words.n && setup->lemmas)
        v->filter.lemmas = setup->lemmas(setup->ctx, &r->arena, v->words);
}

void view_read(struct request *r, struct view *v)
{
    struct form carried, *from = &r->query;
    struct str text = form_get(&r->form, "view");
    int64_t page;
    *v = (struct view){0};
    if (r->form.n) {
        from = &carried;
        if (!form_parse(&carried, &r->arena, text))
            carried = (struct form){0};
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str value = str_trim(form_get(from, names[i].name));
        *value_of(v, &names[i]) = value;
        v->narrowed = v->narrowed || (i > 0 && value.n);
    }
    if (!str_int(form_get(from, "page"), &page) || page < 1 || page > 1000000)
        page = 1;
    set_filter(r, v);
    view_turn(r, v, page);
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

struct str view_page(struct request *r, const struct view *v, int64_t page)
{
    return linked(r, "/queue", query_of(r, v, page));
}

struct str view_with(struct request *r, const struct view *v, const char *name,
                     struct str value)
{
    struct view copy = *v;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            *value_of(&copy, &names[i]) = value;
    return view_page(r, &copy, 1);
}
