/* SPDX-License-Identifier: MIT
 * csv: records of a table, one after the other. */
#include "base/csv.h"

/* Counts c outside quotes in the first line. */
static int count_in_line(struct str s, char c)
{
    int n = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.n && (quoted || s.p[i] != '\n'); i++) {
        quoted ^= s.p[i] == '"';
        n += !quoted && s.p[i] == c;
    }
    return n;
}

void csv_init(struct csv *c, struct str text)
{
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_from(text, 3);
    *c = (struct csv){.rest = text, .sep = ',', .next_line = 1};
    int best = count_in_line(text, ',');
    for (const char *s = ";\t"; *s; s++)
        if (count_in_line(text, *s) > best) {
            best = count_in_line(text, *s);
            c->sep = *s;
        }
}

/* Offset of the quote that closes the field whose text starts at s, or s.n. */
static size_t closing_quote(struct str s)
{
    size_t i = 0;
    while (i < s.n) {
        if (s.p[i] == '"' && (i + 1 == s.n || s.p[i + 1] != '"'))
            return i;
        i += s.p[i] == '"' ? 2 : 1;
    }
    return s.n;
}

/* A field that starts with a quote; "" inside stands for one. */
static struct str quoted_field(struct csv *c, struct arena *a)
{
    struct str s = str_from(c->rest, 1);
    size_t end = closing_quote(s), n = 0;
    char *p = arena_alloc(a, end + 1);
    for (size_t i = 0; i < end; i++) {
        i += s.p[i] == '"';
        c->next_line += s.p[i] == '\n';
        p[n++] = s.p[i];
    }
    c->rest = str_from(s, end + 1);
    return (struct str){p, n};
}

static struct str plain_field(struct csv *c)
{
    size_t i = 0;
    struct str s = c->rest;
    while (i < s.n && s.p[i] != c->sep && s.p[i] != '\n' && s.p[i] != '\r')
        i++;
    c->rest = str_from(s, i);
    return str_part(s, 0, i);
}

/* Takes a separator; false when the record ends here, its end taken too. */
static bool more_fields(struct csv *c)
{
    if (c->rest.n && c->rest.p[0] == c->sep) {
        c->rest = str_from(c->rest, 1);
        return true;
    }
    if (c->rest.n && c->rest.p[0] == '\r')
        c->rest = str_from(c->rest, 1);
    if (c->rest.n && c->rest.p[0] == '\n') {
        c->rest = str_from(c->rest, 1);
        c->next_line++;
    }
    return false;
}

static struct str field(struct csv *c, struct arena *a)
{
    if (c->rest.n == 0 || c->rest.p[0] != '"')
        return plain_field(c);
    struct str s = quoted_field(c, a);
    plain_field(c); /* what wrongly stands between the quote and the end */
    return s;
}

bool csv_next(struct csv *c, struct arena *a, struct csv_record *r)
{
    while (c->rest.n && (c->rest.p[0] == '\n' || c->rest.p[0] == '\r')) {
        c->next_line += c->rest.p[0] == '\n';
        c->rest = str_from(c->rest, 1);
    }
    if (c->rest.n == 0)
        return false;
    size_t cap = 0;
    *r = (struct csv_record){0};
    c->line = c->next_line;
    do {
        r->fields = arena_grow(a, r->fields, r->n, &cap, sizeof *r->fields);
        r->fields[r->n++] = field(c, a);
    } while (more_fields(c));
    return true;
}

int csv_column(const struct csv_record *header, const char *name)
{
    for (size_t i = 0; i < header->n; i++)
        if (str_eq_nocase(str_trim(header->fields[i]), str_of(name)))
            return (int)i;
    return -1;
}

struct str csv_field(const struct csv_record *r, int column)
{
    return column >= 0 && (size_t)column < r->n ? r->fields[column]
                                                : (struct str){0};
}
