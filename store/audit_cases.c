/* SPDX-License-Identifier: MIT
 * audit_cases: which cases and drafts are not as the chain has them, before
 * they get another shape. */
#include "store/audit.h"

bool audit_before_cases(struct db *db, struct seal *seal, struct arena *arena,
                        struct store_audit *out, struct err *e)
{
    struct audit a = {.db = db, .seal = seal, .arena = arena, .out = out};
    *out = (struct store_audit){.hash = str_of(event_origin)};
    if (!seal_learn(seal, db, e))
        return false;
    audit_chain(&a);
    audit_table(&a, SEAL_cases);
    audit_table(&a, SEAL_draft);
    audit_end(&a);
    return true;
}
