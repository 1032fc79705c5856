/* SPDX-License-Identifier: MIT
 * fuzz_select: a selector that compiles finds the same nodes by walk and by
 * XPath. */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "crawler/markup/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char PAGE[] =
    "<html><body id='b'><div class='post a' id='p1'><a href='x' class='b'>1"
    "</a><p>t<b>u</b></p><div class='post'><a href='y'>2</a><i></i></div>"
    "</div><ul><li class='a b'>x</li><li>y</li><li>z</li></ul></body></html>";

static void compare(struct selector *s)
{
    static xmlDoc *doc;
    if (!doc)
        doc = htmlReadMemory(PAGE, sizeof PAGE - 1, NULL, NULL, 0);
    struct arena a = {0};
    struct select_page page;
    struct nodes walked, found;
    select_page_init(&page, doc, &a, STR("http://x.example/"));
    select_nodes(&page, s, NULL, &walked);
    select_nodes_xpath(&page, s, NULL, &found);
    if (walked.n != found.n)
        __builtin_trap();
    for (size_t i = 0; i < found.n; i++)
        if (walked.all[i] != found.all[i])
            __builtin_trap();
    select_page_clear(&page);
    arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct err e;
    size_t at;
    if (size > 512 || memchr(data, 0, size))
        return 0;
    struct selector *s = select_new(text, &at, &e);
    if (s)
        compare(s);
    else if (at > size)
        __builtin_trap();
    select_free(s);
    return 0;
}
