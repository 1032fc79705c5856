/* SPDX-License-Identifier: MIT
 * A wrong tone is corrected beside the type, and is in the label. */
#include "tests/desk/work.h"

static bool has_tone(const char *tone)
{
    char member[32];
    snprintf(member, sizeof member, "\"tone\":\"%s\"", tone);
    ck_assert_int_eq(client_get(&c, "/api/mention/3"), 200);
    bool has = client_has(&c, member);
    client_get(&c, "/mention/3");
    return has;
}

/* Status of the correction. */
static long say(const char *type, const char *tone)
{
    return client_post(&c, "/mention/3/type", "type", type, "tone", tone, NULL);
}

TEST(a_corrected_tone_is_kept_beside_the_type)
{
    struct err e = {0};
    struct arena a = {0};
    struct label_row *rows;
    size_t n;
    begin();
    client_login(&c, "anna");
    ck_assert(!has_tone("mix"));
    ck_assert_int_eq(say("broken", "nonsense"), 400);
    client_get(&c, "/mention/3");
    ck_assert_int_eq(say("broken", "pos"), 422);
    ck_assert(client_has(&c, "типу не подходит"));
    ck_assert_int_eq(say("praise", "neg"), 422);
    ck_assert(!has_tone("pos"));
    ck_assert_int_eq(say("broken", "mix"), 303);
    ck_assert(has_tone("mix"));
    ck_assert(client_has(&c, " · смешанный"));
    ck_assert_int_eq(say("broken", ""), 303);
    ck_assert(has_tone("neg"));
    struct store *s = store_open(place_url(desk.path), STORE_READ, &e);
    ck_assert(s != NULL);
    ck_ok(store_labels(s, &a, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    ck_assert_str(rows[0].type, "broken");
    ck_assert_str(rows[0].tone, "mix");
    ck_assert_str(rows[1].tone, "");
    store_close(s);
    arena_clear(&a);
    end();
}
END

TEST_MAIN("desk_tone", a_corrected_tone_is_kept_beside_the_type)
