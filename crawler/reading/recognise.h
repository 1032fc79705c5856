/* SPDX-License-Identifier: MIT
 *
 * recognise: which kind of page this is (folder-private).
 *
 * Every connector is asked, in the order of its rank; the first that finds its
 * mark and posts, or links to threads, is the kind. The mark of an engine
 * counts without posts too: a forum's login form is a page of that forum. What
 * articles show as well (WordPress, JSON-LD) has to be proved by posts. */
#ifndef MOLVA_RECOGNISE_H
#define MOLVA_RECOGNISE_H

#include "crawler/reading/read_page.h"

/* The reading of the kind that was found, with out->kind and the feeds the
 * page names; kind "" with a cause when it is none. */
void recognise_page(const struct page_reader *r, const struct reader_job *job,
                    struct arena *a, struct reading *out);

#endif
