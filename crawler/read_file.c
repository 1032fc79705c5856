/* SPDX-License-Identifier: MIT
 * read_file: pages that were fetched already, through the same reader. */
#include <inttypes.h>
#include <string.h>

#include "base/base.h"
#include "crawler/post_json.h"
#include "crawler/read_page.h"

static bool read_body(struct buf *body, const char *path, struct err *e)
{
    buf_init(body, CEILING_BODY);
    return buf_read_file(body, path, e);
}

/* A reader of one source without rules: posts are extracted, not judged. */
static bool open_plain(struct page_reader *r, struct source_setup *source,
                       const char *connectors, struct err *e)
{
    struct crawler_setup setup = {
        .connectors = connectors, .sources = source, .n_sources = 1};
    return page_reader_open(r, &setup, e);
}

bool crawler_read_file(const char *connectors, const char *kind,
                       const char *path, struct str url, int64_t now,
                       struct buf *out, struct err *e)
{
    struct page_reader r;
    struct source_setup source = {
        .name = STR("file"), .kind = str_of(kind), .reach = -1};
    struct buf body;
    struct arena a = {0};
    if (!open_plain(&r, &source, connectors, e))
        return false;
    bool ok = read_body(&body, path, e);
    if (ok) {
        struct reading reading;
        struct reader_job job = {
            .fetched = now, .url = url, .body = buf_view(&body)};
        read_page(&r, &job, &a, &reading);
        ok = reading.state != READING_FAILED ||
             err_set(e, "%s: " STR_FMT, path, STR_ARG(reading.cause));
        for (size_t i = 0; ok && i < reading.n; i++)
            post_json(out, &reading.mentions[i]);
    }
    buf_clear(&body);
    arena_clear(&a);
    page_reader_close(&r);
    return ok;
}
