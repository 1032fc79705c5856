/* SPDX-License-Identifier: MIT
 * read_page: one page's bytes to its posts with verdicts. */
#include "crawler/reading/read_page.h"
#include "crawler/reading/order.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/ceiling.h"
#include "base/map.h"
#include "base/text.h"
#include "crawler/markup/content.h"
#include "crawler/markup/mail.h"
#include "crawler/reading/canary.h"
#include "crawler/reading/docs.h"
#include "crawler/reading/extract.h"
#include "crawler/reading/faults.h"
#include "crawler/reading/keys.h"
#include "crawler/reading/marks.h"
#include "crawler/reading/teaser.h"
#include "crawler/web/url.h"

/* One page being read. */
struct reading_page {
    const struct page_reader *reader;
    const struct reader_job *job;
    const struct source *source;
    struct arena *arena;
    struct extract extract;
    struct str host;   /* of the page */
    struct str thread; /* URL of the thread */
    struct str thread_title;
    struct str thread_brand; /* the title of the thread names a brand */
    int together; /* mentions with wordings for what befalls many, so far */
};

enum { TOGETHER_MOST = 100 };

/* ---- loading ---- */

static bool load_sources(struct page_reader *r, struct err *e)
{
    r->kinds = xcalloc(r->n, sizeof *r->kinds);
    r->zones = xcalloc(r->n, sizeof *r->zones);
    for (size_t i = 0; i < r->n; i++) {
        const struct source *s = r->sources[i];
        r->kinds[i] = connectors_find(r->connectors, s->kind);
        if (!r->kinds[i] && !s->any) {
            struct arena a = {0};
            struct str meant = connectors_hint(r->connectors, &a, s->kind);
            err_set(e,
                    "source " STR_FMT ": unknown kind '" STR_FMT "'" STR_FMT
                    " `molva try URL` tells the kind of an address; there "
                    "are: " STR_FMT,
                    STR_ARG(s->name), STR_ARG(s->kind),
                    STR_ARG(meant.n ? meant : STR(";")),
                    STR_ARG(connectors_kinds(r->connectors, &a)));
            arena_clear(&a);
            return false;
        }
        if (r->kinds[i] && r->kinds[i]->off.n && !s->despite_terms)
            return err_set(
                e,
                "source " STR_FMT ": kind " STR_FMT " is off: " STR_FMT
                "; `despite_terms: true` reads it all the same",
                STR_ARG(s->name), STR_ARG(s->kind), STR_ARG(r->kinds[i]->off));
        if (!s->zone.n)
            continue;
        r->zones[i] = zone_new(s->zone, e);
        if (!r->zones[i])
            return err_add(e, "source " STR_FMT, STR_ARG(s->name));
    }
    return true;
}

bool page_reader_open(struct page_reader *r, const struct reading_setup *setup,
                      struct err *e)
{
    *r = (struct page_reader){.sources = setup->sources, .n = setup->n};
    r->charsets = charsets_new();
    mail_ready();
    r->connectors = connectors_load_as(setup->connectors, setup->trial, e);
    bool ok = r->connectors && load_sources(r, e);
    if (ok && setup->classify.words) {
        r->judge.classifier = classify_open(&setup->classify, e);
        r->matrix = r->judge.classifier ? matrix_open(&setup->matrix, e) : NULL;
        r->judge.matrix = r->matrix;
        ok = r->matrix != NULL;
    }
    if (!ok)
        page_reader_close(r);
    return ok;
}

bool page_reader_ready(const struct page_reader *r, struct err *e)
{
    return !r->judge.classifier || classify_ready(r->judge.classifier, e);
}

void page_reader_close(struct page_reader *r)
{
    for (size_t i = 0; r->zones && i < r->n; i++)
        zone_free(r->zones[i]);
    free(r->zones);
    free(r->kinds);
    if (r->matrix)
        matrix_close(r->matrix);
    if (r->judge.classifier)
        classify_close(r->judge.classifier);
    connectors_free(r->connectors);
    charsets_free(r->charsets);
    *r = (struct page_reader){0};
}

/* ---- identity ---- */

/* An id as the page gives it, made unique in a source of several hosts. */
static struct str key_of_id(const struct reading_page *p, struct str id)
{
    bool whole = p->extract.connector->whole_ids;
    if (!id.n || whole || str_find_char(id, ':') >= 0)
        return str_dup(p->arena, id);
    return str_printf(p->arena, STR_FMT "#" STR_FMT, STR_ARG(p->host),
                      STR_ARG(id));
}

/* A link to the front page of a site is no link to a post. */
static bool is_permalink(const struct reading_page *p, struct str url)
{
    return url_key2(p->arena, url).n > 1;
}

/* The id; the permalink when there is none; else what the post consists of. */
static struct str first_key(const struct reading_page *p,
                            const struct mention *m, struct str id)
{
    if (id.n)
        return key_of_id(p, id);
    if (is_permalink(p, m->post.url))
        return m->post.url;
    uint64_t hash = str_hash(m->post.author) * 31 + str_hash(m->post.date_text);
    return str_printf(p->arena, "hash:%016" PRIx64 "%016" PRIx64, hash,
                      (uint64_t)m->post.text_hash);
}

/* What stays when the site moves to https or to another name. */
static struct str second_key(const struct reading_page *p,
                             const struct mention *m, struct str id)
{
    if (str_find(id, STR("://")) >= 0)
        return url_key2(p->arena, id);
    if (is_permalink(p, m->post.url))
        return url_key2(p->arena, m->post.url);
    struct str thread = p->thread;
    if (p->extract.connector->whole_ids) {
        /* What we wrote ourselves has the host before the id. */
        thread = m->post.thread;
        id = str_from(id, (size_t)(str_find_char(id, '#') + 1));
    }
    if (!id.n || !thread.n)
        return m->post.key1;
    return str_printf(p->arena, STR_FMT "#" STR_FMT,
                      STR_ARG(url_key2(p->arena, thread)), STR_ARG(id));
}

/* ---- one post ---- */

static void read_date(struct reading_page *p, xmlNode *item, struct mention *m)
{
    struct date d;
    bool known = extract_date(&p->extract, item, &d, &m->post.date_text);
    if (!known)
        return;
    m->post.published = d.at;
    m->post.precision = d.precision;
}

/* Key of the post answered: as the page says, or the post it stands in. */
static struct str answered(struct reading_page *p, xmlNode *item)
{
    struct str id = extract_field(&p->extract, item, FIELD_REPLY_TO);
    if (str_eqz(id, "0")) /* WordPress: answers nobody */
        id = (struct str){0};
    xmlNode *parent = extract_parent(item);
    if (!id.n && parent && p->extract.connector->nested)
        id = extract_field(&p->extract, parent, FIELD_ID);
    return key_of_id(p, id);
}

/* Mail has no address of its thread, but a name of it (RFC 2392). */
static struct str thread_by_id(struct reading_page *p, xmlNode *item)
{
    struct extract *x = &p->extract;
    if (p->thread.n || !x->connector->formats[PAGE_MAIL])
        return p->thread;
    struct str id = extract_field(x, item, FIELD_THREAD_ID);
    return id.n ? str_printf(p->arena, "mid:" STR_FMT, STR_ARG(id)) : p->thread;
}

static void read_rest(struct reading_page *p, xmlNode *item, struct mention *m)
{
    struct extract *x = &p->extract;
    m->post.author = extract_author(x, item);
    m->post.author_url = extract_link(x, item, FIELD_AUTHOR_URL);
    m->post.url = extract_link(x, item, FIELD_PERMALINK);
    m->post.reply_to = answered(p, item);
    m->post.lang = extract_field(x, item, FIELD_LANG);
    m->post.source_name = extract_field(x, item, FIELD_SOURCE);
    m->post.rating = extract_rating(x, item);
    m->post.likes = extract_count(x, item, FIELD_LIKES);
    m->post.replies = extract_count(x, item, FIELD_REPLIES);
    m->post.followers = extract_count(x, item, FIELD_FOLLOWERS);
    m->post.author_posts = extract_count(x, item, FIELD_AUTHOR_POSTS);
    m->post.reach = extract_count(x, item, FIELD_REACH);
    if (m->post.reach < 0)
        m->post.reach = p->source->reach;
    m->post.thread = extract_link(x, item, FIELD_THREAD_URL);
    if (!m->post.thread.n)
        m->post.thread = thread_by_id(p, item);
    m->post.thread_title = extract_field(x, item, FIELD_THREAD_TITLE);
    if (!m->post.thread_title.n)
        m->post.thread_title = p->thread_title;
    m->post.collected = p->job->fetched;
    read_date(p, item, m);
}

/* The brand a post concerns, "" none: the venue's own, else what the text,
 * the title, the page itself or the title of the thread names. */
static struct str brand_of(const struct reading_page *p,
                           const struct mention *m, struct str told)
{
    struct classifier *c = p->reader->judge.classifier;
    const struct query_post post = {
        .text = m->post.text,
        .title = m->post.title,
        .author = m->post.author,
        .source = p->source->name,
        .url = m->post.url.n ? m->post.url : p->job->url,
        .at = m->post.published ? m->post.published : m->post.collected};
    if (p->source->brand.n)
        return p->source->brand;
    struct str brand = classify_about(c, p->arena, &post);
    if (!brand.n && told.n)
        brand = classify_brand(c, p->arena, told);
    if (brand.n || !p->thread_brand.n ||
        classify_blocks(c, p->arena, p->thread_brand, &post))
        return brand;
    return p->thread_brand;
}

/* What a brand asks for beside the text is read for that alone: most posts
 * concern nobody. */
static void find_brand(struct reading_page *p, xmlNode *item, struct mention *m)
{
    const struct cuts before = p->extract.cuts; /* told when it is stored */
    struct str told = extract_field(&p->extract, item, FIELD_BRAND);
    struct mention known = *m;
    if (classify_asks(p->reader->judge.classifier))
        read_rest(p, item, &known);
    m->post.brand = brand_of(p, &known, told);
    p->extract.cuts = before;
}

/* Of a post that concerns nobody, for who wants it all the same: its keys stay
 * what they are without that. */
static void find_rest(struct reading_page *p, xmlNode *item, struct mention *m)
{
    const struct cuts before = p->extract.cuts;
    read_rest(p, item, m);
    p->extract.cuts = before;
}

/* A member of a feed or of an interface's list is a post, be it a picture, a
 * link, a name or a date alone; of JSON in a page's script a link is asked
 * for, of HTML more. */
static bool is_entry(struct reading_page *p, xmlNode *item)
{
    struct extract *x = &p->extract;
    if (x->page.doc->type == XML_HTML_DOCUMENT_NODE)
        return false;
    if (!x->outer.doc)
        return item->children || item->properties;
    return is_permalink(p, extract_link(x, item, FIELD_PERMALINK));
}

/* Ten thousand neighbours on one page would carry ten wordings each: those
 * behind the first have the draft of their row. */
static void judge_read(struct reading_page *p, struct mention *m)
{
    struct judge judge = p->reader->judge;
    judge.single = p->together >= TOGETHER_MOST;
    p->extract.cuts.n[CUT_PATTERNS] +=
        judge_post(&judge, p->arena, m, p->source, p->job->fetched);
    p->together += m->decision.others.n > 0;
}

/* False for an item that says nothing and has no id: an advert between posts.
 * A post of a picture or of a quote alone stays a post. */
static bool read_post(struct reading_page *p, xmlNode *item, struct mention *m)
{
    mention_init(m);
    struct extract *x = &p->extract;
    m->post.text = extract_text(x, item);
    m->post.title = extract_field(x, item, FIELD_TITLE);
    if (!m->post.text.n)
        m->post.text = m->post.title;
    struct str id = extract_field(x, item, FIELD_ID);
    if (!m->post.text.n && !id.n && extract_rating(x, item) < 0 &&
        !is_entry(p, item))
        return false;
    m->post.text_hash = (int64_t)text_hash(m->post.text);
    bool judged = p->reader->judge.classifier != NULL;
    if (judged)
        find_brand(p, item, m);
    bool whole = !judged || m->post.brand.n || p->job->whole;
    if (whole || !id.n)
        read_rest(p, item, m);
    else if (p->job->since || p->source->canary.n)
        read_date(p, item, m);
    m->post.key1 = first_key(p, m, id);
    if (m->post.url.n || whole)
        m->post.key2 = second_key(p, m, id);
    if (whole && is_permalink(p, m->post.url)) {
        m->post.key_link = url_key2(p->arena, m->post.url);
        m->post.permalink = url_place(p->arena, m->post.url);
    }
    if (!whole && id.n && p->job->listen)
        find_rest(p, item, m);
    if (judged && whole && !m->post.url.n && p->thread.n)
        m->post.url = m->post.thread; /* the page is where people answer it */
    if (judged && whole)
        judge_read(p, m);
    return true;
}

/* ---- one page ---- */

static void read_thread(struct reading_page *p)
{
    struct extract *x = &p->extract;
    p->host = url_split(p->job->url).host;
    p->thread = extract_link(x, NULL, FIELD_THREAD_URL);
    if (!p->thread.n)
        p->thread = p->job->url;
    p->thread_title = extract_field(x, NULL, FIELD_THREAD_TITLE);
    struct classifier *c = p->reader->judge.classifier;
    if (c && p->thread_title.n && !p->source->brand.n)
        p->thread_brand = classify_brand(c, p->arena, p->thread_title);
}

/* A thread's post that is younger than one above it: that one does not stand
 * where its date says. */
static void find_pinned(const struct post_row *post, struct canaries *out)
{
    for (size_t i = 0; !post->reply_to.n && i < CANARIES_MOST; i++)
        if (out->at[i] && out->at[i] < post->published)
            out->at[i] = 0;
}

/* Which posts that the source must show this one is. */
static void meet_canaries(struct reading_page *p, xmlNode *item,
                          const struct mention *m, struct canaries *out)
{
    const struct cuts before = p->extract.cuts; /* told when it is stored */
    struct mention whole = *m;
    if (!p->source->canary.n)
        return;
    find_rest(p, item, &whole);
    find_pinned(&whole.post, out);
    int64_t met = canary_met(p->arena, &p->source->canary, &whole.post,
                             extract_field(&p->extract, item, FIELD_ID));
    out->found |= met;
    for (size_t i = 0; i < CANARIES_MOST; i++)
        if (met >> i & 1)
            out->at[i] = whole.post.published;
    p->extract.cuts = before;
}

static void read_posts(struct reading_page *p, struct reading *out)
{
    struct nodes *items = &p->extract.items;
    struct teasers teasers = {0};
    bool feed = str_eqz(p->extract.connector->kind, "feed");
    int64_t posts = 0;
    out->mentions =
        arena_alloc(p->arena, (items->n + !items->n) * sizeof(struct mention));
    for (size_t i = 0; i < items->n; i++) {
        struct mention *m = &out->mentions[out->n];
        if (!faults_none(&p->extract, items->all[i], out) ||
            !read_post(p, items->all[i], m))
            continue;
        meet_canaries(p, items->all[i], m, &out->canaries);
        if (feed)
            teasers_count(&teasers, m->post.text);
        posts++;
        if (m->post.published &&
            (!out->oldest || m->post.published < out->oldest))
            out->oldest = m->post.published;
        if (p->job->since && m->post.published &&
            m->post.published < p->job->since)
            continue;
        if (p->reader->judge.classifier && !m->post.brand.n && !p->job->whole &&
            !p->job->listen)
            mention_keep_keys(m);
        out->n++;
    }
    out->beginnings = teasers_told(&teasers, posts);
    keys_part(p->arena, out->mentions, out->n);
}

/* What the first posts have, and the order that their dates tell. Of most
 * posts nothing but the text is read, so a few stand for all; what is cut of
 * them here is told when they are read. */
static void sample(struct reading_page *p, struct reading *out)
{
    const struct cuts before = p->extract.cuts;
    struct nodes *items = &p->extract.items;
    int64_t dates[ORDER_SAMPLE] = {0};
    size_t n = items->n < ORDER_SAMPLE ? items->n : ORDER_SAMPLE;
    for (size_t i = 0; i < n; i++) {
        struct date d = {0};
        struct str raw;
        xmlNode *item = items->all[i];
        bool dated = extract_date(&p->extract, item, &d, &raw);
        dates[i] = dated ? d.at : 0;
        out->fill.posts++;
        out->fill.date += dated;
        out->fill.author += extract_author(&p->extract, item).n > 0;
        out->fill.link +=
            extract_link(&p->extract, item, FIELD_PERMALINK).n > 0;
    }
    p->extract.cuts = before;
    out->opened = order_is_opened(dates, n);
    out->descending = out->newest_first || out->opened || order_falls(dates, n);
}

static struct str other_page(struct reading_page *p,
                             const struct selectors *list)
{
    struct str link = extract_page_link(&p->extract, list);
    return str_eq(link, p->job->url) ? (struct str){0} : link;
}

/* Nearly every forum has a form to sign in beside its threads, every second
 * blog a captcha below its article: those are a hindrance only where there is
 * nothing else to read. A check of the browser says little too. */
bool read_is_blocked(struct extract *x, const struct selectors *blocked,
                     const struct selectors *hindered)
{
    enum { LITTLE = 800, MUCH = 4000 };
    xmlDoc *doc = x->outer.doc ? x->outer.doc : x->page.doc;
    size_t n = content_letters(doc, MUCH);
    return (n < MUCH && extract_has(x, blocked)) ||
           (n < LITTLE && extract_has(x, hindered));
}

void read_blocked(struct reading *out)
{
    out->state = READING_BLOCKED;
    out->cause = STR("the site shows a captcha, a login form or a check of "
                     "the browser instead of the page");
}

/* A page without posts: why? */
static void explain(struct reading_page *p, const struct page_docs *docs,
                    struct reading *out)
{
    enum { MARKS_LEAST = 2 };
    struct extract *x = &p->extract;
    const struct connector *c = x->connector;
    struct str said = extract_said(x, &c->error), mark;
    const xmlDoc *doc = docs->outer ? docs->outer : docs->doc;
    size_t marks = marks_count(doc, &mark);
    if (said.n) {
        out->state = READING_FAILED;
        out->cause =
            str_printf(p->arena, "the site says: " STR_FMT, STR_ARG(said));
    } else if (marks >= MARKS_LEAST) {
        out->state = READING_CHANGED;
        out->cause = str_printf(
            p->arena,
            "ids of %zu posts stand on the page (" STR_FMT
            " and others), but no post could be read: has its layout changed?",
            marks, STR_ARG(mark));
    } else if (extract_has(x, &c->empty)) {
        out->state = READING_EMPTY;
    } else if (read_is_blocked(x, &c->blocked, &c->hindered)) {
        read_blocked(out);
    } else {
        bool kind = extract_has(x, &c->recognise);
        out->state = READING_CHANGED;
        out->cause = str_printf(
            p->arena,
            kind ? "a page of kind " STR_FMT " on which no post is found: has "
                   "its layout changed?"
                 : "this does not look like a page of kind " STR_FMT,
            STR_ARG(c->kind));
    }
}

/* "3600": XPath reckons. Nobody means more than a month. */
static int64_t patience_of(struct extract *x)
{
    enum { MONTH_S = 31 * 24 * 3600 };
    const struct selectors *all = &x->connector->patience;
    int64_t seconds = 0;
    for (size_t i = 0; i < all->n && seconds <= 0; i++) {
        const struct selectors one = {&all->all[i], 1};
        if (!str_int(extract_said(x, &one), &seconds)) /* "NaN" */
            seconds = 0;
    }
    return seconds < 0 ? 0 : seconds < MONTH_S ? seconds : MONTH_S;
}

/* Rows of one piece of a file by what all pieces tell. */
static void take_order(struct reading_page *p)
{
    enum { UNKNOWN, MONTH_FIRST, DAY_FIRST };
    struct date_context *dates = &p->extract.dates;
    int64_t order = docs_told(p->job->content_type, STR("order="));
    p->extract.dates_known = order != UNKNOWN;
    dates->month_first = order == MONTH_FIRST;
}

static void take_survey(struct extract *x, struct reading *out)
{
    const xmlNode *root = xmlDocGetRootElement(x->page.doc);
    extract_survey(x, &out->survey);
    if (!str_int(node_attribute(root, "most"), &out->survey.most))
        out->survey.most = 0;
    out->state = READING_OK;
    extract_clear(x);
}

static void read_docs(struct reading_page *p, const struct page_docs *docs,
                      const struct connector *c, struct reading *out)
{
    struct extract *x = &p->extract;
    extract_init(x, c, docs, p->arena, p->job->url);
    extract_place(x, p->job->place);
    x->dates.now = p->job->fetched;
    x->dates.zone = p->reader->zones[p->job->source];
    if (p->job->survey) {
        take_survey(x, out);
        return;
    }
    if (c->formats[PAGE_TABLE])
        take_order(p);
    read_thread(p);
    faults_take(x, out);
    read_posts(p, out);
    out->newest_first = c->order == ORDER_NEWEST;
    sample(p, out);
    out->next = other_page(p, &c->next);
    out->prev = other_page(p, &c->prev);
    out->last = other_page(p, &c->last);
    out->patience = patience_of(x);
    if (!x->items.n) /* beside posts they are "similar threads" */
        out->n_links = extract_links(x, &c->links, &out->links, CEILING_LINKS);
    out->n_more = extract_more(x, &out->more);
    out->state = READING_OK;
    out->cuts = x->cuts;
    if (!x->items.n && !out->n_links)
        explain(p, docs, out);
    if (x->page.too_heavy) {
        out->state = READING_FAILED;
        out->cause = STR("a selector of the connector took too many steps");
    }
    extract_clear(x);
}

void read_page_as(const struct page_reader *r, const struct reader_job *job,
                  const struct connector *c, struct arena *a,
                  struct reading *out)
{
    struct err e = {0};
    struct page_docs docs;
    *out = (struct reading){.job = job->id, .state = READING_FAILED};
    struct reading_page page = {
        .reader = r, .job = job, .source = r->sources[job->source], .arena = a};
    struct page_bytes bytes = {job->body, job->content_type, page.source->map};
    if (docs_parse(&docs, c, r->charsets, &bytes, a, &e))
        read_docs(&page, &docs, c, out);
    else
        out->cause = str_dup(a, str_of(e.msg));
    docs_free(&docs);
}

void read_page(const struct page_reader *r, const struct reader_job *job,
               struct arena *a, struct reading *out)
{
    *out = (struct reading){.job = job->id, .state = READING_FAILED};
    if (job->source >= r->n)
        out->cause = STR("the job names no source");
    else
        read_page_as(r, job, r->kinds[job->source], a, out);
}
