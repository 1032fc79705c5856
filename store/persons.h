/* SPDX-License-Identifier: MIT
 *
 * persons: what is stored about somebody who wrote or called (public through
 * store.h): all of it, so that he can be told when he asks. */
#ifndef MOLVA_PERSONS_H
#define MOLVA_PERSONS_H

#include "base/buf.h"

struct store;

/* A place where he stands; gone when `row` returns. */
struct person_place {
    struct str table, column; /* of the store: docs/data-model.md */
    int64_t id;               /* of its row */
    int64_t mention, case_id; /* it belongs to, 0 none */
    int64_t at;               /* its moment, 0 none */
    struct str text;          /* all that stands in the column */
    bool erasable;            /* store_person_erase() goes over it */
};
typedef bool person_fn(void *ctx, const struct person_place *p, struct err *e);
/* Every column of foreign words is looked at, row by row: names, addresses,
 * texts, drafts, notes, promises, what came later, events, messages that wait.
 * `who` is a name, a login elsewhere, an address, a telephone number: found as
 * part of a text, without regard to case and accents; of a number of seven
 * digits and more its last ten digits are, however they are written. In words
 * that people wrote a name is found in its other forms too, where each of its
 * words begins with a capital. Where no letter or digit is next to it (before a
 * number its country's may stand) it is erasable. Reads each table once. Stops
 * when `row` is false, and so is the answer. */
bool store_person_find(struct store *s, struct str who, person_fn *row,
                       void *ctx, struct err *e) MUST_CHECK;
/* The name and the forms of its words that are looked for, blanks between, in
 * the arena: told to people, and for their lemmas. */
struct str store_person_forms(struct arena *a, struct str who);

#endif
