/* SPDX-License-Identifier: MIT
 *
 * bench_store: how fast the store takes and gives.
 *
 *   bench_store [MENTIONS [SEEN]]     20000 2000000
 *
 * Mentions come in batches of 1,000 with verdict, decision, case, draft,
 * event and search index; seen rows are posts that concern no brand, twenty a
 * page and a thousand a batch, half of them asked for a second time as a
 * recrawl does. (How lists are read: tools/bench growth.) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"

enum { BATCH = 1000, PER_PAGE = 20 };

static const char words[] =
    "не работает интернет третий день оператор вектор списал деньги дважды "
    "поддержка молчит хотя обещали перезвонить завтра спасибо менеджеру очень "
    "быстро помогли подключить тариф роутер кабель договор заявление офис "
    "очередь карта платёж возврат комиссия кредит отказ приложение вход "
    "пароль сеть связь скорость вечером соседи дом подъезд мастер приехал";

static void must(bool ok, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", e->msg);
    exit(1);
}

/* CPU seconds of this process, so that neighbours do not matter; with WALL=1
 * in the environment the time on the clock, disk and neighbours included. */
static double now(void)
{
    struct timespec t;
    clock_gettime(getenv("WALL") ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID,
                  &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A post of about 60 words, another one for each n. */
static struct str text_of(struct arena *a, uint64_t n)
{
    struct str list[64], rest = STR(words), word;
    size_t count = 0;
    struct buf b;
    buf_init(&b, 4096);
    while (count < 64 && str_split(&rest, ' ', &word))
        list[count++] = word;
    for (int i = 0; i < 60; i++) {
        n = n * 6364136223846793005u + 1442695040888963407u;
        buf_str(&b, list[(n >> 33) % count]);
        buf_char(&b, ' ');
    }
    buf_printf(&b, "слово%u", (unsigned)(n >> 40) % 5000);
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static struct mention mention_of(struct arena *a, int64_t source, int64_t n)
{
    struct str text = text_of(a, (uint64_t)n);
    return (struct mention){
        .post.source = source,
        .post.key1 =
            str_printf(a, "https://forum.example/viewtopic.php?p=%ld", (long)n),
        .post.key2 = str_printf(a, "/viewtopic.php?p=%ld", (long)n),
        .post.text_hash = (int64_t)str_hash(text),
        .post.url =
            str_printf(a, "https://forum.example/viewtopic.php?p=%ld", (long)n),
        .post.thread = str_printf(
            a, "https://forum.example/viewtopic.php?t=%ld", (long)n / PER_PAGE),
        .post.thread_title = STR("Отзывы об операторе"),
        .post.author = str_printf(a, "user%ld", (long)n % 5000),
        .post.published = 1794916800 + n,
        .post.precision = 60,
        .post.collected = 1794920000 + n,
        .post.lang = STR("ru"),
        .post.text = text,
        .post.lemmas = text,
        .post.rating = -1,
        .post.brand = STR("Вектор"),
        .verdict.rules = STR("0123456789abcdef"),
        .verdict.type = STR("broken"),
        .verdict.second = STR("-"),
        .verdict.tone = STR("neg"),
        .verdict.confidence = 0.8,
        .verdict.topic = STR("connection"),
        .verdict.evidence =
            STR("[{\"rule\":\"ru.broken.not-working\",\"signal\":"
                "\"broken\",\"start\":0,\"end\":20,\"points\":2}]"),
        .decision.solution = STR("A"),
        .decision.row = STR("broken-help"),
        .decision.why = STR("help where it is said"),
        .decision.answers =
            STR("[{\"question\":\"about\",\"value\":\"product\","
                "\"because\":\"the type is broken\"}]"),
        .decision.counterfactual =
            STR("B instead of A if who were influential"),
        .decision.department = STR("service"),
        .decision.profile = STR("day"),
        .decision.template = STR("broken.ru"),
        .decision.draft =
            STR("Здравствуйте! Нам жаль, что так вышло. Позвоните нам."),
        .decision.due = 1795000000 + n,
        .decision.priority = n * 7919 % 101,
    };
}

static int64_t make_source(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    struct source_row row = {.name = STR("forum"),
                             .kind = STR("phpbb"),
                             .url = STR("https://forum.example/"),
                             .every = 3600};
    must(store_source_put(s, &a, &row, &e), &e);
    arena_clear(&a);
    return row.id;
}

static void put_mentions(struct store *s, int64_t source, int64_t from,
                         int64_t to)
{
    struct err e = {0};
    struct arena a = {0};
    enum put_result what;
    must(store_begin(s, &e), &e);
    for (int64_t n = from; n < to; n++) {
        struct mention m = mention_of(&a, source, n);
        must(store_mention_put(s, &m, &what, &e), &e);
        arena_reset(&a);
    }
    must(store_commit(s, &e), &e);
    arena_clear(&a);
}

static void bench_mentions(struct store *s, int64_t source, int64_t count)
{
    double longest = 0, start = now();
    for (int64_t n = 0; n < count; n += BATCH) {
        double t = now();
        put_mentions(s, source, n, n + BATCH);
        if (now() - t > longest)
            longest = now() - t;
    }
    double took = now() - start;
    printf("mentions stored   %8.0f /s   (%ld in batches of %d with search; "
           "longest batch %.0f ms)\n",
           (double)count / took, (long)count, BATCH, longest * 1e3);
    start = now();
    put_mentions(s, source, 0, count);
    printf("mentions again    %8.0f /s   (all PUT_SAME)\n",
           (double)count / (now() - start));
}

static void put_seen(struct store *s, int64_t source, int64_t from)
{
    struct err e = {0};
    char key1[96], key2[96];
    enum put_result what;
    must(store_begin(s, &e), &e);
    for (int64_t i = 0; i < BATCH; i++) {
        int64_t n = from + i;
        /* Pages come from anywhere, posts of a page follow each other. */
        int64_t page =
            (int64_t)((uint64_t)(n / PER_PAGE) * 2654435761u & 0xFFFFFFF);
        snprintf(key1, sizeof key1, "https://forum.example/t%ld?p=%ld",
                 (long)page, (long)(page * PER_PAGE + n % PER_PAGE));
        snprintf(key2, sizeof key2, "/t%ld?p=%ld", (long)page,
                 (long)(page * PER_PAGE + n % PER_PAGE));
        struct mention m = {.post.source = source,
                            .post.key1 = str_of(key1),
                            .post.key2 = str_of(key2),
                            .post.text_hash = n};
        must(store_mention_put(s, &m, &what, &e), &e);
    }
    must(store_commit(s, &e), &e);
}

static void bench_seen(struct store *s, int64_t source, int64_t count)
{
    double start = now();
    for (int64_t n = 0; n < count; n += BATCH)
        put_seen(s, source, n);
    printf("seen rows stored  %8.0f /s   (%ld in batches of %d)\n",
           (double)count / (now() - start), (long)count, BATCH);
    start = now();
    for (int64_t n = 0; n < count; n += BATCH)
        put_seen(s, source, n);
    printf("seen rows again   %8.0f /s   (all PUT_SAME)\n",
           (double)count / (now() - start));
}

/* One word hardly anybody uses, two that half of all mentions have. */
static void bench_search(struct store *s)
{
    const struct str queries[] = {STR("слово77"), STR("комиссия отказ")};
    for (size_t i = 0; i < 2; i++) {
        struct err e = {0};
        struct arena a = {0};
        struct mention_filter f = {.lemmas = queries[i], .limit = 50};
        struct mention *rows;
        size_t n;
        int64_t all;
        must(store_mention_count(s, &f, &all, &e), &e);
        double start = now();
        must(store_mentions(s, &a, &f, &rows, &n, &e), &e);
        printf("search            %8.0f us   (the newest %zu of %ld that "
               "match)\n",
               (now() - start) * 1e6, n, (long)all);
        arena_clear(&a);
    }
}

static double size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    char dir[] = "/tmp/molva-bench-XXXXXX", path[64];
    long mentions = argc > 1 ? strtol(argv[1], NULL, 10) : 20000;
    long seen = argc > 2 ? strtol(argv[2], NULL, 10) : 2000000;
    if (!mkdtemp(dir))
        return 1;
    snprintf(path, sizeof path, "%s/bench.db", dir);
    struct store *s = store_open(path, STORE_CREATE, &e);
    must(s, &e);
    int64_t source = make_source(s);
    bench_mentions(s, source, mentions);
    bench_seen(s, source, seen);
    printf("file              %8.1f MB\n", size_of(path));
    bench_search(s);
    store_close(s);
    unlink(path);
    return rmdir(dir) == 0 ? 0 : 1;
}
