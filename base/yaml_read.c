/* SPDX-License-Identifier: MIT
 * yaml: filling structs from mappings by a table of fields. */
#include <string.h>

#include "base/nearest.h"
#include "base/yaml.h"

enum { MOST_FIELDS = 64 };

static const char *a_kind(enum yaml_kind kind)
{
    static const char *const NAMES[] = {"plain text", "a list", "a mapping"};
    return NAMES[kind];
}

static bool expect(const struct yaml_file *f, const struct yaml_node *n,
                   enum yaml_kind kind, struct err *e)
{
    if (n->kind == kind)
        return true;
    const char *hint = n->kind == YAML_SCALAR || kind != YAML_SCALAR
                           ? ""
                           : "; quote text that starts with [ or { as '...'";
    return yaml_error(f, n, e, "expected %s, found %s%s", a_kind(kind),
                      a_kind(n->kind), hint);
}

static bool read_int(const struct yaml_file *f, const struct yaml_node *n,
                     void *out, struct err *e)
{
    int64_t v;
    if (!str_int(n->value, &v))
        return yaml_error(f, n, e, "expected a whole number");
    memcpy(out, &v, sizeof v);
    return true;
}

static bool read_num(const struct yaml_file *f, const struct yaml_node *n,
                     void *out, struct err *e)
{
    double v;
    if (!str_num(n->value, &v))
        return yaml_error(f, n, e, "expected a number like 1.5");
    memcpy(out, &v, sizeof v);
    return true;
}

static bool read_bool(const struct yaml_file *f, const struct yaml_node *n,
                      void *out, struct err *e)
{
    static const char *const YES[] = {"true", "yes", "on"};
    static const char *const NO[] = {"false", "no", "off"};
    for (int i = 0; i < 3; i++) {
        bool yes = str_eqz(n->value, YES[i]);
        if (yes || str_eqz(n->value, NO[i])) {
            memcpy(out, &yes, sizeof yes);
            return true;
        }
    }
    return yaml_error(f, n, e, "expected true or false");
}

static bool read_duration(const struct yaml_file *f, const struct yaml_node *n,
                          void *out, struct err *e)
{
    static const struct {
        char unit;
        int64_t seconds;
    } UNITS[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    struct str s = n->value;
    int64_t count, seconds = 0;
    if (str_eqz(s, "0")) {
        memcpy(out, &seconds, sizeof seconds);
        return true;
    }
    if (s.n >= 2 && str_int(str_part(s, 0, s.n - 1), &count) && count >= 0)
        for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
            if (s.p[s.n - 1] == UNITS[i].unit && count < INT32_MAX)
                seconds = count * UNITS[i].seconds;
    if (seconds <= 0 && !(s.n && s.p[0] == '0'))
        return yaml_error(f, n, e,
                          "expected a time like 90s, 30m, 4h, 7d or 2w");
    memcpy(out, &seconds, sizeof seconds);
    return true;
}

static bool read_strs(const struct yaml_file *f, const struct yaml_node *n,
                      void *out, struct err *e)
{
    const struct yaml_node *first = n->kind == YAML_LIST ? n->children : n;
    size_t count = n->kind == YAML_LIST ? n->n : 1, i = 0;
    struct yaml_strs s = {
        .items = arena_alloc(f->arena, (count + 1) * sizeof(struct str)),
        .nodes = arena_alloc(f->arena, (count + 1) * sizeof(void *)),
        .n = count,
    };
    for (const struct yaml_node *c = first; i < count; c = c->next, i++) {
        if (!expect(f, c, YAML_SCALAR, e))
            return false;
        s.items[i] = c->value;
        s.nodes[i] = (struct yaml_node *)c;
    }
    memcpy(out, &s, sizeof s);
    return true;
}

static bool read_enum(const struct yaml_file *f, const struct yaml_node *n,
                      const char *const *names, void *out, struct err *e)
{
    for (int i = 0; names[i]; i++)
        if (str_eqz(n->value, names[i])) {
            memcpy(out, &i, sizeof i);
            return true;
        }
    struct buf known;
    buf_init(&known, 512);
    for (int i = 0; names[i]; i++)
        buf_printf(&known, "%s%s", i ? ", " : "", names[i]);
    const char *near = nearest_word(n->value, names);
    yaml_error(f, n, e, "unknown value '" STR_FMT "'%s%s%s; it is one of: %s",
               STR_ARG(n->value), near ? "; did you mean '" : "",
               near ? near : "", near ? "'" : "", known.p ? known.p : "");
    buf_clear(&known);
    return false;
}

static bool is_nothing(const struct yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->plain && !n->value.n;
}

static bool read_subs(const struct yaml_file *f, struct yaml_node *n,
                      const struct yaml_field *field, void *out, struct err *e)
{
    bool nothing = is_nothing(n);
    bool one = n->kind == YAML_MAP && field->alone;
    if (!nothing && !one && !expect(f, n, YAML_LIST, e))
        return false;
    struct yaml_subs s = {
        .items = arena_alloc(f->arena, (n->n + 1) * field->size),
        .nodes = arena_alloc(f->arena, (n->n + 1) * sizeof(void *)),
        .n = one ? 1 : n->n,
    };
    size_t i = 0;
    for (struct yaml_node *c = one ? n : n->children; i < s.n;
         c = c->next, i++) {
        s.nodes[i] = c;
        char *item = (char *)s.items + i * field->size;
        if (!yaml_read(f, c, field->fields, item, e))
            return false;
    }
    memcpy(out, &s, sizeof s);
    return true;
}

static bool read_field(const struct yaml_file *f, struct yaml_node *n,
                       const struct yaml_field *field, void *out, struct err *e)
{
    struct yaml_node empty = {.kind = YAML_MAP, .line = n->line, .col = n->col};
    switch (field->type) {
    case YAML_NODE:
        memcpy(out, &n, sizeof n);
        return true;
    case YAML_SUB:
        return yaml_read(f, is_nothing(n) ? &empty : n, field->fields, out, e);
    case YAML_SUBS:
        return read_subs(f, n, field, out, e);
    case YAML_STRS:
        return read_strs(f, n, out, e);
    default:
        break;
    }
    if (!expect(f, n, YAML_SCALAR, e))
        return false;
    switch (field->type) {
    case YAML_INT:
        return read_int(f, n, out, e);
    case YAML_NUM:
        return read_num(f, n, out, e);
    case YAML_BOOL:
        return read_bool(f, n, out, e);
    case YAML_DURATION:
        return read_duration(f, n, out, e);
    case YAML_ENUM:
        return read_enum(f, n, field->names, out, e);
    default:
        memcpy(out, &n->value, sizeof n->value);
        return true;
    }
}

static bool unknown_key(const struct yaml_file *f, const struct yaml_node *key,
                        const struct yaml_field *fields, struct err *e)
{
    const char *names[MOST_FIELDS + 1] = {0};
    for (int i = 0; i < MOST_FIELDS && fields[i].key; i++)
        names[i] = fields[i].key;
    return yaml_error(f, key, e, "unknown key '" STR_FMT "'%s",
                      STR_ARG(key->value),
                      nearest_hint(key->value, names).text);
}

static const struct yaml_field *field_of(const struct yaml_field *fields,
                                         struct str key)
{
    for (; fields->key; fields++)
        if (str_eqz(key, fields->key))
            return fields;
    return NULL;
}

bool yaml_read(const struct yaml_file *f, const struct yaml_node *map,
               const struct yaml_field *fields, void *out, struct err *e)
{
    if (!map)
        return yaml_error(f, NULL, e, "the file is empty");
    if (!expect(f, map, YAML_MAP, e))
        return false;
    for (struct yaml_node *c = map->children; c; c = c->next) {
        const struct yaml_field *field = field_of(fields, c->key->value);
        if (!field)
            return unknown_key(f, c->key, fields, e);
        if (!read_field(f, c, field, (char *)out + field->at, e))
            return false;
    }
    for (; fields->key; fields++)
        if (fields->required && !yaml_get(map, fields->key))
            return yaml_error(f, map, e, "'%s' is missing here", fields->key);
    return true;
}

/* Where a line of the sample begins. */
struct margin {
    int indent; /* of the keys */
    bool dash;  /* the next key starts an item of a list */
    bool off;   /* behind a comment sign */
};

/* One field, its help above it. */
static void sample_field(struct buf *out, const struct yaml_field *field,
                         struct margin m)
{
    bool deep = field->type == YAML_SUB || field->type == YAML_SUBS;
    const char *list = m.off ? "# " : "";
    const char *own = field->off && !deep ? "# " : "";
    if (field->help)
        buf_printf(out, "%s%*s# %s\n", list, m.indent, "", field->help);
    buf_printf(out, "%s%*s%s%s%s:", list, m.dash ? m.indent - 2 : m.indent, "",
               m.dash ? "- " : "", own, field->key);
    buf_printf(out, deep ? "\n" : " %s\n", field->sample);
}

static void sample(struct buf *out, const struct yaml_field *fields,
                   struct margin m)
{
    for (; fields->key; fields++) {
        if (!fields->sample)
            continue;
        if (m.indent == 0)
            buf_char(out, '\n');
        sample_field(out, fields, m);
        m.dash = false;
        struct margin deeper = {m.indent + 2, fields->type == YAML_SUBS,
                                m.off || fields->off};
        if (fields->type == YAML_SUB || fields->type == YAML_SUBS)
            sample(out, fields->fields, deeper);
    }
}

void yaml_sample(struct buf *out, const struct yaml_field *fields)
{
    sample(out, fields, (struct margin){0});
}
