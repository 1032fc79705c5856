/* SPDX-License-Identifier: MIT
 * matrix: what another preset would decide otherwise, cell by cell and for
 * the mentions that were decided already. */
#include <stdlib.h>

#include "base/json.h"
#include "matrix/internal.h"

enum { EXAMPLES = 5 };

/* Cells that fall from one row into another with another solution. */
struct change {
    const struct matrix_row *old, *new;
    int cells;                     /* of the product */
    int witness[MATRIX_QUESTIONS]; /* the first of them */
    int64_t mentions;              /* stored decisions among them */
    int64_t examples[EXAMPLES];    /* the first of those */
};

struct matrix_diff {
    const struct matrix *old, *new; /* the two presets */
    struct arena arena;             /* of the changes */
    struct change *changes;         /* n of them */
    size_t n, cap;
    int cells;        /* that are decided otherwise */
    int64_t stored;   /* decisions that were looked at */
    int64_t mentions; /* of them decided otherwise */
};

/* The change a cell belongs to, NULL when both decide the same. A gap on
 * either side is matrix_check()'s matter. */
static struct change *change_of(struct matrix_diff *d,
                                const int at[MATRIX_QUESTIONS])
{
    const struct matrix_row *old = rows_find(d->old, at);
    const struct matrix_row *new = rows_find(d->new, at);
    if (!old || !new || str_eq(old->solution, new->solution))
        return NULL;
    for (size_t i = 0; i < d->n; i++)
        if (d->changes[i].old == old && d->changes[i].new == new)
            return &d->changes[i];
    d->changes =
        arena_grow(&d->arena, d->changes, d->n, &d->cap, sizeof *d->changes);
    d->changes[d->n] = (struct change){.old = old, .new = new};
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        d->changes[d->n].witness[q] = at[q];
    return &d->changes[d->n++];
}

static void walk_cells(struct matrix_diff *d)
{
    for (int cell = 0; cell < values_cells(); cell++) {
        int at[MATRIX_QUESTIONS];
        values_cell(cell, at);
        struct change *c = change_of(d, at);
        if (!c)
            continue;
        c->cells++;
        d->cells++;
    }
}

/* False when the answers are not known ones: an older set of values. */
static bool read_case(const struct matrix_case *stored,
                      int at[MATRIX_QUESTIONS])
{
    values_given(at);
    for (int i = 0; i < MATRIX_QUESTIONS; i++) {
        int q = values_question(stored->answers[i].question);
        if (!stored->answers[i].question.n)
            continue;
        if (q < 0)
            return false;
        at[q] = values_find((enum question)q, stored->answers[i].value);
        if (at[q] < 0)
            return false;
    }
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (at[q] < 0)
            return false;
    return true;
}

void matrix_diff_case(struct matrix_diff *d, const struct matrix_case *stored)
{
    int at[MATRIX_QUESTIONS];
    d->stored++;
    struct change *c = read_case(stored, at) ? change_of(d, at) : NULL;
    if (!c)
        return;
    if (c->mentions < EXAMPLES)
        c->examples[c->mentions] = stored->mention;
    c->mentions++;
    d->mentions++;
}

/* Most mentions, then most cells, then as the files have them. */
static int by_size(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    if (x->mentions != y->mentions)
        return x->mentions < y->mentions ? 1 : -1;
    if (x->cells != y->cells)
        return x->cells < y->cells ? 1 : -1;
    if (x->old != y->old)
        return x->old < y->old ? -1 : 1;
    return x->new < y->new ? -1 : 1;
}

static void say_change(struct matrix_diff *d, const struct change *c, bool ru,
                       struct buf *out)
{
    buf_printf(out,
               ru ? STR_FMT " → " STR_FMT ": " STR_FMT " → " STR_FMT
                            "; клеток %d, упоминаний %lld"
                  : STR_FMT " → " STR_FMT ": " STR_FMT " → " STR_FMT
                            "; %d cells, %lld mentions",
               STR_ARG(c->old->solution), STR_ARG(c->new->solution),
               STR_ARG(c->old->id), STR_ARG(c->new->id), c->cells,
               (long long)c->mentions);
    for (int i = 0; i < EXAMPLES && i < c->mentions; i++)
        buf_printf(out, "%s#%lld", i ? " " : ": ", (long long)c->examples[i]);
    buf_printf(out, "\n      " STR_FMT "\n",
               STR_ARG(rows_witness(&d->arena, c->witness)));
}

static void write_text(struct matrix_diff *d, struct buf *out)
{
    bool ru = str_eqz(d->old->lang, "ru");
    for (size_t i = 0; i < d->n; i++)
        say_change(d, &d->changes[i], ru, out);
    buf_printf(out,
               ru ? STR_FMT " → " STR_FMT
                            ": иначе решаются клеток %d из %d, упоминаний "
                            "%lld из %lld\n"
                  : STR_FMT " → " STR_FMT ": %d of %d cells and %lld of %lld "
                            "mentions are decided otherwise\n",
               STR_ARG(d->old->name), STR_ARG(d->new->name), d->cells,
               values_cells(), (long long)d->mentions, (long long)d->stored);
}

static void json_change(struct json *j, const struct change *c)
{
    json_map(j);
    json_key(j, "from"), json_str(j, c->old->solution);
    json_key(j, "to"), json_str(j, c->new->solution);
    json_key(j, "from_row"), json_str(j, c->old->id);
    json_key(j, "to_row"), json_str(j, c->new->id);
    json_key(j, "cells"), json_int(j, c->cells);
    json_key(j, "mentions"), json_int(j, c->mentions);
    json_key(j, "examples"), json_list(j);
    for (int i = 0; i < EXAMPLES && i < c->mentions; i++)
        json_int(j, c->examples[i]);
    json_end(j);
    json_key(j, "witness"), json_map(j);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        json_key(j, values_of((enum question)q)->question);
        json_z(j, values_of((enum question)q)->names[c->witness[q]]);
    }
    json_end(j), json_end(j);
}

static void write_json(const struct matrix_diff *d, struct buf *out)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "old"), json_str(&j, d->old->name);
    json_key(&j, "new"), json_str(&j, d->new->name);
    json_key(&j, "cells"), json_int(&j, d->cells);
    json_key(&j, "mentions"), json_int(&j, d->mentions);
    json_key(&j, "changes"), json_list(&j);
    for (size_t i = 0; i < d->n; i++)
        json_change(&j, &d->changes[i]);
    json_end(&j), json_end(&j);
    buf_char(out, '\n');
}

struct matrix_diff *matrix_diff_new(const struct matrix *old,
                                    const struct matrix *newer)
{
    struct matrix_diff *d = xcalloc(1, sizeof *d);
    d->old = old, d->new = newer;
    walk_cells(d);
    return d;
}

void matrix_diff_free(struct matrix_diff *d)
{
    arena_clear(&d->arena);
    free(d);
}

int matrix_diff_write(struct matrix_diff *d, bool json, struct buf *out)
{
    if (d->n)
        qsort(d->changes, d->n, sizeof *d->changes, by_size);
    if (json)
        write_json(d, out);
    else
        write_text(d, out);
    return d->cells;
}
