/* SPDX-License-Identifier: MIT
 * inquiry: an address somebody pasted: what would be collected there, and the
 * yes that makes it a source. The desk connects to nobody; it asks through the
 * store (store/inquiries.h), and the page is asked for again until there is an
 * answer: by desk.js, or by its link.
 */
#include <microhttpd.h>
#include <string.h>

#include "base/cause.h"
#include "desk/page.h"
#include "desk/pages.h"

enum {
    LOOKING_S = 2, /* the page is asked for again */
    ADDING_S = 5,  /* the desk itself begins anew in that time */
    TRIES_SHOWN = 30
};

static struct str path_of(struct request *r, const struct inquiry_row *row,
                          const char *rest)
{
    return str_printf(&r->arena, "/sources/asked/%lld%s", (long long)row->id,
                      rest);
}

static enum say state_of(const struct inquiry_row *row)
{
    return row->added                     ? SAY_INQUIRY_ADDED
           : row->wanted                  ? SAY_INQUIRY_ADDING
           : !row->answered               ? SAY_INQUIRY_LOOKING
           : row->cause.n || !row->urls.n ? SAY_INQUIRY_NOTHING
                                          : SAY_INQUIRY_READY;
}

/* ---- the form, and what was asked lately ---- */

static void form(struct request *r)
{
    struct str typed = form_get(&r->form, "address");
    page_form(r, "stack", STR("/sources/new"));
    html_printf(&r->out,
                "<label>%s<input name=\"address\" inputmode=\"url\" "
                "autocomplete=\"off\" spellcheck=\"false\" required "
                "maxlength=\"%d\" value=\"%S\"></label>\n"
                "<p class=\"soft\">%s</p>\n<button class=\"main\">%s</button>"
                "</form>\n",
                page_word(r, SAY_INQUIRY_ADDRESS), INQUIRY_ADDRESS, &typed,
                page_word(r, SAY_INQUIRY_WHAT), page_word(r, SAY_INQUIRY_LOOK));
}

static void lately(struct request *r, const struct inquiry_row *rows, size_t n)
{
    if (!n)
        return;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2>\n<ul class=\"events\">\n",
                page_word(r, SAY_INQUIRY_LATELY));
    for (size_t i = 0; i < n; i++) {
        struct str to = path_of(r, &rows[i], "");
        html_printf(&r->out,
                    "<li><a href=\"%S\">%S</a> <span class=\"soft\">"
                    "%s · %S · ",
                    &to, &rows[i].address, page_word(r, state_of(&rows[i])),
                    &rows[i].login);
        page_time(r, rows[i].asked);
        buf_z(&r->out, "</span></li>\n");
    }
    buf_z(&r->out, "</ul></section>\n");
}

static bool show(struct request *r, enum say trouble, struct err *e)
{
    struct inquiry_row *rows;
    size_t n;
    if (!store_inquiries(r->desk->store, &r->arena, &rows, &n, e))
        return err_add(e, "inquiries");
    page_open(r, str_of(page_word(r, SAY_INQUIRY_NEW)), "/sources");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_INQUIRY_NEW));
    page_trouble(r, trouble);
    buf_z(&r->out, "<section class=\"card\">\n");
    form(r);
    buf_z(&r->out, "</section>\n");
    lately(r, rows, n);
    page_close(r);
    return true;
}

bool inquiry_new_page(struct request *r, struct err *e)
{
    return show(r, r->desk->setup->scouted ? SAY_COUNT : SAY_INQUIRY_NOBODY, e);
}

bool inquiry_new_again(struct request *r, struct err *e)
{
    return show(r, SAY_FORM_OLD, e);
}

static bool is_clean(struct str address)
{
    for (size_t i = 0; i < address.n; i++)
        if ((unsigned char)address.p[i] <= ' ' || address.p[i] == 0x7f)
            return false;
    return address.n > 0 && address.n <= INQUIRY_ADDRESS;
}

bool inquiry_new(struct request *r, struct err *e)
{
    struct str address = str_trim(form_get(&r->form, "address"));
    int64_t id = 0;
    enum say trouble = !r->desk->setup->scouted ? SAY_INQUIRY_NOBODY
                       : !is_clean(address)     ? SAY_INQUIRY_ODD
                                                : SAY_COUNT;
    if (trouble == SAY_COUNT &&
        !store_inquiry_ask(r->desk->store, r->user.login, address, r->now, &id,
                           e))
        return err_add(e, "inquiry");
    if (id)
        return request_go(
            r, str_printf(&r->arena, "/sources/asked/%lld", (long long)id));
    r->status = trouble == SAY_COUNT ? MHD_HTTP_CONFLICT
                                     : MHD_HTTP_UNPROCESSABLE_CONTENT;
    return show(r, trouble == SAY_COUNT ? SAY_INQUIRY_BUSY : trouble, e);
}

/* ---- one ---- */

/* Where an address of the web begins in a text, and how long it is. */
static bool next_link(struct str text, size_t *at, size_t *n)
{
    static const char *const SCHEMES[] = {"https://", "http://"};
    for (*at = 0; *at < text.n; ++*at) {
        struct str rest = str_from(text, *at);
        bool begins = !*at || strchr(" \n'", text.p[*at - 1]);
        for (size_t i = 0; begins && i < sizeof SCHEMES / sizeof *SCHEMES; i++)
            if (str_starts(rest, str_of(SCHEMES[i]))) {
                for (*n = 0; *n < rest.n && !strchr(" \n'", rest.p[*n]);)
                    ++*n;
                return true;
            }
    }
    return false;
}

/* As `molva try` tells it, its addresses as links. */
static void said(struct request *r, const struct inquiry_row *row)
{
    struct str text = r->lang == SAY_RU ? row->ru : row->en;
    size_t at, n;
    if (!str_trim(text).n)
        return;
    buf_z(&r->out, "<section class=\"card\"><pre class=\"paper\">");
    while (next_link(text, &at, &n)) {
        struct str before = str_part(text, 0, at), link = str_part(text, at, n);
        html_printf(&r->out, "%S", &before);
        page_outward(r, "", link, link);
        text = str_from(text, at + n);
    }
    html_printf(&r->out, "%S</pre></section>\n", &text);
}

static void leads(struct request *r, const struct inquiry_row *row)
{
    struct str all = row->leads, one;
    int n = 0;
    if (!all.n)
        return;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2>\n<ul class=\"events\">\n",
                page_word(r, SAY_INQUIRY_LEADS));
    while (n < TRIES_SHOWN && str_split(&all, '\n', &one)) {
        if (!one.n)
            continue;
        buf_z(&r->out, "<li>");
        page_form(r, "inline", STR("/sources/new"));
        page_hidden(r, "address", one);
        html_printf(&r->out,
                    "<span>%S</span> <button>%s</button></form></li>\n", &one,
                    page_word(r, SAY_INQUIRY_LOOK));
        n++;
    }
    buf_z(&r->out, "</ul></section>\n");
}

static void yes(struct request *r, const struct inquiry_row *row)
{
    struct str name = form_get(&r->form, "name");
    if (!row->answered || !row->urls.n || row->wanted)
        return;
    buf_z(&r->out, "<section class=\"card\">\n");
    page_form(r, "stack", path_of(r, row, "/add"));
    html_printf(&r->out,
                "<label>%s<input name=\"name\" maxlength=\"%d\" value=\"%S\">"
                "</label>\n",
                page_word(r, SAY_INQUIRY_NAME), INQUIRY_NAME, &name);
    if (row->beginnings)
        html_printf(&r->out,
                    "<label class=\"check\"><input type=\"checkbox\" "
                    "name=\"articles\" value=\"1\" checked> %s</label>\n",
                    page_word(r, SAY_INQUIRY_FULL));
    html_printf(&r->out,
                "<button class=\"main\">%s</button></form></section>\n",
                page_word(r, SAY_INQUIRY_ADD));
}

static void status(struct request *r, const struct inquiry_row *row)
{
    struct str cause =
        cause_in(&r->arena, row->cause, str_of(say_lang_name(r->lang)));
    if (cause.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>\n",
                    &cause);
    if (row->added || r->again_s) {
        html_printf(&r->out, "<p class=\"notice\" role=\"status\">%s",
                    page_word(r, state_of(row)));
        if (row->added)
            html_printf(&r->out, ": <a href=\"/sources\">%S</a>", &row->name);
        else
            html_printf(&r->out, " <a href=\"/sources/asked/%ld\">%s</a>",
                        (long)row->id, page_word(r, SAY_INQUIRY_AGAIN));
        buf_z(&r->out, "</p>\n");
    }
}

static bool show_one(struct request *r, enum say trouble, struct err *e)
{
    struct inquiry_row row;
    bool found;
    if (!store_inquiry_get(r->desk->store, &r->arena, r->id, &row, &found, e))
        return err_add(e, "inquiry");
    if (!found) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    r->again_s = !row.answered              ? LOOKING_S
                 : row.wanted && !row.added ? ADDING_S
                                            : 0;
    page_open(r, row.address, "/sources");
    html_printf(&r->out,
                "<p class=\"crumb\"><a href=\"/sources/new\">%s</a></p>\n"
                "<div class=\"title\"><h1 class=\"address\">%S</h1></div>\n",
                page_word(r, SAY_INQUIRY_NEW), &row.address);
    page_trouble(r, trouble);
    status(r, &row);
    yes(r, &row);
    said(r, &row);
    leads(r, &row);
    page_close(r);
    return true;
}

bool inquiry_page(struct request *r, struct err *e)
{
    return show_one(r, SAY_COUNT, e);
}

bool inquiry_again(struct request *r, struct err *e)
{
    return show_one(r, SAY_FORM_OLD, e);
}

bool inquiry_add(struct request *r, struct err *e)
{
    struct inquiry_row want = {.id = r->id,
                               .wanted_by = r->user.login,
                               .name = str_trim(form_get(&r->form, "name")),
                               .articles =
                                   form_get(&r->form, "articles").n > 0};
    bool done = false;
    if (want.name.n > INQUIRY_NAME) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return show_one(r, SAY_INQUIRY_LONG, e);
    }
    if (!store_inquiry_want(r->desk->store, &want, r->now, &done, e))
        return err_add(e, "inquiry");
    if (done)
        return request_go(
            r, str_printf(&r->arena, "/sources/asked/%lld", (long long)r->id));
    r->status = MHD_HTTP_CONFLICT;
    return show_one(r, SAY_COUNT, e);
}
