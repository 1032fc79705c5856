/* SPDX-License-Identifier: MIT
 * field: values of fields. */
#include "query/field.h"

#include <string.h>
#include <time.h>

#include "base/terms.h"
#include "base/text.h"
#include "query/text.h"

static struct str fold(struct arena *a, struct str s)
{
    struct folded f;
    text_fold(a, s, &f);
    return str_trim(f.text);
}

/* ---- dates ---- */

/* Digits of a day, a month or a year: "2026-01-31", "2026-01", "2026". */
static bool read_day(struct str s, int64_t *from, int64_t *to)
{
    int64_t part[3] = {0, 1, 1};
    size_t n = 0;
    struct str one;
    while (str_split(&s, '-', &one)) {
        size_t digits = n ? 2 : 4;
        if (n == 3 || one.n != digits || !str_int(one, &part[n++]) ||
            one.p[0] == '-' || one.p[0] == '+')
            return false;
    }
    struct tm tm = {.tm_year = (int)part[0] - 1900,
                    .tm_mon = (int)part[1] - 1,
                    .tm_mday = (int)part[2]};
    struct tm end = tm;
    end.tm_year += n == 1, end.tm_mon += n == 2, end.tm_mday += n == 3;
    *from = timegm(&tm), *to = timegm(&end);
    return n && part[0] >= 1970 && part[1] >= 1 && part[1] <= 12 &&
           tm.tm_mon == part[1] - 1 && tm.tm_mday == part[2];
}

/* ">2026-01", "<=2026-01-31", "2025..2026-03" */
static bool read_dates(struct node *f, struct str s)
{
    int64_t from, to, other;
    bool less = str_starts(s, STR("<")), more = str_starts(s, STR(">"));
    bool same = (less || more) && str_starts(str_from(s, 1), STR("="));
    ptrdiff_t dots = str_find(s, STR(".."));
    f->from = INT64_MIN, f->to = INT64_MAX;
    if (less || more) {
        if (!read_day(str_from(s, same ? 2 : 1), &from, &to))
            return false;
        if (less)
            f->to = same ? to : from;
        else
            f->from = same ? from : to;
        return true;
    }
    if (dots >= 0) {
        struct str first = str_part(s, 0, (size_t)dots);
        struct str last = str_from(s, (size_t)dots + 2);
        return (first.n || last.n) &&
               (!first.n || read_day(first, &f->from, &other)) &&
               (!last.n || read_day(last, &other, &f->to));
    }
    return read_day(s, &f->from, &f->to);
}

/* ---- reading ---- */

/* "broken, praise, ..." */
static struct str all_types(struct arena *a)
{
    struct str all = STR("");
    for (int t = 0; t < TYPE_COUNT; t++)
        all = str_printf(a, STR_FMT "%s%s", STR_ARG(all), t ? ", " : "",
                         type_name((enum mention_type)t));
    return all;
}

/* A host without scheme and path: x.example, *.example. */
static bool read_site(struct lexer *l, struct node *f)
{
    struct str s = f->text;
    for (int i = 0; i < 2; i++) {
        struct str head = i ? STR("http://") : STR("https://");
        if (str_starts(s, head))
            s = str_from(s, head.n);
    }
    if (str_ends(s, STR("/")))
        s.n--;
    if (str_starts(s, STR("www.")))
        s = str_from(s, 4);
    f->text = s;
    return (s.n && str_find_char(s, '/') < 0 && str_find_char(s, ' ') < 0) ||
           lex_wrong(l, f->at, f->n,
                     "behind 'site:' stands the name of a host, as in "
                     "site:forum.example");
}

bool field_read(struct lexer *l, struct node *f, struct str value)
{
    f->text = fold(l->a, value);
    if (!f->text.n)
        return lex_wrong(l, f->at, f->n, "the field looks for nothing");
    switch (f->field) {
    case QUERY_DATE:
        return read_dates(f, f->text) ||
               lex_wrong(l, f->at, f->n,
                         "no date: a day is written 2026-01-31, a month "
                         "2026-01, a year 2026; also >2026-01, <=2026-01-31, "
                         "2025..2026-03");
    case QUERY_TYPE:
        return type_by_name(f->text) != TYPE_NONE ||
               lex_wrong(l, f->at, f->n,
                         "no type '" STR_FMT "'; there is: " STR_FMT,
                         STR_ARG(f->text), STR_ARG(all_types(l->a)));
    case QUERY_SITE:
        return read_site(l, f);
    case QUERY_TAG:
        if (f->text.p[0] == '#')
            f->text = str_from(f->text, 1);
        return f->text.n ||
               lex_wrong(l, f->at, f->n, "the field looks for nothing");
    default:
        return true;
    }
}

/* ---- comparing ---- */

static struct str host_of(struct str url)
{
    ptrdiff_t scheme = str_find(url, STR("://"));
    struct str s = scheme >= 0 ? str_from(url, (size_t)scheme + 3) : url;
    size_t n = 0;
    while (n < s.n && !strchr("/?#", s.p[n]))
        n++;
    s = str_part(s, 0, n);
    ptrdiff_t user = str_find_char(s, '@');
    s = user >= 0 ? str_from(s, (size_t)user + 1) : s;
    ptrdiff_t port = str_find_char(s, ':');
    return port >= 0 ? str_part(s, 0, (size_t)port) : s;
}

/* The host itself, or one below it. */
static bool site_fits(struct str site, struct arena *a, struct str url)
{
    struct str host = fold(a, host_of(url));
    if (str_find_char(site, '*') >= 0)
        return subject_like(host, site);
    return str_eq(host, site) || (host.n > site.n && str_ends(host, site) &&
                                  host.p[host.n - site.n - 1] == '.');
}

static bool in_tag(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* #word, or with "@word" looked for @word, of letters, digits and _. */
static bool tag_fits(struct str tag, struct arena *a, struct str text)
{
    char sign = tag.p[0] == '@' ? '@' : '#';
    struct str s = fold(a, text);
    tag = tag.p[0] == '@' ? str_from(tag, 1) : tag;
    for (size_t i = 0; i + 1 < s.n; i++) {
        size_t end = i + 1;
        if (s.p[i] != sign || (i && in_tag(s, i - 1)))
            continue;
        while (end < s.n && in_tag(s, end))
            end++;
        if (end > i + 1 && subject_like(str_part(s, i + 1, end - i - 1), tag))
            return true;
    }
    return false;
}

/* Whole words of a name, one behind the other: "анна" is in "Анна К.". */
static bool name_fits(struct str wanted, struct arena *a, struct str name)
{
    struct token *w, *t;
    struct str folded = fold(a, name);
    bool star = str_find_char(wanted, '*') >= 0;
    if (star || str_eq(folded, wanted))
        return subject_like(folded, wanted);
    size_t n_wanted = text_tokens(a, wanted, &w);
    size_t n = text_tokens(a, folded, &t);
    for (size_t i = 0; n_wanted && i + n_wanted <= n; i++) {
        size_t k = 0;
        while (k < n_wanted && str_eq(t[i + k].word, w[k].word))
            k++;
        if (k == n_wanted)
            return true;
    }
    return false;
}

bool field_fits(const struct node *f, struct arena *a,
                const struct query_post *p)
{
    switch (f->field) {
    case QUERY_AUTHOR:
        return name_fits(f->text, a, p->author);
    case QUERY_SOURCE:
        return name_fits(f->text, a, p->source);
    case QUERY_BRAND:
        return name_fits(f->text, a, p->brand);
    case QUERY_LANG:
        return str_eq_nocase(p->lang, f->text);
    case QUERY_TYPE:
        return str_eq(p->type, f->text);
    case QUERY_SITE:
        return site_fits(f->text, a, p->url);
    case QUERY_TAG:
        return tag_fits(f->text, a, p->text) || tag_fits(f->text, a, p->title);
    case QUERY_DATE:
        return p->at && p->at >= f->from && p->at < f->to;
    default:
        return false;
    }
}
