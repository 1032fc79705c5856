/* SPDX-License-Identifier: MIT
 *
 * golden: tests/classify/golden.csv, read, judged anew and written.
 *
 * The file tells for each text what the shipped rules and the shipped matrix
 * make of it, in a situation told by its columns (empty: unknown). The clock
 * stands at noon of a Monday in Moscow. */
#ifndef MOLVA_TESTS_GOLDEN_H
#define MOLVA_TESTS_GOLDEN_H

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "matrix/matrix.h"
#include "tests/test.h"

#define GOLDEN_FILE "tests/classify/golden.csv"

enum golden_column {
    G_N,
    G_TYPE,
    G_SECOND,
    G_TONE,
    G_TOPIC,
    G_FACTS,
    G_CONFIDENCE,
    G_ROW,
    G_SOLUTION,
    G_PROMISED,
    G_RATING,
    G_DAYS,
    G_LIKES,
    G_FOLLOWERS,
    G_POSTS,
    G_CARD,
    G_TITLE,
    G_TEXT,
    G_COLUMNS,
    G_TOLD = G_PROMISED /* the last that the program tells, from G_TYPE on */
};

static const char *const GOLDEN_NAMES[G_COLUMNS] = {
    "n",          "type",      "second",   "tone",     "topic",  "facts",
    "confidence", "row",       "solution", "promised", "rating", "days",
    "likes",      "followers", "posts",    "card",     "title",  "text"};

struct golden {
    struct classifier *c;    /* the shipped rules */
    struct matrix *m;        /* the shipped matrix */
    struct arena arena;      /* everything read */
    struct str head;         /* the comment before the table */
    struct csv_record *rows; /* n of them, each of G_COLUMNS fields */
    size_t n, cap;           /* used and room */
};

/* Monday, 23 November 2026, 12:00 in Moscow. */
enum { GOLDEN_NOON = 1795424400, GOLDEN_DAY = 86400 };

/* One term is shorter than any deadline of the matrix, others are longer. */
static const struct department GOLDEN_DEPARTMENTS[] = {
    {STR("service"), STR("служба поддержки"), STR("customer support"),
     STR("+7 495 000-00-01"), 3600, STR(""), 0},
    {STR("billing"), STR("отдел расчётов"), STR("billing department"),
     STR("billing@vector.example"), 7 * GOLDEN_DAY, STR(""), 0},
    {STR("technical"), STR("техническая служба"), STR("technical department"),
     STR("tech@vector.example"), 2 * GOLDEN_DAY, STR(""), 0},
    {STR("quality"), STR("служба качества"), STR("quality department"),
     STR("quality@vector.example"), 0, STR(""), 0},
};

static inline bool golden_open(struct golden *g, struct err *e)
{
    *g = (struct golden){0};
    g->c = classify_open(&(struct classify_setup){.words = "rules/words"}, e);
    g->m = matrix_open(
        &(struct matrix_setup){.matrix = "rules/matrix/fas.yaml",
                               .replies = "rules/replies",
                               .calendar = "rules/calendar/ru.yaml",
                               .departments = GOLDEN_DEPARTMENTS,
                               .n_departments = sizeof GOLDEN_DEPARTMENTS /
                                                sizeof *GOLDEN_DEPARTMENTS,
                               .company = STR("Вектор"),
                               .site = STR("https://vector.example/news")},
        e);
    return g->c && g->m;
}

static inline void golden_close(struct golden *g)
{
    classify_close(g->c);
    matrix_close(g->m);
    arena_clear(&g->arena);
}

static inline bool golden_header(const struct csv_record *r)
{
    for (size_t i = 0; i < G_COLUMNS; i++)
        if (r->n != G_COLUMNS || !str_eqz(r->fields[i], GOLDEN_NAMES[i]))
            return false;
    return true;
}

static inline bool golden_read(struct golden *g, struct err *e)
{
    struct buf in;
    struct csv csv;
    struct csv_record r;
    buf_init(&in, CEILING_PAGE_OUT);
    bool ok = buf_read_file(&in, GOLDEN_FILE, e);
    struct str all = ok ? str_dup(&g->arena, buf_view(&in)) : STR("");
    struct str rest = all, line;
    buf_clear(&in);
    while (rest.n && rest.p[0] == '#')
        str_split(&rest, '\n', &line);
    g->head = str_part(all, 0, all.n - rest.n);
    csv_init(&csv, rest);
    if (ok && (!csv_next(&csv, &g->arena, &r) || !golden_header(&r)))
        ok = err_set(e, GOLDEN_FILE ": other columns than golden.h has");
    while (ok && csv_next(&csv, &g->arena, &r)) {
        if (r.n != G_COLUMNS)
            ok = err_set(e, GOLDEN_FILE ": row with %zu columns", r.n);
        g->rows =
            arena_grow(&g->arena, g->rows, g->n, &g->cap, sizeof *g->rows);
        g->rows[g->n++] = r;
    }
    return ok;
}

static inline int64_t golden_int(const struct csv_record *r, int column)
{
    int64_t n;
    return str_int(r->fields[column], &n) ? n : -1;
}

/* The day the draft tells, as it would be settled now, or the empty str. */
static inline struct str
golden_promise(struct golden *g, const struct decision *d, struct str lang)
{
    struct matrix_promise p = {.row = d->row,
                               .department = d->department,
                               .lang = lang,
                               .now = GOLDEN_NOON};
    struct str text = matrix_settle(g->m, &g->arena, d->draft, &p);
    struct str day = matrix_day(g->m, &g->arena, &p);
    return str_find(text, day) >= 0 ? day : STR("");
}

static inline void golden_decide(struct golden *g, const struct csv_record *r,
                                 const struct verdict *v, struct str *told)
{
    struct err e = {0};
    struct decision d;
    int64_t days = golden_int(r, G_DAYS);
    struct matrix_input in = {
        .verdict = *v,
        .lang = v->lang.n ? v->lang : STR("ru"),
        .url = STR("https://forum.example/t/1"),
        .source = STR("Форум"),
        .published = days < 0 ? 0 : GOLDEN_NOON - days * GOLDEN_DAY - 3600,
        .now = GOLDEN_NOON,
        .followers = golden_int(r, G_FOLLOWERS),
        .author_posts = golden_int(r, G_POSTS),
        .likes = golden_int(r, G_LIKES),
        .replies = -1,
        .reach = -1,
        .rating = -1,
        .own_card = golden_int(r, G_CARD) == 1,
        .text_length = r->fields[G_TEXT].n,
    };
    bool filled = matrix_decide(g->m, &g->arena, &in, &d, &e);
    told[G_ROW] = d.row;
    told[G_SOLUTION] = d.solution;
    told[G_PROMISED] =
        filled ? golden_promise(g, &d, in.lang) : STR("no draft");
}

/* What the program says of a row now; the other columns as they stand. */
static inline void golden_judge(struct golden *g, const struct csv_record *r,
                                struct str told[G_COLUMNS])
{
    struct verdict v;
    double rating;
    memcpy(told, r->fields, G_COLUMNS * sizeof *told);
    if (!str_num(r->fields[G_RATING], &rating))
        rating = -1;
    classify_text(g->c, &g->arena,
                  &(struct classify_input){.text = r->fields[G_TEXT],
                                           .title = r->fields[G_TITLE],
                                           .rating = rating},
                  &v);
    double low = fmin(floor(v.confidence * 20) / 20, 0.95);
    told[G_TYPE] = str_of(type_name(v.type));
    told[G_SECOND] = str_of(type_name(v.second));
    told[G_TONE] = str_of(tone_name(v.tone));
    told[G_TOPIC] = v.topic;
    told[G_FACTS] = v.facts ? STR("1") : STR("0");
    told[G_CONFIDENCE] = str_printf(&g->arena, "%.2f-%.2f", low, low + 0.05);
    golden_decide(g, r, &v, told);
}

/* A line for each column in which the row is not as it was; their number. */
static inline int golden_compare(struct golden *g, const struct csv_record *r,
                                 struct buf *out)
{
    struct str told[G_COLUMNS];
    int differences = 0;
    golden_judge(g, r, told);
    for (int i = G_TYPE; i <= G_TOLD; i++) {
        if (str_eq(told[i], r->fields[i]))
            continue;
        differences++;
        buf_printf(out,
                   "row " STR_FMT ": %s is '" STR_FMT "', was '" STR_FMT
                   "': " STR_FMT "\n",
                   STR_ARG(r->fields[G_N]), GOLDEN_NAMES[i], STR_ARG(told[i]),
                   STR_ARG(r->fields[i]),
                   STR_ARG(str_part(r->fields[G_TEXT], 0, 100)));
    }
    return differences;
}

static inline void golden_field(struct buf *out, struct str s, bool last)
{
    bool quoted = str_find_char(s, ',') >= 0 || str_find_char(s, '"') >= 0 ||
                  str_find_char(s, '\n') >= 0;
    if (quoted)
        buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, s.p[i]);
    }
    if (quoted)
        buf_char(out, '"');
    buf_char(out, last ? '\n' : ',');
}

#endif
