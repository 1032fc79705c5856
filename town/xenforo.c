/* SPDX-License-Identifier: MIT
 *
 * xenforo: a XenForo 2 forum. A thread asked for under another slug than its
 * own answers 301, as XenForo does. */
#include "town/sheet.h"

#include <ctype.h>
#include <stdlib.h>

/* "Who's on Vyuga?" -> "whos-on-vyuga" */
static struct str slug_of(struct arena *a, struct str title)
{
    char *s = arena_alloc(a, title.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < title.n; i++) {
        unsigned char c = (unsigned char)title.p[i];
        if (isalnum(c))
            s[n++] = (char)tolower(c);
        else if (c == ' ' && n && s[n - 1] != '-')
            s[n++] = '-';
    }
    return (struct str){s, n};
}

static struct str thread_path(struct arena *a, const struct thread *t,
                              long page)
{
    struct str slug = slug_of(a, t->title);
    return page > 1 ? str_printf(a, "/threads/" STR_FMT ".%ld/page-%ld",
                                 STR_ARG(slug), (long)t->id, page)
                    : str_printf(a, "/threads/" STR_FMT ".%ld/", STR_ARG(slug),
                                 (long)t->id);
}

struct frame {
    const char *template; /* thread_view, forum_view */
    struct str title;
    struct str next; /* path of the next page, or "" */
};

static void put_head(const struct ask *q, struct buf *out,
                     const struct frame *f)
{
    html_printf(out,
                "<!DOCTYPE html>\n<html id=\"XF\" lang=\"en-GB\" dir=\"LTR\" "
                "data-app=\"public\" data-template=\"%s\" "
                "data-logged-in=\"false\" data-cookie-prefix=\"xf_\" "
                "class=\"has-no-js template-%s\">\n<head>\n"
                "<meta charset=\"utf-8\" />\n<title>%S | %S</title>\n",
                f->template, f->template, &f->title, &q->site->title);
    if (f->next.n)
        html_printf(out, "<link rel=\"next\" href=\"%S\" />\n", &f->next);
    html_printf(out,
                "</head>\n<body data-template=\"%s\">\n"
                "<div class=\"p-pageWrapper\">\n"
                "<header class=\"p-header\"><div class=\"p-header-logo\">"
                "<a href=\"/\">%S</a></div></header>\n"
                "<div class=\"p-body-header\"><div class=\"p-title\">"
                "<h1 class=\"p-title-value\">%S</h1></div></div>\n",
                f->template, &q->site->title, &f->title);
}

static void put_nav(struct buf *out, const struct frame *f, long page,
                    long pages)
{
    if (pages < 2)
        return;
    html_printf(out,
                "<nav class=\"pageNavWrapper\"><div class=\"pageNav\">"
                "<ul class=\"pageNav-main\"><li class=\"pageNav-page "
                "pageNav-page--current\"><a>%ld of %ld</a></li></ul>",
                page, pages);
    if (f->next.n)
        html_printf(out,
                    "<a href=\"%S\" class=\"pageNav-jump "
                    "pageNav-jump--next\">Next</a>",
                    &f->next);
    buf_z(out, "</div></nav>\n");
}

static void put_foot(struct answer *r)
{
    buf_z(&r->out, "<footer class=\"p-footer\"><div class=\"p-footer-"
                   "copyright\"><a href=\"https://xenforo.com\" class=\""
                   "u-concealed\">Community platform by XenForo&reg;</a>"
                   "</div></footer>\n</div>\n</body>\n</html>\n");
    r->status = 200;
    r->type = "text/html; charset=utf-8";
}

static void put_time(const struct ask *q, struct buf *out, int64_t at)
{
    int64_t zone = q->site->offset;
    buf_z(out, "<time class=\"u-dt\" dir=\"auto\" datetime=\"");
    sheet_time(out, "%Y-%m-%dT%H:%M:%S", at, zone);
    sheet_offset(out, zone, false);
    html_printf(out, "\" data-time=\"%ld\" title=\"", (long)at);
    sheet_time(out, "%b %d, %Y at %I:%M %p", at, zone);
    buf_z(out, "\">");
    sheet_time(out, "%b %d, %Y", at, zone);
    buf_z(out, "</time>");
}

static void put_user(const struct ask *q, struct buf *out, const struct post *p)
{
    const struct author *who = site_author(q->site, p->author);
    struct str slug = slug_of(q->a, p->author);
    html_printf(out,
                "<div class=\"message-cell message-cell--user\">"
                "<section class=\"message-user\"><div "
                "class=\"message-userDetails\"><h4 class=\"message-name\">"
                "<a href=\"/members/%S.%ld/\" class=\"username\" "
                "dir=\"auto\" data-user-id=\"%ld\">%S</a></h4>"
                "<h5 class=\"userTitle message-userTitle\">Member</h5></div>\n",
                &slug, (long)who->id, (long)who->id, &p->author);
    html_printf(out,
                "<div class=\"message-userExtras\">"
                "<dl class=\"pairs pairs--justified\"><dt>Messages</dt>"
                "<dd>%ld</dd></dl></div></section></div>\n",
                (long)who->posts);
}

static void put_body(const struct ask *q, struct buf *out, const struct post *p)
{
    buf_z(out, "<div class=\"message-content js-messageContent\">"
               "<div class=\"message-userContent lbContainer\">"
               "<article class=\"message-body js-selectToQuote\">"
               "<div class=\"bbWrapper\">");
    if (p->quote.n) {
        html_printf(out,
                    "<blockquote class=\"bbCodeBlock bbCodeBlock--expandable "
                    "bbCodeBlock--quote\"><div class=\"bbCodeBlock-title\">"
                    "<a class=\"bbCodeBlock-sourceJump\">%S said:</a></div>"
                    "<div class=\"bbCodeBlock-content\"><div "
                    "class=\"bbCodeBlock-expandContent\">",
                    &p->quoted);
        sheet_lines(out, str_trim(p->quote));
        buf_z(out, "</div></div></blockquote>");
    }
    sheet_lines(out, site_text(q->site, p));
    buf_z(out, "</div><div class=\"js-selectToQuoteEnd\">&nbsp;</div>"
               "</article></div>\n");
    if (site_was_edited(q->site, p)) {
        buf_z(out, "<div class=\"message-lastEdit\">Last edited: ");
        put_time(q, out, q->site->changed);
        buf_z(out, "</div>\n");
    }
    buf_z(out, "</div>\n");
    if (p->signature.n) {
        buf_z(out, "<aside class=\"message-signature\">"
                   "<div class=\"bbWrapper\">");
        sheet_lines(out, str_trim(p->signature));
        buf_z(out, "</div></aside>\n");
    }
}

/* Up to three names, then "and 4 others": the last authors of the list. */
static void put_reactions(const struct ask *q, struct buf *out,
                          const struct post *p)
{
    if (!p->likes)
        return;
    const struct author *authors = q->site->authors.items;
    html_printf(out,
                "<div class=\"reactionsBar js-reactionsList is-active\">"
                "<span class=\"u-srOnly\">Reactions:</span>"
                "<a class=\"reactionsBar-link\" href=\"/posts/%ld/reactions\""
                ">",
                (long)p->id);
    long named = p->likes < 3 ? (long)p->likes : 3;
    for (long i = 0; i < named && (size_t)i < q->site->authors.n; i++)
        html_printf(out, "%s<bdi>%S</bdi>", i ? ", " : "", &authors[i].name);
    if (p->likes > 3)
        html_printf(out, " and %ld others", (long)p->likes - 3);
    buf_z(out, "</a></div>\n");
}

static void put_post(const struct ask *q, struct buf *out, const struct post *p,
                     long number)
{
    struct str path = thread_path(q->a, p->thread, 1);
    long id = (long)p->id;
    html_printf(out,
                "<article class=\"message message--post js-post "
                "js-inlineModContainer\" data-author=\"%S\" "
                "data-content=\"post-%ld\" id=\"js-post-%ld\">\n"
                "<span class=\"u-anchorTarget\" id=\"post-%ld\"></span>\n"
                "<div class=\"message-inner\">\n",
                &p->author, id, id, id);
    put_user(q, out, p);
    html_printf(out,
                "<div class=\"message-cell message-cell--main\">"
                "<div class=\"message-main js-quickEditTarget\">"
                "<header class=\"message-attribution "
                "message-attribution--split\">"
                "<a href=\"%Spost-%ld\" class=\"message-attribution-main "
                "u-concealed\" rel=\"nofollow\">",
                &path, id);
    put_time(q, out, p->at);
    html_printf(out,
                "</a><ul class=\"message-attribution-opposite\"><li>"
                "<a href=\"%Spost-%ld\" rel=\"nofollow\">#%ld</a></li></ul>"
                "</header>\n",
                &path, id, number);
    put_body(q, out, p);
    put_reactions(q, out, p);
    buf_z(out, "</div></div>\n</div>\n</article>\n");
}

static void put_thread(const struct ask *q, struct answer *r,
                       const struct thread *t, long page)
{
    struct posts posts = site_posts(q->site, t, q->a);
    long size = (long)q->site->page, from = (page - 1) * size;
    long pages = ((long)posts.n + size - 1) / size;
    if (page < 1 || (page > pages && page > 1))
        return;
    struct frame f = {"thread_view", t->title,
                      page < pages ? thread_path(q->a, t, page + 1) : STR("")};
    r->odd = t->odd == ODD_MOVED ? ODD_NONE : t->odd;
    r->thread = t->id;
    put_head(q, &r->out, &f);
    put_nav(&r->out, &f, page, pages);
    buf_z(&r->out, "<div class=\"block-body js-replyNewMessageContainer\">\n");
    for (long i = from; i < from + size && i < (long)posts.n; i++)
        put_post(q, &r->out, posts.p[i], i + 1);
    buf_z(&r->out, "</div>\n");
    put_foot(r);
}

static void put_row(const struct ask *q, struct buf *out,
                    const struct thread *t)
{
    struct posts posts = site_posts(q->site, t, q->a);
    struct str path =
        t->odd == ODD_MOVED
            ? str_printf(q->a, "/threads/old-address.%ld/", (long)t->id)
            : thread_path(q->a, t, 1);
    html_printf(out,
                "<div class=\"structItem structItem--thread js-inlineMod"
                "Container js-threadListItem-%ld\" data-author=\"%S\">"
                "<div class=\"structItem-cell structItem-cell--main\">"
                "<div class=\"structItem-title\"><a href=\"%S\" "
                "data-tp-primary=\"on\">%S</a></div></div>\n",
                (long)t->id, posts.n ? &posts.p[0]->author : &STR(""), &path,
                &t->title);
    html_printf(out,
                "<div class=\"structItem-cell structItem-cell--meta\">"
                "<dl class=\"pairs pairs--justified\"><dt>Replies</dt>"
                "<dd>%ld</dd></dl></div>"
                "<div class=\"structItem-cell structItem-cell--latest\">",
                posts.n ? (long)posts.n - 1 : 0);
    if (posts.n) {
        html_printf(out, "<a href=\"%Slatest\" rel=\"nofollow\">", &path);
        put_time(q, out, posts.p[posts.n - 1]->at);
        buf_z(out, "</a>");
    }
    buf_z(out, "</div></div>\n");
}

static void put_board(const struct ask *q, struct answer *r, long page)
{
    const struct thread *threads = q->site->threads.items;
    long size = (long)q->site->list, n = (long)q->site->threads.n;
    long pages = (n + size - 1) / size;
    if (page < 1 || page > pages)
        return;
    struct frame f = {"forum_view", STR("Phones, internet, money"),
                      page < pages ? str_printf(q->a,
                                                "/forums/everyday.7/"
                                                "page-%ld",
                                                page + 1)
                                   : STR("")};
    put_head(q, &r->out, &f);
    put_nav(&r->out, &f, page, pages);
    buf_z(&r->out, "<div class=\"structItemContainer\">"
                   "<div class=\"structItemContainer-group "
                   "js-threadList\">\n");
    for (long i = (page - 1) * size; i < page * size && i < n; i++)
        put_row(q, &r->out, &threads[i]);
    buf_z(&r->out, "</div></div>\n");
    put_foot(r);
}

/* The number between the last dot and the next slash: "/threads/x.101/". */
static int64_t thread_id(struct str path)
{
    struct str rest = str_from(path, sizeof "/threads/" - 1), name, piece;
    int64_t id = 0;
    if (!str_split(&rest, '/', &name))
        return 0;
    while (str_split(&name, '.', &piece))
        if (!str_int(piece, &id))
            id = 0;
    return id;
}

/* ".../post-501" and ".../latest" lead to the page that holds the post. */
static long page_of(const struct ask *q, const struct thread *t)
{
    struct posts posts = site_posts(q->site, t, q->a);
    int64_t id = sheet_after(q->path, "/post-", 0);
    if (!id && str_ends(q->path, STR("/latest")) && posts.n)
        id = posts.p[posts.n - 1]->id;
    for (size_t i = 0; i < posts.n; i++)
        if (posts.p[i]->id == id)
            return (long)(i / (size_t)q->site->page) + 1;
    return 0;
}

void xenforo_sheet(const struct ask *q, struct answer *r)
{
    long page = sheet_after(q->path, "/page-", 1);
    if (str_starts(q->path, STR("/forums/everyday.7/"))) {
        put_board(q, r, page);
        return;
    }
    if (!str_starts(q->path, STR("/threads/")))
        return;
    const struct thread *t = site_thread(q->site, thread_id(q->path));
    if (!t || page < 1)
        return;
    long holds = page_of(q, t);
    struct str right = thread_path(q->a, t, holds ? holds : page);
    if (str_eq(right, q->path))
        put_thread(q, r, t, page);
    else
        sheet_move(q, r, right);
}
