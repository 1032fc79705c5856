/* SPDX-License-Identifier: MIT
 * event: appending to the chain, reading it, walking it. */
#include "store/event.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/json.h"
#include "store/internal.h"

enum { HASH = crypto_hash_sha256_BYTES, HEX = 2 * HASH };
_Static_assert(HEX + 1 == EVENT_HEX, "a SHA-256 in hexadecimal");

const char event_origin[EVENT_HEX] = "0000000000000000000000000000000000000000"
                                     "000000000000000000000000";

/* Not what stands last in the table: an event that another program put there,
 * or a tail that it cut off, must not become a link of the chain. */
SQL(sql_last) = "SELECT event, hash FROM head WHERE id = 1";
SQL(sql_add) = "INSERT INTO event (" EVENT_COLUMNS
               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

SQL(sql_head) = "INSERT INTO head (id, event, hash) VALUES (1, $1, $2)"
                " ON CONFLICT (id) DO UPDATE SET event = excluded.event,"
                " hash = excluded.hash";
SQL(sql_of_mention) = "SELECT " EVENT_COLUMNS
                      " FROM event WHERE mention = $1 ORDER BY id";

/* The end of the chain, as this transaction knows it. It goes to the table head
 * at its end: written with every event, the one row would have as many
 * versions in PostgreSQL, and each event would look through them. */
struct tail {
    bool known, new; /* read, or written; not in the table yet */
    int64_t id;      /* of the last event, 0 when there is none */
    char hash[EVENT_HEX];
};
_Static_assert(sizeof(struct tail) <= DB_KEPT, "it has room there");

/* A field goes in as "length:bytes,", so no two contents look the same. */
static void add_text(crypto_hash_sha256_state *h, struct str s)
{
    char head[32];
    int n = snprintf(head, sizeof head, "%zu:", s.n);
    crypto_hash_sha256_update(h, (const unsigned char *)head, (size_t)n);
    crypto_hash_sha256_update(h, (const unsigned char *)s.p, s.n);
    crypto_hash_sha256_update(h, (const unsigned char *)",", 1);
}

static void add_int(crypto_hash_sha256_state *h, int64_t v)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%lld", (long long)v);
    add_text(h, (struct str){digits, (size_t)n});
}

/* SHA-256 (before, id, at, mention, case_id, who, what, detail). */
void event_chain(struct str before, const struct event_row *r,
                 char hex[EVENT_HEX])
{
    unsigned char hash[HASH];
    crypto_hash_sha256_state h;
    crypto_hash_sha256_init(&h);
    add_text(&h, before);
    const int64_t numbers[] = {r->id, r->at, r->mention, r->case_id};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        add_int(&h, numbers[i]);
    add_text(&h, r->who);
    add_text(&h, r->what);
    add_text(&h, r->detail);
    crypto_hash_sha256_final(&h, hash);
    sodium_bin2hex(hex, HEX + 1, hash, HASH);
}

static bool read_tail(struct db *db, struct tail *t, struct err *e)
{
    *t = (struct tail){.known = true};
    memcpy(t->hash, event_origin, HEX + 1);
    struct stmt *q = db_query(db, sql_last, NO_ARGS, e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        t->id = db_int(q, 0);
        struct str s = db_peek(q, 1);
        snprintf(t->hash, sizeof t->hash, STR_FMT, STR_ARG(s));
    }
    return more == 0;
}

void event_sha256(struct str text, char hex[EVENT_HEX])
{
    unsigned char hash[HASH];
    crypto_hash_sha256(hash, (const unsigned char *)text.p, text.n);
    sodium_bin2hex(hex, EVENT_HEX, hash, HASH);
}

void event_user_sha256(const struct event_user *u, char hex[EVENT_HEX])
{
    unsigned char hash[HASH];
    crypto_hash_sha256_state h;
    crypto_hash_sha256_init(&h);
    add_text(&h, u->login);
    add_text(&h, u->role);
    add_text(&h, u->state);
    add_text(&h, u->password);
    crypto_hash_sha256_final(&h, hash);
    sodium_bin2hex(hex, EVENT_HEX, hash, HASH);
}

static void write_detail(const struct event *ev, struct buf *out)
{
    struct json j;
    if (ev->detail.n) {
        buf_str(out, ev->detail);
        return;
    }
    json_init(&j, out);
    json_map(&j);
    for (size_t i = 0; i < EVENT_FACTS && ev->facts[i].key; i++) {
        json_key(&j, ev->facts[i].key);
        json_str(&j, ev->facts[i].value);
    }
    json_end(&j);
}

static bool append(struct db *db, struct event_row *r, struct err *e)
{
    struct tail before, *t = db_kept(db);
    if (!t->known && !read_tail(db, t, e))
        return false;
    before = *t;
    r->id = ++t->id;
    t->new = true;
    event_chain(str_of(before.hash), r, t->hash);
    if (db_run(db, sql_add,
               ARGS(INT(r->id), INT(r->at), INT(r->mention), INT(r->case_id),
                    TEXT(r->who), TEXT(r->what), TEXT(r->detail),
                    TEXT(str_of(t->hash))),
               e))
        return true;
    *t = before;
    return false;
}

int64_t event_newest(struct db *db)
{
    const struct tail *t = db_kept(db);
    return t->id;
}

bool event_commit(struct db *db, struct err *e)
{
    struct tail *t = db_kept(db);
    if (!t->new)
        return true;
    t->new = false;
    return db_run(db, sql_head, ARGS(INT(t->id), TEXT(str_of(t->hash))), e);
}

bool event_add(struct db *db, const struct event *ev, struct err *e)
{
    struct buf detail;
    buf_init(&detail, CEILING_PAGE_OUT);
    write_detail(ev, &detail);
    struct event_row r = {.at = ev->at,
                          .mention = ev->mention,
                          .case_id = ev->case_id,
                          .who = ev->who,
                          .what = str_of(ev->what),
                          .detail = buf_view(&detail)};
    bool ok = append(db, &r, e);
    buf_clear(&detail);
    return ok || err_add(e, "event %s", ev->what);
}

void event_read(struct stmt *q, struct event_row *r)
{
    *r = (struct event_row){.id = db_int(q, 0),
                            .at = db_int(q, 1),
                            .mention = db_int(q, 2),
                            .case_id = db_int(q, 3),
                            .who = db_peek(q, 4),
                            .what = db_peek(q, 5),
                            .detail = db_peek(q, 6),
                            .hash = db_peek(q, 7)};
}

bool event_list(struct db *db, const char *sql, int64_t of, struct arena *a,
                struct event_list *l, struct err *e)
{
    size_t cap = 0;
    *l = (struct event_list){0};
    struct stmt *q = db_query(db, sql, ARGS(INT(of)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        l->rows = arena_grow(a, l->rows, l->n, &cap, sizeof *l->rows);
        struct event_row *r = &l->rows[l->n++];
        event_read(q, r);
        r->who = str_dup(a, r->who);
        r->what = str_dup(a, r->what);
        r->detail = str_dup(a, r->detail);
        r->hash = str_dup(a, r->hash);
    }
    return more == 0;
}

bool store_events(struct store *s, struct arena *a, int64_t mention,
                  struct event_row **rows, size_t *n, struct err *e)
{
    struct event_list l;
    bool ok = event_list(s->db, sql_of_mention, mention, a, &l, e);
    *rows = l.rows, *n = l.n;
    return ok;
}
