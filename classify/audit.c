/* SPDX-License-Identifier: MIT
 * audit: how often each rule was right, against how often chance is. */
#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/json.h"
#include "classify/fit_read.h"

enum { SETS = 20 }; /* sources told apart; those after them share the last */
#define SURE 1.96   /* standard errors: 95 of 100 times */

#define FACT (1u << TYPE_COUNT) /* a fact is told */

/* In what texts a rule for the signal is right. Signals that are missing
 * (topics, staff, self, hypothetical) claim nothing a label could deny. */
static const unsigned CLAIMS[SIGNAL_COUNT] = {
    [SIGNAL_BROKEN] = BIT(BROKEN),
    [SIGNAL_OVERCHARGED] = BIT(OVERCHARGED),
    [SIGNAL_OFFENDED] = BIT(OFFENDED),
    [SIGNAL_PRAISE] = BIT(PRAISE),
    [SIGNAL_QUESTION] = BIT(QUESTION),
    [SIGNAL_GENERAL] = COMPLAINTS,
    [SIGNAL_ANGER] = COMPLAINTS,
    [SIGNAL_BAD] = COMPLAINTS,
    [SIGNAL_GOOD] = BIT(PRAISE),
    [SIGNAL_PLURAL] = COMPLAINTS,
    [SIGNAL_COMPARE] = COMPLAINTS,
    [SIGNAL_ADVERT] = BIT(NEUTRAL),
    [SIGNAL_NEWS] = BIT(NEUTRAL),
    [SIGNAL_OTHER] = BIT(NEUTRAL),
    [SIGNAL_REQUEST] = COMPLAINTS | BIT(QUESTION),
    [SIGNAL_THANKS] = BIT(PRAISE),
    [SIGNAL_FACT_DATE] = FACT,
    [SIGNAL_FACT_SUM] = FACT,
    [SIGNAL_FACT_PLACE] = FACT,
    [SIGNAL_FACT_NAME] = FACT,
    [SIGNAL_FACT_DOCUMENT] = FACT,
    [SIGNAL_FACT_ORDER] = FACT,
    [SIGNAL_IRONY] = COMPLAINTS,
    [SIGNAL_SOLVED] = BIT(PRAISE) | BIT(NEUTRAL) | BIT(QUESTION),
};

struct share {
    int right, all; /* texts */
};

/* A rule, or what its negated matches speak for. */
struct row {
    const struct rule *rule;   /* of the rules */
    int signal;                /* spoken for */
    struct share fired;        /* in all texts */
    struct share by_set[SETS]; /* by source */
    double base, worst;        /* right by chance; see bound() */
    size_t last;               /* 1 + number of the text last counted */
};

struct auditing {
    struct classifier *c;              /* the rules */
    struct row *rows;                  /* two a rule: its signal, negated */
    struct str sets[SETS];             /* n_sets of them */
    size_t n_sets, n;                  /* sources, texts */
    struct share chance[SIGNAL_COUNT]; /* texts where a signal is right */
};

struct columns {
    int type, alt, second, facts, set, text; /* -1 when missing */
};

/* Types that are right, and FACT; false when a type is unknown. */
static bool truth_of(const struct csv_record *r, const struct columns *col,
                     unsigned *truth, struct err *e)
{
    const int names[] = {col->type, col->alt, col->second};
    *truth = str_eqz(csv_field(r, col->facts), "1") ? FACT : 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str name = csv_field(r, names[i]);
        enum mention_type t = type_by_name(name);
        if (t == TYPE_NONE && i == 0)
            return err_set(e, "unknown type '" STR_FMT "'", STR_ARG(name));
        *truth |= t == TYPE_NONE ? 0 : 1u << t;
    }
    return true;
}

static size_t set_of(struct auditing *au, struct arena *a, struct str name)
{
    for (size_t i = 0; i < au->n_sets; i++)
        if (str_eq(au->sets[i], name))
            return i;
    if (au->n_sets == SETS)
        return SETS - 1;
    au->sets[au->n_sets] = str_dup(a, name);
    return au->n_sets++;
}

static void add(struct share *s, bool right)
{
    s->all++;
    s->right += right;
}

/* Each rule counts once a text, however often it was found. */
static void audit_text(struct auditing *au, struct str text, unsigned truth,
                       size_t set)
{
    struct classifier *c = au->c;
    struct findings f;
    classify_find(c, (struct str){0}, text, &f);
    au->n++;
    for (int s = 0; s < SIGNAL_COUNT; s++)
        add(&au->chance[s], truth & CLAIMS[s]);
    for (size_t i = 0; i < f.hits.n; i++) {
        const struct rule *rule = &c->rules.rules[f.hits.items[i].rule];
        int signal = f.hits.items[i].signal;
        struct row *row =
            &au->rows[2 * f.hits.items[i].rule + (signal != rule->signal)];
        row->rule = rule;
        row->signal = signal;
        if (row->last == au->n)
            continue;
        row->last = au->n;
        add(&row->fired, truth & CLAIMS[signal]);
        add(&row->by_set[set], truth & CLAIMS[signal]);
    }
}

static bool find_columns(const struct csv_record *head, struct columns *c,
                         struct err *e)
{
    *c = (struct columns){csv_column(head, "type"),   csv_column(head, "alt"),
                          csv_column(head, "second"), csv_column(head, "facts"),
                          csv_column(head, "set"),    csv_column(head, "text")};
    return (c->type >= 0 && c->text >= 0) ||
           err_set(e, "the table needs the columns 'type' and 'text'");
}

static bool read_table(struct auditing *au, struct arena *a,
                       const struct eval_setup *setup, struct err *e)
{
    struct csv csv;
    struct csv_record r;
    struct columns col;
    struct arena record = {0};
    bool ok = true;
    csv_init(&csv, setup->csv);
    if (!csv_next(&csv, a, &r))
        return err_set(e, "the table is empty");
    if (!find_columns(&r, &col, e))
        return false;
    while (ok && csv_next(&csv, &record, &r)) {
        struct str text = csv_field(&r, col.text);
        unsigned truth;
        ok = truth_of(&r, &col, &truth, e) || err_add(e, "line %d", csv.line);
        if (ok && fit_in_half(setup->half, text))
            audit_text(au, text, truth, set_of(au, a, csv_field(&r, col.set)));
        arena_reset(&record);
    }
    arena_clear(&record);
    return ok && (au->n || err_set(e, "the table has no texts"));
}

static double part(struct share s)
{
    return s.all ? (double)s.right / s.all : 0;
}

/* The most a rule could be right by luck (Wilson's upper bound): few texts
 * prove nothing, so they stand behind many of the same share. */
static double bound(struct share s)
{
    double n = s.all, p = part(s), z = SURE * SURE / n;
    return (p + z / 2 + SURE * sqrt(p * (1 - p) / n + z / (4 * n))) / (1 + z);
}

static int by_worst(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->worst != y->worst)
        return (x->worst > y->worst) - (x->worst < y->worst);
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/* Leaves the rows that fired and can be judged, the worst first. */
static size_t sort_rows(struct auditing *au)
{
    size_t n = 0;
    for (size_t i = 0; i < 2 * au->c->rules.n; i++) {
        struct row *row = &au->rows[i];
        if (!row->fired.all || !CLAIMS[row->signal])
            continue;
        row->base = part(au->chance[row->signal]);
        row->worst = bound(row->fired);
        au->rows[n++] = *row;
    }
    if (n)
        qsort(au->rows, n, sizeof *au->rows, by_worst);
    return n;
}

static double lift(const struct row *row)
{
    return row->base > 0 ? part(row->fired) / row->base : 0;
}

static void write_text(const struct auditing *au, size_t n, struct buf *out)
{
    buf_printf(out,
               "%zu texts; %zu rules fired, the worst first\n"
               "texts  right  chance   lift  rule, by source\n",
               au->n, n);
    for (size_t i = 0; i < n; i++) {
        const struct row *row = &au->rows[i];
        buf_printf(out, "%5d  %5.2f  %6.2f  %5.1f  " STR_FMT, row->fired.all,
                   part(row->fired), row->base, lift(row),
                   STR_ARG(row->rule->id));
        if (row->signal != row->rule->signal)
            buf_printf(out, " (negated: %s)", signal_names[row->signal]);
        for (size_t s = 0; s < au->n_sets; s++)
            if (row->by_set[s].all && au->sets[s].n)
                buf_printf(out, "  " STR_FMT " %d/%d", STR_ARG(au->sets[s]),
                           row->by_set[s].right, row->by_set[s].all);
        buf_char(out, '\n');
    }
}

static void json_share(struct json *j, struct share s)
{
    json_key(j, "texts"), json_int(j, s.all);
    json_key(j, "right"), json_int(j, s.right);
}

static void json_row(const struct auditing *au, const struct row *row,
                     struct arena *a, struct json *j)
{
    json_map(j);
    json_key(j, "rule"), json_str(j, row->rule->id);
    json_key(j, "signal"), json_z(j, signal_names[row->signal]);
    json_share(j, row->fired);
    json_key(j, "chance"), json_num(j, row->base);
    json_key(j, "lift"), json_num(j, lift(row));
    json_key(j, "sources"), json_map(j);
    for (size_t s = 0; s < au->n_sets; s++) {
        if (!row->by_set[s].all || !au->sets[s].n)
            continue;
        json_key(j, str_z(a, au->sets[s])), json_map(j);
        json_share(j, row->by_set[s]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_json(const struct auditing *au, size_t n, struct arena *a,
                       struct buf *out)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "texts"), json_int(&j, (int64_t)au->n);
    json_key(&j, "rules"), json_list(&j);
    for (size_t i = 0; i < n; i++)
        json_row(au, &au->rows[i], a, &j);
    json_end(&j);
    json_end(&j);
    buf_char(out, '\n');
}

bool classify_audit(struct classifier *c, const struct eval_setup *setup,
                    struct buf *out, struct err *e)
{
    struct arena a = {0};
    struct auditing au = {.c = c,
                          .rows = xcalloc(2 * c->rules.n, sizeof *au.rows)};
    bool ok = read_table(&au, &a, setup, e);
    size_t n = ok ? sort_rows(&au) : 0;
    if (ok && setup->json)
        write_json(&au, n, &a, out);
    else if (ok)
        write_text(&au, n, out);
    free(au.rows);
    arena_clear(&a);
    return ok;
}
