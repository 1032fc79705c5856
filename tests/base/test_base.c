/* SPDX-License-Identifier: MIT
 * base: strings, buffers, maps, arenas, JSON, HTML and CSV. */
#include "base/base.h"

#include <math.h>
#include <string.h>

#include "tests/test.h"

static const char NAUGHTS[] =
    "0000000000000000000000000000000000000000000000000000000000000000000000";

TEST(arena_survives_large_and_many)
{
    struct arena a = {0};
    char *first = arena_alloc(&a, 10);
    memcpy(first, "123456789", 10);
    for (int i = 0; i < 1000; i++)
        memset(arena_alloc(&a, 1000), i, 1000);
    memset(arena_alloc(&a, 9000000), 7, 9000000);
    ck_assert_str_eq(first, "123456789");
    arena_reset(&a);
    ck_assert_int_eq(*(char *)arena_alloc(&a, 1), 0);
    arena_clear(&a);
}
END

TEST(arena_takes_back_the_newest)
{
    struct arena a = {0};
    char *old = arena_alloc(&a, 100), *kept = arena_alloc(&a, 1000);
    memcpy(old, "old", 4);
    memcpy(kept, "kept", 5);
    arena_shrink(&a, old, 100, 0); /* not the newest: stays */
    arena_shrink(&a, kept, 1000, 5);
    char *next = arena_alloc(&a, 1);
    ck_assert(next > kept && next < kept + 100);
    ck_assert_str_eq(old, "old");
    ck_assert_str_eq(kept, "kept");
    arena_clear(&a);
}
END

TEST(buf_keeps_its_ceiling)
{
    struct buf b;
    buf_init(&b, 10);
    ck_assert(buf_z(&b, "12345678"));
    ck_assert(!buf_z(&b, "901") && b.over && b.n == 8);
    ck_assert(buf_z(&b, "90"));
    ck_assert_str(buf_view(&b), "1234567890");
    buf_clear(&b);
}
END

TEST(map_holds_many)
{
    struct arena a = {0};
    struct map m;
    map_init(&m);
    for (intptr_t i = 1; i <= 5000; i++)
        map_put(&m, str_printf(&a, "key%ld", (long)i), (void *)i);
    ck_assert_uint_eq(m.n, 5000);
    ck_assert_int_eq((intptr_t)map_get(&m, STR("key4321")), 4321);
    ck_assert_ptr_null(map_get(&m, STR("key5001")));
    map_clear(&m);
    arena_clear(&a);
}
END

TEST(numbers_are_read_whole)
{
    int64_t i;
    double d;
    ck_assert(str_int(STR("-42"), &i) && i == -42);
    ck_assert(!str_int(STR("42x"), &i) && !str_int(STR(""), &i));
    ck_assert(!str_int(STR("99999999999999999999"), &i));
    ck_assert(str_num(STR("-1.5e3"), &d) && d == -1500);
    ck_assert(!str_num(STR("0x10"), &d) && !str_num(STR("inf"), &d));
    static const char *const NUMBERS[] = {"0",
                                          "-0",
                                          "+0.21",
                                          "-0.14",
                                          "5.",
                                          ".5",
                                          "123456789012345",
                                          "1234567890123456",
                                          "0.1",
                                          "2.675",
                                          "9007199254740993",
                                          "0.000000000000001",
                                          "1e-3",
                                          "00012.50",
                                          "99999999.9999999",
                                          "-3.14159265358979"};
    for (size_t k = 0; k < sizeof NUMBERS / sizeof *NUMBERS; k++) {
        ck_assert(str_num(str_of(NUMBERS[k]), &d));
        ck_assert_msg(d == strtod(NUMBERS[k], NULL), "%s", NUMBERS[k]);
    }
    ck_assert(!str_num(STR("1.2.3"), &d) && !str_num(STR("-"), &d));
    ck_assert(!str_num(STR("+-1"), &d) && !str_num(STR("1 "), &d));
}
END

TEST(utf8_bad_bytes_are_seen)
{
    static const char *const bad[] = {"\xc0\x80", "\xed\xa0\x80", "\xff",
                                      "\xf5\x80\x80\x80", "\xe2\x82"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert(!str_utf8_valid(str_of(bad[i])));
    ck_assert(str_utf8_valid(STR("Молва — 😀")));
}
END

TEST(json_is_well_formed)
{
    struct buf b;
    struct json j;
    buf_init(&b, 1000);
    json_init(&j, &b);
    json_map(&j);
    json_key(&j, "a\"b"), json_list(&j);
    json_int(&j, -1), json_num(&j, 0.5), json_flag(&j, true), json_null(&j);
    json_end(&j);
    json_key(&j, "s"), json_str(&j, STR("</script>\n\xffя\x01"));
    json_key(&j, "r"), json_raw(&j, STR("{\"x\":1}"));
    json_end(&j);
    ck_assert_str(buf_view(&b),
                  "{\"a\\\"b\":[-1,0.5,true,null],\"s\":\"\\u003c/script>\\n"
                  "\xef\xbf\xbdя\\u0001\",\"r\":{\"x\":1}}");
    buf_clear(&b);
}
END

/* Python's splitlines and others end a line at each of these. */
TEST(json_stays_one_line)
{
    struct buf b;
    struct json j;
    buf_init(&b, 1000);
    json_init(&j, &b);
    json_list(&j);
    json_str(&j, STR("а\xc2\x85б\xe2\x80\xa8в\xe2\x80\xa9"));
    json_str(&j, STR("\xc2\x85\xff\xe2\x80\xa8\xe2\x80"));
    json_str(&j, STR("\xc2\x84\xc3\x85\xe2\x80\xa7\xe2\x80\xaa\v\f\x1c"));
    json_end(&j);
    ck_assert_str(buf_view(&b),
                  "[\"а\\u0085б\\u2028в\\u2029\","
                  "\"\\u0085\xef\xbf\xbd\\u2028\xef\xbf\xbd\xef\xbf\xbd\","
                  "\"\xc2\x84\xc3\x85\xe2\x80\xa7\xe2\x80\xaa"
                  "\\u000b\\u000c\\u001c\"]");
    buf_clear(&b);
}
END

static const struct {
    double v;
    const char *json;
} NUMBERS[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-1.5, "-1.5"},
    {0.1, "0.1"},
    {-0.0001, "-0.0001"},
    {12.05, "12.05"},
    {100.0004, "100.0004"},
    {0.123456, "0.123456"},
    {99999, "99999"},
    {-100000, "-100000"},
    {1e15, "1e+15"},
    {NAN, "null"},
    {INFINITY, "null"},
    {0.30000000000000004, "0.3"},
};

TEST(json_numbers)
{
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        struct buf b;
        struct json j;
        buf_init(&b, 100);
        json_init(&j, &b);
        json_num(&j, NUMBERS[i].v);
        ck_assert_str(buf_view(&b), NUMBERS[i].json);
        buf_reset(&b);
        json_int(&j, (int64_t)(isfinite(NUMBERS[i].v) ? NUMBERS[i].v : 7));
        ck_assert_int_eq(strtoll(b.p, NULL, 10),
                         (int64_t)(isfinite(NUMBERS[i].v) ? NUMBERS[i].v : 7));
        buf_clear(&b);
    }
}
END

/* Strings of every length with a sign at every place that is written in its
 * own way: the writer looks at eight bytes at once. */
TEST(json_strings_of_every_length)
{
    static const struct {
        const char *sign, *as; /* as JSON writes it */
    } odd[] = {{"x", "x"},          {"\"", "\\\""},
               {"\\", "\\\\"},      {"<", "\\u003c"},
               {"\n", "\\n"},       {"\x1f", "\\u001f"},
               {"\x7f", "\\u007f"}, {"\xff", "\xef\xbf\xbd"}};
    for (int n = 1; n <= 70; n++)
        for (int at = 0; at < n; at++)
            for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
                char in[200], out[200], key[300];
                struct buf b;
                struct json j;
                buf_init(&b, 400);
                snprintf(in, sizeof in, "%.*s%s%.*s", at, NAUGHTS, odd[i].sign,
                         n - at - 1, NAUGHTS);
                snprintf(out, sizeof out, "\"%.*s%s%.*s\"", at, NAUGHTS,
                         odd[i].as, n - at - 1, NAUGHTS);
                snprintf(key, sizeof key, "{%s:", out);
                json_init(&j, &b);
                json_str(&j, str_of(in));
                ck_assert_str(buf_view(&b), out);
                buf_reset(&b);
                json_map(&j), json_key(&j, in);
                ck_assert_str(buf_view(&b), key);
                buf_clear(&b);
            }
}
END

/* Digits by hand are printf's, also beside the middle between two of them. */
TEST(json_shares_as_printf_writes_them)
{
    struct buf b;
    char want[40];
    buf_init(&b, 100);
    for (int i = 0; i < 200000; i++) {
        double v = (double)(i * 7919LL % 1000000) / 1e6;
        v += i % 4 ? (double)(i % 997) / 997e6 : 0.5e-6;
        struct json j;
        buf_reset(&b);
        json_init(&j, &b);
        json_num(&j, v);
        snprintf(want, sizeof want, "%.6g", v);
        ck_assert_str(buf_view(&b), want);
    }
    buf_clear(&b);
}
END

/* Of any size, also where printf turns to exponents. */
TEST(json_numbers_as_printf_writes_them)
{
    struct buf b;
    char want[40];
    uint64_t state = 1;
    buf_init(&b, 100);
    for (int i = 0; i < 200000; i++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        double v = ldexp((double)(int64_t)state, -63 + i % 40 - 16);
        struct json j;
        buf_reset(&b);
        json_init(&j, &b);
        json_num(&j, v);
        snprintf(want, sizeof want, "%.6g", v);
        if (fabs(v) < 1e5 && fabs(v * 1e4 - rint(v * 1e4)) <= 1e-6)
            continue; /* four decimals are written whole */
        ck_assert_str(buf_view(&b), want);
    }
    buf_clear(&b);
}
END

TEST(json_keeps_the_ceiling)
{
    struct buf b;
    struct json j;
    buf_init(&b, 12);
    json_init(&j, &b);
    json_list(&j);
    json_str(&j, STR("abcde")), json_int(&j, 123);
    ck_assert_str(buf_view(&b), "[\"abcde\",123");
    ck_assert(!b.over);
    json_end(&j);
    ck_assert(b.over && b.n == 12);
    buf_clear(&b);
}
END

TEST(buf_printf_grows_and_stops)
{
    struct buf b;
    buf_init(&b, 400);
    for (int i = 0; i < 100; i++)
        ck_assert(buf_printf(&b, "%03d,", i));
    ck_assert_uint_eq(b.n, 400);
    ck_assert(!buf_printf(&b, "%d", 1) && b.over && b.n == 400);
    ck_assert_str(str_from(buf_view(&b), 392), "098,099,");
    buf_clear(&b);
}
END

TEST(html_escapes)
{
    struct buf b;
    struct str s = STR("<b>&\"'\x01\xe2\x80\xaeя");
    buf_init(&b, 1000);
    html_text(&b, s);
    ck_assert_str(buf_view(&b), "&lt;b&gt;&amp;&quot;&#39;я");
    buf_reset(&b);
    html_href(&b, STR("JavaScript:alert(1)"));
    html_href(&b, STR("https://x/?a&b"));
    ck_assert_str(buf_view(&b), "#https://x/?a&amp;b");
    buf_reset(&b);
    html_printf(&b, "<i>%s %d %ld %%</i>", "<", 5, 6L);
    ck_assert_str(buf_view(&b), "<i>&lt; 5 6 %</i>");
    buf_clear(&b);
}
END

TEST(csv_reads_what_people_save)
{
    struct arena a = {0};
    struct csv c;
    struct csv_record r;
    csv_init(&c,
             STR("\xef\xbb\xbfid;Text\r\n1;\"a \"\"b\"\"\n;c\"\r\n\r\n2;\n"));
    ck_assert(csv_next(&c, &a, &r) && r.n == 2);
    ck_assert_int_eq(csv_column(&r, "id"), 0);
    ck_assert_int_eq(csv_column(&r, "text"), 1);
    ck_assert(csv_next(&c, &a, &r) && c.line == 2);
    ck_assert_str(r.fields[1], "a \"b\"\n;c");
    ck_assert(csv_next(&c, &a, &r) && c.line == 5 && r.n == 2);
    ck_assert_str(r.fields[1], "");
    ck_assert(!csv_next(&c, &a, &r));
    csv_init(&c, STR("a,\"never closed"));
    ck_assert(csv_next(&c, &a, &r));
    ck_assert_str(r.fields[1], "never closed");
    arena_clear(&a);
}
END

TEST(words_are_replaced)
{
    static const struct {
        const char *in, *old, *with, *out;
    } rows[] = {{"", "a", "b", ""},
                {"none here", "x", "y", "none here"},
                {"a,b,c", ",", ", ", "a, b, c"},
                {"{due}", "{due}", "5 мая", "5 мая"},
                {"до {due} и {due}.", "{due}", "", "до  и ."},
                {"aaa", "aa", "a", "aa"}};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str(str_replaced(&a, str_of(rows[i].in), str_of(rows[i].old),
                                   str_of(rows[i].with)),
                      rows[i].out);
    arena_clear(&a);
}
END

TEST_MAIN("base", words_are_replaced, arena_survives_large_and_many,
          arena_takes_back_the_newest, buf_keeps_its_ceiling, map_holds_many,
          numbers_are_read_whole, utf8_bad_bytes_are_seen, json_is_well_formed,
          json_stays_one_line, json_numbers, json_strings_of_every_length,
          json_shares_as_printf_writes_them, json_numbers_as_printf_writes_them,
          json_keeps_the_ceiling, buf_printf_grows_and_stops, html_escapes,
          csv_reads_what_people_save)
