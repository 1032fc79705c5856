/* SPDX-License-Identifier: MIT
 * Corrections of people become weights: what is taught twice moves, what one
 * person or one author says ten times does not. */
#include <math.h>
#include <stdlib.h>

#include "tests/classify/words.h"

enum { LESSONS = 12 };

static const char *const TEXTS[LESSONS] = {
    "Антенна дребезжит каждое утро",   "Опять дребезжит над окном",
    "Дребезжит и мешает спать всем",   "Утром снова дребезжит что-то",
    "Она дребезжит громче телевизора", "Который день дребезжит под крышей",
    "Дребезжит после каждого дождя",   "Вечером дребезжит ещё сильнее",
    "Соседский ящик дребезжит ночами", "Дребезжит у входа без конца",
    "Труба дребезжит который месяц",   "Дребезжит, хоть уши затыкай",
};

static const char RULE[] = "rules:\n"
                           "- id: ru.broken.x\n"
                           "  signal: broken\n"
                           "  lemma: сломаться\n"
                           "  match: [Сломался]\n"
                           "  nomatch: [Цел]\n";

static struct classifier *open_with(const char *learnt)
{
    struct str form = STR("вектор*");
    const struct brand_setup brand = {.name = STR("Вектор"),
                                      .forms = {&form, 1}};
    struct err e = {0};
    const char *dir = words_folder(RULE, DECIDE);
    char path[300] = "";
    if (learnt) {
        write_file(dir, "learnt.tsv", learnt);
        snprintf(path, sizeof path, "%s/learnt.tsv", dir);
    }
    struct classify_setup setup = {.words = dir,
                                   .learnt = learnt ? path : NULL,
                                   .brands = &brand,
                                   .n_brands = 1};
    struct classifier *c = classify_open(&setup, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    unlink(path);
    words_remove(dir);
    return c;
}

/* How many of each taught. */
struct taught {
    size_t people, authors, days, texts;
};

/* They call it offended. */
static struct learnt learn(struct buf *table, const struct taught *by,
                           const char *also)
{
    static const char *const NAMES[] = {"ann", "bob", "eve", "dan",
                                        "kim", "lea", "max", "nik",
                                        "oda", "pia", "ron", "sue"};
    struct arena a = {0};
    struct learnt told;
    struct lesson lessons[LESSONS];
    struct classify_input held[] = {
        {.text = STR("Всё идёт утром"), .rating = -1},
        {.text = STR("Ночами тихо"), .rating = -1}};
    struct classifier *c = open_with(NULL);
    for (size_t i = 0; i < LESSONS; i++)
        lessons[i] = (struct lesson){
            .in = {.text = str_printf(&a, "%s%s", TEXTS[i % by->texts], also),
                   .rating = -1},
            .type = TYPE_OFFENDED,
            .tone = TONE_NONE,
            .author = str_of(NAMES[i % by->authors]),
            .who = str_of(NAMES[i % by->people]),
            .day = 20000 + (int64_t)(i % by->days)};
    classify_learn(c, &(struct learn_setup){lessons, LESSONS, held, 2}, table,
                   &told);
    classify_close(c);
    arena_clear(&a);
    return told;
}

static struct verdict judge(struct classifier *c, struct arena *a,
                            const char *text)
{
    struct verdict v;
    struct classify_input in = {.text = str_of(text), .rating = -1};
    classify_text(c, a, &in, &v);
    return v;
}

TEST(taught_twice_moves)
{
    struct arena a = {0};
    struct buf table, again;
    buf_init(&table, 1 << 20), buf_init(&again, 1 << 20);
    struct learnt told = learn(&table, &(struct taught){3, 12, 1, LESSONS}, "");
    ck_assert_uint_eq(told.lessons, LESSONS);
    ck_assert_double_eq_tol(told.weight, 12, 0.001); /* 3 sittings of 4 */
    ck_assert(told.words >= 1);
    ck_assert_int_eq(told.types.all, LESSONS);
    ck_assert_msg(told.types.after > told.types.before, "%d of %d",
                  told.types.after, told.types.before);
    const char *line = strstr(table.p, "дребезжать\t12\t");
    ck_assert_msg(line && strstr(line, "offended +"), "%s", table.p);
    learn(&again, &(struct taught){3, 12, 1, LESSONS}, "");
    ck_assert_uint_eq(table.n, again.n);
    ck_assert(memcmp(table.p, again.p, table.n) == 0);

    const char *text = "Забор дребезжит";
    struct classifier *plain = open_with(NULL), *taught = open_with(table.p);
    struct verdict was = judge(plain, &a, text), is = judge(taught, &a, text);
    ck_assert_int_ne(was.type, TYPE_OFFENDED);
    ck_assert_int_eq(is.type, TYPE_OFFENDED);
    ck_assert_uint_eq(is.n, 1);
    ck_assert_str(is.evidence[0].rule, "learnt дребезжать x12");
    ck_assert(is.evidence[0].points > 0);
    ck_assert(strcmp(classify_version(plain), classify_version(taught)) != 0);
    classify_close(plain), classify_close(taught);
    buf_clear(&table), buf_clear(&again);
    arena_clear(&a);
}
END

/* Ten angry clicks of one person in one sitting, or about the texts of one
 * author, or on copies of two texts, turn nothing; two days of one person do,
 * for a shop may have one specialist. */
TEST(one_voice_does_not)
{
    struct buf table;
    buf_init(&table, 1 << 20);
    struct learnt told = learn(&table, &(struct taught){1, 12, 1, LESSONS}, "");
    ck_assert_double_eq_tol(told.weight, LESSONS_SITTING, 0.001);
    ck_assert_uint_eq(told.words, 0);
    buf_reset(&table);
    told = learn(&table, &(struct taught){12, 1, 1, LESSONS}, "");
    ck_assert_double_eq_tol(told.weight, LESSONS_AUTHOR, 0.001);
    ck_assert_uint_eq(told.words, 0);
    buf_reset(&table);
    told = learn(&table, &(struct taught){12, 12, 1, 2}, "");
    ck_assert_double_eq_tol(told.weight, 2, 0.001);
    ck_assert_uint_eq(told.words, 0);
    buf_reset(&table);
    told = learn(&table, &(struct taught){1, 12, 2, LESSONS}, "");
    ck_assert_double_eq_tol(told.weight, 2 * LESSONS_SITTING, 0.001);
    ck_assert_uint_ge(told.words, 1);
    buf_clear(&table);
}
END

/* No brand, no name, and nothing greater than the bound. */
TEST(names_and_bounds)
{
    struct buf table;
    buf_init(&table, 1 << 20);
    learn(&table, &(struct taught){12, 12, 1, LESSONS},
          " у вектора и у Степана");
    ck_assert_msg(strstr(table.p, "дребезжать"), "%s", table.p);
    ck_assert_msg(!strstr(table.p, "вектор"), "%s", table.p);
    ck_assert_msg(!strstr(table.p, "степан"), "%s", table.p);
    for (const char *p = table.p; (p = strpbrk(p, "+-")); p++)
        if (p[1] >= '0' && p[1] <= '9')
            ck_assert_double_le(fabs(strtod(p, NULL)), LEARNT_MOST + 0.005);
    buf_clear(&table);
}
END

TEST_MAIN("learn", taught_twice_moves, one_voice_does_not, names_and_bounds)
