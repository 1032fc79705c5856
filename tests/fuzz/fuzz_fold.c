/* SPDX-License-Identifier: MIT
 * Folding, words and hash of any bytes. */
#include "base/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct folded f, again;
    struct token *t;
    struct str text = {(const char *)data, n};
    text_fold(&a, text, &f);
    check(str_utf8_valid(f.text));
    for (size_t i = 0; i < f.text.n; i++)
        check(f.origin[i] <= f.origin[i + 1]);
    check(f.origin[f.text.n] <= n);
    text_fold(&a, f.text, &again);
    check(str_eq(f.text, again.text));
    size_t words = text_tokens(&a, f.text, &t);
    for (size_t i = 0; i < words; i++)
        check(t[i].word.n > 0 && t[i].at + t[i].word.n <= f.text.n);
    text_hash(text);
    arena_clear(&a);
    return 0;
}
