/* SPDX-License-Identifier: MIT
 *
 * town: a small web on loopback to try Molva on.
 *
 * Ten sites stand in 127.0.0.0/8, each on an address of its own, all on one
 * port: two forums, three review sites, two feeds, a Mastodon timeline, a
 * Telegram preview and a blog with comments. Their people talk, in Russian
 * and English, about two companies that do not exist: the telecom «Вьюга»
 * (a blizzard, too) and the bank «Морошка» (a berry, too).
 *
 *   struct town *t = town_open(&(struct town_setup){0}, &e);
 *   sources = town_sources(t, &n);       what molva.yaml lists
 *   ... crawl ...
 *   town_turn(t, &e);                    the second day: new posts, edits
 *   ... crawl again ...
 *   town_tally(t, &tally, &e);           what was asked for
 *   town_close(t);
 *
 * The texts are town/data/ *.yaml, one file a site, held in the program.
 * The sites are served by one forked child without threads; dates are counted
 * back from the clock of town_open. Oddities on purpose (docs/demo.md): a
 * forbidden thread, Crawl-delay, a slow page, a page that fails once, a page
 * that breaks off, redirects, a captcha, windows-1251, 304 answers. */
#ifndef MOLVA_TOWN_H
#define MOLVA_TOWN_H

#include <sys/types.h>

#include "base/base.h"

struct town;

struct town_setup {
    int port;    /* the same on all addresses; 0 takes a free one */
    int64_t now; /* epoch seconds; 0 takes the real clock */
};

/* One source as molva.yaml shall list it. Lives as long as the town. */
struct town_source {
    const char *name;  /* unique, for people */
    const char *kind;  /* connector: phpbb xenforo2 jsonld microdata feed
                          mastodon telegram wordpress */
    const char *url;   /* where the crawl starts: http://127.0.0.x:port/... */
    const char *zone;  /* of dates that name none */
    const char *brand; /* the venue is about this brand, or "" */
    bool own_card;     /* the venue is the brand's own card or page */
    int64_t reach;     /* readers of the venue, -1 unknown */
};

/* What the town was asked for since it was opened. */
struct town_tally {
    int64_t requests;     /* all of them */
    int64_t robots;       /* for robots.txt */
    int64_t not_modified; /* answered 304 */
    int64_t forbidden;    /* for what robots.txt forbids: should stay 0 */
    int64_t slow;         /* for the page that takes three seconds */
    int64_t failed;       /* answered 5xx or broken off */
    int64_t redirected;   /* answered 301 or 302 */
    int64_t crowded;      /* came while the same site had another connection */
};

/* Starts serving; NULL with the reason when the port is taken. */
struct town *town_open(const struct town_setup *setup,
                       struct err *e) MUST_CHECK;
/* Ends the child and frees the town. The child ends itself when its parent
 * is gone. */
void town_close(struct town *t);

int town_port(const struct town *t);
const struct town_source *town_sources(const struct town *t, size_t *n);

/* Lets the second day begin: what is marked `second` appears, what has an
 * `edited` text shows it. Returns when the sites serve it. */
bool town_turn(struct town *t, struct err *e) MUST_CHECK;
bool town_tally(struct town *t, struct town_tally *out,
                struct err *e) MUST_CHECK;

/* YAML for molva.yaml: "brands:" with a list of name, forms, near, not ... */
struct str town_brands(void);
/* ... and "departments:" with a list of id, name_ru, name_en, contact, term.
 */
struct str town_departments(void);

#endif
