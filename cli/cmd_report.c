/* SPDX-License-Identifier: MIT
 * report: a period in one file, HTML or Markdown. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"
#include "report/report.h"

enum { DAY_S = 86400, DEFAULT_DAYS = 30 };

struct wish {
    int64_t from, to;  /* as typed: midnights UTC; 0: the last 30 days */
    const char *brand; /* one brand only */
    const char *lang;  /* of the page, else the workspace's */
    const char *out;   /* file; .md makes Markdown; "-" the terminal */
    bool markdown;     /* whatever the file is called */
    const char *month; /* its sheet, "2026-11"; NULL: a report */
};

/* Days begin at midnight of the workspace's zone. */
static void period(const struct wish *wish, const struct zone *zone,
                   struct report_setup *setup)
{
    int64_t now = time(NULL), east = zone_offset(zone, now);
    int64_t today = (now + east) / DAY_S * DAY_S;
    setup->now = now;
    setup->zone = east;
    setup->to = (wish->to ? wish->to : today + DAY_S) - east;
    setup->from =
        wish->from ? wish->from - east : setup->to - DEFAULT_DAYS * DAY_S;
}

static struct str cause(const void *of, struct str id, struct str lang)
{
    const struct catalogue *c = of;
    return catalogue_said(&c->causes, id, str_eqz(lang, "ru"));
}

static struct str measure(const void *of, struct str id, struct str lang)
{
    const struct catalogue *c = of;
    return catalogue_said(&c->measures, id, str_eqz(lang, "ru"));
}

static bool month(const struct wish *wish, const struct zone *zone,
                  struct report_setup *setup, struct err *e)
{
    if (!report_month(str_of(wish->month), setup->now, zone, &setup->from,
                      &setup->to))
        return err_set(e, "'%s' is no month, as in 2026-11", wish->month);
    setup->zone = zone_offset(zone, setup->from);
    return true;
}

static bool report(struct workspace *w, const struct wish *wish,
                   struct store *store, struct err *e)
{
    struct matrix_setup table = workspace_matrix(w);
    struct catalogue known;
    struct matrix *matrix =
        workspace_catalogue(w, &known, e) ? matrix_open(&table, e) : NULL;
    struct zone *zone = matrix ? zone_new(w->zone, e) : NULL;
    struct report_setup setup = {
        .brand = str_of(wish->brand),
        .brands = w->brands.n > 1,
        .lang = wish->lang ? str_of(wish->lang) : w->lang,
        .company = w->company,
        .names = {matrix, matrix_topic, matrix_solution, matrix_department},
        .catalogue = {&known, cause, measure},
    };
    struct buf page;
    buf_init(&page, CEILING_PAGE_OUT);
    bool ok = zone != NULL;
    if (ok)
        period(wish, zone, &setup);
    if (ok && wish->month) {
        ok = month(wish, zone, &setup, e) &&
             report_month_markdown(store, &setup, &page, e) &&
             cli_write(wish->out, &page, e);
    } else if (ok) {
        bool markdown =
            wish->markdown || str_ends(str_of(wish->out), STR(".md"));
        ok = (markdown ? report_markdown : report_html)(store, &setup, &page,
                                                        e) &&
             cli_write(wish->out, &page, e);
    }
    buf_clear(&page);
    zone_free(zone);
    if (matrix)
        matrix_close(matrix);
    return ok;
}

int cmd_report(const struct cli *cli, int argc, char **argv)
{
    struct wish wish = {.out = "-"};
    const struct option_spec specs[] = {
        {"from", OPTION_DATE, &wish.from, "DAY",
         "first day, 2026-01-31; default 30 days back"},
        {"to", OPTION_DATE, &wish.to, "DAY", "the day after the last"},
        {"brand", OPTION_TEXT, &wish.brand, "NAME", "only this brand"},
        {"month", OPTION_TEXT, &wish.month, "MONTH",
         "the sheet of a month, 2026-11, in Markdown"},
        {"lang", OPTION_TEXT, &wish.lang, "LANG", "ru or en"},
        {"out", OPTION_TEXT, &wish.out, "FILE",
         "where to; .md makes Markdown, - prints"},
        {"markdown", OPTION_FLAG, &wish.markdown, NULL, "Markdown, not HTML"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    struct err e = {0};
    struct workspace w;
    if (wish.lang)
        options_word(cli, "language", wish.lang,
                     (const char *const[]){"ru", "en", NULL});
    if (wish.month && (wish.from || wish.to || wish.brand)) {
        err_set(&e, "--month is a period of its own, of all brands");
        return cli_fail(CLI_USAGE, "report", &e);
    }
    if (wish.to && wish.from && wish.from >= wish.to) {
        err_set(&e, "--from must lie before --to, the day after the last");
        return cli_fail(CLI_USAGE, "report", &e);
    }
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "report", &e);
    struct store *store = workspace_store(&w, STORE_READ, &e);
    bool known = store && workspace_has_brand(&w, store, wish.brand, &e);
    bool ok = known && report(&w, &wish, store, &e);
    int code = store && !known ? CLI_USAGE : CLI_CANNOT;
    store_close(store);
    workspace_close(&w);
    return ok ? CLI_DONE : cli_fail(code, "report", &e);
}
