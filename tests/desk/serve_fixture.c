/* SPDX-License-Identifier: MIT
 * serve_fixture STORE [PORT]: a desk over the invented mentions of fixture.h,
 * for tests/browser/desk.mjs and for looking at it. Prints its port. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/desk/fixture.h"

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    stop = number;
}

static void ready(void *ctx, int port)
{
    (void)ctx;
    printf("%d\n", port);
    fflush(stdout);
}

static bool fill(const char *path, struct matrix *m, struct err *e)
{
    struct arena a = {0};
    struct store *s = store_open(path, STORE_CREATE, e);
    bool ok = s && fixture_fill(s, &a, m, e) && fixture_people(s, e);
    store_close(s);
    arena_clear(&a);
    return ok;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    int64_t port = 0;
    if (argc < 2 || (argc > 2 && !str_int(str_of(argv[2]), &port))) {
        fputs("usage: serve_fixture STORE [PORT]\n", stderr);
        return 2;
    }
    struct matrix *m = fixture_matrix(&e);
    struct desk_setup setup = {.store = str_of(argv[1]),
                               .port = (int)port,
                               .matrix = m,
                               .departments = FIXTURE_DEPARTMENTS,
                               .n_departments = FIXTURE_N_DEPARTMENTS,
                               .catalogue = fixture_catalogue(&e),
                               .selfcheck = fixture_selfcheck(&e),
                               .ctx = m,
                               .redecide = fixture_decide,
                               .rebrand = fixture_rebrand,
                               .brands = FIXTURE_BRANDS,
                               .n_brands = FIXTURE_N_BRANDS,
                               .ready = ready,
                               .scouted = true,
                               .stop = &stop};
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    bool ok = m && fill(argv[1], m, &e) && desk_run(&setup, &e);
    if (!ok)
        fprintf(stderr, "%s\n", e.msg);
    if (m)
        matrix_close(m);
    return ok ? 0 : 3;
}
