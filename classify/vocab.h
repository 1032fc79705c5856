/* SPDX-License-Identifier: MIT
 *
 * vocab: from the words of a text to the atoms of the patterns.
 *
 * An atom is one place of a pattern: "работать|функционировать", "$staff",
 * "хам*". Each is numbered once, however many patterns use it. A form of a
 * text, when it is first seen, is looked up in the dictionaries and gets the
 * list of atoms it satisfies; after that it costs one look-up in a hash. */
#ifndef MOLVA_VOCAB_H
#define MOLVA_VOCAB_H

#include "base/text.h"
#include "base/yaml.h"
#include "classify/lemma.h"

enum word_class {
    CLASS_NUM = 1,
    CLASS_DATE = 2,
    CLASS_TIME = 4,
    CLASS_YEAR = 8,
    CLASS_LONG = 16,
    CLASS_LATIN = 32,
    CLASS_NAME = 64, /* told by the text, not by the word */
    CLASS_ANY = 128,
    CLASS_INITIAL = 256
};

struct form_note; /* what match.c knows of a form */

struct form_info {
    uint32_t *atoms;        /* n of them, ascending */
    uint32_t n;             /* atoms */
    uint64_t sign;          /* bit atom % 64 of each: most look-ups end here */
    int16_t reach;          /* words it negates, 0 = no negator */
    bool stop;              /* ends the reach of a negator */
    bool turn;              /* begins a clause that turns against the last */
    bool known;             /* a dictionary or a rule has it, as it is */
    bool foreign;           /* a Cyrillic letter that Russian has not */
    bool address;           /* a piece of a web address, by its signs */
    uint16_t letters;       /* of the form, 0 when it has other signs */
    uint32_t term;          /* number of its lemmas, 0 = never told */
    struct str word;        /* the form itself */
    struct str lemmas;      /* "обмануть", "сталь стать" */
    struct form_note *note; /* made when it is first asked for */
};

struct vocab;

struct vocab *vocab_open(struct err *e) MUST_CHECK;
void vocab_close(struct vocab *v);
/* As lemma_ready() and lemma_keep(). */
bool vocab_ready(struct vocab *v, struct err *e) MUST_CHECK;
void vocab_keep(struct vocab *v);
/* After the last rule and its examples: from now on misspelt words are read as
 * they are meant. */
void vocab_mend(struct vocab *v);

/* Does a dictionary know the folded word? */
bool vocab_known(struct vocab *v, struct str word);

/* Definitions of the rule files, told before any pattern. */
bool vocab_set(struct vocab *v, struct str lang, const struct yaml_file *f,
               const struct yaml_node *set, struct err *e) MUST_CHECK;
/* The words of a set as its file has them, a list; NULL: there is none. */
const struct yaml_node *vocab_words(struct vocab *v, const char *lang,
                                    const char *name);
void vocab_add_forms(struct vocab *v, const struct yaml_node *lemma);
void vocab_negator(struct vocab *v, struct str word, int reach);
void vocab_stop(struct vocab *v, struct str word);
void vocab_turn(struct vocab *v, struct str word);
/* The number, from 1, by which forms with exactly these lemmas (as form_info
 * has them) are known from now on. */
uint32_t vocab_term(struct vocab *v, struct str lemmas);

/* Number of the atom for alternatives ("a|b*|$set|<num>"). 0 with *why set,
 * and *at the byte of the text it is about, when they are wrong. */
uint32_t vocab_atom(struct vocab *v, struct str lang, struct str text,
                    const char **why, size_t *at);
/* Classes of an atom that the text must tell: CLASS_NAME, CLASS_ANY. */
unsigned vocab_classes(const struct vocab *v, uint32_t atom);
uint32_t vocab_atoms(const struct vocab *v); /* numbers in use are below */
/* Is one of the atom's words a negator? */
bool vocab_negates(const struct vocab *v, uint32_t atom);

/* What is known of a folded word; valid until vocab_tidy or vocab_forget. */
const struct form_info *vocab_form(struct vocab *v, struct str word);
/* The same of all words of a text: their memory is fetched side by side. */
void vocab_forms_of(struct vocab *v, const struct token *t, size_t n,
                    const struct form_info **out);
/* n bytes, zeroed, that live as long as the form, as its note. */
struct form_note *vocab_note(struct vocab *v, const struct form_info *f,
                             size_t n);
/* Before each text: makes room when very many forms have been seen. */
void vocab_tidy(struct vocab *v);
/* Forgets forms seen so far: after atoms were added. */
void vocab_forget(struct vocab *v);

#endif
