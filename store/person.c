/* SPDX-License-Identifier: MIT
 * person: where somebody stands, column by column. */
#include "store/bar.h"
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
        OR INCIDENT("closed_why")
#define TOLD                                                                   \
    PLACE("outbox", "body", "0", "0", "0", "at")                               \
    OR PLACE("event", "detail", "id", "mention", "case_id", "at")
SQL(sql_places) = SAID OR WORKED OR WRITTEN OR TOLD;

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
        if (!bar_stands(of, &each, p.text))
            continue;
        p.table = db_str(q, 0, &each), p.column = db_str(q, 1, &each);
        p.text = db_str(q, 6, &each);
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
