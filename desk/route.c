/* SPDX-License-Identifier: MIT
 * route: the table, and what is checked before a page runs. */
#include "desk/route.h"

#include <microhttpd.h>
#include <time.h>

#include "desk/api.h"
#include "desk/asset.h"
#include "desk/away.h"
#include "desk/note.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/session.h"
#include "desk/token.h"
#include "desk/view.h"

enum { AGAIN_S = 5 /* one who waited so long is not made to wait again */ };

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
    size_t n;
    const struct route *routes = route_table(&n);
    *path_known = false;
    for (size_t i = 0; i < n; i++) {
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
    size_t n;
    const struct route *routes = route_table(&n);
    bool get = false, post = false;
    for (size_t i = 0; i < n; i++) {
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
