/* SPDX-License-Identifier: MIT
 * Red flags on invented texts: what has to raise them, and what only sounds as
 * if it did. No flag may be missed or raised for nothing here, whatever rules
 * do elsewhere. */
#include "base/csv.h"
#include "tests/classify/words.h"

/* "death court" as a set. */
static unsigned set_of(struct str names)
{
    struct str one;
    unsigned set = 0;
    while (names.n && str_split(&names, ' ', &one)) {
        int red = term_find(TERMS_RED, one);
        ck_assert_msg(red >= 0, "no flag '" STR_FMT "'", STR_ARG(one));
        set |= 1u << red;
    }
    return set;
}

/* Every flag has its evidence, bytes of the text. */
static void has_evidence(const struct verdict *v, struct str text)
{
    for (int i = 0; i < RED_COUNT; i++) {
        bool found = !(v->flags >> i & 1);
        for (size_t k = 0; k < v->n; k++)
            found |= str_starts(v->evidence[k].signal, STR("flag.")) &&
                     str_eqz(str_from(v->evidence[k].signal, 5),
                             red_name((enum red)i)) &&
                     v->evidence[k].end > v->evidence[k].start &&
                     v->evidence[k].end <= text.n;
        ck_assert_msg(found, "%s without evidence: " STR_FMT,
                      red_name((enum red)i), STR_ARG(text));
    }
}

TEST(flags_are_raised_by_what_is_meant)
{
    struct err e = {0};
    struct arena a = {0};
    struct csv csv;
    struct csv_record row;
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = "rules/words"}, &e);
    ck_assert_msg(c, "%s", e.msg);
    struct buf file;
    buf_init(&file, 1 << 20);
    ck_ok(buf_read_file(&file, "tests/classify/flags.csv", &e), e);
    csv_init(&csv, buf_view(&file));
    csv_next(&csv, &a, &row); /* names */
    int n = 0, wrong = 0;
    while (csv_next(&csv, &a, &row)) {
        struct verdict v;
        struct str text = csv_field(&row, 0);
        struct classify_input in = {.text = text, .rating = -1};
        classify_text(c, &a, &in, &v);
        struct str got = classify_flags_json(&a, v.flags);
        if (v.flags != set_of(csv_field(&row, 1))) {
            fprintf(stderr, STR_FMT ": " STR_FMT "\n", STR_ARG(got),
                    STR_ARG(text));
            wrong++;
        }
        ck_assert_uint_eq(classify_flags(got), v.flags);
        has_evidence(&v, text);
        n++;
    }
    ck_assert_int_eq(wrong, 0);
    ck_assert_int_gt(n, 90);
    buf_clear(&file);
    classify_close(c);
    arena_clear(&a);
}
END

TEST_MAIN("flags", flags_are_raised_by_what_is_meant)
