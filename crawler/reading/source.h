/* SPDX-License-Identifier: MIT
 *
 * source: what reading knows of a source, and what it is set up with. Where
 * its pages come from and when is the crawl's own affair. */
#ifndef MOLVA_SOURCE_H
#define MOLVA_SOURCE_H

#include "classify/classify.h"
#include "matrix/matrix.h"

struct source {
    struct str name;         /* unique, for people */
    struct str kind;         /* connector: phpbb, feed ... */
    bool any;                /* no kind: it is looked for on every page */
    struct str zone;         /* "Europe/Moscow", "+03:00"; dates without one */
    struct str brand;        /* the venue is about this brand (our card) */
    bool own_card;           /* the venue is our own card or page */
    bool despite_terms;      /* a kind that is off may be read here */
    int64_t reach;           /* readers of the venue, -1 unknown */
    struct str map;          /* of a table: "COLUMN=FIELD,...", or "" */
    struct yaml_strs canary; /* posts that its pages must show */
    struct yaml_strs accounts; /* our own there, by name or address */
    struct yaml_strs anywhere; /* our own in every place */
};

/* Changes of a connector that are to be tried before they are made. */
struct connector_trial {
    struct str kind;  /* whose */
    const char *file; /* read in place of its own file, or NULL */
    const struct str
        *sets;     /* n_sets of "FIELD=SELECTOR", or of "item=", "next="
                      and the like: in place of those of the file */
    size_t n_sets; /* of them */
};

/* All of it stays the caller's and must outlive what is opened with it. */
struct reading_setup {
    const char *connectors;              /* folder of connectors */
    const struct source *const *sources; /* n of them; jobs name one by index */
    size_t n;                            /* of them */
    struct classify_setup classify;      /* words NULL: posts stay unjudged */
    struct matrix_setup matrix;          /* the same */
    const struct connector_trial *trial; /* or NULL */
    int readers;                         /* child processes, 0 = one per core */
    int64_t cpu_s;    /* a page may use, 0: CEILING_READER_S; for tests */
    int64_t stall_ms; /* without progress it is given up, 0: STALL_MS */
};

#endif
