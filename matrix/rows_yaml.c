/* SPDX-License-Identifier: MIT
 * matrix: its file, written with other rows than it has. */
#include <limits.h>

#include "base/ascii.h"
#include "matrix/internal.h"

/* What YAML takes for something else than a word. */
static bool is_taken(struct str s)
{
    static const char *const TAKEN[] = {"yes", "no",    "on", "off", "true",
                                        "y",   "false", "n",  "null"};
    for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++)
        if (str_eq_nocase(s, str_of(TAKEN[i])))
            return true;
    return false;
}

static bool is_word(struct str s)
{
    bool word = s.n && ascii_letter(s.p[0]) && !is_taken(s);
    for (size_t i = 0; i < s.n; i++)
        word = word && (ascii_alnum(s.p[i]) || s.p[i] == '-' || s.p[i] == '_');
    return word;
}

/* Must it be written by its number? YAML forbids some, and breaks lines at
 * others. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029 ||
           c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

static void write_escaped(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        uint32_t c = str_utf8(s, &i);
        if (is_hidden(c))
            buf_printf(out, "\\U%08x", c);
        else if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", (char)c);
        else
            buf_utf8(out, c);
    }
    buf_char(out, '"');
}

static void write_quoted(struct buf *out, struct str s)
{
    buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\'')
            buf_char(out, '\'');
        buf_char(out, s.p[i]);
    }
    buf_char(out, '\'');
}

/* As a word, in quotes, or escaped: the plainest that will do. */
static void write_scalar(struct buf *out, struct str s)
{
    bool hidden = false;
    for (size_t i = 0; i < s.n;)
        hidden |= is_hidden(str_utf8(s, &i));
    if (is_word(s))
        buf_str(out, s);
    else if (hidden)
        write_escaped(out, s);
    else
        write_quoted(out, s);
}

static void write_when(struct buf *out, const struct matrix *m,
                       const struct matrix_row *row)
{
    const char *before = "    when: {";
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        uint32_t bits = row->when[q];
        bool several = bits & (bits - 1);
        const char *between = several ? "[" : "";
        if (!matrix_row_asks(m, row, (size_t)q))
            continue;
        buf_printf(out, "%s%s: ", before, values_of(q)->question);
        for (int v = 0; v < values_count(q); v++)
            if (bits >> v & 1) {
                buf_z(out, between);
                write_scalar(out, str_of(values_of(q)->names[v]));
                between = ", ";
            }
        buf_z(out, several ? "]" : "");
        before = ", ";
    }
    buf_z(out, *before == ',' ? "}\n" : "");
}

static void write_row(struct buf *out, const struct matrix *m,
                      const struct matrix_row *row)
{
    bool passed = !str_eq(row->reply_passed, row->reply);
    const struct {
        const char *key;
        struct str value;
    } MEMBERS[] = {{"solution", row->solution},
                   {"department", row->department},
                   {"profile", row->profile},
                   {"reply", row->reply},
                   {"reply-passed", passed ? row->reply_passed : STR("")},
                   {"escalate", row->escalate}};
    buf_z(out, "  - id: ");
    write_scalar(out, row->id);
    buf_char(out, '\n');
    write_when(out, m, row);
    for (size_t i = 0; i < sizeof MEMBERS / sizeof *MEMBERS; i++)
        if (MEMBERS[i].value.n) {
            buf_printf(out, "    %s: ", MEMBERS[i].key);
            write_scalar(out, MEMBERS[i].value);
            buf_char(out, '\n');
        }
    buf_z(out, row->top ? "    top: true\n" : "");
    buf_z(out, "    why: {ru: ");
    write_scalar(out, row->why.ru);
    buf_z(out, ", en: ");
    write_scalar(out, row->why.en);
    buf_z(out, "}\n");
}

/* The lines of a text from one, counted from 1, up to before another. */
static void copy_lines(struct buf *out, struct str text, int from, int to)
{
    struct str line;
    text.n -= str_ends(text, STR("\n"));
    for (int i = 1; i < to && str_split(&text, '\n', &line); i++)
        if (i >= from) {
            buf_str(out, line);
            buf_char(out, '\n');
        }
}

static bool write_file(const struct matrix *m, const struct yaml_file *f,
                       struct buf *out, struct err *e)
{
    const struct yaml_node *rows = yaml_get(f->root, "rows");
    if (!rows || rows->key->col != 1)
        return yaml_error(f, rows ? rows->key : f->root, e,
                          "'rows' has to begin a line here");
    copy_lines(out, f->text, 1, rows->key->line);
    buf_z(out, "rows:\n");
    for (size_t i = 0; i < m->n_rows; i++)
        write_row(out, m, &m->rows[i]);
    if (rows->next)
        copy_lines(out, f->text, rows->next->key->line, INT_MAX);
    return true;
}

bool matrix_yaml(const struct matrix *m, const char *path, struct buf *out,
                 struct err *e)
{
    struct arena a = {0};
    struct yaml_file f;
    bool ok = yaml_load(&f, &a, path, e) && write_file(m, &f, out, e);
    arena_clear(&a);
    return ok;
}
