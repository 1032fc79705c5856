/* SPDX-License-Identifier: MIT
 * init: a workspace with every option explained. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/workspace.h"

/* Never over an existing file: somebody's settings stand in it. */
static bool write_new(const char *path, struct str text, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (fd < 0 && errno == EEXIST)
        return err_set(e, "%s is there already; it was not touched", path);
    if (fd < 0)
        return err_set(e, "%s: %s", path, strerror(errno));
    bool ok = write(fd, text.p, text.n) == (ssize_t)text.n;
    if (close(fd) != 0 || !ok)
        return err_set(e, "%s: %s", path, strerror(errno));
    return true;
}

/* As a shell takes it back: 'my folder'. */
static struct str quoted(struct arena *a, const char *dir)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
    struct buf out;
    if (dir[strspn(dir, PLAIN)] == 0)
        return str_of(dir);
    buf_init(&out, 5 * strlen(dir) + 3);
    buf_char(&out, '\'');
    for (; *dir; dir++)
        buf_z(&out, *dir == '\'' ? "'\\''" : (char[]){*dir, 0});
    buf_char(&out, '\'');
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

int cmd_init(const struct cli *cli, int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int at = options_parse("init", specs, argc, argv);
    options_operands("init", argc - at, 0, 1);
    const char *dir = at < argc ? argv[at] : cli->dir;
    struct err e = {0};
    struct arena a = {0};
    struct buf sample;
    buf_init(&sample, CEILING_RULE_FILE);
    workspace_sample(&sample);
    const char *path = str_printf(&a, "%s/molva.yaml", dir).p;
    bool ok = mkdir(dir, 0755) == 0 || errno == EEXIST
                  ? write_new(path, buf_view(&sample), &e)
                  : err_set(&e, "%s: %s", dir, strerror(errno));
    struct str q = quoted(&a, dir);
    if (ok)
        printf("%s: every option is explained in it.\nNext: name your brands "
               "and sources there, then\n    molva -w " STR_FMT
               " crawl\n    molva -w " STR_FMT
               " user add YOU\n    molva -w " STR_FMT " serve\n",
               path, STR_ARG(q), STR_ARG(q), STR_ARG(q));
    buf_clear(&sample);
    arena_clear(&a);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "init", &e);
}
