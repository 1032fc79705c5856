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

static void same_texts(const struct mention *m, const struct mention *r)
{
    const struct {
        struct str got, put;
    } texts[] = {
        {r->key1, m->key1},
        {r->key2, m->key2},
        {r->url, m->url},
        {r->thread, m->thread},
        {r->thread_title, m->thread_title},
        {r->author, m->author},
        {r->author_url, m->author_url},
        {r->reply_to, m->reply_to},
        {r->date_text, m->date_text},
        {r->lang, m->lang},
        {r->title, m->title},
        {r->text, m->text},
        {r->brand, m->brand},
        {r->lemmas, m->lemmas},
        {r->rules, m->rules},
        {r->type, m->type},
        {r->second, m->second},
        {r->tone, m->tone},
        {r->topic, m->topic},
        {r->evidence, m->evidence},
        {r->solution, m->solution},
        {r->row, m->row},
        {r->why, m->why},
        {r->answers, m->answers},
        {r->counterfactual, m->counterfactual},
        {r->department, m->department},
        {r->template, m->template},
        {r->draft, m->draft},
        {r->case_status, STR("waiting")},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_msg(str_eq(texts[i].got, texts[i].put), "text %zu", i);
}

static void same_numbers(const struct mention *m, const struct mention *r)
{
    const int64_t numbers[][2] = {
        {r->id, m->id},
        {r->source, m->source},
        {r->text_hash, m->text_hash},
        {r->published, m->published},
        {r->precision, m->precision},
        {r->collected, m->collected},
        {r->edited, 0},
        {r->gone, 0},
        {r->likes, 1},
        {r->replies, 2},
        {r->followers, 3},
        {r->author_posts, 4},
        {r->reach, 5},
        {r->facts, 1},
        {r->due, m->due},
        {r->priority, m->priority},
        {r->stale, 0},
        {r->case_id, m->case_id},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        ck_assert_msg(numbers[i][0] == numbers[i][1], "number %zu", i);
}

static bool by_approving(struct store *s, struct mention *m, struct err *e)
{
    return store_case_approve(s, m->case_id, STR("ann"), STR("наш ответ"), 1,
                              e);
}

static bool by_dismissing(struct store *s, struct mention *m, struct err *e)
{
    return store_case_dismiss(s, m->case_id, STR("ann"), STR("шум"), 1, e);
}

static bool by_correcting(struct store *s, struct mention *m, struct err *e)
{
    m->type = STR("justified"), m->draft = STR("наш ответ");
    return store_label_put(s, m, STR("ann"), 1, e);
}

static bool by_not_us(struct store *s, struct mention *m, struct err *e)
{
    return store_label_not_us(s, m->id, STR("ann"), 1, e);
}

TEST(every_field_comes_back)
{
    struct arena a = {0};
    struct store *s = temp_store("fields.db");
    struct mention m =
        temp_mention(temp_source(s, "форум"), "k1", "k2", "Ничего не работает");
    m.thread = STR("thread"), m.thread_title = STR("thread title");
    m.author_url = STR("author url"), m.reply_to = STR("reply to");
    m.date_text = STR("вчера"), m.title = STR("title");
    m.rating = 0.25, m.likes = 1, m.replies = 2, m.followers = 3;
    m.author_posts = 4, m.reach = 5, m.stale = 0, m.facts = 1;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_assert_int_gt(m.id, 0);
    ck_assert_int_gt(m.case_id, 0);
    struct mention r = get(s, &a, m.id);
    ck_assert_str(r.source_name, "форум");
    same_texts(&m, &r);
    same_numbers(&m, &r);
    ck_assert(r.rating == 0.25 && r.confidence == 0.8);
    arena_clear(&a);
    store_close(s);
}
END

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
        m.type = i ? STR("praise") : STR("rant");
        m.collected = TEMP_NOW + 60 + i;
        m.draft = i ? STR("Спасибо!") : STR("Поможем");
        m.priority = 70 + i;
        ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
        ck_assert_int_eq(m.id, id);
    }
    m = get(s, &a, id);
    ck_assert_str(m.text, "третий текст");
    ck_assert_str(m.type, "praise");
    ck_assert_str(m.draft, "Спасибо!");
    ck_assert_str(m.case_status, "waiting");
    ck_assert(m.priority == 71 && m.edited == TEMP_NOW + 61);
    ck_assert(m.collected == TEMP_NOW);
    ck_assert_int_eq(
        temp_ask(temp_path("edit.db"), "SELECT priority FROM cases"), 71);
    ck_ok(store_mention_history(s, &a, id, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(rows[0].text, "второй текст");
    ck_assert_str(rows[0].type, "rant");
    ck_assert_str(rows[1].text, "первый текст");
    ck_assert_str(rows[1].type, "broken");
    ck_assert(rows[0].edited == TEMP_NOW + 61 && rows[0].id == id);
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
    m.solution = STR("C");
    temp_put(s, &m);
    ck_assert_int_eq(m.case_id, 0);
    m = temp_mention(source, "k", "", "верните деньги");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_gt(m.case_id, 0);
    m = get(s, &a, m.id);
    ck_assert_str(m.case_status, "waiting");
    ck_assert_str(m.draft, "Здравствуйте! Поможем.");
    arena_clear(&a);
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
        {"..", "C", "dismissed"},
        {"нет, верните", "B", "waiting"},
    };
    struct err e = {0};
    struct arena a = {0};
    struct mention m = {0};
    struct store *s = temp_store("follow.db");
    int64_t source = temp_source(s, "f");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        m = temp_mention(source, "k", "", steps[i].text);
        m.solution = str_of(steps[i].solution);
        m.draft = i % 3 ? STR("") : STR("Вернём");
        temp_put(s, &m);
        ck_assert_msg(m.case_id == 1, "step %zu", i);
        m = get(s, &a, m.id);
        ck_assert_msg(str_eqz(m.case_status, steps[i].status), "step %zu", i);
        ck_assert_msg(str_eqz(m.solution, steps[i].solution), "step %zu", i);
    }
    ck_assert(events(s, m.id, "dismissed") == 1);
    ck_assert(events(s, m.id, "reopened") == 1);
    ck_ok(store_case_edit(s, 1, STR("ann"), STR("уже пишу"), 1, &e), e);
    m = temp_mention(source, "k", "", "...");
    m.solution = STR("C");
    temp_put(s, &m);
    m = get(s, &a, m.id);
    ck_assert_str(m.case_status, "waiting");
    ck_assert_str(m.draft, "уже пишу");
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
        m.type = STR("praise"), m.solution = STR("D"), m.row = STR("other");
        m.draft = STR("другой ответ"), m.priority = 99;
        ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
        struct mention after = get(s, &a, m.id);
        ck_assert_str(after.text, "стало");
        ck_assert_msg(str_eq(after.type, before.type), "way %zu", i);
        ck_assert_msg(str_eq(after.solution, before.solution), "way %zu", i);
        ck_assert_msg(str_eq(after.draft, before.draft), "way %zu", i);
        ck_assert_msg(str_eq(after.case_status, before.case_status), "way %zu",
                      i);
        ck_assert_msg(after.priority == before.priority, "way %zu", i);
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
    ck_ok(store_case_edit(s, m.case_id, STR("ann"), STR("мои слова"), 1, &e),
          e);
    m = temp_mention(source, "k", "", "стало");
    m.type = STR("rant"), m.draft = STR("от машины");
    temp_put(s, &m);
    m = get(s, &a, m.id);
    ck_assert_str(m.type, "rant");
    ck_assert_str(m.draft, "мои слова");
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
    struct mention bare = {.source = source,
                           .key1 = STR("k"),
                           .text = STR("."),
                           .text_hash = 5,
                           .collected = TEMP_NOW + 5};
    ck_assert_int_eq(temp_put(s, &bare), PUT_EDITED);
    ck_assert_int_eq(bare.id, m.id);
    m = get(s, &a, m.id);
    ck_assert_str(m.text, ".");
    ck_assert_str(m.brand, "Вектор");
    ck_assert_str(m.type, "broken");
    ck_assert_str(m.case_status, "waiting");
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
    m.gone = TEMP_NOW + 9;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(get(s, &a, m.id).gone, TEMP_NOW + 9);
    m.gone = 0;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_int_eq(get(s, &a, m.id).gone, 0);
    ck_assert(events(s, m.id, "gone") == 1 && events(s, m.id, "back") == 1);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_mention", every_field_comes_back, an_edit_keeps_the_old_text,
          an_edit_may_open_a_case, a_case_follows_the_text,
          people_are_not_overwritten, own_words_stay,
          an_edit_that_drops_the_brand, gone_and_back)
