/* SPDX-License-Identifier: MIT
 *
 * worker: a process that has the store and answers requests, one by one. */
#ifndef MOLVA_DESK_WORKER_H
#define MOLVA_DESK_WORKER_H

#include "desk/desk.h"

/* Takes jobs from the socket and answers them there until its end. */
_Noreturn void worker_run(const struct desk_setup *s, int fd);

#endif
