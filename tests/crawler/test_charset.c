/* SPDX-License-Identifier: MIT
 * charset: labels, what a page says of itself and where, what its bytes say;
 * after the Encoding Standard and the suites of html5lib, w3lib and
 * feedparser, in our own pages. */
#include "crawler/markup/charset.h"

#include <iconv.h>
#include <string.h>

#include "base/base.h"
#include "crawler/markup/charset_label.h"
#include "tests/test.h"

TEST(labels)
{
    static const char *const rows[][2] = {
        {"utf8", "utf-8"},
        {"UTF-8", "utf-8"},
        {" utf-8 ", "utf-8"},
        {"unicode-1-1-utf-8", "utf-8"},
        {"unicode20utf8", "utf-8"},
        {"latin1", "windows-1252"},
        {"ISO-8859-1", "windows-1252"},
        {"iso_8859-1:1987", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"x-user-defined", "windows-1252"},
        {"cp1251", "windows-1251"},
        {"Windows-1251", "windows-1251"},
        {"win-1251", "windows-1251"},
        {"koi8", "koi8-r"},
        {"KOI8_R", "koi8-r"},
        {"koi8-ru", "koi8-u"},
        {"866", "ibm866"},
        {"cyrillic", "iso-8859-5"},
        {"iso_8859-5:1988", "iso-8859-5"},
        {"x-mac-ukrainian", "mac-cyrillic"},
        {"csisolatin2", "iso-8859-2"},
        {"l3", "iso-8859-3"},
        {"iso-ir-110", "iso-8859-4"},
        {"ecma-114", "iso-8859-6"},
        {"sun_eu_greek", "iso-8859-7"},
        {"visual", "iso-8859-8"},
        {"l6", "iso-8859-10"},
        {"iso885915", "iso-8859-15"},
        {"iso-8859-9", "windows-1254"},
        {"latin5", "windows-1254"},
        {"tis-620", "cp874"},
        {"gb2312", "gbk"},
        {"gb_2312", "gbk"},
        {"big5", "big5-hkscs"},
        {"x-sjis", "cp932"},
        {"ks_c_5601-1989", "uhc"},
        {"unicode", "utf-16le"},
        {"unicodefffe", "utf-16be"},
        {"utf-7", NULL},
        {"nonsense", NULL},
        {"", NULL},
        {"utf-8 x", NULL},
        {"windows", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *got = charset_by_label(str_of(rows[i][0]));
        bool same = got && rows[i][1] ? strcmp(got, rows[i][1]) == 0
                                      : !got && !rows[i][1];
        if (!same)
            ck_abort_msg("'%s' is %s, not %s", rows[i][0], got ? got : "none",
                         rows[i][1] ? rows[i][1] : "none");
    }
}
END

struct row {
    const char *page, *header, *want;
};

static void run(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *got =
            charset_find(str_of(rows[i].page), str_of(rows[i].header));
        if (strcmp(got, rows[i].want) != 0)
            ck_abort_msg("row %zu: '%s' with '%s' is %s, not %s", i,
                         rows[i].page, rows[i].header, got, rows[i].want);
    }
}
#define RUN(rows) run(rows, sizeof rows / sizeof *rows)

/* A page in which only the declaration tells: bytes that every encoding here
 * can read. */
#define HIGH       "<p>\xe1\xe2\xe3 \xe4\xe5\xe6</p>"
#define HTML(head) "<!doctype html><html><head>" head "</head>" HIGH

static const struct row DECLARED[] = {
    {HTML(""), "text/html; charset=koi8-r", "koi8-r"},
    {HTML(""), "text/html;Charset=\"KOI8-R\"", "koi8-r"},
    {HTML(""), "text/html; charset=koi8-r; x=y", "koi8-r"},
    {HTML("<meta charset=koi8-r>"), "text/html; charset=iso-8859-5",
     "iso-8859-5"},
    {HTML("<meta charset=koi8-r>"), "text/html; charset=nonsense", "koi8-r"},
    {HTML("<meta charset=koi8-r>"), "text/html", "koi8-r"},
    {HTML("<meta charset='koi8-r'/>"), "", "koi8-r"},
    {HTML("<META CharSet =\n\"KOI8-R\" >"), "", "koi8-r"},
    {HTML("<meta/charset=koi8-r>"), "", "koi8-r"},
    {HTML("<meta http-equiv=Content-Type content='text/html;charset="
          "koi8-r'>"),
     "", "koi8-r"},
    {HTML("<meta content='text/html; charset = koi8-r ; x' http-equiv="
          "'content-type'>"),
     "", "koi8-r"},
    {HTML("<meta http-equiv=\"Content-Type\" content\t=\n\"text/html\" "
          "charset\t=\"koi8-r\">"),
     "", "koi8-r"},
    {HTML("<meta name=description content='charset=big5'><meta charset="
          "koi8-r>"),
     "", "koi8-r"},
    {HTML("<meta http-equiv=refresh content='0;url=/?charset=big5'><meta "
          "charset=koi8-r>"),
     "", "koi8-r"},
    {HTML("<metadata charset=big5><meta charset=koi8-r>"), "", "koi8-r"},
    {HTML("<!-- <meta charset=big5> --><meta charset=koi8-r>"), "", "koi8-r"},
    {HTML("<!--><meta charset=koi8-r>"), "", "koi8-r"},
    {HTML("<a title='><meta charset=big5>'><meta charset=koi8-r>"), "",
     "koi8-r"},
    {HTML("<a title=\"<meta charset=big5>\"><meta charset=koi8-r>"), "",
     "koi8-r"},
    {HTML("<script>if (a<b) x('</p>')</script><meta charset=koi8-r>"), "",
     "koi8-r"},
    {HTML("<meta charset=nonsense><meta charset=koi8-r>"), "", "koi8-r"},
    {HTML("<meta charset=big5 charset=koi8-r>"), "", "big5-hkscs"},
    {HTML("<meta charset=utf-16><p>Привет, мир</p>"), "", "utf-8"},
    {"<?xml version='1.0' encoding='koi8-r'?><rss>" HIGH "</rss>", "",
     "koi8-r"},
    {"<?xml version='1.0' encoding=\"KOI8-R\" ?><rss><x><![CDATA[<meta "
     "charset=big5>]]></x>" HIGH "</rss>",
     "", "koi8-r"},
    {"<?xml version='1.0' encoding='big5'?><html><head><meta charset=koi8-r"
     "></head>" HIGH,
     "", "koi8-r"},
    {"<?xml version='1.0' encoding='koi8-r'?><html><head></head>" HIGH, "",
     "koi8-r"},
    {"\xEF\xBB\xBF<html><meta charset=koi8-r>", "text/html; charset=koi8-r",
     "utf-8"},
    {"\xFE\xFF\1\1", "text/html; charset=utf-8", "utf-16be"},
    {"\xFF\xFE\1\1", "", "utf-16le"},
    {"<?xml version='1.0' encoding='ibm850'?><rss>" HIGH "</rss>", "", "cp850"},
    {"<?xml version='1.0' encoding='CSIBM855'?><rss>" HIGH "</rss>", "",
     "cp855"},
    {HTML("<meta charset=x-mac-ce>"), "", "mac-centraleurope"},
    {"<rss>\x1B$B@\\B3$,\x1B(B</rss>", "", "iso-2022-jp"},
    {"plain words", "", "utf-8"},
    {"", "", "utf-8"},
};

TEST(declared)
{
    RUN(DECLARED);
    ck_assert_str_eq(charset_find(STR("\xFF\xFE\0\0a\0\0\0"), STR("")),
                     "utf-32le");
    ck_assert_str_eq(charset_find(STR("\0\0\xFE\xFF\0\0\0a"), STR("")),
                     "utf-32be");
    ck_assert_str_eq(charset_find(STR("\0<\0?\0x\0m\0l"), STR("")), "utf-16be");
    ck_assert_str_eq(charset_find(STR("<\0?\0x\0m\0l\0"), STR("")), "utf-16le");
}
END

/* "Привет, как дела у вас сегодня" */
#define RU_1251                                                                \
    "\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0 \xf3 "            \
    "\xe2\xe0\xf1 \xf1\xe5\xe3\xee\xe4\xed\xff"
#define RU_KOI8                                                                \
    "\xf0\xd2\xc9\xd7\xc5\xd4, \xcb\xc1\xcb \xc4\xc5\xcc\xc1 \xd5 "            \
    "\xd7\xc1\xd3 \xd3\xc5\xc7\xcf\xc4\xce\xd1"

TEST(what_was_said_is_absurd)
{
    static const struct row rows[] = {
        {"<p>Привет, мир</p>", "text/html; charset=iso-8859-1", "utf-8"},
        {"<p>Привет, мир</p>", "text/html; charset=windows-1251", "utf-8"},
        {"<meta charset=koi8-r><p>Привет, мир</p>", "", "utf-8"},
        {"<meta charset=utf-8><p>" RU_1251 "</p>", "", "windows-1251"},
        {RU_1251, "text/html; charset=utf-8", "windows-1251"},
        {"<p>Привет, мир \xff</p>", "text/html; charset=utf-8", "utf-8"},
        {"<p>caf\xe9</p>", "text/html; charset=utf-8", "utf-8"},
        {"<p>caf\xe9</p>", "text/html; charset=iso-8859-1", "windows-1252"},
        {"<p>\xc2\xa3</p>", "text/html; charset=iso-8859-1", "windows-1252"},
        {RU_1251, "text/html; charset=windows-1251", "windows-1251"},
        {RU_1251, "", "windows-1251"},
        {RU_KOI8, "", "koi8-r"},
        /* "Зв'язок зник на весь тиждень, поверніть гроші" */
        {"\xfa\xd7'\xd1\xda\xcf\xcb "
         "\xda\xce\xc9\xcb "
         "\xce\xc1 "
         "\xd7\xc5\xd3\xd8 "
         "\xd4\xc9\xd6\xc4\xc5\xce\xd8, "
         "\xd0\xcf\xd7\xc5\xd2\xce\xa6\xd4\xd8 "
         "\xc7\xd2\xcf\xdb\xa6",
         "", "koi8-u"},
        {"<p>Привет, мир</p>", "", "utf-8"},
    };
    RUN(rows);
}
END

TEST(converts)
{
    static const struct {
        const char *charset;
        struct str from, want;
    } rows[] = {
        {"windows-1251", STR(RU_1251), STR("Привет, как дела у вас сегодня")},
        {"koi8-r", STR(RU_KOI8), STR("Привет, как дела у вас сегодня")},
        {"ibm866", STR("\x8f\xe0\xa8"), STR("При")},
        {"mac-cyrillic", STR("\x8f\xf0\xe8"), STR("При")},
        {"windows-1252", STR("\x93x\x94 \x80"), STR("“x” €")},
        {"iso-8859-5", STR("\xbf\xe0\xd8"), STR("При")},
        {"gbk", STR("\xa8\x44"), STR("―")},
        {"cp932", STR("\x93\xfa\x96\x7b"), STR("日本")},
        {"euc-jp", STR("\xc6\xfc\xcb\xdc"), STR("日本")},
        {"iso-2022-jp", STR("\x1b$BF|K\\\x1b(B"), STR("日本")},
        {"uhc", STR("\xc7\xd1\xb1\xdb"), STR("한글")},
        {"big5-hkscs", STR("\xa4\xa4\xa4\xe5"), STR("中文")},
        {"utf-16le", STR("\xff\xfeh\0i\0"), STR("hi")},
        {"utf-16be", STR("\xfe\xff\0h\0i"), STR("hi")},
        {"utf-32le", STR("\xff\xfe\0\0h\0\0\0"), STR("h")},
        {"utf-32be", STR("\0\0\xfe\xff\0\0\0h"), STR("h")},
        {"utf-8", STR("\xEF\xBB\xBFhi"), STR("hi")},
        {"utf-8", STR("a\xe3\xab<b>c"), STR("a\xEF\xBF\xBD\xEF\xBF\xBD<b>c")},
        {"utf-8", STR("\xf0<i>"), STR("\xEF\xBF\xBD<i>")},
        {"utf-8", STR("\xc2\xc2\xa3"), STR("\xEF\xBF\xBD£")},
        {"cp850", STR("caf\x82"), STR("café")},
        {"cp932", STR("a\x81"), STR("a\xEF\xBF\xBD")},
    };
    struct charsets *all = charsets_new();
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str got =
            charset_to_utf8(all, &a, rows[i].from, rows[i].charset);
        if (!str_eq(got, rows[i].want))
            ck_abort_msg("row %zu, %s: '" STR_FMT "', not '" STR_FMT "'", i,
                         rows[i].charset, STR_ARG(got), STR_ARG(rows[i].want));
    }
    arena_clear(&a);
    charsets_free(all);
}
END

TEST(every_encoding_has_a_converter)
{
    struct charsets *all = charsets_new();
    ck_assert_int_eq(charsets_count(all), 54);
    charsets_free(all);
}
END

/* What the header says, what <meta> says, and what the bytes are: a page is
 * read as its bytes are, whoever is wrong. Where both say nothing wrong but
 * differ, the bytes decide as well. */
TEST(whatever_is_said)
{
    static const char WORDS[] =
        "Связь пропала в понедельник утром, деньги за месяц не вернули, а на "
        "вопросы никто не отвечает.";
    static const char *const SAID[] = {
        "",       "utf-8",      "iso-8859-1", "windows-1251",
        "koi8-r", "iso-8859-5", "gbk",        "shift_jis",
        "big5",   "euc-kr",     "us-ascii",   "windows-1252"};
    static const char *const BYTES[] = {"utf-8", "windows-1251", "koi8-r",
                                        "ibm866", "iso-8859-5"};
    enum { SAID_N = sizeof SAID / sizeof *SAID };
    for (size_t i = 0; i < SAID_N * SAID_N * 5; i++) {
        const char *header = SAID[i % SAID_N], *bytes = BYTES[i / SAID_N % 5],
                   *meta = SAID[i / SAID_N / 5];
        char page[1024], words[512], type[64];
        char *from = (char *)WORDS, *to = words;
        size_t left = strlen(WORDS), room = sizeof words;
        iconv_t cd = iconv_open(bytes, "utf-8");
        ck_assert_uint_eq(iconv(cd, &from, &left, &to, &room), 0);
        iconv_close(cd);
        *to = 0;
        snprintf(page, sizeof page, "<html><meta charset='%s'><p>%s</p>", meta,
                 words);
        snprintf(type, sizeof type, "text/html; charset=%s", header);
        const char *got = charset_find(str_of(page), str_of(type));
        if (strcmp(got, bytes) != 0)
            ck_abort_msg("header '%s', meta '%s', bytes %s: read as %s", header,
                         meta, bytes, got);
    }
}
END

/* Other scripts under the labels of their own, and under Western ones. */
TEST(other_scripts_stay)
{
    static const struct {
        const char *said, *bytes, *want, *words;
    } rows[] = {
        {"iso-8859-1", "iso-8859-1", "windows-1252",
         "L'été dernier, à côté de la fenêtre, il a été très déçu."},
        {"iso-8859-1", "iso-8859-1", "windows-1252",
         "Über Grüße aus München freut sich jeder, schöne Straße."},
        {"iso-8859-7", "iso-8859-7", "iso-8859-7",
         "Η σύνδεση χάθηκε τη Δευτέρα και κανείς δεν απαντά στις ερωτήσεις."},
        {"iso-8859-1", "iso-8859-7", "iso-8859-7",
         "Η σύνδεση χάθηκε τη Δευτέρα και κανείς δεν απαντά στις ερωτήσεις."},
        {"iso-8859-8", "iso-8859-8", "iso-8859-8",
         "החיבור נעלם ביום שני ואף אחד לא עונה על השאלות שלי"},
        {"windows-1256", "windows-1256", "windows-1256",
         "انقطع الاتصال يوم الاثنين ولا أحد يجيب على الأسئلة"},
        {"iso-8859-2", "iso-8859-2", "iso-8859-2",
         "Połączenie zniknęło w poniedziałek, pieniędzy nie zwrócono."},
        {"gbk", "gbk", "gbk",
         "星期一早上网络断了，这个月的钱没有退，问题也没有人回答。"},
        {"shift_jis", "shift_jis", "cp932",
         "月曜日の朝に回線が切れて、質問には誰も答えませんでした。"},
        {"big5", "big5", "big5-hkscs",
         "星期一早上網路斷了，這個月的錢沒有退，問題也沒有人回答。"},
        {"koi8-r", "koi8-r", "koi8-r", "СВЯЗЬ ПРОПАЛА, ДЕНЬГИ НЕ ВЕРНУЛИ"},
        {"windows-1251", "windows-1251", "windows-1251",
         "Зв'язок зник у понеділок вранці, гроші за місяць не повернули."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char words[512], type[64];
        char *from = (char *)rows[i].words, *to = words;
        size_t left = strlen(from), room = sizeof words - 1;
        iconv_t cd = iconv_open(rows[i].bytes, "utf-8");
        ck_assert_uint_eq(iconv(cd, &from, &left, &to, &room), 0);
        iconv_close(cd);
        *to = 0;
        snprintf(type, sizeof type, "text/html; charset=%s", rows[i].said);
        const char *got = charset_find(str_of(words), str_of(type));
        if (strcmp(got, rows[i].want) != 0)
            ck_abort_msg("%s said to be %s: read as %s", rows[i].words,
                         rows[i].said, got);
    }
}
END

TEST_MAIN("charset", labels, declared, what_was_said_is_absurd,
          whatever_is_said, other_scripts_stay, converts,
          every_encoding_has_a_converter)
