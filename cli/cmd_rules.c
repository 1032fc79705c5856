/* SPDX-License-Identifier: MIT
 * rules: prove them by their examples, measure them on labelled texts, weigh
 * them by such texts or by what people corrected. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/learn.h"
#include "cli/options.h"
#include "cli/replay.h"
#include "cli/workspace.h"

enum { INPUT_CEILING = 1 << 30, TABLES_MAX = 8 };

/* Of the replies: the linter's rules, wordings and what is found in texts are
 * proven while they are loaded. */
static bool replies_check(struct workspace *w, struct err *e)
{
    struct matrix_setup setup = workspace_matrix(w);
    struct matrix *m = matrix_open(&setup, e);
    int rules, examples;
    if (!m)
        return false;
    matrix_count(m, &rules, &examples);
    matrix_close(m);
    return printf("%d rules for replies, %d examples: every one as it should "
                  "be\n",
                  rules, examples) > 0;
}

static int rules_check(struct classifier *c, struct workspace *w)
{
    struct err e = {0};
    int rules, examples;
    classify_count(c, &rules, &examples);
    printf("%d rules, %d examples: every one as it should be (rule set %s)\n",
           rules, examples, classify_version(c));
    return replies_check(w, &e) ? CLI_DONE : cli_fail(CLI_WRONG, "rules", &e);
}

struct rules_job {
    bool json;          /* eval, audit: one object */
    const char *half;   /* eval, audit: which half, or NULL */
    const char *words;  /* fit: where words.tsv goes, or NULL */
    const char *unread; /* fit: the table that is half kept apart, or NULL */
    bool back;          /* adopt: what was in use before */
    int64_t since;      /* replay: mentions from then on */
    char **files;       /* n of them */
    size_t n;           /* tables */
};

static const char *const HALVES[] = {"read", "unread", NULL};

/* What eval or audit say of a table, to stdout. */
static bool rules_measure(struct classifier *c, const struct rules_job *job,
                          bool audit, struct err *e)
{
    struct buf in, out;
    struct eval_setup setup = {.json = job->json};
    if (job->half)
        setup.half = strcmp(job->half, "read") == 0 ? HALF_READ : HALF_UNREAD;
    buf_init(&in, INPUT_CEILING);
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = buf_read_file(&in, job->files[0], e);
    setup.csv = buf_view(&in);
    if (ok)
        ok = (audit ? classify_audit : classify_eval)(c, &setup, &out, e) ||
             err_add(e, "%s", job->files[0]);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&in);
    buf_clear(&out);
    return ok;
}

/* The new decide.yaml to stdout, how good it is to stderr. */
static bool fit_tables(struct classifier *c, const struct rules_job *job,
                       const struct fit_table *tables, struct err *e)
{
    struct buf yaml, words, told;
    buf_init(&yaml, CEILING_RULE_FILE);
    buf_init(&words, CEILING_RULE_FILE);
    buf_init(&told, CEILING_PAGE_OUT);
    bool ok = classify_fit(c, tables, job->n,
                           &(struct fit_out){&yaml, &words, &told}, e) &&
              (!job->words || cli_write(job->words, &words, e));
    fwrite(told.p, 1, told.n, stderr);
    if (ok)
        fwrite(yaml.p, 1, yaml.n, stdout);
    buf_clear(&yaml);
    buf_clear(&words);
    buf_clear(&told);
    return ok;
}

static bool rules_fit(struct classifier *c, const struct rules_job *job,
                      struct err *e)
{
    struct buf in[TABLES_MAX];
    struct fit_table tables[TABLES_MAX];
    bool ok = true;
    size_t n = 0;
    for (; n < job->n && ok; n++) {
        const char *path = job->files[n];
        buf_init(&in[n], INPUT_CEILING);
        ok = buf_read_file(&in[n], path, e);
        tables[n] =
            (struct fit_table){str_of(path), buf_view(&in[n]),
                               job->unread && strcmp(job->unread, path) == 0};
    }
    ok = ok && fit_tables(c, job, tables, e);
    while (n > 0)
        buf_clear(&in[--n]);
    return ok;
}

static int rules_run(const char *word, struct rules_job *job,
                     const struct cli *cli)
{
    struct err e = {0};
    struct workspace w;
    struct classifier *c = workspace_classifier(&w, cli->dir, &e);
    int code = CLI_DONE;
    if (!c)
        return cli_fail(CLI_WRONG, "rules", &e);
    if (strcmp(word, "check") == 0)
        code = rules_check(c, &w);
    else if (strcmp(word, "fit") == 0
                 ? !rules_fit(c, job, &e)
                 : !rules_measure(c, job, strcmp(word, "audit") == 0, &e))
        code = cli_fail(CLI_CANNOT, "rules", &e);
    classify_close(c);
    workspace_close(&w);
    return code;
}

/* Words that need the store. */
static int rules_stored(const char *word, const struct rules_job *job,
                        const struct cli *cli)
{
    struct err e = {0};
    struct workspace w;
    int code = CLI_DONE;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "rules", &e);
    if (strcmp(word, "replay") == 0)
        code = replay_command(&w, job->since, job->json, &e);
    else if (strcmp(word, "adopt") == 0)
        code = (job->back ? learn_back : learn_adopt)(&w, &e) ? CLI_DONE
                                                              : CLI_CANNOT;
    else if (!learn_propose(&w, job->n ? job->files[0] : NULL, &e))
        code = CLI_CANNOT;
    workspace_close(&w);
    return code == CLI_DONE ? cli_printed(code) : cli_fail(code, "rules", &e);
}

static bool is_table(const struct rules_job *job, const char *path)
{
    for (size_t i = 0; i < job->n; i++)
        if (strcmp(job->files[i], path) == 0)
            return true;
    return false;
}

/* False with the option that would do nothing. */
static bool options_fit(const char *word, const struct rules_job *job,
                        struct err *e)
{
    const struct {
        const char *name, *words; /* of the option; those it belongs to */
        bool given;
    } all[] = {{"json", "eval audit replay", job->json},
               {"half", "eval audit", job->half},
               {"words", "fit", job->words},
               {"unread", "fit", job->unread},
               {"back", "adopt", job->back},
               {"since", "replay", job->since}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].given && !strstr(all[i].words, word))
            return err_set(e, "--%s is of `rules %s`", all[i].name,
                           all[i].words);
    if (job->half && strcmp(word, "audit") == 0 &&
        strcmp(job->half, "read") != 0)
        return err_set(e, "how single rules do on the unread half is not told");
    return !job->unread || is_table(job, job->unread) ||
           err_set(e, "--unread %s is none of the tables", job->unread);
}

/* Words of the command, and how many tables follow each. */
static const struct rules_word {
    const char *word;
    int least, most; /* tables */
    bool stored;     /* it asks the store */
} RULES_WORDS[] = {
    {"check", 0, 0, false}, {"eval", 1, 1, false},
    {"audit", 1, 1, false}, {"fit", 1, TABLES_MAX, false},
    {"learn", 0, 1, true},  {"adopt", 0, 0, true},
    {"replay", 0, 0, true},
};
enum { N_RULES_WORDS = sizeof RULES_WORDS / sizeof *RULES_WORDS };

/* Exits 2 unless it is one of the words, with as many tables as it takes. */
static const struct rules_word *word_of(const struct cli *cli, const char *word,
                                        int tables)
{
    const char *names[N_RULES_WORDS + 1] = {0};
    for (size_t i = 0; i < N_RULES_WORDS; i++)
        names[i] = RULES_WORDS[i].word;
    const struct rules_word *found =
        &RULES_WORDS[options_word(cli, "word", word, names)];
    options_operands(cli, tables + 1, found->least + 1, found->most + 1);
    return found;
}

int cmd_rules(const struct cli *cli, int argc, char **argv)
{
    struct rules_job job = {0};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &job.json, NULL,
         "eval, audit, replay: one JSON object"},
        {"half", OPTION_TEXT, &job.half, "HALF",
         "eval, audit: `read`; eval: `unread`, whose texts are not shown"},
        {"words", OPTION_TEXT, &job.words, "FILE",
         "fit: the table of words goes there"},
        {"unread", OPTION_TEXT, &job.unread, "FILE",
         "fit: half of this one of the tables is measured as unread"},
        {"since", OPTION_DATE, &job.since, "DATE",
         "replay: mentions since that day, 2026-01-31"},
        {"back", OPTION_FLAG, &job.back, NULL,
         "adopt: what was in use before the present version"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, TABLES_MAX + 1);
    const struct rules_word *word = word_of(cli, argv[at], argc - at - 1);
    if (job.half)
        options_word(cli, "half", job.half, HALVES);
    job.files = argv + at + 1;
    job.n = (size_t)(argc - at - 1);
    struct err e = {0};
    if (!options_fit(word->word, &job, &e))
        return cli_fail(CLI_USAGE, "rules", &e);
    return word->stored ? rules_stored(word->word, &job, cli)
                        : rules_run(word->word, &job, cli);
}
