/* SPDX-License-Identifier: MIT
 * append: sources put into molva.yaml, whose comments and order stay. */
#include "cli/append.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/preview.h"

enum { NUMBERS_MOST = 10000 };

/* ---- what is there ---- */

static bool name_taken(const struct workspace *w, struct str name)
{
    const struct source_setup *s = w->sources.items;
    for (size_t i = 0; i < w->sources.n; i++)
        if (str_eq(s[i].is.name, name))
            return true;
    return false;
}

static struct str host_name(struct str url)
{
    ptrdiff_t at = str_find(url, STR("://"));
    struct str rest = str_from(url, at < 0 ? 0 : (size_t)at + 3), host = {0};
    if (str_starts(rest, STR("www.")))
        rest = str_from(rest, 4);
    str_split(&rest, '/', &host);
    return host;
}

/* What YAML refuses or takes for the end of a line. */
static bool is_odd(uint32_t c)
{
    return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
           c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static struct str cleaned(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, 3 * s.n + 1), *to = p; /* bad bytes: U+FFFD */
    for (size_t at = 0; at < s.n;) {
        uint32_t c = str_utf8(s, &at);
        to = str_put_utf8(to, is_odd(c) ? ' ' : c);
    }
    return str_trim((struct str){p, (size_t)(to - p)});
}

struct str append_name(const struct workspace *w, struct arena *a,
                       struct str like, struct str url)
{
    struct str base = cleaned(a, like);
    if (!base.n)
        base = host_name(url);
    struct str name = base;
    for (int i = 2; name_taken(w, name) && i < NUMBERS_MOST; i++)
        name = str_printf(a, STR_FMT " %d", STR_ARG(base), i);
    return str_dup(a, name);
}

const struct source_setup *append_known(const struct workspace *w,
                                        struct str url)
{
    const struct source_setup *s = w->sources.items;
    for (size_t i = 0; i < w->sources.n; i++)
        for (size_t k = 0; k < s[i].url.n; k++)
            if (probe_same_place(s[i].url.items[k], url))
                return &s[i];
    return NULL;
}

/* ---- as lines ---- */

/* In quotes: names and addresses may hold what YAML takes for its own. */
static void quoted(struct buf *out, struct str s)
{
    buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\'')
            buf_char(out, '\'');
        buf_char(out, s.p[i]);
    }
    buf_char(out, '\'');
}

static void key(struct buf *out, size_t indent, const char *name)
{
    buf_printf(out, "%*s  %s: ", (int)indent, "", name);
}

static void set(struct buf *out, size_t indent, const char *name)
{
    key(out, indent, name);
    buf_z(out, "true\n");
}

static void text(struct buf *out, size_t indent, const char *name,
                 struct str value)
{
    if (!value.n)
        return;
    key(out, indent, name);
    quoted(out, value);
    buf_char(out, '\n');
}

void append_lines(struct buf *out, const struct new_source *s, size_t indent)
{
    struct arena a = {0};
    buf_z(out, "- name: ");
    quoted(out, s->name);
    buf_char(out, '\n');
    key(out, indent, "kind");
    buf_str(out, s->kind);
    buf_char(out, '\n');
    if (s->n)
        key(out, indent, "url");
    for (size_t i = 0; i < s->n; i++) {
        if (s->n > 1)
            buf_printf(out, "\n%*s    - ", (int)indent, "");
        quoted(out, s->url[i]);
    }
    if (s->n)
        buf_char(out, '\n');
    text(out, indent, "brand", s->brand);
    text(out, indent, "map", s->map);
    text(out, indent, "user", s->user);
    text(out, indent, "password", s->password);
    if (s->every) {
        key(out, indent, "every");
        buf_str(out, preview_duration(&a, s->every));
        buf_char(out, '\n');
    }
    if (s->full)
        set(out, indent, "full");
    if (s->allow_private)
        set(out, indent, "allow_private");
    if (s->ignore_robots)
        set(out, indent, "ignore_robots");
    if (s->without_tls)
        set(out, indent, "without_tls");
    arena_clear(&a);
}

/* ---- the place ---- */

/* Where new lines go, and how far they are moved in. */
struct gap {
    size_t from, to; /* bytes that give way: of an empty list [] */
    size_t indent;
    bool key; /* `sources:` is written too */
};

static size_t line_start(struct str text, int line)
{
    size_t at = 0;
    for (int i = 1; i < line && at < text.n; i++) {
        ptrdiff_t end = str_find_char(str_from(text, at), '\n');
        at = end < 0 ? text.n : at + (size_t)end + 1;
    }
    return at;
}

/* The last line of a node or of what is below it. */
static int last_line(const struct yaml_node *n)
{
    int last = n->line;
    for (const struct yaml_node *c = n->children; c; c = c->next) {
        int below = last_line(c);
        last = below > last ? below : last;
    }
    return last;
}

/* Behind the block that starts at this line: before the next line that stands
 * in the first column and is neither an item nor a comment. */
static size_t block_end(struct str text, int line)
{
    size_t at = line_start(text, line + 1), end = at;
    while (at < text.n) {
        struct str rest = str_from(text, at), one;
        str_split(&rest, '\n', &one);
        struct str said = str_trim(one);
        bool comment = said.n && said.p[0] == '#';
        bool item = said.n && said.p[0] == '-' && !str_starts(said, STR("---"));
        bool outside = said.n && !comment && !item && one.p == said.p;
        if (outside)
            return end;
        at += one.n + (at + one.n < text.n);
        if (said.n && !comment)
            end = at;
    }
    return text.n; /* nothing comes behind it: its comments may */
}

static bool find_gap(const struct yaml_file *f, struct gap *gap, struct err *e)
{
    const struct yaml_node *list = yaml_get(f->root, "sources");
    struct str text = f->text;
    *gap = (struct gap){.from = text.n, .to = text.n, .key = !list};
    if (!list)
        return true;
    size_t start = line_start(text, list->line) + (size_t)list->col - 1;
    bool in_brackets = start < text.n && text.p[start] == '[';
    if (in_brackets && list->n)
        return yaml_error(f, list, e,
                          "this list stands in [ ]; write its sources one "
                          "below the other to have more appended");
    if (in_brackets) {
        ptrdiff_t end = str_find_char(str_from(text, start), ']');
        gap->from = start;
        gap->to = end < 0 ? text.n : start + (size_t)end + 1;
        return true;
    }
    if (list->n)
        gap->indent = (size_t)list->col - 1;
    int line = list->n ? last_line(list) : list->key->line;
    gap->from = gap->to = block_end(text, line);
    return true;
}

/* ---- the file ---- */

static void new_text(struct buf *out, struct str text, const struct gap *gap,
                     const struct new_source *all, size_t n)
{
    struct str before = str_part(text, 0, gap->from);
    struct str after = str_from(text, gap->to);
    while (gap->from < gap->to && before.n &&
           strchr(" \t", before.p[before.n - 1]))
        before.n--;
    if (gap->from < gap->to && after.n && after.p[0] == '\n')
        after = str_from(after, 1);
    buf_str(out, before);
    if (before.n && before.p[before.n - 1] != '\n')
        buf_char(out, '\n');
    if (gap->key)
        buf_z(out, "sources:\n");
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "%*s", (int)gap->indent, "");
        append_lines(out, &all[i], gap->indent);
    }
    buf_str(out, after);
}

/* Would it be read, and are the new sources in it? */
static bool reads_well(const struct workspace *w, struct str text,
                       const struct new_source *all, size_t n, struct err *e)
{
    struct yaml_file f;
    struct arena a = {0};
    bool ok = yaml_parse(&f, &a, w->file.name, text, e);
    const struct yaml_node *list = ok ? yaml_get(f.root, "sources") : NULL;
    if (ok && (!list || list->n != w->sources.n + n))
        ok = err_set(e,
                     "%s: the place of a new source is not clear; write it "
                     "by hand",
                     w->file.name);
    const struct yaml_node *item = ok ? list->children : NULL;
    for (size_t i = 0; i < w->sources.n && item; i++)
        item = item->next;
    for (size_t i = 0; ok && i < n; i++, item = item->next) {
        const struct yaml_node *name = yaml_get(item, "name");
        if (!name || !str_eq(name->value, all[i].name))
            ok = err_set(e,
                         "%s: the new source would not be read as it is "
                         "meant; write it by hand",
                         w->file.name);
    }
    arena_clear(&a);
    return ok;
}

/* Only root may give a file to another, and needs to. */
static bool made_like(int fd, const struct stat *old)
{
    struct stat st;
    return fstat(fd, &st) == 0 &&
           ((st.st_uid == old->st_uid && st.st_gid == old->st_gid) ||
            fchown(fd, old->st_uid, old->st_gid) == 0) &&
           fchmod(fd, old->st_mode & 07777) == 0;
}

/* A new file in the place of the old one, which is whole at every moment. */
static bool replace(const char *path, struct str text, struct err *e)
{
    char real[PATH_MAX], temporary[PATH_MAX + 16];
    struct stat st;
    if (!realpath(path, real) || stat(real, &st) != 0)
        return err_set(e, "%s: %s", path, strerror(errno));
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", real);
    int fd = mkstemp(temporary);
    if (fd < 0)
        return err_set(e, "%s: %s", temporary, strerror(errno));
    bool ok = made_like(fd, &st) && buf_write_to(fd, text) && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(temporary, real) == 0;
    if (!ok) {
        err_set(e, "%s: %s", path, strerror(errno));
        unlink(temporary);
    }
    return ok;
}

bool append_sources(struct workspace *w, const struct new_source *all, size_t n,
                    struct err *e)
{
    struct gap gap;
    struct buf out;
    if (!find_gap(&w->file, &gap, e))
        return false;
    buf_init(&out, CEILING_RULE_FILE);
    new_text(&out, w->file.text, &gap, all, n);
    bool ok = (!out.over ||
               err_set(e, "%s: it would become too long", w->file.name)) &&
              reads_well(w, buf_view(&out), all, n, e) &&
              replace(w->file.name, buf_view(&out), e);
    buf_clear(&out);
    return ok;
}
