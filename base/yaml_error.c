/* SPDX-License-Identifier: MIT
 * yaml: errors with the line, a caret and a suggestion. */
#include <stdarg.h>
#include <stdio.h>

#include "base/yaml.h"

enum { WIDEST_LINE = 160, LONGEST_WORD = 48 };

static struct str line_of(struct str text, int line)
{
    struct str rest = text, piece = {0};
    for (int i = 0; i < line; i++)
        if (!str_split(&rest, '\n', &piece))
            return (struct str){0};
    return piece;
}

/* Columns that a caret needs: code points, tabs kept as they are. */
static void caret(struct buf *out, struct str line, size_t col, size_t width)
{
    buf_z(out, "\n    ");
    buf_str(out, line);
    buf_z(out, "\n    ");
    for (size_t i = 0; i < line.n && i + 1 < col;) {
        bool tab = line.p[i] == '\t';
        str_utf8(line, &i);
        buf_char(out, tab ? '\t' : ' ');
    }
    do
        buf_char(out, '^');
    while (width-- > 1);
}

static size_t code_points(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++)
        str_utf8(s, &i);
    return n;
}

/* libyaml counts columns in code points; the caret and we count bytes. */
static size_t byte_column(struct str line, int col)
{
    size_t at = 0;
    for (int i = 1; i < col && at < line.n; i++)
        str_utf8(line, &at);
    return at + 1;
}

static bool report(const struct yaml_file *f, const struct yaml_node *node,
                   size_t col, size_t width, const char *text, struct err *e)
{
    struct buf b;
    int line = node ? node->line : 1;
    buf_init(&b, sizeof e->msg);
    buf_printf(&b, "%s:%d:%zu: %s", f->name, line, col, text);
    caret(&b, str_part(line_of(f->text, line), 0, WIDEST_LINE), col, width);
    err_set(e, "%s", b.p);
    buf_clear(&b);
    return false;
}

bool yaml_error(const struct yaml_file *f, const struct yaml_node *node,
                struct err *e, const char *fmt, ...)
{
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    struct str line = line_of(f->text, node ? node->line : 1);
    size_t col = node ? byte_column(line, node->col) : 1, width = 1;
    if (node && node->kind == YAML_SCALAR && node->value.n)
        width = code_points(node->value);
    return report(f, node, col, width < LONGEST_WORD ? width : LONGEST_WORD,
                  text, e);
}

bool yaml_error_at(const struct yaml_file *f, const struct yaml_node *node,
                   size_t offset, struct err *e, const char *fmt, ...)
{
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    struct str line = line_of(f->text, node->line);
    size_t col = byte_column(line, node->col) + !node->plain + offset;
    return report(f, node, col <= line.n ? col : line.n + 1, 1, text, e);
}
