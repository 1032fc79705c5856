/* SPDX-License-Identifier: MIT
 * The API on either database: who may come with what token, and that what is
 * done by it is what the desk does. tests/cli/test_api.py calls all of it. */
#include "tests/desk/work.h"

#include "desk/token.h"

/* Asks with a token; the answer's JSON, to be put back. */
static struct json_object *ask(const char *method, const char *path,
                               struct str token, const char *body)
{
    struct curl_slist *headers = NULL;
    struct str bearer =
        str_printf(&c.arena, "Authorization: Bearer " STR_FMT, STR_ARG(token));
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", desk.port, path);
    buf_reset(&c.head);
    buf_reset(&c.body);
    headers = curl_slist_append(headers, "Content-Type: application/json");
    if (token.n)
        headers = curl_slist_append(headers, bearer.p);
    curl_easy_setopt(c.curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c.curl, CURLOPT_URL, url);
    curl_easy_setopt(c.curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(c.curl, CURLOPT_NOBODY, 0L);
    curl_easy_setopt(c.curl, CURLOPT_POSTFIELDSIZE,
                     body ? (long)strlen(body) : -1L);
    if (body)
        curl_easy_setopt(c.curl, CURLOPT_COPYPOSTFIELDS, body);
    else
        curl_easy_setopt(c.curl, CURLOPT_HTTPGET, 1L);
    ck_assert_int_eq(curl_easy_perform(c.curl), CURLE_OK);
    curl_slist_free_all(headers);
    curl_easy_getinfo(c.curl, CURLINFO_RESPONSE_CODE, &c.status);
    struct json_object *o = json_tokener_parse(c.body.p);
    ck_assert_msg(o != NULL, "%s: %s", path, c.body.p);
    return o;
}

static long status(const char *method, const char *path, struct str token,
                   const char *body)
{
    json_object_put(ask(method, path, token, body));
    return c.status;
}

static int64_t number(struct json_object *o, const char *name)
{
    struct json_object *v = NULL;
    ck_assert_msg(json_object_object_get_ex(o, name, &v), "no %s", name);
    return json_object_get_int64(v);
}

static struct store *open_store(void)
{
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    if (!s)
        ck_abort_msg("%s", e.msg);
    return s;
}

static struct str token_for(const char *login, const char *scopes,
                            int64_t until, int64_t *id)
{
    struct err e = {0};
    struct str token;
    struct store *s = open_store();
    struct access_row row = {.login = str_of(login),
                             .name = STR("test"),
                             .scopes = str_of(scopes),
                             .made = time(NULL),
                             .made_by = STR("root@cli"),
                             .until = until};
    ck_ok(desk_token_add(s, &c.arena, &row, &token, &e), e);
    *id = row.id;
    store_close(s);
    return token;
}

static void cookie_and_token(void)
{
    int64_t id;
    struct str token = token_for("anna", "read work edit", 0, &id);
    client_login(&c, "anna");
    ck_assert_int_eq(status("GET", "/api/me", STR(""), NULL), 200);
    ck_assert_int_eq(status("POST", "/api/cases", STR(""), "{\"text\":\"x\"}"),
                     401);
    ck_assert_int_eq(status("POST", "/api/cases", token, "{\"text\":\"x\"}"),
                     200);
    /* A token that is wrong is not made good by the cookie. */
    ck_assert_int_eq(status("GET", "/api/me", STR("molva_x"), NULL), 401);
}

static void narrowed(void)
{
    int64_t id;
    struct str narrow = token_for("anna", "read", 0, &id);
    struct str wide = token_for("dora", "read work edit approve", 0, &id);
    static const char body[] = "{\"text\":\"x\",\"seen\":1}";
    ck_assert_int_eq(status("GET", "/api/mention/1", narrow, NULL), 200);
    ck_assert_int_eq(status("POST", "/api/mention/1/edit", narrow, body), 403);
    ck_assert_int_eq(status("POST", "/api/cases", narrow, "{\"text\":\"x\"}"),
                     403);
    ck_assert_int_eq(status("POST", "/api/mention/1/ack", narrow, "{}"), 403);
    ck_assert_int_eq(status("POST", "/api/mention/1/edit", wide, body), 403);
    ck_assert_int_eq(status("POST", "/api/mention/1/approve", wide, body), 403);
}

static void stale(void)
{
    int64_t id;
    char body[128];
    struct str token = token_for("anna", "read edit approve", 0, &id);
    struct json_object *o = ask("GET", "/api/mention/2", token, NULL);
    int64_t seen = number(o, "seen");
    json_object_put(o);
    snprintf(body, sizeof body, "{\"text\":\"Проверим.\",\"seen\":%ld}",
             (long)seen);
    o = ask("POST", "/api/mention/2/edit", token, body);
    ck_assert_int_eq(c.status, 200);
    int64_t newer = number(o, "seen");
    json_object_put(o);
    ck_assert(newer > seen);
    o = ask("POST", "/api/mention/2/approve", token, body);
    ck_assert_int_eq(c.status, 409);
    struct json_object *theirs = NULL;
    ck_assert(json_object_object_get_ex(o, "mention", &theirs));
    ck_assert_int_eq(number(theirs, "seen"), newer);
    json_object_put(o);
}

/* A mention that cannot join is refused; nothing failed. */
static void joined(void)
{
    char path[64], body[128];
    int64_t id;
    struct str token = token_for("anna", "read work edit", 0, &id);
    struct json_object *o = ask("GET", "/api/mention/2", token, NULL);
    int64_t own = number(o, "case");
    json_object_put(o);
    snprintf(path, sizeof path, "/api/case/%ld", (long)own);
    o = ask("GET", path, token, NULL);
    snprintf(body, sizeof body, "{\"mention\":2,\"seen\":%ld}",
             (long)number(o, "seen"));
    json_object_put(o);
    snprintf(path, sizeof path, "/api/case/%ld/join", (long)own);
    ck_assert_int_eq(status("POST", path, token, body), 422);
}

static void ended(void)
{
    struct err e = {0};
    int64_t id, old;
    bool found;
    struct str token = token_for("anna", "read", 0, &id);
    struct str over = token_for("anna", "read", time(NULL) - 1, &old);
    ck_assert_int_eq(status("GET", "/api/me", over, NULL), 401);
    ck_assert_int_eq(status("GET", "/api/me", token, NULL), 200);
    struct store *s = open_store();
    struct access_row *rows;
    size_t n;
    ck_ok(store_accesses(s, &c.arena, STR("anna"), &rows, &n, &e), e);
    ck_assert(n > 2 && rows[n - 2].used > 0 && !rows[n - 1].used);
    ck_ok(store_access_revoke(s, id, STR("root@cli"), time(NULL), &found, &e),
          e);
    ck_assert(found);
    ck_ok(store_access_revoke(s, id, STR("root@cli"), time(NULL), &found, &e),
          e);
    ck_assert(!found);
    struct store_audit audit = {0};
    ck_ok(store_verify(s, &c.arena, &audit, &e), e);
    ck_assert_int_eq(audit.found, 0);
    store_close(s);
    ck_assert_int_eq(status("GET", "/api/me", token, NULL), 401);
    ck_assert(!place_sql(desk.path, "UPDATE access SET scopes = 'approve'"));
    ck_assert(!place_sql(desk.path, "DELETE FROM access"));
}

static void removed(void)
{
    struct err e = {0};
    int64_t id;
    struct str token = token_for("boris", "read", 0, &id);
    struct user_row u = {.login = STR("boris")};
    struct store *s = open_store();
    ck_ok(store_user_remove(s, &u, STR("root@cli"), time(NULL), &e), e);
    store_close(s);
    ck_assert_int_eq(status("GET", "/api/me", token, NULL), 401);
}

/* One desk for all: to start one costs more than to ask it. */
TEST(tokens_are_what_programs_come_with)
{
    begin();
    cookie_and_token();
    narrowed();
    stale();
    joined();
    ended();
    removed();
    end();
}
END

TEST_MAIN("desk_api", tokens_are_what_programs_come_with)
