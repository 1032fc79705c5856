/* SPDX-License-Identifier: MIT
 * source: what is visited, how often, how it has been going, and what people
 * said of it. */
#include "base/terms.h"
#include "store/internal.h"

#define COLUMNS                                                                \
    "id, name, kind, url, every, next_visit, last_visit, health, cause, "      \
    "fails, posts_total, posts_median, state, wish, pace, rate, span, hint"

SQL(sql_put) =
    "INSERT INTO source (name, kind, url, every) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (name) DO UPDATE SET kind = excluded.kind,"
    " url = excluded.url, every = CASE WHEN excluded.every > 0"
    " THEN excluded.every ELSE source.every END RETURNING " COLUMNS;
SQL(sql_save) =
    "UPDATE source SET next_visit = $2, last_visit = $3, health = $4,"
    " cause = $5, fails = $6, posts_total = $7, posts_median = $8,"
    " every = $9, pace = $10, rate = $11, span = $12, hint = $13"
    " WHERE id = $1 RETURNING id";
SQL(sql_rename) = "UPDATE source SET name = $2 WHERE id = $1";
/* Notes of a source have its name as their key, those of its threads behind
 * the colon of their scope. */
SQL(sql_rename_notes) =
    "UPDATE note SET key = $2 WHERE key = $1 AND scope IN ('fields',"
    " 'moving', 'quiet', 'reading', 'warm') AND NOT EXISTS (SELECT 1"
    " FROM note n WHERE n.scope = note.scope AND n.key = $2)";
SQL(sql_rename_threads) =
    "UPDATE note SET scope = 'thread:' || $2 WHERE scope = 'thread:' || $1"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.scope = 'thread:' || $2"
    " AND n.key = note.key)";
/* That of a mailbox has "NAME URL". */
SQL(sql_rename_mail) =
    "UPDATE note SET key = $2 || substr(key, length($1) + 1)"
    " WHERE scope = 'mailbox' AND substr(key, 1, length($1) + 1) = $1 || ' '"
    " AND NOT EXISTS (SELECT 1 FROM note n WHERE n.scope = note.scope"
    " AND n.key = $2 || substr(note.key, length($1) + 1))";
SQL(sql_all) = "SELECT " COLUMNS " FROM source ORDER BY id";

static void read_row(struct stmt *q, struct arena *a, struct source_row *row)
{
    row->id = db_int(q, 0);
    row->name = db_str(q, 1, a);
    row->kind = db_str(q, 2, a);
    row->url = db_str(q, 3, a);
    row->every = db_int(q, 4);
    row->next_visit = db_int(q, 5);
    row->last_visit = db_int(q, 6);
    row->health = db_str(q, 7, a);
    row->cause = db_str(q, 8, a);
    row->fails = db_int(q, 9);
    row->posts_total = db_int(q, 10);
    row->posts_median = db_int(q, 11);
    row->state = db_str(q, 12, a);
    row->wish = db_int(q, 13);
    row->pace = db_str(q, 14, a);
    row->rate = db_int(q, 15);
    row->span = db_int(q, 16);
    row->hint = db_int(q, 17);
}

static bool put(struct store *s, struct arena *a, struct source_row *row,
                struct err *e)
{
    struct stmt *q = db_query(
        s->db, sql_put,
        ARGS(TEXT(row->name), TEXT(row->kind), TEXT(row->url), INT(row->every)),
        e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0)
        read_row(q, a, row);
    return more == 0;
}

bool store_source_put(struct store *s, struct arena *a, struct source_row *row,
                      struct err *e)
{
    return store_begin(s, e) && store_end(s, put(s, a, row, e), e);
}

bool store_source_rename(struct store *s, int64_t id, struct str from,
                         struct str to, struct err *e)
{
    if (!store_begin(s, e))
        return false;
    bool ok =
        db_run(s->db, sql_rename, ARGS(INT(id), TEXT(to)), e) &&
        db_run(s->db, sql_rename_notes, ARGS(TEXT(from), TEXT(to)), e) &&
        db_run(s->db, sql_rename_threads, ARGS(TEXT(from), TEXT(to)), e) &&
        db_run(s->db, sql_rename_mail, ARGS(TEXT(from), TEXT(to)), e);
    return store_end(s, ok, e);
}

bool store_source_save(struct store *s, const struct source_row *row,
                       struct err *e)
{
    int64_t id;
    int found = db_run_int(
        s->db, sql_save,
        ARGS(INT(row->id), INT(row->next_visit), INT(row->last_visit),
             TEXT(row->health), TEXT(row->cause), INT(row->fails),
             INT(row->posts_total), INT(row->posts_median), INT(row->every),
             TEXT(row->pace), INT(row->rate), INT(row->span), INT(row->hint)),
        &id, e);
    if (found == 0)
        return err_set(e, "source %ld is not in the store", (long)row->id);
    return found > 0;
}

bool store_sources(struct store *s, struct arena *a, struct source_row **rows,
                   size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_all, NO_ARGS, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_row(q, a, &(*rows)[(*n)++]);
    }
    return more == 0;
}

bool store_source_counts(const struct source_row *row)
{
    return !row->state.n || str_eqz(row->state, "held");
}

static int64_t clamp(int64_t n, int64_t least, int64_t most)
{
    return n < least ? least : n > most ? most : n;
}

int64_t store_source_interval(const struct source_row *row)
{
    enum { DAY_S = 86400 };
    int64_t every = row->every > 0 ? row->every : 1, wait = every;
    int64_t most = every > DAY_S ? every : DAY_S;
    if (row->span && row->fails * (row->span / 2) < DAY_S)
        most = clamp(row->span / 2, every, most);
    for (int64_t i = 0; i < row->fails && wait < most; i++)
        wait *= 2;
    return wait < most ? wait : most;
}

int64_t store_source_silent(int64_t every)
{
    enum { UNKNOWN_S = 86400 };
    return every > 0 ? WATCH_MISSED * every : UNKNOWN_S;
}

bool store_source_is_blind(const struct source_row *row, int64_t now)
{
    return health_is_blind(health_by_name(row->health)) || row->fails > 0 ||
           row->state.n || row->last_visit <= 0 || row->last_visit > now ||
           now - row->last_visit > store_source_silent(row->every);
}

/* ---- what people say of it ---- */

static const struct {
    const char *name;  /* as typed */
    const char *state; /* that it brings */
    const char *event; /* that it is */
} ORDERS[] = {
    [SOURCE_HOLD] = {"hold", "held", "source-held"},
    [SOURCE_RESUME] = {"resume", "", "source-resumed"},
    [SOURCE_VISIT] = {"visit", NULL, "source-asked"},
    [SOURCE_REMOVE] = {"remove", "removed", "source-removed"},
};

SQL(sql_state) = "UPDATE source SET state = $2 WHERE name = $1"
                 " AND state NOT IN ('unlisted', 'given') RETURNING id";
SQL(sql_wish) = "UPDATE source SET wish = $2 WHERE name = $1"
                " AND state NOT IN ('unlisted', 'given') RETURNING id";
SQL(sql_asked) = "SELECT count(*) FROM source WHERE wish > 0 AND state = ''";
SQL(sql_answer) = "UPDATE source SET wish = 0 WHERE id = $1 AND wish = $2";
SQL(sql_list) = "UPDATE source SET state = '' WHERE id = $1"
                " AND state IN ('unlisted', 'given')";
SQL(sql_unlist) = "UPDATE source SET state = 'unlisted' WHERE id = $1"
                  " AND state IN ('', 'held')";

SQL(sql_given) = "UPDATE source SET state = 'given' WHERE id = $1";
SQL(sql_got) = "UPDATE source SET last_visit = $2, posts_total = posts_total +"
               " $3 WHERE id = $1 AND state = 'given'";

bool store_source_given(struct store *s, int64_t id, struct err *e)
{
    return db_run(s->db, sql_given, ARGS(INT(id)), e);
}

bool store_source_got(struct store *s, int64_t id, int64_t posts, int64_t now,
                      struct err *e)
{
    return db_run(s->db, sql_got, ARGS(INT(id), INT(now), INT(posts)), e);
}

const char *source_order_name(int order)
{
    return order >= 0 && order < SOURCE_ORDERS ? ORDERS[order].name : NULL;
}

static bool give_order(struct store *s, struct str name,
                       enum source_order order, struct event_note *n,
                       bool *found, struct err *e)
{
    int64_t id;
    const char *state = ORDERS[order].state;
    int got = state ? db_run_int(s->db, sql_state,
                                 ARGS(TEXT(name), TEXT(str_of(state))), &id, e)
                    : db_run_int(s->db, sql_wish, ARGS(TEXT(name), INT(n->at)),
                                 &id, e);
    *found = got > 0;
    return got == 0 || (got > 0 && store_event_note(s, n, e));
}

bool store_source_order(struct store *s, struct str name,
                        enum source_order order, struct str who, int64_t now,
                        bool *found, struct err *e)
{
    struct event_note n = {
        .at = now, .what = ORDERS[order].event, .who = who, .about = name};
    return store_begin(s, e) &&
           store_end(s, give_order(s, name, order, &n, found, e), e);
}

bool store_source_asked(struct store *s, bool *asked, struct err *e)
{
    int64_t n = 0;
    bool ok = db_run_int(s->db, sql_asked, NO_ARGS, &n, e) >= 0;
    *asked = n > 0;
    return ok;
}

bool store_source_answer(struct store *s, const struct source_row *row,
                         struct err *e)
{
    return db_run(s->db, sql_answer, ARGS(INT(row->id), INT(row->wish)), e);
}

bool store_source_list(struct store *s, int64_t source, bool listed,
                       struct err *e)
{
    return db_run(s->db, listed ? sql_list : sql_unlist, ARGS(INT(source)), e);
}
