/* SPDX-License-Identifier: MIT
 * route: the table, and what is checked before a page runs. */
#include "desk/route.h"

#include <microhttpd.h>
#include <time.h>

#include "desk/api.h"
#include "desk/asset.h"
#include "desk/away.h"
#include "desk/note.h"
#include "desk/openapi.h"
#include "desk/operations.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/session.h"
#include "desk/token.h"
#include "desk/view.h"

enum { AGAIN_S = 5 /* one who waited so long is not made to wait again */ };

#define AS_MOVE(NAME, id, ...)                                                 \
    {"POST", "/api/case/#/" id,     MAY_WORK, case_do, false, true,            \
     NULL,   &op_moves[MOVE_##NAME]},

static bool openapi_json(struct request *r, struct err *e);

static const struct route routes[] = {
    {"GET", "/", MAY_READ, queue_home, false, false, NULL, NULL},
    {"GET", "/login", MAY_ANYBODY, login_page, false, false, NULL, NULL},
    {"POST", "/login", MAY_ANYBODY, login_post, true, false, login_again, NULL},
    {"POST", "/logout", MAY_READ, login_out, true, false, NULL, NULL},
    {"POST", "/lang", MAY_ANYBODY, login_lang, true, false, NULL, NULL},
    {"GET", "/queue", MAY_READ, queue_page, false, false, NULL, NULL},
    {"GET", "/day", MAY_READ, day_page, false, false, NULL, NULL},
    {"GET", "/queue/count", MAY_READ, queue_count, false, true, NULL, NULL},
    {"POST", "/queue/do", MAY_EDIT, bulk_do, true, false, NULL, NULL},
    {"GET", "/queue.atom", MAY_READ, queue_atom, false, true, NULL, NULL},
    {"GET", "/mention/#", MAY_READ, mention_page, false, false, NULL, NULL},
    {"POST", "/mention/#/approve", MAY_APPROVE, act_approve, true, false,
     mention_again, NULL},
    {"POST", "/mention/#/edit", MAY_EDIT, act_edit, true, false, mention_again,
     NULL},
    {"POST", "/mention/#/take", MAY_EDIT, act_take, true, false, mention_again,
     NULL},
    {"POST", "/mention/#/lint", MAY_EDIT, act_lint, true, true, NULL, NULL},
    {"POST", "/mention/#/posted", MAY_EDIT, act_posted, true, false,
     mention_again, NULL},
    {"POST", "/mention/#/unposted", MAY_EDIT, act_unposted, true, false,
     mention_again, NULL},
    {"POST", "/mention/#/post", MAY_EDIT, act_post, true, false, mention_again,
     NULL},
    {"POST", "/mention/#/undo", MAY_EDIT, act_undo, true, false, NULL, NULL},
    {"POST", "/mention/#/heed", MAY_EDIT, act_heed, true, false, mention_again,
     NULL},
    {"POST", "/mention/#/type", MAY_LABEL, act_type, true, false, mention_again,
     NULL},
    {"POST", "/mention/#/not-us", MAY_LABEL, act_not_us, true, false,
     mention_again, NULL},
    {"POST", "/mention/#/dismiss", MAY_APPROVE, act_dismiss, true, false,
     mention_again, NULL},
    {"POST", "/mention/#/return", MAY_EDIT, act_return, true, false,
     mention_again, NULL},
    {"POST", "/mention/#/ack", MAY_READ, flags_ack, true, false, mention_again,
     NULL},
    {"GET", "/incidents", MAY_SURVEY, incidents_page, false, false, NULL, NULL},
    {"GET", "/incident/#", MAY_SURVEY, incident_page, false, false, NULL, NULL},
    {"POST", "/incident/#/*", MAY_EDIT | MAY_SURVEY, incident_do, true, false,
     incident_again, NULL},
    {"GET", "/cases", MAY_READ, cases_page, false, false, NULL, NULL},
    {"GET", "/cases/new", MAY_WORK, case_new_page, false, false, NULL, NULL},
    {"POST", "/cases/new", MAY_WORK, case_new, true, false, case_new_again,
     NULL},
    {"GET", "/case/#", MAY_READ, case_page, false, false, NULL, NULL},
    {"POST", "/case/#/*", MAY_WORK, case_do, true, false, case_again, NULL},
    {"POST", "/task/#/*", MAY_WORK, case_settle, true, false, NULL, NULL},
    {"POST", "/promise/#/*", MAY_WORK, case_settle, true, false, NULL, NULL},
    {"GET", "/statements", MAY_SURVEY, statements_page, false, false, NULL,
     NULL},
    {"GET", "/statements/new", MAY_EDIT | MAY_SURVEY, statement_new_page, false,
     false, NULL, NULL},
    {"POST", "/statements/new", MAY_EDIT | MAY_SURVEY, statement_new, true,
     false, statement_new_again, NULL},
    {"GET", "/statement/#", MAY_SURVEY, statement_page, false, false, NULL,
     NULL},
    {"POST", "/statement/#/*", MAY_EDIT | MAY_SURVEY, statement_do, true, false,
     statement_again, NULL},
    {"GET", "/proposals", MAY_READ, proposals_page, false, false, NULL, NULL},
    {"POST", "/proposals", MAY_WORK, proposal_new, true, false, proposals_again,
     NULL},
    {"GET", "/proposal/#", MAY_READ, proposal_page, false, false, NULL, NULL},
    {"POST", "/proposal/#/*", MAY_WORK, proposal_do, true, false,
     proposal_again, NULL},
    {"GET", "/sources", MAY_READ, sources_page, false, false, NULL, NULL},
    {"POST", "/sources/#/hold", MAY_TEND, sources_hold, true, false, NULL,
     NULL},
    {"POST", "/sources/#/resume", MAY_TEND, sources_resume, true, false, NULL,
     NULL},
    {"POST", "/sources/#/visit", MAY_TEND, sources_visit, true, false, NULL,
     NULL},
    {"POST", "/sources/#/remove", MAY_TEND, sources_remove, true, false, NULL,
     NULL},
    {"GET", "/sources/new", MAY_TEND, inquiry_new_page, false, false, NULL,
     NULL},
    {"POST", "/sources/new", MAY_TEND, inquiry_new, true, false,
     inquiry_new_again, NULL},
    {"GET", "/sources/asked/#", MAY_TEND, inquiry_page, false, false, NULL,
     NULL},
    {"POST", "/sources/asked/#/add", MAY_TEND, inquiry_add, true, false,
     inquiry_again, NULL},
    {"GET", "/matrix", MAY_READ, scheme_page, false, false, NULL, NULL},
    {"GET", "/praise", MAY_READ, praise_page, false, false, NULL, NULL},
    {"POST", "/praise/#/thank", MAY_EDIT, praise_thank, true, false, NULL,
     NULL},
    {"GET", "/numbers", MAY_READ, numbers_page, false, false, NULL, NULL},
    {"GET", "/account", MAY_READ, account_page, false, false, NULL, NULL},
    {"POST", "/account", MAY_READ, account_do, true, false, account_again,
     NULL},
    {"GET", "/people", MAY_READ, people_page, false, false, NULL, NULL},
    {"POST", "/people", MAY_WORK, people_leave, true, false, people_again,
     NULL},
    {"GET", "/api/me", MAY_READ, api_me, false, true, NULL, &op_me},
    {"GET", "/api/queue", MAY_READ, queue_json, false, true, NULL, &op_queue},
    {"GET", "/api/mention/#", MAY_READ, api_mention, false, true, NULL,
     &op_mention},
    {"POST", "/api/mention/#/approve", MAY_APPROVE, act_approve, false, true,
     NULL, &op_approve},
    {"POST", "/api/mention/#/edit", MAY_EDIT, act_edit, false, true, NULL,
     &op_edit},
    {"POST", "/api/mention/#/lint", MAY_EDIT, act_lint, false, true, NULL,
     &op_lint},
    {"POST", "/api/mention/#/posted", MAY_EDIT, act_posted, false, true, NULL,
     &op_posted},
    {"POST", "/api/mention/#/unposted", MAY_EDIT, act_unposted, false, true,
     NULL, &op_unposted},
    {"POST", "/api/mention/#/post", MAY_EDIT, act_post, false, true, NULL,
     &op_post},
    {"POST", "/api/mention/#/type", MAY_LABEL, act_type, false, true, NULL,
     &op_type},
    {"POST", "/api/mention/#/not-us", MAY_LABEL, act_not_us, false, true, NULL,
     &op_not_us},
    {"POST", "/api/mention/#/dismiss", MAY_APPROVE, act_dismiss, false, true,
     NULL, &op_dismiss},
    {"POST", "/api/mention/#/return", MAY_EDIT, act_return, false, true, NULL,
     &op_return},
    {"POST", "/api/mention/#/heed", MAY_EDIT, act_heed, false, true, NULL,
     &op_heed},
    {"POST", "/api/mention/#/ack", MAY_WORK, flags_ack, false, true, NULL,
     &op_ack},
    {"GET", "/api/told", MAY_READ, api_told, false, true, NULL, &op_told},
    {"GET", "/api/incidents", MAY_SURVEY, api_incidents, false, true, NULL,
     &op_incidents},
    {"GET", "/api/incident/#", MAY_SURVEY, api_incident, false, true, NULL,
     &op_incident},
    {"POST", "/api/incident/#/tell", MAY_EDIT | MAY_SURVEY, incident_do, false,
     true, NULL, &op_incident_tell},
    {"POST", "/api/incident/#/close", MAY_EDIT | MAY_SURVEY, incident_do, false,
     true, NULL, &op_incident_close},
    {"POST", "/api/incident/#/join", MAY_EDIT | MAY_SURVEY, incident_do, false,
     true, NULL, &op_incident_join},
    {"POST", "/api/incident/#/split", MAY_EDIT | MAY_SURVEY, incident_do, false,
     true, NULL, &op_incident_split},
    {"GET", "/api/statements", MAY_SURVEY, api_statements, false, true, NULL,
     &op_statements},
    {"POST", "/api/statements", MAY_EDIT | MAY_SURVEY, statement_new, false,
     true, NULL, &op_statement_new},
    {"GET", "/api/statement/#", MAY_SURVEY, api_statement, false, true, NULL,
     &op_statement},
    {"POST", "/api/statement/#/edit", MAY_EDIT | MAY_SURVEY, statement_do,
     false, true, NULL, &op_statement_edit},
    {"POST", "/api/statement/#/approve", MAY_APPROVE | MAY_SURVEY, statement_do,
     false, true, NULL, &op_statement_approve},
    {"POST", "/api/statement/#/publish", MAY_APPROVE | MAY_SURVEY, statement_do,
     false, true, NULL, &op_statement_publish},
    {"POST", "/api/statement/#/withdraw", MAY_APPROVE | MAY_SURVEY,
     statement_do, false, true, NULL, &op_statement_withdraw},
    {"GET", "/api/proposals", MAY_READ, api_proposals, false, true, NULL,
     &op_proposals},
    {"POST", "/api/proposals", MAY_WORK, proposal_new, false, true, NULL,
     &op_proposal_new},
    {"GET", "/api/proposal/#", MAY_READ, api_proposal, false, true, NULL,
     &op_proposal},
    {"POST", "/api/proposal/#/agree", MAY_WORK, proposal_do, false, true, NULL,
     &op_proposal_agree},
    {"POST", "/api/proposal/#/introduce", MAY_WORK, proposal_do, false, true,
     NULL, &op_proposal_introduce},
    {"POST", "/api/proposal/#/refuse", MAY_WORK, proposal_do, false, true, NULL,
     &op_proposal_refuse},
    {"POST", "/api/proposal/#/link", MAY_WORK, proposal_do, false, true, NULL,
     &op_proposal_link},
    {"GET", "/api/cases", MAY_READ, api_cases, false, true, NULL, &op_cases},
    {"POST", "/api/cases", MAY_WORK, case_new, false, true, NULL, &op_case_new},
    {"GET", "/api/case/#", MAY_READ, api_case, false, true, NULL, &op_case},
    MOVE_ALL(AS_MOVE){"POST", "/api/case/#/note", MAY_WORK, case_do, false,
                      true, NULL, &op_note},
    {"POST", "/api/case/#/wait", MAY_WORK, case_do, false, true, NULL,
     &op_wait},
    {"POST", "/api/case/#/heard", MAY_WORK, case_do, false, true, NULL,
     &op_heard},
    {"POST", "/api/case/#/task", MAY_WORK, case_do, false, true, NULL,
     &op_task},
    {"POST", "/api/case/#/promise", MAY_WORK, case_do, false, true, NULL,
     &op_promise},
    {"POST", "/api/case/#/set", MAY_WORK, case_do, false, true, NULL, &op_set},
    {"POST", "/api/case/#/findings", MAY_WORK, case_do, false, true, NULL,
     &op_findings},
    {"POST", "/api/case/#/join", MAY_WORK, case_do, false, true, NULL,
     &op_join},
    {"POST", "/api/case/#/split", MAY_WORK, case_do, false, true, NULL,
     &op_split},
    {"GET", "/api/tasks", MAY_READ, api_tasks, false, true, NULL, &op_tasks},
    {"POST", "/api/task/#/did", MAY_WORK, case_settle, false, true, NULL,
     &op_task_did},
    {"POST", "/api/task/#/drop", MAY_WORK, case_settle, false, true, NULL,
     &op_task_drop},
    {"GET", "/api/promises", MAY_READ, api_promises, false, true, NULL,
     &op_promises},
    {"POST", "/api/promise/#/keep", MAY_WORK, case_settle, false, true, NULL,
     &op_promise_keep},
    {"POST", "/api/promise/#/break", MAY_WORK, case_settle, false, true, NULL,
     &op_promise_break},
    {"POST", "/api/promise/#/withdraw", MAY_WORK, case_settle, false, true,
     NULL, &op_promise_withdraw},
    {"GET", "/api/praise", MAY_READ, praise_json, false, true, NULL,
     &op_praise},
    {"POST", "/api/praise/#/thank", MAY_EDIT, praise_thank, false, true, NULL,
     &op_thank},
    {"GET", "/api/thanks", MAY_READ, praise_years, false, true, NULL,
     &op_thanks},
    {"GET", "/api/sources", MAY_READ, api_sources, false, true, NULL,
     &op_sources},
    {"POST", "/api/sources/#/hold", MAY_TEND, sources_hold, false, true, NULL,
     &op_source_hold},
    {"POST", "/api/sources/#/resume", MAY_TEND, sources_resume, false, true,
     NULL, &op_source_resume},
    {"POST", "/api/sources/#/visit", MAY_TEND, sources_visit, false, true, NULL,
     &op_source_visit},
    {"POST", "/api/sources/#/remove", MAY_TEND, sources_remove, false, true,
     NULL, &op_source_remove},
    {"GET", "/api/leaves", MAY_READ, api_leaves, false, true, NULL, &op_leaves},
    {"POST", "/api/leaves", MAY_WORK, people_leave, false, true, NULL,
     &op_leave},
    {"GET", "/api/users", MAY_READ, api_users, false, true, NULL, &op_users},
    {"GET", "/api/numbers", MAY_READ, api_numbers, false, true, NULL,
     &op_numbers},
    {"GET", "/api/openapi.json", MAY_ANYBODY, openapi_json, false, true, NULL,
     &op_openapi},
    {"GET", "/metrics", MAY_METER, metrics_get, false, true, NULL, NULL},
    {"GET", "/static/*", MAY_ANYBODY, asset_get, false, false, NULL, NULL},
};

const struct route *route_table(size_t *n)
{
    *n = sizeof routes / sizeof *routes;
    return routes;
}

static bool openapi_json(struct request *r, struct err *e)
{
    (void)e;
    openapi_write(r, routes, sizeof routes / sizeof *routes);
    return true;
}

/* Takes one segment off both; true when they agree. */
static bool segment(struct str *path, struct str *pattern, struct request *r)
{
    struct str have = {0}, want = {0};
    if (!str_split(pattern, '/', &want) || !str_split(path, '/', &have))
        return false;
    r->rest = have;
    if (str_eqz(want, "#"))
        return have.n && have.p[0] != '-' && have.p[0] != '+' &&
               str_int(have, &r->id);
    return str_eqz(want, "*") ? have.n > 0 : str_eq(have, want);
}

static bool matches(struct request *r, const struct route *route)
{
    struct str path = r->path, pattern = str_of(route->path);
    while (path.p && pattern.p)
        if (!segment(&path, &pattern, r))
            return false;
    return !path.p && !pattern.p;
}

static const struct route *find(struct request *r, bool *path_known)
{
    *path_known = false;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (!matches(r, &routes[i]))
            continue;
        *path_known = true;
        if (str_eqz(r->method, routes[i].method))
            return &routes[i];
    }
    return NULL;
}

const char *route_methods(struct request *r)
{
    bool get = false, post = false;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (!matches(r, &routes[i]))
            continue;
        get = get || routes[i].method[0] == 'G';
        post = post || routes[i].method[0] == 'P';
    }
    return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

/* Is it a path of ours, with or without a query, that a browser may be sent
 * to after login? */
static bool is_page(struct str path)
{
    struct request r = {.method = STR("GET")};
    bool known;
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] <= ' ' || path.p[i] > '~')
            return false; /* no header could carry it */
    ptrdiff_t query = str_find_char(path, '?');
    r.path = query < 0 ? path : str_part(path, 0, (size_t)query);
    const struct route *route = find(&r, &known);
    return route && route->right != MAY_ANYBODY && !route->json;
}

/* Where to go on after signing in: the page that was asked for, or the queue.
 */
static void go_back_to(struct request *r, struct str to)
{
    r->back = is_page(to) ? to : to.n ? STR("/queue") : STR("/");
}

/* What another site sends is not carried into a page of ours. */
static bool may_send_again(struct request *r)
{
    return r->route && r->route->again && session_same_site(r);
}

void route_refuse(struct request *r, int status)
{
    buf_reset(&r->out);
    r->status = status;
    r->location = (struct str){0};
    if (!r->route || !r->route->json) {
        if (r->cut)
            away_page(r, may_send_again(r));
        else
            page_error(r, status);
        return;
    }
    struct json j;
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    json_key(&j, "error"), json_int(&j, status);
    json_key(&j, "cause");
    json_str(&j, r->cause.n ? r->cause : str_of(page_status(r, status)));
    json_end(&j);
}

/* Splits the target into path and query, finds the route, reads query and
 * form. What a program sends is read later (operation.h). */
static bool read_fields(struct request *r, bool *path_known)
{
    ptrdiff_t at = str_find_char(r->path, '?');
    struct str query = {0};
    if (at >= 0) {
        query = str_from(r->path, (size_t)at + 1);
        r->path = str_part(r->path, 0, (size_t)at);
    }
    r->route = find(r, path_known);
    r->api = r->route && r->route->op;
    return form_parse(&r->query, &r->arena, query) &&
           (r->api || form_parse(&r->form, &r->arena, r->body));
}

/* A number to look up in the log; the page says no more than that. */
static void failed(struct request *r, const struct err *e)
{
    log_event(LOG_ERROR, "desk", "method=" STR_FMT " path=" STR_FMT " why=%s",
              STR_ARG(r->method), STR_ARG(r->path), e->msg);
    r->n_cookies = 0;
    r->cut = r->desk->store && store_cut(r->desk->store);
    route_refuse(r, r->cut ? MHD_HTTP_SERVICE_UNAVAILABLE
                           : MHD_HTTP_INTERNAL_SERVER_ERROR);
}

/* To come back to after signing in; of a form, its page. */
static struct str wanted(struct request *r)
{
    struct view v;
    if (str_eqz(r->method, "GET"))
        return str_eqz(r->path, "/") ? (struct str){0} : request_target(r);
    if (!r->route->again)
        return (struct str){0};
    if (r->route->again != mention_again)
        return page_here(r);
    view_read(r, &v);
    return view_link(r, &v, page_here(r).p);
}

/* What another site sends is not carried into a page of ours. */
static bool keeps_words(struct request *r)
{
    return r->route->again && session_same_site(r) && page_keeps(r);
}

static void ask_login(struct request *r, struct err *e)
{
    struct buf to;
    if (r->route->json) {
        r->cause = str_of(page_word(r, SAY_TOKEN_NEEDED));
        route_refuse(r, MHD_HTTP_UNAUTHORIZED);
        return;
    }
    struct str back = wanted(r);
    if (keeps_words(r)) {
        r->status = MHD_HTTP_UNAUTHORIZED;
        if (back.n)
            go_back_to(r, back);
        if (!login_again(r, e))
            failed(r, e);
        return;
    }
    buf_init(&to, CEILING_URL * 4);
    form_put(&to, "to", back);
    request_go(r, str_printf(&r->arena, "/login%s" STR_FMT, to.n ? "?" : "",
                             STR_ARG(buf_view(&to))));
    buf_clear(&to);
}

static void forbid(struct request *r)
{
    struct err e = {0};
    if (note_refused(r, REFUSAL_ACT, r->user.login, &e))
        route_refuse(r, MHD_HTTP_FORBIDDEN);
    else
        failed(r, &e);
}

static void choose_language(struct request *r)
{
    struct str lang = r->signed_in ? r->user.lang : request_cookie(r, "lang");
    if (!say_lang(lang.n ? lang : r->desk->setup->lang, &r->lang))
        (void)say_lang(r->desk->setup->lang, &r->lang);
}

/* All that is read from now on is read with his eyes. */
static bool look(struct request *r, struct err *e)
{
    struct store_eyes eyes = {.login = r->user.login,
                              .sees = role_sees(role_by_name(r->user.role)),
                              .units = r->user.departments};
    return store_look(r->desk->store, r->signed_in ? &eyes : NULL, e);
}

/* Answers with the page that was asked for before signing in, with the form
 * that was sent to it. */
static bool resume(struct request *r, struct err *e)
{
    struct str to = str_eqz(r->back, "/") ? STR("/day") : r->back;
    bool known;
    ptrdiff_t query = str_find_char(to, '?');
    r->method = STR("GET");
    r->path = query < 0 ? to : str_part(to, 0, (size_t)query);
    r->route = find(r, &known);
    if (!r->route || (r->route->right & r->rights) != r->route->right)
        return request_go(r, STR("/queue"));
    choose_language(r);
    r->status = MHD_HTTP_OK;
    return look(r, e) && r->route->run(r, e);
}

/* Makes a page, or the one that it hands over to. */
static bool make(struct request *r,
                 bool (*page)(struct request *, struct err *), struct err *e)
{
    return page(r, e) && (!r->resume || resume(r, e));
}

/* The form's token is not of this session: it was opened before somebody
 * signed in anew. Nothing is done; the page is shown again with what was
 * typed and a token that works. */
static void too_old(struct request *r, struct err *e)
{
    if (!r->route->again || !session_same_site(r)) {
        forbid(r);
        return;
    }
    r->status = MHD_HTTP_FORBIDDEN;
    if (!note_refused(r, REFUSAL_ACT, r->user.login, e) ||
        !make(r, r->route->again, e))
        failed(r, e);
    else if (!r->location.n)
        r->status = MHD_HTTP_FORBIDDEN; /* whatever page it was */
}

/* A program that did something is answered with what is there now. */
static bool make_answer(struct request *r, struct err *e)
{
    const struct operation *op = r->route->op;
    if (op && !operation_take(r, op))
        return true; /* it was refused */
    if (!make(r, r->route->run, e))
        return false;
    if (!op || !op->shows || r->status != MHD_HTTP_SEE_OTHER)
        return true;
    r->status = MHD_HTTP_OK;
    r->location = (struct str){0};
    r->form = (struct form){0};
    return op->shows(r, e);
}

static void run(struct request *r)
{
    struct err e = {0};
    /* Told before it is given: an export nobody knows of must not be. */
    bool export = (r->route->op || r->route->run == queue_atom) &&
                  r->signed_in && str_eqz(str_of(r->route->method), "GET");
    if ((export && !note_export(r, &e)) || !make_answer(r, &e) || r->out.over)
        failed(r, &e);
    else if (r->status != MHD_HTTP_OK && !r->out.n && !r->location.n)
        route_refuse(r, r->status);
}

/* Who asks: a program by its token, a person by his cookie. Nothing is written
 * for a program that has only a cookie: a browser sends that along with
 * whatever page it is on. What a server before the desk was told in
 * `Authorization` is nothing to us. */
static bool know_by(struct request *r, struct err *e)
{
    if (r->route && r->route->run == asset_get)
        return true;
    bool feed = r->route && r->route->run == queue_atom;
    bool program = r->api || feed || (r->route && r->route->right == MAY_METER);
    if (program && token_ours(session_bearer(r)))
        return session_token_load(r, session_bearer(r), e);
    if (feed && token_ours(session_basic(r)))
        return session_token_load(r, session_basic(r), e);
    if (r->api && str_eqz(r->method, "POST"))
        return true;
    return session_load(r, e) && session_proxy(r, !program, e);
}

static bool know(struct request *r, struct err *e)
{
    return know_by(r, e) && look(r, e);
}

static void answer(struct request *r)
{
    struct err e = {0};
    bool path_known;
    r->status = MHD_HTTP_OK;
    if (str_eqz(r->method, "HEAD"))
        r->method = STR("GET");
    if (!read_fields(r, &path_known)) {
        route_refuse(r, MHD_HTTP_BAD_REQUEST);
        return;
    }
    if (!r->api && r->body.n && operation_is_json(r)) {
        route_refuse(r, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE);
        return;
    }
    if (!r->api)
        go_back_to(r, request_field(r, "to"));
    if (!know(r, &e)) {
        failed(r, &e);
        return;
    }
    choose_language(r);
    if (r->forged)
        forbid(r);
    else if (!r->route)
        route_refuse(r, path_known ? MHD_HTTP_METHOD_NOT_ALLOWED
                                   : MHD_HTTP_NOT_FOUND);
    else if (r->route->right != MAY_ANYBODY && !r->signed_in)
        ask_login(r, &e);
    else if ((r->route->right & r->rights) != r->route->right)
        forbid(r);
    else if (r->route->csrf && !session_ours(r))
        too_old(r, &e);
    else
        run(r);
}

/* A connection that was cut under a page is there again at the next: the page
 * is made once more. What a person did then is not done twice, for his form
 * says which state of the mention or the case he saw; that of a new case says
 * none. */
void route_answer(struct request *r)
{
    struct request first = *r;
    answer(r);
    bool new = r->route &&
               (r->route->run == case_new || r->route->run == statement_new ||
                r->route->run == incident_do);
    if (!r->cut || new || time(NULL) - r->now >= AGAIN_S)
        return;
    first.arena = r->arena;
    first.out = r->out;
    *r = first;
    buf_reset(&r->out);
    answer(r);
}
