/* SPDX-License-Identifier: MIT
 * store: a store of before there were seals is sealed as it is found; the
 * check at the start; taking a store as it is. */
#include "tests/store/full.h"

static void run_sql(const char *name, const char *sql)
{
    char *why = NULL;
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(temp_path(name), &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        ck_abort_msg("%.80s: %s", sql, why);
    sqlite3_close(db);
}

/* The store of the fixture, at the path of that name. */
static void make_old(const char *name)
{
    struct err e = {0};
    struct buf sql;
    buf_init(&sql, 1 << 20);
    ck_ok(buf_read_file(&sql, "tests/store/schema1.sql", &e), e);
    run_sql(name, sql.p);
    buf_clear(&sql);
}

static void must_say(const char *name, const char *want)
{
    struct arena a = {0};
    const char *said = full_verify(name, &a);
    if (want)
        ck_assert_msg(said && strstr(said, want), "%.800s",
                      said ? said : "nothing");
    else
        ck_assert_msg(!said, "%.800s", said);
    arena_clear(&a);
}

TEST(an_old_store_is_sealed_as_found)
{
    struct err e = {0};
    struct arena a = {0};
    struct store_audit audit;
    make_old("old.db");
    must_say("old.db", "older Molva");
    store_close(temp_store("old.db"));
    must_say("old.db", NULL);
    struct store *s = store_open(temp_path("old.db"), STORE_READ, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_ok(store_verify(s, &a, &audit, &e), e);
    ck_assert_int_gt(audit.baseline, TEMP_NOW - 365 * 86400L);
    ck_assert_int_gt(audit.rows, 30);
    store_close(s);
    arena_clear(&a);
}
END

TEST(an_old_store_is_covered_from_then_on)
{
    static const struct {
        const char *sql, *told;
    } acts[] = {
        {"UPDATE mention SET text = 'x' WHERE id = 1", "mention 1: is not"},
        {"UPDATE cases SET closed_by = 'x' WHERE id = 1", "cases 1: is not"},
        {"UPDATE users SET role = 'admin' WHERE id = 2", "users 2: is not"},
        {"UPDATE note SET value = 'x'", "note : its rows"},
        {"INSERT INTO search (search) VALUES ('delete-all')", "search 1: "},
        {"DROP TRIGGER event_no_delete; DELETE FROM event WHERE what = "
         "'sealed'",
         "event "},
    };
    make_old("covered.db");
    store_close(temp_store("covered.db"));
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        full_copy("covered.db", "copy.db");
        run_sql("copy.db", acts[i].sql);
        must_say("copy.db", acts[i].told);
    }
}
END

/* What was done and kept goes on: posts are known, people can work. */
TEST(an_old_store_goes_on)
{
    struct err e = {0};
    make_old("on.db");
    struct store *s = temp_store("on.db");
    const char *url = "https://forum.example/t3?p=103";
    struct mention nobody = {.post.source = 1,
                             .post.key1 = str_of(url),
                             .post.text_hash = (int64_t)str_hash(str_of(url))};
    ck_assert_int_eq(temp_put(s, &nobody), PUT_SAME);
    nobody.post.text_hash++;
    ck_assert_int_eq(temp_put(s, &nobody), PUT_EDITED);
    ck_ok(store_eyes_put(s, 1, STR("root@cli"), TEMP_NOW, &e), e);
    ck_ok(store_case_approve(s, 6, STR("ann"), STR("Да"), TEMP_NOW, &e), e);
    store_close(s);
    must_say("on.db", NULL);
}
END

/* What the check at the start refuses. */
TEST(the_start_is_checked)
{
    static const struct {
        const char *sql, *told;
    } acts[] = {
        {"DROP TRIGGER event_no_delete; DELETE FROM event WHERE id >"
         " (SELECT max(id) - 1 FROM event)",
         "event_no_delete"},
        {"DROP TRIGGER cases_no_delete", "schema trigger cases_no_delete"},
        {"DROP INDEX cases_queue", "schema index cases_queue"},
        {"UPDATE users SET role = 'admin' WHERE id = 2", "users 2"},
        {"UPDATE cases SET status = 'dismissed' WHERE id = 1", "cases 1"},
        {"UPDATE head SET event = event + 1", "event "},
    };
    full_make("start.db");
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct err e = {0};
        full_copy("start.db", "bad.db");
        run_sql("bad.db", acts[i].sql);
        struct store *s = store_open(temp_path("bad.db"), 0, &e);
        ck_assert_msg(!s, "opened: %s", acts[i].sql);
        ck_assert_msg(strstr(e.msg, acts[i].told), "%s", e.msg);
        ck_assert_msg(strstr(e.msg, "molva verify"), "%s", e.msg);
        /* Reading goes on: what is there can be looked at. */
        s = store_open(temp_path("bad.db"), STORE_READ, &e);
        ck_assert_msg(s != NULL, "%s", e.msg);
        store_close(s);
    }
}
END

TEST(a_store_is_taken_as_it_is)
{
    static const char *const acts[] = {
        "UPDATE mention SET text = 'x' WHERE id = 1",
        "DROP TRIGGER mention_no_delete; PRAGMA foreign_keys = OFF;"
        "DROP TRIGGER draft_no_delete; DELETE FROM draft WHERE id = 3",
        "INSERT INTO session VALUES ('eeee', 1, 9999999999)",
        "DELETE FROM session WHERE token = 'aaaa'",
        "UPDATE page SET hash = 1; UPDATE seen SET text_hash = 5",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "DROP INDEX cases_queue; CREATE TRIGGER more AFTER INSERT ON cases"
        " BEGIN SELECT 1; END",
        "DROP TRIGGER event_no_delete; DELETE FROM event WHERE id = 20",
        "DROP TRIGGER event_no_delete; DELETE FROM event WHERE id > 20",
    };
    full_make("taken.db");
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct err e = {0};
        full_copy("taken.db", "mine.db");
        run_sql("mine.db", acts[i]);
        struct store *s = store_open(temp_path("mine.db"), STORE_UNCHECKED, &e);
        ck_assert_msg(s != NULL, "%s", e.msg);
        ck_ok(store_accept(s, STR("root@cli"), TEMP_NOW, &e), e);
        store_close(s);
        must_say("mine.db", NULL);
        /* It can be written again, and it is told for good. */
        s = temp_store("mine.db");
        store_close(s);
        ck_assert_int_eq(temp_ask(temp_path("mine.db"),
                                  "SELECT count(*) FROM event WHERE"
                                  " what = 'accepted' AND"
                                  " who = 'root@cli'"),
                         1);
    }
}
END

/* A table that was changed by hand is not made good by signing for it. */
TEST(some_things_cannot_be_taken)
{
    struct err e = {0};
    full_make("hidden.db");
    run_sql("hidden.db", "CREATE TABLE hidden (x)");
    struct store *s = store_open(temp_path("hidden.db"), STORE_UNCHECKED, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_assert(!store_accept(s, STR("root@cli"), TEMP_NOW, &e));
    ck_assert_msg(strstr(e.msg, "table hidden"), "%s", e.msg);
    store_close(s);
    must_say("hidden.db", "schema table hidden");
}
END

/* A later migration adds a column with a default: older seals stay right. */
TEST(a_new_column_breaks_no_seal)
{
    struct arena a = {0};
    full_make("column.db");
    run_sql("column.db", "ALTER TABLE label ADD COLUMN more TEXT NOT NULL"
                         " DEFAULT 'none';"
                         "ALTER TABLE cases ADD COLUMN more INTEGER NOT NULL"
                         " DEFAULT 7");
    const char *said = full_verify("column.db", &a);
    ck_assert_ptr_nonnull(said);
    ck_assert_msg(!strstr(said, "label 1") && !strstr(said, "cases 1"),
                  "%.800s", said);
    arena_clear(&a);
}
END

/* A row written outside a transaction is sealed all the same, one that is
 * rolled back leaves no trace. */
TEST(nothing_is_forgotten)
{
    struct err e = {0};
    full_make("forget.db");
    struct store *s = temp_store("forget.db");
    ck_ok(store_session_put(s, STR("dddd"), 1, TEMP_NOW * 2L, &e), e);
    must_say("forget.db", NULL);
    struct mention m = temp_mention(1, "new", "", "новое вектор");
    ck_ok(store_begin(s, &e), e);
    temp_put(s, &m);
    store_rollback(s);
    ck_ok(store_begin(s, &e), e);
    ck_ok(store_begin(s, &e), e);
    temp_put(s, &m);
    store_rollback(s);
    struct mention other = temp_mention(1, "other", "", "другое вектор");
    temp_put(s, &other);
    ck_ok(store_commit(s, &e), e);
    must_say("forget.db", NULL);
    store_close(s);
    must_say("forget.db", NULL);
}
END

TEST_MAIN("store_upgrade", an_old_store_is_sealed_as_found,
          an_old_store_is_covered_from_then_on, an_old_store_goes_on,
          the_start_is_checked, a_store_is_taken_as_it_is,
          some_things_cannot_be_taken, a_new_column_breaks_no_seal,
          nothing_is_forgotten)
