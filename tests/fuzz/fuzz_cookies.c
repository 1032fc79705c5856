/* SPDX-License-Identifier: MIT
 * fuzz_cookies: what is sent back is one line, of a bounded length. */
#include "crawler/cookies.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cookies c = {0};
    struct str origin = STR("http://a.example");
    struct str set = {(const char *)data, size};
    cookies_take(&c, origin, str_part(set, 0, size / 2));
    cookies_take(&c, origin, str_from(set, size / 2));
    struct str sent = cookies_for(&c, origin);
    if (sent.n > 4096 || str_find_char(sent, '\n') >= 0 ||
        str_find_char(sent, '\r') >= 0)
        __builtin_trap();
    if (cookies_for(&c, STR("http://b.example")).n)
        __builtin_trap();
    cookies_clear(&c);
    return 0;
}
