/* SPDX-License-Identifier: MIT
 * select: compiling selectors and running them, by walk or by XPath. */
#include "crawler/markup/select.h"

#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/ceiling.h"
#include "base/nearest.h"
#include "base/yaml.h"
#include "crawler/markup/number.h"
#include "crawler/markup/repeat.h"
#include "crawler/markup/select_css.h"
#include "crawler/markup/select_shape.h"
#include "crawler/markup/select_walk.h"

struct selector {
    struct arena arena;         /* of the walk and the text */
    const struct walk *walk;    /* NULL when only XPath can do it */
    const struct walk *needed;  /* then: finds nothing where XPath cannot */
    xmlXPathCompExpr *compiled; /* always there */
    bool of_page;               /* gives the same whatever item asks */
};

struct select_memo {
    const struct selector *selector; /* of_page */
    struct selected value;           /* what it gave */
    bool found;                      /* false: nothing */
};

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

static void fn_prop(xmlXPathParserContext *c, int n)
{
    xmlChar *name = pop_text(c, n, 1);
    if (!name)
        return;
    struct str s = str_of((const char *)name);
    xmlXPathReturnBoolean(c, node_has_prop(c->context->node, s));
    xmlFree(name);
}

static void fn_isa(xmlXPathParserContext *c, int n)
{
    xmlChar *name = pop_text(c, n, 1);
    if (!name)
        return;
    struct str s = str_of((const char *)name);
    xmlXPathReturnBoolean(c, node_has_type(c->context->node, s));
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

/* The URL of the page with one parameter of its query set. */
static struct str with_parameter(struct arena *a, struct str url,
                                 struct str name, struct str value)
{
    ptrdiff_t hash = str_find_char(url, '#');
    url = str_part(url, 0, hash < 0 ? url.n : (size_t)hash);
    ptrdiff_t mark = str_find_char(url, '?');
    struct str rest = str_from(url, mark < 0 ? url.n : (size_t)mark + 1), one;
    struct str out = str_part(url, 0, mark < 0 ? url.n : (size_t)mark);
    char sign = '?';
    while (str_split(&rest, '&', &one)) {
        bool same = str_eq(str_part(one, 0, name.n), name) &&
                    (one.n == name.n || one.p[name.n] == '=');
        if (same || !one.n)
            continue;
        out = str_printf(a, STR_FMT "%c" STR_FMT, STR_ARG(out), sign,
                         STR_ARG(one));
        sign = '&';
    }
    return str_printf(a, STR_FMT "%c" STR_FMT "=" STR_FMT, STR_ARG(out), sign,
                      STR_ARG(name), STR_ARG(value));
}

static void fn_with(xmlXPathParserContext *c, int n)
{
    const struct select_page *p = c->context->userData;
    xmlChar *value = pop_text(c, n, 2);
    xmlChar *name = value ? xmlXPathPopString(c) : NULL;
    if (name) {
        struct arena a = {0};
        struct str v = str_of((const char *)value), url = {0};
        if (p && v.n && !str_eqz(v, "NaN"))
            url = with_parameter(&a, p->url, str_of((const char *)name), v);
        xmlXPathReturnString(
            c, xmlStrndup((const xmlChar *)(url.p ? url.p : ""), (int)url.n));
        arena_clear(&a);
    }
    xmlFree(name);
    xmlFree(value);
}

static void fn_repeated(xmlXPathParserContext *c, int n)
{
    struct arena a = {0};
    struct nodes posts;
    xmlXPathObject *o = xmlXPathNewNodeSet(NULL);
    if (n || !o) {
        xmlXPathFreeObject(o);
        xmlXPathErr(c, XPATH_INVALID_ARITY);
        return;
    }
    repeat_posts(&a, c->context->doc, &posts);
    for (size_t i = 0; i < posts.n; i++)
        xmlXPathNodeSetAddUnique(o->nodesetval, posts.all[i]);
    valuePush(c, o);
    arena_clear(&a);
}

static void push_part(xmlXPathParserContext *c, int n,
                      xmlNode *(*part)(xmlNode *))
{
    if (n)
        xmlXPathErr(c, XPATH_INVALID_ARITY);
    else
        valuePush(c, xmlXPathNewNodeSet(part(c->context->node)));
}

static void fn_when(xmlXPathParserContext *c, int n)
{
    push_part(c, n, repeat_date);
}

static void fn_speech(xmlXPathParserContext *c, int n)
{
    push_part(c, n, repeat_speech);
}

static const struct {
    const char *name;
    xmlXPathFunction run;
} FUNCTIONS[] = {
    {"cls", fn_cls},         {"tag", fn_tag},
    {"current", fn_current}, {"prop", fn_prop},
    {"isa", fn_isa},         {"num", fn_num},
    {"lower", fn_lower},     {"ends-with", fn_ends_with},
    {"with", fn_with},       {"repeated", fn_repeated},
    {"when", fn_when},       {"speech", fn_speech},
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

/* XPath's own functions and node tests; libxml2 looks names up only when a
 * selector runs, which would be too late to tell. */
static const char *const KNOWN[] = {"last",
                                    "position",
                                    "count",
                                    "id",
                                    "local-name",
                                    "namespace-uri",
                                    "name",
                                    "string",
                                    "concat",
                                    "starts-with",
                                    "contains",
                                    "substring-before",
                                    "substring",
                                    "substring-after",
                                    "string-length",
                                    "normalize-space",
                                    "translate",
                                    "boolean",
                                    "not",
                                    "true",
                                    "false",
                                    "lang",
                                    "number",
                                    "sum",
                                    "floor",
                                    "ceiling",
                                    "round",
                                    "text",
                                    "node",
                                    "comment",
                                    "processing-instruction",
                                    "cls",
                                    "tag",
                                    "current",
                                    "prop",
                                    "isa",
                                    "num",
                                    "lower",
                                    "ends-with",
                                    "with",
                                    "repeated",
                                    "when",
                                    "speech",
                                    "and",
                                    "or",
                                    "div",
                                    "mod",
                                    NULL};

static bool is_name_char(char c)
{
    return ascii_alnum(c) || (c && strchr("_-.:", c)) || (c & 0x80);
}

static bool is_known(struct str name)
{
    for (size_t i = 0; KNOWN[i]; i++)
        if (str_eqz(name, KNOWN[i]))
            return true;
    return false;
}

/* Every name before a ( must be a function that exists. */
static bool check_functions(struct str xpath, size_t *at, struct err *e)
{
    char quote = 0;
    for (size_t i = 0; i < xpath.n; i++) {
        char c = xpath.p[i];
        if (quote || c == '\'' || c == '"') {
            quote = !quote ? c : c == quote ? 0 : quote;
            continue;
        }
        size_t n = 0;
        while (i + n < xpath.n && is_name_char(xpath.p[i + n]))
            n++;
        struct str name = str_part(xpath, i, n);
        size_t next = i + n;
        while (n && next < xpath.n && ascii_space(xpath.p[next]))
            next++;
        ptrdiff_t axis = str_find(name, STR("::"));
        if (axis >= 0)
            name = str_from(name, (size_t)axis + 2);
        bool call = name.n && next < xpath.n && xpath.p[next] == '(';
        if (call && !is_known(name)) {
            *at = i;
            return err_set(e, "unknown function '" STR_FMT "'%s", STR_ARG(name),
                           nearest_hint(name, KNOWN).text);
        }
        i += n ? n - 1 : 0;
    }
    return true;
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
    return s->compiled && check_functions(str_of(xpath), at, e);
}

/* True of "//h1": asked for each of 500 items it would read the page 500
 * times. A union may go on with a relative path. */
static bool is_of_page(struct str xpath)
{
    return str_starts(str_trim(xpath), STR("/")) &&
           str_find_char(xpath, '|') < 0 &&
           str_find(xpath, STR("current(")) < 0;
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
    if (!str_utf8_valid(text)) {
        err_set(e, "a selector must be UTF-8");
        goto out;
    }
    bool css = str_eqz(str_part(trimmed, 0, 4), "css:");
    if (css) {
        size_t skip = (size_t)(trimmed.p - text.p) + 4;
        xpath = css_to_xpath(&s->arena, str_from(text, skip), at, e);
        *at += skip;
        if (!xpath)
            goto out;
    }
    size_t start = *at;
    if (!compile_xpath(s, xpath, at, e)) {
        if (css) /* the byte counts in the XPath it was made into */
            *at = start;
        goto out;
    }
    s->walk = walk_new(&s->arena, str_of(xpath));
    s->of_page = is_of_page(str_of(xpath));
    if (!s->walk)
        s->needed = walk_needed(&s->arena, str_of(xpath));
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

void select_page_init(struct select_page *p, xmlDoc *doc, struct arena *a,
                      struct str url)
{
    *p = (struct select_page){.doc = doc, .arena = a, .url = url};
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
    p->xpath->userData = p;
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

static const struct walk_index *index_of(struct select_page *p)
{
    if (!p->index)
        p->index = walk_index_new(p->arena, p->doc);
    return p->index;
}

/* False when the beginning of the selector finds nothing: then libxml2, which
 * is slower by far, need not be asked. */
static bool can_find(struct select_page *p, const struct selector *s,
                     xmlNode *at)
{
    return !s->needed || walk_first(s->needed, index_of(p), at);
}

bool select_nodes(struct select_page *p, const struct selector *s, xmlNode *at,
                  struct nodes *out)
{
    *out = (struct nodes){0};
    if (!at)
        at = (xmlNode *)p->doc;
    if (!s->walk)
        return can_find(p, s, at) && select_nodes_xpath(p, s, at, out);
    walk_all(s->walk, index_of(p), at, p->arena, out);
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

static bool value_by_xpath(struct select_page *p, const struct selector *s,
                           xmlNode *at, struct selected *out)
{
    xmlXPathObject *o = can_find(p, s, at) ? evaluate(p, s, at) : NULL;
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

/* Asked of the page once, remembered for the other items. */
static bool value_of_page(struct select_page *p, const struct selector *s,
                          struct selected *out)
{
    for (size_t i = 0; i < p->n_memos; i++)
        if (p->memos[i].selector == s) {
            *out = p->memos[i].value;
            return p->memos[i].found;
        }
    struct select_memo memo = {.selector = s};
    xmlNode *doc = (xmlNode *)p->doc;
    if (s->walk)
        memo.value.node = walk_first(s->walk, index_of(p), doc);
    memo.found = s->walk ? memo.value.node != NULL
                         : value_by_xpath(p, s, doc, &memo.value);
    p->memos =
        arena_grow(p->arena, p->memos, p->n_memos, &p->cap_memos, sizeof memo);
    p->memos[p->n_memos++] = memo;
    *out = memo.value;
    return memo.found;
}

bool select_value(struct select_page *p, const struct selector *s, xmlNode *at,
                  struct selected *out)
{
    *out = (struct selected){0};
    if (!at)
        at = (xmlNode *)p->doc;
    if (s->of_page)
        return value_of_page(p, s, out);
    if (!s->walk)
        return value_by_xpath(p, s, at, out);
    out->node = walk_first(s->walk, index_of(p), at);
    return out->node != NULL;
}

bool select_any(struct select_page *p, const struct selectors *list,
                xmlNode *at, struct nodes *out)
{
    for (size_t i = 0; i < list->n; i++)
        if (select_nodes(p, list->all[i], at, out))
            return true;
    return false;
}
