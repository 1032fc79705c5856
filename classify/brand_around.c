/* SPDX-License-Identifier: MIT
 * brand_around: contexts of a name. */
#include "classify/brand_around.h"

#include <string.h>

enum {
    CONTEXT = 12,   /* words on both sides */
    QUOTED_FAR = 64 /* bytes of a name in quotes */
};

struct context *context_read(struct arena *a, struct str text, bool exact,
                             const struct query_speech *speech)
{
    struct query_wrong w;
    struct context *c = arena_alloc(a, sizeof *c);
    c->form = form_read(a, text, exact);
    if (!c->form)
        return NULL;
    bool plain =
        !exact && str_find_char(text, '*') < 0 && str_find_char(text, '"') < 0;
    if (plain)
        c->phrase = query_parse(
            a, str_printf(a, "\"" STR_FMT "\"", STR_ARG(text)), speech, &w);
    return c;
}

void around_raw(struct around *p, struct arena *a, struct str text)
{
    *p = (struct around){.text = {.s = text, .original = text}, .arena = a};
}

void around_fold(struct around *p, struct arena *a, struct str text)
{
    struct folded f;
    text_fold(a, text, &f);
    *p = (struct around){
        .text = {f.text, text, f.origin}, .arena = a, .folded = true};
}

void around_place(struct around *p, size_t from, size_t to)
{
    p->from = from, p->to = to;
    p->lo = p->hi = 0;
}

/* Finds the words around the name, when they are first asked for. */
static void find_words(struct around *p)
{
    size_t first = 0, last = 0;
    if (p->hi)
        return;
    if (!p->tokens)
        p->n = text_tokens(p->arena, p->text.s, &p->tokens);
    for (size_t i = 0; i < p->n; i++) {
        if (p->tokens[i].at <= p->from)
            first = i;
        if (p->tokens[i].at < p->to)
            last = i;
    }
    size_t lo = first > CONTEXT ? first - CONTEXT : 0;
    size_t hi = last + CONTEXT < p->n ? last + CONTEXT : p->n - 1;
    p->lo = p->tokens[lo].at;
    p->hi = p->tokens[hi].at + p->tokens[hi].word.n;
}

/* Where the next word begins. A hyphen parts words here, as in a form. */
static size_t next_word(struct str s, size_t at)
{
    while (in_word(s, at))
        letter_at(s, &at);
    while (at < s.n && !in_word(s, at))
        at++;
    return at;
}

static bool counts(const struct around *p, bool within, size_t from, size_t to)
{
    return within || from < p->from || to > p->to;
}

static bool form_stands(const struct around *p, const struct form *f,
                        bool within)
{
    for (size_t at = p->lo; at < p->hi; at = next_word(p->text.s, at)) {
        size_t end = at;
        if (form_fits(f, &p->text, &end) && counts(p, within, at, end))
            return true;
    }
    return false;
}

/* A sign between its words parts a phrase, as it parts a name. */
static bool is_parted(struct str s, const struct query_hit *h)
{
    for (size_t i = h->from; i < h->to; i++)
        if (strchr(",.;:!?", s.p[i]))
            return true;
    return false;
}

static bool phrase_stands(const struct around *p, struct query *q, bool within)
{
    struct query_hit *hits;
    struct str words = str_part(p->text.s, p->lo, p->hi - p->lo);
    size_t n = query_hits(q, p->arena, words, &hits);
    for (size_t i = 0; i < n; i++)
        if (!is_parted(words, &hits[i]) &&
            counts(p, within, p->lo + hits[i].from, p->lo + hits[i].to))
            return true;
    return false;
}

bool around_has(struct around *p, const struct context *chain, bool within)
{
    if (!chain)
        return false;
    find_words(p);
    for (const struct context *c = chain; c; c = c->next)
        if (form_stands(p, c->form, within) ||
            (c->phrase && phrase_stands(p, c->phrase, within)))
            return true;
    return false;
}

/* ---- other names ---- */

bool around_quoted(const struct around *p, size_t at)
{
    struct str s = p->text.s;
    size_t from = at > QUOTED_FAR ? at - QUOTED_FAR : 0;
    struct str before = str_part(s, from, at - from);
    return str_find_char(before, '"') >= 0 || str_find(before, STR("«")) >= 0 ||
           str_find(before, STR("“")) >= 0 || str_find(before, STR("„")) >= 0 ||
           (at && s.p[at - 1] == '-');
}

/* Does the word at a byte of the folded text begin with a capital, and go on
 * in small letters? */
static bool is_name(const struct around *p, size_t at, size_t end)
{
    size_t i = p->text.origin[at], was = i;
    size_t to = p->text.origin[end];
    if (i >= to ||
        letter_at(p->text.original, &i) == str_utf8(p->text.original, &was))
        return false;
    was = i;
    return i < to &&
           letter_at(p->text.original, &i) == str_utf8(p->text.original, &was);
}

/* What a company may add to its own name. */
static bool is_added(struct str word)
{
    static const char *const words[] = {
        "россии", "россия", "рф",      "россию",   "russia",  "банк",
        "банка",  "bank",   "онлайн",  "online",   "телеком", "telecom",
        "групп",  "group",  "company", "airlines", "airways", "mobile",
        "inc",    "ltd",    "llc"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eqz(word, words[i]))
            return true;
    return false;
}

/* The quotes that hold the name: where they open, SIZE_MAX when they do not,
 * and where they close. */
static size_t find_quotes(const struct around *p, size_t *close)
{
    struct str s = p->text.s;
    size_t open = SIZE_MAX, quotes = 0;
    for (size_t i = 0; i < p->from; i++)
        if (s.p[i] == '"')
            open = i, quotes++;
    ptrdiff_t end = str_find_char(str_part(s, p->to, QUOTED_FAR), '"');
    if (quotes % 2 == 0 || end < 0 || p->from - open > QUOTED_FAR)
        return SIZE_MAX;
    *close = p->to + (size_t)end;
    return open;
}

/* All the words in quotes are written as names, and some of them are not ours.
 */
static bool in_other_quotes(const struct around *p)
{
    struct token *t;
    size_t close = 0, open = find_quotes(p, &close);
    bool other = false;
    if (open == SIZE_MAX)
        return false;
    size_t n = text_tokens(p->arena,
                           str_part(p->text.s, open + 1, close - open - 1), &t);
    for (size_t i = 0; i < n; i++) {
        size_t at = open + 1 + t[i].at, end = at + t[i].word.n;
        if (at < p->to && end > p->from && at >= p->from)
            continue;
        if (is_added(t[i].word))
            continue;
        if (!is_name(p, at, end))
            return false;
        other = true;
    }
    return other;
}

/* Does a letter go on there that began before? */
static bool is_inside(struct str s, size_t at)
{
    return ((unsigned char)s.p[at] & 0xc0) == 0x80;
}

/* Авто-Мир is somebody else's than Мир; авто-мир is not told from it. */
static bool behind_hyphen(const struct around *p)
{
    struct str s = p->text.s;
    size_t at = p->from;
    if (at < 2 || s.p[at - 1] != '-')
        return false;
    for (at--; at > 0 && (is_inside(s, at - 1) || in_word(s, at - 1));)
        at--;
    return at < p->from - 1 && is_name(p, at, p->from - 1) &&
           is_name(p, p->from, p->to);
}

bool around_foreign(struct around *p)
{
    return p->folded && (in_other_quotes(p) || behind_hyphen(p));
}
