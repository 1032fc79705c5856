/* SPDX-License-Identifier: MIT
 * store: replies that Molva posts itself: one claim, one end. */
#include "tests/store/replied.h"

static struct sending_row newest(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct sending_row row;
    bool found;
    ck_ok(store_sending_of(s, a, id, &row, &found, &e), e);
    ck_assert(found);
    return row;
}

static bool ask(struct store *s, const struct mention *m, const char *who,
                const char *told)
{
    struct err e = {0};
    bool ok = store_sending_ask(s, m->case_.id, false, str_of(who), 20, &e);
    ck_assert_msg(ok == !told && (ok || (told && strstr(e.msg, told))), "%s",
                  e.msg);
    return ok;
}

static bool claim(struct store *s, struct sending_row *row)
{
    struct err e = {0};
    bool got;
    ck_ok(store_sending_claim(s, row, 21, 300, &got, &e), e);
    return got;
}

static void settle(struct store *s, struct sending_row *row, const char *state,
                   const char *url)
{
    struct err e = {0};
    row->state = str_of(state), row->url = str_of(url);
    row->due = 40;
    ck_ok(store_sending_settle(s, row, 22, &e), e);
}

/* Of two that find it wanted one sends it; then it stands there by Molva. */
TEST(one_of_two_sends_it)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("sending.db");
    struct mention m = approved(s, "a", "https://forum.example/t/1#5");
    struct sending_row *rows;
    size_t n;
    (void)ask(s, &m, "ann", NULL);
    (void)ask(s, &m, "ben", "posted already");
    ck_ok(store_sendings_due(s, &a, 0, 19, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 0);
    ck_ok(store_sendings_due(s, &a, 0, 20, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    ck_assert(str_eqz(rows[0].text, "We looked.") && rows[0].key.n > 8);
    struct sending_row other = rows[0];
    ck_assert(claim(s, &rows[0]));
    ck_assert(!claim(s, &other));
    ck_assert_int_eq(newest(s, &a, m.case_.id).tries, 1);
    settle(s, &other, "refused", ""); /* what it had read is another's now */
    ck_assert(str_eqz(newest(s, &a, m.case_.id).state, "sending"));
    settle(s, &rows[0], "posted", "https://forum.example/t/1#9");
    struct mention after;
    bool found;
    ck_ok(store_mention_get(s, &a, m.id, &after, &found, &e), e);
    ck_assert(str_eqz(after.case_.posted_url, "https://forum.example/t/1#9"));
    ck_assert(str_eqz(after.case_.posted_by, SENDER));
    (void)ask(s, &m, "ann", "");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Nothing is sent of what is not approved; while it is on its way nobody takes
 * the approval back; what waits ends with it. */
TEST(only_what_is_approved_is_sent)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("sending2.db");
    struct mention raw = waiting(s, "raw");
    (void)ask(s, &raw, "ann", "");
    struct mention m = approved(s, "b", "https://forum.example/t/1#5");
    (void)ask(s, &m, "ann", NULL);
    struct sending_row row = newest(s, &a, m.case_.id);
    ck_ok(store_case_return(s, m.id, STR("ann"), STR("wrong"), 20, &e), e);
    ck_assert(str_eqz(newest(s, &a, m.case_.id).state, "dropped"));
    ck_assert(!claim(s, &row));
    ck_ok(store_case_approve(s, m.case_.id, STR("ann"), STR("Anew."), 21, &e),
          e);
    (void)ask(s, &m, "ann", NULL);
    row = newest(s, &a, m.case_.id);
    ck_assert(claim(s, &row));
    ck_assert(!store_case_return(s, m.id, STR("ann"), STR("no"), 22, &e));
    ck_assert_msg(strstr(e.msg, "being posted just now"), "%s", e.msg);
    settle(s, &row, "refused", "");
    ck_ok(store_case_return(s, m.id, STR("ann"), STR("no"), 23, &e), e);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* What nobody knows waits for a person; whoever saw it there ends it. */
TEST(a_person_ends_what_is_unsure)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("sending3.db");
    struct mention m = approved(s, "c", "https://forum.example/t/1#5");
    (void)ask(s, &m, "ann", NULL);
    struct sending_row row = newest(s, &a, m.case_.id);
    bool got;
    ck_assert(claim(s, &row));
    settle(s, &row, "unsure", "");
    (void)ask(s, &m, "ann", "--again");
    ck_ok(store_sending_look(s, &row, 90, &got, &e), e);
    ck_assert(got);
    row.due = 40;
    ck_ok(store_sending_look(s, &row, 90, &got, &e), e);
    ck_assert(!got);
    ck_ok(store_sending_ask(s, m.case_.id, true, STR("ann"), 30, &e), e);
    struct sending_row second = newest(s, &a, m.case_.id);
    ck_assert(second.id != row.id && !str_eq(second.key, row.key));
    (void)post(s, &m, "https://forum.example/t/1#9", "", NULL);
    ck_assert(str_eqz(newest(s, &a, m.case_.id).state, "dropped"));
    ck_assert(!claim(s, &second));
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Found there after somebody took the approval back: no error, and not lost. */
TEST(what_stands_there_is_told_whatever_became_of_it)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("sending5.db");
    struct mention m = approved(s, "e", "https://forum.example/t/1#5");
    struct event_row *events;
    size_t n, sent = 0;
    (void)ask(s, &m, "ann", NULL);
    struct sending_row row = newest(s, &a, m.case_.id);
    ck_assert(claim(s, &row));
    settle(s, &row, "unsure", "");
    ck_ok(store_case_return(s, m.id, STR("ann"), STR("wrong"), 23, &e), e);
    settle(s, &row, "posted", "https://forum.example/t/1#9");
    ck_assert(str_eqz(newest(s, &a, m.case_.id).state, "dropped"));
    ck_ok(store_events(s, &a, m.id, &events, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        sent += str_eqz(events[i].what, "sent") &&
                str_find(events[i].detail, STR("t/1#9")) > 0;
    ck_assert_uint_eq(sent, 1);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* R40, R41: neither the director nor whom it concerns. */
TEST(who_may_not_answer_does_not_send)
{
    struct err e = {0};
    struct store *s = temp_store("sending4.db");
    person(s, "dora", "director");
    struct mention m = approved(s, "d", "https://forum.example/t/1#5");
    const struct case_fact fact = {m.case_.id, STR("concerns"), STR("igor"),
                                   STR("ann"), 15};
    ck_ok(store_case_set(s, &fact, &e), e);
    (void)ask(s, &m, "dora", "");
    (void)ask(s, &m, "igor@cli", "");
    (void)ask(s, &m, "ann", NULL);
    store_close(s);
}
END

TEST_MAIN("replies that Molva posts", one_of_two_sends_it,
          only_what_is_approved_is_sent,
          what_stands_there_is_told_whatever_became_of_it,
          a_person_ends_what_is_unsure, who_may_not_answer_does_not_send)
