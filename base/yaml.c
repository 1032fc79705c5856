/* SPDX-License-Identifier: MIT
 * yaml: from text to a tree with positions, by libyaml's events. */
#include "base/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/ceiling.h"

enum { YAML_DEPTH = 32 };

struct building {
    struct yaml_file *file;                 /* being filled */
    struct yaml_node *open[YAML_DEPTH];     /* maps and lists not yet ended */
    struct yaml_node *youngest[YAML_DEPTH]; /* last child of each */
    struct yaml_node *key[YAML_DEPTH];      /* key that waits for its value */
    int depth;                              /* how many are open */
};

static struct yaml_node *node_new(struct building *b, enum yaml_kind kind,
                                  yaml_mark_t at)
{
    struct yaml_node *n = arena_alloc(b->file->arena, sizeof *n);
    n->kind = kind;
    n->line = (int)at.line + 1;
    n->col = (int)at.column + 1;
    return n;
}

static void link_child(struct building *b, struct yaml_node *parent,
                       struct yaml_node *child)
{
    struct yaml_node **youngest = &b->youngest[b->depth - 1];
    if (*youngest)
        (*youngest)->next = child;
    else
        parent->children = child;
    *youngest = child;
    parent->n++;
}

/* Puts a node where the document goes on: as root, item, key or value. */
static bool hang(struct building *b, struct yaml_node *n, struct err *e)
{
    if (b->depth == 0) {
        b->file->root = n;
        return true;
    }
    struct yaml_node *parent = b->open[b->depth - 1];
    struct yaml_node **key = &b->key[b->depth - 1];
    if (parent->kind == YAML_LIST) {
        link_child(b, parent, n);
        return true;
    }
    if (*key) {
        n->key = *key;
        *key = NULL;
        link_child(b, parent, n);
        return true;
    }
    if (n->kind != YAML_SCALAR)
        return yaml_error(b->file, n, e, "a key must be plain text");
    for (struct yaml_node *c = parent->children; c; c = c->next)
        if (str_eq(c->key->value, n->value))
            return yaml_error(b->file, n, e,
                              "'" STR_FMT "' is given twice (first on line %d)",
                              STR_ARG(n->value), c->key->line);
    *key = n;
    return true;
}

static bool scalar(struct building *b, const yaml_event_t *ev, struct err *e)
{
    struct yaml_node *n = node_new(b, YAML_SCALAR, ev->start_mark);
    struct str text = {(const char *)ev->data.scalar.value,
                       ev->data.scalar.length};
    if (ev->data.scalar.anchor || ev->data.scalar.tag)
        return yaml_error(b->file, n, e,
                          "anchors and tags are not used here; quote a value "
                          "that starts with & or ! as '...'");
    n->value = str_dup(b->file->arena, text);
    n->plain = ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return hang(b, n, e);
}

static bool start(struct building *b, enum yaml_kind kind, yaml_mark_t at,
                  struct err *e)
{
    struct yaml_node *n = node_new(b, kind, at);
    if (!hang(b, n, e))
        return false;
    if (b->depth == YAML_DEPTH)
        return yaml_error(b->file, n, e, "nested deeper than %d", YAML_DEPTH);
    b->open[b->depth] = n;
    b->youngest[b->depth] = b->key[b->depth] = NULL;
    b->depth++;
    return true;
}

static bool event(struct building *b, const yaml_event_t *ev, struct err *e)
{
    struct yaml_node here = {.line = (int)ev->start_mark.line + 1,
                             .col = (int)ev->start_mark.column + 1};
    switch (ev->type) {
    case YAML_ALIAS_EVENT:
        return yaml_error(b->file, &here, e,
                          "aliases are not used here; quote a value that "
                          "starts with * as '...'");
    case YAML_DOCUMENT_START_EVENT:
        return !b->file->root ||
               yaml_error(b->file, &here, e, "one document a file, please");
    case YAML_SCALAR_EVENT:
        return scalar(b, ev, e);
    case YAML_SEQUENCE_START_EVENT:
        return start(b, YAML_LIST, ev->start_mark, e);
    case YAML_MAPPING_START_EVENT:
        return start(b, YAML_MAP, ev->start_mark, e);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        return true;
    default:
        return true;
    }
}

/* Line and column of a byte offset, which libyaml omits for bad UTF-8. */
static void locate(struct str text, size_t offset, struct yaml_node *at)
{
    at->line = at->col = 1;
    for (size_t i = 0; i < offset && i < text.n; i++) {
        at->col = text.p[i] == '\n' ? 1 : at->col + 1;
        at->line += text.p[i] == '\n';
    }
}

static bool parser_error(const struct yaml_file *f, const yaml_parser_t *p,
                         struct err *e)
{
    struct yaml_node at = {.line = (int)p->problem_mark.line + 1,
                           .col = (int)p->problem_mark.column + 1};
    if (p->error == YAML_READER_ERROR)
        locate(f->text, p->problem_offset, &at);
    const char *hint = "";
    if (strstr(p->problem ? p->problem : "", "cannot start any token") ||
        strstr(p->problem ? p->problem : "", "mapping values"))
        hint = "; quote the value with '...'";
    return yaml_error(f, &at, e, "%s%s", p->problem ? p->problem : "not YAML",
                      hint);
}

static bool parse_events(struct yaml_file *f, yaml_parser_t *parser,
                         struct err *e)
{
    struct building b = {.file = f};
    for (bool done = false; !done;) {
        yaml_event_t ev;
        if (!yaml_parser_parse(parser, &ev))
            return parser_error(f, parser, e);
        bool ok = event(&b, &ev, e);
        done = ev.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&ev);
        if (!ok)
            return false;
    }
    return true;
}

bool yaml_parse(struct yaml_file *f, struct arena *a, const char *name,
                struct str text, struct err *e)
{
    *f = (struct yaml_file){
        .name = str_z(a, str_of(name)), .text = text, .arena = a};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return err_set(e, "%s: no memory for the YAML parser", name);
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_from(text, 3); /* editors of Windows write a BOM */
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)(text.p ? text.p : ""), text.n);
    bool ok = parse_events(f, &parser, e);
    yaml_parser_delete(&parser);
    return ok;
}

bool yaml_load(struct yaml_file *f, struct arena *a, const char *path,
               struct err *e)
{
    struct buf b;
    buf_init(&b, CEILING_RULE_FILE);
    bool ok = buf_read_file(&b, path, e);
    struct str text = ok ? str_dup(a, buf_view(&b)) : (struct str){0};
    buf_clear(&b);
    return ok && yaml_parse(f, a, path, text, e);
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (struct yaml_node *c = map->children; c; c = c->next)
        if (str_eqz(c->key->value, key))
            return c;
    return NULL;
}
