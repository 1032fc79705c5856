/* SPDX-License-Identifier: MIT
 * audit_file: the file as SQLite sees it, and its tables, indexes and triggers
 * beside those that this program makes. */
#include <stdio.h>

#include "base/ceiling.h"
#include "store/audit.h"
#include "store/migrate.h"

SQL(sql_integrity) = "PRAGMA integrity_check(1000)";
SQL(sql_foreign) = "PRAGMA foreign_key_check";
SQL(sql_user_version) = "PRAGMA user_version";
/* With the types as well: SQLite takes a name that became a blob. */
SQL(sql_schema) =
    "SELECT type || ' ' || name, tbl_name || ' ' || typeof(type) || ' ' ||"
    " typeof(name) || ' ' || typeof(tbl_name) || ' ' || typeof(rootpage) ||"
    " ' ' || typeof(sql), coalesce(sql, '') FROM sqlite_master ORDER BY 1";

struct part {
    struct str name; /* "trigger event_no_delete" */
    struct str of;   /* the table it belongs to, and types */
    struct str text; /* how it is made */
};

static void check_integrity(struct audit *a, struct err *e)
{
    struct stmt *q = db_query(a->db, sql_integrity, NO_ARGS, e);
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
    struct stmt *q = db_query(a->db, sql_foreign, NO_ARGS, e);
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

static bool read_parts(struct db *db, struct arena *arena, struct part **parts,
                       size_t *n, struct err *e)
{
    size_t cap = 0;
    *parts = NULL, *n = 0;
    struct stmt *q = db_query(db, sql_schema, NO_ARGS, e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        *parts = arena_grow(arena, *parts, *n, &cap, sizeof **parts);
        (*parts)[(*n)++] = (struct part){
            db_str(q, 0, arena), db_str(q, 1, arena), db_str(q, 2, arena)};
    }
    return more == 0;
}

/* What the migrations of this program make, read from a store in memory. */
static bool read_own(struct arena *arena, struct part **parts, size_t *n,
                     struct err *e)
{
    struct db *db = db_open(":memory:", STORE_CREATE, e);
    struct seal *seal = seal_new();
    bool ok =
        db && migrate_run(db, seal, e) && read_parts(db, arena, parts, n, e);
    db_close(db);
    seal_free(seal);
    return ok;
}

/* FTS5 makes these; a later SQLite may word them otherwise. */
static bool is_shadow(const struct part *p)
{
    return str_starts(p->name, STR("table search_")) &&
           !str_eqz(p->name, "table search_sum");
}

/* Told of a part that is not as it should be; own or is may be NULL. */
typedef bool part_fn(void *ctx, const struct part *own, const struct part *is,
                     struct err *e);

static bool same(const struct part *own, const struct part *is)
{
    return str_eq(own->text, is->text) && str_eq(own->of, is->of);
}

/* Walks through two lists that are sorted by name. */
static bool compare(struct arena *arena, struct db *db, part_fn *differ,
                    void *ctx, struct err *e)
{
    struct part *own, *is;
    size_t n_own, n_is, i = 0, k = 0;
    bool ok = read_own(arena, &own, &n_own, e) &&
              read_parts(db, arena, &is, &n_is, e);
    while (ok && (i < n_own || k < n_is)) {
        int order = i == n_own  ? 1
                    : k == n_is ? -1
                                : str_cmp(own[i].name, is[k].name);
        if (order < 0)
            ok = differ(ctx, &own[i], NULL, e);
        else if (order > 0)
            ok = differ(ctx, NULL, &is[k], e);
        else if (!same(&own[i], &is[k]))
            ok = differ(ctx, &own[i], &is[k], e);
        i += order <= 0;
        k += order >= 0;
    }
    return ok;
}

struct schema_audit {
    struct audit *a; /* who is told */
    bool quick;      /* not of what a newer SQLite may have changed */
};

static bool tell_part(void *ctx, const struct part *own, const struct part *is,
                      struct err *e)
{
    const struct schema_audit *s = ctx;
    const struct part *p = own ? own : is;
    (void)e;
    if (!(s->quick && own && is && is_shadow(own)))
        audit_tell(s->a, "schema", p->name, 0, "%s",
                   !is    ? "is missing"
                   : !own ? "is none of Molva's"
                          : "is not as this program makes it");
    return true;
}

void audit_schema(struct audit *a, bool quick)
{
    struct err e = {0};
    struct arena arena = {0};
    struct schema_audit s = {a, quick};
    if (!compare(&arena, a->db, tell_part, &s, &e))
        audit_tell(a, "schema", STR(""), 0, "%s", e.msg);
    arena_clear(&arena);
}

/* Only what can be made again without touching a row. */
static bool mend_part(void *ctx, const struct part *own, const struct part *is,
                      struct err *e)
{
    struct buf *script = ctx;
    const struct part *p = own ? own : is;
    bool index = str_starts(p->name, STR("index "));
    if (!index && !str_starts(p->name, STR("trigger ")))
        return err_set(e, STR_FMT " cannot be made good; restore a backup",
                       STR_ARG(p->name));
    struct str name = str_from(p->name, index ? 6 : 8);
    buf_printf(script, "DROP %s IF EXISTS \"" STR_FMT "\";",
               index ? "INDEX" : "TRIGGER", STR_ARG(name));
    if (own)
        buf_printf(script, STR_FMT ";", STR_ARG(own->text));
    return true;
}

bool audit_mend_schema(struct db *db, struct err *e)
{
    struct arena arena = {0};
    struct buf script;
    buf_init(&script, CEILING_RULE_FILE);
    bool ok = compare(&arena, db, mend_part, &script, e) &&
              db_script(db, script.n ? script.p : "", e);
    buf_clear(&script);
    arena_clear(&arena);
    return ok;
}

void audit_file(struct audit *a)
{
    struct err e = {0};
    int64_t version = 0;
    check_integrity(a, &e);
    check_foreign(a, &e);
    if (db_run_int(a->db, sql_user_version, NO_ARGS, &version, &e) < 0)
        audit_tell(a, "file", STR(""), 0, "%s", e.msg);
    if (version)
        audit_tell(a, "file", STR("user_version"), 0,
                   "is %lld; Molva leaves it 0", (long long)version);
    audit_schema(a, false);
}
