/* SPDX-License-Identifier: MIT
 * The golden verdicts, compared or written anew:
 *
 *   build/tests/classify/golden            what is not as it was
 *   build/tests/classify/golden --update   takes it as right from now on
 *
 * test_golden does the first for the tests. */
#include "tests/classify/golden.h"

static bool update(struct golden *g, struct err *e)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    buf_str(&out, g->head);
    for (int i = 0; i < G_COLUMNS; i++)
        golden_field(&out, str_of(GOLDEN_NAMES[i]), i + 1 == G_COLUMNS);
    for (size_t k = 0; k < g->n; k++) {
        struct str told[G_COLUMNS];
        golden_judge(g, &g->rows[k], told);
        for (int i = 0; i < G_COLUMNS; i++)
            golden_field(&out, told[i], i + 1 == G_COLUMNS);
    }
    FILE *f = fopen(GOLDEN_FILE, "w");
    bool ok = f && fwrite(out.p, 1, out.n, f) == out.n;
    ok = f && fclose(f) == 0 && ok;
    buf_clear(&out);
    return ok || err_set(e, "%s cannot be written", GOLDEN_FILE);
}

int main(int argc, char **argv)
{
    struct golden g;
    struct err e = {0};
    struct buf out;
    int differences = 0;
    setlocale(LC_CTYPE, "C.UTF-8");
    buf_init(&out, CEILING_PAGE_OUT);
    bool ok = golden_open(&g, &e) && golden_read(&g, &e);
    for (size_t i = 0; ok && i < g.n; i++)
        differences += golden_compare(&g, &g.rows[i], &out);
    if (ok && argc > 1 && strcmp(argv[1], "--update") == 0) {
        ok = update(&g, &e);
        printf(STR_FMT "%d told anew\n", STR_ARG(buf_view(&out)), differences);
        differences = 0;
    } else if (ok) {
        printf(STR_FMT "%zu texts, %d differences\n", STR_ARG(buf_view(&out)),
               g.n, differences);
    }
    if (!ok)
        fprintf(stderr, "%s\n", e.msg);
    buf_clear(&out);
    golden_close(&g);
    return ok && !differences ? 0 : 1;
}
