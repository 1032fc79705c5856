/* SPDX-License-Identifier: MIT
 * line: the steps of a reply. */
#include "register/register.h"

#define IN(list) (1u << LIST_##list)

enum {
    OPEN = IN(UNANSWERED) | IN(STALE),
    PUBLIC = IN(POSTED) | IN(ANSWERED),
    ENDED = IN(APPROVED) | PUBLIC,
    WAIT = IN(WAITING) | IN(REPEATED) | IN(LATER),
    ANY = (1u << LIST_COUNT) - 1
};

/* A step may have two rows: what is approved takes another right to undo. */
static const struct {
    enum step step;
    unsigned from; /* set of lists */
    enum list to;  /* where it stands then */
    int right;     /* of who does it; 0: the machine alone */
} STEPS[] = {
    {STEP_REGISTER, OPEN, LIST_WAITING, 0},
    {STEP_EDIT, IN(WAITING), LIST_WAITING, MAY_EDIT},
    {STEP_EDIT, IN(REPEATED), LIST_REPEATED, MAY_EDIT},
    {STEP_EDIT, IN(LATER), LIST_LATER, MAY_EDIT},
    {STEP_PUT_OFF, IN(WAITING) | IN(LATER), LIST_LATER, MAY_EDIT},
    {STEP_WAKE, IN(LATER), LIST_WAITING, MAY_EDIT},
    {STEP_APPROVE, WAIT, LIST_APPROVED, MAY_APPROVE},
    {STEP_POST, IN(APPROVED), LIST_POSTED, MAY_EDIT},
    {STEP_UNPOST, IN(POSTED), LIST_APPROVED, MAY_EDIT},
    {STEP_HEED, IN(ANSWERED), LIST_POSTED, MAY_EDIT},
    {STEP_DISMISS, WAIT, LIST_DISMISSED, MAY_APPROVE},
    {STEP_REOPEN, IN(DISMISSED), LIST_WAITING, 0},
    {STEP_RETURN, ENDED, LIST_WAITING, MAY_APPROVE},
    /* What joined another's case waits as that one does. */
    {STEP_RETURN, ANY & ~(ENDED | WAIT | IN(JOINED)), LIST_WAITING, MAY_EDIT},
    {STEP_NOT_US, ANY & ~IN(NOT_US), LIST_NOT_US, MAY_LABEL},
};

static bool fits(size_t i, enum list from, enum step step)
{
    return STEPS[i].step == step && from != LIST_NONE &&
           (STEPS[i].from >> from & 1);
}

enum list line_next(enum list from, enum step step)
{
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        if (fits(i, from, step))
            return STEPS[i].to;
    return LIST_NONE;
}

bool line_may(int rights, enum list from, enum step step)
{
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        if (fits(i, from, step))
            return rights & STEPS[i].right;
    return false;
}
