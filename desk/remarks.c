/* SPDX-License-Identifier: MIT
 * remarks: the linter's findings, and which of them forbid approval. */
#include "desk/remarks.h"

#include "desk/page.h"

static void ask(struct request *r, const struct sheet *s, struct remarks *l,
                int64_t written)
{
    struct err e = {0};
    struct rote rote = {0};
    struct matrix_reply reply = {.text = l->text,
                                 .lang = desk_lang(&s->m),
                                 .reader = str_of(say_lang_name(r->lang)),
                                 .department = s->m.decision.department,
                                 .now = r->now,
                                 .written = written,
                                 .rote = &rote};
    const struct desk_grounds g = {r->desk->store, &s->m};
    if (!r->desk->setup->matrix)
        return;
    if (!desk_grounds(&g, &r->arena, &reply, &e))
        log_event(LOG_WARN, "remarks", "%s", e.msg); /* the words stay */
    l->n = matrix_lint(r->desk->setup->matrix, &r->arena, &reply, &l->rows);
    if (reply.n_before)
        l->rote = str_printf(&r->arena, page_word(r, SAY_ROTE),
                             (int)(rote.most * 100 + 0.5), reply.n_before);
}

/* A field nobody filled and a day that has passed forbid approval; so does a
 * brace, whatever the matrix says. */
struct remarks remarks_of(struct request *r, const struct sheet *s,
                          struct str draft)
{
    struct remarks l = {.text = sheet_settled(r, s, draft)};
    ask(r, s, &l, sheet_written(r, s, draft));
    enum forbids why = desk_forbids(l.rows, l.n, l.text);
    if (why != FORBIDS_NOTHING)
        l.blocks = page_word(r, why == FORBIDS_PAST_DAY ? SAY_LINT_PAST
                                                        : SAY_LINT_FIELD);
    if (str_trim(l.text).n == 0)
        l.blocks = page_word(r, SAY_LINT_EMPTY);
    return l;
}

void remarks_draw(struct request *r, const struct remarks *l)
{
    struct buf *o = &r->out;
    html_printf(o,
                "<div id=\"lint\" class=\"lint\" aria-live=\"polite\" "
                "data-clean=\"%s\">",
                page_word(r, SAY_LINT_CLEAN));
    if (l->blocks)
        html_printf(o, "<p class=\"blocks\">%s</p>", l->blocks);
    if (!l->n && !l->blocks)
        html_printf(o, "<p class=\"clean\">%s</p>",
                    page_word(r, SAY_LINT_CLEAN));
    for (size_t i = 0; i < l->n; i++)
        html_printf(o, "<p>%S</p>", &l->rows[i].sentence);
    if (l->rote.n)
        html_printf(o, "<p class=\"soft rote\">%S</p>\n", &l->rote);
    buf_z(o, "</div>\n");
}
