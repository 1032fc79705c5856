/* SPDX-License-Identifier: MIT
 * body: whatever a program sends is refused, or becomes texts that a form
 * could have brought. */
#include <assert.h>
#include <stdint.h>

#include "base/ceiling.h"
#include "desk/body.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct form f;
    const char *why;
    bool ok = body_read(&f, &a, (struct str){(const char *)data, n}, &why);
    assert(ok == !why);
    for (size_t i = 0; ok && i < f.n; i++) {
        assert(f.fields[i].value.p && str_utf8_valid(f.fields[i].value));
        assert(str_find_char(f.fields[i].value, 0) < 0);
        assert(str_find_char(f.fields[i].value, '\r') < 0);
    }
    assert(f.n <= CEILING_REQUEST_FIELDS);
    arena_clear(&a);
    return 0;
}
