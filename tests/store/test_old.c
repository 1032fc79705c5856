/* SPDX-License-Identifier: MIT
 * store: stores that older versions wrote, as they were dumped (old/make.py
 * tells how), are opened by this one: all that was there is there. */
#include <signal.h>
#include <sys/wait.h>

#include "tests/store/full.h"

static const char *const versions[] = {"2d8b3bc", "a42b9d7"};
enum { VERSIONS = sizeof versions / sizeof *versions };

static void run_sql(const char *name, const char *sql)
{
    char *why = NULL;
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(temp_path(name), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        ck_abort_msg("%.80s: %s", sql, why);
    sqlite3_close(db);
}

/* Makes the file anew. */
static void load(const char *version, const char *name)
{
    static const char *const beside[] = {"", "-wal", "-shm"};
    char path[160];
    struct err e = {0};
    struct buf sql;
    buf_init(&sql, 1 << 20);
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        snprintf(path, sizeof path, "%s%s", temp_path(name), beside[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "tests/store/old/%s.sql", version);
    ck_ok(buf_read_file(&sql, path, &e), e);
    buf_char(&sql, '\0');
    run_sql(name, sql.p);
    buf_clear(&sql);
}

/* All rows of a query, a line each. */
static const char *rows_of(struct arena *a, const char *name, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *q;
    struct buf all;
    buf_init(&all, 1 << 20);
    ck_assert_int_eq(sqlite3_open(temp_path(name), &db), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK,
                  "%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(q) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(q); i++) {
            const void *text = sqlite3_column_text(q, i);
            buf_printf(&all, "%s|", text ? (const char *)text : "NULL");
        }
        buf_z(&all, "\n");
    }
    sqlite3_finalize(q);
    sqlite3_close(db);
    const char *copy = str_z(a, buf_view(&all));
    buf_clear(&all);
    return copy;
}

/* What people see and rely on, in words of every schema. */
static const char *const kept[] = {
    "SELECT id, source, text_hash, at, published, collected, edited, gone,"
    " not_us, precision, rating, likes, replies, followers, author_posts,"
    " reach, brand, lang, author, author_url, date_text, key1, key2, url,"
    " thread, thread_title, reply_to, title, text, lemmas"
    " FROM mention ORDER BY id",
    "SELECT mention, rules, type, second, tone, facts, confidence, topic,"
    " evidence, corrected_by FROM verdict ORDER BY 1",
    "SELECT mention, solution, matrix_row, why, answers, counterfactual,"
    " department, template, due, priority, stale FROM decision ORDER BY 1",
    "SELECT * FROM history ORDER BY id",
    "SELECT id, mention, status, priority, due, opened, closed, closed_by,"
    " reason FROM cases ORDER BY id",
    "SELECT mention FROM cases WHERE status = 'waiting'"
    " ORDER BY priority DESC, due, id",
    "SELECT id, mention, who, at, text FROM draft ORDER BY id",
    "SELECT id, mention, type, text, who, at FROM label ORDER BY id",
    "SELECT id, login, name, role, lang, password FROM users ORDER BY id",
    "SELECT * FROM session ORDER BY token",
    "SELECT source, url, fetched, status, etag, modified, hash, posts, cause"
    " FROM page ORDER BY url",
    "SELECT * FROM note ORDER BY scope, key",
    "SELECT key FROM seen ORDER BY key",
};
enum { KEPT = sizeof kept / sizeof *kept };

/* The events that were there, and after them only the store's own. */
#define EVENTS                                                                 \
    "SELECT * FROM event WHERE what NOT IN ('sealed', 'baseline') ORDER BY id"

static void must_be_kept(const char *version)
{
    struct arena a = {0};
    const char *before[KEPT], *events;
    load(version, "old.db");
    for (int i = 0; i < KEPT; i++)
        before[i] = rows_of(&a, "old.db", kept[i]);
    events = rows_of(&a, "old.db", EVENTS);
    store_close(temp_store("old.db"));
    for (int i = 0; i < KEPT; i++)
        ck_assert_msg(strcmp(before[i], rows_of(&a, "old.db", kept[i])) == 0,
                      "%s: %s\n%.900s\n%.900s", version, kept[i], before[i],
                      rows_of(&a, "old.db", kept[i]));
    ck_assert_msg(strcmp(events, rows_of(&a, "old.db", EVENTS)) == 0, "%s",
                  version);
    const char *said = full_verify("old.db", &a);
    ck_assert_msg(!said, "%s: %.900s", version, said);
    arena_clear(&a);
}

TEST(what_was_there_is_there)
{
    for (int i = 0; i < VERSIONS; i++)
        must_be_kept(versions[i]);
}
END

/* Each case has its mention, each draft of a mention with a case that case. */
TEST(cases_stand_by_themselves)
{
    static const char *const none[] = {
        "SELECT count(*) FROM cases c WHERE NOT EXISTS (SELECT 1 FROM"
        " case_mention j WHERE j.mention = c.mention AND j.case_id = c.id"
        " AND j.at = c.opened)",
        "SELECT count(*) FROM case_mention j LEFT JOIN cases c"
        " ON c.mention = j.mention WHERE c.id IS NOT j.case_id",
        "SELECT count(*) FROM draft d LEFT JOIN cases c"
        " ON c.mention = d.mention WHERE c.id IS NOT d.case_id",
        "SELECT count(*) FROM cases WHERE (state = 'dismissed') <>"
        " (status = 'dismissed') OR state NOT IN ('dismissed', 'registered')",
        "SELECT count(*) FROM cases WHERE opened_by <> 'crawler' AND NOT EXISTS"
        " (SELECT 1 FROM event WHERE case_id = cases.id AND what = 'returned'"
        " AND who = opened_by)",
    };
    for (int v = 0; v < VERSIONS; v++) {
        load(versions[v], "cases.db");
        store_close(temp_store("cases.db"));
        for (size_t i = 0; i < sizeof none / sizeof *none; i++)
            ck_assert_msg(temp_ask(temp_path("cases.db"), none[i]) == 0,
                          "%s: %s", versions[v], none[i]);
        ck_assert_int_gt(temp_ask(temp_path("cases.db"),
                                  "SELECT count(*) FROM draft WHERE case_id"
                                  " IS NOT NULL"),
                         9);
    }
    load("a42b9d7", "cases.db");
    store_close(temp_store("cases.db"));
    ck_assert_int_eq(temp_ask(temp_path("cases.db"),
                              "SELECT count(*) FROM cases WHERE opened_by ="
                              " 'ann'"),
                     1);
}
END

/* What an old store holds is known to a source that is new: nothing of it is
 * stored twice. */
TEST(old_mentions_are_known_in_every_source)
{
    for (int v = 0; v < VERSIONS; v++) {
        struct arena a = {0};
        struct err e = {0};
        struct mention_filter f = {0};
        struct mention *rows;
        size_t n;
        load(versions[v], "world.db");
        struct store *s = temp_store("world.db");
        int64_t other = temp_source(s, "another");
        ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
        ck_assert_int_gt(n, 9);
        for (size_t i = 0; i < n; i++) {
            struct mention m = rows[i];
            m.post.source = other;
            m.post.key1 = m.post.key2 = str_printf(&a, "%zu", i);
            m.post.permalink = str_from(m.post.url, STR("http://").n);
            ck_assert_int_eq(temp_put(s, &m), PUT_ELSEWHERE);
            ck_assert_int_eq(m.id, rows[i].id);
        }
        store_close(s);
        const char *said = full_verify("world.db", &a);
        ck_assert_msg(!said, "%s: %.900s", versions[v], said);
        arena_clear(&a);
    }
}
END

/* A store that somebody had changed before is not made good by migrating. */
TEST(no_change_is_vouched_for)
{
    static const struct {
        const char *sql, *told;
    } acts[] = {
        {"DROP TRIGGER draft_no_update;"
         "UPDATE draft SET text = 'x' WHERE id = 2",
         "draft 2: is not"},
        {"UPDATE cases SET reason = 'x' WHERE id = 3", "cases 3: is not"},
        {"UPDATE cases SET priority = 99 WHERE id = 6", "cases 6: is not"},
        {"DROP TRIGGER draft_no_delete; DELETE FROM draft WHERE id = 4",
         "draft 4: is missing"},
        {"INSERT INTO draft VALUES (99, 6, 'ann', 1, 'x')",
         "draft 99: stands in no"},
    };
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct err e = {0};
        struct arena a = {0};
        load("a42b9d7", "bad.db");
        run_sql("bad.db", acts[i].sql);
        struct store *s = store_open(temp_path("bad.db"), STORE_UNCHECKED, &e);
        ck_assert_msg(s != NULL, "%s", e.msg);
        store_close(s);
        const char *said = full_verify("bad.db", &a);
        ck_assert_msg(said && strstr(said, acts[i].told), "%s: %.900s",
                      acts[i].sql, said ? said : "nothing");
        arena_clear(&a);
    }
}
END

/* A process that is killed in the middle leaves a store that this program
 * opens, whole. */
TEST(killed_while_it_migrates)
{
    int partly = 0;
    for (int delay = 0; delay < 40; delay += FEWER_STEP) {
        struct arena a = {0};
        load(versions[delay % VERSIONS], "kill.db");
        pid_t pid = fork();
        ck_assert_int_ge(pid, 0);
        if (pid == 0) {
            struct err e = {0};
            struct store *s = store_open(temp_path("kill.db"), 0, &e);
            _exit(s ? 0 : 1);
        }
        usleep((useconds_t)delay * 500);
        kill(pid, SIGKILL);
        int status;
        ck_assert_int_eq(waitpid(pid, &status, 0), pid);
        partly += WIFSIGNALED(status);
        store_close(temp_store("kill.db"));
        const char *said = full_verify("kill.db", &a);
        ck_assert_msg(!said, "%d: %.900s", delay, said);
        ck_assert_int_eq(
            temp_ask(temp_path("kill.db"),
                     "SELECT count(*) FROM cases c JOIN"
                     " case_mention j ON j.case_id = c.id"),
            temp_ask(temp_path("kill.db"), "SELECT count(*) FROM cases"));
        arena_clear(&a);
    }
    ck_assert_int_gt(partly, 0);
}
END

TEST_MAIN("store_old", what_was_there_is_there, cases_stand_by_themselves,
          old_mentions_are_known_in_every_source, no_change_is_vouched_for,
          killed_while_it_migrates)
