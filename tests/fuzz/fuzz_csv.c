/* SPDX-License-Identifier: MIT
 * fuzz_csv: no field is longer than the table it stands in. */
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct csv csv;
    struct csv_record r;
    struct str text = {(const char *)data, size};
    csv_init(&csv, text);
    while (csv_next(&csv, &a, &r))
        for (size_t i = 0; i < r.n; i++)
            if (r.fields[i].n > size)
                __builtin_trap();
    arena_clear(&a);
    return 0;
}
