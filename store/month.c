/* SPDX-License-Identifier: MIT
 * month: what a period came to, each question by an index of its own. */
#include "store/case.h"
#include "store/internal.h"

/* By the index cases_month, which holds all that is asked for. */
#define OF_MONTH                                                               \
    " FROM cases WHERE status <> 'none' AND merged_into IS NULL"               \
    " AND opened >= $1 AND opened < $2"
#define COUNT_OF(what)                                                         \
    "CAST(coalesce(sum(CASE WHEN " what " THEN 1 ELSE 0 END), 0) AS BIGINT)"
#define IN_TIME   "status = 'approved' AND closed <= due"
#define TOO_LATE  "status = 'approved' AND closed > due"
#define WAITS     "status = 'waiting' AND (due >= $3 OR paused > 0)"
#define OVERDUE   "status = 'waiting' AND due < $3 AND paused = 0"
#define DISMISSED "status = 'dismissed'"
SQL(sql_replies) =
    "SELECT count(*), " COUNT_OF(IN_TIME) ", " COUNT_OF(TOO_LATE) ", " COUNT_OF(
        WAITS) ", " COUNT_OF(OVERDUE) ", " COUNT_OF(DISMISSED) OF_MONTH;
SQL(sql_closed) = "SELECT count(*) FROM cases WHERE ended > 0 AND ended >= $1"
                  " AND ended < $2 AND state = 'closed'";
SQL(sql_foremost) = "SELECT mention" OF_MONTH " AND mention IS NOT NULL"
                    " AND status <> 'dismissed' ORDER BY priority DESC, "
                    "opened, mention LIMIT $3";

/* A post is one, however many brands it is about: what its author does, he does
 * once. Of one brand it has one mention. */
#define POST "CASE m.beside WHEN 0 THEN m.id ELSE m.beside END"
#define WHEN_SAID                                                              \
    " AND m.at >= $1 AND m.at < $2 AND m.not_us = 0"                           \
    " AND ($3 = '' OR m.brand = $3) GROUP BY d.solution, " POST
#define BIT(what, name) ", max(CASE WHEN " what " THEN 1 ELSE 0 END) AS " name
#define CAME(what)                                                             \
    "EXISTS (SELECT 1 FROM sequel q WHERE q.case_id = c.id AND q.what = "      \
    "'" what "')"
#define HEARD BIT(CAME("answered"), "heard") BIT(CAME("silent"), "silent")
/* Stars that only became known are no others. */
#define RESTARRED                                                              \
    "EXISTS (SELECT 1 FROM history h WHERE h.mention = m.id"                   \
    " AND h.rating >= 0 AND m.rating >= 0"                                     \
    " AND abs(h.rating - m.rating) > 0.01)"
#define CHANGED                                                                \
    BIT(RESTARRED, "stars")                                                    \
    BIT("m.edited > 0", "edited") BIT("m.gone > 0", "gone")
/* Mentions of the period, by the index of their times alone, and of them those
 * that were replied to. CROSS JOIN: SQLite goes by it. */
SQL(sql_posted) =
    "SELECT solution, count(*), CAST(sum(heard) AS BIGINT), CAST(sum(CASE WHEN"
    " silent > heard THEN 1 ELSE 0 END) AS BIGINT) FROM (SELECT d.solution AS"
    " solution" HEARD " FROM mention t CROSS JOIN cases c CROSS JOIN mention m"
    " CROSS JOIN decision d WHERE t.at >= $1 AND t.at < $2"
    " AND c.mention = t.id AND c.posted > 0 AND m.id = c.mention"
    " AND d.mention = c.mention" WHEN_SAID ") p GROUP BY solution";
/* By the index mention_changed. */
SQL(sql_changed) =
    "SELECT solution, CAST(sum(stars) AS BIGINT), CAST(sum(edited) AS BIGINT),"
    " CAST(sum(gone) AS BIGINT) FROM (SELECT d.solution AS solution" CHANGED
    " FROM mention m JOIN decision d ON d.mention = m.id"
    " WHERE (m.gone > 0 OR m.edited > 0)" WHEN_SAID ") p GROUP BY solution";
/* By the index mention_beside: mentions of a post that has another with the
 * same solution before them. */
SQL(sql_beside) =
    "SELECT d.solution, count(*) FROM mention m JOIN decision d"
    " ON d.mention = m.id WHERE m.beside <> 0 AND m.at >= $1 AND m.at < $2"
    " AND m.not_us = 0 AND EXISTS (SELECT 1 FROM mention o JOIN decision x"
    " ON x.mention = o.id WHERE (o.id = m.beside OR (o.beside <> 0"
    " AND o.beside = m.beside)) AND o.id < m.id AND o.not_us = 0"
    " AND x.solution = d.solution) GROUP BY d.solution";

#define OF_GAPS                                                                \
    " FROM cases WHERE expected <> '' AND found <> ''"                         \
    " AND merged_into IS NULL AND opened >= $1 AND opened < $2"
SQL(sql_gaps) = "SELECT id, expected, found" OF_GAPS
                " ORDER BY opened DESC, id DESC LIMIT $3";
SQL(sql_gaps_all) = "SELECT count(*)" OF_GAPS;

bool store_month_replies(struct store *s, const struct month_wish *wish,
                         struct month_replies *sum, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_replies,
                 ARGS(INT(wish->from), INT(wish->to), INT(wish->now)), e);
    int more = -1;
    *sum = (struct month_replies){0};
    while (q && (more = db_next(q, e)) > 0)
        *sum = (struct month_replies){.wanted = db_int(q, 0),
                                      .in_time = db_int(q, 1),
                                      .late = db_int(q, 2),
                                      .waits = db_int(q, 3),
                                      .overdue = db_int(q, 4),
                                      .dismissed = db_int(q, 5)};
    return more == 0 &&
           db_run_int(s->db, sql_closed, ARGS(INT(wish->from), INT(wish->to)),
                      &sum->closed, e) >= 0;
}

/* ---- fates ---- */

struct fates {
    struct arena *a;
    struct fate_row *rows; /* n of them */
    size_t n, cap;
};

static struct fate_row *fate(struct fates *f, struct str solution)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->rows[i].solution, solution))
            return &f->rows[i];
    f->rows = arena_grow(f->a, f->rows, f->n, &f->cap, sizeof *f->rows);
    f->rows[f->n] = (struct fate_row){.solution = str_dup(f->a, solution)};
    return &f->rows[f->n++];
}

static bool ask(struct store *s, const struct month_wish *wish, bool posted,
                struct fates *f, struct err *e)
{
    struct stmt *q =
        db_query(s->db, posted ? sql_posted : sql_changed,
                 ARGS(INT(wish->from), INT(wish->to), TEXT(wish->brand)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct fate_row *row = fate(f, db_str(q, 0, f->a));
        if (posted) {
            row->posted = db_int(q, 1);
            row->answered = db_int(q, 2);
            row->silent = db_int(q, 3);
        } else {
            row->stars = db_int(q, 1);
            row->edited = db_int(q, 2);
            row->gone = db_int(q, 3);
        }
    }
    return more == 0;
}

/* Of all brands: a post that was counted once for each is one. */
static bool once(struct store *s, const struct month_wish *wish,
                 struct fates *f, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_beside, ARGS(INT(wish->from), INT(wish->to)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        fate(f, db_str(q, 0, f->a))->n -= db_int(q, 1);
    return more == 0;
}

static void sort(struct fate_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i;
             k && str_cmp(rows[k - 1].solution, rows[k].solution) > 0; k--) {
            struct fate_row row = rows[k];
            rows[k] = rows[k - 1];
            rows[k - 1] = row;
        }
}

bool store_fates(struct store *s, struct arena *a,
                 const struct month_wish *wish, struct fate_row **rows,
                 size_t *n, struct err *e)
{
    struct fates f = {.a = a};
    const struct mention_filter all = {
        .brand = wish->brand, .from = wish->from, .to = wish->to};
    struct count_row *counts;
    size_t n_counts;
    if (!store_counts(s, a, &all, &(struct counting){COUNT_SOLUTION, false, 0},
                      &counts, &n_counts, e) ||
        !ask(s, wish, true, &f, e) || !ask(s, wish, false, &f, e))
        return false;
    for (size_t i = 0; i < n_counts; i++)
        fate(&f, counts[i].key)->n = counts[i].n;
    if (!wish->brand.n && !once(s, wish, &f, e))
        return false;
    sort(f.rows, f.n);
    *rows = f.rows;
    *n = f.n;
    return true;
}

/* ---- what is to be read ---- */

bool store_gaps(struct store *s, struct arena *a, const struct month_wish *wish,
                struct gap_row rows[GAPS_MOST], size_t *n, int64_t *all,
                struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_gaps,
                 ARGS(INT(wish->from), INT(wish->to), INT(GAPS_MOST)), e);
    int more = -1;
    *n = 0;
    while (q && (more = db_next(q, e)) > 0)
        rows[(*n)++] = (struct gap_row){.case_id = db_int(q, 0),
                                        .expected = db_str(q, 1, a),
                                        .found = db_str(q, 2, a)};
    return more == 0 &&
           db_run_int(s->db, sql_gaps_all, ARGS(INT(wish->from), INT(wish->to)),
                      all, e) >= 0;
}

bool store_foremost(struct store *s, const struct month_wish *wish, size_t most,
                    int64_t *mentions, size_t *n, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_foremost,
                 ARGS(INT(wish->from), INT(wish->to), INT((int64_t)most)), e);
    int more = -1;
    *n = 0;
    while (q && (more = db_next(q, e)) > 0)
        mentions[(*n)++] = db_int(q, 0);
    return more == 0;
}
