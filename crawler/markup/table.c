/* SPDX-License-Identifier: MIT
 * table: what people and programs export as a tree that XPath can ask. */
#include "crawler/markup/table.h"

#include "base/csv.h"
#include "crawler/markup/table_row.h"

enum {
    ABOVE_MOST = 10, /* records above the header at most */
    TOLD_MOST = 20   /* columns told in an error */
};

/* A CSV text being read. */
struct sheet {
    struct csv csv;
    struct csv_record head; /* the names of the columns */
    const char **fields;    /* of each */
    size_t at;              /* record that the head is, from 1; 0: there is
                               none, the columns go by number */
};

static void begin(struct sheet *s, struct str text, char sep)
{
    csv_init(&s->csv, text);
    if (sep)
        s->csv.sep = sep;
    struct str rest = s->csv.rest;
    if (str_starts_nocase(rest, STR("sep=")) && rest.n > 5) { /* Excel's own */
        s->csv.sep = rest.p[4];
        while (s->csv.rest.n && s->csv.rest.p[0] != '\n')
            s->csv.rest = str_from(s->csv.rest, 1);
    }
}

/* Looks for the record that names the columns among the first ones. */
static bool find_head(struct sheet *s, struct table_tree *t, struct str text,
                      char sep)
{
    begin(s, text, sep);
    for (s->at = 1; s->at <= ABOVE_MOST; s->at++) {
        if (!csv_next(&s->csv, t->a, &s->head))
            return false;
        s->fields = arena_alloc(t->a, s->head.n * sizeof *s->fields);
        table_columns(t->a, &t->map, s->head.fields, s->head.n, s->fields);
        if (table_says(s->fields, s->head.n))
            return true;
    }
    return false;
}

/* No record names what is wanted, but the map says it by number. */
static bool by_number(struct sheet *s, struct table_tree *t, struct str text)
{
    int64_t number;
    bool numbers = t->map.n > 0;
    for (size_t i = 0; i < t->map.n; i++)
        numbers &= str_int(t->map.pairs[i].column, &number);
    if (!numbers)
        return false;
    begin(s, text, 0);
    s->at = 0;
    return true;
}

static bool find_columns(struct sheet *s, struct table_tree *t, struct str text)
{
    static const char SEPS[] = {0, ';', '\t', ',', '|'};
    if (by_number(s, t, text)) {
        struct csv csv = s->csv;
        if (!csv_next(&csv, t->a, &s->head))
            return false;
        s->fields = arena_alloc(t->a, s->head.n * sizeof *s->fields);
        table_columns(t->a, &t->map, s->head.fields, s->head.n, s->fields);
        return table_says(s->fields, s->head.n);
    }
    for (size_t i = 0; i < sizeof SEPS; i++)
        if (find_head(s, t, text, SEPS[i]))
            return true;
    return false;
}

static bool no_columns(struct table_tree *t, struct str text, struct err *e)
{
    struct sheet s = {0};
    struct str have = {0};
    begin(&s, text, 0);
    if (!str_trim(text).n || !csv_next(&s.csv, t->a, &s.head))
        return err_set(e, "the table is empty");
    for (size_t i = 0; i < s.head.n && i < TOLD_MOST; i++)
        have =
            str_printf(t->a, STR_FMT "%s" STR_FMT, STR_ARG(have), i ? ", " : "",
                       STR_ARG(str_part(str_trim(s.head.fields[i]), 0, 60)));
    return err_set(
        e,
        "no column is known as a text or a rating; the columns are: " STR_FMT
        "; --map COLUMN=text tells",
        STR_ARG(have));
}

/* A quote that is never closed takes the rest of the file into one field. */
static bool swallowed(const struct sheet *s, const struct csv_record *r,
                      int line)
{
    enum { LINES_MOST = 20 };
    struct str last = r->fields[r->n - 1];
    return !s->csv.rest.n && s->csv.next_line - line > LINES_MOST && last.n &&
           r->n < s->head.n;
}

static void put_record(struct sheet *s, struct table_tree *t,
                       const struct csv_record *r, int line)
{
    size_t n = s->head.n;
    struct str *values = arena_alloc(t->a, n * sizeof *values);
    for (size_t i = 0; i < r->n; i++) {
        if (i < n)
            values[i] = r->fields[i];
        else if (str_trim(r->fields[i]).n) {
            table_fault(t, line, "more columns than the header names");
            return;
        }
    }
    if (swallowed(s, r, line)) {
        table_fault(t, line,
                    "a quote that is opened in this row is never closed");
        return;
    }
    table_row_put(
        t, &(struct table_row){line, n, s->head.fields, s->fields, values});
}

static bool read_csv(struct table_tree *t, struct str text,
                     const struct table_how *how, struct err *e)
{
    struct sheet s = {0};
    struct csv_record r;
    if (!find_columns(&s, t, text))
        return no_columns(t, text, e);
    size_t record = s.at;
    while (record < how->head && csv_next(&s.csv, t->a, &r))
        record++;
    int off = how->head ? how->line - s.csv.next_line : 0;
    while (csv_next(&s.csv, t->a, &r))
        put_record(&s, t, &r, s.csv.line + off);
    return true;
}

static bool is_json(struct str text)
{
    return text.n && (text.p[0] == '{' || text.p[0] == '[');
}

xmlDoc *table_parse(struct arena *a, struct str utf8,
                    const struct table_how *how, struct err *e)
{
    struct table_tree t;
    struct str text = str_trim(utf8);
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_from(text, 3);
    if (str_starts(text, STR("PK\x03\x04"))) {
        err_set(e, "this is a workbook of Excel: save it as CSV");
        return NULL;
    }
    table_tree_init(&t, a);
    t.most = how->most;
    bool ok = table_map_read(&t.map, a, how->map, e);
    if (ok && is_json(text))
        table_json_read(&t, utf8, how->line ? how->line : 1);
    else if (ok)
        ok = read_csv(&t, utf8, how, e);
    table_tree_end(&t);
    if (ok)
        return t.doc;
    xmlFreeDoc(t.doc);
    return NULL;
}
