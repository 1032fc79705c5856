/* SPDX-License-Identifier: MIT
 * tell: after a form the browser is sent on, with the news in the query. */
#include "desk/tell.h"

#include "desk/page.h"

struct news {
    const char *did; /* in the query */
    enum say what;   /* on the page */
    bool link;       /* the mention is worth going back to */
    bool undo;       /* it can be taken back */
    bool many;       /* `was` is how many */
};

static const struct news all_news[] = {
    {"approved", SAY_DID_APPROVE, true, true, false},
    {"edited", SAY_DID_EDIT, false, false, false},
    {"type", SAY_DID_TYPE, false, false, false},
    {"brand", SAY_DID_BRAND, false, false, false},
    {"not-us", SAY_DID_NOT_US, true, true, false},
    {"dismissed", SAY_DID_DISMISS, true, true, false},
    {"returned", SAY_DID_RETURN, false, false, false},
    {"posted", SAY_DID_POST, true, true, false},
    {"unposted", SAY_DID_UNPOST, false, false, false},
    {"undone", SAY_DID_UNDO, false, false, false},
    {"bulk", SAY_DID_BULK, false, true, true},
    {"joined", SAY_DID_JOIN, false, false, true},
    {"heeded", SAY_DID_HEED, false, false, false},
    {"asked", SAY_DID_ASK_POST, false, false, false},
    {"later", SAY_DID_LATER, true, true, false},
    {"woke", SAY_DID_WAKE, false, false, false},
    {"assigned", SAY_DID_ASSIGN, false, false, false},
    {"noted", SAY_DID_NOTE, false, false, false},
    {"later-many", SAY_DID_LATER_MANY, false, true, true},
    {"woke-many", SAY_DID_WAKE_MANY, false, false, true},
    {"assigned-many", SAY_DID_ASSIGN_MANY, false, false, true},
    {"noted-many", SAY_DID_NOTE_MANY, false, false, true},
    {"typed-many", SAY_DID_TYPE_MANY, false, false, true},
    {"undone-many", SAY_DID_UNDO_MANY, false, false, true},
    {"nothing", SAY_DID_NOTHING, false, false, false},
};

/* Of one mention, or of those that the query names. */
static void undo_button(struct request *r, int64_t mention, bool many)
{
    struct view v;
    struct str ids = form_get(&r->query, "ids");
    if (many && !ids.n)
        return;
    page_form(
        r, "undo",
        many ? STR("/queue/undo")
             : str_printf(&r->arena, "/mention/%lld/undo", (long long)mention));
    view_read(r, &v);
    page_hidden(r, "view", v.query);
    page_hidden(r, "ids", many ? ids : (struct str){0});
    html_printf(&r->out, "<button data-undo>%s</button></form>",
                page_word(r, SAY_UNDO));
}

void tell_done(struct request *r)
{
    struct str did = form_get(&r->query, "did");
    int64_t was;
    if (!did.n || !str_int(form_get(&r->query, "was"), &was))
        return;
    for (size_t i = 0; i < sizeof all_news / sizeof *all_news; i++) {
        if (!str_eqz(did, all_news[i].did))
            continue;
        html_printf(&r->out, "<div class=\"notice good\" role=\"status\"><p>%s",
                    page_word(r, all_news[i].what));
        if (all_news[i].many)
            html_printf(&r->out, " %ld", (long)was);
        bool elsewhere = !r->route || r->id != was;
        if (all_news[i].link && elsewhere)
            html_printf(&r->out, " <a href=\"/mention/%ld\">№ %ld</a>",
                        (long)was, (long)was);
        buf_z(&r->out, "</p>\n");
        if (all_news[i].undo && (r->rights & MAY_EDIT))
            undo_button(r, was, all_news[i].many);
        buf_z(&r->out, "</div>\n");
    }
}

static bool go(struct request *r, const struct view *v, struct str path,
               const char *did)
{
    struct str to = view_link(r, v, path.p);
    return request_go(r, str_printf(&r->arena, STR_FMT "%sdid=%s&was=%lld",
                                    STR_ARG(to), v->query.n ? "&" : "?", did,
                                    (long long)r->id));
}

bool tell_here(struct request *r, const struct view *v, const char *did)
{
    return go(r, v, str_printf(&r->arena, "/mention/%lld", (long long)r->id),
              did);
}

/* The first of the list behind a mention, 0 when there is none. */
static bool behind(struct request *r, const struct view *v, int64_t id,
                   int64_t *next, struct err *e)
{
    struct mention *rows;
    size_t n;
    struct mention_filter f = v->filter;
    f.after = 0;
    f.limit = 1;
    f.behind = id;
    f.ahead = 0;
    *next = 0;
    if (!store_mentions(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    if (n)
        *next = rows[0].id;
    return true;
}

bool tell_next(struct request *r, struct view *v, const char *did,
               struct err *e)
{
    int64_t next;
    if (!behind(r, v, r->id, &next, e))
        return false;
    if (!next) {
        view_turn(
            r, v,
            (struct spot){.page = 1}); /* it was the last: from the top again */
        if (!behind(r, v, 0, &next, e))
            return false;
    }
    if (!next || next == r->id)
        return go(r, v, STR("/queue"), did);
    return go(r, v, str_printf(&r->arena, "/mention/%lld", (long long)next),
              did);
}
