/* SPDX-License-Identifier: MIT
 * stage: the moves of a case's life. */
#include "register/register.h"

#define IN(stage) (1u << STAGE_##stage)

static const struct {
    unsigned from; /* set of stages */
    enum stage to; /* after it */
} MOVES[] = {
    [MOVE_ASSIGN] = {IN(REGISTERED) | IN(ASSIGNED) | IN(IN_PROGRESS),
                     STAGE_ASSIGNED},
    [MOVE_BEGIN] = {IN(ASSIGNED), STAGE_IN_PROGRESS},
    [MOVE_FINISH] = {IN(IN_PROGRESS), STAGE_DONE},
    [MOVE_VERIFY] = {IN(DONE), STAGE_VERIFIED},
    [MOVE_CLOSE] = {IN(VERIFIED), STAGE_CLOSED},
    [MOVE_REWORK] = {IN(DONE) | IN(VERIFIED), STAGE_IN_PROGRESS},
    [MOVE_DISMISS] = {IN(REGISTERED) | IN(ASSIGNED) | IN(IN_PROGRESS),
                      STAGE_DISMISSED},
    [MOVE_REOPEN] = {IN(CLOSED) | IN(DISMISSED), STAGE_REGISTERED},
};

_Static_assert(sizeof MOVES / sizeof *MOVES == MOVE_COUNT,
               "every move of a case leads somewhere");

enum stage stage_next(enum stage from, enum move move)
{
    bool fits = from != STAGE_NONE && (MOVES[move].from >> from & 1);
    return fits ? MOVES[move].to : STAGE_NONE;
}
