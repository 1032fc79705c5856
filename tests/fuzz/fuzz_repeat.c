/* SPDX-License-Identifier: MIT
 * fuzz_repeat: whatever a page is, its posts stand in it, in page order, each
 * with its date. */
#include <stdlib.h>

#include "crawler/markup/page.h"
#include "crawler/markup/repeat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct nodes *posts, const xmlDoc *doc)
{
    for (size_t i = 0; i < posts->n; i++) {
        xmlNode *speech = repeat_speech(posts->all[i]);
        if (posts->all[i]->doc != doc || !repeat_date(posts->all[i]))
            __builtin_trap();
        if (speech && speech->doc != doc)
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct err e;
    struct str bytes = {(const char *)data, size};
    struct str utf8 = charset_to_utf8(NULL, &a, bytes, "utf-8");
    xmlDoc *doc = page_parse(&a, utf8, PAGE_HTML, &e);
    if (doc) {
        struct nodes posts;
        repeat_posts(&a, doc, &posts);
        check(&posts, doc);
        xmlFreeDoc(doc);
    }
    arena_clear(&a);
    return 0;
}
