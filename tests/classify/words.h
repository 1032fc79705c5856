/* SPDX-License-Identifier: MIT
 *
 * words: a folder of rules made for one test. */
#ifndef MOLVA_TESTS_WORDS_H
#define MOLVA_TESTS_WORDS_H

#include <string.h>
#include <sys/stat.h>

#include "base/base.h"
#include "classify/internal.h"
#include "tests/test.h"

static const char DECIDE[] = "level: 4\ntemperature: 1\nsecond: 0.25\n"
                             "unknown: {}\nconfidence: {}\n"
                             "rating: {praise: 6, broken: -6}\n"
                             "facts: {bias: -0.5, facts: 2}\n"
                             "tones:\n"
                             "  neg: {concrete: 1, general: 1}\n"
                             "  pos: {praise-pure: 1}\n"
                             "  neu: {bias: 0.5}\n"
                             "  mix: {}\n"
                             "types:\n"
                             "  broken: {broken: 1}\n"
                             "  overcharged: {overcharged: 1}\n"
                             "  offended: {offended: 1}\n"
                             "  rant: {general-bare: 1}\n"
                             "  justified: {general-facts: 1}\n"
                             "  praise: {praise-pure: 1}\n"
                             "  question: {question-pure: 1}\n"
                             "  neutral: {bias: 0.3}\n";

static inline void write_file(const char *dir, const char *name,
                              const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

/* Weights for the types that `decide`, which ends with its types, has none
 * for: a new type breaks none of these tests. */
static inline void add_types(const char *dir, const char *decide)
{
    char path[512], row[64];
    snprintf(path, sizeof path, "%s/decide.yaml", dir);
    FILE *f = fopen(path, "a");
    ck_assert_ptr_nonnull(f);
    for (int t = 0; t < TYPE_SPOKEN; t++) {
        snprintf(row, sizeof row, "\n  %s:", type_name((enum mention_type)t));
        if (!strstr(decide, row))
            fprintf(f, "%s {}\n", row + 1);
    }
    fclose(f);
}

/* A new folder with ru/t.yaml holding `ru`, en/ empty, and decide.yaml. */
static inline const char *words_folder(const char *ru, const char *decide)
{
    static char dir[256];
    char sub[300];
    snprintf(dir, sizeof dir, "/tmp/molva-words-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(sub, sizeof sub, "%s/ru", dir);
    ck_assert_int_eq(mkdir(sub, 0700), 0);
    write_file(sub, "t.yaml", ru);
    write_file(dir, "decide.yaml", decide);
    if (decide == DECIDE)
        add_types(dir, decide);
    return dir;
}

static inline void words_remove(const char *dir)
{
    char path[300];
    snprintf(path, sizeof path, "%s/ru/t.yaml", dir);
    unlink(path);
    snprintf(path, sizeof path, "%s/ru", dir);
    rmdir(path);
    snprintf(path, sizeof path, "%s/decide.yaml", dir);
    unlink(path);
    rmdir(dir);
}

/* A classifier over one rule file; NULL with e set when it does not load. */
static inline struct classifier *words_open(const char *ru, struct err *e)
{
    const char *dir = words_folder(ru, DECIDE);
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = dir}, e);
    words_remove(dir);
    return c;
}

#endif
