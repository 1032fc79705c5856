/* SPDX-License-Identifier: MIT
 *
 * lead: what an address leads to, and the source that would watch it.
 *
 *   a forum's root -> its forums -> a thread     a home page -> its feed
 *   a page that leads nowhere -> the sitemap its robots.txt names
 *
 * Each step is one polite request; three at most. */
#ifndef MOLVA_LEAD_H
#define MOLVA_LEAD_H

#include "crawler/crawler.h"
#include "crawler/reading/reading.h"

enum { LEADS_MOST = 3, LEAD_STARTS = 20 };

struct lead {
    struct str url;      /* where the page was in the end */
    struct reading page; /* what is there */
};

struct leads {
    struct lead all[LEADS_MOST]; /* n of them, each found on the one before */
    size_t n;
    bool search; /* of words: nothing found today may be found tomorrow */
};

/* Everything lives in the arena. False when nothing could be tried. */
bool leads_find(struct trial *t, struct str address, struct arena *a,
                struct leads *out, struct err *e) MUST_CHECK;

/* What the kind of the site finds for these words, instead: the page at the
 * address tells the kind; or the address is the name of one. */
struct lead_search {
    const char *connectors; /* folder of connectors */
    struct str query;       /* words */
};
bool leads_search(struct trial *t, const struct lead_search *s,
                  struct str address, struct arena *a, struct leads *out,
                  struct err *e) MUST_CHECK;

/* A source as molva.yaml has it. */
struct proposal {
    struct str kind;             /* "" when there is nothing to watch */
    struct str url[LEAD_STARTS]; /* n of them */
    size_t n;
    size_t left;   /* more there were */
    int64_t every; /* seconds */
};

struct proposal leads_propose(const struct leads *l);

#endif
