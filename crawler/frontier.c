/* SPDX-License-Identifier: MIT
 * frontier: queues per host, gaps, Retry-After, the circuit breaker. */
#include "crawler/frontier.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crawler/clock.h"
#include "crawler/web/url.h"

enum {
    FIRST_GAP_MS = 1000,    /* of a host that has not answered yet */
    LATENCY_FACTOR = 5,     /* gap in latencies, as Heritrix */
    LATENCY_GAP_MS = 30000, /* the most that latency alone adds */
    DELAY_MOST_MS = 60000,  /* of a Crawl-delay */
    FAILS_MOST = 5,         /* in a row, then the host is left alone */
    CLOSED_S = 3600,        /* at first, doubled each time */
    DAY_S = 24 * 3600,      /* the most a host is closed */
    COUNT_EVERY = 50        /* requests until their number is remembered */
};

void frontier_init(struct frontier *f, struct store *store)
{
    *f = (struct frontier){.store = store, .dirty = true};
    map_init(&f->by_name);
}

static void visit_free(struct visit *v)
{
    free(v->text);
    cookies_clear(&v->cookies);
    free(v->url);
    free(v->asked);
    free(v);
}

static void forget_visits(struct frontier *f)
{
    for (size_t i = 0; i < FRONTIER_IDS; i++)
        while (f->ids[i]) {
            struct visit *v = f->ids[i];
            f->ids[i] = v->same_slot;
            visit_free(v);
        }
    f->waiting = f->held = 0;
    f->dirty = true;
}

void frontier_restart(struct frontier *f, int64_t now_ms)
{
    forget_visits(f);
    for (size_t i = 0; i < f->n_hosts; i++) {
        struct host *h = f->hosts[i];
        int64_t ready = now_ms + (h->gap_ms ? h->gap_ms : FIRST_GAP_MS);
        if (h->busy && ready > h->ready_ms)
            h->ready_ms = ready;
        h->head = h->tail = NULL;
        h->busy = h->held = false;
        h->renew_ms = 0; /* is it still ours? */
    }
}

void frontier_clear(struct frontier *f)
{
    forget_visits(f);
    for (size_t i = 0; i < f->n_hosts; i++) {
        free(f->hosts[i]->name);
        free(f->hosts[i]);
    }
    free(f->hosts);
    map_clear(&f->by_name);
    frontier_init(f, f->store);
}

static struct visit **slot_of(struct frontier *f, int64_t id)
{
    return &f->ids[(uint64_t)id % FRONTIER_IDS];
}

static bool in_memory(struct frontier *f, int64_t id)
{
    for (struct visit *v = *slot_of(f, id); v; v = v->same_slot)
        if (v->row.id == id)
            return true;
    return false;
}

static struct visit *visit_new(const struct frontier_row *row, size_t source)
{
    struct visit *v = xcalloc(1, sizeof *v);
    v->row = *row;
    v->source = source;
    v->text = xmalloc(row->url.n + row->thread.n + 1);
    if (row->url.n)
        memcpy(v->text, row->url.p, row->url.n);
    if (row->thread.n)
        memcpy(v->text + row->url.n, row->thread.p, row->thread.n);
    v->row.url.p = v->text;
    v->row.thread.p = v->text + row->url.n;
    v->url = strndup(v->text, row->url.n);
    v->seen[0] = str_hash(v->row.url);
    return v;
}

uint64_t visit_place(const struct visit *v, struct str url)
{
    struct str cookies = cookies_for(&v->cookies, url_origin(url));
    return str_hash(url) + 31 * (cookies.n ? str_hash(cookies) : 0);
}

void visit_move(struct visit *v, struct str url)
{
    free(v->url);
    v->url = strndup(url.p, url.n);
    v->seen[++v->hops] = visit_place(v, url);
}

void visit_restart(struct visit *v)
{
    free(v->url);
    v->url = strndup(v->row.url.p, v->row.url.n);
    v->hops = 0;
    cookies_clear(&v->cookies);
}

/* What an earlier run remembers of the host: "UNTIL FAILS DAY ASKED", the last
 * two since there is a budget of a day. */
static bool recall(struct frontier *f, struct host *h, struct err *e)
{
    struct arena a = {0};
    struct str note, word;
    int64_t *parts[] = {&h->until, &h->fails, &h->day, &h->asked};
    bool ok =
        store_note_get(f->store, &a, STR("host"), str_of(h->name), &note, e);
    for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++)
        if (!str_split(&note, ' ', &word) || !str_int(word, parts[i]))
            *parts[i] = 0;
    arena_clear(&a);
    return ok;
}

static bool remember(struct frontier *f, struct host *h, struct err *e)
{
    char note[100];
    snprintf(note, sizeof note, "%lld %lld %lld %lld", (long long)h->until,
             (long long)h->fails, (long long)h->day, (long long)h->asked);
    return store_note_put(f->store, STR("host"), str_of(h->name), str_of(note),
                          e);
}

struct str frontier_host(struct arena *a, struct str url)
{
    struct url u = url_split(url);
    int port = url_port(&u);
    if (port == 80 || port == 443)
        return u.host;
    return str_printf(a, STR_FMT ":%d", STR_ARG(u.host), port);
}

static struct host *host_new(struct frontier *f, struct str name, struct err *e)
{
    struct host *h = xcalloc(1, sizeof *h);
    h->name = name.n ? strndup(name.p, name.n) : xstrdup("");
    if (!recall(f, h, e)) {
        free(h->name);
        free(h);
        return NULL;
    }
    if (f->n_hosts == f->cap) {
        f->cap = f->cap ? f->cap * 2 : 16;
        f->hosts = xrealloc(f->hosts, f->cap * sizeof *f->hosts);
    }
    f->hosts[f->n_hosts++] = h;
    map_put(&f->by_name, str_of(h->name), h);
    return h;
}

static struct host *host_get(struct frontier *f, struct str url, struct err *e)
{
    struct arena a = {0};
    struct str name = frontier_host(&a, url);
    struct host *h = map_get(&f->by_name, name);
    if (!h)
        h = host_new(f, name, e);
    arena_clear(&a);
    return h;
}

/* By due; rows that came first stay first. */
static void enqueue(struct host *h, struct visit *v)
{
    struct visit **at = &h->head;
    if (h->tail && h->tail->row.due <= v->row.due)
        at = &h->tail->next;
    while (*at && (*at)->row.due <= v->row.due)
        at = &(*at)->next;
    v->next = *at;
    *at = v;
    if (!v->next)
        h->tail = v;
}

bool frontier_queue(struct frontier *f, struct visit *v, struct err *e)
{
    v->host = host_get(f, str_of(v->url), e);
    if (!v->host)
        return false;
    enqueue(v->host, v);
    f->waiting++;
    return true;
}

static bool take(struct frontier *f, const struct frontier_row *row,
                 size_t source, struct err *e)
{
    struct visit *v = visit_new(row, source);
    v->same_slot = *slot_of(f, v->row.id);
    *slot_of(f, v->row.id) = v;
    f->held++;
    return frontier_queue(f, v, e);
}

bool frontier_load(struct frontier *f, int64_t (*source_of)(void *, int64_t),
                   void *ctx, struct err *e)
{
    struct arena a = {0};
    struct frontier_row *rows;
    size_t n = FRONTIER_ROWS, taken = 0;
    int64_t after = 0;
    bool ok = true;
    /* Pages on over rows that are here already or not to be visited now. */
    while (ok && !taken && n == FRONTIER_ROWS) {
        arena_reset(&a);
        ok = store_frontier_list(f->store, &a, after, FRONTIER_ROWS, &rows, &n,
                                 e);
        for (size_t i = 0; ok && i < n; i++) {
            int64_t source = source_of(ctx, rows[i].source);
            after = rows[i].id;
            if (source < 0 || in_memory(f, rows[i].id))
                continue;
            ok = take(f, &rows[i], (size_t)source, e);
            taken++;
        }
    }
    f->dirty = ok && n == FRONTIER_ROWS;
    arena_clear(&a);
    return ok;
}

void frontier_drop(struct frontier *f, struct visit *v)
{
    struct visit **at = slot_of(f, v->row.id);
    while (*at != v)
        at = &(*at)->same_slot;
    *at = v->same_slot;
    f->held--;
    visit_free(v);
}

/* Neither a host nor a row is put off for more than a day. */
static int64_t later(int64_t until, int64_t due, int64_t now)
{
    until = clock_within(until, now, DAY_S);
    due = clock_within(due, now, DAY_S);
    return until > due ? until : due;
}

/* Milliseconds until the host may be asked. */
static int64_t host_wait(const struct host *h, int64_t now, int64_t now_ms)
{
    int64_t wait = h->ready_ms - now_ms;
    int64_t until = later(h->until, h->head->row.due, now);
    if ((until - now) * 1000 > wait)
        wait = (until - now) * 1000;
    return wait > 0 ? wait : 0;
}

struct visit *frontier_next(struct frontier *f, int64_t now, int64_t now_ms,
                            int64_t *wait_ms)
{
    *wait_ms = -1;
    for (size_t i = 0; i < f->n_hosts; i++) {
        struct host *h = f->hosts[(f->turn + i) % f->n_hosts];
        if (h->busy || !h->head || h->held)
            continue;
        int64_t wait = host_wait(h, now, now_ms);
        if (*wait_ms < 0 || wait < *wait_ms)
            *wait_ms = wait;
        if (wait)
            continue;
        struct visit *v = h->head;
        h->head = v->next;
        if (!h->head)
            h->tail = NULL;
        h->busy = true;
        f->waiting--;
        f->turn = (f->turn + i + 1) % f->n_hosts;
        return v;
    }
    return NULL;
}

void frontier_put_back(struct frontier *f, struct visit *v)
{
    struct host *h = v->host;
    v->next = h->head;
    h->head = v;
    if (!v->next)
        h->tail = v;
    h->busy = false;
    f->waiting++;
}

static int64_t gap_of(const struct host *h, const struct frontier_rest *rest)
{
    int64_t gap = rest->gap_ms;
    int64_t latency = h->latency_ms * LATENCY_FACTOR;
    int64_t delay = rest->delay_ms;
    if (rest->gap_only)
        return gap;
    if (latency > LATENCY_GAP_MS)
        latency = LATENCY_GAP_MS;
    if (delay > DELAY_MOST_MS)
        delay = DELAY_MOST_MS;
    gap = gap > latency ? gap : latency;
    return gap > delay ? gap : delay;
}

/* Longer each time: one hour, two, four ... a day. */
static int64_t closed_for(int64_t fails)
{
    int64_t seconds = CLOSED_S;
    for (; fails > FAILS_MOST && seconds < DAY_S; fails--)
        seconds *= 2;
    return seconds < DAY_S ? seconds : DAY_S;
}

static void count_request(struct host *h, const struct frontier_rest *rest)
{
    if (h->day != rest->now / DAY_S) {
        h->day = rest->now / DAY_S;
        h->asked = 0;
    }
    h->asked++;
}

bool frontier_rest(struct frontier *f, struct host *h,
                   const struct frontier_rest *rest, struct err *e)
{
    int64_t until = h->until, fails = h->fails;
    h->busy = false;
    h->fails = rest->failed ? h->fails + 1 : 0;
    if (rest->latency_ms)
        h->latency_ms = h->latency_ms
                            ? (h->latency_ms * 3 + rest->latency_ms) / 4
                            : rest->latency_ms;
    h->gap_ms = gap_of(h, rest);
    h->ready_ms = rest->now_ms + h->gap_ms;
    count_request(h, rest);
    h->until = clock_within(h->until, rest->now, DAY_S);
    h->until = h->until > rest->now ? h->until : 0;
    if (rest->retry_after) /* the second that has begun does not count */
        h->until = rest->now + rest->retry_after + 1;
    else if (h->fails >= FAILS_MOST)
        h->until = rest->now + closed_for(h->fails);
    if (h->asked >= FRONTIER_DAY && !rest->gap_only &&
        h->until < (h->day + 1) * DAY_S)
        h->until = (h->day + 1) * DAY_S;
    bool counted = h->asked % COUNT_EVERY == 0 && !rest->gap_only;
    if (h->until == until && !counted &&
        (h->fails == fails || h->fails < FAILS_MOST))
        return true;
    return remember(f, h, e);
}

bool frontier_due(struct frontier *f, const struct frontier_row *row,
                  int64_t now, int64_t *due, struct err *e)
{
    struct host *h = host_get(f, row->url, e);
    if (!h)
        return false;
    *due = later(h->until, row->due, now);
    return true;
}

int64_t frontier_retry_after(struct str header, int64_t now)
{
    char text[64];
    int64_t seconds;
    header = str_trim(header);
    if (!header.n || header.n >= sizeof text)
        return 0;
    if (!str_int(header, &seconds)) {
        memcpy(text, header.p, header.n);
        text[header.n] = 0;
        time_t at = curl_getdate(text, NULL);
        if (at == -1)
            return 0;
        seconds = at - now;
    }
    if (seconds < 1)
        return 1;
    return seconds < DAY_S ? seconds : DAY_S;
}
