/* SPDX-License-Identifier: MIT
 * copy: a whole store into an empty one, of either database. */
#include <stdio.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "store/store.h"

static void print_json(struct arena *a, const struct store_copied *c)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    json_map(&j);
    json_key(&j, "tables"), json_map(&j);
    for (size_t i = 0; i < c->n; i++) {
        json_key(&j, str_z(a, c->tables[i].name));
        json_int(&j, c->tables[i].rows);
    }
    json_end(&j);
    json_key(&j, "rows"), json_int(&j, c->rows);
    json_key(&j, "sealed"), json_int(&j, c->sealed);
    json_key(&j, "events"), json_int(&j, c->events);
    json_key(&j, "hash"), json_str(&j, c->hash);
    json_key(&j, "queue"), json_int(&j, c->queue);
    json_end(&j);
    buf_char(&out, '\n');
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
}

static void print_text(const struct store_copied *c)
{
    for (size_t i = 0; i < c->n; i++)
        printf("%10lld  " STR_FMT "\n", (long long)c->tables[i].rows,
               STR_ARG(c->tables[i].name));
    printf("%lld rows copied and counted again. %lld rows are as the chain of "
           "%lld events says, which ends with " STR_FMT ". %lld mentions wait, "
           "in the same order.\n",
           (long long)c->rows, (long long)c->sealed, (long long)c->events,
           STR_ARG(str_part(c->hash, 0, 16)), (long long)c->queue);
}

int cmd_copy(const struct cli *cli, int argc, char **argv)
{
    bool json = false;
    const struct option_spec specs[] = {
        {"json", OPTION_FLAG, &json, NULL, "the figures as one JSON object"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 2, 2);
    struct err e = {0};
    struct arena a = {0};
    struct store_copied copied;
    bool ok = store_copy(argv[at], argv[at + 1], &a, &copied, &e);
    if (ok && json)
        print_json(&a, &copied);
    else if (ok)
        print_text(&copied);
    arena_clear(&a);
    return ok ? CLI_DONE : cli_fail(CLI_CANNOT, "copy", &e);
}
