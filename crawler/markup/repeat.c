/* SPDX-License-Identifier: MIT
 * repeat: what people said on a page whose kind nobody knows. */
#include "crawler/markup/repeat.h"

#include <string.h>

#include "base/ascii.h"
#include "base/ceiling.h"
#include "crawler/markup/signs.h"

enum {
    FORMS_MOST = 8,      /* of siblings under one parent */
    UP_MOST = 5,         /* parents that are asked what they are for */
    TALK_LEAST = 2,      /* posts where the page says that it is talk */
    TALK_WORDS = 8,      /* letters of such a post that are no link */
    RUN_LEAST = 3,       /* where it does not */
    WORDS_LEAST = 20,    /* letters that are no link, on the average */
    ESSAY = 120,         /* so many where posts have headings */
    DATES_ASKED = 20000, /* texts of a page that are looked at */
};

/* What a subtree holds. */
struct mass {
    int64_t letters; /* of its text */
    int64_t linked;  /* of them, in links */
    int64_t dates, names, links;
    int64_t called;  /* what may be a name where people talk */
    int64_t classed; /* of them, not only in bold */
    bool heading;    /* a heading that is a link */
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

/* ---- weighing ---- */

static int64_t letters_of(const xmlNode *text)
{
    int64_t n = 0;
    for (const xmlChar *p = text->content; p && *p; p++)
        n += ascii_alnum((char)*p) || *p >= 0xc0;
    return n;
}

static bool has_letters(const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (c->type == XML_TEXT_NODE ? letters_of(c) > 0
                                     : sign_element(c) && has_letters(c))
            return true;
    return false;
}

static void add(struct mass *to, const struct mass *m)
{
    to->letters += m->letters;
    to->linked += m->linked;
    to->dates += m->dates;
    to->names += m->names;
    to->links += m->links;
    to->called += m->called;
    to->classed += m->classed;
    to->heading |= m->heading;
}

/* Which one of the row it is. */
static bool is_place(struct str class)
{
    static const struct str WORDS[] = {STR("odd"), STR("even"), STR("alt"),
                                       STR("first"), STR("last")};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_eq(class, WORDS[i]))
            return true;
    return false;
}

/* The first class that tells what it is, without the number some count their
 * posts with. */
static struct str form_of(const xmlNode *n)
{
    struct str all = str_trim(node_attribute(n, "class")), first = {0};
    bool more = str_split(&all, ' ', &first);
    while (more && is_place(first))
        more = str_split(&all, ' ', &first);
    if (!more)
        return (struct str){0};
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

static bool could_be_post(const struct mass *m, bool talk)
{
    int64_t words = m->letters - m->linked;
    return m->dates && (m->names || (talk && m->called)) &&
           (words > m->letters / 3 || (talk && words >= TALK_WORDS));
}

/* What the post is called, or one of the elements it stands in. */
static bool is_asked(const xmlNode *first, bool (*what)(const xmlNode *))
{
    int up = 0;
    for (const xmlNode *n = first; n && sign_element(n) && up < UP_MOST;
         n = n->parent, up++)
        if (what(n))
            return true;
    return false;
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
    if (!m->dates || !could_be_post(m, is_asked(child, sign_talk)))
        return;
    forms[i].fit++;
    forms[i].marked += has_id(child);
    forms[i].headings |= m->heading;
    add(&forms[i].sum, m);
}

/* The first link in it that leads anywhere else than to a name or a date. */
static const xmlNode *first_link(const xmlNode *node)
{
    const xmlNode *found = NULL;
    for (const xmlNode *c = node->children; c && !found; c = c->next) {
        if (!sign_element(c) || sign_silent(c))
            continue;
        bool passed = sign_link(c) && (sign_name(c) || sign_called(c) ||
                                       sign_date(c) || !has_letters(c));
        found = sign_link(c) && !passed ? c : first_link(c);
    }
    return found;
}

/* Each begins with a link of some words: the title of an article. */
static bool is_titled(const xmlNode *parent, const struct form *f)
{
    size_t n = 0;
    for (const xmlNode *c = parent->children; c; c = c->next) {
        const xmlNode *link =
            sign_element(c) && same_form(f->first, c) ? first_link(c) : NULL;
        n += link && sign_title(link);
    }
    return n * 3 >= f->n * 2;
}

static bool is_discussion(const xmlNode *parent, const struct form *f)
{
    int64_t words = f->sum.letters - f->sum.linked;
    int64_t n = (int64_t)f->fit;
    bool most = f->fit * 3 >= f->n * 2;
    if (!most || n < TALK_LEAST || words < n * WORDS_LEAST)
        return false;
    bool talk = is_asked(f->first, sign_talk);
    if (is_asked(f->first, sign_aside) ||
        (!talk && is_asked(f->first, sign_listing)))
        return false;
    bool titles = !talk || is_asked(f->first, sign_opinion);
    if (f->headings || (titles && is_titled(parent, f)))
        return talk && n >= RUN_LEAST && f->sum.names >= n &&
               (words >= n * ESSAY ||
                (sign_comment(f->first) && f->marked == f->fit));
    bool named = f->sum.names + f->sum.classed >= n;
    return (talk && (named || n >= RUN_LEAST)) ||
           (n >= RUN_LEAST && f->marked == f->fit);
}

/* Half of the posts say something beside name and date. */
static bool has_speech(const xmlNode *parent, const struct form *f)
{
    size_t n = 0;
    for (xmlNode *c = parent->children; c; c = c->next) {
        xmlNode *said =
            sign_element(c) && same_form(f->first, c) ? repeat_speech(c) : NULL;
        n += said && (said == c || !sign_date(said));
    }
    return n * 2 >= f->n;
}

static struct mass weigh(struct search *s, xmlNode *node);

static void weigh_children(struct search *s, xmlNode *node, struct mass *total)
{
    struct form forms[FORMS_MOST];
    size_t n = 0;
    for (xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE)
            total->letters += letters_of(c);
        if (!sign_element(c) || sign_silent(c))
            continue;
        struct mass m = weigh(s, c);
        add(total, &m);
        count(forms, &n, c, &m);
    }
    for (size_t i = 0; i < n; i++) {
        int64_t words = forms[i].sum.letters - forms[i].sum.linked;
        if (words <= s->best.words || !is_discussion(node, &forms[i]) ||
            !has_speech(node, &forms[i]))
            continue;
        s->best = (struct run){node, forms[i].first, words};
    }
}

/* Deep as the tree is, which CEILING_DEPTH limits. */
static struct mass weigh(struct search *s, xmlNode *node)
{
    struct mass m = {0};
    weigh_children(s, node, &m);
    if (sign_link(node)) {
        m.links++;
        m.linked = m.letters;
    }
    if (sign_heading(node) && m.links && !m.names)
        m.heading = true;
    if (!m.dates && s->dates-- > 0 && sign_date(node))
        m.dates = 1;
    m.names += sign_name(node);
    m.called += sign_maybe_name(node, m.letters);
    m.classed += m.letters && sign_called(node);
    return m;
}

/* ---- taking ---- */

static bool is_in(const xmlNode *node, const xmlNode *top)
{
    while (node && node != top)
        node = node->parent;
    return node == top;
}

static bool is_post(xmlNode *node, struct mass *m)
{
    struct search none = {.dates = DATES_ASKED};
    *m = weigh(&none, node);
    return could_be_post(m, is_asked(node, sign_talk)) && repeat_speech(node);
}

/* Its date and its words stand in one child: that is the post. */
static bool is_wrapper(xmlNode *node)
{
    struct mass m;
    xmlNode *date = repeat_date(node);
    for (xmlNode *c = node->children; c; c = c->next)
        if (sign_element(c) && is_in(date, c))
            return is_post(c, &m);
    return false;
}

/* Replies of another form than the posts they stand in: what has a date of its
 * own, a name and words. */
static void take_replies(struct arena *a, xmlNode *below, const xmlNode *date,
                         const struct run *run, struct nodes *out)
{
    struct mass m;
    for (xmlNode *c = below->children; c && date; c = c->next) {
        if (!sign_element(c) || sign_silent(c) || sign_quoted(c) ||
            same_form(run->first, c))
            continue;
        if (is_post(c, &m) && !is_in(date, c) && !is_wrapper(c)) {
            nodes_put(a, out, c);
            take_replies(a, c, repeat_date(c), run, out);
        } else if (m.dates) {
            take_replies(a, c, date, run, out);
        }
    }
}

/* An id before its number: "a" of "a17". */
static struct str id_stem(const xmlNode *n)
{
    struct str id = node_attribute(n, "id");
    size_t i = 0;
    while (i < id.n && !ascii_digit(id.p[i]))
        i++;
    return str_part(id, 0, i);
}

/* Of a form without a class there are boxes of all sorts inside a post. */
static bool is_inner_post(const xmlNode *first, const xmlNode *n)
{
    struct str stem = id_stem(first);
    return form_of(first).n || (stem.n && str_eq(stem, id_stem(n)));
}

/* One of the same form inside has its date: that is the post. */
static bool is_outer(xmlNode *node, const struct run *run)
{
    const xmlNode *n = repeat_date(node);
    for (; n && n != node; n = n->parent)
        if (same_form(run->first, n) && is_inner_post(run->first, n))
            return true;
    return false;
}

static void take(struct arena *a, xmlNode *below, const struct run *run,
                 struct nodes *out)
{
    struct mass m;
    for (xmlNode *c = below->children; c; c = c->next) {
        if (!sign_element(c) || sign_silent(c) || out->n >= CEILING_ITEMS)
            continue;
        bool like = same_form(run->first, c) &&
                    (below == run->parent || is_inner_post(run->first, c));
        if (like && is_post(c, &m) && !is_outer(c, run)) {
            nodes_put(a, out, c);
            if (m.dates > 1 && is_asked(c, sign_talk))
                take_replies(a, c, repeat_date(c), run, out);
        }
        take(a, c, run, out);
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
        take(a, s.best.parent, &s.best, out);
}

xmlNode *repeat_date(xmlNode *post)
{
    for (xmlNode *c = post->children; c; c = c->next) {
        if (!sign_element(c) || sign_silent(c))
            continue;
        xmlNode *inner = repeat_date(c);
        if (inner)
            return inner;
        if (sign_date(c))
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
        else if (sign_element(c) && sign_named(c, INLINE) && !sign_name(c) &&
                 !sign_called(c) && !sign_date(c))
            words += own_words(c);
    }
    return words;
}

struct speech {
    const xmlNode *when; /* the date of the post */
    xmlNode *node;
    int64_t words;
};

static bool holds(const xmlNode *node, bool (*what)(const xmlNode *))
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (sign_element(c) && (what(c) || holds(c, what)))
            return true;
    return false;
}

static bool is_block(const xmlNode *n)
{
    static const char *const NAMES[] = {"p", "div", "section", "td", NULL};
    return sign_named(n, NAMES);
}

/* Nothing of what was said: the date, what can be done with the post. */
static bool is_beside(const xmlNode *n, const xmlNode *when)
{
    return sign_silent(n) || sign_link(n) || sign_quoted(n) ||
           (sign_furniture(n) && !holds(n, sign_said)) ||
           (n == when && !holds(n, is_block));
}

/* Of two that hold the same words the inner one, where the outer has the date
 * beside them. */
static void find_speech(xmlNode *node, struct speech *best)
{
    for (xmlNode *c = node->children; c; c = c->next) {
        if (!sign_element(c) || is_beside(c, best->when))
            continue;
        bool name = (sign_name(c) || sign_called(c)) && !sign_said(c);
        /* A box with name and date in it is a whole post of a "user". */
        if (name && !(holds(c, sign_name) && repeat_date(c)))
            continue;
        int64_t words = name ? 0 : own_words(c);
        bool dated = best->node && is_in(c, best->node) && words &&
                     words == best->words && repeat_date(best->node);
        if (words > best->words || dated)
            best->node = c, best->words = words;
        find_speech(c, best);
    }
}

/* Those of names in bold that stand beside the words. */
static int64_t bold_words(const xmlNode *post)
{
    static const char *const BOLD[] = {"b", "strong", "cite", NULL};
    int64_t words = 0;
    for (const xmlNode *c = post->children; c; c = c->next)
        words += sign_element(c) && sign_named(c, BOLD) ? own_words(c) : 0;
    return words;
}

xmlNode *repeat_speech(xmlNode *post)
{
    struct speech best = {.when = repeat_date(post)};
    find_speech(post, &best);
    return own_words(post) - bold_words(post) > best.words ? post : best.node;
}
