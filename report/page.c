/* SPDX-License-Identifier: MIT
 * report: the HTML page, from its head to its charts. */
#include "base/html.h"
#include "report/internal.h"
#include <stdio.h>

static const char STYLE[] =
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:1080px;padding:24px 16px 48px;"
    "font:16px/1.5 system-ui,'DejaVu Sans',sans-serif;color:#1c1f23;"
    "background:#fff}"
    "h1{font-size:1.9rem;line-height:1.2;margin:.1em 0 .3em}"
    "h2{font-size:1.3rem;margin:2.2em 0 .5em;padding-top:.7em;"
    "border-top:2px solid #1c1f23}"
    "h3{font-size:1.08rem;margin:1.4em 0 .3em}.problem h3{margin-top:0}"
    ".problem h3{display:flex;gap:.4em}.problem "
    "p{max-width:58em}.name::first-letter{text-transform:uppercase}"
    ".short{max-width:30em}"
    "p{margin:.4em 0;max-width:46em}.meta{color:#50555d}"
    ".tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;"
    "margin:1em 0;padding:0;list-style:none}"
    ".tiles li{border:1px solid #d5d8dd;border-top:4px solid #6b7078;"
    "padding:10px 12px}.tiles .neg{border-top-color:#b3261e}"
    ".tiles .pos{border-top-color:#2f7d4f}.tiles .wait{border-top-color:"
    "#b07400}"
    ".tiles b{display:block;font-size:1.8rem;line-height:1.15}"
    ".tiles span{color:#50555d}"
    "svg{display:block}.chart{width:100%;height:auto}"
    ".chart text{font:13px system-ui,'DejaVu Sans',sans-serif;fill:#50555d}"
    ".n{display:none}.line{width:100%;height:44px}"
    ".scale{display:flex;justify-content:space-between;color:#50555d}"
    ".big{font-size:2.6rem;font-weight:700;line-height:1.1}"
    ".formula{font-family:ui-monospace,'DejaVu Sans Mono',monospace;"
    "background:#f4f5f7;padding:8px 12px;overflow-wrap:anywhere}"
    ".legend{display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;"
    "margin:.8em 0;list-style:none}.legend li{display:flex;gap:7px;"
    "align-items:center}.swatch{border:1px solid #8a8f98}"
    ".scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:5px 10px 5px 0;border-bottom:1px solid "
    "#e3e5e8;vertical-align:top;overflow-wrap:anywhere}"
    "thead th,thead td{color:#50555d;font-weight:600;border-bottom-color:"
    "#8a8f98;overflow-wrap:normal}"
    "tbody th{font-weight:400}.num{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}th.num{text-align:right}"
    "td.b{width:38%;vertical-align:middle}.bar{width:100%;height:16px}"
    "details{margin:.8em 0}summary{cursor:pointer}"
    ".problem{border-left:5px solid #b3261e;padding:2px 0 2px 14px;"
    "margin:1.3em 0}"
    "blockquote{margin:.6em 0;padding:.5em .9em;background:#f4f5f7;"
    "overflow-wrap:anywhere}blockquote p{margin:0 0 .2em}"
    ".praise blockquote{border-left:5px solid #2f7d4f}"
    "cite{font-style:normal;color:#50555d;font-size:.9rem}"
    "a{color:#134f8f}abbr{text-decoration:none}.blind th,.blind "
    "td{background:#fdf1e3}"
    "@media(max-width:640px){body{padding:16px 14px 32px}"
    ".tiles{grid-template-columns:repeat(2,1fr)}.w{display:none}"
    ".n{display:block}td.b{width:24%}h1{font-size:1.5rem}"
    "th,td{padding-right:7px;font-size:.92rem}"
    ".long tr{display:grid;grid-template-columns:repeat(4,1fr)}"
    ".long th:first-child{grid-column:1/-1;border-bottom:0}"
    ".long thead th{white-space:normal;font-size:.82rem}}"
    "@media print{body{max-width:none;padding:0;font-size:10.5pt}"
    ".w{display:block}.n{display:none}h2{break-after:avoid}"
    ".problem,blockquote,tr,.chart,.tiles{break-inside:avoid}"
    "a{color:inherit;text-decoration:none}details:not([open]){display:none}"
    "cite a{font-size:0}cite a::after{content:attr(href);font-size:9pt;"
    "overflow-wrap:anywhere}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

static void head(const struct gathered *g, struct buf *out)
{
    const struct report_setup *s = g->setup;
    struct str about = s->brand.n ? s->brand : s->company;
    buf_printf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
               "<meta charset=\"utf-8\"/>\n"
               "<meta name=\"viewport\" "
               "content=\"width=device-width, initial-scale=1\"/>\n"
               "<meta http-equiv=\"Content-Security-Policy\" "
               "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
               "<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>",
               g->ru ? "ru" : "en");
    html_text(out, about);
    buf_printf(out, "%s%s</title>\n<style>%s</style>\n</head>\n<body>\n",
               about.n ? ": " : "", words(g, W_TITLE), STYLE);
}

static void heading(const struct gathered *g, struct buf *out)
{
    const struct report_setup *s = g->setup;
    struct str about = s->brand.n ? s->brand : s->company;
    buf_printf(out, "<header>\n<p class=\"meta\">%s</p>\n<h1>",
               words(g, W_SUBJECT));
    html_text(out, about);
    buf_printf(out, "%s%s</h1>\n<p class=\"meta\">%s: ", about.n ? ": " : "",
               words(g, W_TITLE), words(g, W_PERIOD));
    words_date(g, out, s->from);
    buf_z(out, " – ");
    words_date(g, out, s->to - 1);
    buf_printf(out, ". %s: ", words(g, W_MADE));
    words_date(g, out, s->now);
    buf_z(out, ".</p>\n</header>\n<main>\n");
}

static void tile(struct buf *out, const char *class, int64_t n,
                 const char *text)
{
    buf_printf(out, "<li class=\"%s\"><b>%lld</b><span>%s</span></li>\n", class,
               (long long)n, text);
}

static void summary(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section>\n<h2>%s</h2>\n<p>", words(g, W_SUMMARY));
    struct buf text;
    buf_init(&text, 8192);
    sums_summary(g, &text);
    html_text(out, buf_view(&text));
    buf_clear(&text);
    buf_z(out, "</p>\n<ul class=\"tiles\">\n");
    tile(out, "all", g->n, words(g, W_MENTIONS));
    tile(out, "neg", g->neg, words(g, W_NEGATIVE));
    tile(out, "pos", g->pos, words(g, W_POSITIVE));
    tile(out, "wait", g->states[STATE_WAITING], words_list(g, LIST_WAITING));
    buf_z(out, "</ul>\n</section>\n");
}

static void happiness(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section>\n<h2>%s</h2>\n", words(g, W_INDEX));
    if (!g->index.known) {
        buf_printf(out, "<p>%s</p>\n</section>\n", words(g, W_INDEX_UNKNOWN));
        return;
    }
    buf_printf(out, "<p class=\"big\">%d</p>\n",
               (int)(100 * g->index.value + 0.5));
    chart_index(g, out);
    buf_printf(out,
               "<div class=\"scale\" aria-hidden=\"true\"><span>0</span>"
               "<span>50</span><span>100</span></div>\n<p>%s</p>\n"
               "<p class=\"formula\">",
               words(g, W_INDEX_WHAT));
    buf_z(out, g->ru ? "I = 100 × похвала / (похвала + недовольство) = "
                     : "I = 100 × praise / (praise + trouble) = ");
    sums_formula(g, out);
    buf_z(out, "</p>\n<p>");
    sums_before(g, out);
    buf_z(out, "</p>\n</section>\n");
}

static void legend(const struct gathered *g, struct buf *out)
{
    buf_z(out, "<ul class=\"legend\">\n");
    for (int place = TYPE_COUNT - 1; place >= 0; place--) {
        enum mention_type t = words_stacked(place);
        if (!g->types[t])
            continue;
        buf_z(out, "<li>");
        chart_swatch(out, t);
        buf_printf(out, "%s — %lld</li>\n", words_type(g, t),
                   (long long)g->types[t]);
    }
    buf_z(out, "</ul>\n");
}

static void day_row(const struct gathered *g, int bin, struct buf *out)
{
    int64_t total = 0;
    buf_z(out, "<tr><th scope=\"row\">");
    bins_name(g, bin, out);
    buf_z(out, "</th>");
    for (int place = 0; place < TYPE_COUNT; place++) {
        enum mention_type t = words_stacked(place);
        total += g->bins[bin][t];
        buf_printf(out, "<td class=\"num\">%lld</td>",
                   (long long)g->bins[bin][t]);
    }
    buf_printf(out, "<td class=\"num\">%lld</td></tr>\n", (long long)total);
}

static void days(const struct gathered *g, struct buf *out)
{
    bool daily = g->bin_unit == BIN_DAY;
    buf_printf(out, "<section>\n<h2>%s</h2>\n",
               words(g, daily ? W_DAYS : W_OVER_TIME));
    if (!daily)
        buf_printf(out, "<p class=\"meta\">%s</p>\n", words_column(g));
    chart_days(g, out);
    legend(g, out);
    buf_printf(
        out,
        "<details><summary>%s</summary><div class=\"scroll\" tabindex=\"0\">"
        "<table id=\"days\"><thead><tr><th scope=\"col\">%s</th>",
        words(g, W_AS_TABLE), words(g, W_DAY));
    for (int place = 0; place < TYPE_COUNT; place++)
        buf_printf(out, "<th scope=\"col\" class=\"num\">%s</th>",
                   words_type(g, words_stacked(place)));
    buf_printf(out,
               "<th scope=\"col\" class=\"num\">%s</th></tr></thead><tbody>\n",
               words(g, W_TOTAL));
    for (int b = 0; b < g->n_bins; b++)
        day_row(g, b, out);
    buf_z(out, "</tbody></table></div></details>\n</section>\n");
}

struct line {
    const char *name;        /* of a type or tone */
    const struct look *look; /* of its bar */
    int64_t n;               /* mentions */
};

/* Name, bar, number and share of everything; the row is left open. */
static void share_row(const struct gathered *g, const struct line *line,
                      struct buf *out)
{
    buf_printf(out, "<tr><th scope=\"row\">%s</th><td class=\"b\">",
               line->name);
    chart_share(out, line->look, line->n, g->n);
    buf_printf(out,
               "</td><td class=\"num\">%lld</td><td class=\"num\">%d %%</td>",
               (long long)line->n, figures_percent(line->n, g->n));
}

static void share_head(const struct gathered *g, const char *id, enum word name,
                       struct buf *out)
{
    buf_printf(out,
               "<table id=\"%s\"><thead><tr><th scope=\"col\">%s</th>"
               "<td></td><th scope=\"col\" class=\"num\">%s</th>"
               "<th scope=\"col\" class=\"num\">%s</th>",
               id, words(g, name), words(g, W_COUNT), words(g, W_SHARE));
}

static void types(const struct gathered *g, struct buf *out)
{
    share_head(g, "types", W_TYPE, out);
    buf_printf(out, "<th scope=\"col\" class=\"num\">%s</th>",
               words(g, W_INTERVAL));
    buf_z(out, "</tr></thead><tbody>\n");
    for (int place = TYPE_COUNT - 1; place >= 0; place--) {
        enum mention_type t = words_stacked(place);
        struct share s = weeks_share(g, g->weeks.types[t]);
        struct line line = {words_type(g, t), type_look(t), g->types[t]};
        share_row(g, &line, out);
        buf_z(out, "<td class=\"num\">");
        sums_interval(g, &s, out);
        buf_z(out, "</td></tr>\n");
    }
    buf_z(out, "</tbody></table>\n");
}

static void balance(const struct gathered *g, struct buf *out)
{
    buf_printf(out, "<section>\n<h2>%s</h2>\n", words(g, W_BALANCE));
    types(g, out);
    buf_printf(out, "<h2>%s</h2>\n", words(g, W_TONE));
    share_head(g, "tones", W_TONE, out);
    buf_z(out, "</tr></thead><tbody>\n");
    for (int place = TONE_COUNT - 1; place >= 0; place--) {
        enum tone t = words_stacked_tone(place);
        struct line line = {words_tone(g, t), tone_look(t), g->tones[t]};
        share_row(g, &line, out);
        buf_z(out, "</tr>\n");
    }
    buf_z(out, "</tbody></table>\n</section>\n");
}

static void group_row(const struct group *group, struct str name, int64_t most,
                      struct buf *out)
{
    buf_z(out, "<tr><th scope=\"row\">");
    html_text(out, name);
    buf_z(out, "</th><td class=\"b\">");
    chart_bar(out, group, most);
    buf_printf(out,
               "</td><td class=\"num\">%lld</td><td class=\"num\">%lld</td>"
               "<td class=\"num\">%lld</td></tr>\n",
               (long long)group->n, (long long)group->neg,
               (long long)group->pos);
}

/* What is too small for a row of its own, so that the sums stay right. */
static void rest_row(const struct gathered *g, const struct groups *list,
                     struct buf *out)
{
    char name[64];
    struct group rest = {0};
    int64_t most = list->list[0]->n;
    for (size_t i = MOST_ROWS; i < list->n; i++) {
        rest.n += list->list[i]->n;
        rest.neg += list->list[i]->neg;
        rest.pos += list->list[i]->pos;
    }
    snprintf(name, sizeof name, words(g, W_MORE), list->n - MOST_ROWS);
    group_row(&rest, str_of(name), rest.n > most ? rest.n : most, out);
}

static void groups(const struct gathered *g, const struct groups *list,
                   enum word title, struct buf *out)
{
    bool topics = title == W_TOPICS;
    int64_t most = list->n ? list->list[0]->n : 0;
    buf_printf(
        out,
        "<section>\n<h2>%s</h2>\n<table id=\"%s\"><thead><tr>"
        "<th scope=\"col\">%s</th><td></td>"
        "<th scope=\"col\" class=\"num\">%s</th>"
        "<th scope=\"col\" class=\"num\"><abbr title=\"%s\">−</abbr></th>"
        "<th scope=\"col\" class=\"num\"><abbr title=\"%s\">+</abbr></th>"
        "</tr></thead><tbody>\n",
        words(g, title), topics ? "topics" : "sources",
        words(g, topics ? W_TOPIC : W_SOURCE), words(g, W_TOTAL),
        words(g, W_NEGATIVE), words(g, W_POSITIVE));
    for (size_t i = 0; i < list->n && i < MOST_ROWS; i++) {
        const struct group *group = list->list[i];
        group_row(group, topics ? words_topic(g, group->key) : group->key, most,
                  out);
    }
    if (list->n > MOST_ROWS)
        rest_row(g, list, out);
    buf_z(out, "</tbody></table>\n</section>\n");
}

static void body(const struct gathered *g, struct buf *out)
{
    summary(g, out);
    happiness(g, out);
    parts_problems(g, out);
    days(g, out);
    balance(g, out);
    groups(g, &g->sources, W_SOURCES, out);
    groups(g, &g->topics, W_TOPICS, out);
    parts_spread(g, out);
    parts_praise(g, out);
    parts_decisions(g, out);
    parts_outcome(g, out);
}

bool report_html(struct store *s, const struct report_setup *setup,
                 struct buf *out, struct err *e)
{
    struct gathered g;
    bool ok = gather(&g, s, setup, e);
    if (ok) {
        head(&g, out);
        heading(&g, out);
        if (g.n)
            body(&g, out);
        else
            buf_printf(out, "<section>\n<h2>%s</h2>\n<p>%s</p>\n</section>\n",
                       words(&g, W_EMPTY), words(&g, W_EMPTY_HINT));
        outcome_html(&g, out);
        parts_coverage(&g, out);
        parts_how(&g, out);
        buf_z(out, "</main>\n</body>\n</html>\n");
    }
    gather_clear(&g);
    return ok && (!out->over || err_set(e, "the report is too long"));
}
