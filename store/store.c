/* SPDX-License-Identifier: MIT
 * store: opening, closing and transactions. */
#include <stdlib.h>

#include "store/internal.h"
#include "store/migrate.h"
#include "store/search.h"

struct store *store_open(const char *url, int flags, struct err *e)
{
    struct db *db = db_open(url, flags, e);
    if (!db)
        return NULL;
    struct store *s = xcalloc(1, sizeof *s);
    s->db = db;
    s->read = flags & STORE_READ;
    if (!migrate_run(db, !s->read, e) || !search_open(db, e)) {
        err_add(e, "open the store");
        store_close(s);
        return NULL;
    }
    return s;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    db_close(s->db);
    free(s);
}

bool store_begin(struct store *s, struct err *e)
{
    if (s->read)
        return err_set(e, "the store is open for reading only");
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

bool store_end(struct store *s, bool ok, struct err *e)
{
    if (ok)
        return store_commit(s, e);
    store_rollback(s);
    return false;
}
