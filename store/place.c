/* SPDX-License-Identifier: MIT
 * place: keeping places and counts. What has changed is gathered first and
 * written in the order of its keys, so that two writers do not wait for each
 * other crosswise. */
#include "store/place.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "store/read_sql.h"
#include "store/twin.h"

#define RANK "CASE " READ_LIST " WHEN 'waiting' THEN " READ_RANK " ELSE 0 END"

/* What a mention is now, and where it stood. */
SQL(sql_written) =
    "SELECT m.id, " READ_LIST ", v.type, d.solution, m.brand, m.lang,"
    " m.source, m.at, " RANK ", coalesce(c.id, 0), v.tone,"
    " coalesce(p.wide, 0), coalesce(p.cell, 0), coalesce(p.at, 0),"
    " coalesce(p.rank, 0), coalesce(p.case_id, 0), coalesce(p.tone, ''),"
    " coalesce(o.list, ''), coalesce(o.type, ''), " READ_UNIT
    " FROM (" READ_TOUCHED ") t"
    " JOIN mention m ON m.id = t.id" READ_JOINS
    READ_CASE("m.id") " LEFT JOIN place p ON p.mention = m.id"
                      " LEFT JOIN cell o ON o.id = p.wide";
SQL(sql_settled) = "DELETE FROM touched WHERE tab = 'place'";
SQL(sql_cell) = "SELECT id FROM cell WHERE source = $1 AND list = $2"
                " AND type = $3 AND solution = $4 AND brand = $5 AND lang = $6"
                " AND unit = $7";
SQL(sql_new_cell) =
    "INSERT INTO cell (source, list, type, solution, brand, lang, unit, n)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT DO NOTHING";
SQL(sql_put) =
    "INSERT INTO place (mention, wide, cell, at, rank, case_id, tone)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (mention) DO UPDATE"
    " SET wide = excluded.wide, cell = excluded.cell, at = excluded.at,"
    " rank = excluded.rank, case_id = excluded.case_id,"
    " tone = excluded.tone";
/* The same for many, a column an array. */
BOTH(sql_put_all, NULL,
     "INSERT INTO place (mention, wide, cell, at, rank, case_id, tone)"
     " SELECT * FROM unnest(CAST($1 AS BIGINT[]), CAST($2 AS BIGINT[]),"
     " CAST($3 AS BIGINT[]), CAST($4 AS BIGINT[]), CAST($5 AS BIGINT[]),"
     " CAST($6 AS BIGINT[]), CAST($7 AS TEXT[])) ON CONFLICT (mention)"
     " DO UPDATE SET wide = excluded.wide, cell = excluded.cell,"
     " at = excluded.at, rank = excluded.rank, case_id = excluded.case_id,"
     " tone = excluded.tone");
SQL(sql_count) = "UPDATE cell SET n = n + $2 WHERE id = $1";
SQL(sql_list) = "INSERT INTO list_source (list, source, n) VALUES ($1, $2, $3)"
                " ON CONFLICT (list, source) DO UPDATE"
                " SET n = list_source.n + excluded.n";
SQL(sql_hour) =
    "INSERT INTO hours (at, type, tone, n) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (at, type, tone) DO UPDATE SET n = hours.n + excluded.n";

/* Where a mention stands. */
struct place {
    int64_t wide, cell, at, rank, case_id; /* as in the table */
    struct str tone;                       /* as in the table */
    struct str list, type;                 /* of its cells */
};

struct written {
    int64_t mention, source; /* ids */
    struct str solution, brand, lang,
        unit;             /* what else its cells are made of */
    struct place is, was; /* now, and before; was.wide 0: nowhere */
    bool moved;           /* they differ */
};

enum counter { IN_CELL, IN_LIST, IN_HOUR };

struct change {
    enum counter of; /* what is counted there */
    int64_t id;      /* of the cell; of the source; start of the hour */
    struct str a, b; /* the list; type and tone */
    int64_t n;       /* more or fewer than before */
};

struct settling {
    struct db *db;
    struct arena arena;     /* of all that follows */
    struct map cells;       /* ids, by what a cell is made of */
    struct written *rows;   /* n_rows of them */
    struct change *changes; /* n of them */
    size_t n_rows, cap_rows, n, cap;
};

static struct written read_written(struct stmt *q, struct arena *a)
{
    return (struct written){
        .mention = db_int(q, 0),
        .solution = db_str(q, 3, a),
        .brand = db_str(q, 4, a),
        .lang = db_str(q, 5, a),
        .unit = db_str(q, 19, a),
        .source = db_int(q, 6),
        .is = {.list = db_str(q, 1, a),
               .type = db_str(q, 2, a),
               .at = db_int(q, 7),
               .rank = db_int(q, 8),
               .case_id = db_int(q, 9),
               .tone = db_str(q, 10, a)},
        .was = {.wide = db_int(q, 11),
                .cell = db_int(q, 12),
                .at = db_int(q, 13),
                .rank = db_int(q, 14),
                .case_id = db_int(q, 15),
                .tone = db_str(q, 16, a),
                .list = db_str(q, 17, a),
                .type = db_str(q, 18, a)},
    };
}

static bool read_all(struct settling *s, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_written, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        s->rows = arena_grow(&s->arena, s->rows, s->n_rows, &s->cap_rows,
                             sizeof *s->rows);
        s->rows[s->n_rows++] = read_written(q, &s->arena);
    }
    return more == 0;
}

static bool find_cell(struct settling *s, const struct written *w,
                      int64_t source, int64_t *id, struct err *e)
{
    const struct args is =
        ARGS(INT(source), TEXT(w->is.list), TEXT(w->is.type), TEXT(w->solution),
             TEXT(w->brand), TEXT(w->lang), TEXT(w->unit));
    int found = db_run_int(s->db, sql_cell, is, id, e);
    if (found)
        return found > 0;
    return db_run(s->db, sql_new_cell, is, e) &&
           db_run_int(s->db, sql_cell, is, id, e) > 0;
}

/* The cell of that source, made when there is none. */
static bool cell_of(struct settling *s, const struct written *w, int64_t source,
                    int64_t *id, struct err *e)
{
    struct str key =
        str_printf(&s->arena,
                   "%lld\n" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n" STR_FMT
                   "\n" STR_FMT "\n" STR_FMT,
                   (long long)source, STR_ARG(w->is.list), STR_ARG(w->is.type),
                   STR_ARG(w->solution), STR_ARG(w->brand), STR_ARG(w->lang),
                   STR_ARG(w->unit));
    int64_t *known = map_get(&s->cells, key);
    if (!known) {
        known = arena_alloc(&s->arena, sizeof *known);
        if (!find_cell(s, w, source, known, e))
            return false;
        map_put(&s->cells, key, known);
    }
    *id = *known;
    return true;
}

static void note(struct settling *s, struct change c)
{
    s->changes =
        arena_grow(&s->arena, s->changes, s->n, &s->cap, sizeof *s->changes);
    s->changes[s->n++] = c;
}

/* One more or one fewer there. */
static void count(struct settling *s, const struct place *p, int64_t source,
                  int64_t n)
{
    const struct str no = STR("");
    note(s, (struct change){IN_CELL, p->wide, no, no, n});
    note(s, (struct change){IN_CELL, p->cell, no, no, n});
    note(s, (struct change){IN_LIST, source, p->list, no, n});
    if (!str_eqz(p->list, "not-us"))
        note(s, (struct change){IN_HOUR, p->at / HOUR_S * HOUR_S, p->type,
                                p->tone, n});
}

static bool same(const struct place *a, const struct place *b)
{
    return a->wide == b->wide && a->cell == b->cell && a->at == b->at &&
           a->rank == b->rank && a->case_id == b->case_id &&
           str_eq(a->tone, b->tone);
}

/* Finds its cells, and counts it in those when it has moved. */
static bool find_place(struct settling *s, struct written *w, struct err *e)
{
    struct place *is = &w->is;
    if (!cell_of(s, w, 0, &is->wide, e) ||
        !cell_of(s, w, w->source, &is->cell, e))
        return false;
    w->moved = !same(is, &w->was);
    if (w->moved && w->was.wide)
        count(s, &w->was, w->source, -1);
    if (w->moved)
        count(s, is, w->source, 1);
    return true;
}

static bool put_one(struct settling *s, const struct written *w, struct err *e)
{
    const struct place *is = &w->is;
    return !w->moved || db_run(s->db, sql_put,
                               ARGS(INT(w->mention), INT(is->wide),
                                    INT(is->cell), INT(is->at), INT(is->rank),
                                    INT(is->case_id), TEXT(is->tone)),
                               e);
}

enum { PLACE_NUMBERS = 6 /* columns of it; then the tone */ };

/* Adds a row to the arrays; a tone is a word without quotes. */
static void put_columns(struct buf *b, const struct written *w, char before)
{
    const struct place *p = &w->is;
    const int64_t v[PLACE_NUMBERS] = {w->mention, p->wide, p->cell,
                                      p->at,      p->rank, p->case_id};
    for (size_t i = 0; i < PLACE_NUMBERS; i++)
        buf_printf(&b[i], "%c%lld", before, (long long)v[i]);
    buf_printf(&b[PLACE_NUMBERS], "%c\"" STR_FMT "\"", before,
               STR_ARG(p->tone));
}

/* PostgreSQL: all that moved by one statement. */
static bool put_all(struct settling *s, struct err *e)
{
    struct buf b[PLACE_NUMBERS + 1];
    struct value v[PLACE_NUMBERS + 1];
    bool any = false;
    for (size_t i = 0; i <= PLACE_NUMBERS; i++)
        buf_init(&b[i], 32 * (s->n_rows + 1));
    for (size_t i = 0; i < s->n_rows; i++) {
        if (!s->rows[i].moved)
            continue;
        put_columns(b, &s->rows[i], any ? ',' : '{');
        any = true;
    }
    for (size_t i = 0; i <= PLACE_NUMBERS; i++) {
        buf_char(&b[i], '}');
        v[i] = TEXT(buf_view(&b[i]));
    }
    bool ok = !any || db_run(s->db, db_text(s->db, sql_put_all),
                             (struct args){v, PLACE_NUMBERS + 1}, e);
    for (size_t i = 0; i <= PLACE_NUMBERS; i++)
        buf_clear(&b[i]);
    return ok;
}

static bool put(struct settling *s, struct err *e)
{
    if (db_kind(s->db) == DB_POSTGRES)
        return put_all(s, e);
    for (size_t i = 0; i < s->n_rows; i++)
        if (!put_one(s, &s->rows[i], e))
            return false;
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    int order = str_cmp(x->a, y->a);
    return order ? order : str_cmp(x->b, y->b);
}

static bool write_change(struct db *db, const struct change *c, struct err *e)
{
    if (!c->n)
        return true;
    if (c->of == IN_CELL)
        return db_run(db, sql_count, ARGS(INT(c->id), INT(c->n)), e);
    if (c->of == IN_LIST)
        return db_run(db, sql_list, ARGS(TEXT(c->a), INT(c->id), INT(c->n)), e);
    return db_run(db, sql_hour,
                  ARGS(INT(c->id), TEXT(c->a), TEXT(c->b), INT(c->n)), e);
}

/* Those of one key as their sum. */
static bool write_changes(struct settling *s, struct err *e)
{
    if (s->n)
        qsort(s->changes, s->n, sizeof *s->changes, by_key);
    for (size_t i = 0; i < s->n;) {
        struct change sum = s->changes[i++];
        while (i < s->n && by_key(&sum, &s->changes[i]) == 0)
            sum.n += s->changes[i++].n;
        if (!write_change(s->db, &sum, e))
            return false;
    }
    return true;
}

bool place_settle(struct db *db, struct err *e)
{
    struct settling s = {.db = db};
    map_init(&s.cells);
    bool ok = twin_settle(db, e) && read_all(&s, e);
    for (size_t i = 0; ok && i < s.n_rows; i++)
        ok = find_place(&s, &s.rows[i], e);
    ok = ok && put(&s, e) && write_changes(&s, e) &&
         db_run(db, sql_settled, NO_ARGS, e);
    map_clear(&s.cells);
    arena_clear(&s.arena);
    return ok || err_add(e, "places");
}

/* ---- all of it ---- */

#define FROM_ALL " FROM mention m" READ_JOINS READ_CASE("m.id")
#define CELL_OF(source)                                                        \
    "(SELECT id FROM cell x WHERE x.source = " source                          \
    " AND x.list = " READ_LIST " AND x.type = v.type"                          \
    " AND x.solution = d.solution AND x.brand = m.brand"                       \
    " AND x.lang = m.lang AND x.unit = " READ_UNIT ")"

SQL(sql_no_cell) = "DELETE FROM cell";
SQL(sql_no_list) = "DELETE FROM list_source";
SQL(sql_no_place) = "DELETE FROM place";
SQL(sql_no_hour) = "DELETE FROM hours";
SQL(sql_all_cells) =
    "INSERT INTO cell (source, list, type, solution, brand, lang, unit, n)"
    " SELECT m.source, " READ_LIST
    ", v.type, d.solution, m.brand, m.lang, " READ_UNIT ", count(*)" FROM_ALL
    " GROUP BY 1, 2, 3, 4, 5, 6, 7";
SQL(sql_all_lists) = "INSERT INTO list_source (list, source, n)"
                     " SELECT list, source, CAST(sum(n) AS BIGINT) FROM cell"
                     " WHERE source <> 0 GROUP BY 1, 2";
SQL(sql_all_wide) =
    "INSERT INTO cell (source, list, type, solution, brand, lang, unit, n)"
    " SELECT 0, list, type, solution, brand, lang, unit,"
    " CAST(sum(n) AS BIGINT) FROM cell GROUP BY 2, 3, 4, 5, 6, 7";
SQL(sql_all_places) =
    "INSERT INTO place (mention, wide, cell, at, rank, case_id, tone)"
    " SELECT m.id, " CELL_OF("0") ", " CELL_OF(
        "m.source") ", m.at, " RANK ", coalesce(c.id, 0), v.tone" FROM_ALL;

#define HOURS                                                                  \
    "SELECT p.at / 3600 * 3600 AS at, w.type AS type, p.tone AS tone,"         \
    " count(*) AS n FROM place p JOIN cell w ON w.id = p.wide"                 \
    " WHERE w.list <> 'not-us' GROUP BY 1, 2, 3"
SQL(sql_all_hours) = "INSERT INTO hours (at, type, tone, n) " HOURS;

bool place_rebuild(struct db *db, struct err *e)
{
    return db_run(db, sql_no_place, NO_ARGS, e) &&
           db_run(db, sql_no_cell, NO_ARGS, e) &&
           db_run(db, sql_no_list, NO_ARGS, e) &&
           db_run(db, sql_no_hour, NO_ARGS, e) &&
           db_run(db, sql_all_cells, NO_ARGS, e) &&
           db_run(db, sql_all_lists, NO_ARGS, e) &&
           db_run(db, sql_all_wide, NO_ARGS, e) &&
           db_run(db, sql_all_places, NO_ARGS, e) &&
           db_run(db, sql_all_hours, NO_ARGS, e);
}

#define OTHER(x)                                                               \
    " OR " x ".list <> " READ_LIST " OR " x ".type <> v.type OR " x            \
    ".solution <> d.solution OR " x ".brand <> m.brand OR " x                  \
    ".lang <> m.lang OR " x ".unit <> " READ_UNIT

SQL(sql_wrong_place) =
    "SELECT m.id" FROM_ALL " LEFT JOIN place p ON p.mention = m.id"
    " LEFT JOIN cell w ON w.id = p.wide AND w.source = 0"
    " LEFT JOIN cell o ON o.id = p.cell AND o.source = m.source"
    " WHERE w.id IS NULL OR o.id IS NULL" OTHER("w")
        OTHER("o") " OR p.at <> m.at OR p.rank <> " RANK
                   " OR p.case_id <> coalesce(c.id, 0) OR p.tone <> v.tone";
SQL(sql_no_mention) = "SELECT p.mention FROM place p"
                      " LEFT JOIN mention m ON m.id = p.mention"
                      " WHERE m.id IS NULL";
SQL(sql_wrong_cell) =
    "SELECT c.id FROM cell c WHERE c.n <> (SELECT count(*) FROM place p"
    " WHERE p.wide = c.id) + (SELECT count(*) FROM place p"
    " WHERE p.cell = c.id)";
SQL(sql_wrong_list) =
    "SELECT source FROM (SELECT list, source, n FROM list_source"
    " UNION ALL SELECT list, source, -n FROM cell WHERE source <> 0) d"
    " GROUP BY list, source HAVING sum(n) <> 0";
SQL(sql_wrong_hour) = "SELECT at FROM (SELECT at, type, tone, n FROM hours"
                      " UNION ALL SELECT at, type, tone, -n FROM (" HOURS
                      ") q) d"
                      " GROUP BY at, type, tone HAVING sum(n) <> 0";

bool place_check(struct db *db,
                 void (*found)(void *ctx, const char *table, struct str row),
                 void *ctx, struct err *e)
{
    const struct {
        const char *table, *sql;
    } wrong[] = {{"place", sql_wrong_place},
                 {"place", sql_no_mention},
                 {"cell", sql_wrong_cell},
                 {"list_source", sql_wrong_list},
                 {"hours", sql_wrong_hour}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct stmt *q = db_query(db, wrong[i].sql, NO_ARGS, e);
        int more = -1;
        while (q && (more = db_next(q, e)) > 0)
            found(ctx, wrong[i].table, db_peek(q, 0));
        if (more < 0)
            return err_add(e, "%s", wrong[i].table);
    }
    return true;
}
