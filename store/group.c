/* SPDX-License-Identifier: MIT
 * group: what waits in a list, one row for all of a thread or an author. */
#include "store/find.h"
#include "store/sift.h"
#include "store/sight.h"

#include "base/map.h"

BOTH(sql_keys,
     "SELECT m.id, m.source, m.thread, m.author, coalesce(cm.case_id, 0)"
     " FROM mention m LEFT JOIN case_mention cm ON cm.mention = m.id"
     " WHERE m.id IN (SELECT value FROM json_each($1))",
     "SELECT m.id, m.source, m.thread, m.author, coalesce(cm.case_id, 0)"
     " FROM mention m LEFT JOIN case_mention cm ON cm.mention = m.id"
     " WHERE m.id = ANY(CAST($1 AS BIGINT[]))");

/* The list, and of each of its mentions what it has in common with others. */
struct crowd {
    int64_t *ids; /* n of them, in the order of the list */
    struct str *keys;
    size_t n;
};

/* Nothing where it stands for itself: nobody is told by a group who said what
 * is about his own work. */
static struct str key_of(struct store *s, struct arena *a, struct stmt *q,
                         enum group_by by)
{
    struct str own = db_str(q, by == GROUP_THREAD ? 2 : 3, a);
    if (!own.n || sight_concerns(s, db_int(q, 4)))
        return (struct str){0};
    return str_printf(a, "%lld " STR_FMT, (long long)db_int(q, 1),
                      STR_ARG(own));
}

static bool read_keys(struct store *s, struct arena *a, enum group_by by,
                      struct crowd *c, struct err *e)
{
    struct buf list;
    struct map at;
    int more = -1;
    map_init(&at);
    for (size_t i = 0; i < c->n; i++)
        map_put(&at, str_printf(a, "%lld", (long long)c->ids[i]), &c->keys[i]);
    sift_list(&list, s->db, c->ids, c->n);
    struct stmt *q = db_query(s->db, db_text(s->db, sql_keys),
                              ARGS(TEXT(buf_view(&list))), e);
    while (q && (more = db_next(q, e)) > 0) {
        struct str *key =
            map_get(&at, str_printf(a, "%lld", (long long)db_int(q, 0)));
        if (key)
            *key = key_of(s, a, q, by);
    }
    buf_clear(&list);
    map_clear(&at);
    return more == 0;
}

static bool read_crowd(struct store *s, struct arena *a,
                       const struct group_wish *w, struct crowd *c,
                       struct err *e)
{
    struct mention_filter f = *w->filter;
    f.limit = STORE_GROUPED;
    f.after = 0;
    f.behind = f.ahead = 0;
    *c = (struct crowd){0};
    if (!find_ids(s, a, &f, &c->ids, &c->n, e))
        return false;
    c->keys = arena_alloc(a, (c->n + 1) * sizeof *c->keys);
    return !c->n || read_keys(s, a, w->by, c, e);
}

bool store_groups(struct store *s, struct arena *a, const struct group_wish *w,
                  struct group_row **rows, size_t *n, struct err *e)
{
    struct crowd c;
    struct map seen;
    *n = 0;
    if (!read_crowd(s, a, w, &c, e))
        return err_add(e, "groups");
    *rows = arena_alloc(a, (c.n + 1) * sizeof **rows);
    map_init(&seen);
    for (size_t i = 0; i < c.n; i++) {
        struct group_row *row = c.keys[i].n ? map_get(&seen, c.keys[i]) : NULL;
        if (!row) {
            row = &(*rows)[(*n)++];
            *row = (struct group_row){.mention = c.ids[i]};
            if (c.keys[i].n)
                map_put(&seen, c.keys[i], row);
        }
        row->n++;
    }
    map_clear(&seen);
    return true;
}

bool store_group_of(struct store *s, struct arena *a,
                    const struct group_wish *w, int64_t **ids, size_t *n,
                    struct err *e)
{
    struct crowd c;
    struct str key = {0};
    *n = 0;
    if (!read_crowd(s, a, w, &c, e))
        return err_add(e, "group");
    for (size_t i = 0; i < c.n; i++)
        if (c.ids[i] == w->mention)
            key = c.keys[i];
    *ids = c.ids;
    for (size_t i = 0; key.n && i < c.n; i++)
        if (str_eq(c.keys[i], key))
            c.ids[(*n)++] = c.ids[i];
    return true;
}
