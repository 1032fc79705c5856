/* SPDX-License-Identifier: MIT
 * article: what an item of a feed leads to, in place of its summary. */
#include "crawler/reading/article.h"

#include "base/text.h"
#include "crawler/markup/prose.h"
#include "crawler/reading/extract.h"
#include "crawler/reading/wire.h"

/* The longest of what the connector finds; where that is less than half of the
 * prose of the page, the prose. */
static struct str article_text(struct extract *x)
{
    struct str best = {0}, all = {0};
    for (size_t i = 0; i < x->items.n; i++) {
        struct str text = extract_text(x, x->items.all[i]);
        if (text.n > best.n)
            best = text;
    }
    xmlNode *prose = prose_find(x->page.doc);
    if (prose)
        all = extract_text(x, prose);
    return 2 * best.n < all.n ? all : best;
}

static struct str brand_of(const struct page_reader *r,
                           const struct reader_job *job, struct arena *a,
                           const struct mention *m)
{
    const struct source *s = r->sources[job->source];
    const struct query_post post = {
        .text = m->post.text,
        .title = m->post.title,
        .author = m->post.author,
        .source = s->name,
        .url = m->post.url,
        .at = m->post.published ? m->post.published : m->post.collected};
    return s->brand.n ? s->brand
                      : classify_about(r->judge.classifier, a, &post);
}

/* As of a post that was read with all of its text. */
static void judge(const struct page_reader *r, const struct reader_job *job,
                  struct arena *a, struct mention *m, struct cuts *cuts)
{
    struct str brand = brand_of(r, job, a, m);
    if (brand.n)
        m->post.brand = brand;
    if (m->post.brand.n)
        cuts->n[CUT_PATTERNS] += judge_post(
            &r->judge, a, m, r->sources[job->source], m->post.collected);
}

static void take(const struct page_reader *r, const struct reader_job *job,
                 struct extract *x, struct mention *m, struct reading *out)
{
    struct str text = article_text(x);
    if (read_is_blocked(x, &x->connector->blocked, &x->connector->hindered)) {
        read_blocked(out);
        return;
    }
    if (!text.n || 2 * text.n < m->post.text.n) {
        out->state = READING_CHANGED;
        out->cause = STR("no article is found on the page that the feed leads "
                         "to");
        return;
    }
    if (text.n > m->post.text.n)
        m->post.text = text;
    m->post.text_hash = (int64_t)text_hash(m->post.text);
    m->bare = false;
    out->cuts = x->cuts;
    if (r->judge.classifier)
        judge(r, job, x->arena, m, &out->cuts);
    out->mentions = m;
    out->n = 1;
    out->state = READING_OK;
}

void read_article(const struct page_reader *r, const struct reader_job *job,
                  struct arena *a, struct reading *out)
{
    struct err e = {0};
    struct page_docs docs = {0};
    struct mention *m = arena_alloc(a, sizeof *m);
    const struct connector *c = connectors_find(r->connectors, STR("article"));
    const struct page_bytes bytes = {job->body, job->content_type, {0}};
    *out = (struct reading){
        .job = job->id, .state = READING_FAILED, .newest_first = true};
    if (!c)
        out->cause = STR("article.yaml is missing");
    else if (!wire_get_item(job->item, a, m))
        out->cause = STR("the item of the feed is damaged");
    else if (!docs_parse(&docs, c, r->charsets, &bytes, a, &e))
        out->cause = str_dup(a, str_of(e.msg));
    if (!out->cause.n) {
        struct extract x;
        extract_init(&x, c, &docs, a, job->url);
        take(r, job, &x, m, out);
        extract_clear(&x);
    }
    docs_free(&docs);
}
