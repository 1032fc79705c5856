/* SPDX-License-Identifier: MIT
 * retain: words are kept for so long and no longer; what was erased. */
#include <stdio.h>

#include "store/case.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/internal.h"

enum {
    BATCH = 200,   /* in one transaction: others write meanwhile */
    BATCHES = 100, /* of each kind a day; the rest goes the next day */
    DAY_S = 86400
};

/* Nothing that is still worked on: no case, or one that is over. The index is
 * mention_whole. */
#define OVER                                                                   \
    " AND NOT EXISTS (SELECT 1 FROM case_mention b JOIN cases c"               \
    " ON c.id = b.case_id WHERE b.mention = m.id AND c.ended = 0"              \
    " AND c.status <> 'dismissed')"
#define OLD(bits)                                                              \
    "SELECT m.id FROM mention m WHERE m.erased < 3 AND m.erased NOT IN (" bits \
    ") AND m.collected < $1" OVER " ORDER BY m.collected LIMIT $2"
SQL(sql_authors) = OLD("1, 3");
SQL(sql_texts) = OLD("2, 3");
SQL(sql_cases) = "SELECT id FROM cases WHERE ended > 0 AND ended < $1"
                 " AND erased = 0 ORDER BY ended LIMIT $2";
SQL(sql_of_mention) = "SELECT " EVENT_COLUMNS " FROM event WHERE mention = $1"
                      " AND what NOT IN " ERASED_NEVER " ORDER BY id";
SQL(sql_of_case) = "SELECT " EVENT_COLUMNS " FROM event WHERE case_id = $1"
                   " AND case_id > 0 AND what NOT IN " ERASED_NEVER
                   " ORDER BY id";
SQL(sql_erasures) = "SELECT id, at, who, way, reason, rows FROM erasure"
                    " ORDER BY id DESC";

/* One of the three kinds. */
struct kind {
    const char *way;        /* as the table erasure has it */
    const char *const *old; /* finds what is */
    const char *const *events;
    unsigned what;  /* of mentions goes; 0: it is cases */
    unsigned whole; /* of events that nobody of ours wrote; of cases of all */
};
static const struct kind AUTHORS = {"authors", &sql_authors, &sql_of_mention,
                                    ERASE_AUTHOR, BAR_AUTHOR},
                         TEXTS = {"texts", &sql_texts, &sql_of_mention,
                                  ERASE_TEXT, BAR_WORDS},
                         CASES = {"cases", &sql_cases, &sql_of_case, 0,
                                  BAR_AUTHOR | BAR_WORDS};

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

static bool batch(struct store *s, const struct kind *k, struct erase *x,
                  int64_t before, size_t *n, struct err *e)
{
    int64_t ids[BATCH];
    *n = 0;
    struct stmt *q = db_query(s->db, *k->old, ARGS(INT(before), INT(BATCH)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        ids[(*n)++] = db_int(q, 0);
    bool ok = more == 0;
    for (size_t i = 0; ok && i < *n; i++)
        ok = one(x, k, ids[i], e);
    return ok && erase_tell(x, e);
}

static bool retain(struct store *s, const struct kind *k, int64_t span,
                   int64_t now, int64_t *rows, struct err *e)
{
    const struct erasing by = {.who = CLOCK, .reason = STR(""), .now = now};
    size_t n = BATCH;
    bool ok = true;
    for (int i = 0; ok && span > 0 && i < BATCHES && n == BATCH; i++) {
        struct arena a = {0};
        struct erase x = {.db = s->db, .a = &a, .by = &by, .way = k->way};
        ok = store_begin(s, e) &&
             store_end(s, batch(s, k, &x, now - span, &n, e), e);
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
