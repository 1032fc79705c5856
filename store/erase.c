/* SPDX-License-Identifier: MIT
 * erase: row by row; the event that vouches for other events. */
#include "store/erase.h"

#include <stdio.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/json.h"
#include "base/json_read.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/persons.h"
#include "store/search.h"
#include "store/twin.h"
#include "store/words.h"

enum { EVENTS_MOST = 1000 /* that one event vouches for: 80 kB of it */ };

/* ---- mentions ---- */

SQL(sql_mention) = "SELECT title, text, lemmas, author, author_url, url,"
                   " thread, thread_title, reply_to, key1, key2, erased"
                   " FROM mention WHERE id = $1";
enum {
    M_TITLE,
    M_TEXT,
    M_LEMMAS,
    M_AUTHOR,
    M_AUTHOR_URL,
    M_URL,
    M_THREAD,
    M_THREAD_TITLE,
    M_REPLY_TO,
    M_KEY1,
    M_KEY2,
    M_FIELDS
};
SQL(sql_mention_set) =
    "UPDATE mention SET title = $2, text = $3, lemmas = $4, author = $5,"
    " author_url = $6, url = $7, thread = $8, thread_title = $9,"
    " reply_to = $10, key1 = $11, key2 = $12, erased = $13 WHERE id = $1";
SQL(sql_evidence) = "UPDATE verdict SET evidence = '[]' WHERE mention = $1";
/* It is known again by what it is known by in any source: hashes. */
SQL(sql_keys) = "SELECT source, kind, key FROM mention_key WHERE mention = $1"
                " AND source > 0";
SQL(sql_key_drop) = "DELETE FROM mention_key WHERE source = $1 AND kind = $2"
                    " AND key = $3";
#define BARRED(column)                                                         \
    column " = CASE " column " WHEN '' THEN '' ELSE '" BAR "' END"
#define HIS_CASE                                                               \
    "case_id IN (SELECT case_id FROM case_mention WHERE mention = $1)"
SQL(sql_history) = "UPDATE history SET " BARRED("title") ", " BARRED(
    "text") " WHERE mention = $1";
SQL(sql_label) = "UPDATE label SET " BARRED("text") " WHERE mention = $1";
SQL(sql_sequel_text) = "UPDATE sequel SET " BARRED("text") " WHERE " HIS_CASE;
SQL(sql_sequel_author) =
    "UPDATE sequel SET url = '', " BARRED("author") " WHERE " HIS_CASE;
SQL(sql_spot) = "UPDATE spot SET author = '' WHERE mention = $1";

static struct str over(struct erase *x, struct str text)
{
    return x->of ? bar_over(x->of, x->a, text) : text;
}

/* An address, or a key made of one, that names him: nothing is left of it. */
static struct str unless_named(struct erase *x, struct str s)
{
    return x->of && bar_names(x->of, x->a, s) ? STR("") : s;
}

static struct str hidden_key(struct erase *x, struct str key)
{
    if (!x->of || !bar_names(x->of, x->a, key))
        return key;
    return str_printf(x->a, "~%016llx", (unsigned long long)str_hash(key));
}

/* The words of his name leave what search finds. */
static struct str without(struct erase *x, struct str lemmas, struct str names)
{
    struct str kept = STR(""), one, name;
    while (str_split(&lemmas, ' ', &one)) {
        struct str rest = names;
        bool his = false;
        while (!his && str_split(&rest, ' ', &name))
            his = name.n && str_eq(name, one);
        if (one.n && !his)
            kept = str_printf(x->a, STR_FMT "%s" STR_FMT, STR_ARG(kept),
                              kept.n ? " " : "", STR_ARG(one));
    }
    return kept;
}

static void bar_mention(struct erase *x, struct str f[M_FIELDS], unsigned what)
{
    struct str title = f[M_TITLE], text = f[M_TEXT];
    bool own_thread = title.n && str_eq(title, f[M_THREAD_TITLE]);
    f[M_TITLE] = what & ERASE_TEXT && title.n ? STR(BAR) : over(x, title);
    f[M_TEXT] = what & ERASE_TEXT ? STR(BAR) : over(x, text);
    f[M_THREAD_TITLE] =
        what & ERASE_TEXT && own_thread ? STR(BAR) : over(x, f[M_THREAD_TITLE]);
    if (what & ERASE_TEXT)
        f[M_LEMMAS] = STR("");
    else if (!str_eq(title, f[M_TITLE]) || !str_eq(text, f[M_TEXT]))
        f[M_LEMMAS] = without(x, f[M_LEMMAS], x->by->lemmas);
    const int names[] = {M_AUTHOR, M_AUTHOR_URL};
    for (int i = 0; i < 2; i++)
        f[names[i]] =
            what & ERASE_AUTHOR ? STR("") : unless_named(x, f[names[i]]);
    f[M_URL] = unless_named(x, f[M_URL]);
    f[M_THREAD] = unless_named(x, f[M_THREAD]);
    f[M_REPLY_TO] = unless_named(x, f[M_REPLY_TO]);
    f[M_KEY1] = hidden_key(x, f[M_KEY1]);
    f[M_KEY2] = hidden_key(x, f[M_KEY2]);
}

static bool drop_keys(struct erase *x, int64_t id, struct err *e)
{
    struct key {
        int64_t source, kind;
        struct str key;
    } *keys = NULL;
    size_t n = 0, cap = 0;
    struct stmt *q = db_query(x->db, sql_keys, ARGS(INT(id)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        if (!x->of || !bar_names(x->of, x->a, db_peek(q, 2)))
            continue;
        keys = arena_grow(x->a, keys, n, &cap, sizeof *keys);
        keys[n++] =
            (struct key){db_int(q, 0), db_int(q, 1), db_str(q, 2, x->a)};
    }
    bool ok = more == 0;
    for (size_t i = 0; ok && i < n; i++)
        ok = db_run(
            x->db, sql_key_drop,
            ARGS(INT(keys[i].source), INT(keys[i].kind), TEXT(keys[i].key)), e);
    return ok;
}

static bool run(struct erase *x, const char *sql, int64_t id, struct err *e)
{
    return db_run(x->db, sql, ARGS(INT(id)), e);
}

/* What hangs on a mention. What came after our reply may be of others, who did
 * not ask to be erased. */
static bool bar_with_it(struct erase *x, int64_t id, unsigned what,
                        struct err *e)
{
    if (what & ERASE_TEXT &&
        !(run(x, sql_history, id, e) && run(x, sql_label, id, e) &&
          (x->of || run(x, sql_sequel_text, id, e))))
        return false;
    return !(what & ERASE_AUTHOR) ||
           (run(x, sql_spot, id, e) &&
            (x->of || run(x, sql_sequel_author, id, e)));
}

static bool write_mention(struct erase *x, int64_t id, struct str was[M_FIELDS],
                          struct str f[M_FIELDS], int64_t erased, struct err *e)
{
    bool words = !str_eq(was[M_TEXT], f[M_TEXT]) ||
                 !str_eq(was[M_TITLE], f[M_TITLE]) ||
                 !str_eq(was[M_LEMMAS], f[M_LEMMAS]);
    if (words && !(search_change(x->db, id, was[M_LEMMAS], f[M_LEMMAS], e) &&
                   twin_leave(x->db, id, e) && run(x, sql_evidence, id, e)))
        return false;
    return db_run(x->db, sql_mention_set,
                  ARGS(INT(id), TEXT(f[M_TITLE]), TEXT(f[M_TEXT]),
                       TEXT(f[M_LEMMAS]), TEXT(f[M_AUTHOR]),
                       TEXT(f[M_AUTHOR_URL]), TEXT(f[M_URL]), TEXT(f[M_THREAD]),
                       TEXT(f[M_THREAD_TITLE]), TEXT(f[M_REPLY_TO]),
                       TEXT(f[M_KEY1]), TEXT(f[M_KEY2]), INT(erased)),
                  e) &&
           drop_keys(x, id, e) &&
           (!words || (words_change(x->db, id, e) && twin_join(x->db, id, e)));
}

bool erase_mention(struct erase *x, int64_t id, unsigned what, struct err *e)
{
    struct str was[M_FIELDS], f[M_FIELDS];
    int64_t erased = 0;
    struct stmt *q = db_query(x->db, sql_mention, ARGS(INT(id)), e);
    int more = q ? db_next(q, e) : -1;
    for (int i = 0; more > 0 && i < M_FIELDS; i++)
        was[i] = f[i] = db_str(q, i, x->a);
    if (more <= 0)
        return more == 0;
    erased = db_int(q, M_FIELDS) | what;
    db_stop(q);
    bar_mention(x, f, what);
    x->rows++;
    return write_mention(x, id, was, f, erased, e) &&
           bar_with_it(x, id, what, e);
}

/* ---- cases ---- */

/* clang-format off */
SQL(sql_case) =
    "UPDATE cases SET erased = 1, " BARRED("author") ", "
    BARRED("text") ", "
    BARRED("topic") ", "
    BARRED("expected") ", "
    BARRED("reason") ", "
    BARRED("result") ", "
    BARRED("checked") ", "
    BARRED("ended_why") ", "
    BARRED("posted_why") ", "
    BARRED("asleep_why") ", "
    BARRED("found") ", "
    BARRED("their_side") ", "
    BARRED("our_side")
    " WHERE id = $1";
/* clang-format on */
SQL(sql_notes) = "UPDATE case_note SET " BARRED("text") " WHERE case_id = $1";
SQL(sql_tasks) = "UPDATE task SET " BARRED("what") ", " BARRED(
    "result") " WHERE case_id = $1";
SQL(sql_promises) = "UPDATE promise SET " BARRED("what") ", " BARRED(
    "to_whom") ", " BARRED("result") " WHERE case_id = $1";
SQL(sql_drafts) = "UPDATE draft SET " BARRED("text") " WHERE case_id = $1";
SQL(sql_sequels) = "UPDATE sequel SET url = '', " BARRED("author") ", " BARRED(
    "text") " WHERE case_id = $1";

bool erase_case(struct erase *x, int64_t id, struct err *e)
{
    static const char *const *const ALL[] = {&sql_case,   &sql_notes,
                                             &sql_tasks,  &sql_promises,
                                             &sql_drafts, &sql_sequels};
    x->rows++;
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        if (!run(x, *ALL[i], id, e))
            return false;
    return true;
}

SQL(sql_caller) = "UPDATE cases SET " BARRED("author") ", " BARRED(
    "text") ", " BARRED("expected") " WHERE id = $1";
SQL(sql_sequel) = "UPDATE sequel SET url = '', " BARRED("author") ", " BARRED(
    "text") " WHERE id = $1";

bool erase_caller(struct erase *x, int64_t id, struct err *e)
{
    x->rows++;
    return run(x, sql_caller, id, e);
}

bool erase_sequel(struct erase *x, int64_t id, struct err *e)
{
    x->rows++;
    return run(x, sql_sequel, id, e);
}

/* ---- a name in the words of others ---- */

/* Of a row by its key. An address that names him goes whole. */
#define FIELDS(X)                                                              \
    X(history, title, id)                                                      \
    X(history, text, id)                                                       \
    X(sequel, author, id)                                                      \
    X(sequel, text, id)                                                        \
    X(sequel, url, id)                                                         \
    X(spot, author, mention)                                                   \
    X(label, text, id)                                                         \
    X(cases, author, id)                                                       \
    X(cases, text, id)                                                         \
    X(cases, topic, id)                                                        \
    X(cases, expected, id)                                                     \
    X(cases, reason, id)                                                       \
    X(cases, result, id)                                                       \
    X(cases, checked, id)                                                      \
    X(cases, ended_why, id)                                                    \
    X(cases, posted_why, id)                                                   \
    X(cases, asleep_why, id)                                                   \
    X(cases, found, id)                                                        \
    X(cases, their_side, id)                                                   \
    X(cases, our_side, id)                                                     \
    X(case_note, text, id)                                                     \
    X(task, what, id)                                                          \
    X(task, result, id)                                                        \
    X(promise, what, id)                                                       \
    X(promise, to_whom, id)                                                    \
    X(promise, result, id)                                                     \
    X(draft, text, id)                                                         \
    X(statement_text, title, id)                                               \
    X(statement_text, text, id)                                                \
    X(incident, truth, id)                                                     \
    X(incident, closed_why, id)                                                \
    X(incident, thread, id)                                                    \
    X(spot, thread, mention)                                                   \
    X(proposal, what, id)                                                      \
    X(proposal, reason, id)
#define AS_SQL(table, column, key)                                             \
    SQL(sql_in_##table##_##column) =                                           \
        "UPDATE " #table " SET " #column " = $2 WHERE " #key " = $1";
FIELDS(AS_SQL)
#define AS_FIELD(table, column, key)                                           \
    {#table, #column, &sql_in_##table##_##column},
static const struct {
    const char *table, *column;
    const char *const *set; /* its text */
} fields[] = {FIELDS(AS_FIELD)};

bool erase_name(struct erase *x, const struct person_place *at, struct err *e)
{
    bool link = str_eqz(at->column, "url") || str_eqz(at->column, "thread");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!str_eqz(at->table, fields[i].table) ||
            !str_eqz(at->column, fields[i].column))
            continue;
        struct str text = link ? STR("") : over(x, at->text);
        x->rows++;
        return db_run(x->db, *fields[i].set, ARGS(INT(at->id), TEXT(text)), e);
    }
    return err_set(e, "no name is erased out of " STR_FMT "." STR_FMT,
                   STR_ARG(at->table), STR_ARG(at->column));
}

/* ---- events ---- */

SQL(sql_event) = "SELECT " EVENT_COLUMNS " FROM event WHERE id = $1"
                 " AND what NOT IN " ERASED_NEVER;
SQL(sql_detail) = "UPDATE event SET detail = $2 WHERE id = $1";

bool erase_event(struct erase *x, int64_t id, unsigned whole, struct err *e)
{
    struct event_list l;
    const struct bar_facts f = {whole, x->of};
    if (!event_list(x->db, sql_event, id, x->a, &l, e))
        return false;
    if (!l.n)
        return true;
    struct str detail = bar_detail(&f, x->a, l.rows->detail);
    if (str_eq(detail, l.rows->detail))
        return true;
    x->events = arena_grow(x->a, x->events, x->n, &x->cap, sizeof *x->events);
    x->events[x->n++] = id;
    x->rows++;
    return db_run(x->db, sql_detail, ARGS(INT(id), TEXT(detail)), e);
}

/* What is vouched for: all that the event has, its old hash too. */
static void digest(const struct event_row *r, char hex[EVENT_HEX])
{
    event_chain(r->hash, r, hex);
}

/* ---- telling ---- */

SQL(sql_erasure) = "INSERT INTO erasure (at, who, way, reason, rows)"
                   " VALUES ($1, $2, $3, $4, $5) RETURNING id";
SQL(sql_by) = "INSERT INTO erased (event, by_event) VALUES ($1, $2)"
              " ON CONFLICT (event) DO UPDATE SET by_event = $2";

static bool put_events(struct erase *x, struct json *j, size_t from, size_t to,
                       struct err *e)
{
    json_key(j, "events"), json_map(j);
    for (size_t i = from; i < to; i++) {
        struct event_list l;
        char hex[EVENT_HEX], name[32];
        if (!event_list(x->db, sql_event, x->events[i], x->a, &l, e) || !l.n)
            return false;
        digest(l.rows, hex);
        int n = snprintf(name, sizeof name, "%lld", (long long)x->events[i]);
        json_name(j, (struct str){name, (size_t)n}, true);
        json_str(j, str_of(hex));
    }
    json_end(j);
    return true;
}

static bool tell(struct erase *x, int64_t erasure, size_t from, size_t to,
                 struct err *e)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    json_map(&j);
    json_key(&j, "erasure"), json_int(&j, erasure);
    json_key(&j, "way"), json_z(&j, x->way);
    json_key(&j, "reason"), json_str(&j, x->by->reason);
    json_key(&j, "rows"), json_int(&j, x->rows);
    bool ok = put_events(x, &j, from, to, e);
    json_end(&j);
    struct event ev = {.at = x->by->now,
                       .who = x->by->who,
                       .what = ERASED,
                       .detail = buf_view(&out)};
    ok = ok && event_add(x->db, &ev, e);
    buf_clear(&out);
    int64_t by = event_newest(x->db);
    for (size_t i = from; ok && i < to; i++)
        ok = db_run(x->db, sql_by, ARGS(INT(x->events[i]), INT(by)), e);
    return ok;
}

bool erase_tell(struct erase *x, struct err *e)
{
    int64_t id;
    size_t from = 0;
    if (!x->rows)
        return true;
    if (db_run_int(x->db, sql_erasure,
                   ARGS(INT(x->by->now), TEXT(x->by->who), TEXT(str_of(x->way)),
                        TEXT(x->by->reason), INT(x->rows)),
                   &id, e) <= 0)
        return false;
    do {
        size_t to = x->n - from > EVENTS_MOST ? from + EVENTS_MOST : x->n;
        if (!tell(x, id, from, to, e))
            return false;
        from = to;
    } while (from < x->n);
    return true;
}

/* ---- vouching ---- */

SQL(sql_voucher) = "SELECT v.detail FROM erased x JOIN event v"
                   " ON v.id = x.by_event WHERE x.event = $1"
                   " AND v.id > x.event AND v.what = '" ERASED "'";

/* Of what verify goes by nothing is ever erased. */
static bool may_be_erased(struct str what)
{
    return !str_eqz(what, "sealed") && !str_eqz(what, "baseline") &&
           !str_eqz(what, "accepted") && !str_eqz(what, ERASED);
}

bool erase_vouches(struct db *db, const struct event_row *r, bool *yes,
                   struct err *e)
{
    char hex[EVENT_HEX], wanted[32 + EVENT_HEX];
    *yes = false;
    if (!may_be_erased(r->what) || str_find(r->detail, STR(BAR)) < 0)
        return true;
    digest(r, hex);
    snprintf(wanted, sizeof wanted, "\"%lld\":\"%s\"", (long long)r->id, hex);
    struct stmt *q = db_query(db, sql_voucher, ARGS(INT(r->id)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        *yes = str_find(db_peek(q, 0), str_of(wanted)) >= 0;
    return more == 0;
}
