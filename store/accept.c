/* SPDX-License-Identifier: MIT
 * accept: a store with findings taken as it is, so that work can go on. The
 * event about it stays in the chain for good. */
#include <stdio.h>

#include "store/audit.h"
#include "store/guard.h"
#include "store/place.h"
#include "store/seen.h"
#include "store/tally.h"
#include "store/twin.h"
#include "store/unit.h"
#include "store/words.h"

/* The chain goes on from where it ends. The index is made of the mentions'
 * words again. */
#define CHAIN                                                                  \
    "DELETE FROM head; INSERT INTO head SELECT 1, id, hash FROM event"         \
    " ORDER BY id DESC LIMIT 1;"
static const char *const mend[DB_KINDS] = {
    CHAIN "INSERT INTO search (search) VALUES ('rebuild')", CHAIN};

SQL(sql_seen) = "SELECT key, text_hash FROM seen";
SQL(sql_unsee) = "DELETE FROM seen WHERE key = $1";

/* A post that is no longer in seen is looked at once more. */
static bool drop_unsound(struct db *db, struct err *e)
{
    struct stmt *q = db_query(db, sql_seen, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        int64_t key = db_int(q, 0);
        if (seen_agrees(key, db_int(q, 1)))
            continue;
        if (!db_run(db, sql_unsee, ARGS(INT(key)), e)) {
            db_stop(q);
            return false;
        }
    }
    return more == 0;
}

static bool tell(struct store *s, const struct store_audit *found,
                 struct str who, int64_t now, struct err *e)
{
    char findings[32];
    snprintf(findings, sizeof findings, "%lld", (long long)found->found);
    struct event ev = {.at = now,
                       .who = who,
                       .what = ACCEPTED,
                       .facts = {{"findings", str_of(findings)}}};
    return event_add(s->db, &ev, e);
}

/* A damaged file is not mended by signing for it. */
static bool may_accept(const struct store_audit *found, struct err *e)
{
    for (size_t i = 0; i < found->n; i++)
        if (str_eqz(found->findings[i].table, "file"))
            return err_set(
                e, "the file itself is damaged (" STR_FMT "); restore a backup",
                STR_ARG(found->findings[i].what));
    return true;
}

bool store_accept(struct store *s, struct str who, int64_t now, struct err *e)
{
    struct arena a = {0};
    struct store_audit found;
    if (!store_begin(s, e))
        return false;
    bool ok = audit_and_touch(s, &a, &found, e) && may_accept(&found, e) &&
              audit_mend_schema(s->db, e) &&
              db_script(s->db, db_text(s->db, mend), e) &&
              words_rebuild(s->db, e) && drop_unsound(s->db, e) &&
              twin_rebuild(s->db, e) && place_rebuild(s->db, e) &&
              unit_rebuild(s->db, e) && tally_rebuild(s->db, e) &&
              guard_rebuild(s->db, e) && tell(s, &found, who, now, e);
    arena_clear(&a);
    return store_end(s, ok, e) || err_add(e, "accept");
}
