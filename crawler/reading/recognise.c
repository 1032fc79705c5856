/* SPDX-License-Identifier: MIT
 * recognise: which kind of page this is. */
#include "crawler/reading/recognise.h"

#include "base/ceiling.h"
#include "crawler/markup/xml_arena.h"
#include "crawler/reading/extract.h"
#include "crawler/web/url.h"

enum { CANDIDATES_MOST = 16 };

/* A page whose kind is looked for. */
struct unknown_page {
    const struct page_reader *reader;
    const struct reader_job *job;
    struct arena *arena;
    xmlDoc *tree;
    enum page_format looks;
    const struct connector *marked[CANDIDATES_MOST]; /* n of them, in order */
    size_t n;
};

/* Takes no items: an extract that only answers questions. */
static const struct connector NOBODY;

/* Only asks: the tree stays as it is for the next connector. */
static bool has_mark(struct unknown_page *p, const struct connector *c)
{
    struct page_docs docs;
    struct extract x;
    if (!docs_for(&docs, c, p->tree, p->looks, p->arena))
        return false;
    extract_init(&x, &NOBODY, &docs, p->arena, p->job->url);
    bool marked = extract_has(&x, &c->recognise);
    extract_clear(&x);
    if (docs.outer && !xml_arena_in_use())
        xmlFreeDoc(docs.doc);
    return marked;
}

static void find_marks(struct unknown_page *p)
{
    const struct connector *c;
    for (enum connector_rank rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; (c = connectors_at(p->reader->connectors, i)); i++)
            if (c->rank == rank && p->n < CANDIDATES_MOST && has_mark(p, c))
                p->marked[p->n++] = c;
}

/* What the page says of itself, whatever its kind. */
static void find_hints(struct unknown_page *p, struct reading *hints,
                       bool *blocked)
{
    const struct common_selectors *common =
        connectors_common(p->reader->connectors);
    struct page_docs docs = {.doc = p->tree};
    struct extract x;
    extract_init(&x, &NOBODY, &docs, p->arena, p->job->url);
    hints->n_feeds =
        extract_links(&x, &common->feeds, &hints->feeds, CEILING_LINKS);
    hints->api = extract_page_link(&x, &common->api);
    *blocked = read_is_blocked(&x, &common->blocked, &common->hindered);
    extract_clear(&x);
}

/* The first that has posts or leads to some; else the engine whose mark it
 * shows. False when it is none. */
static bool find_proof(struct unknown_page *p, struct reading *out)
{
    struct reading tried;
    bool engine = false;
    for (size_t i = 0; i < p->n; i++) {
        const struct connector *c = p->marked[i];
        read_page_as(p->reader, p->job, c, p->arena, &tried);
        /* Marked items that say nothing are no posts. */
        bool proved = tried.state == READING_OK && (tried.n || tried.n_links);
        if (!proved && (engine || c->rank != RANK_ENGINE))
            continue;
        *out = tried;
        out->kind = c->kind;
        engine = true;
        if (proved)
            return true;
    }
    return engine;
}

/* Why there is no kind, or no post of the kind there is. */
static void tell_nothing(struct reading *out, bool blocked)
{
    out->state = READING_EMPTY;
    if (out->kind.n)
        out->cause = STR("a page of this kind without posts");
    else if (blocked)
        read_blocked(out);
    else
        out->cause = STR("no posts of a kind that is known are found on this "
                         "page");
}

/* Where feeds stand that nobody names. */
static void guess(struct unknown_page *p, struct reading *out)
{
    static const struct str PATHS[] = {STR("/feed/"), STR("/rss.xml"),
                                       STR("/atom.xml"), STR("/sitemap.xml")};
    enum { GUESSES = sizeof PATHS / sizeof *PATHS };
    out->guesses = arena_alloc(p->arena, GUESSES * sizeof *out->guesses);
    for (size_t i = 0; i < GUESSES; i++)
        out->n_guesses += url_resolve(p->arena, p->job->url, PATHS[i],
                                      &out->guesses[out->n_guesses]);
}

static void find_kind(struct unknown_page *p, struct reading *out)
{
    struct reading hints = {0};
    bool blocked = false;
    if (p->looks == PAGE_HTML)
        find_hints(p, &hints, &blocked);
    find_marks(p);
    if (!find_proof(p, out) || (!out->n && !out->n_links && !out->cause.n))
        tell_nothing(out, blocked);
    out->feeds = hints.feeds;
    out->n_feeds = hints.n_feeds;
    out->api = hints.api;
    if (p->looks == PAGE_HTML && !out->kind.n && !out->n_feeds && !out->api.n)
        guess(p, out);
}

void recognise_page(const struct page_reader *r, const struct reader_job *job,
                    struct arena *a, struct reading *out)
{
    struct err e = {0};
    struct unknown_page p = {.reader = r, .job = job, .arena = a};
    struct page_bytes bytes = {job->body, job->content_type, {0}};
    *out = (struct reading){.job = job->id, .state = READING_FAILED};
    p.tree = docs_tree(r->charsets, &bytes, &p.looks, a, &e);
    if (p.tree)
        find_kind(&p, out);
    else
        out->cause = str_dup(a, str_of(e.msg));
    if (p.tree && !xml_arena_in_use())
        xmlFreeDoc(p.tree);
}
