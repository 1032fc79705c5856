/* SPDX-License-Identifier: MIT
 * store: whose words a reply holds and who may approve them (R77, R78). */
#include "tests/store/replied.h"

static bool approve(struct store *s, int64_t id, const char *who,
                    const char *text)
{
    struct err e = {0};
    bool ok = store_case_approve(s, id, str_of(who), str_of(text), 9, &e);
    ck_assert_msg(ok || strstr(e.msg, "the author of its words"), "%s", e.msg);
    return ok;
}

static void edit(struct store *s, int64_t id, const char *who, const char *text)
{
    struct err e = {0};
    ck_ok(store_case_edit(s, id, str_of(who), str_of(text), 8, &e), e);
}

static bool wants(struct store *s, int64_t id, const char *who,
                  const char *text)
{
    struct err e = {0};
    bool is;
    struct wording w = {id, str_of(who), str_of(text)};
    ck_ok(store_wants_eyes(s, &w, &is, &e), e);
    return is;
}

/* Whoever saved the words last is their author, and somebody else approves
 * them; the machine's own anybody may. */
TEST(nobody_approves_his_own_words)
{
    struct err e = {0};
    struct store *s = temp_store("eyes.db");
    person(s, "ann", "approver");
    person(s, "ben", "responder");
    struct mention m[] = {waiting(s, "own"), waiting(s, "other"),
                          waiting(s, "machine"), waiting(s, "back"),
                          waiting(s, "day")};
    ck_assert(!approve(s, m[0].case_.id, "ann", "Mine"));
    edit(s, m[0].case_.id, "ann", "Mine");
    ck_assert(wants(s, m[0].id, "ann", "Mine"));
    ck_assert(wants(s, m[0].id, "ann@cli", " Mine\n"));
    ck_assert(!approve(s, m[0].case_.id, "ann@cli", "Mine"));
    edit(s, m[0].case_.id, "ben", "Mine"); /* saved, not written, by ben */
    ck_assert(!approve(s, m[0].case_.id, "ann", "Mine"));
    ck_assert(approve(s, m[0].case_.id, "ben", "Mine"));

    edit(s, m[1].case_.id, "ben", "His");
    ck_assert(wants(s, m[1].id, "ann", "His, changed"));
    ck_assert(!wants(s, m[1].id, "ann", "His"));
    ck_assert(!approve(s, m[1].case_.id, "ann", "His, changed"));
    ck_assert(approve(s, m[1].case_.id, "ann", "His"));

    ck_assert(approve(s, m[2].case_.id, "ann", "We answer by {due}."));
    edit(s, m[3].case_.id, "ann", "Mine");
    ck_assert(approve(s, m[3].case_.id, "ann", "We answer by {due}."));

    struct wording w = {m[4].id, STR("ann"), STR("We answer by {due}.")};
    struct str settled = STR("We answer by 4 December.");
    ck_assert(!approve(s, m[4].case_.id, "ann", "We answer by 4 December."));
    ck_ok(store_draft_settled(s, &w, settled, 9, &e), e);
    ck_assert(approve(s, m[4].case_.id, "ann", "We answer by 4 December."));
    (void)temp_verifies(s);
    store_close(s);
}
END

/* One person goes on alone; with the second there are two pairs of eyes, and
 * the workspace may say otherwise. */
TEST(as_many_eyes_as_there_are_people)
{
    struct err e = {0};
    struct store *s = temp_store("alone.db");
    struct mention m[] = {waiting(s, "1"), waiting(s, "2"), waiting(s, "3"),
                          waiting(s, "4"), waiting(s, "5")};
    struct str root = STR("root@cli");
    int64_t eyes;
    person(s, "ann", "admin");
    person(s, "dora", "director");
    person(s, "mona", "monitor");
    ck_assert(approve(s, m[0].case_.id, "ann", "Mine"));
    person(s, "ben", "responder");
    ck_assert(!approve(s, m[1].case_.id, "ann", "Mine"));
    ck_ok(store_user_remove(
              s, &(struct user_row){.login = STR("ben"), .password = STR("y")},
              root, 2, &e),
          e);
    ck_assert(approve(s, m[1].case_.id, "ann", "Mine"));
    ck_ok(store_eyes_put(s, 2, root, 3, &e), e);
    ck_ok(store_eyes_put(s, 2, root, 3, &e), e);
    ck_assert(wants(s, m[2].id, "ann", "Mine"));
    ck_assert(!approve(s, m[2].case_.id, "ann", "Mine"));
    person(s, "ben", "approver");
    ck_ok(store_eyes_put(s, 1, root, 4, &e), e);
    ck_ok(store_eyes(s, &eyes, &e), e);
    ck_assert_int_eq(eyes, 1);
    ck_assert(!wants(s, m[2].id, "ann", "Mine"));
    ck_assert(approve(s, m[2].case_.id, "ann", "Mine"));
    (void)temp_verifies(s);
    store_close(s);
    ck_assert_int_eq(temp_ask(temp_path("alone.db"),
                              "SELECT count(*) FROM event WHERE what = 'eyes'"),
                     2);
}
END

/* Whoever writes there without this program is refused too. */
TEST(the_database_itself_refuses)
{
    struct err e = {0};
    struct store *s = temp_store("raw.db");
    struct mention m = waiting(s, "1");
    char sql[200];
    person(s, "ann", "approver");
    person(s, "ben", "approver");
    edit(s, m.case_.id, "ann", "Mine");
    store_close(s);
    snprintf(sql, sizeof sql,
             "UPDATE cases SET status = 'approved', closed_by = 'ann'"
             " WHERE id = %ld",
             (long)m.case_.id);
    ck_assert(!place_sql(temp_path("raw.db"), sql));
    s = store_open(temp_url("raw.db"), 0, &e);
    ck_assert(s);
    ck_assert(approve(s, m.case_.id, "ben", "Mine"));
    store_close(s);
}
END

/* ---- where it stands ---- */

TEST(another_site_takes_a_reason)
{
    static const struct {
        const char *permalink, *thread, *url;
        bool apart;
    } sites[] = {
        {"https://forum.example/t/1#2", "", "https://forum.example/x", false},
        {"https://forum.example/t/1", "", "http://www.Forum.example:80/x",
         false},
        {"https://m.forum.example/t/1", "", "https://forum.example/x", false},
        {"https://forum.example/t/1", "", "https://a.forum.example/x", false},
        {"https://ann.blog.example/1", "", "https://ben.blog.example/1", true},
        {"https://forum.example/t/1", "", "https://notforum.example/x", true},
        {"https://forum.example/t/1", "", "https://forum.example.evil.test/",
         true},
        {"https://feed.example/1", "https://forum.example/t/1",
         "https://forum.example/t/1#9", false},
        {"", "", "https://forum.example/x", false},
        {"message-1@mail", "", "https://forum.example/x", false},
    };
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++)
        ck_assert_msg(store_is_apart(str_of(sites[i].permalink),
                                     str_of(sites[i].thread),
                                     str_of(sites[i].url)) == sites[i].apart,
                      "%zu", i);
    struct err e = {0};
    struct store *s = temp_store("sites.db");
    struct mention m = approved(s, "1", "https://forum.example/t/1#2");
    post(s, &m, "https://vector.example/answers/1", " ", "another site");
    post(s, &m, "https://vector.example/answers/1", "the thread is closed",
         NULL);
    ck_assert(
        !store_case_unposted(s, m.case_.id, STR("ann"), STR(" "), 21, &e));
    ck_ok(store_case_unposted(s, m.case_.id, STR("ann"), STR("wrong"), 21, &e),
          e);
    post(s, &m, "https://forum.example/t/1#9", "", NULL);
    (void)temp_verifies(s);
    store_close(s);
}
END

/* What the trigger says without this program. */
TEST(the_database_knows_what_posted_is)
{
    static const char *const refused[] = {
        "UPDATE cases SET posted = 5, posted_by = 'ann', posted_url = 'x'"
        " WHERE id = 1",
        "UPDATE cases SET posted = 5, posted_url = 'https://a.example/'"
        " WHERE id = 1",
        "UPDATE cases SET posted = 5, posted_by = 'ann', posted_apart = 1,"
        " posted_url = 'https://a.example/' WHERE id = 1",
        "UPDATE cases SET state = 'closed', ended_by = 'ann' WHERE id = 2",
        "UPDATE sequel SET text = 'x'",
        "DELETE FROM sequel"};
    struct err e = {0};
    bool fresh;
    struct store *s = temp_store("posts.db");
    struct mention m = approved(s, "1", "https://forum.example/t/1#2");
    struct mention two = approved(s, "2", "https://forum.example/t/1#3");
    static const enum move way[] = {MOVE_ASSIGN, MOVE_BEGIN, MOVE_FINISH,
                                    MOVE_VERIFY};
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        struct case_step step = {.case_id = two.case_.id,
                                 .move = way[i],
                                 .who = STR("ann"),
                                 .words = STR("done"),
                                 .assignee = STR("ann"),
                                 .now = 30};
        ck_ok(store_case_move(s, &step, &e), e);
    }
    struct sequel_row row = {
        .case_id = m.case_.id, .what = STR("ours"), .key = STR("k"), .at = 40};
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    ck_assert_int_eq(m.case_.id, 1);
    ck_assert_int_eq(two.case_.id, 2);
    store_close(s);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(!place_sql(temp_path("posts.db"), refused[i]), "%s",
                      refused[i]);
}
END

/* ---- after it ---- */

static const char *list_of(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    return str_z(a, m.case_.list);
}

static const char *sequels_of(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct sequel_row *rows;
    size_t n;
    struct str all = STR("");
    ck_ok(store_sequels(s, a, id, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT STR_FMT " ", STR_ARG(all),
                         STR_ARG(rows[i].what));
    return str_z(a, all);
}

/* An answer, an edit, other stars, a removal lift the case; each is told once
 * and goes when a person has looked. */
TEST(what_comes_after_lifts_the_case)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("after.db");
    struct mention m = approved(s, "1", "https://forum.example/t/1#2");
    struct str ann = STR("ann");
    ck_ok(store_mention_gone(s, m.id, 15, &e), e); /* before we answered */
    ck_assert_str_eq(sequels_of(s, &a, m.case_.id), "");
    m.post.gone = 0, m.post.collected = 16;
    temp_put(s, &m);
    post(s, &m, "https://forum.example/t/1#9", "", NULL);
    ck_assert_str_eq(list_of(s, &a, m.id), "posted");
    answer(s, m.case_.id, "k7", 30);
    ck_assert_str_eq(list_of(s, &a, m.id), "answered");
    ck_assert(!store_case_unposted(s, m.case_.id, ann, STR("x"), 31, &e));
    ck_ok(store_case_heeded(s, m.case_.id, ann, 31, &e), e);
    ck_assert(!store_case_heeded(s, m.case_.id, ann, 31, &e));
    ck_assert_str_eq(list_of(s, &a, m.id), "posted");
    m.post.text = STR("Другое"), m.post.text_hash++, m.post.collected = 40;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_assert_str_eq(list_of(s, &a, m.id), "answered");
    m.post.rating = 1, m.post.text_hash++, m.post.collected = 50;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    m.post.rating = 0.2, m.post.collected = 60;
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_ok(store_mention_gone(s, m.id, 70, &e), e);
    ck_assert_str_eq(sequels_of(s, &a, m.case_.id),
                     "answered edited edited stars gone ");
    ck_ok(store_case_return(s, m.id, ann, STR("again"), 80, &e), e);
    ck_assert_str_eq(list_of(s, &a, m.id), "waiting");
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

static const char *state_of(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct case_card card;
    ck_ok(store_case_card(s, a, id, &card, &e), e);
    return card.id ? str_z(a, card.state) : "";
}

/* Within the term it is the same matter; later it is a new one. */
TEST(a_follow_up_opens_the_closed_case_again)
{
    struct arena a = {0};
    struct store *s = temp_store("again.db");
    struct mention m = approved(s, "1", "https://forum.example/t/1#2");
    int64_t id = m.case_.id, closed = 1000;
    post(s, &m, "https://forum.example/t/1#9", "", NULL);
    close_it(s, id, closed);
    answer(s, id, "k1", closed + AFTER_TERMS.reopen);
    ck_assert_str_eq(state_of(s, &a, id), "registered");
    close_it(s, id, closed * 2);
    answer(s, id, "k2", closed * 2 + AFTER_TERMS.reopen + 1);
    ck_assert_str_eq(state_of(s, &a, id), "closed");
    ck_assert_str_eq(state_of(s, &a, id + 1), "registered");
    struct case_card card;
    struct err e = {0};
    ck_ok(store_case_card(s, &a, id + 1, &card, &e), e);
    ck_assert_str(card.text, "Спасибо, но не помогло"); /* where: no word */
    ck_assert_str(card.channel, "thread");
    ck_assert_int_eq(card.continues, id);
    /* Further late ones join it, and do not open one each. */
    answer(s, id, "k3", closed * 2 + AFTER_TERMS.reopen + 2);
    ck_assert_str_eq(state_of(s, &a, id + 2), "");
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, &a, id + 1, &f, &found, &e), e);
    ck_assert_uint_eq(f.n_events, 2);
    ck_assert(str_find(f.events[0].detail, STR("forum.example/t/1#7")) >= 0);
    ck_assert_str(f.events[1].what, "answered");
    ck_ok(store_case_get(s, &a, id, &f, &found, &e), e);
    ck_assert_int_eq(f.continued, id + 1);
    /* It too is opened again, or gone on from. */
    int64_t later = closed * 3 + AFTER_TERMS.reopen;
    close_it(s, id + 1, later);
    answer(s, id, "k4", later + 5);
    ck_assert_str_eq(state_of(s, &a, id + 1), "registered");
    close_it(s, id + 1, later);
    answer(s, id, "k5", later + AFTER_TERMS.reopen + 1);
    ck_ok(store_case_card(s, &a, id + 2, &card, &e), e);
    ck_assert_int_eq(card.continues, id + 1);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

/* Silence is told once, details that were asked for as well; both end with an
 * answer, and begin again with another reply. */
TEST(silence_is_an_event)
{
    enum { DAY_S = 86400 };
    struct err e = {0};
    struct arena a = {0};
    struct after_terms terms = {
        .silence = 7 * DAY_S, .details = 5 * DAY_S, .watch = 60 * DAY_S};
    struct store *s = temp_store("silence.db");
    struct mention m[] = {approved(s, "1", "https://forum.example/t/1#2"),
                          approved(s, "2", "https://forum.example/t/1#3"),
                          approved(s, "3", "https://forum.example/t/1#4")};
    int64_t n;
    ck_ok(store_case_asks(s, m[0].case_.id, 10, &e), e);
    ck_ok(store_case_asks(s, m[2].case_.id, 10, &e), e);
    for (int i = 0; i < 3; i++)
        post(s, &m[i], "https://forum.example/t/1#9", "", NULL);
    answer(s, m[2].case_.id, "k", 30);
    for (int day = 0; day < 20; day++)
        ck_ok(store_silences(s, 20 + day * DAY_S, &terms, &e), e);
    ck_assert_str_eq(sequels_of(s, &a, m[0].case_.id), "details silent ");
    ck_assert_str_eq(sequels_of(s, &a, m[1].case_.id), "silent ");
    ck_assert_str_eq(sequels_of(s, &a, m[2].case_.id), "answered ");
    ck_assert_str_eq(list_of(s, &a, m[0].id), "posted");
    ck_ok(store_author_silent(s, m[0].post.source, STR("Иван"), &n, &e), e);
    ck_assert_int_eq(n, 1);
    ck_ok(store_author_silent(s, m[0].post.source, STR(""), &n, &e), e);
    ck_assert_int_eq(n, 0);
    (void)temp_verifies(s);
    arena_clear(&a);
    store_close(s);
}
END

static const char *back(struct store *s, int64_t mention)
{
    static char is[16];
    struct err e = {0};
    struct str word;
    const struct statement st = {.mention = mention, .public = 1};
    ck_ok(store_statement_back(s, &st,
                               STR("https://vector.example/a/statement-1.html"),
                               &word, &e),
          e);
    snprintf(is, sizeof is, STR_FMT, STR_ARG(word));
    return is;
}

/* Where the discussion does not lead to what we published, that is told. */
TEST(a_statement_is_linked_back)
{
    struct err e = {0};
    bool fresh;
    struct store *s = temp_store("back.db");
    struct mention m = waiting(s, "linked");
    struct mention bare = approved(s, "bare", "https://forum.example/t/1#5");
    ck_assert_str_eq(back(s, 0), "none");
    ck_assert_str_eq(back(s, m.id), "waits");
    ck_ok(store_case_approve(s, m.case_.id, STR("ann"),
                             STR("See vector.example/a/statement-1.html"), 10,
                             &e),
          e);
    ck_assert_str_eq(back(s, m.id), "waits");
    m.post.url = STR("https://forum.example/t/1#7");
    (void)post(s, &m, "https://forum.example/t/1#8", "it goes on there", NULL);
    (void)post(s, &bare, "https://forum.example/t/1#9", "", NULL);
    ck_assert_str_eq(back(s, m.id), "ours");
    ck_assert_str_eq(back(s, bare.id), "missing");
    struct sequel_row row = {.case_id = m.case_.id,
                             .what = STR("ours"),
                             .key = STR("8"),
                             .at = 30,
                             .text = STR("See [link removed]")};
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    ck_assert_str_eq(back(s, m.id), "lost");
    row.key = STR("8b");
    row.text = STR("See https://www.vector.example/a/statement-1.html !");
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    ck_assert_str_eq(back(s, m.id), "there");
    store_close(s);
}
END

/* What was posted there last, as it was approved; neither what only waits, nor
 * what stands elsewhere, nor its own. */
TEST(what_stands_at_a_place)
{
    struct err e = {0};
    struct arena a = {0};
    struct str *texts;
    size_t n;
    struct store *s = temp_store("there.db");
    struct mention m[] = {approved(s, "a", "https://forum.example/t/1#a"),
                          approved(s, "b", "https://forum.example/t/1#b"),
                          waiting(s, "c")};
    struct mention far = temp_mention(temp_source(s, "far"), "d", "", "d");
    temp_put(s, &far);
    ck_ok(store_replies_there(s, &a, m[2].id, &texts, &n, &e), e);
    ck_assert_uint_eq(n, 0); /* not posted */
    post(s, &m[0], "https://forum.example/t/1#x", "", NULL);
    post(s, &m[1], "https://forum.example/t/1#y", "", NULL);
    ck_ok(store_replies_there(s, &a, m[2].id, &texts, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(texts[0], "We looked.");
    ck_ok(store_replies_there(s, &a, m[0].id, &texts, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    ck_ok(store_replies_there(s, &a, far.id, &texts, &n, &e), e);
    ck_assert_uint_eq(n, 0);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("replies and eyes", a_statement_is_linked_back,
          nobody_approves_his_own_words, as_many_eyes_as_there_are_people,
          the_database_itself_refuses, another_site_takes_a_reason,
          the_database_knows_what_posted_is, what_comes_after_lifts_the_case,
          a_follow_up_opens_the_closed_case_again, silence_is_an_event,
          what_stands_at_a_place)
