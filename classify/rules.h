/* SPDX-License-Identifier: MIT
 *
 * rules: the rule files, read, compiled and proven by their examples. */
#ifndef MOLVA_RULES_H
#define MOLVA_RULES_H

#include "classify/pattern.h"
#include "classify/regex.h"
#include "classify/signal.h"

enum { NEGATED_DROP = -1, NEGATED_KEEP = -2 };
enum place { PLACE_ANY, PLACE_TITLE, PLACE_START, PLACE_END };
enum mood { MOOD_ANY, MOOD_QUESTION, MOOD_STATEMENT };

struct patterns {
    struct pattern *items; /* n of them */
    size_t n;              /* patterns */
};

struct rule {
    struct str id;                /* unique */
    double points;                /* of the first match */
    int signal;                   /* enum signal */
    int negated;                  /* NEGATED_* or the signal that gets it */
    bool anywhere;                /* nothing below asks what is around */
    struct patterns lemma;        /* any of them is a match */
    struct regex **regex;         /* n_regex of them, the same */
    size_t n_regex;               /* patterns */
    struct patterns near;         /* one within `within` words */
    int within;                   /* words */
    struct patterns unless;       /* none in the same sentence */
    struct patterns with;         /* one anywhere */
    struct patterns without;      /* none anywhere */
    int place;                    /* enum place */
    int mood;                     /* enum mood of the sentence */
    int64_t min_words;            /* of the whole text */
    int64_t max_words;            /* of the whole text, 0 = any */
    int script;                   /* of its language: 1 Russian, 0 Latin */
    const struct yaml_file *file; /* where it stands */
    struct yaml_node *node;       /* its mapping */
    struct yaml_strs match;       /* texts it must find */
    struct yaml_strs nomatch;     /* texts it must not find */
};

struct posting {
    const struct pattern *pattern; /* of rule.lemma */
    uint32_t rule;                 /* number */
    uint32_t also;                 /* another atom it needs, or 0 */
};

struct ruleset {
    struct arena arena;         /* everything but the vocabulary */
    struct vocab *vocab;        /* owned */
    struct regex_engine *regex; /* owned */
    struct rule *rules;         /* n of them */
    size_t n, cap;              /* used and room */
    uint32_t *with_regex;       /* rule of each regex; NULL: there is none */
    uint32_t *first;            /* postings of atom i: first[i]..first[i+1] */
    struct posting *postings;   /* ordered by atom */
    size_t examples;            /* executed when loaded */
    uint64_t hash;              /* of all files */
    uint32_t *slow;             /* per rule: times it was given up */
    struct last_hit *last;      /* per rule: scratch of match_run */
    uint64_t *present;          /* bit per atom of the text: the same */
    uint64_t *asked;            /* bit per atom that `present` is asked for */
    uint32_t turn;              /* number of the text, for `last` */
};

/* A rule was found here. */
struct hit {
    uint32_t rule;       /* number */
    int signal;          /* the rule's, or the one for negated matches */
    struct span words;   /* of the document */
    uint32_t start, end; /* bytes of the folded text */
    double points;       /* after repetition */
    bool aside;          /* counts less where it stands: scope.h */
};

struct last_hit {
    uint32_t turn;  /* the text it belongs to */
    uint32_t last;  /* last word of the last hit */
    uint32_t count; /* hits so far */
};

struct hits {
    struct hit *items; /* n of them, by place */
    size_t n, cap;     /* used and room */
    int slow;          /* regexes given up */
};

/* Reads LANG/ *.yaml below `dir`. False with file:line:column in e. */
bool rules_load(struct ruleset *rs, const char *dir, struct err *e) MUST_CHECK;
void rules_clear(struct ruleset *rs);

/* Runs every example. */
bool rules_prove(struct ruleset *rs, struct err *e) MUST_CHECK;

/* All that is found in the document, in the arena. */
void match_run(struct ruleset *rs, struct arena *a, const struct doc *d,
               struct hits *out);

#endif
