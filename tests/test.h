/* SPDX-License-Identifier: MIT
 *
 * test: the few lines every C test shares, over the library `check`.
 *
 *   TEST(adds) { ck_assert_int_eq(1 + 1, 2); } END
 *   TEST_MAIN("sums", adds)
 *
 * Each file under tests/ with a main is a program of its own. It runs from
 * the project's root. What a test needs and does not find here it says by
 * SKIP("reason"), which ends the test and is counted apart; shared_path()
 * gives a file of ../shared or NULL where that folder is missing, and
 * NEED_SHARED(path, file) skips there.
 *
 * A test may use TEST_CPU_SECONDS of processor time, in each process it
 * starts, however busy the machine is; TEST_HANG_SECONDS on the wall end only
 * what would wait for ever. */
#ifndef MOLVA_TEST_H
#define MOLVA_TEST_H

#include <check.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef TEST_CPU_SECONDS
#define TEST_CPU_SECONDS 300
#endif
#define TEST_HANG_SECONDS 1800

#define TEST(name) START_TEST(name)
#define END        END_TEST

/* With sanitizers, a third as fast, one in four of what is tried many times is
 * enough; the program as it is shipped tries all. */
#ifdef __SANITIZE_ADDRESS__
#define FEWER_STEP 4
#else
#define FEWER_STEP 1
#endif

/* Ends the test that says it. Only in the function of the test itself. */
#define SKIP(...)                                                              \
    do {                                                                       \
        test_skipped(__func__, __VA_ARGS__);                                   \
        return;                                                                \
    } while (0)

#define NEED_SHARED(path, file)                                                \
    const char *path = shared_path(file);                                      \
    do {                                                                       \
        if (!path)                                                             \
            SKIP("../shared/%s is not here", file);                            \
    } while (0)

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
        return test_run(suite_name, all, sizeof all / sizeof *all, 1);         \
    }

/* A single test that is run once for each row of a table: row number _i. */
#define TEST_ROWS_MAIN(suite_name, test, rows)                                 \
    int main(void)                                                             \
    {                                                                          \
        const TTest *all[] = {test};                                           \
        return test_run(suite_name, all, 1, (int)(rows));                      \
    }

/* How many tests were skipped: each runs in a process of its own, so the
 * count lies in memory they share. */
static inline int *test_skips(void)
{
    static int *count;
    if (!count)
        count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (count == MAP_FAILED)
        abort();
    return count;
}

/* The soft limit only: what a test starts may set its own. */
static inline void test_limit_cpu(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_CPU, &limit);
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > TEST_CPU_SECONDS)
        limit.rlim_cur = TEST_CPU_SECONDS;
    setrlimit(RLIMIT_CPU, &limit);
}

__attribute__((format(printf, 2, 3))) static inline void
test_skipped(const char *name, const char *reason, ...)
{
    va_list args;
    int length = (int)strlen(name);
    if (length > 3 && strcmp(name + length - 3, "_fn") == 0)
        length -= 3; /* what the library adds */
    __atomic_add_fetch(test_skips(), 1, __ATOMIC_SEQ_CST);
    va_start(args, reason);
    printf("skipped %.*s: ", length, name);
    vprintf(reason, args);
    printf("\n");
    fflush(stdout);
    va_end(args);
}

static inline int test_run(const char *name, const TTest *const *all, size_t n,
                           int rows)
{
    int *skips = test_skips();
    setlocale(LC_CTYPE, "C.UTF-8");
    Suite *suite = suite_create(name);
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, TEST_HANG_SECONDS);
    tcase_add_checked_fixture(tests, test_limit_cpu, NULL);
    for (size_t i = 0; i < n; i++)
        tcase_add_loop_test(tests, all[i], 0, rows);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    int passed = srunner_ntests_run(runner) - failed - *skips;
    srunner_free(runner);
    printf(*skips ? "%d passed, %d failed, %d skipped\n"
                  : "%d passed, %d failed\n",
           passed, failed, *skips);
    return failed ? 1 : 0;
}

static inline const char *shared_path(const char *file)
{
    static char path[4096];
    snprintf(path, sizeof path, "../shared/%s", file);
    return access(path, R_OK) == 0 ? path : NULL;
}

#endif
