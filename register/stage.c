/* SPDX-License-Identifier: MIT
 * stage: the moves of a case's life. */
#include "register/register.h"

#define IN(stage) (1u << STAGE_##stage)

static const struct {
    unsigned from; /* set of stages */
    enum stage to; /* after it */
    bool tells;    /* in words */
    int right;     /* of who makes it */
} MOVES[] = {
    [MOVE_ASSIGN] = {IN(REGISTERED) | IN(ASSIGNED) | IN(IN_PROGRESS),
                     STAGE_ASSIGNED, false, MAY_EDIT},
    [MOVE_BEGIN] = {IN(ASSIGNED), STAGE_IN_PROGRESS, false, MAY_EDIT},
    [MOVE_FINISH] = {IN(IN_PROGRESS), STAGE_DONE, true, MAY_EDIT},
    [MOVE_VERIFY] = {IN(DONE), STAGE_VERIFIED, true, MAY_EDIT},
    [MOVE_CLOSE] = {IN(DONE) | IN(VERIFIED), STAGE_CLOSED, false, MAY_EDIT},
    [MOVE_REWORK] = {IN(DONE) | IN(VERIFIED), STAGE_IN_PROGRESS, true,
                     MAY_EDIT},
    [MOVE_DISMISS] = {IN(REGISTERED) | IN(ASSIGNED) | IN(IN_PROGRESS),
                      STAGE_DISMISSED, true, MAY_APPROVE},
    [MOVE_REOPEN] = {IN(CLOSED) | IN(DISMISSED), STAGE_REGISTERED, true,
                     MAY_EDIT},
};

_Static_assert(sizeof MOVES / sizeof *MOVES == MOVE_COUNT,
               "every move of a case leads somewhere");

enum stage stage_next(enum stage from, enum move move)
{
    bool fits = from != STAGE_NONE && (MOVES[move].from >> from & 1);
    return fits ? MOVES[move].to : STAGE_NONE;
}

bool move_tells(enum move move)
{
    return MOVES[move].tells;
}

int move_right(enum move move)
{
    return MOVES[move].right;
}
