/* SPDX-License-Identifier: MIT
 * count: how many mentions, by a key and by day. */
#include "store/internal.h"
#include "store/read.h"

/* $10: per day; $11: seconds east of UTC; $12: also what a person called "not
 * about us". Division of integers cuts toward zero, which is the
 * day's start because no mention is older than 1970. */
#define COUNT(key, from)                                                       \
    "SELECT CASE WHEN $10 = 1 THEN (m.at + $11) / 86400 * 86400 - $11"         \
    " ELSE 0 END AS day, " key " AS name, count(*) FROM " from                 \
    " WHERE (m.not_us = 0 OR $12 = 1) AND " READ_WHERE                         \
    " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
#define ALL   "mention m" READ_JOINS " LEFT JOIN cases c ON c.mention = m.id"
#define QUEUE READ_QUEUE

/* Each for all mentions, and for those that wait in the queue. */
#define KEYS(X)                                                                \
    X(COUNT_TYPE, sql_type, "v.type")                                          \
    X(COUNT_SOURCE, sql_source, "src.name")                                    \
    X(COUNT_TONE, sql_tone, "v.tone")                                          \
    X(COUNT_TOPIC, sql_topic, "v.topic")                                       \
    X(COUNT_SOLUTION, sql_solution, "d.solution")                              \
    X(COUNT_BRAND, sql_brand, "m.brand")                                       \
    X(COUNT_STATUS, sql_status, "coalesce(c.status, '')")                      \
    X(COUNT_LIST, sql_place, READ_LIST)

#define AS_SQL(by, name, key)                                                  \
    SQL(name) = COUNT(key, ALL);                                               \
    SQL(name##_queue) = COUNT(key, QUEUE);
#define AS_ROW(by, name, key) [by] = {&name, &name##_queue},

KEYS(AS_SQL)

static const char *const *const by_key[][2] = {KEYS(AS_ROW)};

SQL(sql_last) = "SELECT coalesce(max(id), 0) FROM event";

bool store_last_event(struct store *s, int64_t *id, struct err *e)
{
    return db_run_int(s->db, sql_last, NO_ARGS, id, e) > 0;
}

bool store_counts(struct store *s, struct arena *a,
                  const struct mention_filter *f, const struct counting *how,
                  struct count_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    if (!read_prepare(s->db, f, e))
        return false;
    struct stmt *q = db_query(
        s->db, *by_key[how->by][read_queue_only(f)],
        ARGS(READ_FILTER(f), INT(how->daily), INT(how->zone), INT(f->not_us)),
        e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct count_row){
            .day = db_int(q, 0), .key = db_str(q, 1, a), .n = db_int(q, 2)};
    }
    return more == 0;
}
