/* SPDX-License-Identifier: MIT
 * remarks: the linter's findings, and which of them forbid approval. */
#include "desk/remarks.h"

#include "desk/page.h"

/* A finding stands on its line as "kind: what it says". */
static bool next(struct str *rest, struct str *kind, struct str *text)
{
    struct str line;
    while (str_split(rest, '\n', &line)) {
        ptrdiff_t colon = str_find(line, STR(": "));
        if (!line.n)
            continue;
        *kind = str_part(line, 0, colon < 0 ? 0 : (size_t)colon);
        *text = str_from(line, colon < 0 ? 0 : (size_t)colon + 2);
        return true;
    }
    return false;
}

bool remarks_next(struct str *lines, struct str *text)
{
    struct str kind;
    return next(lines, &kind, text);
}

static struct str ask(struct request *r, const struct sheet *s,
                      const struct remarks *l, int64_t written)
{
    const struct matrix_reply reply = {.text = l->text,
                                       .lang = sheet_lang(&s->m),
                                       .reader = str_of(say_lang_name(r->lang)),
                                       .now = r->now,
                                       .written = written};
    struct buf b;
    if (!r->desk->setup->matrix)
        return (struct str){0};
    buf_init(&b, CEILING_REQUEST);
    (void)matrix_lint(r->desk->setup->matrix, &reply, &b);
    struct str lines = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return lines;
}

/* A field nobody filled and a day that has passed forbid approval; so does a
 * brace, whatever the matrix says. */
struct remarks remarks_of(struct request *r, const struct sheet *s,
                          struct str draft)
{
    struct remarks l = {.text = sheet_settled(r, s, draft)};
    struct str rest, kind, text;
    rest = l.lines = ask(r, s, &l, sheet_written(r, s, draft));
    bool past = false;
    bool unfilled =
        str_find_char(l.text, '{') >= 0 || str_find_char(l.text, '}') >= 0;
    while (next(&rest, &kind, &text)) {
        unfilled = unfilled || str_eqz(kind, "unfilled");
        past = past || str_eqz(kind, "past-day");
    }
    if (past)
        l.blocks = page_word(r, SAY_LINT_PAST);
    if (unfilled)
        l.blocks = page_word(r, SAY_LINT_FIELD);
    if (str_trim(l.text).n == 0)
        l.blocks = page_word(r, SAY_LINT_EMPTY);
    return l;
}

void remarks_draw(struct request *r, const struct remarks *l)
{
    struct buf *o = &r->out;
    struct str rest = l->lines, text;
    html_printf(o,
                "<div id=\"lint\" class=\"lint\" aria-live=\"polite\" "
                "data-clean=\"%s\">",
                page_word(r, SAY_LINT_CLEAN));
    if (l->blocks)
        html_printf(o, "<p class=\"blocks\">%s</p>", l->blocks);
    if (!l->lines.n && !l->blocks)
        html_printf(o, "<p class=\"clean\">%s</p>",
                    page_word(r, SAY_LINT_CLEAN));
    while (remarks_next(&rest, &text))
        html_printf(o, "<p>%S</p>", &text);
    buf_z(o, "</div>\n");
}
