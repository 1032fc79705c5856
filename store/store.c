/* SPDX-License-Identifier: MIT
 * store: opening, closing and transactions. */
#include <stdlib.h>

#include "store/guard.h"
#include "store/internal.h"
#include "store/migrate.h"
#include "store/place.h"
#include "store/search.h"
#include "store/sight.h"
#include "store/tally.h"
#include "store/unit.h"

/* In every transaction, the last of it. */
static bool before_commit(struct db *db, void *ctx, struct err *e)
{
    struct store *s = ctx;
    return place_settle(db, e) && unit_settle(db, e) &&
           seal_commit(s->seal, db, e) && event_commit(db, e) &&
           tally_commit(db, e) && guard_commit(s->guard, db, e);
}

struct store *store_open(const char *url, int flags, struct err *e)
{
    struct db *db = db_open(url, flags, e);
    if (!db)
        return NULL;
    struct store *s = xcalloc(1, sizeof *s);
    s->db = db;
    s->read = flags & STORE_READ;
    s->seal = seal_new();
    s->guard = guard_new();
    if (!migrate_run(db, s->read ? NULL : s->seal, e) || !search_open(db, e)) {
        err_add(e, "open the store");
        store_close(s);
        return NULL;
    }
    if (!(flags & (STORE_READ | STORE_UNCHECKED)) && !store_check(s, e)) {
        err_add(e, "open the store");
        store_close(s);
        return NULL;
    }
    if (!s->read) {
        guard_watch(s->guard, db);
        db_before_commit(db, before_commit, s);
    }
    return s;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    sight_free(s);
    db_close(s->db);
    seal_free(s->seal);
    guard_free(s->guard);
    free(s);
}

bool store_begin(struct store *s, struct err *e)
{
    if (s->read)
        return err_set(e, "the store is open for reading only");
    s->held = 0;
    return db_begin(s->db, e);
}

bool store_commit(struct store *s, struct err *e)
{
    bool outermost = db_depth(s->db) == 1;
    if (outermost && s->fresh && !search_add(s->db, s->fresh, e)) {
        store_rollback(s);
        return false;
    }
    if (outermost)
        s->fresh = 0;
    return db_commit(s->db, e);
}

void store_rollback(struct store *s)
{
    db_rollback(s->db);
    if (db_depth(s->db) == 0)
        s->fresh = 0;
}

bool store_cut(const struct store *s)
{
    return db_cut(s->db);
}

enum store_reach store_reach(const char *url)
{
    return db_reach(url);
}

bool store_shared(const struct store *s)
{
    return db_kind(s->db) == DB_POSTGRES;
}

bool store_end(struct store *s, bool ok, struct err *e)
{
    if (ok)
        return store_commit(s, e);
    store_rollback(s);
    return false;
}
