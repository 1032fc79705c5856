/* SPDX-License-Identifier: MIT
 *
 * table: words that speak for a type or a tone, each a little.
 *
 * Rules hold what a person thought of; the table holds what the labelled texts
 * say of all other words: lemmas and pairs of neighbours, each with a weight
 * for some types and tones. In a text of up to TABLE_WORDS words, a weight is
 * added as it stands; in a longer one they are made smaller, so that length
 * alone says nothing.
 *
 * words.tsv, one word or pair a line, sorted:
 *
 *   word<TAB>texts it was seen in<TAB>broken +0.21 praise -0.14 neg +0.10
 *
 * A pair has a space between; a word of several lemmas a slash. A rule has a
 * line too, its id after '=': what it adds beside its points, since two rules
 * of one signal are not equally right. `molva rules fit --words` writes the
 * file; without one, only rules speak. */
#ifndef MOLVA_TABLE_H
#define MOLVA_TABLE_H

#include "base/terms.h"
#include "classify/doc.h"
#include "classify/rules.h"

enum { TABLE_WORDS = 40 };

struct entry {
    struct str word;         /* as in the file */
    int seen;                /* texts it was fitted on that held it */
    float type[TYPE_SPOKEN]; /* what it adds to the score of each type */
    float tone[TONE_COUNT];  /* of each tone */
    uint32_t first, second;  /* terms; first is 0 for a single word, both for
                                the line of a rule */
};

/* What the table has of a term: most words and pairs of a text are in none. */
struct term_use {
    uint32_t alone; /* 1 + number of the entry of the single word, 0: none */
    bool opens, closes; /* a pair there begins, ends with it */
};

/* Where an entry is found by its terms. */
struct pair_slot {
    uint32_t first, second; /* as the entry has them */
    uint32_t entry;         /* 1 + its number, 0: free */
};

struct table {
    struct arena arena;      /* everything below */
    struct entry *entries;   /* n of them */
    size_t n, cap;           /* used and room */
    struct pair_slot *slots; /* by the hash of both terms */
    uint64_t *pairs;         /* bit per hash of terms: such a pair is there */
    uint32_t *of_rule;       /* by number of the rule: the same */
    struct term_use *terms;  /* by number, n_terms of them */
    uint32_t n_terms;        /* terms that are in no entry may be above */
    size_t mask;             /* slots there, less one */
    uint64_t hash;           /* of the file */
    bool learnt;             /* from corrections of people */
};

/* Is it what a rule adds, and no word? */
static inline bool table_is_rule(const struct entry *n)
{
    return !n->second;
}

struct said {
    const struct entry *entry; /* of the table */
    bool learnt;               /* of the one that people taught */
    struct span words;         /* where it stands first */
};

struct sayings {
    struct said *items; /* n of them, each entry once */
    size_t n;           /* used */
    double scale;       /* weights count so much in this text */
    double type[TYPE_SPOKEN], tone[TONE_COUNT]; /* sums, scaled */
};

/* A file that is missing gives an empty table. Tells the vocabulary of the
 * rules its terms; lines of rules that are no more say nothing. False with
 * file:line in e. */
bool table_load(struct table *t, const struct ruleset *rs, const char *path,
                struct err *e) MUST_CHECK;
void table_clear(struct table *t);

/* What the table says of a document and its hits, in the arena. */
void table_run(const struct table *t, struct arena *a, const struct doc *d,
               const struct hits *h, struct sayings *out);

/* The same of another table, added to what one said. */
void table_add(const struct table *t, struct arena *a, const struct doc *d,
               const struct hits *h, struct sayings *to);

/* Weights count so much in the document: a text of more than TABLE_WORDS
 * words that may speak makes them smaller, by the root of their number. */
double table_scale(const struct doc *d);

/* May the word say anything? Not one that begins with a digit, not a piece of
 * a web address, not one that is another's or a label (scope.h), and not the
 * name somebody is called by: @name. */
bool table_listens(const struct doc *d, size_t word);
/* Does the word stand right behind its neighbour, so that both are a pair? */
bool table_pairs(const struct doc *d, size_t word);

#endif
