/* SPDX-License-Identifier: MIT
 *
 * crawl: one crawl with its progress line, for crawl, serve and demo. */
#ifndef MOLVA_CRAWL_H
#define MOLVA_CRAWL_H

#include "cli/workspace.h"

struct crawl_wish {
    const char *only; /* name of the one source, NULL: all */
    bool all;         /* also what is not due */
    int64_t since;    /* back to this date, 0: no */
    bool quiet;       /* no progress line */
};

/* Visits once. The totals go to *total. */
bool crawl_once(struct workspace *w, struct store *store,
                const struct crawl_wish *wish, struct crawl_progress *total,
                struct err *e) MUST_CHECK;

/* "34 pages, 212 posts, 88 mentions: 80 new, 2 edited ..." */
void crawl_summary(const struct crawl_progress *p);

/* Visits what is due, sleeps until the next is due, and so on until
 * cli_stop is set, or cli_reload: then what is on its way is stored first. */
bool crawl_forever(struct workspace *w, struct store *store,
                   struct err *e) MUST_CHECK;

/* Tells what waits in the outbox, until cli_stop is set. */
bool crawl_notify(struct workspace *w, struct store *store,
                  struct err *e) MUST_CHECK;

#endif
