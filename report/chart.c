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

static const struct canvas WIDE = {"w", 1000, 300, 40, 28, 12, 10};
static const struct canvas NARROW = {"n", 350, 260, 32, 28, 12, 4};

static void attr(struct buf *out, const char *name, double v)
{
    buf_printf(out, " %s=\"", name);
    svg_number(out, v);
    buf_char(out, '"');
}

static void rect(struct buf *out, const struct box *b)
{
    buf_z(out, "<rect");
    attr(out, "x", b->x);
    attr(out, "y", b->y);
    attr(out, "width", b->width);
    attr(out, "height", b->height);
}

/* A rectangle in colour and marks of a type. */
static void typed_rect(struct buf *out, enum mention_type type,
                       const struct box *b)
{
    rect(out, b);
    buf_printf(out, " fill=\"%s\"/>", type_look(type)->fill);
    marks_draw(out, type, b);
}

void chart_swatch(struct buf *out, enum mention_type type)
{
    buf_z(out, "<svg class=\"swatch\" viewBox=\"0 0 18 18\" width=\"18\" "
               "height=\"18\" aria-hidden=\"true\">");
    typed_rect(out, type, &(struct box){0, 0, 18, 18});
    buf_z(out, "</svg>");
}

static int64_t bin_total(const struct gathered *g, int bin)
{
    int64_t n = 0;
    for (int t = 0; t < TYPE_COUNT; t++)
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

/* "12.11: 7; not working 3, praise 4": what a pointer or a reader is told. */
static void bin_title(const struct gathered *g, int bin, struct buf *out)
{
    const char *between = ": ";
    buf_z(out, "<title>");
    bins_name(g, bin, out);
    buf_printf(out, " — %lld", (long long)bin_total(g, bin));
    for (int place = 0; place < TYPE_COUNT; place++) {
        enum mention_type t = words_stacked(place);
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
    for (int place = 0; place < TYPE_COUNT; place++) {
        enum mention_type t = words_stacked(place);
        double h = (double)g->bins[bin][t] * unit;
        if (h <= 0)
            continue;
        y -= h;
        typed_rect(out, t,
                   &(struct box){x, y, room - gap < 64 ? room - gap : 64,
                                 h > 1 ? h - 0.6 : h});
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

static void ticks(const struct gathered *g, const struct canvas *c,
                  struct buf *out)
{
    double room = (double)(c->width - c->left) / g->n_bins;
    for (int b = 0; b < g->n_bins; b++) {
        if (!bins_ticked(g, b, c->labels))
            continue;
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
        bins_tick(g, b, out);
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
               words(g, g->bin_unit == BIN_DAY ? W_DAYS : W_OVER_TIME),
               c->kind);
    buf_printf(out,
               g->ru ? "Всего %lld; отрицательных %lld, положительных %lld. "
                       "Больше всего (%lld): "
                     : "%lld in all, %lld negative, %lld positive. The most "
                       "(%lld): ",
               (long long)g->n, (long long)g->neg, (long long)g->pos,
               (long long)most);
    bins_name(g, bin, out);
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
    ticks(g, c, out);
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
    const struct share *x = &g->index, *b = &g->before;
    buf_z(out, "<svg class=\"line\" viewBox=\"0 0 1000 44\" "
               "preserveAspectRatio=\"none\" role=\"img\" "
               "aria-labelledby=\"index-t index-d\"><title id=\"index-t\">");
    buf_z(out, words(g, W_INDEX));
    buf_z(out, "</title><desc id=\"index-d\">");
    svg_number(out, 100 * x->value);
    buf_printf(out, "; %s: ", words(g, W_INTERVAL));
    svg_number(out, 100 * x->low);
    buf_z(out, "–");
    svg_number(out, 100 * x->high);
    buf_z(out, "</desc><rect x=\"0\" y=\"18\" width=\"1000\" height=\"8\" "
               "fill=\"#e3e5e8\"/><rect x=\"499\" y=\"12\" width=\"2\" "
               "height=\"20\" fill=\"#b9bdc4\"/>");
    rect(out, &(struct box){x->low * 1000, 12, (x->high - x->low) * 1000, 20});
    buf_z(out, " fill=\"#a9c9b6\"/>");
    if (b->known) {
        rect(out, &(struct box){b->value * 1000 - 2, 6, 4, 32});
        buf_z(out, " fill=\"#8a8f98\"/>");
    }
    rect(out, &(struct box){x->value * 1000 - 4, 0, 8, 44});
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
    } part[] = {{group->neg, tone_look(TONE_NEG)->fill},
                {group->n - group->neg - group->pos, tone_look(TONE_NEU)->fill},
                {group->pos, tone_look(TONE_POS)->fill}};
    bar_open(out);
    for (int i = 0; i < 3; i++) {
        if (!part[i].n)
            continue;
        rect(out, &(struct box){x, 0, (double)part[i].n * unit, 10});
        buf_printf(out, " fill=\"%s\"/>", part[i].fill);
        x += (double)part[i].n * unit;
    }
    buf_z(out, "</svg>");
}

void chart_share(struct buf *out, const struct look *look, int64_t n,
                 int64_t most)
{
    bar_open(out);
    double width = most > 0 ? 1000.0 * (double)n / (double)most : 0;
    rect(out, &(struct box){0, 0, width, 10});
    buf_printf(out, " fill=\"%s\"/></svg>", look->fill);
}
