/* SPDX-License-Identifier: MIT
 * chains: started on a case's page, told beside their tasks. */
#include "desk/chains.h"

#include "desk/page.h"

static struct desk_chain chain_of(const struct request *r)
{
    const struct desk_setup *setup = r->desk->setup;
    return (struct desk_chain){.store = r->desk->store,
                               .catalogue = setup->catalogue,
                               .matrix = setup->matrix,
                               .who = r->user.login,
                               .lang = setup->lang,
                               .now = r->now};
}

static struct str said(const struct request *r, struct str ru, struct str en)
{
    return r->lang == SAY_RU ? ru : en;
}

void chains_form(struct request *r, const struct docket *d)
{
    const struct catalogue *c = r->desk->setup->catalogue;
    const struct catalogue_chain *all = c ? c->chains.items : NULL;
    size_t n = 0;
    for (size_t i = 0; c && i < c->chains.n; i++)
        n += !desk_chain_runs(&d->file, all[i].id);
    if (!n)
        return;
    html_printf(&r->out, "<details><summary>%s</summary>\n",
                page_word(r, SAY_NEW_CHAIN));
    page_form(r, "stack",
              str_printf(&r->arena, "/case/%lld/chain", (long long)r->id));
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)docket_state(d)));
    html_printf(&r->out, "<label>%s<select name=\"chain\">",
                page_word(r, SAY_CHAIN));
    for (size_t i = 0; i < c->chains.n; i++)
        if (!desk_chain_runs(&d->file, all[i].id))
            page_option(r, all[i].id, said(r, all[i].ru, all[i].en), false);
    html_printf(&r->out,
                "</select></label><button>%s</button></form></details>\n",
                page_word(r, SAY_NEW_CHAIN));
}

void chains_told(struct request *r, const struct task_row *task)
{
    const struct catalogue *c = r->desk->setup->catalogue;
    const struct catalogue_step *next;
    const struct catalogue_chain *chain =
        c && task->chain.n ? catalogue_chain(c, task->chain) : NULL;
    if (!chain)
        return;
    struct str name = said(r, chain->ru, chain->en);
    html_printf(&r->out, " <span class=\"soft\">· %s %ld/%ld: %S",
                page_word(r, SAY_STEP), (long)task->step, (long)chain->steps.n,
                &name);
    if (str_eqz(task->end.state, "open"))
        for (int64_t i = task->step + 1; (next = catalogue_step(chain, i));
             i++) {
            struct str what = said(r, next->ru, next->en);
            html_printf(&r->out, " → %S", &what);
        }
    buf_z(&r->out, "</span> ");
}

bool chains_start(struct request *r, const struct docket *d, bool *known,
                  struct err *e)
{
    int64_t task;
    const struct desk_chain it = chain_of(r);
    struct str chain = form_get(&r->form, "chain");
    *known = it.catalogue && catalogue_chain(it.catalogue, chain) &&
             !desk_chain_runs(&d->file, chain);
    return !*known || desk_chain_start(&it, &r->arena, r->id, chain, &task, e);
}

bool chains_settle(struct request *r, int64_t task, const struct settled *end,
                   struct err *e)
{
    int64_t next;
    const struct desk_chain it = chain_of(r);
    return desk_task_settle(&it, &r->arena, task, end, &next, e);
}
