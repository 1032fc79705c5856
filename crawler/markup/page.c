/* SPDX-License-Identifier: MIT
 * page: bytes to a tree that selectors can be asked of. */
#include "crawler/markup/page.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/markup/dtd.h"
#include "crawler/markup/html_plain.h"
#include "crawler/markup/html_ref.h"
#include "crawler/markup/html_tree.h"
#include "crawler/markup/json_doc.h"
#include "crawler/markup/page_guard.h"

enum {
    SNIFF = 64 * 1024,
    PAGE_MOST = INT_MAX / 16, /* bytes; html_plain.h may need eight times it */
    ENTITY_MOST = 64          /* bytes of a reference with & and ; */
};

/* The first tag that is no declaration and no comment. */
static struct str first_tag(struct str s)
{
    for (;;) {
        ptrdiff_t at = str_find_char(s, '<');
        if (at < 0)
            return (struct str){0};
        s = str_from(s, (size_t)at);
        bool comment = str_eq(str_part(s, 0, 4), STR("<!--"));
        bool other = s.n > 1 && (s.p[1] == '?' || s.p[1] == '!');
        if (!comment && !other)
            return s;
        ptrdiff_t end =
            comment ? str_find(s, STR("-->")) : str_find_char(s, '>');
        s = str_from(s, end < 0 ? s.n : (size_t)end + 1);
    }
}

/* The name of the element, without < and prefix: "a:rss" is rss. */
static struct str local_name(struct str tag)
{
    size_t n = 1, from = 1;
    for (; n < tag.n && !strchr(" \t\r\n/>", tag.p[n]); n++)
        if (tag.p[n] == ':')
            from = n + 1;
    return from < n ? str_part(tag, from, n - from) : (struct str){0};
}

enum page_format page_sniff(struct str utf8)
{
    static const struct str ROOTS[] = {STR("rss"),    STR("feed"),
                                       STR("rdf"),    STR("channel"),
                                       STR("urlset"), STR("sitemapindex")};
    struct str s = str_trim(str_part(utf8, 0, SNIFF));
    if (s.n && (s.p[0] == '{' || s.p[0] == '['))
        return PAGE_JSON;
    struct str tag = first_tag(s), name = local_name(tag);
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
        if (str_eq_nocase(name, ROOTS[i]))
            return PAGE_XML;
    bool xml = str_eq(str_part(s, 0, 5), STR("<?xml"));
    bool html = str_eq_nocase(str_part(tag, 0, 5), STR("<html"));
    return xml && !html ? PAGE_XML : PAGE_HTML;
}

static void silent(void *ctx, xmlError *error)
{
    (void)ctx;
    (void)error;
}

static xmlDoc *read_html(struct str utf8, struct err *e)
{
    xmlDoc *doc;
    if (!html_tree_parse(utf8, &doc, e))
        return NULL;
    if (!doc && !html_plain_parse(utf8, &doc, e))
        return NULL;
    if (!doc)
        err_set(e, "there is no HTML in this page");
    return doc;
}

/* & and < stay references. */
static void put_char(struct buf *out, uint32_t c)
{
    if (c < 0x80)
        buf_printf(out, "&#%u;", c);
    else
        buf_utf8(out, c);
}

/* Writes the & that s starts with so that XML can read it: named entities of
 * HTML, which feeds use without declaring them, as characters; an & that
 * starts no entity escaped. &amp; and its like become numbers, because libxml2
 * drops every named entity of a document it had to repair. Returns the bytes
 * used up. */
static size_t put_entity(struct buf *out, struct str s, const struct dtd *dtd)
{
    ptrdiff_t semicolon = str_find_char(str_part(s, 0, ENTITY_MOST), ';');
    size_t n = semicolon < 0 ? 0 : (size_t)semicolon + 1;
    uint32_t c[2];
    struct str own = n > 2 ? dtd_value(dtd, str_part(s, 1, n - 2)) : STR("");
    if (own.n || n < 3 || html_ref(s, HTML_IN_TEXT, c) != n) {
        buf_str(out, own.n ? own : STR("&#38;"));
        return own.n ? n : 1;
    }
    for (int i = 0; i < 2 && c[i]; i++)
        put_char(out, c[i]);
    return n;
}

/* Entities, and control characters, which XML forbids, as spaces. */
static struct str tidy_xml(struct arena *a, struct str s, const struct dtd *dtd)
{
    struct buf out;
    buf_init(&out, s.n * 5 + CEILING_BODY);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '&')
            i += put_entity(&out, str_from(s, i), dtd) - 1;
        else
            buf_char(&out,
                     c >= ' ' || (c && strchr("\t\r\n", c)) ? s.p[i] : ' ');
    }
    struct str tidy = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return tidy;
}

/* From the first <: nothing may stand before an XML declaration, and what it
 * says of the encoding is no longer true. */
static struct str skip_declaration(struct str s)
{
    ptrdiff_t start = str_find_char(s, '<');
    s = str_from(s, start < 0 ? s.n : (size_t)start);
    if (!str_eq(str_part(s, 0, 5), STR("<?xml")))
        return s;
    ptrdiff_t end = str_find(s, STR("?>"));
    return str_from(s, end < 0 ? s.n : (size_t)end + 2);
}

/* Elements whose content feeds forget to escape. */
static const struct str TEXTS[] = {STR("title"),    STR("description"),
                                   STR("summary"),  STR("content"),
                                   STR("subtitle"), STR("content:encoded")};
enum { N_TEXTS = sizeof TEXTS / sizeof *TEXTS };

struct wrap {
    struct str text;        /* the feed */
    size_t at;              /* next byte */
    size_t from, to;        /* content of the element found */
    bool unclosed[N_TEXTS]; /* there is no end tag any more */
};

/* Does element i start at w->at? Then its content is found. */
static bool starts_text(struct wrap *w, size_t i)
{
    struct str name = TEXTS[i], rest = str_from(w->text, w->at + 1);
    if (w->unclosed[i] || !str_eq(str_part(rest, 0, name.n), name) ||
        rest.n == name.n || !strchr(" >\t\r\n", rest.p[name.n]))
        return false;
    char end[24];
    snprintf(end, sizeof end, "</" STR_FMT ">", STR_ARG(name));
    ptrdiff_t open = str_find_char(rest, '>');
    ptrdiff_t close = str_find(rest, str_of(end));
    w->unclosed[i] = close < 0;
    if (open < 0 || close < open || rest.p[open - 1] == '/')
        return false;
    w->from = w->at + 2 + (size_t)open;
    w->to = w->at + 1 + (size_t)close;
    return true;
}

static bool next_text(struct wrap *w)
{
    for (; w->at < w->text.n; w->at++)
        for (size_t i = 0; w->text.p[w->at] == '<' && i < N_TEXTS; i++)
            if (starts_text(w, i))
                return true;
    return false;
}

/* <title>One <b>bold</title> as <title><![CDATA[One <b>bold]]></title>: what
 * saves a feed that forgot to escape its markup. */
static struct str wrap_markup(struct arena *a, struct str s)
{
    struct buf out;
    size_t done = 0;
    struct wrap w = {.text = s};
    buf_init(&out, s.n * 3 + 16);
    while (next_text(&w)) {
        struct str inner = str_part(s, w.from, w.to - w.from);
        w.at = w.to;
        if (str_find_char(inner, '<') < 0 ||
            str_find(inner, STR("<![CDATA[")) >= 0 ||
            str_find(inner, STR("]]>")) >= 0)
            continue;
        buf_str(&out, str_part(s, done, w.from - done));
        buf_z(&out, "<![CDATA[");
        buf_str(&out, inner);
        buf_z(&out, "]]>");
        done = w.to;
    }
    buf_str(&out, str_from(s, done));
    struct str wrapped = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return wrapped;
}

static xmlDoc *read_xml(xmlParserCtxt *c, struct str s)
{
    return xmlCtxtReadMemory(c, s.p, (int)s.n, NULL, "UTF-8",
                             XML_PARSE_RECOVER | XML_PARSE_NOERROR |
                                 XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                 XML_PARSE_COMPACT);
}

static xmlDoc *parse_xml(struct arena *a, struct str utf8, struct err *e)
{
    struct dtd dtd;
    struct str s = skip_declaration(utf8);
    if (!dtd_read(a, &s, &dtd, e))
        return NULL;
    s = tidy_xml(a, s, &dtd);
    if (!page_guard_xml(s, e))
        return NULL;
    xmlParserCtxt *c = xmlNewParserCtxt();
    if (!c) {
        err_set(e, "no memory for the parser");
        return NULL;
    }
    c->sax->serror = silent;
    xmlDoc *doc = read_xml(c, s);
    if (!c->wellFormed) {
        xmlFreeDoc(doc);
        doc = read_xml(c, wrap_markup(a, s));
    }
    if (!doc || !xmlDocGetRootElement(doc)) {
        err_set(e, "this is not XML: " STR_FMT,
                STR_ARG(str_trim(str_of(c->lastError.message))));
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(c);
    return doc;
}

xmlDoc *page_parse(struct arena *a, struct str utf8, enum page_format format,
                   struct err *e)
{
    if (utf8.n > PAGE_MOST) {
        err_set(e, "%zu bytes are too many for a page", utf8.n);
        return NULL;
    }
    if (!str_trim(utf8).n) {
        err_set(e, "the page is empty");
        return NULL;
    }
    if (format == PAGE_JSON)
        return json_doc_parse(utf8, e);
    if (format == PAGE_XML)
        return parse_xml(a, utf8, e);
    return read_html(utf8, e);
}

xmlDoc *page_fragment(struct str utf8)
{
    struct err e;
    return utf8.n > PAGE_MOST ? NULL : read_html(utf8, &e);
}
