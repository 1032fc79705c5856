/* SPDX-License-Identifier: MIT
 * html_tree: the tree of an HTML page. */
#include "crawler/markup/html_tree.h"

#include <libxml/HTMLtree.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/mem.h"
#include "crawler/markup/html_flow.h"

struct open_element {
    xmlNode *node;
    const struct html_element *element;
};

/* The text that is still growing: pieces of it stand between comments. */
struct growing {
    xmlNode *node; /* NULL: there is none */
    size_t n, room;
};

struct builder {
    struct html_flow *flow;
    xmlDoc *doc;
    xmlNode *body;
    struct growing text;
    struct open_element open[CEILING_DEPTH];
    size_t depth; /* open elements */
};

static struct open_element *innermost(struct builder *b)
{
    return &b->open[b->depth - 1];
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

/* libxml2's memory may be another than ours: xml_arena.h. */
static void *grown(void *p, size_t n)
{
    return mem_or_end(p ? xmlRealloc(p, n) : xmlMalloc(n));
}

static xmlNode *new_node(struct builder *b, xmlElementType type,
                         const xmlChar *name)
{
    xmlNode *node = grown(NULL, sizeof *node);
    memset(node, 0, sizeof *node);
    node->type = type;
    node->name = name;
    node->doc = b->doc;
    return node;
}

/* Makes room for n more bytes of the text at the end of parent. */
static xmlChar *text_end(struct builder *b, size_t n)
{
    struct growing *g = &b->text;
    xmlNode *parent = innermost(b)->node;
    if (!g->node) {
        *g =
            (struct growing){.node = new_node(b, XML_TEXT_NODE, xmlStringText)};
        append(parent, g->node);
    }
    if (g->n + n + 1 > g->room) {
        g->room = g->n ? 2 * (g->n + n + 1) : n + 1;
        g->node->content = grown(g->node->content, g->room);
    }
    return g->node->content + g->n;
}

static void add_text(struct builder *b, const struct html_token *t)
{
    size_t room = html_ref_room(t->text, t->place);
    char *from = (char *)text_end(b, room);
    char *to = html_ref_decode(from, t->text, t->place, room);
    *to = 0;
    b->text.n += (size_t)(to - from);
    if (b->text.n)
        return;
    xmlUnlinkNode(b->text.node); /* it was all control characters */
    xmlFreeNode(b->text.node);
    b->text = (struct growing){0};
}

static xmlNode *attribute_text(struct builder *b, struct str value)
{
    xmlNode *text = new_node(b, XML_TEXT_NODE, xmlStringText);
    size_t room = html_ref_room(value, HTML_IN_ATTRIBUTE);
    char *content = grown(NULL, room + 1);
    *html_ref_decode(content, value, HTML_IN_ATTRIBUTE, room) = 0;
    text->content = (xmlChar *)content;
    return text;
}

static xmlAttr *add_attribute(struct builder *b, xmlNode *node, xmlAttr *last,
                              const struct html_attribute *from)
{
    xmlAttr *a = grown(NULL, sizeof *a);
    memset(a, 0, sizeof *a);
    a->type = XML_ATTRIBUTE_NODE;
    a->name = from->name;
    a->parent = node;
    a->doc = b->doc;
    a->prev = last;
    if (last)
        last->next = a;
    else
        node->properties = a;
    a->children = a->last = attribute_text(b, from->value);
    a->children->parent = (xmlNode *)a;
    return a;
}

static void add_attributes(struct builder *b, xmlNode *node,
                           const struct html_token *t)
{
    xmlAttr *last = NULL;
    for (size_t i = 0; i < t->n_attributes; i++)
        last = add_attribute(b, node, last, &t->attributes[i]);
}

/* html or body stands there again. */
static void add_more(struct builder *b, const struct html_token *t)
{
    bool body = t->element->role == HTML_IS_BODY;
    xmlNode *node = body ? b->body : b->open[0].node;
    xmlAttr *last = node->properties;
    while (last && last->next)
        last = last->next;
    for (size_t i = 0; i < t->n_attributes; i++)
        last = add_attribute(b, node, last, &t->attributes[i]);
}

/* ---- tags ---- */

static bool is_blank(struct str s)
{
    size_t n = 0;
    while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\n' || s.p[n] == '\t'))
        n++;
    return n == s.n;
}

/* Ends what the new element ends. */
static void make_room(struct builder *b, const struct html_element *fresh)
{
    while (b->depth && innermost(b)->element->ended_by & fresh->ends)
        b->depth--;
}

static bool start_tag(struct builder *b, const struct html_token *t,
                      struct err *e)
{
    make_room(b, t->element);
    b->text = (struct growing){0};
    xmlNode *node = new_node(b, XML_ELEMENT_NODE, t->name);
    append(b->depth ? innermost(b)->node : (xmlNode *)b->doc, node);
    add_attributes(b, node, t);
    if (t->element->role == HTML_IS_BODY)
        b->body = node;
    if (t->closed)
        return true;
    if (b->depth == CEILING_DEPTH)
        return err_set(e, "elements are nested deeper than %d", CEILING_DEPTH);
    b->open[b->depth++] = (struct open_element){node, t->element};
    return true;
}

/* An end tag closes its element and what is open inside, unless one of those
 * weighs more: </span> does not end a div. Of an element that is not open it
 * says nothing. */
static void end_tag(struct builder *b, const struct html_token *t)
{
    int priority = html_priority(t->element);
    size_t i = b->depth;
    while (i && b->open[i - 1].node->name != t->name)
        i--;
    if (!i)
        return;
    for (size_t k = b->depth; k > i; k--)
        if (html_priority(b->open[k - 1].element) > priority)
            return;
    b->depth = i - 1;
    b->text = (struct growing){0};
}

/* Frames, and what a badly nested template in head leaves outside of it, are
 * nested by libxml2 in its own way. */
static bool is_refused(struct builder *b, const struct html_token *t)
{
    if (t->kind == HTML_START && t->element->role == HTML_IS_FRAMESET)
        return true;
    if (b->body || b->depth != 2) /* deeper, or head is to come */
        return false;
    return t->kind == HTML_TEXT
               ? !is_blank(t->text)
               : t->kind == HTML_START && !(t->element->kinds & HTML_HEAD);
}

static bool put(struct builder *b, const struct html_token *t, struct err *e)
{
    if (t->kind == HTML_TEXT)
        add_text(b, t);
    else if (t->more)
        add_more(b, t);
    else if (t->kind == HTML_END)
        end_tag(b, t);
    else
        return start_tag(b, t, e);
    return true;
}

static bool build(struct builder *b, bool *refused, struct err *e)
{
    const struct html_token *t;
    while ((t = html_flow_next(b->flow, e)) != NULL) {
        *refused = is_refused(b, t);
        if (*refused || !put(b, t, e))
            break;
    }
    return !e->msg[0];
}

bool html_tree_parse(struct str utf8, xmlDoc **doc, struct err *e)
{
    *doc = NULL;
    e->msg[0] = 0;
    struct builder b = {.doc = mem_or_end(htmlNewDocNoDtD(NULL, NULL))};
    b.doc->dict = mem_or_end(xmlDictCreate());
    b.flow = xmalloc(sizeof *b.flow);
    html_flow_init(b.flow, utf8, b.doc->dict);
    bool refused = false, ok = build(&b, &refused, e);
    html_flow_clear(b.flow);
    free(b.flow);
    if (ok && !refused && b.doc->children)
        *doc = b.doc;
    else
        xmlFreeDoc(b.doc);
    return ok;
}
