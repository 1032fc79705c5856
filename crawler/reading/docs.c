/* SPDX-License-Identifier: MIT
 * docs: a page's bytes to the trees its connector asks. */
#include "crawler/reading/docs.h"

#include "crawler/markup/json_doc.h"
#include "crawler/markup/mail.h"
#include "crawler/markup/table.h"
#include "crawler/markup/xml_arena.h"

/* What a mailbox gives. */
static const struct str BUNDLE = STR("application/x-molva-messages");

/* JSON of the scripts of an HTML page, joined in one tree. */
static xmlDoc *scripts_doc(const struct connector *c, xmlDoc *html,
                           struct arena *a)
{
    struct select_page page;
    struct nodes scripts;
    xmlDoc *json = json_doc_new();
    select_page_init(&page, html, a, (struct str){0});
    for (size_t i = 0; i < c->script.n; i++) {
        if (!select_nodes(&page, c->script.all[i], NULL, &scripts))
            continue;
        for (size_t k = 0; k < scripts.n; k++) {
            xmlChar *text = xmlNodeGetContent(scripts.all[k]);
            if (text)
                json_doc_add_loose(json, str_of((const char *)text));
            xmlFree(text);
        }
    }
    select_page_clear(&page);
    return json;
}

xmlDoc *docs_tree(const struct charsets *charsets,
                  const struct page_bytes *page, enum page_format *looks,
                  struct arena *a, struct err *e)
{
    const char *charset = charset_find(page->body, page->content_type);
    struct str utf8 = charset_to_utf8(charsets, a, page->body, charset);
    *looks = page_sniff(utf8);
    return page_parse(a, utf8, *looks, e);
}

bool docs_for(struct page_docs *docs, const struct connector *c, xmlDoc *tree,
              enum page_format looks, struct arena *a)
{
    bool scripts = looks == PAGE_HTML && !c->formats[PAGE_HTML] &&
                   c->formats[PAGE_JSON_IN_SCRIPT];
    *docs = (struct page_docs){.doc = tree};
    if (scripts) {
        docs->outer = tree;
        docs->doc = scripts_doc(c, tree, a);
    }
    return scripts || c->formats[looks];
}

int64_t docs_told(struct str content_type, struct str name)
{
    int64_t n = 0;
    struct str part;
    while (str_split(&content_type, ';', &part)) {
        part = str_trim(part);
        if (str_starts(part, name) && str_int(str_from(part, name.n), &n))
            return n < 0 ? 0 : n;
    }
    return 0;
}

static xmlDoc *table_tree(const struct charsets *charsets,
                          const struct page_bytes *page, struct arena *a,
                          struct err *e)
{
    const char *charset = charset_find(page->body, page->content_type);
    struct str utf8 = charset_to_utf8(charsets, a, page->body, charset);
    struct table_how how = {
        .map = page->map,
        .head = (size_t)docs_told(page->content_type, STR("head=")),
        .line = (int)docs_told(page->content_type, STR("line=")),
        .most = (double)docs_told(page->content_type, STR("most="))};
    return table_parse(a, utf8, &how, e);
}

bool docs_parse(struct page_docs *docs, const struct connector *c,
                const struct charsets *charsets, const struct page_bytes *page,
                struct arena *a, struct err *e)
{
    enum page_format looks;
    *docs = (struct page_docs){0};
    if (c->formats[PAGE_TABLE] || c->formats[PAGE_MAIL]) {
        docs->doc = c->formats[PAGE_TABLE]
                        ? table_tree(charsets, page, a, e)
                        : mail_parse(charsets, a, page->body,
                                     str_starts(page->content_type, BUNDLE), e);
        return docs->doc != NULL;
    }
    xmlDoc *tree = docs_tree(charsets, page, &looks, a, e);
    /* What the connector does not read is parsed all the same: an API may
     * answer with a captcha in HTML. */
    if (tree)
        docs_for(docs, c, tree, looks, a);
    return tree != NULL;
}

void docs_free(struct page_docs *docs)
{
    if (!xml_arena_in_use()) {
        xmlFreeDoc(docs->doc);
        xmlFreeDoc(docs->outer);
    }
    *docs = (struct page_docs){0};
}
