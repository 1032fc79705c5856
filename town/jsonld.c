/* SPDX-License-Identifier: MIT
 *
 * jsonld: a review site, newest first. The reviews stand in the page for
 * people and in one JSON-LD script for machines. */
#include "town/sheet.h"

static void put_date(struct buf *out, const struct site *s, int64_t at)
{
    sheet_time(out, "%Y-%m-%dT%H:%M:%S", at, s->offset);
    sheet_offset(out, s->offset, true);
}

static void put_machine_review(const struct ask *q, struct json *j,
                               const struct post *p)
{
    struct buf date;
    buf_init(&date, 64);
    put_date(&date, q->site, p->at);
    json_map(j);
    json_key(j, "@type"), json_z(j, "Review");
    json_key(j, "@id");
    json_str(j, str_printf(q->a, STR_FMT "/review/%ld", STR_ARG(q->site->base),
                           (long)p->id));
    json_key(j, "url");
    json_str(j, str_printf(q->a, STR_FMT "/review/%ld", STR_ARG(q->site->base),
                           (long)p->id));
    json_key(j, "name"), json_str(j, p->title);
    json_key(j, "author"), json_map(j);
    json_key(j, "@type"), json_z(j, "Person");
    json_key(j, "name"), json_str(j, p->author), json_end(j);
    json_key(j, "datePublished"), json_str(j, buf_view(&date));
    json_key(j, "reviewBody"), json_str(j, site_text(q->site, p));
    json_key(j, "reviewRating"), json_map(j);
    json_key(j, "@type"), json_z(j, "Rating");
    json_key(j, "ratingValue"), json_int(j, p->rating);
    json_key(j, "bestRating"), json_int(j, 5);
    json_key(j, "worstRating"), json_int(j, 1), json_end(j);
    json_key(j, "interactionStatistic"), json_map(j);
    json_key(j, "@type"), json_z(j, "InteractionCounter");
    json_key(j, "interactionType"), json_z(j, "https://schema.org/LikeAction");
    json_key(j, "userInteractionCount"), json_int(j, p->likes), json_end(j);
    json_end(j);
    buf_clear(&date);
}

/* Hundredths of stars over all that can be seen. */
static long mean_rating(struct posts posts)
{
    long sum = 0;
    for (size_t i = 0; i < posts.n; i++)
        sum += (long)posts.p[i]->rating;
    return posts.n ? sum * 100 / (long)posts.n : 0;
}

static void put_machine(const struct ask *q, struct buf *out,
                        struct posts posts, struct posts page)
{
    struct json j;
    buf_z(out, "<script type=\"application/ld+json\">");
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "@context"), json_z(&j, "https://schema.org");
    json_key(&j, "@type"), json_z(&j, "BankOrCreditUnion");
    json_key(&j, "name"), json_str(&j, q->site->title);
    json_key(&j, "aggregateRating"), json_map(&j);
    json_key(&j, "@type"), json_z(&j, "AggregateRating");
    json_key(&j, "ratingValue"), json_num(&j, (double)mean_rating(posts) / 100);
    json_key(&j, "reviewCount"), json_int(&j, (int64_t)posts.n);
    json_end(&j);
    json_key(&j, "review"), json_list(&j);
    for (size_t i = page.n; i-- > 0;)
        put_machine_review(q, &j, page.p[i]);
    json_end(&j);
    json_end(&j);
    buf_z(out, "</script>\n");
}

static void put_review(const struct ask *q, struct buf *out,
                       const struct post *p)
{
    html_printf(out,
                "<article class=\"opinion\" data-id=\"%ld\">"
                "<h3><a href=\"/review/%ld\">%S</a></h3>"
                "<div class=\"opinion__stars\" title=\"%d из 5\"></div>"
                "<div class=\"opinion__who\">%S</div>"
                "<div class=\"opinion__text\">",
                (long)p->id, (long)p->id, &p->title, (int)p->rating,
                &p->author);
    sheet_lines(out, site_text(q->site, p));
    html_printf(out,
                "</div><div class=\"opinion__useful\">Полезно: %ld"
                "</div></article>\n",
                (long)p->likes);
}

static void put_page(const struct ask *q, struct answer *r, long page)
{
    struct posts posts = site_posts(q->site, NULL, q->a);
    long size = (long)q->site->page, to = (long)posts.n - (page - 1) * size;
    long from = to > size ? to - size : 0;
    if (page < 1 || to <= 0)
        return;
    struct posts shown = {posts.p + from, (size_t)(to - from)};
    struct buf *out = &r->out;
    html_printf(out,
                "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n"
                "<meta charset=\"utf-8\">\n<title>%S: отзывы</title>\n"
                "<link rel=\"canonical\" href=\"%S%S\">\n",
                &q->site->title, &q->site->base, &q->site->start);
    if (from > 0)
        html_printf(out, "<link rel=\"next\" href=\"%S?page=%ld\">\n",
                    &q->site->start, page + 1);
    put_machine(q, out, posts, shown);
    html_printf(out, "</head>\n<body>\n<h1>%S</h1>\n<p>%S</p>\n",
                &q->site->title, &q->site->about);
    for (size_t i = shown.n; i-- > 0;)
        put_review(q, out, shown.p[i]);
    if (from > 0)
        html_printf(out,
                    "<nav><a rel=\"next\" href=\"%S?page=%ld\">Дальше</a>"
                    "</nav>\n",
                    &q->site->start, page + 1);
    buf_z(out, "</body>\n</html>\n");
    r->status = 200;
    r->type = "text/html; charset=utf-8";
}

void jsonld_sheet(const struct ask *q, struct answer *r)
{
    if (str_eq(q->path, q->site->start))
        put_page(q, r, sheet_page(q));
}
