/* SPDX-License-Identifier: MIT
 * crawl: a crawl with its progress line. */
#include "cli/crawl.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/terms.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/posting.h"

enum { LONGEST_NAP_S = 60, HELD_NAP_S = 10, NOTIFY_NAP_S = 2, URL_SHOWN = 40 };

struct screen {
    bool terminal; /* it can be rewritten */
    bool quiet;    /* only what changed is told */
};

/* One line that rewrites itself; failures stay above it. */
static void progress(void *ctx, const struct crawl_progress *p)
{
    bool terminal = ((const struct screen *)ctx)->terminal;
    struct buf line;
    buf_init(&line, 8192);
    if (p->cause.n) {
        buf_z(&line, terminal ? "\r\x1b[K" : "");
        listing_cut(&line, p->url, 200);
        buf_z(&line, ": ");
        listing_cut(&line, p->cause, 400);
        buf_z(&line, "\n");
    }
    if (terminal) {
        buf_printf(&line,
                   "\r\x1b[K%lld pages (%lld waiting), %lld posts, %lld "
                   "mentions, %lld new · ",
                   (long long)p->pages, (long long)p->waiting,
                   (long long)p->posts, (long long)p->mentions,
                   (long long)p->fresh);
        listing_cut(&line, p->url, URL_SHOWN);
    }
    if (line.n)
        fwrite(line.p, 1, line.n, stderr);
    buf_clear(&line);
}

/* "town forum: blocked (was fine)" */
static void put_change(struct buf *out, const struct crawl_progress *p)
{
    listing_cut(out, p->url, 200);
    buf_z(out, ": ");
    buf_str(out, term_said(TERMS_HEALTH, p->health, false));
    buf_z(out, " (was ");
    buf_str(out, term_said(TERMS_HEALTH, p->was, false));
    buf_z(out, ")");
}

/* One line a change, above the progress line; the cause is there already,
 * unless that was not wanted. */
static void changed(void *ctx, const struct crawl_progress *p)
{
    const struct screen *screen = ctx;
    struct buf line;
    buf_init(&line, 8192);
    buf_z(&line, screen->quiet || !screen->terminal ? "" : "\r\x1b[K");
    put_change(&line, p);
    if (screen->quiet && p->cause.n) {
        buf_z(&line, ": ");
        listing_cut(&line, p->cause, 600);
    }
    buf_z(&line, "\n");
    fwrite(line.p, 1, line.n, stderr);
    buf_clear(&line);
}

/* In the log of serve. */
static void log_change(void *ctx, const struct crawl_progress *p)
{
    struct buf line;
    (void)ctx;
    buf_init(&line, 4096);
    put_change(&line, p);
    log_event(LOG_WARN, "source", STR_FMT "%s" STR_FMT,
              STR_ARG(buf_view(&line)), p->cause.n ? ": " : "",
              STR_ARG(p->cause));
    buf_clear(&line);
}

void crawl_summary(const struct crawl_progress *p)
{
    printf("%lld pages (%lld unchanged, %lld read in part, %lld failed, %lld "
           "forbidden by robots.txt, %lld waiting), %lld posts, %lld "
           "mentions: %lld new, %lld edited, %lld moved\n",
           (long long)p->pages, (long long)p->unchanged, (long long)p->partial,
           (long long)p->failed, (long long)p->refused, (long long)p->waiting,
           (long long)p->posts, (long long)p->mentions, (long long)p->fresh,
           (long long)p->edited, (long long)p->moved);
    fflush(stdout);
}

/* What telling takes beside the store: the calendar, heads, and where replies
 * may be posted. */
struct telling {
    struct workspace *w;
    struct notify_posting posting;
    struct matrix *m;
    struct deadlines deadlines; /* of `deadlines:`, without steps when none */
    struct unit_head *heads;    /* n_heads of them */
    size_t n_heads;
};

static bool telling_open(struct telling *t, struct workspace *w, struct err *e)
{
    struct matrix_setup setup = workspace_matrix(w);
    const struct department *d = w->departments.items;
    *t = (struct telling){
        .w = w, .posting = posting_of(w), .m = matrix_open(&setup, e)};
    t->heads =
        arena_alloc(&w->arena, (w->departments.n + 1) * sizeof *t->heads);
    for (size_t i = 0; i < w->departments.n; i++)
        t->heads[t->n_heads++] = (struct unit_head){d[i].id, d[i].head, 0};
    w->notify.zone = w->digest.zone = w->zone;
    w->notify.ru = str_eqz(w->lang, "ru");
    if (t->m && workspace_deadlines(w, &t->deadlines, e))
        return true;
    if (t->m)
        matrix_close(t->m);
    t->m = NULL;
    return false;
}

static struct notify_clock clock_of(const struct telling *t, int64_t now)
{
    return (struct notify_clock){
        .span = {now, matrix_workday(t->m, now),
                 matrix_workday_before(t->m, now)},
        .ru = t->w->notify.ru,
        .told = notify_is_set(&t->w->notify),
        .work = matrix_worktime(t->m),
        .heads = t->heads,
        .n_heads = t->n_heads,
    };
}

/* Who is away or does nothing hands over, whether anybody is told or not. */
static bool hand_over(const struct telling *t, struct store *store,
                      struct err *e)
{
    struct notify_clock clock = clock_of(t, time(NULL));
    const struct department *d = t->w->departments.items;
    for (size_t i = 0; i < t->n_heads; i++)
        t->heads[i].silent =
            d[i].silent > 0
                ? worktime_before(clock.work, clock.span.now, d[i].silent)
                : 0;
    return notify_hand_over(store, &clock, e);
}

/* What became due, and what waits in the outbox. */
static bool tell(const struct telling *t, struct store *store, struct err *e)
{
    int64_t told;
    struct notify_clock clock = clock_of(t, time(NULL));
    return notify_remind(store, &clock, e) &&
           notify_digest(store, &t->w->digest, &clock, e) &&
           notify_run(&t->w->notify, store, &cli_stop, &told, e);
}

/* What was kept long enough, once a day. */
static bool retain(struct workspace *w, struct store *store, struct err *e)
{
    int64_t rows;
    bool ok = store_retain(store, &w->retention, time(NULL), &rows, e);
    if (ok && rows)
        log_event(LOG_INFO, "retention", "rows=%lld", (long long)rows);
    return ok;
}

/* Approved replies that somebody wants Molva to post. */
static bool post(const struct telling *t, struct store *store, struct err *e)
{
    return notify_post(&t->posting, store, 0, e);
}

/* Deadlines of a rule begin with a case, and end with what it wants. */
static bool watch_deadlines(const struct telling *t, struct store *store,
                            struct err *e)
{
    return store_deadlines_tick(store, &t->deadlines, t->w->lang, time(NULL),
                                e);
}

static bool tell_once(struct workspace *w, struct store *store, struct err *e)
{
    struct telling t;
    if (!telling_open(&t, w, e))
        return false;
    bool ok = post(&t, store, e) && hand_over(&t, store, e) &&
              retain(w, store, e) && watch_deadlines(&t, store, e) &&
              (!notify_is_set(&w->notify) || tell(&t, store, e));
    matrix_close(t.m);
    return ok;
}

bool crawl_once(struct workspace *w, struct store *store,
                const struct crawl_wish *wish, struct crawl_progress *total,
                struct err *e)
{
    struct screen screen = {isatty(STDERR_FILENO), wish->quiet};
    struct crawler_setup setup = workspace_crawler(w);
    setup.store = store;
    setup.only = wish->only;
    setup.all = wish->all;
    setup.since = wish->since;
    setup.stop = &cli_stop;
    setup.progress = wish->quiet ? NULL : progress;
    setup.changed = changed;
    setup.ctx = &screen;
    struct crawler *c = crawler_open(&setup, e);
    if (!c)
        return false;
    bool ok = crawler_run(c, total, e);
    crawler_close(c);
    ok = ok && tell_once(w, store, e);
    if (screen.terminal && !wish->quiet)
        fputs("\r\x1b[K", stderr);
    return ok;
}

/* Sleeps in small steps until `when`, so that a signal ends it, and so does a
 * person who wants a visit now. What is wanted already when hosts are held is
 * of one that another crawler holds, and has to wait as well. */
static bool nap(struct store *store, int64_t when, bool held, struct err *e)
{
    bool asked = false, ok = true;
    int deaf = 0;
    if (held) {
        ok = store_source_asked(store, &asked, e) || store_cut(store);
        deaf = asked ? HELD_NAP_S : 0;
        asked = false;
    }
    for (int i = 0; ok && !asked && i < LONGEST_NAP_S && !cli_stop &&
                    !cli_reload && time(NULL) < when;
         i++) {
        sleep(1);
        ok = i < deaf || store_source_asked(store, &asked, e) ||
             store_cut(store);
    }
    return ok;
}

bool crawl_forever(struct workspace *w, struct store *store, struct err *e)
{
    struct crawler_setup setup = workspace_crawler(w);
    setup.store = store;
    setup.stop = &cli_stop;
    setup.drain = &cli_reload;
    setup.changed = log_change;
    struct telling t = {0};
    struct crawler *c = crawler_open(&setup, e);
    if (!c)
        return false;
    bool ok = telling_open(&t, w, e);
    while (ok && !cli_stop && !cli_reload) {
        struct crawl_progress total = {0};
        int64_t due = 0;
        ok = crawler_run(c, &total, e) && hand_over(&t, store, e) &&
             retain(w, store, e) && watch_deadlines(&t, store, e) &&
             crawler_next_due(c, &due, e);
        if (ok && total.pages)
            log_event(LOG_INFO, "crawl", "pages=%lld mentions=%lld new=%lld",
                      (long long)total.pages, (long long)total.mentions,
                      (long long)total.fresh);
        if (total.held && due < time(NULL) + HELD_NAP_S)
            due = time(NULL) + HELD_NAP_S;
        ok = ok && nap(store, due, total.held > 0, e);
    }
    if (t.m)
        matrix_close(t.m);
    crawler_close(c);
    return ok;
}

bool crawl_notify(struct workspace *w, struct store *store, struct err *e)
{
    struct telling t;
    bool ok = telling_open(&t, w, e);
    while (ok && !cli_stop) {
        ok = ((!notify_is_set(&w->notify) || tell(&t, store, e)) &&
              post(&t, store, e)) ||
             store_cut(store);
        for (int i = 0; i < NOTIFY_NAP_S && !cli_stop; i++)
            sleep(1);
    }
    if (t.m)
        matrix_close(t.m);
    return ok;
}
