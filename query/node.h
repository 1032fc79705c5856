/* SPDX-License-Identifier: MIT
 *
 * node: the tree of a query, as the files of this room share it. */
#ifndef MOLVA_QUERY_NODE_H
#define MOLVA_QUERY_NODE_H

#include "query/query.h"

enum node_kind {
    NODE_WORD,   /* any form of a word */
    NODE_WILD,   /* letters with * among them */
    NODE_PHRASE, /* its children, words and wilds, one behind the other */
    NODE_REGEX,
    NODE_NEAR,  /* its two children, `distance` words apart at most */
    NODE_FIELD, /* `field` is as its children or its numbers say */
    NODE_NOT,   /* not its child */
    NODE_AND,   /* all of its children */
    NODE_OR     /* one of them */
};

struct grep;

struct node {
    enum node_kind kind;
    size_t at, n;           /* bytes of the query it was read from */
    struct str text;        /* folded: a word, letters with *, a value */
    struct str lemmas;      /* of a word, a space between them */
    struct grep *grep;      /* of a regex */
    enum query_field field; /* of a field */
    int64_t from, to;       /* of a date: from <= at < to */
    int distance;           /* of NEAR, in words */
    struct node *first;     /* child */
    struct node *next;      /* sibling */
};

struct query {
    struct node *root;          /* the tree */
    struct query_speech speech; /* where lemmas come from */
    int slow;                   /* patterns given up */
};

#endif
