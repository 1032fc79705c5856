/* SPDX-License-Identifier: MIT
 * select_walk: running selectors of the common shape. The parser is in
 * select_shape.c. */
#include "crawler/select_walk.h"

#include <string.h>

#include "crawler/select_shape.h"

struct found {
    struct arena *arena; /* of the list, unused for the first only */
    struct nodes *list;  /* where all go, or NULL: the first is wanted */
    xmlNode *first;      /* set when list is NULL */
};

static bool step_matches(const struct step *s, const xmlNode *node,
                         size_t tests);
static bool run(const struct walk *w, size_t i, const xmlNode *at,
                struct found *f);

/* True when the search is over. */
static bool emit(struct found *f, const xmlNode *node)
{
    if (f->list) {
        nodes_put(f->arena, f->list, (xmlNode *)node);
        return false;
    }
    f->first = (xmlNode *)node;
    return true;
}

static const xmlAttr *attribute(const xmlNode *node, struct str name)
{
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (!at->ns && strcmp((const char *)at->name, name.p) == 0)
            return at;
    return NULL;
}

static bool value_matches(const struct test *t, const xmlNode *node)
{
    const xmlAttr *at = attribute(node, t->name);
    if (!at)
        return false;
    const char *v = at->children && at->children->content
                        ? (const char *)at->children->content
                        : "";
    switch (t->kind) {
    case TEST_EQUAL:
        return strcmp(v, t->value.p) == 0;
    case TEST_DIFFERS:
        return strcmp(v, t->value.p) != 0;
    case TEST_STARTS:
        return strncmp(v, t->value.p, t->value.n) == 0;
    default:
        return strstr(v, t->value.p) != NULL;
    }
}

static bool path_exists(const struct walk *w, const xmlNode *node)
{
    return walk_first(w, node) != NULL;
}

static bool test_holds(const struct test *t, const xmlNode *node)
{
    switch (t->kind) {
    case TEST_AND:
        return test_holds(t->left, node) && test_holds(t->right, node);
    case TEST_OR:
        return test_holds(t->left, node) || test_holds(t->right, node);
    case TEST_NOT:
        return !test_holds(t->left, node);
    case TEST_CLASS:
        return node_has_class(node, t->value);
    case TEST_TAG:
        return node_has_tag(node, t->value);
    case TEST_SELF:
        return node->type == XML_ELEMENT_NODE && !node->ns &&
               strcmp((const char *)node->name, t->value.p) == 0;
    case TEST_HAS:
        return attribute(node, t->name) != NULL;
    case TEST_PATH:
        return path_exists(t->path, node);
    default:
        return value_matches(t, node);
    }
}

/* No sibling before it passes the name and the tests before [1]. */
static bool is_first(const struct step *s, const xmlNode *node, size_t tests)
{
    for (const xmlNode *p = node->prev; p; p = p->prev)
        if (step_matches(s, p, tests))
            return false;
    return true;
}

static bool step_matches(const struct step *s, const xmlNode *node,
                         size_t tests)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    if (s->name.p &&
        (node->ns || strcmp((const char *)node->name, s->name.p) != 0))
        return false;
    for (size_t i = 0; i < tests; i++) {
        const struct test *t = s->tests[i];
        if (t->kind == TEST_FIRST ? !is_first(s, node, i)
                                  : !test_holds(t, node))
            return false;
    }
    return true;
}

/* Does node, reached by step k, lead back to `top` by steps from..k? */
static bool leads_back(const struct walk *w, size_t from, size_t k,
                       const xmlNode *node, const xmlNode *top)
{
    if (!step_matches(&w->steps[k], node, w->steps[k].n_tests))
        return false;
    if (k == from)
        return true;
    if (w->steps[k].axis == AXIS_CHILD)
        return node->parent != top &&
               leads_back(w, from, k - 1, node->parent, top);
    for (const xmlNode *p = node->parent; p && p != top; p = p->parent)
        if (leads_back(w, from, k - 1, p, top))
            return true;
    return false;
}

static const xmlNode *next_node(const xmlNode *node, const xmlNode *top)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

/* Everything below `top` from step i on, in document order. */
static bool run_descendants(const struct walk *w, size_t i, const xmlNode *top,
                            struct found *f)
{
    size_t last = w->n_steps - 1;
    bool by_attribute = w->steps[last].axis == AXIS_ATTRIBUTE;
    size_t k = by_attribute ? last - 1 : last;
    for (const xmlNode *n = top->children; n; n = next_node(n, top)) {
        if (n->type != XML_ELEMENT_NODE || !leads_back(w, i, k, n, top))
            continue;
        const xmlNode *hit = n;
        if (by_attribute)
            hit = (const xmlNode *)attribute(n, w->steps[last].name);
        if (hit && emit(f, hit))
            return true;
    }
    return false;
}

static bool run(const struct walk *w, size_t i, const xmlNode *at,
                struct found *f)
{
    if (i == w->n_steps)
        return emit(f, at);
    const struct step *s = &w->steps[i];
    if (s->axis == AXIS_DESCENDANT)
        return run_descendants(w, i, at, f);
    if (s->axis == AXIS_ATTRIBUTE) {
        const xmlAttr *attr = attribute(at, s->name);
        return attr && emit(f, (const xmlNode *)attr);
    }
    for (const xmlNode *n = at->children; n; n = n->next)
        if (step_matches(s, n, s->n_tests) && run(w, i + 1, n, f))
            return true;
    return false;
}

static const xmlNode *start(const struct walk *w, const xmlNode *at)
{
    return w->absolute ? (const xmlNode *)at->doc : at;
}

static bool can_run(const struct walk *w, const xmlNode *at)
{
    return w->absolute || at->type == XML_ELEMENT_NODE ||
           at->type == XML_DOCUMENT_NODE || at->type == XML_HTML_DOCUMENT_NODE;
}

void walk_all(const struct walk *w, xmlNode *at, struct arena *a,
              struct nodes *out)
{
    struct found f = {.arena = a, .list = out};
    if (w->only_first) {
        xmlNode *first = walk_first(w, at);
        if (first)
            nodes_put(a, out, first);
    } else if (can_run(w, at)) {
        run(w, 0, start(w, at), &f);
    }
}

xmlNode *walk_first(const struct walk *w, const xmlNode *at)
{
    struct found f = {0};
    if (can_run(w, at))
        run(w, 0, start(w, at), &f);
    return f.first;
}
