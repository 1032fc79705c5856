/* SPDX-License-Identifier: MIT
 * reply_sample: strangers' texts with the drafts they would get: how good are
 * they? A reader judges two hundred in ten minutes. */
#include "cli/reply_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/rote.h"
#include "cli/workspace.h"
#include "crawler/reading/reading.h"

enum { TABLE_CEILING = 1 << 30 };

/* One text of a table. */
struct drawn {
    uint64_t lot;            /* the least are taken */
    int line;                /* where it stands */
    struct str text, author; /* of the columns of these names */
    double rating;           /* of `stars` or `rating`, of five; -1 none */
};

struct sampling {
    const struct reply_sample *s;
    struct workspace w;
    struct judge judge;
    struct arena kept;    /* texts of a table, drafts */
    struct str *before;   /* n_before drafts of this table */
    size_t n_before, cap; /* of them */
    int64_t now;          /* the clock */
    struct buf out;       /* not yet printed */
    long texts, drafts;   /* so far */
    double rote;          /* sum of them */
};

/* Stand in where no molva.yaml names a department: a draft needs a contact. */
static const struct department NOBODYS[] = {
    {.id = STR("service"), .contact = STR("help@company.example")},
};

/* ---- drawing ---- */

static int by_lot(const void *a, const void *b)
{
    uint64_t x = ((const struct drawn *)a)->lot;
    uint64_t y = ((const struct drawn *)b)->lot;
    return x < y ? -1 : x > y;
}

static int by_line(const void *a, const void *b)
{
    return ((const struct drawn *)a)->line - ((const struct drawn *)b)->line;
}

static double stars_of(struct str field)
{
    double stars;
    return str_num(field, &stars) && stars >= 1 && stars <= 5 ? (stars - 1) / 4
                                                              : -1;
}

static size_t read_rows(struct sampling *s, struct str table,
                        struct drawn **rows, struct err *e)
{
    struct csv csv;
    struct csv_record names, r;
    size_t n = 0, cap = 0;
    csv_init(&csv, table);
    if (!csv_next(&csv, &s->kept, &names))
        return err_set(e, "the table is empty");
    int text = csv_column(&names, "text");
    int author = csv_column(&names, "author");
    int stars = csv_column(&names, "stars");
    stars = stars >= 0 ? stars : csv_column(&names, "rating");
    if (text < 0)
        return err_set(e, "no column 'text'");
    while (csv_next(&csv, &s->kept, &r)) {
        struct str words = str_trim(csv_field(&r, text));
        if (!words.n)
            continue;
        *rows = arena_grow(&s->kept, *rows, n, &cap, sizeof **rows);
        struct str lot =
            str_printf(&s->kept, "%lld %d " STR_FMT, (long long)s->s->seed,
                       csv.line, STR_ARG(str_part(words, 0, 200)));
        (*rows)[n++] = (struct drawn){.lot = str_hash(lot),
                                      .line = csv.line,
                                      .text = words,
                                      .author = csv_field(&r, author),
                                      .rating = stars_of(csv_field(&r, stars))};
    }
    return n;
}

/* ---- one text ---- */

struct shown {
    struct mention m;       /* the text, judged */
    const struct drawn *of; /* where it comes from */
    const char *file;       /* of which table */
    struct fact *facts;     /* n_facts that the text tells */
    size_t n_facts;
    struct str draft; /* as it would go out now; "" none */
    struct remark *remarks;
    size_t n_remarks;
    struct rote rote; /* beside earlier ones of the table */
};

static void judge(struct sampling *s, struct arena *a, struct shown *x)
{
    const struct matrix *m = s->judge.matrix;
    const struct source source = {.name = str_of(x->file), .reach = -1};
    struct mention *to = &x->m;
    to->post.text = x->of->text;
    to->post.author = x->of->author;
    to->post.rating = x->of->rating;
    to->post.url =
        str_printf(a, "https://table.example/%s#%d", x->file, x->of->line);
    to->post.published = to->post.collected = s->now;
    to->post.likes = to->post.replies = to->post.followers =
        to->post.author_posts = to->post.reach = -1;
    judge_mention(&s->judge, a, to, &source, s->now);
    struct str lang = to->post.lang;
    x->n_facts = matrix_facts(m, a, to->post.text, lang,
                              type_by_name(to->verdict.type), &x->facts);
    const struct matrix_promise due = {.row = to->decision.row,
                                       .department = to->decision.department,
                                       .lang = lang,
                                       .now = s->now};
    size_t from = s->n_before > ROTE_LAST ? s->n_before - ROTE_LAST : 0;
    size_t n = s->n_before - from;
    const struct str *before = s->before + from;
    /* As the store does it for a venue. */
    to->decision.draft =
        rote_least(a, to->decision.draft, to->decision.others, before, n);
    x->rote = rote_of(a, to->decision.draft, before, n);
    x->draft = matrix_settle(m, a, to->decision.draft, &due);
    const struct matrix_reply reply = {.text = x->draft,
                                       .lang = lang,
                                       .reader = s->w.lang,
                                       .department = to->decision.department,
                                       .now = s->now};
    if (x->draft.n)
        x->n_remarks = matrix_lint(m, a, &reply, &x->remarks);
}

/* The next sentence of the draft. */
static bool sentence(struct str *rest, struct str *out)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '\n' &&
           !(strchr(".!?", rest->p[n]) &&
             (n + 1 == rest->n || rest->p[n + 1] == ' ' ||
              rest->p[n + 1] == '\n')))
        n++;
    n += n < rest->n;
    *out = str_trim(str_part(*rest, 0, n));
    *rest = str_from(*rest, n);
    return n > 0;
}

static void show_json(struct sampling *s, const struct shown *x)
{
    struct json j;
    struct str rest = x->draft, one;
    json_init(&j, &s->out);
    json_map(&j);
    json_key(&j, "file"), json_z(&j, x->file);
    json_key(&j, "line"), json_int(&j, x->of->line);
    json_key(&j, "lang"), json_str(&j, x->m.post.lang);
    json_key(&j, "text"), json_str(&j, x->of->text);
    json_key(&j, "type"), json_str(&j, x->m.verdict.type);
    json_key(&j, "confidence"), json_num(&j, x->m.verdict.confidence);
    json_key(&j, "solution"), json_str(&j, x->m.decision.solution);
    json_key(&j, "row"), json_str(&j, x->m.decision.row);
    json_key(&j, "draft"), json_str(&j, x->draft);
    json_key(&j, "facts"), json_list(&j);
    for (size_t i = 0; i < x->n_facts; i++) {
        json_map(&j);
        json_key(&j, "fact"), json_z(&j, matrix_fact_name(x->facts[i].kind));
        json_key(&j, "words"), json_str(&j, x->facts[i].words);
        json_key(&j, "start"), json_int(&j, (int64_t)x->facts[i].start);
        json_key(&j, "end"), json_int(&j, (int64_t)x->facts[i].end);
        json_key(&j, "used"),
            json_int(&j, matrix_fact_used(&x->facts[i], x->draft));
        json_end(&j);
    }
    json_end(&j);
    json_key(&j, "asks"), json_list(&j);
    while (sentence(&rest, &one))
        if (matrix_asks(s->judge.matrix, one))
            json_str(&j, one);
    json_end(&j);
    json_key(&j, "roteness"), json_num(&j, x->rote.most);
    json_key(&j, "same_words"), json_int(&j, (int64_t)x->rote.times);
    json_key(&j, "remarks"), json_list(&j);
    for (size_t i = 0; i < x->n_remarks; i++)
        json_str(&j, x->remarks[i].sentence);
    json_end(&j);
    json_end(&j);
    buf_char(&s->out, '\n');
}

static void show_text(struct sampling *s, const struct shown *x)
{
    struct buf *o = &s->out;
    const struct mention *m = &x->m;
    struct str rest = x->draft, one;
    buf_printf(o, "## %ld %s:%d\n" STR_FMT "\n", s->texts, x->file, x->of->line,
               STR_ARG(x->of->text));
    buf_printf(o, "-- " STR_FMT " %.2f, " STR_FMT " " STR_FMT,
               STR_ARG(m->verdict.type), m->verdict.confidence,
               STR_ARG(m->decision.solution), STR_ARG(m->decision.row));
    for (size_t i = 0; i < x->n_facts; i++)
        buf_printf(o, "; %s%s \"" STR_FMT "\" %zu-%zu",
                   matrix_fact_used(&x->facts[i], x->draft) ? "+" : "",
                   matrix_fact_name(x->facts[i].kind),
                   STR_ARG(x->facts[i].words), x->facts[i].start,
                   x->facts[i].end);
    buf_char(o, '\n');
    if (x->draft.n)
        buf_printf(o, "-- rote %.2f, %zu times\n", x->rote.most, x->rote.times);
    while (sentence(&rest, &one))
        if (matrix_asks(s->judge.matrix, one))
            buf_printf(o, "-- asks: " STR_FMT "\n", STR_ARG(one));
    for (size_t i = 0; i < x->n_remarks; i++)
        buf_printf(o, "-- remark: " STR_FMT "\n",
                   STR_ARG(x->remarks[i].sentence));
    buf_printf(o, STR_FMT "\n\n", STR_ARG(x->draft));
}

static void show(struct sampling *s, const char *file, const struct drawn *d)
{
    struct arena a = {0};
    struct shown x = {.of = d, .file = file};
    judge(s, &a, &x);
    s->texts++;
    s->drafts += x.draft.n > 0;
    s->rote += x.draft.n ? x.rote.most : 0;
    if (s->s->json)
        show_json(s, &x);
    else
        show_text(s, &x);
    if (x.draft.n) {
        s->before = arena_grow(&s->kept, s->before, s->n_before, &s->cap,
                               sizeof *s->before);
        s->before[s->n_before++] = str_dup(&s->kept, x.m.decision.draft);
    }
    fwrite(s->out.p, 1, s->out.n, stdout);
    buf_reset(&s->out);
    arena_clear(&a);
}

/* ---- tables ---- */

static bool table(struct sampling *s, int i, struct err *e)
{
    const struct reply_sample *of = s->s;
    const char *path = of->files[i], *slash = strrchr(path, '/');
    struct drawn *rows = NULL;
    struct buf b;
    buf_init(&b, TABLE_CEILING);
    size_t most =
        (size_t)(of->most * (i + 1) / of->n_files - of->most * i / of->n_files);
    size_t n =
        buf_read_file(&b, path, e) ? read_rows(s, buf_view(&b), &rows, e) : 0;
    if (n)
        qsort(rows, n, sizeof *rows, by_lot);
    most = n < most ? n : most;
    if (most)
        qsort(rows, most, sizeof *rows, by_line);
    for (size_t k = 0; k < most; k++)
        show(s, slash ? slash + 1 : path, &rows[k]);
    buf_clear(&b);
    arena_clear(&s->kept);
    s->before = NULL;
    s->n_before = s->cap = 0;
    return n > 0 || err_add(e, "%s", path);
}

static bool begin(struct sampling *s, struct err *e)
{
    s->judge.classifier = workspace_classifier(&s->w, s->s->cli->dir, e);
    if (!s->judge.classifier)
        return false;
    struct matrix_setup setup = workspace_matrix(&s->w);
    if (!setup.n_departments) {
        setup.departments = NOBODYS;
        setup.n_departments = 1;
    }
    s->judge.matrix = matrix_open(&setup, e);
    if (s->judge.matrix)
        return true;
    classify_close(s->judge.classifier);
    workspace_close(&s->w);
    return false;
}

bool reply_sample(const struct reply_sample *of, struct err *e)
{
    struct sampling s = {.s = of, .now = time(NULL)};
    if (!begin(&s, e))
        return false;
    bool ok = true;
    buf_init(&s.out, CEILING_PAGE_OUT);
    for (int i = 0; ok && i < of->n_files; i++)
        ok = table(&s, i, e);
    if (ok && !of->json)
        printf("%ld texts, %ld drafts, roteness %.2f\n", s.texts, s.drafts,
               s.drafts ? s.rote / (double)s.drafts : 0);
    buf_clear(&s.out);
    matrix_close((struct matrix *)s.judge.matrix);
    classify_close(s.judge.classifier);
    workspace_close(&s.w);
    return ok;
}
