/* SPDX-License-Identifier: MIT
 * secrets: ${NAME} in the headers and the password of a source. */
#include "cli/secrets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

/* The file of secrets and where its names are used. */
struct secrets {
    struct workspace *w;    /* whose molva.yaml is filled */
    struct yaml_file file;  /* no root: there is none */
    struct yaml_node *node; /* the headers being filled, for errors */
};

/* The line of a secret is not shown: errors end in logs. */
static bool without_line(struct err *e)
{
    e->msg[strcspn(e->msg, "\n")] = 0;
    return false;
}

static bool is_value(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return false;
    return s.n > 0;
}

static bool read_file(struct secrets *s, struct err *e)
{
    struct workspace *w = s->w;
    const char *path = workspace_path(w, w->secrets);
    if (access(path, R_OK) != 0)
        return yaml_error(&w->file, yaml_get(w->file.root, "secrets"), e,
                          "%s: %s", path, strerror(errno));
    if (!yaml_load(&s->file, &w->arena, path, e))
        return without_line(e);
    const struct yaml_node *root = s->file.root;
    if (root && root->kind != YAML_MAP) {
        yaml_error(&s->file, root, e, "expected lines like NAME: value");
        return without_line(e);
    }
    for (struct yaml_node *n = root ? root->children : NULL; n; n = n->next)
        if (n->kind != YAML_SCALAR || !is_value(n->value)) {
            yaml_error(&s->file, n, e,
                       "the value of " STR_FMT " must be one line of text",
                       STR_ARG(n->key->value));
            return without_line(e);
        }
    return true;
}

static size_t name_length(struct str s)
{
    static const char CHARS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz_0123456789";
    size_t n = 0;
    while (n < s.n && memchr(CHARS, s.p[n], sizeof CHARS - 1))
        n++;
    return n;
}

/* An error under the reference as the file writes it, which may stand lines
 * below the beginning of the headers. */
static bool wrong(const struct secrets *s, struct str reference,
                  const char *what, struct err *e)
{
    const struct yaml_file *f = &s->w->file;
    struct yaml_node at = {.kind = YAML_SCALAR, .plain = true};
    struct str rest = f->text, line;
    if (!s->node)
        return err_set(e, "%s", what);
    while (str_split(&rest, '\n', &line)) {
        ptrdiff_t col =
            ++at.line < s->node->line ? -1 : str_find(line, reference);
        if (col < 0)
            continue;
        at.col = 1;
        at.value = reference;
        for (size_t i = 0; i < (size_t)col; at.col++)
            str_utf8(line, &i);
        return yaml_error(f, &at, e, "%s", what);
    }
    return yaml_error(f, s->node, e, "%s", what);
}

/* The value of the reference at the start of `rest`, which moves behind it. */
static bool take(const struct secrets *s, struct str *rest, struct str *value,
                 struct err *e)
{
    size_t n = name_length(str_from(*rest, 2));
    struct arena *a = &s->w->arena;
    struct str reference = str_part(*rest, 0, n + 3);
    if (!n || !str_ends(reference, STR("}")))
        return wrong(s, str_part(*rest, 0, 2), "expected ${NAME}", e);
    const char *name = str_z(a, str_part(*rest, 2, n));
    const struct yaml_node *node =
        s->file.root ? yaml_get(s->file.root, name) : NULL;
    const char *outside = getenv(name);
    *rest = str_from(*rest, n + 3);
    *value = node ? node->value : str_of(outside);
    if (!node && !outside)
        return wrong(s, reference,
                     str_printf(a,
                                "%s is neither in the file of `secrets:` nor "
                                "in the environment",
                                name)
                         .p,
                     e);
    return is_value(*value) ||
           wrong(s, reference,
                 str_printf(a, "the value of %s must be one line of text", name)
                     .p,
                 e);
}

static bool fill(const struct secrets *s, struct str *headers, struct err *e)
{
    struct str rest = *headers, value;
    struct buf out;
    ptrdiff_t at;
    buf_init(&out, CEILING_RULE_FILE);
    while ((at = str_find(rest, STR("${"))) >= 0) {
        buf_str(&out, str_part(rest, 0, (size_t)at));
        rest = str_from(rest, (size_t)at);
        if (!take(s, &rest, &value, e)) {
            buf_clear(&out);
            return false;
        }
        buf_str(&out, value);
    }
    buf_str(&out, rest);
    *headers = str_dup(&s->w->arena, buf_view(&out));
    buf_clear(&out);
    return true;
}

/* A member of a mapping, when it stands there. */
static bool fill_at(struct secrets *s, const struct yaml_node *map,
                    const char *key, struct str *value, struct err *e)
{
    s->node = yaml_get(map, key);
    return !s->node || fill(s, value, e);
}

/* Every value of the mapping. */
static bool fill_each(struct secrets *s, struct yaml_node *map, struct err *e)
{
    struct yaml_node *n = map ? map->children : NULL;
    for (; n; n = n->next) {
        s->node = n;
        if (n->kind == YAML_SCALAR && !fill(s, &n->value, e))
            return false;
    }
    return true;
}

static bool fill_receivers(struct secrets *s, struct err *e)
{
    struct notify_receiver *r = s->w->notify.receivers.items;
    for (size_t i = 0; i < s->w->notify.receivers.n; i++) {
        const struct yaml_node *map = s->w->notify.receivers.nodes[i];
        if (!fill_at(s, map, "secret", &r[i].secret, e) ||
            !fill_at(s, map, "chat", &r[i].chat, e) ||
            !fill_at(s, map, "telegram", &r[i].telegram, e) ||
            !fill_at(s, map, "password", &r[i].password, e))
            return false;
    }
    return true;
}

bool secrets_fill(struct workspace *w, struct err *e)
{
    struct secrets s = {.w = w};
    struct source_setup *sources = w->sources.items;
    if (w->secrets.n && !read_file(&s, e))
        return false;
    for (size_t i = 0; i < w->sources.n; i++) {
        const struct yaml_node *map = w->sources.nodes[i];
        if (!fill_at(&s, map, "headers", &sources[i].headers, e) ||
            !fill_at(&s, map, "password", &sources[i].password, e) ||
            !fill_each(&s, sources[i].reply, e))
            return false;
    }
    return fill_receivers(&s, e);
}

bool secrets_expand(struct workspace *w, struct str *text, struct err *e)
{
    struct secrets s = {.w = w};
    if (w->secrets.n && !read_file(&s, e))
        return false;
    return fill(&s, text, e) || without_line(e);
}
