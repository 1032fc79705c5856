/* SPDX-License-Identifier: MIT
 *
 * scout: looks at the addresses that people at the desk ask about, and writes
 * into molva.yaml what they want watched.
 *
 * The desk connects to nobody and knows no molva.yaml; the scout is another
 * child of serve. One address at a time, each in a process of its own that is
 * ended when it takes too long: `molva try`, with robots.txt, gap and sandbox.
 * A private address is refused, unless molva.yaml has a source on the same
 * host and port that allows it. */
#ifndef MOLVA_SCOUT_H
#define MOLVA_SCOUT_H

#include "cli/workspace.h"

/* Until cli_stop is set. `added` is called when molva.yaml has one more. */
bool scout_run(struct workspace *w, struct store *store, void (*added)(void),
               struct err *e) MUST_CHECK;

#endif
