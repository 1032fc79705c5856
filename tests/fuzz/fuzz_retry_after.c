/* SPDX-License-Identifier: MIT
 * fuzz_retry_after: any header asks for no negative pause, and for none that
 * is longer than a day. */
#include "crawler/frontier.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str header = {(const char *)data, size};
    int64_t asked = frontier_retry_after(header, 1767225600);
    int64_t earlier = frontier_retry_after(header, 0);
    if (asked < 0 || earlier < 0 || asked > 86400 || earlier > 86400)
        __builtin_trap();
    return 0;
}
