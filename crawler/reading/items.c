/* SPDX-License-Identifier: MIT
 * items: the posts of a page as elements. */
#include "crawler/reading/items.h"

#include "base/ceiling.h"
#include "crawler/markup/post_text.h"
#include "crawler/markup/talk.h"

/* Whom a link names: the first selector that says it. */
static struct str name_of(const struct connector *c, struct select_page *page,
                          xmlNode *link)
{
    const struct selectors *list = &c->signer_name;
    struct str name = {0};
    for (size_t i = 0; i < list->n && !name.n; i++) {
        struct post_room room = {.most = CEILING_LINE};
        struct selected v;
        if (!select_value(page, list->all[i], link, &v))
            continue;
        name = v.node ? post_line(page->arena, v.node, NULL, &room)
                      : post_tidy(page->arena, v.text, &room);
    }
    return name;
}

static void part_signed(const struct connector *c, struct select_page *page,
                        xmlNode *talk)
{
    struct nodes links;
    if (!select_any(page, &c->signer, talk, &links))
        return;
    struct signer *signers =
        arena_alloc(page->arena, links.n * sizeof *signers);
    size_t n = 0;
    for (size_t i = 0; i < links.n; i++) {
        struct str name = name_of(c, page, links.all[i]);
        if (name.n)
            signers[n++] = (struct signer){links.all[i], name};
    }
    talk_part(page->arena, talk, signers, n);
}

/* Those of them that stand in no other. */
static struct nodes outermost(struct arena *a, const struct nodes *talks)
{
    struct nodes out = {0};
    for (size_t i = 0; i < talks->n; i++)
        talks->all[i]->_private = talks->all[i];
    for (size_t i = 0; i < talks->n; i++) {
        const xmlNode *up = talks->all[i]->parent;
        while (up && !(up->type == XML_ELEMENT_NODE && up->_private))
            up = up->parent;
        if (!up)
            nodes_put(a, &out, talks->all[i]);
    }
    for (size_t i = 0; i < talks->n; i++)
        talks->all[i]->_private = NULL;
    return out;
}

/* What is known of the page by now does not know its new elements. */
static void part_talks(const struct connector *c, struct select_page *page)
{
    struct nodes talks;
    if (!select_any(page, &c->talk, NULL, &talks))
        return;
    talks = outermost(page->arena, &talks);
    for (size_t i = 0; i < talks.n; i++)
        part_signed(c, page, talks.all[i]);
    const struct select_page was = *page;
    select_page_clear(page);
    select_page_init(page, was.doc, was.arena, was.url);
    page->too_heavy = was.too_heavy;
}

/* Replies often stand inside the post they answer. Such an item is moved
 * behind the outermost one, so that no selector mixes the two up; whom it
 * answers is kept in _private. */
static void part_nested(struct nodes *items)
{
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

size_t items_find(const struct connector *c, struct select_page *page,
                  struct nodes *items)
{
    size_t cut = 0;
    part_talks(c, page);
    for (size_t i = 0; i < c->item.n && !items->n; i++)
        select_nodes(page, c->item.all[i], NULL, items);
    if (items->n > CEILING_ITEMS) {
        cut = items->n - CEILING_ITEMS;
        items->n = CEILING_ITEMS;
    }
    part_nested(items);
    return cut;
}
