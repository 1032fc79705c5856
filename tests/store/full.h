/* SPDX-License-Identifier: MIT
 *
 * full: a store with something in every table, and copies of it. */
#ifndef MOLVA_TESTS_STORE_FULL_H
#define MOLVA_TESTS_STORE_FULL_H

#include "tests/store/temp.h"

static inline void full_people(struct store *s, const struct mention *m)
{
    struct err e = {0};
    struct user_row ann = {.login = STR("ann"),
                           .name = STR("Анна"),
                           .role = STR("approver"),
                           .lang = STR("ru"),
                           .password = STR("$argon2id$ann")};
    struct user_row bob = ann;
    bob.login = STR("bob"), bob.role = STR("responder");
    ck_ok(store_user_put(s, &ann, STR("root@cli"), TEMP_NOW, &e), e);
    ck_ok(store_user_put(s, &bob, STR("root@cli"), TEMP_NOW, &e), e);
    ck_ok(store_session_put(s, STR("aaaa"), 1, TEMP_NOW * 2L, &e), e);
    ck_ok(store_session_put(s, STR("bbbb"), 2, TEMP_NOW * 2L, &e), e);
    ck_ok(store_session_put(s, STR("cccc"), 2, TEMP_NOW * 2L, &e), e);
    ck_ok(store_session_drop(s, STR("cccc"), &e), e);
    ck_ok(store_case_edit(s, m[0].case_.id, STR("bob"), STR("Ждём вас."),
                          TEMP_NOW, &e),
          e);
    ck_ok(store_begin(s, &e), e);
    ck_ok(store_draft_settled(
              s, &(struct wording){m[0].id, STR("ann"), STR("Ждём вас.")},
              STR("Ждём вас!"), TEMP_NOW, &e),
          e);
    ck_ok(store_case_approve(s, m[0].case_.id, STR("ann"), STR("Ждём вас!"),
                             TEMP_NOW, &e),
          e);
    ck_ok(store_commit(s, &e), e);
    ck_ok(store_case_dismiss(s, m[1].case_.id, STR("bob"), STR("spam"),
                             TEMP_NOW, &e),
          e);
    struct mention corrected = m[2];
    corrected.verdict.type = STR("cost");
    ck_ok(store_label_put(s, &corrected, STR("ann"), TEMP_NOW, &e), e);
    ck_ok(store_label_not_us(s, m[3].id, STR("bob"), TEMP_NOW, &e), e);
}

static inline void full_crawl(struct store *s, int64_t source)
{
    struct err e = {0};
    for (int i = 0; i < 12; i++) {
        char url[64], text[64];
        snprintf(url, sizeof url, "https://forum.example/t%d?p=%d", i, 100 + i);
        snprintf(text, sizeof text, "value %d", i);
        struct page_row page = {.source = source,
                                .url = str_of(url),
                                .fetched = TEMP_NOW,
                                .status = 200,
                                .etag = STR("\"e\""),
                                .hash = 77 + i,
                                .posts = 20};
        struct frontier_row row = {.source = source,
                                   .url = str_of(url),
                                   .page = 1,
                                   .due = TEMP_NOW + i};
        struct mention nobody = {.post.source = source,
                                 .post.key1 = str_of(url),
                                 .post.text_hash =
                                     (int64_t)str_hash(str_of(url))};
        ck_ok(store_page_put(s, &page, &e), e);
        ck_ok(store_frontier_add(s, &row, &e), e);
        ck_ok(store_note_put(s, STR("last"), str_of(url), str_of(text), &e), e);
        temp_put(s, &nobody);
    }
    ck_ok(store_frontier_done(s, 3, &e), e);
    ck_ok(store_frontier_later(s, 4, TEMP_NOW + 500, 1, &e), e);
}

/* Mentions: 1 approved, 2 dismissed, 3 corrected, 4 not about us, 5 decided C
 * and so without a case, 6 edited since, 7 and on wait. */
static inline void full_fill(struct store *s)
{
    struct mention m[24];
    char keys[24][16], texts[24][64];
    int64_t source = temp_source(s, "forum");
    temp_source(s, "feed");
    for (int i = 0; i < 24; i++) {
        snprintf(keys[i], sizeof keys[i], "k%d", i);
        snprintf(texts[i], sizeof texts[i], "не работает слово%d вектор", i);
        m[i] = temp_mention(source, keys[i], "", texts[i]);
        m[i].post.key2 = str_of(texts[i]);
        if (i == 4)
            temp_solve(&m[i], "C");
        ck_assert_int_eq(temp_put(s, &m[i]), PUT_NEW);
    }
    struct mention edited =
        temp_mention(source, keys[5], "", "теперь работает");
    ck_assert_int_eq(temp_put(s, &edited), PUT_EDITED);
    full_people(s, m);
    full_crawl(s, source);
}

/* Makes it, with nothing left in the log. */
static inline void full_make(const char *name)
{
    struct store *s = temp_store(name);
    full_fill(s);
    store_close(s);
}

static inline void full_copy(const char *from, const char *to)
{
    static char bytes[1 << 16];
    size_t n;
    char beside[160];
    if (!place_is_file()) {
        place_copy(temp_path(from), temp_path(to));
        return;
    }
    snprintf(beside, sizeof beside, "%s-wal", temp_path(to));
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", temp_path(to));
    unlink(beside);
    FILE *in = fopen(temp_path(from), "r"), *out = fopen(temp_path(to), "w");
    ck_assert(in && out);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
        ck_assert_uint_eq(fwrite(bytes, 1, n, out), n);
    fclose(in);
    ck_assert_int_eq(fclose(out), 0);
}

/* What verify says, "table row: what" line by line; the error when it cannot
 * be opened. NULL when nothing is wrong. Lives in a. */
static inline const char *full_verify(const char *name, struct arena *a)
{
    struct err e = {0};
    struct store_audit audit;
    struct str all = STR("");
    struct store *s = store_open(temp_url(name), STORE_READ, &e);
    if (!s || !store_verify(s, a, &audit, &e)) {
        store_close(s);
        return str_printf(a, "refused: %s", e.msg).p;
    }
    store_close(s);
    for (size_t i = 0; i < audit.n; i++)
        all = str_printf(a, STR_FMT "\n" STR_FMT " " STR_FMT ": " STR_FMT,
                         STR_ARG(all), STR_ARG(audit.findings[i].table),
                         STR_ARG(audit.findings[i].row),
                         STR_ARG(audit.findings[i].what));
    return audit.found ? str_z(a, all) : NULL;
}

static inline void full_must_verify(const char *name)
{
    struct arena a = {0};
    const char *said = full_verify(name, &a);
    ck_assert_msg(!said, "%.900s", said);
    arena_clear(&a);
}

#endif
