/* SPDX-License-Identifier: MIT
 * erase_person: somebody is erased because he asked for it. */
#include "base/json.h"
#include "store/beside.h"
#include "store/case.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/internal.h"

enum { LETTERS_LEAST = 3 };

SQL(sql_users) = "SELECT login, name FROM users";
SQL(sql_cases_of) = "SELECT case_id FROM case_mention WHERE mention = $1"
                    " AND case_id IS NOT NULL";
SQL(sql_of_mention) = "SELECT " EVENT_COLUMNS " FROM event WHERE mention = $1"
                      " AND what NOT IN " ERASED_NEVER " ORDER BY id";
SQL(sql_of_case) = "SELECT " EVENT_COLUMNS " FROM event WHERE case_id = $1"
                   " AND case_id > 0 AND what NOT IN " ERASED_NEVER
                   " ORDER BY id";
SQL(sql_outbox) = "SELECT key, receiver, body FROM outbox";
SQL(sql_body) = "UPDATE outbox SET body = $3 WHERE key = $1 AND receiver = $2";
SQL(sql_view) = "DELETE FROM saved_view WHERE id = $1";
SQL(sql_map) = "DELETE FROM table_map WHERE id = $1";
SQL(sql_post) = "SELECT CASE beside WHEN 0 THEN id ELSE beside END"
                " FROM mention WHERE id = $1";
/* What feeds said of articles whose pages are not read yet: whole posts, not
 * readable here. */
SQL(sql_articles) = "DELETE FROM note WHERE scope LIKE 'article:%'";
/* What was taken out of the index leaves its segments when they are merged. */
BOTH(sql_merge, "INSERT INTO search (search) VALUES ('optimize')", NULL);

/* The numbers of rows, each once. */
struct ids {
    int64_t *rows;
    size_t n, cap;
};

static bool has(const struct ids *ids, int64_t id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->rows[i] == id)
            return true;
    return false;
}

static void note(struct ids *ids, struct arena *a, int64_t id)
{
    if (!id || has(ids, id))
        return;
    ids->rows = arena_grow(a, ids->rows, ids->n, &ids->cap, sizeof *ids->rows);
    ids->rows[ids->n++] = id;
}

/* Where he stands. */
struct found {
    struct erase *x;
    struct person_place *places; /* n of them */
    size_t n, cap;
    struct ids mentions; /* he stands in */
    struct ids own;      /* that he wrote */
    struct ids cases;    /* registered by hand, that he called about */
    struct ids sequels;  /* that he wrote after our reply */
    bool outbox;         /* a message that waits tells of him */
};

static bool take(void *ctx, const struct person_place *p, struct err *e)
{
    struct found *f = ctx;
    struct arena *a = f->x->a;
    if (!p->erasable)
        return true;
    if (f->n == ERASE_MOST)
        return err_set(e,
                       "stands in more than %d places: this is no person's "
                       "name",
                       ERASE_MOST);
    f->places = arena_grow(a, f->places, f->n, &f->cap, sizeof *f->places);
    struct person_place *at = &f->places[f->n++];
    *at = *p;
    at->table = str_dup(a, p->table), at->column = str_dup(a, p->column);
    at->text = str_dup(a, p->text);
    bool author = str_starts(p->column, STR("author"));
    if (str_eqz(p->table, "mention"))
        note(author ? &f->own : &f->mentions, a, p->id);
    if (str_eqz(p->table, "cases") && author)
        note(&f->cases, a, p->id);
    if (str_eqz(p->table, "sequel") && author)
        note(&f->sequels, a, p->id);
    f->outbox |= str_eqz(p->table, "outbox");
    return true;
}

/* A person of ours is no author: his name tells who did what. */
static bool is_ours(struct erase *x, struct str whom, struct err *e)
{
    bool ours = false;
    struct stmt *q = db_query(x->db, sql_users, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        ours |= bar_names(x->of, x->a, db_peek(q, 0)) ||
                bar_names(x->of, x->a, db_peek(q, 1));
    if (more < 0)
        return true;
    return ours && !err_set(e,
                            "'" STR_FMT "' is in the name of one of our "
                            "own, who stands in what he did",
                            STR_ARG(whom));
}

static bool may(struct erase *x, struct str whom, struct err *e)
{
    if (str_chars(x->of->folded) < LETTERS_LEAST)
        return err_set(e, "a name of %d letters at the least is needed",
                       LETTERS_LEAST);
    if (!str_trim(x->by->reason).n)
        return err_set(e, "why? give a reason");
    if (bar_stands(x->of, x->a, x->by->reason))
        return err_set(e, "the reason stays: do not name him in it");
    return !is_ours(x, whom, e);
}

/* Whose words an event tells: his, when he is named as their author, or when no
 * person of ours wrote it. */
static unsigned whole_of(struct erase *x, const struct event_row *r)
{
    struct str author = bar_author(r->detail);
    bool machine = str_eq(r->who, CRAWLER) || str_eq(r->who, CLOCK);
    bool his = author.n ? bar_names(x->of, x->a, author) : machine;
    return his ? BAR_AUTHOR | BAR_WORDS : 0;
}

static bool his_events(struct erase *x, const char *sql, int64_t of,
                       struct err *e)
{
    struct event_list l;
    bool ok = event_list(x->db, sql, of, x->a, &l, e);
    for (size_t i = 0; ok && i < l.n; i++)
        ok = erase_event(x, l.rows[i].id, whole_of(x, &l.rows[i]), e);
    return ok;
}

/* What he wrote goes in all mentions of its post. */
static bool with_beside(struct found *f, struct err *e)
{
    struct erase *x = f->x;
    bool ok = true;
    for (size_t i = 0, found = f->own.n; ok && i < found; i++) {
        struct told *rows = NULL;
        int64_t post = 0;
        size_t n = 0;
        ok = db_run_int(x->db, sql_post, ARGS(INT(f->own.rows[i])), &post, e) >
                 0 &&
             beside_find(x->db, x->a, post, &rows, &n, e);
        for (size_t r = 0; ok && r < n; r++)
            note(&f->own, x->a, rows[r].id);
    }
    return ok;
}

/* While they still tell that it is his. */
static bool own_events(const struct found *f, struct err *e)
{
    struct erase *x = f->x;
    bool ok = true;
    for (size_t i = 0; ok && i < f->own.n; i++) {
        int64_t led = 0, id = f->own.rows[i];
        ok = his_events(x, sql_of_mention, id, e) &&
             db_run_int(x->db, sql_cases_of, ARGS(INT(id)), &led, e) >= 0 &&
             (!led || his_events(x, sql_of_case, led, e));
    }
    for (size_t i = 0; ok && i < f->cases.n; i++)
        ok = his_events(x, sql_of_case, f->cases.rows[i], e);
    return ok;
}

static bool of_messages(struct erase *x, struct err *e)
{
    struct message {
        struct str key, receiver, body;
    } *rows = NULL;
    size_t n = 0, cap = 0;
    const struct bar_facts f = {0, x->of};
    struct stmt *q = db_query(x->db, sql_outbox, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        if (!bar_stands(x->of, x->a, db_peek(q, 2)))
            continue;
        rows = arena_grow(x->a, rows, n, &cap, sizeof *rows);
        rows[n++] = (struct message){db_str(q, 0, x->a), db_str(q, 1, x->a),
                                     db_str(q, 2, x->a)};
    }
    bool ok = more == 0;
    for (size_t i = 0; ok && i < n; i++, x->rows++)
        ok = db_run(x->db, sql_body,
                    ARGS(TEXT(rows[i].key), TEXT(rows[i].receiver),
                         TEXT(bar_detail(&f, x->a, rows[i].body))),
                    e);
    return ok;
}

static bool drop(struct erase *x, const char *sql, int64_t id, struct err *e)
{
    x->rows++;
    return db_run(x->db, sql, ARGS(INT(id)), e);
}

static bool of_places(const struct found *f, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < f->n; i++) {
        const struct person_place *p = &f->places[i];
        if (str_eqz(p->table, "mention") || str_eqz(p->table, "outbox"))
            continue; /* all() sees to them */
        else if (str_eqz(p->table, "event"))
            ok = erase_event(f->x, p->id, 0, e);
        else if (str_eqz(p->table, "saved_view"))
            ok = drop(f->x, sql_view, p->id, e);
        else if (str_eqz(p->table, "table_map"))
            ok = drop(f->x, sql_map, p->id, e);
        else if (str_eqz(p->table, "history") && has(&f->own, p->mention))
            continue; /* it went with the mention */
        else if (str_eqz(p->table, "cases") && has(&f->cases, p->id) &&
                 (str_eqz(p->column, "text") || str_eqz(p->column, "author") ||
                  str_eqz(p->column, "expected")))
            continue; /* likewise */
        else if (str_eqz(p->table, "sequel") && str_eqz(p->column, "author"))
            ok = erase_sequel(f->x, p->id, e);
        else if (!str_eqz(p->table, "sequel") || !has(&f->sequels, p->id))
            ok = erase_name(f->x, p, e);
    }
    return ok;
}

static bool all(struct found *f, struct err *e)
{
    struct erase *x = f->x;
    bool ok = with_beside(f, e) && own_events(f, e) && of_places(f, e);
    for (size_t i = 0; ok && i < f->own.n; i++)
        ok = erase_mention(x, f->own.rows[i], ERASE_AUTHOR | ERASE_TEXT, e);
    for (size_t i = 0; ok && i < f->mentions.n; i++)
        ok = has(&f->own, f->mentions.rows[i]) ||
             erase_mention(x, f->mentions.rows[i], 0, e);
    for (size_t i = 0; ok && i < f->cases.n; i++)
        ok = erase_caller(x, f->cases.rows[i], e);
    ok = ok && (!x->rows || db_run(x->db, sql_articles, NO_ARGS, e));
    return ok && (!f->outbox || of_messages(x, e)) && erase_tell(x, e) &&
           (!x->rows || db_kind(x->db) != DB_SQLITE ||
            db_run(x->db, db_text(x->db, sql_merge), NO_ARGS, e));
}

/* Deleted bytes of a file are overwritten, and its log is emptied. */
static bool scrub(struct db *db, const char *how, struct err *e)
{
    return db_kind(db) != DB_SQLITE || db_script(db, how, e);
}

bool store_person_erase(struct store *s, struct str whom,
                        const struct erasing *by, int64_t *rows, struct err *e)
{
    struct arena a = {0};
    struct bar of;
    bar_want(&of, &a, whom);
    of.whole_words = true;
    struct erase x = {
        .db = s->db, .a = &a, .by = by, .way = "request", .of = &of};
    struct found f = {.x = &x};
    bool ok = may(&x, whom, e) && scrub(s->db, "PRAGMA secure_delete = ON", e);
    if (ok && (ok = store_begin(s, e)))
        ok = store_end(s, person_places(s->db, whom, take, &f, e) && all(&f, e),
                       e);
    ok = ok && scrub(s->db, "PRAGMA wal_checkpoint(TRUNCATE)", e);
    *rows = x.rows;
    arena_clear(&a);
    return ok || err_add(e, "erase");
}
