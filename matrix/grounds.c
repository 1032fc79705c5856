/* SPDX-License-Identifier: MIT
 * matrix: sums, days and numbers of a reply beside those that were told. */
#include "matrix/grounds.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "matrix/internal.h"

static size_t digits(struct str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && ascii_digit(s.p[at + n]))
        n++;
    return n;
}

/* Length of what may stand inside one number: a blank, a comma, a stop. */
static size_t inside(struct str s, size_t at)
{
    if (str_starts(str_from(s, at), STR("\u00a0")))
        return 2;
    return at < s.n && (s.p[at] == ' ' || s.p[at] == ',' || s.p[at] == '.');
}

/* The text with its numbers in one piece: "5 475,50 or 12" as "547550 or 12".
 * Thousands and hundredths are joined. */
static struct str joined(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t gap = n && ascii_digit(out[n - 1]) ? inside(s, i) : 0;
        size_t more = gap ? digits(s, i + gap) : 0;
        bool thousands = more == 3;
        bool part = more == 2 && s.p[i] != ' ' && gap == 1;
        if (thousands || part)
            i += gap;
        out[n++] = s.p[i++];
    }
    out[n] = '\0';
    return (struct str){out, n};
}

/* The first number of joined text from *at on. */
static bool next_number(struct str s, size_t *at, struct str *number)
{
    while (*at < s.n && !ascii_digit(s.p[*at]))
        ++*at;
    *number = str_part(s, *at, digits(s, *at));
    *at += number->n;
    return number->n > 0;
}

/* Does every number of the words stand in the joined text? */
static bool numbers_stand(struct arena *a, struct str words, struct str hay)
{
    struct str needle = joined(a, words), x, y;
    for (size_t i = 0; next_number(needle, &i, &x);) {
        bool found = false;
        for (size_t k = 0; !found && next_number(hay, &k, &y);)
            found = str_eq(x, y);
        if (!found)
            return false;
    }
    return true;
}

static bool same_date(struct str x, struct str y, int64_t today)
{
    int64_t a, b;
    if (!day_read(x, today, today, &a) || !day_read(y, today, today, &b))
        return false;
    struct calendar c = calendar_of(a), d = calendar_of(b);
    return c.day == d.day && c.month == d.month;
}

struct looking {
    const struct matrix_reply *reply;
    struct arena *a;
    struct str told;      /* all that may be said */
    struct str joined;    /* the same, each number in one piece */
    struct fact *days[2]; /* n_days of the mention, and of the register: each
                             is read up to a ceiling of its own */
    size_t n_days[2];
};

static bool stands(const struct looking *l, const struct fact *f)
{
    if (f->kind != FACT_DAY)
        return numbers_stand(l->a, f->words, l->joined);
    int64_t today = l->reply->now / DAY;
    for (int of = 0; of < 2; of++)
        for (size_t i = 0; i < l->n_days[of]; i++)
            if (l->days[of][i].kind == FACT_DAY &&
                same_date(f->words, l->days[of][i].words, today))
                return true;
    return str_find(l->told, f->words) >= 0;
}

/* Two patterns may see the same words. */
static bool is_seen(const struct fact *rows, size_t n, const struct fact *f)
{
    for (size_t i = 0; i < n; i++)
        if (f->start < rows[i].end && rows[i].start < f->end)
            return true;
    return false;
}

size_t grounds_lacking(const struct matrix *m, struct arena *a,
                       const struct matrix_reply *reply, struct fact **rows)
{
    struct looking l = {.reply = reply, .a = a};
    size_t n = 0;
    if (!reply->mention.n)
        return 0;
    l.told = str_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(reply->mention),
                        STR_ARG(reply->known));
    l.joined = joined(a, l.told);
    l.n_days[0] =
        matrix_facts(m, a, reply->mention, reply->lang, TYPE_NONE, &l.days[0]);
    l.n_days[1] =
        matrix_facts(m, a, reply->known, reply->lang, TYPE_NONE, &l.days[1]);
    size_t all = matrix_facts(m, a, reply->text, reply->lang, TYPE_NONE, rows);
    for (size_t i = 0; i < all; i++) {
        const struct fact *f = &(*rows)[i];
        bool looked_at = f->kind == FACT_SUM || f->kind == FACT_DAY ||
                         f->kind == FACT_FLIGHT || f->kind == FACT_NUMBER;
        if (looked_at && !is_seen(*rows, n, f) && !stands(&l, f))
            (*rows)[n++] = *f;
    }
    return n;
}
