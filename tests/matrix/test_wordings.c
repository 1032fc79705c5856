/* SPDX-License-Identifier: MIT
 * matrix: the words of drafts: every way of saying every part, the facts they
 * name and do not ask for, names in their cases. R35, R82 to R90. */
#include <string.h>

#include "matrix/internal.h"
#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";

/* What a text may have told, and what the venue lets out; 0 tells nothing. */
static void tell_values(struct str v[FIELD_COUNT], const struct matter *m,
                        unsigned told)
{
    const struct str all[FIELD_COUNT] = {
        [FIELD_AUTHOR] = STR("Ирина"),
        [FIELD_COMPANY] = STR("Вектор"),
        [FIELD_TOPIC] = STR("связь"),
        [FIELD_URL] = STR("https://f.example/1"),
        [FIELD_SITE] = STR("https://vector.example/news"),
        [FIELD_SOURCE] = STR("Форум"),
        [FIELD_SUM] = STR("5 475 руб."),
        [FIELD_DAY] = STR("15 марта"),
        [FIELD_FLIGHT] = STR("SU 1234"),
        [FIELD_COLLEAGUE] = STR("Екатерина"),
        [FIELD_COLLEAGUE_TO] = STR("Екатерине"),
        [FIELD_NUMBER] = STR("+"),
        [FIELD_CALLED] = STR("+"),
        [FIELD_KIND_WORD] = STR("+")};
    for (int f = 0; f < FIELD_COUNT; f++)
        v[f] = told >> (f % 8) & 1 ? all[f] : (struct str){0};
    v[FIELD_CONTACT] = STR("+7 495 000-00-01");
    v[FIELD_DEPARTMENT] = STR("служба поддержки");
    v[FIELD_DUE] = STR("24 ноября");
    v[FIELD_ABOUT] = m ? m->about : (struct str){0};
    v[FIELD_SORRY] = m ? m->sorry : (struct str){0};
    v[FIELD_ASK] = told & 1 ? STR("номер заказа") : (struct str){0};
}

/* No brace, no gap, no doubled sign, nothing for the linter to find. */
static void try_reply(const struct matrix *m, const struct reply *r,
                      const char *lang, const struct str v[FIELD_COUNT],
                      int turn)
{
    static const char *const BAD[] = {
        "  ",       " ,",   " .",          "..",
        ",.",       ":.",   ". служба",    "! служба",
        "\nслужба", "{",    "}",           "\n\n",
        " \n",      "о о ", "about about", "sorry that we are"};
    struct arena a = {0};
    struct err e = {0};
    struct buf out;
    buf_init(&out, 1 << 16);
    struct saying say;
    ck_assert_msg(replies_fill(r, &a, v, &say, &e), STR_FMT "/%s: %s",
                  STR_ARG(r->id), lang, e.msg);
    replies_write(&say, r->id, turn, &out);
    buf_char(&out, 0);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        ck_assert_msg(!strstr(out.p, BAD[i]), "\"%s\" in %s", BAD[i], out.p);
    struct matrix_reply reply = {.text = str_of(out.p), .lang = str_of(lang)};
    const char *found = help_lint(m, &a, &reply);
    ck_assert_msg(!found[0], STR_FMT "/%s: %s\n%s", STR_ARG(r->id), lang, found,
                  out.p);
    buf_clear(&out);
    arena_clear(&a);
}

TEST(every_wording_is_fit_to_send)
{
    struct matrix *m = help_open(FAS);
    size_t tried = 0;
    for (int l = 0; l < REPLY_LANGS; l++)
        for (const char **id = m->replies.ids; *id; id++) {
            const struct facts_book *b = &m->facts[l];
            const struct reply *r = replies_find(&m->replies, str_of(*id),
                                                 str_of(replies_langs[l]));
            for (unsigned i = 0; i < 150; i++, tried++) {
                struct str v[FIELD_COUNT] = {0};
                tell_values(v, i % 3 ? &b->matters[i % b->n_matters] : NULL,
                            i * 37);
                try_reply(m, r, replies_langs[l], v, (int)i);
            }
        }
    ck_assert_uint_ge(tried, 2 * 15 * 150);
    matrix_close(m);
}
END

/* A neighbour reads other words, in each language and of each reply. */
TEST(the_same_reply_has_many_skeletons)
{
    enum { TURNS = 20 };
    struct matrix *m = help_open(FAS);
    for (int l = 0; l < REPLY_LANGS; l++)
        for (const char **id = m->replies.ids; *id; id++) {
            struct arena a = {0};
            struct err e = {0};
            struct buf all;
            size_t n = 0;
            const struct reply *r = replies_find(&m->replies, str_of(*id),
                                                 str_of(replies_langs[l]));
            buf_init(&all, 1 << 20);
            struct str v[FIELD_COUNT] = {0};
            struct saying say;
            tell_values(v, NULL, 0);
            ck_ok(replies_fill(r, &a, v, &say, &e), e);
            for (int i = 0; i < 3 * TURNS; i++) {
                struct buf one;
                buf_init(&one, 1 << 16);
                replies_write(&say, STR("x"), i, &one);
                if (str_find(buf_view(&all), buf_view(&one)) < 0) {
                    n++;
                    buf_str(&all, buf_view(&one));
                    buf_char(&all, 0x1e);
                }
                buf_clear(&one);
            }
            ck_assert_msg(n >= TURNS || str_eqz(r->id, "statement"),
                          "%s/%s: %zu", *id, replies_langs[l], n);
            buf_clear(&all);
            arena_clear(&a);
        }
    matrix_close(m);
}
END

/* What the author told is named, and not asked for; what may be one of two is
 * neither named nor asked for. */
static const struct {
    enum mention_type type;
    const char *lang, *text, *said, *unsaid;
} NAMED[] = {
    {TYPE_OVERCHARGED, "ru", "15 марта с карты списали 5 475 рублей.",
     "5 475 руб.", "день списания"},
    {TYPE_OVERCHARGED, "ru", "15 марта с карты списали 5 475 рублей.",
     "15 марта", NULL},
    {TYPE_OVERCHARGED, "ru", "Списали 500 рублей, потом ещё 700 рублей.",
     "о списании денег", "00 руб."},
    {TYPE_OVERCHARGED, "ru", "С меня списали деньги!", "день списания", NULL},
    {TYPE_BROKEN, "ru", "Третий день не могу дозвониться до поддержки.",
     "озвонить", "служба поддержки поддержки"},
    {TYPE_BROKEN, "en", "My flight UA1234 was cancelled yesterday.", "UA1234",
     "the flight number and"},
    {TYPE_BROKEN, "en", "My flight was cancelled.", "the flight number",
     "UA1234"},
    {TYPE_PRAISE, "ru", "Спасибо сотруднику Антону за помощь!", "Антону", NULL},
    {TYPE_PRAISE, "ru", "Благодарю специалиста Екатерину!", "Екатерине",
     "Екатерину"},
    {TYPE_PRAISE, "ru", "Спасибо Светлане Павловне за терпение!",
     "Светлане Павловне", NULL},
    {TYPE_PRAISE, "ru", "Благодарю доктора Павла Андреевича и всю смену!",
     "Павлу Андреевичу", NULL},
    {TYPE_PRAISE, "en", "Thank you, Ms. Patel, for your patience.", "Ms. Patel",
     NULL},
    {TYPE_PRAISE, "ru", "Менеджер Александра помогла.", "ередадим",
     "Александр"}, /* may be two names */
    {TYPE_OFFENDED, "ru", "Сотрудник Антон нахамил мне.", "пожалуйста",
     "Антон"}, /* a complaint names nobody in public */
    {TYPE_PRAISE, "en", "Thanks to agent Karen at the gate!", "Karen", NULL},
    {TYPE_BROKEN, "ru", "Всё плохо {contact} <b>", "телефон для связи", "<b>"},
    /* Who names his order need not say how to reach him. */
    {TYPE_BROKEN, "ru", "Заказ 77820194 не привезли, ждём с 3 ноября.", "омер",
     "номер заказа и"},
    {TYPE_BROKEN, "en", "Order 5521907 never arrived, I ordered on 3 November.",
     "the number", "your order number"},
    {TYPE_BROKEN, "ru", "Приложение вылетает, айфон 13.", "на экране",
     "модель"},
    /* A sum beside another matter is not the sum at issue. */
    {TYPE_BROKEN, "ru", "Преподаватель не пришёл, а курс стоит 500 рублей.",
     "пожалуйста", "500"},
    {TYPE_OVERCHARGED, "en", "I spent over $900 and you banned my account.",
     "the name of your account", "900"},
    {TYPE_OVERCHARGED, "ru", "Сняли деньги за заказ два раза, 4 890!",
     "день списания", "сумму, день"},
};

TEST(what_was_told_is_named_and_not_asked)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct decision d;
        struct matrix_input in = help_input(NAMED[i].type);
        in.lang = str_of(NAMED[i].lang);
        in.text = str_of(NAMED[i].text);
        ck_ok(matrix_decide(m, &a, &in, &d, &e), e);
        const char *text = str_z(&a, d.draft);
        bool said = strstr(text, NAMED[i].said) != NULL;
        /* what is regretted may be named instead */
        ck_assert_msg(said || (strcmp(NAMED[i].said, "о списании денег") == 0),
                      "case %zu: %s", i, text);
        ck_assert_msg(!NAMED[i].unsaid || !strstr(text, NAMED[i].unsaid),
                      "case %zu: %s", i, text);
        arena_clear(&a);
    }
    matrix_close(m);
}
END

TEST(facts_have_their_bytes)
{
    static const char TEXT[] = "Списали 5 475 рублей 15 марта, звонил вчера.";
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    struct fact *f;
    size_t n =
        matrix_facts(m, &a, str_of(TEXT), STR("ru"), TYPE_OVERCHARGED, &f);
    unsigned kinds = 0;
    for (size_t i = 0; i < n; i++) {
        kinds |= 1u << f[i].kind;
        ck_assert(str_eq(f[i].words, str_part(str_of(TEXT), f[i].start,
                                              f[i].end - f[i].start)));
    }
    ck_assert_uint_eq(kinds, 1u << FACT_SUM | 1u << FACT_DAY | 1u << FACT_WHEN |
                                 1u << FACT_CALLED | 1u << FACT_MATTER);
    ck_assert_uint_eq(
        matrix_facts(m, &a, str_of(TEXT), STR("de"), TYPE_OVERCHARGED, &f), 0);
    ck_assert_uint_eq(matrix_facts(m, &a, STR("\xff\xfe 5 руб"), STR("ru"),
                                   TYPE_OVERCHARGED, &f),
                      1);
    arena_clear(&a);
    matrix_close(m);
}
END

/* What is told by the words of a text, and what only looks like it. */
static const struct {
    const char *lang, *text;
    enum fact_kind kind;
    bool told;
} TOLD[] = {
    {"ru", "Оплатил 458812, а товара нет.", FACT_SUM, true},
    {"ru", "Оплатил заказ 458812, а товара нет. Верните деньги!", FACT_SUM,
     false},
    {"ru", "Взяли талон 153, ждали час.", FACT_SUM, false},
    {"ru", "Оплатил билет 2024, а мест нет.", FACT_SUM, false},
    {"ru", "Оплатил ещё в 2024, а курса нет.", FACT_SUM, false},
    {"ru", "Заказ 458812 не пришёл.", FACT_NUMBER, true},
    {"ru", "Номер заказа 458812.", FACT_NUMBER, true},
    {"ru", "Чек № 4500 потеряли.", FACT_NUMBER, true},
    {"ru", "Принесли чек 4500.", FACT_NUMBER, false},
    {"ru", "Выставили счёт 15000 рублей.", FACT_NUMBER, false},
    {"ru", "Сняли номер за 8000 рублей.", FACT_NUMBER, false},
    {"ru", "Номер стоил 8000.", FACT_NUMBER, false},
    {"ru", "Автобус 14 не пришёл.", FACT_NUMBER, true},
    {"ru", "17 автобус опять не пришёл.", FACT_NUMBER, true},
    {"ru", "Нет 3-го автобуса.", FACT_NUMBER, true},
    {"ru", "Ждали автобус 40 минут.", FACT_NUMBER, false},
    {"ru", "3 автобуса не остановились.", FACT_NUMBER, false},
    {"ru", "Маршрутка 35 рублей, а едет час.", FACT_NUMBER, false},
    {"en", "The bus 14 never came.", FACT_NUMBER, true},
    {"en", "Waited for the bus 40 minutes.", FACT_NUMBER, false},
    {"en", "We took the bus 3 times.", FACT_NUMBER, false},
    {"en", "Order 458812 never came.", FACT_NUMBER, true},
    {"en", "I got an invoice: 4500 dollars.", FACT_NUMBER, false},
};

TEST(what_only_looks_like_a_fact_is_none)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) {
        struct arena a = {0};
        struct fact *f;
        bool told = false;
        size_t n = matrix_facts(m, &a, str_of(TOLD[i].text),
                                str_of(TOLD[i].lang), TYPE_BROKEN, &f);
        for (size_t k = 0; k < n; k++)
            told = told || f[k].kind == TOLD[i].kind;
        ck_assert_msg(told == TOLD[i].told, "%s", TOLD[i].text);
        arena_clear(&a);
    }
    matrix_close(m);
}
END

/* Praise that goes on after "but" is still praise; one that turns is not. */
static const struct {
    const char *text;
    bool turns;
} TURNS[] = {
    {"Отличный отель! Кроме того, спасибо администратору", false},
    {"Всё понравилось, кроме завтрака", true},
    {"Народу было много, но обслужили быстро, спасибо!", false},
    {"Далеко, но вкусно!", false},
    {"Красиво, но быстро сломался", true},
    {"Хороший отель, но обслуживание ужасное", true},
    {"Вкусно, но не очень чисто", true},
    {"Супер! Правда, спасибо", false},
    {"Всё хорошо, правда, дорого", true},
    {"It was busy but they were quick", false},
    {"Far away, but worth it!", false},
    {"Nice room but the great view was gone", true},
    {"Nice place but the staff weren't friendly", true},
};

TEST(praise_turns_where_it_does)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof TURNS / sizeof *TURNS; i++)
        ck_assert_msg(lint_turns(m->lint, str_of(TURNS[i].text)) ==
                          TURNS[i].turns,
                      "%s", TURNS[i].text);
    matrix_close(m);
}
END

/* Whoever is asked for something of his own is told to send it past the page:
 * each way of asking says so. */
TEST(what_is_asked_is_asked_for_directly)
{
    static const char *const PARTS[] = {"ask", "details-ask"};
    struct matrix *m = help_open(FAS);
    struct str v[FIELD_COUNT] = {0};
    size_t seen = 0;
    tell_values(v, NULL, 1);
    for (int i = 0; i < 2 * REPLY_LANGS; i++) {
        const struct reply_part *p =
            map_get(&m->replies.parts[i / 2], str_of(PARTS[i % 2]));
        ck_assert_ptr_nonnull(p);
        for (size_t k = 0; k < p->n; k++) {
            struct err e = {0};
            struct buf way;
            buf_init(&way, 1 << 16);
            ck_ok(template_fill(&p->say[k], v, &way, &e), e);
            buf_char(&way, 0);
            if (i % 2 || strstr(way.p, "номер заказа")) {
                seen++;
                ck_assert_msg(strstr(way.p, i / 2 ? "direct" : "напрям") ||
                                  (i < 2 && (strstr(way.p, "не здесь") ||
                                             strstr(way.p, "(+7 495"))),
                              "%s", way.p);
            }
            buf_clear(&way);
        }
    }
    ck_assert_uint_ge(seen, 2 * (5 + 4));
    matrix_close(m);
}
END

static const struct {
    const char *told, *name, *to;
} DECLINED[] = {
    {"Екатерину", "Екатерина", "Екатерине"},
    {"Марии", "Мария", "Марии"},
    {"Марию", "Мария", "Марии"},
    {"Ольгой", "Ольга", "Ольге"},
    {"Дмитрию", "Дмитрий", "Дмитрию"},
    {"Сергея", "Сергей", "Сергею"},
    {"Ивану", "Иван", "Ивану"},
    {"Антоном", "Антон", "Антону"},
    {"Игорю", "Игорь", "Игорю"},
    {"Павлу", "Павел", "Павлу"},
    {"Петру", "Петр", "Петру"},
    {"Павла", "Павел", "Павлу"},
    {"Львом", "Лев", "Льву"},
    {"Илье", "Илья", "Илье"},
    {"Наталья", "Наталья", "Наталье"},
    {"Любовь", "Любовь", "Любови"},
    {"Александра", "", ""},
    {"Банку", "", ""},
};

TEST(names_are_declined)
{
    struct matrix *m = help_open(FAS);
    struct arena a = {0};
    for (size_t i = 0; i < sizeof DECLINED / sizeof *DECLINED; i++) {
        struct str name =
            lint_given(m->lint, &a, str_of(DECLINED[i].told), STR("ru"));
        ck_assert_msg(str_eqz(name, DECLINED[i].name), "%s: " STR_FMT,
                      DECLINED[i].told, STR_ARG(name));
        if (name.n)
            ck_assert_str(names_dative(&a, name), DECLINED[i].to);
    }
    arena_clear(&a);
    matrix_close(m);
}
END

TEST_MAIN("wordings", every_wording_is_fit_to_send,
          the_same_reply_has_many_skeletons,
          what_was_told_is_named_and_not_asked, facts_have_their_bytes,
          what_only_looks_like_a_fact_is_none, praise_turns_where_it_does,
          what_is_asked_is_asked_for_directly, names_are_declined)
