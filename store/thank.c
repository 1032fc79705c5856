/* SPDX-License-Identifier: MIT
 * thank: thanks are passed on, and counted. */
#include <stdlib.h>

#include "base/calendar.h"
#include "base/date.h"
#include "register/register.h"
#include "store/event.h"
#include "store/internal.h"

enum { DAY_S = 86400 };

/* Praise, or words of praise beside a matter (R35). */
SQL(sql_praises) = "SELECT mention FROM verdict WHERE mention = $1"
                   " AND (type = 'praise' OR second = 'praise'"
                   " OR ($2 = 1"
                   " AND evidence LIKE '%\"signal\":\"praise\"%'))";
SQL(sql_user) = "SELECT id FROM users WHERE login = $1 AND state = 'active'";
SQL(sql_thank) = "INSERT INTO thanks (mention, login, at, who)"
                 " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id";
SQL(sql_case) = "SELECT coalesce(max(case_id), 0) FROM case_mention"
                " WHERE mention = $1";
SQL(sql_of) = "SELECT login FROM thanks WHERE mention = $1 ORDER BY id";
SQL(sql_all) = "SELECT t.login, CASE WHEN m.published > 0 THEN m.published"
               " ELSE m.collected END FROM thanks t JOIN mention m"
               " ON m.id = t.mention WHERE t.at >= $1 ORDER BY t.login";

static bool may(struct db *db, const struct thanks_act *t, struct err *e)
{
    int64_t id;
    if (!t->who.n || str_eq(life_login(t->who), t->login))
        return err_set(e, "thanks are passed on by somebody else");
    int is = db_run_int(db, sql_praises, ARGS(INT(t->mention), INT(t->seen)),
                        &id, e);
    if (is == 0)
        return err_set(e, "mention %ld is no praise", (long)t->mention);
    int known =
        is > 0 ? db_run_int(db, sql_user, ARGS(TEXT(t->login)), &id, e) : -1;
    return known > 0 ||
           (known == 0 &&
            err_set(e, "there is no user '" STR_FMT "'", STR_ARG(t->login)));
}

static bool thank(struct db *db, const struct thanks_act *t, struct err *e)
{
    int64_t id;
    struct event ev = {.at = t->now,
                       .mention = t->mention,
                       .who = t->who,
                       .what = "thanked",
                       .facts = {{"assignee", t->login}}};
    if (!may(db, t, e))
        return false;
    int put = db_run_int(
        db, sql_thank,
        ARGS(INT(t->mention), TEXT(t->login), INT(t->now), TEXT(t->who)), &id,
        e);
    if (put == 0)
        return err_set(e, "mention %ld was passed on to " STR_FMT " already",
                       (long)t->mention, STR_ARG(t->login));
    return put > 0 &&
           db_run_int(db, sql_case, ARGS(INT(t->mention)), &ev.case_id, e) >
               0 &&
           event_add(db, &ev, e);
}

bool store_thank(struct store *s, const struct thanks_act *t, struct err *e)
{
    return store_begin(s, e) && store_end(s, thank(s->db, t, e), e);
}

bool store_thanked(struct store *s, struct arena *a, int64_t mention,
                   struct str *logins, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_of, ARGS(INT(mention)), e);
    int more = -1;
    *logins = STR("");
    while (q && (more = db_next(q, e)) > 0)
        *logins = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(*logins),
                             logins->n ? " " : "", STR_ARG(db_peek(q, 0)));
    return more == 0;
}

static int64_t year_of(const struct zone *z, int64_t at)
{
    return calendar_of((at + zone_offset(z, at)) / DAY_S).year;
}

static int by_year(const void *a, const void *b)
{
    const struct thanks_year *x = a, *y = b;
    if (x->year != y->year)
        return x->year < y->year ? 1 : -1;
    return x->n != y->n ? (x->n < y->n ? 1 : -1) : str_cmp(x->login, y->login);
}

/* A day before that year begins, wherever it does. */
static int64_t before_year(int64_t year)
{
    const struct calendar c = {.year = (int)year, .month = 1, .day = 1};
    return year ? (calendar_days(c) - 1) * DAY_S : 0;
}

bool store_thanks(struct store *s, struct arena *a,
                  const struct thanks_wish *wish, struct thanks_year **rows,
                  size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q =
        db_query(s->db, sql_all, ARGS(INT(before_year(wish->since))), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        int64_t year = year_of(wish->zone, db_int(q, 1));
        if (year < wish->since)
            continue;
        size_t i = *n;
        while (i > 0 && !((*rows)[i - 1].year == year &&
                          str_eq((*rows)[i - 1].login, db_peek(q, 0))))
            i--;
        if (!i) {
            *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
            (*rows)[(*n)++] = (struct thanks_year){db_str(q, 0, a), year, 0};
            i = *n;
        }
        (*rows)[i - 1].n++;
    }
    if (*n)
        qsort(*rows, *n, sizeof **rows, by_year);
    return more == 0;
}
