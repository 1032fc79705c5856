/* SPDX-License-Identifier: MIT
 * fuzz_url: "base\nhref" is resolved; what comes out must be stable. */
#include <stdlib.h>

#include "base/ceiling.h"
#include "crawler/web/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct err e;
    struct str href = {(const char *)data, n}, base, full, again, key;
    if (!str_split(&href, '\n', &base))
        return 0;
    if (!url_resolve(&a, STR(""), base, &base))
        base = STR("");
    if (url_resolve(&a, base, href, &full)) {
        if (full.n > CEILING_URL * 3 + 20)
            abort();
        if (url_resolve(&a, STR(""), full, &again) && !str_eq(full, again))
            abort();
        url_domain(&a, url_split(full).host);
        key = url_key2(&a, full);
        if (!key.n || key.p[0] != '/')
            abort();
    }
    if (url_canonical(&a, base, &full, &e) &&
        url_canonical(&a, full, &again, &e) && !str_eq(full, again))
        abort();
    arena_clear(&a);
    return 0;
}
