/* SPDX-License-Identifier: MIT
 * A speech of a few words, for tests of queries without dictionaries, and
 * what a plan says of a text. */
#ifndef MOLVA_TESTS_SPEECH_H
#define MOLVA_TESTS_SPEECH_H

#include "base/text.h"
#include "query/query.h"

static inline struct str speech_lemmas(void *ctx, struct str word)
{
    static const char *const forms[][2] = {
        {"тарифы", "тариф"},
        {"тарифа", "тариф"},
        {"связи", "связь"},
        {"стали", "сталь стать"},
        {"стал", "стать"},
        {"банки", "банк банка"},
        {"broken", "break"},
        {"signals", "signal"},
        {"сбер-банк", "сбер-банк сбер банк"}};
    (void)ctx;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_eqz(word, forms[i][0]))
            return str_of(forms[i][1]);
    return word;
}

static const struct query_speech speech = {.lemmas = speech_lemmas};

/* Lemmas of a text, as they are stored. */
static inline struct str speech_all(struct arena *a, struct str text)
{
    struct folded f;
    struct token *t;
    struct str all = STR(" ");
    text_fold(a, text, &f);
    size_t n = text_tokens(a, f.text, &t);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT STR_FMT " ", STR_ARG(all),
                         STR_ARG(speech_lemmas(NULL, t[i].word)));
    return all;
}

/* Does a text with these lemmas meet every clause? */
static inline bool plan_meets(const struct query_plan *p, struct arena *a,
                              struct str lemmas)
{
    for (size_t i = 0; i < p->n; i++) {
        bool one = false;
        for (size_t k = 0; k < p->clauses[i].n; k++)
            one |= str_find(lemmas,
                            str_printf(a, " " STR_FMT " ",
                                       STR_ARG(p->clauses[i].lemmas[k]))) >= 0;
        if (!one)
            return false;
    }
    return true;
}

#endif
