/* SPDX-License-Identifier: MIT
 * matrix: prove the reaction matrix, print it, ask it, compare two, hand it
 * to programs that draw decision tables and take it back. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

static void decision_out(struct buf *out, const struct decision *d, bool json)
{
    struct json j;
    if (!json) {
        buf_printf(out, "solution " STR_FMT ", row " STR_FMT ": " STR_FMT "\n",
                   STR_ARG(d->solution), STR_ARG(d->row), STR_ARG(d->why));
        return;
    }
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "solution"), json_str(&j, d->solution);
    json_key(&j, "row"), json_str(&j, d->row);
    json_key(&j, "why"), json_str(&j, d->why);
    json_end(&j);
    buf_char(out, '\n');
}

static int decide(const struct matrix *m, char **pairs, int n, bool json,
                  struct buf *out)
{
    struct arena a = {0};
    struct err e = {0};
    struct decision d;
    struct str *given = arena_alloc(&a, ((size_t)n + 1) * sizeof *given);
    for (int i = 0; i < n; i++)
        given[i] = str_of(pairs[i]);
    int code = CLI_DONE;
    if (matrix_row(m, &a, given, (size_t)n, &d, &e))
        decision_out(out, &d, json);
    else
        code = cli_fail(CLI_USAGE, "matrix", &e);
    arena_clear(&a);
    return code;
}

/* A preset of rules/matrix by its name, or a file by its path. */
static const char *preset_path(struct workspace *w, const char *name)
{
    if (!name)
        return workspace_matrix(w).matrix;
    if (strchr(name, '/'))
        return name;
    return str_printf(&w->arena, "%s/matrix/%s.yaml", w->rules.p, name).p;
}

static struct matrix *open_preset(struct workspace *w, const char *name,
                                  struct err *e)
{
    struct matrix_setup setup = workspace_matrix(w);
    setup.matrix = preset_path(w, name);
    if (access(setup.matrix, R_OK) != 0) {
        err_set(e, "%s is not there; a preset is a file of %s/matrix",
                setup.matrix, w->rules.p);
        return NULL;
    }
    return matrix_open(&setup, e);
}

struct comparing {
    struct matrix_diff *diff;
    struct arena arena; /* of one mention */
};

/* The answers as the store keeps them. */
static bool compare_one(void *ctx, const struct mention *m, struct err *e)
{
    struct comparing *c = ctx;
    struct matrix_case stored = {.mention = m->id};
    struct answer *rows;
    size_t n = matrix_answers(&c->arena, m->decision.answers, &rows);
    for (size_t i = 0; i < n && i < MATRIX_QUESTIONS; i++)
        stored.answers[i] = rows[i];
    matrix_diff_case(c->diff, &stored);
    arena_reset(&c->arena);
    (void)e;
    return true;
}

/* Stored decisions; none where there is no store yet. */
static bool compare_stored(struct workspace *w, struct matrix_diff *d,
                           struct err *e)
{
    struct mention_filter all = {0};
    struct comparing c = {.diff = d};
    if (!w->file.root || (workspace_store_is_file(w) &&
                          access(workspace_store_url(w), R_OK) != 0))
        return true;
    struct store *store = workspace_store(w, STORE_READ, e);
    bool ok = store && store_mentions_each(store, &all, compare_one, &c, e);
    arena_clear(&c.arena);
    store_close(store);
    return ok;
}

static int diff(struct workspace *w, char **names, bool json, struct buf *out)
{
    struct err e = {0};
    struct matrix *old = open_preset(w, names[0], &e);
    struct matrix *newer = old ? open_preset(w, names[1], &e) : NULL;
    int differ = 0;
    struct matrix_diff *d = newer ? matrix_diff_new(old, newer) : NULL;
    bool ok = d && compare_stored(w, d, &e);
    if (ok)
        differ = matrix_diff_write(d, json, out);
    if (d)
        matrix_diff_free(d);
    if (newer)
        matrix_close(newer);
    if (old)
        matrix_close(old);
    if (!ok)
        return cli_fail(CLI_CANNOT, "matrix", &e);
    return differ ? CLI_WRONG : CLI_DONE;
}

static int export(const struct matrix *m, const char *path)
{
    struct err e = {0};
    struct buf table;
    buf_init(&table, CEILING_DMN);
    matrix_dmn(m, &table);
    bool ok = cli_write(path, &table, &e);
    buf_clear(&table);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "matrix", &e);
}

/* What check finds in the rows that came; they are written all the same, so
 * that they can be mended. */
static int prove(const struct matrix *m)
{
    struct buf faults;
    buf_init(&faults, CEILING_PAGE_OUT);
    bool wrong = matrix_check(m, false, &faults) > 0;
    if (wrong)
        fwrite(faults.p, 1, faults.n, stderr);
    buf_clear(&faults);
    return wrong ? CLI_WRONG : CLI_DONE;
}

static int import(struct matrix *m, const char *preset, const char *dmn,
                  const char *to)
{
    struct err e = {0};
    struct buf yaml;
    buf_init(&yaml, CEILING_RULE_FILE);
    bool ok = matrix_dmn_load(m, dmn, &e) &&
              matrix_yaml(m, preset, &yaml, &e) && cli_write(to, &yaml, &e);
    buf_clear(&yaml);
    return ok ? prove(m) : cli_fail(CLI_CANNOT, "matrix", &e);
}

struct asking {
    bool json;          /* instead of text */
    const char *preset; /* NULL the workspace's */
    const char *dmn;    /* where export writes */
    const char *out;    /* where import writes */
    char **words;       /* n of them */
    int n;
};

static int ask(struct matrix *m, const char *preset, const struct asking *a,
               struct buf *out)
{
    if (strcmp(a->words[0], "check") == 0)
        return matrix_check(m, a->json, out) ? CLI_WRONG : CLI_DONE;
    if (strcmp(a->words[0], "decide") == 0)
        return decide(m, a->words + 1, a->n - 1, a->json, out);
    if (strcmp(a->words[0], "export") == 0)
        return export(m, a->dmn);
    if (strcmp(a->words[0], "import") == 0)
        return import(m, preset, a->words[1], a->out);
    matrix_show(m, a->json, out);
    return CLI_DONE;
}

/* Exits 2 unless the words are as many as the first of them takes. */
static void check_words(const struct cli *cli, const struct asking *a)
{
    static const char *const WORDS[] = {"check",  "show",   "decide", "diff",
                                        "export", "import", NULL};
    static const struct {
        int least, most; /* words, the first one among them */
    } TAKES[] = {{1, 1}, {1, 1}, {1, 1 + MATRIX_QUESTIONS},
                 {3, 3}, {1, 1}, {2, 2}};
    options_operands(cli, a->n, 1, 1 + MATRIX_QUESTIONS);
    size_t word = options_word(cli, "word", a->words[0], WORDS);
    options_operands(cli, a->n, TAKES[word].least, TAKES[word].most);
}

static int run(struct workspace *w, const struct asking *a)
{
    struct err e = {0};
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    bool compare = strcmp(a->words[0], "diff") == 0;
    int code = a->preset ? CLI_CANNOT : CLI_WRONG;
    struct matrix *m = compare ? NULL : open_preset(w, a->preset, &e);
    if (compare)
        code = diff(w, a->words + 1, a->json, &out);
    else if (m)
        code = ask(m, preset_path(w, a->preset), a, &out);
    else
        cli_fail(code, "matrix", &e);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    if (m)
        matrix_close(m);
    return code;
}

int cmd_matrix(const struct cli *cli, int argc, char **argv)
{
    struct asking a = {.dmn = "-", .out = "-"};
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &a.json, NULL, "JSON instead of text"},
        {"preset", OPTION_TEXT, &a.preset, "NAME",
         "this matrix, not the workspace's: a name or a path"},
        {"dmn", OPTION_TEXT, &a.dmn, "FILE",
         "export: write there, not to standard output"},
        {"out", OPTION_TEXT, &a.out, "FILE",
         "import: write there, not to standard output"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    a.words = argv + at;
    a.n = argc - at;
    check_words(cli, &a);
    struct err e = {0};
    struct workspace w;
    if (!workspace_here(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "matrix", &e);
    int code = run(&w, &a);
    workspace_close(&w);
    return code;
}
