/* SPDX-License-Identifier: MIT
 *
 * judge: the desk of a workspace, and a type corrected by a person decided
 * again. */
#ifndef MOLVA_JUDGE_H
#define MOLVA_JUDGE_H

#include "cli/workspace.h"
#include "desk/desk.h"

struct judge {
    struct workspace *w;                /* whose departments and sources */
    struct matrix *matrix;              /* asked again */
    struct classifier *classifier;      /* for the words of a search */
    struct zone *zone;                  /* of the dates shown */
    void (*ready)(void *ctx, int port); /* told when the desk answers */
    void *ready_ctx;
};

bool judge_open(struct judge *j, struct workspace *w, struct err *e) MUST_CHECK;
void judge_close(struct judge *j);

/* Serves the desk of the workspace until cli_stop. port < 0: as molva.yaml
 * says. */
bool judge_desk(struct judge *j, int port, struct err *e) MUST_CHECK;

#endif
