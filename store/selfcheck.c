/* SPDX-License-Identifier: MIT
 * selfcheck: answers, and what the register counts. */
#include "base/json_read.h"
#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/read_sql.h"
#include "store/unit.h"

enum { DAY_S = 86400 };

/* By the index event_selfcheck, newest first. */
SQL(sql_answers) = "SELECT at, who, detail FROM event"
                   " WHERE what = 'self-check' ORDER BY id DESC";
#define HOW_MANY(what)                                                         \
    ", CAST(coalesce(sum(CASE WHEN " what " THEN 1 ELSE 0 END), 0) AS BIGINT)"
/* By the key of case_unit, which holds all that is asked. */
SQL(sql_open) = "SELECT count(*)" HOW_MANY(UNIT_HAS(UNIT_GIVEN)) HOW_MANY(
    UNIT_HAS(UNIT_STILL) " OR at >= $2") " FROM case_unit WHERE done = 0"
                                         " AND own = 1 AND ($1 = ''"
                                         " OR unit = $1)";
SQL(sql_closed_of) = "SELECT count(*)" HOW_MANY(UNIT_HAS(UNIT_CHECKED))
    HOW_MANY(UNIT_HAS(
        UNIT_CAUSE)) " FROM case_unit WHERE done = 1 AND unit = $1 AND "
                     "at >= $2 AND own = 1"
                     " AND " UNIT_HAS(UNIT_CLOSED) " AND NOT " UNIT_HAS(
                         UNIT_TAKEN);
/* By the index cases_closed, so too. */
SQL(sql_closed) = "SELECT count(*)" HOW_MANY("checked <> ''")
    HOW_MANY("cause <> ''") " FROM cases WHERE ended > 0 AND state = 'closed'"
                            " AND ended >= $1 AND merged_into IS NULL";
SQL(sql_promises) = "SELECT count(*)" HOW_MANY(
    "p.state = 'kept'") " FROM promise p JOIN cases c ON c.id = p.case_id LEFT "
                        "JOIN decision d"
                        " ON d.mention = c.mention WHERE ($1 = '' OR $1 "
                        "= " READ_UNIT ")"
                        " AND p.state IN ('kept', 'broken') AND p.settled >= "
                        "$2";

bool store_selfcheck_answer(struct store *s, const struct selfcheck_answer *row,
                            struct err *e)
{
    const char *const *is = selfcheck_answers;
    struct event ev = {.at = row->at,
                       .who = row->who,
                       .what = "self-check",
                       .facts = {{"department", row->department},
                                 {"question", row->question},
                                 {"answer", row->answer},
                                 {"text", str_trim(row->words)}}};
    while (*is && !str_eqz(row->answer, *is))
        is++;
    if (!*is || !row->who.n || !row->question.n)
        return err_set(e, "a question is answered by somebody, with yes, "
                          "partly or no");
    return store_begin(s, e) && store_end(s, event_add(s->db, &ev, e), e);
}

const struct selfcheck_answer *
selfcheck_answer_of(const struct selfcheck_answer *rows, size_t n,
                    struct str department, struct str question)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].department, department) &&
            str_eq(rows[i].question, question))
            return &rows[i];
    return NULL;
}

static struct selfcheck_answer read_row(struct stmt *q, struct arena *a)
{
    struct json_object *o = json_read(db_peek(q, 2));
    struct selfcheck_answer row = {.at = db_int(q, 0),
                                   .who = db_str(q, 1, a),
                                   .department =
                                       json_read_text(a, o, "department"),
                                   .question = json_read_text(a, o, "question"),
                                   .answer = json_read_text(a, o, "answer"),
                                   .words = json_read_text(a, o, "text")};
    json_read_free(o);
    return row;
}

bool store_selfcheck_answers(struct store *s, struct arena *a,
                             struct selfcheck_answer **rows, size_t *n,
                             struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_answers, NO_ARGS, e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        struct selfcheck_answer row = read_row(q, a);
        if (selfcheck_answer_of(*rows, *n, row.department, row.question))
            continue;
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = row;
    }
    return more == 0 || err_add(e, "answers of the self-check");
}

/* A number of all, and how many of them are as one and another should be. */
static bool count(struct db *db, const char *sql, struct args args,
                  struct selfcheck_count *one, struct selfcheck_count *another,
                  struct err *e)
{
    struct stmt *q = db_query(db, sql, args, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *one = (struct selfcheck_count){db_int(q, 1), db_int(q, 0)};
        if (another)
            *another = (struct selfcheck_count){db_int(q, 2), db_int(q, 0)};
    }
    return more == 0;
}

bool store_selfcheck_counts(struct store *s, struct str department, int64_t now,
                            struct selfcheck_count counts[SELFCHECK_FIGURES],
                            struct err *e)
{
    const struct value unit = TEXT(department);
    int64_t since = now - (int64_t)SELFCHECK_COUNTS * DAY_S;
    for (int i = 0; i < SELFCHECK_FIGURES; i++)
        counts[i] = (struct selfcheck_count){0};
    return count(s->db, sql_open, ARGS(unit, INT(now)),
                 &counts[SELFCHECK_GIVEN], &counts[SELFCHECK_IN_TIME], e) &&
           count(s->db, department.n ? sql_closed_of : sql_closed,
                 department.n ? ARGS(unit, INT(since)) : ARGS(INT(since)),
                 &counts[SELFCHECK_ASKED], &counts[SELFCHECK_CAUSE], e) &&
           count(s->db, sql_promises, ARGS(unit, INT(since)),
                 &counts[SELFCHECK_KEPT], NULL, e);
}

bool selfcheck_is_old(const struct selfcheck_standing *s, int64_t now)
{
    return s->said && now - s->said->at > (int64_t)SELFCHECK_HOLDS * DAY_S;
}
