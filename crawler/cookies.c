/* SPDX-License-Identifier: MIT
 * cookies: pairs by origin; a name that is set again has its new value. */
#include "crawler/cookies.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { PAIRS_MOST = 4096 };

static struct str name_of(struct str pair)
{
    ptrdiff_t eq = str_find_char(pair, '=');
    return str_trim(eq < 0 ? STR("") : str_part(pair, 0, (size_t)eq));
}

static bool printable(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
            return false;
    return true;
}

static size_t slot_of(const struct cookies *c, struct str origin)
{
    size_t i = 0;
    while (i < COOKIE_HOSTS && c->origin[i] && !str_eqz(origin, c->origin[i]))
        i++;
    return i;
}

/* The pairs without the one of that name. */
static struct str without(struct arena *a, struct str pairs, struct str name)
{
    struct str kept = STR(""), pair;
    while (str_split(&pairs, ';', &pair)) {
        pair = str_trim(pair);
        if (pair.n && !str_eq(name_of(pair), name))
            kept = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(kept),
                              kept.n ? "; " : "", STR_ARG(pair));
    }
    return kept;
}

void cookies_take(struct cookies *c, struct str origin, struct str set)
{
    struct arena a = {0};
    struct str line, pairs = cookies_for(c, origin);
    size_t i = slot_of(c, origin);
    while (i < COOKIE_HOSTS && str_split(&set, '\n', &line)) {
        struct str pair = str_trim(line), rest = line;
        if (str_split(&rest, ';', &pair))
            pair = str_trim(pair);
        if (!name_of(pair).n || !printable(pair) ||
            pair.n + pairs.n + 2 > PAIRS_MOST)
            continue;
        pairs = without(&a, pairs, name_of(pair));
        pairs = str_printf(&a, STR_FMT "%s" STR_FMT, STR_ARG(pairs),
                           pairs.n ? "; " : "", STR_ARG(pair));
    }
    if (i < COOKIE_HOSTS && pairs.n) {
        char *copy = strndup(pairs.p, pairs.n);
        if (!c->origin[i])
            c->origin[i] = strndup(origin.p, origin.n);
        free(c->pairs[i]);
        c->pairs[i] = copy;
    }
    arena_clear(&a);
}

struct str cookies_for(const struct cookies *c, struct str origin)
{
    size_t i = slot_of(c, origin);
    bool there = i < COOKIE_HOSTS && c->pairs[i];
    return there ? str_of(c->pairs[i]) : STR("");
}

void cookies_clear(struct cookies *c)
{
    for (size_t i = 0; i < COOKIE_HOSTS; i++) {
        free(c->origin[i]);
        free(c->pairs[i]);
    }
    *c = (struct cookies){0};
}
