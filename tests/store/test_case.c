/* SPDX-License-Identifier: MIT
 * store: what happens to a case after a decision: lists, the way back, where
 * the reply was posted, whose words the draft holds. R38, R73. */
#include "base/terms.h"
#include "tests/store/temp.h"

static struct mention put(struct store *s, int64_t source, const char *key,
                          const char *solution, int stale)
{
    static const char twin[] = "one of two that say the same in nine words";
    bool same = strcmp(key, "waiting") == 0 || strcmp(key, "repeated") == 0;
    struct mention m = temp_mention(source, key, "", same ? twin : key);
    m.post.author = m.post.key1;
    temp_solve(&m, solution), m.decision.stale = stale,
                              m.decision.priority = 40;
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    return m;
}

static struct mention get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m = {0};
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    ck_assert(found);
    return m;
}

/* "key key " of a list, which is counted alike. */
static const char *list(struct store *s, struct arena *a, const char *status)
{
    struct err e = {0};
    struct mention_filter f = {.status = str_of(status), .not_us = true};
    struct mention *rows;
    struct count_row *counts;
    size_t n, kinds;
    int64_t counted = 0;
    struct str all = STR("");
    ck_ok(store_mentions(s, a, &f, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT STR_FMT " ", STR_ARG(all),
                         STR_ARG(rows[i].post.key1));
    f.status = STR("");
    ck_ok(store_counts(s, a, &f, &(struct counting){COUNT_LIST, false, 0},
                       &counts, &kinds, &e),
          e);
    for (size_t i = 0; i < kinds; i++)
        if (str_eqz(counts[i].key, status))
            counted = counts[i].n;
    ck_assert_msg(counted == (int64_t)n, "%s: %ld counted", status,
                  (long)counted);
    return str_z(a, all);
}

TEST(every_mention_stands_in_one_list)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("lists.db");
    int64_t f = temp_source(s, "f");
    struct str ann = STR("ann"), url = STR("https://f.example/1#us");
    struct mention waiting = put(s, f, "waiting", "A", 0);
    struct mention joined = put(s, f, "joined", "C", 0);
    struct mention approved = put(s, f, "approved", "A", 0);
    struct mention posted = put(s, f, "posted", "A", 0);
    struct mention dismissed = put(s, f, "dismissed", "A", 0);
    struct mention answered = put(s, f, "answered", "A", 0);
    struct mention not_us = put(s, f, "not-us", "A", 0);
    put(s, f, "repeated", "A", 0);
    struct mention later = put(s, f, "later", "A", 0);
    put(s, f, "unanswered", "C", 0);
    put(s, f, "stale", "C", 1);
    ck_ok(store_case_join(s, waiting.case_.id, joined.id, ann, 5, &e), e);
    ck_ok(store_case_approve(s, approved.case_.id, ann, STR("x"), 5, &e), e);
    ck_ok(store_case_approve(s, posted.case_.id, ann, STR("x"), 5, &e), e);
    ck_ok(store_case_posted(
              s, &(struct posting){posted.case_.id, ann, url, STR(""), 6}, &e),
          e);
    ck_ok(store_case_dismiss(s, dismissed.case_.id, ann, STR("ad"), 5, &e), e);
    ck_ok(store_case_approve(s, answered.case_.id, ann, STR("x"), 5, &e), e);
    ck_ok(
        store_case_posted(
            s, &(struct posting){answered.case_.id, ann, url, STR(""), 6}, &e),
        e);
    ck_ok(store_mention_gone(s, answered.id, 7, &e), e);
    ck_ok(store_label_not_us(s, not_us.id, ann, 5, &e), e);
    ck_ok(
        store_case_later(
            s, &(struct case_later){later.case_.id, ann, STR(""), 100, 5}, &e),
        e);
    /* SQL spells the lists out: each is a term, and no term is missing. */
    for (int i = 0; i < LIST_COUNT; i++) {
        const char *name = list_name((enum list)i);
        ck_assert_str_eq(list(s, &a, name), str_printf(&a, "%s ", name).p);
    }
    arena_clear(&a);
    store_close(s);
}
END

TEST(a_reply_is_posted_once_at_an_address)
{
    static const char *const wrong[] = {"",
                                        "forum.example/1",
                                        "javascript:alert(1)",
                                        "ftp://f.example/1",
                                        "https://",
                                        "https:///path",
                                        "http://:80/",
                                        "https://ann@evil.example/",
                                        "https://f.example/a b",
                                        "https://f.example/\"x",
                                        "https://f.example/\n1"};
    struct err e = {0};
    struct arena a = {0};
    struct event_row *rows;
    size_t n;
    struct store *s = temp_store("posted.db");
    struct mention m = put(s, temp_source(s, "f"), "k", "A", 0);
    struct str ann = STR("ann"), url = STR("https://f.example/1#post-9");
    ck_assert(!store_case_posted(
        s, &(struct posting){m.case_.id, ann, url, STR(""), 5}, &e));
    ck_ok(store_case_approve(s, m.case_.id, ann, STR("x"), 6, &e), e);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(
            !store_case_posted(s,
                               &(struct posting){m.case_.id, ann,
                                                 str_of(wrong[i]), STR(""), 7},
                               &e),
            "%s", wrong[i]);
    ck_ok(store_case_posted(
              s, &(struct posting){m.case_.id, ann, url, STR(""), 8}, &e),
          e);
    ck_assert(!store_case_posted(
        s, &(struct posting){m.case_.id, ann, url, STR(""), 9}, &e));
    struct mention r = get(s, &a, m.id);
    ck_assert_str(r.case_.posted_url, "https://f.example/1#post-9");
    ck_assert_str(r.case_.posted_by, "ann");
    ck_assert_int_eq(r.case_.posted, 8);
    ck_ok(store_events(s, &a, m.id, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 3);
    ck_assert_str(rows[2].what, "posted");
    ck_assert(str_find(rows[2].detail, STR("https://f.example/1#post-9")) > 0);
    arena_clear(&a);
    store_close(s);
}
END

/* From every list there is a way back, with its reason; the crawler does not
 * undo it when the author edits the text. */
TEST(returned_from_every_list)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("returned.db");
    int64_t f = temp_source(s, "f");
    struct str ann = STR("ann"), bob = STR("bob"), why = STR("see again");
    struct mention m[] = {put(s, f, "waits", "A", 0), put(s, f, "a", "A", 0),
                          put(s, f, "p", "A", 0),     put(s, f, "d", "A", 0),
                          put(s, f, "n", "A", 0),     put(s, f, "c", "C", 0),
                          put(s, f, "s", "C", 1)};
    size_t n = sizeof m / sizeof *m;
    ck_ok(store_case_approve(s, m[1].case_.id, ann, STR("x"), 5, &e), e);
    ck_ok(store_case_approve(s, m[2].case_.id, ann, STR("x"), 5, &e), e);
    ck_ok(store_case_posted(s,
                            &(struct posting){m[2].case_.id, ann,
                                              STR("http://f"), STR(""), 6},
                            &e),
          e);
    ck_ok(store_case_dismiss(s, m[3].case_.id, ann, STR("ad"), 5, &e), e);
    ck_ok(store_label_not_us(s, m[4].id, ann, 5, &e), e);
    ck_assert(!store_case_return(s, m[0].id, bob, why, 7, &e));
    ck_assert_msg(strstr(e.msg, "waits already"), "%s", e.msg);
    ck_assert(!store_case_return(s, 99, bob, why, 7, &e));
    ck_assert(!store_case_return(s, m[1].id, bob, STR(" "), 7, &e));
    for (size_t i = 1; i < n; i++) {
        struct event_row *rows;
        size_t events;
        ck_ok(store_case_return(s, m[i].id, bob, why, 7, &e), e);
        struct mention r = get(s, &a, m[i].id);
        ck_assert_str(r.case_.status, "waiting");
        ck_assert(!r.verdict.not_us && !r.case_.posted && !r.case_.closed &&
                  !r.case_.posted_url.n);
        ck_ok(store_events(s, &a, m[i].id, &rows, &events, &e), e);
        ck_assert_str(rows[events - 1].what, "returned");
        ck_assert_str(rows[events - 1].who, "bob");
        ck_assert_str(rows[events - 1].detail, "{\"reason\":\"see again\"}");
        ck_assert_int_eq(rows[events - 1].case_id, r.case_.id);
    }
    struct mention edited = temp_mention(f, "c", "", "c, with an advert");
    temp_solve(&edited, "C");
    ck_assert_int_eq(temp_put(s, &edited), PUT_EDITED);
    ck_assert_str(get(s, &a, m[5].id).case_.status, "waiting");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* What a person wrote stays the draft when the type is corrected; the
 * machine's new one stands beside it. What is approved is what was approved,
 * were it the machine's words again. */
TEST(a_draft_of_a_person_stays)
{
    struct err e = {0};
    struct arena a = {0};
    struct draft_row *rows;
    size_t n;
    struct store *s = temp_store("drafts.db");
    struct mention m = put(s, temp_source(s, "f"), "k", "A", 0);
    struct mention fix = get(s, &a, m.id);
    ck_ok(store_case_edit(s, m.case_.id, STR("ann"), STR("mine"), 1, &e), e);
    fix.verdict.type = STR("overcharged"), fix.decision.draft = STR("template");
    ck_ok(store_label_put(s, &fix, STR("bob"), 2, &e), e);
    ck_assert_str(get(s, &a, m.id).decision.draft, "mine");
    ck_ok(store_drafts(s, &a, m.id, &rows, &n, &e), e);
    ck_assert_str(rows[0].text, "template");
    ck_assert_str(rows[0].who, "matrix");
    ck_assert_str(rows[1].text, "mine");
    ck_assert_str(rows[1].who, "ann");
    ck_ok(store_case_approve(s, m.case_.id, STR("bob"), STR("template"), 3, &e),
          e);
    ck_assert_str(get(s, &a, m.id).decision.draft, "template");
    arena_clear(&a);
    store_close(s);
}
END

/* The next of the queue is the one behind, though the one before has left. */
TEST(the_queue_goes_on_behind_what_left_it)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    size_t n;
    struct store *s = temp_store("behind.db");
    int64_t f = temp_source(s, "f");
    struct mention m[5];
    static const int64_t points[] = {90, 50, 50, 0, 0};
    for (int i = 0; i < 5; i++) {
        const char *key = str_printf(&a, "k%d", i).p;
        m[i] = temp_mention(f, key, "", key);
        m[i].decision.priority = points[i];
        ck_assert_int_eq(temp_put(s, &m[i]), PUT_NEW);
    }
    for (int i = 0; i < 5; i++) {
        struct mention_filter next = {
            .queue = true, .limit = 1, .behind = m[i].id};
        ck_ok(
            store_case_dismiss(s, m[i].case_.id, STR("ann"), STR("ad"), 5, &e),
            e);
        ck_ok(store_mentions(s, &a, &next, &rows, &n, &e), e);
        ck_assert_uint_eq(n, i < 4);
        ck_assert(i == 4 || rows[0].id == m[i + 1].id);
    }
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_case", every_mention_stands_in_one_list,
          a_reply_is_posted_once_at_an_address, returned_from_every_list,
          a_draft_of_a_person_stays, the_queue_goes_on_behind_what_left_it)
