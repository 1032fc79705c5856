/* SPDX-License-Identifier: MIT
 * cause: the table of causes, and a stored one told by it. */
#include "base/cause.h"

#include "base/buf.h"
#include "base/cause_rows.h"

enum {
    HOLES_MOST = 5,  /* in a row of the table */
    DEPTH_MOST = 4,  /* of words in words */
    JOINTS_MOST = 3, /* a row of the table holds fewer "; " */
    LONGER_MOST = 8, /* bytes that one byte may become */
};

static const struct str JOINT = {"; ", 2};

struct hole {
    char kind;       /* s, d or w */
    struct str text; /* what stands in it */
};

/* Takes the words before the next hole off *row; *kind is that hole's, 0 when
 * there is none. */
static struct str take_words(struct str *row, char *kind)
{
    ptrdiff_t at = str_find_char(*row, '%');
    struct str words = at < 0 ? *row : str_part(*row, 0, (size_t)at);
    *kind = at < 0 ? 0 : row->p[at + 1];
    *row = str_from(*row, at < 0 ? row->n : (size_t)at + 2);
    return words;
}

static bool ends_at(struct str text, struct str words, char next, size_t *at)
{
    ptrdiff_t found = str_find(text, words);
    if (!next) /* the last words stand at the very end */
        found = str_ends(text, words) ? (ptrdiff_t)(text.n - words.n) : -1;
    *at = (size_t)found;
    return found >= 0;
}

/* Is the text the row with its holes filled? */
static bool fits(struct str row, struct str text, struct hole holes[HOLES_MOST])
{
    char kind, next;
    int64_t number;
    size_t at;
    struct str words = take_words(&row, &kind);
    if (!str_starts(text, words))
        return false;
    text = str_from(text, words.n);
    for (size_t i = 0; kind; kind = next, i++) {
        words = take_words(&row, &next);
        if (!ends_at(text, words, next, &at))
            return false;
        holes[i] = (struct hole){kind, str_part(text, 0, at)};
        if (kind == 'd' && !str_int(holes[i].text, &number))
            return false;
        text = str_from(text, at + words.n);
    }
    return !text.n;
}

static bool tell(struct buf *out, struct str text, int depth);

static bool fill(struct buf *out, struct str row,
                 const struct hole holes[HOLES_MOST], int depth)
{
    char kind;
    buf_str(out, take_words(&row, &kind));
    for (size_t i = 0; kind; i++) {
        if (kind != 'w')
            buf_str(out, holes[i].text);
        else if (!tell(out, holes[i].text, depth - 1))
            return false;
        buf_str(out, take_words(&row, &kind));
    }
    return true;
}

/* Writes one cause; false, and nothing is written, when no row fits it. */
static bool tell(struct buf *out, struct str text, int depth)
{
    struct hole holes[HOLES_MOST];
    size_t start = out->n;
    for (size_t i = 0; depth && i < sizeof CAUSES / sizeof *CAUSES; i++) {
        if (fits(str_of(CAUSES[i].en), text, holes) &&
            fill(out, str_of(CAUSES[i].ru), holes, depth))
            return true;
        out->n = start;
    }
    return false;
}

/* Writes the cause at the head of *text and takes it off. One that no row fits
 * is all before the next joint, and goes over as it is. */
static void next_cause(struct buf *out, struct str *text)
{
    struct str head = *text, rest = {0}, tail = *text;
    ptrdiff_t at = str_find(*text, JOINT);
    size_t unknown = at < 0 ? text->n : (size_t)at + JOINT.n;
    bool told = tell(out, head, DEPTH_MOST);
    for (int i = 0; !told && at >= 0 && i < JOINTS_MOST; i++) {
        rest = str_from(tail, (size_t)at + JOINT.n);
        head.n = text->n - rest.n - JOINT.n;
        told = tell(out, head, DEPTH_MOST) && buf_str(out, JOINT);
        at = str_find(rest, JOINT);
        tail = rest;
    }
    if (!told) {
        buf_str(out, str_part(*text, 0, unknown));
        rest = str_from(*text, unknown);
    }
    *text = rest;
}

/* Bytes of "URL: " before the cause. */
static size_t url_head(struct str text)
{
    ptrdiff_t at = str_find_char(text, ' ');
    bool web =
        str_starts(text, STR("https://")) || str_starts(text, STR("http://"));
    return web && at > 0 && text.p[at - 1] == ':' ? (size_t)at + 1 : 0;
}

struct str cause_in(struct arena *a, struct str cause, struct str lang)
{
    struct buf b;
    struct str rest = str_from(cause, url_head(cause));
    if (!str_eqz(lang, "ru") || !rest.n)
        return cause;
    buf_init(&b, LONGER_MOST * cause.n);
    buf_str(&b, str_part(cause, 0, cause.n - rest.n));
    while (rest.n)
        next_cause(&b, &rest);
    struct str told = b.over ? cause : str_dup(a, buf_view(&b));
    buf_clear(&b);
    return told;
}
