/* SPDX-License-Identifier: MIT
 * note: the events without a mention. */
#include "desk/note.h"

enum { LOGIN_MOST = 64, WHAT_MOST = 512 };

/* Strangers write these; not more of them than can be meant. */
static struct str shortened(struct str s, size_t most)
{
    size_t at = 0, fits = 0;
    while (at < s.n && at <= most) {
        fits = at;
        (void)str_utf8(s, &at);
    }
    return str_part(s, 0, at <= most ? at : fits);
}

static bool add(struct request *r, struct event_note *n, enum log_level level,
                struct err *e)
{
    n->at = r->now;
    n->login = shortened(n->login, LOGIN_MOST);
    n->address = r->address;
    n->about = shortened(n->about, WHAT_MOST);
    log_event(level, "desk",
              "%s address=" STR_FMT " what=\"" STR_FMT
              "\" more=%lld login=" STR_FMT,
              n->what, STR_ARG(n->address), STR_ARG(n->about),
              (long long)n->more, STR_ARG(n->login)); /* last: it is free */
    return store_event_note(r->desk->store, n, e);
}

bool note_sign_in(struct request *r, struct str login, struct err *e)
{
    struct event_note n = {.what = "signed-in", .who = login, .login = login};
    return add(r, &n, LOG_INFO, e);
}

bool note_sign_out(struct request *r, struct err *e)
{
    struct event_note n = {
        .what = "signed-out", .who = r->user.login, .login = r->user.login};
    return add(r, &n, LOG_INFO, e);
}

bool note_export(struct request *r, struct err *e)
{
    struct event_note n = {.what = "exported",
                           .who = r->user.login,
                           .login = r->user.login,
                           .about = request_target(r)};
    return add(r, &n, LOG_INFO, e);
}

bool note_refused(struct request *r, enum refusal what, struct str login,
                  struct err *e)
{
    static const char *const names[REFUSAL_KINDS] = {
        [REFUSAL_SIGN_IN] = "sign-in-refused",
        [REFUSAL_BLOCKED] = "sign-in-blocked",
        [REFUSAL_ACT] = "refused",
    };
    struct event_note n = {.what = names[what],
                           .who = r->signed_in ? r->user.login : STR("desk"),
                           .login = login,
                           .about =
                               str_printf(&r->arena, STR_FMT " " STR_FMT,
                                          STR_ARG(r->method), STR_ARG(r->path)),
                           .more = r->job->held[what]};
    r->refusal = what;
    return !r->job->may_tell[what] || add(r, &n, LOG_WARN, e);
}
