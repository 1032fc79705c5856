/* SPDX-License-Identifier: MIT
 * date: the forms of tests/base/dates.tsv, what is a date and what is none. */
#include "base/date.h"

#include "base/mem.h"
#include "tests/test.h"

enum { NOW = 1795780800 }; /* Friday, 2026-11-27 12:00 UTC */

/* The date as far as it is good to. */
static void shown(struct buf *out, const struct date *d, size_t letters)
{
    struct buf whole;
    buf_init(&whole, 64);
    date_rfc3339(&whole, d->at, NULL);
    size_t n = d->precision >= 30 * 86400 ? 7
               : d->precision >= 86400    ? 10
               : d->precision >= 60       ? 16
                                          : 19;
    struct str text = str_part(buf_view(&whole), 0, letters ? letters : n);
    for (size_t i = 0; i < text.n; i++)
        buf_char(out, text.p[i] == 'T' ? ' ' : text.p[i]);
    buf_clear(&whole);
}

static bool right(struct str text, struct str want, struct buf *got)
{
    struct date_context c = {.now = NOW};
    struct date d = {0};
    buf_reset(got);
    bool loose = str_starts(want, STR("~"));
    if (loose)
        want = str_from(want, 1);
    if (!date_parse(text, &c, &d))
        buf_str(got, STR("-"));
    else
        shown(got, &d, loose ? want.n : 0);
    return str_eq(buf_view(got), want);
}

TEST(every_form)
{
    struct buf file, wrong, got;
    struct err e = {0};
    struct str line, rest;
    size_t forms = 0, failed = 0;
    buf_init(&file, 1 << 20);
    buf_init(&wrong, 4000); /* as much as a message can hold */
    buf_init(&got, 64);
    if (!buf_read_file(&file, "tests/base/dates.tsv", &e))
        ck_abort_msg("%s", e.msg);
    for (rest = buf_view(&file); str_split(&rest, '\n', &line);) {
        struct str want = line, text;
        if (!line.n || str_starts(line, STR("# ")))
            continue;
        str_split(&want, '\t', &text);
        forms++;
        if (right(text, want, &got))
            continue;
        failed++;
        buf_printf(&wrong, "\n" STR_FMT " gives " STR_FMT ", not " STR_FMT,
                   STR_ARG(text), STR_ARG(buf_view(&got)), STR_ARG(want));
    }
    ck_assert_msg(forms > 400, "%zu forms", forms);
    if (failed)
        ck_abort_msg("%zu of %zu:" STR_FMT, failed, forms,
                     STR_ARG(buf_view(&wrong)));
    buf_clear(&file);
    buf_clear(&wrong);
    buf_clear(&got);
}
END

TEST_MAIN("date_table", every_form)
