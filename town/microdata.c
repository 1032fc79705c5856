/* SPDX-License-Identifier: MIT
 *
 * microdata: a review site with schema.org attributes, newest first. Its
 * dates name no zone: the source has to. */
#include "town/sheet.h"

static void put_review(const struct ask *q, struct buf *out,
                       const struct post *p)
{
    html_printf(out,
                "<div class=\"review\" id=\"review-%ld\" itemprop=\"review\" "
                "itemscope itemtype=\"https://schema.org/Review\">\n"
                "<meta itemprop=\"itemReviewed\" content=\"%S\">\n"
                "<meta itemprop=\"url\" content=\"%S/review/%ld\">\n"
                "<div class=\"review-head\"><span itemprop=\"author\" "
                "itemscope itemtype=\"https://schema.org/Person\">"
                "<span itemprop=\"name\">%S</span></span>\n",
                (long)p->id, &q->site->title, &q->site->base, (long)p->id,
                &p->author);
    buf_z(out, "<span itemprop=\"datePublished\" content=\"");
    sheet_time(out, "%Y-%m-%d %H:%M:%S", p->at, q->site->offset);
    buf_z(out, "\">");
    sheet_time(out, "%d.%m.%Y", p->at, q->site->offset);
    html_printf(out,
                "</span>\n<span itemprop=\"reviewRating\" itemscope "
                "itemtype=\"https://schema.org/Rating\">"
                "<meta itemprop=\"worstRating\" content=\"1\">"
                "<span itemprop=\"ratingValue\">%d</span>/"
                "<span itemprop=\"bestRating\">5</span></span></div>\n"
                "<h3 itemprop=\"name\">%S</h3>\n"
                "<div class=\"review-text\" itemprop=\"reviewBody\">",
                (int)p->rating, &p->title);
    sheet_lines(out, site_text(q->site, p));
    html_printf(out,
                "</div>\n<div class=\"review-useful\">"
                "<span class=\"useful-count\">%ld</span></div>\n</div>\n",
                (long)p->likes);
}

static void put_links(const struct ask *q, struct buf *out, long page,
                      bool more, const char *fmt)
{
    if (more)
        html_printf(out, fmt, &q->site->start, page + 1);
}

void microdata_sheet(const struct ask *q, struct answer *r)
{
    struct posts posts = site_posts(q->site, NULL, q->a);
    long page = sheet_page(q), size = (long)q->site->page;
    long to = (long)posts.n - (page - 1) * size;
    long from = to > size ? to - size : 0;
    if (!str_eq(q->path, q->site->start) || page < 1 || to <= 0)
        return;
    struct buf *out = &r->out;
    html_printf(out,
                "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n"
                "<meta http-equiv=\"Content-Type\" content=\"text/html; "
                "charset=utf-8\">\n<title>%S</title>\n",
                &q->site->title);
    put_links(q, out, page, from > 0,
              "<link rel=\"next\" href=\"%S?page=%ld\">\n");
    html_printf(out,
                "</head>\n<body>\n<div itemscope "
                "itemtype=\"https://schema.org/Organization\">\n"
                "<h1 itemprop=\"name\">%S</h1>\n<p>%S</p>\n",
                &q->site->title, &q->site->about);
    for (long i = to; i-- > from;)
        put_review(q, out, posts.p[i]);
    buf_z(out, "</div>\n");
    put_links(q, out, page, from > 0,
              "<a class=\"pager\" rel=\"next\" href=\"%S?page=%ld\">Ещё "
              "отзывы</a>\n");
    buf_z(out, "</body>\n</html>\n");
    r->status = 200;
    r->type = "text/html; charset=utf-8";
}
