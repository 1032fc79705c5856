/* SPDX-License-Identifier: MIT
 * marks: evidence over bytes of a text, as flat marks that never overlap. */
#include "desk/marks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "desk/page.h"

/* Less is not told of what a word adds to the tone. */
#define SLIGHT 0.05

enum { SUMS_SHOWN = 5, QUOTE_SIGNS = 60, MARKS_SAID = 12 };

static bool inside(struct str text, size_t at)
{
    return at < text.n && ((unsigned char)text.p[at] & 0xc0) == 0x80;
}

/* The span over whole characters. */
static struct evidence whole(struct str text, struct evidence v)
{
    if (v.end > text.n)
        v.end = text.n;
    while (v.start > 0 && inside(text, v.start))
        v.start--;
    while (inside(text, v.end))
        v.end++;
    return v;
}

/* Signs that stand around words: no mark begins or ends with one. */
static size_t sign_at(struct str text, size_t at)
{
    static const char *const SIGNS[] = {
        " ",  "\n", "\t", "\r", ",", ";",        ":",           ".",
        "!",  "?",  "(",  ")",  "[", "]",        "{",           "}",
        "\"", "'",  "«",  "»",  "“", "”",        "„",           "‘",
        "’",  "…",  "–",  "—",  "-", "\xc2\xa0", "\xe2\x80\xaf"};
    struct str rest = str_from(text, at);
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (str_starts(rest, str_of(SIGNS[i])))
            return strlen(SIGNS[i]);
    return 0;
}

/* How much of [at[0], at[1]) is words: all of a "?" or a "!" that is nothing
 * else, for rules stand on these. */
static void words_of(struct str text, size_t at[2])
{
    size_t start = at[0], end = at[0], n;
    struct str all = str_part(text, at[0], at[1] - at[0]);
    for (size_t i = at[0]; i < at[1]; i += n) {
        bool sign = (n = sign_at(text, i)) > 0;
        if (!sign) {
            size_t next = i;
            (void)str_utf8(text, &next);
            start = end == at[0] && start == at[0] ? i : start;
            end = next < at[1] ? next : at[1];
            n = next - i;
        }
    }
    if (end == at[0] && (str_eqz(all, "?") || str_eqz(all, "!")))
        end = at[1];
    at[0] = start, at[1] = end;
}

static int by_offset(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* Where anything starts or ends, in order, with 0 and the text's end. */
static size_t cuts_of(struct arena *a, struct str text,
                      const struct evidence *rows, size_t n, size_t **cuts)
{
    size_t *p = arena_alloc(a, (2 * n + 2) * sizeof *p), k = 0, used = 0;
    p[k++] = 0;
    p[k++] = text.n;
    for (size_t i = 0; i < n; i++) {
        struct evidence v = whole(text, rows[i]);
        p[k++] = v.start;
        p[k++] = v.end > v.start ? v.end : v.start;
    }
    qsort(p, k, sizeof *p, by_offset);
    for (size_t i = 0; i < k; i++)
        if (used == 0 || p[used - 1] != p[i])
            p[used++] = p[i];
    *cuts = p;
    return used;
}

/* More digits say nothing. */
static double rounded(double p)
{
    double unit = p < 1 ? 0.01 : 0.1;
    return round(p / unit) * unit;
}

/* "+1.5", with a real minus sign. */
static void points(struct buf *o, double p)
{
    buf_printf(o, "%s%.4g", p < 0 ? "−" : "+", rounded(fabs(p)));
}

static bool is_topic(struct str signal)
{
    return str_starts(signal, STR("topic."));
}

static struct str name_of(struct request *r, struct str signal)
{
    if (!is_topic(signal))
        return say_value(r->lang, "signal", signal);
    struct str topic = say_value(r->lang, "topic", str_from(signal, 6));
    return str_printf(&r->arena, "%s: " STR_FMT, page_word(r, SAY_TOPIC),
                      STR_ARG(topic));
}

/* Names all rules over [start, end) into tip and returns the strongest of
 * them, or NULL when there is none. */
static const struct evidence *over(struct str text, const struct evidence *rows,
                                   size_t n, const size_t at[2],
                                   struct buf *tip)
{
    const struct evidence *best = NULL;
    for (size_t i = 0; i < n; i++) {
        struct evidence v = whole(text, rows[i]);
        if (v.start > at[0] || v.end < at[1])
            continue;
        if (best)
            buf_z(tip, " · ");
        buf_str(tip, v.rule);
        buf_char(tip, ' ');
        points(tip, v.points);
        if (!best || fabs(v.points) > fabs(best->points))
            best = &rows[i];
    }
    return best;
}

/* A class for the signals that have a colour; the others share one. */
static const char *colour(struct str signal)
{
    enum mention_type t = type_by_name(signal);
    return t == TYPE_NONE ? "other" : type_name(t);
}

/* One stretch that the same rules cover; the signs around its words stay
 * outside. */
static void stretch(struct request *r, struct str text, const size_t at[2],
                    const struct evidence *best, struct str tip)
{
    size_t in[2] = {at[0], at[1]};
    words_of(text, in);
    if (!best || in[0] == in[1]) {
        html_text(&r->out, str_part(text, at[0], at[1] - at[0]));
        return;
    }
    html_text(&r->out, str_part(text, at[0], in[0] - at[0]));
    html_printf(&r->out, "<mark class=\"%s%s\" role=\"none\" data-tip=\"%S\">",
                colour(best->signal), best->points < 0 ? " less" : "", &tip);
    html_text(&r->out, str_part(text, in[0], in[1] - in[0]));
    buf_z(&r->out, "</mark>");
    html_text(&r->out, str_part(text, in[1], at[1] - in[1]));
}

void marks_text(struct request *r, struct str text, const struct evidence *rows,
                size_t n)
{
    size_t *cuts, k = cuts_of(&r->arena, text, rows, n, &cuts);
    struct buf tip;
    buf_init(&tip, CEILING_REQUEST);
    for (size_t i = 0; i + 1 < k; i++) {
        buf_reset(&tip);
        const struct evidence *best = over(text, rows, n, &cuts[i], &tip);
        stretch(r, text, &cuts[i], best, buf_view(&tip));
    }
    buf_clear(&tip);
}

void marks_said(struct request *r, struct str text, const struct evidence *rows,
                size_t n)
{
    size_t *cuts, k = cuts_of(&r->arena, text, rows, n, &cuts), said = 0;
    struct buf none;
    buf_init(&none, CEILING_REQUEST);
    for (size_t i = 0; i + 1 < k && said < MARKS_SAID; i++) {
        size_t in[2] = {cuts[i], cuts[i + 1]};
        words_of(text, in);
        if (in[0] == in[1] || !over(text, rows, n, &cuts[i], &none))
            continue;
        html_printf(&r->out, "%s", said++ ? ", " : page_word(r, SAY_MARKED));
        buf_z(&r->out, said == 1 ? " «" : "«");
        page_words(r, str_part(text, in[0], in[1] - in[0]), QUOTE_SIGNS);
        buf_z(&r->out, "»");
    }
    buf_clear(&none);
}

void marks_list(struct request *r, struct str text, const struct evidence *rows,
                size_t n, enum say elsewhere)
{
    struct buf *o = &r->out;
    if (n == 0) {
        html_printf(o, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_NO_EVIDENCE));
        return;
    }
    buf_z(o, "<ul class=\"evidence\">\n");
    for (size_t i = 0; i < n; i++) {
        struct evidence v = whole(text, rows[i]);
        struct str name = name_of(r, v.signal);
        html_printf(o, "<li><span class=\"dot %s\"></span>", colour(v.signal));
        if (v.end > v.start) {
            buf_z(o, "<q>");
            page_words(r, str_part(text, v.start, v.end - v.start),
                       QUOTE_SIGNS);
            buf_z(o, "</q>");
        } else {
            html_printf(o, "<span class=\"soft\">%s</span>",
                        page_word(r, elsewhere));
        }
        buf_z(o, "<span class=\"points\">");
        points(o, v.points);
        if (fabs(v.to_tone) >= SLIGHT) {
            html_printf(o, " · %s ", page_word(r, SAY_TO_TONE));
            points(o, v.to_tone);
        }
        html_printf(o,
                    "</span><span class=\"rule\">%S <code>%S</code></span>"
                    "</li>\n",
                    &name, &v.rule);
    }
    buf_z(o, "</ul>\n");
}

struct sum {
    struct str signal; /* of its evidence */
    double points;     /* together */
};

static int by_points(const void *a, const void *b)
{
    double x = ((const struct sum *)a)->points;
    double y = ((const struct sum *)b)->points;
    return (x < y) - (x > y);
}

static size_t sums_of(struct arena *a, const struct evidence *rows, size_t n,
                      struct sum **out)
{
    struct sum *sums = arena_alloc(a, (n + 1) * sizeof *sums);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        if (is_topic(rows[i].signal))
            continue; /* what it is about, not what it is */
        while (at < k && !str_eq(sums[at].signal, rows[i].signal))
            at++;
        if (at == k)
            sums[k++].signal = rows[i].signal;
        sums[at].points += rows[i].points;
    }
    qsort(sums, k, sizeof *sums, by_points);
    *out = sums;
    return k;
}

void marks_sums(struct request *r, const struct evidence *rows, size_t n)
{
    struct sum *sums;
    size_t k = sums_of(&r->arena, rows, n, &sums);
    if (k == 0 || sums[0].points <= 0)
        return;
    html_printf(&r->out, "<h3>%s</h3>\n<ul class=\"sums\">",
                page_word(r, SAY_POINTS));
    for (size_t i = 0; i < k && i < SUMS_SHOWN && sums[i].points > 0; i++) {
        struct str name = name_of(r, sums[i].signal);
        html_printf(&r->out,
                    "<li><span>%S</span><svg viewBox=\"0 0 100 8\" "
                    "preserveAspectRatio=\"none\" aria-hidden=\"true\""
                    " class=\"%s\"><rect height=\"8\" width=\"",
                    &name, colour(sums[i].signal));
        buf_printf(&r->out, "%.1f\"/></svg><b>",
                   100 * sums[i].points / sums[0].points);
        points(&r->out, sums[i].points);
        buf_z(&r->out, "</b></li>\n");
    }
    buf_z(&r->out, "</ul>\n");
}
