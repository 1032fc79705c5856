/* SPDX-License-Identifier: MIT
 * month: weeks of many sources by a clock of the test's own. What was said,
 * changed and went wrong there is a function of the hour (scripted.h), so what
 * must be in the store at the end is known.
 *
 *     MOLVA_MONTH=2000x30 build/tests/crawler/test_month     make month
 *
 * Each source has a host of its own in 127.0.0.0/8, and a second between two
 * requests, by a clock that nobody waits for. */
#include <poll.h>

#include "store/store.h"
#include "tests/crawler/scripted.h"
#include "tests/crawler/world.h"

enum {
    POSTS_MOST = 512,  /* of one source */
    CONNECTIONS = 256, /* of the server */
    GAP_MS = 1000,     /* between two requests to a host */
    SLACK_MS = 2,      /* parts of milliseconds */
    LEARNT_H = 10,     /* no interval that is learnt is longer, */
    WRITTEN_H = 28,    /* no other one, */
    ROBOTS_H = 24,     /* that a robots.txt is believed */
    RECOVERS_H = 28    /* and none after trouble */
};

/* Between the test and its server. */
struct shared {
    struct crawler_clock clock;
    int hour;              /* the true one, whatever the clock says */
    int n;                 /* sources */
    int64_t requests;      /* answered */
    int64_t early;         /* of them sooner than the gap, or Retry-After */
    int64_t answered_ms[]; /* n, by the clock that nobody waits for */
};

/* ---- the server ---- */

static int64_t shared_ms(const struct shared *s)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 +
           s->clock.skipped_ms + (int64_t)s->hour * HOUR * 1000;
}

/* What is wrong with it now, else 200. */
static int trouble_of(int k, int hour, const char **more)
{
    if (is_well(k, hour))
        return 200;
    switch (fate_of(k)) {
    case PATIENCE:
        *more = "Retry-After: 7200\r\n";
        return 429;
    case REFUSES:
        return 403;
    case ERRORS:
        return 500;
    default:
        return 200;
    }
}

static void put_page(struct buf *b, int k, int hour, const char *path)
{
    const char *at = strchr(path, '=');
    int page = at ? (int)strtol(at + 1, NULL, 10) : !is_thread(k);
    bool well = is_well(k, hour);
    if (strncmp(path, "/robots.txt", 11) == 0)
        buf_printf(b, "User-agent: *\nDisallow:%s\n", well ? "" : " /");
    else if (!well && fate_of(k) == CAPTCHA)
        buf_z(b, "<html><head><title>Just a moment...</title></head><body>"
                 "<div id='cf-challenge'></div></body></html>");
    else if (!well && (fate_of(k) == LAYOUT || fate_of(k) == REDESIGN))
        buf_z(b, "<html><body><h1>A new design</h1><article>Words that are "
                 "none of the posts</article></body></html>");
    else if (!is_thread(k))
        put_feed(b, k, hour, page);
    else if (!put_thread(b, k, hour, page))
        buf_z(b, "none");
}

static void respond(int fd, int k, const struct shared *s, char *head)
{
    struct buf b;
    char etag[40], *path = head + 4;
    const char *more = "";
    int status = trouble_of(k, s->hour, &more);
    bool robots = strncmp(path, "/robots.txt", 11) == 0;
    buf_init(&b, 1 << 20);
    path[strcspn(path, " ")] = 0;
    if (status == 200 || robots)
        put_page(&b, k, s->hour, path);
    status = robots || status != 200         ? (robots ? 200 : status)
             : str_eqz(buf_view(&b), "none") ? 404
                                             : 200;
    snprintf(etag, sizeof etag, "\"%016llx\"",
             (unsigned long long)str_hash(buf_view(&b)));
    if (k % 4 == 1 && status == 200 && strstr(path + strlen(path) + 1, etag))
        status = 304, buf_reset(&b);
    dprintf(fd,
            "HTTP/1.1 %d X\r\nContent-Type: %s\r\nETag: %s\r\n%s%s"
            "Content-Length: %zu\r\n\r\n",
            status, is_thread(k) ? "text/html; charset=utf-8" : "text/xml",
            etag, k % 4 == 3 ? "Cache-Control: max-age=1800\r\n" : "", more,
            b.n);
    if (b.n && write(fd, b.p, b.n) < 0)
        close(fd);
    buf_clear(&b);
}

/* One request of a connection; false when it is over. */
static bool serve_one(int fd, struct shared *s)
{
    char head[8192];
    struct sockaddr_in at;
    socklen_t n = sizeof at;
    ssize_t got = read(fd, head, sizeof head - 1);
    if (got <= 0 || getsockname(fd, (struct sockaddr *)&at, &n) != 0)
        return false;
    head[got] = 0;
    int k = (int)(ntohl(at.sin_addr.s_addr) & 0xffff) - 256;
    int64_t now = shared_ms(s);
    bool early =
        s->answered_ms[k] && now - s->answered_ms[k] + SLACK_MS < GAP_MS;
    if (early && getenv("MOLVA_SHOW"))
        fprintf(stderr,
                "too early: source %d (%s) in hour %d, %lld ms: %.40s\n", k,
                FATES[fate_of(k)].name, s->hour,
                (long long)(now - s->answered_ms[k]), head);
    s->requests++;
    s->early += early;
    s->answered_ms[k] = now;
    if (fate_of(k) == HANGS_UP && !is_well(k, s->hour))
        return false;
    respond(fd, k, s, head);
    return true;
}

static void serve(int listener, struct shared *s)
{
    struct pollfd fds[CONNECTIONS + 1] = {{.fd = listener, .events = POLLIN}};
    int n = 1;
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (poll(fds, (nfds_t)n, -1) > 0) {
        for (int i = n - 1; i > 0; i--)
            if (fds[i].revents && !serve_one(fds[i].fd, s)) {
                close(fds[i].fd);
                fds[i] = fds[--n];
            }
        if (fds[0].revents && n <= CONNECTIONS) {
            int fd = accept(listener, NULL, NULL);
            if (fd >= 0)
                fds[n++] = (struct pollfd){.fd = fd, .events = POLLIN};
        }
    }
}

static int listen_on(int *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_ANY)};
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert(bind(fd, (struct sockaddr *)&at, sizeof at) == 0);
    ck_assert(listen(fd, 512) == 0);
    ck_assert(getsockname(fd, (struct sockaddr *)&at, &n) == 0);
    *port = ntohs(at.sin_port);
    return fd;
}

/* ---- what must be found ---- */

static int interval_of(int k)
{
    return by_hand(k) ? WRITTEN_H : LEARNT_H;
}

/* Of one post. */
struct truth {
    int run, longest;    /* hours that it was to be seen, in a row */
    int edited;          /* the same, as it was edited */
    int missing;         /* hours since it was removed, with older ones there */
    bool recovers;       /* it was seen first when trouble was over */
    int seen;            /* times that it is in the store */
    bool gone, new_text; /* as the store has it */
};

struct month {
    struct shared *shared;
    int n, days;
    struct truth *posts; /* n * POSTS_MOST */
    int *told;           /* hour in which a source left "ok", -1 not yet */
    const char **health; /* as what */
    struct arena arena;
};

static struct truth *truth_of(const struct month *m, int k, int j)
{
    if (j >= POSTS_MOST) /* an assertion is a message, each time */
        ck_abort_msg("source %d has more posts than there is room for", k);
    return &m->posts[k * POSTS_MOST + j];
}

/* Pages that lead on show everything. */
static bool shows_all(int k)
{
    return is_thread(k) || fate_of(k) == FLOOD_DEEP;
}

static void watch_post(struct month *m, int k, int j, int hour)
{
    struct truth *t = truth_of(m, k, j);
    int since = FAULT + FATES[fate_of(k)].hours;
    t->recovers |= !t->run && hour >= FAULT && hour <= since + RECOVERS_H;
    t->longest = ++t->run > t->longest ? t->run : t->longest;
    t->edited += is_edited(k, j, hour);
}

static void watch_removed(struct month *m, int k, int oldest, int n, int hour)
{
    for (int j = oldest + 1; j < n; j++)
        if (is_removed(k, j, hour))
            truth_of(m, k, j)->missing++;
}

/* What is to be seen in this hour. */
static void watch_source(struct month *m, int k, int hour)
{
    int shown[SHOWN], n = count_at(k, hour), is = 0, oldest = 0;
    bool forbidden = fate_of(k) == ROBOTS && !is_well(k, hour - ROBOTS_H);
    if (forbidden || !is_well(k, hour)) {
        for (int j = 0; j < n; j++)
            truth_of(m, k, j)->run = 0;
        return;
    }
    if (shows_all(k))
        oldest = 0;
    else if ((is = shown_at(k, hour, 1, shown)) > 0)
        oldest = shown[is - 1];
    for (int j = 0; j < n; j++) {
        bool there = j >= oldest && !is_removed(k, j, hour);
        if (there)
            watch_post(m, k, j, hour);
        else
            truth_of(m, k, j)->run = 0;
    }
    watch_removed(m, k, oldest, n, hour);
}

static void changed(void *ctx, const struct crawl_progress *p)
{
    struct month *m = ctx;
    int64_t k;
    if (!str_int(str_from(p->url, 1), &k) || m->told[k] >= 0 ||
        str_eqz(p->health, "quiet") || str_eqz(p->health, "ok"))
        return;
    m->told[k] = m->shared->hour;
    m->health[k] = str_z(&m->arena, p->health);
}

static void make_sources(struct month *m, struct source_setup *all,
                         struct str *urls, int port)
{
    for (int k = 0; k < m->n; k++) {
        urls[k] =
            str_printf(&m->arena, "http://127.9.%d.%d:%d/%s", (k + 256) / 256,
                       (k + 256) % 256, port, is_thread(k) ? "t" : "feed");
        all[k] = (struct source_setup){
            .is = {.name = str_printf(&m->arena, "s%d", k),
                   .kind = is_thread(k) ? STR("phpbb") : STR("feed"),
                   .zone = STR("Europe/Berlin"),
                   .reach = -1},
            .url = {.items = &urls[k], .n = 1},
            .every = by_hand(k) ? HAND : 0,
            .pages = 5,
            .gap = GAP_MS / 1000,
            .allow_private = true,
            .ignore_robots = fate_of(k) != ROBOTS};
    }
}

/* ---- the sums of the end ---- */

struct sums {
    const struct month *m;
    int64_t must, missed, twice, misdated;
    int64_t edits, unedited, removals, unremoved, falsely;
    int64_t *late[2]; /* seconds from publication to the store: learnt, hand */
    size_t n_late[2];
};

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool count(void *ctx, const struct mention *v, struct err *e)
{
    struct sums *s = ctx;
    char text[400];
    int k, j;
    (void)e;
    snprintf(text, sizeof text, STR_FMT, STR_ARG(v->post.text));
    const char *at = strstr(text, "сообщение ");
    ck_assert_msg(at != NULL, "%s", text);
    j = (int)strtol(at + strlen("сообщение "), NULL, 10);
    k = (int)strtol(strstr(at, "источника ") + strlen("источника "), NULL, 10);
    struct truth *t = truth_of(s->m, k, j);
    t->seen++;
    t->gone |= v->post.gone > 0;
    t->new_text |= strstr(text, "исправлено") != NULL;
    int64_t want = START + (int64_t)hour_of(k, j) * HOUR;
    int64_t off = v->post.published - want;
    bool twofold = fate_of(k) == NO_ZONE && (off == HOUR || off == -HOUR) &&
                   hour_of(k, j) / 24 == 5; /* that hour was there twice */
    s->misdated += off && !twofold;
    if (hour_of(k, j) > 0)
        s->late[by_hand(k)][s->n_late[by_hand(k)]++] = v->post.collected - want;
    return true;
}

static void judge(struct sums *s, int k, int j)
{
    const struct truth *t = truth_of(s->m, k, j);
    int every = interval_of(k), limit = t->recovers ? RECOVERS_H : every;
    bool must = t->longest >= limit;
    s->must += must;
    s->missed += must && !t->seen;
    s->twice += t->seen > 1;
    if (must && !t->seen && getenv("MOLVA_SHOW"))
        printf("missed: source %d (%s), post %d, hour %d, for %d hours\n", k,
               FATES[fate_of(k)].name, j, hour_of(k, j), t->longest);
    if (!t->seen)
        return;
    bool edit = t->edited >= every;
    s->edits += edit;
    s->unedited += edit && !t->new_text;
    bool removal = t->missing >= 2 * every;
    s->removals += removal;
    s->unremoved += removal && !t->gone;
    s->falsely += t->gone && !t->missing;
}

static void add_up(struct month *m, struct store *store, struct sums *s)
{
    struct err e = {0};
    struct mention_filter all = {0};
    size_t room = (size_t)m->n * POSTS_MOST;
    *s = (struct sums){.m = m};
    s->late[0] = arena_alloc(&m->arena, room * sizeof(int64_t));
    s->late[1] = arena_alloc(&m->arena, room * sizeof(int64_t));
    ck_ok(store_mentions_each(store, &all, count, s, &e), e);
    for (int k = 0; k < m->n; k++)
        for (int j = 0; j < POSTS_MOST; j++)
            judge(s, k, j);
    for (int i = 0; i < 2; i++)
        qsort(s->late[i], s->n_late[i], sizeof(int64_t), by_size);
}

static int64_t minutes(const struct sums *s, int i, int percent)
{
    size_t n = s->n_late[i];
    return n ? s->late[i][(n - 1) * (size_t)percent / 100] / 60 : 0;
}

/* Trouble is told as what it is, at the first visit that meets it; robots.txt
 * is looked at once a day. */
static int untold(const struct month *m)
{
    int wrong = 0;
    for (int k = 0; k < m->n; k++) {
        const char *want = FATES[fate_of(k)].health;
        int most = interval_of(k) + (fate_of(k) == ROBOTS ? ROBOTS_H : 0);
        bool ok = want ? m->told[k] >= FAULT && m->told[k] <= FAULT + most &&
                             strcmp(m->health[k], want) == 0
                       : m->told[k] < 0;
        wrong += !ok;
        if (!ok && getenv("MOLVA_SHOW"))
            printf("told wrongly: source %d (%s): %s in hour %d\n", k,
                   FATES[fate_of(k)].name,
                   m->told[k] < 0 ? "nothing" : m->health[k], m->told[k]);
    }
    return wrong;
}

/* Seconds that the crawler's clock is wrong by in that hour. */
static int64_t jump_of(int hour)
{
    return hour == 60    ? 5 * HOUR
           : hour == 140 ? 72 * HOUR
           : hour == 180 ? -2 * HOUR
                         : 0;
}

static void run(struct month *m, struct crawler *c)
{
    struct err e = {0};
    struct crawl_progress total;
    for (int hour = 0; hour < m->days * 24; hour++) {
        m->shared->hour = hour;
        m->shared->clock.now = START + (int64_t)hour * HOUR + jump_of(hour);
        ck_ok(crawler_run(c, &total, &e), e);
        for (int k = 0; k < m->n; k++)
            watch_source(m, k, hour);
    }
}

static void month_init(struct month *m)
{
    const char *size = getenv("MOLVA_MONTH");
    *m = (struct month){.n = 48, .days = 8};
    if (size) {
        m->n = (int)strtol(size, (char **)&size, 10);
        m->days = (int)strtol(size + 1, NULL, 10);
    }
    size_t room = (size_t)m->n * POSTS_MOST * sizeof *m->posts;
    m->posts = arena_alloc(&m->arena, room);
    memset(m->posts, 0, room);
    m->told = arena_alloc(&m->arena, (size_t)m->n * sizeof *m->told);
    m->health = arena_alloc(&m->arena, (size_t)m->n * sizeof *m->health);
    for (int k = 0; k < m->n; k++)
        m->told[k] = -1;
    room = sizeof *m->shared + (size_t)m->n * sizeof(int64_t);
    m->shared = mmap(NULL, room, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert(m->shared != MAP_FAILED);
    m->shared->clock.now = START;
}

static void crawl_all(struct month *m, struct store *store, int port)
{
    struct err e = {0};
    struct site_setup *site = arena_alloc(&m->arena, sizeof *site);
    struct source_setup *all =
        arena_alloc(&m->arena, (size_t)m->n * sizeof *all);
    struct str *urls = arena_alloc(&m->arena, (size_t)m->n * sizeof *urls);
    site_setup(site, store);
    make_sources(m, all, urls, port);
    site->setup.sources = all;
    site->setup.n_sources = (size_t)m->n;
    site->setup.readers = 2;
    site->setup.clock = &m->shared->clock;
    site->setup.changed = changed;
    site->setup.ctx = m;
    struct crawler *c = crawler_open(&site->setup, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    run(m, c);
    crawler_close(c);
}

static void tell(const struct month *m, const struct sums *s)
{
    printf("%d sources, %d days, %lld requests: %lld posts were to be seen for "
           "a full interval, %lld of them missed, %lld posts twice, %lld "
           "misdated; edits %lld, missed %lld; removals %lld, missed %lld, "
           "false %lld; %d of the troubles told late or wrongly; %lld requests "
           "too early\n",
           m->n, m->days, (long long)m->shared->requests, (long long)s->must,
           (long long)s->missed, (long long)s->twice, (long long)s->misdated,
           (long long)s->edits, (long long)s->unedited, (long long)s->removals,
           (long long)s->unremoved, (long long)s->falsely, untold(m),
           (long long)m->shared->early);
    for (int i = 0; i < 2; i++)
        printf("published to seen, %s: median %lld min, p95 %lld min\n",
               i ? "once a day by hand" : "as often as was learnt",
               (long long)minutes(s, i, 50), (long long)minutes(s, i, 95));
    fflush(stdout);
}

TEST(nothing_is_missed_nothing_twice)
{
    struct month m;
    struct sums sums;
    struct err e = {0};
    /* In memory, where there is such a place: what a disk has to write is no
     * part of what this is about, and a month of it takes its time. */
    bool memory = access("/dev/shm", W_OK) == 0;
    char path[64];
    int port;
    snprintf(path, sizeof path, "%s/molva-test-XXXXXX",
             memory ? "/dev/shm" : "/tmp");
    month_init(&m);
    int listener = listen_on(&port);
    pid_t server = fork();
    if (server == 0) {
        serve(listener, m.shared);
        _exit(0);
    }
    close(listener);
    ck_assert_int_ge(mkstemp(path), 0);
    struct store *store = place_open(path, &e);
    ck_assert_msg(store != NULL, "%s", e.msg);
    crawl_all(&m, store, port);
    add_up(&m, store, &sums);
    tell(&m, &sums);
    ck_assert_int_eq(sums.missed, 0);
    ck_assert_int_eq(sums.twice, 0);
    ck_assert_int_eq(sums.misdated, 0);
    ck_assert_int_eq(sums.unedited + sums.unremoved + sums.falsely, 0);
    ck_assert_int_eq(untold(&m), 0);
    ck_assert_int_eq(m.shared->early, 0);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    store_close(store);
    place_remove(path);
    arena_clear(&m.arena);
}
END

TEST_MAIN("month", nothing_is_missed_nothing_twice)
