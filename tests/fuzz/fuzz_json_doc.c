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
    xmlDoc *doc = json_doc_parse(json, &e);
    if (doc)
        write_and_read(doc);
    xmlFreeDoc(doc);
    doc = json_doc_new();
    json_doc_add_loose(doc, json);
    write_and_read(doc);
    xmlFreeDoc(doc);
    return 0;
}
