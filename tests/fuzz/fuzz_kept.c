/* SPDX-License-Identifier: MIT
 * fuzz_kept: what a file of a kept page may hold, once it is unpacked. */
#include "crawler/crawler.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct kept_page page;
    struct str bytes = {(const char *)data, size};
    if (kept_parse(bytes, &a, &page) &&
        (!page.url.n || page.at <= 0 || page.body.n > size))
        __builtin_trap();
    arena_clear(&a);
    return 0;
}
