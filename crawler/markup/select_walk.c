/* SPDX-License-Identifier: MIT
 * select_walk: running selectors of the common shape. The parser is in
 * select_shape.c. */
#include "crawler/markup/select_walk.h"

#include <string.h>

#include "crawler/markup/select_shape.h"

enum { BUCKETS = 64 };

struct walk_index {
    const xmlDoc *doc;
    struct nodes all;            /* every element in document order */
    struct nodes named[BUCKETS]; /* the same by hash of the name */
};

struct found {
    const struct walk_index *index; /* may be NULL */
    struct arena *arena;            /* of the list, unused for the first only */
    struct nodes *list; /* where all go, or NULL: the first is wanted */
    xmlNode *first;     /* set when list is NULL */
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
    return walk_first(w, NULL, node) != NULL;
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
    case TEST_PROP:
        return node_has_prop(node, t->value);
    case TEST_ISA:
        return node_has_type(node, t->value);
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

/* No sibling before it (or behind it) passes the name and the tests that
 * stand before [1] (or [last()]). */
static bool is_first(const struct step *s, const xmlNode *node, size_t tests)
{
    for (const xmlNode *p = node->prev; p; p = p->prev)
        if (step_matches(s, p, tests))
            return false;
    return true;
}

static bool is_last(const struct step *s, const xmlNode *node, size_t tests)
{
    for (const xmlNode *p = node->next; p; p = p->next)
        if (step_matches(s, p, tests))
            return false;
    return true;
}

static bool place_holds(const struct step *s, const xmlNode *node, size_t i)
{
    return s->tests[i]->kind == TEST_FIRST ? is_first(s, node, i)
                                           : is_last(s, node, i);
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
        bool place = t->kind == TEST_FIRST || t->kind == TEST_LAST;
        if (place ? !place_holds(s, node, i) : !test_holds(t, node))
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

static unsigned bucket_of(const char *name)
{
    unsigned hash = 5381;
    for (; *name; name++)
        hash = hash * 33 + (unsigned char)*name;
    return hash % BUCKETS;
}

const struct walk_index *walk_index_new(struct arena *a, const xmlDoc *doc)
{
    struct walk_index *index = arena_alloc(a, sizeof *index);
    const xmlNode *top = (const xmlNode *)doc;
    index->doc = doc;
    for (const xmlNode *n = top->children; n; n = next_node(n, top)) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        nodes_put(a, &index->all, (xmlNode *)n);
        nodes_put(a, &index->named[bucket_of((const char *)n->name)],
                  (xmlNode *)n);
    }
    return index;
}

/* What is searched below a node: its steps from `from` on. */
struct search {
    const struct walk *walk;
    size_t from, k; /* first step, last step of an element */
    const xmlNode *top;
    bool by_attribute; /* an attribute step follows k */
};

static bool try_node(const struct search *s, const xmlNode *n, struct found *f)
{
    if (!leads_back(s->walk, s->from, s->k, n, s->top))
        return false;
    const xmlNode *hit = n;
    if (s->by_attribute)
        hit = (const xmlNode *)attribute(n, s->walk->steps[s->k + 1].name);
    return hit && emit(f, hit);
}

/* Everything below `top` from step i on, in document order. */
static bool run_descendants(const struct walk *w, size_t i, const xmlNode *top,
                            struct found *f)
{
    size_t last = w->n_steps - 1;
    struct search s = {.walk = w, .from = i, .k = last, .top = top};
    s.by_attribute = w->steps[last].axis == AXIS_ATTRIBUTE;
    s.k -= s.by_attribute;
    if (f->index && top == (const xmlNode *)f->index->doc) {
        const char *name = w->steps[s.k].name.p;
        const struct nodes *some =
            name ? &f->index->named[bucket_of(name)] : &f->index->all;
        for (size_t n = 0; n < some->n; n++)
            if (try_node(&s, some->all[n], f))
                return true;
        return false;
    }
    for (const xmlNode *n = top->children; n; n = next_node(n, top))
        if (n->type == XML_ELEMENT_NODE && try_node(&s, n, f))
            return true;
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

void walk_all(const struct walk *w, const struct walk_index *index, xmlNode *at,
              struct arena *a, struct nodes *out)
{
    struct found f = {.index = index, .arena = a, .list = out};
    if (w->only_first) {
        xmlNode *first = walk_first(w, index, at);
        if (first)
            nodes_put(a, out, first);
    } else if (can_run(w, at)) {
        run(w, 0, start(w, at), &f);
    }
}

xmlNode *walk_first(const struct walk *w, const struct walk_index *index,
                    const xmlNode *at)
{
    struct found f = {.index = index};
    if (can_run(w, at))
        run(w, 0, start(w, at), &f);
    return f.first;
}
