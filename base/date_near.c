/* SPDX-License-Identifier: MIT
 * date_near: what the words around a day say of it. */
#include "base/date_day.h"

enum { WORDS_BACK = 5 };

/* Words that begin another part of the line. */
static bool parts(const struct parse *p, size_t i)
{
    return is_sign(p, i, '|') || is_sign(p, i, ';') ||
           p->tokens[i].kind == DATE_NUMBER || says(p, i, SAYS_POST);
}

enum date_near date_near(const struct parse *p, size_t at)
{
    size_t words = 0;
    bool edit = false;
    for (size_t i = at; i-- > 0 && words < WORDS_BACK;) {
        unsigned what = p->meaning[i].says;
        /* "Отправлено: 3 по 15 ноября": a bound needs to be right there. */
        if ((what & (SAYS_UNTIL | SAYS_CODE)) && words == 0)
            return NEAR_OTHER;
        if (what & SAYS_EDIT)
            edit = true;
        if (what & SAYS_OTHER)
            return NEAR_OTHER;
        if (parts(p, i))
            break;
        words += p->tokens[i].kind == DATE_WORD_TOKEN;
    }
    return edit ? NEAR_EDIT : NEAR_NOTHING;
}

bool date_only_fill(const struct parse *p, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++) {
        bool word = p->tokens[i].kind == DATE_WORD_TOKEN;
        if (p->tokens[i].kind == DATE_NUMBER ||
            (word && !says(p, i, SAYS_FILL | SAYS_POST | SAYS_EDIT)) ||
            is_sign(p, i, '%') || is_sign(p, i, '$') || is_sign(p, i, '+'))
            return false;
    }
    return true;
}

bool date_in_prose(const struct parse *p, size_t at, size_t end, size_t most)
{
    size_t words = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (i == at)
            i = end;
        words += i < p->n && p->tokens[i].kind == DATE_WORD_TOKEN &&
                 p->meaning[i].weekday < 0 &&
                 !says(p, i, SAYS_FILL | SAYS_POST | SAYS_EDIT);
    }
    return words > most;
}
