/* SPDX-License-Identifier: MIT
 *
 * sandbox: giving up everything a reader does not need (folder-private).
 *
 * After sandbox_close() the process can compute, get memory up to
 * CEILING_READER_MIB and talk over descriptors it has; opening files, sockets,
 * processes, signals to others are refused with EPERM. Three walls: rlimits,
 * Landlock where the kernel has it, a seccomp allow-list. It cannot be undone.
 */
#ifndef MOLVA_SANDBOX_H
#define MOLVA_SANDBOX_H

#include "base/err.h"

bool sandbox_close(struct err *e) MUST_CHECK;
/* Starts the clock for one page: CEILING_READER_S of CPU, then SIGPROF kills
 * the process. */
void sandbox_start_page(void);
/* Closes every descriptor but 2 and `keep`; before sandbox_close(). */
void sandbox_close_files(int keep);

#endif
