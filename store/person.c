/* SPDX-License-Identifier: MIT
 * person: where somebody stands, column by column. */
#include "base/ascii.h"
#include "base/text.h"
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
#define TASK(column)    PLACE("task", column, "id", "0", "case_id", "at")
#define PROMISE(column) PLACE("promise", column, "id", "0", "case_id", "at")
#define SEQUEL(column)  PLACE("sequel", column, "id", "0", "case_id", "at")
#define STATEMENT(column)                                                      \
    PLACE("statement_text", column, "statement", "0", "0", "at")
#define INCIDENT(column) PLACE("incident", column, "id", "0", "0", "opened")
#define DRAFT(column)                                                          \
    PLACE("draft", column, "id", "coalesce(mention, 0)",                       \
          "coalesce(case_id, 0)", "at")
#define OF_MENTION(table, column, id)                                          \
    PLACE(table, column, id, "mention", "0", "at")
#define SAID                                                                   \
    MENTION("author")                                                          \
    OR MENTION("author_url") OR MENTION("title") OR MENTION("text")            \
        OR MENTION("url") OR MENTION("thread_title") OR HISTORY("title")       \
            OR HISTORY("text") OR SEQUEL("author") OR SEQUEL("url")            \
                OR SEQUEL("text") OR OF_MENTION("spot", "author", "mention")   \
                    OR OF_MENTION("label", "text", "id")
#define WORKED                                                                 \
    CASES("author")                                                            \
    OR CASES("text") OR CASES("topic") OR CASES("expected") OR CASES("reason") \
        OR CASES("result") OR CASES("checked") OR CASES("ended_why")           \
            OR CASES("posted_why") OR CASES("asleep_why")                      \
                OR PLACE("case_note", "text", "id", "0", "case_id", "at")      \
                    OR TASK("what") OR TASK("result") OR PROMISE("what")       \
                        OR PROMISE("to_whom") OR PROMISE("result")
#define WRITTEN                                                                \
    DRAFT("text")                                                              \
    OR STATEMENT("title") OR STATEMENT("text") OR INCIDENT("truth")            \
        OR INCIDENT("closed_why")
#define TOLD                                                                   \
    PLACE("outbox", "body", "0", "0", "0", "at")                               \
    OR PLACE("event", "detail", "id", "mention", "case_id", "at")
SQL(sql_places) = SAID OR WORKED OR WRITTEN OR TOLD;

enum { DIGITS_LEAST = 7, DIGITS_MOST = 10 };

/* Who is looked for, as texts are compared with it. */
struct wanted {
    struct str folded; /* in the arena */
    struct str digits; /* of a telephone number; "" it is none */
};

static bool is_between_digits(char c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '+' || c == '.';
}

/* Digits that only blanks and signs of a number part become one run. */
static struct str closed_up(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!is_between_digits(s.p[i]))
            out[n++] = s.p[i];
    return (struct str){out, n};
}

static void want(struct wanted *w, struct arena *a, struct str who)
{
    struct folded f;
    text_fold(a, str_trim(who), &f);
    struct str digits = closed_up(a, f.text);
    *w = (struct wanted){.folded = f.text, .digits = digits};
    for (size_t i = 0; i < digits.n; i++)
        if (!ascii_digit(digits.p[i]))
            w->digits.n = 0;
    if (w->digits.n < DIGITS_LEAST)
        w->digits.n = 0;
    if (w->digits.n > DIGITS_MOST)
        w->digits = str_from(w->digits, w->digits.n - DIGITS_MOST);
}

static bool stands(const struct wanted *w, struct arena *a, struct str text)
{
    struct folded f;
    text_fold(a, text, &f);
    return str_find(f.text, w->folded) >= 0 ||
           (w->digits.n && str_find(closed_up(a, f.text), w->digits) >= 0);
}

bool store_person_find(struct store *s, struct str who, person_fn *row,
                       void *ctx, struct err *e)
{
    struct arena own = {0}, each = {0};
    struct wanted w;
    int more = -1;
    if (!str_trim(who).n)
        return err_set(e, "nobody is looked for");
    want(&w, &own, who);
    struct stmt *q = db_query(s->db, sql_places, NO_ARGS, e);
    while (q && (more = db_next(q, e)) > 0) {
        struct person_place p = {.id = db_int(q, 2),
                                 .mention = db_int(q, 3),
                                 .case_id = db_int(q, 4),
                                 .at = db_int(q, 5),
                                 .text = db_peek(q, 6)};
        arena_clear(&each);
        if (!stands(&w, &each, p.text))
            continue;
        p.table = db_str(q, 0, &each), p.column = db_str(q, 1, &each);
        p.text = db_str(q, 6, &each);
        if (!row(ctx, &p, e)) {
            db_stop(q);
            break;
        }
    }
    arena_clear(&each);
    arena_clear(&own);
    return more == 0;
}
