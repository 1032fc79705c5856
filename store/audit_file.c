/* SPDX-License-Identifier: MIT
 * audit_file: the database as it sees itself. */
#include <stdio.h>

#include "store/audit.h"

BOTH(sql_integrity, "PRAGMA integrity_check(1000)", NULL);
BOTH(sql_foreign, "PRAGMA foreign_key_check", NULL);
BOTH(sql_user_version, "PRAGMA user_version", NULL);
static void check_integrity(struct audit *a, struct err *e)
{
    struct stmt *q = db_query(a->db, db_text(a->db, sql_integrity), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        struct str s = db_peek(q, 0);
        if (!str_eqz(s, "ok"))
            audit_tell(a, "file", STR(""), 0, STR_FMT, STR_ARG(s));
    }
    if (more < 0)
        audit_tell(a, "file", STR(""), 0, "%s", e->msg);
}

static void check_foreign(struct audit *a, struct err *e)
{
    struct stmt *q = db_query(a->db, db_text(a->db, sql_foreign), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        char row[32], table[64];
        snprintf(row, sizeof row, "%lld", (long long)db_int(q, 1));
        snprintf(table, sizeof table, STR_FMT, STR_ARG(db_peek(q, 0)));
        audit_tell(a, table, str_of(row), 0,
                   "belongs to a row of " STR_FMT " that is missing",
                   STR_ARG(db_peek(q, 2)));
    }
    if (more < 0)
        audit_tell(a, "file", STR(""), 0, "%s", e->msg);
}

void audit_file(struct audit *a)
{
    struct err e = {0};
    int64_t version = 0;
    if (db_kind(a->db) != DB_SQLITE)
        return;
    check_integrity(a, &e);
    check_foreign(a, &e);
    if (db_run_int(a->db, db_text(a->db, sql_user_version), NO_ARGS, &version,
                   &e) < 0)
        audit_tell(a, "file", STR(""), 0, "%s", e.msg);
    if (version)
        audit_tell(a, "file", STR("user_version"), 0,
                   "is %lld; Molva leaves it 0", (long long)version);
}
