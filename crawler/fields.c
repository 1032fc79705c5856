/* SPDX-License-Identifier: MIT
 * fields: sums over the posts that were sampled, in the note "fields", behind
 * the print of what they were read by. */
#include "crawler/fields.h"

enum {
    KNOWN_LEAST = 10,   /* posts, before anything is missed */
    SAMPLE_LEAST = 3,   /* posts of a page, to miss it */
    NEARLY_ALL = 95,    /* in a hundred */
    FORGET_AFTER = 1000 /* posts: then older ones count half */
};

static const struct {
    size_t at;         /* in struct fill */
    const char *cause; /* when none has it */
} FIELDS[] = {
    {offsetof(struct fill, author),
     "no post of this page has an author, and nearly all had one: has the "
     "site's layout changed? What is stored stays as it is"},
    {offsetof(struct fill, date),
     "no post of this page has a date, and nearly all had one: has the site's "
     "layout changed? What is stored stays as it is"},
    {offsetof(struct fill, link),
     "no post of this page has a link, and nearly all had one: has the site's "
     "layout changed? What is stored stays as it is"},
};
enum { N_FIELDS = sizeof FIELDS / sizeof *FIELDS };

static int64_t *field(struct fill *f, size_t i)
{
    return (int64_t *)((char *)f + FIELDS[i].at);
}

static bool recall(struct crawler *c, struct arena *a,
                   const struct source_state *s, struct fill *known,
                   struct err *e)
{
    struct str note, word;
    *known = (struct fill){0};
    if (!store_note_get(c->store, a, STR("fields"), s->row.name, &note, e))
        return false;
    if (!str_split(&note, ' ', &word) || !str_eq(word, s->print) ||
        !str_split(&note, ' ', &word) || !str_int(word, &known->posts))
        return true;
    for (size_t i = 0; i < N_FIELDS; i++)
        if (!str_split(&note, ' ', &word) || !str_int(word, field(known, i)))
            *field(known, i) = 0;
    return true;
}

static bool remember(struct crawler *c, struct arena *a,
                     const struct source_state *s, struct fill *known,
                     struct fill more, struct err *e)
{
    bool half = known->posts >= FORGET_AFTER;
    known->posts = known->posts / (1 + half) + more.posts;
    struct str note = str_printf(a, STR_FMT " %lld", STR_ARG(s->print),
                                 (long long)known->posts);
    for (size_t i = 0; i < N_FIELDS; i++)
        note = str_printf(
            a, STR_FMT " %lld", STR_ARG(note),
            (long long)(*field(known, i) / (1 + half) + *field(&more, i)));
    return store_note_put(c->store, STR("fields"), s->row.name, note, e);
}

bool fields_look(struct crawler *c, struct page_work *w,
                 const struct reading *r, struct str *lost, struct err *e)
{
    const struct source_state *s = crawl_source(c, w->visit);
    struct fill known, here = r->fill;
    *lost = STR("");
    if (!here.posts)
        return true;
    if (!recall(c, &w->arena, s, &known, e))
        return false;
    bool enough = known.posts >= KNOWN_LEAST && here.posts >= SAMPLE_LEAST;
    for (size_t i = 0; enough && i < N_FIELDS; i++)
        if (!*field(&here, i) &&
            *field(&known, i) * 100 >= known.posts * NEARLY_ALL)
            *lost = str_of(FIELDS[i].cause);
    return lost->n || remember(c, &w->arena, s, &known, here, e);
}
