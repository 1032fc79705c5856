/* SPDX-License-Identifier: MIT
 * Texts a second of the classifier, and what each part costs.
 *
 *   build/tests/bench/bench_classify FILE [ROUNDS]   one text a line
 *
 * Process CPU time; the first round fills the cache of forms and is not
 * counted. "pcre2" is what others would do: a pattern for each of 300 words of
 * the table, compiled by PCRE2 to machine code, all matches counted and nothing
 * else done. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <locale.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/base.h"
#include "classify/internal.h"

enum { PATTERNS = 300 };

struct bench {
    struct classifier *c;           /* under test */
    struct arena arena;             /* of one text */
    struct str *texts;              /* n of them */
    size_t n;                       /* texts */
    size_t bytes;                   /* of all */
    size_t found;                   /* so that nothing is optimised away */
    pcre2_code *patterns[PATTERNS]; /* one word each */
    pcre2_match_data *match;        /* of the last one */
};

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void whole(struct bench *b, struct str text)
{
    struct verdict v;
    struct classify_input in = {.text = text, .rating = -1};
    classify_text(b->c, &b->arena, &in, &v);
    b->found += v.n;
}

static void fold_only(struct bench *b, struct str text)
{
    struct folded f;
    text_fold(&b->arena, text, &f);
    b->found += f.text.n;
}

static void doc_only(struct bench *b, struct str text)
{
    struct doc d;
    doc_make(&d, &b->arena, b->c->rules.vocab, (struct str){0}, text);
    b->found += d.n;
}

static void match_only(struct bench *b, struct str text)
{
    struct doc d;
    struct hits h;
    doc_make(&d, &b->arena, b->c->rules.vocab, (struct str){0}, text);
    match_run(&b->c->rules, &b->arena, &d, &h);
    b->found += h.n;
}

static void brand_only(struct bench *b, struct str text)
{
    b->found += classify_brand(b->c, &b->arena, text).n;
}

static void lemmas_only(struct bench *b, struct str text)
{
    b->found += classify_lemmas(b->c, &b->arena, text).n;
}

static void pcre2_only(struct bench *b, struct str text)
{
    size_t *at = pcre2_get_ovector_pointer(b->match);
    for (int i = 0; i < PATTERNS; i++)
        for (size_t from = 0;
             pcre2_match(b->patterns[i], (PCRE2_SPTR)text.p, text.n, from,
                         PCRE2_NO_UTF_CHECK, b->match, NULL) > 0;
             from = at[1])
            b->found++;
}

/* Words of five letters and more, spread over the table. */
static bool make_patterns(struct bench *b, struct arena *a)
{
    const struct table *t = &b->c->table;
    size_t n = 0, step = t->n / PATTERNS / 3 + 1;
    for (size_t i = 0; i < t->n && n < PATTERNS; i += step) {
        int code;
        size_t at;
        struct str word = t->entries[i].word;
        if (!text_is_letters(word) || str_chars(word) < 5)
            continue;
        struct str p = str_printf(a, "\\b" STR_FMT "\\w*", STR_ARG(word));
        b->patterns[n] = pcre2_compile((PCRE2_SPTR)p.p, p.n,
                                       PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS,
                                       &code, &at, NULL);
        if (!b->patterns[n])
            return false;
        pcre2_jit_compile(b->patterns[n++], PCRE2_JIT_COMPLETE);
    }
    b->match = pcre2_match_data_create(4, NULL);
    return n == PATTERNS;
}

static void run(struct bench *b, const char *name, int rounds,
                void (*one)(struct bench *, struct str))
{
    double start = 0;
    for (int r = 0; r <= rounds; r++) {
        if (r == 1)
            start = cpu();
        for (size_t i = 0; i < b->n; i++) {
            one(b, b->texts[i]);
            arena_reset(&b->arena);
        }
    }
    double s = cpu() - start, n = (double)b->n * rounds;
    printf("%-10s %9.0f texts/s  %6.2f us a text  %6.1f MB/s\n", name, n / s,
           s / n * 1e6, (double)b->bytes * rounds / s / 1e6);
}

static bool read_texts(struct bench *b, struct arena *a, const char *path,
                       struct err *e)
{
    struct buf in;
    struct str rest, line;
    size_t cap = 0;
    buf_init(&in, CEILING_PAGE_OUT);
    bool ok = buf_read_file(&in, path, e);
    rest = ok ? str_dup(a, buf_view(&in)) : (struct str){0};
    buf_clear(&in);
    while (str_split(&rest, '\n', &line)) {
        b->texts = arena_grow(a, b->texts, b->n, &cap, sizeof line);
        b->texts[b->n++] = line;
        b->bytes += line.n;
    }
    return ok && (b->n || err_set(e, "%s: no texts", path));
}

int main(int argc, char **argv)
{
    struct err e = {0};
    struct bench b = {0};
    struct arena a = {0};
    struct str forms[] = {STR("вектор*"), STR("Вектор-Банк"), STR("vector*")};
    struct brand_setup brand = {.name = STR("Вектор"), .forms = {forms, 3, 0}};
    struct classify_setup setup = {
        .words = "rules/words", .brands = &brand, .n_brands = 1};
    setlocale(LC_CTYPE, "C.UTF-8");
    b.c = classify_open(&setup, &e);
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
    if (argc < 2 || !b.c || !read_texts(&b, &a, argv[1], &e)) {
        fprintf(stderr, "bench_classify FILE [ROUNDS]  %s\n", e.msg);
        return 1;
    }
    int rules, examples;
    classify_count(b.c, &rules, &examples);
    printf("%zu texts, %zu bytes each, %d rules\n", b.n, b.bytes / b.n, rules);
    run(&b, "classify", rounds, whole);
    run(&b, "fold", rounds, fold_only);
    run(&b, "+ words", rounds, doc_only);
    run(&b, "+ rules", rounds, match_only);
    run(&b, "brand", rounds, brand_only);
    run(&b, "lemmas", rounds, lemmas_only);
    if (make_patterns(&b, &a))
        run(&b, "pcre2", rounds, pcre2_only);
    classify_close(b.c);
    arena_clear(&a);
    arena_clear(&b.arena);
    return b.found == 0;
}
