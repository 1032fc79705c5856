/* SPDX-License-Identifier: MIT
 * follow: a case after another decision. What a person decided stays: nobody's
 * approval is taken back, no text of a person's thrown away. */
#include "register/register.h"

/* Out of the queue? A person who corrects a type takes it out, unless it has
 * merely grown old; the crawler only what nobody has begun. */
static bool unwanted(const struct follow *f)
{
    if (f->answered)
        return false;
    return f->corrected ? !f->stale : !f->own_words;
}

enum follow_up follow_case(const struct follow *f)
{
    bool wanted = f->answered && !f->stale;
    switch (f->list) {
    case LIST_WAITING:
        if (unwanted(f))
            return FOLLOW_DISMISS;
        return wanted || !f->corrected ? FOLLOW_REFRESH : FOLLOW_NOT;
    case LIST_DISMISSED:
        return wanted ? FOLLOW_REOPEN : FOLLOW_NOT;
    case LIST_NONE:
        return wanted ? FOLLOW_OPEN : FOLLOW_NOT;
    case LIST_APPROVED:
    case LIST_POSTED:
    case LIST_ANSWERED:
    case LIST_UNANSWERED:
    case LIST_STALE:
    case LIST_NOT_US:
    case LIST_JOINED:
    case LIST_REPEATED:
    case LIST_LATER:
    case LIST_COUNT:
        break;
    }
    return FOLLOW_NOT;
}

bool follow_draft(const struct follow *f)
{
    if (f->corrected)
        return f->answered && !f->stale;
    return f->answered && !f->own_words;
}
