/* SPDX-License-Identifier: MIT
 *
 * reader_child: what a child of the pool does all its life (folder-private).
 */
#ifndef MOLVA_READER_CHILD_H
#define MOLVA_READER_CHILD_H

#include <sys/types.h>

#include "crawler/reading/read_page.h"

/* Leaves it to the parent when to end: signals of a terminal are its, the end
 * of it is ours. */
void reader_child_follow(pid_t parent);

/* Closes itself in, then reads jobs from fd and writes readings to it until
 * the other end closes. Never returns. */
_Noreturn void reader_child_run(const struct page_reader *reader, int fd,
                                pid_t parent);

#endif
