/* SPDX-License-Identifier: MIT
 *
 * replay: what stored mentions would be told as by other rules, another matrix
 * or other weights: how many go from what to what, and a few of them.
 *
 * Each is judged as of the time it was collected; nothing is written. What a
 * person corrected stays as he said, so it is only counted. Memory does not
 * grow with the mentions. */
#ifndef MOLVA_REPLAY_H
#define MOLVA_REPLAY_H

#include "cli/workspace.h"
#include "crawler/reading/reading.h"

enum replay_field {
    REPLAY_TYPE,
    REPLAY_TONE,
    REPLAY_SOLUTION,
    REPLAY_DEPARTMENT,
    REPLAY_FIELDS
};
enum { REPLAY_EXAMPLES = 3 };

struct replay_change {
    enum replay_field field;          /* what changes */
    struct str from, to;              /* its values */
    int64_t n;                        /* mentions */
    int64_t ids[REPLAY_EXAMPLES];     /* the newest of them */
    struct str text[REPLAY_EXAMPLES]; /* how they begin */
};

struct replay {
    struct workspace *w;           /* whose sources */
    const struct judge *old;       /* NULL: as it is stored */
    const struct judge *newer;     /* as it would be */
    int64_t since;                 /* mentions from then on */
    int64_t judged, corrected;     /* mentions looked at; left as they are */
    int64_t differ;                /* of the judged, in any field */
    struct replay_change *changes; /* n of them */
    size_t n, cap;                 /* used and room */
    struct arena arena;            /* of the changes */
    struct arena scratch;          /* of one mention */
};

/* Looks at all mentions since; the members up to `since` are the caller's. */
bool replay_run(struct replay *r, struct store *store,
                struct err *e) MUST_CHECK;
/* A table for people; into a JSON object that is open. */
void replay_text(struct replay *r, struct buf *out);
void replay_json(struct replay *r, struct json *j);
void replay_clear(struct replay *r);

/* `molva rules replay`: stored mentions against the present rules. An exit
 * code. */
int replay_command(struct workspace *w, int64_t since, bool json,
                   struct err *e);

#endif
