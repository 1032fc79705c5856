/* SPDX-License-Identifier: MIT
 *
 * port: can the desk of a workspace listen where molva.yaml says? */
#ifndef MOLVA_PORT_H
#define MOLVA_PORT_H

#include "cli/workspace.h"

/* Asked before anything is started: most often another serve is there. */
bool port_is_free(struct workspace *w, struct err *e) MUST_CHECK;

#endif
