/* SPDX-License-Identifier: MIT
 * query: what fits, what an index can say, and where a query is wrong. */
#include "tests/query/speech.h"
#include "tests/test.h"

static struct query *parsed(struct arena *a, const char *text)
{
    struct query_wrong w;
    struct query *q = query_parse(a, str_of(text), &speech, &w);
    if (!q)
        ck_abort_msg("%s: " STR_FMT, text,
                     STR_ARG(query_told(a, str_of(text), &w, STR("en"))));
    return q;
}

static const struct {
    const char *query, *yes, *no; /* one text that fits, one that does not */
} TEXTS[] = {
    {"тариф", "Подняли тарифы!", "подняли цены"},
    {"тарифы связь", "связи нет, тариф есть", "тариф"},
    {"что? где!", "где-то, что и где", "что"},
    {"сталь", "они стали", "они стал"},
    {"стали", "он стал", "он встал"},
    {"нет, связи: тариф", "тариф нет связи", "нет связи"},
    {"\"нет связи\"", "Опять нет, связи", "связи нет"},
    {"«нет связи»", "нет связь", "нет хорошей связи"},
    {"\"нет * связи\"", "нет хорошей связи", "нет связи"},
    {"„нет связи“", "нет связи", "связи"},
    {"тариф AND связь", "связи тарифа", "связи"},
    {"тариф И связь", "связи тарифа", "связи"},
    {"тариф и связь", "связи и тарифа", "связи тарифа"},
    {"тариф OR связь", "связи", "цены"},
    {"тариф ИЛИ связь", "тариф", "или"},
    {"тариф | связь", "тариф", "цены"},
    {"тариф NOT связь", "тариф", "тариф связи"},
    {"тариф НЕ связь", "тариф", "тариф связи"},
    {"тариф AND NOT связь", "тариф", "тариф связи"},
    {"тариф -связь", "тариф", "тариф связи"},
    {"тариф -(связь OR цена)", "тариф", "тариф цена"},
    {"тариф -\"нет связи\"", "тариф связи нет", "тариф нет связи"},
    {"NOT NOT тариф", "тариф", "связь"},
    {"-тариф", "связь", "тариф"},
    {"а б OR в г", "в г", "а в"},
    {"а (б OR в) г", "а в г", "а б"},
    {"а OR (б -в)", "б", "б в"},
    {"wi-fi", "наш Wi-Fi", "наш wi fi"},
    {"сбер-банк", "в сбер-банк", "банк и сбер"},
    {"24/7", "работают 24/7", "работают 24"},
    {"и/или", "или и", "или"},
    {"ромашк*", "Ромашками торгуют", "рома"},
    {"*банк", "Сбербанк", "банкир"},
    {"с*р", "сбербанк и сыр", "сыро"},
    {"сбой NEAR/3 терминал", "терминал опять дал сбой",
     "сбой был, а потом ещё терминал"},
    {"сбой РЯДОМ/2 терминал", "сбой, терминал", "сбой а б терминал"},
    {"а NEAR/1 б NEAR/1 в", "в б а", "а в б г"},
    {"а NEAR/2 б NEAR/2 в", "а б б х в", "а б х х в"},
    {"(а OR б) NEAR/1 \"в г\"", "х б в г", "б х в г"},
    {"а NEAR/2 /\\d+/", "а х 15", "15 х х а"},
    {"нет* NEAR связь", "нету связи", "нет"},
    {"а NEAR/3 а", "а б а", "а"},
    {"/ошибк[аи] \\d{3}/", "ОШИБКА 404", "ошибка 40"},
    {"/ё+ж/", "ёж", "уж"},
    {"/a\\/b/", "x a/b", "ab"},
    {"(/^нет/ OR да)", "нет связи", "он нет"},
    {"tag:полюс", "ура #полюс", "полюс"},
    {"тег:#пол*", "#полюс_1", "# полюс"},
    {"tag:@vector_help", "@vector_help!", "@vector"},
    {"title:тариф", NULL, "тариф"},
    {"NOT\ttitle:тариф", "тариф", NULL},
    {"10:30", "в 10:30", "в 10"},
    {"https://x.example/a", "https://x.example/a", "x.example"},
    {"причина: связь", "причина связи", "связи"},
};

TEST(texts_fit_as_they_should)
{
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct arena a = {0};
        struct query *q = parsed(&a, TEXTS[i].query);
        struct query_post yes = {.text = str_of(TEXTS[i].yes)};
        struct query_post no = {.text = str_of(TEXTS[i].no)};
        ck_assert_msg(!TEXTS[i].yes || query_fits(q, &a, &yes),
                      "%s has to fit: %s", TEXTS[i].query, TEXTS[i].yes);
        ck_assert_msg(!TEXTS[i].no || !query_fits(q, &a, &no),
                      "%s must not fit: %s", TEXTS[i].query, TEXTS[i].no);
        arena_clear(&a);
    }
}
END

static const struct query_post POST = {
    .text = {"Тарифы подняли", sizeof "Тарифы подняли" - 1},
    .title = {"Нет связи", sizeof "Нет связи" - 1},
    .author = {"Анна К.", sizeof "Анна К." - 1},
    .source = {"town news", 9},
    .url = {"https://talk.forum.example:8080/t/1", 35},
    .lang = {"ru", 2},
    .brand = {"Вьюга", sizeof "Вьюга" - 1},
    .type = {"broken", 6},
    .at = 1767225600, /* 2026-01-01 */
};

static const struct {
    const char *query;
    bool fits; /* POST */
} FIELDS[] = {
    {"author:анна", true},
    {"автор:\"анна к\"", true},
    {"Author:анна", true},
    {"author:ан", false},
    {"author:ан*", true},
    {"author:к", true},
    {"-author:анна", false},
    {"source:news", true},
    {"источник:\"town news\"", true},
    {"source:«news town»", false},
    {"lang:ru", true},
    {"язык:EN", false},
    {"site:forum.example", true},
    {"site:https://forum.example/", true},
    {"site:orum.example", false},
    {"site:other.example", false},
    {"сайт:*.example", true},
    {"title:связь", true},
    {"title:\"нет связи\"", true},
    {"title:тариф", false},
    {"brand:вьюга", true},
    {"бренд:Морошка", false},
    {"type:broken", true},
    {"тип:praise", false},
    {"date:2026", true},
    {"date:2026-01", true},
    {"дата:2026-01-01", true},
    {"date:2025", false},
    {"date:>2025", true},
    {"date:>=2026-01-01", true},
    {"date:<2026", false},
    {"date:<=2026-01-01", true},
    {"date:>2026-01-01", false},
    {"date:2025-12..2026-01", true},
    {"date:..2025", false},
    {"date:2026..", true},
    {"тариф author:анна -site:x.example", true},
    {"тариф (author:пётр OR site:forum.example)", true},
};

TEST(fields_are_asked)
{
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
        struct arena a = {0};
        struct query *q = parsed(&a, FIELDS[i].query);
        ck_assert_msg(query_fits(q, &a, &POST) == FIELDS[i].fits,
                      "%s should %sfit", FIELDS[i].query,
                      FIELDS[i].fits ? "" : "not ");
        arena_clear(&a);
    }
}
END

/* "[тариф] [связь сеть] !": what an index is asked; ! when that is all. */
static struct str plan_of(struct arena *a, const char *text)
{
    struct query_plan p;
    struct str all = STR("");
    query_plan(parsed(a, text), a, &p);
    for (size_t i = 0; i < p.n; i++) {
        all = str_printf(a, STR_FMT "[", STR_ARG(all));
        for (size_t k = 0; k < p.clauses[i].n; k++)
            all = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
                             k ? " " : "", STR_ARG(p.clauses[i].lemmas[k]));
        all = str_printf(a, STR_FMT "]", STR_ARG(all));
    }
    return str_printf(a, STR_FMT "%s", STR_ARG(all), p.exact ? "!" : "");
}

TEST(an_index_is_asked_what_it_knows)
{
    static const struct {
        const char *query, *plan;
    } cases[] = {
        {"тарифы", "[тариф]!"},
        {"стали связи", "[сталь стать][связь]!"},
        {"тариф OR связь", "[тариф связь]!"},
        {"тариф (сеть OR связь)", "[тариф][сеть связь]!"},
        {"сбер-банк", "[сбер-банк][сбер][банк]!"},
        {"тариф -связь", "[тариф]"},
        {"\"нет связи\"", "[нет][связь]"},
        {"нет NEAR связь", "[нет][связь]"},
        {"тариф ромашк*", "[тариф]"},
        {"ромашк*", ""},
        {"/нет/", ""},
        {"author:анна", ""},
        {"тариф author:анна", "[тариф]"},
        {"тариф OR ромашк*", ""},
        {"(тариф стали) OR (связь -сеть)", "[тариф связь]"},
        {"\"стали тарифы\" OR банки", "[тариф банк банка]"},
        {"-тариф", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct str got = plan_of(&a, cases[i].query);
        ck_assert_msg(str_eqz(got, cases[i].plan), "%s: got " STR_FMT,
                      cases[i].query, STR_ARG(got));
        arena_clear(&a);
    }
}
END

/* Whatever fits meets the clauses; whatever meets clauses that say all, fits.
 */
TEST(the_index_loses_nothing)
{
    struct arena a = {0};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        for (size_t k = 0; k < sizeof TEXTS / sizeof *TEXTS; k++) {
            struct query_plan p;
            struct query *q = parsed(&a, TEXTS[i].query);
            struct query_post post = {.text = str_of(TEXTS[k].yes)};
            query_plan(q, &a, &p);
            struct str lemmas = speech_all(&a, post.text);
            bool fits = query_fits(q, &a, &post);
            bool meets = plan_meets(&p, &a, lemmas);
            ck_assert_msg(!fits || meets, "%s loses %s", TEXTS[i].query,
                          TEXTS[k].yes);
            ck_assert_msg(!meets || fits || !p.exact, "%s adds %s",
                          TEXTS[i].query, TEXTS[k].yes);
            post.lemmas = str_trim(lemmas);
            ck_assert_msg(query_fits(q, &a, &post) == fits, "%s: %s",
                          TEXTS[i].query, TEXTS[k].yes);
            arena_reset(&a);
        }
    arena_clear(&a);
}
END

static const struct {
    const char *query, *told; /* its beginning, and the line of the caret */
    const char *caret;
} WRONG[] = {
    {"", "1:1: there is no word", "^"},
    {" ?! ", "1:5: there is no word", "    ^"},
    {"тариф AND", "1:7: something has to stand behind 'AND'", "      ^^^"},
    {"тариф OR)", "1:7: something has to stand behind 'OR'", "      ^^"},
    {"тариф AND OR связь", "1:7: something has to stand behind", "      ^^^"},
    {"OR тариф", "1:1: something has to stand before 'OR'", "^^"},
    {"И тариф", "1:1: something has to stand before 'И'", "^"},
    {"тариф OR AND б", "1:10: something has to stand before 'AND'",
     "         ^^^"},
    {"тариф НЕ", "1:7: something has to stand behind 'НЕ'", "      ^^"},
    {"(тариф OR связь", "1:1: this bracket is never closed", "^"},
    {"а (б (в г)", "1:3: this bracket is never closed", "  ^"},
    {"тариф) связь", "1:6: this bracket closes nothing", "     ^"},
    {"а () б", "1:3: nothing stands between", "  ^"},
    {"а\n\"нет связи", "2:1: the phrase is never ended", "^"},
    {"а «нет", "1:3: the phrase is never ended", "  ^"},
    {"а \"?!\"", "1:3: there is no word", "  ^^^^"},
    {"а /нет", "1:3: the pattern is never ended", "  ^"},
    {"а /не(т/", "1:8: in the pattern: missing closing parenthesis",
     "       ^"},
    {"б*", "1:1: a word with a * needs two letters", "^^"},
    {"а *", "1:3: a word with a * needs two letters", "  ^"},
    {"ва*,на", "1:1: beside a * stand only the letters", "^^^^^^"},
    {"а NEAR/0 б", "1:3: behind NEAR stands a number of words from 1 to 100",
     "  ^^^^^^"},
    {"а NEAR/x б", "1:3: behind NEAR stands a number", "  ^^^^^^"},
    {"а NEAR author:б", "1:3: NEAR stands between words", "  ^^^^"},
    {"(а б) NEAR в", "1:7: NEAR stands between words", "      ^^^^"},
    {"а NEAR", "1:3: something has to stand behind 'NEAR'", "  ^^^^"},
    {"auhtor:анна", "1:1: there is no field 'auhtor'; did you mean 'author'?",
     "^^^^^^"},
    {"цена:10", "1:1: there is no field 'цена'; there is: author,", "^^^^"},
    {"author: анна", "1:1: what 'author:' looks for stands right behind",
     "^^^^^^^"},
    {"author:(анна)", "1:8: behind a field stands one word", "       ^"},
    {"type:angry", "1:1: no type 'angry'; there is: broken,", "^^^^^^^^^^"},
    {"date:31.01.2026", "1:1: no date: a day is written", "^^^^^^^^^^^^^^^"},
    {"date:2026-02-30", "1:1: no date", "^^^^^^^^^^^^^^^"},
    {"site:x.example/a", "1:1: behind 'site:' stands the name of a host",
     "^^^^^^^^^^^^^^^^"},
    {"tag:#", "1:1: the field looks for nothing", "^^^^^"},
};

TEST(what_is_wrong_has_its_place)
{
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct arena a = {0};
        struct query_wrong w;
        struct str text = str_of(WRONG[i].query);
        ck_assert_msg(!query_parse(&a, text, &speech, &w), "%s is taken",
                      WRONG[i].query);
        struct str told = query_told(&a, text, &w, STR("en"));
        struct str caret = str_printf(&a, "\n    %s", WRONG[i].caret);
        ck_assert_msg(str_starts(told, str_of(WRONG[i].told)) &&
                          str_ends(told, caret),
                      "%s: " STR_FMT, WRONG[i].query, STR_ARG(told));
        struct str russian = query_told(&a, text, &w, STR("ru"));
        ck_assert_msg(!str_eq(told, russian), "%s has no Russian: " STR_FMT,
                      WRONG[i].query, STR_ARG(told));
        arena_clear(&a);
    }
}
END

static struct str many(struct arena *a, const char *piece, int n)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < n; i++)
        buf_z(&b, piece);
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

TEST(there_is_a_ceiling)
{
    static const struct {
        const char *piece;
        int n;
        const char *told; /* NULL: it is taken */
    } cases[] = {{"а б ", 500, NULL},
                 {"а ", 1100, "there are too many words"},
                 {"аа", QUERY_LONGEST, "the query is longer than"},
                 {"(", 100, "too many brackets"},
                 {"NOT ", 100, "too many brackets"},
                 {"! ", 4000, "there is no word"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct query_wrong w;
        struct str text = many(&a, cases[i].piece, cases[i].n);
        struct query *q = query_parse(&a, text, &speech, &w);
        ck_assert_msg(!q == !!cases[i].told, "%s", cases[i].piece);
        ck_assert_msg(q || str_find(w.what, str_of(cases[i].told)) == 0,
                      "%s: " STR_FMT, cases[i].piece, STR_ARG(w.what));
        arena_clear(&a);
    }
}
END

/* A pattern that would run for ever is given up, and that is counted. */
TEST(slow_patterns_are_counted)
{
    struct arena a = {0};
    struct query *q = parsed(&a, "/(a+)+[bc]$/");
    struct query_post post = {.text = many(&a, "a", 2000)};
    ck_assert_int_eq(query_slow(q), 0);
    ck_assert(!query_fits(q, &a, &post));
    ck_assert_int_eq(query_slow(q), 1);
    q = parsed(&a, "aaa* -/(a+)+[bc]$/"); /* nor does its opposite */
    ck_assert(!query_fits(q, &a, &post));
    arena_clear(&a);
}
END

TEST(hits_are_bytes_of_the_text)
{
    static const struct {
        const char *query, *text, *hits;
    } cases[] = {
        {"связь -тариф", "нет связи, тариф", "связи|"},
        {"\"нет связи\" OR тариф", "нет связи. тарифа нет",
         "нет связи|тарифа|"},
        {"нет NEAR/3 связь", "нет у них связи", "нет у них связи|"},
        {"author:анна тариф", "тариф", "тариф|"},
        {"/\\d+/", "15 и 16", "15|16|"},
        {"-тариф", "тариф", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct query_hit *hits;
        struct str text = str_of(cases[i].text), all = STR("");
        size_t n = query_hits(parsed(&a, cases[i].query), &a, text, &hits);
        for (size_t k = 0; k < n; k++)
            all = str_printf(&a, STR_FMT STR_FMT "|", STR_ARG(all),
                             STR_ARG(str_part(text, hits[k].from,
                                              hits[k].to - hits[k].from)));
        ck_assert_msg(str_eqz(all, cases[i].hits), "%s: " STR_FMT,
                      cases[i].query, STR_ARG(all));
        arena_clear(&a);
    }
}
END

TEST(a_query_tells_what_it_asks)
{
    static const struct {
        const char *query;
        bool type, positive;
    } cases[] = {{"тариф", false, true},
                 {"тариф -type:praise", true, true},
                 {"-тариф", false, false},
                 {"тариф OR -связь", false, false},
                 {"(а OR б) -type:rant", true, true},
                 {"-а -б", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct query_wrong where;
        struct query *q = parsed(&a, cases[i].query);
        ck_assert_int_eq(query_asks(q, QUERY_TYPE, &where), cases[i].type);
        ck_assert_int_eq(query_is_positive(q), cases[i].positive);
        arena_clear(&a);
    }
}
END

TEST_MAIN("query", texts_fit_as_they_should, fields_are_asked,
          an_index_is_asked_what_it_knows, the_index_loses_nothing,
          what_is_wrong_has_its_place, there_is_a_ceiling,
          slow_patterns_are_counted, hits_are_bytes_of_the_text,
          a_query_tells_what_it_asks)
