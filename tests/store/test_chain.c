/* SPDX-License-Identifier: MIT
 * store: nothing is hidden. What may not be deleted is not, and a change to
 * the chain of events behind the store's back is found. R38. */
#include <sodium.h>

#include "tests/store/temp.h"

/* 3 registered, edited, approved, label, dismissed, changed; each of the seven
 * acts is followed by its seal. */
enum { EVENTS = 8 + 7 };

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
            ck_ok(store_case_edit(s, m.case_.id, STR("ann"), STR("да"), 1, &e),
                  e);
        if (i == 0)
            ck_ok(
                store_case_approve(s, m.case_.id, STR("bob"), STR("да"), 2, &e),
                e);
        if (i == 1)
            ck_ok(store_label_not_us(s, m.id, STR("ann"), 3, &e), e);
    }
    struct mention m = temp_mention(source, "k0", "", "other");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    return s;
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
    struct store *s = filled("refused.db");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(!place_sql(temp_path("refused.db"), refused[i]), "%s",
                      refused[i]);
    ck_assert_int_eq(temp_verifies(s), EVENTS);
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
    {"UPDATE event SET case_id = 0 WHERE id = 3", 3},
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

/* Id of the first event of which something is told, 0 when there is none. */
static int64_t first_broken(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    struct store_audit audit;
    int64_t id = 0;
    ck_ok(store_verify(s, &a, &audit, &e), e);
    for (size_t i = 0; i < audit.n && !id; i++)
        if (str_eqz(audit.findings[i].table, "event"))
            ck_assert(str_int(audit.findings[i].row, &id));
    arena_clear(&a);
    return id;
}

TEST(a_forged_event_is_found)
{
    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        char name[32];
        snprintf(name, sizeof name, "forged%zu.db", i);
        struct store *s = filled(name);
        ck_assert(place_sql(temp_path(name), "DROP TRIGGER event_no_update;"
                                             "DROP TRIGGER event_no_delete"));
        ck_assert_msg(place_sql(temp_path(name), forged[i].sql), "%s",
                      forged[i].sql);
        int64_t broken = first_broken(s);
        ck_assert_msg(broken == forged[i].broken, "%s: %ld", forged[i].sql,
                      (long)broken);
        store_close(s);
    }
}
END

/* Somebody who can compute hashes puts an event behind the last, with the id
 * he likes; the store's own count is told or not. */
static int64_t put_by_hand(const char *name, int64_t skip, bool count)
{
    struct str content;
    struct arena a = {0};
    unsigned char hash[32];
    char last[65], hex[65], sql[512];
    struct err e = {0};
    bool found;
    struct str before;
    struct store *s = filled(name);
    ck_ok(store_event_hash(s, &a, EVENTS, &before, &found, &e), e);
    ck_assert(found);
    snprintf(last, sizeof last, STR_FMT, STR_ARG(before));
    int64_t id = EVENTS + skip;
    content = str_printf(&a, "64:%s,2:%ld,1:1,1:1,1:1,3:eve,8:approved,2:{},",
                         last, (long)id);
    crypto_hash_sha256(hash, (const unsigned char *)content.p, content.n);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    snprintf(sql, sizeof sql,
             "INSERT INTO event VALUES (%ld, 1, 1, 1, 'eve', 'approved',"
             " '{}', '%s'); %s UPDATE head SET event = %ld, hash = '%s'",
             (long)id, hex, count ? "" : "--", (long)id, hex);
    ck_assert(place_sql(temp_path(name), sql));
    int64_t broken = first_broken(s);
    arena_clear(&a);
    store_close(s);
    return broken;
}

TEST(an_event_put_in_by_hand_is_found)
{
    ck_assert_int_eq(put_by_hand("byhand1.db", 1, false), EVENTS + 1);
    ck_assert_int_eq(put_by_hand("byhand2.db", 2, false), EVENTS + 2);
    /* The numbers alone give it away. */
    ck_assert_int_eq(put_by_hand("byhand3.db", 2, true), EVENTS + 2);
    /* What cannot be seen from within: docs/operations.md says so. */
    ck_assert_int_eq(put_by_hand("byhand4.db", 1, true), 0);
}
END

/* The same while the store is open: what comes after does not cover it up. */
TEST(a_tail_cut_off_under_way_is_found)
{
    struct err e = {0};
    struct store *s = filled("under.db");
    ck_assert(place_sql(temp_path("under.db"),
                        "DROP TRIGGER event_no_delete;"
                        "DELETE FROM event WHERE id > (SELECT max(id) - 2 FROM "
                        "event)"));
    ck_ok(store_case_dismiss(s, 3, STR("eve"), STR("x"), 4, &e), e);
    ck_assert_int_eq(first_broken(s), EVENTS + 1);
    store_close(s);

    s = filled("put.db");
    ck_assert(
        place_sql(temp_path("put.db"),
                  "INSERT INTO event SELECT id + 1, at, mention, case_id, who,"
                  " what, detail, hash FROM event ORDER BY id DESC LIMIT 1"));
    ck_assert(!store_case_dismiss(s, 3, STR("eve"), STR("x"), 4, &e));
    ck_assert_msg(strstr(e.msg, "never replaced"), "%s", e.msg);
    store_close(s);
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

/* And so is the digest of a row in its seal. */
TEST(a_seal_can_be_computed_by_others)
{
    struct arena a = {0};
    unsigned char hash[32];
    char hex[65], sql[256];
    store_close(filled("seal.db"));
    struct str row = str_printf(
        &a,
        "2:id,1:1,7:mention,1:1,3:who,6:matrix,2:at,10:%d,4:text,%zu:%s,"
        "7:case_id,1:1,",
        TEMP_NOW, strlen("Здравствуйте! Поможем."), "Здравствуйте! Поможем.");
    crypto_hash_sha256(hash, (const unsigned char *)row.p, row.n);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM event WHERE id = 2 AND what = 'sealed'"
             " AND %s = '%s'",
             place_is_file() ? "json_extract(detail, '$.draft.1')"
                             : "detail::json->'draft'->>'1'",
             hex);
    ck_assert_int_eq(temp_ask(temp_path("seal.db"), sql), 1);
    arena_clear(&a);
}
END

TEST_MAIN("store_chain", nothing_is_deleted, a_forged_event_is_found,
          an_event_put_in_by_hand_is_found, a_tail_cut_off_under_way_is_found,
          the_hash_can_be_computed_by_others, a_seal_can_be_computed_by_others)
