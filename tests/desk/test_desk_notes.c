/* SPDX-License-Identifier: MIT
 * Who came, went, took data out or was refused stands in the chain. */
#include <json-c/json.h>

#include "tests/desk/client.h"

static struct event_row *rows;
static size_t n_rows;
static struct arena memory;

/* The events without a mention that tell an address. */
static void read_events(void)
{
    struct err e = {0};
    struct event_row *all;
    size_t n, cap = 0;
    struct store *s = store_open(place_url(desk.path), STORE_READ, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_ok(store_events(s, &memory, 0, &all, &n, &e), e);
    store_close(s);
    rows = NULL, n_rows = 0;
    for (size_t i = 0; i < n; i++) {
        if (str_find(all[i].detail, STR("\"address\":")) < 0)
            continue;
        rows = arena_grow(&memory, rows, n_rows, &cap, sizeof *rows);
        rows[n_rows++] = all[i];
    }
}

static const char *fact(const struct event_row *row, const char *key)
{
    struct json_object *detail =
        json_tokener_parse(str_z(&memory, row->detail));
    struct json_object *value = json_object_object_get(detail, key);
    const char *text = value ? str_of(json_object_get_string(value)).p : NULL;
    text = text ? str_dup(&memory, str_of(text)).p : "";
    json_object_put(detail);
    return text;
}

static size_t count(const char *what)
{
    size_t n = 0;
    for (size_t i = 0; i < n_rows; i++)
        n += str_eqz(rows[i].what, what);
    return n;
}

struct note_case {
    const char *what, *who, *login, *about;
};

TEST(who_comes_and_goes_stands_in_the_chain)
{
    static const struct note_case cases[] = {
        {"sign-in-refused", "desk", "anna", "POST /login"},
        {"sign-in-refused", "desk", "nobody", "POST /login"},
        {"signed-in", "dora", "dora", ""},
        {"refused", "dora", "dora", "POST /mention/1/approve"},
        {"exported", "dora", "dora", "/api/queue?type=praise"},
        {"exported", "dora", "dora", "/api/mention/1"},
        {"signed-out", "dora", "dora", ""},
    };
    begin();
    client_get(&c, "/login");
    client_post(&c, "/login", "login", "anna", "password", "wrong-one", NULL);
    client_post(&c, "/login", "login", "nobody", "password", "wrong-one", NULL);
    client_login(&c, "dora");
    client_get(&c, "/mention/1");
    ck_assert_int_eq(
        client_post(&c, "/mention/1/approve", "text", "Hello", NULL), 403);
    ck_assert_int_eq(client_get(&c, "/api/queue?type=praise"), 200);
    ck_assert_int_eq(client_get(&c, "/api/mention/1"), 200);
    client_get(&c, "/queue");
    ck_assert_int_eq(client_post(&c, "/logout", NULL), 303);
    read_events();
    ck_assert_uint_eq(n_rows, sizeof cases / sizeof *cases);
    for (size_t i = 0; i < n_rows; i++) {
        ck_assert_str(rows[i].what, cases[i].what);
        ck_assert_str(rows[i].who, cases[i].who);
        ck_assert_str_eq(fact(&rows[i], "login"), cases[i].login);
        ck_assert_str_eq(fact(&rows[i], "address"), "127.0.0.1");
        ck_assert_str_eq(fact(&rows[i], "what"), cases[i].about);
        ck_assert_int_ge(rows[i].at, time(NULL) - 100);
    }
    end();
}
END

TEST(a_flood_of_refusals_does_not_fill_the_disk)
{
    enum { TRIES = 100, MOST = 45 };
    begin();
    client_get(&c, "/login");
    struct str csrf = client_field(&c, "csrf");
    for (int i = 0; i < TRIES; i++) {
        struct str form = str_printf(
            &c.arena, "csrf=" STR_FMT "&login=anna&password=wrong-one",
            STR_ARG(csrf));
        client_send(&c, "POST", "/login", form);
        ck_assert_int_eq(c.status, i < CEILING_LOGIN_TRIES ? 401 : 429);
    }
    ck_assert(client_header(&c, "Retry-After").n > 0);
    for (int i = 0; i < TRIES; i++) /* no token */
        ck_assert_int_eq(client_send(&c, "POST", "/login", STR("a=b")), 403);
    read_events();
    ck_assert_uint_eq(count("sign-in-refused"), CEILING_LOGIN_TRIES);
    ck_assert_uint_ge(count("sign-in-blocked"), 1);
    ck_assert_uint_le(count("sign-in-blocked"), 4);
    ck_assert_uint_ge(count("refused"), 20);
    ck_assert_uint_le(count("refused"), MOST);
    end();
}
END

/* What is typed as a login is a stranger's text. */
TEST(a_typed_login_is_cut_and_harmless)
{
    begin();
    client_get(&c, "/login");
    char login[400];
    memset(login, 'x', sizeof login - 1);
    login[sizeof login - 1] = 0;
    memcpy(login, "\"\n\x1b[31m", 7);
    client_post(&c, "/login", "login", login, "password", "wrong-one", NULL);
    ck_assert_int_eq(c.status, 401);
    read_events();
    ck_assert_uint_eq(n_rows, 1);
    ck_assert_int_eq(strlen(fact(rows, "login")), 64);
    end();
}
END

TEST(who_is_removed_is_out_at_once)
{
    struct err e = {0};
    bool found;
    struct user_row dora;
    begin();
    client_login(&c, "dora");
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_ok(store_user_get(s, &memory, STR("dora"), &dora, &found, &e), e);
    ck_ok(store_user_remove(s, &dora, STR("root@cli"), time(NULL), &e), e);
    ck_assert_int_eq(client_get(&c, "/queue"), 303);
    client_get(&c, "/login");
    client_post(&c, "/login", "login", "dora", "password", FIXTURE_PASSWORD,
                NULL);
    ck_assert_int_eq(c.status, 401);
    ck_ok(store_user_get(s, &memory, STR("dora"), &dora, &found, &e), e);
    ck_assert(found && dora.removed);
    ck_assert_str(dora.name, "Dora");
    store_close(s);
    end();
}
END

/* Another language must not bring back another password. */
TEST(a_language_changes_nothing_else)
{
    struct err e = {0};
    bool found;
    struct user_row before, after;
    begin();
    client_login(&c, "dora");
    struct store *s = store_open(place_url(desk.path), STORE_READ, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    ck_ok(store_user_get(s, &memory, STR("dora"), &before, &found, &e), e);
    client_get(&c, "/queue");
    ck_assert_int_eq(client_post(&c, "/lang", "lang", "ru", NULL), 303);
    ck_ok(store_user_get(s, &memory, STR("dora"), &after, &found, &e), e);
    ck_assert_str(after.lang, "ru");
    ck_assert(str_eq(before.password, after.password));
    store_close(s);
    read_events();
    ck_assert_uint_eq(n_rows, 1); /* the sign-in */
    end();
}
END

struct to_case {
    const char *to, *location;
};

TEST(after_the_sign_in_one_is_sent_only_to_our_pages)
{
    static const struct to_case cases[] = {
        {"/mention/1", "/mention/1"},
        {"/queue?type=broken&words=%D1%8F", "/queue?type=broken&words=%D1%8F"},
        {"", "/"},
        {"/queue?\r\nX: y", "/queue"},
        {"/queue?\n", "/queue"},
        {"/queue?\t", "/queue"},
        {"/queue? x", "/queue"},
        {"/queue?\x1b", "/queue"},
        {"/queue?\x7f", "/queue"},
        {"/queue?ё", "/queue"},
        {"//evil.example/", "/queue"},
        {"/\\evil.example/", "/queue"},
        {"https://evil.example/queue", "/queue"},
        {"queue", "/queue"},
        {"/queue/../x", "/queue"},
        {"/login", "/queue"},
        {"/api/queue", "/queue"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct client me;
        client_open(&me, &desk);
        client_get(&me, "/login");
        client_post(&me, "/login", "login", "dora", "password",
                    FIXTURE_PASSWORD, "to", cases[i].to, NULL);
        ck_assert_int_eq(me.status, 303);
        struct str location = client_header(&me, "Location");
        ck_assert_msg(str_eqz(location, cases[i].location), "%s: " STR_FMT,
                      cases[i].to, STR_ARG(location));
        client_close(&me);
    }
    end();
}
END

TEST_MAIN("desk, notes", who_comes_and_goes_stands_in_the_chain,
          a_flood_of_refusals_does_not_fill_the_disk,
          a_typed_login_is_cut_and_harmless, who_is_removed_is_out_at_once,
          a_language_changes_nothing_else,
          after_the_sign_in_one_is_sent_only_to_our_pages)
