/* SPDX-License-Identifier: MIT
 * fuzz_wire: what a broken child sends is refused or is within the ceilings,
 * and what is accepted comes out the same when it is sent again. */
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/reading/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void send_again(const struct reading *r)
{
    struct arena a = {0};
    struct buf out;
    struct reading back;
    buf_init(&out, WIRE_HEADER + WIRE_READING);
    if (!wire_put_reading(&out, r) ||
        !wire_get_reading(buf_view(&out), &a, &back))
        __builtin_trap();
    if (back.n != r->n || back.n_links != r->n_links ||
        !str_eq(back.next, r->next) || back.state != r->state)
        __builtin_trap();
    buf_clear(&out);
    arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str frame = {(const char *)data, size};
    struct reading r;
    struct reader_job job;
    size_t n;
    if (size < WIRE_HEADER)
        return 0;
    if (wire_length(frame, WIRE_READING, &n) && n > WIRE_HEADER + WIRE_READING)
        __builtin_trap();
    if (wire_get_reading(frame, &a, &r)) {
        if (r.n > CEILING_ITEMS || r.n_links > CEILING_LINKS)
            __builtin_trap();
        send_again(&r);
    }
    if (wire_get_job(frame, &job) && job.body.n > size)
        __builtin_trap();
    arena_clear(&a);
    return 0;
}
