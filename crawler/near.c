/* SPDX-License-Identifier: MIT
 * near: words of two texts, sorted and walked through side by side. */
#include "crawler/near.h"

#include <stdlib.h>

#include "base/text.h"

static int by_word(const void *x, const void *y)
{
    return str_cmp(((const struct token *)x)->word,
                   ((const struct token *)y)->word);
}

static size_t sorted(struct arena *a, struct str text, struct token **words)
{
    struct folded f;
    text_fold(a, text, &f);
    size_t n = text_tokens(a, f.text, words);
    if (n)
        qsort(*words, n, sizeof **words, by_word);
    return n;
}

struct near near_texts(struct arena *a, struct str one, struct str other)
{
    struct token *x, *y;
    size_t n = sorted(a, one, &x), m = sorted(a, other, &y), both = 0;
    for (size_t i = 0, k = 0; i < n && k < m;) {
        int order = str_cmp(x[i].word, y[k].word);
        both += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return (struct near){.words = n,
                         .within = n ? (double)both / (double)n : 0,
                         .of = m ? (double)both / (double)m : 0};
}
