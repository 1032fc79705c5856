/* SPDX-License-Identifier: MIT
 * nearest: what a mistyped word was meant to be. */
#include "base/nearest.h"

#include <stdio.h>

enum { LONGEST_WORD = 48 };

/* Edit distance, given up above `most`; words are short. */
static int distance(struct str a, struct str b)
{
    int row[LONGEST_WORD + 1];
    if (a.n > LONGEST_WORD || b.n > LONGEST_WORD)
        return LONGEST_WORD;
    for (size_t j = 0; j <= b.n; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= a.n; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= b.n; j++) {
            int best = diagonal + (a.p[i - 1] != b.p[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.n];
}

const char *nearest_word(struct str word, const char *const *names)
{
    const char *best = NULL;
    int least = word.n < 4 ? 2 : (int)word.n / 3 + 2;
    for (; *names; names++) {
        int d = distance(word, str_of(*names));
        if (d < least) {
            least = d;
            best = *names;
        }
    }
    return best;
}

struct nearest nearest_hint(struct str word, const char *const *names)
{
    struct nearest hint = {""};
    const char *near = nearest_word(word, names);
    if (near)
        snprintf(hint.text, sizeof hint.text, "; did you mean '%s'?", near);
    return hint;
}
