/* SPDX-License-Identifier: MIT
 * count: how many mentions, by a key and by day. */
#include "store/internal.h"
#include "store/read.h"

/* What a person called "not about us" is not counted. $10: per day; $11:
 * seconds east of UTC. Division of integers cuts toward zero, which is the
 * day's start because no mention is older than 1970. */
#define COUNT(key)                                                             \
    "SELECT CASE WHEN $10 = 1 THEN (m.at + $11) / 86400 * 86400 - $11"         \
    " ELSE 0 END AS day, " key " AS name, count(*) FROM mention m" READ_JOINS  \
    " LEFT JOIN cases c ON c.mention = m.id"                                   \
    " WHERE m.not_us = 0 AND " READ_WHERE                                      \
    " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"

SQL(sql_type) = COUNT("v.type");
SQL(sql_source) = COUNT("src.name");
SQL(sql_tone) = COUNT("v.tone");
SQL(sql_topic) = COUNT("v.topic");
SQL(sql_solution) = COUNT("d.solution");
SQL(sql_brand) = COUNT("m.brand");
SQL(sql_status) = COUNT("coalesce(c.status, '')");

static const char *const *const by_key[] = {
    [COUNT_TYPE] = &sql_type,         [COUNT_SOURCE] = &sql_source,
    [COUNT_TONE] = &sql_tone,         [COUNT_TOPIC] = &sql_topic,
    [COUNT_SOLUTION] = &sql_solution, [COUNT_BRAND] = &sql_brand,
    [COUNT_STATUS] = &sql_status,
};

bool store_counts(struct store *s, struct arena *a,
                  const struct mention_filter *f, enum count_by by, bool daily,
                  int64_t zone, struct count_row **rows, size_t *n,
                  struct err *e)
{
    size_t cap = 0;
    *rows = NULL, *n = 0;
    if (!read_prepare(s->db, f, e))
        return false;
    struct stmt *q = db_query(s->db, *by_key[by],
                              ARGS(READ_FILTER(f), INT(daily), INT(zone)), e);
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
