/* SPDX-License-Identifier: MIT
 * identity: keys, author and text, and the numbers of brandless posts. */
#include "store/identity.h"

#include "base/ascii.h"
#include "store/erase.h"
#include "store/internal.h"
#include "store/seen.h"
#include "store/world.h"

#define ROW                                                                    \
    "SELECT m.id, m.text_hash, m.gone, m.source, m.published, m.precision,"    \
    " m.author, m.url, m.rating, m.erased"
SQL(sql_by_key) = ROW " FROM mention_key k JOIN mention m ON m.id = k.mention"
                      " WHERE k.source = $1 AND k.kind = $2 AND k.key = $3";
/* Posts that share an id and their words, $2 <= key < $3, by the time in their
 * keys: as many before $5 as behind it, and who has the id and no time. */
#define SHARED                                                                 \
    "SELECT mention, key FROM mention_key WHERE source = $1 AND kind = 1"
SQL(sql_shared) = ROW
    " FROM (SELECT mention FROM (" SHARED " AND key >= $2 AND key <= $5"
    " ORDER BY key DESC LIMIT 32) sooner UNION SELECT mention FROM (" SHARED
    " AND key > $5 AND key < $3 ORDER BY key LIMIT 32) later"
    " UNION SELECT mention FROM (" SHARED " AND key = $2) own) near"
    " JOIN mention m ON m.id = near.mention ORDER BY abs(m.published - $4), "
    "m.id";
SQL(sql_any_between) = "SELECT mention FROM mention_key WHERE source = $1"
                       " AND kind = 1 AND key >= $2 AND key < $3 LIMIT 1";
/* Words that more of an author's mentions have than these tell none of them
 * from another: the last ones are looked at. 259200 seconds are three days. The
 * dates of the post decide, and when one of them is unknown, the times of
 * collecting. */
SQL(sql_by_text) = ROW
    " FROM (SELECT id FROM mention WHERE source = $1 AND text_hash = $2"
    " AND substr(author, 1, 64) = substr($3, 1, 64) AND beside = 0"
    " ORDER BY id DESC LIMIT 64) alike JOIN mention m ON m.id = alike.id"
    " WHERE m.author = $3"
    " AND CASE WHEN m.published > 0 AND $4 > 0"
    " THEN abs(m.published - $4) ELSE abs(m.collected - $5) END <= 259200"
    " ORDER BY m.id";
SQL(sql_owner) = "SELECT source, key1, key2, text_hash FROM mention"
                 " WHERE id = $1";
SQL(sql_add) = "INSERT INTO mention_key (source, kind, key, mention)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
SQL(sql_add_both) = "INSERT INTO mention_key (source, kind, key, mention)"
                    " VALUES ($1, 1, $2, $4), ($1, 2, $3, $4)"
                    " ON CONFLICT DO NOTHING";
SQL(sql_seen) = "SELECT text_hash FROM seen WHERE key = $1";
SQL(sql_see) = "INSERT INTO seen (key, text_hash) VALUES ($1, $2)"
               " ON CONFLICT (key) DO UPDATE SET text_hash = $2";
SQL(sql_unsee) = "DELETE FROM seen WHERE key = $1";

enum { SOME_ROWS = 500 };
SQL(sql_some) = "SELECT id, key1, url, thread, author, published, precision,"
                " text_hash, text FROM mention WHERE id > $1 ORDER BY id"
                " LIMIT $2";

/* A mention that may be the post. */
struct candidate {
    struct identity is;           /* found, if it is */
    int64_t published, precision; /* of it */
    struct str author, url;       /* valid until the next row */
};
typedef bool may_be(const struct mention *m, struct str key,
                    const struct candidate *c);

/* The last of the page first: they are those that are met again. */
static bool is_other(const struct mention *m, int64_t id)
{
    for (size_t i = m->n_others; i > 0; i--)
        if (m->others[i - 1] == id)
            return true;
    return false;
}

static struct world_likeness compare(const struct mention *m,
                                     const struct candidate *c)
{
    enum { FINE_S = 60 };
    const struct post_row *p = &m->post;
    int64_t apart = p->published - c->published;
    int64_t span = p->precision > c->precision ? p->precision : c->precision;
    bool dates = p->published > 0 && c->published > 0;
    apart = apart < 0 ? -apart : apart;
    return (struct world_likeness){.text = p->text_hash == c->is.text_hash,
                                   .dates = dates,
                                   .date = dates && apart < (span ? span : 1),
                                   .fine = span <= FINE_S,
                                   .authors = p->author.n && c->author.n,
                                   .author = p->author.n &&
                                             str_eq(p->author, c->author)};
}

/* Behind scheme and host; what a move of the site leaves as it was. */
static struct str path_of(struct str url)
{
    struct str rest = world_link(url);
    ptrdiff_t slash = str_find_char(rest, '/');
    return slash < 0 ? STR("") : str_from(rest, (size_t)slash);
}

/* An id is believed unless nothing else agrees: then the site gives it to one
 * post after the other, by its place in a list. */
static bool by_id(const struct mention *m, struct str key,
                  const struct candidate *c)
{
    (void)key;
    if (c->is.text_hash == m->post.text_hash)
        return true;
    struct world_likeness is = compare(m, c);
    struct str here = path_of(m->post.url), there = path_of(c->url);
    bool linked = m->post.permalink.n && there.n;
    if (is.date || !is.dates)
        return true;
    return linked ? str_eq(here, there) : is.author;
}

static bool anything(const struct mention *m, struct str key,
                     const struct candidate *c)
{
    (void)m, (void)key, (void)c;
    return true;
}

static bool same_text(const struct mention *m, struct str key,
                      const struct candidate *c)
{
    (void)key;
    return c->is.text_hash == m->post.text_hash && !is_other(m, c->is.mention);
}

static bool same_text_or_date(const struct mention *m, struct str key,
                              const struct candidate *c)
{
    bool date = c->published > 0 && c->published == m->post.published;
    return same_text(m, key, c) || (date && !is_other(m, c->is.mention));
}

static bool same_in_the_world(const struct mention *m, struct str key,
                              const struct candidate *c)
{
    struct world_likeness is = compare(m, c);
    is.numbers = world_differs(m, c->url);
    return !is_other(m, c->is.mention) && world_agrees(m, key, &is);
}

/* Two people may both write "it is bad"; nobody writes twenty letters alike
 * at the same time, or sixty within three days. */
static bool same_words(const struct mention *m, struct str key,
                       const struct candidate *c)
{
    enum { SOME = 20, MANY = 60 };
    (void)key;
    bool dates = c->published > 0 && m->post.published > 0;
    size_t least = dates && c->published != m->post.published ? MANY : SOME;
    return (m->post.author.n || str_chars(m->post.text) >= least) &&
           !world_differs(m, c->url) && !is_other(m, c->is.mention);
}

/* Who is looked for, by what, and what a row has to be. */
struct wanted {
    const struct mention *m; /* the post */
    may_be *may;             /* it */
    enum identity_by by;     /* what it counts as */
    struct str key;          /* of the question */
    bool refused;            /* there was a row, and it is not the post */
};

static struct candidate read_row(struct stmt *q, enum identity_by by)
{
    return (struct candidate){
        .is = {.by = by,
               .mention = db_int(q, 0),
               .text_hash = db_int(q, 1),
               .gone = db_int(q, 2),
               .source = db_int(q, 3),
               .rating = db_num(q, 8),
               .erased = (db_int(q, 9) & ERASE_TEXT) != 0},
        .published = db_int(q, 4),
        .precision = db_int(q, 5),
        .author = db_peek(q, 6),
        .url = db_peek(q, 7)};
}

/* The first row that may be the post; leaves by alone when there is none. */
static bool look(struct db *db, const char *sql, struct args args,
                 struct wanted *w, struct identity *found, struct err *e)
{
    struct stmt *q = db_query(db, sql, args, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        struct candidate c = read_row(q, w->by);
        if (!w->may(w->m, w->key, &c)) {
            w->refused = true;
            continue;
        }
        *found = c.is;
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

struct str store_timed_key(struct arena *a, struct str key, int64_t published)
{
    return str_printf(a, STR_FMT "@%lld", STR_ARG(key), (long long)published);
}

/* A post whose id is shared, by this id and its text. */
static bool look_shared(struct db *db, const struct mention *m, struct str id,
                        struct identity *found, struct err *e)
{
    struct arena a = {0};
    struct wanted w = {m, same_text, m->post.key_shared.n ? BY_KEY2 : BY_KEY1,
                       id, false};
    struct str from = store_shared_key(&a, id, m->post.text_hash);
    struct str to = str_printf(&a, STR_FMT "~", STR_ARG(from));
    struct str near = store_timed_key(&a, from, m->post.published);
    bool ok = look(db, sql_shared,
                   ARGS(INT(m->post.source), TEXT(from), TEXT(to),
                        INT(m->post.published), TEXT(near)),
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

static bool look_key(struct db *db, int64_t kind, struct wanted *w,
                     struct identity *found, struct err *e)
{
    return !w->key.n ||
           look(db, sql_by_key,
                ARGS(INT(w->m->post.source), INT(kind), TEXT(w->key)), w, found,
                e);
}

/* The id was shared once, or is now: what it named alone may be another post.
 */
static bool look_id(struct db *db, const struct mention *m,
                    struct identity *found, struct err *e)
{
    struct wanted own = {m, by_id, BY_KEY1, m->post.key1, false};
    struct wanted once = {m, same_text, BY_KEY2, m->post.key_shared, false};
    if (!look_key(db, 1, &own, found, e))
        return false;
    bool same = found->by != BY_NONE && found->text_hash == m->post.text_hash;
    if (same || (found->by != BY_NONE && m->post.key_shared.n))
        return true;
    if (m->post.key_shared.n)
        return look_shared(db, m, m->post.key_shared, found, e) &&
               (found->by != BY_NONE || look_key(db, 1, &once, found, e));
    bool shared = own.refused;
    if (!shared && !is_shared(db, m, &shared, e))
        return false;
    if (!shared)
        return true;
    *found = (struct identity){.by = BY_NONE, .shared = true};
    return look_shared(db, m, m->post.key1, found, e);
}

bool identity_by_keys(struct db *db, const struct mention *m,
                      struct identity *found, struct err *e)
{
    struct wanted second = {m, anything, BY_KEY2, m->post.key2, false};
    struct wanted link = {m, same_text_or_date, BY_KEY2, m->post.key_link,
                          false};
    *found = (struct identity){.by = BY_NONE};
    if (m->post.key1.n && !look_id(db, m, found, e))
        return false;
    if (found->by == BY_NONE && !found->shared &&
        !look_key(db, 2, &second, found, e))
        return false;
    return found->by != BY_NONE || look_key(db, 2, &link, found, e);
}

/* By what it is known by in any source. Of another source it is found; of its
 * own, its keys have changed. */
static bool look_world(struct db *db, const struct mention *m,
                       struct identity *found, struct err *e)
{
    struct arena a = {0};
    struct str keys[WORLD_KEYS];
    size_t n = world_keys(&a, m, keys);
    bool ok = true;
    for (size_t i = 0; ok && i < n && found->by == BY_NONE; i++) {
        struct wanted w = {m, same_in_the_world, BY_KEY2, keys[i], false};
        ok = look(db, sql_by_key, ARGS(INT(0), INT(2), TEXT(keys[i])), &w,
                  found, e);
    }
    if (found->by != BY_NONE && found->source != m->post.source)
        found->by = BY_WORLD;
    arena_clear(&a);
    return ok;
}

bool identity_find(struct db *db, const struct mention *m,
                   struct identity *found, struct err *e)
{
    struct wanted w = {m, same_words, BY_TEXT, {0}, false};
    if (!identity_by_keys(db, m, found, e))
        return false;
    if (found->by != BY_NONE || !m->post.brand.n)
        return true;
    bool shared = found->shared;
    if (!look_world(db, m, found, e))
        return false;
    found->shared |= shared;
    if (found->by != BY_NONE)
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
    struct wanted own = {m, anything, BY_KEY1, m->post.key1, false};
    if (!look_key(db, 1, &own, &found, e))
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

bool identity_add_world(struct db *db, const struct mention *m, struct err *e)
{
    struct arena a = {0};
    struct str keys[WORLD_KEYS];
    size_t n = world_keys(&a, m, keys);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        ok = db_run(db, sql_add,
                    ARGS(INT(0), INT(2), TEXT(keys[i]), INT(m->id)), e);
    arena_clear(&a);
    return ok;
}

bool identity_add(struct db *db, const struct mention *m, struct err *e)
{
    const bool both = m->post.key1.n && m->post.key2.n;
    return (both ? add_both(db, m, e)
                 : add_key(db, m, 1, m->post.key1, e) &&
                       add_key(db, m, 2, m->post.key2, e)) &&
           add_key(db, m, 2, m->post.key_link, e) &&
           identity_add_world(db, m, e);
}

/* The next rows behind the mention `last`. */
static bool read_some(struct db *db, struct arena *a, int64_t last,
                      struct mention rows[SOME_ROWS], size_t *n, struct err *e)
{
    *n = 0;
    struct stmt *q = db_query(db, sql_some, ARGS(INT(last), INT(SOME_ROWS)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct mention *m = &rows[(*n)++];
        *m = (struct mention){.id = db_int(q, 0)};
        m->post.key1 = db_str(q, 1, a);
        m->post.url = db_str(q, 2, a);
        m->post.author = db_str(q, 4, a);
        m->post.published = db_int(q, 5);
        m->post.precision = db_int(q, 6);
        m->post.text_hash = db_int(q, 7);
        m->post.text = db_str(q, 8, a);
        /* Else it is that of the page: the post had none. */
        if (!str_eq(m->post.url, db_peek(q, 3)))
            m->post.permalink = world_link(m->post.url);
    }
    return more == 0;
}

bool identity_rebuild_world(struct db *db, struct err *e)
{
    struct mention rows[SOME_ROWS];
    int64_t last = 0;
    size_t n = SOME_ROWS;
    bool ok = true;
    while (ok && n == SOME_ROWS) {
        struct arena a = {0};
        ok = read_some(db, &a, last, rows, &n, e);
        for (size_t i = 0; ok && i < n; i++) {
            ok = identity_add_world(db, &rows[i], e);
            last = rows[i].id;
        }
        arena_clear(&a);
    }
    return ok;
}

/* What its own source said of a mention is what is stored, unless more is
 * known: another source may have edited it since. */
static bool see_owner(struct db *db, const struct mention *owner, struct err *e)
{
    enum seen_state seen;
    return identity_seen(db, owner, &seen, e) &&
           (seen != SEEN_NEVER || identity_see(db, owner, e));
}

/* Each source has its own reading of one post, and what it said last is kept
 * as that of a brandless post is: so two readings are no edits of each other.
 */
bool identity_join(struct db *db, const struct mention *m, struct err *e)
{
    struct mention owner = {0};
    struct arena a = {0};
    struct stmt *q = db_query(db, sql_owner, ARGS(INT(m->id)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        owner.post.source = db_int(q, 0);
        owner.post.key1 = db_str(q, 1, &a);
        owner.post.key2 = db_str(q, 2, &a);
        owner.post.text_hash = db_int(q, 3);
    }
    bool ok = more == 0 && see_owner(db, &owner, e) && identity_see(db, m, e) &&
              identity_add(db, m, e);
    arena_clear(&a);
    return ok;
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
