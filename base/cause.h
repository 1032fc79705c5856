/* SPDX-License-Identifier: MIT
 *
 * cause: why something did not work, in the reader's language.
 *
 * What goes wrong is stored as an English sentence: "https://x/: status 404:
 * not found; check the address in a browser". Who shows it asks here for the
 * reader's words. A sentence that reaches the store has its row in cause.c;
 * tests/cli/test_causes.py names one that has none. */
#ifndef MOLVA_CAUSE_H
#define MOLVA_CAUSE_H

#include "base/str.h"

/* The cause in `lang`, "ru" or "en", in `a` or as it came. What others said
 * (an address, a name, a site's own message) goes over byte for byte and is
 * still to be escaped; so does a cause that nobody foresaw. Causes joined by
 * "; " are told one by one. */
struct str cause_in(struct arena *a, struct str cause, struct str lang);

#endif
