/* SPDX-License-Identifier: MIT
 *
 * replied: cases with a reply, and what comes after it. */
#ifndef MOLVA_TESTS_REPLIED_H
#define MOLVA_TESTS_REPLIED_H

#include "tests/store/full.h"

static inline void person(struct store *s, const char *login, const char *role)
{
    struct err e = {0};
    struct user_row u = {
        .login = str_of(login), .role = str_of(role), .password = STR("x")};
    ck_ok(store_user_put(s, &u, STR("root@cli"), 1, &e), e);
}

/* A mention that waits with a draft of the machine's. */
static inline struct mention waiting(struct store *s, const char *key)
{
    struct mention m = temp_mention(temp_source(s, "forum"), key, "", key);
    temp_solve(&m, "A");
    m.decision.draft = STR("We answer by {due}.");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    return m;
}

static inline struct mention approved(struct store *s, const char *key,
                                      const char *url)
{
    struct err e = {0};
    struct mention m = temp_mention(temp_source(s, "forum"), key, "", key);
    temp_solve(&m, "A");
    m.post.url = str_of(url);
    m.post.thread = STR("https://forum.example/t/1");
    ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
    ck_ok(store_case_approve(s, m.case_.id, STR("ann"), STR("We looked."), 10,
                             &e),
          e);
    return m;
}

static inline bool post(struct store *s, const struct mention *m,
                        const char *url, const char *why, const char *told)
{
    struct err e = {0};
    bool ok = store_case_posted(s,
                                &(struct posting){m->case_.id, STR("ann"),
                                                  str_of(url), str_of(why), 20},
                                &e);
    ck_assert_msg(ok == !told && (ok || (told && strstr(e.msg, told))),
                  "%s: %s", url, e.msg);
    return ok;
}

static inline void answer(struct store *s, int64_t case_id, const char *key,
                          int64_t at)
{
    struct err e = {0};
    bool fresh;
    struct sequel_row row = {.case_id = case_id,
                             .what = STR("answered"),
                             .key = str_of(key),
                             .at = at,
                             .author = STR("Иван"),
                             .url = STR("https://forum.example/t/1#7"),
                             .text = STR("Спасибо, но не помогло")};
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    ck_assert(fresh);
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    ck_assert(!fresh);
}

static inline void close_it(struct store *s, int64_t id, int64_t at)
{
    static const enum move way[] = {MOVE_ASSIGN, MOVE_BEGIN, MOVE_FINISH,
                                    MOVE_VERIFY, MOVE_CLOSE};
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        struct err e = {0};
        struct case_step step = {.case_id = id,
                                 .move = way[i],
                                 .who = STR("ann"),
                                 .words = STR("done"),
                                 .assignee = STR("ann"),
                                 .now = at};
        ck_ok(store_case_move(s, &step, &e), e);
    }
}

#endif
