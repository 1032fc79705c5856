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

/* What else a word can say of the date beside it. */
enum date_says {
    SAYS_AM = 1 << 0,
    SAYS_PM = 1 << 1,
    SAYS_NIGHT = 1 << 2,    /* "ночи": 12 to 5 */
    SAYS_NOON = 1 << 3,     /* a time by itself */
    SAYS_MIDNIGHT = 1 << 4, /* a time by itself */
    SAYS_AGO = 1 << 5,      /* "назад" "ago" */
    SAYS_BEFORE = 1 << 6,   /* "vor" "il y a": stands before the amount */
    SAYS_HALF = 1 << 7,     /* "half" "половиной" */
    SAYS_LAST = 1 << 8,     /* "прошлой" "last" */
    SAYS_THIS = 1 << 9,     /* "этой" "this" */
    SAYS_NOW = 1 << 10, /* "сейчас", behind "только" and "just" too */
    SAYS_ONLY = 1 << 11, /* "только" "just" */
    SAYS_FILL = 1 << 12, /* stands between a day and its time */
    SAYS_POST = 1 << 13, /* "добавлено" "posted": the date of a post */
    SAYS_EDIT = 1 << 14, /* "изменено" "edited": any other is better */
    SAYS_OTHER = 1 << 15, /* "регистрация" "joined": not of the post */
    SAYS_UNTIL = 1 << 16,    /* "до" "until" "since": a bound, not a day */
    SAYS_CODE = 1 << 17,     /* "версия" "тел": a number, not a day */
    SAYS_ZONE = 1 << 18,     /* a named zone, offset says which */
    SAYS_DOUBTFUL = 1 << 19, /* a zone that is a word as well: "at" "met" */
    SAYS_FEW = 1 << 20,      /* an amount that nobody counted */
    SAYS_SHORT = 1 << 21,    /* a weekday abbreviated */
    SAYS_AM_AHEAD = 1 << 22, /* the half of the day, before its time ... */
    SAYS_PM_AHEAD = 1 << 23  /* ... as Korean and Chinese have it */
};

/* What a word can mean in a date; 0 or -1 when it does not. */
struct date_meaning {
    int month;      /* 1..12 */
    int weekday;    /* 0 Sunday ..6, -1 none */
    int day;        /* 0 today, 1 yesterday ..., -1 none */
    int64_t unit;   /* seconds of a unit of time */
    int months;     /* the same unit in months, 0 when it is none */
    int64_t amount; /* in thousandths: "a" 1000, "полтора" 1500 */
    int64_t offset; /* of a zone, seconds east of UTC */
    unsigned says;  /* SAYS_... */
};

/* Reads at most DATE_TOKENS tokens from the start of the text. */
size_t date_tokens(struct str text, struct date_token *tokens);
struct date_meaning date_meaning(const struct date_token *t);

#endif
