/* SPDX-License-Identifier: MIT
 *
 * sandbox: giving up everything a reader does not need (folder-private).
 *
 * After sandbox_close() the process can compute, get memory up to
 * CEILING_READER_MIB and talk over descriptors it has; opening files, asking
 * for their names or sizes, sockets, processes, signals to others, timers and
 * limits of its own are refused with EPERM. Its CPU time is limited from
 * outside (reader.c). Three walls: rlimits,
 * Landlock where the kernel has it, a seccomp allow-list. It cannot be undone.
 */
#ifndef MOLVA_SANDBOX_H
#define MOLVA_SANDBOX_H

#include "base/err.h"

bool sandbox_close(struct err *e) MUST_CHECK;
/* Closes every descriptor but 2 and `keep`; before sandbox_close(). */
void sandbox_close_files(int keep);

#endif
