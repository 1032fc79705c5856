/* SPDX-License-Identifier: MIT
 *
 * bench_page: where the time of a page goes.
 *
 *   bench_page PAGES_FOLDER N STORE      CPU ms a page, one line a stage
 *
 * The stages a crawl goes through, run one after the other over the same pages
 * in one process: parse (charset, guards, tree), select (fields, text, brand),
 * judge (verdict, decision, draft of what concerns a brand), store. Each stage
 * is what its run costs more than the run before it. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "crawler/reading/docs.h"
#include "crawler/reading/read_page.h"
#include "store/store.h"

/* STR() is no constant. */
#define S(literal)                                                             \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }

enum { ROUNDS = 3, PAGES_A_TURN = 16, NOW = 1796000000 };

static const struct str BRANDS[] = {S("Электролайн"), S("ТехноГрад"),
                                    S("Вестмаркет"), S("Aurelia Bank"),
                                    S("SkyParcel")};
static const struct str NOBODY = S("Никтоникогда");
enum { N_BRANDS = sizeof BRANDS / sizeof *BRANDS };

struct bench {
    struct str *bodies; /* n pages */
    size_t n;
    struct page_reader reader, nobody; /* with the brands, with another */
    struct store *store;
    int64_t source;
};

static void must(bool ok, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", e->msg);
    exit(1);
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct str file_of(const char *folder, size_t i)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%05zu.html", folder, i);
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END)) {
        perror(path);
        exit(1);
    }
    size_t size = (size_t)ftell(f);
    char *bytes = xmalloc(size);
    rewind(f);
    struct str s = {bytes, fread(bytes, 1, size, f)};
    fclose(f);
    return s;
}

/* A reader of forum pages that looks for n brands. */
static void open_reader(struct page_reader *r, const struct str *names,
                        size_t n)
{
    static const struct source source = {
        .name = S("bench"), .kind = S("phpbb"), .reach = -1};
    static const struct source *const sources = &source;
    static const struct department service = {.id = S("service"),
                                              .name_ru = S("поддержка"),
                                              .name_en = S("support"),
                                              .contact =
                                                  S("help@bench.example")};
    static struct brand_setup brands[N_BRANDS];
    struct err e = {0};
    for (size_t i = 0; i < n; i++)
        brands[i] = (struct brand_setup){.name = names[i],
                                         .forms = {(struct str *)&names[i], 1}};
    struct reading_setup setup = {
        .connectors = "rules/connectors",
        .sources = &sources,
        .n = 1,
        .classify = {.words = "rules/words", .brands = brands, .n_brands = n},
        .matrix = {.matrix = "rules/matrix/fas.yaml",
                   .replies = "rules/replies",
                   .calendar = "rules/calendar/ru.yaml",
                   .departments = &service,
                   .n_departments = 1,
                   .company = S("Bench"),
                   .site = S("https://bench.example/")}};
    must(page_reader_open(r, &setup, &e), &e);
}

/* ---- stages: each does one page ---- */

static void parse(struct bench *b, struct arena *a, size_t i)
{
    struct page_docs docs;
    struct page_bytes bytes = {.body = b->bodies[i],
                               .content_type = S("text/html")};
    struct err e = {0};
    must(docs_parse(&docs, b->reader.kinds[0], b->reader.charsets, &bytes, a,
                    &e),
         &e);
    docs_free(&docs);
}

static void read_with(const struct page_reader *r, struct bench *b,
                      struct arena *a, size_t i, struct reading *out)
{
    struct reader_job job = {
        .fetched = NOW,
        .url = str_printf(a, "http://bench.example/t/%05zu.html", i),
        .body = b->bodies[i]};
    read_page(r, &job, a, out);
}

static void read_unbranded(struct bench *b, struct arena *a, size_t i)
{
    struct reading reading;
    read_with(&b->nobody, b, a, i, &reading);
}

static void read_whole(struct bench *b, struct arena *a, size_t i)
{
    struct reading reading;
    read_with(&b->reader, b, a, i, &reading);
}

/* As the crawler does: some pages a transaction, the page with its posts. */
static void read_and_store(struct bench *b, struct arena *a, size_t i)
{
    struct reading r;
    struct err e = {0};
    read_with(&b->reader, b, a, i, &r);
    if (i % PAGES_A_TURN == 0)
        must(store_begin(b->store, &e), &e);
    for (size_t k = 0; k < r.n; k++) {
        enum put_result what;
        r.mentions[k].post.source = b->source;
        must(store_mention_put(b->store, &r.mentions[k], &what, &e), &e);
    }
    struct page_row row = {.source = b->source,
                           .url = str_printf(a, "http://b.example/%zu", i),
                           .fetched = NOW,
                           .status = 200,
                           .posts = (int64_t)r.n};
    must(store_page_put(b->store, &row, &e), &e);
    if ((i + 1) % PAGES_A_TURN == 0 || i + 1 == b->n)
        must(store_commit(b->store, &e), &e);
}

/* CPU ms a page: the best of a few rounds, for neighbours only make it more. */
static double run(struct bench *b, int rounds,
                  void (*stage)(struct bench *b, struct arena *a, size_t i))
{
    struct arena a = {0};
    double best = 0;
    for (int round = 0; round < rounds; round++) {
        double began = cpu();
        for (size_t i = 0; i < b->n; i++) {
            stage(b, &a, i);
            arena_reset(&a);
        }
        double ms = (cpu() - began) * 1000 / (double)b->n;
        best = round && best < ms ? best : ms;
    }
    arena_clear(&a);
    return best;
}

static void open_store(struct bench *b, const char *path)
{
    struct err e = {0};
    struct arena a = {0};
    struct source_row row = {.name = S("bench"),
                             .kind = S("phpbb"),
                             .url = S("http://bench.example/"),
                             .every = 3600};
    remove(path);
    b->store = store_open(path, STORE_CREATE, &e);
    must(b->store && store_source_put(b->store, &a, &row, &e), &e);
    b->source = row.id;
    arena_clear(&a);
}

int main(int argc, char **argv)
{
    struct bench b = {0};
    if (argc != 4) {
        fprintf(stderr, "usage: bench_page PAGES_FOLDER N STORE\n");
        return 2;
    }
    b.n = strtoul(argv[2], NULL, 10);
    b.bodies = xcalloc(b.n, sizeof *b.bodies);
    for (size_t i = 0; i < b.n; i++)
        b.bodies[i] = file_of(argv[1], i);
    open_reader(&b.reader, BRANDS, N_BRANDS);
    open_reader(&b.nobody, &NOBODY, 1);
    open_store(&b, argv[3]);
    double parsed = run(&b, ROUNDS, parse);
    double selected = run(&b, ROUNDS, read_unbranded);
    double judged = run(&b, ROUNDS, read_whole);
    double stored = run(&b, 1, read_and_store);
    printf("parse %.3f\nselect %.3f\njudge %.3f\nstore %.3f\n", parsed,
           selected - parsed, judged - selected, stored - judged);
    page_reader_close(&b.reader);
    page_reader_close(&b.nobody);
    store_close(b.store);
    for (size_t i = 0; i < b.n; i++)
        free((void *)b.bodies[i].p);
    free(b.bodies);
    return 0;
}
