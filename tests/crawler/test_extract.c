/* SPDX-License-Identifier: MIT
 * extract: the text of a post, numbers, links, nested posts. */
#include "crawler/reading/extract.h"

#include <libxml/HTMLparser.h>
#include <math.h>
#include <string.h>

#include "base/ceiling.h"
#include "crawler/markup/number.h"
#include "crawler/markup/post_text.h"
#include "crawler/reading/byline.h"
#include "tests/test.h"

static const struct {
    const char *text;
    int64_t count;
} COUNTS[] = {
    {"1,135", 1135},
    {"17,972", 17972},
    {"12.3K", 12300},
    {"4.4K", 4400},
    {"1,2 тыс.", 1200},
    {"2.206", 2206},
    {"5 401", 5401},
    {"5\xC2\xA0"
     "401",
     5401},
    {"5\xE2\x80\xAF"
     "401",
     5401},
    {"1'234'567", 1234567},
    {"1.234.567", 1234567},
    {"3 млн", 3000000},
    {"1,5M", 1500000},
    {"Сообщений: 512", 512},
    {"6 posts", 6},
    {"0", 0},
    {"2,161 posts", 2161},
    {"12 345 678", 12345678},
    {"10К", 10000},
    {"3 комментария", 3},
    {"5 karma", 5},
    {"7 messages", 7},
    {"none", -1},
    {"", -1},
    {"1.234 тыс", 1234},
    {"2024", 2024},
    {"99999999999999999999", -1},
};

TEST(counts)
{
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        int64_t got = number_count(str_of(COUNTS[i].text));
        if (got != COUNTS[i].count)
            ck_abort_msg("\"%s\" is %ld", COUNTS[i].text, (long)got);
    }
}
END

static const struct {
    const char *text, *best;
    double share;
} RATINGS[] = {
    {"4", "", 0.8},
    {"4,5", "5", 0.9},
    {"4.8/5", "", 0.96},
    {"8 из 10", "", 0.8},
    {"80%", "", 0.8},
    {"true", "", 1},
    {"false", "", 0},
    {"9.2", "10", 0.92},
    {"8", "", 0.8},
    {"73", "", 0.73},
    {"5.0", "5", 1},
    {"0", "5", 0},
    {"3 out of 5", "", 0.6},
    {"", "", -1},
    {"good", "", -1},
    {"4.8 Sterne", "", 0.96},
    {"2", "10", 0.2},
    {"7", "5", 0.7},
    {"99999999999999999999", "", -1},
};

TEST(ratings)
{
    for (size_t i = 0; i < sizeof RATINGS / sizeof *RATINGS; i++) {
        double got =
            number_rating(str_of(RATINGS[i].text), str_of(RATINGS[i].best));
        if (fabs(got - RATINGS[i].share) > 1e-9)
            ck_abort_msg("\"%s\" of \"%s\" is %g", RATINGS[i].text,
                         RATINGS[i].best, got);
    }
}
END

static const struct {
    const char *html, *text;
} TEXTS[] = {
    {"a<br>b<br><br>c<br><br><br><br>d", "a\nb\n\nc\n\nd"},
    {"<p>one</p><p>two</p>", "one\ntwo"},
    {"one<p>two</p>three", "one\ntwo\nthree"},
    {"  a \n b\t<b> c</b>d ", "a b cd"},
    {"x&nbsp;&nbsp;y &amp; &lt;z&gt; &#x41;", "x y & <z> A"},
    {"<ul><li>1</li><li>2</li></ul>", "1\n2"},
    {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
     "a b\nc"},
    {"a<script>var x;</script><style>p{}</style>b<!-- c -->d", "abd"},
    {"good <img class='smilies' alt=':)'> <img alt='photo'>", "good :)"},
    {"a<button>Reply</button><textarea>x</textarea>", "a"},
    {"a<i class='drop'>quote</i>b", "a\nb"},
    {"a\x01\x02"
     "b\x7f",
     "ab"},
    {"", ""},
    {"<br><p></p> \n ", ""},
};

TEST(texts)
{
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct arena a = {0};
        struct select_page page;
        struct nodes dropped;
        struct err e;
        size_t at;
        struct str html = str_printf(&a, "<div>%s</div>", TEXTS[i].html);
        xmlDoc *doc = page_fragment(html);
        struct selector *s = select_new(STR(".//*[cls('drop')]"), &at, &e);
        xmlNode *root = xmlDocGetRootElement(doc);
        select_page_init(&page, doc, &a, (struct str){0});
        select_nodes(&page, s, root, &dropped);
        struct str got = post_text(&a, root, &dropped,
                                   &(struct post_room){CEILING_MENTION, 0});
        if (!str_eqz(got, TEXTS[i].text))
            ck_abort_msg("%s: \"" STR_FMT "\"", TEXTS[i].html, STR_ARG(got));
        select_page_clear(&page);
        select_free(s);
        xmlFreeDoc(doc);
        arena_clear(&a);
    }
}
END

TEST(a_text_is_cut_between_characters)
{
    struct arena a = {0};
    for (size_t most = 1; most < 12; most++) {
        struct post_room room = {.most = most};
        struct str got = post_tidy(&a, STR("аб \xF0\x9F\x98\xA1 жз"), &room);
        ck_assert_uint_le(got.n, most);
        ck_assert(str_utf8_valid(got));
    }
    ck_assert_str(
        post_tidy(&a, STR(" a \n\n\n\n b \n c "), &(struct post_room){100, 0}),
        "a\n\nb\nc");
    arena_clear(&a);
}
END

TEST(markup_is_told_from_text)
{
    static const char *const YES[] = {"<p>a",  "a<br>", "a &amp; b",
                                      "&#33;", "x</b>", "<!-- x -->"};
    static const char *const NO[] = {"a < b > c", "1 <3", "a & b", "",
                                     "<",         "&;",   "if a<b"};
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        if (!post_has_markup(str_of(YES[i])))
            ck_abort_msg("no markup in %s", YES[i]);
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        if (post_has_markup(str_of(NO[i])))
            ck_abort_msg("markup in %s", NO[i]);
}
END

/* A page read by a connector of the rules. */
struct sample {
    struct arena a;
    struct connectors *all;
    struct charsets *charsets;
    struct page_docs docs;
    struct extract x;
};

static void open_sample(struct sample *s, const char *kind, const char *html,
                        const char *url)
{
    struct err e = {0};
    *s = (struct sample){.charsets = charsets_new()};
    s->all = connectors_load("rules/connectors", &e);
    const struct connector *c = connectors_find(s->all, str_of(kind));
    struct page_bytes bytes = {.body = str_of(html)};
    ck_ok(docs_parse(&s->docs, c, s->charsets, &bytes, &s->a, &e), e);
    extract_init(&s->x, c, &s->docs, &s->a, str_of(url));
    s->x.dates.now = 1790000000;
}

static void close_sample(struct sample *s)
{
    extract_clear(&s->x);
    docs_free(&s->docs);
    charsets_free(s->charsets);
    connectors_free(s->all);
    arena_clear(&s->a);
}

TEST(a_reply_inside_a_post_is_a_post_of_its_own)
{
    struct sample s;
    open_sample(&s, "wordpress",
                "<ol class=commentlist><li class=comment id=comment-1><p>one"
                "</p><ol><li class=comment id=comment-2><b class=fn>Bob</b>"
                "<p>two</p><ol><li class=comment id=comment-3><p>three</p>"
                "</ol></ol></ol>",
                "http://w.example/post");
    ck_assert_uint_eq(s.x.items.n, 3);
    xmlNode **item = s.x.items.all;
    ck_assert_str(extract_text(&s.x, item[0]), "one");
    ck_assert_str(extract_field(&s.x, item[0], FIELD_AUTHOR), "");
    ck_assert_str(extract_field(&s.x, item[1], FIELD_AUTHOR), "Bob");
    ck_assert_str(extract_text(&s.x, item[2]), "three");
    ck_assert_ptr_null(extract_parent(item[0]));
    ck_assert_ptr_eq(extract_parent(item[1]), item[0]);
    ck_assert_ptr_eq(extract_parent(item[2]), item[1]);
    ck_assert_str(extract_link(&s.x, item[2], FIELD_PERMALINK),
                  "http://w.example/post#comment-3");
    close_sample(&s);
}
END

/* A part that stands in another is a part of that; accounts that nobody has a
 * page of may have brackets in their names. */
TEST(what_is_signed_is_a_post)
{
#define SIGNED(name)                                                           \
    " <a class=new title='User:" name " (page does not exist)'>x</a> (<a "     \
    "title='User talk:" name "'>talk</a>) 10:15, 3 November 2025 (UTC)</p>"
    struct sample s;
    open_sample(
        &s, "mediawiki",
        "<div id=mw-content-text><div class=mw-parser-output>"
        "<h2 id=H>Head</h2><p>one" SIGNED(
            "Ann (mod)") "<div "
                         "class=mw-parser-output>"
                         "<p>two" SIGNED(
                             "Bob") "</div>"
                                    "<dl><dd><p>"
                                    "thre"
                                    "e" SIGNED("Ann "
                                               "(mod)") "</dl></div></div>",
        "http://w.example/wiki/Talk:A");
    ck_assert_uint_eq(s.x.items.n, 3);
    xmlNode **item = s.x.items.all;
    ck_assert_str(extract_text(&s.x, item[0]), "one");
    ck_assert_str(extract_author(&s.x, item[0]), "Ann (mod)");
    ck_assert_str(extract_text(&s.x, item[1]), "two");
    ck_assert_str(extract_author(&s.x, item[1]), "Bob");
    ck_assert_str(extract_text(&s.x, item[2]), "three");
    ck_assert_ptr_eq(extract_parent(item[2]), item[1]);
    ck_assert_str(extract_link(&s.x, item[0], FIELD_THREAD_URL),
                  "http://w.example/wiki/Talk:A#H");
    close_sample(&s);
#undef SIGNED
}
END

/* Archives put a wide @ into addresses. */
TEST(a_name_is_told_from_an_address)
{
    ck_assert_str(byline_name(STR("ann@a.example (Ann)")), "Ann");
    ck_assert_str(byline_name(STR("ann＠a.example (Ann)")), "Ann");
    ck_assert_str(byline_name(STR("Ann <ann＠a.example>")), "Ann");
    ck_assert_str(byline_name(STR("ann＠a.example")), "ann＠a.example");
    ck_assert_str(byline_name(STR("Ann (mod)")), "Ann (mod)");
}
END

TEST(session_ids_leave_links)
{
    static const struct {
        const char *href, *link;
    } LINKS[] = {
        {"v.php?p=5&amp;sid=0123456789abcdef0123456789abcdef#p5",
         "http://f.example/d/v.php?p=5#p5"},
        {"v.php?sid=0123456789abcdef0123456789abcdef&amp;p=5",
         "http://f.example/d/v.php?p=5"},
        {"v.php?s=0123456789abcdef0123456789abcdef",
         "http://f.example/d/v.php"},
        {"v.php?PHPSESSID=0123456789abcdef0123456789;topic=1.0",
         "http://f.example/d/v.php?topic=1.0"},
        {"v.php?sid=5", "http://f.example/d/v.php?sid=5"},
        {"/x", "http://f.example/x"},
        {"javascript:alert(1)", ""},
        {"//cdn.example/y", "http://cdn.example/y"},
    };
    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
        struct sample s;
        struct arena a = {0};
        struct str html = str_printf(
            &a,
            "<body id=phpbb><div class=post id=p5><h3><a href=\"%s\">t</a>"
            "</h3><div class=content>x</div></div>",
            LINKS[i].href);
        open_sample(&s, "phpbb", html.p, "http://f.example/d/index.php");
        ck_assert_str(extract_link(&s.x, s.x.items.all[0], FIELD_PERMALINK),
                      LINKS[i].link);
        close_sample(&s);
        arena_clear(&a);
    }
}
END

TEST(the_page_tells_the_order_of_day_and_month)
{
    static const char *const PAGES[] = {
        "<ol id=posts><li id=post_1 class=postbit><span class=date>"
        "04-09-2005, 06:46 PM</span><div class=content>x</div></li>"
        "<li id=post_2 class=postbit><span class=date>23-09-2005, 06:46 PM"
        "</span><div class=content>y</div></li></ol>",
        "<ol id=posts><li id=post_1 class=postbit><span class=date>"
        "04-09-2005, 06:46 PM</span><div class=content>x</div></li></ol>",
        "<ol id=posts><li id=post_1 class=postbit><span class=date>"
        "04-09-2005, 06:46 PM</span><div class=content>x</div></li>"
        "<li id=post_2 class=postbit><span class=date>01-10-2005, 06:46 PM"
        "</span><div class=content>y</div></li></ol>"};
    static const int64_t AT[] = {1125859560, 1113072360, 1125859560};
    for (size_t i = 0; i < 3; i++) {
        struct sample s;
        struct date d;
        struct str raw;
        open_sample(&s, "vbulletin4", PAGES[i], "http://v.example/");
        ck_assert(extract_date(&s.x, s.x.items.all[0], &d, &raw));
        ck_assert_int_eq(d.at, AT[i]);
        ck_assert_str(raw, "04-09-2005, 06:46 PM");
        close_sample(&s);
    }
}
END

TEST_MAIN("extract", counts, ratings, texts, a_text_is_cut_between_characters,
          markup_is_told_from_text, a_reply_inside_a_post_is_a_post_of_its_own,
          what_is_signed_is_a_post, a_name_is_told_from_an_address,
          session_ids_leave_links, the_page_tells_the_order_of_day_and_month)
