/* SPDX-License-Identifier: MIT
 *
 * classify: a text in, a verdict with its evidence out.
 *
 * Pure: rules and brands are loaded once by classify_open(); after that
 * classify_text() depends on nothing but its input. The text is folded once
 * (with a map back to the bytes), cut into tokens, each with its lemmas; rules
 * are found by hash on lemmas and by PCRE2 on the folded text where a token
 * they need is present; their points are added per signal, and the type follows
 * from the sums by the guide's order of decision. Every rule that fired is in
 * the evidence with the bytes of the original text it stands for.
 *
 *   struct classifier *c = classify_open(&setup, &e);
 *   struct verdict v;
 *   classify_text(c, &arena, &(struct classify_input){.text = text}, &v);
 *   v.type -> TYPE_BROKEN, v.evidence[0].rule -> "ru.broken.not-working"
 *
 * Rules: rules/words/LANG/ FILE.yaml; docs/rules.md is their manual. A file
 * whose examples fail does not load. What verdicts point to lives in the
 * arena or, for names of rules and brands, as long as the classifier. */
#ifndef MOLVA_CLASSIFY_H
#define MOLVA_CLASSIFY_H

#include "base/buf.h"
#include "base/terms.h"
#include "base/yaml.h"
#include "query/query.h"

struct classifier;

struct evidence {
    struct str rule;   /* id of the rule */
    struct str signal; /* what it speaks for */
    size_t start, end; /* bytes of the original text */
    double points;     /* what it added, after negation and place; a rule's
                          with what its line of the table of words adds */
    double to_tone;    /* what a word or such a line added for the tone told */
};

struct verdict {
    enum mention_type type;   /* what the mention is; TYPE_UNKNOWN: nobody can
                                 tell, runner_up is what it might be */
    enum mention_type second; /* also clearly there, or TYPE_NONE */
    enum tone tone;           /* toward the company */
    enum tone tone_next;      /* the likeliest other one */
    bool facts;               /* a fact that could be checked is told */
    double confidence; /* 0..1, how often such texts are right when their source
                          is new; of what is unknown, the guess is */
    double margin;     /* points between the type and the runner-up */
    enum mention_type runner_up; /* the second best sum */
    struct str topic;          /* billing, connection, staff ...; "" unknown */
    struct str lang;           /* "ru" "en" or "" */
    struct str brand;          /* name of the first brand found, or "" */
    bool compared;             /* of classify_each: the text names the brand
                                  only to compare others with it */
    bool shared;               /* of classify_each: it names several brands */
    unsigned flags;            /* a bit for each enum red: red flags */
    bool vague;                /* who tells it refuses to tell more */
    bool kind_word;            /* for one of ours, whatever else is told */
    struct str event;          /* what happens to many, HAPPENED_ALL; "" */
    struct str place;          /* where, a word of the text; "" */
    struct evidence *evidence; /* n of them, in order of their place */
    size_t n;
    int slow_rules; /* patterns given up at the match limit: never silent */
};

struct classify_input {
    struct str text;  /* UTF-8; bad bytes are read as U+FFFD */
    struct str title; /* may be empty; matched before the text */
    double rating;    /* stars as a share 0..1, below 0 when unknown */
    struct str brand; /* set when the venue itself is about this brand */
    bool ours;        /* its author is our own account */
    const struct query_post *post; /* author, address, date, for brands that ask
                                      for them; NULL: unknown */
};

struct brand_setup {
    struct str name;    /* as reports call it */
    struct str name_en; /* as English replies call it; empty: name */
    struct yaml_strs
        forms; /* names, "вектор*" for any ending; quoted = exact */
    struct yaml_strs near;  /* one of these within 12 words, when given */
    struct yaml_strs not_;  /* none of these within 12 words */
    struct yaml_strs query; /* with forms: one of these fits besides; without:
                               it finds by itself */
    struct yaml_strs not_authors, not_sites; /* whose posts are not looked at */
    struct yaml_strs noise;                  /* names of lists of noise */
};

/* A list of what several brands are not about. */
struct noise_setup {
    struct str name;
    struct yaml_strs not_, authors, sites; /* as those of a brand */
};

struct classify_setup {
    const char *words;  /* folder that holds ru/ and en/ */
    const char *learnt; /* weights learnt from corrections; NULL or a file that
                           is not there: none */
    const struct brand_setup *brands; /* n_brands, may be none */
    size_t n_brands;
    const struct noise_setup *noise; /* n_noise, may be none */
    size_t n_noise;
    const struct yaml_file *brand_file; /* for errors in brands, may be NULL */
};

/* NULL with file:line:column in e when a rule is wrong or an example fails. */
struct classifier *classify_open(const struct classify_setup *setup,
                                 struct err *e) MUST_CHECK;
void classify_close(struct classifier *c);

/* The dictionaries are read when a word is met that was never asked for at a
 * start. This reads them now: before a process is forked that may open no
 * files, or that shall share their memory. */
bool classify_ready(struct classifier *c, struct err *e) MUST_CHECK;

/* The verdict of one text; v's memory is the arena's. Never fails: text over
 * CEILING_TEXT is judged by its first and last parts. */
void classify_text(struct classifier *c, struct arena *a,
                   const struct classify_input *in, struct verdict *v);

/* A verdict for each brand the text names, BRANDS_OF_TEXT at most, in the order
 * they are named: what is said in the clauses about it; that of the whole text
 * where all clauses are about all. The first is the whole text's; n - 1 brands
 * follow it, none when the text names none. Evidence stands for bytes of the
 * text in each. */
enum { BRANDS_OF_TEXT = 32 };
size_t classify_each(struct classifier *c, struct arena *a,
                     const struct classify_input *in, struct verdict **out);

/* What the text says of the brand; the rest, where several are told of, is
 * blank. The whole text where it does not name the brand. */
struct str classify_said_of(struct classifier *c, struct arena *a,
                            struct str text, struct str brand);

/* The brands that the text of a post is about, in the order they are named;
 * without those that it only compares others with. Without verdicts. */
size_t classify_brands(struct classifier *c, struct arena *a,
                       const struct query_post *post, struct str **names);

/* Name of the first brand the text mentions, or the empty str. Cheap: it is
 * asked of every post before anything else is done with it. */
struct str classify_brand(struct classifier *c, struct arena *a,
                          struct str text);
/* The same of a post, which may be found or left out by more than its text.
 * Only when a brand asks for more, author, source, address and date have to be
 * there; its language is found out when it is not told. */
struct str classify_about(struct classifier *c, struct arena *a,
                          const struct query_post *post);
bool classify_asks(const struct classifier *c);
/* Is it by an author or on a site that the brand does not hear? */
bool classify_blocks(struct classifier *c, struct arena *a, struct str brand,
                     const struct query_post *post);

/* The evidence of a verdict as the store keeps it, JSON. */
struct str classify_evidence_json(struct arena *a, const struct verdict *v);
/* And back: what is not JSON or lacks its rule is left out, the spans lie
 * within a text of `length` bytes. In the arena. */
size_t classify_evidence(struct arena *a, struct str json, size_t length,
                         struct evidence **rows);

/* Did a rule speak for the signal? Words of the table are no rules. */
bool classify_spoke(const struct verdict *v, const char *signal);
/* Did no rule say anything of the matter? People, facts and topics are told in
 * any text. */
bool classify_unspoken(const struct verdict *v);

/* Red flags as the store keeps them, '["death","police"]', and back: what it
 * does not know is left out. */
struct str classify_flags_json(struct arena *a, unsigned flags);
unsigned classify_flags(struct str json);
/* Does the display name say that our company writes: the name of a brand alone,
 * or with a word for an office ("Vector support")? */
bool classify_is_ours(struct classifier *c, struct arena *a, struct str author);

/* Lemmas of the text, space between them: what the search index holds. The
 * words of a query have the same, by classify_speech(). */
struct str classify_lemmas(struct classifier *c, struct arena *a,
                           struct str text);

/* The dictionaries, for queries: they must not be asked longer than c lives. */
struct query_speech classify_speech(struct classifier *c);

/* Hash of all loaded rule files: stored with every verdict. 16 hex digits. */
const char *classify_version(const struct classifier *c);

/* Number of rules and examples loaded. */
void classify_count(const struct classifier *c, int *rules, int *examples);

/* Half of a table's texts, by hash, is read by nobody who writes rules. */
enum half { HALF_BOTH, HALF_READ, HALF_UNREAD };

/* Measures a labelled CSV (type, alt, text columns; GUIDE.md) and writes
 * accuracy, macro-F1, precision and recall per type, the confusion table and
 * (but for the unread half) the worst errors to out, as text or as one JSON
 * object. */
struct eval_setup {
    struct str csv; /* the table */
    enum half half; /* what is measured */
    bool json;      /* one object instead of text */
    bool brief;     /* of the text the first lines alone */
};
bool classify_eval(struct classifier *c, const struct eval_setup *setup,
                   struct buf *out, struct err *e) MUST_CHECK;

/* For each rule that fired on the same table: in how many texts, in how many
 * it was right, how often chance is, by source; those that are worst come
 * first. A rule is right where its type is (type, alt, second), a word of
 * judgement in any complaint, a fact where facts are told. `half` is both or
 * the one that is read: to know how rules do on the other is to read it. */
bool classify_audit(struct classifier *c, const struct eval_setup *setup,
                    struct buf *out, struct err *e) MUST_CHECK;

/* Corrections move the weights of words and rules, never those of the shipped
 * files: what they add stands in a table of its own (setup.learnt), in the form
 * of words.tsv. Learnt is from the shipped weights each time, so the same
 * corrections give the same table. What nobody corrected holds the weights
 * where they are. A word counts when texts of two authors hold it that were
 * labelled in two sittings (a person's day, by UTC; they may be one person's),
 * three different texts at least; a sitting
 * weighs LESSONS_SITTING labels at most, an author LESSONS_AUTHOR, a text that
 * comes again one. No weight becomes greater than LEARNT_MOST. */
#define LESSONS_SITTING 4.0
#define LESSONS_AUTHOR  2.0
#define LEARNT_MOST     1.0
struct lesson {
    struct classify_input in; /* what was judged */
    enum mention_type type;   /* what it is; TYPE_NONE: nobody said */
    enum tone tone;           /* TONE_NONE: nobody said */
    struct str author;        /* of the text; "" unknown */
    struct str who;           /* said so */
    int64_t day;              /* on that day */
};
struct learn_setup {
    const struct lesson *lessons; /* n of them */
    size_t n;
    const struct classify_input *held; /* n_held that nobody corrected */
    size_t n_held;
};
/* How lessons were judged by weights that had not seen them. */
struct learn_score {
    int all, before, after; /* lessons; right with the shipped weights; right
                               with those learnt from the others */
};
struct learnt {
    size_t lessons;           /* that say something */
    double weight;            /* of them all */
    size_t words;             /* whose weights moved */
    struct learn_score types; /* held out in turn, author by author */
    struct learn_score tones; /* the same */
};
/* c is opened without a learnt table. Writes the new one. */
void classify_learn(struct classifier *c, const struct learn_setup *setup,
                    struct buf *table, struct learnt *told);

/* Fits the weights of decide.yaml and the words of words.tsv on labelled
 * tables (type, alt, second, tone, facts, set, text; "a|b" as type when either
 * may be right; an optional column weight, where rows that do not weigh 1 help
 * to fit but are not measured), on tables of texts with stars or sentiments,
 * and on labels without texts (key: 16 hex digits of text_hash) of texts that
 * stand in those. The report tells how weights did on texts they had not been
 * fitted on: sources left out, and the unread half. */
struct fit_table {
    struct str name; /* of the file */
    struct str csv;  /* its text */
    bool unread;     /* half of it is kept apart for the report */
};
struct fit_out {
    struct buf *yaml;   /* decide.yaml */
    struct buf *words;  /* words.tsv */
    struct buf *report; /* how good */
};
bool classify_fit(struct classifier *c, const struct fit_table *tables,
                  size_t n, const struct fit_out *out,
                  struct err *e) MUST_CHECK;

#endif
