/* SPDX-License-Identifier: MIT
 * store: a post is found again, or it is a new one; what changes and what a
 * person decided stays. R22, R38, R73, R75. */
#include "tests/store/temp.h"

static struct mention get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m = {0};
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    ck_assert(found);
    return m;
}

static bool by_approving(struct store *s, struct mention *m, struct err *e)
{
    return store_case_approve(s, m->case_.id, STR("ann"), STR("наш ответ"), 1,
                              e);
}

static bool by_dismissing(struct store *s, struct mention *m, struct err *e)
{
    return store_case_dismiss(s, m->case_.id, STR("ann"), STR("шум"), 1, e);
}

static bool by_correcting(struct store *s, struct mention *m, struct err *e)
{
    m->verdict.type = STR("justified"), m->decision.draft = STR("наш ответ");
    return store_label_put(s, m, STR("ann"), 1, e);
}

static bool by_not_us(struct store *s, struct mention *m, struct err *e)
{
    return store_label_not_us(s, m->id, STR("ann"), 1, e);
}

static size_t events(struct store *s, int64_t mention, const char *what)
{
    struct err e = {0};
    struct arena a = {0};
    struct event_row *rows;
    size_t n, found = 0;
    ck_ok(store_events(s, &a, mention, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        found += str_eqz(rows[i].what, what);
    arena_clear(&a);
    return found;
}

TEST(an_edit_keeps_the_old_text)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    size_t n;
    struct store *s = temp_store("edit.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "первый текст");
    temp_put(s, &m);
    int64_t id = m.id;
    for (int i = 0; i < 2; i++) {
        m = temp_mention(source, "k", "", i ? "третий текст" : "второй текст");
        m.verdict.type = i ? STR("praise") : STR("rant");
        m.post.collected = TEMP_NOW + 60 + i;
        m.decision.draft = i ? STR("Спасибо!") : STR("Поможем");
        m.decision.priority = 70 + i;
        ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
        ck_assert_int_eq(m.id, id);
    }
    m = get(s, &a, id);
    ck_assert_str(m.post.text, "третий текст");
    ck_assert_str(m.verdict.type, "praise");
    ck_assert_str(m.decision.draft, "Спасибо!");
    ck_assert_str(m.case_.status, "waiting");
    ck_assert(m.decision.priority == 71 && m.post.edited == TEMP_NOW + 61);
    ck_assert(m.post.collected == TEMP_NOW);
    ck_assert_int_eq(
        temp_ask(temp_path("edit.db"), "SELECT priority FROM cases"), 71);
    ck_ok(store_mention_history(s, &a, id, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(rows[0].post.text, "второй текст");
    ck_assert_str(rows[0].verdict.type, "rant");
    ck_assert_str(rows[1].post.text, "первый текст");
    ck_assert_str(rows[1].verdict.type, "broken");
    ck_assert(rows[0].post.edited == TEMP_NOW + 61 && rows[0].id == id);
    ck_assert_uint_eq(events(s, id, "changed"), 2);
    arena_clear(&a);
    store_close(s);
}
END

TEST(an_edit_may_open_a_case)
{
    struct arena a = {0};
    struct store *s = temp_store("edit2.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "ничего");
    temp_solve(&m, "C");
    temp_put(s, &m);
    ck_assert_int_eq(m.case_.id, 0);
    m = temp_mention(source, "k", "", "верните деньги");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_gt(m.case_.id, 0);
    m = get(s, &a, m.id);
    ck_assert_str(m.case_.status, "waiting");
    ck_assert_str(m.decision.draft, "Здравствуйте! Поможем.");
    arena_clear(&a);
    store_close(s);
}
END

/* Which solutions want no reply is said by the matrix's file, whatever letters
 * it gives them. */
TEST(only_a_reply_opens_a_case)
{
    static const char *const none[] = {"C", "M"};
    struct store *s = temp_store("none.db");
    int64_t source = temp_source(s, "f");
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct mention m = temp_mention(source, none[i], "", none[i]);
        temp_solve(&m, none[i]);
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        ck_assert_msg(m.case_.id == 0, "%s", none[i]);
    }
    store_close(s);
}
END

/* The case goes and comes with what the text asks for, until a person has
 * begun with it. */
TEST(a_case_follows_the_text)
{
    static const struct {
        const char *text, *solution; /* what the crawler brings */
        const char *status;          /* of the case after that */
    } steps[] = {
        {"верните деньги", "A", "waiting"},
        {".", "C", "dismissed"},
        {"..", "M", "dismissed"},
        {"нет, верните", "B", "waiting"},
    };
    struct err e = {0};
    struct arena a = {0};
    struct mention m = {0};
    struct store *s = temp_store("follow.db");
    int64_t source = temp_source(s, "f");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        m = temp_mention(source, "k", "", steps[i].text);
        temp_solve(&m, steps[i].solution);
        m.decision.draft = i % 3 ? STR("") : STR("Вернём");
        temp_put(s, &m);
        ck_assert_msg(m.case_.id == 1, "step %zu", i);
        m = get(s, &a, m.id);
        ck_assert_msg(str_eqz(m.case_.status, steps[i].status), "step %zu", i);
        ck_assert_msg(str_eqz(m.decision.solution, steps[i].solution),
                      "step %zu", i);
    }
    ck_assert(events(s, m.id, "dismissed") == 1);
    ck_assert(events(s, m.id, "reopened") == 1);
    ck_ok(store_case_edit(s, 1, STR("ann"), STR("уже пишу"), 1, &e), e);
    m = temp_mention(source, "k", "", "...");
    temp_solve(&m, "C");
    temp_put(s, &m);
    m = get(s, &a, m.id);
    ck_assert_str(m.case_.status, "waiting");
    ck_assert_str(m.decision.draft, "уже пишу");
    arena_clear(&a);
    store_close(s);
}
END

/* What a person decided outlives a recrawl that brings another text; the
 * text, the history and an event are there all the same. */
TEST(people_are_not_overwritten)
{
    static bool (*const ways_to_decide[])(struct store *, struct mention *,
                                          struct err *) = {
        by_approving, by_dismissing, by_correcting, by_not_us};
    for (size_t i = 0; i < 4; i++) {
        struct err e = {0};
        struct arena a = {0};
        char file[32];
        snprintf(file, sizeof file, "decided%zu.db", i);
        struct store *s = temp_store(file);
        int64_t source = temp_source(s, "f");
        struct mention m = temp_mention(source, "k", "", "было");
        temp_put(s, &m);
        ck_ok(ways_to_decide[i](s, &m, &e), e);
        struct mention before = get(s, &a, m.id);
        m = temp_mention(source, "k", "", "стало");
        m.verdict.type = STR("praise"), temp_solve(&m, "D"),
        m.decision.row = STR("other");
        m.decision.draft = STR("другой ответ"), m.decision.priority = 99;
        ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
        struct mention after = get(s, &a, m.id);
        ck_assert_str(after.post.text, "стало");
        ck_assert_msg(str_eq(after.verdict.type, before.verdict.type),
                      "way %zu", i);
        ck_assert_msg(str_eq(after.decision.solution, before.decision.solution),
                      "way %zu", i);
        ck_assert_msg(str_eq(after.decision.draft, before.decision.draft),
                      "way %zu", i);
        ck_assert_msg(str_eq(after.case_.status, before.case_.status),
                      "way %zu", i);
        ck_assert_msg(after.decision.priority == before.decision.priority,
                      "way %zu", i);
        ck_assert_uint_eq(events(s, m.id, "changed"), 1);
        arena_clear(&a);
        store_close(s);
    }
}
END

/* A draft in a person's own words stays, while the case still waits and the
 * verdict follows the new text. */
TEST(own_words_stay)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("words.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "было");
    temp_put(s, &m);
    ck_ok(store_case_edit(s, m.case_.id, STR("ann"), STR("мои слова"), 1, &e),
          e);
    m = temp_mention(source, "k", "", "стало");
    m.verdict.type = STR("rant"), m.decision.draft = STR("от машины");
    temp_put(s, &m);
    m = get(s, &a, m.id);
    ck_assert_str(m.verdict.type, "rant");
    ck_assert_str(m.decision.draft, "мои слова");
    arena_clear(&a);
    store_close(s);
}
END

TEST(an_edit_that_drops_the_brand)
{
    struct arena a = {0};
    struct store *s = temp_store("nobrand.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "Вектор не работает");
    temp_put(s, &m);
    struct mention bare = {.post.source = source,
                           .post.key1 = STR("k"),
                           .post.text = STR("."),
                           .post.text_hash = 5,
                           .post.collected = TEMP_NOW + 5};
    struct str draft = get(s, &a, m.id).decision.draft;
    bare.bare = true; /* of its words only a number came */
    bare.post.text.n = 0;
    ck_assert_int_eq(temp_put(s, &bare), PUT_UNREAD);
    ck_assert_str(get(s, &a, m.id).post.text, "Вектор не работает");
    bare.bare = false;
    bare.post.text.n = 1;
    bare.verdict = (struct verdict_row){.type = STR("unknown"),
                                        .second = STR("-"),
                                        .tone = STR("neu"),
                                        .evidence = STR("[]")};
    ck_assert_int_eq(temp_put(s, &bare), PUT_EDITED);
    ck_assert_int_eq(bare.id, m.id);
    m = get(s, &a, m.id);
    ck_assert_str(m.post.text, ".");
    ck_assert_str(m.post.brand, "Вектор");
    /* The verdict is of the new words, what to do as it was. */
    ck_assert_str(m.verdict.type, "unknown");
    ck_assert_str(m.case_.status, "waiting");
    ck_assert(draft.n && str_eq(m.decision.draft, draft));
    ck_assert(events(s, m.id, "unnamed") == 1 &&
              events(s, m.id, "changed") == 0);
    ck_assert_int_eq(temp_put(s, &bare), PUT_SAME);
    arena_clear(&a);
    store_close(s);
}
END

TEST(gone_and_back)
{
    struct arena a = {0};
    struct store *s = temp_store("gone.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "k", "", "было");
    temp_put(s, &m);
    m.post.gone = TEMP_NOW + 9;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(get(s, &a, m.id).post.gone, TEMP_NOW + 9);
    m.post.gone = 0;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(get(s, &a, m.id).post.gone, 0);
    ck_assert(events(s, m.id, "gone") == 1 && events(s, m.id, "back") == 1);
    arena_clear(&a);
    store_close(s);
}
END

/* A venue does not read the same words twice while there are others. */
TEST(a_neighbour_gets_other_words)
{
    static const char FIRST[] = "Здравствуйте! Нам жаль, что так вышло. Служба "
                                "поддержки проверит и ответит здесь до {due}.";
    static const char SECOND[] =
        "Добрый день! Спасибо, что рассказали об этом. "
        "Что выяснили, напишем сюда к {due}.";
    struct arena a = {0};
    struct store *s = temp_store("words.db");
    int64_t source = temp_source(s, "f");
    for (int i = 0; i < 3; i++) {
        char key[2] = {(char)('a' + i), 0};
        struct mention m = temp_mention(source, key, "", key);
        m.decision.draft = STR(FIRST);
        m.decision.others = str_printf(&a, "\x1e%s\x1e%s", FIRST, SECOND);
        if (i == 2) /* elsewhere it is new */
            m.post.source = temp_source(s, "g");
        temp_put(s, &m);
        ck_assert_str(get(s, &a, m.id).decision.draft, i == 1 ? SECOND : FIRST);
    }
    ck_assert(temp_verifies(s));
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_mention", an_edit_keeps_the_old_text, an_edit_may_open_a_case,
          only_a_reply_opens_a_case, a_case_follows_the_text,
          people_are_not_overwritten, own_words_stay,
          an_edit_that_drops_the_brand, gone_and_back,
          a_neighbour_gets_other_words)
