/* SPDX-License-Identifier: MIT
 *
 * read_page: one page's bytes to its posts with verdicts (folder-private).
 *
 * A pure function of the job and of what page_reader_open() loaded; it runs
 * in a child of the pool (reader.h), which has nothing else. */
#ifndef MOLVA_READ_PAGE_H
#define MOLVA_READ_PAGE_H

#include "base/date.h"
#include "crawler/reading/connector.h"
#include "crawler/reading/job.h"
#include "crawler/reading/judge.h"

struct extract;

struct page_reader {
    struct connectors *connectors;
    struct charsets *charsets; /* converters, open */
    struct judge judge;        /* classifier NULL: posts stay unjudged */
    struct matrix *matrix;     /* judge's, owned */
    const struct source *const *sources; /* n of them, the caller's */
    size_t n;
    const struct connector **kinds; /* of each source, NULL: any */
    struct zone **zones;            /* of each source, NULL is UTC */
};

/* Loads connectors, rules, matrix and zones. Without setup->classify.words
 * posts are only extracted, every one of them whole. */
bool page_reader_open(struct page_reader *r, const struct reading_setup *setup,
                      struct err *e) MUST_CHECK;
void page_reader_close(struct page_reader *r);
/* Reads what is left until a page comes: the dictionaries. After it no file is
 * needed. */
bool page_reader_ready(const struct page_reader *r, struct err *e) MUST_CHECK;

/* Never fails: what goes wrong is the reading's state and cause. The job's
 * source has a kind; else recognise.h is asked. */
void read_page(const struct page_reader *r, const struct reader_job *job,
               struct arena *a, struct reading *out);
/* The same by this connector, whatever the source's is. */
void read_page_as(const struct page_reader *r, const struct reader_job *job,
                  const struct connector *c, struct arena *a,
                  struct reading *out);
/* Does it show a captcha, a login form or a check of the browser in place of
 * what was asked for? */
bool read_is_blocked(struct extract *x, const struct selectors *blocked,
                     const struct selectors *hindered);
/* Says that the site does not show the page. */
void read_blocked(struct reading *out);

#endif
