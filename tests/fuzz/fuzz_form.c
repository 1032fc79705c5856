/* SPDX-License-Identifier: MIT
 * form: whatever a browser sends is refused, or comes back as it went. */
#include <assert.h>

#include "base/ceiling.h"
#include "desk/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct form f, again;
    struct buf b;
    buf_init(&b, 4 * CEILING_REQUEST);
    if (form_parse(&f, &a, (struct str){(const char *)data, n})) {
        assert(f.n <= CEILING_REQUEST_FIELDS);
        for (size_t i = 0; i < f.n; i++) {
            assert(str_utf8_valid(f.fields[i].value));
            buf_reset(&b);
            form_put(&b, "v", f.fields[i].value);
            assert(form_parse(&again, &a, buf_view(&b)));
            assert(str_eq(form_get(&again, "v"), f.fields[i].value));
        }
    }
    buf_clear(&b);
    arena_clear(&a);
    return 0;
}
