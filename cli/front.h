/* SPDX-License-Identifier: MIT
 *
 * front: the desk of a workspace, and a type corrected by a person decided
 * again. */
#ifndef MOLVA_FRONT_H
#define MOLVA_FRONT_H

#include "cli/workspace.h"
#include "desk/desk.h"

struct front {
    struct workspace *w;                /* whose departments and sources */
    struct matrix *matrix;              /* asked again */
    struct classifier *classifier;      /* for the words of a search */
    struct zone *zone;                  /* of the dates shown */
    struct catalogue catalogue;         /* of its register */
    struct selfcheck selfcheck;         /* the same */
    void (*ready)(void *ctx, int port); /* told when the desk answers */
    void *ready_ctx;                    /* handed to ready() */
    bool scouted;                       /* a scout answers what it asks */
};

bool front_open(struct front *f, struct workspace *w, struct err *e) MUST_CHECK;
void front_close(struct front *f);

/* Serves the desk of the workspace until cli_stop. port < 0: as molva.yaml
 * says. */
bool front_serve(struct front *f, int port, struct err *e) MUST_CHECK;

/* Where statements are published; the zone is the caller's. */
struct desk_site front_site(struct workspace *w, const struct zone *zone);

#endif
