/* SPDX-License-Identifier: MIT
 *
 * secrets: ${NAME} in the headers of a source.
 *
 * molva.yaml is read by many eyes, a key is not: it stands in the file that
 * `secrets:` names (NAME: value, a line each), or in the environment. */
#ifndef MOLVA_SECRETS_H
#define MOLVA_SECRETS_H

#include "cli/workspace.h"

/* Puts the values in. A name that is found nowhere, a file that cannot be
 * read, a value that would end the header: an error with its place, never
 * with the value. */
bool secrets_fill(struct workspace *w, struct err *e) MUST_CHECK;
/* The same of a text that is not in molva.yaml. */
bool secrets_expand(struct workspace *w, struct str *text,
                    struct err *e) MUST_CHECK;

#endif
