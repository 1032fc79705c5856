/* SPDX-License-Identifier: MIT
 * outlet: templates and patterns, and our own words among a venue's. */
#include "notify/outlet.h"
#include "tests/test.h"

static struct str filled(const struct vars *v, const char *template,
                         enum vars_as as, struct arena *a)
{
    struct err e = {0};
    struct buf out;
    buf_init(&out, 4096);
    bool ok = vars_fill(v, str_of(template), as, &out, &e);
    struct str text =
        ok ? str_dup(a, buf_view(&out)) : str_dup(a, str_of(e.msg));
    buf_clear(&out);
    return text;
}

TEST(patterns_tell_where_an_answer_goes)
{
    struct arena a = {0};
    struct vars v = {0};
    ck_assert(vars_match(&v, &a, STR("https://vk.com/wall{owner}_{post}"),
                         STR("https://vk.com/wall-99_5")));
    ck_assert(str_eqz(*vars_get(&v, STR("owner")), "-99"));
    ck_assert(str_eqz(*vars_get(&v, STR("post")), "5"));
    ck_assert(!vars_match(&v, &a, STR("https://vk.com/wall{o}_{p}"),
                          STR("https://vk.com/wall-99_5?reply=7")));
    ck_assert(!vars_get(&v, STR("o")));
    ck_assert(vars_set(&v, "server", STR("https://b.example")));
    struct str pattern = STR("{server}{*}#comment-{n}");
    ck_assert(vars_match(&v, &a, pattern,
                         STR("https://b.example/a/b/?c#comment-12")));
    ck_assert(str_eqz(*vars_get(&v, STR("n")), "12"));
    struct vars w = {0};
    ck_assert(vars_set(&w, "server", STR("https://b.example")));
    ck_assert(
        !vars_match(&w, &a, pattern, STR("https://evil.example/#comment-12")));
    ck_assert(
        !vars_match(&w, &a, pattern, STR("https://b.example/#comment-1/../2")));
    arena_clear(&a);
}
END

TEST(values_stay_within_their_place)
{
    struct arena a = {0};
    struct vars v = {0};
    ck_assert(vars_set(&v, "t", STR("a/b?c&d\r\nX: y")));
    ck_assert(vars_set(&v, "n", STR("12")));
    ck_assert(str_eqz(filled(&v, "/x/{t}/{n}?q", VARS_ESCAPED, &a),
                      "/x/a%2Fb%3Fc%26d%0D%0AX:%20y/12?q"));
    ck_assert(str_starts(filled(&v, "Key: {t}", VARS_LINE, &a),
                         STR("the value of {t}")));
    ck_assert(str_starts(filled(&v, "{no}", VARS_PLAIN, &a),
                         STR("no value for {no}")));
    ck_assert(str_eqz(filled(&v, "[{no?}]", VARS_PLAIN, &a), "[]"));
    ck_assert(vars_is_int(&v, STR("{n:int}")) && !vars_is_int(&v, STR("{n}")));
    ck_assert(!vars_is_int(&v, STR("{t:int}")));
    ck_assert(vars_is_absent(&v, STR("{no?}")));
    ck_assert(!vars_is_absent(&v, STR("{n?}")));
    arena_clear(&a);
}
END

TEST(our_own_words_are_known_again)
{
    struct arena a = {0};
    struct str ours = STR("Мы «посмотрели».\nВсё — исправлено: https://v.ex/1");
    ck_assert(outlet_says(&a, ours, ours));
    ck_assert(outlet_says(
        &a,
        STR("<p><a href='x'>@ira</a> Мы &#171;посмотрели&#187;.<br>Всё – "
            "исправлено: <a href='https://v.ex/1'>https://<b>v.ex</b>/1</a>"),
        ours));
    ck_assert(!outlet_says(&a, STR("<p>Мы посмотрели. Всё сломано</p>"), ours));
    ck_assert(!outlet_says(&a, STR(""), ours));
    ck_assert(!outlet_says(&a, STR("anything"), STR("...")));
    arena_clear(&a);
}
END

TEST_MAIN("how an answer is posted", patterns_tell_where_an_answer_goes,
          values_stay_within_their_place, our_own_words_are_known_again)
