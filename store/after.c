/* SPDX-License-Identifier: MIT
 * after: what comes after our reply, each once, and what follows from it. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"

enum { DAY_S = 24 * 3600 };

const struct after_terms AFTER_TERMS = {.reopen = 14 * DAY_S,
                                        .silence = 7 * DAY_S,
                                        .details = 5 * DAY_S,
                                        .watch = 60 * DAY_S};

#define WATCHED                                                                \
    "SELECT c.id, m.id, m.source, m.thread, m.key1, m.key2, m.author,"         \
    " c.closed, c.posted, c.seen, coalesce((SELECT text FROM draft d"          \
    " WHERE d.mention = m.id AND d.who <> 'matrix' ORDER BY d.id DESC LIMIT "  \
    "1), '') FROM cases c JOIN mention m ON m.id = c.mention WHERE "
/* What nobody has posted is looked for as long as what was posted is. */
SQL(sql_approved) = WATCHED "c.status = 'approved' AND c.posted = 0"
                            " AND c.closed > $1 ORDER BY c.closed DESC"
                            " LIMIT $2";
SQL(sql_public) = WATCHED "c.posted > 0 AND c.posted > $1"
                          " ORDER BY c.posted DESC LIMIT $2";
SQL(sql_add) =
    "INSERT INTO sequel (case_id, what, key, at, published, author, url, text)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"
    " RETURNING id";
SQL(sql_list) = "SELECT id, what, key, at, published, author, url, text"
                " FROM sequel WHERE case_id = $1 ORDER BY id";
SQL(sql_lift) = "UPDATE cases SET answered = $2 WHERE id = $1 AND posted > 0";
SQL(sql_seen) = "UPDATE cases SET seen = $2 WHERE id = $1 AND posted > 0"
                " AND seen = 0";
SQL(sql_heed) = "UPDATE cases SET answered = 0 WHERE id = $1 AND answered > 0"
                " RETURNING coalesce(mention, 0)";
#define BRAND_OF      CASE_OWN("c.brand", "m.brand")
#define DEPARTMENT_OF CASE_OWN("c.department", "d.department")
SQL(sql_state) = "SELECT coalesce(c.mention, 0), c.state, c.ended, " BRAND_OF
                 ", " DEPARTMENT_OF ", c.topic, c.concerns"
                 " FROM cases c LEFT JOIN mention m ON m.id = c.mention"
                 " LEFT JOIN decision d ON d.mention = c.mention"
                 " WHERE c.id = $1";
SQL(sql_reopen) = "UPDATE cases SET " LIVES_AGAIN " WHERE id = $1";
/* The newest of those that go on from it, one from the other; or itself. */
SQL(sql_newest) =
    "WITH RECURSIVE line(id) AS (SELECT CAST($1 AS BIGINT) UNION SELECT c.id"
    " FROM cases c JOIN line l ON c.continues = l.id)"
    " SELECT max(id) FROM line";
SQL(sql_posted_case) = "SELECT id FROM cases WHERE mention = $1"
                       " AND status = 'approved' AND posted > 0";
/* Nobody has answered, and so long ago we did. */
#define UNANSWERED(asked, kind)                                                \
    "SELECT c.id, m.id, m.author, m.url FROM cases c JOIN mention m"           \
    " ON m.id = c.mention WHERE c.posted > 0"                                  \
    " AND c.posted > $2 AND c.posted <= $1" asked                              \
    " AND NOT EXISTS (SELECT 1 FROM sequel q WHERE q.case_id = c.id"           \
    " AND q.what IN ('answered', " kind ") AND q.at >= c.posted)"              \
    " ORDER BY c.posted"
SQL(sql_silent) = UNANSWERED("", "'silent'");
SQL(sql_details) = UNANSWERED(" AND c.asked > 0", "'details'");
SQL(sql_author) =
    "SELECT count(*) FROM sequel q JOIN cases c ON c.id = q.case_id"
    " JOIN mention m ON m.id = c.mention WHERE q.what = 'details'"
    " AND q.author = $2 AND m.source = $1 AND $2 <> ''";

static struct watched read_watched(struct stmt *q, struct arena *a)
{
    return (struct watched){.case_id = db_int(q, 0),
                            .mention = db_int(q, 1),
                            .source = db_int(q, 2),
                            .thread = db_str(q, 3, a),
                            .key1 = db_str(q, 4, a),
                            .key2 = db_str(q, 5, a),
                            .author = db_str(q, 6, a),
                            .approved = db_int(q, 7),
                            .posted = db_int(q, 8),
                            .seen = db_int(q, 9),
                            .text = db_str(q, 10, a)};
}

bool store_watched(struct store *s, struct arena *a, int64_t since,
                   struct watched **rows, size_t *n, struct err *e)
{
    const char *const texts[] = {sql_approved, sql_public};
    size_t cap = 0;
    *rows = NULL, *n = 0;
    for (int i = 0; i < 2; i++) {
        struct stmt *q =
            db_query(s->db, texts[i], ARGS(INT(since), INT(WATCHED_MOST)), e);
        int more = -1;
        while (q && (more = db_next(q, e)) > 0) {
            *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
            (*rows)[(*n)++] = read_watched(q, a);
        }
        if (more < 0)
            return false;
    }
    return true;
}

bool store_sequels(struct store *s, struct arena *a, int64_t case_id,
                   struct sequel_row **rows, size_t *n, struct err *e)
{
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_list, ARGS(INT(case_id)), e);
    int more = -1;
    *rows = NULL, *n = 0;
    while (q && (more = db_next(q, e)) > 0) {
        *rows = arena_grow(a, *rows, *n, &cap, sizeof **rows);
        (*rows)[(*n)++] = (struct sequel_row){.id = db_int(q, 0),
                                              .case_id = case_id,
                                              .what = db_str(q, 1, a),
                                              .key = db_str(q, 2, a),
                                              .at = db_int(q, 3),
                                              .published = db_int(q, 4),
                                              .author = db_str(q, 5, a),
                                              .url = db_str(q, 6, a),
                                              .text = db_str(q, 7, a)};
    }
    return more == 0;
}

static bool insert(struct db *db, const struct sequel_row *r, bool *fresh,
                   struct err *e)
{
    int64_t id;
    int added = db_run_int(db, sql_add,
                           ARGS(INT(r->case_id), TEXT(r->what), TEXT(r->key),
                                INT(r->at), INT(r->published), TEXT(r->author),
                                TEXT(r->url), TEXT(r->text)),
                           &id, e);
    *fresh = added > 0;
    return added >= 0;
}

/* The case as it is when something comes. */
struct place {
    int64_t mention, ended;
    struct str state, brand, department, topic, concerns;
};

static bool look(struct db *db, int64_t case_id, struct arena *a,
                 struct place *p, struct err *e)
{
    struct stmt *q = db_query(db, sql_state, ARGS(INT(case_id)), e);
    int more = -1;
    *p = (struct place){0};
    while (q && (more = db_next(q, e)) > 0)
        *p = (struct place){.mention = db_int(q, 0),
                            .state = db_str(q, 1, a),
                            .ended = db_int(q, 2),
                            .brand = db_str(q, 3, a),
                            .department = db_str(q, 4, a),
                            .topic = db_str(q, 5, a),
                            .concerns = db_str(q, 6, a)};
    return more == 0;
}

static bool tell(struct db *db, const struct sequel_row *r, struct str who,
                 const char *what, int64_t mention, struct err *e)
{
    struct event ev = {
        .at = r->at,
        .mention = mention,
        .case_id = r->case_id,
        .who = who,
        .what = what,
        .facts = {{"url", r->url}, {"author", r->author}, {"text", r->text}}};
    return event_add(db, &ev, e);
}

/* Too late for the closed case: one of its own, which goes on from it. Where it
 * stands is told by the event alone: the text of a case is read by people who
 * are not to learn who wrote it. */
static bool open_anew(struct store *s, const struct sequel_row *r,
                      const struct place *p, struct err *e)
{
    struct case_card card = {.channel = STR("thread"),
                             .opened_by = CRAWLER,
                             .author = r->author,
                             .brand = p->brand,
                             .department = p->department,
                             .topic = p->topic,
                             .concerns = p->concerns,
                             .continues = r->case_id,
                             .text = r->text};
    return case_carry_on(s, &card, r->url, r->at, e);
}

static bool hear(struct store *s, const struct sequel_row *r, struct err *e)
{
    bool done;
    struct act act = {.case_id = r->case_id, .who = CRAWLER, .now = r->at};
    return pause_end(s, &act, STR(""), &done, e);
}

/* The case itself while it is worked on; else the newest of those that go on
 * from it, one from the other. */
static bool find_open(struct db *db, const struct sequel_row *r,
                      struct arena *a, struct sequel_row *here, struct place *p,
                      struct err *e)
{
    *here = *r;
    if (!look(db, r->case_id, a, p, e))
        return false;
    if (!str_eqz(p->state, "closed") && !str_eqz(p->state, "dismissed"))
        return true;
    return db_run_int(db, sql_newest, ARGS(INT(r->case_id)), &here->case_id,
                      e) > 0 &&
           look(db, here->case_id, a, p, e);
}

/* What was said joins the case that is worked on, which waits no more. */
static bool come_back(struct store *s, const struct sequel_row *r,
                      const struct after_terms *terms, struct arena *a,
                      struct err *e)
{
    struct place p;
    struct sequel_row here;
    if (!find_open(s->db, r, a, &here, &p, e))
        return false;
    bool closed = str_eqz(p.state, "closed");
    if (closed && r->at > p.ended + terms->reopen)
        return open_anew(s, &here, &p, e);
    if (here.case_id != r->case_id &&
        (!tell(s->db, &here, CRAWLER, "answered", p.mention, e) ||
         !hear(s, &here, e)))
        return false;
    return !closed || (db_run(s->db, sql_reopen, ARGS(INT(here.case_id)), e) &&
                       tell(s->db, &here, CRAWLER, "resumed", p.mention, e));
}

static bool follow(struct store *s, const struct sequel_row *r,
                   const struct after_terms *terms, struct arena *a,
                   struct err *e)
{
    struct place p;
    if (!look(s->db, r->case_id, a, &p, e))
        return false;
    if (str_eqz(r->what, "ours"))
        return db_run(s->db, sql_seen, ARGS(INT(r->case_id), INT(r->at)), e) &&
               tell(s->db, r, CRAWLER, "seen", p.mention, e);
    return tell(s->db, r, CRAWLER, "answered", p.mention, e) && hear(s, r, e) &&
           db_run(s->db, sql_lift, ARGS(INT(r->case_id), INT(r->at)), e) &&
           come_back(s, r, terms, a, e);
}

static bool add(struct store *s, const struct sequel_row *r,
                const struct after_terms *terms, bool *fresh, struct err *e)
{
    struct arena a = {0};
    bool ok =
        insert(s->db, r, fresh, e) && (!*fresh || follow(s, r, terms, &a, e));
    arena_clear(&a);
    return ok;
}

bool store_sequel_add(struct store *s, const struct sequel_row *row,
                      const struct after_terms *terms, bool *fresh,
                      struct err *e)
{
    return store_begin(s, e) && store_end(s, add(s, row, terms, fresh, e), e);
}

/* The event is told by who changed the mention. */
bool case_after(struct store *s, const struct mention *m, const char *what,
                struct err *e)
{
    char key[32];
    bool fresh;
    struct sequel_row r = {.what = str_of(what),
                           .at = m->post.collected,
                           .author = m->post.author,
                           .url = m->post.url,
                           .text = m->post.text};
    int there =
        db_run_int(s->db, sql_posted_case, ARGS(INT(m->id)), &r.case_id, e);
    if (there <= 0)
        return there == 0;
    snprintf(key, sizeof key, "%lld", (long long)m->post.collected);
    r.key = str_of(key);
    return insert(s->db, &r, &fresh, e) &&
           (!str_eqz(r.what, "edited") || hear(s, &r, e)) &&
           db_run(s->db, sql_lift, ARGS(INT(r.case_id), INT(r.at)), e);
}

/* Cases that nobody answered for so long: silences that were not told. */
struct silences {
    struct silence {
        int64_t mention;
        struct sequel_row row;
    } * rows;
    size_t n, cap;
};

static bool find(struct db *db, struct arena *a, int64_t now,
                 const struct after_terms *terms, bool details,
                 struct silences *found, struct err *e)
{
    int64_t term = details ? terms->details : terms->silence;
    struct str key = str_printf(a, "%lld", (long long)now);
    if (term <= 0)
        return true;
    struct stmt *q =
        db_query(db, details ? sql_details : sql_silent,
                 ARGS(INT(now - term), INT(now - term - terms->watch)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        found->rows = arena_grow(a, found->rows, found->n, &found->cap,
                                 sizeof *found->rows);
        found->rows[found->n++] = (struct silence){
            .mention = db_int(q, 1),
            .row = {.case_id = db_int(q, 0),
                    .what = details ? STR("details") : STR("silent"),
                    .key = key,
                    .at = now,
                    .author = db_str(q, 2, a),
                    .url = db_str(q, 3, a)}};
    }
    return more == 0;
}

static bool find_all(struct db *db, struct arena *a, int64_t now,
                     const struct after_terms *terms, struct silences *found,
                     struct err *e)
{
    *found = (struct silences){0};
    return find(db, a, now, terms, false, found, e) &&
           find(db, a, now, terms, true, found, e);
}

static bool tell_all(struct db *db, struct arena *a, int64_t now,
                     const struct after_terms *terms, struct err *e)
{
    struct silences found;
    bool ok = find_all(db, a, now, terms, &found, e);
    for (size_t i = 0; ok && i < found.n; i++) {
        const struct sequel_row *r = &found.rows[i].row;
        const char *what =
            str_eqz(r->what, "silent") ? "silent" : "unexplained";
        bool fresh;
        ok = insert(db, r, &fresh, e) &&
             tell(db, r, CLOCK, what, found.rows[i].mention, e);
    }
    return ok;
}

/* Most times there is none: no write lock is taken then. */
bool store_silences(struct store *s, int64_t now,
                    const struct after_terms *terms, struct err *e)
{
    struct arena a = {0};
    struct silences found;
    bool ok = find_all(s->db, &a, now, terms, &found, e);
    if (ok && found.n)
        ok = store_begin(s, e) &&
             store_end(s, tell_all(s->db, &a, now, terms, e), e);
    arena_clear(&a);
    return ok;
}

bool store_case_heeded(struct store *s, int64_t case_id, struct str who,
                       int64_t now, struct err *e)
{
    struct event ev = {
        .at = now, .case_id = case_id, .who = who, .what = "heeded"};
    if (!store_begin(s, e))
        return false;
    int moved = db_run_int(s->db, sql_heed, ARGS(INT(case_id)), &ev.mention, e);
    if (moved == 0)
        err_set(e, "nothing new came to case %ld", (long)case_id);
    return store_end(s, moved > 0 && event_add(s->db, &ev, e), e);
}

bool store_author_silent(struct store *s, int64_t source, struct str author,
                         int64_t *n, struct err *e)
{
    return db_run_int(s->db, sql_author, ARGS(INT(source), TEXT(author)), n,
                      e) > 0;
}
