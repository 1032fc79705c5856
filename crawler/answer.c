/* SPDX-License-Identifier: MIT
 * answer: from a visit to its request, from an answer to what follows. */
#include "crawler/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/log.h"
#include "crawler/health.h"
#include "crawler/kept.h"
#include "crawler/web/url.h"

enum {
    TRIES_MOST = 2,  /* more attempts within a visit */
    RETRY_S = 5,     /* first pause before one, longer each time */
    SPARED_MOST = 20 /* answers 304 in a row: then the page is asked for as if
                        it were new, for there are servers that lie */
};

/* Is it a host that the source's own URLs name? What they allow (private
 * addresses, other ports) does not hold for where they redirect. */
static bool is_own_host(const struct crawler *c, const struct visit *v,
                        struct str url)
{
    const struct source_state *s = crawl_source(c, v);
    struct str host = url_split(url).host;
    for (size_t i = 0; i < s->n_starts; i++)
        if (str_eq(url_split(s->starts[i]).host, host))
            return true;
    return false;
}

static bool is_own_port(const struct crawler *c, const struct visit *v,
                        struct str url)
{
    const struct source_state *s = crawl_source(c, v);
    for (size_t i = 0; i < s->n_starts; i++)
        if (url_same_port(s->starts[i], url))
            return true;
    return false;
}

static bool is_private(const struct crawler *c, const struct visit *v,
                       struct str url)
{
    const struct source_setup *s = crawl_source(c, v)->setup;
    return s->allow_private && is_own_host(c, v, url) &&
           (!s->own_ports || is_own_port(c, v, url));
}

/* Headers of a source, keys among them, go to its own hosts only. */
static struct str headers_for(const struct crawler *c, const struct visit *v)
{
    return is_own_port(c, v, str_of(v->url))
               ? crawl_source(c, v)->setup->headers
               : STR("");
}

/* The web's ports, and those that the source names in its own URLs of that
 * host; a source of private addresses may use any. Others belong to mail,
 * databases and the like. */
static bool port_allowed(const struct crawler *c, const struct visit *v,
                         struct str url)
{
    static const int WEB[] = {80, 443, 8080, 8443};
    struct url there = url_split(url);
    bool allowed = is_private(c, v, url) || is_own_port(c, v, url);
    for (size_t i = 0; i < sizeof WEB / sizeof *WEB; i++)
        allowed |= url_port(&there) == WEB[i];
    return allowed;
}

/* The request could not even be made: the page failed. */
static bool start(struct crawler *c, struct visit *v, struct fetch_request *r,
                  struct err *e)
{
    struct err why = {0};
    if (!port_allowed(c, v, r->url)) {
        struct url there = url_split(r->url);
        err_set(&why,
                "refused: port %d is none of the web's (80, 443, 8080, 8443) "
                "and not in the source's url",
                url_port(&there));
        v->host->busy = false;
        return settle_failed(c, v, 0, TROUBLE_BLOCKED, str_of(why.msg), e);
    }
    r->ctx = v;
    r->allow_private = is_private(c, v, r->url);
    r->elsewhere = !is_own_host(c, v, r->url);
    if (fetch_start(c->fetcher, r, &why))
        return true;
    v->host->busy = false;
    return settle_failed(c, v, 0, TROUBLE_UNREACHED, str_of(why.msg), e);
}

static bool ask_robots(struct crawler *c, struct visit *v, struct str url,
                       struct err *e)
{
    char *copy = strndup(url.p, url.n);
    free(v->asked);
    v->asked = copy;
    struct fetch_request r = {
        .url = str_of(v->asked), .most = CEILING_ROBOTS, .cut = true};
    return start(c, v, &r, e);
}

static bool ask_page(struct crawler *c, struct visit *v, struct err *e)
{
    const struct source_state *s = crawl_source(c, v);
    struct arena a = {0};
    struct page_row old = {0};
    bool found, ok = true;
    struct fetch_request r = {
        .url = str_of(v->url),
        .headers = headers_for(c, v),
        .cookies = cookies_for(&v->cookies, url_origin(str_of(v->url))),
        .most = CEILING_BODY};
    /* Validators belong to the row's URL and to what it was read by. */
    if (!v->hops && !s->reread && !v->row.since)
        ok = store_page_get(c->store, &a, v->row.source, v->row.url, &old,
                            &found, e);
    if (old.spared < SPARED_MOST) {
        r.etag = old.etag;
        r.modified = old.modified;
    }
    ok = ok && start(c, v, &r, e);
    arena_clear(&a);
    return ok;
}

/* New mail since the position that is noted; of all of it when the source is
 * read by other rules than then. */
static bool ask_mailbox(struct crawler *c, struct visit *v, struct err *e)
{
    const struct source_state *s = crawl_source(c, v);
    struct arena a = {0};
    struct page_row old;
    bool found, again = s->reread && v->row.page == 1;
    struct mailbox_ask ask = {.url = str_of(v->url),
                              .user = s->setup->user,
                              .password = s->setup->password,
                              .newest = s->setup->newest,
                              .again = v->row.page == 1,
                              .last = v->row.tries >= TRIES_MOST,
                              .allow_private = s->setup->allow_private,
                              .without_tls = s->setup->without_tls};
    struct fetch_request r = {
        .url = ask.url, .most = CEILING_BODY, .mail = &ask, .ctx = v};
    struct err why = {0};
    bool ok =
        store_page_get(c->store, &a, v->row.source, v->row.url, &old, &found,
                       e) &&
        (again || store_note_get(c->store, &a, STR("mailbox"),
                                 mailbox_note(c, &a, v), &ask.position, e));
    ask.known = ok && !again && found && old.hash;
    if (ok && !fetch_start(c->fetcher, &r, &why)) {
        v->host->busy = false;
        ok = settle_failed(c, v, 0, TROUBLE_UNREACHED, str_of(why.msg), e);
    }
    arena_clear(&a);
    return ok;
}

static bool refuse(struct crawler *c, struct visit *v, enum trouble trouble,
                   struct str cause, struct err *e)
{
    v->host->busy = false;
    return settle_failed(c, v, 0, trouble, cause, e);
}

/* A server that asks for patience is there. */
static enum trouble trouble_of(int64_t status)
{
    bool limited = status == 429 || status == 503;
    return limited ? TROUBLE_LIMITED : TROUBLE_UNREACHED;
}

/* robots.txt is there: may the page be asked for? */
static bool ask_if_allowed(struct crawler *c, struct visit *v,
                           const struct robots_file *file, struct err *e)
{
    struct arena a = {0};
    struct str cause = {0}, how = STR("no answer");
    bool ok;
    if (file->kind == ROBOTS_UNREACHED) {
        v->host->busy = false;
        if (file->status)
            how = str_printf(&a, "status %lld", (long long)file->status);
        cause = str_printf(&a,
                           STR_FMT "/robots.txt cannot be read (" STR_FMT "); "
                                   "nothing of this host is fetched until it "
                                   "can, it is asked again within the hour",
                           STR_ARG(file->origin), STR_ARG(how));
        ok = settle_later(c, v, file->status, file->expires,
                          trouble_of(file->status), cause, e);
    } else if (file->kind == ROBOTS_RULES &&
               !robots_allows(file->rules, str_of(v->url))) {
        cause = str_printf(&a,
                           STR_FMT "/robots.txt forbids this page to programs "
                                   "like this one",
                           STR_ARG(file->origin));
        ok = refuse(c, v, TROUBLE_FORBIDDEN, cause, e);
    } else {
        ok = ask_page(c, v, e);
    }
    arena_clear(&a);
    return ok;
}

bool answer_start(struct crawler *c, struct visit *v, struct err *e)
{
    struct arena a = {0};
    struct robots_file *file;
    struct str url = str_of(v->url), origin = url_origin(url);
    if (mailbox_is_url(url))
        return ask_mailbox(c, v, e);
    if (url_split(url).user.n)
        return refuse(c, v, TROUBLE_OTHER,
                      STR("the URL carries a user name; put the password "
                          "into the source's headers"),
                      e);
    if (crawl_source(c, v)->setup->ignore_robots)
        return ask_page(c, v, e);
    if (!robots_cache_get(&c->robots, origin, c->now, &file, e))
        return false;
    if (file)
        return ask_if_allowed(c, v, file, e);
    v->asked_hops = 0;
    bool ok = ask_robots(
        c, v, str_printf(&a, STR_FMT "/robots.txt", STR_ARG(origin)), e);
    arena_clear(&a);
    return ok;
}

/* The host has answered: its gap begins. */
static bool rest(struct crawler *c, const struct visit *v,
                 const struct fetch_answer *answer, struct err *e)
{
    const struct source_setup *s = crawl_source(c, v)->setup;
    struct robots_file *file =
        map_get(&c->robots.files, url_origin(str_of(v->url)));
    bool held = answer->status == 429 || answer->status == 503;
    bool slow = answer->state == FETCH_SLOW;
    bool bad = answer->state == FETCH_UNREACHED || answer->status >= 500;
    /* A page that is tried again counts once; an error says nothing about
     * how fast the host is, unless it is slow. */
    struct frontier_rest r = {
        .now = c->now,
        .now_ms = c->now_ms,
        .latency_ms = bad    ? 0
                      : slow ? CEILING_SLOW_S * 1000
                             : answer->ms,
        .gap_ms = s->gap * 1000,
        .delay_ms = file && file->rules ? file->rules->delay_ms : -1,
        .gap_only = is_private(c, v, str_of(v->url)),
        .failed = slow || (bad && (v->asked || v->row.tries >= TRIES_MOST)),
        .retry_after =
            held ? frontier_retry_after(answer->retry_after, c->now) : 0};
    bool ok = frontier_rest(&c->frontier, v->host, &r, e);
    if (ok && !r.gap_only && v->host->asked == FRONTIER_DAY) {
        struct arena a = {0};
        crawl_note(c, str_of(v->host->name),
                   str_printf(&a,
                              "was asked %d times today; it is left alone "
                              "until tomorrow (UTC)",
                              FRONTIER_DAY));
        arena_clear(&a);
    }
    return ok;
}

static bool is_redirect(const struct fetch_answer *answer)
{
    return answer->state == FETCH_ANSWERED && answer->location.n &&
           answer->status >= 301 && answer->status <= 308 &&
           answer->status != 304 && answer->status != 305 &&
           answer->status != 306;
}

/* RFC 9309 lets us stop there; a person should know that we did. */
static void say_robots_cut(struct crawler *c, const struct visit *v,
                           const struct fetch_answer *answer, bool hop)
{
    char text[120];
    if (hop)
        snprintf(text, sizeof text,
                 "redirects more than %d times and counts as missing",
                 CEILING_ROBOTS_REDIRECTS);
    else if (answer->body.n >= CEILING_ROBOTS)
        snprintf(text, sizeof text,
                 "goes on behind %d bytes; that part was not read",
                 CEILING_ROBOTS);
    else
        return;
    crawl_note(c, str_of(v->asked), str_of(text));
}

static bool robots_answer(struct crawler *c, struct visit *v,
                          struct fetch_answer *answer, struct err *e)
{
    struct arena a = {0};
    struct str target;
    int64_t status = answer->state == FETCH_ANSWERED ? answer->status : 0;
    bool hop = is_redirect(answer) &&
               url_resolve(&a, str_of(v->asked), answer->location, &target);
    if (hop && v->asked_hops++ < CEILING_ROBOTS_REDIRECTS) {
        bool ok = ask_robots(c, v, target, e);
        arena_clear(&a);
        return ok;
    }
    say_robots_cut(c, v, answer, hop);
    arena_clear(&a);
    if (status >= 300 && status < 400)
        status = 404; /* more hops than RFC 9309 wants followed */
    free(v->asked);
    v->asked = NULL;
    if (!rest(c, v, answer, e))
        return false;
    if (answer->state == FETCH_REFUSED)
        return settle_failed(c, v, 0, TROUBLE_BLOCKED, answer->cause, e);
    return robots_cache_put(&c->robots, url_origin(str_of(v->url)), status,
                            buf_view(&answer->body), c->now, e) &&
           frontier_queue(&c->frontier, v, e);
}

/* Tries again soon, or when the host says so; in the end the page failed. */
static bool try_again(struct crawler *c, struct visit *v,
                      const struct fetch_answer *answer, struct str cause,
                      struct err *e)
{
    const struct source_setup *s = crawl_source(c, v)->setup;
    int64_t wait = s->allow_private ? 0 : RETRY_S * (v->row.tries + 1);
    int64_t due = c->now + wait;
    /* A server that drips would hold its place three times. */
    bool dripped = answer->state == FETCH_SLOW && answer->status;
    enum trouble trouble = trouble_of(answer->status);
    if (v->row.tries >= TRIES_MOST || dripped)
        return settle_failed(c, v, answer->status, trouble, cause, e);
    if (v->host->until > due)
        due = v->host->until;
    return settle_later(c, v, answer->status, due, trouble, cause, e);
}

static bool seen_before(const struct visit *v, struct str url)
{
    for (int i = 0; i <= v->hops; i++)
        if (v->seen[i] == visit_place(v, url))
            return true;
    return false;
}

static bool redirect(struct crawler *c, struct visit *v,
                     const struct fetch_answer *answer, struct err *e)
{
    struct arena a = {0};
    struct str url, here = str_of(v->url), cause = {0};
    bool ok = url_resolve(&a, here, answer->location, &url);
    ptrdiff_t hash = ok ? str_find_char(url, '#') : -1;
    cookies_take(&v->cookies, url_origin(here), answer->set_cookie);
    if (hash >= 0)
        url.n = (size_t)hash;
    if (!ok)
        cause = str_printf(&a,
                           "redirects to '" STR_FMT "', which is no web "
                           "address",
                           STR_ARG(str_part(answer->location, 0, 200)));
    else if (seen_before(v, url))
        cause = str_printf(&a, "redirects in a circle, back to " STR_FMT,
                           STR_ARG(url));
    else if (v->hops >= CEILING_REDIRECTS)
        cause =
            str_printf(&a, "redirects more than %d times, at last to " STR_FMT,
                       CEILING_REDIRECTS, STR_ARG(url));
    if (cause.n) {
        ok = settle_failed(c, v, answer->status, TROUBLE_UNREACHED, cause, e);
    } else {
        if (str_starts(here, STR("https:")) && str_starts(url, STR("http:")))
            log_event(LOG_WARN, "downgrade", "url=" STR_FMT " to=" STR_FMT,
                      STR_ARG(here), STR_ARG(url));
        visit_move(v, url);
        ok = frontier_queue(&c->frontier, v, e);
    }
    arena_clear(&a);
    return ok;
}

/* What a status means that is neither a page nor a redirect. */
static const struct {
    int from, to;         /* of the status */
    bool again;           /* it may pass */
    enum trouble trouble; /* otherwise */
    const char *text;     /* for people */
} statuses[] = {
    {408, 408, true, TROUBLE_UNREACHED, "the server timed out"},
    {425, 425, true, TROUBLE_UNREACHED, "the server wants it later"},
    {429, 429, true, TROUBLE_UNREACHED,
     "the site asks for fewer requests; it is left alone for a while"},
    {401, 401, false, TROUBLE_BLOCKED,
     "the page wants a login; an API key goes into the source's headers"},
    {403, 403, false, TROUBLE_BLOCKED,
     "the site refuses us; look at it in a browser"},
    {451, 451, false, TROUBLE_BLOCKED, "withheld for legal reasons"},
    {404, 404, false, TROUBLE_GONE,
     "not found; check the address in a browser"},
    {410, 410, false, TROUBLE_GONE, "gone for good; remove it from the source"},
    {500, 599, true, TROUBLE_UNREACHED,
     "an error of the server; it is tried again later"},
    {100, 599, false, TROUBLE_UNREACHED, "not a page"},
};

static bool odd_status(struct crawler *c, struct visit *v,
                       const struct fetch_answer *answer, struct err *e)
{
    struct arena a = {0};
    size_t i = 0, last = sizeof statuses / sizeof *statuses - 1;
    while (i < last && (answer->status < statuses[i].from ||
                        answer->status > statuses[i].to))
        i++;
    struct str cause =
        str_printf(&a, "status %ld: %s", answer->status, statuses[i].text);
    const struct kept_page why = {.state = health_of(statuses[i].trouble),
                                  .cause = cause};
    if (statuses[i].trouble == TROUBLE_BLOCKED)
        kept_bad(c, v, answer, NULL, &why);
    bool ok = statuses[i].again ? try_again(c, v, answer, cause, e)
                                : settle_failed(c, v, answer->status,
                                                statuses[i].trouble, cause, e);
    arena_clear(&a);
    return ok;
}

void answer_work_free(struct crawler *c, struct page_work *w)
{
    fetch_done(c->fetcher, w->answer);
    arena_clear(&w->arena);
    free(w);
}

/* A page: unchanged, or for the readers. */
static bool page(struct crawler *c, struct visit *v,
                 struct fetch_answer *answer, struct err *e)
{
    struct page_work *w = xcalloc(1, sizeof *w);
    bool found, fresh = crawl_source(c, v)->reread || v->row.since;
    w->visit = v;
    w->answer = answer;
    w->part = buf_view(&answer->body);
    w->left = answer->of_mail ? answer->cause : (struct str){0};
    w->hash = (int64_t)trap_hash(w->part);
    if (!store_page_get(c->store, &w->arena, v->row.source, v->row.url, &w->old,
                        &found, e)) {
        answer_work_free(c, w);
        return false;
    }
    /* The same messages of a mailbox made anew lead on to others. */
    bool twin = w->old.hash == w->hash && !fresh && !answer->of_mail;
    bool same = answer->status == 304 || twin;
    if (found && w->old.hash && same) {
        bool ok = settle_unchanged(c, w, e);
        answer_work_free(c, w);
        return ok;
    }
    if (answer->status == 304) {
        answer_work_free(c, w);
        return settle_failed(c, v, 304, TROUBLE_UNREACHED,
                             STR("status 304, though nothing was stored"), e);
    }
    *c->ready_end = w;
    c->ready_end = &w->next;
    c->n_ready++;
    return true;
}

static bool page_answer(struct crawler *c, struct visit *v,
                        struct fetch_answer *answer, struct err *e)
{
    long status = answer->status;
    if (!rest(c, v, answer, e))
        return false;
    if (answer->state == FETCH_UNREACHED || answer->state == FETCH_SLOW)
        return try_again(c, v, answer, answer->cause, e);
    if (answer->state == FETCH_REFUSED)
        return settle_failed(c, v, 0, TROUBLE_BLOCKED, answer->cause, e);
    if (answer->state == FETCH_HEAVY)
        return settle_failed(c, v, status, TROUBLE_OTHER, answer->cause, e);
    if (is_redirect(answer))
        return redirect(c, v, answer, e);
    return odd_status(c, v, answer, e);
}

bool answer_take(struct crawler *c, struct fetch_answer *answer, struct err *e)
{
    struct visit *v = answer->ctx;
    long status = answer->status;
    c->total.bytes += answer->bytes;
    if (!v->asked && answer->state == FETCH_ANSWERED &&
        (status / 100 == 2 || status == 304)) {
        if (rest(c, v, answer, e))
            return page(c, v, answer, e);
        fetch_done(c->fetcher, answer);
        return false;
    }
    bool ok = v->asked ? robots_answer(c, v, answer, e)
                       : page_answer(c, v, answer, e);
    fetch_done(c->fetcher, answer);
    return ok;
}
