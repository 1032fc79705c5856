/* SPDX-License-Identifier: MIT
 * store: nothing is hidden. What may not be deleted is not, and a change to
 * the chain of events behind the store's back is found. R38. */
#include <sodium.h>

#include "tests/store/temp.h"

enum { EVENTS = 8 };

/* A store with EVENTS events. */
static struct store *filled(const char *name)
{
    struct err e = {0};
    struct store *s = temp_store(name);
    int64_t source = temp_source(s, "f");
    for (int i = 0; i < 3; i++) {
        char key[8];
        snprintf(key, sizeof key, "k%d", i);
        struct mention m = temp_mention(source, key, "", key);
        temp_put(s, &m);
        if (i == 0)
            ck_ok(store_case_edit(s, m.case_id, STR("ann"), STR("да"), 1, &e),
                  e);
        if (i == 0)
            ck_ok(
                store_case_approve(s, m.case_id, STR("bob"), STR("да"), 2, &e),
                e);
        if (i == 1)
            ck_ok(store_label_not_us(s, m.id, STR("ann"), 3, &e), e);
    }
    struct mention m = temp_mention(source, "k0", "", "other");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    return s;
}

static bool raw(const char *path, const char *sql)
{
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    bool ok = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    return ok;
}

/* What an ordinary connection is refused, the sqlite3 shell too. */
static const char *const refused[] = {
    "DELETE FROM mention",
    "DELETE FROM verdict",
    "DELETE FROM decision",
    "DELETE FROM cases",
    "DELETE FROM draft",
    "DELETE FROM label",
    "DELETE FROM history",
    "DELETE FROM event",
    "DELETE FROM event WHERE id = 7",
    "UPDATE event SET who = 'eve' WHERE id = 3",
    "UPDATE draft SET text = 'x'",
    "UPDATE label SET type = 'praise'",
    "UPDATE history SET text = 'x'",
    "REPLACE INTO event SELECT * FROM event WHERE id = 2",
    "INSERT INTO event SELECT * FROM event WHERE id = 2",
    "UPDATE cases SET status = 'hidden'",
};

TEST(nothing_is_deleted)
{
    struct err e = {0};
    int64_t events, broken;
    struct store *s = filled("refused.db");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(!raw(temp_path("refused.db"), refused[i]), "%s",
                      refused[i]);
    ck_ok(store_verify(s, &events, &broken, &e), e);
    /* 3 registered, edited, approved, label, dismissed, changed */
    ck_assert_int_eq(events, EVENTS);
    ck_assert_int_eq(broken, 0);
    store_close(s);
}
END

/* With the triggers away, as somebody with the file in hand could do it. */
static const struct {
    const char *sql;
    int64_t broken; /* first bad event */
} forged[] = {
    {"UPDATE event SET who = 'eve' WHERE id = 3", 3},
    {"UPDATE event SET what = 'edited' WHERE id = 1", 1},
    {"UPDATE event SET detail = '{}' WHERE id = 3", 3},
    {"UPDATE event SET at = at + 1 WHERE id = 8", 8},
    {"UPDATE event SET mention = 2 WHERE id = 2", 2},
    {"UPDATE event SET case_id = 0 WHERE id = 2", 2},
    {"UPDATE event SET hash = '' WHERE id = 4", 4},
    {"DELETE FROM event WHERE id = 5", 6},
    {"DELETE FROM event WHERE id = 1", 2},
    {"UPDATE event SET id = -id WHERE id IN (3, 4);"
     "UPDATE event SET id = 7 + id WHERE id < 0",
     3},
    /* A field that ends where another begins. */
    {"UPDATE event SET who = who || what, what = '' WHERE id = 2", 2},
    /* What is stored twice is wrong twice, but found at the first. */
    {"UPDATE event SET at = 0", 1},
};

TEST(a_forged_event_is_found)
{
    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        struct err e = {0};
        int64_t events, broken;
        char name[32];
        snprintf(name, sizeof name, "forged%zu.db", i);
        struct store *s = filled(name);
        ck_assert(raw(temp_path(name), "DROP TRIGGER event_no_update;"
                                       "DROP TRIGGER event_no_delete"));
        ck_assert_msg(raw(temp_path(name), forged[i].sql), "%s", forged[i].sql);
        ck_ok(store_verify(s, &events, &broken, &e), e);
        ck_assert_msg(broken == forged[i].broken, "%s: %ld", forged[i].sql,
                      (long)broken);
        store_close(s);
    }
}
END

/* The hash is what docs/data-model.md says it is, byte for byte: anybody can
 * check it without this program. */
TEST(the_hash_can_be_computed_by_others)
{
    struct err e = {0};
    struct arena a = {0};
    struct event_row *rows;
    size_t n;
    unsigned char hash[32];
    char zeros[65], hex[65];
    memset(zeros, '0', 64);
    zeros[64] = 0;
    struct store *s = filled("sum.db");
    ck_ok(store_events(s, &a, 1, &rows, &n, &e), e);
    struct event_row *r = &rows[0];
    struct str content = str_printf(
        &a, "64:%s,1:1,10:%ld,1:1,1:1,7:crawler,10:registered,%zu:" STR_FMT ",",
        zeros, (long)r->at, r->detail.n, STR_ARG(r->detail));
    crypto_hash_sha256(hash, (const unsigned char *)content.p, content.n);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    ck_assert_str(r->hash, hex);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_chain", nothing_is_deleted, a_forged_event_is_found,
          the_hash_can_be_computed_by_others)
