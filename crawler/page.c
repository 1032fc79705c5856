/* SPDX-License-Identifier: MIT
 * page: bytes to a tree that selectors can be asked of. */
#include "crawler/page.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/dtd.h"
#include "crawler/html_tree.h"
#include "crawler/json_doc.h"
#include "crawler/page_guard.h"

enum { SNIFF = 64 * 1024 };

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

enum page_format page_sniff(struct str utf8)
{
    static const struct str ROOTS[] = {STR("<rss"),     STR("<feed"),
                                       STR("<rdf:RDF"), STR("<RDF"),
                                       STR("<urlset"),  STR("<sitemapindex"),
                                       STR("<channel"), STR("<atom:feed")};
    struct str s = str_trim(str_part(utf8, 0, SNIFF));
    if (s.n && (s.p[0] == '{' || s.p[0] == '['))
        return PAGE_JSON;
    struct str tag = first_tag(s);
    for (size_t i = 0; i < sizeof ROOTS / sizeof *ROOTS; i++)
        if (str_eq_nocase(str_part(tag, 0, ROOTS[i].n), ROOTS[i]))
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

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* The number of "146" or "x92"; false when it is none. */
static bool read_number(struct str digits, uint32_t *c)
{
    bool hex = digits.n && (digits.p[0] | 32) == 'x';
    *c = 0;
    for (size_t i = hex; i < digits.n; i++) {
        int v = digit_value(digits.p[i]);
        if (v >= (hex ? 16 : 10) || *c > 0x10FFFF)
            return false;
        *c = *c * (hex ? 16 : 10) + (uint32_t)v;
    }
    return digits.n > hex;
}

/* &#146; is meant as the character of windows-1252, as browsers read it; what
 * is no character at all becomes U+FFFD. */
static uint32_t meant(uint32_t c)
{
    static const uint16_t C1[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (c >= 0x80 && c < 0xA0)
        return C1[c - 0x80];
    bool control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    bool none = control || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ||
                c == 0xFFFE || c == 0xFFFF;
    return none ? 0xFFFD : c;
}

/* Writes s with the references libxml2 would read as control characters as
 * what is meant; false, and nothing written, when it has none. */
static bool fix_references(struct buf *out, struct str s)
{
    size_t done = 0;
    uint32_t c;
    buf_init(out, s.n + 1);
    for (size_t at = 0; at + 4 < s.n; at++) {
        const char *p = memchr(s.p + at, '&', s.n - at);
        if (!p)
            break;
        at = (size_t)(p - s.p);
        struct str rest = str_part(s, at + 1, 6);
        ptrdiff_t end = str_find_char(rest, ';');
        if (end < 3 || rest.p[0] != '#' ||
            !read_number(str_part(rest, 1, (size_t)end - 1), &c) || c < 0x80 ||
            c >= 0xA0)
            continue;
        buf_str(out, str_part(s, done, at - done));
        buf_utf8(out, meant(c));
        done = at + 2 + (size_t)end;
    }
    if (done)
        buf_str(out, str_from(s, done));
    return done > 0;
}

/* The parser is told that the bytes are UTF-8 and to ignore what the page
 * says of its encoding: charset.c has converted it. */
static xmlDoc *parse_html(struct str utf8)
{
    htmlParserCtxt *c = htmlCreateMemoryParserCtxt(utf8.p, (int)utf8.n);
    if (!c)
        return NULL;
    htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                              HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
    c->charset = XML_CHAR_ENCODING_UTF8;
    c->sax->serror = silent;
    htmlParseDocument(c);
    xmlDoc *doc = c->myDoc;
    c->myDoc = NULL;
    htmlFreeParserCtxt(c);
    return doc;
}

/* whole: a page, not a piece of one; most are well-made. */
static xmlDoc *read_html(struct str utf8, bool whole)
{
    struct buf fixed;
    if (fix_references(&fixed, utf8))
        utf8 = buf_view(&fixed);
    xmlDoc *doc = whole ? html_tree_parse(utf8) : NULL;
    if (!doc)
        doc = parse_html(utf8);
    buf_clear(&fixed);
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
    size_t n = 1;
    while (n < s.n && n < 12 &&
           (((s.p[n] | 32) >= 'a' && (s.p[n] | 32) <= 'z') ||
            (s.p[n] >= '0' && s.p[n] <= '9') || (n == 1 && s.p[n] == '#')))
        n++;
    struct str inner = str_part(s, 1, n - 1);
    bool ends = n > 1 && n < s.n && s.p[n] == ';';
    bool number = ends && inner.p[0] == '#';
    uint32_t c;
    if (number && read_number(str_from(inner, 1), &c)) {
        put_char(out, meant(c));
        return n + 1;
    }
    if (!ends || number) {
        buf_z(out, "&#38;");
        return 1;
    }
    struct str own = dtd_value(dtd, inner);
    if (own.n) {
        buf_str(out, own);
        return n + 1;
    }
    char name[12] = "";
    memcpy(name, inner.p, inner.n);
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (known)
        put_char(out, known->value);
    else
        buf_str(out, str_part(s, 0, n + 1));
    return n + 1;
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
    if (utf8.n > INT_MAX / 2) {
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
    if (!page_guard_html(utf8, e))
        return NULL;
    xmlDoc *doc = read_html(utf8, true);
    if (!doc || !xmlDocGetRootElement(doc)) {
        err_set(e, "there is no HTML in this page");
        xmlFreeDoc(doc);
        return NULL;
    }
    return doc;
}

xmlDoc *page_fragment(struct str utf8)
{
    struct err e;
    if (utf8.n > INT_MAX / 2 || !page_guard_html(utf8, &e))
        return NULL;
    return read_html(utf8, false);
}
