/* SPDX-License-Identifier: MIT
 *
 * alarm: a source that is in another state than before is told once: to the
 * caller, after the commit, and into the outbox, in the same transaction; and
 * how long it is in which state is kept (folder-private). */
#ifndef MOLVA_ALARM_H
#define MOLVA_ALARM_H

#include "crawler/crawl.h"

/* After a source was judged. */
bool alarm_look(struct crawler *c, struct source_state *s,
                struct err *e) MUST_CHECK;

#endif
