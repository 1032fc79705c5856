/* SPDX-License-Identifier: MIT
 * audit_schema: tables, indexes, triggers and functions beside those that this
 * program makes. */
#include <stdio.h>
#include <string.h>

#include "base/ceiling.h"
#include "store/audit.h"
#include "store/migrate.h"
#include "store/schema.h"

/* What the migrations of this program make, read from a store in memory, or
 * from a schema that is gone with its connection. */
static bool read_own(struct db *like, struct arena *arena,
                     struct schema_part **parts, size_t *n, struct err *e)
{
    static const char own_schema[] = "CREATE SCHEMA molva_own;"
                                     "SET LOCAL search_path = molva_own";
    bool lite = db_kind(like) == DB_SQLITE;
    struct db *db = lite ? db_open(":memory:", STORE_CREATE, e)
                         : db_open(db_url(like), 0, e);
    struct seal *seal = seal_new();
    bool ok = db &&
              (lite || (db_snapshot(db, e) && db_script(db, own_schema, e))) &&
              migrate_run(db, seal, e) && schema_read(db, arena, parts, n, e);
    db_close(db);
    seal_free(seal);
    return ok;
}

/* FTS5 makes these; a later SQLite may word them otherwise. */
static bool is_shadow(const struct schema_part *p)
{
    return str_starts(p->name, STR("table search_")) &&
           !str_eqz(p->name, "table search_sum");
}

/* Told of a part that is not as it should be; own or is may be NULL. */
typedef bool part_fn(void *ctx, const struct schema_part *own,
                     const struct schema_part *is, struct err *e);

static bool same(const struct schema_part *own, const struct schema_part *is)
{
    return str_eq(own->text, is->text) && str_eq(own->of, is->of);
}

/* Walks through two lists that are sorted by name. */
static bool compare(struct arena *arena, struct db *db, part_fn *differ,
                    void *ctx, struct err *e)
{
    struct schema_part *own, *is;
    size_t n_own, n_is, i = 0, k = 0;
    bool ok = read_own(db, arena, &own, &n_own, e) &&
              schema_read(db, arena, &is, &n_is, e);
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

static bool tell_part(void *ctx, const struct schema_part *own,
                      const struct schema_part *is, struct err *e)
{
    const struct schema_audit *s = ctx;
    const struct schema_part *p = own ? own : is;
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
    /* Running all migrations to compare with takes fifty times as long. */
    if (quick && schema_is_kept(a->db))
        return;
    if (!compare(&arena, a->db, tell_part, &s, &e))
        audit_tell(a, "schema", STR(""), 0, "%s", e.msg);
    arena_clear(&arena);
}

struct mending {
    struct buf script; /* that makes it good */
    bool lite;         /* for SQLite */
};

/* Takes away what is, makes what should be. A trigger of PostgreSQL belongs to
 * its table, and a function is replaced, for triggers hang on it. */
static void put_mending(struct buf *script, bool lite,
                        const struct schema_part *own,
                        const struct schema_part *is)
{
    struct str rest = is ? is->name : own->name, kind, table = {0};
    str_split(&rest, ' ', &kind);
    bool trigger = str_eqz(kind, "trigger");
    if (is && !str_eqz(kind, "function")) {
        struct str of = is->of;
        str_split(&of, ' ', &table);
        buf_printf(script, "DROP %s IF EXISTS \"" STR_FMT "\"",
                   trigger ? "TRIGGER" : "INDEX", STR_ARG(rest));
        if (trigger && !lite)
            buf_printf(script, " ON \"" STR_FMT "\"", STR_ARG(table));
        buf_z(script, ";");
    }
    if (own)
        buf_printf(script, STR_FMT ";", STR_ARG(own->text));
}

/* Only what can be made again without touching a row. */
static bool mend_part(void *ctx, const struct schema_part *own,
                      const struct schema_part *is, struct err *e)
{
    struct mending *m = ctx;
    const struct schema_part *p = own ? own : is;
    if (!str_starts(p->name, STR("index ")) &&
        !str_starts(p->name, STR("trigger ")) &&
        !(own && str_starts(p->name, STR("function "))))
        return err_set(e, STR_FMT " cannot be made good; restore a backup",
                       STR_ARG(p->name));
    put_mending(&m->script, m->lite, own, is);
    return true;
}

bool audit_mend_schema(struct db *db, struct err *e)
{
    struct arena arena = {0};
    struct mending m = {.lite = db_kind(db) == DB_SQLITE};
    buf_init(&m.script, CEILING_RULE_FILE);
    bool ok = compare(&arena, db, mend_part, &m, e) &&
              buf_char(&m.script, '\0') && db_script(db, m.script.p, e) &&
              schema_keep(db, e);
    buf_clear(&m.script);
    arena_clear(&arena);
    return ok;
}
