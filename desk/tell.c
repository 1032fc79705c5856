/* SPDX-License-Identifier: MIT
 * tell: after a form the browser is sent on, with the news in the query. */
#include "desk/tell.h"

#include "desk/page.h"
#include "desk/sheet.h"

struct news {
    const char *did; /* in the query */
    enum say what;   /* on the page */
    bool link;       /* the mention is worth going back to */
};

static const struct news all_news[] = {
    {"approved", SAY_DID_APPROVE, true},  {"edited", SAY_DID_EDIT, false},
    {"type", SAY_DID_TYPE, false},        {"not-us", SAY_DID_NOT_US, true},
    {"dismissed", SAY_DID_DISMISS, true}, {"returned", SAY_DID_RETURN, false},
    {"posted", SAY_DID_POST, true},
};

void tell_done(struct request *r)
{
    struct str did = form_get(&r->query, "did");
    int64_t was;
    if (!did.n || !str_int(form_get(&r->query, "was"), &was))
        return;
    for (size_t i = 0; i < sizeof all_news / sizeof *all_news; i++) {
        if (!str_eqz(did, all_news[i].did))
            continue;
        html_printf(&r->out, "<p class=\"notice good\" role=\"status\">%s",
                    page_word(r, all_news[i].what));
        bool elsewhere = !r->route || r->id != was;
        if (all_news[i].link && elsewhere)
            html_printf(&r->out, " <a href=\"/mention/%ld\">№ %ld</a>",
                        (long)was, (long)was);
        buf_z(&r->out, "</p>\n");
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
        view_turn(r, v, 1); /* it was the last: from the top again */
        if (!behind(r, v, 0, &next, e))
            return false;
    }
    if (!next || next == r->id)
        return go(r, v, STR("/queue"), did);
    return go(r, v, str_printf(&r->arena, "/mention/%lld", (long long)next),
              did);
}

void tell_mention(struct json *j, const struct mention *m)
{
    json_key(j, "id"), json_int(j, m->id);
    json_key(j, "source"), json_str(j, m->source_name);
    json_key(j, "url"), json_str(j, m->url);
    json_key(j, "brand"), json_str(j, m->brand);
    json_key(j, "author"), json_str(j, m->author);
    json_key(j, "lang"), json_str(j, m->lang);
    json_key(j, "published"), json_int(j, m->published);
    json_key(j, "type"), json_str(j, m->type);
    json_key(j, "second"), json_str(j, m->second);
    json_key(j, "tone"), json_str(j, m->tone);
    json_key(j, "facts"), json_int(j, m->facts);
    json_key(j, "confidence"), json_num(j, m->confidence);
    json_key(j, "solution"), json_str(j, m->solution);
    json_key(j, "row"), json_str(j, m->row);
    json_key(j, "why"), json_str(j, m->why);
    json_key(j, "priority"), json_int(j, m->priority);
    json_key(j, "due"), json_int(j, m->due);
    json_key(j, "status"), json_str(j, m->case_status);
    json_key(j, "list"), json_z(j, sheet_list(m));
    json_key(j, "closed"), json_int(j, m->closed);
    json_key(j, "closed_by"), json_str(j, m->closed_by);
    json_key(j, "reason"), json_str(j, m->reason);
    json_key(j, "posted"), json_int(j, m->posted);
    json_key(j, "posted_by"), json_str(j, m->posted_by);
    json_key(j, "posted_url"), json_str(j, m->posted_url);
    json_key(j, "draft"), json_str(j, m->draft);
}
