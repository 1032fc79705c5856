/* SPDX-License-Identifier: MIT
 *
 * health: how a source has been going, in one closed word (folder-private).
 *
 * A visit counts its pages: read, failed, put off; the worst of what happened
 * names the state when more failed than were read, and three visits in vain
 * are `dead`, whatever the reason. Good pages make it ok again at once. */
#ifndef MOLVA_HEALTH_H
#define MOLVA_HEALTH_H

#include "crawler/crawl.h"

/* The state that such a trouble makes, by its name. */
struct str health_of(enum trouble trouble);
/* A page is to be tried again later. */
void health_late(struct source_state *s, struct visit *v, enum trouble trouble,
                 struct str cause);
/* Whose visit began and could not even ask, because its host is closed: it is
 * in vain all the same. */
void health_closed(struct crawler *c);
/* What the visit of this run makes of the source: health, cause and fails of
 * its row, to be saved by the caller. */
bool health_judge(struct crawler *c, struct source_state *s,
                  struct err *e) MUST_CHECK;

#endif
