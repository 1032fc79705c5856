/* SPDX-License-Identifier: MIT
 *
 * claims: who writes a reply just now (public through store.h).
 *
 * A claim tells others, and keeps nobody from anything: who comes first has it
 * for STORE_CLAIM_S after he typed last. */
#ifndef MOLVA_CLAIMS_H
#define MOLVA_CLAIMS_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

struct store;

enum { STORE_CLAIM_S = 120 };

struct claim_row {
    int64_t mention;
    struct str login, name; /* of who writes; name "": he has none */
};
/* Takes or renews it, unless somebody else has it. */
bool store_claim(struct store *s, int64_t mention, struct str login,
                 int64_t now, struct err *e) MUST_CHECK;
/* Those of others than `login`, of mentions that he may see. */
bool store_claims(struct store *s, struct arena *a, struct str login,
                  int64_t now, struct claim_row **rows, size_t *n,
                  struct err *e) MUST_CHECK;

#endif
