/* SPDX-License-Identifier: MIT
 * faults: rows of a table that cannot be taken, with their lines. */
#include "crawler/reading/faults.h"

#include <string.h>

#include "base/ceiling.h"
#include "crawler/reading/connector.h"

enum { SHOWN = 60 /* bytes of what cannot be read */ };

static bool is(const xmlNode *n, const char *name)
{
    return n && n->type == XML_ELEMENT_NODE &&
           strcmp((const char *)n->name, name) == 0;
}

static void add(struct extract *x, struct reading *out, const xmlNode *row,
                struct str why)
{
    if (out->n_faults >= CEILING_LINKS)
        return;
    out->faults = arena_grow(x->arena, out->faults, out->n_faults,
                             &out->cap_faults, sizeof *out->faults);
    out->faults[out->n_faults++] =
        str_printf(x->arena, STR_FMT ": " STR_FMT,
                   STR_ARG(node_attribute(row, "line")), STR_ARG(why));
}

void faults_take(struct extract *x, struct reading *out)
{
    const xmlNode *root = xmlDocGetRootElement(x->page.doc);
    if (!is(root, "table") && !is(root, "mail"))
        return;
    for (const xmlNode *n = root->children; n; n = n->next)
        if (is(n, "fault") && n->children)
            add(x, out, n, str_of((const char *)n->children->content));
}

/* "yesterday" says nothing in a file that may be of any age. */
static bool is_relative(const struct extract *x, struct str raw,
                        const struct date *as_read)
{
    enum { YEAR_S = 366 * 86400 };
    struct date_context later = x->dates;
    struct date d;
    later.now += YEAR_S;
    return date_parse(raw, &later, &d) && d.at != as_read->at;
}

bool faults_none(struct extract *x, xmlNode *row, struct reading *out)
{
    struct date d;
    struct str raw, rating;
    if (!x->connector->formats[PAGE_TABLE]) /* rows of a page are none */
        return true;
    bool dated = extract_date(x, row, &d, &raw);
    if (raw.n && (!dated || is_relative(x, raw, &d))) {
        add(x, out, row,
            str_printf(x->arena, "'" STR_FMT "' is no date that can be true",
                       STR_ARG(str_part(raw, 0, SHOWN))));
        return false;
    }
    rating = extract_field(x, row, FIELD_RATING);
    if (rating.n && extract_rating(x, row) < 0) {
        add(x, out, row,
            str_printf(x->arena, "'" STR_FMT "' is no rating",
                       STR_ARG(str_part(rating, 0, SHOWN))));
        return false;
    }
    return true;
}
