/* SPDX-License-Identifier: MIT
 * fuzz_number: any bytes give a finite number, a count and a share, or none. */
#include "crawler/markup/number.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* in memory of its own size, so that a read past the end is seen */
    struct str text = {(const char *)data, size};
    struct str best = str_part(text, 0, size ? data[0] % 8 : 0);
    double number;
    if (number_find(text, &number) && !isfinite(number))
        __builtin_trap();
    if (number_count(text) < -1)
        __builtin_trap();
    double share = number_rating(text, best);
    if (share != -1 && !(share >= 0 && share <= 1))
        __builtin_trap();
    return 0;
}
