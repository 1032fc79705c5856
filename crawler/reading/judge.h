/* SPDX-License-Identifier: MIT
 *
 * judge: from the text of a mention to its verdict, decision and draft.
 *
 * Pure but for the caches of the classifier. The reader judges every post
 * that concerns a brand; the desk judges again when a person corrects the
 * type. What is put into the mention lives in the arena. */
#ifndef MOLVA_JUDGE_H
#define MOLVA_JUDGE_H

#include "crawler/reading/source.h"
#include "store/store.h"

struct judge {
    struct classifier *classifier; /* rules and brands */
    const struct matrix *matrix;   /* what to do */
    bool single;                   /* no wordings beside the draft */
};

/* Fills lang, lemmas and everything from `rules` to `stale` of a mention
 * whose brand, text, author and counts are there: of a text about several
 * brands what is said of this one. A reply that cannot be filled leaves draft
 * empty and the reason in `why`. Returns how many patterns were given up at the
 * match limit. */
int judge_mention(const struct judge *j, struct arena *a, struct mention *m,
                  const struct source *source, int64_t now);
/* The same of a post as it was read: m->also are the mentions of the other
 * brands that it is about. Where it only compares others with the brand it was
 * found by, it is about the first of those. */
int judge_post(const struct judge *j, struct arena *a, struct mention *m,
               const struct source *source, int64_t now);

/* A person says the type is another, and perhaps the tone: the decision
 * follows, the evidence and the rest of the verdict stay. */
struct correction {
    enum mention_type type;
    enum tone tone; /* TONE_NONE: that of the type */
};
void judge_again(const struct judge *j, struct arena *a, struct mention *m,
                 const struct source *source, struct correction said,
                 int64_t now);

/* Is it by one of our accounts there, or in any place? */
bool judge_is_account(struct arena *a, const struct post_row *post,
                      const struct source *source);

#endif
