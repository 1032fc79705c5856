/* SPDX-License-Identifier: MIT
 * read_file: pages that were fetched already, through the same reader. */
#include "crawler/reading/reading.h"

#include "base/base.h"
#include "crawler/reading/post_json.h"
#include "crawler/reading/reader.h"

/* Waits for the one reading; the pool gives up a page that hangs. */
static void wait_reading(struct reader_pool *pool, struct arena *a,
                         struct reading *out)
{
    struct pollfd fd;
    while (!reader_pool_take(pool, a, out)) {
        int n = reader_pool_fds(pool, &fd, 1);
        poll(&fd, (nfds_t)n, 1000);
    }
}

static bool read_one(struct reader_pool *pool, const struct reader_job *job,
                     struct buf *out, struct err *e)
{
    struct arena a = {0};
    struct reading reading;
    bool ok = reader_pool_send(pool, job, e);
    if (ok) {
        wait_reading(pool, &a, &reading);
        bool failed =
            reading.state == READING_FAILED || reading.state == READING_BLOCKED;
        if (failed)
            ok = err_set(e, STR_FMT, STR_ARG(reading.cause));
        for (size_t i = 0; ok && i < reading.n; i++)
            post_json(out, &reading.mentions[i]);
    }
    arena_clear(&a);
    return ok;
}

bool reading_file(const char *connectors, const char *kind, const char *path,
                  struct str url, int64_t now, struct buf *out, struct err *e)
{
    const struct source file = {
        .name = str_of(path), .kind = str_of(kind), .reach = -1};
    const struct source *source = &file;
    struct reading_setup setup = {
        .connectors = connectors, .sources = &source, .n = 1, .readers = 1};
    struct buf body;
    buf_init(&body, CEILING_BODY);
    struct reader_pool *pool = NULL;
    bool ok = buf_read_file(&body, path, e);
    if (ok)
        pool = reader_pool_open(&setup, e);
    ok = pool != NULL;
    if (ok) {
        struct reader_job job = {
            .fetched = now, .url = url, .body = buf_view(&body)};
        ok = read_one(pool, &job, out, e) || err_add(e, "%s", path);
    }
    reader_pool_close(pool);
    buf_clear(&body);
    return ok;
}
