/* SPDX-License-Identifier: MIT
 * schema: what a database is made of. */
#include "store/schema.h"

#include "base/ceiling.h"
#include "store/embed.h"

EMBED(postgres_parts, "store/sql/postgres/parts.sql");

/* With the types as well: SQLite takes a name that became a blob. */
BOTH(sql_schema,
     "SELECT type || ' ' || name, tbl_name || ' ' || typeof(type) || ' ' ||"
     " typeof(name) || ' ' || typeof(tbl_name) || ' ' || typeof(rootpage) ||"
     " ' ' || typeof(sql), coalesce(sql, '') FROM sqlite_master ORDER BY 1",
     postgres_parts);

bool schema_read(struct db *db, struct arena *arena, struct schema_part **parts,
                 size_t *n, struct err *e)
{
    size_t cap = 0;
    *parts = NULL, *n = 0;
    struct stmt *q = db_query(db, db_text(db, sql_schema), NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *parts = arena_grow(arena, *parts, *n, &cap, sizeof **parts);
        (*parts)[(*n)++] = (struct schema_part){
            db_str(q, 0, arena), db_str(q, 1, arena), db_str(q, 2, arena)};
    }
    return more == 0;
}

/* In hexadecimal. */
static bool digest(struct db *db, char hex[EVENT_HEX], struct err *e)
{
    struct arena arena = {0};
    struct schema_part *parts;
    size_t n;
    struct buf all;
    buf_init(&all, CEILING_RULE_FILE);
    bool ok = schema_read(db, &arena, &parts, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        buf_printf(&all, STR_FMT "\n" STR_FMT "\n", STR_ARG(parts[i].name),
                   STR_ARG(parts[i].of));
        buf_str(&all, parts[i].text);
    }
    event_sha256(buf_view(&all), hex);
    buf_clear(&all);
    arena_clear(&arena);
    return ok;
}

SQL(sql_keep) = "UPDATE schema_version SET parts = $1 WHERE version ="
                " (SELECT max(version) FROM schema_version)";
SQL(sql_kept) = "SELECT count(*) FROM schema_version WHERE parts = $1"
                " AND version = (SELECT max(version) FROM schema_version)";

bool schema_keep(struct db *db, struct err *e)
{
    char hex[EVENT_HEX];
    return digest(db, hex, e) &&
           db_run(db, sql_keep, ARGS(TEXT(str_of(hex))), e);
}

bool schema_is_kept(struct db *db)
{
    struct err e = {0};
    char hex[EVENT_HEX];
    int64_t n;
    return digest(db, hex, &e) &&
           db_run_int(db, sql_kept, ARGS(TEXT(str_of(hex))), &n, &e) > 0 &&
           n == 1;
}
