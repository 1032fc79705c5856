/* SPDX-License-Identifier: MIT
 *
 * temp: a folder of its own for each test, and mentions to put in a store. */
#ifndef MOLVA_TESTS_STORE_TEMP_H
#define MOLVA_TESTS_STORE_TEMP_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/store.h"
#include "tests/place.h"
#include "tests/test.h"

/* The folder of this process; made at the first call, gone at its end. */
static char temp_dir[64];

static int temp_remove_one(const char *path, const struct stat *st, int kind,
                           struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    return remove(path);
}

static void temp_remove(void)
{
    nftw(temp_dir, temp_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Path of a file in it; the last four paths stay valid. */
static inline const char *temp_path(const char *name)
{
    static char paths[4][128];
    static int at;
    if (!temp_dir[0]) {
        /* Memory, where there is some: waiting for a disk tests nothing. */
        const char *root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
        snprintf(temp_dir, sizeof temp_dir, "%s/molva-store-XXXXXX", root);
        if (!mkdtemp(temp_dir))
            abort();
        atexit(temp_remove);
    }
    at = (at + 1) % 4;
    snprintf(paths[at], sizeof paths[at], "%s/%s", temp_dir, name);
    return paths[at];
}

/* The store of that name, as store_open() takes it. */
static inline const char *temp_url(const char *name)
{
    return place_url(temp_path(name));
}

static inline struct store *temp_store(const char *name)
{
    struct err e = {0};
    struct store *s = place_open(temp_path(name), &e);
    if (!s)
        ck_abort_msg("%s", e.msg);
    return s;
}

/* `verify` finds nothing; how many events there are. */
static inline int64_t temp_verifies(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    struct store_audit audit;
    ck_ok(store_verify(s, &a, &audit, &e), e);
    ck_assert_msg(audit.found == 0, STR_FMT " " STR_FMT ": " STR_FMT,
                  STR_ARG(audit.findings[0].table),
                  STR_ARG(audit.findings[0].row),
                  STR_ARG(audit.findings[0].what));
    arena_clear(&a);
    return audit.events;
}

static inline int64_t temp_source(struct store *s, const char *name)
{
    struct err e = {0};
    struct arena a = {0};
    struct source_row row = {.name = str_of(name),
                             .kind = STR("phpbb"),
                             .url = STR("https://forum.example/"),
                             .every = 3600};
    ck_ok(store_source_put(s, &a, &row, &e), e);
    arena_clear(&a);
    return row.id;
}

/* Tuesday 2026-11-17 12:00 UTC. */
enum { TEMP_NOW = 1794916800 };

/* A mention of the brand that asks for a reply. key and text are kept. */
static inline struct mention temp_mention(int64_t source, const char *key1,
                                          const char *key2, const char *text)
{
    return (struct mention){.post.source = source,
                            .post.key1 = str_of(key1),
                            .post.key2 = str_of(key2),
                            .post.text_hash = (int64_t)str_hash(str_of(text)),
                            .post.url = str_of(key1),
                            .post.author = STR("Иван"),
                            .post.published = TEMP_NOW - 3600,
                            .post.precision = 60,
                            .post.collected = TEMP_NOW,
                            .post.lang = STR("ru"),
                            .post.text = str_of(text),
                            .post.lemmas = str_of(text),
                            .post.rating = -1,
                            .post.likes = -1,
                            .post.replies = -1,
                            .post.followers = -1,
                            .post.author_posts = -1,
                            .post.reach = -1,
                            .post.brand = STR("Вектор"),
                            .verdict.rules = STR("0123456789abcdef"),
                            .verdict.type = STR("broken"),
                            .verdict.second = STR("-"),
                            .verdict.tone = STR("neg"),
                            .verdict.facts = 1,
                            .verdict.confidence = 0.8,
                            .verdict.topic = STR("connection"),
                            .verdict.evidence = STR("[]"),
                            .decision.solution = STR("A"),
                            .decision.row = STR("broken-help"),
                            .decision.why = STR("help where it is said"),
                            .decision.answers = STR("[]"),
                            .decision.counterfactual = STR("B if influential"),
                            .decision.department = STR("service"),
                            .decision.profile = STR("day"),
                            .decision.template = STR("broken.ru"),
                            .decision.draft = STR("Здравствуйте! Поможем."),
                            .decision.due = TEMP_NOW + 7200,
                            .decision.priority = 50};
}

/* What the matrix decides: C and M want nobody, so they have no deadline. */
static inline void temp_solve(struct mention *m, const char *solution)
{
    bool reply = !strchr("CM", *solution);
    m->decision.solution = str_of(solution);
    m->decision.profile = reply ? STR("day") : STR("");
    m->decision.template = reply ? STR("broken.ru") : STR("");
}

static inline enum put_result temp_put(struct store *s, struct mention *m)
{
    struct err e = {0};
    enum put_result what;
    ck_ok(store_mention_put(s, m, &what, &e), e);
    return what;
}

/* One number by raw SQL, as an auditor would ask; -1 when it is refused. */
static inline int64_t temp_ask(const char *path, const char *sql)
{
    return place_ask(path, sql);
}

#endif
