/* SPDX-License-Identifier: MIT
 * repeat: what people said on a page whose kind nobody knows. */
#include "crawler/markup/repeat.h"

#include <string.h>

#include "base/ascii.h"
#include "base/ceiling.h"
#include "base/date.h"

enum {
    FORMS_MOST = 8,   /* of siblings under one parent */
    DATE_SIGNS = 48,  /* a longer text is more than a date */
    UP_MOST = 5,      /* parents that are asked what they are for */
    TALK_LEAST = 2,   /* posts where the page says that it is talk */
    RUN_LEAST = 3,    /* where it does not */
    WORDS_LEAST = 20, /* letters that are no link, on the average */
    ESSAY = 120,      /* so many where posts have headings */
    DAY = 86400,
    DATES_ASKED = 20000, /* texts of a page that are looked at */
    FAR = 2147483647     /* any date may be one: 2038 */
};

/* What a subtree holds. */
struct mass {
    int64_t letters; /* of its text */
    int64_t linked;  /* of them, in links */
    int64_t dates, names, links;
    bool heading; /* a heading that is a link */
};

/* Siblings of one form. */
struct form {
    const xmlNode *first;  /* the others look like it */
    struct mass sum;       /* of those that could be posts */
    size_t n, fit, marked; /* all; could be posts; have an id */
    bool headings;         /* one of them has one */
};

struct run {
    xmlNode *parent;      /* the posts are its children */
    const xmlNode *first; /* they look like it */
    int64_t words;        /* of all posts */
};

struct search {
    struct run best;
    int64_t dates; /* may still be asked */
};

static bool is_element(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE;
}

static bool is_named(const xmlNode *n, const char *const *names)
{
    for (; *names; names++)
        if (strcmp((const char *)n->name, *names) == 0)
            return true;
    return false;
}

static bool is_link(const xmlNode *n)
{
    return strcmp((const char *)n->name, "a") == 0 &&
           node_attribute(n, "href").n;
}

/* Nothing in there was said by anybody. */
static bool is_silent(const xmlNode *n)
{
    static const char *const NAMES[] = {
        "script", "style",  "noscript", "template", "option",
        "button", "iframe", "textarea", "head",     NULL};
    return is_named(n, NAMES);
}

static bool is_heading(const xmlNode *n)
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

/* Somebody is named here. */
static bool is_name(const xmlNode *n)
{
    static const char *const WORDS[] = {
        "author", "user",   "nick",      "login",    "member",
        "avatar", "profil", "commenter", "reviewer", NULL};
    static const char *const PATHS[] = {
        "/user", "/profil", "/member", "/people", "/u/", "/author", NULL};
    return node_says(n, WORDS, true) ||
           (is_link(n) && says(node_attribute(n, "href"), PATHS, true));
}

static bool is_talk(const xmlNode *n)
{
    static const char *const WORDS[] = {
        "comment",    "komment",  "koment", "review",    "otzyv",       "otziv",
        "opinion",    "feedback", "repl",   "guestbook", "testimonial", "gbook",
        "discussion", "message",  "msg",    NULL};
    return node_says(n, WORDS, true);
}

/* Lists of something else, and places where no discussion stands. */
static bool is_aside(const xmlNode *n)
{
    static const char *const NAMES[] = {"aside",  "nav",  "footer",
                                        "header", "form", NULL};
    static const char *const WORDS[] = {
        "sidebar", "widget", "related", "recommend", "similar",  "popular",
        "recent",  "latest", "last-",   "lastcom",   "teaser",   "promo",
        "menu",    "nav",    "footer",  "carousel",  "slider",   "banner",
        "trend",   "most-",  "news",    "archive",   "headline", NULL};
    static const char *const PAGE[] = {"body", "html", NULL};
    return is_named(n, NAMES) ||
           (!is_named(n, PAGE) && node_says(n, WORDS, false));
}

/* ---- dates ---- */

static void add_text(const xmlNode *n, char *to, size_t *used)
{
    for (const xmlNode *c = n->children; c && *used <= DATE_SIGNS;
         c = c->next) {
        if (is_element(c)) {
            add_text(c, to, used);
        } else if (c->content && c->type == XML_TEXT_NODE) {
            size_t have = strlen((const char *)c->content);
            size_t room = DATE_SIGNS + 1 - *used;
            size_t k = have < room ? have : room;
            memcpy(to + *used, c->content, k);
            *used += k;
        }
    }
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

/* An element that says when, in an attribute or in a few words. */
static bool holds_date(const xmlNode *n)
{
    char text[DATE_SIGNS + 1];
    size_t used = 0;
    if (strcmp((const char *)n->name, "time") == 0 &&
        is_date(node_attribute(n, "datetime")))
        return true;
    add_text(n, text, &used);
    struct str s = str_trim((struct str){text, used});
    return s.n && used <= DATE_SIGNS && is_date(s);
}

/* ---- weighing ---- */

static int64_t letters_of(const xmlNode *text)
{
    int64_t n = 0;
    for (const xmlChar *p = text->content; p && *p; p++)
        n += ascii_alnum((char)*p) || *p >= 0xc0;
    return n;
}

static void add(struct mass *to, const struct mass *m)
{
    to->letters += m->letters;
    to->linked += m->linked;
    to->dates += m->dates;
    to->names += m->names;
    to->links += m->links;
    to->heading |= m->heading;
}

/* The first class, without the number some count their posts with. */
static struct str form_of(const xmlNode *n)
{
    struct str all = str_trim(node_attribute(n, "class")), first = {0};
    if (!str_split(&all, ' ', &first))
        return first;
    while (first.n && (ascii_digit(first.p[first.n - 1]) ||
                       strchr("-_", first.p[first.n - 1])))
        first.n--;
    return first;
}

static bool same_form(const xmlNode *a, const xmlNode *b)
{
    return strcmp((const char *)a->name, (const char *)b->name) == 0 &&
           str_eq(form_of(a), form_of(b));
}

static bool could_be_post(const struct mass *m)
{
    return m->dates && m->names && m->letters - m->linked > m->letters / 3;
}

static bool has_id(const xmlNode *n)
{
    for (const xmlAttr *at = n->properties; at; at = at->next)
        if (strcmp((const char *)at->name, "id") == 0 ||
            strncmp((const char *)at->name, "data-", 5) == 0)
            return true;
    return false;
}

static void count(struct form *forms, size_t *n, const xmlNode *child,
                  const struct mass *m)
{
    size_t i = 0;
    while (i < *n && !same_form(forms[i].first, child))
        i++;
    if (i == FORMS_MOST)
        return;
    if (i == *n)
        forms[(*n)++] = (struct form){.first = child};
    forms[i].n++;
    if (!could_be_post(m))
        return;
    forms[i].fit++;
    forms[i].marked += has_id(child);
    forms[i].headings |= m->heading;
    add(&forms[i].sum, m);
}

/* What the post is called, or one of the elements it stands in. */
static bool is_asked(const xmlNode *first, bool (*what)(const xmlNode *))
{
    int up = 0;
    for (const xmlNode *n = first; n && is_element(n) && up < UP_MOST;
         n = n->parent, up++)
        if (what(n))
            return true;
    return false;
}

static bool is_discussion(const struct form *f)
{
    int64_t words = f->sum.letters - f->sum.linked;
    int64_t n = (int64_t)f->fit;
    bool most = f->fit * 3 >= f->n * 2;
    if (!most || n < TALK_LEAST || words < n * WORDS_LEAST)
        return false;
    if (is_asked(f->first, is_aside))
        return false;
    bool talk = is_asked(f->first, is_talk);
    if (f->headings)
        return talk && n >= RUN_LEAST && words >= n * ESSAY;
    return talk || (n >= RUN_LEAST && f->marked == f->fit);
}

static struct mass weigh(struct search *s, xmlNode *node);

static void weigh_children(struct search *s, xmlNode *node, struct mass *total)
{
    struct form forms[FORMS_MOST];
    size_t n = 0;
    for (xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE)
            total->letters += letters_of(c);
        if (!is_element(c) || is_silent(c))
            continue;
        struct mass m = weigh(s, c);
        add(total, &m);
        count(forms, &n, c, &m);
    }
    for (size_t i = 0; i < n; i++) {
        int64_t words = forms[i].sum.letters - forms[i].sum.linked;
        if (words <= s->best.words || !is_discussion(&forms[i]))
            continue;
        s->best = (struct run){node, forms[i].first, words};
    }
}

/* Deep as the tree is, which CEILING_DEPTH limits. */
static struct mass weigh(struct search *s, xmlNode *node)
{
    struct mass m = {0};
    weigh_children(s, node, &m);
    if (is_link(node)) {
        m.links++;
        m.linked = m.letters;
    }
    if (is_heading(node) && m.links)
        m.heading = true;
    bool few = m.letters <= DATE_SIGNS && !m.dates;
    if (few && s->dates-- > 0 && holds_date(node))
        m.dates = 1;
    m.names += is_name(node);
    return m;
}

/* ---- taking ---- */

static void take(struct search *s, struct arena *a, xmlNode *below,
                 struct nodes *out)
{
    for (xmlNode *c = below->children; c; c = c->next) {
        if (!is_element(c) || is_silent(c) || out->n >= CEILING_ITEMS)
            continue;
        if (same_form(s->best.first, c)) {
            struct search none = {.dates = DATES_ASKED};
            struct mass m = weigh(&none, c);
            if (could_be_post(&m))
                nodes_put(a, out, c);
        }
        take(s, a, c, out);
    }
}

void repeat_posts(struct arena *a, xmlDoc *doc, struct nodes *out)
{
    struct search s = {.dates = DATES_ASKED};
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    *out = (struct nodes){0};
    if (!root || doc->type != XML_HTML_DOCUMENT_NODE)
        return;
    weigh(&s, root);
    if (s.best.parent)
        take(&s, a, s.best.parent, out);
}

xmlNode *repeat_date(xmlNode *post)
{
    for (xmlNode *c = post->children; c; c = c->next) {
        if (!is_element(c) || is_silent(c))
            continue;
        xmlNode *inner = repeat_date(c);
        if (inner)
            return inner;
        if (holds_date(c))
            return c;
    }
    return NULL;
}

/* Words that stand in it, not in a block of their own. */
static int64_t own_words(const xmlNode *n)
{
    static const char *const INLINE[] = {"p",  "br",   "b",  "i",      "em",
                                         "ul", "ol",   "li", "strong", "span",
                                         "u",  "font", "s",  NULL};
    int64_t words = 0;
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE)
            words += letters_of(c);
        else if (is_element(c) && is_named(c, INLINE) && !is_name(c) &&
                 !holds_date(c))
            words += own_words(c);
    }
    return words;
}

/* What a user said is called by his name too: "userContent". */
static bool is_said(const xmlNode *n)
{
    static const char *const WORDS[] = {"content", "text", "message", "body",
                                        NULL};
    return node_says(n, WORDS, true);
}

static bool holds_name(const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (is_element(c) && (is_name(c) || holds_name(c)))
            return true;
    return false;
}

static void find_speech(xmlNode *node, xmlNode **best, int64_t *most)
{
    for (xmlNode *c = node->children; c; c = c->next) {
        if (!is_element(c) || is_silent(c) || is_link(c))
            continue;
        bool name = is_name(c) && !is_said(c);
        /* A box with name and date in it is a whole post of a "user". */
        if (name && !(holds_name(c) && repeat_date(c)))
            continue;
        int64_t words = name ? 0 : own_words(c);
        if (words > *most) {
            *most = words;
            *best = c;
        }
        find_speech(c, best, most);
    }
}

xmlNode *repeat_speech(xmlNode *post)
{
    xmlNode *best = NULL;
    int64_t most = 0;
    find_speech(post, &best, &most);
    return own_words(post) > most ? post : best;
}
