/* SPDX-License-Identifier: MIT
 * matrix: prove the reaction matrix, print it, ask it. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

static int check(const struct matrix *m, bool json, struct buf *out)
{
    return matrix_check(m, json, out) ? CLI_WRONG : CLI_DONE;
}

static int show(const struct matrix *m, bool json, struct buf *out)
{
    matrix_show(m, json, out);
    return CLI_DONE;
}

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

/* A preset by name or path, with the workspace's departments if there are
 * any. */
static struct matrix *open_matrix(struct workspace *w, const struct cli *cli,
                                  const char *file, struct err *e)
{
    if (!workspace_here(w, cli->dir, e))
        return NULL;
    struct matrix_setup setup = workspace_matrix(w);
    if (file)
        setup.matrix = file;
    struct matrix *m = matrix_open(&setup, e);
    if (!m)
        workspace_close(w);
    return m;
}

int cmd_matrix(const struct cli *cli, int argc, char **argv)
{
    bool json = false;
    const char *file = NULL;
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &json, NULL, "JSON instead of text"},
        {"file", OPTION_TEXT, &file, "FILE",
         "this matrix, not the workspace's"},
        {0},
    };
    int at = options_parse("matrix", specs, argc, argv);
    options_operands("matrix", argc - at, 1, 8);
    struct err e = {0};
    struct workspace w;
    struct matrix *m = open_matrix(&w, cli, file, &e);
    if (!m)
        return cli_fail(CLI_WRONG, "matrix", &e);
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    int code = CLI_USAGE;
    if (strcmp(argv[at], "check") == 0)
        code = check(m, json, &out);
    else if (strcmp(argv[at], "show") == 0)
        code = show(m, json, &out);
    else if (strcmp(argv[at], "decide") == 0)
        code = decide(m, argv + at + 1, argc - at - 1, json, &out);
    else
        fprintf(stderr, "molva matrix: check, show or decide?\n");
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    matrix_close(m);
    workspace_close(&w);
    return code;
}
