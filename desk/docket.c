/* SPDX-License-Identifier: MIT
 * docket: a case as the register has it, and what the asker may do with it. */
#include "desk/docket.h"

#include <microhttpd.h>

bool docket_load(struct request *r, struct docket *d, struct err *e)
{
    struct store *store = r->desk->store;
    *d = (struct docket){0};
    if (!store_case_get(store, &r->arena, r->id, &d->file, &d->found, e))
        return err_add(e, "case");
    if (!d->found) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    return (!d->file.card.mention ||
            store_mention_get(store, &r->arena, d->file.card.mention, &d->lead,
                              &d->led, e)) &&
           flags_load(r, &d->told, (struct escalation_of){.case_id = r->id},
                      e) &&
           flags_find_incident(r, &d->told, d->file.card.mention, e) &&
           store_proposals(store, &r->arena,
                           &(struct proposal_filter){.case_id = r->id},
                           &d->proposals, &d->n_proposals, e) &&
           store_leaves(store, &r->arena, &d->leaves, &d->n_leaves, e) &&
           store_users(store, &r->arena, &d->users, &d->n_users, e);
}

int64_t docket_state(const struct docket *d)
{
    size_t n = d->file.n_events;
    while (n && (str_eqz(d->file.events[n - 1].who, "clock") ||
                 str_eqz(d->file.events[n - 1].what, "seen") ||
                 str_eqz(d->file.events[n - 1].what, "looked")))
        n--;
    return n ? d->file.events[n - 1].id : 0;
}

static int64_t open_ones(const struct docket *d, bool promises)
{
    int64_t open = 0;
    for (size_t i = 0; promises && i < d->file.n_promises; i++)
        open += str_eqz(d->file.promises[i].end.state, "open");
    for (size_t i = 0; !promises && i < d->file.n_tasks; i++)
        open += str_eqz(d->file.tasks[i].end.state, "open") &&
                !str_eqz(d->file.tasks[i].chain, DEADLINES);
    return open;
}

struct life docket_life(struct request *r, const struct docket *d)
{
    const struct case_card *c = &d->file.card;
    bool approved = list_by_name(c->status) == LIST_APPROVED;
    return (struct life){.stage = stage_by_name(c->state),
                         .waits = list_by_name(c->status) == LIST_WAITING,
                         .unposted = approved && !c->posted,
                         .tasks = open_ones(d, false),
                         .promises = open_ones(d, true),
                         .assignee = c->assignee,
                         .concerns = c->concerns,
                         .who = r->user.login,
                         .words = form_get(&r->form, "text"),
                         .to = form_get(&r->form, "to"),
                         .department = form_get(&r->form, "department")};
}

bool docket_knows(const struct docket *d, struct str login)
{
    for (size_t i = 0; i < d->n_users; i++)
        if (str_eq(d->users[i].login, login) && !d->users[i].removed)
            return true;
    return !login.n;
}

bool docket_joins(struct request *r, const struct docket *d)
{
    const struct case_card *c = &d->file.card;
    bool about = c->concerns.n && str_eq(c->concerns, r->user.login);
    return !about && !c->merged_into && (r->rights & MAY_JOIN);
}

bool docket_works(struct request *r, const struct docket *d)
{
    const struct case_card *c = &d->file.card;
    bool about = c->concerns.n && str_eq(c->concerns, r->user.login);
    bool own = c->assignee.n && str_eq(c->assignee, r->user.login);
    return !about && !c->merged_into && (own || (r->rights & MAY_EDIT));
}
