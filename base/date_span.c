/* SPDX-License-Identifier: MIT
 * date_span: how long ago: "2 ч. 21 мин. назад", "полтора года назад", "half
 * an hour ago", "vor 3 Stunden", "на прошлой неделе", "3 hrs". */
#include "base/date_day.h"

enum {
    HOUR = 3600,
    WEEK = 7 * DAY,
    MONTH = 30 * DAY,
    MOST = 1000000, /* units */
    FEW = 5,        /* "a few minutes" may be as many */
    WORDS_BESIDE = 8
};

static bool is_letter(const struct date_token *t)
{
    return strlen(t->word) == 1 ||
           (strlen(t->word) == 2 && (t->word[0] & 0x80));
}

static bool add(struct date_span *s, const struct date_meaning *unit,
                int64_t thousandths)
{
    if (thousandths < 0 || thousandths > MOST * (int64_t)1000)
        return false;
    if (unit->months)
        s->months += thousandths * unit->months / 1000;
    else
        s->seconds += thousandths * unit->unit / 1000;
    if (unit->months == 1 && thousandths % 1000)
        s->seconds += thousandths % 1000 * MONTH / 1000;
    if (!s->unit)
        s->unit = thousandths == 500 ? unit->unit / 2 : unit->unit;
    return true;
}

/* "2" or "1,5" that ends before token k, in thousandths. */
static int64_t fraction_before(const struct parse *p, size_t k, size_t *at)
{
    bool fraction = k > 2 && p->tokens[k - 1].digits == 1 &&
                    p->tokens[k - 1].glued &&
                    (is_sign(p, k - 2, '.') || is_sign(p, k - 2, ',')) &&
                    is_number(p, k - 3, 1, 3) && p->tokens[k - 2].glued;
    if (!fraction)
        return number(p, k - 1) * 1000;
    *at = k - 3;
    return number(p, k - 3) * 1000 + number(p, k - 1) * 100;
}

/* The amount that ends before token i in thousandths, *at its first token; 0
 * when there is none: "2", "1,5", "a few", "2 and a half", "2 с половиной". */
static int64_t amount_before(const struct parse *p, size_t i, size_t *at)
{
    size_t k = i;
    int64_t half = 0;
    if (k && is_word(p, k - 1, "of"))
        k--; /* a couple of hours */
    if (k > 1 && says(p, k - 2, SAYS_HALF) &&
        (is_word(p, k - 1, "an") || is_word(p, k - 1, "a"))) {
        *at = k - 2; /* half an hour */
        return 500;
    }
    if (k > 1 && says(p, k - 1, SAYS_HALF)) { /* 2 and a half, 2 с половиной */
        half = 500;
        k--;
        while (k && (is_word(p, k - 1, "a") || is_word(p, k - 1, "and") ||
                     is_word(p, k - 1, "с")))
            k--;
    }
    if (k > 1 && is_sign(p, k - 1, '+') && is_number(p, k - 2, 1, 6))
        k--; /* 30+ days */
    if (k && is_number(p, k - 1, 1, 6)) {
        *at = k - 1;
        return fraction_before(p, k, at) + half;
    }
    if (!k || !p->meaning[k - 1].amount)
        return 0;
    int64_t amount = p->meaning[k - 1].amount + half;
    k--;
    if (k && (is_word(p, k - 1, "a") || is_word(p, k - 1, "the")))
        k--; /* a few */
    *at = k;
    return amount;
}

static bool is_joint(const struct parse *p, size_t i)
{
    if (i && is_number(p, i - 1, 1, 6) && p->tokens[i].glued)
        return is_sign(p, i, '.') || is_sign(p, i, ','); /* "2y" are years */
    return is_sign(p, i, '.') || is_sign(p, i, ',') || is_word(p, i, "и") ||
           is_word(p, i, "and") || is_word(p, i, "y");
}

/* Amounts and units that end before token end: "2 ч. 21 мин." */
static bool amounts_before(const struct parse *p, size_t end, bool ukrainian,
                           struct date_span *s)
{
    size_t i = end;
    int64_t smallest = 0, half = 0;
    if (i > 3 && says(p, i - 1, SAYS_HALF) && is_word(p, i - 2, "a") &&
        is_word(p, i - 3, "and")) {
        half = 500; /* an hour and a half */
        i -= 3;
    }
    while (i) {
        size_t k = i;
        while (k && is_joint(p, k - 1))
            k--;
        struct date_meaning unit = {0};
        if (k)
            unit = p->meaning[k - 1];
        if (ukrainian && k && is_word(p, k - 1, "год"))
            unit = (struct date_meaning){.unit = HOUR};
        if (!unit.unit || unit.unit <= smallest)
            break;
        size_t at = k - 1;
        int64_t amount = unit.amount;
        if (!amount)
            amount = amount_before(p, k - 1, &at);
        bool alone = !amount;
        if (alone && (smallest || is_letter(&p->tokens[k - 1])))
            break;
        if (is_sign(p, at - 1, '-') && p->tokens[at].glued)
            return false; /* -2 days */
        if (!add(s, &unit, (alone ? 1000 : amount) + half))
            return false;
        if (says(p, k - 2, SAYS_FEW))
            s->unit = FEW * unit.unit;
        smallest = unit.unit;
        half = 0;
        s->at = i = at;
        if (alone)
            break;
    }
    return smallest > 0;
}

/* "vor 3 Stunden", "il y a 2 jours": the unit stands behind. */
static bool amounts_behind(const struct parse *p, size_t at,
                           struct date_span *s)
{
    for (size_t i = at + 1; i < p->n && i < at + 6; i++) {
        if (!p->meaning[i].unit || !amounts_before(p, i + 1, false, s))
            continue;
        s->at = at;
        s->end = i + 1;
        return true;
    }
    return false;
}

bool date_span_find(const struct parse *p, struct date_span *out)
{
    for (size_t i = 0; i < p->n; i++) {
        struct date_span s = {.end = i + 1};
        bool ago = says(p, i, SAYS_AGO) &&
                   amounts_before(p, i, is_word(p, i, "тому"), &s);
        if (!ago && says(p, i, SAYS_BEFORE))
            ago = amounts_behind(p, i, &s);
        if (!ago || date_near(p, s.at) == NEAR_OTHER ||
            date_in_prose(p, s.at, s.end, WORDS_BESIDE))
            continue;
        *out = s;
        return true;
    }
    return false;
}

/* "на прошлой неделе", "last month", "this week" */
static bool last_unit(const struct parse *p, struct date_span *out)
{
    for (size_t i = 0; i + 1 < p->n; i++) {
        const struct date_meaning *unit = &p->meaning[i + 1];
        bool last = says(p, i, SAYS_LAST), now = says(p, i, SAYS_THIS);
        if (!(last || now) || unit->unit < WEEK)
            continue;
        if (!date_only_fill(p, 0, i) || !date_only_fill(p, i + 2, p->n) ||
            (i && is_word(p, i - 1, "за")))
            return false;
        *out = (struct date_span){.at = i, .end = i + 2, .unit = unit->unit};
        return !last || add(out, unit, 1000);
    }
    return false;
}

/* "3 hrs", "2d", "12 мин", "1 дн.": the whole text. Letters alone are litres
 * and metres as well, unless they are days or hours; years and months need
 * an abbreviation, for "5 лет" is an age. */
static bool bare_amount(const struct parse *p, struct date_span *out)
{
    size_t i = 0;
    while (i < p->n && p->tokens[i].kind == DATE_SIGN && !is_sign(p, i, '-') &&
           !is_sign(p, i, '+'))
        i++;
    if (!is_number(p, i, 1, 3) || i + 1 >= p->n)
        return false;
    const struct date_meaning *unit = &p->meaning[i + 1];
    const struct date_token *word = &p->tokens[i + 1];
    bool latin = !(word->word[0] & 0x80), letter = is_letter(word);
    bool hours = unit->unit == HOUR || unit->unit == DAY || unit->unit == WEEK;
    if (!unit->unit || !date_only_fill(p, i + 2, p->n))
        return false;
    if (letter && !hours && !(word->glued && (latin || unit->unit == 60)))
        return false;
    bool short_latin = latin && strlen(word->word) <= 3;
    if (unit->months && !short_latin && !is_word(p, i + 1, "мес"))
        return false;
    *out = (struct date_span){.at = i, .end = p->n};
    return add(out, unit, number(p, i) * 1000);
}

bool date_span_whole(const struct parse *p, struct date_span *out)
{
    return last_unit(p, out) || bare_amount(p, out);
}
