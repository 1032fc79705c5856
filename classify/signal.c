/* SPDX-License-Identifier: MIT
 * signal: the list of names. */
#include "classify/signal.h"

#define AS_FLAG(name, id, ...) [SIGNAL_FLAGS + RED_##name] = "flag." id,

#define AS_EVENT(name, id, ...) [SIGNAL_EVENTS + HAPPENED_##name] = "event." id,

const char *const signal_names[SIGNAL_COUNT + 1] = {
    [SIGNAL_BROKEN] = "broken",
    [SIGNAL_OVERCHARGED] = "overcharged",
    [SIGNAL_OFFENDED] = "offended",
    [SIGNAL_PRAISE] = "praise",
    [SIGNAL_QUESTION] = "question",
    [SIGNAL_GENERAL] = "general",
    [SIGNAL_ANGER] = "anger",
    [SIGNAL_BAD] = "bad",
    [SIGNAL_GOOD] = "good",
    [SIGNAL_PLURAL] = "plural",
    [SIGNAL_COMPARE] = "compare",
    [SIGNAL_ADVERT] = "advert",
    [SIGNAL_NEWS] = "news",
    [SIGNAL_OTHER] = "other",
    [SIGNAL_REQUEST] = "request",
    [SIGNAL_THANKS] = "thanks",
    [SIGNAL_STAFF] = "staff",
    [SIGNAL_FACT_DATE] = "fact.date",
    [SIGNAL_FACT_SUM] = "fact.sum",
    [SIGNAL_FACT_PLACE] = "fact.place",
    [SIGNAL_FACT_NAME] = "fact.name",
    [SIGNAL_FACT_DOCUMENT] = "fact.document",
    [SIGNAL_FACT_ORDER] = "fact.order",
    [SIGNAL_IRONY] = "irony",
    [SIGNAL_HYPOTHETICAL] = "hypothetical",
    [SIGNAL_SOLVED] = "solved",
    [SIGNAL_SELF] = "self",
    [SIGNAL_PERSON] = "person",
    [SIGNAL_IF] = "if",
    [SIGNAL_SAID] = "said",
    [SIGNAL_SPEECH] = "speech",
    [SIGNAL_BEFORE] = "before",
    [SIGNAL_NOW] = "now",
    [SIGNAL_RIVAL] = "rival",
    [SIGNAL_BLAME] = "blame",
    [SIGNAL_STAFF_SAYS] = "staff-says",
    [SIGNAL_NEWS_GOOD] = "news.good",
    [SIGNAL_NEWS_BAD] = "news.bad",
    [SIGNAL_TOPICS] = "topic.billing",
    "topic.connection",
    "topic.app",
    "topic.staff",
    "topic.branch",
    "topic.card",
    "topic.credit",
    "topic.delivery",
    "topic.product",
    "topic.service",
    "topic.food",
    "topic.room",
    "topic.flight",
    "topic.baggage",
    "topic.refund",
    "topic.phone",
    "topic.site",
    "topic.price",
    "topic.quality",
    "topic.insurance",
    [SIGNAL_VAGUE] = "vague",
    [SIGNAL_KIND_WORD] = "kind-word",
    RED_ALL(AS_FLAG) HAPPENED_ALL(AS_EVENT)};

int signal_by_name(struct str name)
{
    for (int i = 0; i < SIGNAL_COUNT; i++)
        if (str_eqz(name, signal_names[i]))
            return i;
    return -1;
}
