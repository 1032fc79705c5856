/* SPDX-License-Identifier: MIT
 *
 * posts: a page in a test, and what was read from it.
 *
 * A row names one field; of all posts its values, " / " between them, must be
 * what is wanted. Fields: n, title, text (line ends as |), author, author_url,
 * url, date, rating, lang, replies, likes, thread_title. */
#ifndef MOLVA_TESTS_POSTS_H
#define MOLVA_TESTS_POSTS_H

#include <string.h>

#include "base/base.h"
#include "base/date.h"
#include "crawler/reading/read_page.h"
#include "tests/test.h"

struct posts_row {
    const char *page, *field, *want;
};

static inline void posts_value(struct buf *b, const struct mention *m,
                               const char *field)
{
    const struct {
        const char *name;
        struct str value;
    } TEXTS[] = {
        {"title", m->post.title}, {"author", m->post.author},
        {"url", m->post.url},     {"author_url", m->post.author_url},
        {"lang", m->post.lang},   {"thread_title", m->post.thread_title},
        {"text", m->post.text},
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        if (strcmp(field, TEXTS[i].name) != 0)
            continue;
        for (size_t k = 0; k < TEXTS[i].value.n; k++) {
            char c = TEXTS[i].value.p[k];
            buf_char(b, c == '\n' ? '|' : c);
        }
        return;
    }
    if (strcmp(field, "date") == 0 && m->post.published)
        date_rfc3339(b, m->post.published, NULL);
    else if (strcmp(field, "rating") == 0)
        buf_printf(b, "%.3g", m->post.rating);
    else if (strcmp(field, "replies") == 0)
        buf_printf(b, "%lld", (long long)m->post.replies);
    else if (strcmp(field, "likes") == 0)
        buf_printf(b, "%lld", (long long)m->post.likes);
}

static inline void posts_field(struct buf *b, const struct reading *r,
                               const char *field)
{
    if (strcmp(field, "n") == 0) {
        buf_printf(b, "%zu", r->n);
        return;
    }
    for (size_t i = 0; i < r->n; i++) {
        buf_z(b, i ? " / " : "");
        posts_value(b, &r->mentions[i], field);
    }
}

/* bytes: the page, which may hold NUL. */
static inline void posts_check(const struct page_reader *r, struct str bytes,
                               const char *field, const char *want)
{
    struct arena a = {0};
    struct reading out;
    struct buf got;
    struct reader_job job = {.fetched = 1790000000,
                             .url = STR("https://site.example/dir/page"),
                             .body = bytes};
    read_page(r, &job, &a, &out);
    buf_init(&got, 1 << 16);
    posts_field(&got, &out, field);
    if (!str_eqz(buf_view(&got), want))
        ck_abort_msg("%s: wanted '%s', got '" STR_FMT "' (" STR_FMT
                     ") of\n" STR_FMT,
                     field, want, STR_ARG(buf_view(&got)), STR_ARG(out.cause),
                     STR_ARG(bytes));
    buf_clear(&got);
    arena_clear(&a);
}

/* The source and where it is found stay the caller's. */
static inline void posts_open(struct page_reader *r, struct source *one,
                              const struct source **at, const char *kind)
{
    struct err e = {0};
    *one =
        (struct source){.name = STR("test"), .kind = str_of(kind), .reach = -1};
    *at = one;
    struct reading_setup setup = {
        .connectors = "rules/connectors", .sources = at, .n = 1, .readers = 1};
    ck_ok(page_reader_open(r, &setup, &e), e);
}

static inline void posts_run(const char *kind, const struct posts_row *rows,
                             size_t n)
{
    struct page_reader r;
    struct source one;
    const struct source *at;
    posts_open(&r, &one, &at, kind);
    for (size_t i = 0; i < n; i++)
        posts_check(&r, str_of(rows[i].page), rows[i].field, rows[i].want);
    page_reader_close(&r);
}

#endif
