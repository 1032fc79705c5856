/* SPDX-License-Identifier: MIT
 *
 * reload: molva.yaml is read again while serve goes on. */
#ifndef MOLVA_RELOAD_H
#define MOLVA_RELOAD_H

#include <sys/stat.h>

#include "cli/workspace.h"

struct reload {
    struct stat read; /* of molva.yaml when it was read */
    struct stat told; /* of the one that was told of */
};

/* Notes which file is in use. */
void reload_begin(struct reload *r, const struct workspace *w);
/* Tells, once, when another one lies on the disk. */
void reload_look(struct reload *r, const struct workspace *w);
/* Reads it again, proves it with its rules, connectors, port and store, and
 * puts it in the place of *w; false, and *w stays, when something in it is
 * wrong. */
bool reload_take(struct reload *r, struct workspace *w,
                 struct err *e) MUST_CHECK;

#endif
