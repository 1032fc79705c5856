/* SPDX-License-Identifier: MIT
 * table_row: one row of a table as an element. */
#include "crawler/markup/table_row.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/date.h"
#include "base/text.h"
#include "crawler/markup/legal.h"

enum { FAULTS_MOST = 1000 };

void table_tree_init(struct table_tree *t, struct arena *a)
{
    *t = (struct table_tree){.a = a, .doc = xmlNewDoc((xmlChar *)"1.0")};
    t->doc->dict = xmlDictCreate();
    xmlDocSetRootElement(t->doc,
                         xmlNewDocNode(t->doc, NULL, (xmlChar *)"table", NULL));
}

static xmlNode *element(struct table_tree *t, const char *name, int line)
{
    char number[16];
    xmlNode *n = xmlNewDocNode(t->doc, NULL, (const xmlChar *)name, NULL);
    snprintf(number, sizeof number, "%d", line);
    xmlNewProp(n, (const xmlChar *)"line", (const xmlChar *)number);
    return n;
}

void table_fault(struct table_tree *t, int line, const char *why)
{
    if (t->faults++ >= FAULTS_MOST)
        return;
    xmlNode *n = element(t, "fault", line);
    legal_put(n, str_of(why));
    xmlAddChild(xmlDocGetRootElement(t->doc), n);
}

bool table_says(const char *const *fields, size_t n)
{
    static const char *const SAYING[] = {"text", "pros", "cons", "rating",
                                         NULL};
    for (size_t i = 0; i < n; i++)
        for (const char *const *f = SAYING; *f; f++)
            if (strcmp(fields[i], *f) == 0)
                return true;
    return false;
}

/* The column with that field; n when there is none. */
static size_t column(const struct table_row *r, const char *field)
{
    size_t i = 0;
    while (i < r->n && strcmp(r->fields[i], field) != 0)
        i++;
    return i;
}

static struct str value(const struct table_row *r, const char *field)
{
    size_t i = column(r, field);
    struct str v = i < r->n ? str_trim(r->values[i]) : (struct str){0};
    bool nothing = str_eqz(v, "null") || str_eqz(v, "NULL") ||
                   str_eqz(v, "-") || str_eqz(v, "N/A");
    return nothing ? (struct str){0} : v;
}

/* A number as tables write it: "45604,5". */
static bool plain_number(struct table_tree *t, struct str s, double *out)
{
    return str_num(str_replaced(t->a, s, STR(","), STR(".")), out);
}

/* A time of its own column: "5:39", or .2354 of a day. */
static struct str as_time(struct table_tree *t, struct str s)
{
    enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60 };
    double part;
    if (!plain_number(t, s, &part) || part < 0 || part >= 1)
        return s;
    int at = (int)(part * DAY_S + .5);
    return str_printf(t->a, "%02d:%02d:%02d", at / HOUR_S,
                      at / MINUTE_S % MINUTE_S, at % MINUTE_S);
}

/* Only as good as it is: our own rows say that of how many seconds. */
static struct str within(struct table_tree *t, struct str date,
                         struct str precision)
{
    enum { DAY = 10, MINUTES = 16, SECONDS = 19, MINUTE_S = 60, DAY_S = 86400 };
    int64_t p;
    if (!str_int(precision, &p) || date.n < SECONDS || date.p[DAY] != 'T')
        return date;
    if (p >= DAY_S)
        return str_part(date, 0, DAY);
    if (p < MINUTE_S)
        return date;
    return str_printf(t->a, STR_FMT STR_FMT,
                      STR_ARG(str_part(date, 0, MINUTES)),
                      STR_ARG(str_from(date, SECONDS)));
}

static void put_date(struct table_tree *t, xmlNode *to,
                     const struct table_row *r)
{
    struct str date = date_serial(t->a, value(r, "date")),
               time = value(r, "time");
    date = within(t, date, value(r, "precision"));
    if (date.n && time.n)
        date = str_printf(t->a, STR_FMT " " STR_FMT, STR_ARG(date),
                          STR_ARG(as_time(t, time)));
    legal_member(to, "date", date);
}

/* "★★★★☆" and "FOUR" are 4. */
static struct str as_rating(struct table_tree *t, struct str s)
{
    static const char *const WORDS[] = {"ONE", "TWO", "THREE", "FOUR", "FIVE"};
    enum { STAR_BYTES = 3, N_WORDS = 5 };
    int stars = 0;
    for (size_t i = 0; i < N_WORDS; i++)
        if (str_eq_nocase(s, str_of(WORDS[i])))
            return str_printf(t->a, "%zu", i + 1);
    for (struct str rest = s; str_starts(rest, STR("★"));
         rest = str_from(rest, STAR_BYTES))
        stars++;
    return stars ? str_printf(t->a, "%d", stars) : s;
}

/* Our own rows tell shares of one. */
static bool is_own(const struct table_row *r)
{
    bool key = false, published = false;
    for (size_t i = 0; i < r->n; i++) {
        key |= str_eqz(r->names[i], "key1");
        published |= str_eqz(r->names[i], "key2");
    }
    return key && published;
}

/* By the column's own name. */
static struct str value_named(const struct table_row *r, const char *name)
{
    size_t i = 0;
    while (i < r->n && !str_eqz(r->names[i], name))
        i++;
    return i < r->n ? r->values[i] : (struct str){0};
}

static void put_rating(struct table_tree *t, xmlNode *to,
                       const struct table_row *r)
{
    double number;
    struct str rating = as_rating(t, value(r, "rating"));
    struct str best = value(r, "best");
    if (is_own(r))
        best = STR("1");
    else if (!best.n && plain_number(t, rating, &number) && number > t->most)
        t->most = number;
    legal_member(to, "rating", rating);
    if (rating.n)
        legal_member(to, "best", best);
}

/* What was liked, what not, and the rest, as the page had them. */
static struct str whole_text(struct table_tree *t, const struct table_row *r)
{
    static const char *const PARTS[] = {"pros", "cons"};
    struct str text = value(r, "text"), all = {0};
    for (size_t i = 0; i < 2; i++) {
        size_t at = column(r, PARTS[i]);
        struct str part = value(r, PARTS[i]);
        if (part.n)
            all = str_printf(t->a, STR_FMT STR_FMT ": " STR_FMT "\n",
                             STR_ARG(all), STR_ARG(str_trim(r->names[at])),
                             STR_ARG(part));
    }
    return all.n
               ? str_printf(t->a, STR_FMT STR_FMT, STR_ARG(all), STR_ARG(text))
               : text;
}

static bool is_blank(const struct table_row *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (str_trim(r->values[i]).n)
            return false;
    return true;
}

void table_row_put(struct table_tree *t, const struct table_row *r)
{
    static const char *const AS_IT_IS[] = {
        "id",         "author",       "permalink",  "likes",
        "replies",    "reach",        "lang",       "thread",
        "thread_url", "thread_title", "author_url", "reply_to",
        "followers",  "author_posts", "brand",      NULL};
    struct str text = whole_text(t, r), title = value(r, "title");
    if (is_blank(r))
        return;
    if (!text.n && !title.n && !value(r, "rating").n) {
        table_fault(t, r->line, "no text and no rating in this row");
        return;
    }
    xmlNode *row = element(t, "row", r->line);
    legal_member(row, "title", title);
    legal_member(row, "text", text);
    put_date(t, row, r);
    put_rating(t, row, r);
    if (is_own(r))
        legal_member(row, "source", value_named(r, "source"));
    for (const char *const *f = AS_IT_IS; *f; f++)
        legal_member(row, *f, value(r, *f));
    xmlAddChild(xmlDocGetRootElement(t->doc), row);
}

void table_tree_end(struct table_tree *t)
{
    enum { STARS = 5, POINTS = 10, PERCENT = 100 };
    const char *best = t->most <= STARS     ? "5"
                       : t->most <= POINTS  ? "10"
                       : t->most <= PERCENT ? "100"
                                            : NULL;
    enum { MUCH = 1000000 }; /* of what no scale is known */
    char more[80], most[32];
    double high = t->most < MUCH ? t->most : MUCH;
    xmlNode *root = xmlDocGetRootElement(t->doc);
    snprintf(most, sizeof most, "%d", (int)high + (high > (int)high));
    xmlNewProp(root, (const xmlChar *)"most", (const xmlChar *)most);
    if (best)
        xmlNewProp(root, (const xmlChar *)"best", (const xmlChar *)best);
    if (t->faults <= FAULTS_MOST)
        return;
    snprintf(more, sizeof more, "%zu rows more could not be read",
             t->faults - FAULTS_MOST);
    t->faults = 0;
    table_fault(t, 0, more);
}
