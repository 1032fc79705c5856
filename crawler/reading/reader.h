/* SPDX-License-Identifier: MIT
 *
 * reader: the children that turn bytes into posts (folder-private).
 *
 * The pool loads connectors, rules, brands and matrix; its children are forked
 * from a process that has nothing but these and the dictionaries (nursery.h),
 * as they are needed, and share that memory. A child has no network,
 * no files and no database (sandbox.h). A job goes in, a reading comes out; a
 * child that hangs, dies or answers nonsense costs the one page it had: its
 * reading comes back with READING_FAILED and the cause, and a new child is
 * forked. What a child sends is parsed as foreign bytes. */
#ifndef MOLVA_READER_H
#define MOLVA_READER_H

#include <poll.h>

#include "crawler/reading/job.h"
#include "crawler/reading/source.h"

struct judge;
struct reader_pool;

/* Loads what reading.h tells of and forks the children. */
struct reader_pool *reader_pool_open(const struct reading_setup *setup,
                                     struct err *e) MUST_CHECK;
void reader_pool_close(struct reader_pool *pool);
/* What the children judge with, for texts that are in the store already. */
const struct judge *reader_pool_judge(const struct reader_pool *pool);

/* Children with nothing to do; a job may be sent when it is above 0. */
int reader_pool_idle(const struct reader_pool *pool);
int reader_pool_busy(const struct reader_pool *pool);
bool reader_pool_send(struct reader_pool *pool, const struct reader_job *job,
                      struct err *e) MUST_CHECK;
/* Fills fds with what to poll for (at most `most`); returns how many. */
int reader_pool_fds(const struct reader_pool *pool, struct pollfd *fds,
                    int most);
/* Takes one finished reading, its memory in the arena; false when none is
 * ready. Also where hung children are noticed and killed. */
bool reader_pool_take(struct reader_pool *pool, struct arena *a,
                      struct reading *out);

#endif
