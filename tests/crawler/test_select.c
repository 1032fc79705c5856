/* SPDX-License-Identifier: MIT
 * select: CSS as XPath, functions of ours, and walks that find what XPath
 * finds, on every page there is. */
#include "crawler/markup/select.h"

#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "crawler/markup/select_css.h"
#include "crawler/reading/connector.h"
#include "crawler/reading/docs.h"
#include "tests/test.h"

static const struct {
    const char *css, *xpath;
} CSS[] = {
    {"div", ".//div"},
    {"div.post", ".//div[cls('post')]"},
    {"#a > b", ".//*[@id='a']/b"},
    {"a b", ".//a//b"},
    {"a + b", ".//a/following-sibling::*[1][self::b]"},
    {"a ~ b", ".//a/following-sibling::b"},
    {"a, b", ".//a|.//b"},
    {"a[href]", ".//a[@href]"},
    {"a[href='x y']", ".//a[@href='x y']"},
    {"a[href^=http]", ".//a[starts-with(@href,'http')]"},
    {"a[href^='']", ".//a[false()]"},
    {"a[href*=p]@href", ".//a[contains(@href,'p')]/@href"},
    {"a.next @href", ".//a[cls('next')]/@href"},
    {"p:not(.x)", ".//p[not(cls('x'))]"},
    {"li:nth-child(2)", ".//li[count(preceding-sibling::*)=1]"},
    {"li:first-child", ".//li[not(preceding-sibling::*)]"},
    {"p:contains('a')", ".//p[contains(.,'a')]"},
    {".x", ".//*[cls('x')]"},
    {"*", ".//*"},
};

TEST(css_as_xpath)
{
    for (size_t i = 0; i < sizeof CSS / sizeof *CSS; i++) {
        struct arena a = {0};
        struct err e = {0};
        size_t at;
        const char *xpath = css_to_xpath(&a, str_of(CSS[i].css), &at, &e);
        if (!xpath)
            ck_abort_msg("%s: %s", CSS[i].css, e.msg);
        ck_assert_str_eq(xpath, CSS[i].xpath);
        struct str text = str_printf(&a, "css: %s", CSS[i].css);
        struct selector *s = select_new(text, &at, &e);
        if (!s)
            ck_abort_msg("%s: %s", CSS[i].css, e.msg);
        select_free(s);
        arena_clear(&a);
    }
}
END

static const struct {
    const char *css;
    size_t at; /* byte of the fault */
} WRONG_CSS[] = {
    {"", 0},      {"div..a", 4}, {"div >", 5},          {"a[", 2},
    {"a[b", 3},   {"a[b='x", 4}, {"a:hover", 2},        {"a,", 2},
    {"a b @", 5}, {"1a", 2},     {":nth-child(x)", 12}, {"a ! b", 2},
};

TEST(wrong_css_is_told_by_byte)
{
    for (size_t i = 0; i < sizeof WRONG_CSS / sizeof *WRONG_CSS; i++) {
        struct arena a = {0};
        struct err e = {0};
        size_t at = 99;
        const char *xpath = css_to_xpath(&a, str_of(WRONG_CSS[i].css), &at, &e);
        if (xpath || at != WRONG_CSS[i].at || !e.msg[0])
            ck_abort_msg("\"%s\": %s at %zu: %s", WRONG_CSS[i].css,
                         xpath ? xpath : "refused", at, e.msg);
        arena_clear(&a);
    }
}
END

static const char PAGE[] =
    "<html><body><div class='post postbody' id='p1'><a href='/1'>one</a>"
    "<div class='post' id='p2'><a href='/2'>Likes: 1,135</a></div></div>"
    "<p class='has-post'>x</p><ul><li>a</li><li class='z'>b</li></ul>"
    "</body></html>";

static const struct {
    const char *selector, *value;
    bool walk; /* runs without libxml2's XPath */
} VALUES[] = {
    {"//div[cls('post')]/@id", "p1", true},
    {"//div[cls('postbody')]/@id", "p1", true},
    {"//p[cls('post')]", NULL, true},
    {"//div//div/a/@href", "/2", true},
    {"//li[last()]", "b", true},
    {"//li[1]", "a", true},
    {"//li[@class='z' or @id]", "b", true},
    {"//div[a and not(@x)]/@id", "p1", true},
    {"//*[self::ul]/li", "a", true},
    {"(//a)[1]", "one", true},
    {"/html/body/p", "x", true},
    {"//div[starts-with(@id,'p') and contains(@class,'body')]/a", "one", true},
    {"//li[2]", "b", false},
    {"num(//div/div)", "1135", false},
    {"lower(//div/div/a)", "likes: 1,135", false},
    {"//a[ends-with(@href,'2')]", "Likes: 1,135", false},
    {"count(//li) + 1", "3", false},
    {"count(//none)", NULL, false},
    {"concat('x',//p)", "xx", false},
    {"//div/a[current()]", "one", false},
    {"with('page',2)", "http://x.example/a?b=1&page=2", false},
    {"with('b','c')", "http://x.example/a?b=c", false},
    {"with('b',//none)", NULL, false},
    {"//p/following-sibling::ul/li[1]", "a", false},
    {"//p | //li", "x", false},
};

TEST(values)
{
    xmlDoc *doc = htmlReadMemory(PAGE, sizeof PAGE - 1, NULL, NULL, 0);
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct select_page page;
        struct selected v;
        size_t at;
        struct selector *s = select_new(str_of(VALUES[i].selector), &at, &e);
        if (!s)
            ck_abort_msg("%s: %s", VALUES[i].selector, e.msg);
        if (select_is_walk(s) != VALUES[i].walk)
            ck_abort_msg("%s: walk %d", VALUES[i].selector, select_is_walk(s));
        select_page_init(&page, doc, &a, STR("http://x.example/a?b=1#f"));
        bool found = select_value(&page, s, NULL, &v);
        xmlChar *text = v.node ? xmlNodeGetContent(v.node) : NULL;
        struct str got = text ? str_of((char *)text) : v.text;
        if (found != (VALUES[i].value != NULL) ||
            (found && !str_eqz(got, VALUES[i].value)))
            ck_abort_msg("%s: \"" STR_FMT "\"", VALUES[i].selector,
                         STR_ARG(got));
        xmlFree(text);
        select_page_clear(&page);
        select_free(s);
        arena_clear(&a);
    }
    xmlFreeDoc(doc);
}
END

TEST(a_heavy_selector_gives_up)
{
    struct arena a = {0};
    struct buf html;
    struct err e = {0};
    struct select_page page;
    struct nodes nodes;
    size_t at;
    buf_init(&html, 1 << 22);
    for (int i = 0; i < 20000; i++)
        buf_z(&html, "<p><b>x</b></p>");
    xmlDoc *doc = htmlReadMemory(html.p, (int)html.n, NULL, NULL, 0);
    struct selector *s =
        select_new(STR("//b[count(preceding::p)>30000]"), &at, &e);
    select_page_init(&page, doc, &a, (struct str){0});
    ck_assert(!select_nodes(&page, s, NULL, &nodes));
    ck_assert(page.too_heavy);
    select_page_clear(&page);
    select_free(s);
    xmlFreeDoc(doc);
    buf_clear(&html);
    arena_clear(&a);
}
END

/* ---- walks against XPath, on pages ---- */

static int compared, walks;

static void compare_list(struct select_page *page, const struct selectors *list,
                         xmlNode *at, const char *where)
{
    for (size_t i = 0; i < list->n; i++) {
        struct nodes walked, found;
        select_nodes(page, list->all[i], at, &walked);
        select_nodes_xpath(page, list->all[i], at, &found);
        bool same = walked.n == found.n;
        for (size_t k = 0; same && k < found.n; k++)
            same = walked.all[k] == found.all[k];
        if (!same)
            ck_abort_msg("%s: selector %zu of %zu: %zu and %zu nodes", where, i,
                         list->n, walked.n, found.n);
        compared++;
        walks += select_is_walk(list->all[i]);
    }
}

static void compare_page(const struct connector *c, struct page_docs *docs,
                         const char *where)
{
    struct arena a = {0};
    struct select_page page;
    struct nodes items;
    const struct selectors *lists[] = {&c->item,  &c->next,    &c->prev,
                                       &c->last,  &c->links,   &c->empty,
                                       &c->error, &c->blocked, &c->recognise};
    select_page_init(&page, docs->doc, &a, STR("http://x.example/"));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        compare_list(&page, lists[i], NULL, where);
    if (select_any(&page, &c->item, NULL, &items))
        for (size_t i = 0; i < items.n && i < 5; i++) {
            compare_list(&page, &c->drop, items.all[i], where);
            for (int f = 0; f < FIELD_COUNT; f++)
                compare_list(&page, &c->fields[f], items.all[i], where);
        }
    select_page_clear(&page);
    arena_clear(&a);
}

/* Between two steps of // there may be any number of generations. */
TEST(walks_reach_over_generations)
{
    static const char HTML[] = "<div id=a><b>1</b><p><i><b>2</b></i></p></div>"
                               "<p><b>3</b></p><div><p><i><u>4</u></i></p>";
    static const struct {
        const char *selector;
        size_t n;
    } cases[] = {
        {"//div//b", 2},     {"//div//p//b", 1}, {"css: div b", 2},
        {"css: div > b", 1}, {"//div/b", 1},     {"//div//i/b", 1},
        {"//div[b]//u", 0},  {"//div//p//u", 1}, {"//body//p//i", 2},
    };
    struct arena a = {0};
    struct select_page page;
    struct nodes nodes;
    xmlDoc *doc = htmlReadMemory(HTML, sizeof HTML - 1, NULL, NULL, 0);
    select_page_init(&page, doc, &a, (struct str){0});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        size_t at;
        struct selector *s = select_new(str_of(cases[i].selector), &at, &e);
        ck_assert_msg(s && select_is_walk(s), "%s: %s", cases[i].selector,
                      e.msg);
        select_nodes(&page, s, NULL, &nodes);
        ck_assert_msg(nodes.n == cases[i].n, "%s: %zu", cases[i].selector,
                      nodes.n);
        select_free(s);
    }
    select_page_clear(&page);
    xmlFreeDoc(doc);
    arena_clear(&a);
}
END

static void compare_file(const struct connectors *all,
                         const struct charsets *charsets, const char *path)
{
    struct err e;
    struct arena a = {0};
    struct buf body;
    const struct connector *c;
    buf_init(&body, 1 << 23);
    ck_ok(buf_read_file(&body, path, &e), e);
    for (size_t i = 0; (c = connectors_at(all, i)); i++) {
        struct page_docs docs;
        struct page_bytes bytes = {.body = buf_view(&body)};
        if (!docs_parse(&docs, c, charsets, &bytes, &a, &e))
            continue;
        compare_page(c, &docs, path);
        docs_free(&docs);
    }
    buf_clear(&body);
    arena_clear(&a);
}

static void compare_folder(const struct connectors *all,
                           const struct charsets *charsets, const char *folder)
{
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    ck_assert_int_gt(n, 0);
    for (int i = 0; i < n; i++) {
        bool left_out = i % FEWER_STEP != 0;
        char path[512];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        size_t length = strlen(path);
        if (!left_out && path[length - 1] != '.' && !strstr(path, ".txt"))
            compare_file(all, charsets, path);
        free(names[i]);
    }
    free(names);
}

static void compare_folders(const char *const *folders, size_t n)
{
    struct err e = {0};
    struct connectors *all = connectors_load("rules/connectors", &e);
    if (!all)
        ck_abort_msg("%s", e.msg);
    struct charsets *charsets = charsets_new();
    for (size_t i = 0; i < n; i++)
        compare_folder(all, charsets, folders[i]);
    printf("%d selections, %d by walk\n", compared, walks);
    ck_assert_int_gt(walks, compared / 2);
    charsets_free(charsets);
    connectors_free(all);
}

TEST(walks_find_what_xpath_finds)
{
    static const char *const OWN[] = {"tests/crawler/pages"};
    compare_folders(OWN, sizeof OWN / sizeof *OWN);
}
END

#define REAL "../shared/fixtures/real/"

TEST(walks_find_what_xpath_finds_in_shared_pages)
{
    static const char *const SHARED[] = {REAL "phpbb3",
                                         REAL "xenforo1",
                                         REAL "xenforo2",
                                         REAL "vbulletin4",
                                         REAL "ipb3",
                                         REAL "wordpress",
                                         REAL "hreview",
                                         REAL "feeds",
                                         REAL "hackernews",
                                         REAL "appstore",
                                         REAL "microdata-review",
                                         REAL "mybb"};
    NEED_SHARED(folder, "fixtures/real");
    (void)folder;
    compare_folders(SHARED, sizeof SHARED / sizeof *SHARED);
}
END

TEST_MAIN("select", css_as_xpath, wrong_css_is_told_by_byte, values,
          a_heavy_selector_gives_up, walks_reach_over_generations,
          walks_find_what_xpath_finds,
          walks_find_what_xpath_finds_in_shared_pages)
