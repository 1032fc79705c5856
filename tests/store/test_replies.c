/* SPDX-License-Identifier: MIT
 * store: whose words a reply holds and who may approve them (R77, R78). */
#include "tests/store/full.h"

static void person(struct store *s, const char *login, const char *role)
{
    struct err e = {0};
    struct user_row u = {
        .login = str_of(login), .role = str_of(role), .password = STR("x")};
    ck_ok(store_user_put(s, &u, STR("root@cli"), 1, &e), e);
}

/* A mention that waits with a draft of the machine's. */
static struct mention waiting(struct store *s, const char *key)
{
    struct mention m = temp_mention(temp_source(s, "forum"), key, "", key);
    temp_solve(&m, "A");
    m.decision.draft = STR("We answer by {due}.");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    return m;
}

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

TEST_MAIN("replies and eyes", nobody_approves_his_own_words,
          as_many_eyes_as_there_are_people, the_database_itself_refuses)
