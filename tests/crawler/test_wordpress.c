/* SPDX-License-Identifier: MIT
 * wordpress: the same two comments and a link back from another blog, as
 * many themes write them. */
#include "tests/crawler/posts.h"

#define HEAD                                                                   \
    "<meta name=generator content='WordPress 6.1'><title>T</title>"            \
    "<article id=post-12 class=post><h1>T</h1><p>An article.</article>"        \
    "<ul><li class=recentcomments><a href='/x/#comment-57'>Old</a></ul>"
#define TEXT1   "<p>The line went dead.</p><p>The second time.</p>"
#define TEXT2   "<p>They <a href=/a rel='nofollow ugc'>paid</a> me back.</p>"
#define LINK(n) "https://site.example/dir/page#comment-" n
#define ANN                                                                    \
    "<a href='http://ann.example/' rel='external nofollow' class=url>Ann</a>"
#define ANN_BARE                                                               \
    "<a href='http://ann.example/' rel='external nofollow ugc'>Ann</a>"

static const char *const THEMES[] = {
    /* of the block editor */
    HEAD
    "<ol class=wp-block-comment-template><li id=comment-57 class='comment "
    "even depth-1'><div><div class=wp-block-avatar><img alt='' class="
    "avatar></div><div><div class=wp-block-comment-author-name>" ANN_BARE
    "</div><div class=wp-block-comment-date><time datetime="
    "'2015-05-12T10:11:00+00:00'><a href='" LINK(
        "57") "'>12. May"
              "</a></time></div><div class=wp-block-comment-content>" TEXT1
              "</div><div class=wp-block-comment-reply-link><a class="
              "comment-reply-link href='?replytocom=57#respond'>Reply</a></div>"
              "</div></div><ol><li id=comment-58 class='comment byuser "
              "depth-2'><div "
              "class=wp-block-comment-author-name>Bob</div><div class="
              "wp-block-comment-date><time "
              "datetime='2015-05-13T09:00:00+00:00'>13"
              "</time></div><div class=wp-block-comment-content>" TEXT2
              "</div></li></ol></li><li id=comment-59 class='pingback "
              "even'><div "
              "class=wp-block-comment-content><p>[…] of […]</div></ol>",
    /* HTML5 of the core */
    HEAD
    "<ol class=comment-list><li id=comment-57 class='comment'><article id="
    "div-comment-57 class=comment-body><footer class=comment-meta><div "
    "class='comment-author vcard'><img class=avatar alt=''><b class=fn>" ANN
    "</b> <span class=says>says:</span></div><div class=comment-metadata>"
    "<a href='" LINK(
        "57") "'><time datetime='2015-05-12T10:11:00+00:00'>12"
              "</time></a> <span class=edit-link><a "
              "href=/e>Edit</a></span></div>"
              "</footer><div class=comment-content>" TEXT1
              "</div><div class=reply>"
              "<a class=comment-reply-link "
              "href='#c'>Reply</a></div></article><ol "
              "class=children><li id=comment-58 class=comment><article id="
              "div-comment-58 class=comment-body><footer "
              "class=comment-meta><div "
              "class='comment-author vcard'><b class=fn>Bob</b></div><div "
              "class="
              "comment-metadata><time "
              "datetime='2015-05-13T09:00:00+00:00'>13</time>"
              "</div></footer><div class=comment-content>" TEXT2
              "</div></article>"
              "</li></ol></li><li id=comment-59 class=pingback><div class="
              "comment-body>Pingback: <a href=/z>Z</a></div></li></ol>",
    /* before HTML5, text beside author and date */
    HEAD "<ol class=commentlist><li class='comment even' id=comment-57><div id="
         "div-comment-57 class=comment-body><div class='comment-author vcard'>"
         "<img class=avatar alt=''><cite class=fn>" ANN "</cite> <span class="
         "says>says:</span></div><div class='comment-meta commentmetadata'>"
         "<a href='" LINK(
             "57") "'>May 12, 2015 at 10:11 am</a></div>" TEXT1
                   "<div class=reply><a "
                   "class=comment-reply-link>Reply</a></div></div>"
                   "<ul class=children><li class=comment id=comment-58><div id="
                   "div-comment-58 class=comment-body><div "
                   "class='comment-author vcard'>"
                   "<cite class=fn>Bob</cite></div><div class='comment-meta "
                   "commentmetadata'><a href='" LINK(
                       "58") "'>May 13, 2015 at 9:00 am</a>"
                             "</div>" TEXT2
                             "</div></li></ul></li><li class='pingback' id="
                             "comment-59><p>Pingback: Z</li></ol>",
    /* numbers on the list and on what stands in it */
    HEAD "<ol class=commentlist><li class=comment id=li-comment-57><article id="
         "comment-57 class=comment><footer class=comment-meta><div class="
         "'comment-author vcard'><span class=fn>" ANN
         "</span> on <a href='" LINK(
             "57") "'><time pubdate datetime='2015-05-12T10:11:00+00:00'>May 12"
                   "</time></a> <span "
                   "class=says>said:</span></div></footer><div class="
                   "comment-content>" TEXT1
                   "</div></article><ul class=children><li class="
                   "comment id=li-comment-58><article id=comment-58 "
                   "class=comment><footer "
                   "class=comment-meta><div class='comment-author vcard'><span "
                   "class=fn>"
                   "Bob</span> on <a href='" LINK(
                       "58") "'><time datetime="
                             "'2015-05-13T09:00:00+00:00'>May "
                             "13</time></a></div></footer><div "
                             "class=comment-content>" TEXT2
                             "</div></article></ul></li><li class="
                             "'post pingback' id=li-comment-59><p>Pingback: "
                             "Z</li></ol>",
    /* the number alone, no class */
    HEAD "<div id=comments><ol><li id=comment-57><cite>" ANN_BARE "</cite> "
         "<small><a href='#comment-57'>12. Mai 2015 um 10:11</a></small>" TEXT1
         "</li><li id=comment-58><cite>Bob</cite> <small>13. Mai 2015 um 09:00"
         "</small>" TEXT2 "</li></ol></div>",
    /* "says" in the words of the theme, the date below */
    HEAD "<ol class=commentlist><li class=alt id=comment-57><cite>" ANN_BARE
         "</cite> Says:<br><small class=commentmetadata><a href='#comment-57' "
         "title=''>May 12th, 2015 at 10:11 am</a></small>" TEXT1 "</li><li id="
         "comment-58><cite>Bob</cite> Says:<br><small class=commentmetadata><a "
         "href='#comment-58'>May 13th, 2015 at 9:00 am</a></small>" TEXT2
         "</li></ol>",
    /* div and article, classes of the theme's own */
    HEAD
    "<section><div id=comment-57 class=c><div class=c__top><span class="
    "c__author>" ANN_BARE "</span><span class=c__date>12.05.2015 10:11"
    "</span></div><div class=c__words>" TEXT1 "</div></div><div id="
    "comment-58 class=c><div class=c__top><span class=c__author>Bob</span>"
    "<span class=c__date>13.05.2015 9:00</span></div><div class=c__words>" TEXT2
    "</div></div></section>",
    HEAD
    "<article id=comment-57 itemprop=comment><header><h4>" ANN_BARE
    "</h4><time datetime='2015-05-12T10:11:00Z'>12</time></header><div>" TEXT1
    "</div><a class=comment-reply-link href='?replytocom=57#respond'>"
    "Reply</a></article><article id=comment-58><header><h4>Bob</h4><time "
    "datetime='2015-05-13T09:00:00Z'>13</time></header><div>" TEXT2
    "</div></article>",
    /* date and time apart */
    HEAD "<ul><li id=comment-57 class=comment><div class=comment-author>" ANN
         "</div><span class=comment-date>12.05.2015</span><span class="
         "comment-time>10:11</span><div class=comment-text>" TEXT1 "</div></li>"
         "<li id=comment-58 class=comment><div class=comment-author>Bob</div>"
         "<span class=comment-date>13.05.2015</span><span class=comment-time>"
         "9:00</span><div class=comment-text>" TEXT2 "</div></li></ul>",
    /* the number on an empty anchor */
    HEAD
    "<ol class=commentlist><li class=comment><a id=comment-57></a><div "
    "class='comment-author vcard'><span class=fn>" ANN "</span></div><div "
    "class=comment-meta>12.05.2015 10:11</div><div class=comment-text>" TEXT1
    "</div></li><li class=comment><a id=comment-58></a><div class="
    "'comment-author vcard'><span class=fn>Bob</span></div><div class="
    "comment-meta>13.05.2015 9:00</div><div class=comment-text>" TEXT2
    "</div></li></ol>",
    /* the author and the text in a list of terms */
    HEAD
    "<dl class=commentlist><dt id=comment-57 class=comment>" ANN
    ", <small>12.05.2015 10:11</small></dt><dd>" TEXT1 "</dd><dt id="
    "comment-58><cite>Bob</cite>, <small>13.05.2015 9:00</small></dt><dd>" TEXT2
    "</dd></dl>",
    /* wpDiscuz 7 and 5 */
    HEAD
    "<div class=wpd-thread-list><div id=wpd-comm-57_0 class='comment "
    "wpd-comment wpd_comment_level-1'><div class=wpd-comment-wrap><div "
    "class=wpd-comment-left><div class=wpd-avatar><img alt=''></div></div>"
    "<div id=comment-57 class=wpd-comment-right><div class="
    "wpd-comment-header><div class=wpd-comment-author>" ANN_BARE "</div>"
    "<div class=wpd-comment-date title='12.05.2015 10:11'><i></i> 11 years "
    "ago</div></div><div class=wpd-comment-text>" TEXT1 "</div><div class="
    "wpd-comment-footer><div class=wpd-vote><div>3</div></div><span>Reply"
    "</span></div></div></div><div id=wpd-comm-58_57 class='comment "
    "wpd-comment wpd-reply'><div class=wpd-comment-wrap><div id=comment-58 "
    "class=wpd-comment-right><div class=wpd-comment-header><div class="
    "wpd-comment-author>Bob</div><div class=wpd-comment-date title="
    "'13.05.2015 9:00'>11 years ago</div><div class=wpd-reply-to>Reply to "
    "Ann</div></div><div class=wpd-comment-text>" TEXT2 "</div></div></div>"
    "</div></div></div>",
    HEAD
    "<div class=wc-thread-list><div id=wc-comm-57_0 class='comment "
    "wc-comment'><div id=comment-57 class=wc-comment-right><div class="
    "wc-comment-header><div class=wc-comment-author>" ANN_BARE "</div></div>"
    "<div class=wc-comment-text>" TEXT1 "</div><div class="
    "wc-comment-footer><div class=wc-comment-date>12.05.2015 10:11</div>"
    "</div></div><div id=wc-comm-58_57 class='comment wc-comment wc-reply'>"
    "<div id=comment-58 class=wc-comment-right><div class="
    "wc-comment-header><div class=wc-comment-author>Bob</div></div><div "
    "class=wc-comment-text>" TEXT2 "</div><div class=wc-comment-footer>"
    "<div class=wc-comment-date>13.05.2015 9:00</div></div></div></div>"
    "</div></div>",
    /* the name in bold before the words */
    HEAD
    "<div class=comments><div class=comment id=comment-57><p class=meta>"
    "<strong>Ann</strong> | 12.05.2015 10:11</p>" TEXT1 "</div><div class="
    "comment id=comment-58><p class=meta><strong>Bob</strong> | 13.05.2015 "
    "9:00</p>" TEXT2 "</div></div>",
};

static const struct {
    const char *field, *want;
} SAME[] = {
    {"n", "2"},
    {"author", "Ann / Bob"},
    {"text", "The line went dead.|The second time. / They paid me back."},
    {"date", "2015-05-12T10:11:00Z / 2015-05-13T09:00:00Z"},
    {"url", LINK("57") " / " LINK("58")},
};

TEST(any_theme)
{
    struct page_reader r;
    struct source one;
    const struct source *at;
    posts_open(&r, &one, &at, "wordpress");
    for (size_t i = 0; i < sizeof THEMES / sizeof *THEMES; i++)
        for (size_t k = 0; k < sizeof SAME / sizeof *SAME; k++)
            posts_check(&r, str_of(THEMES[i]), SAME[k].field, SAME[k].want);
    page_reader_close(&r);
}
END

/* date_gmt is UTC whatever the zone of the source. */
TEST(rest_dates_are_utc)
{
    static const struct posts_row rows[] = {
        {"[{\"id\":5,\"author_name\":\"Ann\",\"date\":\"2015-05-12T13:11:00\","
         "\"date_gmt\":\"2015-05-12T10:11:00\",\"content\":{\"rendered\":"
         "\"<p>x<\\/p>\"},\"link\":\"https://site.example/p/#comment-5\"}]",
         "date", "2015-05-12T10:11:00Z"},
        {"[{\"id\":5,\"author_name\":\"Ann\",\"date\":\"2015-05-12T13:11:00\","
         "\"content\":{\"rendered\":\"x\"}}]",
         "date", "2015-05-12T10:11:00Z"},
    };
    struct page_reader r;
    struct err e = {0};
    struct source one = {.name = STR("test"),
                         .kind = STR("wordpress"),
                         .zone = STR("Europe/Moscow"),
                         .reach = -1};
    const struct source *at = &one;
    struct reading_setup setup = {
        .connectors = "rules/connectors", .sources = &at, .n = 1, .readers = 1};
    ck_ok(page_reader_open(&r, &setup, &e), e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        posts_check(&r, str_of(rows[i].page), rows[i].field, rows[i].want);
    page_reader_close(&r);
}
END

TEST(whom_a_feed_answers_is_no_text)
{
    static const struct posts_row rows[] = {
        {"<rss xmlns:content='c'><channel><item><guid>1</guid><content:encoded>"
         "&lt;p&gt;In reply to &lt;a href=\"http://b.example/#comment-1\"&gt;"
         "Ann&lt;/a&gt;.&lt;/p&gt; &lt;p&gt;Not at my place.&lt;/p&gt;"
         "</content:encoded></item></channel></rss>",
         "text", "Not at my place."},
        {"<rss><channel><item><guid>1</guid><description>&lt;p&gt;See &lt;a "
         "href='/#comment-1'&gt;Ann&lt;/a&gt;, she was there the whole day and "
         "saw it all.&lt;/p&gt;&lt;p&gt;Ask her.&lt;/p&gt;</description></item>"
         "</channel></rss>",
         "text",
         "See Ann, she was there the whole day and saw it all.|Ask "
         "her."},
    };
    posts_run("feed", rows, sizeof rows / sizeof *rows);
}
END

TEST_MAIN("wordpress", any_theme, rest_dates_are_utc,
          whom_a_feed_answers_is_no_text)
