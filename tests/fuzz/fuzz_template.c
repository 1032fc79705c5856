/* SPDX-License-Identifier: MIT
 * Fuzzes reply templates and the cleaning of foreign values: the first line
 * is the author, the second the address, the rest the template. */
#include <stdint.h>
#include <stdlib.h>

#include "matrix/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void check_clean(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        must(s.p[i] != '{' && s.p[i] != '}' && s.p[i] != '<' && s.p[i] != '\n');
    must(str_utf8_valid(s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size}, author = {0}, url = {0};
    struct arena a = {0};
    struct template t;
    struct template_fault fault;
    struct err e = {0};
    struct buf out;
    str_split(&rest, '\n', &author);
    str_split(&rest, '\n', &url);
    struct str v[FIELD_COUNT] = {[FIELD_AUTHOR] =
                                     template_clean(&a, author, 60),
                                 [FIELD_URL] = template_clean_url(url),
                                 [FIELD_CONTACT] = STR("us@example")};
    check_clean(v[FIELD_AUTHOR]);
    check_clean(v[FIELD_URL]);
    buf_init(&out, 1 << 16);
    if (!template_parse(&t, &a, rest, &fault))
        must(fault.at <= rest.n && fault.msg[0]);
    else if (template_fill(&t, v, &out, &e))
        for (size_t i = 0; i < out.n; i++)
            must(out.p[i] != '{' && out.p[i] != '}');
    buf_clear(&out);
    arena_clear(&a);
    return 0;
}
