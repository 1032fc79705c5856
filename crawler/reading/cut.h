/* SPDX-License-Identifier: MIT
 *
 * cut: what a page holds that was not read, and the words for it
 * (folder-private).
 *
 * A page that passes a ceiling is read as far as it goes; what is left out is
 * counted here, and the page's cause says so. Nothing is cut in silence. */
#ifndef MOLVA_CUT_H
#define MOLVA_CUT_H

#include "base/buf.h"

enum cut {
    CUT_ITEMS,    /* posts beyond CEILING_ITEMS */
    CUT_LINKS,    /* links beyond CEILING_LINKS */
    CUT_TEXTS,    /* texts longer than CEILING_MENTION */
    CUT_LINES,    /* titles, names, dates longer than CEILING_LINE */
    CUT_URLS,     /* links longer than CEILING_URL */
    CUT_TRAPS,    /* links into what looks like an endless path */
    CUT_MARKUP,   /* strings whose markup was not parsed: too many */
    CUT_PATTERNS, /* patterns given up at CEILING_REGEX_STEPS */
    CUT_READING,  /* posts that did not fit into CEILING_READING */
    CUT_CHAIN,    /* pages behind CEILING_CHAIN */
    CUT_HOLE,     /* pages that held nothing known, and no page is behind */
    CUT_MORE,     /* places where the page leaves posts out */
    CUT_ARTICLES, /* items of a feed whose articles wait for another visit */
    CUT_KINDS
};

struct cuts {
    int64_t n[CUT_KINDS]; /* of each kind */
};

/* "700 posts are more than ...; ...", "" when nothing was cut. */
struct str cuts_words(struct arena *a, const struct cuts *c);
/* Is this kind among such words? */
bool cuts_tell(struct str words, enum cut kind);

#endif
