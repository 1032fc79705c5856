/* SPDX-License-Identifier: MIT
 *
 * fill: a store with a month of mentions of an invented telecom, the same
 * ones every time. */
#ifndef MOLVA_TESTS_REPORT_FILL_H
#define MOLVA_TESTS_REPORT_FILL_H

#include "base/base.h"
#include "store/store.h"
#include "tests/test.h"

enum {
    FILL_DAYS = 30,
    FILL_DAY = 86400,
    FILL_ZONE = 3 * 3600,
    FILL_SAYINGS = 12,
};

/* 1 November 2026, 00:00 in Moscow. */
static const int64_t FILL_FROM = 1793480400;

struct saying {
    const char *type, *topic, *tone, *solution, *row, *why, *text;
    int every; /* one of so many days, 1 = daily */
    int facts; /* 1: it tells some */
};

static const struct saying SAYINGS[FILL_SAYINGS] = {
    {"broken", "connection", "neg", "A", "broken",
     "Не работает: помочь, объяснить, дать контакт человека.",
     "Третий вечер подряд интернет пропадает после девяти, роутер "
     "перезагружал, провод проверил. Вектор, что у вас на Садовой?",
     1, 1},
    {"broken", "app", "neg", "A", "broken",
     "Не работает: помочь, объяснить, дать контакт человека.",
     "Приложение не открывается после обновления, показывает белый экран.", 3,
     0},
    {"overcharged", "billing", "neg", "A", "overcharged",
     "Деньги проверяют всегда, о результате сообщают там же.",
     "За октябрь списали 740 рублей вместо 450, услугу «Кино» я не подключал. "
     "Номер договора готов назвать.",
     2, 1},
    {"overcharged", "price", "neg", "B", "problem-loud",
     "О случае громко говорят: помочь там и рассказать об итоге у себя.",
     "Подняли тариф без предупреждения, в договоре другая цена. Соседям тоже.",
     7, 1},
    {"offended", "staff", "neg", "A", "offended",
     "Обиду разбирают те, кто в ней не участвовал; о мерах рассказывают.",
     "Оператор бросил трубку, не дослушав, и перезванивать никто не стал.", 5,
     0},
    {"rant", "", "neg", "C", "rant",
     "Брань без фактов: ответ только раздует её.",
     "Худшие из худших, бегите от них.", 4, 0},
    {"justified", "connection", "neg", "B", "justified-seen",
     "Претензии обоснованы, и их прочтут многие: честно ответить там и у себя.",
     "С марта пять аварий на одном узле, заявки 1180, 1204, 1377, ответ всегда "
     "один и тот же. Собрали список дворов.",
     10, 1},
    {"praise", "staff", "pos", "A", "praise-staff",
     "Благодарят сотрудника: поблагодарить и передать ему.",
     "Мастер Павел приехал через час, всё починил и объяснил. Спасибо ему!", 2,
     0},
    {"praise", "", "pos", "A", "praise", "Похвала тоже заслуживает ответа.",
     "Год с Вектором, скорость честная, цена прежняя, доволен.", 3, 0},
    {"question", "price", "neu", "A", "question", "На вопрос отвечают.",
     "Подскажите, можно ли у Вектора заморозить тариф на время отпуска?", 2, 0},
    {"neutral", "", "neu", "C", "neutral",
     "Нас ни о чём не просят и ни в чём не винят.",
     "В районе меняют провайдера, теперь будет Вектор или Луч.", 2, 0},
    {"broken", "product", "mix", "C", "stale",
     "Дело старое, его не поднимают заново.",
     "Приставка зависала, потом заменили. Осадок остался.", 9, 0},
};

static inline void fill_sources(struct store *s, int64_t ids[3])
{
    static const char *const NAMES[] = {"Форум Садовой", "Отзывы.пример",
                                        "Лента «Городское»"};
    struct err e = {0};
    struct arena a = {0};
    for (int i = 0; i < 3; i++) {
        struct source_row row = {.name = str_of(NAMES[i]),
                                 .kind = STR("phpbb"),
                                 .url = STR("https://forum.example/"),
                                 .every = 3600};
        ck_ok(store_source_put(s, &a, &row, &e), e);
        row.last_visit = FILL_FROM + FILL_DAYS * FILL_DAY - 600;
        row.health = i == 2 ? STR("blocked") : STR("ok");
        row.cause = i == 2 ? STR("просит доказать, что мы не робот") : STR("");
        ck_ok(store_source_save(s, &row, &e), e);
        ids[i] = row.id;
    }
    arena_clear(&a);
}

static inline struct mention fill_mention(const struct saying *what, int day,
                                          struct arena *a)
{
    int64_t at = FILL_FROM + day * FILL_DAY + 9 * 3600 + day * 60;
    struct str url = str_printf(a, "https://forum.example/t/%d-%s-%s?p=%d#post",
                                day, what->type, what->topic, day * 7);
    bool reply = what->solution[0] != 'C';
    return (struct mention){
        .post.key1 = url,
        .post.key2 = url,
        .post.url = url,
        .post.text_hash = (int64_t)str_hash(str_of(what->text)),
        .post.author =
            str_printf(a, "author-%d-%s-%s", day, what->type, what->topic),
        .post.published = at,
        .post.precision = 60,
        .post.collected = at + 900,
        .post.lang = STR("ru"),
        .post.text = str_of(what->text),
        .post.rating = -1,
        .post.likes = day % 5 ? -1 : day * 3,
        .post.replies = day % 4,
        .post.followers = -1,
        .post.author_posts = -1,
        .post.reach = -1,
        .post.brand = STR("Вектор"),
        .verdict.rules = STR("0123456789abcdef"),
        .verdict.type = str_of(what->type),
        .verdict.second = STR("-"),
        .verdict.tone = str_of(what->tone),
        .verdict.facts = what->facts,
        .verdict.confidence = day % 9 ? 0.8 : 0.4,
        .verdict.topic = str_of(what->topic),
        .verdict.evidence = STR("[]"),
        .decision.answers = STR("[]"),
        .post.lemmas = STR(""),
        .decision.solution = str_of(what->solution),
        .decision.row = str_of(what->row),
        .decision.why = str_of(what->why),
        .decision.department = STR("service"),
        .decision.profile = reply ? STR("day") : STR(""),
        .decision.template = reply ? STR("broken") : STR(""),
        .decision.draft = reply ? STR("Здравствуйте! Разберёмся.") : STR(""),
        .decision.due = reply ? at + 2 * FILL_DAY : 0,
        .decision.priority = reply ? 50 : 0,
        .decision.stale = str_eqz(str_of(what->row), "stale")};
}

/* True when the saying is heard that day. */
static inline bool fill_heard(const struct saying *what, int day)
{
    return (day + what->every / 2) % what->every == 0;
}

/* Puts it all in; older cases are approved, a few dismissed. */
static inline int64_t fill_store(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    int64_t ids[3], n = 0;
    fill_sources(s, ids);
    ck_ok(store_begin(s, &e), e);
    for (int day = 0; day < FILL_DAYS; day++)
        for (int i = 0; i < FILL_SAYINGS; i++) {
            enum put_result what;
            struct mention m = fill_mention(&SAYINGS[i], day, &a);
            bool found;
            if (!fill_heard(&SAYINGS[i], day))
                continue;
            m.post.source = ids[(day + i) % 3];
            ck_ok(store_mention_put(s, &m, &what, &e), e);
            ck_assert_int_eq(what, PUT_NEW);
            ck_ok(store_mention_get(s, &a, m.id, &m, &found, &e), e);
            if (m.case_.id && day < 22 && (day + i) % 8 == 0)
                ck_ok(store_case_dismiss(s, m.case_.id, STR("olga"),
                                         STR("двойник"),
                                         m.post.published + 7200, &e),
                      e);
            else if (m.case_.id && day < 22)
                ck_ok(store_case_approve(s, m.case_.id, STR("olga"),
                                         m.decision.draft,
                                         m.post.published + 7200, &e),
                      e);
            n++;
        }
    ck_ok(store_commit(s, &e), e);
    arena_clear(&a);
    return n;
}

#endif
