/* SPDX-License-Identifier: MIT
 * store: search by lemmas, whatever is in the query. */
#include "base/buf.h"
#include "tests/store/temp.h"

#define MIGRATION "009_words" /* that brings PostgreSQL's index */

/* Mentions that have all the lemmas. */
static int64_t matches(struct store *s, const char *lemmas)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention_filter f = {.lemmas = str_of(lemmas)};
    struct mention *rows;
    size_t n;
    int64_t counted;
    ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
    ck_ok(store_mention_count(s, &f, &counted, &e), e);
    ck_assert_int_eq(counted, (int64_t)n);
    arena_clear(&a);
    return counted;
}

/* Nothing of FTS5's language works in a query, and nothing breaks it. */
static const struct {
    const char *query; /* lemmas as a person may bring them */
    int64_t want;      /* of the two mentions */
} queries[] = {
    {"тариф", 2},
    {"тариф вырасти", 1},
    {"тариф  вырасти ", 1},
    {"вырасти тариф", 1},
    {"тар", 0},
    {"тар*", 0},
    {"тариф OR нет", 0},
    {"тариф NOT вырасти", 0},
    {"NEAR(тариф вырасти)", 0},
    {"lemmas:тариф", 0},
    {"^тариф", 0},
    {"\"", 0},
    {"\"тариф\"", 0},
    {"wi-fi", 1},
    {"c++", 1},
    {"o'neil", 1},
    {"say\"what", 1},
    {"wi", 0},
    {"-", 0},
    {"(", 0},
    {"\x01тариф\x7f", 2},
    {"  ", 0},
};

TEST(search_takes_words_only)
{
    struct err e = {0};
    struct store *s = temp_store("search.db");
    int64_t source = temp_source(s, "f");
    struct mention m = temp_mention(source, "1", "", "тариф вырасти");
    temp_put(s, &m);
    m = temp_mention(source, "2", "", "тариф wi-fi c++ o'neil say\"what");
    ck_ok(store_begin(s, &e), e);
    temp_put(s, &m);
    ck_ok(store_commit(s, &e), e);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        ck_assert_msg(matches(s, queries[i].query) == queries[i].want,
                      "query %s", queries[i].query);
    /* New and edited within one transaction, and one that was undone. */
    ck_ok(store_begin(s, &e), e);
    m = temp_mention(source, "3", "", "первое");
    temp_put(s, &m);
    m = temp_mention(source, "3", "", "второе");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    m = temp_mention(source, "1", "", "тариф упасть");
    ck_assert_int_eq(temp_put(s, &m), PUT_EDITED);
    ck_ok(store_commit(s, &e), e);
    ck_ok(store_begin(s, &e), e);
    m = temp_mention(source, "4", "", "третье");
    temp_put(s, &m);
    store_rollback(s);
    m = temp_mention(source, "5", "", "четвёртое");
    temp_put(s, &m);
    ck_assert(matches(s, "первое") == 0 && matches(s, "второе") == 1);
    ck_assert(matches(s, "вырасти") == 0 && matches(s, "упасть") == 1);
    ck_assert(matches(s, "третье") == 0 && matches(s, "четвёртое") == 1);
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 5000; i++)
        buf_z(&b, "тариф ");
    buf_char(&b, '\0');
    ck_assert_int_eq(matches(s, b.p), 2);
    for (int i = 0; i < 20000; i++)
        buf_z(&b, "тариф ");
    struct mention_filter f = {.lemmas = buf_view(&b)};
    int64_t n;
    ck_assert(!store_mention_count(s, &f, &n, &e));
    buf_clear(&b);
    ck_assert(!place_is_file() ||
              place_sql(temp_path("search.db"), "INSERT INTO search (search)"
                                                " VALUES ('integrity-check')"));
    store_close(s);
}
END

/* PostgreSQL's index has a list for each 65,536 mentions (store/words.h): those
 * of two are found, and what more than STORE_FOUND have is cut. */
TEST(words_are_found_in_every_age)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("ages.db");
    int64_t source = temp_source(s, "f"), n;
    struct mention_filter f = {.lemmas = STR("век"), .limit = 50};
    struct mention *rows;
    size_t got;
    for (int i = 0; i < 12; i++) {
        if (i == 3)
            ck_assert(place_is_file() ||
                      place_sql(temp_path("ages.db"),
                                "SELECT setval(pg_get_serial_sequence("
                                "'mention', 'id'), 65530)"));
        struct str key = str_printf(&a, "%d", i);
        struct mention m = temp_mention(source, key.p, "", key.p);
        m.post.lemmas = str_printf(&a, "век слово%d", i);
        temp_put(s, &m);
    }
    ck_assert_int_eq(matches(s, "век"), 12);
    ck_assert_int_eq(matches(s, "век слово1"), 1);
    ck_assert_int_eq(matches(s, "слово11 век"), 1);
    ck_assert(temp_verifies(s));
    if (!place_is_file()) {
        ck_assert(place_sql(temp_path("ages.db"),
                            "INSERT INTO search_words SELECT g, words FROM"
                            " search_words, generate_series(100, 13000) g"
                            " WHERE mention = 3"));
        ck_ok(store_mention_count(s, &f, &n, &e), e);
        ck_assert(store_search_was_cut(s));
        ck_ok(store_mentions(s, &a, &f, &rows, &got, &e), e);
        ck_assert_uint_eq(got, 12);
        f.source = STR("f"); /* the last stored are counted: not the first 3 */
        ck_ok(store_mention_count(s, &f, &n, &e), e);
        ck_assert_int_eq(n, 9);
    }
    arena_clear(&a);
    store_close(s);
}
END

/* Back to a schema of before the index of words. */
static const char back[] =
    "DROP TABLE table_map; ALTER TABLE promise DROP COLUMN kind;"
    "DROP TABLE search_words, case_unit;"
    "DROP INDEX task_next, task_of, cases_closed, cases_mention;"
    "DROP INDEX cases_overdue, cases_stage, cases_replied, mention_text;"
    "CREATE INDEX mention_text ON mention (source, text_hash);"
    "DROP INDEX event_case;"
    "CREATE INDEX event_case ON event (case_id) WHERE case_id > 0;"
    "DROP INDEX task_deadlines_open, task_deadlines_dropped;"
    "DROP INDEX cases_month, cases_gap, mention_changed, event_person;"
    "ALTER TABLE users DROP COLUMN signature;"
    "CREATE FUNCTION molva_words(lemmas TEXT) RETURNS BIGINT[]"
    " LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT '{}'::bigint[] $$;"
    "CREATE INDEX mention_words ON mention USING gin (molva_words(lemmas));"
    /* what came after it */
    "drop trigger label_no_update on label;"
    "drop trigger draft_no_update on draft;"
    "create trigger label_no_update before update on label"
    " for each row execute function molva_refuse('x');"
    "create trigger draft_no_update before update on draft"
    " for each row execute function molva_refuse('x');"
    "DROP INDEX label_mention, promise_settled;"
    "DROP TABLE erased, erasure; ALTER TABLE mention DROP COLUMN erased;"
    "ALTER TABLE cases DROP COLUMN erased;"
    "ALTER TABLE frontier DROP COLUMN way;"
    "ALTER TABLE page DROP COLUMN spared, DROP COLUMN mentions,"
    " DROP COLUMN missed;"
    "ALTER TABLE mention DROP COLUMN delay;"
    "ALTER TABLE source DROP COLUMN state, DROP COLUMN wish,"
    " DROP COLUMN pace, DROP COLUMN rate, DROP COLUMN span,"
    " DROP COLUMN hint;"
    "DROP TABLE twin_key, twin, cluster, watch, outbox, hot, policy;"
    "DROP TABLE inquiry; ALTER TABLE label DROP COLUMN tone;"
    "DROP TABLE saved_view, claim; DROP INDEX mention_thread,"
    " verdict_unsure;"
    "ALTER TABLE cases DROP asleep, DROP asleep_by, DROP asleep_why;"
    "drop trigger cases_sending on cases; drop trigger cases_sent on cases;"
    "DROP TABLE sending, totp; DROP FUNCTION molva_sending(),"
    " molva_cases_sending(), molva_cases_sent();"
    "DROP TABLE proposal_case, proposal, thanks; ALTER TABLE cases DROP talk;"
    "DROP TABLE sample, statement_text, statement; DROP TABLE sequel;"
    "DROP FUNCTION molva_statement_eyes(); DROP INDEX cases_approved;"
    "drop trigger cases_post on cases;"
    "drop trigger cases_told on cases;"
    "DROP FUNCTION molva_cases_told();"
    "ALTER TABLE cases DROP COLUMN posted_apart, DROP COLUMN posted_why,"
    " DROP COLUMN seen, DROP COLUMN asked, DROP COLUMN answered;"
    "drop trigger cases_eyes on cases; DROP FUNCTION molva_cases_eyes();"
    "ALTER TABLE draft DROP author; ALTER TABLE verdict DROP flags;"
    "DROP TABLE escalation, spot, incident, access_used, access, absence;"
    "ALTER TABLE users DROP COLUMN departments;"
    "DROP INDEX cases_assignee, cases_opened_by, cases_concerns_of,"
    " task_assignee;"
    "drop trigger draft_director on draft;"
    "drop trigger cases_director on cases;"
    "DROP FUNCTION molva_draft_director(), molva_cases_director();"
    /* small: place_sql() completes those in capitals */
    "drop trigger cases_line on cases; drop trigger cases_close on cases;"
    "drop trigger cases_concerns on cases;"
    "drop trigger cases_concerns_new on cases;"
    "drop trigger draft_concerns on draft;"
    "DROP FUNCTION molva_draft_concerns();"
    "DROP INDEX cases_work, cases_ended, cases_posted;"
    "ALTER TABLE cases DROP COLUMN concerns, DROP COLUMN result,"
    " DROP COLUMN checked, DROP COLUMN ended, DROP COLUMN ended_by,"
    " DROP COLUMN ended_why, DROP told, DROP continues, DROP paused,"
    " DROP resumes, DROP stands_for; ALTER TABLE promise DROP told;"
    "ALTER TABLE cases DROP found, DROP their_side, DROP our_side, DROP cause,"
    " DROP lies_in, DROP measures, DROP risk;"
    "ALTER TABLE task DROP told, DROP stands_for, DROP chain, DROP step,"
    " DROP pauses, DROP paused, DROP put_off;"
    "ALTER TABLE cases DROP again;"
    "DROP INDEX event_selfcheck;"
    "DROP INDEX cases_imported; ALTER TABLE cases DROP imported;"
    "ALTER TABLE schema_version DROP COLUMN parts;"
    "DROP INDEX mention_page, mention_author, mention_talk;"
    "DROP INDEX event_signed_in;"
    "DROP INDEX mention_beside;"
    "ALTER TABLE mention DROP COLUMN found, DROP COLUMN beside;"
    "DELETE FROM schema_version WHERE name >= '" MIGRATION "'";

/* A store in PostgreSQL of before that index, without mentions: those of an
 * older program have seals that cannot be made here. */
TEST(an_older_index_gives_way)
{
    struct err e = {0};
    struct store *s = temp_store("older.db");
    struct mention m = temp_mention(temp_source(s, "f"), "1", "", "тариф");
    if (place_is_file()) {
        store_close(s);
        return;
    }
    store_close(s);
    ck_assert(place_sql(temp_path("older.db"), back));
    s = store_open(place_url(temp_path("older.db")), 0, &e);
    ck_ok(s, e);
    temp_put(s, &m);
    ck_assert_int_eq(matches(s, "тариф"), 1);
    ck_assert(temp_verifies(s) > 0);
    store_close(s);
}
END

enum { MANY = STORE_FOUND + 900 };

/* Has number i the words? All but few have "и", half of them "up". */
static bool many_has(int64_t i, const char *words)
{
    bool up = strstr(words, "up"), rare = strstr(words, "редкий");
    return i % 20 != 7 && (!up || i % 2) && (!rare || i % 700 == 1);
}

/* Their order in time is not that in which they were stored. */
static void put_many(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    int64_t source = temp_source(s, "f");
    ck_ok(store_begin(s, &e), e);
    for (int i = 0; i < MANY; i++) {
        struct str key = str_printf(&a, "%d", i);
        struct mention m = temp_mention(source, key.p, "", key.p);
        m.post.lemmas =
            str_printf(&a, "%s%s%s", i % 20 == 7 ? "нет" : "и",
                       i % 2 ? " Up" : "", i % 700 == 1 ? " редкий" : "");
        m.post.published = TEMP_NOW - 60 * (int64_t)(i * 7919 % MANY);
        m.decision.priority = i * 7919 % 100;
        temp_put(s, &m);
    }
    ck_ok(store_commit(s, &e), e);
    arena_clear(&a);
}

/* The rows of the words, 900 at once, beside those of all that are sifted
 * here. */
static void compare(struct store *s, const char *words, bool queue)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention_filter f = {.queue = queue};
    struct mention *all, *rows;
    size_t n, some, at = 0;
    ck_ok(store_mentions(s, &a, &f, &all, &n, &e), e);
    ck_assert_uint_eq(n, MANY);
    f.lemmas = str_of(words);
    f.limit = 900;
    do {
        ck_ok(store_mentions(s, &a, &f, &rows, &some, &e), e);
        for (size_t i = 0; i < some; i++, at++) {
            while (at < n && !many_has(all[at].id - 1, words))
                at++;
            ck_assert(at < n);
            ck_assert_int_eq(rows[i].id, all[at].id);
        }
        if (some)
            f.behind = rows[some - 1].id;
    } while (some);
    while (at < n && !many_has(all[at].id - 1, words))
        at++;
    ck_assert_uint_eq(at, n);
    arena_clear(&a);
}

static struct str as_it_is(void *ctx, struct str word)
{
    (void)ctx;
    return word;
}

/* A page of what very many fit and no index can say. */
static void compare_query(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    struct query_wrong wrong;
    struct query_speech speech = {.lemmas = as_it_is};
    struct mention_filter f = {.limit = 60};
    struct mention *all, *rows;
    int64_t counted;
    size_t n, some, at = 0;
    ck_ok(store_mentions(s, &a, &f, &all, &n, &e), e);
    f.query = query_parse(&a, STR("и -редкий"), &speech, &wrong);
    f.limit = 50;
    ck_ok(store_mention_count(s, &f, &counted, &e), e);
    ck_assert_int_eq(counted, STORE_FOUND);
    ck_assert(store_search_was_cut(s));
    ck_ok(store_mentions(s, &a, &f, &rows, &some, &e), e);
    ck_assert_uint_eq(some, 50);
    for (size_t i = 0; i < some; i++, at++) {
        while (at < n && (!many_has(all[at].id - 1, "и") ||
                          many_has(all[at].id - 1, "редкий")))
            at++;
        ck_assert(at < n);
        ck_assert_int_eq(rows[i].id, all[at].id);
    }
    arena_clear(&a);
}

TEST(what_many_have_is_cut_and_its_rows_are_right)
{
    static const struct {
        const char *words;
        bool cut;
    } cases[] = {{"и", true}, {"up и", false}, {"редкий и", false}};
    struct err e = {0};
    if (getenv("MOLVA_TEST_STORE")) {
        test_skipped(__func__, "takes a minute of CPU on PostgreSQL");
        return;
    }
    struct store *s = temp_store("many.db");
    put_many(s);
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
        const char *words = cases[i / 2].words;
        struct mention_filter f = {.lemmas = str_of(words), .queue = i % 2};
        int64_t counted, want = 0;
        for (int k = 0; k < MANY; k++)
            want += many_has(k, words);
        bool cut = want > STORE_FOUND;
        ck_assert_int_eq(cut, cases[i / 2].cut);
        ck_ok(store_mention_count(s, &f, &counted, &e), e);
        ck_assert_int_eq(store_search_was_cut(s), cut);
        ck_assert_int_eq(counted, cut ? STORE_FOUND : want);
        compare(s, words, f.queue);
    }
    compare_query(s);
    store_close(s);
}
END

TEST_MAIN("store_search", search_takes_words_only, words_are_found_in_every_age,
          an_older_index_gives_way,
          what_many_have_is_cut_and_its_rows_are_right)
