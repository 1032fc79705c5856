/* SPDX-License-Identifier: MIT
 * sources: what is crawled and how it is, the worst first. */
#include <microhttpd.h>
#include <stdlib.h>

#include "base/cause.h"
#include "base/span.h"
#include "base/terms.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { WEEK_S = 7 * 86400, MONTH_S = 30 * 86400, NAMES_MOST = 5 };

static bool well(const struct source_row *s)
{
    return (!s->health.n || str_eqz(s->health, "ok")) &&
           (!s->state.n || str_eqz(s->state, "given"));
}

static int by_health(const void *a, const void *b)
{
    const struct source_row *x = a, *y = b;
    if (store_source_counts(x) != store_source_counts(y))
        return store_source_counts(y) - store_source_counts(x);
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

static void pace(struct request *r, const struct source_row *s)
{
    struct str why = s->fails ? str_of(pace_name(PACE_VAIN)) : s->pace;
    struct str how =
        span_said(&r->arena, store_source_interval(s), r->lang == SAY_RU);
    if (s->state.n || !s->pace.n)
        return;
    why = say_value(r->lang, "pace", why);
    html_printf(&r->out,
                "<div><dt>%s</dt><dd>%S <span class=\"soft\">%S</span></dd>"
                "</div>\n",
                page_word(r, SAY_EVERY), &how, &why);
}

/* "40 min · 95 %: 5 h" */
static void delay(struct request *r, const struct delay_row *d)
{
    bool ru = r->lang == SAY_RU;
    if (!d)
        return;
    struct str median = span_said(&r->arena, d->median, ru);
    struct str p95 = span_said(&r->arena, d->p95, ru);
    html_printf(&r->out,
                "<div><dt><abbr title=\"%s\">%s</abbr></dt><dd>%S · 95 %%: %S"
                "</dd></div>\n",
                page_word(r, SAY_SEEN_WHAT), page_word(r, SAY_SEEN_AFTER),
                &median, &p95);
}

/* What a person said of it goes before what was seen. */
static struct str state_of(const struct request *r, const struct source_row *s)
{
    static const struct {
        const char *state;
        enum say word;
    } STATES[] = {{"held", SAY_HELD},
                  {"removed", SAY_REMOVED},
                  {"unlisted", SAY_UNLISTED},
                  {"given", SAY_GIVEN}};
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (str_eqz(s->state, STATES[i].state))
            return str_of(page_word(r, STATES[i].word));
    return say_value(r->lang, "health", s->health.n ? s->health : STR("ok"));
}

static void button(struct request *r, const struct source_row *s,
                   enum source_order order, enum say word)
{
    struct str to = str_printf(&r->arena, "/sources/%lld/%s", (long long)s->id,
                               source_order_name(order));
    page_form(r, "inline", to);
    html_printf(&r->out, "<button>%s</button></form>\n", page_word(r, word));
}

static void buttons(struct request *r, const struct source_row *s)
{
    if (!(r->rights & MAY_TEND) || str_eqz(s->state, "unlisted") ||
        str_eqz(s->state, "given"))
        return;
    buf_z(&r->out, "<div class=\"acts\">\n");
    if (s->state.n) {
        button(r, s, SOURCE_RESUME, SAY_RESUME);
    } else {
        button(r, s, SOURCE_VISIT, SAY_VISIT_NOW);
        button(r, s, SOURCE_HOLD, SAY_HOLD);
    }
    if (!str_eqz(s->state, "removed"))
        button(r, s, SOURCE_REMOVE, SAY_REMOVE);
    buf_z(&r->out, "</div>\n");
}

static void source(struct request *r, const struct source_row *s,
                   const struct delay_row *late)
{
    struct buf *o = &r->out;
    struct str name = state_of(r, s);
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
    pace(r, s);
    delay(r, late);
    count(r, SAY_POSTS_SEEN, s->posts_total);
    if (s->fails)
        count(r, SAY_FAILS, s->fails);
    if (s->wish)
        html_printf(o, "<div><dt>%s</dt><dd></dd></div>\n",
                    page_word(r, SAY_ASKED));
    buf_z(o, "</dl>\n");
    buttons(r, s);
    buf_z(o, "</li>\n");
}

bool sources_page(struct request *r, struct err *e)
{
    struct source_row *rows;
    struct delay_row *late;
    size_t n, n_late;
    if (!store_sources(r->desk->store, &r->arena, &rows, &n, e) ||
        !store_delays(r->desk->store, &r->arena, r->now - MONTH_S, r->now + 1,
                      &late, &n_late, e))
        return err_add(e, "sources");
    if (n)
        qsort(rows, n, sizeof *rows, by_health);
    page_open(r, str_of(page_word(r, SAY_SOURCES)), "/sources");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s <span class=\"count\">"
                "%ld</span></h1></div>\n",
                page_word(r, SAY_SOURCES), (long)n);
    if ((r->rights & MAY_TEND) && r->desk->setup->scouted)
        html_printf(&r->out, "<p><a href=\"/sources/new\">%s</a></p>\n",
                    page_word(r, SAY_INQUIRY_ADD));
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_SOURCES));
    if (late->n) {
        buf_z(&r->out, "<dl class=\"facts\">\n");
        delay(r, late);
        buf_z(&r->out, "</dl>\n");
    }
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n; i++)
        source(r, &rows[i], delay_of_source(late, n_late, rows[i].id));
    buf_z(&r->out, "</ul>\n");
    page_close(r);
    return true;
}

/* ---- what the buttons do ---- */

static bool give(struct request *r, enum source_order order, struct err *e)
{
    struct source_row *rows;
    size_t n, i = 0;
    bool found;
    if (!store_sources(r->desk->store, &r->arena, &rows, &n, e))
        return err_add(e, "sources");
    while (i < n && rows[i].id != r->id)
        i++;
    if (i == n) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    return store_source_order(r->desk->store, rows[i].name, order,
                              r->user.login, r->now, &found, e) &&
           request_go(r, STR("/sources"));
}

bool sources_hold(struct request *r, struct err *e)
{
    return give(r, SOURCE_HOLD, e);
}

bool sources_resume(struct request *r, struct err *e)
{
    return give(r, SOURCE_RESUME, e);
}

bool sources_visit(struct request *r, struct err *e)
{
    return give(r, SOURCE_VISIT, e);
}

bool sources_remove(struct request *r, struct err *e)
{
    return give(r, SOURCE_REMOVE, e);
}

/* ---- what the queue says of them ---- */

/* The blind ones, to the front; returns how many. */
static size_t take_blind(const struct request *r, struct source_row *rows,
                         size_t n)
{
    size_t blind = 0;
    for (size_t i = 0; i < n; i++)
        if (store_source_counts(&rows[i]) &&
            store_source_is_blind(&rows[i], r->now))
            rows[blind++] = rows[i];
    return blind;
}

bool sources_badge(struct request *r, struct err *e)
{
    struct source_row *rows;
    struct watch_row *spans;
    size_t n, n_spans;
    struct watch_span week = {r->now - WEEK_S, r->now};
    if (!store_sources(r->desk->store, &r->arena, &rows, &n, e))
        return false;
    size_t blind = take_blind(r, rows, n);
    if (!blind)
        return true;
    if (!store_watches(r->desk->store, &r->arena, week.from, week.to, &spans,
                       &n_spans, e))
        return false;
    html_printf(&r->out,
                "<p class=\"card blind\" role=\"status\"><a href=\"/sources\">"
                "%s <span class=\"count\">%ld</span></a> <span class=\"soft\">"
                "(%s)</span>",
                page_word(r, SAY_BLIND_NOW), (long)blind,
                page_word(r, SAY_BLIND_WEEK));
    for (size_t i = 0; i < blind && i < NAMES_MOST; i++) {
        struct str state = state_of(r, &rows[i]);
        html_printf(
            &r->out, "%s %S: %S %ld", i ? "," : "", &rows[i].name, &state,
            (long)watch_hours(&r->arena, &rows[i], spans, n_spans, &week));
    }
    html_printf(&r->out, "%s</p>\n", blind > NAMES_MOST ? ", …" : "");
    return true;
}
