/* SPDX-License-Identifier: MIT
 *
 * replies: who may approve which words (public through store.h). R77, R78. */
#ifndef MOLVA_REPLIES_H
#define MOLVA_REPLIES_H

#include "base/buf.h"

struct store;

/* How many pairs of eyes a reply needs, as the store keeps it for its triggers:
 * 2 always two, 1 one is enough, 0 two as soon as anybody is there besides the
 * author who may edit or approve (a shop with one person goes on). */
bool store_eyes(struct store *s, int64_t *eyes, struct err *e) MUST_CHECK;
/* Another number is an event by `who`. */
bool store_eyes_put(struct store *s, int64_t eyes, struct str who, int64_t now,
                    struct err *e) MUST_CHECK;

/* Words that somebody is about to approve. */
struct wording {
    int64_t mention; /* which they answer */
    struct str who;  /* login of who approves */
    struct str text; /* as it stands in a draft: {due} not filled in */
};
/* Is somebody else to approve them? Who saved these words first is their
 * author, of the machine's draft nobody; words that stand in no draft are
 * who's own. */
bool store_wants_eyes(struct store *s, const struct wording *w, bool *wants,
                      struct err *e) MUST_CHECK;
/* The draft with its day filled in stays its author's: a draft of its own. */
bool store_draft_settled(struct store *s, const struct wording *w,
                         struct str settled, int64_t now,
                         struct err *e) MUST_CHECK;

#endif
