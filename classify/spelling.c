/* SPDX-License-Identifier: MIT
 * spelling: writing a folded text anew. */
#include "classify/spelling.h"

#include <string.h>

enum { GROWTH = 4 };

void spelling_begin(struct spelling *s, struct arena *a,
                    const struct folded *in)
{
    size_t room = in->text.n * GROWTH + 1;
    *s = (struct spelling){.in = in,
                           .out = arena_room(a, room),
                           .origin = arena_room(a, room * sizeof *s->origin)};
}

void spelling_keep(struct spelling *s, size_t from, size_t to)
{
    memcpy(s->out + s->n, s->in->text.p + from, to - from);
    memcpy(s->origin + s->n, s->in->origin + from,
           (to - from) * sizeof *s->origin);
    s->n += to - from;
}

void spelling_put(struct spelling *s, struct str word, size_t at)
{
    memcpy(s->out + s->n, word.p, word.n);
    for (size_t i = 0; i < word.n; i++)
        s->origin[s->n++] = s->in->origin[at];
}

void spelling_end(struct spelling *s, struct folded *out)
{
    s->out[s->n] = 0;
    s->origin[s->n] = s->in->origin[s->in->text.n];
    *out = (struct folded){{s->out, s->n}, s->origin};
}

bool spelling_chunk(struct str text, size_t at, size_t *from, size_t *to)
{
    while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n'))
        at++;
    *from = at;
    while (at < text.n && text.p[at] != ' ' && text.p[at] != '\n')
        at++;
    *to = at;
    return *from < *to;
}
