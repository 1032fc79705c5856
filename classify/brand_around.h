/* SPDX-License-Identifier: MIT
 *
 * brand_around: what stands around a name in a text: words of `near:` and
 * `not:`, and quotes that make it a part of another name. */
#ifndef MOLVA_BRAND_AROUND_H
#define MOLVA_BRAND_AROUND_H

#include "classify/brand_form.h"
#include "query/query.h"

/* A word or phrase of near: or not:. */
struct context {
    struct form *form;    /* as names fit */
    struct query *phrase; /* or in any form of its words; may be NULL */
    struct context *next; /* of the brand */
};

/* NULL when it is no name: brand_form.h. */
struct context *context_read(struct arena *a, struct str text, bool exact,
                             const struct query_speech *speech);

struct around {
    struct brand_text text; /* in which a name is */
    struct arena *arena;    /* of what is made here */
    bool folded;            /* the text is: the rest can be asked */
    struct token *tokens;   /* n of them, when first needed */
    size_t n;
    size_t from, to; /* the name */
    size_t lo, hi;   /* the name and twelve words on both sides */
};

void around_raw(struct around *p, struct arena *a, struct str text);
void around_fold(struct around *p, struct arena *a, struct str text);
/* The name at from..to is asked about from now on. */
void around_place(struct around *p, size_t from, size_t to);

/* Does one of the contexts stand close by? What lies within the name itself
 * counts only when `within`; a phrase that reaches beyond it always does. */
bool around_has(struct around *p, const struct context *chain, bool within);
/* Raw text: may the name at `at` be a part of another, which only the folded
 * text tells? */
bool around_quoted(const struct around *p, size_t at);
/* Is the name a part of another's: «Новый Вектор», Авто-Мир? */
bool around_foreign(struct around *p);

#endif
