/* SPDX-License-Identifier: MIT
 * person: where somebody stands, column by column. */
#include "base/ascii.h"
#include "store/erase.h"
#include "store/internal.h"

#define PLACE(table, column, id, mention, case_id, at)                         \
    "SELECT '" table "', '" column "', " id ", " mention ", " case_id ", " at  \
    ", " column " FROM " table " WHERE " column " <> ''"
#define OR              " UNION ALL "
#define MENTION(column) PLACE("mention", column, "id", "id", "0", "collected")
#define CASES(column)                                                          \
    PLACE("cases", column, "id", "coalesce(mention, 0)", "id", "opened")
#define HISTORY(column)                                                        \
    PLACE("history", column, "id", "mention", "0", "replaced")
#define TASK(column)      PLACE("task", column, "id", "0", "case_id", "at")
#define PROMISE(column)   PLACE("promise", column, "id", "0", "case_id", "at")
#define SEQUEL(column)    PLACE("sequel", column, "id", "0", "case_id", "at")
#define STATEMENT(column) PLACE("statement_text", column, "id", "0", "0", "at")
#define INCIDENT(column)  PLACE("incident", column, "id", "0", "0", "opened")
#define PROPOSAL(column)  PLACE("proposal", column, "id", "0", "0", "at")
#define VIEW(column)      PLACE("saved_view", column, "id", "0", "0", "at")
#define DRAFT(column)                                                          \
    PLACE("draft", column, "id", "coalesce(mention, 0)",                       \
          "coalesce(case_id, 0)", "at")
#define OF_MENTION(table, column, id)                                          \
    PLACE(table, column, id, "mention", "0", "at")
#define SAID                                                                   \
    MENTION("author")                                                          \
    OR MENTION("author_url") OR MENTION("title") OR MENTION("text")            \
        OR MENTION("url") OR MENTION("thread_title") OR MENTION("thread")      \
            OR MENTION("reply_to") OR MENTION("key1") OR HISTORY("title")      \
                OR HISTORY("text") OR SEQUEL("author") OR SEQUEL("url")        \
                    OR SEQUEL("text")                                          \
                        OR OF_MENTION("spot", "author", "mention")             \
                            OR OF_MENTION("label", "text", "id")
#define WORKED                                                                 \
    CASES("author")                                                            \
    OR CASES("text") OR CASES("topic") OR CASES("expected") OR CASES("reason") \
        OR CASES("result") OR CASES("checked") OR CASES("ended_why")           \
            OR CASES("found") OR CASES("their_side") OR CASES("our_side")      \
                OR CASES("posted_why") OR CASES("asleep_why")                  \
                    OR PLACE("case_note", "text", "id", "0", "case_id", "at")  \
                        OR TASK("what") OR TASK("result") OR PROMISE("what")   \
                            OR PROMISE("to_whom") OR PROMISE("result")
#define WRITTEN                                                                \
    DRAFT("text")                                                              \
    OR STATEMENT("title") OR STATEMENT("text") OR INCIDENT("truth")            \
        OR INCIDENT("closed_why") OR INCIDENT("thread")                        \
            OR OF_MENTION("spot", "thread", "mention") OR PROPOSAL("what")     \
                OR PROPOSAL("reason") OR VIEW("name") OR VIEW("query")
#define TOLD                                                                   \
    PLACE("outbox", "body", "0", "0", "0", "at")                               \
    OR PLACE("event", "detail", "id", "mention", "case_id", "at")
SQL(sql_places) = SAID OR WORKED OR WRITTEN OR TOLD;

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
static bool is_named(struct str column)
{
    static const char *const NAMED[] = {"author", "author_url", "url",
                                        "thread", "reply_to",   "key1"};
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        if (str_eqz(column, NAMED[i]))
            return true;
    return false;
}

bool person_places(struct db *db, const struct bar *of, person_fn *row,
                   void *ctx, struct err *e)
{
    struct arena each = {0};
    int more = -1;
    struct stmt *q = db_query(db, sql_places, NO_ARGS, e);
    while (q && (more = db_next(q, e)) > 0) {
        struct person_place p = {.id = db_int(q, 2),
                                 .mention = db_int(q, 3),
                                 .case_id = db_int(q, 4),
                                 .at = db_int(q, 5),
                                 .text = db_peek(q, 6)};
        arena_clear(&each);
        if (str_eqz(db_peek(q, 1), "query"))
            p.text = decoded(&each, p.text);
        if (!(is_named(db_peek(q, 1)) ? bar_names : bar_stands)(of, &each,
                                                                p.text))
            continue;
        p.table = db_str(q, 0, &each), p.column = db_str(q, 1, &each);
        p.text = str_dup(&each, p.text);
        if (!row(ctx, &p, e)) {
            db_stop(q);
            break;
        }
    }
    arena_clear(&each);
    return more == 0;
}

static bool find(struct store *s, struct str who, bool whole_words,
                 person_fn *row, void *ctx, struct err *e)
{
    struct arena a = {0};
    struct bar of;
    if (!str_trim(who).n)
        return err_set(e, "nobody is looked for");
    bar_want(&of, &a, who);
    of.whole_words = whole_words;
    bool ok = person_places(s->db, &of, row, ctx, e);
    arena_clear(&a);
    return ok;
}

bool store_person_find(struct store *s, struct str who, person_fn *row,
                       void *ctx, struct err *e)
{
    return find(s, who, false, row, ctx, e);
}

bool store_person_erasable(struct store *s, struct str who, person_fn *row,
                           void *ctx, struct err *e)
{
    return find(s, who, true, row, ctx, e);
}
