/* SPDX-License-Identifier: MIT
 * Which texts are the same with a word more or less, and which only hold each
 * other or are of one form. */
#include "base/base.h"
#include "tests/test.h"

#define LONG                                                                                                                           \
    "Вчера отключили интернет на всей улице, в поддержке обещали мастера к " \
    "обеду, но никто так и не пришёл, а деньги за месяц списали полностью."

static const struct {
    const char *x, *y;
    bool same, found; /* as shingle_same() says; they share a key */
} PAIRS[] = {
    {LONG, LONG, true, true},
    {LONG,
     "ВЧЕРА отключили интернет на всей улице - в поддержке обещали "
     "мастера к обеду... но никто так и не пришел! А деньги за месяц "
     "списали полностью",
     true, true},
    {LONG, LONG " Читать далее", true, true},
    {LONG, LONG " https://site.example/p?utm_source=x&utm_medium=y", true,
     true},
    {LONG, "RT @someone: " LONG, true, true},
    {LONG, LONG " С уважением, Анна", true, true},
    {LONG,
     "Вчера отключили интернет на всей улице, в поддержке обещали "
     "мастера к обеду, но никто так и не пришёл, а деньги",
     true, true},
    /* contained: a quote within an answer twice as long */
    {LONG,
     LONG " У нас на соседней улице было то же самое неделю назад, и "
          "помогло только заявление в письменном виде через офис, после "
          "чего перерасчёт сделали за два дня без всяких споров.",
     false, false},
    /* of one form */
    {"Достоинства: быстрая доставка, хорошая упаковка. Недостатки: не "
     "обнаружил. Комментарий: чайник греет быстро и не шумит.",
     "Достоинства: низкая цена. Недостатки: не обнаружил. Комментарий: "
     "утюг тяжёлый, но гладит отлично, шнур длинный.",
     false, false},
    {"Не работает интернет в доме 7 по улице Луговой, второй день без связи.",
     "Не работает интернет в доме 12 по улице Луговой, второй день без связи.",
     false, false},
    {LONG " Дом 7.", LONG, true, true},
    {"спасибо!", "Спасибо", false, false},
    {"Полностью согласна, очень плохой сервис",
     "Полностью согласна, очень "
     "плохой сервис",
     false, false},
    /* eight words and more: the very same alone */
    {"Не ходите туда никогда, обманули меня на три тысячи",
     "не ходите туда никогда: обманули меня на три тысячи!!!", true, true},
    {"Не ходите туда никогда, обманули меня на три тысячи",
     "Не ходите туда никогда, обманули меня на пять тысяч", false, false},
    {"", "", false, false},
    {"https://a.example/ https://b.example/", "https://c.example/", false,
     false},
};

static bool share(const struct shingles *x, const struct shingles *y,
                  const char *of)
{
    int64_t a[SHINGLE_KEYS], b[SHINGLE_KEYS];
    int n = shingle_keys(x, STR("v"), a), m = shingle_keys(y, str_of(of), b);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < m; k++)
            if (a[i] == b[k])
                return true;
    return false;
}

TEST(the_same_words_are_found)
{
    struct arena a = {0};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        struct shingles x, y;
        shingle_text(&a, str_of(PAIRS[i].x), &x);
        shingle_text(&a, str_of(PAIRS[i].y), &y);
        ck_assert_msg(shingle_same(&x, &y) == PAIRS[i].same, "%zu: %.2f", i,
                      shingle_likeness(&x, &y));
        ck_assert_msg(shingle_same(&y, &x) == PAIRS[i].same, "%zu back", i);
        if (PAIRS[i].same)
            ck_assert_msg(share(&x, &y, "v") == PAIRS[i].found, "%zu", i);
        ck_assert_msg(!share(&x, &y, "w"), "%zu: of another brand", i);
    }
    arena_clear(&a);
}
END

/* However long, and whatever the bytes. */
TEST(foreign_bytes_are_no_matter)
{
    struct arena a = {0};
    struct shingles x;
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "w%d ", i % 7919);
    shingle_text(&a, buf_view(&b), &x);
    ck_assert_uint_le(x.n, SHINGLE_MOST);
    shingle_text(&a, STR("\xff\xfe\x80 http://\xc0 www. RT read more"), &x);
    ck_assert_uint_eq(x.n, 0);
    buf_clear(&b);
    arena_clear(&a);
}
END

TEST_MAIN("shingle", the_same_words_are_found, foreign_bytes_are_no_matter)
