/* SPDX-License-Identifier: MIT
 * poster: an approved reply goes to its venue, once. */
#include <string.h>
#include <time.h>

#include "base/json_read.h"
#include "base/log.h"
#include "notify/outlet.h"

enum {
    CLAIM_S = 300, /* asks and the request are over by then */
    AGAIN_S = 60,  /* first pause; each further one is longer */
    AGAIN_MOST_S = 3600,
    TRIES_MOST = 12, /* what the venue cannot take just now */
    LOOKS_MOST = 4   /* then a person looks */
};

/* One reply on its way. */
struct post {
    const struct notify_posting *setup;
    struct store *store;
    struct arena arena;
    const struct notify_outlet *at;
    struct outlet o;
    struct vars v;
    struct sending_row *row;
};

/* What one request came to. */
enum got {
    GOT_IT,      /* an answer of the kind that was hoped for */
    GOT_NO,      /* the venue refuses */
    GOT_LATER,   /* it has not got there, or is wanted later */
    GOT_NOTHING, /* nobody knows */
};

static bool settle(struct post *p, const char *state, int64_t due,
                   struct str cause, struct err *e)
{
    p->row->state = str_of(state);
    p->row->due = due;
    p->row->cause = cause;
    log_event(LOG_INFO, "post", "case=%lld state=%s cause=" STR_FMT,
              (long long)p->row->case_id, state, STR_ARG(cause));
    return store_sending_settle(p->store, p->row, time(NULL), e);
}

static int64_t pause_of(int64_t tries, int64_t wanted)
{
    int64_t s = AGAIN_S;
    for (int64_t i = 1; i < tries && s < AGAIN_MOST_S; i++)
        s *= 2;
    s = s > wanted ? s : wanted;
    return time(NULL) + (s < 24 * 3600 ? s : 24 * 3600);
}

/* What the venue says of itself, cut; else its status. */
static struct str said(struct post *p, struct json_object *o, long status)
{
    static const char *const PLACES[] = {"error", "message", "errors.0",
                                         "description"};
    struct str words =
        p->o.error.n ? outlet_at(o, p->o.error, &p->arena) : (struct str){0};
    for (size_t i = 0; !words.n && i < sizeof PLACES / sizeof *PLACES; i++)
        words = outlet_at(o, str_of(PLACES[i]), &p->arena);
    words = str_part(words, 0, 300);
    while (words.n && !str_utf8_valid(words))
        words.n--;
    return words.n ? str_printf(&p->arena, "status %ld: " STR_FMT, status,
                                STR_ARG(words))
                   : str_printf(&p->arena, "status %ld", status);
}

static enum got judge(struct post *p, const struct call_answer *answer,
                      struct json_object *o, int64_t *retry, struct str *cause)
{
    long status = answer->status;
    bool fault = o && p->o.error.n && outlet_at(o, p->o.error, &p->arena).n;
    int64_t told = 0;
    *cause = said(p, o, status);
    *retry = answer->retry;
    if (o && p->o.retry.n &&
        str_int(outlet_at(o, p->o.retry, &p->arena), &told) && told > *retry)
        *retry = told;
    if (status == 429 ||
        (o && outlet_holds(&p->o.limited, &p->v, o, &p->arena)))
        return GOT_LATER;
    if (status / 100 == 2 && !fault)
        return o ? GOT_IT : GOT_NOTHING;
    if (fault || (status / 100 == 4 && status != 408 && status != 409) ||
        status / 100 == 3)
        return GOT_NO;
    return GOT_NOTHING;
}

/* One request; *o is the answer when it is JSON, freed by the caller. */
static enum got call(struct post *p, const struct outlet_request *r,
                     struct json_object **o, int64_t *retry, struct str *cause)
{
    struct call c;
    struct call_answer answer = {0};
    struct err e = {0};
    *o = NULL, *retry = 0;
    if (!outlet_request(r, &p->v, &p->arena, &c, &e)) {
        *cause = str_dup(&p->arena, str_of(e.msg));
        return GOT_NO;
    }
    c.stop = p->setup->stop;
    enum got got = GOT_NOTHING;
    if (call_make(&c, &answer, &e)) {
        *o = json_read(buf_view(&answer.body));
        got = judge(p, &answer, *o, retry, cause);
    } else {
        *cause = str_dup(&p->arena, str_of(e.msg));
        got = answer.away ? GOT_NOTHING : GOT_LATER;
    }
    buf_clear(&answer.body);
    return got;
}

/* What has to be known before: it changes nothing at the venue, so it may be
 * asked again and again. */
static enum got ask(struct post *p, int64_t *retry, struct str *cause)
{
    const struct outlet_request *asks = p->o.ask.items;
    enum got got = GOT_IT;
    for (size_t i = 0; got == GOT_IT && i < p->o.ask.n; i++) {
        struct json_object *o;
        got = call(p, &asks[i], &o, retry, cause);
        if (got == GOT_IT && !outlet_take(&asks[i], o, &p->arena, &p->v)) {
            got = GOT_NO;
            *cause = STR("the venue does not know that post");
        }
        json_read_free(o);
    }
    return got == GOT_NOTHING ? GOT_LATER : got;
}

/* It stands there: its link. */
static bool stands(struct post *p, struct err *e)
{
    if (outlet_link(&p->o, &p->v, &p->arena, &p->row->url))
        return settle(p, "posted", INT64_MAX, STR(""), e);
    p->row->url = STR("");
    return settle(p, "unsure", INT64_MAX,
                  STR("it was taken, but where it stands was not told"), e);
}

/* It is not there, as far as the venue tells. With a key that the venue knows
 * again a second request makes no second reply. */
static bool not_there(struct post *p, struct err *e)
{
    int64_t now = time(NULL);
    if (p->o.key_lives > 0 && p->row->tries < TRIES_MOST &&
        now < p->row->began + p->o.key_lives / 2)
        return settle(p, "wanted", now,
                      STR("not found: once more, the same key"), e);
    bool last = p->row->looked >= LOOKS_MOST;
    return settle(p, "unsure", last ? INT64_MAX : pause_of(p->row->looked, 0),
                  last ? STR("it was not found there: look yourself")
                       : STR("it was not found there yet"),
                  e);
}

/* Does it stand there already? */
static bool look(struct post *p, struct err *e)
{
    bool got;
    struct json_object *o = NULL;
    int64_t retry;
    struct str cause = STR("it cannot be asked: look yourself");
    if (!store_sending_look(p->store, p->row, time(NULL) + CLAIM_S, &got, e))
        return false;
    if (!got)
        return true;
    if (!p->o.find.url.n)
        return settle(p, "unsure", INT64_MAX, cause, e);
    enum got is = ask(p, &retry, &cause);
    if (is == GOT_IT)
        is = call(p, &p->o.find, &o, &retry, &cause);
    bool there =
        is == GOT_IT && outlet_find(&p->o, o, p->row->text, &p->arena, &p->v);
    json_read_free(o);
    if (there)
        return stands(p, e);
    if (is == GOT_IT)
        return not_there(p, e);
    bool last = p->row->looked >= LOOKS_MOST;
    return settle(p, "unsure",
                  last ? INT64_MAX : pause_of(p->row->looked, retry), cause, e);
}

static bool later(struct post *p, int64_t retry, struct str cause,
                  struct err *e)
{
    int64_t since = time(NULL) - p->row->at;
    if (p->row->tries >= TRIES_MOST || since > 24 * 3600)
        return settle(p, "refused", INT64_MAX, cause, e);
    return settle(
        p, "wanted",
        pause_of(p->row->tries ? p->row->tries : since / AGAIN_S, retry), cause,
        e);
}

static bool send_it(struct post *p, struct err *e)
{
    struct json_object *o = NULL;
    struct str cause = {0};
    int64_t retry;
    enum got got = call(p, &p->o.send, &o, &retry, &cause);
    bool held = got == GOT_IT && outlet_holds(&p->o.held, &p->v, o, &p->arena);
    bool taken =
        got == GOT_IT && !held && outlet_take(&p->o.send, o, &p->arena, &p->v);
    json_read_free(o);
    if (held)
        return settle(p, "held", INT64_MAX, STR(""), e);
    if (taken)
        return stands(p, e);
    if (got == GOT_NO)
        return settle(p, "refused", INT64_MAX, cause, e);
    if (got == GOT_LATER)
        return later(p, retry, cause, e);
    if (got == GOT_IT)
        cause = STR("its answer cannot be read");
    return settle(p, "unsure", time(NULL), cause, e) && look(p, e);
}

static bool begin(struct post *p, struct err *e)
{
    bool got;
    int64_t retry = 0, now = time(NULL);
    struct str cause = {0};
    enum got is = ask(p, &retry, &cause);
    if (is == GOT_NO)
        return settle(p, "refused", INT64_MAX, cause, e);
    if (is != GOT_IT)
        return later(p, retry, cause, e);
    if (!store_sending_claim(p->store, p->row, now, now + CLAIM_S, &got, e))
        return false;
    return !got || send_it(p, e);
}

static const struct notify_outlet *outlet_of(const struct notify_posting *setup,
                                             struct str source)
{
    for (size_t i = 0; i < setup->n; i++)
        if (str_eq(setup->outlets[i].source, source))
            return &setup->outlets[i];
    return NULL;
}

/* A store that fails now is told; a reply that cannot go is the reply's. */
static bool one(const struct notify_posting *setup, struct store *store,
                struct sending_row *row, struct err *e)
{
    struct post p = {.setup = setup,
                     .store = store,
                     .at = outlet_of(setup, row->source),
                     .row = row};
    struct err why = {0};
    bool fresh = str_eqz(row->state, "wanted");
    bool ready = p.at ? outlet_load(&p.o, &p.arena, setup->connectors,
                                    p.at->kind, &why) &&
                            outlet_begin(&p.o, p.at, row, &p.arena, &p.v, &why)
                      : err_set(&why, "the source has no `reply:`");
    bool ok = !ready  ? settle(&p, fresh ? "refused" : "unsure", INT64_MAX,
                               str_of(why.msg), e)
              : fresh ? begin(&p, e)
                      : look(&p, e);
    arena_clear(&p.arena);
    return ok;
}

bool notify_post(const struct notify_posting *setup, struct store *store,
                 int64_t case_id, struct err *e)
{
    struct arena a = {0};
    struct sending_row *rows;
    size_t n;
    bool ok = store_sendings_due(store, &a, case_id, time(NULL), &rows, &n, e);
    for (size_t i = 0; ok && i < n && !(setup->stop && *setup->stop); i++)
        ok = one(setup, store, &rows[i], e);
    arena_clear(&a);
    return ok || err_add(e, "post a reply");
}
