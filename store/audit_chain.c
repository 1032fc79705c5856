/* SPDX-License-Identifier: MIT
 * audit_chain: every event after the one before it, and the end of the chain
 * where the store counted it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/audit.h"
#include "store/erase.h"
#include "store/migrate.h"

enum { TAIL = 100 /* events looked at in a check at the start */ };

SQL(sql_from) = "SELECT " EVENT_COLUMNS
                " FROM event WHERE id >= $1 ORDER BY id";
SQL(sql_hash_of) = "SELECT hash FROM event WHERE id = $1";
SQL(sql_head) = "SELECT event, hash FROM head WHERE id = 1";
SQL(sql_accepted) =
    "SELECT coalesce(max(id), 0) FROM event WHERE what = '" ACCEPTED "'";
SQL(sql_accepted_tail) =
    "SELECT coalesce(max(id), 0) FROM (SELECT id, what FROM event"
    " ORDER BY id DESC LIMIT $1) last WHERE what = '" ACCEPTED "'";
/* The last hundred, or fewer when they are long: 256 kB, the last in any
 * case. */
SQL(sql_tail) =
    "SELECT coalesce(min(CASE WHEN bytes < 262144 THEN id END), max(id), 1)"
    " FROM (SELECT id, sum(n) OVER (ORDER BY id DESC) AS bytes FROM"
    " (SELECT id, length(detail) AS n FROM event ORDER BY id DESC LIMIT $1) "
    "last) sums";

struct walk {
    int64_t next;           /* id the next event has */
    char before[EVENT_HEX]; /* hash it stands on */
};

static struct str name_of(int64_t id, char name[32])
{
    return (struct str){name,
                        (size_t)snprintf(name, 32, "%lld", (long long)id)};
}

/* What it says was erased since, and an event vouches for the rest? */
static bool is_erased(struct audit *a, const struct event_row *r)
{
    struct err e = {0};
    bool yes = false;
    if (!erase_vouches(a->db, r, &yes, &e))
        audit_tell(a, "erased", STR(""), 0, "cannot be read: %s", e.msg);
    a->out->erased += yes;
    return yes;
}

static void check_link(struct audit *a, struct walk *w,
                       const struct event_row *r)
{
    char hash[EVENT_HEX], name[32];
    struct str row = name_of(r->id, name);
    event_chain(str_of(w->before), r, hash);
    if (r->id <= a->out->accepted)
        ; /* somebody has seen it and taken it as it is */
    else if (r->id != w->next)
        audit_tell(a, "event", row, w->next - 1,
                   "follows event %lld: those between are missing",
                   (long long)w->next - 1);
    else if (!str_eqz(r->hash, hash) && !is_erased(a, r))
        audit_tell(a, "event", row, w->next - 1,
                   "does not follow from the one before it");
}

static void take_event(struct audit *a, struct walk *w,
                       const struct event_row *r)
{
    char name[32];
    check_link(a, w, r);
    if (str_eqz(r->what, BASELINE))
        a->out->baseline = r->at;
    a->out->erasures += str_eqz(r->what, ERASED);
    if (str_eqz(r->what, SEALED) && !audit_take(a, r->detail, r->id))
        audit_tell(a, "event", name_of(r->id, name), 0,
                   "is a seal that cannot be read");
    /* What is stored goes on, so that one forged event is named once. */
    snprintf(w->before, sizeof w->before, STR_FMT, STR_ARG(r->hash));
    w->next = r->id + 1;
    a->out->head = r->id;
    a->out->events++;
}

static bool walk(struct audit *a, struct walk *w, struct err *e)
{
    struct stmt *q = db_query(a->db, sql_from, ARGS(INT(w->next)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct event_row r;
        event_read(q, &r);
        take_event(a, w, &r);
    }
    a->out->hash = str_dup(a->arena, str_of(w->before));
    return more == 0;
}

/* The store's own count beside what is there. */
static bool check_head(struct audit *a, struct err *e)
{
    int64_t last = a->out->head, head = 0;
    char name[32];
    struct str hash = str_of(event_origin);
    struct stmt *q = db_query(a->db, sql_head, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        head = db_int(q, 0);
        hash = db_str(q, 1, a->arena);
    }
    if (more < 0)
        return false;
    if (head > last)
        audit_tell(a, "event", name_of(head, name), 0,
                   "is missing: the store counted as far, but ends at %lld",
                   (long long)last);
    else if (head < last)
        audit_tell(a, "event", name_of(last, name), head,
                   "was put in by another program: the store counted to %lld",
                   (long long)head);
    else if (!str_eq(hash, a->out->hash))
        audit_tell(a, "event", name_of(last, name), 0,
                   "is not the last one that Molva wrote");
    return true;
}

static void tell_unreadable(struct audit *a, const struct err *e)
{
    audit_tell(a, "event", STR(""), 0, "cannot be read: %s", e->msg);
}

void audit_chain(struct audit *a)
{
    struct err e = {0};
    struct walk w = {.next = 1};
    memcpy(w.before, event_origin, sizeof w.before);
    if (db_run_int(a->db, sql_accepted, NO_ARGS, &a->out->accepted, &e) < 0 ||
        !walk(a, &w, &e) || !check_head(a, &e))
        tell_unreadable(a, &e);
}

static bool find_before(struct audit *a, struct walk *w, struct err *e)
{
    memcpy(w->before, event_origin, sizeof w->before);
    struct stmt *q = db_query(a->db, sql_hash_of, ARGS(INT(w->next - 1)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0)
        snprintf(w->before, sizeof w->before, STR_FMT, STR_ARG(db_peek(q, 0)));
    return more == 0;
}

void audit_tail(struct audit *a)
{
    struct err e = {0};
    struct walk w = {.next = 1};
    if (db_run_int(a->db, sql_accepted_tail, ARGS(INT(TAIL)), &a->out->accepted,
                   &e) < 0 ||
        db_run_int(a->db, sql_tail, ARGS(INT(TAIL)), &w.next, &e) < 0 ||
        !find_before(a, &w, &e) || !walk(a, &w, &e) || !check_head(a, &e))
        tell_unreadable(a, &e);
}

bool store_event_hash(struct store *s, struct arena *a, int64_t id,
                      struct str *hash, bool *found, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_hash_of, ARGS(INT(id)), e);
    int more = -1;
    *found = id == 0;
    *hash = str_of(event_origin);
    while (q && (more = db_next(q, e)) > 0) {
        *found = true;
        *hash = db_str(q, 0, a);
    }
    return more == 0;
}
