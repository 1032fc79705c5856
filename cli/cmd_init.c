/* SPDX-License-Identifier: MIT
 * init: a workspace with every option explained, and the rules to edit. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/privacy.h"
#include "cli/tree.h"
#include "cli/workspace.h"

struct init {
    struct arena arena; /* names and paths */
    const char *dir;    /* the workspace */
    const char *yaml;   /* its molva.yaml */
    bool rules;         /* the rules are copied too */
};

/* Never over an existing file: somebody's settings stand in it. */
static bool write_new(const char *path, struct str text, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd < 0 && errno == EEXIST)
        return err_set(e, "%s is there already; it was not touched", path);
    if (fd < 0)
        return err_set(e, "%s: %s", path, strerror(errno));
    bool ok = write(fd, text.p, text.n) == (ssize_t)text.n;
    if (close(fd) != 0 || !ok)
        return err_set(e, "%s: %s", path, strerror(errno));
    return true;
}

static bool write_sample(const struct init *in, struct err *e)
{
    struct buf sample;
    buf_init(&sample, CEILING_RULE_FILE);
    workspace_sample(&sample, in->rules);
    bool ok = write_new(in->yaml, buf_view(&sample), e);
    buf_clear(&sample);
    return ok;
}

static bool folder(struct init *in, const char *name, struct err *e)
{
    const char *path = str_printf(&in->arena, "%s%s", in->dir, name).p;
    return mkdir(path, 0700) == 0 || errno == EEXIST ||
           err_set(e, "%s: %s", path, strerror(errno));
}

/* The pages that prove the connectors stand beside the rules, as they do
 * where the rules come from. */
static bool copy_rules(struct init *in, struct err *e)
{
    struct arena *a = &in->arena;
    const char *from = workspace_own_rules(a);
    const char *to = str_printf(a, "%s/rules", in->dir).p;
    const char *pages = str_printf(a, "%s/../tests/crawler/pages", from).p;
    const char *copy = str_printf(a, "%s/tests/crawler/pages", in->dir).p;
    if (access(to, F_OK) == 0)
        return err_set(e, "%s is there already; it was not touched", to);
    if (!tree_copy(from, to, e))
        return false;
    if (access(pages, R_OK) != 0 || access(copy, F_OK) == 0)
        return true;
    return folder(in, "/tests", e) && folder(in, "/tests/crawler", e) &&
           tree_copy(pages, copy, e);
}

static void tell_next(struct init *in)
{
    struct str q = cli_quoted(&in->arena, in->dir);
    printf("%s: every option is explained in it.\nNext: name your brands "
           "and sources there, then\n    molva -w " STR_FMT
           " crawl\n    molva -w " STR_FMT
           " user add YOU\n    molva -w " STR_FMT " serve\n",
           in->yaml, STR_ARG(q), STR_ARG(q), STR_ARG(q));
}

/* A workspace that is there gets the rules it lacks and keeps its settings. */
static bool init(struct init *in, struct err *e)
{
    bool there = access(in->yaml, F_OK) == 0;
    if (!folder(in, "", e) || !privacy_folder(in->dir, e) ||
        (in->rules && !copy_rules(in, e)))
        return false;
    if (in->rules)
        printf("%s/rules: your own copy of the rules.\n", in->dir);
    if (there && in->rules) {
        printf("%s was not touched; this line in it reads the copy:\n"
               "    rules: rules\n",
               in->yaml);
        return true;
    }
    if (!write_sample(in, e))
        return false;
    tell_next(in);
    return true;
}

int cmd_init(const struct cli *cli, int argc, char **argv)
{
    struct init in = {0};
    const struct option_spec specs[] = {
        {"rules", OPTION_FLAG, &in.rules, NULL,
         "copy the rules too, to edit and add to"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 1);
    struct err e = {0};
    in.dir = at < argc ? argv[at] : cli->dir;
    in.yaml = str_printf(&in.arena, "%s/molva.yaml", in.dir).p;
    bool ok = init(&in, &e);
    arena_clear(&in.arena);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "init", &e);
}
