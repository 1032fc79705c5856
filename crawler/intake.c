/* SPDX-License-Identifier: MIT
 * intake: what people give, not the web. The same readers and judge, the same
 * keys, and a transaction for each piece. */
#include <stdlib.h>

#include "base/map.h"
#include "crawler/company.h"
#include "crawler/crawler.h"
#include "crawler/reading/reader.h"
#include "crawler/reading/reading.h"

struct intake {
    struct intake_setup setup;    /* of the caller */
    const struct source *sources; /* as the pool wants it */
    struct reader_pool *pool;     /* of one reader */
    struct arena arena;           /* of what follows */
    struct map ids;               /* key1 of what came so far: its post */
    struct map named;             /* name of a source: its id */
    int64_t id;                   /* of the source in the store */
    struct reader_job last;       /* what was read, for once more */
    bool unread;                  /* the text of an edit is missing */
};

struct intake *intake_open(const struct intake_setup *setup, struct err *e)
{
    struct intake *in = xcalloc(1, sizeof *in);
    in->setup = *setup;
    in->sources = &in->setup.source;
    map_init(&in->ids);
    map_init(&in->named);
    const struct reading_setup reading = {.connectors = setup->connectors,
                                          .sources = &in->sources,
                                          .n = 1,
                                          .classify = setup->classify,
                                          .matrix = setup->matrix,
                                          .readers = 1};
    in->pool = reader_pool_open(&reading, e);
    if (in->pool)
        return in;
    intake_close(in);
    return NULL;
}

void intake_close(struct intake *in)
{
    if (!in)
        return;
    if (in->pool)
        reader_pool_close(in->pool);
    map_clear(&in->ids);
    map_clear(&in->named);
    arena_clear(&in->arena);
    free(in);
}

static bool read_last(struct intake *in, struct arena *a, struct reading *out,
                      struct err *e)
{
    if (!reader_pool_send(in->pool, &in->last, e))
        return false;
    while (!reader_pool_take(in->pool, a, out)) {
        struct pollfd fd;
        int n = reader_pool_fds(in->pool, &fd, 1);
        poll(&fd, (nfds_t)n, 1000);
    }
    return true;
}

bool intake_read(struct intake *in, const struct piece *p, struct arena *a,
                 struct reading *out, struct err *e)
{
    in->last = (struct reader_job){.id = 1,
                                   .fetched = in->setup.now,
                                   .content_type = p->type,
                                   .body = p->body};
    if (!p->body.n) {
        *out = (struct reading){
            .state = READING_FAILED,
            .kind = in->setup.source.kind,
            .cause = STR("this message is too long or cannot be read")};
        return true;
    }
    if (!read_last(in, a, out, e))
        return false;
    if (!out->kind.n)
        out->kind = in->setup.source.kind;
    return true;
}

bool intake_survey(struct intake *in, const struct piece *p, struct survey *all,
                   struct err *e)
{
    struct arena a = {0};
    struct reading r = {0};
    in->last = (struct reader_job){
        .id = 1, .survey = true, .content_type = p->type, .body = p->body};
    bool ok = read_last(in, &a, &r, e);
    const struct survey *s = &r.survey;
    all->most = s->most > all->most ? s->most : all->most;
    all->order = all->order ? all->order : s->order;
    all->month += s->month;
    all->day += s->day;
    arena_clear(&a);
    return ok;
}

/* The row of that name; one that is not there is made, and visited never. */
static bool find_source(struct intake *in, struct str name, int64_t *id,
                        struct err *e)
{
    struct source_row *rows,
        row = {.name = name, .kind = in->setup.source.kind};
    size_t n;
    int64_t *known = map_get(&in->named, name);
    if (known) {
        *id = *known;
        return true;
    }
    struct arena *a = &in->arena;
    if (!store_sources(in->setup.store, a, &rows, &n, e))
        return false;
    row.name = str_dup(a, name);
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].name, name))
            row.id = rows[i].id;
    if (!row.id && (!store_source_put(in->setup.store, a, &row, e) ||
                    !store_source_given(in->setup.store, row.id, e)))
        return false;
    known = arena_alloc(a, sizeof *known);
    *known = *id = row.id;
    map_put(&in->named, row.name, known);
    return true;
}

/* An id that came in another piece with other words stays with the first. */
static void part_id(struct intake *in, struct mention *m)
{
    struct post_row *p = &m->post;
    int64_t *before = map_get(&in->ids, p->key1);
    if (!before) {
        before = arena_alloc(&in->arena, sizeof *before);
        *before = p->text_hash;
        map_put(&in->ids, str_dup(&in->arena, p->key1), before);
    } else if (*before != p->text_hash && !p->key_shared.n) {
        p->key_shared = p->key1;
        p->key1 = store_shared_key(&in->arena, p->key1, p->text_hash);
        p->key2 = p->key_link.n ? p->key_link : p->key1;
    }
}

static void count(struct intake_sum *sum, const struct mention *m,
                  enum put_result what)
{
    sum->posts++;
    if (!m->post.brand.n && !(what == PUT_EDITED && m->id)) {
        sum->nobody++;
        return;
    }
    sum->fresh += what == PUT_NEW;
    sum->edited += what == PUT_EDITED;
    sum->known += what != PUT_NEW && what != PUT_EDITED;
}

static bool put_all(struct intake *in, struct arena *a, struct reading *r,
                    struct intake_sum *sum, struct err *e)
{
    struct company company;
    int64_t own = 0; /* not told to be another source's */
    if (!find_source(in, in->setup.source.name, &in->id, e) ||
        !company_find(in->setup.store, a, in->id, r, &company, e))
        return false;
    for (size_t i = 0; i < r->n; i++) {
        struct mention *m = &r->mentions[i];
        enum put_result what;
        m->post.source = in->id;
        if (m->post.source_name.n && in->setup.as_told &&
            !find_source(in, m->post.source_name, &m->post.source, e))
            return false;
        own += m->post.source == in->id;
        part_id(in, m);
        m->post.collected =
            m->post.collected ? m->post.collected : in->setup.now;
        m->post.delay = -1;
        company_before(&company, m);
        if (!store_mention_put(in->setup.store, m, &what, e))
            return false;
        in->unread |= what == PUT_UNREAD;
        company_after(&company, m, what);
        count(sum, m, what);
    }
    return store_source_got(in->setup.store, in->id, own, in->setup.now, e);
}

static bool put_once(struct intake *in, struct arena *a, struct reading *r,
                     struct intake_sum *sum, struct err *e)
{
    in->unread = false;
    if (!store_begin(in->setup.store, e))
        return false;
    if (put_all(in, a, r, sum, e) && !in->unread &&
        store_commit(in->setup.store, e))
        return true;
    store_rollback(in->setup.store);
    map_clear(&in->named); /* sources that were made are gone with it */
    map_init(&in->named);
    return in->unread;
}

bool intake_put(struct intake *in, struct arena *a, struct reading *r,
                struct intake_sum *sum, struct err *e)
{
    struct intake_sum before = *sum;
    struct reading whole;
    bool ok = put_once(in, a, r, sum, e);
    if (ok && in->unread) {
        *sum = before;
        in->last.whole = true;
        ok = read_last(in, a, &whole, e) &&
             (whole.state != READING_FAILED ||
              err_set(e, STR_FMT, STR_ARG(whole.cause))) &&
             put_once(in, a, &whole, sum, e);
    }
    if (!ok)
        *sum = before;
    return ok;
}
