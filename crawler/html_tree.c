/* SPDX-License-Identifier: MIT
 * html_tree: the tree of a well-made HTML page. */
#include "crawler/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/dict.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/html_rules.h"

enum { NAME_MOST = 40, CACHE = 128 };

/* A name met before: the same bytes need not be looked up again. */
struct known_name {
    const char *bytes; /* on the page */
    size_t n;
    const xmlChar *name; /* in the dictionary, lower case */
    const struct html_element *element;
};

struct open_element {
    xmlNode *node;
    const struct html_element *element;
};

struct builder {
    const char *p, *end; /* what is not read yet */
    xmlDoc *doc;
    struct open_element open[CEILING_DEPTH];
    size_t depth; /* open elements */
    size_t links; /* open a elements: they do not nest */
    bool had_head, had_body, body_over;
    struct known_name cache[CACHE];
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_name_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':' || c == '.';
}

/* ---- names ---- */

static const struct known_name *intern(struct builder *b, const char *p,
                                       size_t n)
{
    unsigned slot = ((unsigned)n * 7 + (unsigned char)p[0] * 31 +
                     (unsigned char)p[n - 1] * 13 + (unsigned char)p[n / 2]) %
                    CACHE;
    struct known_name *k = &b->cache[slot];
    if (k->n == n && memcmp(k->bytes, p, n) == 0)
        return k;
    char lower[NAME_MOST];
    if (n >= sizeof lower)
        return NULL;
    for (size_t i = 0; i < n; i++)
        lower[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
    lower[n] = 0;
    *k = (struct known_name){
        p, n, xmlDictLookup(b->doc->dict, (const xmlChar *)lower, (int)n),
        html_element(lower)};
    return k->name ? k : NULL;
}

static const struct known_name *take_name(struct builder *b)
{
    const char *start = b->p;
    while (b->p < b->end && is_name_char(*b->p))
        b->p++;
    return b->p == start ? NULL : intern(b, start, (size_t)(b->p - start));
}

/* ---- text ---- */

static size_t put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xC0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xE0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3F));
        to[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3F));
    to[2] = (char)(0x80 | (c >> 6 & 0x3F));
    to[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The character of the entity at p ("&amp;" "&#1055;" "&#x41;"), its length in
 * *n; 0 when it is none and stands for itself. */
static uint32_t entity(const char *p, const char *end, size_t *n)
{
    char name[12];
    size_t k = 0;
    const char *q = p + 1;
    if (q < end && *q == '#') {
        uint32_t v = 0;
        bool hex = ++q < end && (*q | 32) == 'x';
        for (q += hex; q < end && v < 0x110000 && *q != ';'; q++, k++) {
            int digit = *q >= '0' && *q <= '9' ? *q - '0'
                        : (*q | 32) >= 'a' && (*q | 32) <= 'f' && hex
                            ? (*q | 32) - 'a' + 10
                            : -1;
            if (digit < 0)
                return 0;
            v = v * (hex ? 16 : 10) + (uint32_t)digit;
        }
        *n = (size_t)(q + 1 - p);
        bool legal = k && q < end && v >= ' ' && v < 0x110000 &&
                     !(v >= 0xD800 && v < 0xE000);
        return legal || v == '\n' || v == '\t' ? v : 0;
    }
    while (q < end && k < sizeof name - 1 &&
           (is_letter(*q) || (*q >= '0' && *q <= '9')))
        name[k++] = *q++;
    name[k] = 0;
    if (q == end || *q != ';')
        return 0;
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    *n = (size_t)(q + 1 - p);
    return known ? known->value : 0;
}

/* A copy with entities as characters; never longer than the original. */
static xmlChar *decoded(const char *p, const char *end)
{
    char *copy = xmlMalloc((size_t)(end - p) + 1), *to = copy;
    if (!copy)
        return NULL;
    while (p < end) {
        const char *amp = memchr(p, '&', (size_t)(end - p));
        size_t plain = (size_t)((amp ? amp : end) - p), n = 1;
        memcpy(to, p, plain);
        to += plain;
        p += plain;
        if (!amp)
            break;
        uint32_t c = entity(p, end, &n);
        if (c) {
            to += put_utf8(to, c);
            p += n;
        } else {
            *to++ = *p++;
        }
    }
    *to = 0;
    return (xmlChar *)copy;
}

/* ---- nodes ---- */

static void append(xmlNode *parent, xmlNode *node)
{
    node->parent = parent;
    node->prev = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
}

static xmlNode *new_node(struct builder *b, xmlElementType type,
                         const xmlChar *name)
{
    xmlNode *node = xmlMalloc(sizeof *node);
    if (!node)
        return NULL;
    memset(node, 0, sizeof *node);
    node->type = type;
    node->name = name;
    node->doc = b->doc;
    return node;
}

static bool add_text(struct builder *b, xmlNode *parent, const char *p,
                     const char *end)
{
    xmlChar *text = decoded(p, end);
    xmlNode *last = parent->last;
    if (text && last && last->type == XML_TEXT_NODE) {
        last->content = xmlStrcat(last->content, text);
        xmlFree(text);
        return last->content != NULL;
    }
    xmlNode *node = text ? new_node(b, XML_TEXT_NODE, xmlStringText) : NULL;
    if (!node) {
        xmlFree(text);
        return false;
    }
    node->content = text;
    append(parent, node);
    return true;
}

static bool is_blank(const char *p, const char *end)
{
    while (p < end && is_space(*p))
        p++;
    return p == end;
}

static const struct open_element *innermost(const struct builder *b)
{
    return &b->open[b->depth - 1];
}

static bool is_body(const struct open_element *o)
{
    return strcmp((const char *)o->node->name, "body") == 0;
}

/* html and head hold elements only, and nothing follows the body. */
static bool may_hold_text(const struct builder *b)
{
    if (!b->depth || b->body_over)
        return false;
    const struct open_element *top = innermost(b);
    return top->element->end_priority < 200 || is_body(top);
}

static bool take_text(struct builder *b)
{
    const char *start = b->p;
    const char *stop = memchr(b->p, '<', (size_t)(b->end - b->p));
    b->p = stop ? stop : b->end;
    if (!may_hold_text(b))
        return is_blank(start, b->p);
    return add_text(b, innermost(b)->node, start, b->p);
}

static bool has_attribute(const xmlNode *node, const xmlChar *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (a->name == name)
            return true;
    return false;
}

static bool add_attribute(struct builder *b, xmlNode *node, xmlAttr **last,
                          const xmlChar *name)
{
    xmlAttr *a = xmlMalloc(sizeof *a);
    if (!a)
        return false;
    memset(a, 0, sizeof *a);
    a->type = XML_ATTRIBUTE_NODE;
    a->name = name;
    a->parent = node;
    a->doc = b->doc;
    a->prev = *last;
    if (*last)
        (*last)->next = a;
    else
        node->properties = a;
    *last = a;
    return true;
}

/* The value after "=": in quotes, or up to white space. */
static bool take_value(struct builder *b, const char **from, const char **to)
{
    while (b->p < b->end && is_space(*b->p))
        b->p++;
    if (b->p == b->end)
        return false;
    char quote = *b->p;
    if (quote == '"' || quote == '\'') {
        *from = ++b->p;
        *to = memchr(b->p, quote, (size_t)(b->end - b->p));
        b->p = *to ? *to + 1 : b->end;
        return *to != NULL;
    }
    for (*from = b->p; b->p < b->end && !is_space(*b->p) && *b->p != '>';
         b->p++)
        if (strchr("\"'<=`", *b->p))
            return false;
    *to = b->p;
    return *to > *from;
}

static bool take_attribute(struct builder *b, xmlNode *node, xmlAttr **last)
{
    const struct known_name *name = take_name(b);
    const char *from = NULL, *to = NULL;
    if (!name)
        return false;
    while (b->p < b->end && is_space(*b->p))
        b->p++;
    bool valued = b->p < b->end && *b->p == '=';
    if (valued) {
        b->p++;
        if (!take_value(b, &from, &to))
            return false;
    }
    if (has_attribute(node, name->name)) /* the first one counts */
        return true;
    if (!add_attribute(b, node, last, name->name))
        return false;
    if (!valued && !htmlIsBooleanAttr(name->name))
        return true;
    xmlNode *text = new_node(b, XML_TEXT_NODE, xmlStringText);
    if (!text)
        return false;
    text->content = valued ? decoded(from, to) : xmlStrdup(name->name);
    text->parent = (xmlNode *)*last;
    (*last)->children = (*last)->last = text;
    return text->content != NULL;
}

/* ---- tags ---- */

static void close_innermost(struct builder *b)
{
    const struct open_element *top = innermost(b);
    b->links -= top->node->name[0] == 'a' && !top->node->name[1];
    b->body_over |= is_body(top);
    b->depth--;
}

/* Where a new element may stand; html, head and body are there once and in
 * order, nothing else outside of head and body. */
static bool fits(struct builder *b, const struct known_name *k)
{
    const char *name = (const char *)k->name;
    if (!b->depth)
        return strcmp(name, "html") == 0 && !b->doc->children;
    if (b->body_over)
        return false;
    if (strcmp(name, "html") == 0)
        return false;
    if (strcmp(name, "head") == 0)
        return b->depth == 1 && !b->had_head && !b->had_body;
    if (strcmp(name, "body") == 0)
        return b->depth == 1 && b->had_head && !b->had_body;
    if (!b->had_head || (!b->had_body && b->depth < 2))
        return false;
    return b->had_body || (k->element->kinds & HTML_HEAD);
}

/* Ends what the new element ends; false when parsers would differ. */
static bool make_room(struct builder *b, const struct known_name *k)
{
    while (b->depth > 2) {
        enum html_start s = html_start(innermost(b)->element, k->element);
        if (s == START_UNSURE)
            return false;
        if (s == START_OPENS)
            break;
        close_innermost(b);
    }
    bool link = k->name[0] == 'a' && !k->name[1];
    return !(link && b->links) && b->depth < CEILING_DEPTH - 1;
}

/* The content of script, style: up to its end tag, no markup inside. */
static bool take_raw(struct builder *b, xmlNode *node)
{
    const char *start = b->p;
    size_t n = strlen((const char *)node->name);
    for (const char *p = start;
         (p = memchr(p, '<', (size_t)(b->end - p))) != NULL; p++) {
        if ((size_t)(b->end - p) < n + 3 || p[1] != '/')
            continue;
        size_t i = 0;
        while (i < n && (p[2 + i] | 32) == node->name[i])
            i++;
        if (i < n || is_name_char(p[2 + n]))
            continue;
        if (p > start) {
            xmlNode *raw = new_node(b, XML_CDATA_SECTION_NODE, NULL);
            if (!raw)
                return false;
            raw->content = xmlStrndup((const xmlChar *)start, (int)(p - start));
            append(node, raw);
        }
        const char *close = memchr(p, '>', (size_t)(b->end - p));
        b->p = close ? close + 1 : b->end;
        return close != NULL;
    }
    return false;
}

static bool open_element(struct builder *b, xmlNode *node,
                         const struct known_name *k)
{
    b->had_head |= strcmp((const char *)k->name, "head") == 0;
    b->had_body |= strcmp((const char *)k->name, "body") == 0;
    b->links += k->name[0] == 'a' && !k->name[1];
    b->open[b->depth++] = (struct open_element){node, k->element};
    return true;
}

static bool start_tag(struct builder *b)
{
    const struct known_name *found = take_name(b);
    if (!found)
        return false;
    struct known_name k = *found; /* the cache may change under it */
    if (!fits(b, &k) || !make_room(b, &k))
        return false;
    xmlNode *node = new_node(b, XML_ELEMENT_NODE, k.name);
    xmlAttr *last = NULL;
    if (!node)
        return false;
    append(b->depth ? innermost(b)->node : (xmlNode *)b->doc, node);
    for (;;) {
        while (b->p < b->end && (is_space(*b->p) || *b->p == '/'))
            b->p++;
        if (b->p == b->end)
            return false;
        if (*b->p == '>')
            break;
        if (!take_attribute(b, node, &last))
            return false;
    }
    bool closed = b->p[-1] == '/';
    b->p++;
    if (k.element->kinds & HTML_VOID || closed)
        return true;
    if (k.element->kinds & HTML_RAW)
        return take_raw(b, node);
    return open_element(b, node, &k);
}

/* An end tag closes its element and what is open inside, unless one of those
 * weighs more: </span> does not end a div. Of an element that is not open it
 * says nothing. */
static bool end_tag(struct builder *b)
{
    b->p++;
    const struct known_name *k = take_name(b);
    if (!k)
        return false;
    while (b->p < b->end && is_space(*b->p))
        b->p++;
    if (b->p == b->end || *b->p != '>')
        return false;
    b->p++;
    /* libxml2 makes an empty p of a lonely </p>. */
    bool may_be_lonely = strcmp((const char *)k->name, "p") != 0;
    size_t i = b->depth;
    while (i && b->open[i - 1].node->name != k->name) {
        if (b->open[i - 1].element->end_priority > k->element->end_priority)
            return may_be_lonely;
        i--;
    }
    if (!i)
        return may_be_lonely;
    while (b->depth >= i)
        close_innermost(b);
    return true;
}

static bool skip_declaration(struct builder *b)
{
    size_t left = (size_t)(b->end - b->p);
    if (left >= 4 && memcmp(b->p, "<!--", 4) == 0) {
        const char *close = memmem(b->p + 4, left - 4, "-->", 3);
        if (!close || b->p[4] == '>' || b->p[4] == '-')
            return false;
        b->p = close + 3;
        return true;
    }
    if (left >= 3 && b->p[1] == '!' && b->p[2] == '[')
        return false;
    const char *close = memchr(b->p, '>', left);
    b->p = close ? close + 1 : b->end;
    return close != NULL;
}

static bool take_markup(struct builder *b)
{
    char next = b->p + 1 < b->end ? b->p[1] : 0;
    if (next == '!' || next == '?')
        return skip_declaration(b);
    b->p++;
    if (next == '/')
        return end_tag(b);
    return is_letter(next) && start_tag(b);
}

xmlDoc *html_tree_parse(struct str utf8)
{
    if (!utf8.n || memchr(utf8.p, 0, utf8.n))
        return NULL;
    struct builder b = {.p = utf8.p, .end = utf8.p + utf8.n};
    b.doc = htmlNewDocNoDtD(NULL, NULL);
    if (!b.doc)
        return NULL;
    b.doc->dict = xmlDictCreate();
    bool ok = b.doc->dict != NULL;
    while (ok && b.p < b.end)
        ok = *b.p == '<' ? take_markup(&b) : take_text(&b);
    if (ok && b.had_body)
        return b.doc;
    xmlFreeDoc(b.doc);
    return NULL;
}
