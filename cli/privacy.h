/* SPDX-License-Identifier: MIT
 *
 * privacy: what others on the machine may not read.
 *
 * Texts, names, keys and the passwords' digests stand in the files of a
 * workspace. Molva makes them for their owner alone (umask 077 from its
 * start); rights that were widened later are refused, with the command that
 * takes them back. */
#ifndef MOLVA_PRIVACY_H
#define MOLVA_PRIVACY_H

#include "cli/workspace.h"

/* False when somebody else may write into the workspace's folder, or may open
 * molva.yaml, the file of secrets or the store. What is not there is good. */
bool privacy_check(struct workspace *w, struct err *e) MUST_CHECK;

/* The same of a folder that is to become a workspace. */
bool privacy_folder(const char *dir, struct err *e) MUST_CHECK;

#endif
