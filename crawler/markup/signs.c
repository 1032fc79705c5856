/* SPDX-License-Identifier: MIT
 * signs: what an element's name, class and words give away. */
#include "crawler/markup/signs.h"

#include <string.h>

#include "base/ascii.h"
#include "base/date.h"
#include "crawler/markup/nodes.h"

enum {
    META_SIGNS = 96, /* of what is called a date or the like */
    DATE_SIGNS = 48, /* a longer text is more than a date */
    TITLE_SIGNS = 8, /* at least, and two words */
    NAME_SIGNS = 40, /* a longer text in bold is no name */
    DAY = 86400,
    FAR = 2147483647 /* any date may be one: 2038 */
};

bool sign_element(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE;
}

bool sign_named(const xmlNode *n, const char *const *names)
{
    for (; *names; names++)
        if (strcmp((const char *)n->name, *names) == 0)
            return true;
    return false;
}

bool sign_link(const xmlNode *n)
{
    return strcmp((const char *)n->name, "a") == 0 &&
           node_attribute(n, "href").n;
}

bool sign_heading(const xmlNode *n)
{
    const char *name = (const char *)n->name;
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '5' && !name[2];
}

/* ---- what classes and ids say ---- */

/* A preview is no review. */
static bool is_preview(struct str value, size_t i)
{
    return i && ascii_lower(value.p[i - 1]) == 'p' &&
           str_starts_nocase(str_from(value, i), STR("review"));
}

/* A word of the attribute begins with one of these; `inside`: holds one. */
static bool says(struct str value, const char *const *words, bool inside)
{
    for (size_t i = 0; i < value.n; i++) {
        bool begins = i == 0 || ascii_space(value.p[i - 1]);
        if (is_preview(value, i))
            continue;
        for (const char *const *w = words; (begins || inside) && *w; w++)
            if (str_starts_nocase(str_from(value, i), str_of(*w)))
                return true;
    }
    return false;
}

/* <x-comment>, <user-name>: elements of the page's own are called as others
 * class theirs. */
static bool own_name_says(const xmlNode *n, const char *const *words)
{
    const char *name = (const char *)n->name;
    return strchr(name, '-') && says(str_of(name), words, true);
}

static bool node_says(const xmlNode *n, const char *const *words, bool inside)
{
    return own_name_says(n, words) ||
           says(node_attribute(n, "class"), words, inside) ||
           says(node_attribute(n, "id"), words, inside) ||
           says(node_attribute(n, "itemprop"), words, inside);
}

bool sign_silent(const xmlNode *n)
{
    static const char *const UNSEEN[] = {"sr-only", "visually-hidden",
                                         "screen-reader", NULL};
    static const char *const NAMES[] = {
        "script", "style",  "noscript", "template", "option",
        "button", "iframe", "textarea", "head",     NULL};
    return sign_named(n, NAMES) || node_says(n, UNSEEN, false);
}

bool sign_name(const xmlNode *n)
{
    static const char *const WORDS[] = {
        "author", "user",      "nick",      "login", "member", "avatar",
        "profil", "commenter", "reviewer",  "autor", "auteur", "usuario",
        "utente", "nutzer",    "gebruiker", NULL};
    static const char *const PATHS[] = {
        "/user",   "/profil", "/member", "/people", "/u/",
        "/author", "/~",      "/@",      "=profil", NULL};
    return node_says(n, WORDS, true) ||
           (sign_link(n) && says(node_attribute(n, "href"), PATHS, true));
}

bool sign_called(const xmlNode *n)
{
    static const char *const WORDS[] = {"name", "naam", "poster", NULL};
    return node_says(n, WORDS, true);
}

bool sign_maybe_name(const xmlNode *n, int64_t letters)
{
    static const char *const BOLD[] = {"b", "strong", "cite", NULL};
    return letters && letters <= NAME_SIGNS &&
           (sign_called(n) || sign_named(n, BOLD));
}

bool sign_talk(const xmlNode *n)
{
    static const char *const WORDS[] = {
        "comment",    "komment",  "koment", "review",    "otzyv",       "otziv",
        "opinion",    "feedback", "repl",   "guestbook", "testimonial", "gbook",
        "discussion", "message",  "msg",    NULL};
    return node_says(n, WORDS, true);
}

bool sign_opinion(const xmlNode *n)
{
    static const char *const WORDS[] = {"opinion", NULL};
    return node_says(n, WORDS, true);
}

bool sign_comment(const xmlNode *n)
{
    static const char *const WORDS[] = {"comment", "reply", "message", NULL};
    return node_says(n, WORDS, false);
}

static bool is_page(const xmlNode *n)
{
    static const char *const NAMES[] = {"body", "html", NULL};
    return sign_named(n, NAMES);
}

bool sign_aside(const xmlNode *n)
{
    static const char *const NAMES[] = {"aside",  "nav",  "footer",
                                        "header", "form", NULL};
    static const char *const WORDS[] = {
        "sidebar", "widget", "related", "recommend", "similar", "popular",
        "recent",  "latest", "last-",   "lastcom",   "teaser",  "promo",
        "menu",    "nav",    "footer",  "carousel",  "slider",  "banner",
        "trend",   "most-",  NULL};
    return sign_named(n, NAMES) || (!is_page(n) && node_says(n, WORDS, false));
}

bool sign_listing(const xmlNode *n)
{
    static const char *const WORDS[] = {"news",        "archive", "headline",
                                        "pagehistory", "changes", "mw-change",
                                        NULL};
    return !is_page(n) && node_says(n, WORDS, false);
}

/* ---- dates ---- */

/* The first signs of an element's text, or of a longer one. */
struct few {
    char text[META_SIGNS + 1];
    size_t n;
};

/* Its class says that it tells when or who, not what. */
static bool is_meta(const xmlNode *n)
{
    static const char *const WORDS[] = {"date", "time",   "when", "posted",
                                        "meta", "poster", NULL};
    return node_says(n, WORDS, true);
}

/* White space is one blank, however the page is laid out. */
static void add_signs(struct few *f, const xmlChar *from)
{
    for (; *from && f->n <= META_SIGNS; from++) {
        bool blank = ascii_space((char)*from);
        if (blank && (f->n == 0 || f->text[f->n - 1] == ' '))
            continue;
        f->text[f->n++] = blank ? ' ' : (char)*from;
    }
}

static void add_text(struct few *f, const xmlNode *n, bool own)
{
    for (const xmlNode *c = n->children; c && f->n <= META_SIGNS; c = c->next)
        if (c->content && c->type == XML_TEXT_NODE)
            add_signs(f, c->content);
        else if (sign_element(c) && !own)
            add_text(f, c, false);
}

static bool is_date(struct str s)
{
    struct date d;
    const struct date_context any = {.now = FAR};
    bool digit = false;
    for (size_t i = 0; i < s.n; i++)
        digit |= ascii_digit(s.p[i]);
    return digit && date_parse(s, &any, &d) && d.precision <= DAY;
}

static bool text_is_date(const xmlNode *n, bool own)
{
    struct few f = {.n = 0};
    add_text(&f, n, own);
    struct str s = str_trim((struct str){f.text, f.n});
    size_t most = is_meta(n) ? META_SIGNS : DATE_SIGNS;
    return s.n && f.n <= most && is_date(s);
}

/* "2 years ago", and the moment in an attribute; of <img title=...> it is that
 * of the picture. */
static bool attribute_is_date(const xmlNode *n)
{
    static const char *const INLINE[] = {
        "time", "a", "span", "abbr", "relative-time", "data", NULL};
    static const char *const WHERE[] = {"datetime", "title",     "data-content",
                                        "data-utc", "data-time", NULL};
    if (!sign_named(n, INLINE))
        return false;
    for (const char *const *w = WHERE; *w; w++) {
        struct str value = node_attribute(n, *w);
        if (value.n && value.n <= DATE_SIGNS && is_date(value))
            return true;
    }
    return false;
}

bool sign_title(const xmlNode *n)
{
    struct few f = {.n = 0};
    if (!sign_link(n) || sign_name(n) || sign_called(n))
        return false;
    add_text(&f, n, false);
    struct str s = str_trim((struct str){f.text, f.n});
    return s.n >= TITLE_SIGNS && str_find_char(s, ' ') > 0 && !is_date(s);
}

bool sign_date(const xmlNode *n)
{
    if (attribute_is_date(n))
        return true;
    return text_is_date(n, false) ||
           (xmlFirstElementChild((xmlNode *)n) && text_is_date(n, true));
}

/* "text-muted" is how it looks. */
bool sign_said(const xmlNode *n)
{
    static const char *const WORDS[] = {"content", "text", "message", "body",
                                        NULL};
    static const char *const LOOKS[] = {"text-", NULL};
    return node_says(n, WORDS, true) && !node_says(n, LOOKS, false);
}

bool sign_quoted(const xmlNode *n)
{
    static const char *const WORDS[] = {"quote", "quoting", "citat", NULL};
    static const char *const NAMES[] = {"blockquote", NULL};
    return node_says(n, WORDS, false) ||
           (sign_named(n, NAMES) && !sign_said(n));
}

bool sign_furniture(const xmlNode *n)
{
    static const char *const WORDS[] = {"action",  "option", "control",
                                        "toolbar", "share",  "vote",
                                        "button",  "btn",    NULL};
    return node_says(n, WORDS, true) && !sign_said(n);
}
