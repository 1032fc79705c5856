/* SPDX-License-Identifier: MIT
 * form: labels, and how far their fields go. */
#include "classify/form.h"

/* Folded words; the last word of a label stands for it. */
static const struct {
    const char *word;
    enum form_part part; /* what follows it */
} LABELS[] = {
    {"достоинства", FORM_PROS},   {"плюсы", FORM_PROS},
    {"преимущества", FORM_PROS},  {"понравилось", FORM_PROS},
    {"pros", FORM_PROS},          {"advantages", FORM_PROS},
    {"likes", FORM_PROS},         {"недостатки", FORM_CONS},
    {"минусы", FORM_CONS},        {"cons", FORM_CONS},
    {"disadvantages", FORM_CONS}, {"dislikes", FORM_CONS},
    {"комментарий", FORM_BODY},   {"отзыв", FORM_BODY},
    {"впечатление", FORM_BODY},   {"впечатления", FORM_BODY},
    {"вывод", FORM_BODY},         {"итог", FORM_BODY},
    {"review", FORM_BODY},        {"comment", FORM_BODY},
    {"summary", FORM_BODY},       {"verdict", FORM_BODY},
};

static struct str word_at(const struct doc *d, size_t i)
{
    return str_part(d->folded.text, d->words[i].at,
                    d->words[i].end - d->words[i].at);
}

static bool begins_line(const struct doc *d, size_t i)
{
    size_t at = d->words[i].at;
    return at == 0 || d->folded.text.p[at - 1] == '\n';
}

/* Index into LABELS, or -1. */
static int label_at(const struct doc *d, size_t i)
{
    struct str t = d->folded.text;
    size_t end = d->words[i].end;
    char sign = end < t.n ? t.p[end] : ' ';
    if (sign != ':' && !(sign == '\n' && begins_line(d, i)))
        return -1;
    for (size_t k = 0; k < sizeof LABELS / sizeof *LABELS; k++)
        if (str_eqz(word_at(d, i), LABELS[k].word))
            return (int)k;
    return -1;
}

/* "не понравилось:" is the other field. */
static bool denied(const struct doc *d, size_t i)
{
    return i && (str_eqz(word_at(d, i - 1), "не") ||
                 str_eqz(word_at(d, i - 1), "not"));
}

/* Does a new line begin before the word that is no item of a list? */
static bool line_ends(const struct doc *d, size_t i)
{
    struct str t = d->folded.text;
    for (size_t k = d->words[i - 1].end; k < d->words[i].at; k++)
        if (t.p[k] == '\n')
            return d->words[i].at == k + 1;
    return false;
}

unsigned char *form_parts(const struct doc *d, struct arena *a)
{
    unsigned char *parts = NULL;
    enum form_part now = FORM_BODY;
    size_t content = 0; /* words of the field so far */
    for (size_t i = 0; i < d->n; i++) {
        int label = label_at(d, i);
        if (label >= 0) {
            if (!parts)
                parts = arena_alloc(a, d->n);
            now = LABELS[label].part;
            if (now == FORM_PROS && denied(d, i))
                now = FORM_CONS;
            content = 0;
            parts[i] = FORM_LABEL;
            continue;
        }
        if (content && now != FORM_BODY && line_ends(d, i))
            now = FORM_BODY;
        content++;
        if (parts)
            parts[i] = (unsigned char)now;
    }
    return parts;
}
