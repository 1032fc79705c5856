/* SPDX-License-Identifier: MIT
 *
 * posting: the sources to which Molva may post, by `reply:` of molva.yaml. */
#ifndef MOLVA_CLI_POSTING_H
#define MOLVA_CLI_POSTING_H

#include "cli/workspace.h"

/* Lives as long as w. */
struct notify_posting posting_of(struct workspace *w);
/* Has every `reply:` what its kind needs? The error tells the place. */
bool posting_check(struct workspace *w, struct err *e) MUST_CHECK;
/* Their names, for the desk. */
size_t posting_names(struct workspace *w, const struct str **names);

#endif
