/* SPDX-License-Identifier: MIT
 *
 * sheet: one mention with all that its page and its actions need, and what a
 * person has typed there. Panels draw a sheet, mention.c makes the page of
 * them, act.c does what the buttons say. */
#ifndef MOLVA_DESK_SHEET_H
#define MOLVA_DESK_SHEET_H

#include "desk/brands.h"
#include "desk/flags.h"
#include "desk/twins.h"
#include "desk/view.h"

struct sheet {
    struct mention m;         /* the mention */
    bool found;               /* there is one of that number */
    struct view view;         /* the list it was opened from */
    struct event_row *events; /* n_events of them */
    size_t n_events;          /* what was done about it */
    struct mention *earlier;  /* n_earlier of them, newest first */
    size_t n_earlier;         /* texts before the edits */
    struct draft_row *drafts; /* n_drafts of them, newest first */
    size_t n_drafts;          /* every reply proposed */
    struct str day;           /* what {due} of a reply is now */
    struct str typed;         /* sent along and stored nowhere, may be "" */
    struct str apart;         /* to be shown beside it, may be "" */
    struct str trouble;       /* why an action was refused, may be "" */
    struct str news;          /* what was done, when the page itself answers */
    bool collided;            /* somebody else was quicker */
    struct case_card card;    /* of its case; id 0: it has none */
    struct flags_told told;   /* who was told at once */
    struct twins_told twins;  /* the same words at other places */
    struct statement *statements; /* n_statements of them */
    size_t n_statements;          /* about it, on our own site */
    struct sequel_row *sequels;   /* n_sequels of them */
    size_t n_sequels;             /* what came after our reply */
    bool may_send;                /* Molva may post to its source */
    bool sends;                   /* somebody has asked Molva to */
    struct sending_row sending;   /* and what became of that */
    int64_t silences;          /* its author was asked for details so often and
                                  gave none */
    bool apart_url;            /* the link typed is of another site */
    bool concerned;            /* the case is about the asker's own work */
    struct brands_told brands; /* the same post about other brands */
};

/* Reads the mention r->id and what belongs to it. When there is none, the
 * answer is 404 and sheet->found is false. */
bool sheet_load(struct request *r, struct sheet *s, struct err *e) MUST_CHECK;

/* The event that happened last: an action made on an older state is refused.
 * 0 when nothing happened yet. */
int64_t sheet_state(const struct sheet *s);
/* Does its case wait for an answer? Has the page a text field then? */
bool sheet_waits(const struct sheet *s);
bool sheet_case_waits(const struct mention *m);
bool sheet_writes(const struct request *r, const struct sheet *s);
/* Was it marked as posted, and may that be taken back? */
bool sheet_may_unpost(const struct sheet *s);
/* Is its reply with Molva or a moderator, so that nobody asks for it again? */
bool sheet_is_sent(const struct sheet *s);
/* Which list it stands in. */
enum list sheet_list(const struct mention *m);
/* The last event of that kind, NULL when there is none. */
const struct event_row *sheet_last(const struct sheet *s, const char *what);

/* Hidden fields of every form about a mention: the view of the list, and the
 * state it was made on. */
void sheet_hidden(struct request *r, const struct sheet *s);

/* The text with the day in place of {due}: as it would go out now. */
struct str sheet_settled(struct request *r, const struct sheet *s,
                         struct str text);
/* When the text was written: of a stored draft then, else now. */
int64_t sheet_written(const struct request *r, const struct sheet *s,
                      struct str text);

#endif
