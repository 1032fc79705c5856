/* SPDX-License-Identifier: MIT
 *
 * source_check: a source visited now, to see what would be stored. */
#ifndef MOLVA_SOURCE_CHECK_H
#define MOLVA_SOURCE_CHECK_H

#include "cli/workspace.h"

/* Asks the first address of the source once and tells what a visit would make
 * of it: posts, and which of them are new, edited, known, about nobody; then
 * what its kept pages are by the connector of now (source_kept.h). Nothing is
 * written; json: the page as `molva try --json` tells it. Returns the exit
 * code. */
int source_check(struct workspace *w, const char *name, bool json);

#endif
