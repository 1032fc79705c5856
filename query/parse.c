/* SPDX-License-Identifier: MIT
 * parse: from the signs of a query to its tree. What stands closer binds
 * closer: NEAR, then NOT, then AND (also between two words without any sign),
 * then OR. */
#include "base/text.h"
#include "query/field.h"
#include "query/grep.h"
#include "query/lex.h"
#include "query/node.h"

struct parser {
    struct lexer lex;    /* signs and errors */
    struct sign now;     /* the sign at hand */
    struct query *query; /* being made */
    int depth, parts;    /* brackets we are in; words and patterns so far */
};

static struct node *either(struct parser *p);

static struct node *wrong(struct parser *p, const struct sign *at,
                          const char *what)
{
    lex_wrong(&p->lex, at->at, at->n, "%s", what);
    return NULL;
}

/* "AND" as it was typed. */
static struct str typed(const struct parser *p, const struct sign *s)
{
    return str_part(p->lex.text, s->at, s->n);
}

static bool step(struct parser *p)
{
    return lex_next(&p->lex, &p->now);
}

static struct node *new_node(struct parser *p, enum node_kind kind,
                             const struct sign *s)
{
    struct node *n = arena_alloc(p->lex.a, sizeof *n);
    *n = (struct node){.kind = kind, .at = s->at, .n = s->n};
    return n;
}

/* ---- words ---- */

static struct node *word_node(struct parser *p, const struct sign *s,
                              struct str word)
{
    struct query_speech *speech = &p->query->speech;
    struct node *n = new_node(p, NODE_WORD, s);
    n->text = str_dup(p->lex.a, word);
    n->lemmas = str_dup(p->lex.a, speech->lemmas(speech->ctx, word));
    p->parts++;
    return n;
}

/* Punctuation off both ends. */
static struct str bare(struct str s)
{
    const char *signs = ".,;:!?'-";
    while (s.n && str_find_char(str_of(signs), s.p[0]) >= 0)
        s = str_from(s, 1);
    while (s.n && str_find_char(str_of(signs), s.p[s.n - 1]) >= 0)
        s.n--;
    return s;
}

/* Letters with * among them; in a phrase a lone * is any word. */
static struct node *wild_node(struct parser *p, const struct sign *s,
                              struct str wild, bool phrase)
{
    struct arena *a = p->lex.a;
    struct token *t;
    struct node *n = new_node(p, NODE_WILD, s);
    struct str plain = str_replaced(a, wild, STR("*"), STR(""));
    size_t words = text_tokens(a, plain, &t);
    size_t letters = words ? str_chars(t[0].word) : 0;
    n->text = str_dup(a, wild);
    p->parts++;
    if (phrase && !plain.n)
        return n;
    if (letters < 2)
        return wrong(p, s,
                     "a word with a * needs two letters or more beside it");
    if (words > 1 || t[0].word.n != plain.n)
        return wrong(p, s,
                     "beside a * stand only the letters of one word; put "
                     "other signs elsewhere");
    return n;
}

/* The next piece of folded text between spaces. */
static bool next_piece(struct str *rest, struct str *piece)
{
    while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\n'))
        *rest = str_from(*rest, 1);
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\n')
        n++;
    *piece = str_part(*rest, 0, n);
    *rest = str_from(*rest, n);
    return n > 0;
}

/* Adds the words of a piece to a list; false when one is wrong. */
static bool add_piece(struct parser *p, const struct sign *s, struct str piece,
                      struct node ***end)
{
    bool phrase = s->kind == SIGN_PHRASE;
    struct token *t;
    if (str_find_char(piece, '*') >= 0) {
        **end = wild_node(p, s, bare(piece), phrase);
        if (!**end)
            return false;
        *end = &(**end)->next;
        return true;
    }
    size_t n = text_tokens(p->lex.a, piece, &t);
    for (size_t i = 0; i < n; i++) {
        **end = word_node(p, s, t[i].word);
        *end = &(**end)->next;
    }
    return true;
}

/* A word, or what stands in quotes. Signs inside may part it in several. */
static struct node *words(struct parser *p, const struct sign *s)
{
    struct folded f;
    struct node *first = NULL, **end = &first;
    struct str rest, piece;
    text_fold(p->lex.a, s->text, &f);
    for (rest = f.text; next_piece(&rest, &piece);)
        if (!add_piece(p, s, piece, &end))
            return NULL;
    if (!first)
        return wrong(p, s, "there is no word to look for");
    if (!first->next && first->kind == NODE_WILD && str_eqz(first->text, "*"))
        return wrong(p, s,
                     "a word with a * needs two letters or more beside it");
    if (!first->next)
        return first;
    struct node *all =
        new_node(p, s->kind == SIGN_PHRASE ? NODE_PHRASE : NODE_AND, s);
    all->first = first;
    return all;
}

static struct node *regex(struct parser *p, const struct sign *s)
{
    size_t at = 0;
    struct str why = {0};
    struct node *n = new_node(p, NODE_REGEX, s);
    n->grep = grep_new(p->lex.a, s->text, &at, &why);
    p->parts++;
    if (n->grep)
        return n;
    lex_wrong(&p->lex, s->at + 1 + at, 1, "in the pattern: " STR_FMT,
              STR_ARG(why));
    return NULL;
}

/* name:value. A title is looked through as a text is. */
static struct node *field(struct parser *p, const struct sign *name)
{
    struct sign value = p->now;
    struct node *n = new_node(p, NODE_FIELD, name);
    n->field = name->field;
    n->n = value.at + value.n - n->at;
    if (value.kind != SIGN_WORD && value.kind != SIGN_PHRASE)
        return wrong(p, &value,
                     "behind a field stands one word, or several in quotes");
    p->parts++;
    if (n->field == QUERY_TITLE) {
        value.kind = SIGN_PHRASE;
        n->first = words(p, &value);
        return n->first && step(p) ? n : NULL;
    }
    return field_read(&p->lex, n, value.text) && step(p) ? n : NULL;
}

/* ---- groups ---- */

static struct node *group(struct parser *p, const struct sign *open)
{
    if (++p->depth > QUERY_DEEPEST)
        return wrong(p, open, "too many brackets stand in each other");
    if (p->now.kind == SIGN_CLOSE)
        return wrong(p, open, "nothing stands between the brackets");
    struct node *n = either(p);
    if (!n)
        return NULL;
    if (p->now.kind != SIGN_CLOSE)
        return wrong(p, open,
                     "this bracket is never closed; put a ) where it ends");
    p->depth--;
    return step(p) ? n : NULL;
}

static struct node *nothing_behind(struct parser *p, const struct sign *s)
{
    lex_wrong(&p->lex, s->at, s->n,
              "something has to stand behind '" STR_FMT
              "'; to look for the word itself, put it in quotes",
              STR_ARG(typed(p, s)));
    return NULL;
}

static struct node *nothing_before(struct parser *p)
{
    lex_wrong(&p->lex, p->now.at, p->now.n,
              "something has to stand before '" STR_FMT
              "'; to look for the word itself, put it in quotes",
              STR_ARG(typed(p, &p->now)));
    return NULL;
}

/* One thing that is looked for. */
static struct node *one(struct parser *p)
{
    struct sign s = p->now;
    struct node *n = NULL;
    if (p->parts > QUERY_MOST)
        return wrong(p, &s, "there are too many words");
    switch (s.kind) {
    case SIGN_WORD:
    case SIGN_PHRASE:
        n = words(p, &s);
        return n && step(p) ? n : NULL;
    case SIGN_REGEX:
        n = regex(p, &s);
        return n && step(p) ? n : NULL;
    case SIGN_FIELD:
        return lex_value(&p->lex, &p->now) ? field(p, &s) : NULL;
    case SIGN_OPEN:
        return step(p) ? group(p, &s) : NULL;
    case SIGN_CLOSE:
        return wrong(p, &s,
                     "this bracket closes nothing; take it away, or put a ( "
                     "where it begins");
    case SIGN_END:
        return wrong(p, &s, "there is no word to look for");
    default:
        return nothing_before(p);
    }
}

/* Can it be told where in a text it stands? */
static bool has_place(const struct node *n)
{
    if (n->kind == NODE_FIELD || n->kind == NODE_NOT || n->kind == NODE_AND)
        return false;
    for (const struct node *c = n->kind == NODE_OR ? n->first : NULL; c;
         c = c->next)
        if (!has_place(c))
            return false;
    return true;
}

static bool ends(const struct sign *s)
{
    return s->kind == SIGN_END || s->kind == SIGN_CLOSE;
}

static struct node *near_each_other(struct parser *p)
{
    struct node *left = one(p);
    while (left && p->now.kind == SIGN_NEAR) {
        struct sign s = p->now;
        if (!step(p))
            return NULL;
        if (ends(&p->now))
            return nothing_behind(p, &s);
        struct node *right = one(p);
        if (!right)
            return NULL;
        if (!has_place(left) || !has_place(right))
            return wrong(p, &s,
                         "NEAR stands between words, phrases and patterns; a "
                         "field, AND and NOT have no place in a text");
        struct node *n = new_node(p, NODE_NEAR, &s);
        n->distance = (int)s.distance;
        n->first = left;
        left->next = right;
        left = n;
    }
    return left;
}

static struct node *perhaps_not(struct parser *p)
{
    struct sign s = p->now;
    if (s.kind != SIGN_NOT)
        return near_each_other(p);
    if (++p->depth > QUERY_DEEPEST)
        return wrong(p, &s, "too many brackets stand in each other");
    if (!step(p))
        return NULL;
    if (ends(&p->now))
        return nothing_behind(p, &s);
    struct node *n = new_node(p, NODE_NOT, &s);
    n->first = perhaps_not(p);
    p->depth--;
    return n->first ? n : NULL;
}

/* Children of one kind in a row: all of them, or one. */
static struct node *joined(struct parser *p, enum node_kind kind,
                           struct node *first)
{
    struct sign s = {.at = first->at};
    if (!first->next)
        return first;
    struct node *n = new_node(p, kind, &s);
    n->first = first;
    return n;
}

static struct node *together(struct parser *p)
{
    struct node *first = NULL, **end = &first;
    for (;;) {
        *end = perhaps_not(p);
        if (!*end)
            return NULL;
        end = &(*end)->next;
        struct sign s = p->now;
        if (s.kind == SIGN_AND) {
            if (!step(p))
                return NULL;
            if (ends(&p->now) || p->now.kind == SIGN_OR)
                return nothing_behind(p, &s);
        } else if (ends(&s) || s.kind == SIGN_OR) {
            return joined(p, NODE_AND, first);
        }
    }
}

static struct node *either(struct parser *p)
{
    struct node *first = NULL, **end = &first;
    for (;;) {
        *end = together(p);
        if (!*end)
            return NULL;
        end = &(*end)->next;
        struct sign s = p->now;
        if (s.kind != SIGN_OR)
            return joined(p, NODE_OR, first);
        if (!step(p))
            return NULL;
        if (ends(&p->now))
            return nothing_behind(p, &s);
    }
}

struct query *query_parse(struct arena *a, struct str text,
                          const struct query_speech *speech,
                          struct query_wrong *w)
{
    struct query *q = arena_alloc(a, sizeof *q);
    struct parser p = {.lex = {.a = a, .text = str_dup(a, text), .w = w},
                       .query = q};
    *w = (struct query_wrong){0};
    q->speech = *speech;
    if (speech->rest)
        speech->rest(speech->ctx);
    if (text.n > QUERY_LONGEST) {
        lex_wrong(&p.lex, 0, 1, "the query is longer than %d bytes",
                  QUERY_LONGEST);
        return NULL;
    }
    q->root = step(&p) ? either(&p) : NULL;
    if (q->root && p.now.kind != SIGN_END)
        q->root = one(&p); /* a bracket that closes nothing */
    return q->root ? q : NULL;
}
