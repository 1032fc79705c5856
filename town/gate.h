/* SPDX-License-Identifier: MIT
 *
 * gate: HTTP between the sites and whoever asks (folder-private).
 *
 * Runs in the child. One microhttpd daemon a site, all polled in one loop
 * without threads; a page that is slow waits suspended and holds nobody up. */
#ifndef MOLVA_TOWN_GATE_H
#define MOLVA_TOWN_GATE_H

#include "town/site.h"
#include "town/town.h"

enum gate_order {
    GATE_TURN = 'T',  /* the second day begins */
    GATE_TALLY = 'N', /* nothing but the answer */
};

/* Serves sites[i] on the listening socket listen[i] until the other end of
 * `control` closes. Each order is one byte; the answer is a town_tally. */
void gate_run(struct site *sites, const int *listen, size_t n, int control);

#endif
