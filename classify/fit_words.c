/* SPDX-License-Identifier: MIT
 * fit_words: words.tsv from what was fitted. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "classify/fit_read.h"

#define LEAST_WRITTEN 0.02F /* a weight below is not worth its bytes */

static void write_weight(struct buf *out, const char *name, float w,
                         const char **sep)
{
    if (fabsf(w) < LEAST_WRITTEN)
        return;
    buf_printf(out, "%s%s %+.2f", *sep, name, (double)w);
    *sep = " ";
}

static int by_word(const void *a, const void *b)
{
    const struct fit_word *x = *(struct fit_word *const *)a;
    const struct fit_word *y = *(struct fit_word *const *)b;
    size_t n = x->word.n < y->word.n ? x->word.n : y->word.n;
    int order = memcmp(x->word.p, y->word.p, n);
    return order ? order : (x->word.n > y->word.n) - (x->word.n < y->word.n);
}

/* Its own weight, and what its vector adds. */
static void weight_of(const struct samples *s, const struct fit_word *w,
                      const struct softmax_model *m, float out[CLASSES_MAX])
{
    const float(*kin)[CLASSES_MAX] = m->words + s->kept;
    for (int c = 0; c < CLASSES_MAX; c++) {
        out[c] = w->kept ? m->words[w->number][c] : 0;
        for (int d = 0; w->kin != KIN_NONE && d < KIN; d++)
            out[c] += s->vectors[w->kin][d] * kin[d][c];
    }
}

void fit_words_write(struct samples *s, const struct softmax_model *type,
                     const struct softmax_model *tone, struct buf *out)
{
    struct fit_word **list =
        arena_alloc(&s->arena, (s->n_words + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < s->n_words; i++)
        if (s->words[i].kept || s->words[i].kin != KIN_NONE)
            list[n++] = &s->words[i];
    if (n)
        qsort(list, n, sizeof *list, by_word);
    buf_z(out,
          "# SPDX-License-Identifier: MIT\n"
          "# Words that speak for a type or a tone: docs/rules.md, \"Words "
          "of the table\".\n# word, texts it was seen in, weights. Fitted "
          "by `molva rules fit --words`;\n# may be changed by hand.\n");
    for (size_t i = 0; i < n; i++) {
        const char *sep = "";
        size_t before = out->n;
        buf_printf(out, STR_FMT "\t%d\t", STR_ARG(list[i]->word),
                   list[i]->seen + list[i]->weak);
        float w[CLASSES_MAX];
        weight_of(s, list[i], type, w);
        for (int c = 0; c < TYPE_SPOKEN; c++)
            write_weight(out, type_name((enum mention_type)c), w[c], &sep);
        weight_of(s, list[i], tone, w);
        for (int c = 0; c < TONE_COUNT; c++)
            write_weight(out, tone_name((enum tone)c), w[c], &sep);
        buf_char(out, '\n');
        if (!sep[0])
            out->n = before;
    }
}
