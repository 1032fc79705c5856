/* SPDX-License-Identifier: MIT
 *
 * read: a store of this test alone, and a report of it read back as XML. */
#ifndef MOLVA_TESTS_REPORT_READ_H
#define MOLVA_TESTS_REPORT_READ_H

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "report/report.h"
#include "tests/place.h"
#include "tests/report/fill.h"

static const int64_t END_OF_MONTH = FILL_DAYS * FILL_DAY;

static inline struct report_setup setup_of(const char *lang)
{
    return (struct report_setup){
        .from = FILL_FROM,
        .to = FILL_FROM + END_OF_MONTH,
        .now = FILL_FROM + END_OF_MONTH + 3600,
        .zone = FILL_ZONE,
        .lang = str_of(lang),
        .company = STR("Вектор & Ко"),
    };
}

/* A store of this process alone: the same tests run in two builds at once. */
static const char *store_path(void)
{
    static char path[128];
    snprintf(path, sizeof path, "/tmp/molva-test-%ld-report.db",
             (long)getpid());
    return path;
}

static inline void remove_store(void)
{
    place_remove(store_path());
}

static inline struct store *new_store(void)
{
    struct err e = {0};
    remove_store();
    struct store *s = place_open(store_path(), &e);
    if (!s)
        ck_abort_msg("%s", e.msg);
    return s;
}

/* A page parsed as strictly as XML can be. */
struct page {
    struct buf text;
    xmlDocPtr doc;
    xmlXPathContextPtr ask;
};

static inline void page_open(struct page *p, struct store *s,
                             const struct report_setup *setup)
{
    struct err e = {0};
    buf_init(&p->text, CEILING_PAGE_OUT);
    ck_ok(report_html(s, setup, &p->text, &e), e);
    p->doc = xmlReadMemory(p->text.p, (int)p->text.n, "report", NULL,
                           XML_PARSE_NONET | XML_PARSE_NOENT);
    ck_assert_msg(p->doc != NULL, "the page is not well-formed");
    p->ask = xmlXPathNewContext(p->doc);
}

static inline void page_close(struct page *p)
{
    xmlXPathFreeContext(p->ask);
    xmlFreeDoc(p->doc);
    buf_clear(&p->text);
}

static inline int64_t number(struct page *p, const char *xpath)
{
    xmlXPathObjectPtr r = xmlXPathEval((const xmlChar *)xpath, p->ask);
    ck_assert_msg(r != NULL, "%s", xpath);
    double v = xmlXPathCastToNumber(r);
    xmlXPathFreeObject(r);
    ck_assert_msg(v >= 0, "%s is no number", xpath);
    return (int64_t)v;
}

#endif
