/* SPDX-License-Identifier: MIT
 *
 * kept: two pages of each source as files, and which of a visit they are
 * (folder-private; what others read of it is in crawler.h).
 *
 * A file is gzip: a line of JSON, then the body. It is written beside and
 * renamed, so it is there whole or as it was before, and its checksum tells
 * what a failing disk made of it. That a page cannot be kept ends no visit. */
#ifndef MOLVA_KEPT_H
#define MOLVA_KEPT_H

#include "crawler/crawl.h"

/* In place of what was there; makes the folder. */
bool kept_put(const char *folder, enum kept_which which,
              const struct kept_page *page, struct err *e) MUST_CHECK;
/* Removes files of sources that molva.yaml does not name or a person
 * removed. */
void kept_sweep(const struct crawler *c);

/* A page was read, before its posts are stored: kept as the good one, or as the
 * bad one when most of its items fell away. A bad one that is older by a week
 * goes then. */
void kept_good(struct crawler *c, const struct page_work *w,
               const struct reading *r);
/* A page could not be read, or there is a hole behind it: kept as the bad one,
 * when it is the first since the good one, or the first whose
 * items fell away since then. r: what was read of it, or NULL. */
void kept_bad(struct crawler *c, const struct visit *v,
              const struct fetch_answer *answer, const struct reading *r,
              const struct kept_page *why);

#endif
