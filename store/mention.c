/* SPDX-License-Identifier: MIT
 * mention: storing a post that concerns a brand: new, moved, edited, gone or
 * the same as before. */
#include "store/beside.h"
#include "store/case.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/identity.h"
#include "store/incident.h"
#include "store/insert.h"
#include "store/internal.h"
#include "store/read_sql.h"
#include "store/reword.h"
#include "store/search.h"
#include "store/twin.h"
#include "store/verdict.h"
#include "store/words.h"

SQL(sql_insert) = INSERT("mention", "at", POST_MEMBERS) " RETURNING id";
#define MOVE                                                                   \
    "UPDATE mention SET key1 = $2, key2 = $3, url = $4, thread = $5 WHERE "
SQL(sql_move) = MOVE "id = $1";
SQL(sql_move_beside) = MOVE "beside <> 0 AND beside = $1";
SQL(sql_keep_old) =
    "INSERT INTO history (mention, replaced, text_hash, rating, title, text,"
    " type, tone, solution, matrix_row) SELECT m.id, $2, m.text_hash,"
    " m.rating, m.title, m.text, v.type, v.tone, d.solution, d.matrix_row"
    " FROM mention m JOIN verdict v ON v.mention = m.id"
    " JOIN decision d ON d.mention = m.id WHERE m.id = $1";
SQL(sql_lemmas) = "SELECT lemmas FROM mention WHERE id = $1";
/* An edit that no longer names the brand leaves the mention about it, and what
 * a person says it is about stays. Stars and counts are those of its own
 * source: another one shows none, or others. */
SQL(sql_edit) =
    "UPDATE mention SET text_hash = $2, edited = $3, title = $4, text = $5,"
    " lemmas = $6, rating = CASE WHEN source = $12 THEN $7 ELSE rating END,"
    " likes = CASE WHEN source = $12 THEN $8 ELSE likes END,"
    " replies = CASE WHEN source = $12 THEN $9 ELSE replies END, lang = $10,"
    " brand = CASE WHEN $11 = '' OR found <> '' THEN brand ELSE $11 END,"
    " found = CASE WHEN $11 = '' OR found = '' THEN found ELSE $11 END"
    " WHERE id = $1";
/* Times of visits by a clock that was ahead. */
SQL(sql_times) =
    "UPDATE mention SET published = $2, precision = $3,"
    " collected = $4, at = $5, edited = CASE WHEN edited < $4"
    " THEN edited ELSE $4 END, gone = CASE WHEN gone < $4 THEN gone"
    " ELSE $4 END WHERE id = $1";
SQL(sql_after) = "SELECT id FROM mention WHERE collected > $1"
                 " ORDER BY id LIMIT $2";
SQL(sql_gone) = "UPDATE mention SET gone = $2 WHERE id = $1";
/* A case that the crawler took out itself is nobody's decision; one that a
 * person put back is. */
SQL(sql_decided) =
    "SELECT v.corrected_by <> '' OR coalesce(c.status, 'waiting') <> 'waiting'"
    " AND c.closed_by <> 'crawler' OR EXISTS (SELECT 1 FROM event"
    " WHERE mention = $1 AND what = 'returned'), coalesce(c.id, "
    "0), " READ_STATUS("v.mention") " FROM verdict v" READ_CASE(
        "v.mention") " WHERE v.mention = $1";
SQL(sql_case) = "SELECT case_id FROM case_mention WHERE mention = $1"
                " AND case_id IS NOT NULL";
SQL(sql_own_words) = "SELECT count(*) FROM draft"
                     " WHERE mention = $1 AND who <> 'matrix'";

static bool insert(struct db *db, struct mention *m, struct err *e)
{
    const struct post_row *p = &m->post;
    int64_t at = p->published > 0 ? p->published : p->collected;
    return db_run_int(db, sql_insert, ARGS(INT(at) POST_MEMBERS(AS_VALUE)),
                      &m->id, e) > 0;
}

static bool add_one(struct store *s, struct mention *m, struct err *e)
{
    if (!insert(s->db, m, e))
        return false;
    if (!s->fresh)
        s->fresh = m->id;
    return (m->post.beside ||
            (identity_add(s->db, m, e) && identity_unsee(s->db, m, e))) &&
           verdict_put(s->db, m, STR(""), e) && twin_join(s->db, m->id, e) &&
           incident_spot(s->db, m, e) && reword_draft(s->db, m, e) &&
           case_open(s->db, m, m->post.collected, e);
}

/* The post with what is said of another of its brands. */
static struct mention about(const struct mention *m, const struct mention *also)
{
    struct mention x = *m;
    x.post.brand = also->post.brand;
    x.verdict = also->verdict;
    x.decision = also->decision;
    x.also = NULL, x.n_also = 0;
    return x;
}

/* It stands beside the mention m->id of the same post. */
static bool add_beside(struct store *s, const struct mention *m,
                       const struct mention *also, struct err *e)
{
    struct mention x = about(m, also);
    x.id = x.case_.id = 0;
    x.post.beside = m->id;
    if (m->post.erased & ERASE_AUTHOR)
        x.post.author = x.post.author_url = STR("");
    return add_one(s, &x, e);
}

static bool add(struct store *s, struct mention *m, struct err *e)
{
    bool ok = add_one(s, m, e);
    for (size_t i = 0; ok && i < m->n_also; i++)
        ok = add_beside(s, m, &m->also[i], e);
    return ok;
}

/* It is found by its new keys; where it stands is what its own source says. */
static bool move(struct db *db, const struct mention *m,
                 const struct identity *was, struct err *e)
{
    const struct args to =
        ARGS(INT(m->id), TEXT(m->post.key1), TEXT(m->post.key2),
             TEXT(m->post.url), TEXT(m->post.thread));
    return identity_add(db, m, e) && (was->source != m->post.source ||
                                      (db_run(db, sql_move, to, e) &&
                                       db_run(db, sql_move_beside, to, e)));
}

/* Has a person spoken? Fills act->case_id, and of f what is known of it. */
static bool ask_people(struct db *db, struct act *act, bool *decided,
                       struct follow *f, struct err *e)
{
    int64_t drafts = 0;
    struct stmt *q = db_query(db, sql_decided, ARGS(INT(act->mention)), e);
    if (!q || db_next(q, e) <= 0)
        return false;
    *decided = db_int(q, 0);
    act->case_id = db_int(q, 1);
    f->list = list_by_name(db_peek(q, 2));
    db_stop(q);
    if (db_run_int(db, sql_own_words, ARGS(INT(act->mention)), &drafts, e) < 0)
        return false;
    f->own_words = drafts > 0;
    return true;
}

/* Its case, for the event. */
static bool find_case(struct db *db, struct mention *m, struct err *e)
{
    m->case_.id = 0;
    return db_run_int(db, sql_case, ARGS(INT(m->id)), &m->case_.id, e) >= 0;
}

/* The rules' new opinion, where no person has spoken. */
static bool judge_again(struct store *s, struct mention *m, struct err *e)
{
    bool decided;
    struct follow f = {.answered = case_answered(m),
                       .stale = m->decision.stale};
    struct act act = {
        .mention = m->id, .who = CRAWLER, .now = m->post.collected};
    if (!ask_people(s->db, &act, &decided, &f, e))
        return false;
    m->case_.id = act.case_id;
    if (decided)
        return true;
    if (!m->post.brand.n) /* what to do about it is for a person to say */
        return verdict_say(s->db, m, e);
    return verdict_put(s->db, m, STR(""), e) &&
           case_follow(s, &act, m, &f, STR("the edited text wants no reply"),
                       e);
}

/* What the index holds of a mention; nothing yet of one that is new in this
 * transaction. */
static bool reindex(struct store *s, const struct mention *m, struct err *e)
{
    struct arena a = {0};
    struct str before = STR("");
    if (s->fresh && m->id >= s->fresh)
        return true;
    struct stmt *q = db_query(s->db, sql_lemmas, ARGS(INT(m->id)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        before = db_str(q, 0, &a);
    bool ok =
        more == 0 && search_change(s->db, m->id, before, m->post.lemmas, e);
    arena_clear(&a);
    return ok;
}

static bool replace_text(struct store *s, const struct mention *m,
                         struct err *e)
{
    return reindex(s, m, e) && twin_leave(s->db, m->id, e) &&
           db_run(s->db, sql_keep_old, ARGS(INT(m->id), INT(m->post.collected)),
                  e) &&
           db_run(s->db, sql_edit,
                  ARGS(INT(m->id), INT(m->post.text_hash),
                       INT(m->post.collected), TEXT(m->post.title),
                       TEXT(m->post.text), TEXT(m->post.lemmas),
                       NUM(m->post.rating), INT(m->post.likes),
                       INT(m->post.replies), TEXT(m->post.lang),
                       TEXT(m->post.brand), INT(m->post.source)),
                  e) &&
           words_change(s->db, m->id, e) && twin_join(s->db, m->id, e);
}

static bool tell(struct db *db, const struct mention *m, const char *what,
                 struct err *e)
{
    char sha[EVENT_HEX];
    event_sha256(m->post.text, sha);
    struct event ev = {
        .at = m->post.collected,
        .mention = m->id,
        .case_id = m->case_.id,
        .who = CRAWLER,
        .what = what,
        .facts = {{"url", m->post.url}, {"text_sha256", str_of(sha)}}};
    return event_add(db, &ev, e);
}

/* Another number of stars. Of the source that the mention is of: others may
 * count in their own way. */
static bool restarred(const struct mention *m, const struct identity *was)
{
    double more = m->post.rating - was->rating;
    return was->source == m->post.source && was->rating >= 0 &&
           m->post.rating >= 0 && (more > 0.01 || more < -0.01);
}

/* What was put off is another text now. */
static bool wake(struct db *db, const struct mention *m, struct err *e)
{
    bool done;
    const struct act act = {
        .case_id = m->case_.id, .who = CRAWLER, .now = m->post.collected};
    return !m->case_.id || case_wake(db, &act, &done, e);
}

/* It was taken away, or is there again: as a mention of each brand. */
static bool put_gone(struct store *s, struct mention *m, struct err *e)
{
    struct arena a = {0};
    struct told *rows;
    size_t n;
    bool ok = beside_find(s->db, &a, m->id, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        struct mention x = *m;
        x.id = rows[i].id;
        ok = db_run(s->db, sql_gone, ARGS(INT(x.id), INT(x.post.gone)), e) &&
             find_case(s->db, &x, e) &&
             tell(s->db, &x, x.post.gone ? "gone" : "back", e) &&
             (!x.post.gone || case_after(s, &x, "gone", e));
        if (x.id == m->id)
            m->case_.id = x.case_.id;
    }
    arena_clear(&a);
    return ok;
}

/* Another text, or other stars. Where it is about others than this brand now,
 * or a person has said which it is about, nothing is judged. */
static bool change(struct store *s, struct mention *m, bool judged,
                   const struct identity *was, struct err *e)
{
    const char *what = m->post.brand.n ? "changed" : "unnamed";
    return replace_text(s, m, e) &&
           (judged ? judge_again(s, m, e) : find_case(s->db, m, e)) &&
           tell(s->db, m, what, e) && wake(s->db, m, e) &&
           case_after(s, m, restarred(m, was) ? "stars" : "edited", e);
}

/* The mention of a brand that the new text is about; the first one of all when
 * it is about none of theirs. NULL: it is not named any more. */
static const struct mention *said_of(const struct mention *m,
                                     const struct told *row, bool other)
{
    if (other || str_eq(m->post.brand, row->brand))
        return m;
    for (size_t i = 0; i < m->n_also; i++)
        if (str_eq(m->also[i].post.brand, row->brand))
            return &m->also[i];
    return NULL;
}

/* Brands that only the new text names. */
static bool add_new(struct store *s, const struct mention *m, bool other,
                    const struct told *rows, size_t n, struct err *e)
{
    bool ok = other || !m->post.brand.n || beside_has(rows, n, m->post.brand) ||
              add_beside(s, m, m, e);
    for (size_t i = 0; ok && i < m->n_also; i++)
        ok = beside_has(rows, n, m->also[i].post.brand) ||
             add_beside(s, m, &m->also[i], e);
    return ok;
}

/* The new text of a post in each of its mentions that has its words yet; whose
 * author was erased gets none anew. */
static bool change_all(struct store *s, struct mention *m,
                       const struct identity *was, struct err *e)
{
    struct arena a = {0};
    struct told *rows;
    size_t n;
    bool ok = beside_find(s->db, &a, m->id, &rows, &n, e), met = false;
    for (size_t i = 0; ok && i < n; i++)
        met |= said_of(m, &rows[i], false) != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        if (rows[i].erased & ERASE_TEXT)
            continue;
        const struct mention *of = said_of(m, &rows[i], !met && i == 0);
        struct mention x = about(m, of ? of : m);
        bool corrected = !str_eq(rows[i].brand, rows[i].now);
        bool judged = (of || !m->post.brand.n) && !corrected;
        x.id = rows[i].id;
        x.post.brand = of ? x.post.brand : STR("");
        ok = change(s, &x, judged, was, e);
        if (i == 0)
            m->case_.id = x.case_.id;
    }
    m->post.erased = ok && n ? rows->erased : 0;
    ok = ok && add_new(s, m, !met, rows, n, e);
    arena_clear(&a);
    return ok;
}

static bool edit(struct store *s, struct mention *m, const struct identity *was,
                 struct err *e)
{
    bool text = was->text_hash != m->post.text_hash || restarred(m, was);
    return (was->by == BY_KEY1 || move(s->db, m, was, e)) &&
           (!text || change_all(s, m, was, e)) &&
           (!was->gone == !m->post.gone || put_gone(s, m, e));
}

static enum put_result judge(const struct mention *m,
                             const struct identity *was)
{
    if (was->by == BY_NONE)
        return PUT_NEW;
    if (was->by == BY_WORLD)
        return PUT_ELSEWHERE;
    if (was->text_hash != m->post.text_hash || restarred(m, was) ||
        !was->gone != !m->post.gone)
        return PUT_EDITED;
    return was->by == BY_KEY1 ? PUT_SAME : PUT_MOVED;
}

/* Known by another source, whose text stays; but it is there. */
static bool join(struct store *s, struct mention *m, const struct identity *was,
                 struct err *e)
{
    struct mention there = *m;
    there.post.gone = 0;
    return identity_join(s->db, m, e) && (!was->gone || put_gone(s, &there, e));
}

static bool write(struct store *s, struct mention *m, enum put_result what,
                  const struct identity *was, struct err *e)
{
    if (what == PUT_NEW)
        return add(s, m, e);
    m->id = was->mention;
    if (what == PUT_ELSEWHERE)
        return join(s, m, was, e);
    return what == PUT_MOVED ? move(s->db, m, was, e) : edit(s, m, was, e);
}

/* A source that says of a mention what it always said has not seen an edit,
 * whatever another source has made of the text. */
static bool ask_said(struct db *db, const struct mention *m,
                     struct identity *was, enum seen_state *seen, struct err *e)
{
    if (was->by == BY_NONE || was->text_hash == m->post.text_hash)
        return true;
    if (!identity_seen(db, m, seen, e))
        return false;
    if (*seen == SEEN_SAME)
        was->text_hash = m->post.text_hash;
    return true;
}

static void take_shared_key(struct mention *m, struct arena *a)
{
    bool same = str_eq(m->post.key1, m->post.key2);
    m->post.key_shared = m->post.key1;
    m->post.key1 = store_shared_key(a, m->post.key1, m->post.text_hash);
    if (same || !m->post.key2.n)
        m->post.key2 = m->post.key1;
}

static bool put(struct store *s, struct mention *m, struct arena *a,
                enum put_result *what, struct err *e)
{
    enum seen_state seen = SEEN_NEVER;
    struct identity was;
    if (!m->post.brand.n && !identity_seen(s->db, m, &seen, e))
        return false;
    *what = PUT_SAME;
    if (seen == SEEN_SAME)
        return true;
    if (!identity_find(s->db, m, &was, e))
        return false;
    if (was.erased) {
        m->id = was.mention;
        return true;
    }
    if (was.shared) /* seen alone this time, but the id is not its own */
        take_shared_key(m, a);
    if (m->post.brand.n && !ask_said(s->db, m, &was, &seen, e))
        return false;
    *what = judge(m, &was);
    if (*what == PUT_NEW && !m->post.brand.n) {
        *what = seen == SEEN_NEVER ? PUT_NEW : PUT_EDITED;
        return identity_see(s->db, m, e);
    }
    m->id = was.mention;
    if (*what == PUT_EDITED && m->bare && was.text_hash != m->post.text_hash)
        *what = PUT_UNREAD;
    if (*what == PUT_SAME || *what == PUT_UNREAD)
        return true;
    if (!store_begin(s, e))
        return false;
    bool ok = write(s, m, *what, &was, e) &&
              (*what != PUT_EDITED || seen == SEEN_NEVER ||
               identity_see(s->db, m, e));
    return store_end(s, ok, e);
}

bool store_mention_put(struct store *s, struct mention *m,
                       enum put_result *what, struct err *e)
{
    m->id = 0, m->case_.id = 0;
    if (!m->post.key1.n)
        return err_set(e, "a post without a key cannot be stored");
    /* Alone it needs a transaction around the question as well: two processes
     * might both find that the post is new. */
    bool alone = db_depth(s->db) == 0;
    if (alone && !store_begin(s, e))
        return false;
    struct arena a = {0};
    struct str key1 = m->post.key1, key2 = m->post.key2;
    bool ok = put(s, m, &a, what, e);
    m->post.key1 = key1, m->post.key2 = key2;
    arena_clear(&a);
    if (alone)
        ok = store_end(s, ok, e);
    return ok || err_add(e, "post " STR_FMT, STR_ARG(m->post.key1));
}

bool store_mention_gone(struct store *s, int64_t id, int64_t now, struct err *e)
{
    struct arena a = {0};
    struct mention m;
    bool found;
    bool ok = store_mention_get(s, &a, id, &m, &found, e);
    bool known = ok && found && m.post.gone;
    m.post.collected = m.post.gone = now; /* the time of the event */
    m.id = m.post.beside ? m.post.beside : m.id;
    if (ok && found && !known)
        ok = store_begin(s, e) && store_end(s, put_gone(s, &m, e), e);
    arena_clear(&a);
    return ok || err_add(e, "mention %ld", (long)id);
}

bool store_mention_known(struct store *s, const struct mention *m, int64_t *id,
                         struct err *e)
{
    return identity_by_key1(s->db, m, id, e);
}

bool store_mention_of(struct store *s, const struct mention *m, int64_t *id,
                      struct err *e)
{
    struct identity found;
    if (!identity_by_keys(s->db, m, &found, e))
        return false;
    *id = found.mention;
    return true;
}

bool store_mentions_after(struct store *s, struct arena *a, int64_t time,
                          size_t limit, int64_t **ids, size_t *n, struct err *e)
{
    size_t cap = 0;
    *ids = NULL, *n = 0;
    struct stmt *q =
        db_query(s->db, sql_after, ARGS(INT(time), INT((int64_t)limit)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *ids = arena_grow(a, *ids, *n, &cap, sizeof **ids);
        (*ids)[(*n)++] = db_int(q, 0);
    }
    return more == 0;
}

bool store_mention_redecide(struct store *s, struct mention *m, struct err *e)
{
    int64_t at = m->post.published > 0 ? m->post.published : m->post.collected;
    if (!store_begin(s, e))
        return false;
    bool ok =
        db_run(s->db, sql_times,
               ARGS(INT(m->id), INT(m->post.published), INT(m->post.precision),
                    INT(m->post.collected), INT(at)),
               e) &&
        (m->post.erased & ERASE_TEXT || judge_again(s, m, e)) &&
        tell(s->db, m, "clock", e);
    return store_end(s, ok, e) || err_add(e, "mention %ld", (long)m->id);
}
