/* SPDX-License-Identifier: MIT
 * eval: how good the rules are on labelled texts. */
#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/json.h"
#include "classify/fit_read.h"

enum { WORST = 30, BINS = 10 };

struct labelled {
    struct str text, id;         /* of the file */
    enum mention_type type, alt; /* right answers */
    enum mention_type got;       /* ours */
    double confidence;           /* ours */
    struct verdict verdict;      /* evidence */
};

struct evaluation {
    struct labelled *items;            /* n of them */
    size_t n, cap;                     /* used and room */
    int table[TYPE_COUNT][TYPE_COUNT]; /* [right][got] */
    int right, unknown;                /* texts judged right, not judged */
    int tone_right, tone_all;          /* texts with a tone */
    int facts_right, facts_all;        /* texts with facts told */
    int sides, negatives, silent;      /* complaint or not; missed ones */
    bool hidden;                       /* no text may be shown */
    bool brief;                        /* only the first lines */
    double bin_sum[BINS];              /* confidences by bin */
    int bin_n[BINS], bin_right[BINS];  /* texts, right ones */
};

struct columns {
    int type, alt, text, id, tone, facts; /* -1 when missing */
};

static bool find_columns(const struct csv_record *head, struct columns *c,
                         struct err *e)
{
    *c = (struct columns){csv_column(head, "type"), csv_column(head, "alt"),
                          csv_column(head, "text"), csv_column(head, "id"),
                          csv_column(head, "tone"), csv_column(head, "facts")};
    if (c->type < 0 || c->text < 0)
        return err_set(e, "the table needs the columns 'type' and 'text'");
    return true;
}

static void count_others(struct evaluation *ev, const struct labelled *l,
                         struct str tone, struct str facts)
{
    if (tone.n) {
        ev->tone_all++;
        ev->tone_right += str_eqz(tone, tone_name(l->verdict.tone));
    }
    if (facts.n) {
        ev->facts_all++;
        ev->facts_right += str_eqz(facts, "1") == l->verdict.facts;
    }
}

static void count(struct evaluation *ev, const struct labelled *l)
{
    bool right = l->got == l->type || l->got == l->alt;
    int bin = (int)fmin(l->confidence * BINS, BINS - 1);
    ev->table[right ? l->got : l->type][l->got]++;
    ev->right += right;
    ev->unknown += l->got == TYPE_UNKNOWN;
    bool told = type_tone(l->got) == TONE_NEG;
    bool there = right ? told : type_tone(l->type) == TONE_NEG;
    ev->sides += told == there && (right || l->got != TYPE_UNKNOWN);
    ev->negatives += there;
    ev->silent += there && !told && l->got != TYPE_UNKNOWN;
    if (l->got == TYPE_UNKNOWN)
        return; /* its confidence is that of a guess nobody is told */
    ev->bin_n[bin]++;
    ev->bin_right[bin] += right;
    ev->bin_sum[bin] += l->confidence;
}

static bool judge(struct classifier *c, struct arena *a,
                  const struct eval_setup *setup, struct evaluation *ev,
                  struct err *e)
{
    struct csv csv;
    struct csv_record r;
    struct columns col;
    csv_init(&csv, setup->csv);
    if (!csv_next(&csv, a, &r))
        return err_set(e, "the table is empty");
    if (!find_columns(&r, &col, e))
        return false;
    while (csv_next(&csv, a, &r)) {
        struct labelled l = {.text = csv_field(&r, col.text),
                             .id = csv_field(&r, col.id),
                             .type = type_by_name(csv_field(&r, col.type)),
                             .alt = type_by_name(csv_field(&r, col.alt))};
        if (l.type == TYPE_NONE)
            return err_set(e, "line %d: unknown type '" STR_FMT "'", csv.line,
                           STR_ARG(csv_field(&r, col.type)));
        if (!fit_in_half(setup->half, l.text))
            continue;
        struct classify_input in = {.text = l.text, .rating = -1};
        classify_text(c, a, &in, &l.verdict);
        l.got = l.verdict.type;
        l.confidence = l.verdict.confidence;
        count(ev, &l);
        count_others(ev, &l, csv_field(&r, col.tone), csv_field(&r, col.facts));
        ev->items = arena_grow(a, ev->items, ev->n, &ev->cap, sizeof l);
        ev->items[ev->n++] = l;
    }
    return ev->n || err_set(e, "the table has no texts");
}

struct score {
    double precision, recall, f1; /* NaN when the type is nowhere */
    int right, told, there;       /* texts: both, ours, labelled */
};

static struct score score_of(const struct evaluation *ev, int type)
{
    struct score s = {.right = ev->table[type][type]};
    for (int i = 0; i < TYPE_COUNT; i++) {
        s.there += ev->table[type][i];
        s.told += ev->table[i][type];
    }
    s.precision = s.told ? (double)s.right / s.told : NAN;
    s.recall = s.there ? (double)s.right / s.there : NAN;
    s.f1 = s.told + s.there ? 2.0 * s.right / (s.told + s.there) : NAN;
    return s;
}

/* Mean F1 over the types that are labelled or told at all. Where nobody labels
 * texts as unknown, it is no type but a question left open. */
static double macro_f1(const struct evaluation *ev)
{
    double sum = 0;
    int n = 0;
    for (int t = 0; t < TYPE_COUNT; t++) {
        struct score s = score_of(ev, t);
        if (isnan(s.f1) || (t == TYPE_UNKNOWN && !s.there))
            continue;
        sum += s.f1;
        n++;
    }
    return n ? sum / n : 0;
}

/* Expected calibration error: how far the confidences are from the share of
 * right answers. */
static double calibration(const struct evaluation *ev)
{
    double sum = 0;
    int n = 0;
    for (int b = 0; b < BINS; b++) {
        sum += fabs(ev->bin_sum[b] - ev->bin_right[b]);
        n += ev->bin_n[b];
    }
    return n ? sum / n : 0;
}

static int by_confidence(const void *a, const void *b)
{
    const struct labelled *x = a, *y = b;
    bool wrong_x = x->got != x->type && x->got != x->alt;
    bool wrong_y = y->got != y->type && y->got != y->alt;
    if (wrong_x != wrong_y)
        return wrong_y - wrong_x;
    return (x->confidence < y->confidence) - (x->confidence > y->confidence);
}

/* Sorts the errors we were surest of to the front; their number. */
static size_t sort_errors(struct evaluation *ev)
{
    qsort(ev->items, ev->n, sizeof *ev->items, by_confidence);
    size_t n = 0;
    while (n < ev->n && ev->items[n].got != ev->items[n].type &&
           ev->items[n].got != ev->items[n].alt)
        n++;
    return n;
}

static void write_table(const struct evaluation *ev, struct buf *out)
{
    buf_z(out, "\ntype          precision  recall      F1   texts    told as:");
    for (int t = 0; t < TYPE_COUNT; t++)
        buf_printf(out, " %5.5s", type_name((enum mention_type)t));
    for (int t = 0; t < TYPE_COUNT; t++) {
        struct score s = score_of(ev, t);
        buf_printf(out, "\n%-12s  %9.3f  %6.3f  %6.3f  %6d            ",
                   type_name((enum mention_type)t), s.precision, s.recall, s.f1,
                   s.there);
        for (int g = 0; g < TYPE_COUNT; g++)
            buf_printf(out, " %5d", ev->table[t][g]);
    }
    buf_char(out, '\n');
}

static double share(int part, int all)
{
    return all ? (double)part / all : 0;
}

/* What confidence was said, and how often it was right. */
static void write_bins(const struct evaluation *ev, struct buf *out)
{
    buf_z(out, "\nsaid    right   texts\n");
    for (int b = 0; b < BINS; b++)
        if (ev->bin_n[b])
            buf_printf(out, "%.3f   %.3f  %6d\n", ev->bin_sum[b] / ev->bin_n[b],
                       share(ev->bin_right[b], ev->bin_n[b]), ev->bin_n[b]);
}

static void write_error(const struct labelled *l, struct buf *out)
{
    struct str text = str_part(l->text, 0, 300);
    while (text.n && text.n < l->text.n &&
           ((unsigned char)l->text.p[text.n] & 0xc0) == 0x80)
        text.n--;
    buf_printf(out, "\n%s, told as %s (%.2f)  " STR_FMT "\n    ",
               type_name(l->type), type_name(l->got), l->confidence,
               STR_ARG(l->id));
    for (size_t i = 0; i < text.n; i++)
        buf_char(out, text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i]);
    buf_char(out, '\n');
    for (size_t i = 0; i < l->verdict.n; i++) {
        const struct evidence *v = &l->verdict.evidence[i];
        buf_printf(out, "    %+.1f %-12.*s " STR_FMT " '" STR_FMT "'\n",
                   v->points, STR_ARG(v->signal), STR_ARG(v->rule),
                   STR_ARG(str_part(l->text, v->start, v->end - v->start)));
    }
}

/* Accuracy over the texts that were given a type. */
static double answered(const struct evaluation *ev)
{
    int open = ev->table[TYPE_UNKNOWN][TYPE_UNKNOWN]; /* labelled so */
    return share(ev->right - open, (int)ev->n - ev->unknown);
}

static void write_text(struct evaluation *ev, struct buf *out)
{
    buf_printf(out,
               "%zu texts  accuracy %.3f  macro-F1 %.3f  tone %.3f  "
               "facts %.3f  calibration error %.3f\n"
               "complaint or not %.3f  complaints told as none %.3f\n"
               "unknown %d, counted as wrong; accuracy of the others %.3f\n",
               ev->n, share(ev->right, (int)ev->n), macro_f1(ev),
               share(ev->tone_right, ev->tone_all),
               share(ev->facts_right, ev->facts_all), calibration(ev),
               share(ev->sides, (int)ev->n), share(ev->silent, ev->negatives),
               ev->unknown, answered(ev));
    if (ev->brief)
        return;
    write_table(ev, out);
    write_bins(ev, out);
    size_t n = sort_errors(ev);
    buf_printf(out,
               ev->hidden ? "\n%zu errors; nobody reads them\n"
                          : "\n%zu errors; the ones it was surest of:\n",
               n);
    for (size_t i = 0; i < n && i < WORST && !ev->hidden; i++)
        write_error(&ev->items[i], out);
}

static void json_errors(struct evaluation *ev, struct json *j)
{
    size_t n = sort_errors(ev);
    json_key(j, "errors"), json_list(j);
    for (size_t i = 0; i < n && i < WORST && !ev->hidden; i++) {
        const struct labelled *l = &ev->items[i];
        json_map(j);
        json_key(j, "id"), json_str(j, l->id);
        json_key(j, "type"), json_z(j, type_name(l->type));
        json_key(j, "got"), json_z(j, type_name(l->got));
        json_key(j, "confidence"), json_num(j, l->confidence);
        json_key(j, "text"), json_str(j, l->text);
        json_key(j, "rules"), json_list(j);
        for (size_t k = 0; k < l->verdict.n; k++)
            json_str(j, l->verdict.evidence[k].rule);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void json_types(const struct evaluation *ev, struct json *j)
{
    json_key(j, "types"), json_map(j);
    for (int t = 0; t < TYPE_COUNT; t++) {
        struct score s = score_of(ev, t);
        json_key(j, type_name((enum mention_type)t)), json_map(j);
        json_key(j, "precision"), json_num(j, s.precision);
        json_key(j, "recall"), json_num(j, s.recall);
        json_key(j, "f1"), json_num(j, s.f1);
        json_key(j, "texts"), json_int(j, s.there);
        json_key(j, "told"), json_map(j);
        for (int g = 0; g < TYPE_COUNT; g++) {
            json_key(j, type_name((enum mention_type)g));
            json_int(j, ev->table[t][g]);
        }
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void json_bins(const struct evaluation *ev, struct json *j)
{
    json_key(j, "confidence"), json_list(j);
    for (int b = 0; b < BINS; b++) {
        if (!ev->bin_n[b])
            continue;
        json_map(j);
        json_key(j, "said"), json_num(j, ev->bin_sum[b] / ev->bin_n[b]);
        json_key(j, "right");
        json_num(j, share(ev->bin_right[b], ev->bin_n[b]));
        json_key(j, "texts"), json_int(j, ev->bin_n[b]);
        json_end(j);
    }
    json_end(j);
}

static void write_json(struct evaluation *ev, struct buf *out)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "texts"), json_int(&j, (int64_t)ev->n);
    json_key(&j, "accuracy"), json_num(&j, share(ev->right, (int)ev->n));
    json_key(&j, "unknown"), json_int(&j, ev->unknown);
    json_key(&j, "accuracy_answered"), json_num(&j, answered(ev));
    json_key(&j, "macro_f1"), json_num(&j, macro_f1(ev));
    json_key(&j, "tone"), json_num(&j, share(ev->tone_right, ev->tone_all));
    json_key(&j, "facts"), json_num(&j, share(ev->facts_right, ev->facts_all));
    json_key(&j, "complaint_or_not");
    json_num(&j, share(ev->sides, (int)ev->n));
    json_key(&j, "silent"), json_num(&j, share(ev->silent, ev->negatives));
    json_key(&j, "calibration_error"), json_num(&j, calibration(ev));
    json_bins(ev, &j);
    json_types(ev, &j);
    json_errors(ev, &j);
    json_end(&j);
    buf_char(out, '\n');
}

bool classify_eval(struct classifier *c, const struct eval_setup *setup,
                   struct buf *out, struct err *e)
{
    struct arena a = {0};
    struct evaluation ev = {.hidden = setup->half == HALF_UNREAD,
                            .brief = setup->brief};
    bool ok = judge(c, &a, setup, &ev, e);
    if (ok && setup->json)
        write_json(&ev, out);
    else if (ok)
        write_text(&ev, out);
    arena_clear(&a);
    return ok;
}
