/* SPDX-License-Identifier: MIT
 *
 * tree: a folder copied or removed whole. */
#ifndef MOLVA_TREE_H
#define MOLVA_TREE_H

#include "base/err.h"

/* Copies the folders and plain files of `from` to `to`, which must not be
 * there yet; its parent must. Rights follow the umask. */
bool tree_copy(const char *from, const char *to, struct err *e) MUST_CHECK;

/* Removes `dir` and what is in it; links are removed, not followed. */
bool tree_remove(const char *dir, struct err *e) MUST_CHECK;

#endif
