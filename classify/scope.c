/* SPDX-License-Identifier: MIT
 * scope: which hits count, and for what. */
#include "classify/scope.h"

#include <string.h>

enum {
    STORY = 2,        /* sentences of an own story: no question any more */
    QUOTE_LONG = 2,   /* words in quotation marks that are more than a name */
    SPEECH_MAX = 8,   /* verbs of speech that are looked at */
    SPOKEN_NEAR = 6,  /* words between a verb of speech and its quote */
    BACK = 40,        /* words from `before` to its `now` */
    HEADLINE_MAX = 30 /* words */
};
#define BESIDE_STORY 0.3 /* of a question that a long text asks on its way */
#define BESIDE_MATTER                                                          \
    0.25                  /* of praise for one of ours, when a harm is told    \
                           */
#define HINT          0.3 /* points that say less than a word */
#define CLEAR         1.6 /* points of a word that is hardly wrong */
#define TURNED        0.5 /* of what is good with a rival */
#define IN_A_HEADLINE 0.4 /* of a harm that a headline tells */

#define BIT(s) (1ULL << SIGNAL_##s)
#define HARM                                                                   \
    (BIT(BROKEN) | BIT(OVERCHARGED) | BIT(OFFENDED) | BIT(GENERAL) |           \
     BIT(ANGER) | BIT(BAD) | BIT(PLURAL) | BIT(COMPARE) | BIT(IRONY))
/* Harms with a matter: who says "worst of all banks" means ours as well. */
#define OF_ONE (BIT(BROKEN) | BIT(OVERCHARGED) | BIT(OFFENDED) | BIT(BAD))
#define MERIT  (BIT(PRAISE) | BIT(GOOD) | BIT(THANKS))
#define OPENS                                                                  \
    (BIT(IF) | BIT(SAID) | BIT(BEFORE) | BIT(NOW) | BIT(RIVAL) | BIT(BLAME))

static bool is(const struct hit *h, uint64_t signals)
{
    return h->signal < 64 && (signals >> h->signal & 1);
}

struct scoping {
    struct doc *d;                       /* its words get their marks */
    struct hits *h;                      /* being sorted out */
    unsigned char *parts;                /* of a form, or NULL */
    size_t speech[SPEECH_MAX], n_speech; /* words that tell of speech */
};

static bool clause_begins(const struct doc *d, size_t i)
{
    return i == 0 || d->words[i].sentence != d->words[i - 1].sentence ||
           d->words[i].clause || d->words[i].form->turn;
}

static size_t clause_start(const struct doc *d, size_t i)
{
    while (!clause_begins(d, i))
        i--;
    return i;
}

/* The first word behind the clause. */
static size_t clause_end(const struct doc *d, size_t i)
{
    for (i++; i < d->n && !clause_begins(d, i);)
        i++;
    return i;
}

static void mark(struct doc *d, size_t from, size_t to, unsigned scope)
{
    for (size_t i = from; i < to && i < d->n; i++)
        d->words[i].scope |= (unsigned char)scope;
}

/* From `before` to the clause of the next `now`: it is over. */
static void mark_past(struct scoping *s, size_t k)
{
    const struct hits *h = s->h;
    size_t from = clause_start(s->d, h->items[k].words.first);
    for (size_t j = k + 1; j < h->n; j++) {
        size_t now = h->items[j].words.first;
        if (now > from + BACK)
            return;
        if (!is(&h->items[j], BIT(NOW)))
            continue;
        now = clause_start(s->d, now);
        if (now > from)
            mark(s->d, from, now, SCOPE_MUTE);
        return;
    }
}

static void mark_openers(struct scoping *s)
{
    struct doc *d = s->d;
    for (size_t k = 0; k < s->h->n; k++) {
        const struct hit *h = &s->h->items[k];
        if (h->signal == SIGNAL_SPEECH && s->n_speech < SPEECH_MAX)
            s->speech[s->n_speech++] = h->words.last;
        if (!is(h, OPENS))
            continue;
        size_t first = h->words.first;
        const struct sentence *in = &d->sentences[d->words[first].sentence];
        if (h->signal == SIGNAL_IF)
            mark(d, clause_start(d, first), clause_end(d, h->words.last),
                 SCOPE_MUTE | SCOPE_UNREAL);
        else if (h->signal == SIGNAL_SAID)
            mark(d, first, in->last + 1, SCOPE_MUTE);
        else if (h->signal == SIGNAL_RIVAL)
            mark(d, clause_start(d, first), clause_end(d, h->words.last),
                 SCOPE_TURN);
        else if (h->signal == SIGNAL_BLAME)
            mark(d, in->first, in->last + 1, SCOPE_NO_HARM);
        else if (h->signal == SIGNAL_BEFORE)
            mark_past(s, k);
    }
}

/* The word at or behind a byte of the folded text. */
static size_t word_from(const struct doc *d, size_t at)
{
    size_t lo = 0, hi = d->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (d->words[mid].at >= at)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

/* Lines after '>' are another's, when the author has lines of his own. */
static void mark_quoted_lines(struct doc *d)
{
    struct str t = d->folded.text;
    size_t others = 0, from = 0;
    for (int mark_now = 0; mark_now < 2; mark_now++)
        for (from = 0; from < t.n;) {
            ptrdiff_t feed = str_find_char(str_from(t, from), '\n');
            size_t to = feed < 0 ? t.n : from + (size_t)feed;
            size_t first = word_from(d, from), end = word_from(d, to);
            if (t.p[from] == '>' && mark_now && others < d->n)
                mark(d, first, end, SCOPE_MUTE | SCOPE_OTHERS);
            else if (t.p[from] == '>')
                others += end - first;
            from = to + 1;
        }
}

/* Does somebody else speak near the quote? */
static bool spoken(const struct scoping *s, size_t first, size_t end)
{
    for (size_t k = 0; k < s->n_speech; k++)
        if (s->speech[k] + SPOKEN_NEAR >= first &&
            s->speech[k] <= end + SPOKEN_NEAR)
            return true;
    return false;
}

/* Praise in quotation marks is another's or irony; harm is another's where
 * somebody is told to speak. A text that is one quote is its author's. */
static void mark_quotes(struct scoping *s)
{
    struct doc *d = s->d;
    struct str t = d->folded.text;
    for (size_t at = 0; at < t.n;) {
        ptrdiff_t open = str_find_char(str_from(t, at), '"');
        if (open < 0)
            return;
        size_t from = at + (size_t)open + 1;
        ptrdiff_t close = str_find_char(str_from(t, from), '"');
        if (close < 0)
            return;
        at = from + (size_t)close + 1;
        size_t first = word_from(d, from), end = word_from(d, at - 1);
        if (end - first < QUOTE_LONG || 2 * (end - first) > d->n)
            continue;
        mark(d, first, end,
             spoken(s, first, end) ? SCOPE_MUTE : SCOPE_NO_MERIT);
    }
}

/* Does a word begin as the second one of "forwarded message"? */
static bool tells_of_message(const struct doc *d)
{
    for (size_t i = 0; i < d->n; i++) {
        struct str w = d->words[i].form->word;
        if (w.n && w.p[0] == 'm' ? str_starts(w, STR("message"))
                                 : str_starts(w, STR("сообщени")))
            return true;
    }
    return false;
}

/* What came before the line "forwarded message" is the author's, what comes
 * after it another's: its courtesy is none to us. */
static void mark_forwarded(struct doc *d)
{
    static const char *const heads[] = {"forwarded message", "original message",
                                        "пересланное сообщение",
                                        "пересылаемое сообщение"};
    if (!tells_of_message(d)) /* hardly any text does */
        return;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        ptrdiff_t at = str_find(d->folded.text, str_of(heads[i]));
        if (at < 0)
            continue;
        size_t first = word_from(d, (size_t)at);
        mark(d, first, d->n, first ? SCOPE_MUTE : SCOPE_NO_MERIT);
    }
}

static void mark_form(struct scoping *s)
{
    for (size_t i = 0; s->parts && i < s->d->n; i++) {
        unsigned scope = s->parts[i] == FORM_LABEL  ? SCOPE_LABEL
                         : s->parts[i] == FORM_PROS ? SCOPE_NO_HARM
                         : s->parts[i] == FORM_CONS ? SCOPE_NO_MERIT
                                                    : 0;
        s->d->words[i].scope |= (unsigned char)scope;
    }
}

/* Does the hit stand on labels only? "Недостатки: нет" is more than one. */
static bool only_label(const struct doc *d, const struct hit *h)
{
    for (size_t i = h->words.first; i <= h->words.last; i++)
        if (!(d->words[i].scope & SCOPE_LABEL))
            return false;
    return true;
}

/* A red flag is raised by hearsay too, but not by what another's line says, and
 * life and limb not by what did not happen. */
static bool flag_counts(unsigned scope, int signal)
{
    enum flag asks = red_flag((enum red)(signal - SIGNAL_FLAGS));
    return !(scope & SCOPE_OTHERS) &&
           !(scope & SCOPE_UNREAL && asks == FLAG_LIFE);
}

/* Is it found on the words that name a rival, so said of us: "у Кометы ничего
 * не работает, не то что ..."? */
static bool names_rival(const struct hits *all, const struct hit *h)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i].signal == SIGNAL_RIVAL &&
            all->items[i].words.first == h->words.first &&
            all->items[i].words.last == h->words.last)
            return true;
    return false;
}

/* False when the hit does not count where it stands. */
static bool counts(const struct doc *d, const struct hits *all, struct hit *h)
{
    unsigned scope = d->words[h->words.first].scope;
    bool harm = is(h, HARM);
    if (h->signal >= SIGNAL_EVENTS)
        return !(scope & (SCOPE_MUTE | SCOPE_TURN));
    if (h->signal >= SIGNAL_FLAGS)
        return flag_counts(scope, h->signal);
    if (h->signal == SIGNAL_KIND_WORD)
        return !(scope &
                 (SCOPE_MUTE | SCOPE_LABEL | SCOPE_TURN | SCOPE_NO_MERIT));
    if (!is(h, HARM | MERIT) || !scope)
        return true;
    if (scope & SCOPE_LABEL)
        return !only_label(d, h);
    if ((scope & SCOPE_MUTE) || (harm && (scope & SCOPE_NO_HARM)) ||
        (is(h, MERIT) && (scope & SCOPE_NO_MERIT)))
        return false;
    if (!(scope & SCOPE_TURN) || !is(h, MERIT | OF_ONE) || names_rival(all, h))
        return true;
    h->signal = SIGNAL_COMPARE;
    h->points *= TURNED;
    h->aside = true;
    return !harm;
}

/* Sentences that hold one of these signals. */
static int sentences_with(const struct doc *d, const struct hits *h,
                          uint64_t signals)
{
    int n = 0, last = -1;
    for (size_t i = 0; i < h->n; i++) {
        int sentence = d->words[h->items[i].words.first].sentence;
        if (is(&h->items[i], signals) && h->items[i].points >= HINT &&
            sentence != last) {
            last = sentence;
            n++;
        }
    }
    return n;
}

static void lessen(struct hit *h, double by)
{
    h->points *= by;
    h->aside = true;
}

/* A question that is asked on the way of a long text is seldom its matter:
 * only the last sentence, or one beside no story, asks. */
static void weigh_questions(const struct doc *d, struct hits *h)
{
    bool story =
        sentences_with(d, h, BIT(SELF)) >= STORY ||
        sentences_with(d, h, BIT(BROKEN) | BIT(OVERCHARGED) | BIT(OFFENDED)) >=
            STORY;
    for (size_t i = 0; i < h->n; i++) {
        size_t sentence = (size_t)d->words[h->items[i].words.first].sentence;
        if (h->items[i].signal == SIGNAL_QUESTION && d->n_sentences > 2 &&
            (story || sentence + 1 < d->n_sentences))
            lessen(&h->items[i], BESIDE_STORY);
    }
}

/* Does one of the signals stand there with so many points? */
static bool has(const struct hits *h, uint64_t signals, double least)
{
    for (size_t i = 0; i < h->n; i++)
        if (is(&h->items[i], signals) && h->items[i].points >= least)
            return true;
    return false;
}

/* Does a kind word stand on some of the same words? */
static bool is_kind_word(const struct hits *h, const struct hit *one)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->items[i].signal == SIGNAL_KIND_WORD &&
            h->items[i].words.first <= one->words.last &&
            h->items[i].words.last >= one->words.first)
            return true;
    return false;
}

/* Who praises one of ours and then tells what went wrong, complains: the praise
 * is of a person, the matter is not. */
static void weigh_kind_words(struct hits *h)
{
    if (!has(h, BIT(KIND_WORD), HINT) ||
        !has(h, BIT(BROKEN) | BIT(OVERCHARGED) | BIT(OFFENDED), CLEAR))
        return;
    for (size_t i = 0; i < h->n; i++)
        if (is(&h->items[i], MERIT) && is_kind_word(h, &h->items[i]))
            lessen(&h->items[i], BESIDE_MATTER);
}

/* A report with nobody in it: no person speaks, is spoken to, or is moved. */
static bool is_headline(const struct doc *d, const struct hits *h)
{
    if (d->n > HEADLINE_MAX)
        return false;
    for (size_t i = 0; i < d->n_sentences; i++)
        if (d->sentences[i].question || d->sentences[i].exclaim)
            return false;
    for (size_t i = 0; i < h->n; i++)
        if (is(&h->items[i], BIT(PERSON) | BIT(SELF) | BIT(ANGER) |
                                 BIT(GENERAL) | BIT(REQUEST)))
            return false;
    return str_find(d->folded.text, STR("http")) >= 0;
}

void scope_run(struct doc *d, struct arena *a, struct hits *h)
{
    if (!d->n)
        return;
    struct scoping s = {.d = d, .h = h, .parts = form_parts(d, a)};
    mark_openers(&s);
    mark_form(&s);
    mark_quotes(&s);
    if (d->folded.text.p[0] == '>' || str_find(d->folded.text, STR("\n>")) >= 0)
        mark_quoted_lines(d);
    mark_forwarded(d);
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++)
        if (counts(d, h, &h->items[i]))
            h->items[n++] = h->items[i];
    h->n = n;
    weigh_questions(d, h);
    weigh_kind_words(h);
    d->headline = is_headline(d, h);
    for (size_t i = 0; d->headline && i < h->n; i++)
        if (is(&h->items[i], HARM))
            lessen(&h->items[i], IN_A_HEADLINE);
}
