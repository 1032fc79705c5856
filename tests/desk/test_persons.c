/* SPDX-License-Identifier: MIT
 * Personal data at the desk (issue 9, 4): found in every place, erased after
 * it was asked twice, noted for ever; by a director or an admin alone. */
#include "tests/desk/work.h"

#define WHO "Пётр С."

static long find(const char *who)
{
    ck_assert_int_eq(client_get(&c, "/persons"), 200);
    return client_post(&c, "/persons", "who", who, NULL);
}

static long erase(const char *reason, const char *again)
{
    return client_post(&c, "/persons/erase", "who", WHO, "reason", reason,
                       "again", again, NULL);
}

static bool stands(const char *path, const char *text)
{
    ck_assert_int_eq(client_get(&c, path), 200);
    return client_has(&c, text);
}

TEST(asked_twice_and_then_gone)
{
    begin(), client_login(&c, "dora");
    ck_assert(stands("/people", "href=\"/persons\""));
    ck_assert_int_eq(find("Nobody of that name"), 200);
    ck_assert(!client_has(&c, "/persons/erase"));
    ck_assert_int_eq(find(" "), 422);
    ck_assert_int_eq(find(WHO), 200);
    ck_assert(client_has(&c, "mention.author"));
    ck_assert(client_has(&c, "href=\"/mention/1\""));
    ck_assert(client_has(&c, "action=\"/persons/erase\""));
    ck_assert_int_eq(erase("", ""), 422);
    ck_assert_int_eq(erase("letter 17", ""), 200);
    ck_assert(client_has(&c, "name=\"again\"") && client_has(&c, "letter 17"));
    ck_assert_int_eq(erase("letter 17", "Пётр"), 422);
    ck_assert(client_has(&c, "nothing was erased"));
    ck_assert(stands("/mention/1", WHO));
    ck_assert_int_eq(erase("letter of " WHO, WHO), 422);
    ck_assert(stands("/mention/1", WHO));
    ck_assert_int_eq(erase("letter 17", WHO), 303);
    ck_assert_str(client_header(&c, "Location"), "/persons?erased=1");
    ck_assert(stands("/persons?erased=1", "letter 17"));
    ck_assert(client_has(&c, "on request") && client_has(&c, "dora"));
    ck_assert(!stands("/mention/1", WHO));
    ck_assert(!client_has(&c, "href=\"/author/1\""));
    ck_assert_int_eq(client_get(&c, "/author/1"), 404);
    ck_assert_int_eq(find(WHO), 200);
    ck_assert(!client_has(&c, "mention.author"));
    end();
}
END

/* That a search of the register for what was looked for finds nothing: it is
 * in no event. */
TEST(what_is_looked_for_is_kept_nowhere)
{
    begin(), client_login(&c, "dora");
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(find("Zaphod"), 200);
        ck_assert(client_has(&c, "<span class=\"count\">0</span>"));
    }
    end();
}
END

static int64_t case_of(struct store *s, int64_t mention)
{
    struct err e = {0};
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, &c.arena, mention, &m, &found, &e), e);
    ck_assert(found && m.case_.id);
    return m.case_.id;
}

/* The case is about the work of dora. */
static void concern(struct store *s, int64_t id)
{
    struct err e = {0};
    struct case_fact fact = {.case_id = id,
                             .field = STR("concerns"),
                             .value = STR("dora"),
                             .who = STR("anna"),
                             .now = time(NULL)};
    ck_ok(store_case_set(s, &fact, &e), e);
}

/* So too where it is the last of more places than a page shows. */
TEST(about_ones_own_work_however_far_down)
{
    enum { NOTES = 205 };
    struct err e = {0};
    const struct note_row note = {
        .at = time(NULL), .who = STR("anna"), .text = STR(WHO " called")};
    begin(), client_login(&c, "dora");
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert(s != NULL);
    int64_t another = case_of(s, 3), own = case_of(s, 4);
    for (int i = 0; i < NOTES; i++)
        ck_ok(store_case_note(s, another, &note, &e), e);
    ck_ok(store_case_note(s, own, &note, &e), e);
    concern(s, own);
    store_close(s);
    ck_assert_int_eq(find(WHO), 200);
    ck_assert(!client_has(&c, "action=\"/persons/erase\""));
    ck_assert_int_eq(erase("letter 17", WHO), 422);
    end();
}
END

/* Who the case is about does not erase what was said of him. */
TEST(about_ones_own_work_somebody_else_does)
{
    struct err e = {0};
    begin(), client_login(&c, "dora");
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert(s != NULL);
    concern(s, case_of(s, 1));
    store_close(s);
    ck_assert_int_eq(find(WHO), 200);
    ck_assert(!client_has(&c, "href=\"/mention/1\""));
    ck_assert(!client_has(&c, "action=\"/persons/erase\""));
    ck_assert_int_eq(erase("letter 17", WHO), 422);
    struct client anna;
    client_open(&anna, &desk), client_login(&anna, "anna");
    ck_assert_int_eq(client_get(&anna, "/mention/1"), 200);
    ck_assert(client_has(&anna, WHO));
    ck_assert_int_eq(client_get(&anna, "/persons"), 403);
    client_close(&anna);
    end();
}
END

TEST_MAIN("desk_persons", asked_twice_and_then_gone,
          what_is_looked_for_is_kept_nowhere,
          about_ones_own_work_somebody_else_does,
          about_ones_own_work_however_far_down)
