/* SPDX-License-Identifier: MIT
 * fuzz_json_doc: JSON becomes a tree that can be written as XML and read
 * again; what is nearly JSON never breaks the reader. */
#include <libxml/parser.h>

#include "crawler/markup/json_doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_read(xmlDoc *doc)
{
    xmlChar *text;
    int n;
    xmlDocDumpMemory(doc, &text, &n);
    xmlDoc *again =
        xmlReadMemory((const char *)text, n, NULL, NULL,
                      XML_PARSE_NOERROR | XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!again)
        __builtin_trap();
    xmlFreeDoc(again);
    xmlFree(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e;
    struct str json = {(const char *)data, size};
    xmlDoc *strict = json_doc_parse(json, &e), *loose = json_doc_new();
    size_t read = json_doc_add_loose(loose, json);
    /* Writing and reading again is what costs: not for an empty tree. */
    if (strict)
        write_and_read(strict);
    if (read)
        write_and_read(loose);
    xmlFreeDoc(strict);
    xmlFreeDoc(loose);
    return 0;
}
