/* SPDX-License-Identifier: MIT
 * fuzz_html_tree: our tree of a page and libxml2's are the same, or ours is
 * refused.
 *
 * The first byte chooses: the rest is a page as it stands, or says which pieces
 * a page is made of. With HTML_TREE_PAGES=N in the environment the program
 * makes N pages by itself from the seed HTML_TREE_SEED, and prints how many
 * were accepted. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "crawler/markup/charset.h"
#include "crawler/markup/html_plain.h"
#include "crawler/markup/html_tree.h"
#include "crawler/markup/xml_arena.h"
#include "tests/crawler/html_same.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- pages from bytes ---- */

struct source {
    const uint8_t *p, *end;
};

static unsigned draw(struct source *s, unsigned most)
{
    return s->p < s->end ? *s->p++ % most : 0;
}

static const char *const NAMES[] = {"div",
                                    "p",
                                    "span",
                                    "a",
                                    "b",
                                    "i",
                                    "li",
                                    "ul",
                                    "ol",
                                    "table",
                                    "tr",
                                    "td",
                                    "th",
                                    "tbody",
                                    "thead",
                                    "tfoot",
                                    "dl",
                                    "dt",
                                    "dd",
                                    "h1",
                                    "h3",
                                    "br",
                                    "img",
                                    "hr",
                                    "form",
                                    "input",
                                    "select",
                                    "option",
                                    "optgroup",
                                    "button",
                                    "fieldset",
                                    "legend",
                                    "label",
                                    "pre",
                                    "listing",
                                    "textarea",
                                    "title",
                                    "script",
                                    "style",
                                    "noscript",
                                    "iframe",
                                    "xmp",
                                    "template",
                                    "svg",
                                    "math",
                                    "path",
                                    "mi",
                                    "desc",
                                    "html",
                                    "head",
                                    "body",
                                    "frameset",
                                    "frame",
                                    "noframes",
                                    "embed",
                                    "source",
                                    "wbr",
                                    "image",
                                    "isindex",
                                    "nobr",
                                    "font",
                                    "center",
                                    "caption",
                                    "col",
                                    "colgroup",
                                    "article",
                                    "section",
                                    "blockquote",
                                    "address",
                                    "menu",
                                    "dir",
                                    "em",
                                    "strong",
                                    "s",
                                    "u",
                                    "tt",
                                    "small",
                                    "big",
                                    "meta",
                                    "link",
                                    "base",
                                    "object",
                                    "param",
                                    "video",
                                    "fb:like",
                                    "x-y",
                                    "plaintext",
                                    "ruby",
                                    "rt",
                                    "details",
                                    "summary",
                                    "strike",
                                    "applet",
                                    "area",
                                    "map",
                                    "basefont",
                                    "foreignObject",
                                    "annotation-xml",
                                    "keygen",
                                    "track",
                                    "noembed",
                                    "DIV",
                                    "P",
                                    "tD",
                                    "a:b:c",
                                    ":x",
                                    "main",
                                    "nav",
                                    "abbr",
                                    "code",
                                    "sup",
                                    "var"};

static const char *const TEXTS[] = {"a",
                                    " ",
                                    "\n",
                                    "text of a post",
                                    "&amp;",
                                    "&copy 2024",
                                    "&#13;",
                                    "&lt",
                                    "&#50 07",
                                    "&notit;",
                                    "&notin;",
                                    "&#x41;",
                                    "&#0;",
                                    "&#146;",
                                    "&#x80",
                                    "&nGt;",
                                    "&amp;lt;",
                                    "&",
                                    "&x;",
                                    "<",
                                    "< ",
                                    "1 < 2",
                                    ">",
                                    "]]>",
                                    "\"",
                                    "'",
                                    "\r\n",
                                    "\r",
                                    "\t",
                                    "\f",
                                    "Жалоба",
                                    "\xF0\x9F\x98\x80",
                                    "&#xD800;",
                                    "&#1114112;",
                                    "&#1;",
                                    "&#;",
                                    "&#x",
                                    "--",
                                    "/",
                                    "=",
                                    "&nbsp;",
                                    "&quot;",
                                    "\xEF\xBF\xBE",
                                    "\x01",
                                    "\xEF\xBB\xBF",
                                    "&#10;",
                                    "&#32;",
                                    "&#9;"};

static const char *const ATTRIBUTES[] = {" class=entry",
                                         " id='a b'",
                                         " href=/u/ann/",
                                         " checked",
                                         " title=\"&amp;\"",
                                         " data-x=\"1>2\"",
                                         " href=\"?a=1&copy=2\"",
                                         " href=?a&ampb",
                                         " A=1 a=2",
                                         " x = y",
                                         " /",
                                         " @click=\"a>b\"",
                                         " =",
                                         " a=",
                                         " a=\"\"",
                                         " b='&#13;'",
                                         " c=a/",
                                         " d=\"&lt;&quot;\"",
                                         "/e",
                                         " f=`x",
                                         " g=\"x\"h=1",
                                         " xml:lang=ru",
                                         " color=red",
                                         " type=hidden",
                                         " encoding=text/html",
                                         " n=\"\n\"",
                                         " \f o=\"\r\n\"",
                                         " p=&notit;",
                                         " q=&not",
                                         " 9=9",
                                         " -x",
                                         " _y=1",
                                         " name=a",
                                         " xmlns=x",
                                         " xmlns:fb=y",
                                         " a\"b=c"};

static const char *const ODD[] = {
    "<!-- c -->",
    "<!-->",
    "<!--->",
    "<!-- a --!>",
    "<!-- <p> -->",
    "<!---->",
    "<!doctype html>",
    "<!DOCTYPE a \"b>\">",
    "<?pi x?>",
    "<![CDATA[x<y]]>",
    "</>",
    "</ x>",
    "<!x>",
    "<br/>",
    "</br>",
    "</p>",
    "<div/>",
    "<p/>",
    "</body>",
    "</html>",
    "<html lang=ru>",
    "<body class=c id=d>",
    "<form><form>",
    "<a>x<a>y</a>",
    "<svg><path d=1 /></svg>",
    "<svg><style>a</style></svg>",
    "<svg><title>x</title><p>",
    "<script>a</b</script>",
    "<script><!-- <script>x</script> --></script>",
    "<script>'<\\/script>'</script>",
    "<style>a<b</style>",
    "<textarea>\n<b></textarea>",
    "<pre>\n\nx</pre>",
    "<title>a &amp; <b></title>",
    "<xmp><i></xmp>",
    "<table><tr><td>x",
    "<table>x<tr>y",
    "<select><option>a<option>b</select>",
    "<ul><li>a<li>b</ul>",
    "<dl><dt>a<dd>b</dl>",
    "<b><p>x</b>y</p>",
    "<head>",
    "</head>",
    "<math><mi>x<p>y</mi></math>",
    "<svg><![CDATA[a<b]]></svg>",
    "<svg><foreignObject><div>x</foreignObject></svg>",
    "<template><td>x</template>",
    "<noscript><img></noscript>",
    "<iframe><p></iframe>",
    "<sc",
    "<p a='",
    "<!--"};

#define COUNT(a) (unsigned)(sizeof(a) / sizeof *(a))

static void put_one(struct buf *out, struct source *s, const char *const *all,
                    unsigned n)
{
    buf_z(out, all[draw(s, n)]);
}

static void put_start(struct buf *out, struct source *s, const char *name)
{
    buf_char(out, '<');
    buf_z(out, name);
    for (unsigned n = draw(s, 8); n > 4; n--)
        put_one(out, s, ATTRIBUTES, COUNT(ATTRIBUTES));
    buf_z(out, draw(s, 12) == 1 ? "/>" : ">");
}

/* An element with content that is likely to be closed; depth bounds the C
 * stack only. */
static void put_content(struct buf *out, struct source *s, int depth)
{
    while (s->p < s->end) {
        unsigned what = draw(s, 20);
        if (what < 6) {
            put_one(out, s, TEXTS, COUNT(TEXTS));
        } else if (what < 13 && depth < 30) {
            const char *name = NAMES[draw(s, COUNT(NAMES))];
            put_start(out, s, name);
            put_content(out, s, depth + 1);
            if (draw(s, 8) != 1)
                buf_printf(out, "</%s>", name);
        } else if (what == 13) {
            put_one(out, s, ODD, COUNT(ODD));
        } else if (what == 14) {
            buf_printf(out, "</%s>", NAMES[draw(s, COUNT(NAMES))]);
        } else if (depth) {
            return;
        }
    }
}

/* Most pages have a skeleton. */
static void put_page(struct buf *out, struct source *s)
{
    bool whole = draw(s, 4) != 1;
    if (whole)
        buf_z(out, "<!doctype html><html><head><title>t</title></head><body>");
    put_content(out, s, 0);
    if (whole)
        buf_z(out, "</body></html>\n");
}

/* ---- the comparison ---- */

static unsigned long pages, accepted;

static void compare(struct str utf8)
{
    xmlDoc *ours, *theirs;
    struct err e, f;
    char where[256] = "roots";
    pages++;
    bool fits = html_tree_parse(utf8, &ours, &e);
    if (!ours) {
        if (!fits && !e.msg[0])
            __builtin_trap();
        return;
    }
    accepted++;
    if (!html_plain_parse(utf8, &theirs, &f) || !theirs ||
        !html_same(xmlDocGetRootElement(ours), xmlDocGetRootElement(theirs),
                   where, sizeof where)) {
        fprintf(stderr, "the trees part at %s; the page is:\n" STR_FMT "\n",
                where, STR_ARG(utf8));
        __builtin_trap();
    }
    if (xml_arena_in_use())
        return;
    xmlFreeDoc(ours);
    xmlFreeDoc(theirs);
}

/* The parsers are given valid UTF-8. */
static void compare_bytes(struct str bytes)
{
    struct arena a = {0};
    arena_init(&a);
    compare(charset_to_utf8(NULL, &a, bytes, "utf-8"));
    arena_clear(&a);
}

/* Bytes that mean something to a parser. */
static const char SHARP[] = "<>&;#'\"/=-!?[] \n\r\t\f\0\1xXaA0:\xC3\xA9\xFF";

/* Changes some bytes: puts in, takes out, overwrites, doubles a piece. */
static void mutate(struct buf *page, struct source *s)
{
    for (unsigned n = draw(s, 5); n && page->n > 8; n--) {
        size_t at = draw(s, 256) * 251 + draw(s, 256);
        at %= page->n;
        char c = SHARP[draw(s, sizeof SHARP - 1)];
        size_t some = draw(s, 16) % (page->n - at);
        switch (draw(s, 4)) {
        case 0:
            page->p[at] = c;
            break;
        case 1:
            memmove(page->p + at, page->p + at + some, page->n - at - some);
            page->n -= some;
            break;
        case 2:
            buf_put(page, &c, 1);
            memmove(page->p + at + 1, page->p + at, page->n - at - 1);
            page->p[at] = c;
            break;
        default:
            buf_put(page, "0123456789abcdef", some);
            memmove(page->p + at + some, page->p + at, page->n - at - some);
        }
    }
}

static void compare_made(struct source s)
{
    struct buf page;
    size_t n = (size_t)(s.end - s.p);
    struct source edits = {s.end - n / 4, s.end};
    buf_init(&page, 1 << 20);
    s.end = edits.p;
    put_page(&page, &s);
    mutate(&page, &edits);
    compare_bytes(buf_view(&page));
    buf_clear(&page);
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    return *state ^= *state << 17;
}

/* What `tools/fuzz` cannot say: how many different pages were tried. */
static void make_pages(unsigned long most, uint64_t seed)
{
    uint8_t bytes[256];
    uint64_t state = seed * 0x9E3779B97F4A7C15 + 1;
    xml_arena_use();
    while (pages < most) {
        size_t room = next_random(&state) % 16 ? 64 : sizeof bytes;
        size_t n = 8 + next_random(&state) % (room - 8);
        for (size_t i = 0; i < n; i += 8) {
            uint64_t r = next_random(&state);
            memcpy(bytes + i, &r, n - i < 8 ? n - i : 8);
        }
        compare_made((struct source){bytes, bytes + n});
        xml_arena_reset();
        if (pages % 1000000 == 0)
            fprintf(stderr, "%lu pages, %lu accepted\n", pages, accepted);
    }
    fprintf(stderr, "%lu pages, %lu accepted, all the same\n", pages, accepted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *most = getenv("HTML_TREE_PAGES");
    const char *seed = getenv("HTML_TREE_SEED");
    if (most) {
        make_pages(strtoul(most, NULL, 10), seed ? strtoul(seed, NULL, 10) : 1);
        exit(0);
    }
    if (!size)
        return 0;
    if (data[0] == 1)
        compare_made((struct source){data + 1, data + size});
    else
        compare_bytes((struct str){(const char *)data, size});
    return 0;
}
