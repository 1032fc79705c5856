/* SPDX-License-Identifier: MIT
 * dmn: the elements of a file, each with its place. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <string.h>

#include "base/ceiling.h"
#include "matrix/dmn.h"

struct parsing {
    const struct yaml_file *file;
    xmlParserCtxt *xml;
    struct dmn_element *open[CEILING_DEPTH]; /* depth of them */
    struct dmn_element *last[CEILING_DEPTH]; /* the newest child of each */
    struct dmn_element *root;                /* NULL before it */
    size_t depth;                            /* elements that are open */
    size_t ignored;         /* elements open in one that is left out */
    struct buf text;        /* behind the newest tag */
    struct dmn_place place; /* of `reached` */
    const char *reached;    /* a byte of the file */
    struct err *e;          /* said once */
    bool failed;            /* nothing is read any more */
};

struct dmn_place dmn_forward(struct dmn_place p, struct str passed)
{
    for (size_t i = 0; i < passed.n;) {
        bool line = passed.p[i] == '\n';
        str_utf8(passed, &i);
        p = line ? (struct dmn_place){p.line + 1, 1}
                 : (struct dmn_place){p.line, p.col + 1};
    }
    return p;
}

/* Places are asked for in the order of the file. */
static struct dmn_place place_of(struct parsing *p, const char *at)
{
    if (at > p->reached) {
        struct str passed = {p->reached, (size_t)(at - p->reached)};
        p->place = dmn_forward(p->place, passed);
        p->reached = at;
    }
    return p->place;
}

/* The byte the parser stands at. */
static const char *here(const struct parsing *p)
{
    long n = xmlByteConsumed(p->xml);
    const struct str text = p->file->text;
    return text.p + (n < 0 ? 0 : (size_t)n > text.n ? text.n : (size_t)n);
}

/* The parser goes on: ended from within a callback it frees what it reads. Of
 * entities that a DOCTYPE declares it hears nothing, so none is expanded. */
static void fail(struct parsing *p, struct dmn_place at, const char *says)
{
    if (!p->failed)
        yaml_error(p->file, dmn_node(p->file, at, (struct str){0}), p->e, "%s",
                   says);
    p->failed = true;
}

static struct str copy(const struct parsing *p, const xmlChar *s, size_t n)
{
    return str_dup(p->file->arena, (struct str){(const char *)s, n});
}

/* xml: five pointers each: name, prefix, namespace, value, its end. */
static void take_attributes(struct parsing *p, struct dmn_element *el,
                            const xmlChar **xml, size_t n)
{
    el->attributes =
        arena_alloc(p->file->arena, (n + 1) * sizeof(struct dmn_attribute));
    for (size_t i = 0; i < n; i++, xml += 5)
        if (!xml[2])
            el->attributes[el->n++] = (struct dmn_attribute){
                .name = copy(p, xml[0], strlen((const char *)xml[0])),
                .value = copy(p, xml[3], (size_t)(xml[4] - xml[3])),
            };
}

static bool is_left_out(const xmlChar *name, const xmlChar *space)
{
    return !space || strcmp((const char *)space, DMN_MODEL) != 0 ||
           strcmp((const char *)name, "extensionElements") == 0;
}

/* The parser stands before the > of the tag; what follows is its text. */
static void find_places(struct parsing *p, struct dmn_element *el)
{
    const char *begin = p->file->text.p, *end = begin + p->file->text.n;
    const char *at = here(p), *tag = at;
    while (tag > begin && (tag == end || *tag != '<'))
        tag--;
    el->tag = place_of(p, tag);
    for (at += at < end; at < end && strchr(" \t\r\n", *at); at++)
        ;
    el->raw = at;
    el->at = place_of(p, at);
}

static void take_element(struct parsing *p, struct dmn_element *el)
{
    struct dmn_element **last = p->depth ? &p->last[p->depth - 1] : &p->root;
    if (p->depth && !p->open[p->depth - 1]->children)
        p->open[p->depth - 1]->children = el;
    else if (*last)
        (*last)->next = el;
    *last = el;
    p->last[p->depth] = NULL;
    p->open[p->depth++] = el;
    buf_reset(&p->text);
}

static void start(void *ctx, const xmlChar *name, const xmlChar *prefix,
                  const xmlChar *space, int n_spaces, const xmlChar **spaces,
                  int n, int n_defaulted, const xmlChar **attributes)
{
    struct parsing *p = ctx;
    (void)prefix, (void)n_spaces, (void)spaces, (void)n_defaulted;
    if (p->failed)
        return;
    if (p->depth + p->ignored + 1 >= CEILING_DEPTH) {
        fail(p, place_of(p, here(p)), "the elements are nested too deep");
        return;
    }
    if (p->ignored || (p->depth && is_left_out(name, space))) {
        p->ignored++;
        return;
    }
    struct dmn_element *el = arena_alloc(p->file->arena, sizeof *el);
    el->name = copy(p, name, strlen((const char *)name));
    find_places(p, el);
    if (!p->depth &&
        (is_left_out(name, space) || !str_eqz(el->name, "definitions"))) {
        fail(p, el->tag,
             "this is no DMN 1.3: its root is not definitions of " DMN_MODEL);
        return;
    }
    take_attributes(p, el, attributes, (size_t)n);
    take_element(p, el);
}

static void end(void *ctx, const xmlChar *name, const xmlChar *prefix,
                const xmlChar *space)
{
    struct parsing *p = ctx;
    (void)name, (void)prefix, (void)space;
    if (p->failed)
        return;
    if (p->ignored) {
        p->ignored--;
        return;
    }
    struct dmn_element *el = p->open[--p->depth];
    el->text = str_trim(str_dup(p->file->arena, buf_view(&p->text)));
    buf_reset(&p->text);
}

static void text(void *ctx, const xmlChar *s, int n)
{
    struct parsing *p = ctx;
    if (!p->ignored && !p->failed)
        buf_put(&p->text, s, (size_t)n);
}

/* Entities could be declared in it, and other files be named. */
static void doctype(void *ctx, const xmlChar *name, const xmlChar *id,
                    const xmlChar *system)
{
    struct parsing *p = ctx;
    (void)name, (void)id, (void)system;
    fail(p, place_of(p, here(p)), "a DOCTYPE has no place in DMN");
}

static void wrong(void *ctx, xmlError *error)
{
    struct parsing *p = ctx;
    char says[400];
    struct str message = str_trim(str_of(error->message));
    snprintf(says, sizeof says, "XML: " STR_FMT, STR_ARG(message));
    if (error->level >= XML_ERR_ERROR && !p->failed)
        fail(p, place_of(p, here(p)), says);
}

static void parse(struct parsing *p)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .internalSubset = doctype,
                         .startElementNs = start,
                         .endElementNs = end,
                         .characters = text,
                         .cdataBlock = text,
                         .serror = wrong};
    const struct str all = p->file->text;
    p->xml = xmlCreateMemoryParserCtxt(all.p, (int)all.n);
    if (!p->xml) {
        fail(p, (struct dmn_place){1, 1}, "there is nothing in it");
        return;
    }
    *p->xml->sax = sax;
    p->xml->userData = p;
    /* Of entities only those of XML itself are there: attributes want them
     * replaced. The bytes are UTF-8, whatever the file says of itself. */
    xmlCtxtUseOptions(p->xml,
                      XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(p->xml);
    if (!p->failed && (!p->root || p->depth))
        fail(p, p->place, "the file ends too early");
    xmlFreeDoc(p->xml->myDoc); /* where it keeps what a DOCTYPE declares */
    xmlFreeParserCtxt(p->xml);
}

struct dmn_element *dmn_parse(const struct yaml_file *f, struct err *e)
{
    if (!str_utf8_valid(f->text)) {
        err_set(e, "%s: this is not UTF-8", f->name);
        return NULL;
    }
    struct parsing p = {
        .file = f, .place = {1, 1}, .reached = f->text.p, .e = e};
    buf_init(&p.text, CEILING_RULE_FILE);
    parse(&p);
    buf_clear(&p.text);
    return p.failed ? NULL : p.root;
}

struct str dmn_attribute(const struct dmn_element *el, const char *name)
{
    for (size_t i = 0; i < el->n; i++)
        if (str_eqz(el->attributes[i].name, name))
            return el->attributes[i].value;
    return (struct str){0};
}

struct dmn_element *dmn_child(const struct dmn_element *el, const char *name)
{
    struct dmn_element *c = el->children;
    while (c && !str_eqz(c->name, name))
        c = c->next;
    return c;
}

struct yaml_node *dmn_node(const struct yaml_file *f, struct dmn_place at,
                           struct str word)
{
    struct yaml_node *n = arena_alloc(f->arena, sizeof *n);
    *n = (struct yaml_node){
        .kind = YAML_SCALAR, .line = at.line, .col = at.col, .value = word};
    return n;
}

bool dmn_plain(const struct yaml_file *f, const struct dmn_element *el)
{
    const char *end = f->text.p + f->text.n;
    return (size_t)(end - el->raw) >= el->text.n &&
           memcmp(el->raw, el->text.p, el->text.n) == 0;
}
