/* SPDX-License-Identifier: MIT
 * queue: what waits for an answer, best first, and the lists of all that does
 * not: approved, posted, dismissed, without a reply. */

#include <microhttpd.h>
#include <string.h>

#include "desk/api.h"
#include "desk/bulk.h"
#include "desk/care.h"
#include "desk/filters.h"
#include "desk/keys.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/row.h"
#include "desk/saved.h"
#include "desk/tell.h"
#include "desk/view.h"

struct queue {
    struct view view;          /* which part of it */
    struct mention *rows;      /* n of them */
    size_t n;                  /* on this page */
    int64_t *incidents;        /* of each row, 0 none */
    int64_t *sizes;            /* of the group it stands for; NULL: no groups */
    bool more;                 /* there is a page behind it */
    bool nearer;               /* another page was asked for, too far away */
    int64_t total;             /* in this part */
    bool cut;                  /* there are at least so many: a search for
                                  common words counts some of them only */
    int64_t types[TYPE_COUNT]; /* of each type, all other filters kept */
    int64_t all_types;         /* their sum */
    int64_t lists[LIST_COUNT]; /* of each list, the type kept */
    int64_t all_lists;         /* their sum */
};

bool queue_home(struct request *r, struct err *e)
{
    (void)e;
    return request_go(r, page_has_queue(r) ? STR("/day") : STR("/mine"));
}

/* Rows of a list and a type, with all other filters kept. */
static void add(struct queue *q, struct str list, struct str type, int64_t n)
{
    const struct view *v = &q->view;
    enum list l = list_by_name(list);
    enum mention_type t = type_by_name(type);
    bool here = str_eqz(v->list, "all") ||
                str_eq(list, v->filter.queue ? STR("waiting") : v->list);
    if (here)
        q->all_types += n;
    if (here && t != TYPE_NONE)
        q->types[t] += n;
    if (v->filter.type.n && !str_eq(type, v->filter.type))
        return;
    q->all_lists += n;
    if (l != LIST_NONE)
        q->lists[l] += n;
    if (here)
        q->total += n;
}

/* Counts by list and type with these two left aside: that gives tabs, chips
 * and the total at once. */
static bool count(struct request *r, struct queue *q, struct err *e)
{
    struct mention_filter f = q->view.filter;
    struct count_row *rows;
    size_t n;
    f.queue = false;
    f.type = f.status = (struct str){0};
    if (!store_counts(r->desk->store, &r->arena, &f,
                      &(struct counting){COUNT_LIST_TYPE, false, 0}, &rows, &n,
                      e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct str list;
        if (str_split(&rows[i].key, ' ', &list))
            add(q, list, rows[i].key, rows[i].n);
    }
    q->cut = store_looks_for(&f) && store_search_was_cut(r->desk->store);
    return true;
}

/* A page behind or ahead of no mention is found by its number. */
static bool known(struct request *r, struct view *v, struct err *e)
{
    int64_t id = v->filter.behind ? v->filter.behind : v->filter.ahead;
    struct mention m;
    bool found = true;
    if (id && !store_mention_get(r->desk->store, &r->arena, id, &m, &found, e))
        return false;
    if (!found)
        view_turn(r, v, (struct spot){.page = v->page});
    return true;
}

/* One row more than there is room for says whether there is another page: the
 * last, or on the way back the first. */
static bool rows(struct request *r, struct queue *q, struct err *e)
{
    struct mention_filter f = q->view.filter;
    f.limit = (size_t)q->view.rows + 1;
    if (!store_mentions(r->desk->store, &r->arena, &f, &q->rows, &q->n, e))
        return false;
    q->more = q->n > (size_t)q->view.rows;
    if (q->more)
        q->n = (size_t)q->view.rows;
    if (q->more && f.ahead)
        q->rows++;
    return true;
}

/* One row for each group, by the number of the page alone. */
static bool groups(struct request *r, struct queue *q, struct err *e)
{
    struct view *v = &q->view;
    const struct group_wish w = {.filter = &v->filter, .by = view_group(v)};
    struct group_row *all;
    size_t n, from = (size_t)((v->page - 1) * v->rows);
    if (!store_groups(r->desk->store, &r->arena, &w, &all, &n, e))
        return false;
    if (from >= n && v->page > 1)
        view_turn(r, v, (struct spot){.page = 1}), from = 0;
    q->total = (int64_t)n;
    q->rows = arena_alloc(&r->arena, ((size_t)v->rows + 1) * sizeof *q->rows);
    q->sizes = arena_alloc(&r->arena, ((size_t)v->rows + 1) * sizeof *q->sizes);
    for (size_t i = from; i < n && q->n < (size_t)v->rows; i++) {
        bool found;
        if (!store_mention_get(r->desk->store, &r->arena, all[i].mention,
                               &q->rows[q->n], &found, e))
            return false;
        q->sizes[q->n] = all[i].n;
        q->n += found;
    }
    q->more = from + (size_t)v->rows < n;
    return true;
}

/* Whom incidents are shown sees in each row which. */
static bool incidents(struct request *r, struct queue *q, struct err *e)
{
    int64_t *ids = arena_alloc(&r->arena, (q->n + 1) * sizeof *ids);
    q->incidents = arena_alloc(&r->arena, (q->n + 1) * sizeof *q->incidents);
    for (size_t i = 0; i < q->n; i++)
        ids[i] = q->rows[i].id, q->incidents[i] = 0;
    return !(r->rights & MAY_SURVEY) ||
           store_incidents_of(r->desk->store, ids, q->n, q->incidents, e);
}

/* A page that a link does not lead to any more: behind the end, because what
 * stood there has been worked off, it is the last; back at the top, the
 * first. */
static bool load(struct request *r, struct queue *q, struct err *e)
{
    struct view *v = &q->view;
    view_read(r, v);
    if (v->wrong.what.n)
        return true; /* nothing was looked for */
    if (!count(r, q, e) || !known(r, v, e))
        return false;
    if (view_group(v) != GROUP_NONE && !r->api)
        return groups(r, q, e);
    q->nearer = view_too_far(v, q->total);
    if (q->nearer)
        view_turn(r, v, (struct spot){.page = VIEW_REACH / v->rows});
    if (!rows(r, q, e))
        return false;
    if (v->filter.ahead && !q->more)
        view_turn(r, v, (struct spot){.page = 1});
    else if (!q->n && q->total && v->page > 1 && !r->api)
        view_turn(r, v,
                  (struct spot){(q->total + v->rows - 1) / v->rows, 0, 0});
    else
        return true;
    return rows(r, q, e);
}

/* ---- the lists ---- */

static struct str list_of(const struct queue *q)
{
    return q->view.list.n ? q->view.list : str_of(list_name(LIST_WAITING));
}

/* Behind a number: "10000+". */
static const char *plus(const struct queue *q)
{
    return q->cut ? "+" : "";
}

static void tab(struct request *r, const struct queue *q, const char *list,
                int64_t n)
{
    bool on = str_eqz(list_of(q), list);
    bool waits = strcmp(list, list_name(LIST_WAITING)) == 0;
    struct str value = str_of(waits ? "" : list);
    struct str to = view_with(r, &q->view, "list", value);
    struct str name = say_value(r->lang, "list", str_of(list));
    html_printf(&r->out, "<a href=\"%S\"", &to);
    buf_z(&r->out, on ? " aria-current=\"page\">" : ">");
    html_printf(&r->out, "%S <b>%ld%s</b></a>\n", &name,
                (long)(on ? q->all_types : n), plus(q));
}

/* Told only where there is something. */
static bool is_rare(enum list l)
{
    return l == LIST_JOINED || l == LIST_REPEATED || l == LIST_LATER;
}

static void tabs(struct request *r, const struct queue *q)
{
    html_printf(&r->out, "<nav class=\"tabs\" aria-label=\"%s\">\n",
                page_word(r, SAY_LISTS));
    for (int i = 0; i < LIST_COUNT; i++) {
        const char *list = list_name((enum list)i);
        if (!is_rare((enum list)i) || q->lists[i] || str_eqz(list_of(q), list))
            tab(r, q, list, q->lists[i]);
    }
    tab(r, q, "all", q->all_lists);
    buf_z(&r->out, "</nav>\n");
}

/* ---- what narrows it ---- */

static void chip(struct request *r, const struct queue *q, struct str type,
                 int64_t n)
{
    struct str to = view_with(r, &q->view, "type", type);
    struct str name = type.n ? page_value(r, "type", type)
                             : str_of(page_word(r, SAY_ALL_TYPES));
    bool on = str_eq(q->view.filter.type, type);
    html_printf(&r->out, "<a class=\"chip %s\" href=\"%S\"",
                type.n ? type_name(type_by_name(type)) : "every", &to);
    buf_z(&r->out, on ? " aria-current=\"true\">" : ">");
    html_printf(&r->out, "%S <b>%ld%s</b></a>\n", &name, (long)n, plus(q));
}

static void chips(struct request *r, const struct queue *q)
{
    html_printf(&r->out, "<nav class=\"chips\" aria-label=\"%s\">\n",
                page_word(r, SAY_TYPE));
    chip(r, q, STR(""), q->all_types);
    for (int t = 0; t < TYPE_COUNT; t++)
        if (q->types[t] ||
            str_eqz(q->view.filter.type, type_name((enum mention_type)t)))
            chip(r, q, str_of(type_name((enum mention_type)t)), q->types[t]);
    buf_z(&r->out, "</nav>\n");
}

static void group_link(struct request *r, const struct queue *q, const char *by,
                       enum say word)
{
    bool on = str_eqz(q->view.group, by);
    struct str to = view_with(r, &q->view, "group", str_of(on ? "" : by));
    html_printf(&r->out, "<a class=\"chip every\" href=\"%S\"", &to);
    buf_z(&r->out, on ? " aria-current=\"true\">" : ">");
    html_printf(&r->out, "≡ %s</a>\n", page_word(r, word));
}

/* A row for each thread or author in place of each mention. */
static void together(struct request *r, const struct queue *q)
{
    html_printf(&r->out, "<nav class=\"chips groups\" aria-label=\"%s\">\n",
                page_word(r, SAY_GROUP));
    group_link(r, q, "thread", SAY_BY_THREAD);
    group_link(r, q, "author", SAY_BY_AUTHOR);
    buf_z(&r->out, "</nav>\n");
}

/* ---- the pages ---- */

static void turn(struct request *r, const struct queue *q, struct spot spot,
                 enum say word)
{
    struct str to = view_query(r, &q->view, spot);
    html_printf(&r->out, "<a class=\"button\" href=\"/queue%s%S\">%s</a>\n",
                to.n ? "?" : "", &to, page_word(r, word));
}

/* The page behind this one, which has rows. */
static struct spot following(const struct queue *q)
{
    if (q->sizes)
        return (struct spot){.page = q->view.page + 1};
    return (struct spot){q->view.page + 1, q->rows[q->n - 1].id, 0};
}

/* The number of the last row. Those that were worked off since the first page
 * was seen are not counted any more, so the last is the total. */
static int64_t last_row(const struct queue *q)
{
    int64_t last = (q->view.page - 1) * q->view.rows + (int64_t)q->n;
    if (q->cut)
        return last;
    if (!q->more)
        return q->total;
    return last < q->total ? last : q->total - 1;
}

static void pages(struct request *r, const struct queue *q)
{
    int64_t last = last_row(q), first = last - (int64_t)q->n + 1;
    if (q->view.page == 1 && !q->more)
        return;
    html_printf(&r->out, "<nav class=\"pages\" aria-label=\"%s\">",
                page_word(r, SAY_PAGES));
    if (q->view.page > 1)
        turn(r, q, (struct spot){q->view.page - 1, 0, q->n ? q->rows[0].id : 0},
             SAY_EARLIER);
    buf_z(&r->out, "<span>");
    html_printf(&r->out, page_word(r, SAY_PAGE_OF), (int)first, (int)last,
                (int)q->total, plus(q));
    buf_z(&r->out, "</span>");
    if (q->more)
        turn(r, q, following(q), SAY_LATER);
    buf_z(&r->out, "</nav>\n");
}

static void nothing(struct request *r, const struct queue *q)
{
    bool narrowed = q->view.narrowed;
    if (q->view.wrong.what.n)
        return; /* it is told above */
    enum say what = q->view.filter.queue ? SAY_NOTHING_WAITS : SAY_NOTHING_HERE;
    struct view whole = {0};
    struct str to = view_with(r, &whole, "list", q->view.list);
    html_printf(&r->out, "<p class=\"card nothing\">%s",
                page_word(r, narrowed ? SAY_NOTHING_FOUND : what));
    if (narrowed)
        html_printf(&r->out, " <a href=\"%S\">%s</a>", &to,
                    page_word(r, SAY_SHOW_ALL));
    buf_z(&r->out, "</p>\n");
}

/* What was done, what is blind, the lists, what narrows them. */
static bool top(struct request *r, const struct queue *q, struct err *e)
{
    struct str name = say_value(r->lang, "list", list_of(q));
    buf_z(&r->out, "<div class=\"head\">\n");
    tell_done(r);
    if (!sources_badge(r, e) || !care_notice(r, e))
        return false;
    html_printf(&r->out,
                "<h1 class=\"unseen\">%S <span class=\"count\">%ld%s"
                "</span></h1>\n",
                &name, (long)q->total, plus(q));
    tabs(r, q);
    buf_z(&r->out, "<div class=\"narrowing\">\n");
    if (!filters_draw(r, &q->view, e))
        return false;
    together(r, q);
    chips(r, q);
    buf_z(&r->out, "</div>\n");
    buf_z(&r->out, "<div class=\"views\">\n");
    filters_chips(r, &q->view);
    if (!saved_draw(r, &q->view, e))
        return false;
    buf_z(&r->out, "</div>\n</div>\n");
    return true;
}

/* Can many of it be ticked? */
static bool list_waits(const struct queue *q)
{
    return q->view.filter.queue || list_by_name(q->view.list) == LIST_LATER;
}

/* The rows, and room for the case of one of them. */
static void panes(struct request *r, const struct queue *q)
{
    buf_z(&r->out, "<div class=\"split\">\n<div class=\"pane list\">\n");
    if (q->n == 0)
        nothing(r, q);
    if (q->nearer)
        html_printf(&r->out, "<p class=\"notice\">%s</p>\n",
                    page_word(r, SAY_TOO_FAR));
    bool boxes = list_waits(q) && (r->rights & MAY_EDIT);
    struct writers writers;
    writers_load(r, &writers);
    if (boxes && q->n)
        bulk_form(r, &q->view, "bulk", 0);
    buf_z(&r->out, "<ol class=\"rows\">\n");
    for (size_t i = 0; i < q->n; i++)
        row_draw(r, &(struct row){.view = &q->view,
                                  .writers = &writers,
                                  .m = &q->rows[i],
                                  .n = q->sizes ? q->sizes[i] : 0,
                                  .box = boxes,
                                  .incident = q->incidents[i]});
    buf_z(&r->out, "</ol>\n");
    pages(r, q);
    struct str part = view_query(r, &q->view, (struct spot){.page = 1});
    html_printf(&r->out,
                "<p class=\"soft feed\"><a type=\"application/atom+xml\" "
                "href=\"/queue.atom%s%S\">Atom</a></p>\n</div>\n"
                "<div class=\"pane case\" id=\"case\"></div>\n</div>\n",
                part.n ? "?" : "", &part);
}

bool queue_page(struct request *r, struct err *e)
{
    struct queue q = {0};
    if (!page_has_queue(r))
        return request_go(r, STR("/cases?mine=1"));
    if (!load(r, &q, e))
        return err_add(e, "queue");
    page_open_desk(r, say_value(r->lang, "list", list_of(&q)));
    if (!top(r, &q, e) || !incidents(r, &q, e))
        return err_add(e, "queue");
    panes(r, &q);
    keys_draw(r);
    page_close(r);
    return true;
}

bool queue_count(struct request *r, struct err *e)
{
    struct queue q = {0};
    struct writers writers;
    struct json j;
    view_read(r, &q.view);
    if (page_has_queue(r) && !q.view.wrong.what.n && !count(r, &q, e))
        return err_add(e, "queue");
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    /* As the list's tab has it, whatever the type. */
    json_key(&j, "total"), json_int(&j, q.all_types);
    writers_load(r, &writers);
    writers_json(r, &writers, &j);
    json_end(&j);
    return true;
}

bool queue_json(struct request *r, struct err *e)
{
    struct queue q = {0};
    struct json j;
    if (!load(r, &q, e))
        return err_add(e, "queue");
    struct str wrong = (struct str){0};
    if (q.view.wrong.what.n) {
        r->status = MHD_HTTP_BAD_REQUEST;
        wrong = filters_wrong(r, &q.view);
    }
    api_open(r, &j, wrong);
    json_key(&j, "total"), json_int(&j, q.total);
    json_key(&j, "at_least"), json_flag(&j, q.cut);
    api_next(&j, q.more ? q.rows[q.n - 1].id : 0);
    json_key(&j, "mentions"), json_list(&j);
    for (size_t i = 0; i < q.n; i++) {
        json_map(&j);
        store_mention_json(&j, &q.rows[i], r->desk->setup->zone);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}
