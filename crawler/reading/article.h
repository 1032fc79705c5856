/* SPDX-License-Identifier: MIT
 *
 * article: what an item of a feed leads to, in place of its summary
 * (folder-private). */
#ifndef MOLVA_ARTICLE_H
#define MOLVA_ARTICLE_H

#include "crawler/reading/read_page.h"

/* The job's item (wire.h) with the text of the page, judged. Where the page
 * shows no article, or less than half of the summary, it is READING_CHANGED. */
void read_article(const struct page_reader *r, const struct reader_job *job,
                  struct arena *a, struct reading *out);

#endif
