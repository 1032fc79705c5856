/* SPDX-License-Identifier: MIT
 * Decision tables of others: read, and what was read is written both ways and
 * comes back as it was. */
#include <stdio.h>
#include <stdlib.h>

#include "base/ceiling.h"
#include "matrix/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* With rows of its own, in an arena of its own; the rest is shared. */
static struct matrix trial_of(const struct matrix *m)
{
    struct matrix trial = *m;
    trial.arena = (struct arena){0};
    trial.n_rows = 0;
    return trial;
}

static void same(const struct matrix *a, const struct matrix *b)
{
    if (a->n_rows != b->n_rows)
        abort();
    for (size_t i = 0; i < a->n_rows; i++) {
        const struct matrix_row *x = &a->rows[i], *y = &b->rows[i];
        for (int q = 0; q < MATRIX_QUESTIONS; q++)
            if (x->when[q] != y->when[q])
                abort();
        if (!str_eq(x->id, y->id) || !str_eq(x->why.en, y->why.en) ||
            !str_eq(x->solution, y->solution) || x->top != y->top)
            abort();
    }
}

static void write_yaml(const struct matrix *m, const struct matrix *read)
{
    static const char OWN[] = "rules/matrix/usaf.yaml";
    struct matrix back = trial_of(m);
    struct err e = {0};
    struct yaml_file f;
    struct buf yaml;
    buf_init(&yaml, CEILING_RULE_FILE);
    if (!matrix_yaml(read, OWN, &yaml, &e) ||
        !yaml_parse(&f, &back.arena, "t.yaml", buf_view(&yaml), &e) ||
        !load_rows(&back, &f, yaml_get(f.root, "rows"), &e)) {
        fprintf(stderr, "%s\n%s\n", e.msg, yaml.p);
        abort();
    }
    same(read, &back);
    buf_clear(&yaml);
    arena_clear(&back.arena);
}

static void write_dmn(const struct matrix *m, const struct matrix *read)
{
    struct matrix back = trial_of(m);
    struct err e = {0};
    struct buf table;
    buf_init(&table, CEILING_PAGE_OUT);
    matrix_dmn(read, &table);
    if (!matrix_dmn_parse(&back, "t.dmn", buf_view(&table), &e)) {
        fprintf(stderr, "%s\n%s\n", e.msg, table.p);
        abort();
    }
    same(read, &back);
    buf_clear(&table);
    arena_clear(&back.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct matrix *m;
    struct err e = {0};
    if (!m)
        m = matrix_open(
            &(struct matrix_setup){.matrix = "rules/matrix/fas.yaml",
                                   .replies = "rules/replies",
                                   .calendar = "rules/calendar/ru.yaml"},
            &e);
    if (!m)
        abort();
    struct matrix read = trial_of(m);
    if (matrix_dmn_parse(&read, "t.dmn", (struct str){(const char *)data, n},
                         &e)) {
        write_yaml(m, &read);
        write_dmn(m, &read);
    } else if (!e.msg[0]) {
        abort(); /* a failure without a word */
    }
    arena_clear(&read.arena);
    return 0;
}
