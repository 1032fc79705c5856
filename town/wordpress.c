/* SPDX-License-Identifier: MIT
 *
 * wordpress: one post of a WordPress blog with threaded comments in pages.
 * The short address "?p=42" redirects to the long one. */
#include "town/sheet.h"

#define POST_PATH "/2026/kak-ya-vybiral-operatora/"

static void put_head(const struct ask *q, struct buf *out, long page)
{
    html_printf(out,
                "<!DOCTYPE html>\n<html lang=\"ru-RU\">\n<head>\n"
                "<meta charset=\"UTF-8\">\n<title>%S</title>\n"
                "<meta name=\"generator\" content=\"WordPress 6.4.3\" />\n"
                "<link rel=\"https://api.w.org/\" href=\"%S/wp-json/\" />\n"
                "<link rel=\"canonical\" href=\"%S" POST_PATH,
                &q->site->title, &q->site->base, &q->site->base);
    if (page > 1)
        html_printf(out, "comment-page-%ld/", page);
    html_printf(out,
                "\" />\n</head>\n<body class=\"post-template-default single "
                "single-post postid-42\">\n<article id=\"post-42\" "
                "class=\"post type-post\">"
                "<h1 class=\"entry-title\">%S</h1>\n"
                "<div class=\"entry-content\">",
                &q->site->title);
    sheet_paragraphs(out, str_trim(q->site->about));
    buf_z(out, "</div></article>\n<div id=\"comments\" "
               "class=\"comments-area\">\n");
}

static void put_comment(const struct ask *q, struct buf *out,
                        const struct post *p)
{
    long id = (long)p->id;
    html_printf(out,
                "<article id=\"div-comment-%ld\" class=\"comment-body\">"
                "<footer class=\"comment-meta\"><div class=\"comment-author "
                "vcard\"><b class=\"fn\">%S</b> <span class=\"says\">пишет:"
                "</span></div><div class=\"comment-metadata\">"
                "<a href=\"%S" POST_PATH "#comment-%ld\"><time datetime=\"",
                id, &p->author, &q->site->base, id);
    sheet_time(out, "%Y-%m-%dT%H:%M:%S", p->at, q->site->offset);
    sheet_offset(out, q->site->offset, true);
    buf_z(out, "\">");
    sheet_russian_time(out, p->at, q->site->now, q->site->offset);
    buf_z(out, "</time></a></div></footer>\n"
               "<div class=\"comment-content\">");
    if (p->quote.n) {
        buf_z(out, "<blockquote>");
        sheet_paragraphs(out, str_trim(p->quote));
        buf_z(out, "</blockquote>\n");
    }
    sheet_paragraphs(out, site_text(q->site, p));
    buf_z(out, "</div></article>\n");
}

/* A comment with the answers that follow it inside. Returns how many posts
 * were written. */
static size_t put_tree(const struct ask *q, struct buf *out, struct posts posts,
                       size_t at)
{
    size_t n = 1;
    html_printf(out,
                "<li id=\"comment-%ld\" class=\"comment even thread-even "
                "depth-1%s\">\n",
                (long)posts.p[at]->id,
                at + 1 < posts.n && posts.p[at + 1]->reply ? " parent" : "");
    put_comment(q, out, posts.p[at]);
    while (at + n < posts.n && posts.p[at + n]->reply) {
        buf_z(out, n == 1 ? "<ol class=\"children\">\n" : "");
        html_printf(out,
                    "<li id=\"comment-%ld\" class=\"comment odd alt "
                    "depth-2\">\n",
                    (long)posts.p[at + n]->id);
        put_comment(q, out, posts.p[at + n]);
        buf_z(out, "</li><!-- #comment-## -->\n");
        n++;
    }
    buf_z(out, n > 1 ? "</ol><!-- .children -->\n" : "");
    buf_z(out, "</li><!-- #comment-## -->\n");
    return n;
}

static void put_navigation(const struct ask *q, struct buf *out, long page,
                           bool more)
{
    buf_z(out, "<nav class=\"navigation comment-navigation\">"
               "<div class=\"nav-links\">");
    if (page > 1)
        html_printf(out,
                    "<div class=\"nav-previous\"><a href=\"%S" POST_PATH
                    "comment-page-%ld/#comments\">Старые комментарии</a>"
                    "</div>",
                    &q->site->base, page - 1);
    if (more)
        html_printf(out,
                    "<div class=\"nav-next\"><a href=\"%S" POST_PATH
                    "comment-page-%ld/#comments\">Новые комментарии</a>"
                    "</div>",
                    &q->site->base, page + 1);
    buf_z(out, "</div></nav>\n");
}

/* Pages hold whole trees: `page` comments that answer nobody, with their
 * answers, as WordPress counts. */
static void put_page(const struct ask *q, struct answer *r, long page)
{
    struct posts posts = site_posts(q->site, NULL, q->a);
    long skip = (page - 1) * (long)q->site->page, taken = 0;
    size_t at = 0;
    while (at < posts.n && (posts.p[at]->reply || skip-- > 0))
        at++;
    if (at == posts.n)
        return;
    put_head(q, &r->out, page);
    html_printf(&r->out,
                "<h2 class=\"comments-title\">Комментарии: %ld</h2>\n"
                "<ol class=\"comment-list\">\n",
                (long)posts.n);
    while (at < posts.n && taken++ < q->site->page)
        at += put_tree(q, &r->out, posts, at);
    buf_z(&r->out, "</ol>\n");
    put_navigation(q, &r->out, page, at < posts.n);
    buf_z(&r->out, "</div>\n</body>\n</html>\n");
    r->status = 200;
    r->type = "text/html; charset=UTF-8";
}

void wordpress_sheet(const struct ask *q, struct answer *r)
{
    if (str_eqz(q->path, "/") && sheet_arg(q, "p", 0) == 42) {
        sheet_move(q, r, STR(POST_PATH));
        return;
    }
    long page = sheet_after(q->path, POST_PATH "comment-page-", 1);
    if (str_starts(q->path, STR(POST_PATH)) && page >= 1)
        put_page(q, r, page);
}
