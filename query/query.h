/* SPDX-License-Identifier: MIT
 *
 * query: the one language in which people say what they look for, in search
 * and in the brands of molva.yaml.
 *
 *   тариф связь                 both words, in any form of theirs
 *   "нет связи"                 one right behind the other
 *   a OR b, a AND NOT b, -b     also ИЛИ, И, НЕ; ( ) hold together
 *   сбой NEAR/5 терминал        at most five words from each other
 *   ромашк*  /\d{4}/            letters left open; PCRE2 on folded text
 *   author:anna site:x.example  what is known of a post beside its text
 *
 * query_parse() makes a tree of it, or says where it is wrong and what to do.
 * Two backends read that tree: query_fits() looks at one post, query_plan()
 * says what an index of lemmas knows, so that few posts are left to look at.
 *
 *   struct query *q = query_parse(&a, text, &speech, &wrong);
 *   if (!q)
 *       return err_set(e, STR_FMT, STR_ARG(query_told(&a, text, &wrong, en)));
 *   if (query_fits(q, &scratch, &post)) ...
 *
 * Everything lives in the arena given; what a query holds of its text is
 * copied. docs/query.md is the manual. */
#ifndef MOLVA_QUERY_H
#define MOLVA_QUERY_H

#include "base/buf.h"

enum {
    QUERY_LONGEST = 8192, /* bytes of a query */
    QUERY_DEEPEST = 64,   /* brackets and NOTs in each other */
    QUERY_MOST = 1024,    /* words, patterns and fields of one */
    QUERY_FARTHEST = 100, /* words that NEAR reaches */
    QUERY_NEAR = 10       /* those of a NEAR without a number */
};

/* How words become lemmas; of whoever has the dictionaries. */
struct query_speech {
    /* Lemmas of a folded word, a space between them: "сталь стать". Valid
     * until `rest` is called. */
    struct str (*lemmas)(void *ctx, struct str word);
    /* Before each text: room is made when very many words were met. May be
     * NULL. */
    void (*rest)(void *ctx);
    void *ctx; /* of both */
};

struct query;

/* Where a query is wrong, and what to do about it. */
struct query_wrong {
    size_t at, n;    /* bytes of the query */
    struct str what; /* an English sentence with a row in base/cause_rows.h */
};

/* NULL with *w when it is wrong. */
struct query *query_parse(struct arena *a, struct str text,
                          const struct query_speech *speech,
                          struct query_wrong *w) MUST_CHECK;
/* "1:14: the sentence", the line of the query and a caret under the place, in
 * `lang`, "ru" or "en". */
struct str query_told(struct arena *a, struct str text,
                      const struct query_wrong *w, struct str lang);

/* Fields that a query may ask for. */
enum query_field {
    QUERY_AUTHOR,
    QUERY_SOURCE,
    QUERY_LANG,
    QUERY_TAG,
    QUERY_SITE,
    QUERY_TITLE,
    QUERY_BRAND,
    QUERY_TYPE,
    QUERY_DATE,
    QUERY_FIELDS
};
/* Where the query first asks for that field; false when it does not. */
bool query_asks(const struct query *q, enum query_field field,
                struct query_wrong *where);
/* Does it find anything by what is there, not only by what is missing? */
bool query_is_positive(const struct query *q);

/* What is known of a post; "" and 0 what is not. */
struct query_post {
    struct str text, title; /* as people wrote them */
    struct str lemmas;      /* of the text, when they are at hand */
    struct str author;      /* name */
    struct str source;      /* as molva.yaml calls it */
    struct str url;         /* where it stands */
    struct str lang;        /* "ru" */
    struct str brand, type; /* of what was stored */
    int64_t at;             /* epoch seconds */
};

/* Is the post what the query looks for? `scratch` is for what is made on the
 * way; reset it between posts. */
bool query_fits(struct query *q, struct arena *scratch,
                const struct query_post *post);
/* Patterns that were given up at the ceiling of their steps so far: those did
 * not fit. */
int query_slow(const struct query *q);

/* Bytes of the folded text at which a word, phrase or pattern of the query
 * stands that does not belong to a NOT. */
struct query_hit {
    size_t from, to;
};
/* The hits in a folded text, in its order; n of them. */
size_t query_hits(struct query *q, struct arena *a, struct str folded,
                  struct query_hit **hits);

/* What an index of lemmas can say: each clause needs one of its lemmas. */
struct query_clause {
    struct str *lemmas; /* n of them */
    size_t n;
};
struct query_plan {
    struct query_clause *clauses; /* n of them; none: all posts are to be
                                     looked at */
    size_t n;
    bool exact; /* whoever meets the clauses fits: nothing is left to look at */
};
void query_plan(const struct query *q, struct arena *a, struct query_plan *p);

#endif
