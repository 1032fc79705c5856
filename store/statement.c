/* SPDX-License-Identifier: MIT
 * statement: its texts, its line. */
#include <stdio.h>

#include "store/event.h"
#include "store/internal.h"
#include "store/sight.h"

SQL(sql_new) = "INSERT INTO statement (mention, version)"
               " VALUES (CASE WHEN $1 > 0 THEN $1 END, 0) RETURNING id";
SQL(sql_next) = "UPDATE statement SET version = version + 1, state = CASE state"
                " WHEN 'published' THEN state ELSE 'draft' END WHERE id = $1"
                " RETURNING version";
SQL(sql_text) =
    "INSERT INTO statement_text (statement, version, lang, title, text, who,"
    " at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
#define COLUMNS                                                                \
    "SELECT s.id, coalesce(s.mention, 0), s.state, s.version, s.approved,"     \
    " s.public, s.published, s.updated, s.reason, t.lang,"                     \
    " t.title, t.text, t.who, coalesce(CASE WHEN lower(m.url) LIKE 'http%'"    \
    " THEN m.url ELSE m.thread END, ''),"                                      \
    " coalesce((SELECT cm.case_id FROM case_mention cm"                        \
    " WHERE cm.mention = s.mention), 0)"                                       \
    " FROM statement s JOIN statement_text t"                                  \
    " ON t.statement = s.id AND t.version = "
#define OF_MENTION " LEFT JOIN mention m ON m.id = s.mention "
/* Of what was taken back the words that had been approved. */
SQL(sql_all) = COLUMNS "CASE s.state WHEN 'withdrawn' THEN s.approved ELSE "
                       "s.version END" OF_MENTION "WHERE $1 = 0 OR s.id < $1"
                       " ORDER BY s.id DESC LIMIT $2";
SQL(sql_public) = COLUMNS "s.public" OF_MENTION
                          "WHERE s.public > 0 ORDER BY s.updated"
                          " DESC, s.id DESC";
SQL(sql_one) = COLUMNS "s.version" OF_MENTION "WHERE s.id = $1";
SQL(sql_of) = COLUMNS "s.version" OF_MENTION "WHERE s.mention = $1"
                      " ORDER BY s.id DESC";
SQL(sql_texts) = "SELECT version, lang, title, text, who, at FROM"
                 " statement_text WHERE statement = $1 ORDER BY version DESC";
SQL(sql_approve) =
    "UPDATE statement SET approved = version, approved_by = $2, state = CASE"
    " WHEN public > 0 THEN state ELSE 'approved' END WHERE id = $1"
    " AND approved < version AND ($3 = 0 OR version = $3)"
    " RETURNING coalesce(mention, 0)";
SQL(sql_publish) =
    "UPDATE statement SET public = approved, state = 'published', reason = '',"
    " published = CASE published WHEN 0 THEN $2 ELSE published END,"
    " updated = $2 WHERE id = $1 AND approved > 0 AND public <> approved"
    " RETURNING coalesce(mention, 0)";
SQL(sql_withdraw) =
    "UPDATE statement SET public = 0, state = 'withdrawn', reason = $2"
    " WHERE id = $1 AND public > 0 RETURNING coalesce(mention, 0)";

/* Our reply as it was approved, and as the crawler saw it. */
SQL(sql_ours) =
    "SELECT c.posted, coalesce((SELECT d.text FROM draft d WHERE d.mention ="
    " c.mention AND d.who <> 'matrix' ORDER BY d.id DESC LIMIT 1), ''),"
    " coalesce((SELECT q.text FROM sequel q WHERE q.case_id = c.id"
    " AND q.what = 'ours' ORDER BY q.id DESC LIMIT 1), '')"
    " FROM case_mention cm JOIN cases c ON c.id = cm.case_id"
    " WHERE cm.mention = $1 AND c.status = 'approved'";

static bool tell(struct db *db, const struct statement_step *p,
                 const char *what, int64_t mention, struct err *e)
{
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)p->id);
    struct event ev = {.at = p->now,
                       .mention = mention,
                       .who = p->who,
                       .what = what,
                       .facts = {{"statement", str_of(id)}}};
    if (p->reason.n)
        ev.facts[1] = (struct event_fact){"reason", p->reason};
    return event_add(db, &ev, e);
}

static bool put(struct db *db, struct statement_text *t, struct err *e)
{
    if (!t->statement &&
        db_run_int(db, sql_new, ARGS(INT(t->mention)), &t->statement, e) <= 0)
        return false;
    int there =
        db_run_int(db, sql_next, ARGS(INT(t->statement)), &t->version, e);
    if (there == 0)
        return err_set(e, "there is no statement %ld", (long)t->statement);
    const struct statement_step p = {
        .id = t->statement, .who = t->who, .now = t->at};
    return there > 0 &&
           db_run(db, sql_text,
                  ARGS(INT(t->statement), INT(t->version), TEXT(t->lang),
                       TEXT(str_trim(t->title)), TEXT(str_trim(t->text)),
                       TEXT(t->who), INT(t->at)),
                  e) &&
           tell(db, &p, "statement", t->mention, e);
}

bool store_statement_put(struct store *s, struct statement_text *t,
                         struct err *e)
{
    if (!str_trim(t->title).n || !str_trim(t->text).n || !t->who.n)
        return err_set(e, "a statement needs a title, a text and an author");
    return store_begin(s, e) && store_end(s, put(s->db, t, e), e);
}

/* Whom the matter concerns is not led to who said it. */
static struct statement read_row(const struct store *s, struct stmt *q,
                                 struct arena *a)
{
    bool hidden = sight_concerns(s, db_int(q, 14));
    return (struct statement){.id = db_int(q, 0),
                              .mention = db_int(q, 1),
                              .state = db_str(q, 2, a),
                              .version = db_int(q, 3),
                              .approved = db_int(q, 4),
                              .public = db_int(q, 5),
                              .published = db_int(q, 6),
                              .updated = db_int(q, 7),
                              .reason = db_str(q, 8, a),
                              .lang = db_str(q, 9, a),
                              .title = db_str(q, 10, a),
                              .text = db_str(q, 11, a),
                              .who = db_str(q, 12, a),
                              .discussion =
                                  hidden ? STR("") : db_str(q, 13, a)};
}

static bool list(const struct store *s, struct arena *a, struct stmt *q,
                 struct statement **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = read_row(s, q, a);
    }
    return more == 0;
}

bool store_statements(struct store *s, struct arena *a,
                      struct statement_part part, struct statement **rows,
                      size_t *n, struct err *e)
{
    int64_t limit = part.limit ? (int64_t)part.limit : INT64_MAX;
    return list(s, a,
                db_query(s->db, sql_all, ARGS(INT(part.behind), INT(limit)), e),
                rows, n, e);
}

bool store_statements_public(struct store *s, struct arena *a,
                             struct statement **rows, size_t *n, struct err *e)
{
    return list(s, a, db_query(s->db, sql_public, NO_ARGS, e), rows, n, e);
}

bool store_statements_of(struct store *s, struct arena *a, int64_t mention,
                         struct statement **rows, size_t *n, struct err *e)
{
    return list(s, a, db_query(s->db, sql_of, ARGS(INT(mention)), e), rows, n,
                e);
}

bool store_statement_get(struct store *s, struct arena *a, int64_t id,
                         struct statement *out, struct err *e)
{
    struct statement *rows;
    size_t n;
    *out = (struct statement){0};
    if (!list(s, a, db_query(s->db, sql_one, ARGS(INT(id)), e), &rows, &n, e))
        return false;
    if (n)
        *out = rows[0];
    return true;
}

bool store_statement_texts(struct store *s, struct arena *a, int64_t id,
                           struct statement_text **rows, size_t *n,
                           struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_texts, ARGS(INT(id)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct statement_text){.statement = id,
                                                  .version = db_int(q, 0),
                                                  .lang = db_str(q, 1, a),
                                                  .title = db_str(q, 2, a),
                                                  .text = db_str(q, 3, a),
                                                  .who = db_str(q, 4, a),
                                                  .at = db_int(q, 5)};
    }
    return more == 0;
}

/* One move, whose statement says which mention it is about. */
static bool step(struct store *s, const struct statement_step *p,
                 const char *sql, struct args args, const char *what,
                 struct err *e)
{
    int64_t mention = 0;
    if (!store_begin(s, e))
        return false;
    int moved = db_run_int(s->db, sql, args, &mention, e);
    if (moved == 0)
        err_set(e, "statement %ld is not there, or is not to be %s",
                (long)p->id, what + sizeof "statement");
    return store_end(s, moved > 0 && tell(s->db, p, what, mention, e), e);
}

bool store_statement_approve(struct store *s, const struct statement_step *p,
                             struct err *e)
{
    return step(s, p, sql_approve,
                ARGS(INT(p->id), TEXT(p->who), INT(p->version)),
                "statement-approved", e);
}

bool store_statement_publish(struct store *s, const struct statement_step *p,
                             struct err *e)
{
    return step(s, p, sql_publish, ARGS(INT(p->id), INT(p->now)),
                "statement-published", e);
}

bool store_statement_withdraw(struct store *s, const struct statement_step *p,
                              struct err *e)
{
    if (!str_trim(p->reason).n)
        return err_set(e, "a statement is withdrawn with a reason only");
    return step(s, p, sql_withdraw, ARGS(INT(p->id), TEXT(p->reason)),
                "statement-withdrawn", e);
}

/* People and venues write it without its scheme. */
static bool leads_to(struct str text, struct str url)
{
    ptrdiff_t scheme = str_find(url, STR("://"));
    struct str bare = str_from(url, scheme < 0 ? 0 : (size_t)scheme + 3);
    if (str_starts_nocase(bare, STR("www.")))
        bare = str_from(bare, 4);
    return bare.n && str_find(text, bare) >= 0;
}

bool store_statement_back(struct store *s, const struct statement *st,
                          struct str url, struct str *is, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_ours, ARGS(INT(st->mention)), e);
    int more = q ? db_next(q, e) : -1;
    *is = st->mention ? STR("waits") : STR("none");
    if (more <= 0)
        return more == 0;
    struct str seen = db_peek(q, 2);
    bool has = leads_to(db_peek(q, 1), url);
    if (db_int(q, 0) > 0)
        *is = leads_to(seen, url) ? STR("there")
              : !has              ? STR("missing")
              : seen.n            ? STR("lost")
                                  : STR("ours");
    db_stop(q);
    return true;
}
