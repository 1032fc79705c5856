/* SPDX-License-Identifier: MIT
 *
 * feed: an RSS 2.0 feed of a news portal and an Atom feed of a blog, the
 * latter in pages (RFC 5005). */
#include "town/sheet.h"

static void put_summary(struct buf *out, struct str text)
{
    struct str rest = text, first;
    if (str_split(&rest, '\n', &first))
        html_text(out, first);
}

/* Markup of the article, escaped once more: what RSS puts into
 * content:encoded without CDATA, and Atom into content type="html". */
static void put_escaped_html(struct buf *out, struct str text)
{
    struct buf inner;
    buf_init(&inner, CEILING_PAGE_OUT);
    sheet_paragraphs(&inner, text);
    html_text(out, buf_view(&inner));
    buf_clear(&inner);
}

static void put_rss_item(const struct ask *q, struct buf *out,
                         const struct post *p)
{
    struct str text = site_text(q->site, p);
    html_printf(out,
                "<item>\n<title>%S</title>\n<link>%S/news/%ld/</link>\n"
                "<guid isPermaLink=\"false\">%S/?p=%ld</guid>\n"
                "<dc:creator>%S</dc:creator>\n<pubDate>",
                &p->title, &q->site->base, (long)p->id, &q->site->base,
                (long)p->id, &p->author);
    sheet_time(out, "%a, %d %b %Y %H:%M:%S ", p->at, q->site->offset);
    sheet_offset(out, q->site->offset, false);
    buf_z(out, "</pubDate>\n<description>");
    put_summary(out, text);
    buf_z(out, "</description>\n<content:encoded>");
    put_escaped_html(out, text);
    html_printf(out,
                "</content:encoded>\n<slash:comments>%ld</slash:comments>\n"
                "</item>\n",
                (long)p->replies);
}

void rss_sheet(const struct ask *q, struct answer *r)
{
    if (!str_eq(q->path, q->site->start))
        return;
    struct posts posts = site_posts(q->site, NULL, q->a);
    struct buf *out = &r->out;
    html_printf(out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<rss version=\"2.0\" "
                "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                "xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\">\n"
                "<channel>\n<title>%S</title>\n<link>%S/</link>\n"
                "<description>%S</description>\n<language>ru</language>\n"
                "<ttl>30</ttl>\n",
                &q->site->title, &q->site->base, &q->site->about);
    for (size_t i = posts.n; i-- > 0;)
        put_rss_item(q, out, posts.p[i]);
    buf_z(out, "</channel>\n</rss>\n");
    r->status = 200;
    r->type = "application/rss+xml";
}

static void put_stamp(struct buf *out, const char *element, int64_t at)
{
    html_printf(out, "<%s>", element);
    sheet_time(out, "%Y-%m-%dT%H:%M:%SZ", at, 0);
    html_printf(out, "</%s>\n", element);
}

static void put_entry(const struct ask *q, struct buf *out,
                      const struct post *p)
{
    html_printf(out,
                "<entry>\n<title>%S</title>\n"
                "<link rel=\"alternate\" type=\"text/html\" "
                "href=\"%S/post/%ld\"/>\n<id>tag:watch,2026:post-%ld</id>\n",
                &p->title, &q->site->base, (long)p->id, (long)p->id);
    put_stamp(out, "published", p->at);
    put_stamp(out, "updated",
              site_was_edited(q->site, p) ? q->site->changed : p->at);
    html_printf(out,
                "<author><name>%S</name></author>\n"
                "<content type=\"html\">",
                &p->author);
    put_escaped_html(out, site_text(q->site, p));
    buf_z(out, "</content>\n</entry>\n");
}

void atom_sheet(const struct ask *q, struct answer *r)
{
    struct posts posts = site_posts(q->site, NULL, q->a);
    long page = sheet_page(q), size = (long)q->site->page;
    long to = (long)posts.n - (page - 1) * size;
    long from = to > size ? to - size : 0;
    if (!str_eq(q->path, q->site->start) || page < 1 || to <= 0)
        return;
    struct buf *out = &r->out;
    html_printf(out,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                "xml:lang=\"en\">\n<title>%S</title>\n"
                "<subtitle>%S</subtitle>\n<id>%S%S</id>\n"
                "<link rel=\"self\" href=\"%S%S?page=%ld\"/>\n"
                "<link rel=\"alternate\" href=\"%S/\"/>\n",
                &q->site->title, &q->site->about, &q->site->base,
                &q->site->start, &q->site->base, &q->site->start, page,
                &q->site->base);
    if (from > 0)
        html_printf(out, "<link rel=\"next\" href=\"%S%S?page=%ld\"/>\n",
                    &q->site->base, &q->site->start, page + 1);
    put_stamp(out, "updated", q->site->changed);
    for (long i = to; i-- > from;)
        put_entry(q, out, posts.p[i]);
    buf_z(out, "</feed>\n");
    r->status = 200;
    r->type = "application/atom+xml";
}
