/* SPDX-License-Identifier: MIT
 * match: sequences, gaps, negation, contexts, regexes, spans. */
#include "tests/classify/words.h"

/* A file with one rule whose middle is `body`; its examples are of the sort
 * that every rule of the tests fulfils through an alternative. */
static const char FILE_HEAD[] =
    "sets:\n"
    "  thing: [банкомат, терминал, $screen]\n"
    "  screen: [экран, дисплей]\n"
    "negators: {не: 2, без: 1, not: 3}\n"
    "negation_stops: [но, а]\n"
    "forms: {not: [\"don't\", \"doesn't\"], деньги: [денег]}\n"
    "rules:\n"
    "- id: t.rule\n"
    "  signal: broken\n"
    "  match: [пароль сработал абракадабра]\n"
    "  nomatch: [тишина]\n";

struct match_case {
    const char *body; /* of the rule, after its examples */
    const char *text; /* to be classified */
    const char *hits; /* "signal:evidence points" of each, ; between */
};

static void check_case(const struct match_case *m)
{
    char file[4000];
    struct err e = {0};
    struct arena a = {0};
    struct buf got;
    struct verdict v;
    snprintf(file, sizeof file, "%s%s\n", FILE_HEAD, m->body);
    struct classifier *c = words_open(file, &e);
    ck_assert_msg(c, "%s: %s", m->body, e.msg);
    struct classify_input in = {.text = str_of(m->text), .rating = -1};
    classify_text(c, &a, &in, &v);
    buf_init(&got, 4000);
    for (size_t i = 0; i < v.n; i++)
        buf_printf(&got, "%s" STR_FMT ":" STR_FMT " %g", i ? "; " : "",
                   STR_ARG(v.evidence[i].signal),
                   STR_ARG(str_part(in.text, v.evidence[i].start,
                                    v.evidence[i].end - v.evidence[i].start)),
                   v.evidence[i].points);
    if (!str_eqz(buf_view(&got), m->hits))
        ck_abort_msg("%s\n%s\ngot    \"" STR_FMT "\"\nwanted \"%s\"", m->body,
                     m->text, STR_ARG(buf_view(&got)), m->hits);
    buf_clear(&got);
    arena_clear(&a);
    classify_close(c);
}

static const struct match_case CASES[] = {
    /* forms of a word, and nothing but them */
    {"  lemma: [абракадабра, обмануть]", "Нас ОБМАНУЛИ!", "broken:ОБМАНУЛИ 1"},
    {"  lemma: [абракадабра, =обмануть]", "Нас обманули", ""},
    {"  lemma: [абракадабра, хам*]", "Хамьё и ВХАМ", "broken:Хамьё 1"},
    {"  lemma: [абракадабра, '*банк']", "инвестбанк, банкир",
     "broken:инвестбанк 1"},
    {"  lemma: [абракадабра, '*анки*']", "инвестбанкиры",
     "broken:инвестбанкиры 1"},
    {"  lemma: [абракадабра, $thing]", "Дисплеи погасли", "broken:Дисплеи 1"},
    {"  lemma: [абракадабра, деньги]", "Нет денег", "broken:денег 1"},
    /* a word with a hyphen is none of its parts */
    {"  lemma: [абракадабра, third-rate]", "Rates, a third-rate bank",
     "broken:third-rate 1"},
    {"  lemma: [абракадабра, руки-крюки]", "Руки устали. Руки-крюки!",
     "broken:Руки-крюки 1"},
    /* sequences stay in order, in one sentence, within their gaps */
    {"  lemma: [абракадабра, списать ~2 деньги]",
     "списали со счёта деньги. списали все наши последние деньги",
     "broken:списали со счёта деньги 1"},
    {"  lemma: [абракадабра, списать деньги]", "Списали. Деньги пропали", ""},
    {"  lemma: [абракадабра, деньги (совсем|опять) пропасть]",
     "деньги опять пропали, деньги пропали",
     "broken:деньги опять пропали 1; broken:деньги пропали 0.5"},
    {"  lemma: [абракадабра, снять <num> рубль]", "сняли 500 рублей",
     "broken:сняли 500 рублей 1"},
    {"  lemma: [абракадабра, <date>]", "был 15.07.2018 там",
     "broken:15.07.2018 1"},
    {"  lemma: [абракадабра, мастер <name>]", "Мастер Пётр и мастер спорта",
     "broken:Мастер Пётр 1"},
    {"  lemma: [абракадабра, мастер <name>]", "МАСТЕР СПАЛ, МАСТЕР УШЁЛ", ""},
    {"  lemma: [абракадабра, <name> <initial> <initial>]",
     "Орлова. Звонил Орлов П. С. вчера", "broken:Орлов П. С 1"},
    {"  lemma: [абракадабра, звонить <name> <initial> <initial>]",
     "Звонил Орлов П. С. вчера", "broken:Звонил Орлов П. С 1"},
    /* a second time counts a half, a fourth time nothing */
    {"  lemma: [абракадабра, врать]", "врут, врут и врут, врут",
     "broken:врут 1; broken:врут 0.5; broken:врут 0.25"},
    /* negation */
    {"  lemma: [абракадабра, хамить]", "Никто не хамил", ""},
    {"  lemma: [абракадабра, хамить]", "не грубят, но хамят", "broken:хамят 1"},
    {"  lemma: [абракадабра, хамить]", "не грубят, хамят", "broken:хамят 1"},
    {"  negated: keep\n  lemma: [абракадабра, хамить]", "не хамят",
     "broken:хамят 1"},
    {"  negated: praise\n  lemma: [абракадабра, хамить]", "не хамят и хамят",
     "praise:хамят 1; broken:хамят 0.5"},
    {"  lemma: [абракадабра, -работать]", "работает, не очень работает",
     "broken:работает 1"},
    {"  lemma: [абракадабра, не работать]", "Не работает",
     "broken:Не работает 1"},
    {"  lemma: [абракадабра, -work]", "It doesn't really work",
     "broken:work 1"},
    /* contexts */
    {"  lemma: [абракадабра, деньги]\n  near: [сработать, пропасть]\n"
     "  within: 3",
     "Пропали мои деньги", "broken:деньги 1"},
    {"  lemma: [абракадабра, деньги]\n  near: [сработать, пропасть]\n"
     "  within: 2",
     "Пропали вчера из кассы мои деньги", ""},
    {"  lemma: [абракадабра, закрыть]\n  unless: [вклад]",
     "Вклад закрыли. Офис закрыли", "broken:закрыли 1"},
    {"  lemma: [абракадабра, ждать]\n  with: [абракадабра, очередь]",
     "Очередь. Ждали час", "broken:Ждали 1"},
    {"  lemma: [абракадабра, ждать]\n  with: [абракадабра, очередь]",
     "Ждали час", ""},
    {"  lemma: [абракадабра, ждать]\n  without: [праздник]", "Ждали праздника",
     ""},
    {"  lemma: [абракадабра, где]\n  sentence: statement",
     "Где деньги? Там, где всегда.", "broken:где 1"},
    {"  lemma: [абракадабра, плохо]\n  where: end", "Плохо. Очень плохо",
     "broken:плохо 1"},
    {"  lemma: [абракадабра, плохо]\n  where: start", "Плохо. Очень плохо",
     "broken:Плохо 1"},
    {"  lemma: [абракадабра, плохо]\n  max_words: 3", "Всё тут очень плохо",
     ""},
    {"  lemma: [абракадабра, плохо]\n  min_words: 3", "Очень плохо всё",
     "broken:плохо 1"},
    /* regexes are folded as the text is */
    {"  lemma: абракадабра\n  regex: 'ЁЛКИ-\\w+'", "Ёлки\xe2\x80\x91палки!",
     "broken:Ёлки\xe2\x80\x91палки 1"},
    {"  lemma: абракадабра\n  regex: '[$€]\\s?\\d+'", "вернули $ 15",
     "broken:$ 15 1"},
    {"  lemma: абракадабра\n  regex: ':\\(|\\(\\('", "жаль :( ((",
     "broken::( 1"},
    {"  lemma: абракадабра\n  regex: '\\bне\\b|\\bни\\b'", "снег ни при чём",
     "broken:ни 1"},
    {"  lemma: абракадабра\n  regex: '(?:мин(?:ут)?|час)ов?\\b'", "много часов",
     "broken:часов 1"},
    {"  lemma: абракадабра\n  regex: '[\\x28]{2,}|\\x29\\x29'", "так )) и ((",
     "broken:)) 1; broken:(( 0.5"},
    {"  lemma: абракадабра\n  regex: 'да'", "ну да", "broken:да 1"},
    /* what begins with a digit is looked for between the first and the last */
    {"  lemma: абракадабра\n  regex: '\\b\\d+ руб'", "от 5 до 10 руб, 20 руб",
     "broken:10 руб 1; broken:20 руб 0.5"},
    {"  lemma: абракадабра\n  regex: '\\b(?:[01]?\\d|2[0-3]):\\d'",
     "дом 7, в 23:5", "broken:23:5 1"},
    {"  lemma: абракадабра\n  regex: '(?<!№)\\b\\d'", "дом №4, 5",
     "broken:5 1"},
    {"  lemma: абракадабра\n  regex: '(?>код)\\d+'", "знак код12",
     "broken:код12 1"},
    {"  lemma: абракадабра\n  regex: '\\d?код\\d'", "знак код1",
     "broken:код1 1"},
    {"  lemma: абракадабра\n  regex: '(?:\\d|код)1'", "знак код1",
     "broken:код1 1"},
    /* a dot that is a line feed too asks for the same letters */
    {"  lemma: абракадабра\n  regex: '^@\\w+ (?s:.{0,20})\\b(?:дай|на)'",
     "@anna вот\nна", "broken:@anna вот\nна 1"},
    {"  lemma: абракадабра\n  regex: '(?s:дом.сад)'", "дом\nсад",
     "broken:дом\nсад 1"},
    {"  lemma: абракадабра\n  regex: '(?:[:;]-?\\x29|<3)'", "ура ;-) да <3",
     "broken:;-) 1; broken:<3 0.5"},
    /* escapes longer than two bytes name no letters that must be there */
    {"  lemma: абракадабра\n  regex: 'дом|\\x61\\x62c'", "знак abc",
     "broken:abc 1"},
    {"  lemma: абракадабра\n  regex: 'дом|q\\055w'", "знак q-w",
     "broken:q-w 1"},
    {"  lemma: абракадабра\n  regex: 'дом|\\Qa(b\\E'", "знак a(b",
     "broken:a(b 1"},
    {"  lemma: абракадабра\n  regex: 'дом|(t)u\\1x'", "знак tutx",
     "broken:tutx 1"},
    /* a set may hold its own end */
    {"  lemma: абракадабра\n  regex: '[[:digit:]]{2}x'", "код 12x",
     "broken:12x 1"},
    {"  lemma: абракадабра\n  regex: '[^]ab]y'", "знак cy", "broken:cy 1"},
    {"  lemma: абракадабра\n  regex: '[]q]y'", "знак ]y", "broken:]y 1"},
    /* several pieces must be there, some may be missing */
    {"  lemma: абракадабра\n  regex: 'сказал[^\"]*\"(?:вы|нет)(?:, да)?'",
     "он сказал: \"нет\"", "broken:сказал: \"нет 1"},
    {"  lemma: абракадабра\n  regex: 'сказал[^\"]*\"(?:вы|нет)'",
     "он сказал: вы \"да\"", ""},
    {"  lemma: абракадабра\n  regex: '(?:раз|два) (?:три)?пять|шесть'", "шесть",
     "broken:шесть 1"},
    {"  lemma: абракадабра\n  regex: '(?:раз|два) (?:три)?пять|шесть'",
     "два пять", "broken:два пять 1"},
    {"  lemma: абракадабра\n  regex: 'а{2,}'", "ммм ааа", "broken:ааа 1"},
    /* a text with too few digits is passed over, and only that */
    {"  lemma: абракадабра\n  regex: '[\\d-]{3}'", "ряд --- тут",
     "broken:--- 1"},
    {"  lemma: абракадабра\n  regex: '\\d{3}-?(?:\\d{2}){1,2}|№ 7'",
     "код 123-45", "broken:123-45 1"},
    {"  lemma: абракадабра\n  regex: '\\d{3}-?(?:\\d{2}){1,2}|№ 7'", "стол № 7",
     "broken:№ 7 1"},
    {"  lemma: абракадабра\n  regex: '\\d{3}-?(?:\\d{2}){1,2}'", "код 123-4",
     ""},
};

TEST(finds)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(&CASES[i]);
}
END

TEST(title_comes_first)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    char file[2000];
    snprintf(file, sizeof file,
             "%s  lemma: [абракадабра, обман]\n  where: %s\n", FILE_HEAD,
             "title\n- id: t.two\n  signal: broken\n"
             "  lemma: [деньги]\n  match: [деньги]\n"
             "  nomatch: [а]");
    /* the example of a rule for titles cannot match: it must say so */
    ck_assert_ptr_null(words_open(file, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "t.rule does not find this"));
    snprintf(file, sizeof file, "%s  lemma: [абракадабра, обман]\n", FILE_HEAD);
    struct classifier *c = words_open(file, &e);
    ck_assert_msg(c, "%s", e.msg);
    struct classify_input in = {
        .title = STR("Обман"), .text = STR("Это обман"), .rating = -1};
    classify_text(c, &a, &in, &v);
    ck_assert_uint_eq(v.n, 2);
    ck_assert_uint_eq(v.evidence[0].end, 0);
    ck_assert_str(str_part(in.text, v.evidence[1].start,
                           v.evidence[1].end - v.evidence[1].start),
                  "обман");
    classify_close(c);
    arena_clear(&a);
}
END

TEST(evidence_of_a_regex_is_whole_words)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    char file[2000];
    snprintf(file, sizeof file,
             "%s  regex: ['\\d+ марк', 'оплач']\n  lemma: абракадабра\n",
             FILE_HEAD);
    struct classifier *c = words_open(file, &e);
    ck_assert_msg(c, "%s", e.msg);
    struct classify_input in = {.text = STR("Сняли 15 марками, неоплаченный"),
                                .rating = -1};
    classify_text(c, &a, &in, &v);
    ck_assert_uint_eq(v.n, 2);
    ck_assert_str(str_part(in.text, v.evidence[0].start,
                           v.evidence[0].end - v.evidence[0].start),
                  "15 марками");
    ck_assert_str(str_part(in.text, v.evidence[1].start,
                           v.evidence[1].end - v.evidence[1].start),
                  "неоплаченный");
    classify_close(c);
    arena_clear(&a);
}
END

TEST(slow_regex_is_told)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    char file[2000], text[3000];
    snprintf(file, sizeof file,
             "%s  lemma: абракадабра\n  regex: '(?:\\w+\\w+)+\\d'\n",
             FILE_HEAD);
    struct classifier *c = words_open(file, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "ж", 3);
    memcpy(text, "1 ", 2);
    classify_text(c, &a,
                  &(struct classify_input){.text = str_of(text), .rating = -1},
                  &v);
    ck_assert_int_eq(v.slow_rules, 1);
    classify_close(c);
    arena_clear(&a);
}
END

TEST(long_text_keeps_both_ends)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    char file[2000];
    size_t n = 40000;
    char *text = xmalloc(n + 1);
    snprintf(file, sizeof file, "%s  lemma: [абракадабра, обман]\n", FILE_HEAD);
    struct classifier *c = words_open(file, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i + 2 <= n; i += 2)
        memcpy(text + i, i % 10 == 8 ? ". " : "ж", 2);
    text[n] = 0;
    memcpy(text, "обман ", 11);
    memcpy(text + n - 12, "  обман", 12);
    classify_text(
        c, &a, &(struct classify_input){.text = {text, n}, .rating = -1}, &v);
    ck_assert_uint_eq(v.n, 2);
    ck_assert_uint_eq(v.evidence[0].start, 0);
    ck_assert_uint_eq(v.evidence[1].end, n);
    free(text);
    classify_close(c);
    arena_clear(&a);
}
END

/* The regexes of a rule past the 64th, each found by a piece of its own. */
TEST(many_regexes)
{
    static const char *const texts[] = {"a", "ж7", "слово42", "x69"};
    struct err e = {0};
    struct arena a = {0};
    struct buf file;
    buf_init(&file, 9000);
    buf_printf(&file, "%s  lemma: абракадабра\n  regex:\n", FILE_HEAD);
    for (int i = 0; i < 70; i++)
        buf_printf(&file, "  - 'слово%d$|x%d|ж%d'\n", i, i, i);
    struct classifier *c = words_open(file.p, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct verdict v;
        char text[40];
        snprintf(text, sizeof text, "абв где %s", texts[i]);
        struct classify_input in = {.text = str_of(text), .rating = -1};
        classify_text(c, &a, &in, &v);
        ck_assert_msg((v.n > 0) == (i > 0), "%s", text);
    }
    classify_close(c);
    buf_clear(&file);
    arena_clear(&a);
}
END

TEST(strange_texts)
{
    static const char *const texts[] = {
        "", " ", "\xff\xfe", "!!!", "((", "\n\n", "\xd0", "😊", "' - .", "-"};
    struct err e = {0};
    struct arena a = {0};
    char file[2000];
    snprintf(file, sizeof file, "%s  lemma: абракадабра\n  regex: '\\(\\('\n",
             FILE_HEAD);
    struct classifier *c = words_open(file, &e);
    ck_assert_msg(c, "%s", e.msg);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct verdict v;
        struct classify_input in = {.text = str_of(texts[i]), .rating = -1};
        classify_text(c, &a, &in, &v);
        ck_assert_uint_eq(v.n, strcmp(texts[i], "((") == 0);
    }
    classify_close(c);
    arena_clear(&a);
}
END

TEST_MAIN("match", finds, title_comes_first, evidence_of_a_regex_is_whole_words,
          slow_regex_is_told, long_text_keeps_both_ends, many_regexes,
          strange_texts)
