/* SPDX-License-Identifier: MIT
 * items: the posts of a page as elements. */
#include "crawler/reading/items.h"

#include "base/ceiling.h"
#include "crawler/markup/post_text.h"
#include "crawler/markup/talk.h"

/* Whom a link names: the first selector that says it. */
static struct str name_of(struct extract *x, xmlNode *link)
{
    const struct selectors *list = &x->connector->signer_name;
    struct str name = {0};
    for (size_t i = 0; i < list->n && !name.n; i++) {
        struct post_room room = {.most = CEILING_LINE};
        struct selected v;
        if (!select_value(&x->page, list->all[i], link, &v))
            continue;
        name = v.node ? post_line(x->arena, v.node, NULL, &room)
                      : post_tidy(x->arena, v.text, &room);
    }
    return name;
}

static void part_signed(struct extract *x, xmlNode *talk)
{
    struct nodes links;
    if (!select_any(&x->page, &x->connector->signer, talk, &links))
        return;
    struct signer *signers = arena_alloc(x->arena, links.n * sizeof *signers);
    size_t n = 0;
    for (size_t i = 0; i < links.n; i++) {
        struct str name = name_of(x, links.all[i]);
        if (name.n)
            signers[n++] = (struct signer){links.all[i], name};
    }
    talk_part(x->arena, talk, signers, n);
}

/* What is known of the page by now does not know its new elements. */
static void part_talks(struct extract *x)
{
    struct nodes talks;
    if (!select_any(&x->page, &x->connector->talk, NULL, &talks))
        return;
    for (size_t i = 0; i < talks.n; i++)
        part_signed(x, talks.all[i]);
    xmlDoc *doc = x->page.doc;
    select_page_clear(&x->page);
    select_page_init(&x->page, doc, x->arena, x->url);
}

/* Replies often stand inside the post they answer. Such an item is moved
 * behind the outermost one, so that no selector mixes the two up; whom it
 * answers is kept in _private. */
static void part_nested(struct extract *x)
{
    struct nodes *items = &x->items;
    for (size_t i = 0; i < items->n; i++)
        items->all[i]->_private = items->all[i];
    for (size_t i = items->n; i-- > 0;) {
        xmlNode *item = items->all[i], *outer = NULL;
        item->_private = NULL;
        for (xmlNode *up = item->parent; up && !item->_private; up = up->parent)
            if (up->type == XML_ELEMENT_NODE && up->_private)
                item->_private = up;
        for (xmlNode *up = item->_private; up; up = up->parent)
            if (up->type == XML_ELEMENT_NODE && up->_private)
                outer = up;
        if (!outer)
            continue;
        xmlUnlinkNode(item);
        xmlAddNextSibling(outer, item);
    }
}

xmlNode *extract_parent(const xmlNode *item)
{
    return item->_private;
}

void items_find(struct extract *x)
{
    const struct connector *c = x->connector;
    part_talks(x);
    for (size_t i = 0; i < c->item.n && !x->items.n; i++)
        select_nodes(&x->page, c->item.all[i], NULL, &x->items);
    if (x->items.n > CEILING_ITEMS) {
        x->cuts.n[CUT_ITEMS] = (int64_t)x->items.n - CEILING_ITEMS;
        x->items.n = CEILING_ITEMS;
    }
    part_nested(x);
}
