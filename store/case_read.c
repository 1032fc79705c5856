/* SPDX-License-Identifier: MIT
 * case_read: a case with all that hangs on it. */
#include "store/event.h"
#include "store/sift.h"
#include "store/sight.h"
#include "store/unit.h"

#define COLUMN_INT(name)      ", coalesce(" #name ", 0)"
#define COLUMN_TIME(name)     COLUMN_INT(name)
#define COLUMN_TEXT(name)     ", " #name
#define AS_COLUMN(kind, name) COLUMN_##kind(name)
SQL(sql_card) = "SELECT 0" CASE_CARD(AS_COLUMN) " FROM cases WHERE id = $1";

#define DRAFT "SELECT id, at, coalesce(mention, 0), who, text FROM draft WHERE "
SQL(sql_drafts) = DRAFT "mention = $1 ORDER BY id DESC";
SQL(sql_case_drafts) = DRAFT "case_id = $1 ORDER BY id DESC";
SQL(sql_mentions) = "SELECT mention, at, who FROM case_mention"
                    " WHERE case_id = $1 ORDER BY at, mention";
SQL(sql_notes) =
    "SELECT id, at, who, text FROM case_note WHERE case_id = $1 ORDER BY id";
#define TASK                                                                   \
    "SELECT id, at, who, coalesce(follows, 0), what, assignee, department,"    \
    " due, state, settled, settled_by, result, case_id, stands_for, chain, "   \
    "step, pauses, paused FROM task t"                                         \
    " WHERE "
#define PROMISE                                                                \
    "SELECT id, at, who, coalesce(mention, 0), coalesce(draft, 0), said,"      \
    " what, to_whom, by_whom, due, state, settled, settled_by, result,"        \
    " case_id, kind FROM promise WHERE "
SQL(sql_task) = TASK "id = $1";
SQL(sql_tasks) = TASK "case_id = $1 ORDER BY id";
SQL(sql_promises) = PROMISE "case_id = $1 ORDER BY id";
#define OPEN_FIRST                                                             \
    " ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, id DESC LIMIT $2"
BOTH(sql_promises_of,
     PROMISE "case_id IN (SELECT value FROM json_each($1))" OPEN_FIRST,
     PROMISE "case_id = ANY(CAST($1 AS BIGINT[]))" OPEN_FIRST);
/* What has no time comes last. */
#define NEVER(due) "CASE " due " WHEN 0 THEN " MOST " ELSE " due " END"
#define MOST       "9223372036854775807"
#define BEHIND(due, of, table)                                                 \
    " AND ($2 = 0 OR (" due ", id) > (SELECT " of ", o.id FROM " table         \
    " o WHERE o.id = $2)) AND " SIGHT_SEES_CASE(                               \
        "$4", "$5", "$6") " ORDER BY " due ", id LIMIT $3"
/* Open tasks, all by the index task_next. */
#define OPEN_TASKS(which)                                                      \
    which "state = 'open' AND " NEVER(                                         \
        "due") " <= $1 AND ($1 = " MOST                                        \
               " OR (due > 0 AND paused = 0))" BEHIND(NEVER("due"),            \
                                                      NEVER("o.due"), "task")
SQL(sql_open_tasks) = OPEN_TASKS(TASK);
/* His own, and deadlines of nobody's of his cases. */
SQL(sql_tasks_of) = OPEN_TASKS(
    TASK
    "t.id IN (SELECT id FROM task WHERE state = 'open' AND assignee <> ''"
    " AND assignee = $7 UNION ALL SELECT o.id FROM cases c CROSS JOIN task o"
    " WHERE c.assignee <> '' AND c.assignee = $7 AND c.assignee <> c.concerns"
    " AND o.case_id = c.id AND o.chain = 'deadlines' AND o.assignee = ''"
    " AND o.state = 'open') AND ");
SQL(sql_open_promises) = PROMISE
    "state = 'open' AND due <= $1 AND ($7 = '' OR by_whom = $7"
    " OR (by_whom <> '' AND by_whom = $8))" BEHIND("due", "o.due", "promise");
SQL(sql_events) = "SELECT " EVENT_COLUMNS
                  " FROM event WHERE case_id = $1 AND case_id > 0 ORDER BY id";

SQL(sql_continued) =
    "SELECT coalesce(max(id), 0) FROM cases WHERE continues = $1";

static struct settled read_end(struct stmt *q, int from, struct arena *a)
{
    return (struct settled){.state = db_str(q, from, a),
                            .at = db_int(q, from + 1),
                            .by = db_str(q, from + 2, a),
                            .result = db_str(q, from + 3, a)};
}

static struct draft_row read_draft(struct stmt *q, struct arena *a)
{
    return (struct draft_row){.id = db_int(q, 0),
                              .at = db_int(q, 1),
                              .mention = db_int(q, 2),
                              .who = db_str(q, 3, a),
                              .text = db_str(q, 4, a)};
}

static struct joined_row read_joined(struct stmt *q, struct arena *a)
{
    return (struct joined_row){
        .mention = db_int(q, 0), .at = db_int(q, 1), .who = db_str(q, 2, a)};
}

static struct note_row read_note(struct stmt *q, struct arena *a)
{
    return (struct note_row){.id = db_int(q, 0),
                             .at = db_int(q, 1),
                             .who = db_str(q, 2, a),
                             .text = db_str(q, 3, a)};
}

static struct task_row read_task(struct stmt *q, struct arena *a)
{
    return (struct task_row){.id = db_int(q, 0),
                             .at = db_int(q, 1),
                             .who = db_str(q, 2, a),
                             .follows = db_int(q, 3),
                             .what = db_str(q, 4, a),
                             .assignee = db_str(q, 5, a),
                             .department = db_str(q, 6, a),
                             .due = db_int(q, 7),
                             .end = read_end(q, 8, a),
                             .case_id = db_int(q, 12),
                             .stands_for = db_str(q, 13, a),
                             .chain = db_str(q, 14, a),
                             .step = db_int(q, 15),
                             .pauses = (int)db_int(q, 16),
                             .paused = db_int(q, 17)};
}

static struct promise_row read_promise(struct stmt *q, struct arena *a)
{
    return (struct promise_row){.id = db_int(q, 0),
                                .at = db_int(q, 1),
                                .who = db_str(q, 2, a),
                                .mention = db_int(q, 3),
                                .draft = db_int(q, 4),
                                .said = db_str(q, 5, a),
                                .what = db_str(q, 6, a),
                                .to_whom = db_str(q, 7, a),
                                .by_whom = db_str(q, 8, a),
                                .due = db_int(q, 9),
                                .end = read_end(q, 10, a),
                                .case_id = db_int(q, 14),
                                .kind = db_str(q, 15, a)};
}

/* Reads all rows that a text finds, or those of its one argument. */
#define LIST_OF(type)                                                          \
    static bool take_##type(struct stmt *q, struct arena *a,                   \
                            struct type##_row **rows, size_t *n,               \
                            struct err *e)                                     \
    {                                                                          \
        size_t cap = 0;                                                        \
        *rows = NULL, *n = 0;                                                  \
        int more = -1;                                                         \
        while (q && (more = db_next(q, e)) > 0) {                              \
            *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);             \
            (*rows)[(*n)++] = read_##type(q, a);                               \
        }                                                                      \
        return more == 0;                                                      \
    }                                                                          \
    static inline bool list_##type(struct db *db, const char *sql, int64_t of, \
                                   struct arena *a, struct type##_row **rows,  \
                                   size_t *n, struct err *e)                   \
    {                                                                          \
        return take_##type(db_query(db, sql, ARGS(INT(of)), e), a, rows, n,    \
                           e);                                                 \
    }
LIST_OF(draft)
LIST_OF(joined)
LIST_OF(note)
LIST_OF(task)
LIST_OF(promise)

bool store_drafts(struct store *s, struct arena *a, int64_t mention,
                  struct draft_row **rows, size_t *n, struct err *e)
{
    return list_draft(s->db, sql_drafts, mention, a, rows, n, e);
}

static int64_t limit_of(const struct open_filter *f)
{
    return f->limit ? (int64_t)f->limit : INT64_MAX;
}

bool store_open_tasks(struct store *s, struct arena *a,
                      const struct open_filter *f, struct task_row **rows,
                      size_t *n, struct err *e)
{
    const struct value v[] = {INT(f->until), INT(f->behind), INT(limit_of(f)),
                              SIGHT_ARGS(s), TEXT(f->assignee)};
    struct stmt *q =
        db_query(s->db, f->assignee.n ? sql_tasks_of : sql_open_tasks,
                 (struct args){v, f->assignee.n ? 7 : 6}, e);
    return take_task(q, a, rows, n, e);
}

bool store_promises_of(struct store *s, struct arena *a,
                       const struct promises_of *of, struct promise_row **rows,
                       size_t *n, struct err *e)
{
    struct buf list;
    sift_list(&list, s->db, of->cases, of->n);
    struct stmt *q =
        db_query(s->db, db_text(s->db, sql_promises_of),
                 ARGS(TEXT(buf_view(&list)), INT((int64_t)of->limit)), e);
    bool ok = take_promise(q, a, rows, n, e);
    buf_clear(&list);
    return ok;
}

bool store_open_promises(struct store *s, struct arena *a,
                         const struct open_filter *f, struct promise_row **rows,
                         size_t *n, struct err *e)
{
    struct stmt *q =
        db_query(s->db, sql_open_promises,
                 ARGS(INT(f->until), INT(f->behind), INT(limit_of(f)),
                      SIGHT_ARGS(s), TEXT(f->by), TEXT(f->by_name)),
                 e);
    bool ok = take_promise(q, a, rows, n, e);
    for (size_t i = 0; ok && i < *n; i++)
        if (sight_concerns(s, (*rows)[i].case_id))
            (*rows)[i].to_whom = (*rows)[i].what = STR("");
    return ok;
}

#define READ_INT(to)        to = db_int(q, ++column)
#define READ_TIME(to)       READ_INT(to)
#define READ_TEXT(to)       to = db_str(q, ++column, a)
#define AS_READ(kind, name) READ_##kind(card->name);

static bool read_card(struct db *db, struct arena *a, int64_t id,
                      struct case_card *card, struct err *e)
{
    struct stmt *q = db_query(db, sql_card, ARGS(INT(id)), e);
    int more = -1;
    *card = (struct case_card){0};
    while (q && (more = db_next(q, e)) > 0) {
        int column = 0;
        CASE_CARD(AS_READ)
    }
    return more == 0;
}

static bool read_rest(struct db *db, struct arena *a, struct case_file *f,
                      struct err *e)
{
    int64_t id = f->card.id;
    struct event_list events;
    bool ok =
        list_joined(db, sql_mentions, id, a, &f->mentions, &f->n_mentions, e) &&
        list_draft(db, sql_case_drafts, id, a, &f->drafts, &f->n_drafts, e) &&
        list_task(db, sql_tasks, id, a, &f->tasks, &f->n_tasks, e) &&
        list_promise(db, sql_promises, id, a, &f->promises, &f->n_promises,
                     e) &&
        list_note(db, sql_notes, id, a, &f->notes, &f->n_notes, e) &&
        event_list(db, sql_events, id, a, &events, e) &&
        db_run_int(db, sql_continued, ARGS(INT(id)), &f->continued, e) > 0;
    if (ok)
        f->events = events.rows, f->n_events = events.n;
    return ok;
}

/* Of his own work somebody learns what was said and what is done, and not by
 * whom it was said. */
static void hide(struct case_file *f)
{
    struct case_card *c = &f->card;
    c->author = c->checked = c->posted_url = c->their_side = STR("");
    f->n_drafts = f->n_notes = 0;
    for (size_t i = 0; i < f->n_promises; i++)
        f->promises[i].to_whom = f->promises[i].what = STR("");
    for (size_t i = 0; i < f->n_events; i++)
        f->events[i].detail = STR("{}");
}

bool store_case_card(struct store *s, struct arena *a, int64_t id,
                     struct case_card *card, struct err *e)
{
    struct case_file f = {0};
    bool ok = read_card(s->db, a, id, &f.card, e);
    if (sight_concerns(s, id))
        hide(&f);
    *card = f.card;
    return ok;
}

bool store_case_get(struct store *s, struct arena *a, int64_t id,
                    struct case_file *f, bool *found, struct err *e)
{
    *f = (struct case_file){0};
    bool ok = sight_case(s, id, found, e) &&
              (!*found || read_card(s->db, a, id, &f->card, e));
    *found = ok && f->card.id;
    ok = ok && (!*found || read_rest(s->db, a, f, e));
    if (ok && sight_concerns(s, id))
        hide(f);
    return ok;
}

bool store_task_get(struct store *s, struct arena *a, int64_t id,
                    struct task_row *task, bool *found, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_task, ARGS(INT(id)), e);
    int more = q ? db_next(q, e) : -1;
    *found = more > 0;
    if (more <= 0)
        return more == 0;
    *task = read_task(q, a);
    db_stop(q);
    return true;
}
