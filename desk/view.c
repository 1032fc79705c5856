/* SPDX-License-Identifier: MIT
 * view: filters in and out of a query. */
#include "desk/view.h"

#include <stddef.h>
#include <string.h>

#include "base/date.h"
#include "desk/page.h"

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
    {"department", offsetof(struct view, department)},
    {"from", offsetof(struct view, from)},
    {"to", offsetof(struct view, to)},
    {"stage", offsetof(struct view, filter.narrow.stage)},
    {"unsure", offsetof(struct view, unsure)},
    {"overdue", offsetof(struct view, overdue)},
    {"mine", offsetof(struct view, mine)},
    {"thread", offsetof(struct view, filter.narrow.thread)},
    {"words", offsetof(struct view, words)},
    {"group", offsetof(struct view, group)}, /* the last: it narrows nothing */
};
enum { NARROWING = sizeof names / sizeof *names - 1 };

static struct str *value_of(struct view *v, const struct name *n)
{
    return (struct str *)((char *)v + n->at);
}

static void put_number(struct request *r, struct buf *b, const char *name,
                       int64_t n)
{
    if (n)
        form_put(b, name, str_printf(&r->arena, "%lld", (long long)n));
}

struct str view_query(struct request *r, const struct view *v, struct spot to)
{
    struct view copy = *v;
    struct buf b;
    buf_init(&b, CEILING_REQUEST);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        form_put(&b, names[i].name, *value_of(&copy, &names[i]));
    if (to.page > 1) {
        put_number(r, &b, "page", to.page);
        put_number(r, &b, "behind", to.behind);
        put_number(r, &b, "ahead", to.ahead);
    }
    struct str s = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

void view_turn(struct request *r, struct view *v, struct spot to)
{
    bool first = to.page == 1;
    v->page = to.page;
    v->filter.behind = first ? 0 : to.behind;
    v->filter.ahead = first || to.behind ? 0 : to.ahead;
    v->filter.after = v->filter.behind || v->filter.ahead
                          ? 0
                          : (size_t)((to.page - 1) * v->rows);
    v->query = view_query(r, v, to);
}

bool view_too_far(const struct view *v, int64_t total)
{
    int64_t before = (int64_t)v->filter.after;
    return before > VIEW_REACH && total - before > VIEW_REACH;
}

/* 0 when it is no number that could be meant. */
static int64_t number(const struct form *from, const char *name, int64_t most)
{
    int64_t n;
    return str_int(form_get(from, name), &n) && n > 0 && n <= most ? n : 0;
}

static struct spot spot_of(const struct form *from)
{
    struct spot s = {number(from, "page", 1000000),
                     number(from, "behind", INT64_MAX),
                     number(from, "ahead", INT64_MAX)};
    if (!s.page)
        s.page = s.behind || s.ahead ? 2 : 1;
    return s;
}

static struct str as_typed(void *ctx, struct str word)
{
    (void)ctx;
    return word;
}

/* What is searched for. Words that are wrong look for nothing; the queue says
 * so. */
static void set_query(struct request *r, struct view *v)
{
    static const struct query_speech typed = {.lemmas = as_typed};
    const struct query_speech *speech = &r->desk->setup->speech;
    if (v->words.n)
        v->filter.query = query_parse(
            &r->arena, v->words, speech->lemmas ? speech : &typed, &v->wrong);
}

/* What is none of the kind narrows nothing, and stands in no link. */
static void drop_wrong(struct request *r, struct view *v)
{
    const struct zone *zone = r->desk->setup->zone;
    struct mention_filter *f = &v->filter;
    if (!date_from(v->from, zone, &f->from))
        v->from = (struct str){0}, f->from = 0;
    if (!date_due(v->to, zone, &f->to))
        v->to = (struct str){0}, f->to = 0;
    f->to += v->to.n > 0; /* the last second too */
    struct str *const flags[] = {&v->unsure, &v->overdue, &v->mine};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (!str_eqz(*flags[i], "1"))
            *flags[i] = (struct str){0};
    if (stage_by_name(f->narrow.stage) == STAGE_NONE)
        f->narrow.stage = (struct str){0};
}

/* What its rows have no list by. */
static void set_narrow(struct request *r, struct view *v)
{
    struct mention_filter *f = &v->filter;
    f->narrow.unsure = v->unsure.n;
    f->narrow.overdue = v->overdue.n ? r->now : 0;
    if (v->mine.n)
        f->narrow.assignee = r->user.login;
    if (v->department.n)
        f->units =
            str_printf(&r->arena, " " STR_FMT " ", STR_ARG(v->department));
}

/* What the store is asked for. */
static void set_filter(struct request *r, struct view *v)
{
    v->filter.queue = !v->list.n || list_by_name(v->list) == LIST_WAITING;
    if (v->filter.queue)
        v->list = (struct str){0};
    else if (!str_eqz(v->list, "all"))
        v->filter.status = v->list;
    v->filter.not_us = true;
    v->filter.limit = (size_t)v->rows;
    drop_wrong(r, v);
    set_narrow(r, v);
    set_query(r, v);
}

enum group_by view_group(const struct view *v)
{
    if (str_eqz(v->group, "thread"))
        return GROUP_THREAD;
    return str_eqz(v->group, "author") ? GROUP_AUTHOR : GROUP_NONE;
}

size_t view_limit(struct request *r)
{
    enum { ROWS = 25, MOST = 200 };
    int64_t n;
    bool given = str_int(form_get(&r->query, "limit"), &n) && n > 0;
    return (size_t)(!given ? ROWS : n < MOST ? n : MOST);
}

int64_t view_behind(struct request *r)
{
    int64_t n;
    return str_int(form_get(&r->query, "behind"), &n) && n > 0 ? n : 0;
}

void view_cursor(struct request *r, const char *path, bool more, int64_t last)
{
    bool later = view_behind(r) > 0;
    if (!more && !later)
        return;
    html_printf(&r->out, "<nav class=\"pages\" aria-label=\"%s\">",
                page_word(r, SAY_PAGES));
    if (later)
        html_printf(&r->out, "<a class=\"button\" href=\"%s\">%s</a>\n", path,
                    page_word(r, SAY_TO_START));
    if (more)
        html_printf(&r->out,
                    "<a class=\"button\" href=\"%s?behind=%ld\">%s</a>\n", path,
                    (long)last, page_word(r, SAY_LATER));
    buf_z(&r->out, "</nav>\n");
}

void view_read(struct request *r, struct view *v)
{
    struct form carried, *from = &r->query;
    struct str text = form_get(&r->form, "view");
    *v = (struct view){.rows = VIEW_ROWS};
    if (r->form.n) {
        from = &carried;
        if (!form_parse(&carried, &r->arena, text))
            carried = (struct form){0};
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str value = str_trim(form_get(from, names[i].name));
        *value_of(v, &names[i]) = value;
        v->narrowed = v->narrowed || (i > 0 && i < NARROWING && value.n);
    }
    if (r->api)
        v->rows = (int64_t)view_limit(r);
    set_filter(r, v);
    view_turn(r, v, spot_of(from));
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
    struct view copy = *v;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            *value_of(&copy, &names[i]) = value;
    return linked(r, "/queue", view_query(r, &copy, (struct spot){.page = 1}));
}
