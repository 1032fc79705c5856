/* SPDX-License-Identifier: MIT
 *
 * register: who may do what to a case, and what follows from it.
 *
 * A mention that asks for a reply opens a case, and the case has two lines.
 * Its reply's own line is what the desk works off today, as lists:
 *
 *   (none) ─ registered ─▸ waiting ─ approve ─▸ approved ─ post ─▸ posted
 *                          │    ▴                              heed ▴ ▾ the
 * author dismiss ▾    │ return, from any list          answered dismissed
 *
 * Its line of life is what becomes of the matter itself:
 *
 *   registered ▸ assigned ▸ in progress ▸ done ▸ verified ▸ closed
 *
 * with rework from done and verified, dismissal (with a reason) before it is
 * done, and reopening by the author. The store keeps both; which step follows
 * which is told here, once, in tables. Words of all of it: base/terms.h.
 *
 *   enum list next = line_next(LIST_WAITING, STEP_APPROVE);
 *   if (line_may(role_rights(ROLE_RESPONDER), list, STEP_RETURN)) ...
 *
 * Pure: nothing is kept, and nothing read but the catalogue. */
#ifndef MOLVA_REGISTER_H
#define MOLVA_REGISTER_H

#include "base/mem.h"
#include "base/terms.h"
#include "register/catalogue.h"
#include "register/deadlines.h"
#include "register/ledger.h"
#include "register/selfcheck.h"

/* ---- role.c: rights ---- */

/* What a user may do; a role has a set of them. */
enum right {
    MAY_ANYBODY = 0,  /* no session needed */
    MAY_READ = 1,     /* see everything the desk shows */
    MAY_LABEL = 2,    /* correct a type, say "not about us" */
    MAY_EDIT = 4,     /* change a draft */
    MAY_APPROVE = 8,  /* approve a reply, dismiss a case */
    MAY_TEND = 16,    /* hold a source, have it visited now, remove it */
    MAY_WORK = 32,    /* write a case down, work on one's own */
    MAY_METER = 64,   /* read the desk's own counts */
    MAY_JOIN = 128,   /* have a say in a case of others: notes */
    MAY_SURVEY = 256, /* see what many matters are about: incidents, statements;
                         who sees all has it */
    MAY_FORGET = 512  /* find all that is stored of a person, and erase it */
};

/* Of a right or several: "read work", in the order of their bits; and back,
 * -1 when a word is none. */
struct str right_names(struct arena *a, int rights);
int right_by_names(struct str names);

/* The rights of a role, none of ROLE_NONE. */
int role_rights(enum role role);

/* How much of mentions and cases somebody sees: all; those of his departments
 * and his own; his own. */
enum sees { SEES_ALL, SEES_UNITS, SEES_OWN };
enum sees role_sees(enum role role);

/* ---- line.c: the reply's own line ---- */

enum step {
    STEP_REGISTER, /* the decision asks for a reply */
    STEP_EDIT,     /* the text of the reply is changed */
    STEP_APPROVE,
    STEP_POST,    /* a person put it there by hand */
    STEP_UNPOST,  /* marked as posted by mistake */
    STEP_HEED,    /* what came after it was looked at */
    STEP_DISMISS, /* no reply will be given, with a reason */
    STEP_REOPEN,  /* a dismissed one is wanted again by a new decision */
    STEP_RETURN,  /* a person puts it back into the queue, with a reason */
    STEP_NOT_US,  /* a person says that it is not about us */
    STEP_PUT_OFF, /* it sleeps until a time, for everybody */
    STEP_WAKE,    /* before that time */
    STEP_COUNT
};

/* The list a mention stands in after the step; LIST_NONE when the step cannot
 * be made from that list. */
enum list line_next(enum list from, enum step step);
/* May somebody with these rights make it from there? What the machine does
 * alone (STEP_REGISTER, STEP_REOPEN) nobody may. */
bool line_may(int rights, enum list from, enum step step);

/* ---- follow.c: a case follows a new decision ---- */

struct follow {
    enum list list; /* of its case: LIST_WAITING to LIST_DISMISSED; LIST_NONE
                       when it has none */
    bool answered;  /* the new decision asks for a reply */
    bool stale;     /* but comes too late to be raised */
    bool corrected; /* a person made it by another type; else the crawler by
                       another text or clock */
    bool own_words; /* a person has written a draft */
};

enum follow_up {
    FOLLOW_NOT,     /* the case stays as it is */
    FOLLOW_REFRESH, /* it waits on, with new priority and deadline */
    FOLLOW_OPEN,    /* there is one from now on */
    FOLLOW_REOPEN,  /* back into the queue */
    FOLLOW_DISMISS  /* out of the queue: nobody has begun a reply, and none is
                       wanted any more */
};

enum follow_up follow_case(const struct follow *f);
/* Is the new decision's draft proposed beside what is there? */
bool follow_draft(const struct follow *f);

/* ---- stage.c, life.c: the line of life ---- */

/* Assigned, also to somebody else; begun by who accepts it; finished with what
 * was done; verified by asking the author; closed, unverified only with a
 * reason; back to work when what was done does not hold; dismissed with a
 * reason; reopened when the author came back. Words and events of the moves:
 * base/terms.h.
 *
 * The stage after the move; STAGE_NONE when it cannot be made from there. */
enum stage stage_next(enum stage from, enum move move);

/* Must the move tell in words what was done, what the author said, or why? */
bool move_tells(enum move move);
/* The right it takes. */
int move_right(enum move move);

/* A case that is about to move, and who moves it. */
struct life {
    enum stage stage;        /* where it is */
    bool waits, unposted;    /* its reply: in the queue; approved, not posted */
    int64_t tasks, promises; /* open ones */
    struct str assignee;     /* login, "" nobody's yet */
    struct str concerns;     /* login of whose work it is about, "" nobody's */
    struct str who;          /* login of who moves it; "ann@cli" is ann too */
    struct str words;        /* he says */
    struct str to, department; /* he gives it to */
};
/* What hinders it; HITCH_NONE when nothing does. */
enum hitch life_hitch(const struct life *l, enum move move);
/* The login of who typed it into a terminal: "ann@cli" is ann. */
struct str life_login(struct str who);
/* May somebody with these rights make it? Whose case it is may begin and
 * finish it whatever his rights. */
bool life_may(int rights, const struct life *l, enum move move);

#endif
