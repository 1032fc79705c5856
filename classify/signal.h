/* SPDX-License-Identifier: MIT
 *
 * signal: what rules speak for. docs/rules.md says what each means. */
#ifndef MOLVA_SIGNAL_H
#define MOLVA_SIGNAL_H

#include "base/terms.h"

enum signal {
    SIGNAL_BROKEN,
    SIGNAL_OVERCHARGED,
    SIGNAL_OFFENDED,
    SIGNAL_PRAISE,
    SIGNAL_QUESTION,
    SIGNAL_GENERAL,
    SIGNAL_ANGER,
    SIGNAL_BAD,
    SIGNAL_GOOD,
    SIGNAL_PLURAL,
    SIGNAL_COMPARE,
    SIGNAL_ADVERT,
    SIGNAL_NEWS,
    SIGNAL_OTHER,
    SIGNAL_REQUEST,
    SIGNAL_THANKS,
    SIGNAL_STAFF,
    SIGNAL_FACT_DATE,
    SIGNAL_FACT_SUM,
    SIGNAL_FACT_PLACE,
    SIGNAL_FACT_NAME,
    SIGNAL_FACT_DOCUMENT,
    SIGNAL_FACT_ORDER,
    SIGNAL_IRONY,
    SIGNAL_HYPOTHETICAL,
    SIGNAL_SOLVED,
    SIGNAL_SELF,
    SIGNAL_PERSON,
    SIGNAL_IF,
    SIGNAL_SAID,
    SIGNAL_SPEECH,
    SIGNAL_BEFORE,
    SIGNAL_NOW,
    SIGNAL_RIVAL,
    SIGNAL_BLAME,
    SIGNAL_STAFF_SAYS,
    SIGNAL_NEWS_GOOD,
    SIGNAL_NEWS_BAD,
    SIGNAL_TOPICS,                     /* topic.billing and all that follow */
    SIGNAL_ASIDE = SIGNAL_TOPICS + 20, /* from here on no type follows */
    SIGNAL_VAGUE = SIGNAL_ASIDE,
    SIGNAL_KIND_WORD,
    SIGNAL_FLAGS, /* flag.own and all that follow, as RED_ALL */
    SIGNAL_EVENTS = SIGNAL_FLAGS + RED_COUNT, /* event.internet ... */
    SIGNAL_COUNT = SIGNAL_EVENTS + HAPPENED_COUNT
};

/* Names by number, NULL after the last. */
extern const char *const signal_names[SIGNAL_COUNT + 1];

/* -1 when there is none of that name. */
int signal_by_name(struct str name);

#endif
