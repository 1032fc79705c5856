/* SPDX-License-Identifier: MIT
 * Who may what and who sees what, tried through HTTP: every route of the table
 * with every role, in his own department and in another's, and with whom the
 * case is about. docs/rights.md is that table; when it says something else
 * than the desk does, this fails and says how to make it anew. */
#include "tests/desk/work.h"

#include "desk/route.h"
#include "desk/secret.h"
#include "desk/token.h"

#define DOC  "docs/rights.md"
#define MADE "build/rights.md"
#define SALT "0123456789abcdef" /* of a form's token */
#define TEXT "Третий вечер подряд пропадает интернет"
#define URL  "forum.example/t/512#post-3"

enum { MENTION = 1 };

/* A column of the table. The case is of department service and given to
 * "igor"; it is about the work of "zina". */
static struct column {
    const char *login, *role, *units, *head;
    struct str secret, token;
} columns[] = {
    {"mona", "monitor", "", "monitor", {0}, {0}},
    {"rita", "responder", "", "responder", {0}, {0}},
    {"anna", "approver", "", "approver", {0}, {0}},
    {"igor", "assignee", "service", "assignee, his case", {0}, {0}},
    {"ilya", "assignee", "service", "assignee, another's case", {0}, {0}},
    {"hans", "head", "service pr", "head, his department", {0}, {0}},
    {"hugo", "head", "billing", "head, another department", {0}, {0}},
    {"kira", "curator", "", "curator", {0}, {0}},
    {"asya", "analyst", "", "analyst", {0}, {0}},
    {"dora", "director", "", "director", {0}, {0}},
    {"adam", "admin", "", "admin", {0}, {0}},
    {"zina",
     "approver",
     "service",
     "approver, about whose work it is",
     {0},
     {0}},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static int64_t the_case, the_incident, the_statement, the_proposal;

static struct store *open_store(void)
{
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    if (!s)
        ck_abort_msg("%s", e.msg);
    return s;
}

/* In and out without a password: that costs more than all the rest. */
static void let_in(struct store *s, struct column *p)
{
    struct err e = {0};
    struct arena *a = &c.arena;
    int64_t now = time(NULL);
    bool found;
    struct user_row u = {.login = str_of(p->login),
                         .name = str_of(p->login),
                         .role = str_of(p->role),
                         .lang = STR("en"),
                         .password = STR("x"),
                         .departments = str_of(p->units)};
    struct access_row t = {.login = u.login,
                           .name = STR("t"),
                           .scopes = right_names(a, ~0),
                           .made = now,
                           .made_by = STR("test")};
    ck_ok(store_user_put(s, &u, STR("test"), now, &e), e);
    ck_ok(store_user_get(s, a, u.login, &u, &found, &e), e);
    p->secret = secret_new(a);
    ck_ok(store_session_put(s, secret_hash(a, p->secret, "session"), u.id,
                            now + 3600, &e),
          e);
    p->token = secret_token(a, secret_new(a));
    ck_ok(store_access_add(s, &t, token_hash(a, p->token), &e), e);
}

/* An incident and a statement of the first mention. */
static void make_public(struct store *s, int64_t now)
{
    struct err e = {0};
    struct incident_act act = {
        .mention = MENTION, .words = STR("x"), .who = STR("anna"), .now = now};
    struct statement_text text = {.mention = MENTION,
                                  .lang = STR("ru"),
                                  .title = STR("x"),
                                  .text = STR("x"),
                                  .who = STR("anna"),
                                  .at = now};
    ck_ok(store_incident_join(s, &act, &e), e);
    the_incident = act.incident;
    ck_ok(store_statement_put(s, &text, &e), e);
    the_statement = text.statement;
    struct proposal_row row = {.at = now, .who = STR("anna"), .what = STR("x")};
    ck_ok(store_proposal_add(s, &row, 0, &e), e);
    the_proposal = row.id;
}

/* The case of the first mention, with a task and a promise, of which somebody
 * was told at once. */
static void make_case(struct store *s)
{
    struct err e = {0};
    struct mention m;
    bool found;
    int64_t now = time(NULL);
    struct task_row task = {.at = now, .who = STR("anna"), .what = STR("look")};
    struct promise_row p = {.at = now,
                            .who = STR("anna"),
                            .said = STR("typed"),
                            .what = STR("to call"),
                            .due = now + 86400};
    enum put_result what;
    ck_ok(store_mention_get(s, &c.arena, MENTION, &m, &found, &e), e);
    the_case = m.case_.id;
    m.post.text_hash++; /* an edit: what is told at once is told of it too */
    m.decision.escalation = STR("service");
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    struct case_step step = {.case_id = the_case,
                             .move = MOVE_ASSIGN,
                             .who = STR("anna"),
                             .assignee = STR("igor"),
                             .department = STR("service"),
                             .now = now};
    struct case_fact fact = {.case_id = the_case,
                             .field = STR("concerns"),
                             .value = STR("zina"),
                             .who = STR("anna"),
                             .now = now};
    ck_ok(store_case_move(s, &step, &e), e);
    ck_ok(store_case_set(s, &fact, &e), e);
    ck_ok(store_task_add(s, the_case, &task, &e), e);
    ck_ok(store_promise_add(s, the_case, &p, &e), e);
    make_public(s, now);
}

static void set_up(void)
{
    begin();
    struct store *s = open_store();
    for (size_t i = 0; i < COLUMNS; i++)
        let_in(s, &columns[i]);
    make_case(s);
    store_close(s);
}

/* "/mention/1", "/case/7/note"; what would be changed by it is not there. */
static const char *path_of(const struct route *t)
{
    long id = strstr(t->path, "/mention/")     ? MENTION
              : strstr(t->path, "/author/")    ? MENTION
              : strstr(t->path, "/thread/")    ? MENTION
              : strstr(t->path, "/case/")      ? (long)the_case
              : strstr(t->path, "/incident/")  ? (long)the_incident
              : strstr(t->path, "/statement/") ? (long)the_statement
              : strstr(t->path, "/proposal/")  ? (long)the_proposal
                                               : 999999;
    struct str path = str_replaced(&c.arena, str_of(t->path), STR("#"),
                                   str_printf(&c.arena, "%ld", id));
    return str_replaced(&c.arena, path, STR("*"),
                        strstr(t->path, "/case/")        ? STR("note")
                        : strstr(t->path, "/task/")      ? STR("did")
                        : strstr(t->path, "/incident/")  ? STR("split")
                        : strstr(t->path, "/statement/") ? STR("approve")
                        : strstr(t->path, "/proposal/")  ? STR("link")
                                                         : STR("keep"))
        .p;
}

/* A form or a body that is understood and changes nothing. */
static const char *body_of(const struct route *t, const struct column *p)
{
    if (t->op && strcmp(t->op->id, "lintMention") == 0)
        return "{\"text\":\"x\"}";
    struct str csrf = secret_hash(&c.arena, p->secret, "csrf " SALT);
    if (!t->op)
        return str_printf(&c.arena,
                          "csrf=" SALT STR_FMT
                          "&seen=0&type=broken&reason=x&case=%ld",
                          STR_ARG(csrf), (long)the_case)
            .p;
    struct buf b;
    buf_init(&b, CEILING_REQUEST);
    for (const struct operation_field *f = t->op->fields; f && f->name; f++)
        if (strcmp(f->name, "case") == 0)
            buf_printf(&b, "%s\"case\":%ld", b.n ? "," : "", (long)the_case);
        else if (f->needed && f->kind == FIELD_NUMBER)
            buf_printf(&b, "%s\"%s\":0", b.n ? "," : "", f->name);
        else if (f->needed)
            buf_printf(&b, "%s\"%s\":\"%s\"", b.n ? "," : "", f->name,
                       strcmp(f->name, "type") == 0 ? "broken"
                       : strcmp(t->op->id, "newCase") &&
                               !strstr(t->path, "/incident/")
                           ? "x"
                           : " ");
    struct str s = str_printf(&c.arena, "{" STR_FMT "}", STR_ARG(buf_view(&b)));
    buf_clear(&b);
    return s.p;
}

static void ask(const struct route *t, const struct column *p)
{
    struct curl_slist *h = NULL;
    bool post = strcmp(t->method, "POST") == 0;
    const char *body = post ? body_of(t, p) : NULL;
    char url[512];
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s%s", desk.port, path_of(t),
             post ? ""
             : strcmp(t->path, "/queue") == 0 ||
                     strcmp(t->path, "/api/queue") == 0
                 ? "?list=all&words=%D1%82%D1%80%D0%B5%D1%82%D0%B8%D0%B9"
                 : "");
    buf_reset(&c.body);
    buf_reset(&c.head);
    h = curl_slist_append(
        h, t->op ? str_printf(&c.arena, "Authorization: Bearer " STR_FMT,
                              STR_ARG(p->token))
                       .p
                 : str_printf(&c.arena, "Cookie: molva=" STR_FMT,
                              STR_ARG(p->secret))
                       .p);
    if (t->op && post)
        h = curl_slist_append(h, "Content-Type: application/json");
    curl_easy_setopt(c.curl, CURLOPT_HTTPHEADER, h);
    curl_easy_setopt(c.curl, CURLOPT_URL, url);
    if (post) {
        curl_easy_setopt(c.curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
        curl_easy_setopt(c.curl, CURLOPT_COPYPOSTFIELDS, body);
    } else
        curl_easy_setopt(c.curl, CURLOPT_HTTPGET, 1L);
    ck_assert_int_eq(curl_easy_perform(c.curl), CURLE_OK);
    curl_slist_free_all(h);
    curl_easy_getinfo(c.curl, CURLINFO_RESPONSE_CODE, &c.status);
}

/* A word of the table: may, may not, not there; of what shows matters, is this
 * one seen, and with its author. */
static const char *outcome(const struct route *t)
{
    bool post = strcmp(t->method, "POST") == 0;
    bool far = strstr(t->path, "/sources/") != NULL;
    ck_assert_msg(c.status < 500 && c.status != 401, "%s %s: %ld", t->method,
                  t->path, c.status);
    if (c.status == 403)
        return "–";
    if (c.status == 404 && !far)
        return "none";
    if (post)
        return "+";
    bool case_ =
        str_find(buf_view(&c.body),
                 str_printf(&c.arena, "case/%ld\"", (long)the_case)) >= 0 ||
        str_find(buf_view(&c.body),
                 str_printf(&c.arena, "\"case\":%ld", (long)the_case)) >= 0;
    /* In a list words are marked, so the text is not there in one piece. */
    bool listed = client_has(&c, "<li class=\"row\" id=\"m1\"");
    bool said = client_has(&c, TEXT) || listed || case_;
    bool named = client_has(&c, "Пётр С.") || client_has(&c, URL);
    return named ? "author" : said ? "matter" : "+";
}

static bool is_asked(const struct route *t)
{
    return t->right != MAY_ANYBODY && strcmp(t->path, "/logout") != 0;
}

static void head(struct buf *b)
{
    buf_z(b, "# Who may what\n\nMade and held true by "
             "`tests/desk/test_rights.c`: each route is asked through HTTP by "
             "each role. The matter asked about is a case of the department "
             "`service`, given to an assignee, about the work of an approver. "
             "What a role is allowed and how much it sees stands in one row "
             "of `ROLE_ALL` (base/terms.h).\n\n"
             "`+` may (of a page that lists: without this matter) · `–` may "
             "not · `none` it is not there for him · `matter` he sees it, "
             "without its author · `author` with its author\n\n| |");
    for (size_t i = 0; i < COLUMNS; i++)
        buf_printf(b, " %s |", columns[i].head);
    buf_z(b, "\n|---|");
    for (size_t i = 0; i < COLUMNS; i++)
        buf_z(b, "---|");
    buf_char(b, '\n');
}

static void made(struct buf *b)
{
    size_t n;
    const struct route *table = route_table(&n);
    head(b);
    for (size_t i = 0; i < n; i++) {
        if (!is_asked(&table[i]))
            continue;
        buf_printf(b, "| `%s %s` |", table[i].method, table[i].path);
        for (size_t k = 0; k < COLUMNS; k++) {
            ask(&table[i], &columns[k]);
            buf_printf(b, " %s |", outcome(&table[i]));
        }
        buf_char(b, '\n');
    }
}

static bool same(const struct buf *b)
{
    static char doc[1 << 16];
    FILE *f = fopen(DOC, "r");
    size_t n = f ? fread(doc, 1, sizeof doc, f) : 0;
    if (f)
        fclose(f);
    if (str_eq(buf_view(b), (struct str){doc, n}))
        return true;
    f = fopen(MADE, "w");
    ck_assert(f && fwrite(b->p, 1, b->n, f) == b->n);
    fclose(f);
    return false;
}

/* How many mentions the asker's counts know of, and his queue. */
static int64_t counted(const struct column *p, const char *path,
                       const char *key)
{
    const struct operation op = {.id = "count"};
    const struct route t = {.method = "GET", .path = path, .op = &op};
    ask(&t, p);
    struct json_object *o = json_tokener_parse(c.body.p), *v = NULL;
    ck_assert_msg(o && json_object_object_get_ex(o, key, &v), "%s", path);
    int64_t n = 0;
    if (json_object_is_type(v, json_type_int))
        n = json_object_get_int64(v);
    for (size_t i = 0; json_object_is_type(v, json_type_array) &&
                       i < json_object_array_length(v);
         i++) {
        struct json_object *one = NULL;
        json_object_object_get_ex(json_object_array_get_idx(v, i), "n", &one);
        n += json_object_get_int64(one);
    }
    json_object_put(o);
    return n;
}

static const struct column *who(const char *login)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (strcmp(columns[i].login, login) == 0)
            return &columns[i];
    ck_abort_msg("no %s", login);
}

/* What is not seen is not counted either. */
static void counts_agree(void)
{
    static const char *const paths[][2] = {
        {"/api/numbers?by=type", "counts"},
        {"/api/numbers?by=tone&daily=1", "counts"},
        {"/api/numbers?by=source", "counts"},
        {"/api/queue?list=all", "total"},
        {"/api/queue?words=%D0%BD%D0%B5", "total"},
        {"/api/queue", "total"}};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const char *path = paths[i][0], *key = paths[i][1];
        int64_t all = counted(who("adam"), path, key);
        int64_t own = counted(who("hans"), path, key);
        int64_t far = counted(who("hugo"), path, key);
        ck_assert_msg(own > 0 && own + far <= all && far < all,
                      "%s: %ld of %ld, %ld", path, (long)own, (long)all,
                      (long)far);
        ck_assert_int_eq(counted(who("igor"), path, key), 0);
    }
}

/* No way leads from the matter to its author. */
static void nothing_leads_to_the_author(void)
{
    static const char *const paths[] = {"/mention/#", "/case/#", "/queue",
                                        "/cases"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const struct route t = {.method = "GET", .path = paths[i]};
        ask(&t, who("anna"));
        bool there = client_has(&c, URL);
        ck_assert(there || i > 0);
        ask(&t, who("zina"));
        ck_assert_int_eq(c.status, 200);
        ck_assert(!client_has(&c, URL));
        ck_assert(!client_has(&c, "Пётр"));
    }
}

/* Nor does the director, whoever writes for him (R40). */
static void the_database_refuses(void)
{
    static const char put[] = "INSERT INTO draft (mention, who, at, text)"
                              " VALUES (1, '%s', 1, 'x')";
    char sql[200];
    snprintf(sql, sizeof sql, put, "dora");
    ck_assert(!place_sql(desk.path, sql));
    snprintf(sql, sizeof sql, put, "dora@cli");
    ck_assert(!place_sql(desk.path, sql));
    snprintf(sql, sizeof sql, put, "rita");
    ck_assert(place_sql(desk.path, sql));
    ck_assert(!place_sql(desk.path, "UPDATE cases SET closed_by = 'dora'"
                                    " WHERE mention = 1"));
}

TEST(the_table_of_rights_is_true)
{
    struct buf b;
    buf_init(&b, 1 << 16);
    set_up();
    made(&b);
    bool is = same(&b);
    buf_clear(&b);
    counts_agree();
    nothing_leads_to_the_author();
    the_database_refuses();
    end();
    ck_assert_msg(is,
                  "%s is not what the desk does; look at the difference: "
                  "diff %s %s; when that is meant: cp %s %s",
                  DOC, DOC, MADE, MADE, DOC);
}
END

TEST_MAIN("desk_rights", the_table_of_rights_is_true)
