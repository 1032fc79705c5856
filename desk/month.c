/* SPDX-License-Identifier: MIT
 * month: the director's sheet, which report/ writes, on one printed page, and
 * proposals to be agreed at a click (R31, R32). */
#include <microhttpd.h>
#include <time.h>

#include "desk/page.h"
#include "desk/pages.h"
#include "report/report.h"

enum { DAY_S = 86400 };

static struct str department(const struct matrix *m, struct str id,
                             struct str lang)
{
    return m ? matrix_department(m, id, lang) : id;
}

static struct str solution(const struct matrix *m, struct str id,
                           struct str lang)
{
    return m ? matrix_solution(m, id, lang) : (struct str){0};
}

static struct str measure(const void *of, struct str id, struct str lang)
{
    const struct catalogue *c = of;
    return c ? catalogue_said(&c->measures, id, str_eqz(lang, "ru")) : id;
}

/* "2026-11" of a moment in that zone. */
static struct str name_of(struct request *r, int64_t at, int64_t zone)
{
    char text[16];
    time_t there = at + zone;
    struct tm tm;
    gmtime_r(&there, &tm);
    strftime(text, sizeof text, "%Y-%m", &tm);
    return str_dup(&r->arena, str_of(text));
}

static void turn(struct request *r, int64_t at, int64_t zone, enum say said)
{
    struct str month = name_of(r, at, zone);
    html_printf(&r->out, "<a href=\"/month?m=%S\">%s</a> ", &month,
                page_word(r, said));
}

static void heading(struct request *r, const struct report_setup *setup)
{
    struct str month = name_of(r, setup->from, setup->zone);
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s <time datetime=\"%S\">%S</time> "
                "%S</h1>\n<p class=\"lead\">%s</p>\n<p class=\"months\">",
                page_word(r, SAY_MONTH), &month, &month, &setup->company,
                page_word(r, SAY_MONTH_LEAD));
    turn(r, setup->from - DAY_S, setup->zone, SAY_MONTH_BEFORE);
    if (setup->to <= r->now)
        turn(r, setup->to + DAY_S, setup->zone, SAY_MONTH_AFTER);
    buf_z(&r->out, "</p></div>\n");
}

bool month_page(struct request *r, struct err *e)
{
    const struct desk_setup *desk = r->desk->setup;
    struct report_setup setup = {
        .now = r->now,
        .brands = desk->n_brands > 1,
        .lang = str_of(say_lang_name(r->lang)),
        .company = desk->site.company,
        .names = {desk->matrix, NULL, solution, department},
        .catalogue = {desk->catalogue, NULL, measure}};
    if (!report_month(form_get(&r->query, "m"), r->now, desk->zone, &setup.from,
                      &setup.to)) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    setup.zone = zone_offset(desk->zone, setup.from);
    page_open(r, str_of(page_word(r, SAY_MONTH)), "/month");
    heading(r, &setup);
    buf_z(&r->out, "<div class=\"month\">\n");
    if (!report_month_html(r->desk->store, &setup, &r->out, e) ||
        !proposals_open(r, name_of(r, setup.from, setup.zone), e))
        return false;
    buf_z(&r->out, "</div>\n");
    page_close(r);
    return true;
}
