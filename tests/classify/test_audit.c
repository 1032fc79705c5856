/* SPDX-License-Identifier: MIT
 * The audit of rules: how often right, against chance, the worst first. */
#include "tests/classify/words.h"

static const char RULES[] = "rules:\n"
                            "- id: ru.broken.x\n"
                            "  signal: broken\n"
                            "  lemma: сломаться\n"
                            "  match: [Сломался]\n"
                            "  nomatch: [Цел]\n"
                            "- id: ru.praise.x\n"
                            "  signal: praise\n"
                            "  lemma: вежливый\n"
                            "  negated: offended\n"
                            "  match: [Вежливый]\n"
                            "  nomatch: [Не вежливый]\n"
                            "- id: ru.staff.x\n"
                            "  signal: staff\n"
                            "  lemma: кассир\n"
                            "  match: [Кассир]\n"
                            "  nomatch: [Цел]\n"
                            "negators: {не: 2}\n";

static const char TABLE[] =
    "set,type,alt,second,facts,text\n"
    "a,broken,,,0,Сломался и опять сломался\n" /* once a text */
    "a,rant,broken,,0,Сломался тут\n"          /* alt is right */
    "b,rant,,broken,0,Сломался там\n"          /* so is second */
    "b,praise,,,0,Не сломался\n"               /* negated: no match */
    "a,broken,,,0,Вежливый кассир\n"
    "b,broken,,,0,Вежливый\n"
    "b,offended,,,0,Не вежливый\n";

static struct classifier *open_rules(void)
{
    struct err e = {0};
    const char *dir = words_folder(RULES, DECIDE);
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = dir}, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    words_remove(dir);
    return c;
}

TEST(the_worst_stand_first)
{
    struct err e = {0};
    struct buf out;
    struct classifier *c = open_rules();
    struct eval_setup setup = {.csv = STR(TABLE)};
    buf_init(&out, CEILING_PAGE_OUT);
    ck_ok(classify_audit(c, &setup, &out, &e), e);
    const char *praise = strstr(out.p, "ru.praise.x  a 0/1  b 0/1\n");
    const char *negated = strstr(out.p, "ru.praise.x (negated: offended)  b");
    const char *broken = strstr(out.p, "ru.broken.x  a 2/2  b 1/1\n");
    ck_assert_msg(praise && negated && broken, "%s", out.p);
    ck_assert(praise < negated && praise < broken);
    ck_assert_ptr_nonnull(strstr(out.p, "7 texts; 3 rules"));
    ck_assert_ptr_null(strstr(out.p, "ru.staff.x")); /* claims nothing */
    ck_assert_ptr_nonnull(strstr(out.p, "    3   1.00    0.71    1.4  ru.br"));
    classify_close(c);
    buf_clear(&out);
}
END

TEST(as_json)
{
    struct err e = {0};
    struct buf out;
    struct classifier *c = open_rules();
    struct eval_setup setup = {.csv = STR(TABLE), .json = true};
    buf_init(&out, CEILING_PAGE_OUT);
    ck_ok(classify_audit(c, &setup, &out, &e), e);
    ck_assert_ptr_nonnull(
        strstr(out.p, "{\"rule\":\"ru.praise.x\",\"signal\":\"praise\","
                      "\"texts\":2,\"right\":0,"));
    ck_assert_ptr_nonnull(
        strstr(out.p, "\"sources\":{\"a\":{\"texts\":2,\"right\":2},"));
    classify_close(c);
    buf_clear(&out);
}
END

TEST(only_the_half_that_is_read)
{
    struct err e = {0};
    struct buf both, read;
    struct classifier *c = open_rules();
    struct eval_setup setup = {.csv = STR(TABLE)};
    buf_init(&both, CEILING_PAGE_OUT);
    buf_init(&read, CEILING_PAGE_OUT);
    ck_ok(classify_audit(c, &setup, &both, &e), e);
    setup.half = HALF_READ;
    ck_ok(classify_audit(c, &setup, &read, &e), e);
    ck_assert_ptr_nonnull(strstr(both.p, "7 texts;"));
    ck_assert_ptr_null(strstr(read.p, "7 texts;"));
    classify_close(c);
    buf_clear(&both);
    buf_clear(&read);
}
END

TEST(wrong_tables)
{
    static const struct {
        const char *csv, *why;
    } wrong[] = {{"", "the table is empty"},
                 {"id,text\n1,a\n", "needs the columns 'type' and 'text'"},
                 {"type,text\nbrokn,a\n", "line 2: unknown type 'brokn'"},
                 {"type,text\n", "the table has no texts"}};
    struct classifier *c = open_rules();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err e = {0};
        struct buf out;
        struct eval_setup setup = {.csv = str_of(wrong[i].csv)};
        buf_init(&out, CEILING_PAGE_OUT);
        ck_assert(!classify_audit(c, &setup, &out, &e));
        ck_assert_msg(strstr(e.msg, wrong[i].why), "%s", e.msg);
        buf_clear(&out);
    }
    classify_close(c);
}
END

TEST_MAIN("audit", the_worst_stand_first, as_json, only_the_half_that_is_read,
          wrong_tables)
