/* SPDX-License-Identifier: MIT
 * life: what hinders a move, and who may make it. */
#include "register/register.h"

struct str life_login(struct str who)
{
    const struct str typed = STR("@cli");
    bool is = who.n > typed.n && str_ends(who, typed);
    return is ? str_part(who, 0, who.n - typed.n) : who;
}

/* Closing is for when nothing is left to do; a reason stands for what nobody
 * said. */
static enum hitch close_hitch(const struct life *l)
{
    if (l->waits)
        return HITCH_WAITS;
    if (l->tasks)
        return HITCH_TASKS;
    if (l->promises)
        return HITCH_PROMISES;
    if (str_trim(l->words).n)
        return HITCH_NONE;
    if (l->unposted)
        return HITCH_UNPOSTED;
    return l->stage == STAGE_VERIFIED ? HITCH_NONE : HITCH_UNASKED;
}

enum hitch life_hitch(const struct life *l, enum move move)
{
    struct str login = life_login(l->who);
    if (stage_next(l->stage, move) == STAGE_NONE)
        return HITCH_STAGE;
    if (l->concerns.n &&
        (str_eq(login, l->concerns) || str_eq(l->to, l->concerns)))
        return HITCH_CONCERNS;
    if (move == MOVE_ASSIGN && !l->to.n && !l->department.n)
        return HITCH_WHOM;
    if (move_tells(move) && !str_trim(l->words).n)
        return HITCH_WORDS;
    if (move == MOVE_BEGIN && l->assignee.n && !str_eq(l->assignee, login))
        return HITCH_OTHERS;
    return move == MOVE_CLOSE ? close_hitch(l) : HITCH_NONE;
}

bool life_may(int rights, const struct life *l, enum move move)
{
    bool own = l->assignee.n && str_eq(l->assignee, life_login(l->who)) &&
               (move == MOVE_BEGIN || move == MOVE_FINISH);
    return own || (rights & move_right(move));
}
