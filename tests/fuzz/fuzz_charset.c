/* SPDX-License-Identifier: MIT
 * fuzz_charset: any bytes under any header become valid UTF-8. The first line
 * of the input is the header. */
#include "crawler/markup/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct charsets *all;
    if (!all)
        all = charsets_new();
    struct arena a = {0};
    struct str rest = {(const char *)data, size}, header;
    str_split(&rest, '\n', &header);
    const char *name = charset_find(rest, header);
    struct str utf8 = charset_to_utf8(all, &a, rest, name);
    if (!str_utf8_valid(utf8))
        __builtin_trap();
    arena_clear(&a);
    return 0;
}
