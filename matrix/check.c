/* SPDX-License-Identifier: MIT
 * matrix: every cell of the answers, one by one. */
#include "base/json.h"
#include "matrix/internal.h"

enum fault_kind { FAULT_GAP, FAULT_DEAD, FAULT_CONTRADICTION };

static const char *const KIND[] = {"gap", "never-reached", "contradiction"};

/* A hole of any size is one fault; so is a row. */
struct fault {
    enum fault_kind kind;
    const struct matrix_row *row;  /* the one at fault; NULL for a gap */
    const struct matrix_row *by;   /* an earlier row that takes its cell */
    int witness[MATRIX_QUESTIONS]; /* one cell */
    int cells;                     /* of the gap, or that the row could have */
};

struct checking {
    const struct matrix *m;
    int cells;            /* of the whole product */
    struct fault *faults; /* n of them */
    size_t n, cap;
    struct arena arena;
};

static void add(struct checking *c, struct fault f)
{
    c->faults =
        arena_grow(&c->arena, c->faults, c->n, &c->cap, sizeof *c->faults);
    c->faults[c->n++] = f;
}

static bool fits(const struct matrix_row *row, const int at[MATRIX_QUESTIONS])
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (!(row->when[q] >> at[q] & 1))
            return false;
    return true;
}

/* True when every cell of `small` is one of `big`. */
static bool covers(const struct matrix_row *big, const struct matrix_row *small)
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        if (small->when[q] & ~big->when[q])
            return false;
    return true;
}

/* All cells without a row; gaps with one character are one fault, because
 * that is how somebody would mend them. */
static void find_gaps(struct checking *c)
{
    struct fault gap[MOST_VALUES] = {0};
    for (int cell = 0; cell < c->cells; cell++) {
        int at[MATRIX_QUESTIONS];
        values_cell(cell, at);
        if (rows_find(c->m, at))
            continue;
        struct fault *f = &gap[at[CHARACTER]];
        for (int q = 0; q < MATRIX_QUESTIONS && !f->cells; q++)
            f->witness[q] = at[q];
        f->cells++;
    }
    for (int v = 0; v < MOST_VALUES; v++)
        if (gap[v].cells)
            add(c, gap[v]);
}

/* Walks the cells of one row: is it the first anywhere? */
static void check_row(struct checking *c, const struct matrix_row *row)
{
    struct fault f = {.kind = FAULT_DEAD, .row = row};
    for (int cell = 0; cell < c->cells; cell++) {
        int at[MATRIX_QUESTIONS];
        values_cell(cell, at);
        if (!fits(row, at))
            continue;
        const struct matrix_row *first = rows_find(c->m, at);
        if (first == row)
            return;
        for (int q = 0; q < MATRIX_QUESTIONS && !f.cells; q++)
            f.witness[q] = at[q];
        f.by = f.by ? f.by : first;
        f.cells++;
    }
    for (const struct matrix_row *r = c->m->rows; r < row; r++)
        if (covers(r, row) && !str_eq(r->solution, row->solution)) {
            f.kind = FAULT_CONTRADICTION;
            f.by = r;
            break;
        }
    add(c, f);
}

/* The cell as a person would say it. */
static void say_cell(struct buf *out, const struct matrix *m,
                     const int at[MATRIX_QUESTIONS], struct str lang)
{
    for (int q = 0; q < MATRIX_QUESTIONS; q++)
        buf_printf(out, "      " STR_FMT " " STR_FMT "\n",
                   STR_ARG(in_lang(&m->questions[q].ask, lang)),
                   STR_ARG(in_lang(&m->questions[q].said[at[q]], lang)));
}

static void say_gap(struct buf *out, const struct fault *f, bool ru)
{
    buf_printf(out,
               ru ? "пробел: для %d клеток нет строки; например:\n"
                  : "gap: no row for %d cells; for example:\n",
               f->cells);
}

static void say_row(struct buf *out, const struct fault *f, bool ru)
{
    bool contradicts = f->kind == FAULT_CONTRADICTION;
    buf_printf(out,
               ru ? "%s: строка «" STR_FMT
                    "» (строка файла %d), решение " STR_FMT
                    "; её клетки берёт «" STR_FMT
                    "» (строка файла %d), решение " STR_FMT "; например:\n"
                  : "%s: row '" STR_FMT "' (line %d), solution " STR_FMT
                    "; its cells go to '" STR_FMT
                    "' (line %d), solution " STR_FMT "; for example:\n",
               contradicts ? (ru ? "противоречие" : "contradiction")
                           : (ru ? "недостижима" : "never reached"),
               STR_ARG(f->row->id), f->row->line, STR_ARG(f->row->solution),
               STR_ARG(f->by->id), f->by->line, STR_ARG(f->by->solution));
}

static void write_text(struct checking *c, struct buf *out)
{
    bool ru = str_eqz(c->m->lang, "ru");
    for (size_t i = 0; i < c->n; i++) {
        const struct fault *f = &c->faults[i];
        if (f->kind == FAULT_GAP)
            say_gap(out, f, ru);
        else
            say_row(out, f, ru);
        say_cell(out, c->m, f->witness, ru ? STR("ru") : STR("en"));
        buf_printf(out, "      " STR_FMT "\n",
                   STR_ARG(rows_witness(&c->arena, f->witness)));
    }
    buf_printf(out,
               ru ? STR_FMT ": клеток %d, строк %zu, ошибок %zu\n"
                  : STR_FMT ": %d cells, %zu rows, %zu faults\n",
               STR_ARG(c->m->name), c->cells, c->m->n_rows, c->n);
}

static void json_fault(struct json *j, const struct fault *f)
{
    json_map(j);
    json_key(j, "kind"), json_z(j, KIND[f->kind]);
    if (f->row) {
        json_key(j, "row"), json_str(j, f->row->id);
        json_key(j, "line"), json_int(j, f->row->line);
        json_key(j, "by"), json_str(j, f->by->id);
        json_key(j, "by_line"), json_int(j, f->by->line);
    }
    json_key(j, "cells"), json_int(j, f->cells);
    json_key(j, "witness"), json_map(j);
    for (int q = 0; q < MATRIX_QUESTIONS; q++) {
        json_key(j, values_of(q)->question);
        json_z(j, values_of(q)->names[f->witness[q]]);
    }
    json_end(j), json_end(j);
}

static void write_json(const struct checking *c, struct buf *out)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "matrix"), json_str(&j, c->m->name);
    json_key(&j, "cells"), json_int(&j, c->cells);
    json_key(&j, "rows"), json_int(&j, (int64_t)c->m->n_rows);
    json_key(&j, "faults"), json_list(&j);
    for (size_t i = 0; i < c->n; i++)
        json_fault(&j, &c->faults[i]);
    json_end(&j), json_end(&j);
    buf_char(out, '\n');
}

int matrix_check(const struct matrix *m, bool json, struct buf *out)
{
    struct checking c = {.m = m, .cells = values_cells()};
    find_gaps(&c);
    for (size_t i = 0; i < m->n_rows; i++)
        check_row(&c, &m->rows[i]);
    if (json)
        write_json(&c, out);
    else
        write_text(&c, out);
    int faults = (int)c.n;
    arena_clear(&c.arena);
    return faults;
}
