/* SPDX-License-Identifier: MIT
 *
 * date_words: a date text as numbers, words and signs (folder-private). */
#ifndef MOLVA_DATE_WORDS_H
#define MOLVA_DATE_WORDS_H

#include "base/str.h"

enum { DATE_TOKENS = 64, DATE_WORD = 32 };

enum date_kind { DATE_SIGN, DATE_NUMBER, DATE_WORD_TOKEN };

struct date_token {
    enum date_kind kind;  /* what it is */
    int64_t number;       /* of a number */
    int digits;           /* of a number */
    char sign;            /* of a sign */
    bool glued;           /* no white space before it */
    char word[DATE_WORD]; /* lower case, ё as е, without accents */
};

/* What a word can mean in a date; 0 or -1 when it does not. */
struct date_meaning {
    int month;      /* 1..12 */
    int weekday;    /* 0 Sunday ..6, -1 none */
    int64_t unit;   /* seconds of a unit of time */
    int64_t amount; /* "a" 1, "две" 2; 0 none */
    bool ago;       /* "назад" "ago" */
    bool before;    /* "vor" "il y a": stands before the amount */
    bool now;       /* "только что" */
    bool few;       /* "несколько": an amount nobody counted */
    int day;        /* 0 today, 1 yesterday ..., -1 none */
    bool am, pm;    /* "am" "pm" */
    bool zone;      /* a named zone ... */
    int64_t offset; /* ... so many seconds east of UTC */
};

/* Reads at most DATE_TOKENS tokens from the start of the text. */
size_t date_tokens(struct str text, struct date_token *tokens);
struct date_meaning date_meaning(const struct date_token *t);

#endif
