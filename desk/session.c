/* SPDX-License-Identifier: MIT
 * session: cookies, and tokens against forged forms. */
#include "desk/session.h"

#include <sodium.h>
#include <string.h>

#include "desk/note.h"
#include "desk/secret.h"
#include "desk/token.h"

enum { SALT_SIGNS = 16 /* in front of a form's token */ };

static const char *name_of(const struct request *r, const char *plain)
{
    /* __Host- binds the cookie to this host and to TLS (RFC 6265bis). */
    bool tls = r->desk->setup->behind_tls;
    if (strcmp(plain, "molva") == 0)
        return tls ? "__Host-molva" : "molva";
    return tls ? "__Host-molva-form" : "molva-form";
}

void session_cookie(struct request *r, const char *name, struct str value,
                    int64_t seconds)
{
    const char *secure = r->desk->setup->behind_tls ? "; Secure" : "";
    struct str age = {0};
    if (seconds != 0)
        age = str_printf(&r->arena, "; Max-Age=%lld",
                         seconds > 0 ? (long long)seconds : 0);
    if (r->n_cookies == REQUEST_COOKIES)
        return;
    r->cookies[r->n_cookies++] = str_printf(
        &r->arena, "%s=" STR_FMT "; Path=/; HttpOnly; SameSite=Lax%s" STR_FMT,
        name, STR_ARG(value), secure, STR_ARG(age));
}

/* Headers that say something else already. */
bool desk_is_login_header(struct str s)
{
    static const char *const taken[] = {
        "Authorization", "Cookie",         "Host",
        "Content-Type",  "Content-Length", "Origin",
        "Expect",        "Connection",     "X-Forwarded-For"};
    static const char token[] =
        "-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (size_t i = 0; i < s.n; i++)
        if (!memchr(token, s.p[i], sizeof token - 1))
            return false;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (str_eq_nocase(s, str_of(taken[i])))
            return false;
    return s.n > 0;
}

static int rights_of(const struct user_row *u)
{
    return role_rights(role_by_name(u->role));
}

bool session_load(struct request *r, struct err *e)
{
    struct str secret = request_cookie(r, name_of(r, "molva"));
    if (!secret_is(secret)) {
        secret = request_cookie(r, name_of(r, "molva-form"));
        r->secret = secret_is(secret) ? secret : (struct str){0};
        return true;
    }
    r->secret = secret;
    if (!store_session_get(r->desk->store, &r->arena,
                           secret_hash(&r->arena, secret, "session"), r->now,
                           &r->user, &r->signed_in, e))
        return err_add(e, "session");
    if (!r->signed_in)
        return true;
    r->rights = rights_of(&r->user);
    return true;
}

static struct str authorization(struct request *r, struct str scheme)
{
    struct str sent = request_header(r, "Authorization");
    bool is =
        sent.n > scheme.n && str_eq_nocase(str_part(sent, 0, scheme.n), scheme);
    return is ? str_trim(str_from(sent, scheme.n)) : (struct str){0};
}

struct str session_bearer(struct request *r)
{
    return authorization(r, STR("Bearer "));
}

struct str session_basic(struct request *r)
{
    struct str sent = authorization(r, STR("Basic ")), name;
    unsigned char *plain = arena_alloc(&r->arena, sent.n + 1);
    size_t n = 0;
    if (sodium_base642bin(plain, sent.n, sent.p, sent.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return (struct str){0};
    struct str both = {(const char *)plain, n};
    return str_split(&both, ':', &name) && both.p ? both : (struct str){0};
}

bool session_token_load(struct request *r, struct str token, struct err *e)
{
    struct store *store = r->desk->store;
    struct access_guest guest;
    struct str hash = token_hash(&r->arena, token);
    if (!hash.n)
        return true;
    if (!store_access_get(store, &r->arena, hash, r->now, &guest, e))
        return err_add(e, "token");
    if (!guest.found)
        return true;
    r->signed_in = true;
    r->user = guest.user;
    r->rights = rights_of(&r->user) & right_by_names(guest.row.scopes);
    return store_access_used(store, &guest.row, r->now, e);
}

/* Inside the caller's transaction. */
static bool begin_session(struct request *r, const struct user_row *u,
                          struct str secret, bool *still, struct err *e)
{
    struct user_row now;
    if (!store_user_get(r->desk->store, &r->arena, u->login, &now, still, e))
        return false;
    *still = *still && !now.removed && str_eq(now.password, u->password);
    if (!*still)
        return true;
    return store_session_put(r->desk->store,
                             secret_hash(&r->arena, secret, "session"), u->id,
                             r->now + CEILING_SESSION_S, e) &&
           note_sign_in(r, u->login, e);
}

bool session_start(struct request *r, const struct user_row *u, bool *still,
                   struct err *e)
{
    struct store *store = r->desk->store;
    if (r->signed_in && !session_end(r, e))
        return false;
    struct str secret = secret_new(&r->arena);
    if (!store_begin(store, e))
        return false;
    if (!begin_session(r, u, secret, still, e)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, e))
        return false;
    if (!*still)
        return true;
    r->n_cookies = 0;
    session_cookie(r, name_of(r, "molva"), secret, CEILING_SESSION_S);
    session_cookie(r, name_of(r, "molva-form"), STR(""), -1);
    r->secret = secret;
    r->user = *u;
    r->signed_in = true;
    r->rights = rights_of(u);
    return true;
}

/* Signs the named one in: *still is false when nobody is called so. */
static bool let_in(struct request *r, struct str login, bool keep, bool *still,
                   struct err *e)
{
    struct user_row u;
    if (!store_user_get(r->desk->store, &r->arena, login, &u, still, e))
        return false;
    if (!*still || keep)
        return !*still || session_start(r, &u, still, e);
    *still = !u.removed;
    if (!*still)
        return true;
    r->user = u;
    r->signed_in = true;
    r->rights = rights_of(&u);
    return true;
}

bool session_proxy(struct request *r, bool keep, struct err *e)
{
    const char *name = r->desk->setup->proxy.header;
    bool still = false;
    if (!name || !http_last(r->head, name).p)
        return true;
    /* What a browser sent may stand beside what the proxy adds. */
    struct str login = request_header(r, name);
    bool once = login.p == http_last(r->head, name).p;
    if (r->job->proxy && once && r->signed_in && str_eq(r->user.login, login))
        return true;
    if (r->job->proxy && once && login.n && !let_in(r, login, keep, &still, e))
        return false;
    if (still)
        return true;
    r->signed_in = false;
    r->rights = 0;
    r->user = (struct user_row){.login = login};
    r->forged = true;
    return true;
}

static bool drop_session(struct request *r, struct err *e)
{
    return store_session_drop(r->desk->store,
                              secret_hash(&r->arena, r->secret, "session"),
                              e) &&
           note_sign_out(r, e);
}

bool session_end(struct request *r, struct err *e)
{
    struct store *store = r->desk->store;
    session_cookie(r, name_of(r, "molva"), STR(""), -1);
    if (!store_begin(store, e))
        return false;
    if (drop_session(r, e))
        return store_commit(store, e);
    store_rollback(store);
    return false;
}

/* What belongs to this browser and that salt. */
static struct str token_with(struct request *r, struct str salt)
{
    return secret_hash(&r->arena, r->secret,
                       str_printf(&r->arena, "csrf " STR_FMT, STR_ARG(salt)).p);
}

/* Another one each time it is asked: of a compressed page, the length tells
 * what is in it twice. */
struct str session_token(struct request *r)
{
    if (!r->secret.n) {
        r->secret = secret_new(&r->arena);
        session_cookie(r, name_of(r, "molva-form"), r->secret, 0);
    }
    struct str salt = str_part(secret_new(&r->arena), 0, SALT_SIGNS);
    return str_printf(&r->arena, STR_FMT STR_FMT, STR_ARG(salt),
                      STR_ARG(token_with(r, salt)));
}

/* Host of "http://host:port", as the Origin header has it. */
static struct str host_of(struct str origin)
{
    ptrdiff_t at = str_find(origin, STR("://"));
    return at < 0 ? (struct str){0} : str_from(origin, (size_t)at + 3);
}

/* The browser says where the form came from: by Sec-Fetch-Site where it
 * sends that (TLS and loopback), else by Origin. Nothing said: not a browser,
 * the token decides. */
bool session_same_site(struct request *r)
{
    struct str site = request_header(r, "Sec-Fetch-Site");
    if (site.n)
        return str_eqz(site, "same-origin");
    struct str origin = request_header(r, "Origin");
    return !origin.n ||
           str_eq_nocase(host_of(origin), request_header(r, "Host"));
}

bool session_ours(struct request *r)
{
    struct str sent = form_get(&r->form, "csrf");
    if (!r->secret.n || !session_same_site(r))
        return false;
    struct str token = token_with(r, str_part(sent, 0, SALT_SIGNS));
    sent = str_from(sent, SALT_SIGNS);
    return sent.n == token.n && sodium_memcmp(sent.p, token.p, token.n) == 0;
}
