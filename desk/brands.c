/* SPDX-License-Identifier: MIT
 * brands: one post, told of several brands. */
#include "desk/brands.h"

#include "desk/page.h"
#include "desk/pages.h"

bool brands_load(struct request *r, const struct mention *m,
                 struct brands_told *t, struct err *e)
{
    struct store *s = r->desk->store;
    *t = (struct brands_told){0};
    if (m->case_.brands < 2)
        return true;
    if (!store_brands_of_post(s, &r->arena, m->case_.post, &t->all, &t->n_all,
                              e))
        return false;
    t->rows = arena_alloc(&r->arena, (t->n_all + 1) * sizeof *t->rows);
    for (size_t i = 0; i < t->n_all; i++) {
        int64_t id = t->all[i].mention;
        bool found = false;
        if (id != m->id &&
            !store_mention_get(s, &r->arena, id, &t->rows[t->n], &found, e))
            return false;
        t->n += found;
    }
    return true;
}

void brands_sign(struct request *r, const struct mention *m)
{
    if (m->case_.brands > 1)
        html_printf(&r->out, "<abbr title=\"%s\">+%ld</abbr>",
                    page_word(r, SAY_BRANDS_MORE), (long)m->case_.brands - 1);
}

static void one(struct request *r, const struct mention *m)
{
    struct str list = say_value(r->lang, "list", m->case_.list);
    html_printf(&r->out, "<li><a href=\"/mention/%ld\">%S</a> ", (long)m->id,
                &m->post.brand);
    page_type(r, m->verdict.type);
    page_solution(r, m->decision.solution);
    html_printf(&r->out, " <span class=\"soft\">%S</span>", &list);
    if (m->case_.id)
        html_printf(&r->out, " <a href=\"/case/%ld\">%s %ld</a>",
                    (long)m->case_.id, page_word(r, SAY_CASE_NO),
                    (long)m->case_.id);
    buf_z(&r->out, "</li>\n");
}

void brands_told(struct request *r, const struct brands_told *t)
{
    if (!t->n)
        return;
    html_printf(&r->out,
                "<section class=\"card\" id=\"brands\"><h2>%s</h2>\n"
                "<ul class=\"events\">\n",
                page_word(r, SAY_BRANDS_ALSO));
    for (size_t i = 0; i < t->n; i++)
        one(r, &t->rows[i]);
    html_printf(&r->out, "</ul>\n<p class=\"soft\">%s</p></section>\n",
                page_word(r, SAY_BRANDS_HINT));
}

static bool is_taken(const struct mention *m, const struct brands_told *t,
                     struct str brand)
{
    bool taken = str_eq(m->post.brand, brand);
    for (size_t i = 0; i < t->n_all; i++)
        taken |= str_eq(t->all[i].brand, brand);
    return taken;
}

const struct str *brands_other(struct request *r, const struct mention *m,
                               const struct brands_told *t, size_t *n)
{
    const struct desk_setup *setup = r->desk->setup;
    struct str *list =
        arena_alloc(&r->arena, (setup->n_brands + 1) * sizeof *list);
    *n = 0;
    for (size_t i = 0; setup->rebrand && i < setup->n_brands; i++)
        if (!is_taken(m, t, setup->brands[i]))
            list[(*n)++] = setup->brands[i];
    return list;
}
