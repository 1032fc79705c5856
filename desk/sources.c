/* SPDX-License-Identifier: MIT
 * sources: what is crawled and how it is, the worst first. */
#include <stdlib.h>

#include "base/cause.h"
#include "desk/page.h"
#include "desk/pages.h"

static bool well(const struct source_row *s)
{
    return !s->health.n || str_eqz(s->health, "ok");
}

static int by_health(const void *a, const void *b)
{
    const struct source_row *x = a, *y = b;
    if (well(x) != well(y))
        return well(x) - well(y);
    return str_cmp(x->name, y->name);
}

static void moment(struct request *r, enum say name, int64_t at)
{
    html_printf(&r->out, "<div><dt>%s</dt><dd>", page_word(r, name));
    if (at)
        page_time(r, at);
    else
        page_say(r, SAY_NEVER);
    buf_z(&r->out, "</dd></div>\n");
}

static void count(struct request *r, enum say name, int64_t n)
{
    html_printf(&r->out, "<div><dt>%s</dt><dd>%ld</dd></div>\n",
                page_word(r, name), (long)n);
}

static void source(struct request *r, const struct source_row *s)
{
    struct buf *o = &r->out;
    struct str health = s->health.n ? s->health : STR("ok");
    struct str name = say_value(r->lang, "health", health);
    struct str cause =
        cause_in(&r->arena, s->cause, str_of(say_lang_name(r->lang)));
    html_printf(o,
                "<li class=\"card\"><h2>%S <span class=\"health %s\">%S"
                "</span></h2>\n<p class=\"address\">",
                &s->name, well(s) ? "ok" : "ill", &name);
    page_outward(r, "", s->url, s->url);
    html_printf(o, " <span class=\"soft\">%S</span></p>\n", &s->kind);
    if (cause.n)
        html_printf(o, "<p class=\"cause %s\">%S</p>\n", well(s) ? "mild" : "",
                    &cause);
    buf_z(o, "<dl class=\"facts\">\n");
    moment(r, SAY_LAST_VISIT, s->last_visit);
    moment(r, SAY_NEXT_VISIT, s->next_visit);
    count(r, SAY_POSTS_SEEN, s->posts_total);
    if (s->fails)
        count(r, SAY_FAILS, s->fails);
    buf_z(o, "</dl></li>\n");
}

bool sources_page(struct request *r, struct err *e)
{
    struct source_row *rows;
    size_t n;
    if (!store_sources(r->desk->store, &r->arena, &rows, &n, e))
        return err_add(e, "sources");
    if (n)
        qsort(rows, n, sizeof *rows, by_health);
    page_open(r, str_of(page_word(r, SAY_SOURCES)), "/sources");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s <span class=\"count\">"
                "%ld</span></h1></div>\n",
                page_word(r, SAY_SOURCES), (long)n);
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_SOURCES));
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n; i++)
        source(r, &rows[i]);
    buf_z(&r->out, "</ul>\n");
    page_close(r);
    return true;
}
