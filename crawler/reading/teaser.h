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

/* Texts that are only beginnings, and how many signs there are that their feed
 * gives no more. */
struct teasers {
    int64_t sure, dots; /* with words like "read more"; those and dots alone */
};

void teasers_count(struct teasers *t, struct str text);
/* How many they are, when beginnings are what the feed of so many posts gives;
 * else 0. */
int64_t teasers_told(const struct teasers *t, int64_t posts);

#endif
