/* SPDX-License-Identifier: MIT
 * date_iso: ISO 8601 cut short. Such figures are dates only where nothing else
 * can stand, as in the date of a feed's entry. */
#include "base/ascii.h"
#include "base/date_day.h"

/* How a form is written: Y M D figures of year, month and day, N of the day of
 * the year; the longest unit it is good to. */
static const struct {
    const char *form;
    int64_t unit;
} FORMS[] = {
    {"YYYY", 365 * (int64_t)DAY},
    {"YYYY-MM", 30 * (int64_t)DAY},
    {"YYYY-NNN", DAY},
    {"YYYYNNN", DAY},
    {"YY-MM-DD", DAY},
    {"YYMMDD", DAY},
    {"-YY-MM", 30 * (int64_t)DAY},
    {"-YYMM", 30 * (int64_t)DAY},
    {"YY-NNN", DAY},
    {"YYNNN", DAY},
};

/* The figures of the text that stand under `letter`; 0 none. */
static int under(struct str text, const char *form, char letter, int *digits)
{
    int v = 0;
    *digits = 0;
    for (size_t i = 0; i < text.n; i++)
        if (form[i] == letter) {
            v = v * 10 + (text.p[i] - '0');
            ++*digits;
        }
    return v;
}

static bool fits(struct str text, const char *form)
{
    if (strlen(form) != text.n)
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (form[i] == '-' ? text.p[i] != '-' : !ascii_digit(text.p[i]))
            return false;
    return true;
}

static bool read_form(struct str text, const char *form, struct calendar *out)
{
    int digits, named;
    int year = under(text, form, 'Y', &digits);
    int day_of_year = under(text, form, 'N', &named);
    if (digits == 2)
        year += year < 70 ? 2000 : 1900;
    struct calendar c = {year, under(text, form, 'M', &digits),
                         under(text, form, 'D', &digits)};
    if (!c.month)
        c.month = strchr(form, 'M') ? 0 : 1;
    if (!c.day)
        c.day = strchr(form, 'D') ? 0 : 1;
    if (!calendar_valid(c) || (named && (day_of_year < 1 || day_of_year > 366)))
        return false;
    *out = named ? calendar_of(calendar_days(c) + day_of_year - 1) : c;
    return true;
}

bool date_iso_short(struct str text, struct calendar *out, int64_t *unit)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (!fits(text, FORMS[i].form))
            continue;
        *unit = FORMS[i].unit;
        return read_form(text, FORMS[i].form, out);
    }
    return false;
}
