/* SPDX-License-Identifier: MIT
 * html_tree, html_plain: both ways from a page to a tree give the text and the
 * attributes of the HTML standard, and the same tree. */
#include "crawler/markup/html_tree.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "crawler/markup/charset.h"
#include "crawler/markup/html_plain.h"
#include "tests/crawler/html_same.h"
#include "tests/test.h"

/* True when the page was accepted; then the trees are compared. */
static bool compare(struct str utf8, const char *name)
{
    char where[256] = "";
    xmlDoc *ours, *theirs;
    struct err e;
    ck_ok(html_tree_parse(utf8, &ours, &e), e);
    if (!ours)
        return false;
    ck_ok(html_plain_parse(utf8, &theirs, &e), e);
    if (!html_same(xmlDocGetRootElement(ours), xmlDocGetRootElement(theirs),
                   where, sizeof where))
        ck_abort_msg("%s: the trees part at %s", name, where);
    xmlFreeDoc(ours);
    xmlFreeDoc(theirs);
    return true;
}

/* Only what a reader of this file must tell apart is escaped. */
static void show(struct buf *out, const xmlNode *n)
{
    if (n->type != XML_ELEMENT_NODE) {
        buf_z(out, (const char *)n->content);
        return;
    }
    buf_printf(out, "[%s", n->name);
    for (const xmlAttr *a = n->properties; a; a = a->next)
        buf_printf(out, " %s={%s}", a->name,
                   a->children ? (const char *)a->children->content : "");
    buf_z(out, "]");
    for (const xmlNode *c = n->children; c; c = c->next)
        show(out, c);
    buf_printf(out, "[/%s]", n->name);
}

/* The tree of a page must be `wanted`; without `whole` only what body holds. */
static void check_tree(xmlDoc *doc, const char *page, const char *wanted,
                       const char *way)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (root && wanted[0] == '[' && strncmp(wanted, "[html", 5) == 0)
        show(&out, root);
    else if (root)
        for (const xmlNode *n = root->last->children; n; n = n->next)
            show(&out, n);
    if (!str_eqz(buf_view(&out), wanted))
        ck_abort_msg("%s of %s\n   gives " STR_FMT "\n  wanted %s", way, page,
                     STR_ARG(buf_view(&out)), wanted);
    buf_clear(&out);
}

/* NUL stands in pages as "\1" here. */
static void check_page(const char *page, const char *wanted)
{
    char bytes[512];
    size_t n = strlen(page);
    struct err e;
    xmlDoc *doc;
    ck_assert_uint_lt(n, sizeof bytes);
    for (size_t i = 0; i < n; i++)
        bytes[i] = page[i] == 1 ? 0 : page[i];
    struct str utf8 = {bytes, n};
    ck_ok(html_plain_parse(utf8, &doc, &e), e);
    check_tree(doc, page, wanted, "html_plain");
    xmlFreeDoc(doc);
    ck_ok(html_tree_parse(utf8, &doc, &e), e);
    if (doc)
        check_tree(doc, page, wanted, "html_tree");
    xmlFreeDoc(doc);
}

struct page {
    const char *page, *tree;
};

static void check_pages(const struct page *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check_page(all[i].page, all[i].tree);
}

#define CHECK_PAGES(all) check_pages(all, sizeof(all) / sizeof *(all))

static const struct page REFERENCES[] = {
    {"x&#13;\ny", "x\r\ny"},
    {"&copy 2024, 5 &lt 6, &#50 07", "\302\251 2024, 5 < 6, 2 07"},
    {"&notit; &notin; &not; &not",
     "\302\254it; \342\210\211 \302\254 \302\254"},
    {"&amp;lt; &ampamp; &amp &AMP;", "&lt; &amp; & &"},
    {"&#0; &#x0; &#xD800; &#x110000; &#99999999999;",
     "\357\277\275 \357\277\275 \357\277\275 \357\277\275 \357\277\275"},
    {"&#146;&#x80;&#150 &#x9f;",
     "\342\200\231\342\202\254\342\200\223 \305\270"},
    {"a&#1;b&#x1F;c&#xFFFE;d&#12;e", "abcd e"},
    {"&#; &#x; &#xg; &; & &x; &foo &foo;",
     "&#; &#x; &#xg; &; & &x; &foo &foo;"},
    {"&#65x &#x41g &#X41;&#065;", "Ax Ag AA"},
    {"&nGt;&nvlt;&NotEqualTilde;",
     "\342\211\253\342\203\222<\342\203\222\342\211\202\314\270"},
    {"&CounterClockwiseContourIntegral;&zwj;", "\342\210\263\342\200\215"},
    {"&hellip &hellip;&laquo&raquo;", "&hellip \342\200\246\302\253\302\273"},
    {"&Aacute&aacute;&Tab;&NewLine;&apos;", "\303\201\303\241\t\n'"},
    {"&am<!-- -->p; &lt<b>;</b>", "&amp; <[b];[/b]"},
    {"&lt;p&gt;", "<p>"},
};

static const struct page VALUES[] = {
    {"<a href=/u/ann/>A</a>b", "[a href={/u/ann/}]A[/a]b"},
    {"<div class=entry data-u=/e/1/>x</div>y",
     "[div class={entry} data-u={/e/1/}]x[/div]y"},
    {"<a b=c/ d>x</a>", "[a b={c/} d={}]x[/a]"},
    {"<a b='c'/>x</a>", "[a b={c}]x[/a]"},
    {"<a href='?a=1&copy=2&amp;b=3&copy&lt'>",
     "[a href={?a=1&copy=2&b=3\302\251<}][/a]"},
    {"<a href=?a&ampb&amp;c&not;d&notit;>",
     "[a href={?a&ampb&c\302\254d&notit;}][/a]"},
    {"<a b=&quot;c&quot; d='&#39;&#x22;'>", "[a b={\"c\"} d={'\"}][/a]"},
    {"<a b=\"x>y<z\" c='\"'>t", "[a b={x>y<z} c={\"}]t[/a]"},
    {"<A HREF=X Class='Y'>T</A>", "[a href={X} class={Y}]T[/a]"},
    {"<a id=1 ID=2 id>x</a>", "[a id={1}]x[/a]"},
    {"<input checked disabled=''><input value>",
     "[input checked={} disabled={}][/input][input value={}][/input]"},
    {"<a b = c  d\n=\n'e' f=>x", "[a b={c} d={e} f={}]x[/a]"},
    {"<a b=\"1\"c=2/d='3'>x", "[a b={1} c={2/d='3'}]x[/a]"},
    {"<a =b c=d`e\"f=g>x", "[a c={d`e\"f=g}]x[/a]"},
    {"<a @click=\"a>b\" (x)=1 b=2 9=3>x", "[a b={2}]x[/a]"},
    {"<a b='\1' c=\1x>y", "[a b={\357\277\275} c={\357\277\275x}]y[/a]"},
    {"<a b='1\r\n2\r3\n4\t5'>", "[a b={1\n2\n3\n4\t5}][/a]"},
    {"x<a b='c", "x"},
    {"x<a b=c", "x"},
    {"<p a:b=c>x</p>", "[p a:b={c}]x[/p]"},
};

static const struct page TAGS[] = {
    {"1 < 2 <3 <- <", "1 < 2 <3 <- <"},
    {"a</>b</ c>d</", "abd</"},
    {"a<!-->b<!--->c<!-- d --!>e<!---->f<!-- -- > -->g", "abcefg"},
    {"a<?php x ?>b<!x>c<![CDATA[d]]>e<!DOCTYPE html \"a>b\">f", "abceb\">f"},
    {"x<!-- open", "x"},
    {"<br>a<br/>b</br>c", "[br][/br]a[br][/br]b[br][/br]c"},
    {"<p>a<wbr>b<embed>c<source>d</p>",
     "[p]a[wbr][/wbr]b[embed][/embed]c[source][/source]d[/p]"},
    {"<div/>a<span/>b", "[div]a[span]b[/span][/div]"},
    {"<image src=a>x", "[img src={a}][/img]x"},
    {"<p>a<p>b<div>c</div>", "[p]a[/p][p]b[/p][div]c[/div]"},
    {"<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
     "[ul][li]a[/li][li]b[ul][li]c[/li][/ul][/li][li]d[/li][/ul]"},
    {"<table><tr><td>a<td>b<tr><td>c</table>x",
     "[table][tr][td]a[/td][td]b[/td][/tr][tr][td]c[/td][/tr][/table]x"},
    {"<dl><dt>a<dd>b<dt>c<dd>d</dl>",
     "[dl][dt]a[/dt][dd]b[/dd][dt]c[/dt][dd]d[/dd][/dl]"},
    {"<select><option>a<option>b</select>",
     "[select][option]a[/option][option]b[/option][/select]"},
    {"<form id=1>a<form id=2>b</form>c</form>d", "[form id={1}]ab[/form]cd"},
    {"<a href=1>x<a href=2>y</a>z", "[a href={1}]x[/a][a href={2}]y[/a]z"},
    {"<div><span>a</div>b</span>c", "[div][span]a[/span][/div]bc"},
    {"<fb:like x=1>a</fb:like>b", "[fb:like x={1}]a[/fb:like]b"},
    {"<X-Y>a</x-Y><o@o>b</o@o>", "[x-y]a[/x-y][o_o]b[/o_o]"},
    {"a\1b\r\nc\rd\fe\013f\357\277\276g\357\273\277h",
     "ab\nc\nd efg\357\273\277h"},
};

static const struct page RAW[] = {
    {"<p>a<script>if (a < b && c) '<p>'</SCRIPT >x",
     "[p]a[script]if (a < b && c) '<p>'[/script]x[/p]"},
    {"x<script><!-- <script>1</script> 2 --></script>y",
     "x[script]<!-- <script>1</script> 2 -->[/script]y"},
    {"x<script>a</scriptx>b</script y=1>c", "x[script]a</scriptx>b[/script]c"},
    {"x<script><!--></script>y", "x[script]<!-->[/script]y"},
    {"x<style>a<b&amp;</style>y", "x[style]a<b&amp;[/style]y"},
    {"x<textarea>\n<b>&amp;\1</textarea>y",
     "x[textarea]<b>&\357\277\275[/textarea]y"},
    {"x<textarea>&#10;a</textarea>", "x[textarea]a[/textarea]"},
    {"<pre>\n\na</pre><pre>\r\nb</pre><listing>\nc</listing>",
     "[pre]\na[/pre][pre]b[/pre][listing]c[/listing]"},
    {"<xmp><i>&lt;</xmp>a", "[xmp]<i>&lt;[/xmp]a"},
    {"x<iframe><p>a</iframe>b<noembed><i></noembed>c",
     "x[iframe]<p>a[/iframe]b[noembed]<i>[/noembed]c"},
    {"x<noscript><p>a</p></noscript>b", "x[noscript][p]a[/p][/noscript]b"},
    {"x<plaintext>a</plaintext><b>",
     "x[plaintext]a</plaintext><b>[/plaintext]"},
    {"x<title>a &amp; <b></title>y", "x[title]a & <b>[/title]y"},
    {"x<textarea>a<b>", "x[textarea]a<b>[/textarea]"},
    {"x<template><td>a</td></template>b", "x[template][td]a[/td][/template]b"},
    {"x<svg><path d=1 /><g/>a</svg>b",
     "x[svg][path d={1}][/path][g][/g]a[/svg]b"},
    {"x<svg><style>a<![CDATA[b<c]]></style></svg><math><mi>d</mi></math>",
     "x[svg][style]ab<c[/style][/svg][math][mi]d[/mi][/math]"},
    {"<svg><g><p>a", "[svg][g][/g][/svg][p]a[/p]"},
    {"<svg><foreignObject><i/>a</foreignObject><g/></svg>b",
     "[svg][foreignobject][i]a[/i][/foreignobject][g][/g][/svg]b"},
};

static const struct page SKELETONS[] = {
    {" <!-- --> \n<!doctype html>\n<html lang=ru>\n<head>\n<title>t</title>\n"
     "</head>\n<body>\nx\n</body>\n</html>\n",
     "[html lang={ru}][head]\n[title]t[/title]\n[/head][body]\nx\n\n\n[/body]"
     "[/html]"},
    {"x", "[html][head][/head][body]x[/body][/html]"},
    {"<title>t</title><p>x",
     "[html][head][title]t[/title][/head][body][p]x[/p][/body][/html]"},
    {"<html a=1><body b=2>x</body></html>y<body b=3 c=4><html a=5 d=6>z",
     "[html a={1} d={6}][head][/head][body b={2} c={4}]xyz[/body][/html]"},
    {"<head></head><link rel=x><p>y",
     "[html][head][link rel={x}][/link][/head][body][p]y[/p][/body][/html]"},
    {"<head><div>x</div></head>y",
     "[html][head][/head][body][div]x[/div]y[/body][/html]"},
    {"<head><noscript><style>a</style><img src=b></noscript></head>x",
     "[html][head][noscript][style]a[/style][/noscript][/head][body]"
     "[img src={b}][/img]x[/body][/html]"},
    {"<head><script>a", "[html][head][script]a[/script][/head][body][/body]"
                        "[/html]"},
    {"<html><head><title>t</title>",
     "[html][head][title]t[/title][/head][body][/body][/html]"},
    {"<frameset cols=1><frame src=a></frameset><noframes><p>x</noframes>",
     "[html][head][/head][frameset cols={1}][frame src={a}][/frame][/frameset]"
     "[noframes]<p>x[/noframes][/html]"},
    {"</p><br>", "[html][head][/head][body][br][/br][/body][/html]"},
};

TEST(references_are_those_of_the_standard)
{
    CHECK_PAGES(REFERENCES);
    CHECK_PAGES(VALUES);
}
END

TEST(tags_are_those_of_the_standard)
{
    CHECK_PAGES(TAGS);
    CHECK_PAGES(RAW);
    CHECK_PAGES(SKELETONS);
}
END

static const struct {
    const char *page;
    bool accepted;
} PAGES[] = {
    {"<b>x<p>y</b>", true},
    {"<h1>a<p>b</h1>c", true},
    {"a</div>b</td>c</p>d", true},
    {"<p>a</div><!-- --></span>b", true},
    {"<table>x<tr>y<td>z", true},
    {"<a><fieldset><a><table>", true},
    {"<select><optgroup><option>a<optgroup>b</select>", true},
    {"<p title='x>y", false},
    {"<frameset><frame></frameset>", false},
    {" <!-- --> </p>", false},
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

/* What is over a ceiling is not cut but told, by both ways. */
static void check_ceiling(const char *before, const char *piece, size_t times,
                          const char *cause)
{
    struct buf page;
    struct err e = {0}, f = {0};
    xmlDoc *doc;
    buf_init(&page, 1 << 23);
    buf_printf(&page, "<p>a post</p>\n%s", before);
    for (size_t i = 0; i < times; i++)
        buf_z(&page, piece);
    buf_z(&page, ">x");
    ck_assert(!html_tree_parse(buf_view(&page), &doc, &e) && !doc);
    ck_assert(!html_plain_parse(buf_view(&page), &doc, &f) && !doc);
    ck_assert_msg(strstr(e.msg, cause), "%s", e.msg);
    ck_assert_msg(strstr(f.msg, cause), "%s", f.msg);
    buf_clear(&page);
}

TEST(ceilings_are_told)
{
    check_ceiling("", "<div>", 300, "nested deeper than 256");
    check_ceiling("", "<svg>", 100000, "nested deeper than 256");
    check_ceiling("<a", " b", 1001, "line 2: a tag with 1001 attributes");
    check_ceiling("<a c=", "d", 70000, "line 2: a tag of 700");
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
    ck_assert_int_eq(accepted, seen);
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

TEST_MAIN("html_tree", references_are_those_of_the_standard,
          tags_are_those_of_the_standard, trees_are_the_same, ceilings_are_told,
          saved_pages_give_the_same_trees, shared_pages_give_the_same_trees)
