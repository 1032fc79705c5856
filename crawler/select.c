/* SPDX-License-Identifier: MIT
 * select: compiling selectors and running them, by walk or by XPath. */
#include "crawler/select.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/number.h"
#include "crawler/select_css.h"
#include "crawler/select_walk.h"

struct selector {
    struct arena arena;         /* of the walk and the text */
    const struct walk *walk;    /* NULL when only XPath can do it */
    xmlXPathCompExpr *compiled; /* always there */
};

void nodes_put(struct arena *a, struct nodes *list, xmlNode *node)
{
    list->all = arena_grow(a, list->all, list->n, &list->cap, sizeof node);
    list->all[list->n++] = node;
}

struct str node_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0)
            return at->children && at->children->content
                       ? str_of((const char *)at->children->content)
                       : (struct str){0};
    return (struct str){0};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool node_has_class(const xmlNode *node, struct str word)
{
    if (node->type != XML_ELEMENT_NODE || !word.n)
        return false;
    const char *p = node_attribute(node, "class").p;
    while (p && (p = strstr(p, word.p))) {
        bool starts = p == node_attribute(node, "class").p || is_space(p[-1]);
        if (starts && (!p[word.n] || is_space(p[word.n])))
            return true;
        p += word.n;
    }
    return false;
}

bool node_has_tag(const xmlNode *node, struct str name)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    const char *colon = strrchr((const char *)node->name, ':');
    const char *local = colon ? colon + 1 : (const char *)node->name;
    return str_eq_nocase(str_of(local), name);
}

/* ---- functions that XPath lacks ---- */

static xmlChar *pop_text(xmlXPathParserContext *c, int given, int wanted)
{
    if (given != wanted) {
        xmlXPathErr(c, XPATH_INVALID_ARITY);
        return NULL;
    }
    return xmlXPathPopString(c);
}

static void fn_cls(xmlXPathParserContext *c, int n)
{
    xmlChar *word = pop_text(c, n, 1);
    if (!word)
        return;
    struct str s = str_of((const char *)word);
    xmlXPathReturnBoolean(c, node_has_class(c->context->node, s));
    xmlFree(word);
}

static void fn_tag(xmlXPathParserContext *c, int n)
{
    xmlChar *name = pop_text(c, n, 1);
    if (!name)
        return;
    struct str s = str_of((const char *)name);
    xmlXPathReturnBoolean(c, node_has_tag(c->context->node, s));
    xmlFree(name);
}

static void fn_current(xmlXPathParserContext *c, int n)
{
    if (n)
        xmlXPathErr(c, XPATH_INVALID_ARITY);
    else
        valuePush(c, xmlXPathNewNodeSet(c->context->extra));
}

static void fn_num(xmlXPathParserContext *c, int n)
{
    xmlChar *text = pop_text(c, n, 1);
    if (!text)
        return;
    double v;
    bool found = number_find(str_of((const char *)text), &v);
    xmlXPathReturnNumber(c, found ? v : NAN);
    xmlFree(text);
}

static void fn_lower(xmlXPathParserContext *c, int n)
{
    xmlChar *text = pop_text(c, n, 1);
    if (!text)
        return;
    for (xmlChar *p = text; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (xmlChar)(*p + ('a' - 'A'));
    xmlXPathReturnString(c, text);
}

static void fn_ends_with(xmlXPathParserContext *c, int n)
{
    xmlChar *end = pop_text(c, n, 2);
    xmlChar *text = end ? xmlXPathPopString(c) : NULL;
    if (text) {
        size_t have = strlen((char *)text), want = strlen((char *)end);
        xmlXPathReturnBoolean(
            c, have >= want && memcmp(text + have - want, end, want) == 0);
    }
    xmlFree(text);
    xmlFree(end);
}

static const struct {
    const char *name;
    xmlXPathFunction run;
} FUNCTIONS[] = {
    {"cls", fn_cls}, {"tag", fn_tag},     {"current", fn_current},
    {"num", fn_num}, {"lower", fn_lower}, {"ends-with", fn_ends_with},
};

static void silent(void *ctx, xmlError *error)
{
    (void)ctx;
    (void)error;
}

static xmlXPathContext *new_context(xmlDoc *doc)
{
    xmlXPathContext *c = xmlXPathNewContext(doc);
    if (!c)
        return NULL;
    c->error = silent;
    c->opLimit = CEILING_XPATH_STEPS;
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        xmlXPathRegisterFunc(c, (const xmlChar *)FUNCTIONS[i].name,
                             FUNCTIONS[i].run);
    return c;
}

/* ---- compiling ---- */

/* Names of functions are only looked up when a selector runs, so it runs once
 * on an empty page: a wrong name is then found at load. */
static bool try_out(xmlXPathCompExpr *compiled, struct err *e)
{
    xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNode *root = xmlNewDocNode(doc, NULL, (const xmlChar *)"html", NULL);
    xmlDocSetRootElement(doc, root);
    xmlXPathContext *c = new_context(doc);
    c->node = root;
    c->extra = root;
    xmlXPathObject *o = xmlXPathCompiledEval(compiled, c);
    bool ok = o != NULL;
    if (!ok)
        err_set(e, "%s",
                c->lastError.code ==
                        XPATH_UNKNOWN_FUNC_ERROR + XML_XPATH_EXPRESSION_OK
                    ? "unknown function"
                    : "this cannot be evaluated");
    xmlXPathFreeObject(o);
    xmlXPathFreeContext(c);
    xmlFreeDoc(doc);
    return ok;
}

static bool compile_xpath(struct selector *s, const char *xpath, size_t *at,
                          struct err *e)
{
    xmlXPathContext *c = new_context(NULL);
    s->compiled = xmlXPathCtxtCompile(c, (const xmlChar *)xpath);
    if (!s->compiled) {
        *at = c->lastError.int1 > 0 ? (size_t)c->lastError.int1 : 0;
        const char *why = c->lastError.message;
        err_set(e, "%s", why ? why : "not XPath 1.0");
        size_t n = strlen(e->msg);
        if (n && e->msg[n - 1] == '\n')
            e->msg[n - 1] = 0;
    }
    xmlXPathFreeContext(c);
    return s->compiled && try_out(s->compiled, e);
}

struct selector *select_new(struct str text, size_t *at, struct err *e)
{
    struct selector *s = xcalloc(1, sizeof *s);
    *at = 0;
    struct str trimmed = str_trim(text);
    const char *xpath = str_z(&s->arena, text);
    if (!trimmed.n) {
        err_set(e, "a selector is missing");
        goto out;
    }
    if (str_eqz(str_part(trimmed, 0, 4), "css:")) {
        size_t skip = (size_t)(trimmed.p - text.p) + 4;
        struct str css = str_from(text, skip);
        xpath = css_to_xpath(&s->arena, css, at, e);
        *at += skip;
        if (!xpath)
            goto out;
    }
    if (!compile_xpath(s, xpath, at, e))
        goto out;
    s->walk = walk_new(&s->arena, str_of(xpath));
    return s;
out:
    select_free(s);
    return NULL;
}

void select_free(struct selector *s)
{
    if (!s)
        return;
    xmlXPathFreeCompExpr(s->compiled);
    arena_clear(&s->arena);
    free(s);
}

bool select_is_walk(const struct selector *s)
{
    return s->walk != NULL;
}

/* ---- running ---- */

void select_page_init(struct select_page *p, xmlDoc *doc, struct arena *a)
{
    *p = (struct select_page){.doc = doc, .arena = a};
}

void select_page_clear(struct select_page *p)
{
    xmlXPathFreeContext(p->xpath);
    p->xpath = NULL;
}

static xmlXPathObject *evaluate(struct select_page *p, const struct selector *s,
                                xmlNode *at)
{
    if (!p->xpath)
        p->xpath = new_context(p->doc);
    if (!p->xpath)
        return NULL;
    p->xpath->node = at ? at : (xmlNode *)p->doc;
    p->xpath->extra = p->xpath->node;
    p->xpath->opCount = 0;
    xmlXPathObject *o = xmlXPathCompiledEval(s->compiled, p->xpath);
    if (!o && p->xpath->lastError.code ==
                  XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED)
        p->too_heavy = true;
    return o;
}

bool select_nodes_xpath(struct select_page *p, const struct selector *s,
                        xmlNode *at, struct nodes *out)
{
    xmlXPathObject *o = evaluate(p, s, at);
    *out = (struct nodes){0};
    if (o && o->type == XPATH_NODESET && o->nodesetval) {
        xmlXPathNodeSetSort(o->nodesetval);
        for (int i = 0; i < o->nodesetval->nodeNr; i++)
            if (o->nodesetval->nodeTab[i]->type != XML_NAMESPACE_DECL)
                nodes_put(p->arena, out, o->nodesetval->nodeTab[i]);
    }
    xmlXPathFreeObject(o);
    return out->n > 0;
}

bool select_nodes(struct select_page *p, const struct selector *s, xmlNode *at,
                  struct nodes *out)
{
    if (!s->walk)
        return select_nodes_xpath(p, s, at, out);
    *out = (struct nodes){0};
    walk_all(s->walk, at ? at : (xmlNode *)p->doc, p->arena, out);
    return out->n > 0;
}

/* Number or text that was computed; NaN, 0 and false count as nothing, so
 * that the next selector of a list gets its turn. */
static bool computed(struct select_page *p, xmlXPathObject *o,
                     struct selected *out)
{
    out->node = NULL;
    if (o->type == XPATH_STRING && o->stringval && *o->stringval)
        out->text = str_dup(p->arena, str_of((char *)o->stringval));
    else if (o->type == XPATH_NUMBER && isfinite(o->floatval) && o->floatval)
        out->text = str_printf(p->arena, "%.10g", o->floatval);
    else if (o->type == XPATH_BOOLEAN && o->boolval)
        out->text = STR("true");
    else
        return false;
    return true;
}

bool select_value(struct select_page *p, const struct selector *s, xmlNode *at,
                  struct selected *out)
{
    *out = (struct selected){0};
    if (s->walk) {
        out->node = walk_first(s->walk, at ? at : (xmlNode *)p->doc);
        return out->node != NULL;
    }
    xmlXPathObject *o = evaluate(p, s, at);
    if (!o)
        return false;
    bool found = false;
    if (o->type != XPATH_NODESET) {
        found = computed(p, o, out);
    } else if (o->nodesetval && o->nodesetval->nodeNr) {
        xmlXPathNodeSetSort(o->nodesetval);
        out->node = o->nodesetval->nodeTab[0];
        found = out->node->type != XML_NAMESPACE_DECL;
    }
    xmlXPathFreeObject(o);
    return found;
}

bool select_any(struct select_page *p, const struct selectors *list,
                xmlNode *at, struct nodes *out)
{
    for (size_t i = 0; i < list->n; i++)
        if (select_nodes(p, list->all[i], at, out))
            return true;
    return false;
}
