/* SPDX-License-Identifier: MIT
 * cut: the words for what was not read. */
#include "crawler/reading/cut.h"

#include "base/ceiling.h"

/* "N left MOST right". */
static const struct {
    const char *left, *right;
    long long most; /* the ceiling, 0 has none to tell */
} KINDS[CUT_KINDS] = {
    [CUT_ITEMS] = {"posts of this page were not read: the ceiling is",
                   " a page", CEILING_ITEMS},
    [CUT_LINKS] = {"links of this page were not followed: the ceiling is",
                   " a page", CEILING_LINKS},
    [CUT_TEXTS] = {"texts go on behind the ceiling of",
                   " bytes; their rest was not read", CEILING_MENTION},
    [CUT_LINES] = {"titles or names go on behind the ceiling of",
                   " bytes; their rest was not read", CEILING_LINE},
    [CUT_URLS] = {"links are longer than", " bytes and were not followed",
                  CEILING_URL},
    [CUT_TRAPS] = {"links were not followed: their path repeats itself or is "
                   "too deep",
                   "", 0},
    [CUT_MARKUP] = {"strings kept their markup: the ceiling is", " a page",
                    4LL * CEILING_ITEMS},
    [CUT_PATTERNS] = {"patterns of the rules were given up after",
                      " steps; a verdict may lack something",
                      CEILING_REGEX_STEPS},
    [CUT_READING] = {"posts of this page were not stored: together they may "
                     "have",
                     " bytes", CEILING_READING},
    [CUT_CHAIN] = {"older page was not read: something new still came after",
                   " pages; the rest is read at the next visits",
                   CEILING_CHAIN},
    [CUT_HOLE] = {"page held nothing that was known before, and none is behind "
                  "it: what came between two visits may be missed; visit more "
                  "often or add a source that pages further back",
                  "", 0},
    [CUT_MORE] =
        {"places of this page leave posts out (\"more\") that were not "
         "read in this visit",
         "", 0},
    [CUT_ARTICLES] = {"articles of this feed are read at the next visits", "",
                      0},
};

struct str cuts_words(struct arena *a, const struct cuts *c)
{
    struct str words = STR("");
    for (size_t i = 0; i < CUT_KINDS; i++) {
        if (!c->n[i])
            continue;
        struct str most = STR("");
        if (KINDS[i].most)
            most = str_printf(a, " %lld", KINDS[i].most);
        words = str_printf(a, STR_FMT "%s%lld %s" STR_FMT "%s", STR_ARG(words),
                           words.n ? "; " : "", (long long)c->n[i],
                           KINDS[i].left, STR_ARG(most), KINDS[i].right);
    }
    return words;
}

bool cuts_tell(struct str words, enum cut kind)
{
    return str_find(words, str_of(KINDS[kind].left)) >= 0;
}
