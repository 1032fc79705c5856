/* SPDX-License-Identifier: MIT
 *
 * phpbb: a phpBB 3.3 board in prosilver's markup, served as windows-1251
 * with the charset in the meta tag only, as old Russian boards do. Every link
 * carries a session id for guests; it changes with the day. */
#include "town/sheet.h"

#include <stdlib.h>

enum { BOARD = 4 };

static const char *session(const struct site *s)
{
    return s->second ? "9c41e0b7d2a85f3360817c5e94db12af"
                     : "4fd2a61c0e9b7835d1466ab0f7328ec5";
}

static void put_head(const struct ask *q, struct buf *out, const char *title,
                     const char *section)
{
    buf_z(out, "<!DOCTYPE html>\n<html dir=\"ltr\" lang=\"ru\">\n<head>\n"
               "<meta charset=\"windows-1251\" />\n"
               "<meta name=\"viewport\" content=\"width=device-width, "
               "initial-scale=1\" />\n");
    html_printf(out,
                "<title>%s - %S</title>\n</head>\n"
                "<body id=\"phpbb\" class=\"nojs notouch section-%s ltr\">\n"
                "<div id=\"wrap\" class=\"wrap\">\n"
                "<div id=\"page-header\"><div class=\"headerbar\">"
                "<h1>%S</h1><p>%S</p></div>\n"
                "<ul id=\"nav-breadcrumbs\" class=\"nav-breadcrumbs\">"
                "<li><a href=\"./viewforum.php?f=4&amp;sid=%s\">Связь и "
                "деньги</a></li>"
                "<li><a href=\"./search.php?sid=%s\">Поиск</a></li></ul>"
                "</div>\n",
                title, &q->site->title, section, &q->site->title,
                &q->site->about, session(q->site), session(q->site));
}

static void put_foot(struct answer *r)
{
    buf_z(&r->out,
          "<div id=\"page-footer\" class=\"page-footer\">"
          "<div class=\"copyright\"><p class=\"footer-row\">"
          "<span class=\"footer-copyright\">Создано на основе "
          "<a href=\"https://www.phpbb.com/\">phpBB</a>&reg; Forum Software "
          "&copy; phpBB Limited</span></p></div></div>\n"
          "</div>\n</body>\n</html>\n");
    r->status = 200;
    r->type = "text/html";
    sheet_cp1251(&r->out);
}

/* Where a list of `total` things, `size` a page, is read from `start`. */
struct paging {
    const char *script; /* "./viewtopic.php?t=" */
    long id;            /* of the board or topic */
    long total, size, start;
};

static void put_page_link(const struct ask *q, struct buf *out,
                          const struct paging *p, long start)
{
    html_printf(out, "%s%ld", p->script, p->id);
    if (start > 0)
        html_printf(out, "&amp;start=%ld", start);
    html_printf(out, "&amp;sid=%s", session(q->site));
}

static void put_arrow(const struct ask *q, struct buf *out,
                      const struct paging *p, bool next)
{
    html_printf(out,
                "<li class=\"arrow %s\"><a class=\"button "
                "button-icon-only\" href=\"",
                next ? "next" : "previous");
    put_page_link(q, out, p, p->start + (next ? p->size : -p->size));
    html_printf(out,
                "\" rel=\"%s\" role=\"button\"><i class=\"icon\"></i>"
                "<span class=\"sr-only\">%s</span></a></li>",
                next ? "next" : "prev", next ? "След." : "Пред.");
}

static void put_pagination(const struct ask *q, struct buf *out,
                           const struct paging *p, const char *what)
{
    html_printf(out, "<div class=\"pagination\">\n%s: %ld\n", what, p->total);
    buf_z(out, p->total > p->size ? "<ul>\n" : "");
    if (p->start > 0)
        put_arrow(q, out, p, false);
    for (long at = 0; p->total > p->size && at < p->total; at += p->size) {
        if (at == p->start) {
            html_printf(out, "<li class=\"active\"><span>%ld</span></li>",
                        at / p->size + 1);
            continue;
        }
        buf_z(out, "<li><a class=\"button\" href=\"");
        put_page_link(q, out, p, at);
        html_printf(out, "\" role=\"button\">%ld</a></li>", at / p->size + 1);
    }
    if (p->start + p->size < p->total)
        put_arrow(q, out, p, true);
    buf_z(out, p->total > p->size ? "</ul>\n</div>\n" : "</div>\n");
}

static void put_user(const struct ask *q, struct buf *out, struct str name)
{
    html_printf(out,
                "<a href=\"./memberlist.php?mode=viewprofile&amp;u=%ld&amp;"
                "sid=%s\" class=\"username\">%S</a>",
                (long)site_author(q->site, name)->id + 60, session(q->site),
                &name);
}

static void put_time(const struct ask *q, struct buf *out, int64_t at)
{
    buf_z(out, "<time datetime=\"");
    sheet_time(out, "%Y-%m-%dT%H:%M:%S+00:00", at, 0);
    buf_z(out, "\">");
    sheet_russian_time(out, at, q->site->now, q->site->offset);
    buf_z(out, "</time>");
}

static void put_profile(const struct ask *q, struct buf *out,
                        const struct post *p)
{
    const struct author *who = site_author(q->site, p->author);
    html_printf(out,
                "<dl class=\"postprofile\" id=\"profile%ld\">"
                "<dt class=\"no-profile-rank no-avatar\">",
                (long)p->id);
    put_user(q, out, p->author);
    html_printf(out,
                "</dt>\n<dd class=\"profile-posts\"><strong>Сообщения:"
                "</strong> <a href=\"./search.php?author_id=%ld&amp;sr=posts"
                "&amp;sid=%s\">%ld</a></dd></dl>\n",
                (long)who->id + 60, session(q->site), (long)who->posts);
}

static void put_content(const struct ask *q, struct buf *out,
                        const struct post *p)
{
    buf_z(out, "<div class=\"content\">");
    if (p->quote.n) {
        html_printf(out, "<blockquote><div><cite>%S писал(а):</cite>",
                    &p->quoted);
        sheet_lines(out, str_trim(p->quote));
        buf_z(out, "</div></blockquote>");
    }
    sheet_lines(out, site_text(q->site, p));
    buf_z(out, "</div>\n");
    if (site_was_edited(q->site, p)) {
        buf_z(out, "<div class=\"notice\">Последний раз редактировалось ");
        put_user(q, out, p->author);
        buf_z(out, " ");
        sheet_russian_time(out, q->site->changed, q->site->now,
                           q->site->offset);
        buf_z(out, ", всего редактировалось 1 раз.</div>\n");
    }
    if (p->signature.n) {
        html_printf(out, "<div id=\"sig%ld\" class=\"signature\">",
                    (long)p->id);
        sheet_lines(out, str_trim(p->signature));
        buf_z(out, "</div>\n");
    }
}

static void put_post(const struct ask *q, struct buf *out, const struct post *p,
                     bool first)
{
    long id = (long)p->id;
    html_printf(out,
                "<div id=\"p%ld\" class=\"post has-profile bg%d\">\n"
                "<div class=\"inner\">\n",
                id, first ? 2 : 1);
    put_profile(q, out, p);
    html_printf(
        out,
        "<div class=\"postbody\">\n<div id=\"post_content%ld\">\n"
        "<h3 class=\"%s\"><a href=\"./viewtopic.php?p=%ld&amp;sid=%s#p%ld\">"
        "%s%S</a></h3>\n",
        id, first ? "first" : "", id, session(q->site), id,
        first ? "" : "Re: ", &p->thread->title);
    html_printf(out,
                "<p class=\"author\"><a class=\"unread icon-link\" "
                "href=\"./viewtopic.php?p=%ld&amp;sid=%s#p%ld\" "
                "title=\"Сообщение\">#</a>"
                "<span class=\"responsive-hide\">Сообщение <strong>",
                id, session(q->site), id);
    put_user(q, out, p->author);
    buf_z(out, "</strong> &raquo; </span>");
    put_time(q, out, p->at);
    buf_z(out, "</p>\n");
    put_content(q, out, p);
    buf_z(out, "</div>\n</div>\n</div>\n</div>\n<hr class=\"divider\" />\n");
}

static void put_topic(const struct ask *q, struct answer *r,
                      const struct thread *t, int64_t start)
{
    struct posts posts = site_posts(q->site, t, q->a);
    const char *title = str_z(q->a, t->title);
    if (start > 0 && start >= (int64_t)posts.n)
        return;
    struct paging p = {"./viewtopic.php?t=", (long)t->id, (long)posts.n,
                       (long)q->site->page, (long)start};
    r->odd = t->odd;
    r->thread = t->id;
    put_head(q, &r->out, title, "viewtopic");
    html_printf(&r->out,
                "<h2 class=\"topic-title\"><a href=\"./viewtopic.php?t=%ld"
                "&amp;sid=%s\">%S</a></h2>\n<div class=\"action-bar\">",
                p.id, session(q->site), &t->title);
    put_pagination(q, &r->out, &p, "Сообщений");
    buf_z(&r->out, "</div>\n");
    for (int64_t i = start; i < start + q->site->page && i < (int64_t)posts.n;
         i++)
        put_post(q, &r->out, posts.p[i], i == start);
    put_foot(r);
}

struct topic {
    const struct thread *t;
    const struct post *last; /* NULL for one that shows none */
    long replies;
};

static int by_last(const void *a, const void *b)
{
    const struct post *x = ((const struct topic *)a)->last;
    const struct post *y = ((const struct topic *)b)->last;
    int64_t at = x ? x->at : 0, bt = y ? y->at : 0;
    return at > bt ? -1 : at < bt;
}

static void put_row(const struct ask *q, struct buf *out, const struct topic *t)
{
    html_printf(out,
                "<li class=\"row bg1\"><dl class=\"row-item topic_read\">"
                "<dt title=\"Нет непрочитанных сообщений\">"
                "<div class=\"list-inner\"><a href=\"./viewtopic.php?t=%ld"
                "&amp;sid=%s\" class=\"topictitle\">%S</a>",
                (long)t->t->id, session(q->site), &t->t->title);
    html_printf(out,
                "</div></dt>\n<dd class=\"posts\">%ld "
                "<dfn>Ответы</dfn></dd>\n<dd class=\"lastpost\"><span>"
                "<dfn>Последнее сообщение </dfn>",
                t->replies);
    if (t->last) {
        put_user(q, out, t->last->author);
        html_printf(out,
                    " <a href=\"./viewtopic.php?p=%ld&amp;sid=%s#p%ld\" "
                    "title=\"Перейти к последнему сообщению\">&raquo;</a> "
                    "<br />",
                    (long)t->last->id, session(q->site), (long)t->last->id);
        put_time(q, out, t->last->at);
    }
    buf_z(out, "</span></dd></dl></li>\n");
}

static void put_board(const struct ask *q, struct answer *r, int64_t start)
{
    const struct site *s = q->site;
    const struct thread *threads = s->threads.items;
    struct topic *topics = arena_alloc(q->a, s->threads.n * sizeof *topics);
    size_t n = 0;
    for (size_t i = 0; i < s->threads.n; i++) {
        struct posts posts = site_posts(s, &threads[i], q->a);
        if (posts.n || threads[i].odd == ODD_FORBIDDEN)
            topics[n++] = (struct topic){&threads[i],
                                         posts.n ? posts.p[posts.n - 1] : NULL,
                                         posts.n ? (long)posts.n - 1 : 0};
    }
    qsort(topics, n, sizeof *topics, by_last);
    if (start > 0 && start >= (int64_t)n)
        return;
    struct paging p = {"./viewforum.php?f=", BOARD, (long)n, (long)s->list,
                       (long)start};
    put_head(q, &r->out, "Связь и деньги", "viewforum");
    buf_z(&r->out, "<h2 class=\"forum-title\">Связь и деньги</h2>\n");
    put_pagination(q, &r->out, &p, "Тем");
    buf_z(&r->out, "<div class=\"forumbg\"><div class=\"inner\">"
                   "<ul class=\"topiclist topics\">\n");
    for (int64_t i = start; i < start + s->list && i < (int64_t)n; i++)
        put_row(q, &r->out, &topics[i]);
    buf_z(&r->out, "</ul></div></div>\n");
    put_foot(r);
}

/* "?p=501" shows the page of its topic that holds the post. */
static void put_post_page(const struct ask *q, struct answer *r, int64_t id)
{
    const struct post *p = site_post(q->site, id);
    if (!p)
        return;
    struct posts posts = site_posts(q->site, p->thread, q->a);
    int64_t at = 0;
    while (posts.p[at] != p)
        at++;
    put_topic(q, r, p->thread, at - at % q->site->page);
}

void phpbb_sheet(const struct ask *q, struct answer *r)
{
    int64_t start = sheet_arg(q, "start", 0);
    if (start < 0)
        return;
    if (str_eqz(q->path, "/viewforum.php") && sheet_arg(q, "f", 0) == BOARD) {
        put_board(q, r, start);
        return;
    }
    if (!str_eqz(q->path, "/viewtopic.php"))
        return;
    const struct thread *t = site_thread(q->site, sheet_arg(q, "t", 0));
    if (t)
        put_topic(q, r, t, start);
    else
        put_post_page(q, r, sheet_arg(q, "p", -1));
}
