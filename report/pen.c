/* SPDX-License-Identifier: MIT
 * pen: headings, paragraphs and tables that both forms of a report have. */
#include "base/html.h"
#include "report/internal.h"

/* True where Markdown would read the character as its own: some anywhere, some
 * only at the start, a colon where it makes an address of its own. */
static bool special(struct str s, size_t at, uint32_t c, bool first)
{
    if (c >= 0x80 || !c)
        return false;
    if (str_find_char(STR("\\`*_[]|~"), (char)c) >= 0)
        return true;
    if (c == ':')
        return str_starts(str_from(s, at), STR("//"));
    return first && str_find_char(STR("#+-=."), (char)c) >= 0;
}

/* Foreign text on one line: what Markdown or HTML would take for its own is
 * escaped, controls and bidirectional marks are dropped. */
void markdown_text(struct buf *out, struct str s)
{
    size_t start = out->n;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = str_utf8(s, &i);
        bool bidi =
            (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        if (bidi || c == 0x7f)
            continue;
        if (c <= ' ')
            buf_char(out, ' ');
        else if (c == '<' || c == '>' || c == '&')
            buf_z(out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
        else {
            if (special(s, i, c, out->n == start))
                buf_char(out, '\\');
            buf_utf8(out, c);
        }
    }
}

void pen_section(const struct pen *p, enum word title)
{
    buf_printf(p->out, p->md ? "\n## %s\n" : "<section>\n<h2>%s</h2>\n",
               words(p->g, title));
}

void pen_section_end(const struct pen *p)
{
    buf_z(p->out, p->md ? "" : "</section>\n");
}

void pen_put(const struct pen *p, const char *text)
{
    buf_z(p->out, text);
}

void pen_text(const struct pen *p, struct str text)
{
    (p->md ? markdown_text : html_text)(p->out, text);
}

void pen_para(const struct pen *p)
{
    buf_z(p->out, p->md ? "\n" : "<p>");
}

void pen_para_end(const struct pen *p)
{
    buf_z(p->out, p->md ? "\n" : "</p>\n");
}

void pen_table(const struct pen *p, const enum word *heads, size_t n)
{
    buf_z(p->out, p->md ? "\n|"
                        : "<div class=\"scroll\" tabindex=\"0\"><table>"
                          "<thead><tr>");
    for (size_t i = 0; i < n; i++)
        if (p->md)
            buf_printf(p->out, " %s |", words(p->g, heads[i]));
        else
            buf_printf(p->out, "<th scope=\"col\"%s>%s</th>",
                       i ? " class=\"num\"" : "", words(p->g, heads[i]));
    buf_z(p->out, p->md ? "\n|---|" : "</tr></thead><tbody>\n");
    for (size_t i = 1; p->md && i < n; i++)
        buf_z(p->out, "---:|");
    buf_z(p->out, p->md ? "\n" : "");
}

void pen_row(const struct pen *p, struct str name)
{
    buf_z(p->out, p->md ? "| " : "<tr><th scope=\"row\">");
    pen_text(p, name);
    buf_z(p->out, p->md ? " |" : "</th>");
}

void pen_number(const struct pen *p, int64_t n)
{
    buf_printf(p->out, p->md ? " %lld |" : "<td class=\"num\">%lld</td>",
               (long long)n);
}

void pen_share(const struct pen *p, int64_t part, int64_t whole)
{
    struct share s = figures_plain(part, whole);
    buf_z(p->out, p->md ? " " : "<td class=\"num\">");
    if (s.known) {
        buf_printf(p->out, "%lld (", (long long)part);
        sums_interval(p->g, &s, p->out);
        buf_char(p->out, ')');
    } else {
        buf_z(p->out, "–");
    }
    buf_z(p->out, p->md ? " |" : "</td>");
}

void pen_row_end(const struct pen *p)
{
    buf_z(p->out, p->md ? "\n" : "</tr>\n");
}

void pen_table_end(const struct pen *p)
{
    buf_z(p->out, p->md ? "" : "</tbody></table></div>\n");
}
