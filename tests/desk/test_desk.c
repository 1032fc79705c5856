/* SPDX-License-Identifier: MIT
 * The desk from outside: a real server on loopback, a real client. */
#include "desk/route.h"
#include "tests/desk/client.h"

#include <json-c/json.h>

/* Cookie of that name as the browser keeps it. */
static struct str client_cookie(struct client *of, const char *name)
{
    struct curl_slist *all = NULL;
    struct str value = {0};
    const char *mark = str_printf(&of->arena, "\t%s\t", name).p;
    curl_easy_getinfo(of->curl, CURLINFO_COOKIELIST, &all);
    for (struct curl_slist *i = all; i; i = i->next) {
        const char *at = strstr(i->data, mark);
        if (at)
            value = str_dup(&of->arena, str_of(at + strlen(mark)));
    }
    curl_slist_free_all(all);
    return value;
}

/* A member of the mention as its JSON twin tells it. */
static struct str api(int64_t id, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "/api/mention/%ld", (long)id);
    ck_assert_int_eq(client_get(&c, path), 200);
    struct json_object *o = json_tokener_parse(c.body.p), *member = NULL;
    ck_assert(o != NULL);
    ck_assert(json_object_object_get_ex(o, name, &member));
    struct str s = str_dup(&c.arena, str_of(json_object_get_string(member)));
    json_object_put(o);
    return s;
}

/* '#' and '*' of a route filled in. */
static const char *example(const char *pattern)
{
    static char path[128];
    size_t n = 0;
    for (const char *p = pattern; *p; p++)
        path[n++] = *p == '#' ? '1' : *p == '*' ? 'x' : *p;
    path[n] = 0;
    return path;
}

/* ---- who may what ---- */

TEST(every_route_refuses_without_a_session)
{
    size_t n;
    begin();
    const struct route *table = route_table(&n);
    ck_assert_uint_ge(n, 15);
    for (size_t i = 0; i < n; i++) {
        const struct route *t = &table[i];
        bool post = strcmp(t->method, "POST") == 0;
        ck_assert_msg(t->csrf == (post && !t->op), "%s %s", t->method, t->path);
        if (t->right == MAY_ANYBODY)
            continue;
        long status = client_send(&c, t->method, example(t->path),
                                  post ? STR("text=x") : STR(""));
        /* A text that was typed is not lost: the form to sign in holds it. */
        bool holds = t->again != NULL;
        ck_assert_msg(status == (t->json || holds ? 401 : 303), "%s %s: %ld",
                      t->method, t->path, status);
        if (!t->json && !holds)
            ck_assert(str_starts(client_header(&c, "Location"), STR("/login")));
        if (!t->json && holds)
            ck_assert(client_has(&c, "name=\"text\" value=\"x\""));
        ck_assert(!client_has(&c, "пропадает"));
        ck_assert(client_header(&c, "Content-Security-Policy").n > 0);
    }
    end();
}
END

TEST(every_form_needs_its_token)
{
    size_t n;
    begin();
    client_login(&c, "anna");
    const struct route *table = route_table(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(table[i].method, "POST") == 0) {
            long status = client_send(&c, "POST", example(table[i].path),
                                      STR("seen=1&text=x&type=rant&lang=en"));
            /* The API goes by no cookie at all. */
            ck_assert_msg(status == (table[i].op ? 401 : 403), "%s: %ld",
                          table[i].path, status);
        }
    ck_assert_str(api(1, "status"), "waiting");
    end();
}
END

struct rights_case {
    const char *login, *path;
    long status;
};

TEST(roles_may_what_the_table_says)
{
    static const struct rights_case cases[] = {
        {"dora", "/mention/1/approve", 403},  {"dora", "/mention/1/edit", 403},
        {"dora", "/mention/1/type", 403},     {"dora", "/mention/1/lint", 403},
        {"mona", "/mention/1/approve", 403},  {"mona", "/mention/1/edit", 403},
        {"mona", "/mention/1/dismiss", 403},  {"mona", "/mention/1/type", 303},
        {"boris", "/mention/2/approve", 403}, {"boris", "/mention/2/edit", 303},
    };
    begin();
    const char *who = "";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char page[32];
        if (strcmp(who, cases[i].login) != 0) {
            client_close(&c);
            client_open(&c, &desk);
            client_login(&c, who = cases[i].login);
        }
        snprintf(page, sizeof page, "/mention/%c", cases[i].path[9]);
        ck_assert_int_eq(client_get(&c, page), 200);
        long status = client_post(&c, cases[i].path, "text", "Здравствуйте.",
                                  "type", "question", "reason", "x", NULL);
        ck_assert_msg(status == cases[i].status, "%s %s: %ld", cases[i].login,
                      cases[i].path, status);
    }
    end();
}
END

struct origin_case {
    const char *header;
    long status;
};

TEST(forms_of_other_sites_are_refused)
{
    begin();
    client_login(&c, "anna");
    char own[64];
    snprintf(own, sizeof own, "Origin: http://127.0.0.1:%d", desk.port);
    const struct origin_case cases[] = {
        {"Sec-Fetch-Site: cross-site", 403},
        {"Sec-Fetch-Site: same-site", 403},
        {"Sec-Fetch-Site: none", 403},
        {"Origin: https://evil.example", 403},
        {"Origin: null", 403},
        {own, 303},
        {"Sec-Fetch-Site: same-origin", 303},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        c.header = NULL;
        client_get(&c, "/mention/3");
        c.header = cases[i].header;
        long status =
            client_post(&c, "/mention/3/edit", "text",
                        str_printf(&c.arena, "Здравствуйте %zu", i).p, NULL);
        ck_assert_msg(status == cases[i].status, "%s: %ld", cases[i].header,
                      status);
    }
    end();
}
END

/* ---- login ---- */

TEST(login_gives_a_new_session_and_logout_ends_it)
{
    begin();
    ck_assert_int_eq(client_get(&c, "/mention/2?type=overcharged"), 303);
    struct str to = client_header(&c, "Location");
    ck_assert_int_eq(client_get(&c, to.p), 200);
    struct str before = client_cookie(&c, "molva-form");
    ck_assert_uint_eq(before.n, 43);
    const char *form = strstr(c.body.p, "action=\"/login\"");
    ck_assert(form != NULL);
    struct str asked =
        between(&c.arena, str_of(form), "name=\"to\" value=\"", "\"");
    ck_assert_str(asked, "/mention/2?type=overcharged");
    ck_assert_int_eq(client_post(&c, "/login", "login", "anna", "password",
                                 FIXTURE_PASSWORD, "to", asked.p, NULL),
                     303);
    ck_assert_str(client_header(&c, "Location"), asked.p);
    struct str set = client_header(&c, "Set-Cookie");
    ck_assert(str_find(set, STR("; HttpOnly")) > 0);
    ck_assert(str_find(set, STR("; SameSite=Lax")) > 0);
    struct str session = client_cookie(&c, "molva");
    ck_assert_uint_eq(session.n, 43);
    ck_assert(!str_eq(session, before));
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    ck_assert_int_eq(client_post(&c, "/logout", NULL), 303);
    client_close(&c);
    client_open(&c, &desk);
    c.header = "Cookie: molva=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    ck_assert_int_eq(client_get(&c, "/queue"), 303);
    end();
}
END

/* Is it anywhere in the store, as it was sent? */
static void check_store_lacks(struct str secret)
{
    static const char *const files[] = {"", "-wal"};
    char sql[300];
    snprintf(sql, sizeof sql,
             "SELECT (SELECT count(*) FROM session t WHERE t::text LIKE"
             " '%%" STR_FMT "%%') + (SELECT count(*) FROM event t WHERE"
             " t::text LIKE '%%" STR_FMT "%%')",
             STR_ARG(secret), STR_ARG(secret));
    if (!place_is_file())
        ck_assert_int_eq(place_ask(desk.path, sql), 0);
    for (size_t i = 0; place_is_file() && i < 2; i++) {
        struct err e;
        struct buf bytes;
        char name[80];
        snprintf(name, sizeof name, "%s%s", desk.path, files[i]);
        buf_init(&bytes, 256 * 1024 * 1024);
        ck_ok(buf_read_file(&bytes, name, &e), e);
        ck_assert(str_find(buf_view(&bytes), secret) < 0);
        buf_clear(&bytes);
    }
}

TEST(a_dead_session_opens_nothing_and_the_store_never_had_it)
{
    begin();
    client_login(&c, "anna");
    struct str session = client_cookie(&c, "molva");
    char cookie[80];
    snprintf(cookie, sizeof cookie, "Cookie: molva=" STR_FMT, STR_ARG(session));
    check_store_lacks(session);
    struct client other;
    client_open(&other, &desk);
    other.header = cookie;
    ck_assert_int_eq(client_get(&other, "/queue"), 200);
    client_get(&c, "/queue");
    ck_assert_int_eq(client_post(&c, "/logout", NULL), 303);
    ck_assert_int_eq(client_get(&other, "/queue"), 303);
    client_close(&other);
    end();
}
END

TEST(five_wrong_passwords_block_the_account_from_there)
{
    begin();
    for (int i = 0; i < 5; i++) {
        client_get(&c, "/login");
        ck_assert_int_eq(client_post(&c, "/login", "login", "anna", "password",
                                     "guess-guess", NULL),
                         401);
    }
    client_get(&c, "/login");
    ck_assert_int_eq(client_post(&c, "/login", "login", "anna", "password",
                                 FIXTURE_PASSWORD, NULL),
                     429);
    client_login(&c, "boris");
    end();
}
END

TEST(behind_tls_cookies_are_bound_to_the_host)
{
    served_behind_tls = true;
    begin();
    ck_assert_int_eq(client_get(&c, "/login"), 200);
    struct str form = client_header(&c, "Set-Cookie");
    ck_assert(str_starts(form, STR("__Host-molva-form=")));
    ck_assert(str_find(form, STR("; Path=/; ")) > 0);
    ck_assert(str_find(form, STR("; Secure")) > 0);
    ck_assert(client_header(&c, "Strict-Transport-Security").n > 0);
    /* The proxy's word on who asks counts, not its own address. */
    c.header = "X-Forwarded-For: 10.9.9.9, 10.0.0.1";
    for (int i = 0; i < 6; i++) {
        client_get(&c, "/login");
        ck_assert_int_eq(client_post(&c, "/login", "login", "anna", "password",
                                     "guess-guess", NULL),
                         i < 5 ? 401 : 429);
    }
    c.header = "X-Forwarded-For: 10.9.9.9, 10.0.0.2";
    client_get(&c, "/login");
    ck_assert_int_eq(client_post(&c, "/login", "login", "anna", "password",
                                 FIXTURE_PASSWORD, NULL),
                     303);
    end();
    served_behind_tls = false;
}
END

/* 127.0.0.2 is the proxy; what it names is signed in, and from no other. */
TEST(a_proxy_says_who_asks)
{
    served_proxy = "127.0.0.2";
    begin();
    c.header = "X-Forwarded-User: anna";
    ck_assert_int_eq(client_get(&c, "/queue"), 403); /* from 127.0.0.1 */
    ck_assert(client_header(&c, "Set-Cookie").n == 0 ||
              !str_starts(client_header(&c, "Set-Cookie"), STR("molva=")));
    ck_assert_int_eq(client_get(&c, "/api/queue"), 403);
    curl_easy_setopt(c.curl, CURLOPT_INTERFACE, "127.0.0.2");
    curl_easy_setopt(c.curl, CURLOPT_FRESH_CONNECT, 1L);
    /* A program: each time for once. What the proxy was told is its own. */
    c.header = "X-Forwarded-User: anna\r\nAuthorization: Basic YW5uYTp4";
    ck_assert_int_eq(client_get(&c, "/queue.atom"), 200);
    ck_assert_int_eq(client_header(&c, "Set-Cookie").n, 0);
    c.header = "X-Forwarded-User: anna\r\nAuthorization: Bearer x";
    client_get(&c, "/api/me");
    ck_assert(client_has(&c, "\"login\":\"anna\""));
    ck_assert_int_eq(client_header(&c, "Set-Cookie").n, 0);
    c.header = "X-Forwarded-User: anna";
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    ck_assert(str_starts(client_header(&c, "Set-Cookie"), STR("molva=")));
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    ck_assert_int_eq(client_header(&c, "Set-Cookie").n, 0); /* he is in */
    client_get(&c, "/api/me");
    ck_assert(client_has(&c, "\"login\":\"anna\""));
    client_get(&c, "/mention/1");
    ck_assert_int_eq(
        client_post(&c, "/mention/1/edit", "text", "Проверим.", NULL), 303);
    c.header = "X-Forwarded-User: dora"; /* somebody else at that browser */
    client_get(&c, "/api/me");
    ck_assert(client_has(&c, "\"login\":\"dora\""));
    c.header = "X-Forwarded-User: nobody";
    ck_assert_int_eq(client_get(&c, "/queue"), 403);
    c.header = "X-Forwarded-User;"; /* it is there, and empty */
    ck_assert_int_eq(client_get(&c, "/queue"), 403);
    /* A browser's own before the proxy's. */
    c.header = "X-Forwarded-User: anna\r\nX-Forwarded-User: dora";
    ck_assert_int_eq(client_get(&c, "/queue"), 403);
    c.header = NULL; /* without a name it is a desk as others are */
    ck_assert_int_eq(client_get(&c, "/login"), 303);
    end();
    served_proxy = NULL;
}
END

struct target_case {
    const char *to, *location;
};

TEST(login_sends_nobody_away)
{
    static const struct target_case cases[] = {
        {"/sources", "/sources"},
        {"//evil.example/", "/queue"},
        {"https://evil.example/", "/queue"},
        {"/\\evil.example", "/queue"},
        {"/login", "/queue"},
        {"/api/queue", "/queue"},
        {"/mention/x", "/queue"},
        {"/queue?a=1\r\nSet-Cookie: x=y", NULL},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        client_close(&c);
        client_open(&c, &desk);
        client_get(&c, "/login");
        client_post(&c, "/login", "login", "anna", "password", FIXTURE_PASSWORD,
                    "to", cases[i].to, NULL);
        struct str location = client_header(&c, "Location");
        ck_assert_msg(str_find(buf_view(&c.head), STR("x=y\r\n")) < 0, "%s",
                      cases[i].to);
        ck_assert_msg(!cases[i].location ||
                          str_eqz(location, cases[i].location),
                      "%s: " STR_FMT, cases[i].to, STR_ARG(location));
    }
    end();
}
END

/* ---- the work ---- */

TEST(a_draft_is_edited_and_approved)
{
    begin();
    client_login(&c, "anna");
    ck_assert_int_eq(client_get(&c, "/mention/1?lang=ru"), 200);
    ck_assert_int_eq(client_post(&c, "/mention/1/edit", "text",
                                 "Пётр, здравствуйте!\r\nМастер будет завтра.",
                                 NULL),
                     303);
    ck_assert_str(api(1, "draft"), "Пётр, здравствуйте!\nМастер будет завтра.");
    ck_assert_str(api(1, "status"), "waiting");
    client_get(&c, "/mention/1");
    ck_assert_int_eq(client_post(&c, "/mention/1/approve", "view", "lang=ru",
                                 "text", "Здравствуйте, мастер будет завтра.",
                                 NULL),
                     303);
    struct str to = client_header(&c, "Location");
    ck_assert(str_starts(to, STR("/mention/")));
    ck_assert(str_find(to, STR("lang=ru&did=approved&was=1")) > 0);
    ck_assert_int_eq(client_get(&c, to.p), 200);
    ck_assert(client_has(&c, "href=\"/mention/1\""));
    ck_assert_str(api(1, "status"), "approved");
    ck_assert_str(api(1, "draft"), "Здравствуйте, мастер будет завтра.");
    client_get(&c, "/mention/1");
    ck_assert(client_has(&c, "data-copy"));
    ck_assert(client_has(&c, "href=\"https://forum.example/t/512#post-3\""));
    end();
}
END

struct refused_case {
    const char *seen, *text;
    long status;
};

TEST(what_may_not_be_approved)
{
    static const struct refused_case cases[] = {
        {NULL, "Здравствуйте, звоните {contact}", 422},
        {NULL, "Здравствуйте! Ваш договор [дата визита].", 422},
        {NULL, "   ", 422},
        {"1000000", "Здравствуйте", 409},
        {"x", "Здравствуйте", 400},
    };
    begin();
    client_login(&c, "anna");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        client_get(&c, "/mention/2");
        struct str csrf = client_field(&c, "csrf");
        struct str seen =
            cases[i].seen ? str_of(cases[i].seen) : client_field(&c, "seen");
        struct buf form;
        buf_init(&form, CEILING_REQUEST);
        form_put(&form, "csrf", csrf);
        form_put(&form, "seen", seen);
        form_put(&form, "text", str_of(cases[i].text));
        long status =
            client_send(&c, "POST", "/mention/2/approve", buf_view(&form));
        buf_clear(&form);
        ck_assert_msg(status == cases[i].status, "%s: %ld", cases[i].text,
                      status);
        if (i == 0)
            ck_assert(client_has(&c, "звоните {contact}</textarea>"));
        ck_assert_str(api(2, "status"), "waiting");
    }
    end();
}
END

TEST(a_corrected_type_is_decided_again_and_kept_as_a_label)
{
    struct err e = {0};
    struct arena a = {0};
    struct label_row *rows;
    size_t n;
    begin();
    client_login(&c, "anna");
    struct str before = api(1, "draft");
    client_get(&c, "/mention/1");
    ck_assert_int_eq(
        client_post(&c, "/mention/1/type", "type", "overcharged", NULL), 303);
    ck_assert_str(api(1, "type"), "overcharged");
    ck_assert(!str_eq(api(1, "draft"), before));
    ck_assert_str(api(1, "row"), "overcharged");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/not-us", NULL), 303);
    ck_assert_str(api(2, "status"), "dismissed");
    client_get(&c, "/mention/3");
    ck_assert_int_eq(
        client_post(&c, "/mention/3/type", "type", "nonsense", NULL), 400);
    struct store *s = store_open(place_url(desk.path), STORE_READ, &e);
    ck_assert(s != NULL);
    ck_ok(store_labels(s, &a, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 2);
    store_close(s);
    arena_clear(&a);
    end();
}
END

TEST(dismissing_needs_a_reason)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/4");
    ck_assert_int_eq(
        client_post(&c, "/mention/4/dismiss", "reason", "  ", NULL), 422);
    ck_assert_str(api(4, "status"), "waiting");
    client_get(&c, "/mention/4");
    ck_assert_int_eq(client_post(&c, "/mention/4/dismiss", "reason",
                                 "дубль <b>№ 1</b>", NULL),
                     303);
    ck_assert_str(api(4, "status"), "dismissed");
    client_get(&c, "/mention/4");
    ck_assert(client_has(&c, "дубль &lt;b&gt;№ 1&lt;/b&gt;"));
    ck_assert(!client_has(&c, "<b>№ 1"));
    end();
}
END

struct queue_case {
    const char *query;
    int total;
};

TEST(the_queue_is_narrowed)
{
    static const struct queue_case cases[] = {
        {"?type=praise", 1},
        {"?type=praise&lang=en", 0},
        {"?lang=en", 1},
        {"?source=social.example", 1},
        {"?solution=C", 0},
        {"?type=%22%3E%3Cscript%3E", 0},
        {"?limit=99999999999", -1},
    };
    begin();
    client_login(&c, "dora");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[128];
        snprintf(path, sizeof path, "/api/queue%s", cases[i].query);
        ck_assert_msg(client_get(&c, path) == 200, "%s: %ld", path, c.status);
        struct json_object *o = json_tokener_parse(c.body.p), *total;
        ck_assert(json_object_object_get_ex(o, "total", &total));
        if (cases[i].total >= 0)
            ck_assert_msg(json_object_get_int(total) == cases[i].total, "%s",
                          cases[i].query);
        json_object_put(o);
        snprintf(path, sizeof path, "/queue%s", cases[i].query);
        ck_assert_msg(client_get(&c, path) == 200, "%s: %ld", path, c.status);
        ck_assert_msg(!client_has(&c, "\"><script>"), "%s", path);
    }
    end();
}
END

/* Without a script, by whoever tends them; what it is shown as follows. */
TEST(sources_are_held_and_resumed)
{
    begin();
    client_login(&c, "boris");
    client_get(&c, "/queue");
    ck_assert(client_has(&c, "Не видно, что там пишут"));
    ck_assert(client_has(&c, "social.example: не пускает"));
    client_get(&c, "/sources");
    ck_assert(!client_has(&c, "/hold"));
    ck_assert_int_eq(client_post(&c, "/sources/1/hold", NULL), 403);
    client_close(&c);
    client_open(&c, &desk);
    client_login(&c, "mona");
    client_get(&c, "/sources");
    ck_assert(client_has(&c, "action=\"/sources/1/hold\""));
    ck_assert_int_eq(client_post(&c, "/sources/1/hold", NULL), 303);
    client_get(&c, "/sources");
    ck_assert(client_has(&c, ">held<"));
    ck_assert(client_has(&c, "action=\"/sources/1/resume\""));
    ck_assert(!client_has(&c, "action=\"/sources/1/hold\""));
    ck_assert_int_eq(client_post(&c, "/sources/1/resume", NULL), 303);
    client_get(&c, "/sources");
    ck_assert_int_eq(client_post(&c, "/sources/1/visit", NULL), 303);
    client_get(&c, "/sources");
    ck_assert(client_has(&c, "a visit is asked for"));
    ck_assert_int_eq(client_post(&c, "/sources/1/remove", NULL), 303);
    client_get(&c, "/sources");
    ck_assert(client_has(&c, ">removed<"));
    ck_assert_int_eq(client_post(&c, "/sources/999/hold", NULL), 404);
    end();
}
END

TEST(the_language_can_be_changed)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/queue");
    ck_assert(client_has(&c, "<html lang=\"ru\">"));
    ck_assert_int_eq(
        client_post(&c, "/lang", "lang", "en", "to", "/sources", NULL), 303);
    ck_assert_str(client_header(&c, "Location"), "/sources");
    client_get(&c, "/sources");
    ck_assert(client_has(&c, "<html lang=\"en\">"));
    ck_assert(client_has(&c, ">Sources<"));
    ck_assert_int_eq(client_post(&c, "/lang", "lang", "xx", NULL), 400);
    end();
}
END

TEST_MAIN("desk", every_route_refuses_without_a_session,
          every_form_needs_its_token, roles_may_what_the_table_says,
          forms_of_other_sites_are_refused,
          login_gives_a_new_session_and_logout_ends_it,
          a_dead_session_opens_nothing_and_the_store_never_had_it,
          five_wrong_passwords_block_the_account_from_there,
          behind_tls_cookies_are_bound_to_the_host, a_proxy_says_who_asks,
          login_sends_nobody_away, a_draft_is_edited_and_approved,
          what_may_not_be_approved,
          a_corrected_type_is_decided_again_and_kept_as_a_label,
          dismissing_needs_a_reason, the_queue_is_narrowed,
          sources_are_held_and_resumed, the_language_can_be_changed)
