/* SPDX-License-Identifier: MIT
 *
 * bare: the least a crawler can do with libcurl and libxml2.
 *
 *   bare URLS [fetch]      a file of URLs, one a line
 *
 * Fetches them, 32 at a time, builds the tree of each page with libxml2's
 * HTML parser and takes the text of every post by one XPath; with "fetch" only
 * the first. No robots, no limits, no sandbox, no dates, no store: what Molva
 * costs is told beside it. */
#include <curl/curl.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 32, URL_BYTES = 512, FIRST_BYTES = 65536 };

struct page {
    CURL *curl;
    char *bytes;
    size_t n, cap;
};

struct loop {
    FILE *urls;
    CURLM *multi;
    xmlXPathCompExprPtr posts; /* NULL: fetch only */
    long pages, texts;
    int active;
};

static size_t on_bytes(char *bytes, size_t size, size_t n, void *ctx)
{
    struct page *p = ctx;
    n *= size;
    while (p->n + n > p->cap) {
        p->cap = p->cap ? 2 * p->cap : FIRST_BYTES;
        p->bytes = realloc(p->bytes, p->cap);
        if (!p->bytes)
            abort();
    }
    memcpy(p->bytes + p->n, bytes, n);
    p->n += n;
    return n;
}

static void read_texts(struct loop *l, xmlDocPtr doc)
{
    xmlXPathContextPtr ask = xmlXPathNewContext(doc);
    xmlXPathObjectPtr found = xmlXPathCompiledEval(l->posts, ask);
    for (int i = 0; found && found->nodesetval && i < found->nodesetval->nodeNr;
         i++) {
        xmlChar *text = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        l->texts += text != NULL;
        xmlFree(text);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(ask);
}

static void read_page(struct loop *l, const struct page *p)
{
    l->pages++;
    if (!l->posts)
        return;
    xmlDocPtr doc = htmlReadMemory(p->bytes, (int)p->n, NULL, NULL,
                                   HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                       HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                       HTML_PARSE_COMPACT);
    if (doc)
        read_texts(l, doc);
    xmlFreeDoc(doc);
}

static void next_page(struct loop *l, struct page *p)
{
    char url[URL_BYTES];
    if (!fgets(url, sizeof url, l->urls))
        return;
    url[strcspn(url, "\n")] = '\0';
    p->n = 0;
    curl_easy_setopt(p->curl, CURLOPT_URL, url);
    curl_multi_add_handle(l->multi, p->curl);
    l->active++;
}

static void take_done(struct loop *l)
{
    CURLMsg *m;
    int left;
    while ((m = curl_multi_info_read(l->multi, &left))) {
        struct page *p;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &p);
        curl_multi_remove_handle(l->multi, p->curl);
        l->active--;
        read_page(l, p);
        next_page(l, p);
    }
}

int main(int argc, char **argv)
{
    static struct page pages[AT_ONCE];
    struct loop l = {.multi = curl_multi_init()};
    if (argc < 2 || !(l.urls = fopen(argv[1], "r"))) {
        fprintf(stderr, "usage: bare URLS [fetch]\n");
        return 2;
    }
    if (argc == 2)
        l.posts = xmlXPathCompile(BAD_CAST "//div[@class='content']");
    for (int i = 0; i < AT_ONCE; i++) {
        pages[i].curl = curl_easy_init();
        curl_easy_setopt(pages[i].curl, CURLOPT_WRITEFUNCTION, on_bytes);
        curl_easy_setopt(pages[i].curl, CURLOPT_WRITEDATA, &pages[i]);
        curl_easy_setopt(pages[i].curl, CURLOPT_PRIVATE, &pages[i]);
        curl_easy_setopt(pages[i].curl, CURLOPT_BUFFERSIZE, 65536L);
        next_page(&l, &pages[i]);
    }
    while (l.active) {
        int running;
        curl_multi_perform(l.multi, &running);
        take_done(&l);
        if (l.active)
            curl_multi_poll(l.multi, NULL, 0, 1000, NULL);
    }
    printf("%ld pages, %ld posts\n", l.pages, l.texts);
    return 0;
}
