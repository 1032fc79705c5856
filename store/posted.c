/* SPDX-License-Identifier: MIT
 * posted: where an approved reply stands. */
#include <string.h>

#include "base/ceiling.h"
#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_place) =
    "SELECT coalesce(m.url, ''), coalesce(m.thread, '') FROM cases c"
    " LEFT JOIN mention m ON m.id = c.mention WHERE c.id = $1";
SQL(sql_posted) =
    "UPDATE cases SET posted = $2, posted_by = $3, posted_url = $4,"
    " posted_apart = $5, posted_why = $6, seen = $7"
    " WHERE id = $1 AND status = 'approved' AND posted = 0"
    " RETURNING mention";
SQL(sql_unposted) =
    "UPDATE cases SET " UNPOSTED " WHERE id = $1 AND status = 'approved'"
    " AND posted > 0 AND ended = 0 AND answered = 0 AND NOT EXISTS (SELECT 1"
    " FROM sequel q WHERE q.case_id = cases.id AND q.what = 'answered')"
    " RETURNING mention";
SQL(sql_asked) = "SELECT 1 FROM cases WHERE id = $1 AND asked > 0"
                 " AND posted > 0 AND answered = 0";
SQL(sql_asks) = "UPDATE cases SET asked = $2 WHERE id = $1"
                " AND status = 'approved'";

static struct str after_scheme(struct str url)
{
    return str_starts_nocase(url, STR("https://"))  ? str_from(url, 8)
           : str_starts_nocase(url, STR("http://")) ? str_from(url, 7)
                                                    : (struct str){0};
}

static struct str host_of(struct str url)
{
    struct str rest = after_scheme(url);
    size_t n = 0;
    while (n < rest.n && !strchr("/?#", rest.p[n]))
        n++;
    return str_part(rest, 0, n);
}

/* A host after http:// or https:// and nothing that is no URL: what is kept
 * becomes a link for all who read. */
bool store_is_address(struct str url)
{
    struct str host = host_of(url);
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' ||
            strchr("\"<>\\^`{|}\x7f", url.p[i]))
            return false;
    return url.n <= CEILING_URL && host.n && host.p[0] != '.' &&
           host.p[0] != ':' && str_find_char(host, '@') < 0;
}

/* Without its port and what only says which front of the site it is. */
static struct str site_of(struct str url)
{
    static const struct str fronts[] = {STR("www."), STR("m."), STR("mobile."),
                                        STR("old."), STR("new.")};
    struct str host = host_of(url);
    ptrdiff_t colon = str_find_char(host, ':');
    if (colon >= 0)
        host = str_part(host, 0, (size_t)colon);
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (str_starts_nocase(host, fronts[i]) &&
            str_find_char(str_from(host, fronts[i].n), '.') > 0)
            return str_from(host, fronts[i].n);
    return host;
}

/* The same host, or one under it: blogs beside each other are two sites. */
static bool is_under(struct str host, struct str site)
{
    if (host.n < site.n ||
        !str_starts_nocase(str_from(host, host.n - site.n), site))
        return false;
    return host.n == site.n || host.p[host.n - site.n - 1] == '.';
}

bool store_is_apart(struct str permalink, struct str thread, struct str url)
{
    struct str sites[] = {site_of(permalink), site_of(thread)};
    struct str there = site_of(url);
    bool any = false;
    for (size_t i = 0; i < 2; i++) {
        any |= sites[i].n > 0;
        if (sites[i].n &&
            (is_under(there, sites[i]) || is_under(sites[i], there)))
            return false;
    }
    return any;
}

static bool is_apart(struct db *db, const struct posting *p, bool *apart,
                     struct err *e)
{
    struct stmt *q = db_query(db, sql_place, ARGS(INT(p->case_id)), e);
    int more = -1;
    *apart = false;
    while (q && (more = db_next(q, e)) > 0)
        *apart = store_is_apart(db_peek(q, 0), db_peek(q, 1), p->url);
    return more == 0;
}

/* A reply that asks for details stands there now: its author is waited for. */
static bool wait_for_author(struct store *s, const struct posting *p,
                            struct err *e)
{
    int64_t asks;
    bool done;
    struct act act = {.case_id = p->case_id, .who = p->who, .now = p->now};
    int there = db_run_int(s->db, sql_asked, ARGS(INT(p->case_id)), &asks, e);
    return there >= 0 && (!there || pause_begin(s, &act, STR(""), 0, &done, e));
}

static bool post(struct db *db, const struct posting *p, struct err *e)
{
    bool apart, seen = str_eq(p->who, CRAWLER);
    struct str why = str_trim(p->why);
    struct event ev = {.at = p->now,
                       .case_id = p->case_id,
                       .who = p->who,
                       .what = "posted",
                       .facts = {{"url", p->url}}};
    if (!is_apart(db, p, &apart, e))
        return false;
    if (apart)
        ev.facts[1] = (struct event_fact){"reason", why};
    else
        why = (struct str){0};
    if (apart && !why.n)
        return err_set(e, "that is another site than where it was said: the "
                          "reply stands there for a reason only");
    int moved = db_run_int(db, sql_posted,
                           ARGS(INT(p->case_id), INT(p->now), TEXT(p->who),
                                TEXT(p->url), INT(apart), TEXT(why),
                                INT(seen ? p->now : 0)),
                           &ev.mention, e);
    if (moved == 0 && seen)
        return true; /* a person was quicker than the crawler */
    if (moved == 0)
        return err_set(e, "case %ld is not approved, or posted already",
                       (long)p->case_id);
    return moved > 0 && event_add(db, &ev, e);
}

bool store_case_posted(struct store *s, const struct posting *p, struct err *e)
{
    if (!store_is_address(p->url))
        return err_set(e, "where the reply stands is told by an address that "
                          "begins with http:// or https://");
    return store_begin(s, e) &&
           store_end(s, post(s->db, p, e) && wait_for_author(s, p, e), e);
}

static bool unpost(struct store *s, struct event *ev, struct err *e)
{
    bool done;
    struct act act = {.case_id = ev->case_id, .who = ev->who, .now = ev->at};
    int moved = db_run_int(s->db, sql_unposted, ARGS(INT(ev->case_id)),
                           &ev->mention, e);
    if (moved == 0)
        return err_set(e,
                       "case %ld is not posted, has ended, or was answered "
                       "already",
                       (long)ev->case_id);
    return moved > 0 && event_add(s->db, ev, e) &&
           pause_end(s, &act, STR(""), &done, e);
}

bool store_case_unposted(struct store *s, int64_t case_id, struct str who,
                         struct str reason, int64_t now, struct err *e)
{
    struct event ev = {.at = now,
                       .case_id = case_id,
                       .who = who,
                       .what = "unposted",
                       .facts = {{"reason", reason}}};
    if (!str_trim(reason).n)
        return err_set(e, "what was marked as posted is taken back with a "
                          "reason only");
    return store_begin(s, e) && store_end(s, unpost(s, &ev, e), e);
}

bool store_case_asks(struct store *s, int64_t case_id, int64_t now,
                     struct err *e)
{
    return db_run(s->db, sql_asks, ARGS(INT(case_id), INT(now)), e);
}
