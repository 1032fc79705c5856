/* SPDX-License-Identifier: MIT
 * kin: pairs of neighbours, their matrix, and the space they span. */
#include "classify/kin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { ROUNDS = 10, WORD_BITS = 28 };
/* Share of all words from which a vector is shortened. */
#define RARE 0.001
/* Power that makes rare words a little less surprising. */
#define COMMON 0.875

/* A symmetric matrix, row by row. */
struct matrix {
    size_t *row;      /* cells row[i] ... row[i + 1] - 1 are of row i */
    uint32_t *column; /* of each cell */
    float *value;     /* of each cell */
    size_t n;         /* rows */
};

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* One number a pair of neighbours, both ways, and how far they are apart. */
static uint64_t *pairs(const uint32_t *text, size_t n, size_t *count)
{
    uint64_t *list = xcalloc(2 * KIN_WINDOW * n + 1, sizeof *list);
    size_t used = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t d = 1; d <= KIN_WINDOW && i + d < n; d++) {
            uint64_t a = text[i], b = text[i + d];
            if (a == KIN_NONE || b == KIN_NONE || a == b)
                continue;
            list[used++] = a << (WORD_BITS + 8) | b << 8 | d;
            list[used++] = b << (WORD_BITS + 8) | a << 8 | d;
        }
    qsort(list, used, sizeof *list, by_number);
    *count = used;
    return list;
}

/* Equal pairs become one cell: the nearer they stand, the more. */
static void fill(struct matrix *m, const uint64_t *list, size_t n)
{
    size_t cells = 0;
    m->row = xcalloc(m->n + 1, sizeof *m->row);
    m->column = xcalloc(n + 1, sizeof *m->column);
    m->value = xcalloc(n + 1, sizeof *m->value);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || list[i] >> 8 != list[i - 1] >> 8) {
            m->column[cells++] = list[i] >> 8 & ((1U << WORD_BITS) - 1);
            m->row[(list[i] >> (WORD_BITS + 8)) + 1]++;
        }
        m->value[cells - 1] += 1 / (float)(list[i] & 0xff);
    }
    for (size_t i = 0; i < m->n; i++)
        m->row[i + 1] += m->row[i];
}

/* Sums to how surprising they are. */
static void surprise(struct matrix *m)
{
    double *common = xcalloc(m->n + 1, sizeof *common), all = 0, sum = 0;
    for (size_t i = 0; i < m->n; i++) {
        for (size_t k = m->row[i]; k < m->row[i + 1]; k++)
            common[i] += (double)m->value[k];
        sum += common[i];
        all += common[i] = pow(common[i], COMMON);
    }
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = m->row[i]; k < m->row[i + 1]; k++) {
            double chance = common[i] / all * common[m->column[k]] / all;
            m->value[k] =
                (float)fmax(0, log((double)m->value[k] / sum / chance));
        }
    free(common);
}

static void multiply(const struct matrix *m, const float (*x)[KIN],
                     float (*out)[KIN])
{
    for (size_t i = 0; i < m->n; i++) {
        float sum[KIN] = {0};
        for (size_t k = m->row[i]; k < m->row[i + 1]; k++)
            for (int d = 0; d < KIN; d++)
                sum[d] += m->value[k] * x[m->column[k]][d];
        memcpy(out[i], sum, sizeof sum);
    }
}

/* Makes column d orthogonal to those before it, and of length 1; what they
 * span already is nothing but rounding, and becomes 0. */
static void straighten(float (*x)[KIN], size_t n, int d)
{
    const double slight = 1e-4;
    double with[KIN] = {0}, before = 0, length = 0;
    for (size_t i = 0; i < n; i++) {
        before += (double)(x[i][d] * x[i][d]);
        for (int k = 0; k < d; k++)
            with[k] += (double)(x[i][k] * x[i][d]);
    }
    for (size_t i = 0; i < n; i++) {
        double v = (double)x[i][d];
        for (int k = 0; k < d; k++)
            v -= with[k] * (double)x[i][k];
        x[i][d] = (float)v;
        length += v * v;
    }
    double scale = sqrt(length) > slight * sqrt(before) ? 1 / sqrt(length) : 0;
    for (size_t i = 0; i < n; i++)
        x[i][d] = (float)((double)x[i][d] * scale);
}

/* Numbers between -1 and 1, the same each time. */
static void scatter(float (*x)[KIN], size_t n)
{
    uint64_t state = 1;
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < KIN; d++) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            x[i][d] = (float)(state >> 40) / (float)(1 << 23) - 1;
        }
}

/* uses: of each word in the text. */
static void normalise(float (*x)[KIN], const size_t *uses, size_t n)
{
    double all = 1;
    for (size_t i = 0; i < n; i++)
        all += (double)uses[i];
    for (size_t i = 0; i < n; i++) {
        double length = 0;
        for (int d = 0; d < KIN; d++)
            length += (double)(x[i][d] * x[i][d]);
        double scale = RARE / (RARE + (double)uses[i] / all);
        for (int d = 0; d < KIN; d++)
            x[i][d] *= (float)(scale / (sqrt(length) + 1e-9));
    }
}

float (*kin_learn(const uint32_t *text, size_t n, size_t words))[KIN]
{
    struct matrix m = {.n = words};
    size_t count;
    uint64_t *list = pairs(text, n, &count);
    float(*x)[KIN] = xcalloc(words + 1, sizeof *x);
    float(*image)[KIN] = xcalloc(words + 1, sizeof *image);
    fill(&m, list, count);
    surprise(&m);
    scatter(image, words);
    for (int round = 0; round <= ROUNDS; round++) {
        float(*last)[KIN] = x;
        x = image;
        image = last;
        for (int d = 0; d < KIN; d++)
            straighten(x, words, d);
        multiply(&m, (const float(*)[KIN])x, image);
    }
    size_t *uses = xcalloc(words + 1, sizeof *uses);
    for (size_t i = 0; i < n; i++)
        if (text[i] != KIN_NONE)
            uses[text[i]]++;
    normalise(image, uses, words);
    free(uses);
    free(x);
    free(list);
    free(m.row);
    free(m.column);
    free(m.value);
    return image;
}
