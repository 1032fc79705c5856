/* SPDX-License-Identifier: MIT
 *
 * fetch: what the tests of the town share: one HTTP request, an open town,
 * and the texts it was made of. */
#ifndef MOLVA_TEST_FETCH_H
#define MOLVA_TEST_FETCH_H

#include <curl/curl.h>
#include <string.h>
#include <time.h>

#include "tests/test.h"
#include "town/site.h"
#include "town/town.h"

enum { SITES = 10 };

struct page {
    CURLcode code;          /* of the transfer */
    long status;            /* of HTTP */
    struct buf body;        /* as it came */
    struct buf head;        /* header lines */
    struct curl_slist *ask; /* request headers */
};

static inline size_t take(char *p, size_t size, size_t n, void *to)
{
    return buf_put(to, p, size * n) ? size * n : 0;
}

/* Redirects are not followed: the tests want to see them. */
static inline void fetch(struct page *g, const char *url, const char *header)
{
    CURL *c = curl_easy_init();
    *g = (struct page){0};
    buf_init(&g->body, CEILING_BODY);
    buf_init(&g->head, CEILING_HEADERS);
    g->ask = header ? curl_slist_append(NULL, header) : NULL;
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, g->ask);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &g->body);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, &g->head);
    curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(c, CURLOPT_TIMEOUT, 20L);
    g->code = curl_easy_perform(c);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &g->status);
    curl_easy_cleanup(c);
}

static inline void page_clear(struct page *g)
{
    curl_slist_free_all(g->ask);
    buf_clear(&g->body);
    buf_clear(&g->head);
}

/* Value of a response header, or the empty str. */
static inline struct str header(const struct page *g, const char *name)
{
    struct str rest = buf_view(&g->head), line;
    while (str_split(&rest, '\n', &line))
        if (str_starts_nocase(line, str_of(name)) && line.n > strlen(name) &&
            line.p[strlen(name)] == ':')
            return str_trim(str_from(line, strlen(name) + 1));
    return STR("");
}

static inline struct town *open_town(int64_t now)
{
    struct err e = {0};
    struct town *t = town_open(&(struct town_setup){.now = now}, &e);
    ck_assert_msg(t != NULL, "%s", e.msg);
    return t;
}

static inline size_t load_sites(struct site *sites, struct arena *a,
                                int64_t now)
{
    struct embedded file;
    struct err e = {0};
    size_t n = 0;
    for (; embed_site(n, &file); n++)
        ck_ok(site_load(&sites[n], a, file.name, file.text, now, &e), e);
    return n;
}

#endif
