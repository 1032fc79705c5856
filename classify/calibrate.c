/* SPDX-License-Identifier: MIT
 * calibrate: bins, isotonic regression, the table of what was said. */
#include "classify/calibrate.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 12, LEAST = 20 /* texts of a bin */, SAID = 10 };
_Static_assert((int)BINS <= (int)STEPS_MAX, "room for every bin");

static int by_share(const void *a, const void *b)
{
    const struct judged *x = a, *y = b;
    if (x->share != y->share)
        return x->share < y->share ? -1 : 1;
    return x->right - y->right;
}

struct bin {
    double share, right; /* sums */
    size_t n;            /* texts */
};

static double mean(double sum, size_t n)
{
    return n ? sum / (double)n : 0;
}

/* While the last is right less often than the one before: one of both. */
static size_t pool(struct bin *bins, size_t n)
{
    while (n > 1 && mean(bins[n - 1].right, bins[n - 1].n) <=
                        mean(bins[n - 2].right, bins[n - 2].n)) {
        bins[n - 2].share += bins[n - 1].share;
        bins[n - 2].right += bins[n - 1].right;
        bins[n - 2].n += bins[n - 1].n;
        n--;
    }
    return n;
}

size_t calibrate(struct judged *rows, size_t n, struct step steps[STEPS_MAX])
{
    struct bin bins[BINS] = {0};
    size_t many = n / LEAST < BINS ? n / LEAST : BINS, used = 0, at = 0;
    if (n)
        qsort(rows, n, sizeof *rows, by_share);
    for (size_t b = 0; b < many; b++) {
        bins[used] = (struct bin){0};
        for (size_t end = n * (b + 1) / many; at < end; at++) {
            bins[used].share += rows[at].share;
            bins[used].right += rows[at].right;
            bins[used].n++;
        }
        used = pool(bins, used + 1);
    }
    for (size_t b = 0; b < used; b++)
        steps[b] = (struct step){mean(bins[b].share, bins[b].n),
                                 mean(bins[b].right, bins[b].n)};
    return used;
}

/* Steps of all sources but one. */
static void calibrate_without(const struct judged *rows, size_t n, int source,
                              struct weights *w)
{
    struct judged *others = xcalloc(n + 1, sizeof *others);
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (rows[i].source != source)
            others[k++] = rows[i];
    w->n_steps = calibrate(others, k, w->steps);
    free(others);
}

struct tally {
    struct bin bins[SAID];    /* share: confidences */
    size_t below[SAID];       /* texts under .1, .2 ... */
    size_t right_below[SAID]; /* right ones among them */
};

static void add(struct tally *s, double confidence, bool right)
{
    struct bin *b = &s->bins[(int)fmin(confidence * SAID, SAID - 1)];
    b->share += confidence;
    b->right += right;
    b->n++;
    for (int k = 0; k < SAID; k++)
        if (confidence < (double)k / SAID) {
            s->below[k]++;
            s->right_below[k] += right;
        }
}

/* The bins in a line; the mean distance of said and right. */
static double write_bins(const struct tally *s, size_t n, struct buf *out)
{
    double off = 0;
    for (int b = 0; b < SAID; b++) {
        const struct bin *bin = &s->bins[b];
        off += fabs(bin->share - bin->right);
        if (bin->n)
            buf_printf(out, "  %.2f %.2f %zu", mean(bin->share, bin->n),
                       mean(bin->right, bin->n), bin->n);
    }
    return mean(off, n);
}

void calibrate_unread(const struct weights *w, const struct judged *rows,
                      size_t n, struct buf *out)
{
    struct tally s = {0};
    for (size_t i = 0; i < n; i++)
        add(&s, decide_confidence(w, rows[i].share), rows[i].right);
    buf_z(out, "confidence of unread texts; said, right, texts:");
    double off = write_bins(&s, n, out);
    buf_printf(out, "\n       off by %.3f\n", off);
}

void calibrate_report(struct judged *rows, size_t n, int sources,
                      struct buf *out)
{
    struct tally s = {0};
    for (int source = 0; source < sources; source++) {
        struct weights w = {0};
        calibrate_without(rows, n, source, &w);
        for (size_t i = 0; i < n; i++)
            if (rows[i].source == source)
                add(&s, decide_confidence(&w, rows[i].share), rows[i].right);
    }
    buf_z(out, "confidence of left-out texts; said, right, texts:");
    double off = write_bins(&s, n, out);
    buf_printf(out, "\n       off by %.3f; below", off);
    for (int k = 4; k < SAID; k++)
        buf_printf(out, "  .%d: %zu texts, right %.2f", k, s.below[k],
                   mean((double)s.right_below[k], s.below[k]));
    buf_char(out, '\n');
}
