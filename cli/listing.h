/* SPDX-License-Identifier: MIT
 *
 * listing: mentions as people read them in a terminal, and as JSON lines. */
#ifndef MOLVA_LISTING_H
#define MOLVA_LISTING_H

#include "cli/pseudonym.h"
#include "matrix/matrix.h"
#include "store/store.h"

struct listing {
    bool json;               /* one object a line instead of text */
    bool color;              /* the terminal shows colours */
    const struct zone *zone; /* of the dates */
    struct matrix *matrix;   /* fills in the days that drafts promise; NULL:
                                they stay {due}. The listing's own */
    struct pseudonyms names; /* authors are told by */
    struct arena arena;      /* of such drafts, until they are printed */
    struct buf out;          /* what is to be printed */
};

void listing_init(struct listing *l, bool json, const struct zone *zone);
void listing_clear(struct listing *l);

/* Three lines a mention: what it is, what was said and why, the draft. */
void listing_mention(struct listing *l, const struct mention *m);

/* Everything known of a mention; events and earlier texts behind it. */
void listing_whole(struct listing *l, const struct mention *m);
void listing_event(struct listing *l, const struct event_row *ev);

/* Prints what was gathered. */
void listing_print(struct listing *l);

/* At most `columns` characters of one line of s, with … where it was cut. */
void listing_cut(struct buf *out, struct str s, size_t columns);

#endif
