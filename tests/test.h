/* SPDX-License-Identifier: MIT
 *
 * test: the few lines every C test shares, over the library `check`.
 *
 *   TEST(adds) { ck_assert_int_eq(1 + 1, 2); } END
 *   TEST_MAIN("sums", adds)
 *
 * Each file under tests/ with a main is a program of its own. It runs from
 * the project's root. shared_path() gives a file of ../shared, or NULL where
 * that folder is missing: such a test then returns early. */
#ifndef MOLVA_TEST_H
#define MOLVA_TEST_H

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TEST(name) START_TEST(name)
#define END        END_TEST

#define ck_assert_str(s, z)                                                    \
    do {                                                                       \
        struct str s_ = (s);                                                   \
        if (!str_eqz(s_, (z)))                                                 \
            ck_abort_msg("got \"" STR_FMT "\", wanted \"%s\"", STR_ARG(s_),    \
                         (z));                                                 \
    } while (0)

/* Fails with the message of e unless `call` is true. */
#define ck_ok(call, e)                                                         \
    do {                                                                       \
        if (!(call))                                                           \
            ck_abort_msg("%s: %s", #call, (e).msg);                            \
    } while (0)

#define TEST_MAIN(suite_name, ...)                                             \
    int main(void)                                                             \
    {                                                                          \
        const TTest *all[] = {__VA_ARGS__};                                    \
        setlocale(LC_CTYPE, "C.UTF-8");                                        \
        Suite *suite = suite_create(suite_name);                               \
        TCase *tests = tcase_create(suite_name);                               \
        tcase_set_timeout(tests, 120);                                         \
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)                  \
            tcase_add_test(tests, all[i]);                                     \
        suite_add_tcase(suite, tests);                                         \
        SRunner *runner = srunner_create(suite);                               \
        srunner_run_all(runner, CK_NORMAL);                                    \
        int failed = srunner_ntests_failed(runner);                            \
        int run = srunner_ntests_run(runner);                                  \
        printf("%d passed, %d failed\n", run - failed, failed);                \
        srunner_free(runner);                                                  \
        return failed ? 1 : 0;                                                 \
    }

static inline const char *shared_path(const char *file)
{
    static char path[4096];
    snprintf(path, sizeof path, "../shared/%s", file);
    return access(path, R_OK) == 0 ? path : NULL;
}

#endif
