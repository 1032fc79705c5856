/* SPDX-License-Identifier: MIT
 *
 * answer: what a visit asks for, and what each answer means.
 *
 * robots.txt before the first page of a host, redirects hop by hop, errors
 * that may pass and errors that stay, pages that did not change; what is left
 * is a body for the readers. */
#ifndef MOLVA_ANSWER_H
#define MOLVA_ANSWER_H

#include "crawler/crawl.h"

/* Asks for the visit's page, or for its host's robots.txt; a visit that may
 * not be made is settled. False only when the store fails. */
bool answer_start(struct crawler *c, struct visit *v, struct err *e) MUST_CHECK;
/* Takes the answer and decides; it is given back to the fetcher here, unless
 * its body waits for a reader in c->ready. */
bool answer_take(struct crawler *c, struct fetch_answer *answer,
                 struct err *e) MUST_CHECK;
void answer_work_free(struct crawler *c, struct page_work *w);

#endif
