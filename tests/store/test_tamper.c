/* SPDX-License-Identifier: MIT
 * store: whatever somebody with the shell of the database does to a store is
 * named by verify, with its row. */
#include "tests/store/full.h"

#define UNLOCK(table, act) "DROP TRIGGER " #table "_no_" #act ";"

/* Each on a copy of its own. What was dropped is told too, but the row must
 * be. */
struct tampering {
    const char *sql;
    const char *told; /* a line of what verify says, from its beginning */
};
static const struct tampering tampered[] = {
    /* the chain */
    {UNLOCK(event, delete) "DELETE FROM event WHERE id > (SELECT max(id) - 5"
                           " FROM event)",
     "event 68: is missing: the store counted as far, but ends at 63"},
    {UNLOCK(event, delete) "DELETE FROM event",
     "event 68: is missing: the store counted as far, but ends at 0"},
    {UNLOCK(event, delete) "DELETE FROM event", "mention 1: stands in no"},
    {UNLOCK(event, delete) "DELETE FROM event; DELETE FROM head",
     "draft 1: stands in no"},
    {UNLOCK(event, delete) "DELETE FROM event WHERE id = 5", "event 6: "},
    {UNLOCK(event, update) "UPDATE event SET at = 5 WHERE id = 5", "event 5: "},
    {UNLOCK(event, update) "UPDATE event SET who = 'eve' WHERE id = 9",
     "event 9: "},
    {"UPDATE head SET event = event - 1",
     "event 68: was put in by another program: the store counted to 67"},
    {"UPDATE head SET hash = 'x'", "event 68: is not the last one that Molva"},
    {"DELETE FROM head", "event 68: was put in"},
    /* what was said */
    {"UPDATE mention SET text = 'All is well' WHERE id = 1", "mention 1: is n"},
    {"UPDATE mention SET title = 'x' WHERE id = 5", "mention 5: "},
    {"UPDATE mention SET author = 'x' WHERE id = 5", "mention 5: "},
    {"UPDATE mention SET url = 'x' WHERE id = 5", "mention 5: "},
    {"UPDATE mention SET published = 1, at = 1 WHERE id = 5", "mention 5: "},
    {"UPDATE mention SET likes = 900 WHERE id = 7", "mention 7: "},
    {"UPDATE mention SET rating = 0.123456789012345678 WHERE id = 7",
     "mention 7: "},
    {"UPDATE mention SET not_us = 0 WHERE id = 4", "mention 4: "},
    {"UPDATE mention SET not_us = 1 WHERE id = 7", "mention 7: "},
    {"UPDATE mention SET lemmas = 'x' WHERE id = 7", "mention 7: "},
    {"UPDATE mention SET gone = 5 WHERE id = 7", "mention 7: "},
    {"UPDATE mention SET brand = 'Другой' WHERE id = 7", "mention 7: "},
    {UNLOCK(mention, delete) "DELETE FROM mention WHERE id = 5",
     "mention 5: is missing"},
    {"CREATE TEMP TABLE other AS SELECT * FROM mention WHERE id = 1;"
     "UPDATE other SET id = 99, key1 = 'new', key2 = '';"
     "INSERT INTO mention SELECT * FROM other",
     "mention 99: stands in no"},
    {UNLOCK(history, delete) "DELETE FROM history", "history 1: is missing"},
    {UNLOCK(history, update) "UPDATE history SET text = 'x'", "history 1: is"},
    {"INSERT INTO history SELECT 7, mention, replaced, text_hash, rating,"
     " title, 'x', type, tone, solution, matrix_row FROM history",
     "history 7: stands in no"},
    /* what is kept of lists */
    {"UPDATE cell SET n = n + 1 WHERE id = 1", "cell 1: does not agree"},
    {"UPDATE cell SET brand = 'x' WHERE id = 1", "place "},
    {"UPDATE place SET rank = rank + 1 WHERE mention = 7", "place 7: "},
    {"UPDATE place SET at = at - 1 WHERE mention = 7", "place 7: "},
    {"DELETE FROM place WHERE mention = 7", "place 7: "},
    {"UPDATE hours SET n = 0", "hours "},
    {"DELETE FROM list_source", "list_source 1: "},
    {"INSERT INTO case_unit VALUES (0, 'x', 1, 99, 1, 0)", "case_unit"},
    /* what it is, what to do */
    {"UPDATE verdict SET type = 'praise' WHERE mention = 7", "verdict 7: "},
    {"UPDATE verdict SET corrected_by = '' WHERE mention = 3", "verdict 3: "},
    {"UPDATE verdict SET confidence = confidence + 2e-16 WHERE mention = 3",
     "verdict 3: "},
    {"UPDATE verdict SET evidence = '[1]' WHERE mention = 3", "verdict 3: "},
    {UNLOCK(verdict, delete) "DELETE FROM verdict WHERE mention = 7",
     "verdict 7: is missing"},
    {"UPDATE decision SET solution = 'C' WHERE mention = 7", "decision 7: "},
    {"UPDATE decision SET why = 'x' WHERE mention = 5", "decision 5: "},
    {"UPDATE decision SET stale = 1 WHERE mention = 7", "decision 7: "},
    /* what people did */
    {"UPDATE cases SET closed_by = 'somebody' WHERE status = 'approved'",
     "cases 1: "},
    {"UPDATE cases SET status = 'dismissed', reason = 'x' WHERE id = 1",
     "cases 1: "},
    {"UPDATE cases SET status = 'waiting', closed = 0, closed_by = '',"
     " reason = '' WHERE id = 2",
     "cases 2: "},
    {"UPDATE cases SET reason = 'x' WHERE id = 2", "cases 2: "},
    {"UPDATE cases SET closed = 5 WHERE id = 2", "cases 2: "},
    {"UPDATE cases SET posted = 5, posted_by = 'x', posted_url = "
     "'https://x.example/' WHERE"
     " id = 1",
     "cases 1: "},
    {"UPDATE cases SET due = due + 1 WHERE id = 6", "cases 6: "},
    {"UPDATE cases SET priority = 1 WHERE id = 6", "cases 6: "},
    {UNLOCK(cases, delete) "DELETE FROM cases WHERE id = 6",
     "cases 6: is missing"},
    {UNLOCK(draft, update) "UPDATE draft SET text = 'We admit it'",
     "draft 1: "},
    {UNLOCK(draft, update) "UPDATE draft SET who = 'bob' WHERE who = 'ann'",
     "draft 25: "},
    {UNLOCK(draft, delete) "DELETE FROM draft WHERE id = 24",
     "draft 24: is missing"},
    {"INSERT INTO draft VALUES (99, 7, 'ann', 1, 'x', 7, '')",
     "draft 99: stands in no"},
    {UNLOCK(label, delete) "DELETE FROM label WHERE id = 1",
     "label 1: is missing"},
    {UNLOCK(label, update) "UPDATE label SET type = 'praise' WHERE id = 1",
     "label 1: "},
    /* who may what */
    {"UPDATE users SET role = 'admin' WHERE role = 'responder'", "users 2: "},
    {"UPDATE users SET password = 'x' WHERE id = 1", "users 1: "},
    {"UPDATE users SET state = 'removed' WHERE id = 1", "users 1: "},
    {"UPDATE users SET login = 'anne' WHERE id = 1", "users 1: "},
    {"INSERT INTO users (login, name, role, lang, password)"
     " VALUES ('eve', 'Eve', 'admin', 'en', 'x')",
     "users 3: stands in no"},
    {"DELETE FROM session WHERE user_id = 2; DELETE FROM users WHERE id = 2",
     "users 2: is missing"},
    {"UPDATE session SET user_id = 1 WHERE token = 'bbbb'", "session bbbb: "},
    {"UPDATE session SET expires = expires + 1 WHERE token = 'bbbb'",
     "session bbbb: "},
    {"INSERT INTO session VALUES ('eeee', 1, 9999999999)",
     "session eeee: stands in no"},
    {"INSERT INTO session VALUES ('cccc', 2, 9999999999)",
     "session cccc: is there again"},
    {"DELETE FROM session WHERE token = 'aaaa'", "session "},
    /* the crawler's own */
    {"UPDATE source SET next_visit = 9999999999", "source "},
    {"INSERT INTO source (name, kind, url, every) VALUES ('x', 'x', 'x', 1)",
     "source "},
    {"UPDATE page SET hash = 1 WHERE posts = 20", "page "},
    {"DELETE FROM page", "page "},
    {"UPDATE frontier SET due = 1 WHERE id = 5", "frontier "},
    {"UPDATE note SET value = 'x'", "note "},
    {"UPDATE mention_key SET mention = 7 WHERE mention = 8", "mention_key "},
    {"DELETE FROM mention_key WHERE mention = 8 AND kind = 2", "mention_key "},
    {"UPDATE seen SET text_hash = text_hash + 1", "seen "},
    {"UPDATE schema_version SET applied = 0", "schema_version "},
    {"UPDATE tally SET sum = sum + 1 WHERE name = 'page'", "page "},
    {"DELETE FROM tally WHERE name = 'page'", "page "},
};

/* What only SQLite has, or says in its own way. */
static const struct tampering in_a_file[] = {
    {UNLOCK(mention, delete) UNLOCK(verdict, delete) UNLOCK(
         decision, delete) "DELETE FROM verdict WHERE mention = 5;"
                           "DELETE FROM decision WHERE mention = 5;"
                           "DELETE FROM mention_key WHERE mention = 5;"
                           "INSERT INTO search (search, rowid, lemmas) SELECT"
                           " 'delete', id, lemmas FROM mention WHERE id = 5;"
                           "DELETE FROM mention WHERE id = 5",
     "mention 5: is missing"},
    /* the search */
    {"INSERT INTO search (search) VALUES ('delete-all')",
     "search 1: does not hold"},
    {"INSERT INTO search (rowid, lemmas) VALUES (5, 'чужое')",
     "search 5: does not hold"},
    {"INSERT INTO search (rowid, lemmas) VALUES (500, 'чужое')",
     "search : leads"},
    {"UPDATE search_data SET block = zeroblob(40) WHERE id > 10", "search "},
    {"DELETE FROM search_sum", "search "},
    /* the schema */
    {"DROP TRIGGER event_no_update", "schema trigger event_no_update: is m"},
    {"DROP TRIGGER draft_no_update; CREATE TRIGGER draft_no_update BEFORE"
     " UPDATE ON draft BEGIN SELECT 1; END",
     "schema trigger draft_no_update: is not"},
    {"CREATE TRIGGER helper AFTER INSERT ON cases BEGIN UPDATE cases SET"
     " priority = 0 WHERE id = NEW.id; END",
     "schema trigger helper: is none"},
    {"DROP INDEX cases_queue", "schema index cases_queue: is missing"},
    {"DROP INDEX mention_at; CREATE INDEX mention_at ON mention (id)",
     "schema index mention_at: is not"},
    {"CREATE TABLE hidden (x)", "schema table hidden: is none"},
    {"CREATE TABLE hidden (x INTEGER PRIMARY KEY AUTOINCREMENT)",
     "schema table sqlite_sequence: is none"},
    {"CREATE VIEW queue AS SELECT * FROM cases", "schema view queue: is none"},
    {"ALTER TABLE note ADD COLUMN more TEXT", "schema table note: is not"},
    {"DROP TABLE frontier", "schema table frontier: is missing"},
    {"DROP TABLE label", "schema table label: is missing"},
    {"PRAGMA user_version = 9", "file user_version: "},
    {"PRAGMA application_id = 9", "refused: "},
    {"DROP TABLE event", "schema table event: is missing"},
};

/* What only PostgreSQL has, or says in its own way. */
static const struct tampering in_a_database[] = {
    /* the search */
    {"DELETE FROM search_words WHERE mention = 5", "search 5: does not hold"},
    {"UPDATE search_words SET words = words[2:] WHERE mention = 5",
     "search 5: does not hold"},
    {"INSERT INTO search_words VALUES (500, '{1}')",
     "search 500: does not hold"},
    /* the schema */
    {"DROP TRIGGER event_no_update", "schema trigger event_no_update: is m"},
    {"ALTER TABLE event DISABLE TRIGGER event_no_update",
     "schema trigger event_no_update: is not"},
    {"ALTER TABLE mention DISABLE TRIGGER ALL",
     "schema trigger seal_mention: is not"},
    {"CREATE FUNCTION help() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW."
     "priority := 0; RETURN NEW; END'; CREATE TRIGGER helper BEFORE INSERT ON"
     " cases FOR EACH ROW EXECUTE FUNCTION help()",
     "schema trigger helper: is none"},
    {"CREATE OR REPLACE FUNCTION molva_refuse() RETURNS trigger LANGUAGE"
     " plpgsql AS 'BEGIN RETURN NEW; END'",
     "schema function molva_refuse: is not"},
    {"DROP INDEX cases_queue", "schema index cases_queue: is missing"},
    {"DROP INDEX mention_at; CREATE INDEX mention_at ON mention (id)",
     "schema index mention_at: is not"},
    {"CREATE TABLE hidden (x text)", "schema table hidden: is none"},
    {"CREATE VIEW queue AS SELECT * FROM cases", "schema view queue: is none"},
    {"ALTER TABLE note ADD COLUMN more TEXT", "schema table note: is not"},
    {"ALTER TABLE note ALTER value TYPE varchar", "schema table note: is not"},
    {"ALTER TABLE cases DROP CONSTRAINT cases_status_check",
     "schema constraint cases_status_check: is missing"},
    {"CREATE RULE quiet AS ON INSERT TO draft DO INSTEAD NOTHING",
     "schema rule quiet: is none"},
    {"ALTER TABLE mention ENABLE ROW LEVEL SECURITY",
     "schema table mention: is not"},
    {"DROP TABLE frontier", "schema table frontier: is missing"},
    {"DROP TABLE label", "schema table label: is missing"},
    {"DROP TABLE event", "schema table event: is missing"},
};

/* As one who may do anything: no trigger hinders him, and no key. */
static void run_sql(const char *name, const char *sql)
{
    char all[2048];
    snprintf(all, sizeof all, "%s%s",
             place_is_file() ? "" : "SET session_replication_role = replica;",
             sql);
    ck_assert_msg(place_sql(temp_path(name), all), "%s", sql);
}

static bool has_line(const char *said, const char *head)
{
    struct str rest = str_of(said), line;
    while (str_split(&rest, '\n', &line))
        if (str_starts(line, str_of(head)))
            return true;
    return false;
}

TEST(a_sound_store_is_sound)
{
    struct arena a = {0};
    full_make("sound.db");
    const char *said = full_verify("sound.db", &a);
    ck_assert_msg(!said, "%s", said);
    /* And after it was opened by itself, with nothing done. */
    store_close(temp_store("sound.db"));
    said = full_verify("sound.db", &a);
    ck_assert_msg(!said, "%s", said);
    arena_clear(&a);
}
END

static int count_missed(const struct tampering *all, size_t n)
{
    int missed = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena a = {0};
        full_copy("whole.db", "tampered.db");
        run_sql("tampered.db", all[i].sql);
        const char *said = full_verify("tampered.db", &a);
        if (!said || !has_line(said, all[i].told)) {
            fprintf(stderr, "%s\nwanted: %s\ngot: %.600s\n", all[i].sql,
                    all[i].told, said ? said : "nothing");
            missed++;
        }
        arena_clear(&a);
    }
    return missed;
}

TEST(every_tampering_is_named)
{
    full_make("whole.db");
    int missed = count_missed(tampered, sizeof tampered / sizeof *tampered);
    missed +=
        place_is_file()
            ? count_missed(in_a_file, sizeof in_a_file / sizeof *in_a_file)
            : count_missed(in_a_database,
                           sizeof in_a_database / sizeof *in_a_database);
    ck_assert_int_eq(missed, 0);
}
END

/* Before anything is written, without reading the rows. */
TEST(the_check_at_the_start_sees_the_schema)
{
    static const char *const cases[][2] = {
        {"DROP INDEX cases_queue", "index cases_queue is missing"},
        {"CREATE VIEW helper AS SELECT 1", "view helper is none"},
        {"ALTER TABLE note ADD COLUMN more TEXT", "table note is not"}};
    full_make("whole.db");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        full_copy("whole.db", "tampered.db");
        run_sql("tampered.db", cases[i][0]);
        struct store *s =
            store_open(temp_url("tampered.db"), STORE_UNCHECKED, &e);
        ck_assert_msg(s, "%s", e.msg);
        ck_assert_msg(!store_check(s, &e) && strstr(e.msg, cases[i][1]),
                      "%s: %s", cases[i][0], e.msg);
        store_close(s);
    }
}
END

TEST_MAIN("store_tamper", a_sound_store_is_sound, every_tampering_is_named,
          the_check_at_the_start_sees_the_schema)
