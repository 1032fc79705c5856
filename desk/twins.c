/* SPDX-License-Identifier: MIT
 * twins: the same words at other places. */
#include "desk/twins.h"

#include <microhttpd.h>

#include "desk/page.h"
#include "desk/pages.h"

enum { SHOWN = 100 /* of a cluster */ };

void twins_sign(struct request *r, const struct mention *m)
{
    if (!m->case_.cluster)
        return;
    html_printf(&r->out, "<a class=\"twins\" href=\"/mention/%ld#twins\">",
                (long)m->id);
    html_printf(&r->out, page_word(r, SAY_TWINS_SIGN),
                (int)m->case_.cluster_size, (int)m->case_.cluster_sites);
    buf_z(&r->out, "</a> ");
}

bool twins_load(struct request *r, const struct mention *m,
                struct twins_told *t, struct err *e)
{
    struct store *s = r->desk->store;
    int64_t *ids;
    size_t n;
    *t = (struct twins_told){0};
    if (!m->case_.cluster)
        return true;
    if (!store_cluster(s, &r->arena, m->case_.cluster, &t->cluster, e) ||
        !store_cluster_mentions(s, &r->arena, m->case_.cluster, SHOWN, &ids, &n,
                                e))
        return false;
    t->rows = arena_alloc(&r->arena, (n + 1) * sizeof *t->rows);
    for (size_t i = 0; i < n; i++) {
        bool found;
        if (!store_mention_get(s, &r->arena, ids[i], &t->rows[t->n], &found, e))
            return false;
        t->n += found;
    }
    return true;
}

static struct str author_of(struct request *r, const struct mention *m)
{
    return m->post.author.n ? m->post.author
                            : str_of(page_word(r, SAY_UNKNOWN_AUTHOR));
}

/* "First on a.example by Ann. 5 times on 3 sites in 3 h." Who may not see the
 * first is told how far it went only. */
static void spread(struct request *r, const struct twins_told *t)
{
    const struct cluster_row *c = &t->cluster;
    struct str span = page_span(r, c->to - c->from);
    buf_z(&r->out, "<p>");
    if (t->n && t->rows->id == c->first) {
        struct str author = author_of(r, t->rows);
        html_printf(&r->out, "%s: <b>%S</b>, %S, ",
                    page_word(r, SAY_TWINS_FIRST), &c->site, &author);
        page_time(r, c->from);
        buf_z(&r->out, ". ");
    }
    html_printf(&r->out, page_word(r, SAY_TWINS_SPREAD), (int)c->n,
                (int)c->sites);
    if (c->to > c->from)
        html_printf(&r->out, ", %s %S", page_word(r, SAY_TWINS_WITHIN), &span);
    buf_z(&r->out, ".</p>\n");
}

static void one(struct request *r, const struct mention *m)
{
    struct str author = author_of(r, m);
    struct str list = say_value(r->lang, "list", m->case_.list);
    buf_z(&r->out, "<li>");
    page_time(r, m->post.published ? m->post.published : m->post.collected);
    if (m->id == r->id)
        html_printf(&r->out, " <b aria-current=\"true\">№ %ld</b>",
                    (long)m->id);
    else
        html_printf(&r->out, " <a href=\"/mention/%ld\">№ %ld</a>", (long)m->id,
                    (long)m->id);
    html_printf(&r->out, " %S · %S <span class=\"soft\">%S</span> ",
                &m->post.source_name, &author, &list);
    if (page_readable(r, m->post.url))
        page_outward(r, "", m->post.url, str_of(page_word(r, SAY_ORIGINAL)));
    buf_z(&r->out, "</li>\n");
}

void twins_told(struct request *r, const struct twins_told *t)
{
    if (!t->cluster.id)
        return;
    html_printf(&r->out, "<section class=\"card\" id=\"twins\"><h2>%s</h2>\n",
                page_word(r, SAY_TWINS));
    spread(r, t);
    buf_z(&r->out, "<ul class=\"events\">\n");
    for (size_t i = 0; i < t->n; i++)
        one(r, &t->rows[i]);
    buf_z(&r->out, "</ul>\n");
    if (t->n == SHOWN && t->cluster.n > SHOWN)
        html_printf(&r->out, "<p class=\"soft\">… %ld</p>\n",
                    (long)(t->cluster.n - SHOWN));
    buf_z(&r->out, "</section>\n");
}
