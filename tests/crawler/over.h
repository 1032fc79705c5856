/* SPDX-License-Identifier: MIT
 *
 * over: pages that pass one ceiling each, and a buf that does. */
#ifndef MOLVA_OVER_H
#define MOLVA_OVER_H

#include "base/ceiling.h"
#include "tests/crawler/site.h"

EVIL_USE void put_times(struct buf *b, const char *text, int n)
{
    for (int i = 0; i < n; i++)
        buf_z(b, text);
}

EVIL_USE void put_feed(struct buf *b, int items, const char *title, int bytes)
{
    buf_z(b, "<?xml version='1.0'?><rss version='2.0' "
             "xmlns:atom='http://www.w3.org/2005/Atom'><channel>");
    for (int i = 0; i < items; i++)
        buf_printf(b,
                   "<item><guid>g%d</guid><title>%s</title><description>"
                   "Вектор не отвечает, дом %d</description></item>",
                   i, title, i);
    if (bytes) {
        buf_z(b, "<item><guid>long</guid><title>long</title><description>"
                 "Вектор ");
        put_times(b, "word ", bytes / 5);
        buf_z(b, "</description></item>");
    }
    buf_z(b, "</channel></rss>");
}

EVIL_USE void put_items(struct buf *b)
{
    put_feed(b, CEILING_ITEMS + 12, "t", 0);
}

EVIL_USE void put_links(struct buf *b)
{
    buf_z(b, "<body id=phpbb>");
    for (int i = 0; i < CEILING_LINKS + 7; i++)
        buf_printf(b, "<a class=topictitle href=//other.example/%d>t</a>", i);
}

EVIL_USE void put_5000(struct buf *b)
{
    put_feed(b, 5000, "t", 0);
}

EVIL_USE void put_long_text(struct buf *b)
{
    put_feed(b, 1, "t", CEILING_MENTION + 100);
}

EVIL_USE void put_parted_text(struct buf *b)
{
    put_feed(b, 1, "t", CEILING_TEXT + 1000);
}

EVIL_USE void put_long_title(struct buf *b)
{
    static char title[CEILING_LINE + 100];
    memset(title, 'x', sizeof title - 1);
    put_feed(b, 1, title, 0);
}

EVIL_USE void put_long_next(struct buf *b)
{
    buf_z(b, "<body id=phpbb>");
    site_post(b, 1, 1);
    buf_z(b, "<a rel=next href='/t?p=");
    put_times(b, "x", CEILING_URL);
    buf_z(b, "'>next</a>");
}

EVIL_USE void put_slow_pattern(struct buf *b)
{
    buf_z(b, "<rss><channel><item><guid>1</guid><title>t</title>"
             "<description>Вектор 1 ");
    put_times(b, "ж", 1400);
    buf_z(b, "</description></item></channel></rss>");
}

EVIL_USE void put_heavy_tree(struct buf *b)
{
    buf_z(b, "<body id=phpbb>");
    put_times(b, "<a>", 200);
    put_times(b, "<i></i>", 400000);
}

EVIL_USE void put_long_tag(struct buf *b)
{
    buf_z(b, "<body id=phpbb><p a='");
    put_times(b, "x", CEILING_TAG_BYTES);
    buf_z(b, "'>");
}

EVIL_USE void put_attributes(struct buf *b)
{
    buf_z(b, "<body id=phpbb><p");
    put_times(b, " b=c", CEILING_TAG_ATTRIBUTES + 10);
    buf_z(b, ">");
}

EVIL_USE void put_deep(struct buf *b)
{
    buf_z(b, "<rss>");
    put_times(b, "<a>", CEILING_DEPTH + 10);
}

/* For the kind "slow", whose every post counts all <i>. */
EVIL_USE void put_cpu(struct buf *b)
{
    put_times(b, "<b>x</b>", CEILING_ITEMS);
    put_times(b, "<i></i>", 400000);
}

/* What takes the most room for its bytes: so many objects that their tree does
 * not fit beside them; and so many that they do not fit by themselves. */
EVIL_USE void put_memory(struct buf *b)
{
    buf_char(b, '[');
    put_times(b, "{},", 705000);
    buf_z(b, "0]");
}

EVIL_USE void put_objects(struct buf *b)
{
    buf_char(b, '[');
    put_times(b, "{},", 999000); /* parts: just fewer than are allowed */
    buf_z(b, "0]");
}

EVIL_USE void prove_out(void)
{
    static char block[CEILING_PAGE_OUT];
    for (size_t most = CEILING_DMN; most <= sizeof block; most *= 32) {
        struct buf b;
        buf_init(&b, most);
        ck_assert(buf_put(&b, block, most) && !buf_char(&b, 'x') && b.over);
        buf_clear(&b);
    }
}

#endif
