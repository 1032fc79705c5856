/* SPDX-License-Identifier: MIT
 * retain: words are kept for so long and no longer; what was erased. */
#include <stdio.h>

#include "store/beside.h"
#include "store/case.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/internal.h"

enum {
    BATCH = 200,   /* in one transaction: others write meanwhile */
    BATCHES = 100, /* of each kind a day; the rest goes the next day */
    DAY_S = 86400
};

/* Nothing that is still worked on: no case, or one that is over, of any of the
 * mentions of a post. The index is mention_whole. */
#define WORKED_ON(of)                                                          \
    " AND NOT EXISTS (SELECT 1 FROM " of " JOIN cases c ON c.id = b.case_id"
#define OPEN " AND c.ended = 0 AND c.state <> 'dismissed')"
#define OVER                                                                   \
    WORKED_ON("case_mention b")                                                \
    " WHERE b.mention = m.id" OPEN WORKED_ON(                                  \
        "mention r JOIN case_mention b ON b.mention = r.id") " WHERE "         \
                                                             "r.beside <> 0 "  \
                                                             "AND r.beside = " \
                                                             "m.id" OPEN
#define POSTS "SELECT m.id, m.collected FROM mention m WHERE m.beside = 0"
#define OLD(bits)                                                              \
    POSTS " AND m.erased < 3 AND m.erased NOT IN (" bits ")"                   \
          " AND m.collected < $1 AND m.collected >= $2"                        \
          " AND (m.collected > $2 OR m.id > $3)" OVER                          \
          " ORDER BY m.collected, m.id LIMIT $4"
SQL(sql_authors) = OLD("1, 3");
SQL(sql_texts) = OLD("2, 3");
SQL(sql_post) = POSTS " AND m.id = $1" OVER;
/* Of a case that another one took up its own words go with those of that one.
 * The indexes hold none that was erased. */
#define IS_OVER                                                                \
    "SELECT id, ended AS since FROM cases WHERE ended > 0 AND erased = 0"      \
    " UNION ALL SELECT id, closed FROM cases WHERE state = 'dismissed'"        \
    " AND ended = 0 AND erased = 0"                                            \
    " UNION ALL SELECT c.id, i.ended FROM cases c JOIN cases i"                \
    " ON i.id = c.merged_into WHERE c.merged_into IS NOT NULL"                 \
    " AND c.erased = 0 AND i.erased = 1"
SQL(sql_cases) = "SELECT id, since FROM (" IS_OVER ") o WHERE since < $1"
                 " AND since >= $2 AND (since > $2 OR id > $3)"
                 " ORDER BY since, id LIMIT $4";
SQL(sql_case) = "SELECT 1 FROM (" IS_OVER ") o WHERE id = $1";
SQL(sql_of_mention) = "SELECT " EVENT_COLUMNS " FROM event WHERE mention = $1"
                      " AND what NOT IN " ERASED_NEVER " ORDER BY id";
SQL(sql_of_case) = "SELECT " EVENT_COLUMNS " FROM event WHERE case_id = $1"
                   " AND case_id > 0 AND what NOT IN " ERASED_NEVER
                   " ORDER BY id";
SQL(sql_erasures) = "SELECT id, at, who, way, reason, rows FROM erasure"
                    " ORDER BY id DESC";

/* One of the three kinds. */
struct kind {
    const char *way;          /* as the table erasure has it */
    const char *const *old;   /* finds what is */
    const char *const *still; /* is one of them? */
    const char *const *events;
    unsigned what;  /* of mentions goes; 0: it is cases */
    unsigned whole; /* of events that nobody of ours wrote; of cases of all */
};
static const struct kind AUTHORS = {"authors",       &sql_authors, &sql_post,
                                    &sql_of_mention, ERASE_AUTHOR, BAR_AUTHOR},
                         TEXTS = {"texts",         &sql_texts, &sql_post,
                                  &sql_of_mention, ERASE_TEXT, BAR_WORDS},
                         CASES = {"cases",   &sql_cases,
                                  &sql_case, &sql_of_case,
                                  0,         BAR_AUTHOR | BAR_WORDS};

static bool one(struct erase *x, const struct kind *k, int64_t id,
                struct err *e)
{
    struct event_list l;
    bool ok =
        (k->what ? erase_mention(x, id, k->what, e) : erase_case(x, id, e)) &&
        event_list(x->db, *k->events, id, x->a, &l, e);
    for (size_t i = 0; ok && i < l.n; i++) {
        bool machine =
            str_eq(l.rows[i].who, CRAWLER) || str_eq(l.rows[i].who, CLOCK);
        ok = (k->what && !machine) || erase_event(x, l.rows[i].id, k->whole, e);
    }
    return ok;
}

/* All mentions of a post, or a case; nothing when somebody took it up since it
 * was found. */
static bool all_of(struct erase *x, const struct kind *k, int64_t id,
                   struct err *e)
{
    int64_t still;
    struct told *rows;
    size_t n;
    int more = db_run_int(x->db, *k->still, ARGS(INT(id)), &still, e);
    if (more <= 0)
        return more == 0;
    if (!k->what)
        return one(x, k, id, e);
    bool ok = beside_find(x->db, x->a, id, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = one(x, k, rows[i].id, e);
    return ok;
}

/* How far the search has come. */
struct batch {
    int64_t since, id; /* of the last one */
    int64_t ids[BATCH];
    size_t n;
};

static bool find(struct db *db, const struct kind *k, int64_t before,
                 struct batch *b, struct err *e)
{
    struct stmt *q =
        db_query(db, *k->old,
                 ARGS(INT(before), INT(b->since), INT(b->id), INT(BATCH)), e);
    int more = -1;
    b->n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        b->ids[b->n++] = b->id = db_int(q, 0);
        b->since = db_int(q, 1);
    }
    return more == 0;
}

static bool put_bars(struct erase *x, const struct kind *k,
                     const struct batch *b, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < b->n; i++)
        ok = all_of(x, k, b->ids[i], e);
    return ok && erase_tell(x, e);
}

static bool retain(struct store *s, const struct kind *k, int64_t span,
                   int64_t now, int64_t *rows, struct err *e)
{
    const struct erasing by = {.who = CLOCK, .reason = STR(""), .now = now};
    struct batch b = {.n = BATCH};
    bool ok = true;
    for (int i = 0; ok && span > 0 && i < BATCHES && b.n == BATCH; i++) {
        struct arena a = {0};
        struct erase x = {.db = s->db, .a = &a, .by = &by, .way = k->way};
        ok = find(s->db, k, now - span, &b, e) &&
             (!b.n ||
              (store_begin(s, e) && store_end(s, put_bars(&x, k, &b, e), e)));
        *rows += x.rows;
        arena_clear(&a);
    }
    return ok;
}

static bool was_today(struct store *s, int64_t now, bool *was, struct err *e)
{
    struct arena a = {0};
    struct str last = STR("");
    int64_t day = 0;
    bool ok = store_note_get(s, &a, STR("retention"), STR("day"), &last, e);
    *was = ok && str_int(last, &day) && day == now / DAY_S;
    arena_clear(&a);
    return ok;
}

bool store_retain(struct store *s, const struct retention *r, int64_t now,
                  int64_t *rows, struct err *e)
{
    bool was;
    char day[32];
    *rows = 0;
    if (!r->authors && !r->texts && !r->cases)
        return true;
    snprintf(day, sizeof day, "%lld", (long long)(now / DAY_S));
    bool ok = was_today(s, now, &was, e);
    if (ok && !was)
        ok = retain(s, &AUTHORS, r->authors, now, rows, e) &&
             retain(s, &TEXTS, r->texts, now, rows, e) &&
             retain(s, &CASES, r->cases, now, rows, e) &&
             store_note_put(s, STR("retention"), STR("day"), str_of(day), e);
    return ok || err_add(e, "retention");
}

bool store_erasures(struct store *s, struct arena *a, struct erasure_row **rows,
                    size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(s->db, sql_erasures, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct erasure_row){.id = db_int(q, 0),
                                               .at = db_int(q, 1),
                                               .who = db_str(q, 2, a),
                                               .way = db_str(q, 3, a),
                                               .reason = db_str(q, 4, a),
                                               .rows = db_int(q, 5)};
    }
    return more == 0;
}
