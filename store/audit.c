/* SPDX-License-Identifier: MIT
 * audit: the findings, and the order of the parts. */
#include "store/audit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 1000 /* findings that are listed; the rest is counted */ };

void audit_tell(struct audit *a, const char *table, struct str row,
                int64_t event, const char *fmt, ...)
{
    struct store_audit *out = a->out;
    char what[1024];
    va_list args;
    if (out->found++ >= MOST)
        return;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    out->findings = arena_grow(a->arena, out->findings, out->n, &a->cap,
                               sizeof *out->findings);
    out->findings[out->n++] =
        (struct store_finding){.table = str_dup(a->arena, str_of(table)),
                               .row = str_dup(a->arena, row),
                               .what = str_dup(a->arena, str_of(what)),
                               .event = event};
}

static bool begin(struct audit *a, struct store *s, struct arena *arena,
                  struct store_audit *out, struct err *e)
{
    *out = (struct store_audit){.hash = str_of(event_origin)};
    *a = (struct audit){
        .db = s->db, .seal = s->seal, .arena = arena, .out = out};
    return seal_learn(s->seal, s->db, e);
}

static void end(struct audit *a)
{
    for (int t = 0; t < SEAL_COUNT; t++)
        free(a->lists[t].rows);
}

static void look_at_all(struct audit *a)
{
    audit_file(a);
    audit_schema(a, false);
    audit_chain(a);
    audit_rows(a);
    audit_state(a);
    audit_places(a);
    audit_search(a);
    end(a);
}

static void look_quickly(struct audit *a)
{
    audit_schema(a, true);
    audit_tail(a);
    audit_listed(a);
    end(a);
}

/* Looks at one moment of the store, whatever others write meanwhile. */
static bool look(struct store *s, struct audit *a, void (*run)(struct audit *),
                 struct err *e)
{
    if (!db_snapshot(s->db, e))
        return false;
    run(a);
    db_rollback(s->db);
    return true;
}

bool store_verify(struct store *s, struct arena *arena, struct store_audit *out,
                  struct err *e)
{
    struct audit a;
    return begin(&a, s, arena, out, e) && look(s, &a, look_at_all, e);
}

bool audit_and_touch(struct store *s, struct arena *arena,
                     struct store_audit *out, struct err *e)
{
    struct audit a;
    if (!begin(&a, s, arena, out, e))
        return false;
    a.touch = true;
    look_at_all(&a);
    return true;
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
