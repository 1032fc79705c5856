/* SPDX-License-Identifier: MIT
 * matrix: rules/matrix/NAME.yaml into rows, every name checked where it
 * stands. */
#include <string.h>

#include "base/nearest.h"
#include "base/yaml.h"
#include "matrix/internal.h"

struct row_text {
    struct str id;            /* unique */
    struct yaml_node *when;   /* question: value or list of them */
    struct str solution;      /* id */
    struct str department;    /* "" = of the topic */
    struct str profile;       /* of the calendar */
    struct str reply, passed; /* templates */
    struct str escalate;      /* department told at once */
    bool top;                 /* of the queue */
    struct bilingual why;     /* sentence */
};

struct matrix_text {
    struct str name;                         /* of the preset */
    struct bilingual title;                  /* for people */
    struct str from;                         /* file it shares with, or "" */
    struct yaml_node *questions;             /* by id */
    struct yaml_node *types;                 /* type -> topic entry */
    struct yaml_subs solutions, departments; /* struct matrix_solution, ... */
    struct yaml_subs topics, rows;           /* struct topic, row_text */
    struct thresholds limits;
    struct weights weights;
};

struct loading {
    struct yaml_file file;
    struct matrix_text text;
    struct matrix *m;
};

const struct yaml_field BILINGUAL[] = {
    {.key = "ru",
     .type = YAML_STR,
     .at = offsetof(struct bilingual, ru),
     .required = true},
    {.key = "en",
     .type = YAML_STR,
     .at = offsetof(struct bilingual, en),
     .required = true},
    {0},
};

#define TEXTS(name, in, member)                                                \
    {                                                                          \
        .key = name, .type = YAML_SUB, .fields = BILINGUAL, .required = true,  \
        .at = offsetof(in, member)                                             \
    }
#define WORD(name, in, member, must)                                           \
    {                                                                          \
        .key = name, .type = YAML_STR, .required = must,                       \
        .at = offsetof(in, member)                                             \
    }
#define FLAG(name, in, member)                                                 \
    {                                                                          \
        .key = name, .type = YAML_BOOL, .required = true,                      \
        .at = offsetof(in, member)                                             \
    }
#define TIME(name, in, member)                                                 \
    {                                                                          \
        .key = name, .type = YAML_DURATION, .required = true,                  \
        .at = offsetof(in, member)                                             \
    }
#define COUNT(name, in, member)                                                \
    {                                                                          \
        .key = name, .type = YAML_INT, .required = true,                       \
        .at = offsetof(in, member)                                             \
    }

static const struct yaml_field SOLUTION[] = {
    WORD("id", struct matrix_solution, id, true),
    FLAG("join", struct matrix_solution, join),
    FLAG("publish", struct matrix_solution, publish),
    {.key = "person",
     .type = YAML_BOOL,
     .at = offsetof(struct matrix_solution, person)},
    TEXTS("text", struct matrix_solution, text),
    {0},
};

static const struct yaml_field DEPARTMENT[] = {
    WORD("id", struct own_department, id, true),
    TEXTS("name", struct own_department, name),
    {0},
};

#define MATTER                                                                 \
    {.key = "about",                                                           \
     .type = YAML_ENUM,                                                        \
     .names = ABOUT_IDS,                                                       \
     .required = true,                                                         \
     .at = offsetof(struct topic, about)},                                     \
        WORD("department", struct topic, department, true),                    \
        FLAG("alone", struct topic, alone)

static const struct yaml_field TOPIC[] = {
    WORD("id", struct topic, id, true),
    MATTER,
    TEXTS("name", struct topic, name),
    {0},
};

/* A type, for when the topic is unknown; its id and name are terms. */
static const struct yaml_field TYPE_TOPIC[] = {MATTER, {0}};

static const struct yaml_field ROW[] = {
    WORD("id", struct row_text, id, true),
    {.key = "when", .type = YAML_NODE, .at = offsetof(struct row_text, when)},
    WORD("solution", struct row_text, solution, true),
    WORD("department", struct row_text, department, false),
    WORD("profile", struct row_text, profile, false),
    WORD("reply", struct row_text, reply, false),
    WORD("reply-passed", struct row_text, passed, false),
    WORD("escalate", struct row_text, escalate, false),
    {.key = "top", .type = YAML_BOOL, .at = offsetof(struct row_text, top)},
    TEXTS("why", struct row_text, why),
    {0},
};

static const struct yaml_field LIMITS[] = {
    TIME("stale-after", struct thresholds, stale_after),
    TIME("stale-after-loud", struct thresholds, stale_after_loud),
    TIME("stale-after-own-card", struct thresholds, stale_after_card),
    COUNT("loud-noise", struct thresholds, loud_noise),
    COUNT("influential-followers", struct thresholds, influential_followers),
    COUNT("influential-posts", struct thresholds, influential_posts),
    COUNT("influential-reach", struct thresholds, influential_reach),
    COUNT("newcomer-posts", struct thresholds, newcomer_posts),
    COUNT("short-text", struct thresholds, short_text),
    COUNT("bait-signs", struct thresholds, bait_signs),
    COUNT("sure-percent", struct thresholds, sure_percent),
    {.key = "thanks-percent",
     .type = YAML_INT,
     .at = offsetof(struct thresholds, thanks_percent)},
    {0},
};

static const struct yaml_field WEIGHTS[] = {
    COUNT("base", struct weights, base),
    COUNT("negative", struct weights, negative),
    COUNT("facts", struct weights, facts),
    COUNT("own-card", struct weights, own_card),
    COUNT("noise", struct weights, noise),
    COUNT("reach", struct weights, reach),
    COUNT("age", struct weights, age),
    {0},
};

#define LIST(name, table, type_, member)                                       \
    {                                                                          \
        .key = name, .type = YAML_SUBS, .fields = table,                       \
        .size = sizeof(type_), .required = true,                               \
        .at = offsetof(struct matrix_text, member)                             \
    }

/* What a preset decides, and what it may share with another. */
#define DECIDES                                                                \
    WORD("name", struct matrix_text, name, true),                              \
        TEXTS("title", struct matrix_text, title),                             \
        LIST("solutions", SOLUTION, struct matrix_solution, solutions),        \
        LIST("rows", ROW, struct row_text, rows)
#define ASKS                                                                   \
    {.key = "questions",                                                       \
     .type = YAML_NODE,                                                        \
     .required = true,                                                         \
     .at = offsetof(struct matrix_text, questions)},                           \
        LIST("departments", DEPARTMENT, struct own_department, departments),   \
        LIST("topics", TOPIC, struct topic, topics),                           \
        {.key = "types",                                                       \
         .type = YAML_NODE,                                                    \
         .required = true,                                                     \
         .at = offsetof(struct matrix_text, types)},                           \
        {.key = "thresholds",                                                  \
         .type = YAML_SUB,                                                     \
         .fields = LIMITS,                                                     \
         .required = true,                                                     \
         .at = offsetof(struct matrix_text, limits)},                          \
    {                                                                          \
        .key = "priority", .type = YAML_SUB, .fields = WEIGHTS,                \
        .required = true, .at = offsetof(struct matrix_text, weights)          \
    }

static const struct yaml_field WHOLE[] = {DECIDES, ASKS, {0}};
static const struct yaml_field ROWS[] = {
    LIST("rows", ROW, struct row_text, rows), {0}};
static const struct yaml_field SHARING[] = {
    WORD("from", struct matrix_text, from, true), DECIDES, {0}};

/* ---- names that must be known ---- */

/* The error for a word that is none of `names` (NULL ends). */
static bool unknown(const struct loading *l, const struct yaml_node *node,
                    const char *what, const char *const *names, struct err *e)
{
    struct buf known;
    buf_init(&known, 700);
    for (int i = 0; names[i]; i++)
        buf_printf(&known, "%s%s", i ? ", " : "", names[i]);
    yaml_error(&l->file, node, e, "unknown %s '" STR_FMT "'%s; known are: %s",
               what, STR_ARG(node->value),
               nearest_hint(node->value, names).text,
               known.p ? known.p : "none");
    buf_clear(&known);
    return false;
}

enum names { IN_SOLUTIONS, IN_DEPARTMENTS, IN_PROFILES, IN_REPLIES };

static const char *const LIST_WORD[] = {"solution", "department",
                                        "deadline profile", "reply"};

/* All names of a list, NULL after the last: for comparison and suggestions. */
static const char **names_of(const struct loading *l, enum names list)
{
    const struct matrix *m = l->m;
    size_t n = 0, most = m->n_solutions + m->n_departments + m->n_contacts +
                         m->worktime.n_profiles + 1;
    const char **names;
    if (list == IN_REPLIES)
        return m->replies.ids;
    names = arena_alloc(l->file.arena, most * sizeof *names);
    for (size_t i = 0; list == IN_SOLUTIONS && i < m->n_solutions; i++)
        names[n++] = str_z(l->file.arena, m->solutions[i].id);
    for (size_t i = 0; list == IN_DEPARTMENTS && i < m->n_departments; i++)
        names[n++] = str_z(l->file.arena, m->departments[i].id);
    for (size_t i = 0; list == IN_DEPARTMENTS && i < m->n_contacts; i++)
        names[n++] = str_z(l->file.arena, m->contacts[i].id);
    for (size_t i = 0; list == IN_PROFILES && i < m->worktime.n_profiles; i++)
        names[n++] = str_z(l->file.arena, m->worktime.profiles[i].id);
    return names;
}

/* True when the member `key` of a mapping is missing or names one of a list. */
static bool check_name(const struct loading *l, const struct yaml_node *map,
                       const char *key, enum names list, struct err *e)
{
    const struct yaml_node *node = yaml_get(map, key);
    const char **names = names_of(l, list);
    if (!node)
        return true;
    for (int i = 0; names[i]; i++)
        if (str_eqz(node->value, names[i]))
            return true;
    return unknown(l, node, LIST_WORD[list], names, e);
}

/* Two entries of a list with one id. */
static bool check_unique(const struct loading *l, const struct yaml_subs *list,
                         const char *what, struct err *e)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t j = 0; j < i; j++) {
            const struct yaml_node *id = yaml_get(list->nodes[i], "id");
            const struct yaml_node *other = yaml_get(list->nodes[j], "id");
            if (str_eq(id->value, other->value))
                return yaml_error(&l->file, id, e,
                                  "%s '" STR_FMT "' is there already (line %d)",
                                  what, STR_ARG(id->value), other->line);
        }
    return list->n || yaml_error(&l->file, l->file.root, e, "no %s", what);
}

/* ---- questions ---- */

static bool read_values(struct loading *l, enum question q,
                        struct yaml_node *map, struct err *e)
{
    struct bilingual *said = l->m->said[q];
    const struct values *known = values_of(q);
    for (struct yaml_node *c = map->children; c; c = c->next) {
        int v = values_find(q, c->key->value);
        if (v < 0)
            return unknown(l, c->key, "answer", known->names, e);
        if (!yaml_read(&l->file, c, BILINGUAL, &said[v], e))
            return false;
    }
    for (int v = 0; known->names[v]; v++)
        if (!yaml_get(map, known->names[v]))
            return yaml_error(&l->file, map, e,
                              "no sentence for the answer '%s' to '%s'",
                              known->names[v], known->question);
    return true;
}

struct question_yaml {
    struct bilingual ask;     /* the question */
    struct yaml_node *values; /* answer -> sentence */
};

static const struct yaml_field QUESTION[] = {
    TEXTS("ask", struct question_yaml, ask),
    {.key = "values",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct question_yaml, values)},
    {0},
};

static bool read_questions(struct loading *l, struct err *e)
{
    const char *names[MATRIX_QUESTIONS + 1] = {0};
    struct yaml_node *all = l->text.questions;
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        names[q] = values_of(q)->question;
    for (struct yaml_node *c = all->children; c; c = c->next) {
        int q = values_question(c->key->value);
        struct question_yaml text = {0};
        if (q < 0)
            return unknown(l, c->key, "question", names, e);
        if (!yaml_read(&l->file, c, QUESTION, &text, e) ||
            !read_values(l, q, text.values, e))
            return false;
        l->m->questions[q] =
            (struct matrix_question){.id = values_of(q)->question,
                                     .ask = text.ask,
                                     .answers = values_of(q)->names,
                                     .said = l->m->said[q],
                                     .n = values_count(q)};
    }
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (!yaml_get(all, names[q]))
            return yaml_error(&l->file, all, e, "the question '%s' is missing",
                              names[q]);
    return true;
}

/* ---- topics and types ---- */

static bool read_types(struct loading *l, struct err *e)
{
    const char *names[TYPE_COUNT + 1] = {0};
    struct yaml_node *all = l->text.types;
    for (int type = 0; type < TYPE_COUNT; type++)
        names[type] = type_name((enum mention_type)type);
    for (struct yaml_node *c = all->children; c; c = c->next) {
        enum mention_type type = type_by_name(c->key->value);
        if (type == TYPE_NONE)
            return unknown(l, c->key, "type", names, e);
        struct topic *t = &l->m->types[type];
        if (!yaml_read(&l->file, c, TYPE_TOPIC, t, e) ||
            !check_name(l, c, "department", IN_DEPARTMENTS, e))
            return false;
        const struct term *term = term_at(TERMS_TYPE, (int)type);
        t->name = (struct bilingual){str_of(term->ru), str_of(term->en)};
    }
    for (int type = 0; type < TYPE_COUNT; type++)
        if (!yaml_get(all, names[type]))
            return yaml_error(&l->file, all, e, "the type '%s' is missing",
                              names[type]);
    return true;
}

static bool read_topics(struct loading *l, struct err *e)
{
    l->m->topics = l->text.topics.items;
    l->m->n_topics = l->text.topics.n;
    for (size_t i = 0; i < l->text.topics.n; i++)
        if (!check_name(l, l->text.topics.nodes[i], "department",
                        IN_DEPARTMENTS, e))
            return false;
    return check_unique(l, &l->text.topics, "topic", e);
}

/* ---- rows ---- */

static bool read_condition(const struct loading *l, enum question q,
                           const struct yaml_node *node, uint32_t *bits,
                           struct err *e)
{
    const struct yaml_node *item =
        node->kind == YAML_LIST ? node->children : node;
    *bits = 0;
    while (item) {
        int v = values_find(q, item->value);
        if (v < 0)
            return unknown(l, item, "answer", values_of(q)->names, e);
        *bits |= 1u << v;
        item = node->kind == YAML_LIST ? item->next : NULL;
    }
    return *bits || yaml_error(&l->file, node, e, "an empty list of answers");
}

static bool read_when(const struct loading *l, const struct yaml_node *when,
                      struct matrix_row *row, struct err *e)
{
    const char *names[MATRIX_QUESTIONS + 1] = {0};
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        names[q] = values_of(q)->question;
        row->when[q] = (1u << values_count(q)) - 1;
    }
    if (when && when->kind != YAML_MAP)
        return yaml_error(&l->file, when, e,
                          "expected question: answer, found something else");
    for (struct yaml_node *c = when ? when->children : NULL; c; c = c->next) {
        int q = values_question(c->key->value);
        if (q < 0)
            return unknown(l, c->key, "question", names, e);
        if (!read_condition(l, q, c, &row->when[q], e))
            return false;
    }
    return true;
}

/* A solution that answers needs a reply and a deadline, one that a person looks
 * at first a deadline only; any other must have neither. */
static bool check_reply(const struct loading *l, const struct yaml_node *node,
                        const struct matrix_row *row, struct err *e)
{
    const struct matrix_solution *s = rows_solution(l->m, row->solution);
    bool acts = s->join || s->publish;
    if (acts && s->person)
        return yaml_error(&l->file, yaml_get(node, "id"), e,
                          "solution " STR_FMT
                          " is for a person: it neither joins nor publishes",
                          STR_ARG(row->solution));
    if (s->person && (!row->profile.n || row->reply.n || row->reply_passed.n))
        return yaml_error(&l->file, yaml_get(node, "id"), e,
                          "solution " STR_FMT
                          " needs a 'profile' here and no reply",
                          STR_ARG(row->solution));
    if (acts && (!row->reply.n || !row->profile.n))
        return yaml_error(&l->file, yaml_get(node, "id"), e,
                          "solution " STR_FMT " needs a %s here",
                          STR_ARG(row->solution),
                          row->reply.n ? "'profile'" : "'reply'");
    if (!acts && !s->person &&
        (row->reply.n || row->profile.n || row->reply_passed.n))
        return yaml_error(&l->file, yaml_get(node, "id"), e,
                          "solution " STR_FMT
                          " does not react: no reply, no profile",
                          STR_ARG(row->solution));
    return true;
}

static bool check_names(const struct loading *l, const struct yaml_node *node,
                        struct err *e)
{
    static const struct {
        const char *key;
        enum names list;
    } NAMES[] = {
        {"solution", IN_SOLUTIONS},   {"department", IN_DEPARTMENTS},
        {"profile", IN_PROFILES},     {"reply", IN_REPLIES},
        {"reply-passed", IN_REPLIES}, {"escalate", IN_DEPARTMENTS},
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (!check_name(l, node, NAMES[i].key, NAMES[i].list, e))
            return false;
    return true;
}

static bool read_rows(struct loading *l, struct err *e)
{
    const struct yaml_subs *rows = &l->text.rows;
    const struct row_text *t = rows->items;
    l->m->n_rows = rows->n;
    l->m->rows =
        arena_alloc(&l->m->arena, (rows->n + 1) * sizeof(struct matrix_row));
    for (size_t i = 0; i < rows->n; i++, t++) {
        struct matrix_row *row = &l->m->rows[i];
        *row = (struct matrix_row){.id = t->id,
                                   .solution = t->solution,
                                   .department = t->department,
                                   .profile = t->profile,
                                   .reply = t->reply,
                                   .reply_passed =
                                       t->passed.n ? t->passed : t->reply,
                                   .escalate = t->escalate,
                                   .top = t->top,
                                   .why = t->why,
                                   .line = rows->nodes[i]->line};
        if (!check_names(l, rows->nodes[i], e) ||
            !read_when(l, t->when, row, e) ||
            !check_reply(l, rows->nodes[i], row, e))
            return false;
    }
    return check_unique(l, rows, "row", e);
}

static bool check_limits(const struct loading *l, struct err *e)
{
    const struct thresholds *t = &l->m->limits;
    const struct yaml_node *node = yaml_get(l->file.root, "thresholds");
    int64_t least[] = {t->stale_after, t->stale_after_loud, t->stale_after_card,
                       t->loud_noise, t->bait_signs};
    for (size_t i = 0; i < sizeof least / sizeof *least; i++)
        if (least[i] <= 0)
            return yaml_error(&l->file, node, e,
                              "times, loud-noise and bait-signs must be "
                              "above 0");
    return true;
}

/* Questions, departments, topics, types, thresholds, points. */
static bool read_asks(struct loading *l, struct err *e)
{
    struct matrix *m = l->m;
    m->limits = l->text.limits;
    m->weights = l->text.weights;
    m->departments = l->text.departments.items;
    m->n_departments = l->text.departments.n;
    return check_unique(l, &l->text.departments, "department", e) &&
           check_limits(l, e) && read_questions(l, e) && read_topics(l, e) &&
           read_types(l, e);
}

/* Name, solutions, rows. */
static bool read_decides(struct loading *l, struct err *e)
{
    struct matrix *m = l->m;
    m->name = l->text.name;
    m->title = l->text.title;
    m->solutions = l->text.solutions.items;
    m->n_solutions = l->text.solutions.n;
    return check_unique(l, &l->text.solutions, "solution", e) &&
           read_rows(l, e);
}

/* The file that `from:` names, beside the preset itself. */
static bool read_from(struct loading *l, const char *path, struct err *e)
{
    struct loading whole = {.m = l->m};
    const char *slash = strrchr(path, '/');
    struct str from = str_printf(&l->m->arena, "%.*s" STR_FMT,
                                 slash ? (int)(slash - path + 1) : 0, path,
                                 STR_ARG(l->text.from));
    return yaml_load(&whole.file, &l->m->arena, from.p, e) &&
           yaml_read(&whole.file, whole.file.root, WHOLE, &whole.text, e) &&
           read_asks(&whole, e);
}

bool load_matrix(struct matrix *m, const char *path, struct err *e)
{
    struct loading l = {.m = m};
    if (!yaml_load(&l.file, &m->arena, path, e))
        return false;
    bool shares = yaml_get(l.file.root, "from") != NULL;
    return yaml_read(&l.file, l.file.root, shares ? SHARING : WHOLE, &l.text,
                     e) &&
           (shares ? read_from(&l, path, e) : read_asks(&l, e)) &&
           read_decides(&l, e);
}

bool load_rows(struct matrix *m, const struct yaml_file *f,
               struct yaml_node *rows, struct err *e)
{
    struct loading l = {.file = *f, .m = m};
    struct yaml_node root = {.kind = YAML_MAP,
                             .line = rows->line,
                             .col = rows->col,
                             .children = rows,
                             .n = 1};
    return yaml_read(&l.file, &root, ROWS, &l.text, e) && read_rows(&l, e);
}
