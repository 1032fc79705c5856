/* SPDX-License-Identifier: MIT
 * matrix: what a text is about, by facts.yaml, in the texts of matters.tsv. */
#include "matrix/facts.h"
#include "matrix/internal.h"
#include "tests/matrix/matrix_help.h"

static struct str matter_of(const struct matrix *m, struct arena *a,
                            struct str lang, struct str type, struct str text)
{
    struct facts_told told;
    int i = str_eqz(lang, "ru") ? 0 : 1; /* as in internal.h */
    facts_find(&m->facts[i], a, text, type_by_name(type), &told);
    return told.matter ? told.matter->id : STR("-");
}

/* Words of one trade in texts of another are not what a text is about. */
TEST(a_matter_is_of_its_trade)
{
    struct matrix *m = help_open("rules/matrix/fas.yaml");
    struct arena a = {0};
    struct buf file, wrong;
    struct err e = {0};
    struct str line, rest;
    int n = 0;
    buf_init(&file, 1 << 20);
    buf_init(&wrong, 4000); /* as much as a message can hold */
    ck_ok(buf_read_file(&file, "tests/matrix/matters.tsv", &e), e);
    for (rest = buf_view(&file); str_split(&rest, '\n', &line);) {
        struct str lang, type, want;
        if (!line.n || line.p[0] == '#')
            continue;
        str_split(&line, '\t', &lang);
        str_split(&line, '\t', &type);
        str_split(&line, '\t', &want);
        struct str got = matter_of(m, &a, lang, type, line);
        if (!str_eq(got, want))
            buf_printf(&wrong, "\n" STR_FMT ", not " STR_FMT ": " STR_FMT,
                       STR_ARG(got), STR_ARG(want), STR_ARG(line));
        n++;
    }
    ck_assert_int_gt(n, 80);
    ck_assert_msg(!wrong.n, STR_FMT, STR_ARG(buf_view(&wrong)));
    buf_clear(&wrong);
    buf_clear(&file);
    arena_clear(&a);
    matrix_close(m);
}
END

/* A trade that is not there is told where it is named. */
TEST(a_matter_of_no_trade_is_refused)
{
    struct facts_book b = {0};
    struct arena a = {0};
    struct err e = {0};
    char path[160];
    snprintf(path, sizeof path, "%s.yaml", help_temp("facts"));
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs("facts: [{fact: sum, match: ['\\d']}]\n"
          "trades: [{id: air, match: ['plane']}]\n"
          "matters:\n"
          "  - {id: seat, trade: fair, types: [broken], match: ['seat'], "
          "about: 'it'}\n"
          "ask: ['x']\nand: ' and '\n",
          f);
    fclose(f);
    ck_assert(!facts_load(&b, &a, path, &e));
    ck_assert_msg(strstr(e.msg, ":4:") && strstr(e.msg, "no such trade: fair"),
                  "%s", e.msg);
    facts_clear(&b);
    unlink(path);
    arena_clear(&a);
}
END

TEST_MAIN("matters", a_matter_is_of_its_trade, a_matter_of_no_trade_is_refused)
