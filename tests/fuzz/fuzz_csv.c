/* SPDX-License-Identifier: MIT
 * fuzz_csv: what the writer wrote the reader reads back. */
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void round_trip(struct str field)
{
    struct arena a = {0};
    struct buf out;
    struct csv csv;
    struct csv_record r;
    buf_init(&out, 1 << 20);
    buf_z(&out, "head,");
    csv_field(&out, field);
    buf_char(&out, '\n');
    csv_init(&csv, buf_view(&out));
    if (csv.sep == ',' && csv_next(&csv, &a, &r)) {
        bool guarded = r.n == 2 && r.fields[1].n == field.n + 1;
        struct str back = guarded ? str_from(r.fields[1], 1) : r.fields[1];
        if (r.n != 2 || !str_eq(back, field))
            __builtin_trap();
    }
    buf_clear(&out);
    arena_clear(&a);
}

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
    round_trip(text);
    return 0;
}
