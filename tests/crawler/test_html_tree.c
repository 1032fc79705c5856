/* SPDX-License-Identifier: MIT
 * html_tree: whatever page it accepts, the tree is the one libxml2 makes. */
#include "crawler/html_tree.h"

#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "crawler/charset.h"
#include "tests/test.h"

static bool is_blank(const xmlNode *n)
{
    if (n->type != XML_TEXT_NODE)
        return false;
    return strspn((const char *)n->content, " \t\r\n") ==
           strlen((const char *)n->content);
}

/* The next node that says something. */
static const xmlNode *telling(const xmlNode *n)
{
    while (n && n->type != XML_ELEMENT_NODE &&
           n->type != XML_CDATA_SECTION_NODE &&
           (n->type != XML_TEXT_NODE || is_blank(n)))
        n = n->next;
    return n;
}

static bool same_attributes(const xmlNode *a, const xmlNode *b)
{
    const xmlAttr *x = a->properties, *y = b->properties;
    for (; x && y; x = x->next, y = y->next) {
        const char *v = x->children ? (char *)x->children->content : "";
        const char *w = y->children ? (char *)y->children->content : "";
        if (strcmp((char *)x->name, (char *)y->name) != 0 || strcmp(v, w) != 0)
            return false;
    }
    return !x && !y;
}

static bool same(const xmlNode *a, const xmlNode *b, char *where, size_t n)
{
    snprintf(where, n, "%s at line about %s", a->name ? (char *)a->name : "?",
             a->properties && a->properties->children
                 ? (char *)a->properties->children->content
                 : "");
    if (a->type != b->type)
        return false;
    if (a->type != XML_ELEMENT_NODE)
        return strcmp((char *)a->content, (char *)b->content) == 0;
    if (strcmp((char *)a->name, (char *)b->name) != 0 || !same_attributes(a, b))
        return false;
    const xmlNode *x = telling(a->children), *y = telling(b->children);
    for (; x && y; x = telling(x->next), y = telling(y->next))
        if (!same(x, y, where, n))
            return false;
    return !x && !y;
}

static xmlDoc *by_libxml2(struct str s)
{
    return htmlReadMemory(s.p, (int)s.n, NULL, "UTF-8",
                          HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                              HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_IGNORE_ENC);
}

/* Comments say nothing here; text around them is one text. */
static void without_comments(xmlNode *node)
{
    for (xmlNode *n = node->children, *next; n; n = next) {
        next = n->next;
        if (n->type == XML_ELEMENT_NODE)
            without_comments(n);
        if (n->type != XML_COMMENT_NODE)
            continue;
        xmlUnlinkNode(n);
        xmlFreeNode(n);
    }
    for (xmlNode *n = node->children; n; n = n->next)
        while (n->type == XML_TEXT_NODE && n->next &&
               n->next->type == XML_TEXT_NODE)
            xmlTextMerge(n, n->next);
}

/* True when the page was accepted; then the trees are compared. */
static bool compare(struct str utf8, const char *name)
{
    char where[256] = "";
    xmlDoc *ours = html_tree_parse(utf8);
    if (!ours)
        return false;
    xmlDoc *theirs = by_libxml2(utf8);
    without_comments(xmlDocGetRootElement(theirs));
    if (!same(xmlDocGetRootElement(ours), xmlDocGetRootElement(theirs), where,
              sizeof where))
        ck_abort_msg("%s: the trees part at %s", name, where);
    xmlFreeDoc(ours);
    xmlFreeDoc(theirs);
    return true;
}

#define PAGE(body)                                                             \
    "<html><head><title>t</title></head><body>" body "</body></html>"

static const struct {
    const char *page;
    bool accepted;
} PAGES[] = {
    {PAGE("<p>a<p>b<div>c</div>"), true},
    {PAGE("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), true},
    {PAGE("<table><tr><td>a<td>b<tr><td>c</table>x"), true},
    {PAGE("<table><thead><tr><th>a</th></thead><tbody><tr><td>b</table>"),
     true},
    {PAGE("<dl><dt>a<dd>b<dt>c<dd>d</dl>"), true},
    {PAGE("<div><span>a</div>b</span>c"), true},
    {PAGE("<b>a<i>b</b>c</i>d"), true},
    {PAGE("a</div>b</td>c"), true},
    {PAGE("<A HREF=x CLASS='y z' checked>T</A>"), true},
    {PAGE("<a title=\"a &amp; b &#1055; &#x41; &nbsp;&laquo; & &x; c\">"
          "&lt;&hellip;&frac12;</a>"),
     true},
    {PAGE("<br><br/><img src=a><input disabled><hr>x"), true},
    {PAGE("<div/>a<p/>b"), true},
    {PAGE("<script>if (a < b && c > d) '<p>'</script>x"), true},
    {PAGE("<p><!-- <p> -- -->x"), true},
    {PAGE("<a id=1 id=2>x</a>"), true},
    {PAGE("<unknown-tag a:b=c>x</unknown-tag>"), true},
    {PAGE("<select><option>a</option><option selected>b</option></select>"),
     true},
    {PAGE("<h1><a href=x>y</a></h1>"), true},
    {"<!DOCTYPE html>\n<html lang=ru>\n<head>\n</head>\n<body>\n</body>\n"
     "</html>\n",
     true},
    {PAGE("<a>x<a>y</a>"), false},
    {PAGE("<b>x<p>y</b>"), false},
    {PAGE("1 < 2"), false},
    {PAGE("</p>x"), false},
    {PAGE("<p title='x>y"), false},
    {PAGE("<!-- open"), false},
    {"<p>no html</p>", false},
    {"<html><body>no head</body></html>", false},
    {"<html><head><div>x</div></head><body></body></html>", false},
    {PAGE("x") "<p>behind", false},
    {PAGE("x") "behind", false},
    {"<html><head></head><body><p a=b", false},
    {"", false},
};

TEST(trees_are_the_same)
{
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        bool accepted = compare(str_of(PAGES[i].page), PAGES[i].page);
        if (accepted != PAGES[i].accepted)
            ck_abort_msg("%s was %s", PAGES[i].page,
                         accepted ? "accepted" : "refused");
    }
}
END

static int seen, accepted;

static void compare_file(const struct charsets *all, const char *path)
{
    struct arena a = {0};
    struct err e;
    struct buf body;
    buf_init(&body, 1 << 23);
    ck_ok(buf_read_file(&body, path, &e), e);
    const char *name = charset_find(buf_view(&body), (struct str){0});
    struct str utf8 = charset_to_utf8(all, &a, buf_view(&body), name);
    bool taken = compare(utf8, path);
    if (getenv("MOLVA_TEST_SHOW"))
        printf("%s %s\n", taken ? "accepted" : "refused ", path);
    seen++;
    accepted += taken;
    buf_clear(&body);
    arena_clear(&a);
}

static void compare_folder(const struct charsets *all, const char *folder)
{
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char path[1024];
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        bool hidden = names[i]->d_name[0] == '.';
        free(names[i]);
        if (hidden || stat(path, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode))
            compare_folder(all, path);
        else if (strstr(path, ".htm"))
            compare_file(all, path);
    }
    if (n >= 0)
        free(names);
}

TEST(saved_pages_give_the_same_trees)
{
    struct charsets *all = charsets_new();
    compare_folder(all, "tests/crawler/pages");
    printf("%d pages, %d accepted\n", seen, accepted);
    ck_assert_int_gt(accepted, 0);
    charsets_free(all);
}
END

TEST(shared_pages_give_the_same_trees)
{
    NEED_SHARED(folder, "fixtures");
    struct charsets *all = charsets_new();
    compare_folder(all, folder);
    printf("%d shared pages, %d accepted\n", seen, accepted);
    ck_assert_int_gt(accepted, 0);
    charsets_free(all);
}
END

TEST_MAIN("html_tree", trees_are_the_same, saved_pages_give_the_same_trees,
          shared_pages_give_the_same_trees)
