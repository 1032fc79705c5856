/* SPDX-License-Identifier: MIT
 * audit_rows: every row that people rely on beside its digest in the chain;
 * the crawler's tables beside their sums. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/audit.h"
#include "store/place.h"
#include "store/seen.h"
#include "store/tally.h"
#include "store/twin.h"
#include "store/unit.h"

enum { LISTED = 300 /* rows looked at in a check at the start */ };

SQL(sql_seen) = "SELECT key, text_hash FROM seen";

/* Where the key stands, or would. */
static size_t place(const struct sealed_list *l, int64_t key)
{
    size_t low = 0, high = l->n;
    if (high && l->rows[high - 1].key < key)
        return high; /* as nearly always: new rows have new numbers */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->rows[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct sealed *find(const struct sealed_list *l, int64_t key)
{
    size_t i = place(l, key);
    return i < l->n && l->rows[i].key == key ? &l->rows[i] : NULL;
}

static struct sealed *find_or_add(struct sealed_list *l, int64_t key)
{
    size_t i = place(l, key);
    if (i < l->n && l->rows[i].key == key)
        return &l->rows[i];
    if (l->n == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 256;
        l->rows = xrealloc(l->rows, l->cap * sizeof *l->rows);
    }
    memmove(l->rows + i + 1, l->rows + i, (l->n - i) * sizeof *l->rows);
    l->rows[i] = (struct sealed){.key = key};
    l->n++;
    return &l->rows[i];
}

/* Takes c off the rest; false when something else stands there. */
static bool skip(struct str *rest, char c)
{
    if (!rest->n || rest->p[0] != c)
        return false;
    *rest = str_from(*rest, 1);
    return true;
}

/* "text" off the rest. */
static bool quoted(struct str *rest, struct str *text)
{
    return skip(rest, '"') && str_split(rest, '"', text);
}

/* ---- seals: in a list, or put aside by their keys ---- */

enum {
    BUCKET_BITS = 16,
    BUCKETS = 8192 /* 3.7 MB each; the last has the rest */
};

void audit_spill(struct audit *a)
{
    for (int t = 0; t < SEAL_COUNT; t++)
        a->spills[t] = spill_new(sizeof(struct sealed));
}

void audit_end(struct audit *a)
{
    for (int t = 0; t < SEAL_COUNT; t++) {
        free(a->lists[t].rows);
        spill_free(a->spills[t]);
    }
}

/* Rows are read by their keys; a session's goes by the hash of its key, but is
 * not read by that. */
static size_t bucket_of(enum seal_table t, int64_t key)
{
    int64_t bucket = key >> BUCKET_BITS;
    if (t == SEAL_session || bucket < 0)
        return 0;
    return bucket < BUCKETS ? (size_t)bucket : BUCKETS - 1;
}

static void keep(struct audit *a, enum seal_table t, const struct sealed *got)
{
    if (!a->spills[t])
        *find_or_add(&a->lists[t], got->key) = *got;
    else if (!a->stopped)
        a->stopped =
            !spill_put(a->spills[t], bucket_of(t, got->key), got, &a->why);
}

static int by_key(const void *a, const void *b)
{
    const struct sealed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->event < y->event ? -1 : x->event > y->event;
}

/* The list becomes that of a bucket: of each key the last seal. */
static void load(struct audit *a, enum seal_table t, size_t bucket)
{
    struct sealed_list *l = &a->lists[t];
    void *records;
    size_t n, kept = 0;
    free(l->rows);
    a->stopped |= !spill_take(a->spills[t], bucket, &records, &n, &a->why);
    struct sealed *rows = records;
    if (n)
        qsort(rows, n, sizeof *rows, by_key);
    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || rows[i + 1].key != rows[i].key)
            rows[kept++] = rows[i];
    *l = (struct sealed_list){rows, kept, n};
}

static bool take_rows(struct audit *a, enum seal_table t, struct str *rest,
                      int64_t event)
{
    struct str name, hex;
    do {
        struct sealed got = {.event = event};
        if (!quoted(rest, &name) || !str_int(name, &got.key) ||
            !skip(rest, ':') || !quoted(rest, &hex) ||
            (hex.n && sodium_hex2bin(got.hash, sizeof got.hash, hex.p, hex.n,
                                     NULL, NULL, NULL) != 0))
            return false;

        got.gone = !hex.n;
        keep(a, t, &got);
    } while (skip(rest, ','));
    return true;
}

bool audit_take(struct audit *a, struct str detail, int64_t event)
{
    struct str rest = detail, name;
    enum seal_table t;
    if (!skip(&rest, '{'))
        return false;
    do {
        if (!quoted(&rest, &name) || !seal_find(name, &t) ||
            !skip(&rest, ':') || !skip(&rest, '{') ||
            !take_rows(a, t, &rest, event) || !skip(&rest, '}'))
            return false;
    } while (skip(&rest, ','));
    return skip(&rest, '}') && !rest.n;
}

/* The row's key as people read it; the key comes first in each table, or is
 * the session's token, of which the beginning is enough. */
static struct str row_name(enum seal_table t, struct stmt *q, char name[32])
{
    if (t == SEAL_session)
        return str_part(db_peek(q, 0), 0, 16);
    int n = snprintf(name, 32, "%lld", (long long)db_int(q, 0));
    return (struct str){name, (size_t)n};
}

/* So that it is sealed as it is, where that is asked for. */
static void touch(struct audit *a, enum seal_table t, struct value key)
{
    struct err e = {0};
    if (a->touch && !seal_touch(a->db, t, key, &e))
        audit_tell(a, "file", STR(""), 0, "%s", e.msg);
}

static void check_row(struct audit *a, enum seal_table t, struct stmt *q)
{
    char name[32];
    unsigned char hash[32];
    struct value own =
        t == SEAL_session ? TEXT(db_peek(q, 0)) : INT(db_int(q, 0));
    int64_t key = t == SEAL_session ? seal_key(own.s) : own.i;
    struct sealed *s = find(&a->lists[t], key);
    a->out->rows++;
    if (!s) {
        touch(a, t, own);
        audit_tell(a, seal_names[t], row_name(t, q, name), 0,
                   "stands in no event: another program put it in");
        return;
    }
    s->met = true;
    seal_digest(a->seal, t, q, hash);
    if (s->gone || memcmp(hash, s->hash, sizeof hash) != 0)
        touch(a, t, own);
    if (s->gone)
        audit_tell(a, seal_names[t], row_name(t, q, name), s->event,
                   "is there again, though it was taken out");
    else if (memcmp(hash, s->hash, sizeof hash) != 0)
        audit_tell(a, seal_names[t], row_name(t, q, name), s->event,
                   "is not as Molva wrote it");
}

static void tell_missing(struct audit *a, enum seal_table t)
{
    const struct sealed_list *l = &a->lists[t];
    for (size_t i = 0; i < l->n; i++) {
        char name[32];
        const struct sealed *s = &l->rows[i];
        if (s->met || s->gone)
            continue;
        snprintf(name, sizeof name, "%lld", (long long)s->key);
        touch(a, t, INT(s->key));
        audit_tell(a, seal_names[t], str_of(name), s->event, "is missing");
    }
}

/* On to that bucket, when they are read bucket by bucket: those before it are
 * done with. */
static void go_to(struct audit *a, enum seal_table t, size_t *at, size_t to)
{
    while (a->spills[t] && *at < to) {
        tell_missing(a, t);
        load(a, t, ++*at);
    }
}

void audit_table(struct audit *a, enum seal_table t)
{
    struct err e = {0};
    size_t at = 0;
    if (a->spills[t])
        load(a, t, at);
    struct stmt *q = seal_query_all(a->db, t, &e);
    int more = -1;
    while (q && (more = db_next(q, &e)) > 0) {
        go_to(a, t, &at, bucket_of(t, db_int(q, 0)));
        check_row(a, t, q);
    }
    if (more < 0) {
        audit_tell(a, seal_names[t], STR(""), 0, "cannot be read: %s", e.msg);
        return;
    }
    go_to(a, t, &at, a->spills[t] ? spill_end(a->spills[t]) : 0);
    tell_missing(a, t);
}

void audit_rows(struct audit *a)
{
    for (int t = 0; t < SEAL_COUNT && !a->stopped; t++)
        audit_table(a, (enum seal_table)t);
}

void audit_listed(struct audit *a)
{
    int left = LISTED;
    for (int t = 0; t < SEAL_session; t++) { /* its key is a text */
        struct sealed_list *l = &a->lists[t];
        for (size_t i = l->n; i > 0 && left > 0; i--, left--) {
            struct err e = {0};
            struct stmt *q = seal_query_one(a->db, (enum seal_table)t,
                                            INT(l->rows[i - 1].key), &e);
            int more = -1;
            while (q && (more = db_next(q, &e)) > 0)
                check_row(a, (enum seal_table)t, q);
            if (more < 0)
                audit_tell(a, seal_names[t], STR(""), 0, "cannot be read: %s",
                           e.msg);
        }
        /* Those behind the bound were not looked for. */
        if (left > 0)
            tell_missing(a, (enum seal_table)t);
    }
}

static void tell_sum(void *ctx, struct str table)
{
    char name[64];
    snprintf(name, sizeof name, STR_FMT, STR_ARG(table));
    audit_tell(ctx, name, STR(""), 0,
               "its rows are not those that Molva wrote (which of them, a sum "
               "cannot tell)");
}

static void check_seen(struct audit *a, struct err *e)
{
    struct stmt *q = db_query(a->db, sql_seen, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        char name[32];
        int64_t key = db_int(q, 0), hash = db_int(q, 1);
        snprintf(name, sizeof name, "%lld", (long long)key);
        if (!seen_agrees(key, hash))
            audit_tell(a, "seen", str_of(name), 0, "is not as Molva wrote it");
    }
    if (more < 0)
        audit_tell(a, "seen", STR(""), 0, "cannot be read: %s", e->msg);
}

void audit_state(struct audit *a)
{
    struct err e = {0};
    if (!tally_check(a->db, tell_sum, a, &e))
        audit_tell(a, "tally", STR(""), 0, "cannot be read: %s", e.msg);
    check_seen(a, &e);
}

static void tell_place(void *ctx, const char *table, struct str row)
{
    audit_tell(ctx, table, row, 0,
               "does not agree with the mentions it was made of");
}

void audit_places(struct audit *a)
{
    struct err e = {0};
    if (!place_check(a->db, tell_place, a, &e))
        audit_tell(a, "place", STR(""), 0, "cannot be read: %s", e.msg);
    if (!twin_check(a->db, tell_place, a, &e))
        audit_tell(a, "twin", STR(""), 0, "cannot be read: %s", e.msg);
    if (!unit_check(a->db, tell_place, a, &e))
        audit_tell(a, "case_unit", STR(""), 0, "cannot be read: %s", e.msg);
}
