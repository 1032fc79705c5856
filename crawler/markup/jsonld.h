/* SPDX-License-Identifier: MIT
 *
 * jsonld: forgiving what sites write into application/ld+json scripts
 * (folder-private). */
#ifndef MOLVA_JSONLD_H
#define MOLVA_JSONLD_H

#include "base/buf.h"

/* The text as strict JSON as far as that can be told: comments, CDATA and
 * HTML comment marks, trailing commas and semicolons go, control characters
 * in strings become \u escapes, undefined is null, entities outside of strings
 * (&quot;) are characters. In the arena. */
struct str jsonld_tidy(struct arena *a, struct str text);

/* Takes the next whole value off *rest: some sites write several objects one
 * after the other. False at the end. */
bool jsonld_next(struct str *rest, struct str *value);

#endif
