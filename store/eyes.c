/* SPDX-License-Identifier: MIT
 * eyes: whose words a reply holds, and who may approve them. The triggers of
 * store/sql/018_eyes.sql say the same for every connection. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

SQL(sql_eyes) = "SELECT coalesce((SELECT eyes FROM policy WHERE id = 1), 0)";
SQL(sql_put) = "INSERT INTO policy (id, eyes) VALUES (1, $1)"
               " ON CONFLICT (id) DO UPDATE SET eyes = excluded.eyes";
SQL(sql_words) = "SELECT text, CASE author WHEN '' THEN who ELSE author END"
                 " FROM draft WHERE mention = $1 ORDER BY id";
SQL(sql_draft) =
    "INSERT INTO draft (mention, who, at, text, case_id, author) SELECT $1, $2,"
    " $3, $4, (SELECT case_id FROM case_mention WHERE mention = $1),"
    " CASE $5 WHEN $2 THEN '' ELSE $5 END"
    " WHERE $4 <> coalesce((SELECT text FROM draft WHERE mention "
    "= $1"
    " AND (who = 'matrix') = ($2 = 'matrix') ORDER BY id DESC LIMIT 1), '')";
/* Word for word as the trigger cases_eyes has it. */
SQL(sql_others) =
    "SELECT count(*) FROM users WHERE state = 'active' AND role NOT IN"
    " ('monitor', 'analyst', 'director', 'assignee') AND login <> $1";

SQL(sql_signature) = "SELECT signature FROM users WHERE login = $1";

bool store_eyes(struct store *s, int64_t *eyes, struct err *e)
{
    return db_run_int(s->db, sql_eyes, NO_ARGS, eyes, e) > 0;
}

static bool put(struct db *db, int64_t eyes, struct str who, int64_t now,
                struct err *e)
{
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)eyes);
    struct event ev = {.at = now,
                       .who = who,
                       .what = "eyes",
                       .facts = {{"eyes", str_of(number)}}};
    return db_run(db, sql_put, ARGS(INT(eyes)), e) && event_add(db, &ev, e);
}

bool store_eyes_put(struct store *s, int64_t eyes, struct str who, int64_t now,
                    struct err *e)
{
    int64_t is;
    if (!store_eyes(s, &is, e))
        return false;
    return is == eyes || (store_begin(s, e) &&
                          store_end(s, put(s->db, eyes, who, now, e), e));
}

static bool author_of(struct db *db, int64_t mention, struct str text,
                      struct arena *a, struct str *author, struct err *e)
{
    struct stmt *q = db_query(db, sql_words, ARGS(INT(mention)), e);
    int more = -1;
    *author = (struct str){0};
    while (q && (more = db_next(q, e)) > 0)
        if (!author->n && str_eq(str_trim(db_peek(q, 0)), str_trim(text)))
            *author = db_str(q, 1, a);
    return more == 0;
}

static bool draft_by(struct db *db, const struct act *act, struct str text,
                     struct str author, struct err *e)
{
    return db_run(db, sql_draft,
                  ARGS(INT(act->mention), TEXT(act->who), INT(act->now),
                       TEXT(text), TEXT(author)),
                  e);
}

bool case_draft(struct db *db, const struct act *act, struct str text,
                struct err *e)
{
    struct arena a = {0};
    struct str author = {0};
    bool ok = str_eq(act->who, MATRIX) ||
              author_of(db, act->mention, text, &a, &author, e);
    ok = ok && draft_by(db, act, text, author, e);
    arena_clear(&a);
    return ok;
}

static bool others(struct db *db, struct str login, bool *are, struct err *e)
{
    int64_t n = 0;
    bool ok = db_run_int(db, sql_others, ARGS(TEXT(login)), &n, e) > 0;
    *are = n > 0;
    return ok;
}

static bool wants(struct store *s, const struct wording *w, struct arena *a,
                  bool *needs, struct err *e)
{
    struct str author, login = life_login(w->who);
    int64_t eyes;
    *needs = false;
    if (!store_eyes(s, &eyes, e) ||
        !author_of(s->db, w->mention, w->text, a, &author, e))
        return false;
    if (author.n && !str_eq(life_login(author), login))
        return true;
    *needs = eyes == 2;
    return eyes != 0 || others(s->db, login, needs, e);
}

bool store_wants_eyes(struct store *s, const struct wording *w, bool *needs,
                      struct err *e)
{
    struct arena a = {0};
    bool ok = wants(s, w, &a, needs, e);
    arena_clear(&a);
    return ok;
}

static bool settled_as(struct store *s, const struct wording *w,
                       struct str settled, int64_t now, struct err *e)
{
    struct arena a = {0};
    struct act act = {.mention = w->mention, .who = w->who, .now = now};
    struct str author;
    bool ok = author_of(s->db, w->mention, w->text, &a, &author, e) &&
              draft_by(s->db, &act, settled, author, e);
    arena_clear(&a);
    return ok;
}

bool store_draft_settled(struct store *s, const struct wording *w,
                         struct str settled, int64_t now, struct err *e)
{
    return store_begin(s, e) &&
           store_end(s, settled_as(s, w, settled, now, e), e);
}

bool store_signature(struct store *s, struct arena *a, const struct wording *w,
                     struct str *signature, struct err *e)
{
    struct str author;
    *signature = (struct str){0};
    if (!author_of(s->db, w->mention, w->text, a, &author, e))
        return false;
    struct str who = author.n && !str_eq(author, MATRIX) ? author : w->who;
    struct stmt *q =
        db_query(s->db, sql_signature, ARGS(TEXT(life_login(who))), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        *signature = db_str(q, 0, a);
    return more == 0;
}
