/* SPDX-License-Identifier: MIT
 * audit: the findings, and the order of the parts. */
#include "store/audit.h"

static bool begin(struct audit *a, struct store *s, struct arena *arena,
                  struct store_audit *out, struct err *e)
{
    *out = (struct store_audit){.hash = str_of(event_origin)};
    *a = (struct audit){
        .db = s->db, .seal = s->seal, .arena = arena, .out = out};
    return seal_learn(s->seal, s->db, e);
}

static void look_at_all(struct audit *a)
{
    audit_spill(a);
    audit_file(a);
    audit_schema(a, false);
    audit_chain(a);
    audit_rows(a);
    audit_state(a);
    audit_places(a);
    audit_search(a);
    audit_end(a);
}

static void look_quickly(struct audit *a)
{
    audit_schema(a, true);
    audit_tail(a);
    audit_listed(a);
    audit_end(a);
}

/* Looks at one moment of the store, whatever others write meanwhile. */
static bool look(struct store *s, struct audit *a, void (*run)(struct audit *),
                 struct err *e)
{
    if (!db_snapshot(s->db, e))
        return false;
    run(a);
    db_rollback(s->db);
    return !a->stopped || err_set(e, "%s", a->why.msg);
}

/* Of a file every byte that can be read is compared with something. */
static const char *const unchecked[DB_KINDS] = {
    [DB_SQLITE] = "",
    [DB_POSTGRES] = "blocks and indexes on the server's disk "
                    "(initdb --data-checksums and pg_amcheck do)",
};

bool store_verify(struct store *s, struct arena *arena, struct store_audit *out,
                  struct err *e)
{
    struct audit a;
    if (!begin(&a, s, arena, out, e) || !look(s, &a, look_at_all, e))
        return false;
    out->unchecked = str_of(db_text(s->db, unchecked));
    return true;
}

bool audit_and_touch(struct store *s, struct arena *arena,
                     struct store_audit *out, struct err *e)
{
    struct audit a;
    if (!begin(&a, s, arena, out, e))
        return false;
    a.touch = true;
    look_at_all(&a);
    return !a.stopped || err_set(e, "%s", a.why.msg);
}

bool store_check(struct store *s, struct err *e)
{
    struct audit a;
    struct store_audit out;
    struct arena arena = {0};
    if (!begin(&a, s, &arena, &out, e) || !look(s, &a, look_quickly, e))
        return false;
    if (out.found) {
        const struct store_finding *f = out.findings;
        err_set(e,
                "the check at the start found: " STR_FMT " " STR_FMT " " STR_FMT
                "; nothing was written. `molva verify` lists "
                "everything; restore a backup, or take the store as it is "
                "with `molva verify --accept`",
                STR_ARG(f->table), STR_ARG(f->row), STR_ARG(f->what));
    }
    arena_clear(&arena);
    return !out.found;
}
