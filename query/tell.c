/* SPDX-License-Identifier: MIT
 * tell: where a query is wrong, for people. */
#include "base/cause.h"
#include "query/query.h"

enum { WIDEST = 100 /* code points of a line that is shown */ };

/* The line that holds byte `at`, and where it begins. */
static struct str line_at(struct str text, size_t at, size_t *begin, int *no)
{
    *begin = 0, *no = 1;
    for (size_t i = 0; i < at && i < text.n; i++)
        if (text.p[i] == '\n')
            *begin = i + 1, ++*no;
    struct str rest = str_from(text, *begin), line = {0};
    str_split(&rest, '\n', &line);
    return line;
}

/* Of a long line the part around the place. */
static struct str around(struct str line, size_t *at)
{
    size_t from = 0, chars = str_chars(str_part(line, 0, *at)), i, n;
    for (; chars > WIDEST / 2; chars--)
        str_utf8(line, &from);
    for (i = from, n = 0; i < line.n && n < WIDEST; n++)
        str_utf8(line, &i);
    *at -= from;
    return str_part(line, from, i - from);
}

struct str query_told(struct arena *a, struct str text,
                      const struct query_wrong *w, struct str lang)
{
    size_t begin, in_line;
    int number;
    struct buf b;
    struct str line = line_at(text, w->at, &begin, &number);
    in_line = w->at - begin < line.n ? w->at - begin : line.n;
    size_t column = str_chars(str_part(line, 0, in_line)) + 1;
    struct str what = cause_in(a, w->what, lang);
    buf_init(&b, 4 * QUERY_LONGEST);
    buf_printf(&b, "%d:%zu: " STR_FMT "\n    ", number, column, STR_ARG(what));
    line = around(line, &in_line);
    buf_str(&b, line);
    buf_z(&b, "\n    ");
    for (size_t i = 0; i < in_line;) {
        bool tab = line.p[i] == '\t';
        str_utf8(line, &i);
        buf_char(&b, tab ? '\t' : ' ');
    }
    size_t width = str_chars(str_part(line, in_line, w->n));
    do
        buf_char(&b, '^');
    while (width-- > 1);
    struct str told = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return told;
}
