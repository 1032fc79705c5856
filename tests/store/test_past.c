/* SPDX-License-Identifier: MIT
 * Cases of before Molva: brought in once, with what they were, and nobody is
 * reminded of what is past (R17). */
#include "tests/store/temp.h"

enum { DAY_S = 86400, YEAR_S = 365 * DAY_S };

static struct past past(const char *key, const char *state)
{
    return (struct past){.card = {.imported = str_of(key),
                                  .state = str_of(state),
                                  .channel = STR("phone"),
                                  .author = STR("Светлана"),
                                  .text = STR("Мастер не пришёл"),
                                  .assignee = STR("petr"),
                                  .opened = TEMP_NOW - YEAR_S,
                                  .due = TEMP_NOW - YEAR_S + DAY_S},
                         .note = STR("папка: синяя"),
                         .who = STR("ann"),
                         .from = STR("old")};
}

static bool put(struct store *s, struct past *p)
{
    struct err e = {0};
    bool fresh;
    ck_ok(store_past_put(s, p, TEMP_NOW, &fresh, &e), e);
    return fresh;
}

static size_t reminders(struct store *s, int64_t now)
{
    struct err e = {0};
    struct arena a = {0};
    struct reminder *rows;
    size_t n;
    const struct reminder_span span = {
        .now = now, .until = now + DAY_S, .passed = now - DAY_S};
    ck_ok(store_reminders(s, &a, &span, &rows, &n, &e), e);
    arena_clear(&a);
    return n;
}

TEST(each_comes_once)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("past.db");
    struct past one = past("old:1", "closed"), two = past("old:2", "assigned");
    one.card.ended = one.card.opened + 3 * DAY_S;
    ck_assert(put(s, &one));
    ck_assert(put(s, &two));
    ck_assert(!put(s, &one));
    struct case_file f;
    bool found, is;
    ck_ok(store_case_get(s, &a, 1, &f, &found, &e), e);
    ck_assert(found);
    ck_assert_str(f.card.state, "closed");
    ck_assert_str(f.card.ended_by, "ann");
    ck_assert_int_eq(f.card.opened, TEMP_NOW - YEAR_S);
    ck_assert_int_eq((int)f.n_events, 2);
    ck_assert_str(f.events[0].what, "imported");
    ck_assert_int_eq(f.events[0].at, TEMP_NOW);
    ck_assert_str(f.notes[0].text, "папка: синяя");
    ck_ok(store_past_is(s, STR("old:2"), &is, &e), e);
    ck_assert(is);
    ck_ok(store_past_is(s, STR(""), &is, &e), e);
    ck_assert(!is);
    arena_clear(&a);
    store_close(s);
}
END

TEST(what_is_past_is_not_told)
{
    struct store *s = temp_store("quiet.db");
    struct past one = past("old:1", "closed"), two = past("old:2", "assigned");
    struct past three = past("old:3", "assigned");
    one.card.ended = TEMP_NOW - DAY_S;
    three.card.due = TEMP_NOW + 3 * DAY_S;
    ck_assert(put(s, &one) && put(s, &two) && put(s, &three));
    ck_assert_int_eq((int)reminders(s, TEMP_NOW), 0);
    ck_assert_int_eq((int)reminders(s, TEMP_NOW + DAY_S), 0);
    ck_assert_int_eq((int)reminders(s, TEMP_NOW + 2 * DAY_S + 60), 1);
    store_close(s);
}
END

TEST(what_is_no_case_is_refused)
{
    struct err e = {0};
    bool fresh;
    struct store *s = temp_store("none.db");
    struct past p = past("", "closed");
    ck_assert(!store_past_put(s, &p, TEMP_NOW, &fresh, &e));
    p = past("old:1", "closed");
    p.card.concerns = p.card.assignee;
    ck_assert(!store_past_put(s, &p, TEMP_NOW, &fresh, &e));
    p = past("old:1", "gone");
    ck_assert(!store_past_put(s, &p, TEMP_NOW, &fresh, &e));
    store_close(s);
}
END

static bool count(void *ctx, const struct case_card *card, struct str notes,
                  struct err *e)
{
    int64_t *n = ctx;
    (void)e;
    ck_assert_int_eq(card->id, ++*n);
    ck_assert_str(notes, "папка: синяя");
    ck_assert_str(card->author, "Светлана");
    return true;
}

TEST(all_of_them_one_by_one)
{
    struct err e = {0};
    int64_t n = 0;
    struct store *s = temp_store("each.db");
    for (int i = 0; i < 3; i++) {
        char key[16];
        snprintf(key, sizeof key, "old:%d", i);
        struct past p = past(key, "done");
        ck_assert(put(s, &p));
    }
    ck_ok(store_cases_each(s, &(struct case_span){0}, count, &n, &e), e);
    ck_assert_int_eq(n, 3);
    store_close(s);
}
END

TEST_MAIN("pasts", each_comes_once, what_is_past_is_not_told,
          what_is_no_case_is_refused, all_of_them_one_by_one)
