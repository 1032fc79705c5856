/* SPDX-License-Identifier: MIT
 * html_plain: an HTML page written plainly, and read by libxml2. */
#include "crawler/markup/html_plain.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "base/mem.h"
#include "crawler/markup/html_flow.h"

/* Attributes of a second html or body tag: they go into the first. */
struct late {
    struct buf text;
    size_t at; /* where the first tag's own attributes end in out */
};

struct writer {
    struct html_flow *flow;
    struct buf *out;
    struct late html, body;
    char *text; /* with references read; room bytes */
    size_t room;
};

static struct str decoded(struct writer *w, struct str s, enum html_place place)
{
    size_t room = html_ref_room(s, place);
    if (room > w->room) {
        w->room = 2 * room;
        w->text = xrealloc(w->text, w->room);
    }
    if (!room)
        return (struct str){0};
    return (struct str){
        w->text, (size_t)(html_ref_decode(w->text, s, place, room) - w->text)};
}

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

static void escape(struct buf *out, struct str s)
{
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *as = reference(s.p[i]);
        if (!as)
            continue;
        buf_str(out, str_part(s, done, i - done));
        buf_z(out, as);
        done = i + 1;
    }
    buf_str(out, str_from(s, done));
}

static void put_attributes(struct writer *w, struct buf *out,
                           const struct html_token *t)
{
    for (size_t i = 0; i < t->n_attributes; i++) {
        buf_char(out, ' ');
        buf_z(out, (const char *)t->attributes[i].name);
        buf_z(out, "=\"");
        escape(out, decoded(w, t->attributes[i].value, HTML_IN_ATTRIBUTE));
        buf_char(out, '"');
    }
}

/* Puts the attributes that came late where they belong. */
static void put_late(struct writer *w, struct late *late)
{
    size_t behind = w->out->n - late->at, n = late->text.n;
    if (n && buf_put(w->out, late->text.p, n)) {
        char *at = w->out->p + late->at;
        memmove(at + n, at, behind);
        memcpy(at, late->text.p, n);
    }
    buf_clear(&late->text);
}

/* libxml2 has ways of its own with the content of these: until start_element()
 * they have a name that no page uses, and their content is escaped as all
 * text. */
static const struct str HIDDEN = STR("hidden..");

static bool is_hidden(const xmlChar *name)
{
    const char *z = (const char *)name;
    return strcmp(z, "script") == 0 || strcmp(z, "style") == 0;
}

static void put_name(struct writer *w, const struct html_token *t)
{
    if (is_hidden(t->name))
        buf_str(w->out, HIDDEN);
    buf_z(w->out, (const char *)t->name);
}

static void put_start(struct writer *w, const struct html_token *t)
{
    buf_char(w->out, '<');
    put_name(w, t);
    put_attributes(w, w->out, t);
    if (t->element->role == HTML_IS_HTML)
        w->html.at = w->out->n;
    if (t->element->role == HTML_IS_BODY)
        w->body.at = w->out->n;
    buf_z(w->out, t->closed ? "/>" : ">");
}

static void put(struct writer *w, const struct html_token *t)
{
    if (t->more) {
        bool body = t->element->role == HTML_IS_BODY;
        put_attributes(w, body ? &w->body.text : &w->html.text, t);
    } else if (t->kind == HTML_START) {
        put_start(w, t);
    } else if (t->kind == HTML_END) {
        buf_z(w->out, "</");
        put_name(w, t);
        buf_char(w->out, '>');
    } else {
        escape(w->out, decoded(w, t->text, t->place));
    }
}

static bool write_page(struct str utf8, struct buf *out, struct err *e)
{
    struct html_flow *flow = xmalloc(sizeof *flow);
    struct writer w = {.flow = flow, .out = out};
    xmlDict *dict = mem_or_end(xmlDictCreate());
    const struct html_token *t;
    buf_init(&w.html.text, out->max);
    buf_init(&w.body.text, out->max);
    html_flow_init(flow, utf8, dict);
    while ((t = html_flow_next(flow, e)) != NULL)
        put(&w, t);
    put_late(&w, &w.body);
    put_late(&w, &w.html);
    html_flow_clear(flow);
    free(flow);
    free(w.text);
    xmlDictFree(dict);
    return !e->msg[0];
}

static void silent(void *ctx, xmlError *error)
{
    (void)ctx;
    (void)error;
}

/* HTML has no prefixes: "fb:like" is a whole name, which libxml2 would cut.
 * For HIDDEN see there. */
static void start_element(void *ctx, const xmlChar *name, const xmlChar **atts)
{
    htmlParserCtxt *c = ctx;
    xmlSAX2StartElement(ctx, name, atts);
    const char *whole = (const char *)name;
    bool hidden = str_starts(str_of(whole), HIDDEN);
    if (c->node && (hidden || strchr(whole, ':')))
        xmlNodeSetName(c->node, name + (hidden ? HIDDEN.n : 0));
}

static xmlDoc *parse(struct str page, struct err *e)
{
    htmlParserCtxt *c =
        mem_or_end(htmlCreateMemoryParserCtxt(page.p, (int)page.n));
    htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                              HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
    c->charset = XML_CHAR_ENCODING_UTF8;
    c->sax->serror = silent;
    c->sax->startElement = start_element;
    htmlParseDocument(c);
    xmlDoc *doc = c->myDoc;
    c->myDoc = NULL;
    if (c->disableSAX) { /* it stopped there, and the rest is missing */
        err_set(e, "elements are nested deeper than %d", CEILING_DEPTH);
        xmlFreeDoc(doc);
        doc = NULL;
    }
    htmlFreeParserCtxt(c);
    return doc;
}

bool html_plain_parse(struct str utf8, xmlDoc **doc, struct err *e)
{
    struct buf plain;
    *doc = NULL;
    /* no byte becomes more than "&quot;", no tag grows by more than that */
    buf_init(&plain, 8 * utf8.n + 1024);
    bool ok = write_page(utf8, &plain, e);
    if (ok && plain.n)
        *doc = parse(buf_view(&plain), e);
    buf_clear(&plain);
    return ok && !e->msg[0];
}
