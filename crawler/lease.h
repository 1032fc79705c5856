/* SPDX-License-Identifier: MIT
 *
 * lease: one crawler per host (folder-private).
 *
 * Before a host is asked, it is taken in the store for a while, and renewed as
 * long as it is used; at the end of a run it is given back with the time when
 * it may be asked again, so that politeness holds over all crawlers of a
 * store. A host that another one holds is left to him, and that is said. When
 * he is gone without giving it back, his lease runs out; if he ran on this
 * machine and is dead, it is free at once. What a page held is stored only
 * while its host is still ours, in the same transaction.
 *
 * Several machines need clocks that agree within a lease, two minutes. */
#ifndef MOLVA_LEASE_H
#define MOLVA_LEASE_H

#include "crawler/crawl.h"

/* Who we are; once, before anything is taken. */
void lease_open(struct crawler *c);

enum lease { LEASE_OURS, LEASE_HELD };

/* Takes or renews the host, where that is due. A host that is held by another
 * is marked, told once a run, and not asked in this run. */
bool lease_take(struct crawler *c, struct host *h, enum lease *got,
                struct err *e) MUST_CHECK;
/* Renews what is used, where it is due. */
bool lease_renew(struct crawler *c, struct err *e) MUST_CHECK;
/* Is the host still ours? Asked in the transaction that stores a page. */
bool lease_holds(struct crawler *c, const struct host *h, bool *holds,
                 struct err *e) MUST_CHECK;
/* Gives back all that are ours. */
bool lease_end(struct crawler *c, struct err *e) MUST_CHECK;

/* Does another crawler visit this host, or has he since we were started? Then
 * a visit of ours would ask for the same pages again. */
bool lease_elsewhere(struct crawler *c, struct str host, bool *elsewhere,
                     struct err *e) MUST_CHECK;

#endif
