/* SPDX-License-Identifier: MIT
 * act: what the buttons of a mention do. Each looks and writes in one
 * transaction: of two who press at once, one wins and the other sees so. */
#include <microhttpd.h>

#include "desk/act.h"
#include "desk/hand.h"
#include "desk/label.h"
#include "desk/mention.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/remarks.h"
#include "desk/tell.h"

enum { UNDO_S = 40 /* the page says thirty: it has to be read and sent */ };

struct act {
    bool waits; /* only while the case waits */
    bool any;   /* whatever state the form saw */
    bool (*run)(struct request *r, struct sheet *s, struct err *e);
};

/* The page again, with what the person typed and why it was refused. */
static bool refuse(struct request *r, struct sheet *s, int status, enum say why)
{
    s->trouble = str_of(page_word(r, why));
    r->status = status;
    mention_write(r, s);
    return true;
}

/* The field is the winner's, where he changed the text; what was typed here
 * stands beside it. */
static void beside_newer(struct sheet *s, int64_t seen)
{
    for (size_t i = 0; i < s->n_events; i++) {
        if (s->events[i].id <= seen || !str_eqz(s->events[i].what, "edited") ||
            !s->typed.n)
            continue;
        s->apart = s->typed;
        s->typed = (struct str){0};
    }
}

static bool act_on(struct request *r, const struct act *act, struct err *e)
{
    struct sheet s;
    int64_t seen;
    if (!sheet_load(r, &s, e))
        return false;
    if (!s.found)
        return true;
    if (s.concerned) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    if (act->any)
        return act->run(r, &s, e);
    if (!str_int(form_get(&r->form, "seen"), &seen)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (seen != sheet_state(&s) || (act->waits && !sheet_waits(&s))) {
        s.collided = true;
        beside_newer(&s, seen);
        return refuse(r, &s, MHD_HTTP_CONFLICT, SAY_ALREADY);
    }
    return act->run(r, &s, e);
}

static bool act(struct request *r, const struct act *act, struct err *e)
{
    struct store *store = r->desk->store;
    if (!store_begin(store, e))
        return false;
    if (act_on(r, act, e) && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

static struct str words_of(const struct sheet *s)
{
    return s->typed.n ? s->typed : s->m.decision.draft;
}

/* Was the field sent empty? */
static bool emptied(struct request *r)
{
    return str_trim(form_get(&r->form, "text")).n == 0;
}

/* Nobody else's words: somebody else approves them (R78). */
static bool has_eyes(struct request *r, struct sheet *s,
                     const struct wording *w, bool *has, struct err *e)
{
    bool wants;
    if (!store_wants_eyes(r->desk->store, w, &wants, e))
        return false;
    *has = !wants;
    return !wants || refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_EYES);
}

static bool approve(struct request *r, struct sheet *s, struct err *e)
{
    bool has;
    struct wording w = {s->m.id, r->user.login, words_of(s)};
    struct remarks l = remarks_of(r, s, words_of(s));
    if (emptied(r))
        return refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_LINT_EMPTY);
    if (l.blocks) {
        s->trouble = str_of(l.blocks);
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        mention_write(r, s);
        return true;
    }
    if (!has_eyes(r, s, &w, &has, e))
        return false;
    if (!has)
        return true;
    struct desk_approval it = {.store = r->desk->store,
                               .matrix = r->desk->setup->matrix,
                               .m = &s->m,
                               .who = r->user.login,
                               .draft = w.text,
                               .text = str_trim(l.text),
                               .now = r->now};
    if (!desk_approve(&it, &r->arena, e))
        return false;
    return form_get(&r->form, "stay").n ? tell_here(r, &s->view, "approved")
                                        : tell_next(r, &s->view, "approved", e);
}

static bool edit(struct request *r, struct sheet *s, struct err *e)
{
    if (emptied(r))
        return refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_LINT_EMPTY);
    return store_case_edit(r->desk->store, s->m.case_.id, r->user.login,
                           str_trim(words_of(s)), r->now, e) &&
           tell_here(r, &s->view, "edited");
}

/* Another draft into the field; what was typed there is shown beside it. */
static bool take(struct request *r, struct sheet *s, struct err *e)
{
    int64_t id;
    (void)e;
    if (!str_int(form_get(&r->form, "draft"), &id))
        id = 0;
    for (size_t i = 0; i < s->n_drafts; i++) {
        if (s->drafts[i].id != id)
            continue;
        if (!str_eq(s->typed, s->drafts[i].text))
            s->apart = s->typed;
        s->typed = s->drafts[i].text;
        s->news = str_of(page_word(r, SAY_TAKEN));
        mention_write(r, s);
        return true;
    }
    r->status = MHD_HTTP_BAD_REQUEST;
    return true;
}

bool act_retype(struct request *r, struct sheet *s, struct err *e)
{
    const struct desk_setup *setup = r->desk->setup;
    enum mention_type type = type_by_name(form_get(&r->form, "type"));
    enum tone tone = tone_by_name(form_get(&r->form, "tone"));
    if (!setup->redecide(setup->ctx, &r->arena, &s->m, type, tone, e))
        return err_add(e, "decide again");
    return (tone == TONE_NONE ? store_label_put : store_label_tone)(
        r->desk->store, &s->m, r->user.login, r->now, e);
}

/* A tone need not be said; one that is has to fit the type. */
static bool fits(const struct request *r)
{
    struct str tone = form_get(&r->form, "tone");
    return !tone.n || type_fits(type_by_name(form_get(&r->form, "type")),
                                tone_by_name(tone));
}

static bool set_type(struct request *r, struct sheet *s, struct err *e)
{
    if (!fits(r))
        return refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_TONE_UNFIT);
    if (!act_retype(r, s, e))
        return false;
    if (!s->typed.n || !(r->rights & MAY_EDIT))
        return tell_here(r, &s->view, "type");
    /* A redirection would lose what was typed: the page answers itself. */
    if (!sheet_load(r, s, e))
        return false;
    s->news = str_of(page_word(r, SAY_DID_TYPE));
    mention_write(r, s);
    return true;
}

/* While a reply is on its way nobody takes its approval back. */
static bool on_its_way(const struct sheet *s)
{
    return s->sends && str_eqz(s->sending.state, "sending");
}

static bool set_not_us(struct request *r, struct sheet *s, struct err *e)
{
    if (on_its_way(s))
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ON_ITS_WAY);
    return store_label_not_us(r->desk->store, s->m.id, r->user.login, r->now,
                              e) &&
           tell_next(r, &s->view, "not-us", e);
}

/* Is the brand one that it can be moved to? */
static bool is_other_brand(struct request *r, const struct sheet *s,
                           struct str brand)
{
    size_t n;
    const struct str *list = brands_other(r, &s->m, &s->brands, &n);
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i], brand))
            return true;
    return false;
}

static bool set_brand(struct request *r, struct sheet *s, struct err *e)
{
    const struct desk_setup *setup = r->desk->setup;
    struct str brand = form_get(&r->form, "brand");
    if (!is_other_brand(r, s, brand))
        return refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_BRAND_NEEDED);
    if (on_its_way(s))
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ON_ITS_WAY);
    if (!s->m.post.found.n)
        s->m.post.found = s->m.post.brand;
    s->m.post.brand = brand;
    if (!setup->rebrand(setup->ctx, &r->arena, &s->m, e))
        return err_add(e, "decide again");
    return store_label_brand(r->desk->store, &s->m, r->user.login, r->now, e) &&
           tell_here(r, &s->view, "brand");
}

/* The reason of a form, in *reason; refuses what is none. A button that has
 * one on it goes before what was typed. */
static bool has_reason(struct request *r, struct sheet *s, struct str *reason)
{
    *reason = str_trim(form_get(&r->form, "preset"));
    if (!reason->n)
        *reason = str_trim(form_get(&r->form, "reason"));
    if (reason->n && reason->n <= REASON_LONGEST)
        return true;
    refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_REASON_NEEDED);
    return false;
}

static bool dismiss(struct request *r, struct sheet *s, struct err *e)
{
    struct str reason;
    if (!has_reason(r, s, &reason))
        return true;
    return store_case_dismiss(r->desk->store, s->m.case_.id, r->user.login,
                              reason, r->now, e) &&
           tell_next(r, &s->view, "dismissed", e);
}

static bool put_back(struct request *r, struct sheet *s, struct err *e)
{
    struct str reason;
    if (line_next(sheet_list(&s->m), STEP_RETURN) == LIST_NONE)
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ERROR_409);
    if (on_its_way(s))
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ON_ITS_WAY);
    if (!label_may_return(r, s)) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    if (!has_reason(r, s, &reason))
        return true;
    return store_case_return(r->desk->store, s->m.id, r->user.login, reason,
                             r->now, e) &&
           tell_here(r, &s->view, "returned");
}

static bool posted(struct request *r, struct sheet *s, struct err *e)
{
    const struct posting p = {.case_id = s->m.case_.id,
                              .who = r->user.login,
                              .url = str_trim(form_get(&r->form, "url")),
                              .why = str_trim(form_get(&r->form, "why")),
                              .now = r->now};
    bool worked_off =
        s->view.filter.queue || list_by_name(s->view.list) == LIST_APPROVED;
    if (line_next(sheet_list(&s->m), STEP_POST) == LIST_NONE)
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ERROR_409);
    if (!store_is_address(p.url))
        return refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_URL_NEEDED);
    s->apart_url = store_is_apart(s->m.post.url, s->m.post.thread, p.url);
    if (p.why.n > REASON_LONGEST || (s->apart_url && !p.why.n))
        return refuse(r, s, MHD_HTTP_UNPROCESSABLE_CONTENT, SAY_OTHER_SITE);
    if (!store_case_posted(r->desk->store, &p, e))
        return false;
    return worked_off ? tell_next(r, &s->view, "posted", e)
                      : tell_here(r, &s->view, "posted");
}

/* Back to what is to be posted, unless it is answered or ended already. */
static bool unposted(struct request *r, struct sheet *s, struct err *e)
{
    struct str reason;
    if (!sheet_may_unpost(s))
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ERROR_409);
    if (!has_reason(r, s, &reason))
        return true;
    return store_case_unposted(r->desk->store, s->m.case_.id, r->user.login,
                               reason, r->now, e) &&
           tell_here(r, &s->view, "unposted");
}

/* Molva shall post it: the notifier does, within seconds. */
static bool post(struct request *r, struct sheet *s, struct err *e)
{
    bool again = form_get(&r->form, "again").n > 0;
    bool unsure = s->sends && str_eqz(s->sending.state, "unsure");
    if (!s->may_send || sheet_is_sent(s) || (unsure && !again) ||
        line_next(sheet_list(&s->m), STEP_POST) == LIST_NONE)
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ERROR_409);
    return store_sending_ask(r->desk->store, s->m.case_.id, again,
                             r->user.login, r->now, e) &&
           tell_here(r, &s->view, "asked");
}

/* Does it come along with what somebody did, or by itself? */
static bool comes_along(const struct event_row *v)
{
    static const char *const KINDS[] = {"promise", "waits", "seen", "looked"};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (str_eqz(v->what, KINDS[i]))
            return true;
    return str_eqz(v->who, "clock");
}

/* What he did last himself, while that was just now; a reply that he approved
 * as long as it is not posted. */
static const struct event_row *undone(struct request *r, const struct sheet *s)
{
    static const char *const KINDS[] = {"approved", "dismissed", "label",
                                        "posted", "later"};
    const struct event_row *last = NULL;
    for (size_t i = 0; i < s->n_events; i++)
        if (!comes_along(&s->events[i]) &&
            (!last || s->events[i].id > last->id))
            last = &s->events[i];
    bool approval = last && str_eqz(last->what, "approved");
    if (!last || !str_eq(last->who, r->user.login) ||
        (!approval && last->at < r->now - UNDO_S))
        return NULL;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (str_eqz(last->what, KINDS[i]))
            return last;
    return NULL;
}

/* Can it be taken back, as things stand now? */
static bool may_undo(const struct sheet *s, const struct event_row *last)
{
    if (last && str_eqz(last->what, "posted"))
        return sheet_may_unpost(s);
    bool later = last && str_eqz(last->what, "later");
    return last && line_next(sheet_list(&s->m),
                             later ? STEP_WAKE : STEP_RETURN) != LIST_NONE;
}

bool act_take_back(struct request *r, struct sheet *s, enum say *trouble,
                   struct err *e)
{
    struct store *store = r->desk->store;
    const struct event_row *last = undone(r, s);
    *trouble = SAY_COUNT;
    if (!may_undo(s, last)) {
        *trouble = SAY_UNDO_LATE;
        return true;
    }
    if (str_eqz(last->what, "later"))
        return store_case_wake(store, s->m.case_.id, r->user.login, r->now, e);
    if (str_eqz(last->what, "posted"))
        return store_case_unposted(store, s->m.case_.id, r->user.login,
                                   STR("undo"), r->now, e);
    if (label_may_return(r, s))
        return store_case_return(store, s->m.id, r->user.login, STR("undo"),
                                 r->now, e);
    *trouble = SAY_ERROR_403;
    return true;
}

static bool undo(struct request *r, struct sheet *s, struct err *e)
{
    enum say trouble;
    if (!act_take_back(r, s, &trouble, e))
        return false;
    if (trouble == SAY_UNDO_LATE)
        return refuse(r, s, MHD_HTTP_CONFLICT, trouble);
    if (trouble != SAY_COUNT) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    return tell_here(r, &s->view, "undone");
}

static bool heed(struct request *r, struct sheet *s, struct err *e)
{
    if (line_next(sheet_list(&s->m), STEP_HEED) == LIST_NONE)
        return refuse(r, s, MHD_HTTP_CONFLICT, SAY_ERROR_409);
    return store_case_heeded(r->desk->store, s->m.case_.id, r->user.login,
                             r->now, e) &&
           tell_here(r, &s->view, "heeded");
}

/* ---- hands (hand.h) ---- */

static bool by_hand(struct request *r, struct sheet *s, hand_fn *run,
                    bool *done, struct err *e)
{
    struct hand_deed d = {.trouble = SAY_COUNT};
    if (!run(r, s, &d, e))
        return false;
    *done = d.trouble == SAY_COUNT;
    if (*done)
        return true;
    s->trouble = d.why.n ? d.why : str_of(page_word(r, d.trouble));
    r->status = d.trouble == SAY_ERROR_409   ? MHD_HTTP_CONFLICT
                : d.trouble == SAY_ERROR_403 ? MHD_HTTP_FORBIDDEN
                                             : MHD_HTTP_UNPROCESSABLE_CONTENT;
    mention_write(r, s);
    return true;
}

static bool put_off(struct request *r, struct sheet *s, struct err *e)
{
    bool done;
    return by_hand(r, s, hand_later, &done, e) &&
           (!done || tell_next(r, &s->view, "later", e));
}

static bool wake(struct request *r, struct sheet *s, struct err *e)
{
    bool done;
    return by_hand(r, s, hand_wake, &done, e) &&
           (!done || tell_here(r, &s->view, "woke"));
}

static bool assign(struct request *r, struct sheet *s, struct err *e)
{
    bool done;
    return by_hand(r, s, hand_assign, &done, e) &&
           (!done || tell_here(r, &s->view, "assigned"));
}

static bool note(struct request *r, struct sheet *s, struct err *e)
{
    bool done;
    return by_hand(r, s, hand_note, &done, e) &&
           (!done || tell_here(r, &s->view, "noted"));
}

/* ---- the routes ---- */

bool act_approve(struct request *r, struct err *e)
{
    return act(r, &(struct act){.waits = true, .run = approve}, e);
}

bool act_edit(struct request *r, struct err *e)
{
    return act(r, &(struct act){.waits = true, .run = edit}, e);
}

bool act_take(struct request *r, struct err *e)
{
    return act(r, &(struct act){.waits = true, .run = take}, e);
}

bool act_type(struct request *r, struct err *e)
{
    struct str tone = form_get(&r->form, "tone");
    if (type_by_name(form_get(&r->form, "type")) == TYPE_NONE ||
        (tone.n && tone_by_name(tone) == TONE_NONE) ||
        !r->desk->setup->redecide) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    return act(r, &(struct act){.run = set_type}, e);
}

bool act_brand(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = set_brand}, e);
}

bool act_not_us(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = set_not_us}, e);
}

bool act_dismiss(struct request *r, struct err *e)
{
    return act(r, &(struct act){.waits = true, .run = dismiss}, e);
}

bool act_return(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = put_back}, e);
}

bool act_posted(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = posted}, e);
}

bool act_unposted(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = unposted}, e);
}

bool act_undo(struct request *r, struct err *e)
{
    return act(r, &(struct act){.any = true, .run = undo}, e);
}

bool act_post(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = post}, e);
}

bool act_heed(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = heed}, e);
}

bool act_later(struct request *r, struct err *e)
{
    return act(r, &(struct act){.waits = true, .run = put_off}, e);
}

bool act_wake(struct request *r, struct err *e)
{
    return act(r, &(struct act){.waits = true, .run = wake}, e);
}

bool act_assign(struct request *r, struct err *e)
{
    return act(r, &(struct act){.run = assign}, e);
}

bool act_note(struct request *r, struct err *e)
{
    return act(r, &(struct act){.any = true, .run = note}, e);
}

bool act_lint(struct request *r, struct err *e)
{
    struct sheet s;
    struct json j;
    if (!sheet_load(r, &s, e))
        return false;
    if (!s.found)
        return true;
    struct remarks l =
        remarks_of(r, &s, emptied(r) ? (struct str){0} : words_of(&s));
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    json_key(&j, "blocks"), json_z(&j, l.blocks);
    json_key(&j, "remarks"), json_list(&j);
    for (size_t i = 0; i < l.n; i++)
        json_str(&j, l.rows[i].sentence);
    json_end(&j);
    json_key(&j, "rote"), json_str(&j, l.rote);
    json_end(&j);
    return true;
}
