/* SPDX-License-Identifier: MIT
 * read_file: pages that were fetched already, through the same reader. */
#include "crawler/reading/reading.h"

#include "base/base.h"
#include "crawler/reading/post_json.h"

static bool read_one(struct probe *probe, const struct reader_job *job,
                     struct buf *out, struct err *e)
{
    struct arena a = {0};
    struct reading reading;
    bool ok = probe_page(probe, job, &a, &reading, e);
    if (ok) {
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

bool reading_with(struct probe *probe, const char *path, struct str url,
                  int64_t now, struct buf *out, struct err *e)
{
    struct buf body;
    buf_init(&body, CEILING_BODY);
    bool ok = buf_read_file(&body, path, e);
    if (ok) {
        struct reader_job job = {
            .fetched = now, .url = url, .body = buf_view(&body)};
        ok = read_one(probe, &job, out, e) || err_add(e, "%s", path);
    }
    buf_clear(&body);
    return ok;
}

bool reading_file(const char *connectors, const char *kind, const char *path,
                  struct str url, int64_t now, struct buf *out, struct err *e)
{
    struct probe *probe =
        probe_open(connectors, str_of(kind), (struct str){0}, e);
    bool ok = probe && reading_with(probe, path, url, now, out, e);
    probe_close(probe);
    return ok;
}
