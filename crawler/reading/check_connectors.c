/* SPDX-License-Identifier: MIT
 * check_connectors: every connector on the pages it says it can read. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"
#include "crawler/reading/extract.h"
#include "crawler/reading/reading.h"

enum { NOW = 1790000000 }; /* "yesterday" on a fixture is always the same day */

struct check {
    const struct connector *connector;
    const struct expectation *expect;
    const char *folder; /* of the connectors */
    struct arena *arena;
    struct buf *out; /* findings */
    int faults;
};

static void fault(struct check *c, const char *what, struct str wanted,
                  struct str got)
{
    buf_printf(c->out,
               "%s: %s on " STR_FMT ": expected \"" STR_FMT
               "\", found \"" STR_FMT "\"\n",
               c->connector->file.name, what, STR_ARG(c->expect->page),
               STR_ARG(wanted), STR_ARG(got));
    c->faults++;
}

static struct str number_text(struct check *c, int64_t n)
{
    return str_printf(c->arena, "%" PRId64, n);
}

static struct str date_text(struct check *c, struct extract *x, xmlNode *item)
{
    struct date d;
    struct str raw;
    struct buf text;
    if (!extract_date(x, item, &d, &raw))
        return str_printf(c->arena, "no date in '" STR_FMT "'", STR_ARG(raw));
    buf_init(&text, 64);
    date_rfc3339(&text, d.at, NULL);
    struct str s = str_dup(c->arena, buf_view(&text));
    buf_clear(&text);
    return s;
}

/* A field as `expect:` writes it: dates in UTC, links whole, counts and
 * ratings as numbers, the rest as the page shows it. */
static struct str field_value(struct check *c, struct extract *x, xmlNode *item,
                              enum field f)
{
    switch (f) {
    case FIELD_TEXT:
        return extract_text(x, item);
    case FIELD_AUTHOR:
        return extract_author(x, item);
    case FIELD_DATE:
        return date_text(c, x, item);
    case FIELD_THREAD_TITLE: {
        struct str own = extract_field(x, item, f);
        return own.n ? own : extract_field(x, NULL, f);
    }
    case FIELD_RATING:
        return str_printf(c->arena, "%.4g", extract_rating(x, item));
    case FIELD_PERMALINK:
    case FIELD_AUTHOR_URL:
    case FIELD_THREAD_URL:
        return extract_link(x, item, f);
    case FIELD_LIKES:
    case FIELD_REPLIES:
    case FIELD_REACH:
    case FIELD_FOLLOWERS:
    case FIELD_AUTHOR_POSTS:
        return number_text(c, extract_count(x, item, f));
    default:
        return extract_field(x, item, f);
    }
}

static void check_fields(struct check *c, struct extract *x, xmlNode *item,
                         const struct yaml_node *fields)
{
    for (const struct yaml_node *n = fields ? fields->children : NULL; n;
         n = n->next) {
        for (int f = 0; f < FIELD_COUNT; f++) {
            if (!str_eqz(n->key->value, field_names[f]))
                continue;
            struct str got = field_value(c, x, item, (enum field)f);
            if (!str_eq(got, n->value))
                fault(c, field_names[f], n->value, got);
        }
    }
}

static void check_link(struct check *c, struct extract *x, const char *name,
                       const struct selectors *list, struct str wanted)
{
    if (!wanted.n)
        return;
    struct str got = extract_page_link(x, list);
    if (str_eqz(wanted, "none") ? got.n > 0 : !str_eq(got, wanted))
        fault(c, name, wanted, got);
}

static void check_page(struct check *c, struct extract *x)
{
    const struct expectation *e = c->expect;
    const struct connector *k = c->connector;
    size_t n = x->items.n;
    if ((int64_t)n != e->items)
        fault(c, "items", number_text(c, e->items), number_text(c, (int64_t)n));
    if (n) {
        check_fields(c, x, x->items.all[0], e->first);
        check_fields(c, x, x->items.all[n - 1], e->final);
    }
    check_link(c, x, "next", &k->next, e->next);
    check_link(c, x, "prev", &k->prev, e->prev);
    check_link(c, x, "last", &k->last, e->last);
    struct str *links;
    int64_t found = (int64_t)extract_links(x, &k->links, &links, CEILING_LINKS);
    if (e->links && e->links != found)
        fault(c, "links", number_text(c, e->links), number_text(c, found));
    if (k->recognise.n && !extract_has(x, &k->recognise))
        fault(c, "recognise", STR("a match"), STR("none"));
}

/* A page is named from where the command runs, or from beside rules/, so that
 * an installed Molva and one run from elsewhere find those that came along. */
static const char *page_path(struct check *c)
{
    const char *path = str_z(c->arena, c->expect->page);
    if (access(path, R_OK) == 0)
        return path;
    const char *beside = str_printf(c->arena, "%s/../../%s", c->folder, path).p;
    return access(beside, R_OK) == 0 ? beside : path;
}

static void check_one(struct check *c, const struct charsets *charsets)
{
    struct err e = {0};
    struct buf body;
    struct page_docs docs;
    buf_init(&body, CEILING_BODY);
    bool ok = buf_read_file(&body, page_path(c), &e);
    struct page_bytes page = {buf_view(&body), c->expect->content_type, {0}};
    if (ok && docs_parse(&docs, c->connector, charsets, &page, c->arena, &e)) {
        struct extract x;
        extract_init(&x, c->connector, &docs, c->arena, c->expect->url);
        x.dates.now = NOW;
        check_page(c, &x);
        extract_clear(&x);
        docs_free(&docs);
    } else {
        fault(c, "the page", STR("readable"), str_of(e.msg));
    }
    buf_clear(&body);
}

int reading_check(const char *folder, struct buf *out)
{
    struct err e = {0};
    struct arena a = {0};
    int faults = 0, pages = 0;
    struct connectors *all = connectors_load(folder, &e);
    if (!all) {
        buf_printf(out, "%s\n", e.msg);
        return 1;
    }
    struct charsets *charsets = charsets_new();
    const struct connector *c;
    size_t kinds = 0;
    for (; (c = connectors_at(all, kinds)); kinds++) {
        for (size_t i = 0; i < c->n_expect; i++, pages++) {
            struct check check = {.connector = c,
                                  .expect = &c->expect[i],
                                  .folder = folder,
                                  .arena = &a,
                                  .out = out};
            check_one(&check, charsets);
            faults += check.faults;
            arena_reset(&a);
        }
        if (!c->n_expect) {
            buf_printf(out, "%s: there is no 'expect': no page proves it\n",
                       c->file.name);
            faults++;
        }
    }
    buf_printf(out, "%zu kinds read %d pages, %d faults\n", kinds, pages,
               faults);
    charsets_free(charsets);
    connectors_free(all);
    arena_clear(&a);
    return faults;
}
