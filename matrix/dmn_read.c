/* SPDX-License-Identifier: MIT
 * dmn: a decision table as the rows of a matrix: a mapping for each rule, as
 * a file of ours has it, each of whose nodes stands where the cell does. */
#include <string.h>

#include "base/ceiling.h"
#include "base/nearest.h"
#include "matrix/dmn.h"
#include "matrix/internal.h"

#define AS_COLUMN(name, column, key) column,
#define AS_KEY(name, column, key)    key,
static const char *const COLUMNS[] = {DMN_OUTPUTS(AS_COLUMN)};
static const char *const KEYS[] = {DMN_OUTPUTS(AS_KEY)};

enum { MOST_COLUMNS = DMN_OUTPUT_COUNT };
_Static_assert((int)MOST_COLUMNS >= (int)MATRIX_QUESTIONS, "room for both");

struct columns {
    const char
        *known[MOST_COLUMNS + 1]; /* what they may be called, NULL behind */
    int is[MOST_COLUMNS];         /* n: which of these each is */
    size_t n;                     /* columns so far */
};

struct table {
    const struct yaml_file *file;
    const struct dmn_element *el;   /* decisionTable */
    struct columns inputs, outputs; /* questions; COLUMNS */
    bool unique;                    /* hit policy UNIQUE, else FIRST */
    struct yaml_node *rows;         /* a list, made of it */
    struct err *e;                  /* what is wrong */
};

static bool fail(const struct table *t, const struct dmn_element *el,
                 const char *says)
{
    return yaml_error(t->file, dmn_node(t->file, el->tag, (struct str){0}),
                      t->e, "%s", says);
}

static void add(struct yaml_node *parent, struct yaml_node *child)
{
    struct yaml_node **end = &parent->children;
    while (*end)
        end = &(*end)->next;
    *end = child;
    parent->n++;
}

/* A list or a mapping at that place; of a mapping, under that key. */
static struct yaml_node *branch(const struct table *t, enum yaml_kind kind,
                                struct dmn_place at, const char *key)
{
    struct yaml_node *n = dmn_node(t->file, at, (struct str){0});
    n->kind = kind;
    if (key)
        n->key = dmn_node(t->file, at, str_of(key));
    return n;
}

static void put(const struct table *t, struct yaml_node *map, const char *key,
                struct yaml_node *value)
{
    struct dmn_place at = {value->line, value->col};
    value->key = dmn_node(t->file, at, str_of(key));
    add(map, value);
}

/* ---- columns ---- */

/* One more column, called otherwise than those before it. */
static bool take_column(const struct table *t, struct columns *to,
                        const struct dmn_element *at, struct str name)
{
    const struct yaml_node *node = dmn_node(t->file, at->tag, (struct str){0});
    int found = 0;
    while (to->known[found] && !str_eqz(name, to->known[found]))
        found++;
    for (size_t i = 0; i < to->n; i++)
        if (to->is[i] == found)
            return yaml_error(t->file, node, t->e,
                              "a second column '" STR_FMT "'", STR_ARG(name));
    if (to->known[found]) {
        to->is[to->n++] = found;
        return true;
    }
    struct buf all;
    buf_init(&all, 400);
    for (int i = 0; to->known[i]; i++)
        buf_printf(&all, "%s%s", i ? ", " : "", to->known[i]);
    yaml_error(t->file, node, t->e,
               "unknown column '" STR_FMT "'%s; known are: %s", STR_ARG(name),
               nearest_hint(name, to->known).text, all.p);
    buf_clear(&all);
    return false;
}

static bool take_input(struct table *t, const struct dmn_element *input)
{
    const struct dmn_element *expression = dmn_child(input, "inputExpression");
    const struct dmn_element *text =
        expression ? dmn_child(expression, "text") : NULL;
    if (!text)
        return fail(t, input, "an input without an expression");
    return take_column(t, &t->inputs, text, text->text);
}

static bool take_output(struct table *t, const struct dmn_element *output)
{
    if (dmn_child(output, "defaultOutputEntry"))
        return fail(t, output,
                    "a default cannot be read; a last rule without conditions "
                    "says the same");
    return take_column(t, &t->outputs, output, dmn_attribute(output, "name"));
}

/* ---- rules ---- */

/* What fits a cell, as `when:` says it. */
static void put_answers(const struct table *t, struct yaml_node *when, int q,
                        const struct feel_tests *tests)
{
    struct dmn_place at = {tests->values->line, tests->values->col};
    struct yaml_node *list = branch(t, YAML_LIST, at, NULL);
    struct yaml_node *next = tests->values;
    uint32_t bits = 0;
    put(t, when, values_of(q)->question, list);
    for (struct yaml_node *value = next; value; value = next) {
        int v = values_find(q, value->value);
        next = v < 0 ? NULL : value->next;
        value->next = NULL;
        if (v < 0 || (!tests->negated && !(bits >> v & 1)))
            add(list, value); /* what is unknown is told by who reads it */
        bits |= v < 0 ? 0 : 1u << v;
    }
    for (int v = 0; tests->negated && v < values_count(q); v++)
        if (!(bits >> v & 1))
            add(list, dmn_node(t->file, at, str_of(values_of(q)->names[v])));
}

static bool take_condition(const struct table *t, struct yaml_node *when, int q,
                           const struct dmn_element *cell)
{
    struct feel_tests tests;
    if (!feel_read_tests(t->file, cell, &tests, t->e))
        return false;
    if (!tests.any)
        put_answers(t, when, q, &tests);
    return true;
}

static bool take_value(const struct table *t, struct yaml_node *row,
                       struct yaml_node *why, int output,
                       const struct dmn_element *cell)
{
    struct yaml_node *value;
    if (!feel_read_value(t->file, cell, &value, t->e))
        return false;
    if (value && value->value.n)
        put(t, output >= DMN_WHY_RU ? why : row, KEYS[output], value);
    return true;
}

/* Modelers call new rules by ids of their own, and have a column for
 * annotations: both stand in where the row says nothing. */
static void take_instead(const struct table *t, const struct dmn_element *rule,
                         struct yaml_node *row, struct yaml_node *why)
{
    struct str id = dmn_attribute(rule, "id");
    const struct dmn_element *entry = dmn_child(rule, "annotationEntry");
    const struct dmn_element *said = dmn_child(rule, "description");
    said = said && said->text.n ? said
           : entry              ? dmn_child(entry, "text")
                                : NULL;
    if (!yaml_get(row, KEYS[DMN_ROW]) && id.n)
        put(t, row, KEYS[DMN_ROW], dmn_node(t->file, rule->tag, id));
    for (int i = DMN_WHY_RU; said && said->text.n && i <= DMN_WHY_EN; i++)
        if (!yaml_get(why, KEYS[i]))
            put(t, why, KEYS[i], dmn_node(t->file, said->at, said->text));
}

static bool take_rule(struct table *t, const struct dmn_element *rule)
{
    size_t in = 0, out = 0;
    struct yaml_node *row = branch(t, YAML_MAP, rule->tag, NULL);
    struct yaml_node *when = branch(t, YAML_MAP, rule->tag, "when");
    struct yaml_node *why = branch(t, YAML_MAP, rule->tag, "why");
    for (const struct dmn_element *c = rule->children; c; c = c->next) {
        bool input = str_eqz(c->name, "inputEntry");
        bool output = str_eqz(c->name, "outputEntry");
        in += input, out += output;
        if (in > t->inputs.n || out > t->outputs.n)
            return fail(t, c, "there is no column for this cell");
        if ((input && !take_condition(t, when, t->inputs.is[in - 1], c)) ||
            (output && !take_value(t, row, why, t->outputs.is[out - 1], c)))
            return false;
    }
    if (in < t->inputs.n || out < t->outputs.n)
        return fail(t, rule, "the rule has no cell for some column");
    take_instead(t, rule, row, why);
    add(row, when);
    if (why->n)
        add(row, why);
    row->next = t->rows->children; /* turned around when all are there */
    t->rows->children = row;
    t->rows->n++;
    return true;
}

static void turn_around(struct yaml_node *list)
{
    struct yaml_node *turned = NULL;
    for (struct yaml_node *n = list->children, *next; n; n = next) {
        next = n->next;
        n->next = turned;
        turned = n;
    }
    list->children = turned;
}

/* ---- the table ---- */

static bool take_part(struct table *t, const struct dmn_element *part)
{
    static const struct {
        const char *name;
        bool (*take)(struct table *t, const struct dmn_element *part);
    } PARTS[] = {{"input", take_input},
                 {"output", take_output},
                 {"rule", take_rule},
                 {"annotation", NULL},
                 {"description", NULL}};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (str_eqz(part->name, PARTS[i].name))
            return !PARTS[i].take || PARTS[i].take(t, part);
    return yaml_error(t->file, dmn_node(t->file, part->tag, (struct str){0}),
                      t->e, "'" STR_FMT "' cannot be read here",
                      STR_ARG(part->name));
}

static bool take_policy(struct table *t)
{
    struct str policy = dmn_attribute(t->el, "hitPolicy");
    t->unique = !policy.n || str_eqz(policy, "UNIQUE");
    return t->unique || str_eqz(policy, "FIRST") ||
           yaml_error(t->file, dmn_node(t->file, t->el->tag, (struct str){0}),
                      t->e,
                      "the hit policy " STR_FMT
                      " cannot be read; FIRST and UNIQUE can",
                      STR_ARG(policy));
}

/* The one decision there is. */
static bool find_table(struct table *t, const struct dmn_element *root)
{
    for (const struct dmn_element *c = root->children; c; c = c->next) {
        if (!str_eqz(c->name, "decision"))
            continue;
        if (t->el)
            return fail(t, c, "a second decision; only one can be read");
        t->el = dmn_child(c, "decisionTable");
        if (!t->el)
            return fail(t, c, "the decision has no table");
    }
    return t->el || fail(t, root, "there is no decision in it");
}

static bool take_table(struct table *t)
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        t->inputs.known[q] = values_of(q)->question;
    memcpy(t->outputs.known, COLUMNS, sizeof COLUMNS);
    t->rows = branch(t, YAML_LIST, t->el->tag, "rows");
    bool ok = take_policy(t);
    for (const struct dmn_element *c = t->el->children; ok && c; c = c->next)
        ok = take_part(t, c);
    turn_around(t->rows);
    return ok;
}

static bool overlap(const struct matrix_row *a, const struct matrix_row *b)
{
    int q = 0;
    while (q < MATRIX_QUESTIONS && a->when[q] & b->when[q])
        q++;
    return q == MATRIX_QUESTIONS;
}

/* UNIQUE: no case falls into two rows. */
static bool check_unique(const struct table *t, const struct matrix *m)
{
    const struct yaml_node *node = t->rows->children;
    for (size_t i = 0; i < m->n_rows; i++, node = node->next)
        for (size_t k = 0; k < i; k++)
            if (overlap(&m->rows[i], &m->rows[k]))
                return yaml_error(t->file, node, t->e,
                                  "rows '" STR_FMT "' and '" STR_FMT
                                  "' fit one case; the hit policy UNIQUE "
                                  "forbids that, FIRST does not",
                                  STR_ARG(m->rows[k].id),
                                  STR_ARG(m->rows[i].id));
    return true;
}

bool matrix_dmn_parse(struct matrix *m, const char *name, struct str text,
                      struct err *e)
{
    struct yaml_file f = {.name = name, .text = text, .arena = &m->arena};
    struct table t = {.file = &f, .e = e};
    struct dmn_element *root = dmn_parse(&f, e);
    return root && find_table(&t, root) && take_table(&t) &&
           load_rows(m, &f, t.rows, e) && (!t.unique || check_unique(&t, m));
}

bool matrix_dmn_load(struct matrix *m, const char *path, struct err *e)
{
    struct buf b;
    buf_init(&b, CEILING_DMN);
    bool ok = buf_read_file(&b, path, e);
    struct str text = str_dup(&m->arena, buf_view(&b));
    buf_clear(&b);
    return ok && matrix_dmn_parse(m, path, text, e);
}
