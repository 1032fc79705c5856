/* SPDX-License-Identifier: MIT
 * talk: a page on which people sign what they wrote. */
#include "crawler/markup/talk.h"

#include <string.h>

#include "base/ascii.h"
#include "base/date.h"

enum {
    TAIL_MOST = 96, /* bytes between a link and the end of the date behind it */
    ZONE_MOST = 8,  /* bytes of "UTC", "+03", "UTC+3" */
    CLASS_MOST = 200,
    PATH_MOST = 16 /* elements around a word that come along */
};

static const int64_t YEAR_2100 = 4102444800; /* no signature is too late */

enum event_kind { EVENT_HEADING, EVENT_SIGNATURE };

/* Where something begins or ends, in page order. */
struct event {
    enum event_kind kind;
    xmlNode *from; /* the heading; the first link */
    xmlNode *to;   /* text with which the date ends */
    struct str name, date;
};

/* An element that is not moved whole: something begins or ends in it. */
struct shell {
    xmlNode *whole; /* the element */
    xmlNode *copy;  /* what it is in the post number `post` */
    size_t post;
};

/* A post, and the one that it stands in. */
struct said {
    xmlNode *node;
    const struct said *outer;
    int level;
};

struct parting {
    struct arena *arena;
    xmlNode *talk;
    struct event *events; /* n of them */
    size_t n, cap;
    size_t next;           /* the one that comes */
    xmlNode *topics;       /* what is made */
    xmlNode *topic;        /* of the last heading, or NULL */
    const struct said *at; /* the last post of the topic, or NULL */
    xmlNode *said;         /* the post that is being made, or NULL */
    xmlNode *signature;    /* of it, once its links have begun */
    size_t posts;          /* made so far */
};

/* Of the line that is being read. */
struct line {
    const struct signer *first, *last; /* of the signature, or NULL */
    xmlNode *end;                      /* last text */
    char tail[TAIL_MOST];              /* n bytes of text behind the link */
    size_t n;
    size_t events;   /* of the page when a signature of the line ended, or 0 */
    xmlNode *behind; /* the last word behind that signature, or NULL */
};

static bool is_called(const xmlNode *n, const char *const *names)
{
    for (size_t i = 0; n->type == XML_ELEMENT_NODE && names[i]; i++)
        if (strcmp((const char *)n->name, names[i]) == 0)
            return true;
    return false;
}

static bool is_heading(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE && n->name[0] == 'h' &&
           n->name[1] >= '1' && n->name[1] <= '6' && !n->name[2];
}

/* Who is quoted does not sign. */
static bool is_quote(const xmlNode *n)
{
    static const char *const QUOTES[] = {"blockquote", "cite", "q", NULL};
    return is_called(n, QUOTES);
}

static bool ends_line(const xmlNode *n)
{
    static const char *const IN_LINE[] = {
        "a",     "abbr", "b",    "bdi",  "bdo",   "big",  "code",
        "del",   "em",   "font", "i",    "img",   "ins",  "link",
        "mark",  "q",    "s",    "samp", "small", "span", "strong",
        "style", "sub",  "sup",  "time", "tt",    "u",    NULL};
    return n->type == XML_ELEMENT_NODE && !is_called(n, IN_LINE);
}

/* The next node in page order below `top`, with or without what is below n. */
static xmlNode *next_of(const xmlNode *top, xmlNode *n, bool below)
{
    if (below && n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    while (n && n != top && !n->next)
        n = n->parent;
    return n && n != top ? n->next : NULL;
}

/* ---- where signatures are ---- */

/* Bytes of the text up to the end of a date with a time, or 0: a date ends
 * with its zone in brackets, or with the line. */
static size_t date_end(struct str tail, bool line_ends)
{
    const struct date_context c = {.now = YEAR_2100};
    struct date d;
    size_t end = line_ends ? tail.n : 0;
    bool digit = false;
    for (size_t i = 0, open = 0; i < tail.n; i++) {
        digit |= ascii_digit(tail.p[i]);
        if (tail.p[i] == '(')
            open = digit ? i + 1 : 0;
        if (tail.p[i] == ')' && open && i > open && i - open <= ZONE_MOST) {
            end = i + 1;
            break;
        }
    }
    return digit && end && date_parse(str_part(tail, 0, end), &c, &d) &&
                   d.precision <= 60
               ? end
               : 0;
}

static void put_event(struct parting *p, struct event event)
{
    p->events =
        arena_grow(p->arena, p->events, p->n, &p->cap, sizeof *p->events);
    p->events[p->n++] = event;
}

/* The text is two from byte `at` on. By hand: libxml2 joins what it puts side
 * by side. */
static void split_text(xmlNode *n, size_t at)
{
    if (!n->content[at])
        return;
    xmlNode *rest = xmlNewDocText(n->doc, n->content + at);
    xmlChar *head = xmlStrndup(n->content, (int)at);
    xmlNodeSetContent(n, head);
    xmlFree(head);
    rest->parent = n->parent;
    rest->prev = n;
    rest->next = n->next;
    if (n->next)
        n->next->prev = rest;
    else
        n->parent->last = rest;
    n->next = rest;
}

/* The line is a signature, its date ends behind n bytes of the tail. */
static void put_signature(struct parting *p, const struct line *l, size_t n)
{
    size_t digit = 0;
    while (!ascii_digit(l->tail[digit]))
        digit++;
    put_event(p, (struct event){
                     EVENT_SIGNATURE, l->first->link, l->end, l->first->name,
                     str_dup(p->arena, str_trim((struct str){l->tail + digit,
                                                             n - digit}))});
}

/* What is behind the last signature of a line ("[reply]") is a part of it. */
static void end_line(struct parting *p, struct line *l)
{
    size_t end = l->last ? date_end((struct str){l->tail, l->n}, true) : 0;
    if (end)
        put_signature(p, l, end);
    else if (l->behind)
        p->events[l->events - 1].to = l->behind;
    *l = (struct line){0};
}

static void read_words(struct parting *p, struct line *l, xmlNode *n)
{
    struct str text = str_of((const char *)n->content);
    size_t before = l->n, room = TAIL_MOST - before;
    l->behind = l->events ? n : NULL;
    if (!l->last)
        return;
    memcpy(l->tail + before, text.p, text.n < room ? text.n : room);
    l->n += text.n < room ? text.n : room;
    l->end = n;
    size_t end = date_end((struct str){l->tail, l->n}, false);
    if (end > before) {
        split_text(n, end - before);
        put_signature(p, l, end);
        *l = (struct line){.events = p->n};
    } else if (text.n > room) {
        *l = (struct line){.events = l->events, .behind = l->behind};
    }
}

/* Links of one name beside each other are one signature. */
static void read_link(struct line *l, const struct signer *s)
{
    bool same = l->last && str_eq(l->last->name, s->name);
    const struct signer *first = same ? l->first : s;
    *l = (struct line){.first = first,
                       .last = s,
                       .events = l->events,
                       .behind = l->events ? s->link : NULL};
}

static void find_events(struct parting *p)
{
    struct line line = {0};
    for (xmlNode *n = p->talk->children; n;) {
        bool below = n->type == XML_ELEMENT_NODE && n->children;
        if (ends_line(n))
            end_line(p, &line);
        if (is_heading(n)) {
            put_event(p, (struct event){.kind = EVENT_HEADING, .from = n});
            below = false;
        } else if (n->_private) {
            read_link(&line, n->_private);
            below = false;
        } else if (is_quote(n)) {
            below = false;
        } else if (n->type == XML_TEXT_NODE) {
            read_words(p, &line, n);
        }
        xmlNode *next = next_of(p->talk, n, below);
        for (; !below && n && next && n != next->prev; n = n->parent)
            if (n->parent && ends_line(n->parent))
                end_line(p, &line);
        n = next;
    }
    end_line(p, &line);
}

/* ---- parting ---- */

static void open_shells(struct parting *p, const xmlNode *n, struct nodes *all)
{
    for (xmlNode *up = n ? n->parent : NULL;
         up != p->talk && up && !up->_private; up = up->parent) {
        struct shell *s = arena_alloc(p->arena, sizeof *s);
        *s = (struct shell){.whole = up};
        up->_private = s;
        nodes_put(p->arena, all, up);
    }
}

static xmlNode *element(struct parting *p, xmlNode *in, const char *name)
{
    return xmlAddChild(
        in, xmlNewDocNode(p->talk->doc, NULL, (const xmlChar *)name, NULL));
}

static void set(xmlNode *n, const char *name, struct str value)
{
    xmlChar *text = xmlStrndup((const xmlChar *)value.p, (int)value.n);
    xmlNewProp(n, (const xmlChar *)name, text);
    xmlFree(text);
}

/* The element in the post that what stands in n belongs into. */
static xmlNode *home_of(struct parting *p, xmlNode *n, int steps)
{
    struct shell *s = n->_private;
    if (n == p->talk || steps == PATH_MOST)
        return p->said;
    if (s->post == p->posts)
        return s->copy;
    struct str kind = node_attribute(n, "class");
    s->post = p->posts;
    s->copy = element(p, home_of(p, n->parent, steps + 1), (char *)n->name);
    if (kind.n && kind.n <= CLASS_MOST)
        set(s->copy, "class", kind);
    return s->copy;
}

static int level_of(const struct parting *p, const xmlNode *n)
{
    static const char *const DEEPER[] = {"dd", "li", NULL};
    int level = 0;
    for (; n && n != p->talk; n = n->parent)
        level += is_called(n, DEEPER);
    return level;
}

static void begin_post(struct parting *p, const xmlNode *first)
{
    struct said *s = arena_alloc(p->arena, sizeof *s);
    int level = level_of(p, first);
    if (!p->topic)
        p->topic = element(p, p->topics, "topic");
    while (p->at && p->at->level >= level)
        p->at = p->at->outer;
    p->posts++;
    p->said = element(p, p->at ? p->at->node : p->topic, "said");
    *s = (struct said){p->said, p->at, level};
    p->at = s;
}

/* "as I said. — " */
static void trim_end(xmlNode *said)
{
    static const struct str SIGNS[] = {STR(" "), STR("\n"), STR("-"),
                                       STR("–"), STR("—"),  STR("("),
                                       STR("•"), STR("~"),  STR("\xC2\xA0")};
    enum { SIGNS_N = sizeof SIGNS / sizeof *SIGNS };
    xmlNode *n = said->last;
    while (n && n->type == XML_ELEMENT_NODE && n->last)
        n = n->last;
    if (!n || n->type != XML_TEXT_NODE)
        return;
    struct str text = str_of((const char *)n->content);
    for (size_t i = 0; i < SIGNS_N;) {
        bool ends = str_ends(text, SIGNS[i]);
        text.n -= ends ? SIGNS[i].n : 0;
        i = ends ? 0 : i + 1;
    }
    xmlChar *rest = xmlStrndup((const xmlChar *)text.p, (int)text.n);
    xmlNodeSetContent(n, rest);
    xmlFree(rest);
}

static void begin_signature(struct parting *p, const struct event *e)
{
    if (!p->said)
        begin_post(p, e->from);
    trim_end(p->said);
    p->signature = element(p, p->said, "signature");
    set(p->signature, "name", e->name);
    set(p->signature, "date", e->date);
}

static bool is_blank(const xmlNode *n)
{
    return n->type != XML_ELEMENT_NODE &&
           (n->type != XML_TEXT_NODE ||
            !str_trim(str_of((const char *)n->content)).n);
}

/* A node that is moved whole, when it belongs to a post. */
static void take(struct parting *p, xmlNode *n)
{
    const struct event *e = p->next < p->n ? &p->events[p->next] : NULL;
    if (!e || e->kind != EVENT_SIGNATURE || (!p->said && is_blank(n)))
        return;
    if (n == e->from)
        begin_signature(p, e);
    else if (!p->said)
        begin_post(p, n);
    xmlNode *home = p->signature ? p->signature : home_of(p, n->parent, 0);
    bool last = n == e->to;
    xmlUnlinkNode(n);
    xmlAddChild(home, n);
    if (last) {
        p->said = p->signature = NULL;
        p->next++;
    }
}

/* Another topic, with its heading when somebody signs below it. */
static void begin_topic(struct parting *p, xmlNode *heading)
{
    p->next++;
    p->topic = NULL;
    p->at = NULL;
    if (p->next == p->n || p->events[p->next].kind != EVENT_SIGNATURE)
        return;
    p->topic = element(p, p->topics, "topic");
    xmlUnlinkNode(heading);
    xmlAddChild(p->topic, heading);
}

static void part(struct parting *p)
{
    for (xmlNode *n = p->talk->children, *next; n && p->next < p->n; n = next) {
        bool shell = n->type == XML_ELEMENT_NODE && n->_private;
        next = next_of(p->talk, n, shell);
        if (p->events[p->next].kind == EVENT_HEADING &&
            p->events[p->next].from == n)
            begin_topic(p, n);
        else if (!shell)
            take(p, n);
    }
}

void talk_part(struct arena *a, xmlNode *talk, const struct signer *signers,
               size_t n)
{
    struct parting p = {.arena = a, .talk = talk};
    struct nodes shells = {0};
    for (size_t i = 0; i < n; i++)
        signers[i].link->_private = (void *)&signers[i];
    find_events(&p);
    for (size_t i = 0; i < n; i++)
        signers[i].link->_private = NULL;
    for (size_t i = 0; i < p.n; i++) {
        open_shells(&p, p.events[i].from, &shells);
        open_shells(&p, p.events[i].to, &shells);
    }
    p.topics = xmlNewDocNode(talk->doc, NULL, (const xmlChar *)"topics", NULL);
    part(&p);
    for (size_t i = 0; i < shells.n; i++)
        shells.all[i]->_private = NULL;
    xmlAddChild(talk, p.topics);
}
