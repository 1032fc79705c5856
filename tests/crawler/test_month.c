/* SPDX-License-Identifier: MIT
 * month: weeks of many sources by a clock of the test's own: what was said,
 * changed and went wrong there is a function of the hour, so what must be in
 * the store at the end is known.
 *
 *     MOLVA_MONTH=2000x30 build/tests/crawler/test_month     make month
 *
 * Each source is a feed on a host of its own, in 127.0.0.0/8, that shows its
 * last ten posts. Its number modulo eight says what becomes of it. */
#include <poll.h>

#include "store/store.h"
#include "tests/crawler/world.h"

enum {
    HOUR = 3600,
    EVERY = 12 * HOUR,
    SHOWN = 10,
    POSTS_MOST = 256,  /* of one source */
    CONNECTIONS = 256, /* of the server */
    START = 1795345200,
    FAULT = 100,    /* hour in which trouble begins */
    FAULT_LONG = 24 /* and how long it lasts */
};

/* What becomes of a source; the state it must be told as, once. */
static const struct {
    const char *name, *health;
} FATES[] = {
    {"steady", NULL},       {"asks for patience", "limited"},
    {"refuses", "blocked"}, {"another layout", "changed"},
    {"is away", NULL},      {"edits", NULL},
    {"removes", NULL},      {"bursts", NULL},
};
enum {
    STEADY,
    PATIENCE,
    REFUSES,
    LAYOUT,
    AWAY,
    EDITS,
    REMOVES,
    BURSTS,
    FATES_N
};

struct shared {
    int64_t now; /* the test's clock */
    int n;       /* sources */
};

/* Hour in which post j of source k is published: one every five to eleven, and
 * for who bursts five at once. */
static int64_t hour_of(int k, int j)
{
    int64_t hour = k % 7;
    int at = k % FATES_N == BURSTS ? j / 5 * 5 : j;
    return hour + at * (k % FATES_N == BURSTS ? 8 : 5 + k % 7);
}

static bool is_shown(int k, int j, int64_t hour)
{
    int64_t age = hour - hour_of(k, j);
    return age >= 0 && !(k % FATES_N == REMOVES && j % 3 == 0 && age > 30);
}

static void put_feed(struct buf *b, int k, int64_t hour)
{
    int shown = 0, j = 0;
    buf_z(b, "<rss version='2.0'><channel><title>x</title>");
    while (j < POSTS_MOST && hour_of(k, j) <= hour)
        j++;
    while (--j >= 0 && shown < SHOWN) {
        char date[64];
        bool moscow = k % 2;
        time_t at = START + hour_of(k, j) * HOUR + (moscow ? 3 * HOUR : 0);
        struct tm tm;
        if (!is_shown(k, j, hour))
            continue;
        strftime(date, sizeof date, "%d %b %Y %H:%M:%S", gmtime_r(&at, &tm));
        bool edited = k % FATES_N == EDITS && hour - hour_of(k, j) > 30;
        buf_printf(b,
                   "<item><guid>k%d-j%d</guid><title>t</title><description>"
                   "Вектор: сообщение %d источника %d%s</description><pubDate>"
                   "%s %s</pubDate></item>",
                   k, j, j, k, edited ? ", исправлено" : "", date,
                   moscow ? "+0300" : "GMT");
        shown++;
    }
    buf_z(b, "</channel></rss>");
}

static void respond(int fd, int k, int64_t hour)
{
    struct buf b;
    int status = 200;
    const char *more = "";
    bool bad = hour >= FAULT && hour < FAULT + FAULT_LONG;
    int fate = k % FATES_N;
    buf_init(&b, 1 << 20);
    if (bad && fate == PATIENCE)
        status = 429, more = "Retry-After: 7200\r\n";
    else if (bad && fate == REFUSES)
        status = 403;
    else if (bad && fate == AWAY)
        status = 500;
    else if (bad && fate == LAYOUT)
        buf_z(&b, "<html><body><h1>A new design</h1></body></html>");
    else
        put_feed(&b, k, hour);
    dprintf(fd, "HTTP/1.1 %d X\r\nContent-Length: %zu\r\n%s\r\n", status, b.n,
            more);
    if (b.n && write(fd, b.p, b.n) < 0)
        close(fd);
    buf_clear(&b);
}

/* One request of a connection; false when it is over. */
static bool serve_one(int fd, const struct shared *s)
{
    char head[8192];
    struct sockaddr_in at;
    socklen_t n = sizeof at;
    ssize_t got = read(fd, head, sizeof head - 1);
    if (got <= 0 || getsockname(fd, (struct sockaddr *)&at, &n) != 0)
        return false;
    head[got] = 0;
    int k = (int)(ntohl(at.sin_addr.s_addr) & 0xffff) - 256;
    respond(fd, k, (s->now - START) / HOUR);
    return true;
}

static void serve(int listener, const struct shared *s)
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

struct month {
    struct shared *shared;
    int n, days;
    int64_t *told;       /* hour in which a source left "ok", -1 not yet */
    const char **health; /* as what */
    struct arena arena;
    int changes;
};

static void changed(void *ctx, const struct crawl_progress *p)
{
    struct month *m = ctx;
    int64_t k;
    m->changes++;
    if (!str_int(str_from(p->url, 1), &k) || m->told[k] >= 0 ||
        str_eqz(p->health, "quiet"))
        return;
    m->told[k] = (m->shared->now - START) / HOUR;
    m->health[k] = str_z(&m->arena, p->health);
}

static void make_sources(struct month *m, struct source_setup *all,
                         struct str *urls, int port)
{
    for (int k = 0; k < m->n; k++) {
        urls[k] = str_printf(&m->arena, "http://127.9.%d.%d:%d/feed",
                             (k + 256) / 256, (k + 256) % 256, port);
        all[k] = (struct source_setup){
            .is = {.name = str_printf(&m->arena, "s%d", k),
                   .kind = STR("feed"),
                   .reach = -1},
            .url = {.items = &urls[k], .n = 1},
            .every = EVERY,
            .pages = 5,
            .allow_private = true,
            .ignore_robots = true};
    }
}

/* The sums of the end. */
struct sums {
    int64_t must, missed, twice, late_n;
    int64_t *late; /* seconds from publication to the store */
};

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

struct seen {
    const struct month *m;
    unsigned char *times; /* n * POSTS_MOST */
    struct sums *sums;
};

static bool count(void *ctx, const struct mention *v, struct err *e)
{
    struct seen *s = ctx;
    int k, j;
    char key[100];
    (void)e;
    snprintf(key, sizeof key, STR_FMT, STR_ARG(v->post.key1));
    const char *at = strstr(key, "#k");
    ck_assert_msg(at != NULL, "%s", key);
    char *end;
    k = (int)strtol(at + 2, &end, 10);
    j = (int)strtol(end + 2, NULL, 10);
    s->times[k * POSTS_MOST + j]++;
    s->sums->late[s->sums->late_n++] =
        v->post.collected - (START + hour_of(k, j) * HOUR);
    return true;
}

static void add_up(struct month *m, struct store *store, struct sums *sums)
{
    struct err e = {0};
    struct mention_filter all = {0};
    int64_t end = (m->shared->now - START) / HOUR;
    size_t room = (size_t)m->n * POSTS_MOST;
    struct seen s = {m, arena_alloc(&m->arena, room), sums};
    sums->late = arena_alloc(&m->arena, room * sizeof *sums->late);
    memset(s.times, 0, room);
    ck_ok(store_mentions_each(store, &all, count, &s, &e), e);
    for (int k = 0; k < m->n; k++)
        for (int j = 0; j < POSTS_MOST; j++) {
            int n = s.times[k * POSTS_MOST + j];
            bool must = hour_of(k, j) < end - 2 * EVERY / HOUR;
            sums->must += must;
            sums->missed += must && !n;
            sums->twice += n > 1;
        }
    qsort(sums->late, (size_t)sums->late_n, sizeof *sums->late, by_size);
}

/* Trouble is told as what it is, at the first visit that meets it. */
static int untold(const struct month *m)
{
    int wrong = 0;
    int64_t visit = EVERY / HOUR * 11 / 10 + 1;
    for (int k = 0; k < m->n; k++) {
        const char *want = FATES[k % FATES_N].health;
        if (k % FATES_N == AWAY)
            want = "unreachable";
        bool ok = want ? m->told[k] >= FAULT && m->told[k] <= FAULT + visit &&
                             strcmp(m->health[k], want) == 0
                       : m->told[k] < 0;
        wrong += !ok;
    }
    return wrong;
}

static void run(struct month *m, struct crawler *c)
{
    struct err e = {0};
    struct crawl_progress total;
    for (int64_t hour = 0; hour < m->days * 24; hour++) {
        m->shared->now = START + hour * HOUR;
        if (hour == 60) /* a clock that is ahead for one run */
            m->shared->now += 5 * HOUR;
        ck_ok(crawler_run(c, &total, &e), e);
    }
}

TEST(nothing_is_missed_nothing_twice)
{
    struct month m = {.n = 48, .days = 8};
    const char *size = getenv("MOLVA_MONTH");
    struct err e = {0};
    struct sums sums = {0};
    char path[] = "/tmp/molva-test-XXXXXX";
    int port;
    if (size) {
        m.n = (int)strtol(size, (char **)&size, 10);
        m.days = (int)strtol(size + 1, NULL, 10);
    }
    m.shared = mmap(NULL, sizeof *m.shared, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    m.shared->now = START;
    m.told = arena_alloc(&m.arena, (size_t)m.n * sizeof *m.told);
    m.health = arena_alloc(&m.arena, (size_t)m.n * sizeof *m.health);
    for (int k = 0; k < m.n; k++)
        m.told[k] = -1;
    int listener = listen_on(&port);
    pid_t server = fork();
    if (server == 0) {
        serve(listener, m.shared);
        _exit(0);
    }
    close(listener);
    ck_assert_int_ge(mkstemp(path), 0);
    struct store *store = store_open(place_url(path), STORE_CREATE, &e);
    ck_assert_msg(store != NULL, "%s", e.msg);
    struct site_setup *site = arena_alloc(&m.arena, sizeof *site);
    struct source_setup *all = arena_alloc(&m.arena, (size_t)m.n * sizeof *all);
    struct str *urls = arena_alloc(&m.arena, (size_t)m.n * sizeof *urls);
    site_setup(site, store);
    make_sources(&m, all, urls, port);
    site->setup.sources = all;
    site->setup.n_sources = (size_t)m.n;
    site->setup.readers = 2;
    site->setup.clock = &m.shared->now;
    site->setup.changed = changed;
    site->setup.ctx = &m;
    struct crawler *c = crawler_open(&site->setup, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    run(&m, c);
    crawler_close(c);
    add_up(&m, store, &sums);
    printf("%d sources, %d days: %lld posts had to be found, %lld missed, "
           "%lld twice, %d of the troubles told late or wrongly, %d changes; "
           "published to seen: median %lld min, p95 %lld min\n",
           m.n, m.days, (long long)sums.must, (long long)sums.missed,
           (long long)sums.twice, untold(&m), m.changes,
           (long long)sums.late[sums.late_n / 2] / 60,
           (long long)sums.late[sums.late_n * 95 / 100] / 60);
    fflush(stdout);
    ck_assert_int_eq(sums.missed, 0);
    ck_assert_int_eq(sums.twice, 0);
    ck_assert_int_eq(untold(&m), 0);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    store_close(store);
    place_remove(path);
    arena_clear(&m.arena);
}
END

TEST_MAIN("month", nothing_is_missed_nothing_twice)
