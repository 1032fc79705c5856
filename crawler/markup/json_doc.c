/* SPDX-License-Identifier: MIT
 * json_doc: JSON as a tree that XPath can ask. */
#include "crawler/markup/json_doc.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "crawler/markup/jsonld.h"
#include "crawler/markup/legal.h"

struct growing {
    xmlDoc *doc;  /* what the nodes belong to */
    size_t nodes; /* made so far */
};

static bool is_name_char(unsigned char c)
{
    return ascii_alnum((char)c) || c == '_' || c == '.' || c == '-';
}

static bool starts_name(unsigned char c)
{
    return c > '9' || c == '_';
}

static xmlNode *add_element(struct growing *g, xmlNode *parent,
                            const char *name)
{
    g->nodes++;
    xmlNode *node = xmlNewDocNode(g->doc, NULL, (const xmlChar *)name, NULL);
    if (parent)
        xmlAddChild(parent, node);
    else
        xmlDocSetRootElement(g->doc, node);
    return node;
}

static xmlNode *add_member(struct growing *g, xmlNode *parent, const char *key)
{
    char name[128];
    size_t n = 0;
    bool same = *key != 0;
    if (!starts_name((unsigned char)*key) || !is_name_char((unsigned char)*key))
        name[n++] = '_';
    for (const char *p = key; *p && n < sizeof name - 1; p++) {
        bool legal = is_name_char((unsigned char)*p);
        if (n == 1 && p == key && !legal)
            continue; /* the _ before it stands for it */
        name[n++] = legal ? *p : '_';
    }
    name[n] = 0;
    same = same && strcmp(name, key) == 0;
    xmlNode *node = add_element(g, parent, name);
    if (!same) {
        xmlChar *text = legal_text(str_of(key));
        xmlNewProp(node, (const xmlChar *)"key", text);
        xmlFree(text);
    }
    return node;
}

static void add_text(struct growing *g, xmlNode *node, const char *p, size_t n)
{
    g->nodes += n > 0;
    legal_put(node, (struct str){p, n});
}

static bool fill(struct growing *g, xmlNode *node, json_object *v, int depth);

static bool fill_object(struct growing *g, xmlNode *node, json_object *v,
                        int depth)
{
    /* {"@value": "text", "@language": "en"} of JSON-LD is that text. */
    json_object *value;
    if (json_object_object_get_ex(v, "@value", &value))
        return fill(g, node, value, depth + 1);
    json_object_object_foreach(v, key, member)
    {
        if (!fill(g, add_member(g, node, key), member, depth + 1))
            return false;
    }
    return true;
}

static bool fill_array(struct growing *g, xmlNode *node, json_object *v,
                       int depth)
{
    size_t n = json_object_array_length(v);
    for (size_t i = 0; i < n; i++)
        if (!fill(g, add_element(g, node, "item"),
                  json_object_array_get_idx(v, i), depth + 1))
            return false;
    return true;
}

/* Recursion is bounded by the tokener's depth. */
static bool fill(struct growing *g, xmlNode *node, json_object *v, int depth)
{
    if (g->nodes > JSON_DOC_NODES || depth > JSON_DOC_DEPTH)
        return false;
    switch (json_object_get_type(v)) {
    case json_type_null:
        xmlNewProp(node, (const xmlChar *)"null", (const xmlChar *)"1");
        return true;
    case json_type_object:
        return fill_object(g, node, v, depth);
    case json_type_array:
        return fill_array(g, node, v, depth);
    case json_type_string:
        add_text(g, node, json_object_get_string(v),
                 (size_t)json_object_get_string_len(v));
        return true;
    default: { /* numbers keep the text they had */
        const char *text = json_object_get_string(v);
        add_text(g, node, text, strlen(text));
        return true;
    }
    }
}

static json_object *parse(struct str json, struct err *e)
{
    json_tokener *t = json_tokener_new_ex(JSON_DOC_DEPTH);
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *v = json_tokener_parse_ex(t, json.p, (int)json.n);
    enum json_tokener_error why = json_tokener_get_error(t);
    if (why == json_tokener_continue) {
        /* A number at the very end is only known to be whole by a NUL. */
        v = json_tokener_parse_ex(t, "", 1);
        why = json_tokener_get_error(t);
    }
    bool whole = why == json_tokener_success;
    if (!whole) {
        err_set(e, "this is not JSON: byte %zu: %s",
                json_tokener_get_parse_end(t),
                why == json_tokener_continue ? "it ends in the middle"
                                             : json_tokener_error_desc(why));
        json_object_put(v);
        v = NULL;
    }
    /* Without memory json-c ends with success, and nothing. */
    if (whole && !v && !str_starts(json, STR("null")))
        err_set(e, "this JSON takes more memory than a page may");
    json_tokener_free(t);
    return v;
}

xmlDoc *json_doc_new(void)
{
    xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
    doc->dict = xmlDictCreate();
    struct growing g = {.doc = doc};
    add_element(&g, NULL, "json");
    return doc;
}

xmlDoc *json_doc_parse(struct str json, struct err *e)
{
    json = str_trim(json);
    if (json.n >= INT_MAX) {
        err_set(e, "the JSON is too long");
        return NULL;
    }
    err_set(e, "%s", "");
    json_object *v = parse(json, e);
    if (e->msg[0])
        return NULL;
    xmlDoc *doc = json_doc_new();
    struct growing g = {.doc = doc};
    if (!fill(&g, xmlDocGetRootElement(doc), v, 0)) {
        err_set(e,
                "the JSON has more than %d parts or is nested deeper than "
                "%d",
                JSON_DOC_NODES, JSON_DOC_DEPTH);
        xmlFreeDoc(doc);
        doc = NULL;
    }
    json_object_put(v);
    return doc;
}

static const xmlNode *child_named(const xmlNode *node, const char *name)
{
    const xmlNode *n = node->children;
    while (n &&
           !(n->type == XML_ELEMENT_NODE && strcmp((char *)n->name, name) == 0))
        n = n->next;
    return n;
}

static struct str id_of(const xmlNode *node)
{
    const xmlNode *id = child_named(node, "_id");
    const xmlNode *text = id ? id->children : NULL;
    if (!text || text->type != XML_TEXT_NODE)
        return (struct str){0};
    return str_of((const char *)text->content);
}

static xmlNode *next_element(xmlNode *n)
{
    xmlNode *to = xmlFirstElementChild(n);
    while (!to && n) {
        to = xmlNextElementSibling(n);
        n = n->parent;
        if (n && n->type != XML_ELEMENT_NODE)
            break;
    }
    return to;
}

/* {"@id": "#ann"} stands for the object of that id: it gets its name and
 * url, so that no selector has to search the page for them. */
static void link_references(xmlDoc *doc)
{
    static const char *const PARTS[] = {"name", "url"};
    struct map named;
    map_init(&named);
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *n = root; n; n = next_element(n)) {
        struct str id = id_of(n);
        if (id.n && child_named(n, "name") && !map_get(&named, id))
            map_put(&named, id, n);
    }
    for (xmlNode *n = root; n; n = next_element(n)) {
        const xmlNode *meant = map_get(&named, id_of(n));
        for (size_t i = 0; meant && i < 2; i++) {
            const xmlNode *part = child_named(meant, PARTS[i]);
            if (part && !child_named(n, PARTS[i]))
                xmlAddChild(n, xmlDocCopyNode((xmlNode *)part, doc, 1));
        }
    }
    map_clear(&named);
}

/* Where JSON begins behind `word` and blanks; -1 nowhere. */
static ptrdiff_t value_behind(struct str script, struct str word)
{
    for (size_t from = 0;;) {
        ptrdiff_t at = str_find(str_from(script, from), word);
        if (at < 0)
            return -1;
        from += (size_t)at + word.n;
        size_t i = from;
        while (i < script.n && ascii_space(script.p[i]))
            i++;
        if (i < script.n && (script.p[i] == '{' || script.p[i] == '['))
            return (ptrdiff_t)i;
    }
}

/* The JSON a script hands to a function or keeps in a variable:
 * "f({key: 'k', data: [1]})", "window.state = {...};". JSON alone is itself. */
static struct str handed_over(struct str script)
{
    static const struct str BEFORE[] = {STR("data:"), STR("="), STR("(")};
    script = str_trim(script);
    bool code = script.n && (ascii_letter(script.p[0]) || script.p[0] == '(');
    for (size_t i = 0; code && i < sizeof BEFORE / sizeof *BEFORE; i++) {
        ptrdiff_t at = value_behind(script, BEFORE[i]);
        if (at >= 0)
            return str_from(script, (size_t)at);
    }
    return script;
}

size_t json_doc_add_loose(xmlDoc *doc, struct str json)
{
    struct err e = {0};
    struct arena a = {0};
    size_t added = 0;
    struct str strict = jsonld_tidy(&a, handed_over(json)), one;
    while (jsonld_next(&strict, &one)) {
        json_object *v = one.n < INT_MAX ? parse(one, &e) : NULL;
        if (!v)
            continue;
        struct growing g = {.doc = doc};
        xmlNode *item = add_element(&g, xmlDocGetRootElement(doc), "item");
        if (fill(&g, item, v, 0))
            added++;
        json_object_put(v);
    }
    link_references(doc);
    arena_clear(&a);
    return added;
}
