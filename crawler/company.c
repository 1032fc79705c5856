/* SPDX-License-Identifier: MIT
 * company: which mentions the posts of a page are. */
#include "crawler/company.h"

#include "crawler/trap.h"

bool company_find(struct store *s, struct arena *a, int64_t source,
                  const struct reading *r, struct company *out, struct err *e)
{
    struct trap_tally texts = {0};
    *out = (struct company){0};
    for (size_t i = 0; i < r->n; i++)
        if (r->mentions[i].post.brand.n)
            out->twins |=
                trap_meet(&texts, (uint64_t)r->mentions[i].post.text_hash) > 1;
    trap_clear(&texts);
    if (!out->twins)
        return true;
    out->ids = arena_alloc(a, 2 * r->n * sizeof *out->ids);
    for (size_t i = 0; i < r->n; i++) {
        struct mention *m = &r->mentions[i];
        int64_t id = 0;
        m->post.source = source;
        if (m->post.brand.n && !store_mention_known(s, m, &id, e))
            return false;
        if (id)
            out->ids[out->n++] = id;
    }
    return true;
}

void company_before(const struct company *c, struct mention *m)
{
    m->others = c->ids;
    m->n_others = c->n;
}

void company_after(struct company *c, const struct mention *m,
                   enum put_result what)
{
    if (c->twins && m->id && what != PUT_SAME)
        c->ids[c->n++] = m->id;
}
