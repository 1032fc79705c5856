/* SPDX-License-Identifier: MIT
 *
 * teaser: a text that is only the beginning of an article (folder-private). */
#ifndef MOLVA_TEASER_H
#define MOLVA_TEASER_H

#include "base/str.h"

/* What the end of a text gives away. */
enum teaser {
    TEASER_NONE,
    TEASER_DOTS, /* "and then..." may be the author's own */
    TEASER_SURE  /* "[...]", "Read more", "Читать далее" */
};

enum teaser teaser_of(struct str text);

#endif
