/* SPDX-License-Identifier: MIT
 * stage: the moves of a case's life. */
#include "register/register.h"

#define IN(stage) (1u << STAGE_##stage)

static const struct {
    unsigned from; /* set of stages */
    enum stage to; /* after it */
    int says;      /* set of enum says */
} MOVES[] = {
    [MOVE_ASSIGN] = {IN(REGISTERED) | IN(ASSIGNED) | IN(IN_PROGRESS),
                     STAGE_ASSIGNED, SAYS_WHOM},
    [MOVE_BEGIN] = {IN(ASSIGNED), STAGE_IN_PROGRESS, SAYS_NOTHING},
    [MOVE_FINISH] = {IN(IN_PROGRESS), STAGE_DONE, SAYS_WORDS},
    [MOVE_VERIFY] = {IN(DONE), STAGE_VERIFIED, SAYS_WORDS},
    [MOVE_CLOSE] = {IN(DONE) | IN(VERIFIED), STAGE_CLOSED, SAYS_NOTHING},
    [MOVE_REWORK] = {IN(DONE) | IN(VERIFIED), STAGE_IN_PROGRESS, SAYS_WORDS},
    [MOVE_DISMISS] = {IN(REGISTERED) | IN(ASSIGNED) | IN(IN_PROGRESS),
                      STAGE_DISMISSED, SAYS_WORDS},
    [MOVE_REOPEN] = {IN(CLOSED) | IN(DISMISSED), STAGE_REGISTERED, SAYS_WORDS},
};

_Static_assert(sizeof MOVES / sizeof *MOVES == MOVE_COUNT,
               "every move of a case leads somewhere");

enum stage stage_next(enum stage from, enum move move)
{
    bool fits = from != STAGE_NONE && (MOVES[move].from >> from & 1);
    return fits ? MOVES[move].to : STAGE_NONE;
}

int move_says(enum move move)
{
    return MOVES[move].says;
}
