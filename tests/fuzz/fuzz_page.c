/* SPDX-License-Identifier: MIT
 * fuzz_page: any bytes, read by a connector chosen by the first of them, give
 * posts of valid UTF-8. */
#include "crawler/markup/prose.h"
#include "crawler/reading/docs.h"
#include "crawler/reading/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_items(struct extract *x)
{
    for (size_t i = 0; i < x->items.n && i < 3; i++) {
        struct date d;
        struct str raw;
        xmlNode *item = x->items.all[i];
        if (!str_utf8_valid(extract_text(x, item)))
            __builtin_trap();
        for (int f = 0; f < FIELD_COUNT; f++)
            if (!str_utf8_valid(extract_field(x, item, (enum field)f)))
                __builtin_trap();
        extract_date(x, item, &d, &raw);
        extract_link(x, item, FIELD_PERMALINK);
        double rating = extract_rating(x, item);
        if (rating != -1 && !(rating >= 0 && rating <= 1))
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct connectors *all;
    static struct charsets *charsets;
    struct err e;
    static size_t n;
    if (!all) {
        all = connectors_load("rules/connectors", &e);
        while (all && connectors_at(all, n))
            n++;
    }
    if (!charsets)
        charsets = charsets_new();
    if (!n || size < 2)
        return 0;
    const struct connector *c = connectors_at(all, data[0] % n);
    if (!c)
        return 0;
    struct arena a = {0};
    struct page_docs docs;
    struct page_bytes page = {.body = {(const char *)data + 1, size - 1}};
    if (docs_parse(&docs, c, charsets, &page, &a, &e)) {
        struct extract x;
        struct str *links;
        extract_init(&x, c, &docs, &a, STR("https://x.example/a/b?c=d"));
        x.dates.now = 1790000000;
        read_items(&x);
        xmlNode *prose = prose_find(x.page.doc);
        if (prose && !str_utf8_valid(extract_text(&x, prose)))
            __builtin_trap();
        extract_page_link(&x, &c->next);
        extract_links(&x, &c->links, &links, 100);
        extract_clear(&x);
        docs_free(&docs);
    }
    arena_clear(&a);
    return 0;
}
