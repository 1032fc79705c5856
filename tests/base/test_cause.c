/* SPDX-License-Identifier: MIT
 * cause: stored causes in Russian, what is not ours untouched. */
#include "base/cause.h"

#include "base/buf.h"
#include "crawler/reading/cut.h"
#include "tests/test.h"

static struct arena a;

static void told(const char *en, const char *ru)
{
    ck_assert_str(cause_in(&a, str_of(en), STR("ru")), ru);
    ck_assert_str(cause_in(&a, str_of(en), STR("en")), en);
}

TEST(a_cause_is_told_in_russian)
{
    told("", "");
    told("the page is empty", "страница пуста");
    told("the site says: slow down", "сайт сообщает: slow down");
    told("https://x.example/?a=1: status 404: not found; check the address in "
         "a browser",
         "https://x.example/?a=1: статус 404: не найдено; проверьте адрес в "
         "браузере");
    told("http://x.example/p: https://x.example/robots.txt forbids this page "
         "to programs like this one",
         "http://x.example/p: https://x.example/robots.txt запрещает эту "
         "страницу таким программам, как эта");
    told("https://x.example:8443/robots.txt cannot be read (status 503); "
         "nothing of this host is fetched until it can, it is asked again "
         "within the hour",
         "https://x.example:8443/robots.txt не читается (статус 503); пока это "
         "так, с этого сервера ничего не берётся, спросим снова в течение "
         "часа");
    told("refused: 10.0.0.1 is a private network; set 'allow_private: true' "
         "on the source if you mean it",
         "отказано: 10.0.0.1: частная сеть; если так и задумано, напишите у "
         "источника 'allow_private: true'");
    told("no connection; the site may be down, it is tried again later (Failed "
         "to connect (x) to x.example)",
         "нет соединения; возможно, сайт не работает, попробуем ещё раз позже "
         "(Failed to connect (x) to x.example)");
    told("this is not JSON: byte 7: it ends in the middle",
         "это не JSON: байт 7: обрывается на середине");
    told("this is not JSON: byte 7: unexpected character",
         "это не JSON: байт 7: unexpected character");
    told("Sentence (no draft: reply 'lost' (ru): no value for {contact})",
         "Sentence (черновика нет: ответ «lost» (ru): нечего поставить в "
         "{contact})");
    told("Sentence; more (no draft: out of luck) (judged by the first 3 and "
         "the last 1 of 9 bytes)",
         "Sentence; more (черновика нет: out of luck) (прочитаны первые 3 и "
         "последние 1 из 9 байт)");
    arena_clear(&a);
}
END

TEST(joined_causes_are_told_one_by_one)
{
    told("3 texts go on behind the ceiling of 500 bytes; their rest was not "
         "read; 2 links are longer than 100 bytes and were not followed",
         "текстов длиннее предела: 3, дальше 500 байт они не прочитаны; не "
         "пройдено слишком длинных ссылок: 2, предел 100 байт");
    told("https://x/: the reader died of this page: it ended by itself; "
         "a reader's socket: Too many open files",
         "https://x/: процесс чтения на этой странице погиб: он завершился "
         "сам; сокет процесса чтения: Too many open files");
    told("nobody knew; the page is empty; nobody knows",
         "nobody knew; страница пуста; nobody knows");
    arena_clear(&a);
}
END

TEST(what_nobody_foresaw_stays)
{
    static const char *const SAME[] = {
        "просит доказать, что мы не робот",
        "; ",
        ";; ; ",
        "https://x.example/: ",
        "https://x.example/",
        "status many: not a page",
        "the page is empty.",
        " the page is empty",
        "a stratum nobody foresaw",
        "%s (%d) %w",
        "x (y)",
        "x is y: z",
    };
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        told(SAME[i], SAME[i]);
    ck_assert_str(cause_in(&a, STR("the page is empty"), STR("")),
                  "the page is empty");
    arena_clear(&a);
}
END

/* What others say is never read as a row or as a hole. */
TEST(holes_go_over_byte_for_byte)
{
    static const struct str HOSTILE[] = {
        {"", 0},
        STR("<script>alert(1)</script>"),
        STR("%s%d%w%n%"),
        STR("the page is empty"),
        STR("not found; check the address in a browser; the page is empty"),
        STR("\xff\xfe\x80\0\n\r\t"),
        STR("x (no draft: the reply is too long)"),
        STR("http://y/robots.txt forbids this page to programs like this one"),
        STR("\xe2\x80\xae; \xe2\x80\xae"),
    };
    for (size_t i = 0; i < sizeof HOSTILE / sizeof *HOSTILE; i++) {
        struct str h = HOSTILE[i];
        struct str got;
        struct buf en, ru;
        buf_init(&en, 1000), buf_init(&ru, 1000);
        buf_z(&en, "http://x/: the site says: "), buf_str(&en, h);
        buf_z(&ru, "http://x/: сайт сообщает: "), buf_str(&ru, h);
        got = cause_in(&a, buf_view(&en), STR("ru"));
        if (!str_eq(got, buf_view(&ru)))
            ck_abort_msg("hole %zu: " STR_FMT, i, STR_ARG(got));
        buf_clear(&en), buf_clear(&ru);
    }
    arena_clear(&a);
}
END

/* A foreign text of nothing but joints and beginnings costs little. */
TEST(a_long_cause_is_told_soon)
{
    static const char *const BITS[] = {
        "; ", ": ", " (", " is ", "status 1: ", "refused: ", "http://x/: "};
    for (size_t i = 0; i < sizeof BITS / sizeof *BITS; i++) {
        struct buf b;
        buf_init(&b, 1 << 20);
        while (b.n < 20000)
            buf_z(&b, BITS[i]);
        struct str got = cause_in(&a, buf_view(&b), STR("ru"));
        ck_assert_uint_ge(got.n, b.n);
        buf_clear(&b);
    }
    arena_clear(&a);
}
END

/* A command keeps its name. */
static bool has_english(struct str s)
{
    static const struct str COMMAND = STR("molva crawl --since");
    for (size_t i = 0; i < s.n; i++) {
        if (str_starts(str_from(s, i), COMMAND))
            i += COMMAND.n;
        else if ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')
            return true;
    }
    return false;
}

TEST(each_cut_has_its_words)
{
    struct cuts all = {0};
    for (size_t i = 0; i < CUT_KINDS; i++) {
        struct cuts one = {0};
        one.n[i] = all.n[i] = (int64_t)i + 1;
        struct str en = cuts_words(&a, &one);
        struct str ru = cause_in(&a, en, STR("ru"));
        ck_assert_msg(en.n && !has_english(ru), STR_FMT, STR_ARG(ru));
    }
    struct str ru = cause_in(&a, cuts_words(&a, &all), STR("ru"));
    ck_assert_msg(!has_english(ru), STR_FMT, STR_ARG(ru));
    arena_clear(&a);
}
END

TEST_MAIN("cause", a_cause_is_told_in_russian,
          joined_causes_are_told_one_by_one, what_nobody_foresaw_stays,
          holes_go_over_byte_for_byte, a_long_cause_is_told_soon,
          each_cut_has_its_words)
