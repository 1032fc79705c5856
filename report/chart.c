/* SPDX-License-Identifier: MIT
 * report: SVG that is read without colour too: every type has a pattern, every
 * chart a title and a description, every bar its number beside it. */
#include "report/internal.h"

/* Drawn twice, so that letters keep their size on a phone. */
struct canvas {
    const char *kind;      /* class and id: w or n */
    int width, height;     /* of the view box */
    int left, bottom, top; /* room for the axes */
    int labels;            /* days named below, at most */
};

static const struct canvas WIDE = {"w", 1000, 300, 40, 28, 12, 12};
static const struct canvas NARROW = {"n", 350, 260, 32, 28, 12, 4};

/* Fill of each type, and the mark on it: a path in a square of 6. */
static const struct {
    const char *fill, *mark;
} LOOK[TYPES] = {
    {"#b3261e", ""},                                 /* broken: plain */
    {"#d9763b", "M-1 1L1-1M0 6L6 0M5 7L7 5"},        /* money: rising lines */
    {"#7a2a63", "M1.5 1.5h1v1h-1zM4.5 4.5h1v1h-1z"}, /* hurt: dots */
    {"#5c1a12", "M0 0L6 6M0 6L6 0"},                 /* founded: crosses */
    {"#dd8f86", "M0 3h6"},                           /* rant: level lines */
    {"#c3c7ce", ""},                                 /* neutral: light, plain */
    {"#3d6fb4", "M-1 5L1 7M0 0L6 6M5-1L7 1"},        /* question: falling */
    {"#2f7d4f", "M3 0v6"},                           /* praise: upright */
};

/* A number with one decimal, whatever the locale. */
static void num(struct buf *out, double v)
{
    int64_t tenths = (int64_t)(v * 10 + (v < 0 ? -0.5 : 0.5));
    int64_t whole = tenths < 0 ? -tenths : tenths;
    buf_printf(out, "%s%lld", tenths < 0 ? "-" : "", (long long)(whole / 10));
    if (whole % 10)
        buf_printf(out, ".%lld", (long long)(whole % 10));
}

static void attr(struct buf *out, const char *name, double v)
{
    buf_printf(out, " %s=\"", name);
    num(out, v);
    buf_char(out, '"');
}

static void rect(struct buf *out, double x, double y, double w, double h)
{
    buf_z(out, "<rect");
    attr(out, "x", x);
    attr(out, "y", y);
    attr(out, "width", w);
    attr(out, "height", h);
}

void chart_patterns(struct buf *out)
{
    buf_z(out, "<svg class=\"defs\" width=\"0\" height=\"0\" "
               "aria-hidden=\"true\" focusable=\"false\"><defs>");
    for (int t = 0; t < TYPES; t++)
        buf_printf(out,
                   "<pattern id=\"t%d\" width=\"6\" height=\"6\" "
                   "patternUnits=\"userSpaceOnUse\"><rect width=\"6\" "
                   "height=\"6\" fill=\"%s\"/><path d=\"%s\" stroke=\"#fff\" "
                   "stroke-opacity=\".7\" fill=\"none\"/></pattern>",
                   t, LOOK[t].fill, LOOK[t].mark);
    buf_z(out, "</defs></svg>\n");
}

void chart_swatch(struct buf *out, int type)
{
    buf_printf(out,
               "<svg class=\"swatch\" viewBox=\"0 0 18 18\" width=\"18\" "
               "height=\"18\" aria-hidden=\"true\"><rect width=\"18\" "
               "height=\"18\" fill=\"url(#t%d)\"/></svg>",
               type);
}

static int64_t bin_total(const struct gathered *g, int bin)
{
    int64_t n = 0;
    for (int t = 0; t < TYPES; t++)
        n += g->bins[bin][t];
    return n;
}

/* 1, 2 or 5 times a power of ten, so that at most five steps reach `most`. */
static int64_t step_for(int64_t most)
{
    static const int64_t NICE[] = {1, 2, 5};
    for (int64_t power = 1;; power *= 10)
        for (int i = 0; i < 3; i++)
            if (NICE[i] * power * 5 >= most)
                return NICE[i] * power;
}

static void bin_name(const struct gathered *g, int bin, struct buf *out)
{
    words_day(g, out, g->bin_start[bin]);
    if (g->bin_days > 1) {
        buf_z(out, "–");
        words_day(g, out, g->bin_start[bin + 1] - 1);
    }
}

/* "12.11: 7; not working 3, praise 4": what a pointer or a reader is told. */
static void bin_title(const struct gathered *g, int bin, struct buf *out)
{
    const char *between = ": ";
    buf_z(out, "<title>");
    bin_name(g, bin, out);
    buf_printf(out, " — %lld", (long long)bin_total(g, bin));
    for (int t = 0; t < TYPES; t++) {
        if (!g->bins[bin][t])
            continue;
        buf_printf(out, "%s%s %lld", between, words_type(g, t),
                   (long long)g->bins[bin][t]);
        between = ", ";
    }
    buf_z(out, "</title>");
}

static void column(const struct gathered *g, int bin, const struct canvas *c,
                   double unit, struct buf *out)
{
    double room = (double)(c->width - c->left) / g->n_bins;
    double gap = room > 8 ? room * 0.22 : room * 0.1;
    double x = c->left + bin * room + gap / 2, y = c->height - c->bottom;
    if (!bin_total(g, bin))
        return;
    buf_z(out, "<g>");
    bin_title(g, bin, out);
    for (int t = 0; t < TYPES; t++) {
        double h = (double)g->bins[bin][t] * unit;
        if (h <= 0)
            continue;
        y -= h;
        rect(out, x, y, room - gap < 64 ? room - gap : 64, h);
        buf_printf(out,
                   " fill=\"url(#t%d)\" stroke=\"#fff\" "
                   "stroke-width=\".6\"/>",
                   t);
    }
    buf_z(out, "</g>\n");
}

static void grid(const struct canvas *c, int64_t step, int64_t most,
                 double unit, struct buf *out)
{
    for (int64_t v = 0; v <= most; v += step) {
        double y = c->height - c->bottom - (double)v * unit;
        buf_printf(out, "<line x1=\"%d\" x2=\"%d\"", c->left, c->width);
        attr(out, "y1", y);
        attr(out, "y2", y);
        buf_printf(out, " stroke=\"%s\"/><text x=\"%d\"",
                   v ? "#e3e5e8" : "#6b7078", c->left - 6);
        attr(out, "y", y + 4);
        buf_printf(out, " text-anchor=\"end\">%lld</text>\n", (long long)v);
    }
}

static void day_names(const struct gathered *g, const struct canvas *c,
                      struct buf *out)
{
    double room = (double)(c->width - c->left) / g->n_bins;
    int every = (g->n_bins + c->labels - 1) / c->labels;
    for (int b = 0; b < g->n_bins; b += every) {
        double x = c->left + (b + 0.5) * room;
        buf_printf(out, "<text y=\"%d\"", c->height - 8);
        if (x < c->left + 18) {
            attr(out, "x", c->left);
            buf_z(out, " text-anchor=\"start\">");
        } else {
            bool last = x > c->width - 18;
            attr(out, "x", last ? c->width : x);
            buf_printf(out, " text-anchor=\"%s\">", last ? "end" : "middle");
        }
        words_day(g, out, g->bin_start[b]);
        buf_z(out, "</text>\n");
    }
}

static int64_t highest(const struct gathered *g, int *bin)
{
    int64_t most = 0;
    *bin = 0;
    for (int b = 0; b < g->n_bins; b++)
        if (bin_total(g, b) > most) {
            most = bin_total(g, b);
            *bin = b;
        }
    return most;
}

/* Title and description, which the picture is labelled by. */
static void describe(const struct gathered *g, const struct canvas *c,
                     struct buf *out)
{
    int bin;
    int64_t most = highest(g, &bin);
    buf_printf(out,
               "<svg class=\"chart %s\" viewBox=\"0 0 %d %d\" role=\"img\" "
               "aria-labelledby=\"days-%s days-%s-d\"><title id=\"days-%s\">"
               "%s</title><desc id=\"days-%s-d\">",
               c->kind, c->width, c->height, c->kind, c->kind, c->kind,
               words(g, W_DAYS), c->kind);
    buf_printf(out,
               g->ru ? "Всего %lld; отрицательных %lld, положительных %lld. "
                       "Больше всего (%lld): "
                     : "%lld in all, %lld negative, %lld positive. The most "
                       "(%lld): ",
               (long long)g->n, (long long)g->neg, (long long)g->pos,
               (long long)most);
    bin_name(g, bin, out);
    buf_z(out, ".</desc>\n");
}

static void draw_days(const struct gathered *g, const struct canvas *c,
                      struct buf *out)
{
    int bin;
    int64_t step = step_for(highest(g, &bin)), most = highest(g, &bin);
    most = (most + step - 1) / step * step;
    double unit = (double)(c->height - c->bottom - c->top) / (double)most;
    describe(g, c, out);
    grid(c, step, most, unit, out);
    for (int b = 0; b < g->n_bins; b++)
        column(g, b, c, unit, out);
    day_names(g, c, out);
    buf_z(out, "</svg>\n");
}

void chart_days(const struct gathered *g, struct buf *out)
{
    draw_days(g, &WIDE, out);
    draw_days(g, &NARROW, out);
}

/* A line that stretches with the page: no letters inside, they would stretch
 * too. */
void chart_index(const struct gathered *g, struct buf *out)
{
    const struct index *x = &g->index, *b = &g->before;
    buf_z(out, "<svg class=\"line\" viewBox=\"0 0 1000 44\" "
               "preserveAspectRatio=\"none\" role=\"img\" "
               "aria-labelledby=\"index-t index-d\"><title id=\"index-t\">");
    buf_z(out, words(g, W_INDEX));
    buf_z(out, "</title><desc id=\"index-d\">");
    num(out, x->value);
    buf_printf(out, "; %s: ", words(g, W_INTERVAL));
    num(out, x->low);
    buf_z(out, "–");
    num(out, x->high);
    buf_z(out, "</desc><rect x=\"0\" y=\"18\" width=\"1000\" height=\"8\" "
               "fill=\"#e3e5e8\"/><rect x=\"499\" y=\"12\" width=\"2\" "
               "height=\"20\" fill=\"#b9bdc4\"/>");
    rect(out, x->low * 10, 12, (x->high - x->low) * 10, 20);
    buf_z(out, " fill=\"#a9c9b6\"/>");
    if (b->known) {
        rect(out, b->value * 10 - 2, 6, 4, 32);
        buf_z(out, " fill=\"#8a8f98\"/>");
    }
    rect(out, x->value * 10 - 4, 0, 8, 44);
    buf_z(out, " fill=\"#1d5c38\"/></svg>\n");
}

static void bar_open(struct buf *out)
{
    buf_z(out, "<svg class=\"bar\" viewBox=\"0 0 1000 10\" "
               "preserveAspectRatio=\"none\" aria-hidden=\"true\">");
}

void chart_bar(struct buf *out, const struct group *group, int64_t most)
{
    double unit = most > 0 ? 1000.0 / (double)most : 0, x = 0;
    const struct {
        int64_t n;
        const char *fill;
    } part[] = {{group->neg, "#b3261e"},
                {group->n - group->neg - group->pos, "#c3c7ce"},
                {group->pos, "#2f7d4f"}};
    bar_open(out);
    for (int i = 0; i < 3; i++) {
        if (!part[i].n)
            continue;
        rect(out, x, 0, (double)part[i].n * unit, 10);
        buf_printf(out, " fill=\"%s\"/>", part[i].fill);
        x += (double)part[i].n * unit;
    }
    buf_z(out, "</svg>");
}

void chart_share(struct buf *out, int type, int64_t n, int64_t most)
{
    bar_open(out);
    rect(out, 0, 0, most > 0 ? 1000.0 * (double)n / (double)most : 0, 10);
    buf_printf(out, " fill=\"%s\"/></svg>", LOOK[type].fill);
}
