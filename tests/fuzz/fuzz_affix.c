/* SPDX-License-Identifier: MIT
 * fuzz_affix: two files of any bytes and a word, a NUL between; roots are
 * words of the dictionary, less long than a word may be. */
#include <string.h>

#include "classify/affix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str rest = {(const char *)data, size}, aff, dic, word, got, one;
    if (!str_split(&rest, 0, &aff) || !str_split(&rest, 0, &dic))
        return 0;
    struct affix *x = affix_open(aff, dic);
    while (x && str_split(&rest, 0, &word)) {
        if (!affix_stems(x, &a, word, &got))
            continue;
        while (str_split(&got, '\t', &one))
            if (one.n > 95 || !memchr(dic.p, '\n', dic.n))
                __builtin_trap();
    }
    affix_close(x);
    arena_clear(&a);
    return 0;
}
