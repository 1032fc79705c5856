/* SPDX-License-Identifier: MIT
 *
 * lex: the signs of a query, one after another.
 *
 * An operator is written in capitals (AND И OR ИЛИ NOT НЕ NEAR РЯДОМ); in
 * small letters or in quotes it is a word. Signs that hold no letter and mean
 * nothing here are passed over, as in any text. */
#ifndef MOLVA_QUERY_LEX_H
#define MOLVA_QUERY_LEX_H

#include "query/query.h"

enum sign_kind {
    SIGN_END,
    SIGN_NOTHING, /* punctuation, passed over */
    SIGN_WORD,    /* letters up to a space, a bracket, a quote */
    SIGN_PHRASE,  /* what stands between quotes */
    SIGN_REGEX,   /* what stands between strokes */
    SIGN_FIELD,   /* a name; its value is the next sign, without a space */
    SIGN_OPEN,
    SIGN_CLOSE,
    SIGN_AND,
    SIGN_OR,
    SIGN_NOT,
    SIGN_NEAR
};

struct sign {
    enum sign_kind kind;
    size_t at, n;           /* bytes of the query it takes */
    struct str text;        /* without quotes and strokes */
    enum query_field field; /* of a field */
    int64_t distance;       /* of NEAR */
};

struct lexer {
    struct arena *a;       /* of what is folded on the way */
    struct str text;       /* the query */
    size_t at;             /* how far it was read */
    struct query_wrong *w; /* where it is wrong */
};

/* The next sign; false with *l->w when it is none. */
bool lex_next(struct lexer *l, struct sign *s) MUST_CHECK;
/* The value of a field: what is quoted, or all up to the next space, whatever
 * it looks like. */
bool lex_value(struct lexer *l, struct sign *s) MUST_CHECK;
/* Says what is wrong and where. Always false. */
bool lex_wrong(struct lexer *l, size_t at, size_t n, const char *fmt, ...)
    PRINTF(4, 5);

/* What a field is called: in English, and in Russian. */
struct field_name {
    enum query_field field;
    const char *en, *ru;
};
extern const struct field_name lex_fields[QUERY_FIELDS];

#endif
