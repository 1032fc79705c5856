/* SPDX-License-Identifier: MIT
 * fuzz_robots: "path\nfile" is parsed and asked. */
#include <stdlib.h>

#include "crawler/web/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct str file = {(const char *)data, n}, path;
    if (!str_split(&file, '\n', &path))
        return 0;
    struct robots *r = robots_parse(&a, file, STR("ant/1.0"));
    robots_allows(r, path);
    if (!robots_allows(r, STR("/robots.txt")))
        abort();
    for (size_t i = 0; i < r->n; i++)
        if (!r->rules[i].pattern.n)
            abort();
    arena_clear(&a);
    return 0;
}
