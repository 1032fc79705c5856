/* SPDX-License-Identifier: MIT
 * identity: keys, author and text, and the numbers of brandless posts. */
#include "store/identity.h"

#include "base/ascii.h"
#include "store/internal.h"
#include "store/seen.h"

SQL(sql_by_key) = "SELECT m.id, m.text_hash, m.gone, m.published"
                  " FROM mention_key k JOIN mention m ON m.id = k.mention"
                  " WHERE k.source = $1 AND k.kind = $2 AND k.key = $3";
/* From a key on to before another: posts that share an id. */
SQL(sql_between) = "SELECT m.id, m.text_hash, m.gone, m.published"
                   " FROM mention_key k JOIN mention m ON m.id = k.mention"
                   " WHERE k.source = $1 AND k.kind = 1 AND k.key >= $2"
                   " AND k.key < $3 ORDER BY abs(m.published - $4)";
SQL(sql_any_between) = "SELECT mention FROM mention_key WHERE source = $1"
                       " AND kind = 1 AND key >= $2 AND key < $3 LIMIT 1";
/* 259200 seconds are three days. The dates of the post decide, and when one
 * of them is unknown, the times of collecting. */
SQL(sql_by_text) =
    "SELECT id, text_hash, gone, published FROM mention"
    " WHERE source = $1 AND text_hash = $2 AND author = $3"
    " AND CASE WHEN published > 0 AND $4 > 0 THEN abs(published - $4)"
    " ELSE abs(collected - $5) END <= 259200 ORDER BY id";
SQL(sql_add) = "INSERT INTO mention_key (source, kind, key, mention)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
SQL(sql_add_both) = "INSERT INTO mention_key (source, kind, key, mention)"
                    " VALUES ($1, 1, $2, $4), ($1, 2, $3, $4)"
                    " ON CONFLICT DO NOTHING";
SQL(sql_seen) = "SELECT text_hash FROM seen WHERE key = $1";
SQL(sql_see) = "INSERT INTO seen (key, text_hash) VALUES ($1, $2)"
               " ON CONFLICT (key) DO UPDATE SET text_hash = $2";
SQL(sql_unsee) = "DELETE FROM seen WHERE key = $1";

/* Rows of (id, text_hash, gone, published); may one of them be the post? */
typedef bool may_be(const struct mention *m, const struct identity *row,
                    int64_t published);

static bool anything(const struct mention *m, const struct identity *row,
                     int64_t published)
{
    (void)m, (void)row, (void)published;
    return true;
}

static bool is_other(const struct mention *m, int64_t id)
{
    for (size_t i = 0; i < m->n_others; i++)
        if (m->others[i] == id)
            return true;
    return false;
}

static bool same_text(const struct mention *m, const struct identity *row,
                      int64_t published)
{
    (void)published;
    return row->text_hash == m->post.text_hash && !is_other(m, row->mention);
}

static bool same_text_or_date(const struct mention *m,
                              const struct identity *row, int64_t published)
{
    bool date = published > 0 && published == m->post.published;
    return same_text(m, row, published) || (date && !is_other(m, row->mention));
}

static size_t letters(struct str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
    return n;
}

/* Two people may both write "it is bad"; nobody writes twenty letters alike
 * at the same time, or sixty within three days. */
static bool same_words(const struct mention *m, const struct identity *row,
                       int64_t published)
{
    enum { SOME = 20, MANY = 60 };
    bool dates = published > 0 && m->post.published > 0;
    size_t least = dates && published != m->post.published ? MANY : SOME;
    if (is_other(m, row->mention))
        return false;
    return m->post.author.n || letters(m->post.text) >= least;
}

/* Who is looked for, and what a row has to be. */
struct wanted {
    const struct mention *m; /* the post */
    may_be *may;             /* it */
    enum identity_by by;     /* what it counts as */
};

/* The first row that may be the post; leaves by alone when there is none. */
static bool look(struct db *db, const char *sql, struct args args,
                 const struct wanted *w, struct identity *found, struct err *e)
{
    struct stmt *q = db_query(db, sql, args, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        struct identity row = {w->by, db_int(q, 0), db_int(q, 1), db_int(q, 2),
                               false};
        if (!w->may(w->m, &row, db_int(q, 3)))
            continue;
        *found = row;
        db_stop(q);
        return true;
    }
    return more == 0;
}

struct str store_shared_key(struct arena *a, struct str id, int64_t text_hash)
{
    return str_printf(a, STR_FMT " ~%016llx", STR_ARG(id),
                      (unsigned long long)text_hash);
}

/* A post whose id is shared, by this id and its text. */
static bool look_shared(struct db *db, const struct mention *m, struct str id,
                        struct identity *found, struct err *e)
{
    struct arena a = {0};
    struct wanted w = {m, same_text, m->post.key_shared.n ? BY_KEY2 : BY_KEY1};
    struct str from = store_shared_key(&a, id, m->post.text_hash);
    struct str to = str_printf(&a, STR_FMT "~", STR_ARG(from));
    bool ok = look(
        db, sql_between,
        ARGS(INT(m->post.source), TEXT(from), TEXT(to), INT(m->post.published)),
        &w, found, e);
    arena_clear(&a);
    return ok;
}

/* Has the id been found on several posts of one page? */
static bool is_shared(struct db *db, const struct mention *m, bool *shared,
                      struct err *e)
{
    struct arena a = {0};
    int64_t any;
    struct str from = str_printf(&a, STR_FMT " ~", STR_ARG(m->post.key1));
    struct str to = str_printf(&a, STR_FMT " ~~", STR_ARG(m->post.key1));
    int found =
        db_run_int(db, sql_any_between,
                   ARGS(INT(m->post.source), TEXT(from), TEXT(to)), &any, e);
    *shared = found > 0;
    arena_clear(&a);
    return found >= 0;
}

static bool look_key1(struct db *db, const struct mention *m, may_be *may,
                      struct str key, struct identity *found, struct err *e)
{
    struct wanted w = {m, may, may == anything ? BY_KEY1 : BY_KEY2};
    return !key.n ||
           look(db, sql_by_key, ARGS(INT(m->post.source), INT(1), TEXT(key)),
                &w, found, e);
}

static bool look_key2(struct db *db, const struct mention *m, may_be *may,
                      struct str key, struct identity *found, struct err *e)
{
    struct wanted w = {m, may, BY_KEY2};
    return !key.n ||
           look(db, sql_by_key, ARGS(INT(m->post.source), INT(2), TEXT(key)),
                &w, found, e);
}

/* The id was shared once, or is now: what it named alone may be another post.
 */
static bool look_id(struct db *db, const struct mention *m,
                    struct identity *found, struct err *e)
{
    if (!look_key1(db, m, anything, m->post.key1, found, e))
        return false;
    bool same = found->by != BY_NONE && found->text_hash == m->post.text_hash;
    if (same || (found->by != BY_NONE && m->post.key_shared.n))
        return true;
    if (m->post.key_shared.n)
        return look_shared(db, m, m->post.key_shared, found, e) &&
               (found->by != BY_NONE ||
                look_key1(db, m, same_text, m->post.key_shared, found, e));
    bool shared;
    if (!is_shared(db, m, &shared, e))
        return false;
    if (!shared)
        return true;
    *found = (struct identity){.by = BY_NONE, .shared = true};
    return look_shared(db, m, m->post.key1, found, e);
}

static bool look_keys(struct db *db, const struct mention *m,
                      struct identity *found, struct err *e)
{
    *found = (struct identity){.by = BY_NONE};
    if (m->post.key1.n && !look_id(db, m, found, e))
        return false;
    if (found->by == BY_NONE && !found->shared &&
        !look_key2(db, m, anything, m->post.key2, found, e))
        return false;
    return found->by != BY_NONE ||
           look_key2(db, m, same_text_or_date, m->post.key_link, found, e);
}

bool identity_find(struct db *db, const struct mention *m,
                   struct identity *found, struct err *e)
{
    struct wanted w = {m, same_words, BY_TEXT};
    if (!look_keys(db, m, found, e))
        return false;
    if (found->by != BY_NONE || !m->post.brand.n)
        return true;
    return look(db, sql_by_text,
                ARGS(INT(m->post.source), INT(m->post.text_hash),
                     TEXT(m->post.author), INT(m->post.published),
                     INT(m->post.collected)),
                &w, found, e);
}

bool identity_by_key1(struct db *db, const struct mention *m, int64_t *id,
                      struct err *e)
{
    struct identity found = {.by = BY_NONE};
    if (!look_key1(db, m, anything, m->post.key1, &found, e))
        return false;
    *id = found.mention;
    return true;
}

/* Those that nearly every post has, at once. */
static bool add_both(struct db *db, const struct mention *m, struct err *e)
{
    return db_run(db, sql_add_both,
                  ARGS(INT(m->post.source), TEXT(m->post.key1),
                       TEXT(m->post.key2), INT(m->id)),
                  e);
}

static bool add_key(struct db *db, const struct mention *m, int64_t kind,
                    struct str key, struct err *e)
{
    return !key.n ||
           db_run(db, sql_add,
                  ARGS(INT(m->post.source), INT(kind), TEXT(key), INT(m->id)),
                  e);
}

bool identity_add(struct db *db, const struct mention *m, struct err *e)
{
    const bool both = m->post.key1.n && m->post.key2.n;
    return (both ? add_both(db, m, e)
                 : add_key(db, m, 1, m->post.key1, e) &&
                       add_key(db, m, 2, m->post.key2, e)) &&
           add_key(db, m, 2, m->post.key_link, e);
}

/* The number a brandless post is kept under. Keys of one thread differ in
 * their last number ("viewtopic.php?p=4711"), so that number makes the low
 * half and the hash of the rest the high half: posts of a page lie side by
 * side, and storing twenty of them touches one or two blocks of the file, not
 * twenty. Two posts under one number cost no more than a second look at both,
 * because the hash of the text is compared as well. */
static int64_t seen_key(const struct mention *m)
{
    struct str key = m->post.key2.n ? m->post.key2 : m->post.key1;
    size_t end = key.n;
    while (end && !ascii_digit(key.p[end - 1]))
        end--;
    size_t start = end;
    while (start && end - start < 10 && ascii_digit(key.p[start - 1]))
        start--;
    uint64_t number = 0;
    for (size_t i = start; i < end; i++)
        number = number * 10 + (uint64_t)(key.p[i] - '0');
    uint64_t rest = str_hash(str_part(key, 0, start)) * 31 +
                    str_hash(str_from(key, end)) +
                    (uint64_t)m->post.source * 0x9E3779B97F4A7C15u;
    rest ^= rest >> 29;
    rest *= 0xBF58476D1CE4E5B9u;
    if (start == end)
        return (int64_t)rest;
    return (int64_t)((rest & 0xFFFFFFFF00000000u) | (number & 0xFFFFFFFFu));
}

bool identity_seen(struct db *db, const struct mention *m,
                   enum seen_state *state, struct err *e)
{
    int64_t text_hash = 0, key = seen_key(m);
    int64_t same = seen_pack(key, m->post.text_hash);
    int found = db_run_int(db, sql_seen, ARGS(INT(key)), &text_hash, e);
    *state = found <= 0          ? SEEN_NEVER
             : text_hash == same ? SEEN_SAME
                                 : SEEN_OTHER_TEXT;
    return found >= 0;
}

bool identity_see(struct db *db, const struct mention *m, struct err *e)
{
    int64_t key = seen_key(m);
    return db_run(db, sql_see,
                  ARGS(INT(key), INT(seen_pack(key, m->post.text_hash))), e);
}

bool identity_unsee(struct db *db, const struct mention *m, struct err *e)
{
    return db_run(db, sql_unsee, ARGS(INT(seen_key(m))), e);
}
