/* SPDX-License-Identifier: MIT
 * town walk: every site is walked as a crawler would, by its markup only, and
 * each page is read by the site's connector; what came is compared with the
 * texts the town was made of. */
#include <json-c/json.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include "crawler/reading/reading.h"
#include "tests/town/fetch.h"

enum { PAGES = 40 };

/* How the posts and the next page of each kind are found. */
struct rule {
    const char *engine, *item, *next, *threads;
};

#define CLASS(x) "contains(concat(' ',@class,' '),' " x " ')"

static const struct rule RULES[] = {
    {"phpbb", "//div[" CLASS("post") "]", "//a[@rel='next']/@href",
     "//a[" CLASS("topictitle") "]/@href"},
    {"xenforo2", "//article[" CLASS("message--post") "]",
     "//link[@rel='next']/@href",
     "//div[" CLASS("structItem-title") "]/a/@href"},
    {"jsonld", "//article[@class='opinion']", "//link[@rel='next']/@href", ""},
    {"microdata", "//*[@itemprop='review']", "//link[@rel='next']/@href", ""},
    {"rss", "/rss/channel/item", "", ""},
    {"atom", "//*[local-name()='entry']",
     "//*[local-name()='link' and @rel='next']/@href", ""},
    {"mastodon", "", "", ""},
    {"telegram", "//div[" CLASS("tgme_widget_message") " and @data-post]",
     "//a[@data-before]/@href", ""},
    {"wordpress", "//li[" CLASS("comment") "]",
     "//div[" CLASS("nav-next") "]/a/@href", ""},
    {"captcha", "//li", "", ""},
};

static const struct rule *rule_of(const struct site *s)
{
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
        if (str_eqz(s->engine, RULES[i].engine))
            return &RULES[i];
    ck_abort_msg("no rule for " STR_FMT, STR_ARG(s->engine));
}

/* A walk over one site: pages to see, pages seen, posts and their text. */
struct walk {
    const struct site *site; /* as loaded again, for comparing */
    const struct rule *rule; /* how its pages are read */
    struct arena *a;         /* of the urls */
    struct str urls[PAGES];  /* n of them, seen below `at` */
    size_t n, at;
    long posts;       /* found */
    struct buf text;  /* of all pages, entities resolved */
    struct buf read;  /* what the connector found, JSON lines */
    const char *file; /* where a page lies for the connector */
};

/* Absolute, without a fragment and without the session id. */
static struct str clean_url(struct walk *w, struct str base, struct str href)
{
    struct str rest = href, bare;
    if (!str_split(&rest, '#', &bare))
        return base;
    ptrdiff_t sid = str_find(bare, STR("&sid="));
    bare = sid < 0 ? bare : str_part(bare, 0, (size_t)sid);
    if (str_starts(bare, STR("http://")))
        return str_dup(w->a, bare);
    bare = str_starts(bare, STR("./")) ? str_from(bare, 1) : bare;
    return str_printf(w->a, STR_FMT STR_FMT, STR_ARG(base), STR_ARG(bare));
}

static void walk_add(struct walk *w, struct str url)
{
    if (w->site->robots.n && str_find(url, STR("t=366")) >= 0)
        return;
    for (size_t i = 0; i < w->n; i++)
        if (str_eq(w->urls[i], url))
            return;
    ck_assert_msg(w->n < PAGES, "the site has no end");
    w->urls[w->n++] = url;
}

static struct str base_of(struct str url)
{
    ptrdiff_t slash = str_find_char(str_from(url, sizeof "http://" - 1), '/');
    return str_part(url, 0, sizeof "http://" - 1 + (size_t)slash);
}

static void walk_links(struct walk *w, xmlXPathContext *x, const char *path)
{
    xmlXPathObject *found =
        *path ? xmlXPathEval((const xmlChar *)path, x) : NULL;
    for (int i = 0; found && found->nodesetval && i < found->nodesetval->nodeNr;
         i++) {
        xmlChar *href = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        walk_add(w,
                 clean_url(w, base_of(w->urls[0]), str_of((const char *)href)));
        xmlFree(href);
    }
    xmlXPathFreeObject(found);
}

static long count(xmlXPathContext *x, const char *path)
{
    xmlXPathObject *o = xmlXPathEval((const xmlChar *)path, x);
    long n = o && o->nodesetval ? o->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(o);
    return n;
}

static void put_text(struct buf *out, xmlDoc *doc)
{
    xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(doc));
    buf_z(out, (const char *)text);
    buf_char(out, '\n');
    xmlFree(text);
}

static void put_html(struct buf *out, struct str html)
{
    xmlDoc *doc = htmlReadMemory(html.p, (int)html.n, "", "UTF-8",
                                 HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    if (doc)
        put_text(out, doc);
    xmlFreeDoc(doc);
}

static void read_markup(struct walk *w, const struct page *g, bool xml)
{
    int n = (int)g->body.n, quiet = XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    xmlDoc *doc = xml ? xmlReadMemory(g->body.p, n, "", NULL, quiet)
                      : htmlReadMemory(g->body.p, n, "", NULL, quiet);
    ck_assert_msg(doc != NULL, "a page does not parse");
    xmlXPathContext *x = xmlXPathNewContext(doc);
    w->posts += count(x, w->rule->item);
    walk_links(w, x, w->rule->next);
    walk_links(w, x, w->rule->threads);
    size_t from = w->text.n;
    put_text(&w->text, doc);
    if (xml) /* articles are markup inside of text */
        put_html(&w->text, str_dup(w->a, str_from(buf_view(&w->text), from)));
    xmlXPathFreeContext(x);
    xmlFreeDoc(doc);
}

static void read_json(struct walk *w, const struct page *g)
{
    struct json_object *list = json_tokener_parse(g->body.p), *content;
    ck_assert(json_object_is_type(list, json_type_array));
    size_t n = json_object_array_length(list);
    for (size_t i = 0; i < n; i++) {
        struct json_object *status = json_object_array_get_idx(list, i);
        ck_assert(json_object_object_get_ex(status, "content", &content));
        put_html(&w->text, str_of(json_object_get_string(content)));
        w->posts++;
    }
    json_object_put(list);
    struct str link = header(g, "Link");
    ptrdiff_t next = str_find(link, STR(">; rel=\"next\""));
    if (next > 0)
        walk_add(w, str_dup(w->a, str_part(link, 1, (size_t)next - 1)));
}

/* The page once more, through the connector and the reader. A captcha must be
 * told from a page without posts. */
static void read_by_connector(struct walk *w, const struct page *g,
                              const char *url)
{
    struct err e = {0};
    FILE *f = fopen(w->file, "wb");
    ck_assert(f && fwrite(g->body.p, 1, g->body.n, f) == g->body.n);
    ck_assert_int_eq(fclose(f), 0);
    bool ok = reading_file("rules/connectors", str_z(w->a, w->site->kind),
                           w->file, str_of(url), w->site->now, &w->read, &e);
    if (w->site->odd == ODD_CAPTCHA)
        ck_assert_msg(!ok && strstr(e.msg, "captcha"), "%s", e.msg);
    else
        ck_assert_msg(ok, "%s: %s", url, e.msg);
}

/* A failure is tried again, as its Retry-After says; a broken page is left. */
static void walk_page(struct walk *w)
{
    struct page g;
    const char *url = str_z(w->a, w->urls[w->at++]);
    fetch(&g, url, NULL);
    if (g.status == 503) {
        page_clear(&g);
        fetch(&g, url, NULL);
    }
    if (g.status == 301)
        walk_add(w, str_dup(w->a, header(&g, "Location")));
    else if (g.code == CURLE_OK) {
        ck_assert_msg(g.status == 200, "%s: %ld", url, g.status);
        if (str_starts(header(&g, "Content-Type"), STR("application/json")))
            read_json(w, &g);
        else
            read_markup(
                w, &g,
                str_starts(header(&g, "Content-Type"), STR("application/")));
        read_by_connector(w, &g, url);
    }
    page_clear(&g);
}

static void walk_site(struct walk *w, const struct town_source *source,
                      struct site *site, struct arena *a)
{
    *w = (struct walk){.site = site, .rule = rule_of(site), .a = a};
    buf_init(&w->text, CEILING_PAGE_OUT);
    buf_init(&w->read, CEILING_PAGE_OUT);
    w->file = str_printf(a, "/tmp/molva-town-page.%d", (int)getpid()).p;
    walk_add(w, str_of(source->url));
    while (w->at < w->n)
        walk_page(w);
}

/* Posts that an honest crawler cannot find. */
static bool is_hidden(const struct site *s, const struct post *p)
{
    return (p->second && !s->second) || p->thread->odd == ODD_FORBIDDEN ||
           p->thread->odd == ODD_BREAKS;
}

static void compare(const struct walk *w)
{
    const struct site *s = w->site;
    struct str all = buf_view(&w->text), line;
    long wanted = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct post *p = s->posts[i];
        if (is_hidden(s, p))
            continue;
        wanted++;
        for (struct str rest = site_text(s, p); str_split(&rest, '\n', &line);)
            ck_assert_msg(str_find(all, str_trim(line)) >= 0,
                          STR_FMT " does not serve: " STR_FMT, STR_ARG(s->name),
                          STR_ARG(line));
    }
    ck_assert_msg(w->posts == wanted, STR_FMT " serves %ld posts of %ld",
                  STR_ARG(s->name), w->posts, wanted);
}

/* White space of any kind and number is one space. */
static struct str squashed(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = strchr(" \t\r\n", s.p[i]) != NULL;
        if (!space || (n && p[n - 1] != ' '))
            p[n++] = space ? ' ' : s.p[i];
    }
    return str_trim((struct str){p, n});
}

static struct str member(struct json_object *o, const char *key)
{
    struct json_object *v;
    return json_object_object_get_ex(o, key, &v)
               ? str_of(json_object_get_string(v))
               : STR("");
}

/* What the connector must have found out about a post. A file is read without
 * a zone, so dates that name none come out by the site's hours later. */
static void compare_post(const struct walk *w, const struct post *p,
                         struct json_object *got)
{
    const struct site *s = w->site;
    const struct author *who = site_author(s, p->author);
    int64_t later = str_eqz(s->kind, "microdata") ? s->offset * 3600 : 0;
    struct buf at;
    buf_init(&at, 64);
    date_rfc3339(&at, p->at + later, NULL);
    const struct {
        const char *kind, *key;
        struct str wanted;
    } rows[] = {
        {"", "published", buf_view(&at)},
        {"", "author", p->author},
        {"phpbb", "author_posts", str_printf(w->a, "%ld", (long)who->posts)},
        {"mastodon", "followers",
         str_printf(w->a, "%ld", (long)who->followers)},
        {"mastodon", "likes", str_printf(w->a, "%ld", (long)p->likes)},
        {"jsonld", "rating", str_printf(w->a, "%.15g", (double)p->rating / 5)},
        {"microdata", "rating",
         str_printf(w->a, "%.15g", (double)p->rating / 5)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str found = member(got, rows[i].key);
        if (*rows[i].kind && !str_eqz(s->kind, rows[i].kind))
            continue;
        ck_assert_msg(str_eq(rows[i].wanted, found),
                      STR_FMT ": %s is '" STR_FMT "', not '" STR_FMT
                              "' in: " STR_FMT,
                      STR_ARG(s->name), rows[i].key, STR_ARG(found),
                      STR_ARG(rows[i].wanted), STR_ARG(p->text));
    }
    buf_clear(&at);
}

/* Each post must have been read once, with this very text. */
static void compare_reading(const struct walk *w)
{
    const struct site *s = w->site;
    struct json_object *got[512];
    size_t n = 0, wanted = 0;
    struct str rest = buf_view(&w->read), line;
    while (n < 512 && str_split(&rest, '\n', &line))
        if (line.n)
            got[n++] = json_tokener_parse(str_z(w->a, line));
    for (size_t i = 0; i < s->n; i++) {
        const struct post *p = s->posts[i];
        if (is_hidden(s, p))
            continue;
        struct str text = squashed(w->a, site_text(s, p));
        size_t k = 0;
        while (k < n && !str_eq(squashed(w->a, member(got[k], "text")), text))
            k++;
        ck_assert_msg(k < n, STR_FMT ": not read: " STR_FMT, STR_ARG(s->name),
                      STR_ARG(text));
        compare_post(w, p, got[k]);
        wanted++;
    }
    ck_assert_msg(n == wanted, STR_FMT ": %zu posts read of %zu",
                  STR_ARG(s->name), n, wanted);
    while (n > 0)
        json_object_put(got[--n]);
}

static bool answerable(const struct post *p, int64_t now)
{
    return p->brand.n && !str_eqz(p->type, "neutral") &&
           !str_eqz(p->type, "rant") && now - p->at < 21 * 86400;
}

TEST(serves_every_post_on_both_days)
{
    struct arena a = {0};
    struct err e = {0};
    struct site sites[SITES];
    struct town_tally tally;
    int64_t now = time(NULL);
    struct town *t = open_town(now);
    size_t n, loaded = load_sites(sites, &a, now);
    const struct town_source *sources = town_sources(t, &n);
    ck_assert_uint_eq(n, loaded);
    for (int day = 1; day <= 2; day++) {
        for (size_t i = 0; i < n; i++) {
            struct walk w;
            walk_site(&w, &sources[i], &sites[i], &a);
            compare(&w);
            compare_reading(&w);
            unlink(w.file);
            buf_clear(&w.text);
            buf_clear(&w.read);
            site_turn(&sites[i], now);
        }
        ck_ok(town_tally(t, &tally, &e), e);
        ck_assert_int_eq(tally.slow, day);
        ck_assert_int_eq(tally.failed, day + 1);
        ck_assert_int_eq(tally.forbidden + tally.crowded, 0);
        ck_ok(town_turn(t, &e), e);
    }
    town_close(t);
    arena_clear(&a);
}
END

TEST(texts_are_enough)
{
    static const char *const TYPES[] = {"broken",   "overcharged", "offended",
                                        "rant",     "justified",   "praise",
                                        "question", "neutral"};
    struct arena a = {0};
    struct site sites[SITES];
    int64_t now = time(NULL);
    size_t n = load_sites(sites, &a, now), posts = 0, wait = 0, seen[8] = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sites[i].n; k++) {
            const struct post *p = sites[i].posts[k];
            size_t type = 0;
            while (type < 8 && !str_eqz(p->type, TYPES[type]))
                type++;
            ck_assert_msg(type < 8, "type " STR_FMT, STR_ARG(p->type));
            ck_assert(!p->brand.n || str_eqz(p->brand, "Вьюга") ||
                      str_eqz(p->brand, "Морошка"));
            ck_assert(p->second ? now - p->at <= 300 : now - p->at >= 600);
            seen[type]++;
            posts++;
            wait += answerable(p, now);
        }
    ck_assert_msg(posts >= 250, "%zu posts", posts);
    ck_assert_msg(wait > 150, "%zu can be answered", wait);
    for (size_t i = 0; i < 8; i++)
        ck_assert_msg(seen[i] >= 10, "%zu of %s", seen[i], TYPES[i]);
    arena_clear(&a);
}
END

TEST(bad_texts_are_refused)
{
    static const struct {
        const char *posts, *says;
    } rows[] = {
        {"{author: B, when: -1d 10:00, type: broken, text: x}",
         "author is not in"},
        {"{author: A, when: yesterday, type: broken, text: x}", "when: -3d"},
        {"{author: A, when: -2m, type: broken, text: x}", "second day"},
        {"{author: A, when: -2d 10:00, type: broken, second: yes, text: x}",
         "second day"},
        {"{author: A, when: -2d 10:00, type: broken, txt: x}", "txt"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct site s;
        struct str text =
            str_printf(&a,
                       "name: n\nkind: phpbb\naddress: 9\nstart: /\n"
                       "authors: [{name: A}]\nthreads:\n- posts:\n  - %s\n",
                       rows[i].posts);
        ck_assert(!site_load(&s, &a, "t.yaml", text, time(NULL), &e));
        ck_assert_msg(strstr(e.msg, rows[i].says) && strstr(e.msg, "t.yaml:8:"),
                      "%s", e.msg);
        arena_clear(&a);
    }
}
END

TEST_MAIN("town walk", serves_every_post_on_both_days, texts_are_enough,
          bad_texts_are_refused)
