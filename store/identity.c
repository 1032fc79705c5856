/* SPDX-License-Identifier: MIT
 * identity: keys, author and text, and the numbers of brandless posts. */
#include "store/identity.h"

#include "store/internal.h"

SQL(sql_by_key) = "SELECT m.id, m.text_hash, m.gone FROM mention_key k"
                  " JOIN mention m ON m.id = k.mention"
                  " WHERE k.source = $1 AND k.kind = $2 AND k.key = $3";
/* 259200 seconds are three days. The dates of the post decide, and when one
 * of them is unknown, the times of collecting. */
SQL(sql_by_text) =
    "SELECT id, text_hash, gone FROM mention"
    " WHERE source = $1 AND text_hash = $2 AND author = $3"
    " AND CASE WHEN published > 0 AND $4 > 0 THEN abs(published - $4)"
    " ELSE abs(collected - $5) END <= 259200 ORDER BY id LIMIT 1";
SQL(sql_add) = "INSERT INTO mention_key (source, kind, key, mention)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
SQL(sql_seen) = "SELECT text_hash FROM seen WHERE key = $1";
SQL(sql_see) = "INSERT INTO seen (key, text_hash) VALUES ($1, $2)"
               " ON CONFLICT (key) DO UPDATE SET text_hash = $2";
SQL(sql_unsee) = "DELETE FROM seen WHERE key = $1";

/* Reads one row of (id, text_hash, gone); leaves by alone when there is none.
 */
static bool look(struct db *db, const char *sql, struct args args,
                 enum identity_by by, struct identity *found, struct err *e)
{
    struct stmt *q = db_query(db, sql, args, e);
    if (!q)
        return false;
    int more = db_next(q, e);
    if (more <= 0)
        return more == 0;
    *found = (struct identity){by, db_int(q, 0), db_int(q, 1), db_int(q, 2)};
    db_stop(q);
    return true;
}

static bool look_keys(struct db *db, const struct mention *m,
                      struct identity *found, struct err *e)
{
    *found = (struct identity){.by = BY_NONE};
    if (m->key1.n &&
        !look(db, sql_by_key, ARGS(INT(m->source), INT(1), TEXT(m->key1)),
              BY_KEY1, found, e))
        return false;
    if (found->by != BY_NONE || !m->key2.n)
        return true;
    return look(db, sql_by_key, ARGS(INT(m->source), INT(2), TEXT(m->key2)),
                BY_KEY2, found, e);
}

bool identity_find(struct db *db, const struct mention *m,
                   struct identity *found, struct err *e)
{
    if (!look_keys(db, m, found, e))
        return false;
    if (found->by != BY_NONE || !m->author.n || !m->brand.n)
        return true;
    return look(db, sql_by_text,
                ARGS(INT(m->source), INT(m->text_hash), TEXT(m->author),
                     INT(m->published), INT(m->collected)),
                BY_TEXT, found, e);
}

bool identity_add(struct db *db, const struct mention *m, struct err *e)
{
    if (!db_run(db, sql_add,
                ARGS(INT(m->source), INT(1), TEXT(m->key1), INT(m->id)), e))
        return false;
    if (!m->key2.n)
        return true;
    return db_run(db, sql_add,
                  ARGS(INT(m->source), INT(2), TEXT(m->key2), INT(m->id)), e);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number a brandless post is kept under. Keys of one thread differ in
 * their last number ("viewtopic.php?p=4711"), so that number makes the low
 * half and the hash of the rest the high half: posts of a page lie side by
 * side, and storing twenty of them touches one or two blocks of the file, not
 * twenty. Two posts under one number cost no more than a second look at both,
 * because the hash of the text is compared as well. */
static int64_t seen_key(const struct mention *m)
{
    struct str key = m->key2.n ? m->key2 : m->key1;
    size_t end = key.n;
    while (end && !is_digit(key.p[end - 1]))
        end--;
    size_t start = end;
    while (start && end - start < 10 && is_digit(key.p[start - 1]))
        start--;
    uint64_t number = 0;
    for (size_t i = start; i < end; i++)
        number = number * 10 + (uint64_t)(key.p[i] - '0');
    uint64_t rest = str_hash(str_part(key, 0, start)) * 31 +
                    str_hash(str_from(key, end)) +
                    (uint64_t)m->source * 0x9E3779B97F4A7C15u;
    rest ^= rest >> 29;
    rest *= 0xBF58476D1CE4E5B9u;
    if (start == end)
        return (int64_t)rest;
    return (int64_t)((rest & 0xFFFFFFFF00000000u) | (number & 0xFFFFFFFFu));
}

static int64_t with_check(int64_t key, uint64_t text)
{
    uint64_t h = ((uint64_t)key ^ text >> 16) * 0x9E3779B97F4A7C15u;
    h = ((h ^ h >> 32) + text) * 0xBF58476D1CE4E5B9u;
    return (int64_t)(text | h >> 48);
}

int64_t identity_pack(int64_t key, int64_t text_hash)
{
    uint64_t text = (uint64_t)text_hash * 0x9E3779B97F4A7C15u;
    return with_check(key, text & ~(uint64_t)0xFFFF);
}

bool identity_is_sound(int64_t key, int64_t packed)
{
    return with_check(key, (uint64_t)packed & ~(uint64_t)0xFFFF) == packed;
}

bool identity_seen(struct db *db, const struct mention *m,
                   enum seen_state *state, struct err *e)
{
    int64_t text_hash = 0, key = seen_key(m);
    int64_t same = identity_pack(key, m->text_hash);
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
                  ARGS(INT(key), INT(identity_pack(key, m->text_hash))), e);
}

bool identity_unsee(struct db *db, const struct mention *m, struct err *e)
{
    return db_run(db, sql_unsee, ARGS(INT(seen_key(m))), e);
}
