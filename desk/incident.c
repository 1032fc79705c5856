/* SPDX-License-Identifier: MIT
 * incident: one thing that befalls many: the pages /incidents, /incident/N. */
#include <microhttpd.h>

#include "base/log.h"
#include "desk/api.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { TEXT_SIGNS = 140, WORDS_LONGEST = 8000 };

static struct str event_of(const struct request *r, struct str event)
{
    return term_said(TERMS_HAPPENED, event, r->lang == SAY_RU);
}

static void meta(struct request *r, const struct incident_row *i)
{
    struct str department = page_department(r, i->department);
    html_printf(&r->out,
                "<p class=\"meta\"><span class=\"brandname\">%S</span>"
                " <span>%S</span> <span>%S</span> <span>%s %ld</span> ",
                &i->brand, &i->place, &department,
                page_word(r, SAY_TOLD_BY_MANY), (long)i->mentions);
    page_time(r, i->opened);
    if (i->closed) {
        html_printf(&r->out, " · %s ", page_word(r, SAY_CLOSED));
        page_time(r, i->closed);
    }
    buf_z(&r->out, "</p>\n");
}

static void row(struct request *r, const struct incident_row *i)
{
    struct str event = event_of(r, i->event);
    const struct str *last = i->closed ? &i->closed_why : &i->truth;
    html_printf(&r->out,
                "<li class=\"row\"><h2><a "
                "href=\"/incident/%ld\">%s %ld: %S</a></h2>",
                (long)i->id, page_word(r, SAY_INCIDENT_NO), (long)i->id,
                &event);
    meta(r, i);
    html_printf(&r->out, "<p class=\"why\">%S</p></li>\n", last);
}

bool incidents_page(struct request *r, struct err *e)
{
    const struct incident_filter f = {
        .all = true, .limit = VIEW_ROWS + 1, .behind = view_behind(r)};
    struct incident_row *rows;
    size_t n;
    struct str title = str_of(page_word(r, SAY_INCIDENTS));
    if (!store_incidents(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    bool more = n > VIEW_ROWS;
    n = more ? VIEW_ROWS : n;
    page_open(r, title, "/cases");
    html_printf(&r->out, "<div class=\"title\"><h1>%S</h1></div>\n", &title);
    if (!n)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_INCIDENTS));
    buf_z(&r->out, "<ol class=\"rows\">\n");
    for (size_t i = 0; i < n; i++)
        row(r, &rows[i]);
    buf_z(&r->out, "</ol>\n");
    view_cursor(r, "/incidents", more, n ? rows[n - 1].id : 0);
    page_close(r);
    return true;
}

/* ---- one ---- */

static void spot(struct request *r, const struct incident_row *i,
                 const struct spot_row *s)
{
    html_printf(&r->out, "<li><a href=\"/mention/%ld\">", (long)s->mention);
    page_words(r, s->text, TEXT_SIGNS);
    html_printf(&r->out, "</a> <span class=\"soft\">%S · ", &s->author);
    page_time(r, s->at);
    html_printf(&r->out, " · %S</span>", &s->why);
    if (!i->closed && (r->rights & MAY_EDIT)) {
        page_form(
            r, "inline",
            str_printf(&r->arena, "/incident/%lld/split", (long long)i->id));
        page_hidden(r, "mention",
                    str_printf(&r->arena, "%lld", (long long)s->mention));
        html_printf(&r->out,
                    "<input name=\"text\" required aria-label=\"%s\" "
                    "placeholder=\"%s\"><button>%s</button></form>",
                    page_word(r, SAY_REASON), page_word(r, SAY_REASON),
                    page_word(r, SAY_TAKE_OUT));
    }
    buf_z(&r->out, "</li>\n");
}

static void todo(struct request *r, const struct incident_row *i)
{
    struct str typed = form_get(&r->form, "text");
    if (i->closed || !(r->rights & MAY_EDIT))
        return;
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_NEXT_STEP));
    page_form(r, "stack",
              str_printf(&r->arena, "/incident/%lld/tell", (long long)i->id));
    html_printf(&r->out,
                "<label>%s<textarea name=\"text\" rows=\"3\">\n%S</textarea>"
                "</label><div class=\"buttons\"><button>%s</button>"
                "<button formaction=\"/incident/%ld/close\">%s</button></div>"
                "</form>\n",
                page_word(r, SAY_TRUTH), &typed, page_word(r, SAY_TELL_ALL),
                (long)i->id, page_word(r, SAY_ALL_OVER));
    page_form(r, "inline",
              str_printf(&r->arena, "/incident/%lld/join", (long long)i->id));
    html_printf(&r->out,
                "<label>%s <input name=\"mention\" inputmode=\"numeric\" "
                "required></label><button>%s</button></form></section>\n",
                page_word(r, SAY_MENTION_NO), page_word(r, SAY_JOIN_IT));
}

static void draw(struct request *r, const struct incident_row *i,
                 const struct spot_row *spots, size_t n, struct str trouble)
{
    struct str event = event_of(r, i->event);
    struct str title = str_printf(&r->arena, "%s %lld: " STR_FMT,
                                  page_word(r, SAY_INCIDENT_NO),
                                  (long long)i->id, STR_ARG(event));
    page_open(r, title, "/cases");
    html_printf(&r->out,
                "<div class=\"title\"><p class=\"crumb\"><a "
                "href=\"/incidents\">← %s</a></p><h1>%S</h1>",
                page_word(r, SAY_INCIDENTS), &title);
    meta(r, i);
    buf_z(&r->out, "</div>\n");
    if (trouble.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>\n",
                    &trouble);
    html_printf(&r->out, "<p class=\"card\">%s: <b>%S</b></p>\n",
                page_word(r, SAY_TRUTH),
                i->closed ? &i->closed_why : &i->truth);
    todo(r, i);
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s %ld</h2><ul "
                "class=\"events\">\n",
                page_word(r, SAY_TOLD_BY_MANY), (long)n);
    for (size_t k = 0; k < n; k++)
        spot(r, i, &spots[k]);
    buf_z(&r->out, "</ul></section>\n");
    page_close(r);
}

static bool show(struct request *r, struct str trouble, struct err *e)
{
    struct incident_row row;
    struct spot_row *spots;
    size_t n;
    if (r->api)
        return api_put_incident(r, trouble, e);
    if (!store_incident(r->desk->store, &r->arena, r->id, &row, e) ||
        !store_incident_spots(r->desk->store, &r->arena, r->id, &spots, &n, e))
        return false;
    if (!row.id)
        r->status = MHD_HTTP_NOT_FOUND;
    else
        draw(r, &row, spots, n, trouble);
    return true;
}

bool incident_page(struct request *r, struct err *e)
{
    return show(r, STR(""), e);
}

bool incident_again(struct request *r, struct err *e)
{
    return show(r, str_of(page_word(r, SAY_FORM_OLD)), e);
}

static bool join(struct store *s, const struct incident_act *act, struct err *e)
{
    struct incident_act copy = *act;
    return store_incident_join(s, &copy, e);
}

static const struct {
    const char *word;
    bool (*run)(struct store *s, const struct incident_act *act, struct err *e);
    bool of_mention; /* the form names one */
} DEEDS[] = {{"tell", store_incident_tell, false},
             {"close", store_incident_close, false},
             {"join", join, true},
             {"split", store_incident_split, true}};

/* That it was refused is told on the page; why, in the log. */
static bool run(struct request *r, size_t deed, struct incident_act *act,
                struct err *e)
{
    struct err why = {0};
    if (DEEDS[deed].of_mention &&
        (!str_int(form_get(&r->form, "mention"), &act->mention) ||
         act->mention <= 0)) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return show(r, str_of(page_word(r, SAY_NO_SUCH_MENTION)), e);
    }
    if (DEEDS[deed].run(r->desk->store, act, &why))
        return request_go(
            r, str_printf(&r->arena, "/incident/%lld", (long long)r->id));
    if (store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    log_event(LOG_WARN, "desk", "path=" STR_FMT " why=\"%s\"", STR_ARG(r->path),
              why.msg);
    r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    return show(r, str_of(page_word(r, SAY_INCIDENT_REFUSED)), e);
}

bool incident_do(struct request *r, struct err *e)
{
    struct incident_act act = {.incident = r->id,
                               .words = str_trim(form_get(&r->form, "text")),
                               .who = r->user.login,
                               .now = r->now};
    for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++) {
        if (!str_eqz(r->rest, DEEDS[i].word))
            continue;
        if (!act.words.n && DEEDS[i].run == join)
            act.words = str_of(page_word(r, SAY_JOIN_IT));
        if (!act.words.n || act.words.n > WORDS_LONGEST) {
            r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
            return show(r,
                        str_of(page_word(r, act.words.n ? SAY_WORDS_LONG
                                                        : SAY_WORDS_NEEDED)),
                        e);
        }
        return run(r, i, &act, e);
    }
    r->status = MHD_HTTP_NOT_FOUND;
    return true;
}
