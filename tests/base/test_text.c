/* SPDX-License-Identifier: MIT
 * text: folding with its map, words and sentences, hashes. */
#include "base/text.h"

#include <string.h>

#include "tests/test.h"

static struct str fold(struct arena *a, const char *z, size_t n)
{
    struct folded f;
    text_fold(a, (struct str){z, n}, &f);
    return f.text;
}

TEST(folds)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"", ""},
        {"ОБМАНУЛИ Ещё", "обманули еще"},
        {"  a \t b\xc2\xa0"
         "c  ",
         "a b c"},
        {"a \r\n\n b", "a\nb"},
        {"обма\xe2\x80\x8bнули", "обманули"},
        {"слу\xc2\xadжба", "служба"},
        {"и\xcc\x86од Й", "йод й"},
        {"за\xcc\x81мок", "замок"},
        {"Café ÀÉÎ", "cafe aei"},
        {"ＢＡＮＫ ﬁne", "bank fine"},
        {"«Мир» — “Peace”", "\"мир\" - \"peace\""},
        {"don’t", "don't"},
        {"Ўїѓ", "ўїг"},
        {"№5 ½ …", "№5 1⁄2 ..."},
        {"x\xff\xd0y", "x\xef\xbf\xbd\xef\xbf\xbdy"},
        {"😊👍🏽", "😊👍🏽"},
        {"ΑΒΓ ά", "αβγ α"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str(fold(&a, cases[i].in, strlen(cases[i].in)), cases[i].out);
    arena_clear(&a);
}
END

TEST(maps_back)
{
    const char *in = "  Он — ОБМА\xc2\xadНУЛ ещё\xcc\x81 ";
    struct arena a = {0};
    struct folded f;
    text_fold(&a, str_of(in), &f);
    ptrdiff_t at = str_find(f.text, STR("обманул"));
    ck_assert_int_ge(at, 0);
    size_t start = f.origin[at],
           end = f.origin[at + (ptrdiff_t)STR("обманул").n];
    ck_assert_str(str_part(str_of(in), start, end - start), "ОБМА\xc2\xadНУЛ");
    ck_assert_uint_eq(f.origin[f.text.n], strlen(in) - 1);
    arena_clear(&a);
}
END

/* Of any bytes: valid, never larger in the map, folding again changes
 * nothing. */
static void check_fold(struct arena *a, struct str in)
{
    struct folded f, again;
    text_fold(a, in, &f);
    ck_assert(str_utf8_valid(f.text));
    for (size_t i = 0; i < f.text.n; i++)
        ck_assert_uint_le(f.origin[i], f.origin[i + 1]);
    ck_assert_uint_le(f.origin[f.text.n], in.n);
    text_fold(a, f.text, &again);
    if (!str_eq(again.text, f.text))
        ck_abort_msg("folding twice: \"" STR_FMT "\" \"" STR_FMT "\"",
                     STR_ARG(f.text), STR_ARG(again.text));
}

TEST(folds_anything)
{
    struct arena a = {0};
    uint64_t seed = 88172645463325252ULL;
    static const char *const parts[] = {
        "А",        "ё",        "и\xcc\x86", "\xcc\x81", "\xff", "\xd0",
        "\xe2\x80", " ",        "\n",        "ﷺ",        "ﬃ",    "İ",
        "ß",        "\xed\xa0", "😊",         "a",        "Z",    "\xc2\xad",
        "①",        "½",        "Ω",         "한",       "\xf4", "`",
        "Ǆ",        "ΐ",        "\xcd\x8f",  "ẞ",        "\x01"};
    for (int round = 0; round < 3000; round++) {
        char text[128];
        size_t n = 0;
        while (n < 100) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            const char *p = parts[seed % (sizeof parts / sizeof *parts)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        check_fold(&a, (struct str){text, n});
        arena_reset(&a);
    }
    arena_clear(&a);
}
END

TEST(cuts_words)
{
    static const struct {
        const char *in, *words; /* "sentence:word ..." */
    } cases[] = {
        {"не работает.", "0:не 0:работает"},
        {"плохо! ужас", "0:плохо 1:ужас"},
        {"дома.предлагают", "0:дома 1:предлагают"},
        {"т.д. и т.п.", "0:т.д 0:и 0:т.п"},
        {"ул. ленина, д. 5", "0:ул 0:ленина 0:д 0:5"},
        {"а. н. решетовой", "0:а 0:н 0:решетовой"},
        {"15.07.2018 в 15:30", "0:15.07.2018 0:в 0:15:30"},
        {"12,5 и 1/2", "0:12,5 0:и 0:1/2"},
        {"don't из-за", "0:don't 0:из-за"},
        {"site.com/x slow.nobody", "0:site.com 0:x 0:slow 1:nobody"},
        {"один\nдва", "0:один 1:два"},
        {"--a-- 'b'", "0:a 0:b"},
        {"ну... да", "0:ну 1:да"},
        {"", ""},
        {"?!", ""},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct token *t;
        struct buf out;
        buf_init(&out, 1000);
        size_t n = text_tokens(&a, str_of(cases[i].in), &t);
        for (size_t k = 0; k < n; k++)
            buf_printf(&out, "%s%d:" STR_FMT, k ? " " : "", t[k].sentence,
                       STR_ARG(t[k].word));
        ck_assert_str(buf_view(&out), cases[i].words);
        buf_clear(&out);
    }
    arena_clear(&a);
}
END

TEST(hashes)
{
    ck_assert(text_hash(STR("Всё  плохо!")) == text_hash(STR("все плохо")));
    ck_assert(text_hash(STR("все плохо")) != text_hash(STR("все хорошо")));
}
END

/* A mark anywhere makes the text go another way, letter by letter: what stands
 * before it comes out as it did without. */
TEST(both_ways_fold_alike)
{
    static const char *const texts[] = {"Привет, Мир! Ёлка ёж",
                                        "  a  b \n c\td ",
                                        "`a` B - \xd0",
                                        "\xd0\xd0\xb0 \xd1",
                                        "Ї Џ ў \xd1\x80\xd1",
                                        "x\xc2\xad y\xc2\xa0 z",
                                        "конец. Начало 12 ₽ №5",
                                        "\x7f\x01 A \xff b",
                                        "АБВ\xe2\x80\x94 где"};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct folded one, other;
        struct str text = str_of(texts[i]);
        struct str marked = str_printf(&a, "%s|a\xcc\x81", texts[i]);
        struct str plain = str_printf(&a, "%s|a", texts[i]);
        text_fold(&a, plain, &one);
        text_fold(&a, marked, &other);
        ck_assert_msg(str_eq(one.text, other.text), "%s", texts[i]);
        ck_assert_mem_eq(one.origin, other.origin, one.text.n * 4);
        ck_assert_uint_eq(one.origin[one.text.n], text.n + 2);
    }
    arena_clear(&a);
}
END

TEST_MAIN("text", folds, maps_back, folds_anything, cuts_words, hashes,
          both_ways_fold_alike)
