/* SPDX-License-Identifier: MIT
 * stems: answers of the dictionaries in a cache file. A line is a word and
 * its stems, a tab between: nothing in it points anywhere. */
#include "classify/stems.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/cache.h"

/* Far more than all rules ask for; a line is at most a word and what hunspell
 * says of it. */
enum { LINES = 1 << 16, FILE_MOST = 1 << 24 };

static const char NAME[] = "stems";

struct line {
    struct str word, answer; /* the answer may be empty */
    bool asked;              /* since the start */
};

struct stems {
    struct arena arena;  /* lines and their bytes */
    struct map by_word;  /* word -> struct line */
    uint64_t key;        /* of what answers */
    struct line **lines; /* n of them, as they came */
    size_t n, cap;       /* used and room */
    size_t put;          /* of them new */
    bool done;           /* nothing more is taken */
};

static void add(struct stems *s, struct line line)
{
    struct line *own = arena_alloc(&s->arena, sizeof *own);
    *own = line;
    s->lines =
        arena_grow(&s->arena, s->lines, s->n, &s->cap, sizeof(struct line *));
    s->lines[s->n++] = own;
    map_put(&s->by_word, own->word, own);
}

struct stems *stems_open(uint64_t key)
{
    struct stems *s = xcalloc(1, sizeof *s);
    struct str rest, text;
    s->key = key;
    map_init(&s->by_word);
    if (!cache_get(NAME, key, &s->arena, &rest))
        return s;
    while (s->n < LINES && str_split(&rest, '\n', &text)) {
        struct line line = {.answer = text};
        if (str_split(&line.answer, '\t', &line.word) && line.word.n)
            add(s, line);
    }
    return s;
}

void stems_close(struct stems *s)
{
    if (!s)
        return;
    map_clear(&s->by_word);
    arena_clear(&s->arena);
    free(s);
}

bool stems_get(struct stems *s, struct str word, struct str *out)
{
    struct line *line = map_get(&s->by_word, word);
    if (!line)
        return false;
    line->asked = true;
    *out = line->answer;
    return true;
}

void stems_put(struct stems *s, struct str word, struct str answer)
{
    if (s->done || s->put == LINES || !word.n ||
        str_find_char(word, '\t') >= 0 || str_find_char(word, '\n') >= 0 ||
        str_find_char(answer, '\n') >= 0)
        return;
    add(s, (struct line){str_dup(&s->arena, word), str_dup(&s->arena, answer),
                         true});
    s->put++;
}

void stems_keep(struct stems *s)
{
    struct buf out;
    s->done = true;
    if (!s->put)
        return;
    buf_init(&out, FILE_MOST);
    /* Other rules' words stay while there is room. */
    for (size_t i = 0; i < s->n; i++)
        if (s->lines[i]->asked || s->n <= LINES)
            buf_printf(&out, STR_FMT "\t" STR_FMT "\n",
                       STR_ARG(s->lines[i]->word),
                       STR_ARG(s->lines[i]->answer));
    if (!out.over)
        cache_put(NAME, s->key, buf_view(&out));
    buf_clear(&out);
}
