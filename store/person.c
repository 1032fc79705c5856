/* SPDX-License-Identifier: MIT
 * person: where somebody stands, column by column. */
#include <string.h>

#include "base/ascii.h"
#include "store/erase.h"
#include "store/internal.h"

/* Each table is read once: its row's id, whose mention and case it is, its
 * moment, then the columns that hold foreign words. */
#define OF(table, id, mention, case_id, at, columns)                           \
    "SELECT ALL " id ", " mention ", " case_id ", " at ", " columns            \
    " FROM " table
enum { BEFORE = 4 /* columns of the place, not of words */ };

SQL(sql_mention) = OF("mention", "id", "id", "0", "collected",
                      "author, author_url, title, text, url, thread_title,"
                      " thread, reply_to, key1");
SQL(sql_history) = OF("history", "id", "mention", "0", "replaced",
                      "title, text");
SQL(sql_sequel) = OF("sequel", "id", "0", "case_id", "at", "author, url, text");
SQL(sql_spot) = OF("spot", "mention", "mention", "0", "at", "author, thread");
SQL(sql_label) = OF("label", "id", "mention", "0", "at", "text");
SQL(sql_cases) =
    OF("cases", "id", "coalesce(mention, 0)", "id", "opened",
       "author, text, topic, expected, reason, result, checked, ended_why,"
       " found, their_side, our_side, posted_why, asleep_why");
SQL(sql_note) = OF("case_note", "id", "0", "case_id", "at", "text");
SQL(sql_task) = OF("task", "id", "0", "case_id", "at", "what, result");
SQL(sql_promise) = OF("promise", "id", "0", "case_id", "at",
                      "what, to_whom, result");
SQL(sql_draft) = OF("draft", "id", "coalesce(mention, 0)",
                    "coalesce(case_id, 0)", "at", "text");
SQL(sql_statement) = OF("statement_text", "id", "0", "0", "at", "title, text");
SQL(sql_incident) = OF("incident", "id", "0", "0", "opened",
                       "truth, closed_why, thread");
SQL(sql_proposal) = OF("proposal", "id", "0", "0", "at", "what, reason");
SQL(sql_view) = OF("saved_view", "id", "0", "0", "at", "name, query");
SQL(sql_map) = OF("table_map", "id", "0", "0", "at", "name, columns");
SQL(sql_outbox) = OF("outbox", "0", "0", "0", "at", "body");
SQL(sql_event) = OF("event", "id", "mention", "case_id", "at", "detail");

static const struct {
    const char *table;
    const char *const *sql;
} tables[] = {{"mention", &sql_mention},
              {"history", &sql_history},
              {"sequel", &sql_sequel},
              {"spot", &sql_spot},
              {"label", &sql_label},
              {"cases", &sql_cases},
              {"case_note", &sql_note},
              {"task", &sql_task},
              {"promise", &sql_promise},
              {"draft", &sql_draft},
              {"statement_text", &sql_statement},
              {"incident", &sql_incident},
              {"proposal", &sql_proposal},
              {"saved_view", &sql_view},
              {"table_map", &sql_map},
              {"outbox", &sql_outbox},
              {"event", &sql_event}};

/* A query of the queue's address as it reads it. */
static struct str decoded(struct arena *a, struct str query)
{
    char *out = arena_alloc(a, query.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < query.n; i++) {
        int high = i + 2 < query.n ? ascii_hex(query.p[i + 1]) : -1;
        int low = high >= 0 ? ascii_hex(query.p[i + 2]) : -1;
        bool escaped = query.p[i] == '%' && low >= 0;
        out[n++] = escaped ? (char)(high * 16 + low)
                           : (char)(query.p[i] == '+' ? ' ' : query.p[i]);
        i += escaped ? 2 : 0;
    }
    return (struct str){out, n};
}

/* What stands in that column names somebody, or an address. */
static bool is_named(const char *column)
{
    static const char *const NAMED[] = {"author", "author_url", "url",
                                        "thread", "reply_to",   "key1"};
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        if (strcmp(column, NAMED[i]) == 0)
            return true;
    return false;
}

/* Looking for somebody. */
struct looking {
    const struct bar *part, *alone; /* him as a part of a text, and alone */
    person_fn *row;
    void *ctx;
    struct arena each; /* of one row */
};

static bool look_at(struct looking *l, struct stmt *q, const char *table,
                    struct err *e)
{
    struct column c;
    struct person_place p = {.table = str_of(table),
                             .id = db_int(q, 0),
                             .mention = db_int(q, 1),
                             .case_id = db_int(q, 2),
                             .at = db_int(q, 3)};
    for (int i = BEFORE; db_about(q, i, &c); i++) {
        p.text = db_peek(q, i);
        if (!p.text.n)
            continue;
        arena_reset(&l->each);
        if (strcmp(c.name, "query") == 0)
            p.text = decoded(&l->each, p.text);
        bool (*stands)(const struct bar *, struct arena *, struct str) =
            is_named(c.name) ? bar_names : bar_stands;
        if (!stands(l->part, &l->each, p.text))
            continue;
        p.erasable = stands(l->alone, &l->each, p.text);
        p.column = str_dup(&l->each, str_of(c.name));
        p.text = str_dup(&l->each, p.text);
        if (!l->row(l->ctx, &p, e))
            return false;
    }
    return true;
}

static bool look_through(struct looking *l, struct db *db, const char *sql,
                         const char *table, struct err *e)
{
    struct stmt *q = db_query(db, sql, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        if (!look_at(l, q, table, e)) {
            db_stop(q);
            return false;
        }
    return more == 0;
}

bool person_places(struct db *db, struct str who, person_fn *row, void *ctx,
                   struct err *e)
{
    struct arena a = {0};
    struct bar part, alone;
    struct looking l = {.part = &part, .alone = &alone, .row = row, .ctx = ctx};
    bool ok = true;
    bar_want(&part, &a, who);
    alone = part;
    alone.whole_words = true;
    for (size_t i = 0; ok && i < sizeof tables / sizeof *tables; i++)
        ok = look_through(&l, db, *tables[i].sql, tables[i].table, e);
    arena_clear(&l.each);
    arena_clear(&a);
    return ok;
}

bool store_person_find(struct store *s, struct str who, person_fn *row,
                       void *ctx, struct err *e)
{
    if (!str_trim(who).n)
        return err_set(e, "nobody is looked for");
    return person_places(s->db, who, row, ctx, e);
}
