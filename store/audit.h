/* SPDX-License-Identifier: MIT
 *
 * audit: what `molva verify` looks at, one file for each kind (private to the
 * store). Each part tells what it finds and goes on; what cannot be read is a
 * finding too. */
#ifndef MOLVA_AUDIT_H
#define MOLVA_AUDIT_H

#include "store/event.h"
#include "store/internal.h"
#include "store/seal.h"
#include "store/spill.h"

/* The event by which a store with findings is taken as it is. */
#define ACCEPTED "accepted"

/* What the chain vouches for of one row. */
struct sealed {
    int64_t key;            /* the row's; of a text its str_hash() */
    int64_t event;          /* that sealed it last */
    bool gone, met;         /* deleted since; found in the table */
    unsigned char hash[32]; /* of the row; see seal_digest() */
};

/* Of a table; those of a part of its keys, where it has a spill. */
struct sealed_list {
    struct sealed *rows; /* n of them by key */
    size_t n, cap;
};

struct audit {
    struct db *db;
    struct seal *seal;       /* for digests */
    struct arena *arena;     /* of the findings */
    struct store_audit *out; /* what is told */
    size_t cap;              /* room for findings there */
    bool touch;              /* rows that differ are to be sealed anew */
    struct sealed_list lists[SEAL_COUNT];
    struct spill *spills[SEAL_COUNT]; /* all seals of a table; NULL: they stand
                                         in its list */
    bool stopped;                     /* it cannot be done ... */
    struct err why;                   /* ... and why */
};

/* Of struct sealed; the chain is to be looked at next. */
void audit_spill(struct audit *a);
/* What lists and spills hold. */
void audit_end(struct audit *a);

/* Adds a finding: printf of what is wrong with that row of that table, and the
 * event it was right at, 0 when there is none. */
void audit_tell(struct audit *a, const char *table, struct str row,
                int64_t event, const char *fmt, ...) PRINTF(5, 6);

/* SQLite's own checks of its file; PostgreSQL has none to be asked for. */
void audit_file(struct audit *a);
/* The schema beside the program's. Quick: of SQLite's only what no newer one
 * can change, of PostgreSQL's only whether it has changed since it was made. */
void audit_schema(struct audit *a, bool quick);
/* The chain and the store's own count; fills lists. */
void audit_chain(struct audit *a);
/* The last events only, for a check at every start. */
void audit_tail(struct audit *a);
/* Every row of the sealed tables beside lists. */
void audit_rows(struct audit *a);
void audit_table(struct audit *a, enum seal_table t);
/* Only those that stand in lists. */
void audit_listed(struct audit *a);
/* The crawler's tables beside their sums. */
void audit_state(struct audit *a);
/* Places and counts beside the mentions. */
void audit_places(struct audit *a);
/* The search index beside the mentions' words. */
void audit_search(struct audit *a);

/* The cases and drafts that are not as the chain has them, before a migration
 * gives them another shape: they are not to be vouched for then. */
bool audit_before_cases(struct db *db, struct seal *seal, struct arena *arena,
                        struct store_audit *out, struct err *e) MUST_CHECK;
/* All parts, within a transaction that will seal what differs. */
bool audit_and_touch(struct store *s, struct arena *arena,
                     struct store_audit *out, struct err *e) MUST_CHECK;
/* Makes triggers and indexes as this program has them. */
bool audit_mend_schema(struct db *db, struct err *e) MUST_CHECK;

/* Takes in the list of an event "sealed"; false when it cannot be read. */
bool audit_take(struct audit *a, struct str detail, int64_t event);

#endif
