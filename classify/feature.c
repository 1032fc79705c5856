/* SPDX-License-Identifier: MIT
 * feature: the numbers a decision is made of. */
#include <math.h>
#include <string.h>

#include "classify/decide.h"

/* After the bias and the signals (but topics), in the order of enum signal. */
enum feature {
    SIGNALS = 1,
    SHORT = SIGNALS + SIGNAL_TOPICS,
    LONG,
    ASKS,
    ASKS_LAST,
    LINK,
    REPOST,
    CONCRETE,
    SEVERAL,
    GENERAL_BARE,
    GENERAL_FACTS,
    PRAISE_PURE,
    QUESTION_PURE,
    NEUTRAL_PURE,
    SILENT,
    FACTS,
    TOP_BROKEN,
    TOP_OVERCHARGED,
    TOP_OFFENDED,
    HEADLINE,
    CUT,
    TOPICS_BAD,
    LISTS,
    IMPERSONAL,
    STAFF_SENTENCES,
    BUT_HARM,
    BUT_MERIT,
    FEATURE_COUNT
};

const char *const feature_names[] = {"bias",
                                     "broken",
                                     "overcharged",
                                     "offended",
                                     "praise",
                                     "question",
                                     "general",
                                     "anger",
                                     "bad",
                                     "good",
                                     "plural",
                                     "compare",
                                     "advert",
                                     "news",
                                     "other",
                                     "request",
                                     "thanks",
                                     "staff",
                                     "fact.date",
                                     "fact.sum",
                                     "fact.place",
                                     "fact.name",
                                     "fact.document",
                                     "fact.order",
                                     "irony",
                                     "hypothetical",
                                     "solved",
                                     "self",
                                     "person",
                                     "if",
                                     "said",
                                     "speech",
                                     "before",
                                     "now",
                                     "rival",
                                     "blame",
                                     "staff-says",
                                     "news.good",
                                     "news.bad",
                                     "short",
                                     "long",
                                     "asks",
                                     "asks-last",
                                     "link",
                                     "repost",
                                     "concrete",
                                     "several",
                                     "general-bare",
                                     "general-facts",
                                     "praise-pure",
                                     "question-pure",
                                     "neutral-pure",
                                     "silent",
                                     "facts",
                                     "top-broken",
                                     "top-overcharged",
                                     "top-offended",
                                     "headline",
                                     "cut",
                                     "topics-bad",
                                     "lists",
                                     "impersonal",
                                     "staff-sentences",
                                     "but-harm",
                                     "but-merit",
                                     NULL};

_Static_assert(sizeof feature_names / sizeof *feature_names ==
                   FEATURE_COUNT + 1,
               "every feature has a name");
_Static_assert((int)FEATURE_COUNT <= (int)FEATURES_MAX,
               "room for every feature");

size_t feature_count(void)
{
    return FEATURE_COUNT;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static void sum_signals(const struct hits *h, double level, double *x)
{
    double sum[SIGNAL_COUNT] = {0};
    for (size_t i = 0; i < h->n; i++)
        sum[h->items[i].signal] += h->items[i].points;
    for (int s = 0; s < SIGNAL_TOPICS; s++)
        if (sum[s] > 0)
            x[SIGNALS + s] = level * (1 - exp(-sum[s] / level));
}

static void text_features(const struct doc *d, double *x)
{
    struct str t = d->folded.text;
    x[SHORT] = exp(-(double)d->n / 10);
    x[LONG] = least((double)d->n, 200) / 100;
    x[ASKS] = least((double)d->questions, 3);
    x[ASKS_LAST] = d->n_sentences && d->sentences[d->n_sentences - 1].question;
    x[LINK] = str_find(t, STR("http")) >= 0 || str_find(t, STR("www.")) >= 0;
    x[REPOST] = str_starts(t, STR("rt @")) || str_starts(t, STR("rt "));
}

/* Numbers of a list, "1." and "2)", and lines that begin with a dash. */
static double list_signs(const struct doc *d)
{
    struct str t = d->folded.text;
    double n = 0;
    for (size_t i = 0; i < d->n; i++) {
        size_t at = d->words[i].at;
        char c = t.p[at], before = at ? t.p[at - 1] : ' ';
        if (c >= '1' && c <= '9' && at + 2 < t.n &&
            (before == ' ' || before == '\n'))
            n += t.p[at + 1] == ')' ||
                 (t.p[at + 1] == '.' && t.p[at + 2] == ' ');
    }
    for (ptrdiff_t at = 0, next;
         (next = str_find(str_from(t, (size_t)at), STR("\n-"))) >= 0;) {
        at += next + 1;
        n += (size_t)at + 2 < t.n;
    }
    return least(n, 4) / 2;
}

static bool is_cut(struct str t)
{
    while (t.n && (t.p[t.n - 1] == ' ' || t.p[t.n - 1] == '\n'))
        t.n--;
    return str_ends(t, STR("...")) || str_ends(t, STR("\xe2\x80\xa6"));
}

/* Different topics that stand in one sentence with something bad. */
static double topics_bad(const struct doc *d, const struct hits *h)
{
    uint64_t seen = 0;
    for (size_t i = 0; i < h->n && d->n; i++) {
        const struct hit *bad = &h->items[i];
        if (bad->signal > SIGNAL_OFFENDED && bad->signal != SIGNAL_BAD)
            continue;
        int sentence = d->words[bad->words.first].sentence;
        for (size_t k = 0; k < h->n; k++)
            if (h->items[k].signal >= SIGNAL_TOPICS &&
                h->items[k].signal < SIGNAL_ASIDE &&
                d->words[h->items[k].words.first].sentence == sentence)
                seen |= 1ULL << (h->items[k].signal - SIGNAL_TOPICS);
    }
    return least(__builtin_popcountll(seen), 5) / 2;
}

/* Sentences in which people of the company speak or refuse. */
static double staff_sentences(const struct doc *d, const struct hits *h)
{
    double n = 0;
    int last = -1;
    for (size_t i = 0; i < h->n && d->n; i++) {
        int sentence = d->words[h->items[i].words.first].sentence;
        if (h->items[i].signal != SIGNAL_STAFF_SAYS || sentence == last)
            continue;
        last = sentence;
        n++;
    }
    return least(n, 4) / 2;
}

static bool turns_between(const struct doc *d, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (d->words[i].form->turn)
            return true;
    return false;
}

/* "Tasty, but the waiter was rude": what stands behind the turn is meant. */
static void turn_features(const struct doc *d, const struct hits *h, double *x)
{
    enum { NEVER = -1, FAR = 40 };
    ptrdiff_t merit = NEVER, harm = NEVER;
    for (size_t i = 0; i < h->n && d->n; i++) {
        int s = h->items[i].signal;
        ptrdiff_t at = h->items[i].words.first;
        bool good = s == SIGNAL_PRAISE || s == SIGNAL_GOOD;
        bool bad = s <= SIGNAL_OFFENDED || s == SIGNAL_BAD;
        ptrdiff_t from = good ? harm : merit;
        if ((!good && !bad) || h->items[i].points < 0.5)
            continue;
        if (from != NEVER && at - from < FAR &&
            turns_between(d, (size_t)from, (size_t)at))
            x[good ? BUT_MERIT : BUT_HARM] = 1;
        *(good ? &merit : &harm) = at;
    }
}

/* Who speaks of what, and how it is laid out. */
static void shape_features(const struct doc *d, const struct hits *h, double *x)
{
    x[HEADLINE] = d->headline;
    x[CUT] = is_cut(d->folded.text);
    x[TOPICS_BAD] = topics_bad(d, h);
    x[LISTS] = list_signs(d);
    x[IMPERSONAL] =
        x[SIGNALS + SIGNAL_PERSON] == 0 && x[SIGNALS + SIGNAL_SELF] == 0;
    x[STAFF_SENTENCES] = staff_sentences(d, h);
    turn_features(d, h, x);
}

/* What went wrong most, of the three concrete kinds. */
static void mark_top(double *x)
{
    int top = -1;
    for (int s = SIGNAL_BROKEN; s <= SIGNAL_OFFENDED; s++)
        if (x[SIGNALS + s] > 0.5 &&
            (top < 0 || x[SIGNALS + s] > x[SIGNALS + top]))
            top = s;
    if (top >= 0)
        x[TOP_BROKEN + top - SIGNAL_BROKEN] = 1;
}

/* What the guide's order of decision asks for. */
static void combinations(double *x)
{
    const double *s = x + SIGNALS;
    double concrete = 0, several = 0;
    for (int i = SIGNAL_BROKEN; i <= SIGNAL_OFFENDED; i++) {
        concrete = s[i] > concrete ? s[i] : concrete;
        several += s[i] >= 1;
    }
    double facts = 0;
    for (int i = SIGNAL_FACT_DATE; i <= SIGNAL_FACT_ORDER; i++)
        facts += s[i];
    double verdict = s[SIGNAL_GENERAL] + s[SIGNAL_ANGER] + s[SIGNAL_BAD];
    double negative = concrete + verdict;
    double merit = s[SIGNAL_PRAISE] + s[SIGNAL_GOOD] + s[SIGNAL_THANKS];
    x[CONCRETE] = concrete;
    x[SEVERAL] = several >= 2 ? several - 1 : 0;
    x[GENERAL_BARE] = verdict * exp(-concrete) / (1 + facts);
    x[GENERAL_FACTS] =
        (s[SIGNAL_GENERAL] + s[SIGNAL_PLURAL] + s[SIGNAL_COMPARE]) * facts /
        (1 + facts);
    x[PRAISE_PURE] = merit * exp(-negative);
    x[QUESTION_PURE] = s[SIGNAL_QUESTION] * exp(-negative);
    x[NEUTRAL_PURE] =
        (s[SIGNAL_ADVERT] + s[SIGNAL_NEWS] + s[SIGNAL_OTHER]) * exp(-negative);
    x[SILENT] = exp(-2 * (negative + merit + s[SIGNAL_QUESTION]));
    x[FACTS] = least(facts, 6) / 2;
}

bool feature_silent(const double x[FEATURES_MAX])
{
    for (int s = 0; s < SIGNAL_TOPICS; s++) {
        bool aside = s == SIGNAL_STAFF || s == SIGNAL_SELF ||
                     (s >= SIGNAL_FACT_DATE && s <= SIGNAL_FACT_ORDER);
        if (!aside && x[SIGNALS + s] > 0)
            return false;
    }
    return true;
}

void feature_take(const struct doc *d, const struct hits *h, double level,
                  double x[FEATURES_MAX])
{
    memset(x, 0, FEATURES_MAX * sizeof *x);
    x[FEATURE_BIAS] = 1;
    sum_signals(h, level, x);
    text_features(d, x);
    mark_top(x);
    combinations(x);
    shape_features(d, h, x);
}
