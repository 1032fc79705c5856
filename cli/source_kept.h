/* SPDX-License-Identifier: MIT
 *
 * source_kept: the two kept pages of a source read again, without a network, to
 * see what a connector makes of them and to mend it. */
#ifndef MOLVA_SOURCE_KEPT_H
#define MOLVA_SOURCE_KEPT_H

#include "cli/workspace.h"
#include "crawler/reading/reading.h"

struct source_replay {
    const struct source_setup *setup;    /* whose pages */
    const struct connector_trial *trial; /* its kind may be "": the source's */
    bool json;                           /* for programs */
    size_t pages;                        /* out: that were there */
    bool right;                          /* out: all of them read well */
};

/* Tells of each page what it gave then, gives now and is in the store. */
bool source_kept(struct workspace *w, struct source_replay *replay,
                 struct err *e) MUST_CHECK;
/* The command: trial's kind is that of its file. Returns the exit code. */
int source_replay(struct workspace *w, const char *name,
                  const struct connector_trial *trial, bool json);

#endif
