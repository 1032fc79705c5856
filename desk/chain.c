/* SPDX-License-Identifier: MIT
 * chain: tasks of a case that follow one another by the catalogue (R61). */
#include "desk/desk.h"
#include "matrix/matrix.h"

/* For whom a step is: whom it names, else whom the case is given to; never for
 * whom the case concerns (R41). */
static void give(struct task_row *task, const struct catalogue_step *step,
                 const struct case_card *card)
{
    bool named = step->to.n || step->department.n;
    task->assignee = named ? step->to : card->assignee;
    task->department = named ? step->department : card->department;
    if (card->concerns.n && str_eq(task->assignee, card->concerns)) {
        task->assignee = STR("");
        if (!task->department.n)
            task->department = card->department;
    }
}

static bool add(const struct desk_chain *it, struct arena *a,
                const struct catalogue_chain *chain, int64_t case_id,
                struct task_row *task, struct err *e)
{
    const struct catalogue_step *step = catalogue_step(chain, task->step);
    const struct worktime *work =
        it->matrix ? matrix_worktime(it->matrix) : NULL;
    struct case_card card;
    if (!store_case_card(it->store, a, case_id, &card, e))
        return false;
    task->at = it->now;
    task->who = it->who;
    task->chain = chain->id;
    task->what = str_eqz(it->lang, "en") ? step->en : step->ru;
    if (step->in && work)
        task->due = worktime_term(work, it->now, step->in);
    give(task, step, &card);
    return store_task_add(it->store, case_id, task, e);
}

bool desk_chain_runs(const struct case_file *f, struct str chain)
{
    for (size_t i = 0; i < f->n_tasks; i++)
        if (str_eq(f->tasks[i].chain, chain) &&
            str_eqz(f->tasks[i].end.state, "open"))
            return true;
    return false;
}

bool desk_chain_start(const struct desk_chain *it, struct arena *a,
                      int64_t case_id, struct str chain, int64_t *task,
                      struct err *e)
{
    struct case_file f;
    bool found;
    struct task_row row = {.step = 1};
    const struct catalogue_chain *is =
        it->catalogue ? catalogue_chain(it->catalogue, chain) : NULL;
    if (!is)
        return err_set(e, "the catalogue has no chain '" STR_FMT "'",
                       STR_ARG(chain));
    if (!store_case_get(it->store, a, case_id, &f, &found, e))
        return false;
    if (!found)
        return err_set(e, "there is no case %ld", (long)case_id);
    if (desk_chain_runs(&f, chain))
        return err_set(e, "'" STR_FMT "' runs on case %ld already",
                       STR_ARG(chain), (long)case_id);
    bool ok = add(it, a, is, case_id, &row, e);
    *task = row.id;
    return ok;
}

static bool settle(const struct desk_chain *it, struct arena *a, int64_t task,
                   const struct settled *end, int64_t *next, struct err *e)
{
    struct task_row had, row;
    bool found;
    *next = 0;
    if (!store_task_get(it->store, a, task, &had, &found, e) ||
        !store_task_settle(it->store, task, end, e))
        return false;
    const struct catalogue_chain *chain =
        found && it->catalogue && str_eqz(end->state, "done")
            ? catalogue_chain(it->catalogue, had.chain)
            : NULL;
    if (!chain || !catalogue_step(chain, had.step + 1))
        return true;
    row = (struct task_row){.step = had.step + 1, .follows = task};
    bool ok = add(it, a, chain, had.case_id, &row, e);
    *next = row.id;
    return ok;
}

bool desk_task_settle(const struct desk_chain *it, struct arena *a,
                      int64_t task, const struct settled *end, int64_t *next,
                      struct err *e)
{
    if (!store_begin(it->store, e))
        return false;
    if (settle(it, a, task, end, next, e) && store_commit(it->store, e))
        return true;
    store_rollback(it->store);
    return false;
}
