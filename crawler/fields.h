/* SPDX-License-Identifier: MIT
 *
 * fields: a field that nearly every post of a source had, and that none has
 * any more (folder-private).
 *
 * A redesign leaves pages that can be read, with texts that hold the author's
 * name and posts by nobody: each would be an edit of what is stored. */
#ifndef MOLVA_FIELDS_H
#define MOLVA_FIELDS_H

#include "crawler/crawl.h"

/* What is lost on this page, in words for people, "" nothing: then the source
 * remembers what its posts have. What a changed connector reads is not
 * compared with what the old one did. */
bool fields_look(struct crawler *c, struct page_work *w,
                 const struct reading *r, struct str *lost,
                 struct err *e) MUST_CHECK;

#endif
