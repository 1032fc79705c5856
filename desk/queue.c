/* SPDX-License-Identifier: MIT
 * queue: what waits for an answer, best first. */

#include "desk/facets.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/tell.h"
#include "desk/view.h"

enum { FIRST_WORDS = 220 /* code points of a text in its row */ };

struct queue {
    struct view view;          /* which part of it */
    struct mention *rows;      /* n of them */
    size_t n;                  /* on this page */
    int64_t total;             /* in this part */
    int64_t types[TYPE_COUNT]; /* of each type, all other filters kept */
    int64_t all_types;         /* their sum */
};

bool queue_home(struct request *r, struct err *e)
{
    (void)e;
    return request_go(r, STR("/queue"));
}

/* Counts this part by type, the filter's own type left aside: that gives the
 * chips and the total at once. */
static bool count(struct request *r, struct queue *q, struct err *e)
{
    struct mention_filter f = q->view.filter;
    struct count_row *rows;
    size_t n;
    f.type = (struct str){0};
    f.status = STR("waiting");
    if (!store_counts(r->desk->store, &r->arena, &f,
                      &(struct counting){COUNT_TYPE, false, 0}, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        enum mention_type t = type_by_name(rows[i].key);
        if (t != TYPE_NONE)
            q->types[t] = rows[i].n;
        q->all_types += rows[i].n;
    }
    enum mention_type chosen = type_by_name(q->view.filter.type);
    q->total = q->all_types;
    if (q->view.filter.type.n)
        q->total = chosen == TYPE_NONE ? 0 : q->types[chosen];
    return true;
}

static bool load(struct request *r, struct queue *q, struct err *e)
{
    view_read(r, &q->view);
    return store_mentions(r->desk->store, &r->arena, &q->view.filter, &q->rows,
                          &q->n, e) &&
           count(r, q, e);
}

/* ---- what narrows it ---- */

static void chip(struct request *r, const struct queue *q, struct str type,
                 int64_t n)
{
    struct str to = view_with(r, &q->view, "type", type);
    struct str name = type.n ? say_value(r->lang, "type", type)
                             : str_of(page_word(r, SAY_ALL_TYPES));
    bool on = str_eq(q->view.filter.type, type);
    html_printf(&r->out, "<a class=\"chip %s\" href=\"%S\"",
                type.n ? type_name(type_by_name(type)) : "every", &to);
    buf_z(&r->out, on ? " aria-current=\"true\">" : ">");
    html_printf(&r->out, "%S <b>%ld</b></a>\n", &name, (long)n);
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

static void option(struct request *r, struct str value, struct str name,
                   bool on)
{
    html_printf(&r->out, "<option value=\"%S\"", &value);
    buf_z(&r->out, on ? " selected>" : ">");
    html_printf(&r->out, "%S</option>", &name);
}

struct choice {
    const char *name;    /* of the field */
    enum say label;      /* before it */
    enum count_by by;    /* where its values come from */
    struct str selected; /* now */
};

static bool choose(struct request *r, const struct choice *c, struct err *e)
{
    bool seen = c->selected.n == 0;
    const struct facet *facet =
        facets_get(r->desk->facets, r->desk->store, c->by, r->now, e);
    if (!facet)
        return false;
    html_printf(&r->out, "<label>%s<select name=\"%s\">",
                page_word(r, c->label), c->name);
    option(r, STR(""), str_of(page_word(r, SAY_ANY)), false);
    for (size_t i = 0; i < facet->n; i++) {
        struct str key = facet->rows[i].key;
        bool on = c->selected.n && str_eq(c->selected, key);
        seen = seen || on;
        if (key.n)
            option(r, key, key, on);
    }
    if (!seen)
        option(r, c->selected, c->selected, true);
    buf_z(&r->out, "</select></label>\n");
    return true;
}

static void choose_language(struct request *r, struct str selected)
{
    html_printf(&r->out, "<label>%s<select name=\"lang\">",
                page_word(r, SAY_LANGUAGE));
    option(r, STR(""), str_of(page_word(r, SAY_ANY)), false);
    for (int i = 0; i < SAY_LANGS; i++) {
        struct str name = str_of(say_lang_name((enum say_lang)i));
        option(r, name, say_value(r->lang, "lang", name),
               str_eq(selected, name));
    }
    buf_z(&r->out, "</select></label>\n");
}

static bool filters(struct request *r, const struct queue *q, struct err *e)
{
    const struct mention_filter *f = &q->view.filter;
    const struct choice choices[] = {
        {"solution", SAY_SOLUTION, COUNT_SOLUTION, f->solution},
        {"brand", SAY_BRAND, COUNT_BRAND, f->brand},
        {"source", SAY_SOURCE, COUNT_SOURCE, f->source},
    };
    html_printf(&r->out, "<form class=\"filters\" action=\"/queue\" "
                         "role=\"search\" data-submit>");
    page_hidden(r, "type", f->type);
    html_printf(&r->out,
                "<label class=\"words\">%s<input type=\"search\" "
                "name=\"words\" value=\"%S\"></label>\n",
                page_word(r, SAY_SEARCH), &q->view.words);
    bool narrowed = f->solution.n || f->brand.n || f->source.n || f->lang.n;
    html_printf(&r->out,
                "<details class=\"more\"%s><summary>%s</summary>"
                "<div class=\"choices\">",
                narrowed ? " open" : "", page_word(r, SAY_FILTERS));
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (!choose(r, &choices[i], e))
            return false;
    choose_language(r, f->lang);
    html_printf(&r->out, "<button>%s</button></div></details></form>\n",
                page_word(r, SAY_SHOW));
    return true;
}

/* ---- the rows ---- */

static void piece(struct request *r, const char *class, struct str text)
{
    if (text.n)
        html_printf(&r->out, "<span class=\"%s\">%S</span>", class, &text);
}

static void row(struct request *r, const struct queue *q,
                const struct mention *m)
{
    struct buf *o = &r->out;
    struct str path = str_printf(&r->arena, "/mention/%lld", (long long)m->id);
    struct str to = view_link(r, &q->view, path.p);
    struct str nobody = str_of(page_word(r, SAY_UNKNOWN_AUTHOR));
    buf_z(o, "<li class=\"row\">\n<div class=\"row-side\">");
    page_solution(r, m->solution);
    html_printf(o, "<span class=\"prio\" title=\"%s\">%ld</span></div>\n",
                page_word(r, SAY_PRIORITY), (long)m->priority);
    buf_z(o, "<div class=\"row-main\"><p class=\"meta\">");
    page_type(r, m->type);
    piece(r, "brandname", m->brand);
    piece(r, "author", m->author.n ? m->author : nobody);
    piece(r, "source", m->source_name);
    page_due(r, m->due);
    html_printf(o, "</p>\n<h2><a href=\"%S\">", &to);
    page_words(r, m->text.n ? m->text : m->title, FIRST_WORDS);
    html_printf(o, "</a></h2>\n<p class=\"why\">%S</p></div>\n</li>\n",
                &m->why);
}

static void turn(struct request *r, const struct queue *q, int64_t page,
                 enum say word)
{
    struct str to = view_link(r, &q->view, "/queue");
    html_printf(&r->out, "<a class=\"button\" href=\"%S%spage=%ld\">%s</a>\n",
                &to, q->view.query.n ? "&" : "?", (long)page,
                page_word(r, word));
}

static void pages(struct request *r, const struct queue *q)
{
    size_t first = q->view.filter.after + 1, last = first + q->n - 1;
    if (q->total <= VIEW_ROWS && q->view.page == 1)
        return;
    html_printf(&r->out, "<nav class=\"pages\" aria-label=\"%s\">",
                page_word(r, SAY_PAGES));
    if (q->view.page > 1)
        turn(r, q, q->view.page - 1, SAY_EARLIER);
    buf_z(&r->out, "<span>");
    html_printf(&r->out, page_word(r, SAY_PAGE_OF), (int)first, (int)last,
                (int)q->total);
    buf_z(&r->out, "</span>");
    if ((int64_t)last < q->total)
        turn(r, q, q->view.page + 1, SAY_LATER);
    buf_z(&r->out, "</nav>\n");
}

static void nothing(struct request *r, const struct queue *q)
{
    bool narrowed = q->view.query.n > 0 || q->view.page > 1;
    html_printf(&r->out, "<p class=\"card nothing\">%s",
                page_word(r, narrowed ? SAY_NOTHING_FOUND : SAY_NOTHING_WAITS));
    if (narrowed)
        html_printf(&r->out, " <a href=\"/queue\">%s</a>",
                    page_word(r, SAY_SHOW_ALL));
    buf_z(&r->out, "</p>\n");
}

bool queue_page(struct request *r, struct err *e)
{
    struct queue q = {0};
    if (!load(r, &q, e))
        return err_add(e, "queue");
    page_open(r, str_of(page_word(r, SAY_QUEUE)), "/queue");
    tell_done(r);
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s <span class=\"count\">%ld</span>"
                "</h1><p class=\"keys\">%s</p></div>\n",
                page_word(r, SAY_WAITING), (long)q.total,
                page_word(r, SAY_KEYS));
    chips(r, &q);
    if (!filters(r, &q, e))
        return err_add(e, "queue");
    if (q.n == 0)
        nothing(r, &q);
    buf_z(&r->out, "<ol class=\"rows\">\n");
    for (size_t i = 0; i < q.n; i++)
        row(r, &q, &q.rows[i]);
    buf_z(&r->out, "</ol>\n");
    pages(r, &q);
    page_close(r);
    return true;
}

bool queue_json(struct request *r, struct err *e)
{
    struct queue q = {0};
    struct json j;
    if (!load(r, &q, e))
        return err_add(e, "queue");
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    json_key(&j, "total"), json_int(&j, q.total);
    json_key(&j, "page"), json_int(&j, q.view.page);
    json_key(&j, "mentions"), json_list(&j);
    for (size_t i = 0; i < q.n; i++) {
        json_map(&j);
        tell_mention(&j, &q.rows[i]);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return true;
}
