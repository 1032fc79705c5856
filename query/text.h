/* SPDX-License-Identifier: MIT
 *
 * text: a text that a query is compared with: folded and in words when the
 * first part of the query asks for that. */
#ifndef MOLVA_QUERY_TEXT_H
#define MOLVA_QUERY_TEXT_H

#include "base/text.h"
#include "query/node.h"

struct subject {
    struct query *query;  /* its speech, and what it counts */
    struct arena *a;      /* of everything here */
    struct str original;  /* the text as it came */
    struct str folded;    /* once `ready` */
    struct token *tokens; /* n of them, once `cut` */
    struct str *lemmas;   /* of each token that was asked for */
    size_t n;             /* tokens */
    bool ready, cut;      /* what is there */
};

/* Folded text of the subject. */
struct str subject_text(struct subject *s);
/* Number of its words. */
size_t subject_words(struct subject *s);
/* Is the word with that number what a word or wild of the query means? */
bool subject_has(struct subject *s, size_t i, const struct node *word);
/* Does letters with * among them fit a word? */
bool subject_like(struct str word, struct str wild);
/* Has a space-parted list of lemmas one of the word's? Of a word with a hyphen,
 * whose parts have lemmas too, all. */
bool subject_means(struct str lemmas, const struct node *word);
/* Is it such a word? */
bool subject_is_joined(const struct node *word);

#endif
