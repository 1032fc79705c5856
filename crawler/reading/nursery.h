/* SPDX-License-Identifier: MIT
 *
 * nursery: the process that readers are forked from (folder-private).
 *
 * It is forked itself while there is neither a socket nor a thread nor a
 * fetched byte, so a reader that begins later, or in place of one that died,
 * knows no more than the first. It reads the dictionaries when the first
 * reader is asked for: a crawl in which nothing changed does without. Readers
 * share its memory, but are children of the crawler, which waits for them. */
#ifndef MOLVA_NURSERY_H
#define MOLVA_NURSERY_H

#include <sys/types.h>

#include "crawler/reading/read_page.h"

struct nursery {
    const struct page_reader *reader; /* what readers read with */
    pid_t pid;                        /* 0: it does not run */
    int fd;                           /* our end of the socket pair */
};

/* reader stays the caller's and must outlive the nursery. */
bool nursery_open(struct nursery *n, const struct page_reader *reader,
                  struct err *e) MUST_CHECK;
void nursery_close(struct nursery *n);

/* A new reader that speaks at fd, which stays the caller's as well. Its
 * process id, 0 with e set when it cannot be had. */
pid_t nursery_reader(struct nursery *n, int fd, struct err *e) MUST_CHECK;

#endif
