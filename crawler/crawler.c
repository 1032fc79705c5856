/* SPDX-License-Identifier: MIT
 * crawler: the loop. Each turn takes rows from the store, starts what may
 * start, gives bodies to readers, stores what they found, and waits. */
#include "crawler/crawler.h"
#include "crawler/after.h"
#include "crawler/articles.h"

#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "base/monotonic.h"
#include "crawler/answer.h"
#include "crawler/crawl.h"
#include "crawler/hot.h"
#include "crawler/lease.h"

enum {
    BUSY_MOST = 64,      /* requests at once, over all hosts */
    READY_MOST = 32,     /* bodies that wait for a reader */
    COMMIT_MS = 200,     /* a transaction is open so long at most */
    TOLD_MOST = 1000,    /* pages in one transaction at most */
    TURN_MS = 200,       /* so often *stop is looked at */
    LOAD_MS = 20,        /* rows are looked for so often at most */
    LOAD_BELOW = 1024,   /* and only while fewer than these wait */
    PATIENCE_MS = 60000, /* a run does not wait longer for the next page */
    CUT_MS = 600000,     /* without a database a run goes on so long */
    FDS_MOST = 64        /* descriptors of readers */
};

/* The clock of the setup goes on from where it was set. */
static void read_clocks(struct crawler *c)
{
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    const struct crawler_clock *clock = c->setup.clock;
    int64_t skipped = clock ? clock->skipped_ms : 0;
    c->now_ms = monotonic_ms() + skipped;
    int64_t gone = c->now_ms - c->start_ms;
    c->now = c->setup.now ? c->setup.now + gone / 1000 : (int64_t)wall.tv_sec;
    c->wall_ms = (int64_t)wall.tv_sec * 1000 + wall.tv_nsec / 1000000;
    if (clock) {
        c->wall_ms = clock->now * 1000 + c->now_ms - c->run_ms;
        c->now = c->wall_ms / 1000;
    }
}

static struct reader_pool *open_readers(struct crawler *c, struct err *e)
{
    size_t n = c->setup.n_sources;
    const struct source **sources =
        arena_alloc(&c->arena, (n + 1) * sizeof *sources);
    for (size_t i = 0; i < n; i++)
        sources[i] = &c->setup.sources[i].is;
    struct reading_setup setup = {.connectors = c->setup.connectors,
                                  .sources = sources,
                                  .n = n,
                                  .classify = c->setup.classify,
                                  .matrix = c->setup.matrix,
                                  .readers = c->setup.readers,
                                  .cpu_s = c->setup.times.reader_cpu_s,
                                  .stall_ms = c->setup.times.stall_ms};
    return reader_pool_open(&setup, e);
}

struct crawler *crawler_open(const struct crawler_setup *setup, struct err *e)
{
    struct crawler *c = xcalloc(1, sizeof *c);
    c->setup = *setup;
    c->store = setup->store;
    c->start_ms = c->run_ms = monotonic_ms();
    c->ready_end = &c->ready;
    read_clocks(c);
    lease_open(c);
    map_init(&c->owners);
    frontier_init(&c->frontier, c->store);
    robots_cache_init(&c->robots, c->store, setup->agent);
    /* Readers: forked before there is a socket or a thread. */
    c->readers = open_readers(c, e);
    struct fetch_times times = {setup->times.connect_s, setup->times.fetch_s,
                                setup->times.slow_s};
    if (c->readers)
        c->fetcher = fetch_open(setup->agent, &times, e);
    if (c->fetcher && schedule_open(c, e) && crawl_commit(c, e))
        return c;
    crawler_close(c);
    return NULL;
}

bool crawler_check(const struct crawler_setup *setup, struct err *e)
{
    struct crawler c = {.setup = *setup};
    struct reader_pool *readers = open_readers(&c, e);
    if (readers)
        reader_pool_close(readers);
    arena_clear(&c.arena);
    return readers != NULL;
}

void crawler_close(struct crawler *c)
{
    if (!c)
        return;
    if (c->open)
        store_rollback(c->store);
    if (c->readers)
        reader_pool_close(c->readers);
    fetch_close(c->fetcher);
    frontier_clear(&c->frontier);
    robots_cache_clear(&c->robots);
    trap_clear(&c->tally);
    map_clear(&c->owners);
    arena_clear(&c->arena);
    arena_clear(&c->run_arena);
    arena_clear(&c->told_arena);
    free(c);
}

/* Index of the source that a row belongs to; -1 is not visited now. */
static int64_t source_of(void *ctx, int64_t id)
{
    struct crawler *c = ctx;
    const struct source_state *s = crawl_source_by_id(c, id);
    bool visited = s && !crawl_held(s) &&
                   (!c->setup.only || str_eqz(s->row.name, c->setup.only));
    return visited ? s - c->sources : -1;
}

static bool load(struct crawler *c, struct err *e)
{
    bool idle = c->starved || !c->frontier.held;
    bool soon = c->now_ms - c->loaded_ms < LOAD_MS;
    if (!c->frontier.dirty ||
        (!idle && (soon || c->frontier.waiting >= LOAD_BELOW)))
        return true;
    c->loaded_ms = c->now_ms;
    return frontier_load(&c->frontier, source_of, c, e);
}

/* The host must be ours, its gap over also when another one asked it last,
 * and the row still there. */
static bool start_visit(struct crawler *c, struct visit *v, struct err *e)
{
    enum lease got;
    bool still;
    if (!lease_take(c, v->host, &got, e))
        return false;
    if (got == LEASE_HELD || v->host->ready_ms > c->now_ms) {
        frontier_put_back(&c->frontier, v);
        return true;
    }
    if (!store_frontier_still(c->store, &v->row, &still, e))
        return false;
    if (still)
        return answer_start(c, v, e);
    v->host->busy = false;
    frontier_drop(&c->frontier, v);
    return true;
}

/* *wait_ms: until the next visit may start, -1 when none waits. */
static bool start_visits(struct crawler *c, int64_t *wait_ms, struct err *e)
{
    *wait_ms = PATIENCE_MS;
    while (fetch_busy(c->fetcher) < BUSY_MOST && c->n_ready < READY_MOST) {
        struct visit *v =
            frontier_next(&c->frontier, c->now, c->now_ms, wait_ms);
        if (!v)
            return true;
        if (!start_visit(c, v, e))
            return false;
    }
    return true;
}

static struct page_work *take_work(struct crawler *c, uint64_t job)
{
    for (struct page_work **at = &c->reading; *at; at = &(*at)->next)
        if ((*at)->job == job) {
            struct page_work *w = *at;
            *at = w->next;
            return w;
        }
    return NULL; /* of a run that was stopped */
}

/* No reader took it: this page is lost, the run goes on. */
static bool not_sent(struct crawler *c, uint64_t job, struct str why,
                     struct err *e)
{
    struct reading r = {.state = READING_FAILED, .cause = why};
    struct page_work *w = take_work(c, job);
    /* Of a mailbox nothing is passed over: no message is to blame. */
    bool ok = w->answer->of_mail ? settle_failed(c, w->visit, w->answer->status,
                                                 TROUBLE_OTHER, why, e)
                                 : settle_reading(c, w, &r, e);
    answer_work_free(c, w);
    return ok;
}

static bool give_to_readers(struct crawler *c, struct err *e)
{
    while (c->ready && reader_pool_idle(c->readers) > 0) {
        struct page_work *w = c->ready;
        if (!articles_item(c, w, e))
            return false;
        struct reader_job job = {
            .id = ++c->jobs,
            .source = w->visit->source,
            .fetched = c->now,
            .since = w->visit->row.since,
            .whole = w->whole || crawl_source(c, w->visit)->setup->full,
            .listen = after_listens(c, w->visit),
            .url = str_of(w->visit->url),
            .content_type = w->answer->type,
            .place = w->answer->place,
            .item = w->item,
            .body = w->part};
        struct err why = {0};
        bool sent = reader_pool_send(c->readers, &job, &why);
        w->job = job.id;
        c->ready = w->next;
        if (!c->ready)
            c->ready_end = &c->ready;
        c->n_ready--;
        w->next = c->reading;
        c->reading = w;
        if (!sent && !not_sent(c, job.id, str_of(why.msg), e))
            return false;
    }
    return true;
}

/* A reader is asked once more. */
static void read_again(struct crawler *c, struct page_work *w)
{
    w->next = NULL;
    *c->ready_end = w;
    c->ready_end = &w->next;
    c->n_ready++;
}

static bool store_readings(struct crawler *c, struct err *e)
{
    struct arena a = {0};
    struct reading r;
    bool ok = true;
    while (ok && reader_pool_take(c->readers, &a, &r)) {
        struct page_work *w = take_work(c, r.job);
        if (w) {
            if (c->setup.seen)
                c->setup.seen(c->setup.ctx, str_of(w->visit->url), &r);
            ok = settle_reading(c, w, &r, e);
            if (ok && w->again)
                read_again(c, w);
            else
                answer_work_free(c, w);
        }
        arena_reset(&a);
        ok = ok && give_to_readers(c, e);
    }
    arena_clear(&a);
    return ok;
}

static bool take_answers(struct crawler *c, struct err *e)
{
    struct fetch_answer *answer;
    while ((answer = fetch_take(c->fetcher)))
        if (!answer_take(c, answer, e))
            return false;
    return true;
}

static bool commit_when_due(struct crawler *c, bool at_rest, struct err *e)
{
    bool due = at_rest || store_shared(c->store) || c->n_told >= TOLD_MOST ||
               c->now_ms - c->open_ms >= COMMIT_MS;
    return !c->open || !due || crawl_commit(c, e);
}

/* Until something moves, the next visit may start, or a commit is due. */
static void wait(struct crawler *c, int64_t wait_ms)
{
    struct pollfd fds[FDS_MOST];
    int n = reader_pool_fds(c->readers, fds, FDS_MOST);
    int64_t ms = TURN_MS;
    if (wait_ms >= 0 && wait_ms < ms)
        ms = wait_ms;
    if (c->frontier.dirty && ms > LOAD_MS)
        ms = LOAD_MS;
    if (c->open && c->open_ms + COMMIT_MS - c->now_ms < ms)
        ms = c->open_ms + COMMIT_MS - c->now_ms;
    fetch_wait(c->fetcher, fds, n, ms > 0 ? (int)ms : 0);
}

static bool draining(const struct crawler *c)
{
    return c->setup.drain && *c->setup.drain;
}

/* One turn; *over when nothing is left that this run would wait for. */
static bool turn(struct crawler *c, bool *over, struct err *e)
{
    int64_t wait_ms = -1;
    bool last = draining(c);
    read_clocks(c);
    if ((!last && (!load(c, e) || !start_visits(c, &wait_ms, e))) ||
        !give_to_readers(c, e) || !lease_renew(c, e))
        return false;
    bool at_rest = !fetch_busy(c->fetcher) && !c->ready && !c->reading;
    if (!commit_when_due(c, at_rest, e))
        return false;
    c->starved = at_rest && wait_ms;
    *over = at_rest && (last || !c->frontier.dirty) &&
            (wait_ms < 0 || wait_ms >= PATIENCE_MS);
    if (*over)
        return true;
    if (at_rest && c->setup.clock && wait_ms > 0)
        c->setup.clock->skipped_ms += wait_ms;
    else if (!at_rest || wait_ms)
        wait(c, wait_ms);
    read_clocks(c); /* a gap begins when the answer is there */
    return take_answers(c, e) && give_to_readers(c, e) && store_readings(c, e);
}

static void free_works(struct crawler *c, struct page_work *w)
{
    while (w) {
        struct page_work *next = w->next;
        answer_work_free(c, w);
        w = next;
    }
}

/* Drops what is on its way: its rows are in the store and wait there. */
static void drop_works(struct crawler *c)
{
    crawl_undo(c);
    fetch_cancel(c->fetcher);
    free_works(c, c->ready);
    free_works(c, c->reading);
    c->ready = c->reading = NULL;
    c->ready_end = &c->ready;
    c->n_ready = 0;
    trap_clear(&c->tally);
}

static bool stopped(const struct crawler *c)
{
    return c->setup.stop && *c->setup.stop;
}

/* The connection to the database was cut: what was done since the last commit
 * is done again, from what the store holds. A commit that was carried out and
 * whose answer was lost does no harm: replaying a page changes nothing. */
static bool go_on(struct crawler *c, struct err *e)
{
    read_clocks(c);
    if (!store_cut(c->store) || stopped(c) || c->now_ms - c->stored_ms > CUT_MS)
        return false;
    log_event(LOG_WARN, "crawl", "%s", e->msg);
    *e = (struct err){0};
    drop_works(c);
    frontier_restart(&c->frontier, c->now_ms);
    return true;
}

/* A step of the run that is one transaction. */
static bool lasting(struct crawler *c,
                    bool (*step)(struct crawler *c, struct err *e),
                    struct err *e)
{
    while (!step(c, e) || !crawl_commit(c, e))
        if (!go_on(c, e))
            return false;
    return true;
}

static bool run_end(struct crawler *c, struct err *e)
{
    read_clocks(c);
    return (stopped(c) || schedule_end(c, e)) && lease_end(c, e);
}

bool crawler_run(struct crawler *c, struct crawl_progress *total, struct err *e)
{
    bool over = false;
    c->total = c->stored_total = (struct crawl_progress){0};
    read_clocks(c);
    c->run_ms = c->now_ms;
    read_clocks(c);
    c->stored_ms = c->now_ms;
    if (c->ran) /* what others did before this run is in next_visit */
        c->opened_ms = c->wall_ms;
    c->ran = true;
    bool ok = lasting(c, schedule_begin, e);
    while (ok && !over && !stopped(c))
        ok = turn(c, &over, e) || go_on(c, e);
    ok = ok && lasting(c, run_end, e);
    c->total.waiting = c->frontier.held;
    *total = c->total;
    drop_works(c);
    frontier_clear(&c->frontier);
    return ok || err_add(e, "crawl");
}

/* Rows of sources that are no longer told, or held, wait for nobody. */
static bool row_due(struct crawler *c, const struct frontier_row *row,
                    int64_t *when, struct err *e)
{
    int64_t due;
    bool known = false;
    for (size_t i = 0; i < c->setup.n_sources; i++)
        known = known || (c->sources[i].row.id == row->source &&
                          !crawl_held(&c->sources[i]));
    if (!known)
        return true;
    if (!frontier_due(&c->frontier, row, c->now, &due, e))
        return false;
    *when = due < *when ? due : *when;
    return true;
}

bool crawler_next_due(struct crawler *c, int64_t *when, struct err *e)
{
    struct arena a = {0};
    struct frontier_row *rows;
    size_t n;
    read_clocks(c);
    *when = schedule_next(c);
    bool ok = hot_next(c, when, e) &&
              store_frontier_list(c->store, &a, 0, FRONTIER_ROWS, &rows, &n, e);
    for (size_t i = 0; ok && i < n && rows[i].due < *when; i++)
        ok = row_due(c, &rows[i], when, e);
    arena_clear(&a);
    return ok;
}
