/* SPDX-License-Identifier: MIT
 * flags: their signs, who was told, and that he takes care. */
#include "desk/flags.h"

#include <microhttpd.h>

#include "desk/page.h"
#include "desk/pages.h"

void flags_signs(struct request *r, const struct mention *m)
{
    unsigned flags = classify_flags(m->verdict.flags);
    for (int i = 0; i < RED_COUNT; i++) {
        struct str id = str_of(red_name((enum red)i));
        struct str said = term_said(TERMS_RED, id, r->lang == SAY_RU);
        if (flags >> i & 1)
            html_printf(&r->out, "<span class=\"flag\">⚑ %S</span> ", &said);
    }
}

static void moment(struct request *r, enum say what, int64_t at)
{
    if (!at)
        return;
    html_printf(&r->out, " · %s ", page_word(r, what));
    page_time(r, at);
}

/* His own, or of whoever works on replies. */
static bool may_take(const struct request *r, const struct escalation_row *x)
{
    return str_eq(x->whom, r->user.login) || (r->rights & MAY_EDIT);
}

static void button(struct request *r, const struct escalation_row *x,
                   int64_t case_id)
{
    page_form(
        r, "inline",
        str_printf(&r->arena, "/mention/%lld/ack", (long long)x->mention));
    if (case_id)
        page_hidden(r, "case",
                    str_printf(&r->arena, "%lld", (long long)case_id));
    html_printf(&r->out, "<button>%s</button></form>\n",
                page_word(r, SAY_TAKE_CARE));
}

static void one(struct request *r, const struct escalation_row *x)
{
    struct str department = page_department(r, x->department);
    struct str whom =
        x->whom.n ? x->whom : str_of(page_word(r, SAY_NOBODY_YET));
    html_printf(&r->out, "<li><b>%S</b> → %S ", &department, &whom);
    if (x->stands_for.n)
        html_printf(&r->out, "(%s: %S) ", page_word(r, SAY_STANDS_FOR),
                    &x->stands_for);
    page_time(r, x->at);
    html_printf(&r->out, "<span class=\"soft\">");
    moment(r, SAY_TOLD_AT, x->told);
    moment(r, SAY_SEEN_AT, x->seen);
    moment(r, SAY_ACKED_AT, x->acked);
    if (x->acked)
        html_printf(&r->out, " · %S", &x->acked_by);
    else
        html_printf(&r->out, " · %s", page_word(r, SAY_NOT_ACKED));
    buf_z(&r->out, "</span></li>\n");
}

bool flags_load(struct request *r, struct flags_told *t,
                struct escalation_of of, struct err *e)
{
    return store_escalations(r->desk->store, &r->arena, of, &t->rows, &t->n, e);
}

bool flags_find_incident(struct request *r, struct flags_told *t,
                         int64_t mention, struct err *e)
{
    struct incident_row row = {0};
    if (!store_incident_of(r->desk->store, mention, &t->incident, e) ||
        (t->incident &&
         !store_incident(r->desk->store, &r->arena, t->incident, &row, e)))
        return false;
    t->truth = row.closed ? row.closed_why : row.truth;
    return true;
}

void flags_incident(struct request *r, int64_t incident)
{
    if (incident && (r->rights & MAY_SURVEY))
        html_printf(
            &r->out, "<a class=\"flag\" href=\"/incident/%ld\">%s %ld</a> ",
            (long)incident, page_word(r, SAY_INCIDENT_NO), (long)incident);
}

/* What is known of it: no reply says otherwise. */
static void incident(struct request *r, const struct flags_told *t)
{
    bool led = t->incident && (r->rights & MAY_SURVEY);
    if (!led && !t->truth.n)
        return;
    buf_z(&r->out, "<p class=\"card\">");
    flags_incident(r, t->incident);
    if (t->truth.n)
        html_printf(&r->out, "%s: <b>%S</b>", page_word(r, SAY_TRUTH),
                    &t->truth);
    buf_z(&r->out, "</p>\n");
}

bool flags_see(struct request *r, struct flags_told *t, struct err *e)
{
    for (size_t i = 0; i < t->n; i++) {
        struct escalation_row *x = &t->rows[i];
        if (x->seen || x->acked || !str_eq(x->whom, r->user.login))
            continue;
        x->seen = r->now;
        if (!store_escalation_seen(r->desk->store, x->id, r->user.login, r->now,
                                   e))
            return false;
    }
    return true;
}

void flags_told(struct request *r, const struct flags_told *t, int64_t case_id)
{
    const struct escalation_row *open = NULL;
    incident(r, t);
    if (!t->n)
        return;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2>\n<ul "
                "class=\"events\">\n",
                page_word(r, SAY_TOLD_AT_ONCE));
    for (size_t i = 0; i < t->n; i++) {
        one(r, &t->rows[i]);
        if (!t->rows[i].acked && may_take(r, &t->rows[i]))
            open = &t->rows[i];
    }
    buf_z(&r->out, "</ul>\n");
    if (open)
        button(r, open, case_id);
    buf_z(&r->out, "</section>\n");
}

/* Back to where the button stood. */
static bool go_back(struct request *r)
{
    int64_t id;
    bool of_case = str_int(form_get(&r->form, "case"), &id) && id > 0;
    return request_go(r, str_printf(&r->arena, "/%s/%lld",
                                    of_case ? "case" : "mention",
                                    (long long)(of_case ? id : r->id)));
}

/* May the asker say so: he was told of one or works on replies, and none is
 * about his own work? *any: one waits. */
static bool look(struct request *r, bool *any, bool *may, struct err *e)
{
    struct escalation_row *rows;
    size_t n;
    bool mine = false;
    *any = false, *may = true;
    if (!store_escalations(r->desk->store, &r->arena,
                           (struct escalation_of){.mention = r->id}, &rows, &n,
                           e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct case_card card = {0};
        if (rows[i].case_id && !store_case_card(r->desk->store, &r->arena,
                                                rows[i].case_id, &card, e))
            return false;
        bool about = card.concerns.n && str_eq(card.concerns, r->user.login);
        *any = *any || !rows[i].acked;
        *may = *may && !about;
        mine = mine || may_take(r, &rows[i]);
    }
    *may = *may && mine;
    return true;
}

/* Who is a moment later than another finds it done. */
static bool acknowledge(struct request *r, struct err *e)
{
    bool any, may, found;
    struct mention m;
    if (!store_mention_get(r->desk->store, &r->arena, r->id, &m, &found, e) ||
        !look(r, &any, &may, e))
        return false;
    if (!found) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    if (!may) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    return (!any ||
            store_escalation_ack(r->desk->store,
                                 (struct escalation_of){.mention = r->id},
                                 r->user.login, r->now, e)) &&
           go_back(r);
}

bool flags_ack(struct request *r, struct err *e)
{
    struct store *store = r->desk->store;
    if (!store_begin(store, e))
        return false;
    if (acknowledge(r, e) && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}
