/* SPDX-License-Identifier: MIT
 * case_facts: what people find out about a case, from the catalogue (R33,
 * R51, R67). */
#include "cli/case_facts.h"

#include <stdio.h>

#include "desk/desk.h"

#define AS_FIELD(name) #name " "
#define FIELDS         CASE_FIELDS(AS_FIELD)

/* A fact whose value the catalogue and the departments know. */
static bool put_fact(struct case_call *c, struct case_fact *f, struct err *e)
{
    struct catalogue known;
    struct case_card card;
    struct arena *a = &c->w.arena;
    if (!workspace_catalogue(&c->w, &known, e) ||
        !store_case_card(c->store, a, f->case_id, &card, e) ||
        !catalogue_takes(&known, a, f->field, store_case_field(&card, f->field),
                         &f->value, e) ||
        (str_eqz(f->field, "lies_in") &&
         !workspace_has_department(&c->w, f->value, e)))
        return false;
    return store_case_set(c->store, f, e) &&
           printf("case %lld: " STR_FMT " is '" STR_FMT "'\n",
                  (long long)f->case_id, STR_ARG(f->field),
                  STR_ARG(f->value)) > 0;
}

bool case_set(struct case_call *c, struct err *e)
{
    struct case_fact f = {.who = c->who, .now = c->now};
    if (!case_call_number(c, 0, &f.case_id, e))
        return false;
    if (c->n_rest < 2)
        return err_set(e, "which field? " FIELDS);
    f.field = str_of(c->rest[1]);
    f.value = case_call_words(c, 2);
    if (str_eqz(f.field, "concerns") &&
        !case_call_knows(c, str_z(&c->w.arena, f.value), e))
        return false;
    return put_fact(c, &f, e);
}

/* Besides what was done already. */
bool case_measure(struct case_call *c, struct err *e)
{
    struct case_card card;
    struct case_fact f = {
        .field = STR("measures"), .who = c->who, .now = c->now};
    if (!case_call_number(c, 0, &f.case_id, e) ||
        !store_case_card(c->store, &c->w.arena, f.case_id, &card, e))
        return false;
    if (c->n_rest < 2)
        return err_set(e, "which measure? `molva case catalogue` lists them");
    f.value =
        str_printf(&c->w.arena, STR_FMT " " STR_FMT, STR_ARG(card.measures),
                   STR_ARG(case_call_words(c, 1)));
    return put_fact(c, &f, e);
}

/* The steps besides those before, and a task where a day is named. */
bool case_talk(struct case_call *c, struct err *e)
{
    struct case_card card;
    struct case_fact f = {.field = STR("talk"), .who = c->who, .now = c->now};
    struct task_row task = {.at = c->now,
                            .who = c->who,
                            .what = STR("look again after the talk"),
                            .assignee = life_login(c->who)};
    if (!case_call_number(c, 0, &f.case_id, e) ||
        !case_call_moment(c, &task.due, e) ||
        !store_case_card(c->store, &c->w.arena, f.case_id, &card, e))
        return false;
    f.value = str_printf(&c->w.arena, STR_FMT " " STR_FMT, STR_ARG(card.talk),
                         STR_ARG(case_call_words(c, 1)));
    return put_fact(c, &f, e) &&
           (!task.due || store_task_add(c->store, f.case_id, &task, e));
}

static void words_of(struct case_call *c, const char *what,
                     const struct yaml_subs *words)
{
    const struct catalogue_word *w;
    for (size_t i = 0; (w = catalogue_at(words, i)); i++)
        printf("%s  %-16.*s " STR_FMT "\n", what, (int)w->id.n, w->id.p,
               STR_ARG(str_eqz(c->w.lang, "ru") ? w->ru : w->en));
}

bool case_catalogue(struct case_call *c, struct err *e)
{
    struct catalogue known;
    if (!workspace_catalogue(&c->w, &known, e))
        return false;
    words_of(c, "cause  ", &known.causes);
    words_of(c, "measure", &known.measures);
    words_of(c, "step   ", &known.talk);
    const struct catalogue_chain *chains = known.chains.items;
    for (size_t i = 0; i < known.chains.n; i++)
        printf("chain    %-16.*s " STR_FMT "\n", (int)chains[i].id.n,
               chains[i].id.p,
               STR_ARG(str_eqz(c->w.lang, "ru") ? chains[i].ru : chains[i].en));
    return true;
}

/* ---- chains ---- */

/* What a chain needs, while `run` lasts. */
static bool with_chain(struct case_call *c,
                       bool run(struct case_call *c,
                                const struct desk_chain *it, struct err *e),
                       struct err *e)
{
    struct catalogue known;
    struct matrix_setup setup = workspace_matrix(&c->w);
    if (!workspace_catalogue(&c->w, &known, e))
        return false;
    struct matrix *matrix = matrix_open(&setup, e);
    if (!matrix)
        return false;
    const struct desk_chain it = {.store = c->store,
                                  .catalogue = &known,
                                  .matrix = matrix,
                                  .who = c->who,
                                  .lang = c->w.lang,
                                  .now = c->now};
    bool ok = run(c, &it, e);
    matrix_close(matrix);
    return ok;
}

static bool start(struct case_call *c, const struct desk_chain *it,
                  struct err *e)
{
    int64_t id, task;
    if (!case_call_number(c, 0, &id, e))
        return false;
    if (c->n_rest != 2)
        return err_set(e, "which chain? `molva case catalogue` lists them");
    return desk_chain_start(it, &c->w.arena, id, str_of(c->rest[1]), &task,
                            e) &&
           printf("task %lld\n", (long long)task) > 0;
}

bool case_chain(struct case_call *c, struct err *e)
{
    return with_chain(c, start, e);
}

static bool settle(struct case_call *c, const struct desk_chain *it,
                   struct err *e)
{
    int64_t id, next;
    const char *state = str_eqz(str_of(c->word), "did") ? "done" : "dropped";
    const struct settled end = {.state = str_of(state),
                                .at = c->now,
                                .by = c->who,
                                .result = case_call_words(c, 1)};
    if (!case_call_number(c, 0, &id, e) ||
        !desk_task_settle(it, &c->w.arena, id, &end, &next, e))
        return false;
    printf("%lld: %s\n", (long long)id, state);
    return !next || printf("task %lld follows\n", (long long)next) > 0;
}

bool case_did(struct case_call *c, struct err *e)
{
    return with_chain(c, settle, e);
}

bool case_drop(struct case_call *c, struct err *e)
{
    return with_chain(c, settle, e);
}

bool case_extend(struct case_call *c, struct err *e)
{
    struct deadlines d;
    struct deadline_extension x = {
        .who = c->who, .words = case_call_words(c, 1), .now = c->now};
    return case_call_number(c, 0, &x.case_id, e) &&
           workspace_deadlines(&c->w, &d, e) &&
           store_deadlines_extend(c->store, &d, &x, e) &&
           printf("case %lld: put off\n", (long long)x.case_id) > 0;
}
