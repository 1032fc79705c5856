/* SPDX-License-Identifier: MIT
 * happening: the event from the hits, the place from the words. */
#include "classify/happening.h"

#include "base/base.h"
#include "classify/lang.h"

enum { PLACE_LONGEST = 60 /* bytes */ };

#define WORD(literal)                                                          \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    } /* as STR, in a list */

/* A place stands behind one of these, and in English before it. */
static const struct str markers[] = {
    WORD("улица"),   WORD("ул"),       WORD("проспект"),
    WORD("пр"),      WORD("пр-т"),     WORD("переулок"),
    WORD("пер"),     WORD("шоссе"),    WORD("площадь"),
    WORD("пл"),      WORD("бульвар"),  WORD("набережная"),
    WORD("квартал"), WORD("мкр"),      WORD("микрорайон"),
    WORD("жк"),      WORD("посёлок"),  WORD("поселок"),
    WORD("деревня"), WORD("село"),     WORD("снт"),
    WORD("район"),   WORD("город"),    WORD("станция"),
    WORD("метро"),   WORD("street"),   WORD("road"),
    WORD("avenue"),  WORD("lane"),     WORD("square"),
    WORD("station"), WORD("district"), {0}};
/* What each is about; "" says nothing of that. */
static const char *const topics[HAPPENED_COUNT] = {
    [HAPPENED_INTERNET] = "connection", [HAPPENED_MOBILE] = "connection",
    [HAPPENED_TV] = "connection",       [HAPPENED_APP] = "app",
    [HAPPENED_SITE] = "site",           [HAPPENED_CARD] = "card",
    [HAPPENED_FLIGHT] = "flight",
};
static const struct str prepositions[] = {WORD("на"), WORD("в"),  WORD("во"),
                                          WORD("по"), WORD("у"),  WORD("in"),
                                          WORD("at"), WORD("on"), {0}};

static bool is_one_of(struct str word, const struct str *list)
{
    for (; list->n; list++)
        if (str_eq(word, *list))
            return true;
    return false;
}

static bool is_marker(const struct word *w)
{
    return is_one_of(w->form->word, markers) ||
           is_one_of(w->form->lemmas, markers);
}

static bool is_number(const struct word *w)
{
    return w->form->word.n && w->form->word.p[0] >= '0' &&
           w->form->word.p[0] <= '9';
}

/* Has it a capital where it stands in the text, at the head of a sentence
 * too? */
static bool has_capital(const struct findings *f, const struct word *w)
{
    size_t at = f->doc.folded.origin[w->at];
    if (w->name || f->doc.title_words || at >= f->text.n)
        return w->name;
    uint32_t c = str_utf8(f->text, &at);
    return (c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42f) || c == 0x401;
}

/* Is the i-th word where something happens? */
static bool names_place(const struct findings *f, size_t i)
{
    const struct word *w = &f->doc.words[i];
    const struct word *before = i ? w - 1 : NULL;
    const struct word *after = i + 1 < f->doc.n ? w + 1 : NULL;
    bool same = before && before->sentence == w->sentence;
    if (is_marker(w) || is_number(w) || w->form->word.n > PLACE_LONGEST ||
        w->form->word.n < 4)
        return false;
    if (same && is_marker(before))
        return true;
    if (!has_capital(f, w))
        return false;
    return (same && w->name && is_one_of(before->form->word, prepositions) &&
            !w->clause) ||
           (after && after->sentence == w->sentence &&
            (is_number(after) || (is_marker(after) && !before) ||
             is_one_of(after->form->word, markers)));
}

/* What "the same here" is beside anything else. */
static int event_of(const struct hits *h)
{
    int found = HAPPENED_NONE;
    for (size_t i = 0; i < h->n; i++) {
        int s = h->items[i].signal - SIGNAL_EVENTS;
        if (s >= 0 && (found == HAPPENED_NONE || found == HAPPENED_SAME))
            found = s;
    }
    return found;
}

void happening_take(const struct findings *f, struct arena *a,
                    struct verdict *v)
{
    int event = event_of(&f->hits);
    const struct term *t = term_at(TERMS_HAPPENED, event);
    if (!t || lang_is_foreign(v->lang))
        return;
    v->event = str_of(t->id);
    struct str topic = str_of(topics[event]);
    if (topic.n && v->type == TYPE_BROKEN) /* so all of an incident agree */
        v->topic = topic;
    for (size_t i = 0; i < f->doc.n; i++)
        if (names_place(f, i)) {
            v->place = str_dup(a, f->doc.words[i].form->word);
            return;
        }
}
