/* SPDX-License-Identifier: MIT
 * post_text: what a part of a page says to a reader. */
#include "crawler/markup/post_text.h"

#include <string.h>

#include "base/ascii.h"

/* How an element shapes the text around it. */
enum shape {
    SHAPE_INLINE,
    SHAPE_BLOCK,
    SHAPE_BREAK,
    SHAPE_CELL,
    SHAPE_IMAGE,
    SHAPE_HIDDEN
};

struct writer {
    char *p;     /* room of `most` bytes */
    size_t n;    /* used */
    size_t most; /* no more */
    bool lines;  /* line ends are kept, else they are spaces */
    bool space;  /* white space is owed before the next word */
    int breaks;  /* line ends owed before the next word */
};

static enum shape shape_of(const char *name)
{
    static const struct {
        const char *name;
        enum shape shape;
    } SHAPES[] = {
        {"p", SHAPE_BLOCK},          {"div", SHAPE_BLOCK},
        {"br", SHAPE_BREAK},         {"li", SHAPE_BLOCK},
        {"ul", SHAPE_BLOCK},         {"ol", SHAPE_BLOCK},
        {"blockquote", SHAPE_BLOCK}, {"tr", SHAPE_BLOCK},
        {"table", SHAPE_BLOCK},      {"td", SHAPE_CELL},
        {"th", SHAPE_CELL},          {"h1", SHAPE_BLOCK},
        {"h2", SHAPE_BLOCK},         {"h3", SHAPE_BLOCK},
        {"h4", SHAPE_BLOCK},         {"h5", SHAPE_BLOCK},
        {"h6", SHAPE_BLOCK},         {"pre", SHAPE_BLOCK},
        {"hr", SHAPE_BLOCK},         {"dl", SHAPE_BLOCK},
        {"dt", SHAPE_BLOCK},         {"dd", SHAPE_BLOCK},
        {"section", SHAPE_BLOCK},    {"article", SHAPE_BLOCK},
        {"header", SHAPE_BLOCK},     {"footer", SHAPE_BLOCK},
        {"aside", SHAPE_BLOCK},      {"figure", SHAPE_BLOCK},
        {"figcaption", SHAPE_BLOCK}, {"address", SHAPE_BLOCK},
        {"form", SHAPE_BLOCK},       {"fieldset", SHAPE_BLOCK},
        {"details", SHAPE_BLOCK},    {"summary", SHAPE_BLOCK},
        {"img", SHAPE_IMAGE},        {"script", SHAPE_HIDDEN},
        {"style", SHAPE_HIDDEN},     {"noscript", SHAPE_HIDDEN},
        {"template", SHAPE_HIDDEN},  {"iframe", SHAPE_HIDDEN},
        {"object", SHAPE_HIDDEN},    {"svg", SHAPE_HIDDEN},
        {"option", SHAPE_HIDDEN},    {"textarea", SHAPE_HIDDEN},
        {"button", SHAPE_HIDDEN},    {"head", SHAPE_HIDDEN},
        {"video", SHAPE_HIDDEN},     {"audio", SHAPE_HIDDEN},
    };
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++)
        if (SHAPES[i].name[0] == name[0] && strcmp(SHAPES[i].name, name) == 0)
            return SHAPES[i].shape;
    return SHAPE_INLINE;
}

static void put(struct writer *w, const char *p, size_t n)
{
    if (n > w->most - w->n)
        n = w->most - w->n;
    memcpy(w->p + w->n, p, n);
    w->n += n;
}

static void owe_break(struct writer *w)
{
    if (w->n && !w->breaks)
        w->breaks = 1;
}

/* White space that is owed goes out only before a word, so a text never
 * starts or ends with it. */
static void pay(struct writer *w)
{
    if (w->n && w->breaks && w->lines)
        put(w, "\n\n", (size_t)(w->breaks > 2 ? 2 : w->breaks));
    else if (w->n && (w->breaks || w->space))
        put(w, " ", 1);
    w->breaks = 0;
    w->space = false;
}

/* Bytes of white space at p: ASCII, NBSP, and control characters, which are
 * read as white space too. */
static size_t space_at(const char *p, size_t n)
{
    unsigned char c = (unsigned char)*p;
    if (c <= ' ' || c == 0x7F)
        return 1;
    return n > 1 && c == 0xC2 && (unsigned char)p[1] == 0xA0 ? 2 : 0;
}

static void put_words(struct writer *w, const char *p, size_t n, bool plain)
{
    for (size_t i = 0; i < n && w->n < w->most;) {
        size_t blank = space_at(p + i, n - i);
        if (blank) {
            if (plain && p[i] == '\n' && w->n)
                w->breaks++;
            w->space = true;
            i += blank;
            continue;
        }
        size_t start = i;
        while (i < n && !space_at(p + i, n - i))
            i++;
        pay(w);
        put(w, p + start, i - start);
    }
}

/* Alt text of a smiley or emoji: it carries the tone. */
static void put_smiley(struct writer *w, const xmlNode *img)
{
    struct str alt = node_attribute(img, "alt");
    struct str kind = node_attribute(img, "class");
    bool smiley = str_find(kind, STR("smil")) >= 0 ||
                  str_find(kind, STR("Smil")) >= 0 ||
                  str_find(kind, STR("emoji")) >= 0 ||
                  str_find(kind, STR("emoticon")) >= 0;
    if (smiley && alt.n && alt.n <= 24)
        put_words(w, alt.p, alt.n, false);
}

static bool is_dropped(const xmlNode *node, const struct nodes *dropped)
{
    for (size_t i = 0; dropped && i < dropped->n; i++)
        if (dropped->all[i] == node)
            return true;
    return false;
}

/* Line ends count only in <pre>. */
static bool in_pre(const xmlNode *n)
{
    for (n = n->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        if (strcmp((const char *)n->name, "pre") == 0)
            return true;
    return false;
}

/* Writes what stands at the start of a node; true when its children follow. */
static bool enter(struct writer *w, const xmlNode *n,
                  const struct nodes *dropped)
{
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
        if (!is_dropped(n, dropped))
            put_words(w, (const char *)n->content, strlen((char *)n->content),
                      w->lines && in_pre(n));
        return false;
    }
    if (n->type != XML_ELEMENT_NODE)
        return false;
    if (is_dropped(n, dropped)) {
        owe_break(w);
        return false;
    }
    enum shape shape = shape_of((const char *)n->name);
    if (shape == SHAPE_BLOCK)
        owe_break(w);
    else if (shape == SHAPE_BREAK && w->n)
        w->breaks++;
    else if (shape == SHAPE_CELL)
        w->space = true;
    else if (shape == SHAPE_IMAGE)
        put_smiley(w, n);
    return shape != SHAPE_HIDDEN;
}

static void leave(struct writer *w, const xmlNode *n)
{
    if (n->type == XML_ELEMENT_NODE &&
        shape_of((const char *)n->name) == SHAPE_BLOCK)
        owe_break(w);
}

/* Iterative: a hostile page may be nested as deep as the parser allows. */
static void write_below(struct writer *w, const xmlNode *top,
                        const struct nodes *dropped)
{
    const xmlNode *n = top;
    while (n && w->n < w->most) {
        if (enter(w, n, n == top ? NULL : dropped) && n->children) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next) {
            leave(w, n);
            n = n->parent;
        }
        if (n == top)
            return;
        leave(w, n);
        n = n->next;
    }
}

/* The writer had one byte more than there is room for: when it was used, the
 * text is cut before a character and says so. */
static struct str finish(struct writer *w, struct post_room *room)
{
    static const struct str MORE = STR("…");
    size_t n = w->n;
    if (n > room->most) {
        n = room->most > MORE.n ? room->most - MORE.n : 0;
        while (n && ((unsigned char)w->p[n] & 0xC0) == 0x80)
            n--;
        if (n + MORE.n <= room->most)
            memcpy(w->p + n, MORE.p, MORE.n), n += MORE.n;
        room->cut++;
    }
    w->p[n] = 0;
    return (struct str){w->p, n};
}

/* Bytes of text below the node: the most that can come out. */
static size_t size_below(const xmlNode *top, size_t most)
{
    size_t n = 0;
    for (const xmlNode *at = top; at && n < most;) {
        if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            n += strlen((char *)at->content);
        else if (at->type == XML_ELEMENT_NODE)
            n += 32; /* line ends and an alt text */
        if (at->type == XML_ELEMENT_NODE && at->children) {
            at = at->children;
            continue;
        }
        while (at != top && !at->next)
            at = at->parent;
        at = at == top ? NULL : at->next;
    }
    return n < most ? n : most;
}

static struct str text_of(struct arena *a, const xmlNode *node,
                          const struct nodes *dropped, struct post_room *room,
                          bool lines)
{
    struct writer w = {.lines = lines};
    const xmlNode *top =
        node->type == XML_ATTRIBUTE_NODE ? node->children : node;
    if (!top)
        return (struct str){0};
    w.most = size_below(top, room->most + 1);
    w.p = arena_alloc(a, w.most + 1);
    write_below(&w, top, dropped);
    return finish(&w, room);
}

struct str post_text(struct arena *a, const xmlNode *node,
                     const struct nodes *dropped, struct post_room *room)
{
    return text_of(a, node, dropped, room, true);
}

struct str post_line(struct arena *a, const xmlNode *node,
                     const struct nodes *dropped, struct post_room *room)
{
    return text_of(a, node, dropped, room, false);
}

struct str post_tidy(struct arena *a, struct str text, struct post_room *room)
{
    struct writer w = {.lines = true};
    w.most = text.n < room->most + 1 ? text.n : room->most + 1;
    w.p = arena_alloc(a, w.most + 1);
    put_words(&w, text.p, text.n, true);
    return finish(&w, room);
}

/* &name; &#1; or &#x1; at s. */
static bool is_entity(struct str s)
{
    size_t i = 1, start;
    if (i < s.n && s.p[i] == '#')
        i += i + 1 < s.n && (s.p[i + 1] | 32) == 'x' ? 2 : 1;
    for (start = i; i < s.n && i < start + 10; i++)
        if (!ascii_alnum(s.p[i]))
            break;
    return i > start && i < s.n && s.p[i] == ';';
}

bool post_has_markup(struct str text)
{
    for (size_t i = 0; i + 2 < text.n; i++) {
        char c = text.p[i], next = text.p[i + 1];
        if (c == '<' && (ascii_letter(next) || next == '/' || next == '!') &&
            str_find_char(str_from(text, i), '>') > 0)
            return true;
        if (c == '&' && is_entity(str_from(text, i)))
            return true;
    }
    return false;
}
