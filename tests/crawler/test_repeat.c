/* SPDX-License-Identifier: MIT
 * repeat: discussions of no known kind are found, and nothing else is taken
 * for one. */
#include "crawler/markup/repeat.h"

#include <string.h>

#include "base/buf.h"
#include "crawler/markup/page.h"
#include "crawler/markup/post_text.h"
#include "tests/test.h"

#define HEAD "<!doctype html><html><head><title>x</title></head><body>"
#define LONG                                                                   \
    "Связи не было три дня, в поддержке обещали перезвонить и не перезвонили."

/* A run of n items made of a pattern, %d being its number. */
struct page {
    const char *name;
    const char *before, *item, *after; /* markup */
    int n;                             /* items written */
    size_t posts;                      /* that must be found */
    const char *first;                 /* words of the first, or NULL */
};

static const struct page PAGES[] = {
    {"comments of a home-made engine", "<div id=comments>",
     "<div class='comment c%d' id=c1><b class=author>Ann</b> "
     "<span>03.11.2025 10:15</span><p>" LONG "</p></div>",
     "</div>", 4, 4, LONG},
    {"two are enough where the page says comments", "<div id=comments>",
     "<div class=item%.0d><a href=/user/7>Ann</a> <time "
     "datetime=2025-11-03T10:15>x</time><div>" LONG "</div></div>",
     "</div>", 2, 2, LONG},
    {"a table of guest book entries", "<table class=guestbook>",
     "<tr class=row%.0d><td class=nick>Ann</td><td>3 ноября 2025, 10:15</td>"
     "<td>" LONG "</td></tr>",
     "</table>", 3, 3, LONG},
    {"posts of an unknown forum have ids", "<div class=thread>",
     "<div class=msg id=m%d><span class=nickname>Ann</span> <i>Nov 3, 2025 at "
     "10:15 AM</i><div class=t>" LONG "</div></div>",
     "</div>", 3, 3, LONG},
    {"what a user said is called by his name", "<ul class=comments>",
     "<li class=item id=c%d><a class=username href=/user/7>Ann</a> <time "
     "datetime=2025-11-03T10:15>x</time><div class='message usercontent'>" LONG
     "</div></li>",
     "</ul>", 3, 3, LONG},
    {"so is the box of all of it", "<div class=comments>",
     "<div class=item id=c%d><div class='box usertype-guest'><b class=author>"
     "Ann</b> <i>03.11.2025 10:15</i><div class=c>" LONG "</div></div></div>",
     "</div>", 3, 3, LONG},
    {"elements of the page's own", "<x-list>",
     "<x-comment data-n=%d><x-author>Ann</x-author><time "
     "datetime=2025-11-03T10:15></time><x-body>" LONG "</x-body></x-comment>",
     "</x-list>", 3, 3, LONG},
    {"messages without ids", "<div class=thread>",
     "<div class=msg><i class=n%d></i><a class=nick>Ann</a><span>2 дня "
     "назад</span><div class=t>" LONG "</div></div>",
     "</div>", 3, 3, LONG},
    {"a name is called so, and the page is laid out in lines",
     "<div class=reviews>",
     "<div class=r-item><i class=n%d></i><p class=r-name>\n   Ann\n   </p>"
     "<span class=r-when>\n                    3 November 2025, 10:15\n"
     "                    </span><p class=r-text>" LONG "</p></div>",
     "</div>", 3, 3, LONG},
    {"the date stands beside the name", "<section class=comments>",
     "<div class=one%.0d><div class=top><a href=/people/7>Ann</a>\n"
     "                       November 3, 2025</div><div class=txt>" LONG
     "</div></div>",
     "</section>", 3, 3, LONG},
    {"a name in bold, a few words", "<div id=comments>",
     "<div class=c id=c%d><b>Ann</b> <a href=#c1>3 Nov 2025, 10:15</a> "
     "<a href=#r>Reply</a> <a href=#q>Report</a><p>Нет связи с "
     "воскресенья</p></div>",
     "</div>", 3, 3, "Нет связи с воскресенья"},
    {"what can be done with a post is no part of it", "<ul class=comments>",
     "<li class=comment id=k%d><a href=/user/7>Ann</a> <i>03.11.2025</i>"
     "<div class=content><p>Нет связи</p></div><div class=comment-options>Sign "
     "in or register to answer this comment</div></li>",
     "</ul>", 3, 3, "Нет связи"},
    {"articles with the number of their comments", "<div class=comments-top>",
     "<div class=summary-item id=s%d><span class=author>Ann</span> <time "
     "datetime=2025-11-03>x</time> <a href=/a#comments>A long title of it</a> "
     "<span>03.11.2025</span></div>",
     "</div>", 6, 0, NULL},
    {"columns of opinions", "<div>",
     "<div class=opinion id=o%d><a class=name href=/c>Ann</a> "
     "<i>03.11.2025</i><h3><a href=/o>Title</a></h3><p>" LONG LONG "</p></div>",
     "</div>", 6, 0, NULL},
    {"comments below the news are no news",
     "<div id=news_1><div class=comments>",
     "<div class=item id=c%d><a class=nick>Ann</a> <i>03.11.2025</i><p>" LONG
     "</p></div>",
     "</div></div>", 3, 3, LONG},
    {"posts without a class, in boxes without one", "<div id=comments>",
     "<div id=shell%d><div id=c1><div><div><b>Ann</b> on <a href=#c1>3 Nov "
     "2025, 10:15</a> said:<div class=comment-text>" LONG
     "</div></div></div></div></div>",
     "</div>", 3, 3, LONG},
    {"odd and even", "<div class=replies>",
     "<div class='odd email' data-n=%d><h2 class=name><a "
     "href=/users/7>Ann</a></h2>"
     "<span title='Nov. 3, 2025, 10:15 a.m.'>2 years</span><div "
     "class=email-body>" LONG
     "</div></div><div class='even email'><h2 class=name><a "
     "href=/users/8>Bob</a></h2><span title='Nov. 4, 2025, 10:15 a.m.'>2 years"
     "</span><div class=email-body>" LONG "</div></div>",
     "</div>", 2, 4, LONG},
    {"comments with titles that are links", "<ul class=list>",
     "<li class=comment id=t%d><h4><a href=/c/1>Re: lines</a></h4>by <a "
     "href=/~ann>Ann</a> <span class=when>on Monday November 3, 2025 @10:15AM "
     "(<a href=/c/1>#1</a>, from the city)</span><div class=x>" LONG
     "</div></li>",
     "</ul>", 3, 3, LONG},
    {"what can be done with it, as a box of all of it", "<div class=comments>",
     "<div id=comment-%d><div class=actionContainer><a class=user href=/u/1>Ann"
     "</a> <time datetime=2025-11-03T10:15>x</time><div class=action-body>" LONG
     "</div></div><div class='actions text-muted'>Twelve of fifteen people "
     "found "
     "this helpful; was it helpful to you, or was it not helpful? Sign in to "
     "vote about it.</div></div>",
     "</div>", 3, 3, LONG},
    {"the same without a name", "<div class=thread>",
     "<div class=msg id=m%d><i>Nov 3, 2025 at 10:15 AM</i><div class=t>" LONG
     "</div></div>",
     "</div>", 5, 0, NULL},
    {"the same without a date", "<div id=comments>",
     "<div class=c%.0d><b class=author>Ann</b><p>" LONG "</p></div>", "</div>",
     5, 0, NULL},
    {"a menu", "<ul class=menu>",
     "<li class=user><a href=/user/%d>03.11.2025 Ann and a long title of "
     "it</a></li>",
     "</ul>", 20, 0, NULL},
    {"a cloud of tags", "<div id=comments>",
     "<a class=user href=/tag/%d>2025-11-03 word and word</a> ", "</div>", 40,
     0, NULL},
    {"teasers of articles", "<div class=list>",
     "<article id=post-%d><span class=author>Ann</span> <time "
     "datetime=2025-11-03>x</time><h2><a href=/a>Title</a></h2><p>" LONG
     "</p></article>",
     "</div>", 10, 0, NULL},
    {"previews of articles", "<div class=list>",
     "<div class='card post-preview' id=post-%d><span class=author>Ann</span> "
     "<time datetime=2025-11-03>x</time><h2><a href=/a>Title</a></h2><p>" LONG
     "</p></div>",
     "</div>", 10, 0, NULL},
    {"recent comments in a side bar", "<div class='widget recent-comments'>",
     "<div class=comment id=r%d><b class=author>Ann</b> "
     "<i>03.11.2025</i><p>" LONG "</p></div>",
     "</div>", 5, 0, NULL},
    {"one comment is no run", "<div id=comments>",
     "<div class=c id=c%d><b class=author>Ann</b> <i>03.11.2025</i><p>" LONG
     "</p></div>",
     "</div>", 1, 0, NULL},
    {"a table of prices", "<table>",
     "<tr><td>03.11.2025</td><td>%d</td><td>12</td><td>13</td></tr>",
     "</table>", 30, 0, NULL},
    {"a list of members", "<div class=members>",
     "<div class=member id=u%d><a href=/user/1>Ann</a> <span>03.11.2025"
     "</span></div>",
     "</div>", 30, 0, NULL},
};

static struct nodes find(struct arena *a, const char *page, xmlDoc **doc)
{
    struct err e;
    struct nodes posts;
    *doc = page_parse(a, str_of(page), PAGE_HTML, &e);
    ck_assert_msg(*doc != NULL, "%s", e.msg);
    repeat_posts(a, *doc, &posts);
    return posts;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void write_page(struct buf *out, const struct page *p)
{
    buf_z(out, HEAD);
    buf_z(out, p->before);
    for (int i = 0; i < p->n; i++)
        buf_printf(out, p->item, i);
    buf_z(out, p->after);
}
#pragma GCC diagnostic pop

TEST(runs_are_told_from_lists)
{
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        const struct page *p = &PAGES[i];
        struct arena a = {0};
        struct buf page;
        struct post_room room = {.most = 1000};
        xmlDoc *doc;
        buf_init(&page, 1 << 20);
        write_page(&page, p);
        struct nodes posts = find(&a, page.p, &doc);
        ck_assert_msg(posts.n == p->posts, "%s: %zu posts, wanted %zu", p->name,
                      posts.n, p->posts);
        if (p->first) {
            xmlNode *speech = repeat_speech(posts.all[0]);
            ck_assert_msg(speech && repeat_date(posts.all[0]), "%s", p->name);
            ck_assert_str(post_line(&a, speech, NULL, &room), p->first);
        }
        xmlFreeDoc(doc);
        buf_clear(&page);
        arena_clear(&a);
    }
}
END

static void posts_are_a1_to_a3(const char *page)
{
    struct arena a = {0};
    xmlDoc *doc;
    struct nodes posts = find(&a, page, &doc);
    ck_assert_uint_eq(posts.n, 3);
    for (size_t i = 0; i < 3; i++) {
        char id[] = {'a', (char)('1' + i), 0};
        ck_assert_str(node_attribute(posts.all[i], "id"), id);
    }
    xmlFreeDoc(doc);
    arena_clear(&a);
}

/* Replies stand inside what they answer; another list with more words in it
 * is not the discussion. */
TEST(replies_and_the_best_run)
{
    static const char PAGE[] = HEAD
        "<div class=news><div><span class=author>E</span> <i>03.11.2025</i> "
        "<p>" LONG LONG LONG "</p></div><div><span class=author>E</span> "
        "<i>03.11.2025</i> <p>" LONG LONG LONG "</p></div></div>"
        "<ul class=comments><li id=a1><b class=user>A</b> <i>03.11.2025</i><p>"
        "" LONG "</p><ul><li id=a2><b class=user>B</b> <i>04.11.2025</i><p>"
        "" LONG "</p></li></ul></li><li id=a3><b class=user>C</b> <i>вчера в "
        "10:00</i><p>" LONG "</p></li></ul>";
    posts_are_a1_to_a3(PAGE);
}
END

/* A reply has another form; what is quoted, and what only a screen reader
 * tells, is nobody's. */
TEST(replies_of_another_form)
{
    static const char PAGE[] = HEAD
        "<div class=comments><div class=comment id=a1><b class=name>A</b> "
        "<i>03.11.2025</i><p>" LONG "</p><div class='comment-child x' id=a2><p "
        "class=name>B</p> <i>04.11.2025</i><p>" LONG "</p></div></div>"
        "<div class=comment id=a3><b class=name>C</b> <i>05.11.2025</i>"
        "<div class=text><blockquote><b>A</b> <i>03.11.2025</i> <p>" LONG
        "</p></blockquote><p>" LONG "</p><div class=box><span class=sr-only>"
        "Review by C on 5 Nov 2025</span><b>Yes</b> " LONG
        "</div></div></div></div>";
    posts_are_a1_to_a3(PAGE);
}
END

TEST_MAIN("repeat", runs_are_told_from_lists, replies_and_the_best_run,
          replies_of_another_form)
