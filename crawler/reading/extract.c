/* SPDX-License-Identifier: MIT
 * extract: the fields of posts, by a connector, from a parsed page. */
#include "crawler/reading/extract.h"

#include <string.h>

#include "base/ceiling.h"
#include "base/map.h"
#include "crawler/markup/number.h"
#include "crawler/markup/post_text.h"
#include "crawler/markup/xml_arena.h"
#include "crawler/reading/byline.h"
#include "crawler/reading/encoded.h"
#include "crawler/reading/items.h"
#include "crawler/reading/mail_said.h"
#include "crawler/reading/quoted.h"
#include "crawler/web/url.h"

enum {
    FRAGMENTS_MOST = 4 * CEILING_ITEMS,
    HREF_MOST = 4 * CEILING_URL /* a relative one may shrink */
};

static void find_base(struct extract *x, xmlDoc *doc)
{
    x->base = x->url;
    if (doc->type != XML_HTML_DOCUMENT_NODE)
        return;
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *h = root ? root->children : NULL; h; h = h->next) {
        if (h->type != XML_ELEMENT_NODE ||
            strcmp((const char *)h->name, "head") != 0)
            continue;
        for (const xmlNode *n = h->children; n; n = n->next) {
            struct str href, base;
            if (n->type != XML_ELEMENT_NODE ||
                strcmp((const char *)n->name, "base") != 0)
                continue;
            href = str_trim(node_attribute(n, "href"));
            if (href.n && url_resolve(x->arena, x->url, href, &base))
                x->base = base;
            return;
        }
    }
}

void extract_init(struct extract *x, const struct connector *c,
                  const struct page_docs *docs, struct arena *a, struct str url)
{
    *x = (struct extract){.connector = c, .arena = a, .url = url};
    select_page_init(&x->page, docs->doc, a, url);
    select_page_init(&x->outer, docs->outer, a, url);
    find_base(x, docs->outer ? docs->outer : docs->doc);
    x->cuts.n[CUT_ITEMS] = (int64_t)items_find(c, &x->page, &x->items);
}

xmlNode *extract_parent(const xmlNode *item)
{
    return item->_private;
}

void extract_clear(struct extract *x)
{
    select_page_clear(&x->page);
    select_page_clear(&x->outer);
    for (size_t i = 0; !xml_arena_in_use() && i < x->n_fragments; i++)
        xmlFreeDoc(x->fragments[i]);
    x->n_fragments = 0;
}

/* Nodes below `node` that the connector drops. */
static struct nodes dropped_below(struct extract *x, struct select_page *page,
                                  xmlNode *node)
{
    struct nodes all = {0}, some;
    const struct selectors *drop = &x->connector->drop;
    for (size_t i = 0; i < drop->n; i++) {
        if (!select_nodes(page, drop->all[i], node, &some))
            continue;
        for (size_t k = 0; k < some.n; k++)
            nodes_put(x->arena, &all, some.all[k]);
    }
    return all;
}

/* A string that holds markup, as the text a reader sees. */
static struct str from_markup(struct extract *x, struct str markup, bool lines,
                              struct post_room *room)
{
    bool full = x->n_fragments >= FRAGMENTS_MOST;
    xmlDoc *doc = full ? NULL : page_fragment(markup);
    x->cuts.n[CUT_MARKUP] += full;
    if (!doc || !xmlDocGetRootElement(doc)) {
        xmlFreeDoc(doc);
        return post_tidy(x->arena, markup, room);
    }
    x->fragments = arena_grow(x->arena, x->fragments, x->n_fragments,
                              &x->cap_fragments, sizeof doc);
    x->fragments[x->n_fragments++] = doc;
    struct select_page page;
    select_page_init(&page, doc, x->arena, x->url);
    xmlNode *root = xmlDocGetRootElement(doc);
    struct nodes dropped = {0};
    if (lines)
        dropped = dropped_below(x, &page, root);
    struct str text = lines ? post_text(x->arena, root, &dropped, room)
                            : post_line(x->arena, root, NULL, room);
    select_page_clear(&page);
    return text;
}

/* Text of ours, its line ends made spaces. */
static struct str in_one_line(struct str text)
{
    char *p = (char *)text.p;
    for (size_t i = 0; i < text.n; i++)
        if (p[i] == '\n')
            p[i] = ' ';
    return text;
}

/* The raw string of a node without any tidying, when it has no elements. */
static bool plain_string(struct extract *x, const xmlNode *node,
                         struct str *out)
{
    const xmlNode *first = node->children;
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        *out = str_of((const char *)node->content);
        return true;
    }
    size_t n = 0, total = 0;
    for (const xmlNode *c = first; c; c = c->next, n++) {
        if (c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE)
            return false;
        total += strlen((const char *)c->content);
    }
    *out = n ? str_of((const char *)first->content) : (struct str){0};
    if (n < 2) {
        *out = encoded_text(x->arena, node, *out);
        return true;
    }
    char *p = arena_alloc(x->arena, total + 1);
    *out = (struct str){p, total};
    for (const xmlNode *c = first; c; c = c->next) {
        size_t k = strlen((const char *)c->content);
        memcpy(p, c->content, k);
        p += k;
    }
    *out = encoded_text(x->arena, node, *out);
    return true;
}

static struct str line_within(struct extract *x, const struct selected *v,
                              bool markup, struct post_room *room)
{
    struct str raw = v->text;
    bool plain = !v->node || plain_string(x, v->node, &raw);
    if (!plain)
        return post_line(x->arena, v->node, NULL, room);
    if (markup && v->node && post_has_markup(raw))
        return from_markup(x, raw, false, room);
    return in_one_line(post_tidy(x->arena, raw, room));
}

static struct str value_line(struct extract *x, const struct selected *v,
                             bool markup)
{
    struct post_room room = {.most = CEILING_LINE};
    struct str line = line_within(x, v, markup, &room);
    x->cuts.n[CUT_LINES] += room.cut;
    return line;
}

struct str extract_field(struct extract *x, xmlNode *item, enum field f)
{
    const struct selectors *list = &x->connector->fields[f];
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (!select_value(&x->page, list->all[i], item, &v))
            continue;
        struct str line = value_line(x, &v, x->connector->markup[f]);
        if (line.n)
            return line;
    }
    return (struct str){0};
}

struct str extract_author(struct extract *x, xmlNode *item)
{
    return byline_name(extract_field(x, item, FIELD_AUTHOR));
}

static struct str text_within(struct extract *x, const struct selected *v,
                              bool markup, struct post_room *room)
{
    struct str raw = v->text;
    bool html = x->page.doc->type == XML_HTML_DOCUMENT_NODE;
    bool plain = !v->node || ((!html || v->node->type == XML_ATTRIBUTE_NODE) &&
                              plain_string(x, v->node, &raw));
    if (!plain) {
        struct nodes dropped = dropped_below(x, &x->page, v->node);
        return post_text(x->arena, v->node, &dropped, room);
    }
    if (markup && v->node && post_has_markup(raw))
        return from_markup(x, raw, true, room);
    return post_tidy(x->arena, raw, room);
}

static struct str value_text(struct extract *x, const struct selected *v,
                             bool markup)
{
    struct post_room room = {.most = CEILING_MENTION};
    struct str text = text_within(x, v, markup, &room);
    x->cuts.n[CUT_TEXTS] += room.cut;
    return text;
}

static bool is_mail(const struct extract *x)
{
    return x->connector->formats[PAGE_MAIL];
}

/* What is attached to a message is not stored, but named. */
static struct str with_names(struct extract *x, const xmlNode *item,
                             struct str text)
{
    for (const xmlNode *n = is_mail(x) && item ? item->children : NULL; n;
         n = n->next)
        if (n->type == XML_ELEMENT_NODE && n->children &&
            strcmp((const char *)n->name, "attachment") == 0)
            text = str_printf(x->arena, STR_FMT "%s[%s]", STR_ARG(text),
                              text.n ? "\n" : "", n->children->content);
    return text;
}

struct str extract_text(struct extract *x, xmlNode *item)
{
    const struct selectors *list = &x->connector->fields[FIELD_TEXT];
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (!select_value(&x->page, list->all[i], item, &v))
            continue;
        struct str text = value_text(x, &v, x->connector->markup[FIELD_TEXT]);
        if (text.n && is_mail(x))
            text = mail_said(x->arena, text);
        if (text.n)
            return with_names(x, item, quoted_off(x->arena, text));
    }
    return with_names(x, item, (struct str){0});
}

/* Session ids of guests would make a new post of every visit: sid= of phpBB,
 * s= of vBulletin, PHPSESSID= of SMF, 32 hex digits each. */
static struct str without_session(struct arena *a, struct str url)
{
    static const struct str NAMES[] = {STR("sid="), STR("s="),
                                       STR("PHPSESSID="), STR("phpsessid=")};
    for (size_t at = 0; at < url.n; at++) {
        if (!strchr("?&;", url.p[at]) || !url.p[at])
            continue;
        for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
            struct str rest = str_from(url, at + 1);
            if (!str_eq(str_part(rest, 0, NAMES[i].n), NAMES[i]))
                continue;
            size_t n = 0;
            struct str id = str_from(rest, NAMES[i].n);
            while (n < id.n && !strchr("&;#", id.p[n]))
                n++;
            if (n < 26 || n > 64)
                continue;
            struct str tail = str_from(id, n);
            bool first = url.p[at] == '?';
            if (tail.n && tail.p[0] != '#' && first)
                return str_printf(a, STR_FMT "?" STR_FMT, (int)at, url.p,
                                  STR_ARG(str_from(tail, 1)));
            return str_printf(a, STR_FMT STR_FMT, (int)at, url.p,
                              STR_ARG(tail));
        }
    }
    return url;
}

/* Feeds may say xml:base at any element; HTML has one base for the page. */
static struct str base_of(struct extract *x, const xmlNode *node)
{
    if (!node || x->page.doc->type == XML_HTML_DOCUMENT_NODE)
        return x->base;
    for (const xmlNode *n = node; n && n->type != XML_DOCUMENT_NODE;
         n = n->parent) {
        xmlChar *base =
            n->type == XML_ELEMENT_NODE
                ? xmlGetNsProp(n, (const xmlChar *)"base", XML_XML_NAMESPACE)
                : NULL;
        if (!base)
            continue;
        struct str resolved;
        struct str raw = str_dup(x->arena, str_of((const char *)base));
        xmlFree(base);
        if (url_resolve(x->arena, base_of(x, n->parent), raw, &resolved))
            return resolved;
    }
    return x->base;
}

/* The beginning of it would do: it is an address, but a long one. */
static bool too_long(struct extract *x, struct str href, struct str base)
{
    enum { BEGINNING = 64 };
    struct str ignored;
    return href.n > BEGINNING &&
           url_resolve(x->arena, base, str_part(href, 0, BEGINNING), &ignored);
}

static struct str absolute(struct extract *x, const struct selected *v)
{
    struct post_room room = {.most = HREF_MOST};
    struct str href = line_within(x, v, false, &room), out;
    struct str base = base_of(x, v->node);
    if (!href.n)
        return (struct str){0};
    if (room.cut || !url_resolve(x->arena, base, href, &out)) {
        x->cuts.n[CUT_URLS] += too_long(x, href, base);
        return (struct str){0};
    }
    return without_session(x->arena, out);
}

struct str extract_link(struct extract *x, xmlNode *item, enum field f)
{
    const struct selectors *list = &x->connector->fields[f];
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (!select_value(&x->page, list->all[i], item, &v))
            continue;
        struct str link = absolute(x, &v);
        if (link.n)
            return link;
    }
    return (struct str){0};
}

int64_t extract_count(struct extract *x, xmlNode *item, enum field f)
{
    struct str text = extract_field(x, item, f);
    return text.n ? number_count(text) : -1;
}

double extract_rating(struct extract *x, xmlNode *item)
{
    struct str text = extract_field(x, item, FIELD_RATING);
    if (!text.n)
        return -1;
    struct str best = extract_field(x, item, FIELD_BEST);
    if (!best.n && x->connector->best > 0)
        best = str_printf(x->arena, "%g", x->connector->best);
    return number_rating(text, best);
}

/* Posts that stand in the wrong order of time when the month is (not) first:
 * the way of reading with fewer of them is the right one. */
static int disorder(struct extract *x, bool month_first)
{
    struct date_context c = x->dates;
    bool newest = x->connector->order == ORDER_NEWEST;
    int wrong = 0;
    int64_t before = 0;
    c.month_first = month_first;
    for (size_t i = 0; i < x->items.n; i++) {
        struct date d;
        struct str text = extract_field(x, x->items.all[i], FIELD_DATE_TEXT);
        if (!date_parse(text, &c, &d)) {
            wrong++;
            continue;
        }
        wrong += before && (newest ? d.at > before : d.at < before);
        before = d.at;
    }
    return wrong;
}

void extract_survey(struct extract *x, struct survey *out)
{
    for (size_t i = 0; i < x->items.n && !out->order; i++) {
        struct str text = extract_field(x, x->items.all[i], FIELD_DATE_TEXT);
        out->order = date_order(text);
    }
    out->month = out->order ? 0 : disorder(x, true);
    out->day = out->order ? 0 : disorder(x, false);
}

/* 04-09-2005 is the 4th or the 9th: any date of the page whose day is above
 * 12 decides, then the order of the posts, else the connector. */
static void find_order(struct extract *x)
{
    struct survey s = {0};
    if (x->dates_known)
        return;
    x->dates_known = true;
    x->dates.month_first = x->connector->dates == DATES_MONTH_FIRST;
    extract_survey(x, &s);
    if (s.order || s.month != s.day)
        x->dates.month_first = s.order ? s.order > 0 : s.month < s.day;
}

/* "date_gmt", "created_utc": the site says that its zone is not meant. */
static bool is_named_utc(const xmlNode *node)
{
    struct str name =
        str_of(node && node->name ? (const char *)node->name : "");
    return str_ends(name, STR("_gmt")) || str_ends(name, STR("_utc"));
}

/* A feed, or XML of an interface: no page, no JSON. */
static bool is_xml(const struct extract *x)
{
    const xmlNode *root = xmlDocGetRootElement(x->page.doc);
    return x->page.doc->type == XML_DOCUMENT_NODE && root &&
           strcmp((const char *)root->name, "json") != 0;
}

void extract_place(struct extract *x, struct str place)
{
    struct str base;
    if (place.n && is_xml(x) && url_resolve(x->arena, x->url, place, &base) &&
        url_same_domain(x->arena, base, x->url))
        x->base = base;
}

static bool date_of(struct extract *x, xmlNode *item, enum field f,
                    struct date *out, struct str *raw)
{
    const struct selectors *list = &x->connector->fields[f];
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (!select_value(&x->page, list->all[i], item, &v))
            continue;
        struct str text = value_line(x, &v, false);
        if (text.n && !raw->n)
            *raw = text;
        struct date_context c = x->dates;
        if (is_named_utc(v.node))
            c.zone = NULL;
        c.iso_short = f == FIELD_DATE && is_xml(x);
        if (date_parse(text, &c, out)) {
            *raw = text;
            return true;
        }
    }
    return false;
}

bool extract_date(struct extract *x, xmlNode *item, struct date *out,
                  struct str *raw)
{
    *raw = (struct str){0};
    if (date_of(x, item, FIELD_DATE, out, raw))
        return true;
    find_order(x);
    return date_of(x, item, FIELD_DATE_TEXT, out, raw);
}

/* Asked of the page, then of the HTML page its JSON stood in. */
static bool page_value(struct extract *x, const struct selector *s,
                       struct selected *v)
{
    return select_value(&x->page, s, NULL, v) ||
           (x->outer.doc && select_value(&x->outer, s, NULL, v));
}

struct str extract_page_link(struct extract *x, const struct selectors *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (!page_value(x, list->all[i], &v))
            continue;
        struct str link = absolute(x, &v);
        if (link.n)
            return link;
    }
    return (struct str){0};
}

/* The first link that one of the selectors gives, seen from a node. */
static struct str link_of(struct extract *x, xmlNode *node,
                          const struct selectors *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        struct str link = {0};
        if (select_value(&x->page, list->all[i], node, &v))
            link = absolute(x, &v);
        if (link.n)
            return link;
    }
    return (struct str){0};
}

size_t extract_links(struct extract *x, const struct selectors *list,
                     struct str **out, size_t most)
{
    struct nodes found;
    struct map seen;
    size_t n = 0, cap = 0;
    *out = NULL;
    map_init(&seen);
    if (select_any(&x->page, list, NULL, &found)) {
        for (size_t i = 0; i < found.n; i++) {
            struct selected v = {.node = found.all[i]};
            struct str link = absolute(x, &v);
            if (!link.n || map_get(&seen, link))
                continue;
            if (n == most) {
                x->cuts.n[CUT_LINKS]++;
                continue;
            }
            *out = arena_grow(x->arena, *out, n, &cap, sizeof link);
            (*out)[n++] = link;
            map_put(&seen, link, found.all[i]);
        }
    }
    map_clear(&seen);
    return n;
}

size_t extract_more(struct extract *x, struct str **out)
{
    const struct connector *c = x->connector;
    struct nodes found;
    struct map seen;
    size_t n = 0, cap = 0;
    *out = NULL;
    if (!select_any(&x->page, &c->more, NULL, &found))
        return 0;
    map_init(&seen);
    for (size_t i = 0; i < found.n; i++) {
        struct str link = link_of(x, found.all[i], &c->more_link);
        if (!link.n || n == CEILING_LINKS) {
            x->cuts.n[CUT_MORE]++;
        } else if (!map_get(&seen, link)) {
            *out = arena_grow(x->arena, *out, n, &cap, sizeof link);
            (*out)[n++] = link;
            map_put(&seen, link, found.all[i]);
        }
    }
    map_clear(&seen);
    return n;
}

bool extract_has(struct extract *x, const struct selectors *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (page_value(x, list->all[i], &v))
            return true;
    }
    return false;
}

struct str extract_said(struct extract *x, const struct selectors *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct selected v;
        if (!page_value(x, list->all[i], &v))
            continue;
        struct str line = value_line(x, &v, false);
        if (line.n)
            return line;
    }
    return (struct str){0};
}
