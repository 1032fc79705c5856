/* SPDX-License-Identifier: MIT
 * report: lines and dots that tell the types apart without colour, on paper
 * and for eyes that do not see red and green. */
#include <math.h>

#include "report/internal.h"

enum { STEP = 6 /* between two marks */ };

static void point(struct buf *out, char letter, double x, double y)
{
    buf_char(out, letter);
    svg_number(out, x);
    buf_char(out, ' ');
    svg_number(out, y);
}

static void line(struct buf *out, double x1, double y1, double x2, double y2)
{
    point(out, 'M', x1, y1);
    point(out, 'L', x2, y2);
}

/* Slanting lines x - y = c, cut at the box, mirrored for the rising ones. */
static void slanting(struct buf *out, const struct box *b, bool rising)
{
    for (double c = STEP - b->height; c < b->width; c += STEP) {
        double x1 = fmax(0, c), x2 = fmin(b->width, c + b->height);
        double y1 = x1 - c, y2 = x2 - c;
        if (rising)
            y1 = b->height - y1, y2 = b->height - y2;
        line(out, b->x + x1, b->y + y1, b->x + x2, b->y + y2);
    }
}

static void dots(struct buf *out, const struct box *b)
{
    for (double y = STEP / 2; y + 1 < b->height; y += STEP)
        for (double x = STEP / 2; x + 1 < b->width; x += STEP) {
            point(out, 'M', b->x + x, b->y + y);
            buf_z(out, "h1v1h-1z");
        }
}

void marks_draw(struct buf *out, enum mention_type type, const struct box *b)
{
    int marks = type_look(type)->marks;
    size_t start = out->n;
    buf_z(out, "<path d=\"");
    size_t empty = out->n;
    if (marks & MARK_LEVEL)
        for (double y = STEP / 2; y < b->height; y += STEP)
            line(out, b->x, b->y + y, b->x + b->width, b->y + y);
    if (marks & MARK_UPRIGHT)
        for (double x = STEP / 2; x < b->width; x += STEP)
            line(out, b->x + x, b->y, b->x + x, b->y + b->height);
    if (marks & MARK_RISING)
        slanting(out, b, true);
    if (marks & MARK_FALLING)
        slanting(out, b, false);
    if (marks & MARK_DOTS)
        dots(out, b);
    if (out->n == empty)
        out->n = start;
    else
        buf_z(out, "\" stroke=\"#fff\" stroke-opacity=\".7\" "
                   "fill=\"none\"/>");
}
