/* SPDX-License-Identifier: MIT
 * bench_html FILE...: megabytes a CPU second of the two ways from a page to a
 * tree, beside libxml2 alone. Rounds are interleaved, medians printed. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/mem.h"
#include "crawler/markup/charset.h"
#include "crawler/markup/html_plain.h"
#include "crawler/markup/html_tree.h"
#include "crawler/markup/xml_arena.h"

enum { ROUNDS = 21, PAGES_MOST = 1000 };

static struct str pages[PAGES_MOST];
static size_t n_pages, n_bytes, refused;

static void by_tree(struct str page)
{
    struct err e;
    xmlDoc *doc;
    refused += !html_tree_parse(page, &doc, &e) || !doc;
}

static void by_plain(struct str page)
{
    struct err e;
    xmlDoc *doc;
    if (!html_plain_parse(page, &doc, &e))
        return;
}

static void by_libxml2(struct str page)
{
    htmlReadMemory(page.p, (int)page.n, NULL, "UTF-8",
                   HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                       HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                       HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
}

static const struct {
    const char *name;
    void (*parse)(struct str page);
} WAYS[] = {{"html_tree", by_tree},
            {"html_plain, libxml2", by_plain},
            {"libxml2 alone", by_libxml2}};
enum { N_WAYS = sizeof WAYS / sizeof *WAYS };

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double one_round(size_t way)
{
    double began = cpu_seconds();
    for (size_t i = 0; i < n_pages; i++) {
        WAYS[way].parse(pages[i]);
        xml_arena_reset();
    }
    return cpu_seconds() - began;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void load(const struct charsets *charsets, struct arena *a,
                 const char *path)
{
    struct buf body;
    struct err e;
    buf_init(&body, 1 << 24);
    if (n_pages == PAGES_MOST || !buf_read_file(&body, path, &e))
        return;
    struct str page = buf_view(&body);
    page =
        charset_to_utf8(charsets, a, page, charset_find(page, (struct str){0}));
    pages[n_pages] = str_dup(a, page);
    n_bytes += pages[n_pages++].n;
    buf_clear(&body);
}

int main(int argc, char **argv)
{
    double seconds[N_WAYS][ROUNDS];
    struct arena a;
    struct charsets *charsets = charsets_new();
    xml_arena_use();
    arena_init(&a);
    for (int i = 1; i < argc; i++)
        load(charsets, &a, argv[i]);
    for (size_t r = 0; r < ROUNDS; r++)
        for (size_t w = 0; w < N_WAYS; w++)
            seconds[w][r] = one_round(w);
    printf("%zu pages, %zu bytes, %zu refused\n", n_pages, n_bytes,
           refused / ROUNDS);
    for (size_t w = 0; w < N_WAYS; w++) {
        qsort(seconds[w], ROUNDS, sizeof **seconds, compare);
        printf("%-20s %6.0f MB/s\n", WAYS[w].name,
               (double)n_bytes / seconds[w][ROUNDS / 2] / 1e6);
    }
    arena_clear(&a);
    charsets_free(charsets);
    return 0;
}
