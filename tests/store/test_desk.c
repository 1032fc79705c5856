/* SPDX-License-Identifier: MIT
 * store: the queue, what people do about a case, labels, events, users.
 * R38, R73, R75, R78. */
#include "tests/store/temp.h"

static struct mention put(struct store *s, int64_t source, const char *key,
                          int64_t priority)
{
    struct mention m = temp_mention(source, key, "", key);
    m.decision.priority = priority;
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

static size_t queue(struct store *s, struct arena *a, struct mention **rows)
{
    struct err e = {0};
    struct mention_filter f = {.queue = true};
    size_t n;
    int64_t counted;
    ck_ok(store_mentions(s, a, &f, rows, &n, &e), e);
    ck_ok(store_mention_count(s, &f, &counted, &e), e);
    ck_assert_int_eq(counted, (int64_t)n);
    return n;
}

/* The events of a mention as one word each, with spaces between. */
static const char *story(struct store *s, struct arena *a, int64_t mention)
{
    struct err e = {0};
    struct event_row *rows;
    size_t n;
    struct str all = STR("");
    ck_ok(store_events(s, a, mention, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all), i ? " " : "",
                         STR_ARG(rows[i].what));
    return str_z(a, all);
}

TEST(queue_is_best_first)
{
    struct arena a = {0};
    struct mention *rows;
    struct store *s = temp_store("queue.db");
    int64_t source = temp_source(s, "f");
    put(s, source, "low", 10);
    put(s, source, "high late", 90);
    struct mention m = temp_mention(source, "high soon", "", "soon");
    m.decision.priority = 90, m.decision.due = TEMP_NOW + 60;
    temp_put(s, &m);
    m = temp_mention(source, "no deadline", "", "none");
    m.decision.priority = 90, m.decision.due = 0;
    temp_put(s, &m);
    m = temp_mention(source, "no reply", "", "c");
    temp_solve(&m, "C"), m.decision.priority = 100;
    temp_put(s, &m);
    ck_assert_int_eq(m.case_.id, 0);
    m = temp_mention(source, "stale", "", "stale"); /* R75 */
    m.decision.stale = 1, m.decision.priority = 100;
    temp_put(s, &m);
    const char *want[] = {"high soon", "high late", "no deadline", "low"};
    ck_assert_uint_eq(queue(s, &a, &rows), 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str(rows[i].post.key1, want[i]);
    ck_assert_str(rows[2].case_.status, "waiting");
    ck_assert_int_eq(rows[2].decision.due, 0);
    arena_clear(&a);
    store_close(s);
}
END

TEST(approved_is_done_once)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    struct store *s = temp_store("approve.db");
    struct mention m = put(s, temp_source(s, "f"), "k", 50);
    struct str ann = STR("ann"), bob = STR("bob");
    ck_assert(!store_case_edit(s, m.case_.id, ann, STR(" \n"), 1, &e));
    ck_ok(store_case_edit(s, m.case_.id, ann, STR("Мы чиним."), 1, &e), e);
    ck_assert_str(get(s, &a, m.id).decision.draft, "Мы чиним.");
    ck_assert_uint_eq(queue(s, &a, &rows), 1);
    ck_ok(store_case_approve(s, m.case_.id, bob, STR("Починили."), 2, &e), e);
    ck_assert_uint_eq(queue(s, &a, &rows), 0);
    struct mention r = get(s, &a, m.id);
    ck_assert_str(r.case_.status, "approved");
    ck_assert_str(r.decision.draft, "Починили.");
    ck_assert(!store_case_approve(s, m.case_.id, ann, STR("Нет."), 3, &e));
    ck_assert_msg(strstr(e.msg, "approved already, by bob"), "%s", e.msg);
    ck_assert(!store_case_dismiss(s, m.case_.id, ann, STR("x"), 3, &e));
    ck_assert(!store_case_edit(s, m.case_.id, ann, STR("x"), 3, &e));
    ck_assert(!store_case_approve(s, 99, ann, STR("x"), 3, &e));
    ck_assert_msg(strstr(e.msg, "no case 99"), "%s", e.msg);
    ck_assert_str(get(s, &a, m.id).decision.draft, "Починили.");
    ck_assert_str_eq(story(s, &a, m.id), "registered edited approved");
    arena_clear(&a);
    store_close(s);
}
END

TEST(dismissed_with_a_reason)
{
    struct err e = {0};
    struct arena a = {0};
    struct event_row *rows;
    size_t n;
    struct store *s = temp_store("dismiss.db");
    struct mention m = put(s, temp_source(s, "f"), "k", 50);
    ck_assert(!store_case_dismiss(s, m.case_.id, STR("ann"), STR(""), 5, &e));
    ck_ok(store_case_dismiss(s, m.case_.id, STR("ann"), STR("старое \"дело\""),
                             5, &e),
          e);
    ck_assert_str(get(s, &a, m.id).case_.status, "dismissed");
    ck_ok(store_events(s, &a, m.id, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(rows[1].who, "ann");
    ck_assert_str(rows[1].detail, "{\"reason\":\"старое \\\"дело\\\"\"}");
    ck_assert(rows[1].at == 5 && rows[1].case_id == m.case_.id);
    ck_assert_uint_eq(rows[1].hash.n, 64);
    arena_clear(&a);
    store_close(s);
}
END

TEST(label_corrects_the_verdict)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    struct label_row *labels;
    size_t n;
    struct store *s = temp_store("label.db");
    struct mention m = put(s, temp_source(s, "f"), "k", 50);
    struct mention fix = get(s, &a, m.id);
    fix.verdict.type = STR("praise"), fix.verdict.tone = STR("pos"),
    fix.decision.priority = 20;
    temp_solve(&fix, "A"), fix.decision.draft = STR("Спасибо!");
    ck_ok(store_label_put(s, &fix, STR("ann"), 7, &e), e);
    struct mention r = get(s, &a, m.id);
    ck_assert_str(r.verdict.type, "praise");
    ck_assert_str(r.decision.draft, "Спасибо!");
    ck_assert_int_eq(r.decision.priority, 20);
    ck_assert_uint_eq(queue(s, &a, &rows), 1);

    /* A type that wants no reply takes the case out, another brings it back.
     */
    fix.verdict.type = STR("neutral"), temp_solve(&fix, "C"),
    fix.decision.draft = STR("");
    ck_ok(store_label_put(s, &fix, STR("ann"), 8, &e), e);
    ck_assert_uint_eq(queue(s, &a, &rows), 0);
    fix.verdict.type = STR("broken"), temp_solve(&fix, "B"),
    fix.decision.draft = STR("Едем");
    ck_ok(store_label_put(s, &fix, STR("bob"), 9, &e), e);
    ck_assert_uint_eq(queue(s, &a, &rows), 1);
    ck_assert_str(rows[0].decision.draft, "Едем");
    ck_assert_str(rows[0].decision.solution, "B");
    ck_assert_str_eq(story(s, &a, m.id),
                     "registered label label dismissed label reopened");

    ck_ok(store_label_not_us(s, m.id, STR("ann"), 10, &e), e);
    ck_assert_str(get(s, &a, m.id).case_.status, "dismissed");
    ck_ok(store_labels(s, &a, &labels, &n, &e), e);
    ck_assert_uint_eq(n, 4);
    ck_assert_str(labels[0].type, "praise");
    ck_assert_str(labels[0].text, "k");
    ck_assert_str(labels[0].who, "ann");
    ck_assert(labels[0].mention == m.id && labels[0].at == 7);
    ck_assert_str(labels[3].type, "not-us");

    fix.id = 99;
    ck_assert(!store_label_put(s, &fix, STR("ann"), 11, &e));
    ck_assert(!store_label_not_us(s, 99, STR("ann"), 11, &e));
    ck_ok(store_labels(s, &a, &labels, &n, &e), e);
    ck_assert_uint_eq(n, 4);
    arena_clear(&a);
    store_close(s);
}
END

TEST(label_makes_a_case)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    struct store *s = temp_store("label2.db");
    struct mention m = temp_mention(temp_source(s, "f"), "k", "", "text");
    temp_solve(&m, "C"), m.decision.draft = STR("");
    temp_put(s, &m);
    ck_assert_uint_eq(queue(s, &a, &rows), 0);
    m.verdict.type = STR("overcharged"), temp_solve(&m, "A"),
    m.decision.draft = STR("Вернём");
    ck_ok(store_label_put(s, &m, STR("ann"), 7, &e), e);
    ck_assert_uint_eq(queue(s, &a, &rows), 1);
    ck_assert_str(rows[0].decision.draft, "Вернём");
    arena_clear(&a);
    store_close(s);
}
END

/* "role state" of the newest event about a login, and who made it. */
static void newest_user_event(struct store *s, struct arena *a,
                              const char *login, const char *wanted)
{
    struct err e = {0};
    struct event_row *rows;
    size_t n;
    struct str login_fact = str_printf(a, "\"login\":\"%s\"", login);
    ck_ok(store_events(s, a, 0, &rows, &n, &e), e);
    while (n && (!str_eqz(rows[n - 1].what, "user") ||
                 str_find(rows[n - 1].detail, login_fact) < 0))
        n--;
    ck_assert(n > 0);
    ck_assert_msg(str_find(rows[n - 1].detail, str_of(wanted)) >= 0,
                  "wanted %s in " STR_FMT, wanted, STR_ARG(rows[n - 1].detail));
    ck_assert(str_find(rows[n - 1].detail, STR("state_sha256")) > 0);
    ck_assert_str(rows[n - 1].who, "root@cli");
}

TEST(every_change_of_a_user_is_an_event)
{
    struct err e = {0};
    struct arena a = {0};
    struct str by = STR("root@cli");
    struct store *s = temp_store("people.db");
    struct user_row *rows, got,
        ann = {.login = STR("ann"),
               .name = STR("Ann"),
               .role = STR("monitor"),
               .lang = STR("ru"),
               .password = STR("$1")};
    size_t n;
    bool found;
    ck_ok(store_user_put(s, &ann, by, 10, &e), e);
    newest_user_event(s, &a, "ann",
                      "\"role\":\"monitor\",\"state\":\"active\"");
    ann.role = STR("admin");
    ann.name = STR("not asked");
    ck_ok(store_user_role(s, &ann, by, 11, &e), e);
    newest_user_event(s, &a, "ann", "\"role\":\"admin\"");
    ck_ok(store_user_get(s, &a, STR("ann"), &got, &found, &e), e);
    ck_assert_str(got.name, "Ann");
    ck_assert_str(got.password, "$1");
    ck_ok(store_session_put(s, STR("t"), got.id, 100, &e), e);
    ck_ok(store_user_lang(s, STR("ann"), STR("en"), &e), e);
    ck_ok(store_session_get(s, &a, STR("t"), 50, &got, &found, &e), e);
    ck_assert(found);
    ck_assert_str(got.lang, "en");
    ann.password = STR("$2");
    ck_ok(store_user_password(s, &ann, by, 12, &e), e);
    ck_ok(store_session_get(s, &a, STR("t"), 50, &got, &found, &e), e);
    ck_assert(!found);
    ck_ok(store_user_get(s, &a, STR("ann"), &got, &found, &e), e);
    ck_assert_str(got.password, "$2");
    ck_ok(store_session_put(s, STR("t"), got.id, 100, &e), e);
    ck_ok(store_user_remove(s, &ann, by, 13, &e), e);
    newest_user_event(s, &a, "ann", "\"role\":\"admin\",\"state\":\"removed\"");
    ck_ok(store_session_get(s, &a, STR("t"), 50, &got, &found, &e), e);
    ck_assert(!found);
    /* One that was made in between lets nobody in either. */
    ck_ok(store_user_get(s, &a, STR("ann"), &got, &found, &e), e);
    ck_ok(store_session_put(s, STR("u"), got.id, 100, &e), e);
    ck_ok(store_session_get(s, &a, STR("u"), 50, &got, &found, &e), e);
    ck_assert(!found);
    struct event_note in = {
        .at = 77, .what = "signed-in", .who = STR("ann"), .login = STR("ann")};
    ck_ok(store_event_note(s, &in, &e), e);
    ck_ok(store_users(s, &a, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    ck_assert(rows[0].removed && rows[0].last == 77);
    struct user_row nobody = {.login = STR("bob"), .role = STR("admin")};
    ck_assert(!store_user_role(s, &nobody, by, 14, &e));
    ck_assert(!store_user_remove(s, &nobody, by, 14, &e));
    ck_assert(!store_user_password(s, &nobody, by, 14, &e));
    arena_clear(&a);
    store_close(s);
}
END

TEST(a_signature_is_one_line)
{
    struct err e = {0};
    struct arena a = {0};
    struct user_row got, ann = {.login = STR("ann"), .role = STR("approver")};
    struct store *s = temp_store("signatures.db");
    char longest[SIGNATURE_LONGEST + 1];
    bool found;
    memset(longest, 'a', sizeof longest);
    ck_ok(store_user_put(s, &ann, STR("root@cli"), 10, &e), e);
    ck_ok(store_user_sign(s, ann.login, STR("Анна Белова"), &e), e);
    const struct str odd[] = {STR("Анна\nБелова"),
                              STR("Анна {due}"),
                              STR("}"),
                              STR("\x01"),
                              {longest, sizeof longest}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        ck_assert_msg(!store_user_sign(s, ann.login, odd[i], &e), "%zu", i);
    ck_ok(store_user_get(s, &a, ann.login, &got, &found, &e), e);
    ck_assert_str(got.signature, "Анна Белова");
    struct str full = {longest, SIGNATURE_LONGEST};
    ck_ok(store_user_sign(s, ann.login, full, &e), e);
    ck_ok(store_user_sign(s, ann.login, STR(""), &e), e);
    /* Nobody's, of lists; and the program's own. */
    const char *const own[] = {CASE_NOBODYS, "crawler", "clock", "matrix",
                               "store"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        ann.login = str_of(own[i]);
        ck_assert(!store_user_put(s, &ann, STR("root@cli"), 10, &e));
    }
    store_close(s);
    arena_clear(&a);
}
END

TEST(users_and_sessions)
{
    struct err e = {0};
    struct arena a = {0};
    bool found;
    struct store *s = temp_store("user.db");
    struct user_row got, ann = {.login = STR("ann"),
                                .name = STR("Анна"),
                                .role = STR("approver"),
                                .lang = STR("ru"),
                                .password = STR("$argon2id$1")};
    ck_ok(store_user_put(s, &ann, STR("root@cli"), 50, &e), e);
    ck_ok(store_user_get(s, &a, STR("ann"), &got, &found, &e), e);
    ck_assert(found && got.id > 0);
    ck_assert_str(got.name, "Анна");
    ck_assert_str(got.role, "approver");
    ck_assert_str(got.lang, "ru");
    int64_t id = got.id;
    ann.password = STR("$argon2id$2");
    ck_ok(store_user_put(s, &ann, STR("root@cli"), 50, &e), e);
    ck_ok(store_user_get(s, &a, STR("ann"), &got, &found, &e), e);
    ck_assert_str(got.password, "$argon2id$2");
    ck_assert_int_eq(got.id, id);
    ck_ok(store_user_get(s, &a, STR("ANN"), &got, &found, &e), e);
    ck_assert(!found);
    ann.login = STR("");
    ck_assert(!store_user_put(s, &ann, STR("root@cli"), 50, &e));

    ck_ok(store_session_put(s, STR("t1"), id, 100, &e), e);
    ck_ok(store_session_put(s, STR("t2"), id, 200, &e), e);
    ck_ok(store_session_get(s, &a, STR("t1"), 99, &got, &found, &e), e);
    ck_assert(found && got.id == id);
    ck_ok(store_session_put(s, STR("t5"), id, 100, &e), e);
    ck_ok(store_session_get(s, &a, STR("t5"), 500, &got, &found, &e), e);
    ck_assert(!found);
    ck_ok(store_session_put(s, STR("t1"), id, 100, &e), e);
    ck_ok(store_session_get(s, &a, STR("t1"), 100, &got, &found, &e), e);
    ck_assert(!found);
    ann.login = STR("ann");
    ann.lang = STR("en");
    ck_ok(store_session_put(s, STR("t4"), id, 200, &e), e);
    ck_ok(store_user_put(s, &ann, STR("root@cli"), 50, &e), e);
    ck_ok(store_session_get(s, &a, STR("t4"), 99, &got, &found, &e), e);
    ck_assert(found); /* another language ends nothing */
    ann.password = STR("$argon2id$3");
    ck_ok(store_user_put(s, &ann, STR("root@cli"), 50, &e), e);
    ck_ok(store_session_get(s, &a, STR("t4"), 99, &got, &found, &e), e);
    ck_assert(!found); /* a new password ends all of his */
    ck_ok(store_session_put(s, STR("t2"), id, 200, &e), e);
    ck_ok(store_session_drop(s, STR("t2"), &e), e);
    ck_ok(store_session_get(s, &a, STR("t2"), 99, &got, &found, &e), e);
    ck_assert(!found);
    ck_assert_int_eq(
        temp_ask(temp_path("user.db"), "SELECT count(*) FROM session"), 0);
    ck_assert(!store_session_put(s, STR("t3"), 99, 1, &e)); /* no such user */
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_desk", queue_is_best_first, approved_is_done_once,
          dismissed_with_a_reason, label_corrects_the_verdict,
          label_makes_a_case, a_signature_is_one_line, users_and_sessions,
          every_change_of_a_user_is_an_event)
