/* SPDX-License-Identifier: MIT
 * What an author wrote, and a draft and remarks made of it: facts lie within
 * the text, a draft holds no brace but {due}, whatever the bytes. */
#include <stdint.h>
#include <stdlib.h>

#include "matrix/matrix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct department DEPARTMENT = {STR("service"),
                                             STR("поддержка"),
                                             STR("support"),
                                             STR("t@v.example"),
                                             0,
                                             STR(""),
                                             0};

static struct matrix *opened(void)
{
    static struct matrix *m; /* dear to open */
    struct err e = {0};
    const struct matrix_setup setup = {.matrix = "rules/matrix/fas.yaml",
                                       .replies = "rules/replies",
                                       .calendar = "rules/calendar/ru.yaml",
                                       .departments = &DEPARTMENT,
                                       .n_departments = 1,
                                       .company = STR("Vector")};
    if (!m)
        m = matrix_open(&setup, &e);
    if (!m)
        abort();
    return m;
}

static void facts(const struct matrix *m, struct arena *a,
                  const struct matrix_input *in)
{
    struct fact *rows;
    size_t n = matrix_facts(m, a, in->text, in->lang, in->verdict.type, &rows);
    for (size_t i = 0; i < n; i++)
        if (rows[i].start > rows[i].end || rows[i].end > in->text.n)
            abort();
}

static void draft(const struct matrix *m, struct arena *a,
                  const struct matrix_input *in)
{
    struct decision d;
    struct remark *rows;
    struct err e = {0};
    if (!matrix_decide(m, a, in, &d, &e))
        abort();
    struct str bare = str_replaced(a, d.draft, STR("{due}"), STR(""));
    if (str_find_char(bare, '{') >= 0 || str_find_char(bare, '}') >= 0)
        abort();
    const struct matrix_reply reply = {.text = in->text,
                                       .lang = in->lang,
                                       .mention = d.draft,
                                       .before = &d.draft,
                                       .n_before = 1};
    (void)matrix_lint(m, a, &reply, &rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const enum mention_type types[] = {TYPE_BROKEN, TYPE_OVERCHARGED,
                                              TYPE_PRAISE, TYPE_OFFENDED};
    struct arena a = {0};
    const struct matrix *m = opened();
    struct matrix_input in = {.verdict = {.type = types[n % 4],
                                          .second = TYPE_NONE,
                                          .tone = type_tone(types[n % 4]),
                                          .confidence = 0.8},
                              .lang = n % 2 ? STR("ru") : STR("en"),
                              .text = {(const char *)data, n},
                              .now = 1795424400,
                              .followers = -1,
                              .author_posts = -1,
                              .likes = -1,
                              .replies = -1,
                              .reach = -1,
                              .rating = -1,
                              .text_length = n};
    facts(m, &a, &in);
    draft(m, &a, &in);
    arena_clear(&a);
    return 0;
}
