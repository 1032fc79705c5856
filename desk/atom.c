/* SPDX-License-Identifier: MIT
 * atom: the queue as a feed (RFC 4287), for a reader of feeds: what was
 * published last first, so that it does not hide behind what is more urgent.
 * What was published long ago and found today stands by its date. Of the same
 * part as the page: the same query narrows both. */
#include <microhttpd.h>

#include "desk/page.h"
#include "desk/pages.h"
#include "desk/sheet.h"

enum { ROWS = 50, TITLE_SIGNS = 140 };

/* What no XML may hold: U+FFFE, U+FFFF. */
static struct str clean(struct request *r, struct str s)
{
    s = str_replaced(&r->arena, s, STR("\xef\xbf\xbe"), STR(""));
    return str_replaced(&r->arena, s, STR("\xef\xbf\xbf"), STR(""));
}

/* How the reader called us, so that ids stay as long as its address does. */
static struct str base_of(struct request *r)
{
    struct str host = request_header(r, "Host");
    return str_printf(&r->arena, "%s://" STR_FMT,
                      r->desk->setup->behind_tls ? "https" : "http",
                      STR_ARG(host));
}

static int64_t updated_of(const struct mention *m)
{
    return m->post.edited ? m->post.edited : m->post.collected;
}

static void moment(struct request *r, const char *name, int64_t at)
{
    html_printf(&r->out, "<%s>", name);
    date_rfc3339(&r->out, at, r->desk->setup->zone);
    html_printf(&r->out, "</%s>", name);
}

static void category(struct request *r, const char *scheme, struct str term)
{
    if (term.n)
        html_printf(&r->out, "<category scheme=\"urn:molva:%s\" term=\"%S\"/>",
                    scheme, &term);
}

/* "Broken · Vector: the first words ..." */
static void title(struct request *r, const struct mention *m, struct str text)
{
    struct str type = page_value(r, "type", m->verdict.type);
    html_printf(&r->out, "<title>%S · %S: ", &type, &m->post.brand);
    page_words(r, text, TITLE_SIGNS);
    buf_z(&r->out, "</title>");
}

static void entry(struct request *r, const struct mention *m, struct str base)
{
    struct buf *o = &r->out;
    struct str text = clean(r, m->post.text.n ? m->post.text : m->post.title);
    struct str author = clean(r, m->post.author);
    if (!author.n)
        author = str_of(page_word(r, SAY_UNKNOWN_AUTHOR));
    html_printf(o,
                "<entry><id>%S/mention/%ld</id><link href=\"%S/mention/%ld\"/>",
                &base, (long)m->id, &base, (long)m->id);
    title(r, m, text);
    moment(r, "updated", updated_of(m));
    if (m->post.published)
        moment(r, "published", m->post.published);
    html_printf(o, "<author><name>%S</name></author>", &author);
    if (page_web(m->post.url))
        html_printf(o, "<link rel=\"related\" href=\"%S\"/>", &m->post.url);
    category(r, "type", m->verdict.type);
    category(r, "solution", m->decision.solution);
    category(r, "department", m->decision.department);
    html_printf(o, "<content type=\"text\">%S</content></entry>\n", &text);
}

static void feed(struct request *r, const struct view *v,
                 const struct mention *rows, size_t n, bool more)
{
    struct buf *o = &r->out;
    struct str base = base_of(r), self = request_target(r);
    struct str list =
        say_value(r->lang, "list", v->list.n ? v->list : STR("waiting"));
    int64_t updated = 0;
    for (size_t i = 0; i < n; i++)
        if (updated_of(&rows[i]) > updated)
            updated = updated_of(&rows[i]);
    r->type = "application/atom+xml; charset=utf-8";
    html_printf(o,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed "
                "xmlns=\"http://www.w3.org/2005/Atom\"><id>%S%S</id>"
                "<title>Molva: %S</title><link rel=\"self\" href=\"%S%S\"/>",
                &base, &self, &list, &base, &self);
    moment(r, "updated", updated ? updated : r->now);
    if (more) {
        const struct spot spot = {v->page + 1, rows[n - 1].id, 0};
        struct str to = view_query(r, v, spot);
        html_printf(o, "<link rel=\"next\" href=\"%S/queue.atom?%S\"/>", &base,
                    &to);
    }
    buf_char(o, '\n');
    for (size_t i = 0; i < n; i++)
        entry(r, &rows[i], base);
    buf_z(o, "</feed>\n");
}

bool queue_atom(struct request *r, struct err *e)
{
    struct view v;
    struct mention *rows;
    size_t n;
    view_read(r, &v);
    if (v.wrong.what.n) {
        r->status = MHD_HTTP_BAD_REQUEST;
        r->cause = query_told(&r->arena, v.words, &v.wrong,
                              str_of(say_lang_name(r->lang)));
        return true;
    }
    if (v.filter.queue)
        v.filter.status = str_of(list_name(LIST_WAITING));
    v.filter.queue = false;
    v.filter.after = 0;
    v.filter.limit = ROWS + 1;
    if (!store_mentions(r->desk->store, &r->arena, &v.filter, &rows, &n, e))
        return err_add(e, "feed of the queue");
    bool more = n > ROWS;
    feed(r, &v, rows, more ? ROWS : n, more);
    return true;
}
