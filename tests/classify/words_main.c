/* SPDX-License-Identifier: MIT
 * A driver for those who write rules:
 *
 *   build/tests/classify/words_main words TEXT     what its words are taken for
 *   build/tests/classify/words_main text TEXT      the verdict on it
 *   build/tests/classify/words_main cost FILE.txt  what each regex costs
 *
 * Rules are read from rules/words, or from $MOLVA_WORDS. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "classify/internal.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void words(struct classifier *c, struct arena *a, const char *text)
{
    struct doc d;
    doc_make(&d, a, c->rules.vocab, (struct str){0}, str_of(text));
    for (size_t i = 0; i < d.n; i++) {
        const struct word *w = &d.words[i];
        printf("%d %-20.*s " STR_FMT "%s%s%s\n", w->sentence,
               (int)(w->end - w->at), d.folded.text.p + w->at,
               STR_ARG(w->form->lemmas), w->negated ? "  negated" : "",
               w->name ? "  name" : "", w->clause ? "  clause" : "");
    }
}

static void text(struct classifier *c, struct arena *a, const char *z)
{
    struct verdict v;
    classify_text(
        c, a, &(struct classify_input){.text = str_of(z), .rating = -1}, &v);
    printf("%s (%.2f, then %s) tone %s facts %d topic " STR_FMT "\n",
           type_name(v.type), v.confidence, type_name(v.runner_up),
           tone_name(v.tone), v.facts, STR_ARG(v.topic));
    for (size_t i = 0; i < v.n; i++)
        printf("  %+.1f %-12.*s " STR_FMT " '%.*s'\n", v.evidence[i].points,
               STR_ARG(v.evidence[i].signal), STR_ARG(v.evidence[i].rule),
               (int)(v.evidence[i].end - v.evidence[i].start),
               z + v.evidence[i].start);
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool tried(const struct regex_engine *g, const struct regex *x)
{
    const struct regex *one;
    size_t next = 0;
    while ((one = regex_possible(g, &next)))
        if (one == x)
            return true;
    return false;
}

/* Microseconds a text of one regex over a text a line. */
static double cost_of(struct ruleset *rs, const struct regex *x,
                      struct str rest, int *hits)
{
    struct arena a = {0};
    struct str line;
    double sum = 0;
    int n = 0;
    while (n < 2000 && str_split(&rest, '\n', &line)) {
        struct folded f;
        struct regex_place at = {0};
        text_fold(&a, line, &f);
        regex_look(rs->regex, f.text);
        bool run = tried(rs->regex, x);
        double before = cpu();
        *hits += run && regex_next(rs->regex, x, f.text, &at) == REGEX_YES;
        sum += cpu() - before;
        arena_reset(&a);
        n++;
    }
    arena_clear(&a);
    return n ? sum / n * 1e6 : 0;
}

/* About a microsecond of each figure is the clock's own. */
static bool cost(struct classifier *c, const char *path, struct err *e)
{
    struct ruleset *rs = &c->rules;
    struct buf in;
    buf_init(&in, CEILING_PAGE_OUT);
    bool ok = buf_read_file(&in, path, e);
    for (size_t i = 0; ok && i < rs->n; i++) {
        const struct rule *r = &rs->rules[i];
        for (size_t k = 0; k < r->n_regex; k++) {
            int hits = 0;
            double us = cost_of(rs, r->regex[k], buf_view(&in), &hits);
            printf("%6.2f us %5d hits  " STR_FMT " %zu\n", us, hits,
                   STR_ARG(r->id), k + 1);
        }
    }
    buf_clear(&in);
    return ok;
}

static bool run(struct classifier *c, struct arena *a, char **argv,
                struct err *e)
{
    if (strcmp(argv[1], "words") == 0)
        return words(c, a, argv[2]), true;
    if (strcmp(argv[1], "text") == 0)
        return text(c, a, argv[2]), true;
    if (strcmp(argv[1], "cost") == 0)
        return cost(c, argv[2], e);
    return err_set(e, "words, text or cost");
}

int main(int argc, char **argv)
{
    struct err e = {0};
    struct arena a = {0};
    const char *words_dir = getenv("MOLVA_WORDS");
    setlocale(LC_CTYPE, "C.UTF-8");
    double start = now();
    struct classifier *c = classify_open(
        &(struct classify_setup){.words =
                                     words_dir ? words_dir : "rules/words"},
        &e);
    int rules = 0, examples = 0;
    if (c)
        classify_count(c, &rules, &examples);
    fprintf(stderr, "%d rules, %d examples, %.0f ms\n", rules, examples,
            (now() - start) * 1e3);
    bool ok = c && (argc == 3 || err_set(&e, "two words are wanted")) &&
              run(c, &a, argv, &e);
    if (!ok)
        fprintf(stderr, "%s\n", e.msg);
    classify_close(c);
    arena_clear(&a);
    return ok ? 0 : 1;
}
