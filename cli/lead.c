/* SPDX-License-Identifier: MIT
 * lead: what an address leads to, and the source that would watch it. */
#include "cli/lead.h"

#include "cli/preview.h"

/* Where to look next, "" when the page itself has posts or leads nowhere. */
static struct str next_address(const struct reading *r)
{
    if (r->n)
        return (struct str){0};
    if (r->n_links)
        return r->links[0];
    if (r->n_feeds)
        return r->feeds[0];
    return r->api;
}

static bool look(struct trial *t, struct str address, struct arena *a,
                 struct leads *out, struct err *e)
{
    struct lead *l = &out->all[out->n];
    if (!trial_page(t, address, a, &l->url, &l->page, e))
        return false;
    out->n++;
    return true;
}

bool leads_find(struct trial *t, struct str address, struct arena *a,
                struct leads *out, struct err *e)
{
    *out = (struct leads){0};
    while (address.n && out->n < LEADS_MOST) {
        if (!look(t, address, a, out, e))
            return false;
        const struct lead *l = &out->all[out->n - 1];
        address = next_address(&l->page);
        /* A page that leads nowhere: what its host tells search engines. */
        bool lost =
            out->n == 1 && !address.n && !l->page.kind.n && l->page.n_guesses;
        if (lost && !trial_sitemap(t, l->url, a, &address, e))
            return false;
    }
    return true;
}

bool leads_search(struct trial *t, const struct lead_search *s,
                  struct str address, struct arena *a, struct leads *out,
                  struct err *e)
{
    struct str kind = address, page = {0}, url;
    *out = (struct leads){0};
    if (str_find(address, STR("://")) >= 0) {
        if (!look(t, address, a, out, e))
            return false;
        kind = out->all[0].page.kind;
        page = out->all[0].url;
    }
    if (!kind.n) /* what the page told is all there is */
        return true;
    if (!probe_search(s->connectors, kind, page, s->query, a, &url, e))
        return false;
    *out = (struct leads){.search = true}; /* the page told the kind only */
    return look(t, url, a, out, e);
}

static void start_at(struct proposal *p, struct str url)
{
    if (p->n < LEAD_STARTS)
        p->url[p->n++] = url;
    else
        p->left++;
}

/* A sitemap of addresses alone says nothing that could be watched. */
static bool says_nothing(const struct reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->mentions[i].post.text.n)
            return false;
    return r->n && str_eqz(r->kind, "sitemap");
}

/* Of a list of lists each list is a start, so that each has its place in
 * molva.yaml and can be taken out there. */
struct proposal leads_propose(const struct leads *l)
{
    struct proposal p = {0};
    const struct lead *last = l->n ? &l->all[l->n - 1] : NULL;
    if (!last || !(last->page.n || (l->search && last->page.kind.n)) ||
        says_nothing(&last->page))
        return p;
    const struct lead *first = &l->all[0];
    size_t lists = 0;
    while (lists < l->n && l->all[lists].page.n_links &&
           !l->all[lists].page.n &&
           str_eq(l->all[lists].page.kind, last->page.kind))
        lists++;
    p.kind = last->page.kind;
    p.every = preview_every(&last->page);
    if (lists + 1 != l->n || lists == 0)
        start_at(&p, last->url);
    else if (lists == 1)
        start_at(&p, first->url);
    else
        for (size_t i = 0; i < first->page.n_links; i++)
            start_at(&p, first->page.links[i]);
    return p;
}
