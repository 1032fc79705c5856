/* SPDX-License-Identifier: MIT
 * charset: which encoding wins, and what the bytes become. */
#include "crawler/charset.h"

#include <iconv.h>
#include <string.h>

#include "tests/test.h"

#define PRIVET_1251 "\xcf\xf0\xe8\xe2\xe5\xf2"
#define PRIVET_KOI8 "\xf0\xd2\xc9\xd7\xc5\xd4"

static const struct {
    const char *header, *page, *charset, *utf8; /* utf8 NULL: not looked at */
} CASES[] = {
    {"text/html; charset=windows-1251", PRIVET_1251, "windows-1251", "Привет"},
    {"text/html; Charset = \"CP1251\"", PRIVET_1251, "windows-1251", "Привет"},
    {"text/html;charset=win-1251;x=y", PRIVET_1251, "windows-1251", "Привет"},
    {"", "<meta charset=koi8-r>" PRIVET_KOI8, "koi8-r",
     "<meta charset=koi8-r>Привет"},
    {"",
     "<META HTTP-EQUIV=Content-Type CONTENT='text/html; "
     "charset=windows-1251'>" PRIVET_1251,
     "windows-1251", NULL},
    {"", "<!-- <meta charset=koi8-r> --><meta charset='utf-8'>", "utf-8", NULL},
    {"", "<!-- not closed <meta charset=koi8-r>", "utf-8", NULL},
    {"", "<meta charset=utf-16><p>x", "utf-8", "<meta charset=utf-16><p>x"},
    {"", "<?xml version='1.0' encoding='koi8-r'?><a>" PRIVET_KOI8 "</a>",
     "koi8-r", NULL},
    {"charset=utf-8", "<meta charset=koi8-r>Привет", "utf-8", NULL},
    {"charset=koi8-r", "\xEF\xBB\xBFПривет", "utf-8", "Привет"},
    {"charset=iso-8859-1", "caf\xe9 \x80", "windows-1252", "café €"},
    {"", "Привет", "utf-8", "Привет"},
    {"charset=utf-8",
     "a\xff"
     "b\xd0",
     "utf-8",
     "a\xEF\xBF\xBD"
     "b\xEF\xBF\xBD"},
    {"charset=x-unknown", "plain", "utf-8", "plain"},
    {"charset=gb2312", "\xc4\xe3\xba\xc3", "gbk", "你好"},
    {"charset=Shift_JIS", "\x82\xb1", "cp932", "こ"},
    {"charset=windows-1251",
     "\x98"
     "a",
     "windows-1251",
     "\xEF\xBF\xBD"
     "a"},
};

TEST(charsets)
{
    struct charsets *all = charsets_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct arena a = {0};
        struct str page = str_of(CASES[i].page);
        const char *name = charset_find(page, str_of(CASES[i].header));
        if (strcmp(name, CASES[i].charset) != 0)
            ck_abort_msg("case %zu: %s", i, name);
        struct str utf8 = charset_to_utf8(all, &a, page, name);
        if (CASES[i].utf8)
            ck_assert_str(utf8, CASES[i].utf8);
        ck_assert(str_utf8_valid(utf8));
        arena_clear(&a);
    }
    charsets_free(all);
}
END

    /* The text in another encoding; its length in *n. */
    static void
    encode(const char *text, const char *charset, char *out, size_t *n)
{
    char *from = (char *)text, *to = out;
    size_t left = strlen(text), room = *n;
    iconv_t c = iconv_open(charset, "UTF-8");
    ck_assert_uint_eq(iconv(c, &from, &left, &to, &room), 0);
    iconv_close(c);
    *n -= room;
}

TEST(encodings_told_by_their_letters)
{
    static const char TEXT[] =
        "Вчера весь день не работал интернет, поддержка молчит, деньги никто "
        "не возвращает.";
    static const char *const NAMES[] = {"windows-1251", "koi8-r"};
    struct charsets *all = charsets_new();
    for (size_t i = 0; i < 2; i++) {
        struct arena a = {0};
        char bytes[512];
        size_t n = sizeof bytes;
        encode(TEXT, NAMES[i], bytes, &n);
        const char *found =
            charset_find((struct str){bytes, n}, (struct str){0});
        ck_assert_str_eq(found, NAMES[i]);
        struct str utf8 =
            charset_to_utf8(all, &a, (struct str){bytes, n}, found);
        ck_assert_str(utf8, TEXT);
        arena_clear(&a);
    }
    charsets_free(all);
}
END

TEST(utf16_by_its_mark)
{
    struct charsets *all = charsets_new();
    struct arena a = {0};
    struct str page = {"\xff\xfe\x1f\x04\x21\x00", 6};
    const char *name = charset_find(page, (struct str){0});
    ck_assert_str_eq(name, "utf-16le");
    ck_assert_str(charset_to_utf8(all, &a, page, name), "П!");
    arena_clear(&a);
    charsets_free(all);
}
END

TEST(every_encoding_can_be_read)
{
    struct charsets *all = charsets_new();
    ck_assert_int_ge(charsets_count(all), 36);
    charsets_free(all);
    ck_assert_ptr_null(charset_by_label(STR("no-such")));
    ck_assert_str_eq(charset_by_label(STR(" ANSI_X3.4-1968 ")), "windows-1252");
}
END

    TEST_MAIN("charset", charsets, encodings_told_by_their_letters,
              utf16_by_its_mark, every_encoding_can_be_read)
