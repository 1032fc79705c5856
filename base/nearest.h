/* SPDX-License-Identifier: MIT
 *
 * nearest: what a mistyped word was meant to be. */
#ifndef MOLVA_NEAREST_H
#define MOLVA_NEAREST_H

#include "base/str.h"

/* The nearest of `names` (NULL ends) to `word`, or NULL when none is near. */
const char *nearest_word(struct str word, const char *const *names);

struct nearest {
    char text[96]; /* "; did you mean 'every'?", or "" when none is near */
};

/* The same as the end of a message: err_set(e, "unknown key 'evry'%s",
 * nearest_hint(word, names).text). */
struct nearest nearest_hint(struct str word, const char *const *names);

#endif
