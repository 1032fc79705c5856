/* SPDX-License-Identifier: MIT
 * Who speaks, about whom, when: which hits of the shipped rules count. */
#include "tests/classify/words.h"

static struct classifier *c;

static void open_shipped(void)
{
    struct err e = {0};
    c = classify_open(&(struct classify_setup){.words = "rules/words"}, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
}

/* Does a rule for the signal stand in the evidence? */
static bool told(const struct verdict *v, const char *signal)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_eqz(v->evidence[i].signal, signal) &&
            !str_starts(v->evidence[i].rule, STR("word ")))
            return true;
    return false;
}

/* The signal is heard in the first text and not in the second. */
struct pair {
    const char *signal, *counts, *does_not;
};

static const struct pair PAIRS[] = {
    /* supposed */
    {"overcharged", "Меня обманули", "Если бы меня обманули, я бы ушёл"},
    {"overcharged", "They overcharged me",
     "If I had been overcharged, I would have left"},
    /* over since */
    {"broken", "Сайт постоянно зависает",
     "Раньше сайт постоянно зависал, теперь всё летает"},
    {"broken", "It crashed daily", "It used to crash daily, now it flies"},
    {"praise", "Отличный банк, всем доволен",
     "Раньше отличный был банк, а теперь очереди"},
    /* reported */
    {"offended", "Там хамят", "Говорят, что там хамят"},
    {"offended", "Кассир хамит", "Подруга говорит, что кассир хамит"},
    /* quoted */
    {"broken", "Приложение не работает",
     "> Приложение не работает\nУ меня открывается"},
    {"broken", "> Приложение не работает", "Всё открывается"},
    {"praise", "Это лучший банк страны, и я доволен",
     "А пишут \"лучший банк страны\" про себя на каждом углу"},
    {"thanks", "Thank you for your patience",
     "---------- Forwarded message ---------\nThank you for your patience!"},
    /* a rival */
    {"praise", "Приложение летает, отлично работает",
     "У соседнего банка приложение летает и отлично работает"},
    {"overcharged", "Обсчитывали на кассе", "В соседней сети обсчитывали"},
    {"compare", "Unlike Vektor they care", "Amazon lost my parcel"},
    /* another's fault */
    {"broken", "Посылку разбила почта",
     "Магазин ни при чём, посылку разбила почта"},
    /* fields of a form */
    {"bad", "Много недостатков, ужасно",
     "Отличный магазин Достоинства: всё Недостатки: нет Отзыв: беру"},
    {"praise", "Достоинства: вежливые кассиры",
     "Недостатки: вежливые кассиры только при начальстве"},
};

TEST(what_counts)
{
    struct arena a = {0};
    open_shipped();
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        struct verdict yes, no;
        classify_text(c, &a,
                      &(struct classify_input){.text = str_of(PAIRS[i].counts),
                                               .rating = -1},
                      &yes);
        classify_text(c, &a,
                      &(struct classify_input){
                          .text = str_of(PAIRS[i].does_not), .rating = -1},
                      &no);
        ck_assert_msg(!told(&no, PAIRS[i].signal), "%s: %s", PAIRS[i].signal,
                      PAIRS[i].does_not);
        ck_assert_msg(told(&yes, PAIRS[i].signal), "%s: %s", PAIRS[i].signal,
                      PAIRS[i].counts);
    }
    arena_clear(&a);
    classify_close(c);
}
END

/* Each stands for a kind: what the clauses make of the whole. */
static const struct {
    const char *text;
    enum mention_type type;
    enum tone tone;
} VERDICTS[] = {
    {"Раньше приложение постоянно зависало, теперь летает, спасибо",
     TYPE_PRAISE, TONE_POS},
    {"Если бы меня обманули, я бы ушёл, но здесь всё честно", TYPE_PRAISE,
     TONE_POS},
    {"Говорят, там грубят. Кто-нибудь был, как оно?", TYPE_QUESTION, TONE_NEU},
    {"В соседней аптеке обсчитывали, а здесь всё честно и быстро", TYPE_PRAISE,
     TONE_POS},
    {"Отличная кофейня Достоинства: всё Недостатки: нет Отзыв: рекомендую",
     TYPE_PRAISE, TONE_POS},
    {"Вектор признан лучшим банком года https://x.example/1", TYPE_NEUTRAL,
     TONE_POS},
    {"Навязывают подписку каждому, кто заходит в салон", TYPE_OFFENDED,
     TONE_NEG},
    {"Не могу не похвалить кухню", TYPE_PRAISE, TONE_POS},
    {"I love the interface but it crashes on every payment", TYPE_BROKEN,
     TONE_MIX},
    {"Not a single issue in three years", TYPE_PRAISE, TONE_POS},
    {"У соседнего банка всё летает, а ваше приложение виснет на каждом шаге",
     TYPE_BROKEN, TONE_NEG},
    {"Мы не жалуемся, Алёночка умница, просто приложение так и не работает",
     TYPE_BROKEN, TONE_NEG},
    {"The crew was lovely, but we left five hours late", TYPE_BROKEN, TONE_NEG},
    {"В Гамме неделю ничего не работает, не то что в Дельте", TYPE_PRAISE,
     TONE_POS},
    {"Заявка висит неделю. Что это такое? Почему никто не отвечает? Что мне "
     "делать?",
     TYPE_BROKEN, TONE_NEG},
};

TEST(what_is_told)
{
    struct arena a = {0};
    open_shipped();
    for (size_t i = 0; i < sizeof VERDICTS / sizeof *VERDICTS; i++) {
        struct verdict v;
        struct classify_input in = {.text = str_of(VERDICTS[i].text),
                                    .rating = -1};
        classify_text(c, &a, &in, &v);
        ck_assert_msg(v.type == VERDICTS[i].type && v.tone == VERDICTS[i].tone,
                      "%s %s: %s", type_name(v.type), tone_name(v.tone),
                      VERDICTS[i].text);
    }
    arena_clear(&a);
    classify_close(c);
}
END

/* A kind word for one of ours is heard beside a matter; for a brand, in irony,
 * of a rival or of what should be, it is none. */
TEST(kind_words)
{
    static const struct {
        const char *text;
        bool kind;
    } texts[] = {
        {"Леночка с ресепшена молодец, но душ третий день холодный", true},
        {"Спасибо водителю Олегу, только вот деньги списали дважды", true},
        {"The nurse was so patient, yet the results were lost", true},
        {"Вот провайдер молодец, опять всё сломали", false},
        {"Браво! Спасибо Олегу, потеряли мой багаж", false},
        {"В соседнем отеле официантка вежливая, а тут хамят", false},
        {"Персонал должен быть вежливый", false},
        {"The crew should be friendly", false},
    };
    struct arena a = {0};
    open_shipped();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct verdict v;
        struct classify_input in = {.text = str_of(texts[i].text),
                                    .rating = -1};
        classify_text(c, &a, &in, &v);
        ck_assert_msg(v.kind_word == texts[i].kind, "%s", texts[i].text);
    }
    arena_clear(&a);
    classify_close(c);
}
END

/* The same turn of speech praises the one and accuses the other: which of both
 * is ours is known by the brand. */
TEST(whose_rival)
{
    static struct str forms[] = {STR("гамм*")};
    static const struct brand_setup ours = {.name = STR("Гамма"),
                                            .forms = {.items = forms, .n = 1}};
    static const char text[] =
        "В Гамме неделю ничего не работает, не то что в Дельте";
    struct err e = {0};
    struct arena a = {0};
    struct classify_input in = {.text = str_of(text), .rating = -1};
    struct verdict theirs, own;
    open_shipped();
    classify_text(c, &a, &in, &theirs);
    classify_close(c);
    c = classify_open(&(struct classify_setup){.words = "rules/words",
                                               .brands = &ours,
                                               .n_brands = 1},
                      &e);
    ck_assert_msg(c, "%s", e.msg);
    classify_text(c, &a, &in, &own);
    ck_assert_int_eq(theirs.flags, 1u << RED_RIVAL);
    ck_assert_int_eq(own.flags, 0);
    ck_assert(own.type == TYPE_BROKEN && !told(&own, "praise"));
    arena_clear(&a);
    classify_close(c);
}
END

static double feature(const char *text, const char *name)
{
    struct findings f;
    double x[FEATURES_MAX];
    classify_find(c, (struct str){0}, str_of(text), &f);
    feature_take(&f.doc, &f.hits, 4, x);
    for (size_t i = 0; i < feature_count(); i++)
        if (strcmp(feature_names[i], name) == 0)
            return x[i];
    ck_abort_msg("no feature %s", name);
    return 0;
}

TEST(how_it_is_laid_out)
{
    static const char headline[] =
        "Паромы Вектора не выходят в рейс из-за шторма https://x.example/1";
    open_shipped();
    ck_assert_double_eq(feature(headline, "headline"), 1);
    ck_assert_double_eq(
        feature("Мой паром не вышел https://x.example/1", "headline"), 0);
    ck_assert_double_eq(
        feature("Почему стоят паромы? https://x.example/1", "headline"), 0);
    ck_assert_double_eq(feature("Ждал два часа и…", "cut"), 1);
    ck_assert_double_eq(feature("Ждал два часа… и ушёл", "cut"), 0);
    ck_assert_double_eq(feature("1. очередь\n2) хамство\n- грязь", "lists"),
                        1.5);
    ck_assert_double_eq(feature("Ждал 2. Потом 3-й раз", "lists"), 0.5);
    ck_assert_double_eq(feature("Здесь всегда хамят", "impersonal"), 1);
    ck_assert_double_eq(feature("Мне здесь хамят", "impersonal"), 0);
    ck_assert_double_eq(feature("Менеджер сказала ждать. Кассир ответила, "
                                "что не знает.",
                                "staff-sentences"),
                        1);
    classify_close(c);
}
END

/* A question on the way of a story is not what the text is about. */
TEST(questions_on_the_way)
{
    open_shipped();
    double asks = feature("Как подключить роуминг?", "question");
    ck_assert(asks > 0);
    ck_assert(feature("Я обратилась в банк. Как подключить роуминг? Мне не "
                      "ответили. Я жду.",
                      "question") < asks / 2);
    classify_close(c);
}
END

TEST_MAIN("scope", what_counts, what_is_told, kind_words, whose_rival,
          how_it_is_laid_out, questions_on_the_way)
