/* SPDX-License-Identifier: MIT
 *
 * What the tests of the matrix share: departments, set-up, clock. */
#ifndef MOLVA_TESTS_MATRIX_HELP_H
#define MOLVA_TESTS_MATRIX_HELP_H

#include "matrix/matrix.h"
#include "tests/test.h"

enum { DAY_S = 86400 };

/* Monday, 23 November 2026, 12:00 in Moscow. */
static const int64_t NOON = 1795424400;

static const struct department DEPARTMENTS[] = {
    {STR("service"), STR("служба поддержки"), STR("customer support"),
     STR("+7 495 000-00-01"), 2 * DAY_S, STR(""), 0},
    {STR("billing"), STR("отдел расчётов"), STR("billing department"),
     STR("billing@vector.example"), 5 * DAY_S, STR(""), 0},
    {STR("quality"), STR("служба качества"), STR("quality department"),
     STR("quality@vector.example"), 0, STR(""), 0},
    {STR("sales"), STR("отдел продаж"), STR("sales department"),
     STR("sales@vector.example"), 0, STR(""), 0},
    {STR("pr"), STR("пресс-служба"), STR("press office"),
     STR("press@vector.example"), 0, STR(""), 0},
};

/* A path of this process alone: the same tests run in two builds at once. */
static inline const char *help_temp(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "/tmp/molva-test-%ld-%s", (long)getpid(), name);
    return path;
}

static inline struct matrix_setup help_setup(const char *file)
{
    return (struct matrix_setup){
        .matrix = file,
        .replies = "rules/replies",
        .calendar = "rules/calendar/ru.yaml",
        .departments = DEPARTMENTS,
        .n_departments = sizeof DEPARTMENTS / sizeof *DEPARTMENTS,
        .company = STR("Вектор Телеком"),
        .site = STR("https://vector.example/news"),
    };
}

static inline struct matrix *help_open(const char *file)
{
    struct err e = {0};
    struct matrix_setup setup = help_setup(file);
    struct matrix *m = matrix_open(&setup, &e);
    if (!m)
        ck_abort_msg("%s", e.msg);
    return m;
}

/* A mention of a type, an hour old, by an author nobody knows much about; that
 * it is neutral is told by a rule. */
static inline struct matrix_input help_input(enum mention_type type)
{
    static struct evidence report = {
        .rule = STR("en.news.report"), .signal = STR("news"), .points = 1};
    return (struct matrix_input){
        .verdict = {.type = type,
                    .second = TYPE_NONE,
                    .confidence = 0.8,
                    .evidence = &report,
                    .n = type == TYPE_NEUTRAL},
        .lang = STR("ru"),
        .author = STR("Ирина"),
        .url = STR("https://forum.example/t/1"),
        .source = STR("Форум абонентов"),
        .published = NOON - 3600,
        .now = NOON,
        .followers = -1,
        .author_posts = -1,
        .likes = -1,
        .replies = -1,
        .reach = -1,
        .rating = -1,
        .text_length = 300,
    };
}

/* The draft of a decision as it would go out at `now`. */
static inline const char *help_settled(const struct matrix *m, struct arena *a,
                                       const struct decision *d,
                                       struct str lang, int64_t now)
{
    struct matrix_promise p = {
        .row = d->row, .department = d->department, .lang = lang, .now = now};
    return str_z(a, matrix_settle(m, a, d->draft, &p));
}

/* What the linter says, a line each: "kind: sentence". In the arena. */
static inline const char *help_lint(const struct matrix *m, struct arena *a,
                                    const struct matrix_reply *reply)
{
    struct remark *rows;
    struct str all = STR("");
    size_t n = matrix_lint(m, a, reply, &rows);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT STR_FMT ": " STR_FMT "\n", STR_ARG(all),
                         STR_ARG(rows[i].kind), STR_ARG(rows[i].sentence));
    return str_z(a, all);
}

#endif
