/* SPDX-License-Identifier: MIT
 * fates: what came of A, B, C and D, summed up (idea 22). */
#include "report/internal.h"

bool fates_gather(struct gathered *g, struct store *s, struct err *e)
{
    const struct month_wish wish = {g->setup->from, g->setup->to, g->setup->now,
                                    g->setup->brand};
    if (!store_fates(s, &g->arena, &wish, &g->fates, &g->n_fates, e))
        return err_add(e, "what came of the solutions");
    for (size_t i = 0; i < g->n_fates; i++)
        g->fates[i].solution = figures_keep(&g->arena, g->fates[i].solution);
    return true;
}

/* "A — help where it was said" */
static struct str said(const struct gathered *g, struct arena *a,
                       struct str solution)
{
    struct str name = words_solution(g, solution);
    if (!solution.n)
        return STR("–");
    return name.n ? str_printf(a, STR_FMT " — " STR_FMT, STR_ARG(solution),
                               STR_ARG(name))
                  : solution;
}

void fates_write(const struct pen *p)
{
    static const enum word HEADS[] = {
        W_SOLUTION,      W_MENTIONS, W_POSTED,  W_AUTHOR_ANSWERED,
        W_AUTHOR_SILENT, W_STARS,    W_REWROTE, W_GONE_SHORT};
    struct arena a = {0};
    if (!p->g->n_fates)
        return;
    pen_table(p, HEADS, sizeof HEADS / sizeof *HEADS);
    for (size_t i = 0; i < p->g->n_fates; i++) {
        const struct fate_row *f = &p->g->fates[i];
        pen_row(p, said(p->g, &a, f->solution));
        pen_number(p, f->n);
        pen_number(p, f->posted);
        pen_share(p, f->answered, f->posted);
        pen_share(p, f->silent, f->posted);
        pen_share(p, f->stars, f->n);
        pen_share(p, f->edited, f->n);
        pen_share(p, f->gone, f->n);
        pen_row_end(p);
    }
    pen_table_end(p);
    pen_para(p);
    pen_put(p, words(p->g, W_FATES_WHAT));
    pen_para_end(p);
    arena_clear(&a);
}
