/* SPDX-License-Identifier: MIT
 *
 * fit_read: labelled tables, read into what weights are fitted on.
 *
 * A table with a column `type` is labelled by people. One with `stars`, with
 * `sentiment` (and `negativereason`) or with `label` (-1 0 1) only bounds the
 * type: one star is some complaint. Such texts count little, and those that
 * people have labelled are taken from people only. A table with a column `key`
 * and no `text` holds labels alone: of the texts of the others that have that
 * hash (text_hash, 16 hex digits), each by one reader. */
#ifndef MOLVA_FIT_READ_H
#define MOLVA_FIT_READ_H

#include "base/map.h"
#include "classify/internal.h"
#include "classify/softmax.h"

/* Types as bits of a set. */
#define BIT(t) (1u << TYPE_##t)
#define COMPLAINTS                                                             \
    (BIT(BROKEN) | BIT(OVERCHARGED) | BIT(OFFENDED) | BIT(RANT) |              \
     BIT(JUSTIFIED))

enum { SOURCES_MAX = 60, FIT_FOLDS = 10 };

struct sample {
    struct softmax_text text; /* features and words */
    unsigned type, tone;      /* bit per right one; 0: not told */
    unsigned facts;           /* 2 told, 1 not told, 0 unknown */
    unsigned second;          /* types that are also right */
    double weight;            /* 1 where people labelled it */
    double tone_weight;       /* the same where the tone is asked for */
    int source;               /* number of its source: set, or table */
    int fold;                 /* number of what it is left out with */
    bool weak;                /* helps to fit, is not measured */
    bool single;              /* one reader alone labelled it */
    bool unread;              /* of the half that nobody reads */
    uint64_t hash;            /* of its text */
};

struct fit_word {
    struct str word;        /* as words.tsv has it */
    int seen, weak;         /* texts of people, weak texts */
    uint64_t sources;       /* bit per source */
    int uses, names;        /* of a single word: all, written as a name */
    uint32_t first, second; /* numbers of a pair's words, else its own */
    uint32_t number;        /* among those kept, from 0 */
    bool kept;              /* may be a feature */
    uint32_t kin;           /* number of its vector, or KIN_NONE */
};

struct samples {
    struct arena arena;              /* everything here */
    struct sample *items;            /* n of them */
    size_t n, cap;                   /* used and room */
    struct str sources[SOURCES_MAX]; /* n_sources of them */
    int n_sources;                   /* sets, and tables without sets */
    struct str folds[SOURCES_MAX];   /* n_folds of them: sets, and tenths */
    int n_folds;                     /* of tables without sets */
    struct map texts;                /* hash of a labelled text -> sample + 1 */
    struct map labels;               /* hash -> struct sample, its answers */
    struct map keys;                 /* word -> number + 1 */
    struct fit_word *words;          /* n_words of them */
    size_t n_words, cap_words;       /* used and room */
    size_t kept;                     /* words that became features */
    uint32_t *running;               /* words of all texts that may be read, */
    size_t n_running, cap_running;   /* one behind the other, gaps between */
    float (*vectors)[KIN];           /* of the words that have one */
};

/* Is the text of the half that is never read by who writes rules? */
bool fit_unread(struct str text);
/* Is it of that half? */
bool fit_in_half(enum half half, struct str text);

void fit_begin(struct samples *s);
/* The words of a text, how each was written, and the rules that fired, into
 * s->words and, by their numbers, out->text. */
void fit_words(struct samples *s, struct classifier *c,
               const struct findings *f, struct sample *out);
/* Is it, or a word of the pair, mostly written as a name? */
bool fit_is_name(const struct samples *s, const struct fit_word *w);
/* Kinds of tables, in the order in which they have to be read: a weak one
 * leaves out texts that others hold, and is where labels find theirs. */
enum fit_kind { FIT_LABELS, FIT_TEXTS, FIT_WEAK, FIT_KINDS };
/* Adds a table if it is of that kind. */
bool fit_read(struct samples *s, struct classifier *c,
              const struct fit_table *t, enum fit_kind kind,
              struct err *e) MUST_CHECK;
/* After the last table: chooses the words. */
void fit_choose(struct samples *s);
/* words.tsv: what each word, with its vector, adds to types and tones. */
void fit_words_write(struct samples *s, const struct softmax_model *type,
                     const struct softmax_model *tone, struct buf *out);
void fit_clear(struct samples *s);

#endif
