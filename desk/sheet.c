/* SPDX-License-Identifier: MIT
 * sheet: what is known of a mention, what a person typed there. */
#include "desk/sheet.h"

#include <microhttpd.h>

#include "base/ascii.h"
#include "desk/page.h"

/* Stands in a draft for the day that is known at approval. */
static const struct str DUE = STR("{due}");

enum { DAY_LONGEST = 60 /* bytes of "30 сентября" and more */ };

static bool digit_before(const struct buf *b)
{
    return b->n && ascii_digit(b->p[b->n - 1]);
}

/* With `new` for `old`, but not within a number: "2 мая" is not of "12 мая". */
static struct str replaced(struct arena *a, struct str text, struct str old,
                           struct str new)
{
    struct buf b;
    ptrdiff_t at;
    buf_init(&b, CEILING_PAGE_OUT);
    while (old.n && (at = str_find(text, old)) >= 0) {
        buf_str(&b, str_part(text, 0, (size_t)at));
        buf_str(&b, digit_before(&b) ? old : new);
        text = str_from(text, (size_t)at + old.n);
    }
    buf_str(&b, text);
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

struct str sheet_settled(struct request *r, const struct sheet *s,
                         struct str text)
{
    return replaced(&r->arena, text, DUE, s->day.n ? s->day : DUE);
}

/* The day that stood in the text when the page was made becomes {due} again:
 * today it may be another one. */
static struct str typed(struct request *r, const struct sheet *s)
{
    struct str text = str_trim(form_get(&r->form, "text"));
    struct str shown = form_get(&r->form, "due");
    if (shown.n && shown.n <= DAY_LONGEST)
        text = replaced(&r->arena, text, shown, DUE);
    return str_eq(text, str_trim(s->m.decision.draft)) ? (struct str){0} : text;
}

/* R41: whoever did the work does not answer. */
static bool look_at_case(struct request *r, struct sheet *s, struct err *e)
{
    struct case_card *c = &s->card;
    if (!s->m.case_.id)
        return true;
    if (!store_case_card(r->desk->store, &r->arena, s->m.case_.id, c, e))
        return false;
    s->concerned = c->concerns.n && str_eq(c->concerns, r->user.login);
    return true;
}

/* Whose work it is about is not told who said it (sight.h): nor by what was
 * written to him, or of him. */
static void hide(struct sheet *s)
{
    s->n_drafts = s->n_sequels = 0;
    for (size_t i = 0; i < s->n_events; i++)
        s->events[i].detail = STR("{}");
}

/* May Molva post there, and what has become of it? */
static bool look_at_sending(struct request *r, struct sheet *s, struct err *e)
{
    const struct desk_setup *setup = r->desk->setup;
    for (size_t i = 0; i < setup->n_posts; i++)
        s->may_send |= str_eq(setup->posts[i], s->m.post.source_name);
    return !s->m.case_.id ||
           store_sending_of(r->desk->store, &r->arena, s->m.case_.id,
                            &s->sending, &s->sends, e);
}

/* What came after our reply, and what is known of its author's silences. */
static bool look_after(struct request *r, struct sheet *s, struct err *e)
{
    struct store *store = r->desk->store;
    return store_author_silent(store, s->m.post.source, s->m.post.author,
                               &s->silences, e) &&
           store_statements_of(store, &r->arena, r->id, &s->statements,
                               &s->n_statements, e) &&
           (!s->m.case_.posted || store_sequels(store, &r->arena, s->m.case_.id,
                                                &s->sequels, &s->n_sequels, e));
}

bool sheet_load(struct request *r, struct sheet *s, struct err *e)
{
    struct store *store = r->desk->store;
    *s = (struct sheet){0};
    view_read(r, &s->view);
    if (!store_mention_get(store, &r->arena, r->id, &s->m, &s->found, e))
        return err_add(e, "mention");
    if (!s->found) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    s->day = desk_day(r->desk->setup->matrix, &r->arena, &s->m, r->now);
    s->typed = typed(r, s);
    bool ok =
        look_at_case(r, s, e) && look_after(r, s, e) &&
        look_at_sending(r, s, e) &&
        flags_load(r, &s->told, (struct escalation_of){.mention = r->id}, e) &&
        flags_find_incident(r, &s->told, r->id, e) &&
        (s->concerned || (twins_load(r, &s->m, &s->twins, e) &&
                          brands_load(r, &s->m, &s->brands, e))) &&
        store_events(store, &r->arena, r->id, &s->events, &s->n_events, e) &&
        store_drafts(store, &r->arena, r->id, &s->drafts, &s->n_drafts, e) &&
        (!s->m.post.edited ||
         store_mention_history(store, &r->arena, r->id, &s->earlier,
                               &s->n_earlier, e));
    if (s->concerned)
        hide(s);
    return ok;
}

int64_t sheet_state(const struct sheet *s)
{
    int64_t last = 0;
    for (size_t i = 0; i < s->n_events; i++)
        if (s->events[i].id > last && !str_eqz(s->events[i].who, "clock") &&
            !str_eqz(s->events[i].who, SENDER) &&
            !str_eqz(s->events[i].what, "seen") &&
            !str_eqz(s->events[i].what, "looked"))
            last = s->events[i].id;
    return last;
}

bool sheet_case_waits(const struct mention *m)
{
    return m->case_.id && list_by_name(m->case_.status) == LIST_WAITING;
}

bool sheet_waits(const struct sheet *s)
{
    return sheet_case_waits(&s->m);
}

bool sheet_writes(const struct request *r, const struct sheet *s)
{
    return !s->concerned && line_may(r->rights, sheet_list(&s->m), STEP_EDIT);
}

bool sheet_may_unpost(const struct sheet *s)
{
    bool answered = false;
    for (size_t i = 0; i < s->n_sequels; i++)
        answered |= str_eqz(s->sequels[i].what, "answered");
    return sheet_list(&s->m) == LIST_POSTED && !s->card.ended && !answered;
}

bool sheet_is_sent(const struct sheet *s)
{
    static const char *const STATES[] = {"wanted", "sending", "held"};
    for (size_t i = 0; s->sends && i < sizeof STATES / sizeof *STATES; i++)
        if (str_eqz(s->sending.state, STATES[i]))
            return true;
    return false;
}

enum list sheet_list(const struct mention *m)
{
    return list_by_name(m->case_.list);
}

const struct event_row *sheet_last(const struct sheet *s, const char *what)
{
    const struct event_row *last = NULL;
    for (size_t i = 0; i < s->n_events; i++)
        if (str_eqz(s->events[i].what, what))
            last = &s->events[i];
    return last;
}

void sheet_hidden(struct request *r, const struct sheet *s)
{
    page_hidden(r, "view", s->view.query);
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)sheet_state(s)));
}

int64_t sheet_written(const struct request *r, const struct sheet *s,
                      struct str text)
{
    for (size_t i = 0; i < s->n_drafts; i++)
        if (str_eq(str_trim(s->drafts[i].text), str_trim(text)))
            return s->drafts[i].at;
    return r->now;
}
