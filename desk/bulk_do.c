/* SPDX-License-Identifier: MIT
 * bulk_do: each mention in a transaction of its own; what somebody else was
 * quicker with is left as it is, and the number tells. */
#include <microhttpd.h>

#include "desk/act.h"
#include "desk/bulk.h"
#include "desk/hand.h"
#include "desk/pages.h"
#include "desk/sheet.h"

enum { BULK_MOST = 200 /* mentions at once */ };

struct deed {
    struct str preset; /* reason of a dismissal, "" none */
    int64_t into;      /* case to join, 0 none */
    hand_fn *hand;     /* what else, NULL nothing */
    bool retype;       /* to the type of the form */
    bool undo;         /* what was done just now */
    const char *told;  /* how it is told, in the query */
    int done;          /* so many */
    struct buf ids;    /* of those, when it can be taken back: "7.9" */
};

static const struct {
    const char *name; /* of the field "do" */
    hand_fn *run;
    const char *told;
} HANDS[] = {{"later", hand_later, "later-many"},
             {"wake", hand_wake, "woke-many"},
             {"assign", hand_assign, "assigned-many"},
             {"note", hand_note, "noted-many"}};

/* What cannot be joined is left; false only when the store fails. */
static bool join(struct request *r, struct sheet *s, struct deed *d, bool *done,
                 struct err *e)
{
    struct err why = {0};
    if (s->m.case_.id == d->into)
        return true;
    *done = store_case_join(r->desk->store, d->into, s->m.id, r->user.login,
                            r->now, &why);
    if (!*done && store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    return true;
}

static bool by_hand(struct request *r, struct sheet *s, const struct deed *d,
                    bool *done, struct err *e)
{
    struct hand_deed hand = {.trouble = SAY_COUNT};
    if (!s->m.case_.id)
        return true;
    bool ok = d->hand(r, s, &hand, e);
    *done = ok && hand.trouble == SAY_COUNT;
    return ok;
}

static bool take_back(struct request *r, struct sheet *s, bool *done,
                      struct err *e)
{
    enum say trouble;
    bool ok = act_take_back(r, s, &trouble, e);
    *done = ok && trouble == SAY_COUNT;
    return ok;
}

static bool do_one(struct request *r, struct deed *d, bool *done, struct err *e)
{
    struct sheet s;
    if (!sheet_load(r, &s, e))
        return false;
    if (!s.found || s.concerned)
        return true;
    if (d->undo)
        return take_back(r, &s, done, e);
    if (!sheet_waits(&s))
        return true;
    if (d->into)
        return join(r, &s, d, done, e);
    if (d->hand)
        return by_hand(r, &s, d, done, e);
    *done = true;
    if (d->retype)
        return act_retype(r, &s, e);
    *done = line_may(r->rights, sheet_list(&s.m), STEP_DISMISS);
    return !*done || store_case_dismiss(r->desk->store, s.m.case_.id,
                                        r->user.login, d->preset, r->now, e);
}

static bool do_in_turn(struct request *r, struct deed *d, struct err *e)
{
    struct store *store = r->desk->store;
    bool done = false;
    if (!store_begin(store, e))
        return false;
    if (!do_one(r, d, &done, e) || !store_commit(store, e)) {
        store_rollback(store);
        return false;
    }
    d->done += done;
    if (done)
        buf_printf(&d->ids, "%s%lld", d->ids.n ? "." : "", (long long)r->id);
    return true;
}

/* Into a case that the asker can see, and that is not about his own work. */
static bool may_join(struct request *r, struct deed *d, bool *may,
                     struct err *e)
{
    struct case_file file;
    bool found;
    *may = true;
    if (!d->into)
        return true;
    if (!store_case_get(r->desk->store, &r->arena, d->into, &file, &found, e))
        return false;
    *may = found && !str_eq(file.card.concerns, r->user.login);
    return true;
}

/* What the buttons say; false: nothing that there is. */
static bool read_deed(struct request *r, struct deed *d)
{
    struct str act = form_get(&r->form, "do");
    if (form_get(&r->form, "how").n)
        act = STR("later");
    if (form_get(&r->form, "join").n)
        return d->told = "joined",
               str_int(form_get(&r->form, "into"), &d->into) && d->into > 0;
    for (size_t i = 0; i < sizeof HANDS / sizeof *HANDS; i++)
        if (str_eqz(act, HANDS[i].name))
            return d->hand = HANDS[i].run, d->told = HANDS[i].told, true;
    if (str_eqz(act, "type"))
        return d->retype = true, d->told = "typed-many",
               r->desk->setup->redecide && (r->rights & MAY_LABEL) &&
                   type_by_name(form_get(&r->form, "type")) != TYPE_NONE;
    d->preset = form_get(&r->form, "preset");
    d->told = "bulk";
    return bulk_is_preset(d->preset);
}

/* Those of the form, "id" each, or "7.9" of what was done just now. */
static size_t read_ids(struct request *r, int64_t ids[BULK_MOST])
{
    struct str text = form_get(&r->form, "ids"), one;
    size_t n = 0;
    while (n < BULK_MOST && str_split(&text, '.', &one))
        n += str_int(one, &ids[n]);
    for (size_t i = 0; i < r->form.n && n < BULK_MOST; i++)
        if (str_eqz(r->form.fields[i].name, "id"))
            n += str_int(r->form.fields[i].value, &ids[n]);
    return n;
}

static bool go(struct request *r, const struct view *v, struct deed *d)
{
    bool undo = d->preset.n || d->hand == hand_later;
    struct str to = view_link(r, v, "/queue"), ids = buf_view(&d->ids);
    const char *told = d->done || d->undo ? d->told : "nothing";
    return request_go(r,
                      str_printf(&r->arena, STR_FMT "%sdid=%s&was=%d%s" STR_FMT,
                                 STR_ARG(to), v->query.n ? "&" : "?", told,
                                 d->done, undo && ids.n ? "&ids=" : "",
                                 STR_ARG(undo ? ids : (struct str){0})));
}

static bool do_all(struct request *r, struct deed *d, struct err *e)
{
    int64_t ids[BULK_MOST];
    struct view v;
    size_t n = read_ids(r, ids);
    view_read(r, &v);
    buf_init(&d->ids, CEILING_REQUEST);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        r->id = ids[i];
        ok = do_in_turn(r, d, e);
        r->status = MHD_HTTP_OK;
    }
    ok = ok && go(r, &v, d);
    buf_clear(&d->ids);
    return ok;
}

bool bulk_do(struct request *r, struct err *e)
{
    struct deed d = {0};
    bool may;
    if (!read_deed(r, &d)) {
        r->status = MHD_HTTP_BAD_REQUEST;
        return true;
    }
    if (!may_join(r, &d, &may, e))
        return false;
    if (!may) {
        r->status = MHD_HTTP_FORBIDDEN;
        return true;
    }
    return do_all(r, &d, e);
}

bool bulk_undo(struct request *r, struct err *e)
{
    return do_all(r, &(struct deed){.undo = true, .told = "undone-many"}, e);
}
