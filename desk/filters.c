/* SPDX-License-Identifier: MIT
 * filters: the form, and what it narrows the list by. */
#include "desk/filters.h"

#include "desk/page.h"

struct choice {
    const char *name;    /* of the field */
    enum say label;      /* before it */
    enum count_by by;    /* where its values come from */
    struct str selected; /* now */
    bool waiting;        /* only values of what waits */
};

static bool choose(struct request *r, const struct choice *c, struct err *e)
{
    bool seen = c->selected.n == 0;
    const struct mention_filter f = {.queue = c->waiting, .not_us = true};
    struct count_row *rows;
    size_t n;
    if (!store_counts(r->desk->store, &r->arena, &f,
                      &(struct counting){c->by, false, 0}, &rows, &n, e))
        return false;
    html_printf(&r->out, "<label>%s<select name=\"%s\">",
                page_word(r, c->label), c->name);
    page_option(r, STR(""), str_of(page_word(r, SAY_ANY)), false);
    for (size_t i = 0; i < n; i++) {
        struct str key = rows[i].key;
        bool on = c->selected.n && str_eq(c->selected, key);
        seen = seen || on;
        if (key.n)
            page_option(r, key, key, on);
    }
    if (!seen)
        page_option(r, c->selected, c->selected, true);
    buf_z(&r->out, "</select></label>\n");
    return true;
}

/* One of those that are known by a name. */
struct closed {
    const char *name;    /* of the field */
    enum say label;      /* before it */
    enum term_set set;   /* its values */
    struct str selected; /* now */
};

static void choose_term(struct request *r, const struct closed *c)
{
    const struct term *t;
    html_printf(&r->out, "<label>%s<select name=\"%s\">",
                page_word(r, c->label), c->name);
    page_option(r, STR(""), str_of(page_word(r, SAY_ANY)), false);
    for (int i = 0; (t = term_at(c->set, i)) != NULL; i++) {
        struct str id = str_of(t->id);
        page_option(r, id, term_said(c->set, id, r->lang == SAY_RU),
                    str_eq(c->selected, id));
    }
    buf_z(&r->out, "</select></label>\n");
}

static void choose_department(struct request *r, struct str selected)
{
    const struct desk_setup *setup = r->desk->setup;
    bool seen = !selected.n;
    if (!setup->n_departments && seen)
        return;
    html_printf(&r->out, "<label>%s<select name=\"department\">",
                page_word(r, SAY_DEPARTMENT));
    page_option(r, STR(""), str_of(page_word(r, SAY_ANY)), false);
    for (size_t i = 0; i < setup->n_departments; i++) {
        struct str id = setup->departments[i].id;
        bool on = str_eq(selected, id);
        seen = seen || on;
        page_option(r, id, page_department(r, id), on);
    }
    if (!seen)
        page_option(r, selected, selected, true);
    buf_z(&r->out, "</select></label>\n");
}

static void choose_day(struct request *r, const char *name, enum say label,
                       struct str day)
{
    html_printf(&r->out,
                "<label>%s<input type=\"date\" name=\"%s\" value=\"%S\">"
                "</label>\n",
                page_word(r, label), name, &day);
}

static void tick(struct request *r, const char *name, enum say label, bool on)
{
    html_printf(&r->out,
                "<label><input type=\"checkbox\" name=\"%s\" value=\"1\"%s> "
                "%s</label>\n",
                name, on ? " checked" : "", page_word(r, label));
}

struct str filters_wrong(struct request *r, const struct view *v)
{
    struct str lang = str_of(say_lang_name(r->lang));
    return query_told(&r->arena, v->words, &v->wrong, lang);
}

/* Where the words of the search are wrong, under their box. */
static void wrong_words(struct request *r, const struct view *v)
{
    struct str told = filters_wrong(r, v);
    html_printf(&r->out,
                "<pre class=\"mistake\" id=\"wrong\" role=\"alert\" "
                "tabindex=\"0\">%S</pre>\n",
                &told);
}

/* What may be typed into the box. */
static void search_help(struct request *r)
{
    html_printf(&r->out, "<p class=\"hint\">%s</p>\n",
                page_word(r, SAY_SEARCH_HELP));
}

static bool choices(struct request *r, const struct view *v, struct err *e)
{
    const struct mention_filter *f = &v->filter;
    const struct choice open[] = {
        {"solution", SAY_SOLUTION, COUNT_SOLUTION, f->solution, f->queue},
        {"brand", SAY_BRAND, COUNT_BRAND, f->brand, f->queue},
        {"source", SAY_SOURCE, COUNT_SOURCE, f->source, f->queue},
    };
    const struct closed closed[] = {
        {"lang", SAY_LANGUAGE, TERMS_LANGUAGE, f->lang},
        {"stage", SAY_STAGE, TERMS_STAGE, f->narrow.stage},
    };
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!choose(r, &open[i], e))
            return false;
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        choose_term(r, &closed[i]);
    choose_department(r, v->department);
    choose_day(r, "from", SAY_SINCE_DAY, v->from);
    choose_day(r, "to", SAY_UNTIL_DAY, v->to);
    html_printf(&r->out,
                "<div class=\"ticks\" role=\"group\" aria-label=\"%s\">",
                page_word(r, SAY_FILTERS));
    tick(r, "mine", SAY_ONLY_MINE, v->mine.n);
    tick(r, "overdue", SAY_ONLY_OVERDUE, v->overdue.n);
    tick(r, "unsure", SAY_ONLY_UNSURE, v->unsure.n);
    buf_z(&r->out, "</div>\n");
    return true;
}

/* ---- what is there now ---- */

struct by {
    const char *name; /* in the query */
    enum say label;
    struct str value; /* as people read it; may be "", of a tick */
    bool on;
};

enum { BY_MOST = 13, THREAD_SIGNS = 60 };

static size_t narrowed_by(struct request *r, const struct view *v,
                          struct by all[BY_MOST])
{
    const struct mention_filter *f = &v->filter;
    const struct narrowing *n = &f->narrow;
    const bool ru = r->lang == SAY_RU;
    const struct by each[BY_MOST] = {
        {"words", SAY_SEARCH, v->words, v->words.n},
        {"solution", SAY_SOLUTION, f->solution, f->solution.n},
        {"brand", SAY_BRAND, f->brand, f->brand.n},
        {"source", SAY_SOURCE, f->source, f->source.n},
        {"lang", SAY_LANGUAGE, say_value(r->lang, "lang", f->lang), f->lang.n},
        {"stage", SAY_STAGE, term_said(TERMS_STAGE, n->stage, ru), n->stage.n},
        {"department", SAY_DEPARTMENT, page_department(r, v->department),
         v->department.n},
        {"from", SAY_SINCE_DAY, v->from, v->from.n},
        {"to", SAY_UNTIL_DAY, v->to, v->to.n},
        {"mine", SAY_ONLY_MINE, {0}, v->mine.n},
        {"overdue", SAY_ONLY_OVERDUE, {0}, v->overdue.n},
        {"unsure", SAY_ONLY_UNSURE, {0}, v->unsure.n},
        {"thread", SAY_THREAD, page_cut(r, n->thread, THREAD_SIGNS),
         n->thread.n}};
    size_t count = 0;
    for (size_t i = 0; i < BY_MOST; i++)
        if (each[i].on)
            all[count++] = each[i];
    return count;
}

void filters_chips(struct request *r, const struct view *v)
{
    struct by all[BY_MOST];
    size_t n = narrowed_by(r, v, all);
    if (!n)
        return;
    html_printf(&r->out, "<nav class=\"chips by\" aria-label=\"%s\">\n",
                page_word(r, SAY_NARROWED_BY));
    for (size_t i = 0; i < n; i++) {
        struct str to = view_with(r, v, all[i].name, (struct str){0});
        html_printf(&r->out,
                    "<a class=\"chip every\" href=\"%S\">%s%s%S "
                    "<span class=\"unseen\">(%s)</span>"
                    "<span aria-hidden=\"true\">✕</span></a>\n",
                    &to, page_word(r, all[i].label), all[i].value.n ? ": " : "",
                    &all[i].value, page_word(r, SAY_TAKE_AWAY));
    }
    buf_z(&r->out, "</nav>\n");
}

bool filters_draw(struct request *r, const struct view *v, struct err *e)
{
    struct by all[BY_MOST];
    size_t n = narrowed_by(r, v, all);
    bool narrowed = n > (v->words.n > 0);
    html_printf(&r->out, "<form class=\"filters\" action=\"/queue\" "
                         "role=\"search\" data-submit>");
    page_hidden(r, "list", v->list);
    page_hidden(r, "type", v->filter.type);
    page_hidden(r, "thread", v->filter.narrow.thread);
    page_hidden(r, "group", v->group);
    html_printf(&r->out,
                "<label class=\"words\"><span>%s</span><input type=\"search\" "
                "name=\"words\" placeholder=\"%s\" value=\"%S\"></label>\n",
                page_word(r, SAY_SEARCH), page_word(r, SAY_SEARCH), &v->words);
    html_printf(&r->out,
                "<details class=\"more%s\"><summary>%s</summary>"
                "<div class=\"choices\">",
                narrowed ? " on" : "", page_word(r, SAY_FILTERS));
    if (!choices(r, v, e))
        return false;
    html_printf(&r->out, "<button>%s</button></div></details>\n",
                page_word(r, SAY_SHOW));
    if (v->wrong.what.n)
        wrong_words(r, v);
    if (v->words.n)
        search_help(r);
    buf_z(&r->out, "</form>\n");
    return true;
}
