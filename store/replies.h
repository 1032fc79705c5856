/* SPDX-License-Identifier: MIT
 *
 * replies: who may approve which words, where an approved reply stands, and
 * what comes after it (public through store.h). R77, R78, R84, R85. */
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
/* How they are signed: name and post of their author, of the machine's draft
 * those of who approves it; "" has none. */
bool store_signature(struct store *s, struct arena *a, const struct wording *w,
                     struct str *signature, struct err *e) MUST_CHECK;
/* The draft with its day filled in stays its author's: a draft of its own. */
bool store_draft_settled(struct store *s, const struct wording *w,
                         struct str settled, int64_t now,
                         struct err *e) MUST_CHECK;

/* What was approved last at the place of a mention, newest first, but for its
 * own: at most ROTE_LAST replies (base/rote.h). */
bool store_replies_there(struct store *s, struct arena *a, int64_t mention,
                         struct str **texts, size_t *n,
                         struct err *e) MUST_CHECK;

/* ---- posted ---- */

/* May it become a link: http or https, a host, nothing odd? */
bool store_is_address(struct str url);
/* Is a post at `url` on another site than a mention with this permalink and
 * thread? Not when neither has an address. */
bool store_is_apart(struct str permalink, struct str thread, struct str url);

struct posting {
    int64_t case_id;
    struct str who; /* login, or crawler: it was seen there */
    struct str url; /* where the reply stands */
    struct str why; /* on another site than the mention; else "" */
    int64_t now;
};
/* The approved reply stands at that address. Once; returning takes it back. */
bool store_case_posted(struct store *s, const struct posting *p,
                       struct err *e) MUST_CHECK;
/* It does not: marked by mistake. Not once the case has ended or somebody has
 * answered. */
bool store_case_unposted(struct store *s, int64_t case_id, struct str who,
                         struct str reason, int64_t now,
                         struct err *e) MUST_CHECK;
/* It asks the author for details: from when they are waited for. */
bool store_case_asks(struct store *s, int64_t case_id, int64_t now,
                     struct err *e) MUST_CHECK;

/* ---- after it ---- */

/* An approved reply, and what its thread is watched for. */
struct watched {
    int64_t case_id, mention, source;
    struct str thread, key1, key2, author; /* of the mention */
    struct str text;                       /* as it was approved */
    int64_t approved, posted, seen;        /* 0 not */
};
enum { WATCHED_MOST = 10000 /* the newest */ };
/* Those approved since then and not posted, or posted since then. */
bool store_watched(struct store *s, struct arena *a, int64_t since,
                   struct watched **rows, size_t *n, struct err *e) MUST_CHECK;

/* What came after a reply. `what`: ours (our reply, seen by the crawler),
 * answered (by its author), edited, stars, gone (the mention), silent (nobody
 * came for so long), details (asked for, and they did not come). */
struct sequel_row {
    int64_t id, case_id;
    struct str what;
    struct str key;    /* one of each kind and key */
    int64_t at;        /* when it was found */
    int64_t published; /* when it was written, 0 unknown */
    struct str author, url, text;
};
/* For how long what came after counts as what; seconds. */
struct after_terms {
    int64_t reopen;  /* after its end a case is opened again, later anew */
    int64_t silence; /* without an answer that is told; 0 never */
    int64_t details; /* the same of details that were asked for */
    int64_t watch;   /* after the reply; then nobody looks any more */
};
/* The terms where the workspace says none. */
extern const struct after_terms AFTER_TERMS;

/* It came, told once: *fresh when it was not known. An author's answer puts the
 * case on top (list `answered`) and opens a closed one again within the term;
 * later it is a new case, for who opens cases by hand. */
bool store_sequel_add(struct store *s, const struct sequel_row *row,
                      const struct after_terms *terms, bool *fresh,
                      struct err *e) MUST_CHECK;
/* Of a case, oldest first. */
bool store_sequels(struct store *s, struct arena *a, int64_t case_id,
                   struct sequel_row **rows, size_t *n,
                   struct err *e) MUST_CHECK;
/* Silences that have become long enough by now, each told once. */
bool store_silences(struct store *s, int64_t now,
                    const struct after_terms *terms, struct err *e) MUST_CHECK;
/* A person has looked at what came. */
bool store_case_heeded(struct store *s, int64_t case_id, struct str who,
                       int64_t now, struct err *e) MUST_CHECK;
/* How often an author of a source was asked for details that did not come
 * (R85): for colleagues alone. */
bool store_author_silent(struct store *s, int64_t source, struct str author,
                         int64_t *n, struct err *e) MUST_CHECK;

#endif
