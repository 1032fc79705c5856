/* SPDX-License-Identifier: MIT
 * twin_read: clusters, for those who look at them. */
#include "store/internal.h"
#include "store/sight.h"

/* Where it was said first: a host, or the name of the source. */
#define SITE                                                                   \
    "CASE WHEN substr(t.site, 1, 1) = '#' THEN src.name ELSE t.site END"
#define FIRST                                                                  \
    " JOIN twin t ON t.mention = (SELECT x.mention FROM twin x"                \
    " WHERE x.cluster = k.id ORDER BY x.at, x.mention LIMIT 1)"                \
    " JOIN mention m ON m.id = t.mention JOIN source src ON src.id = m.source"
#define CLUSTER                                                                \
    "SELECT k.id, k.n, k.sites, t.mention, t.at,"                              \
    " (SELECT max(x.at) FROM twin x WHERE x.cluster = k.id), " SITE            \
    ", m.author, m.text"
SQL(sql_one) = CLUSTER ", k.n, k.sites FROM cluster k" FIRST " WHERE k.id = $1";
/* What a person labelled "not about us" is no voice. */
SQL(sql_most) = CLUSTER
    ", p.n, p.sites FROM (SELECT x.cluster AS cluster, count(*) AS n,"
    " count(DISTINCT x.site) AS sites FROM twin x JOIN mention w"
    " ON w.id = x.mention WHERE x.at >= $1 AND x.at < $2"
    " AND ($3 = '' OR w.brand = $3) AND w.not_us = 0"
    " GROUP BY x.cluster HAVING count(*) > 1) p"
    " JOIN cluster k ON k.id = p.cluster" FIRST
    " ORDER BY p.sites DESC, p.n DESC, k.id LIMIT $4";
SQL(sql_mentions) = "SELECT mention FROM twin WHERE cluster = $1"
                    " ORDER BY at, mention LIMIT $2";

static void read_cluster(struct stmt *q, struct arena *a,
                         struct cluster_row *row)
{
    *row = (struct cluster_row){.id = db_int(q, 0),
                                .n = db_int(q, 1),
                                .sites = db_int(q, 2),
                                .first = db_int(q, 3),
                                .from = db_int(q, 4),
                                .to = db_int(q, 5),
                                .site = db_str(q, 6, a),
                                .author = db_str(q, 7, a),
                                .text = db_str(q, 8, a),
                                .period_n = db_int(q, 9),
                                .period_sites = db_int(q, 10)};
}

bool store_cluster(struct store *s, struct arena *a, int64_t id,
                   struct cluster_row *row, struct err *e)
{
    int more = -1;
    *row = (struct cluster_row){0};
    struct stmt *q = db_query(s->db, sql_one, ARGS(INT(id)), e);
    while (q && (more = db_next(q, e)) > 0)
        read_cluster(q, a, row);
    return more == 0 || err_add(e, "cluster %lld", (long long)id);
}

/* At most so many of a cluster are looked at for who does not see all. */
enum { LOOKED_AT = 10000 };

static bool read_ids(struct store *s, struct arena *a, int64_t id, size_t limit,
                     int64_t **ids, size_t *n, struct err *e)
{
    size_t cap = 0;
    int more = -1;
    *ids = NULL, *n = 0;
    struct stmt *q =
        db_query(s->db, sql_mentions, ARGS(INT(id), INT((int64_t)limit)), e);
    while (q && (more = db_next(q, e)) > 0) {
        *ids = arena_grow(a, *ids, *n, &cap, sizeof **ids);
        (*ids)[(*n)++] = db_int(q, 0);
    }
    return more == 0;
}

bool store_cluster_mentions(struct store *s, struct arena *a, int64_t id,
                            size_t limit, int64_t **ids, size_t *n,
                            struct err *e)
{
    size_t kept = 0;
    if (!read_ids(s, a, id, s->sight.who.n ? LOOKED_AT : limit, ids, n, e))
        return err_add(e, "cluster %lld", (long long)id);
    for (size_t i = 0; i < *n && kept < limit; i++) {
        bool sees = true;
        if (s->sight.who.n && !sight_mention(s, (*ids)[i], &sees, e))
            return false;
        if (sees)
            (*ids)[kept++] = (*ids)[i];
    }
    *n = kept;
    return true;
}

bool store_clusters(struct store *s, struct arena *a,
                    const struct cluster_wish *w, struct cluster_row **rows,
                    size_t *n, struct err *e)
{
    size_t cap = 0;
    int more = -1;
    *rows = NULL, *n = 0;
    struct stmt *q = db_query(
        s->db, sql_most,
        ARGS(INT(w->from), INT(w->to), TEXT(w->brand), INT((int64_t)w->limit)),
        e);
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        read_cluster(q, a, &(*rows)[(*n)++]);
    }
    return more == 0 || err_add(e, "clusters");
}
