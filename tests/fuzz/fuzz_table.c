/* SPDX-License-Identifier: MIT
 * fuzz_table: rows of any bytes, with a map or without; every row says
 * something, and knows its line. */
#include <string.h>

#include "crawler/markup/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e;
    struct arena a = {0};
    struct str text = {(const char *)data, size};
    struct table_how how = {0};
    if (size > 2 && data[0] == 1) { /* the first line is the map */
        text = str_from(text, 1);
        str_split(&text, '\n', &how.map);
    }
    xmlDoc *doc = table_parse(&a, text, &how, &e);
    for (xmlNode *n = doc ? xmlDocGetRootElement(doc)->children : NULL; n;
         n = n->next)
        if (!n->children || !xmlHasProp(n, (const xmlChar *)"line"))
            __builtin_trap();
    if (doc)
        xmlFreeDoc(doc);
    arena_clear(&a);
    return 0;
}
