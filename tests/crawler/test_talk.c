/* SPDX-License-Identifier: MIT
 * talk: what stands between signatures is a post, whatever holds it. */
#include "crawler/markup/talk.h"

#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "crawler/markup/page.h"
#include "crawler/markup/post_text.h"
#include "tests/test.h"

#define ANN  "<a title='U:Ann'>Ann</a>"
#define BOB  "<a title='U:Bob'>Bob</a>"
#define DAY  " (<a title='U:Ann'>talk</a>) 10:15, 3 November 2025 (UTC)"
#define BOBS " 11:15, 3 November 2025 (UTC)"

/* Posts as "depth name: words | ...", depth counting the posts around it. */
static const struct {
    const char *name, *page, *posts;
} PAGES[] = {
    {"a paragraph", "<p>One " ANN DAY "</p>", "0 Ann: One"},
    {"a dash before the name", "<p>One — " ANN DAY "</p>", "0 Ann: One"},
    {"two in one line", "<p>One " ANN DAY " two " BOB BOBS "</p>",
     "0 Ann: One | 0 Bob: two"},
    {"an answer", "<p>One " ANN DAY "</p><dl><dd>two " BOB BOBS "</dd></dl>",
     "0 Ann: One | 1 Bob: two"},
    {"an answer in the element that it answers",
     "<ul><li>One " ANN DAY "<ul><li>two " BOB BOBS "</li></ul></li>"
     "<li>three " BOB BOBS "</li></ul>",
     "0 Ann: One | 1 Bob: two | 0 Bob: three"},
    {"of several paragraphs",
     "<dl><dd>One</dd><dd>more <b>words</b> " ANN DAY "</dd></dl>",
     "0 Ann: One more words"},
    {"a list in it",
     "<p>One:</p><ul><li>a</li><li>b " ANN DAY "</li></ul>"
     "<dl><dd>two " BOB BOBS "</dd></dl>",
     "0 Ann: One: a b | 1 Bob: two"},
    {"others are named in it", "<p>See " BOB ", he is right. " ANN DAY "</p>",
     "0 Ann: See Bob, he is right."},
    {"small letters",
     "<p>One <small><i>" ANN "</i>, " ANN
     "<sup>x</sup> 10:15, 3 ноября 2025 (UTC)</small></p><p>two " BOB BOBS
     "</p>",
     "0 Ann: One | 0 Bob: two"},
    {"the date is a link",
     "<p>One " ANN " <a href='#c'>10:15, 3 November 2025 "
     "(UTC)</a><span>[reply]</span></p>",
     "0 Ann: One"},
    {"a date without a zone ends its line",
     "<p>One " ANN " 3 Nov 2025 10:15<br>two " BOB BOBS "</p>",
     "0 Ann: One | 0 Bob: two"},
    {"words behind it",
     "<p>One " ANN DAY " also! <i>x</i></p><p>two " BOB BOBS "<span>[" ANN
     "]</span></p><p>three " BOB BOBS "</p>",
     "0 Ann: One | 0 Bob: two | 0 Bob: three"},
    {"quotes",
     "<ul><li>One: <blockquote>two " BOB BOBS "</blockquote> " ANN DAY
     "</li><li>as <q>three " BOB BOBS "</q> says " ANN DAY "</li></ul>",
     "0 Ann: One: two Bob 11:15, 3 November 2025 (UTC) | "
     "0 Ann: as three Bob 11:15, 3 November 2025 (UTC) says"},
    {"a box",
     "<table><tr><td>One " ANN DAY "<dl><dd>two " BOB BOBS
     "</dd></dl>three " BOB BOBS "</td></tr></table>",
     "0 Ann: One | 1 Bob: two | 0 Bob: three"},
    {"no date", "<p>One " ANN "</p>", ""},
    {"no time", "<p>One " ANN " 3 November 2025</p>", ""},
    {"a date in another line",
     "<p>One " ANN "</p><p>10:15, 3 November 2025 "
     "(UTC)</p>",
     ""},
    {"a date far behind",
     "<p>One " ANN " has said so many words about it that "
     "nobody would take that for a signature at all, and "
     "10:15, 3 November "
     "2025 (UTC)</p>",
     ""},
    {"nobody signed the rest",
     "<p>One " ANN DAY "</p><p>two</p><h2>H</h2>"
     "<p>three</p><h2>I</h2><p>four " BOB BOBS "</p>",
     "0 Ann: One | 0 Bob: four"},
    {"a heading in a box",
     "<p>zero</p><div class=h><h2>H</h2></div><p>One " ANN DAY "</p>",
     "0 Ann: One"},
    {"nothing but a name", "<p>" ANN DAY "</p>", "0 Ann: "},
    {"an empty page", "", ""},
};

static size_t depth_of(const xmlNode *n)
{
    size_t depth = 0;
    for (n = n->parent; n; n = n->parent)
        depth += n->type == XML_ELEMENT_NODE &&
                 strcmp((const char *)n->name, "said") == 0;
    return depth;
}

/* Signatures, and answers in the post, are not its words. */
static void write_post(struct buf *out, struct arena *a, xmlNode *said)
{
    struct nodes apart = {0};
    struct post_room room = {.most = 1000};
    struct str name = {0};
    for (xmlNode *n = said->children; n; n = n->next) {
        bool signature = strcmp((const char *)n->name, "signature") == 0;
        if (signature)
            name = node_attribute(n, "name");
        if (signature || strcmp((const char *)n->name, "said") == 0)
            nodes_put(a, &apart, n);
    }
    buf_printf(out, "%s%zu " STR_FMT ": " STR_FMT, out->n ? " | " : "",
               depth_of(said), STR_ARG(name),
               STR_ARG(post_line(a, said, &apart, &room)));
}

static void find(struct arena *a, xmlNode *n, const char *name,
                 struct nodes *out)
{
    for (; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)n->name, name) == 0)
            nodes_put(a, out, n);
        find(a, n->children, name, out);
    }
}

static void part(struct arena *a, xmlDoc *doc)
{
    struct nodes links = {0}, body = {0};
    xmlNode *root = xmlDocGetRootElement(doc);
    find(a, root, "a", &links);
    find(a, root, "body", &body);
    struct signer *signers = arena_alloc(a, (links.n + 1) * sizeof *signers);
    size_t n = 0;
    for (size_t i = 0; i < links.n; i++) {
        struct str title = node_attribute(links.all[i], "title");
        if (title.n)
            signers[n++] = (struct signer){links.all[i], str_from(title, 2)};
    }
    talk_part(a, body.all[0], signers, n);
}

TEST(posts_end_with_their_signatures)
{
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        struct arena a = {0};
        struct err e;
        struct buf page, posts;
        struct nodes said = {0};
        buf_init(&page, 1 << 16);
        buf_init(&posts, 1 << 16);
        buf_printf(&page, "<html><body><div>%s</div></body></html>",
                   PAGES[i].page);
        xmlDoc *doc = page_parse(&a, buf_view(&page), PAGE_HTML, &e);
        ck_assert_msg(doc != NULL, "%s", e.msg);
        part(&a, doc);
        find(&a, xmlDocGetRootElement(doc), "said", &said);
        for (size_t k = 0; k < said.n; k++)
            write_post(&posts, &a, said.all[k]);
        ck_assert_msg(str_eqz(buf_view(&posts), PAGES[i].posts),
                      "%s: '" STR_FMT "', wanted '%s'", PAGES[i].name,
                      STR_ARG(buf_view(&posts)), PAGES[i].posts);
        xmlFreeDoc(doc);
        buf_clear(&page);
        buf_clear(&posts);
        arena_clear(&a);
    }
}
END

/* Thousands of signatures, each in as many elements as a page may nest. */
TEST(a_large_page_is_parted_in_little_time)
{
    enum { POSTS = 20000, DEPTH = 200 };
    struct arena a = {0};
    struct err e;
    struct buf page;
    struct nodes said = {0};
    buf_init(&page, 8 << 20);
    buf_z(&page, "<html><body>");
    for (int i = 0; i < DEPTH; i++)
        buf_z(&page, "<div>");
    for (int i = 0; i < POSTS; i++)
        buf_z(&page, "<p>One " ANN DAY "</p>");
    xmlDoc *doc = page_parse(&a, buf_view(&page), PAGE_HTML, &e);
    ck_assert_msg(doc != NULL, "%s", e.msg);
    clock_t start = clock();
    part(&a, doc);
    ck_assert_int_lt(clock() - start, 5 * CLOCKS_PER_SEC);
    find(&a, xmlDocGetRootElement(doc), "said", &said);
    ck_assert_uint_eq(said.n, POSTS);
    xmlFreeDoc(doc);
    buf_clear(&page);
    arena_clear(&a);
}
END

TEST_MAIN("talk", posts_end_with_their_signatures,
          a_large_page_is_parted_in_little_time)
