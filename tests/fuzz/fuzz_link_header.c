/* SPDX-License-Identifier: MIT
 * fuzz_link_header: whatever is found stands within the header. */
#include "crawler/web/link_header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str header = {(const char *)data, size};
    struct str found = link_header(header, STR("next"));
    if (found.n && (found.p <= header.p || found.n >= header.n))
        __builtin_trap();
    return 0;
}
