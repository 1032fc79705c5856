/* SPDX-License-Identifier: MIT
 *
 * source_opml: lists of feeds that other readers give out and take, OPML. */
#ifndef MOLVA_SOURCE_OPML_H
#define MOLVA_SOURCE_OPML_H

#include "cli/workspace.h"

/* Feeds of the list go into molva.yaml, each once. The exit code. */
int source_opml_import(struct workspace *w, const char *path);
/* The sources as a list; path "-" is the terminal. The exit code. */
int source_opml_export(const struct workspace *w, const char *path);

#endif
