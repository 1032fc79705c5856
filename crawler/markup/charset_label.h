/* SPDX-License-Identifier: MIT
 *
 * charset_label: the table of encodings and their labels (folder-private). */
#ifndef MOLVA_CHARSET_LABEL_H
#define MOLVA_CHARSET_LABEL_H

#include "base/str.h"

enum { CHARSETS_MOST = 64 };

/* Encodings that are converted, NULL ends; utf-8 is not among them. */
extern const char *const charset_names[CHARSETS_MOST];

/* The encoding a label stands for, or NULL when unknown. */
const char *charset_by_label(struct str label);

#endif
