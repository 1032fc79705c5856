/* SPDX-License-Identifier: MIT
 * canaries: the note holds a line for each, "HASH AT MISSED URL". */
#include "crawler/canaries.h"

/* What is known of one of them. */
struct sight {
    int64_t at;     /* when it was published, 0 not known */
    int64_t missed; /* 1: its page was read without it */
    struct str url; /* of that page, "" it was never found */
};

static struct str name_of(struct arena *a, struct str canary)
{
    return str_printf(a, "%016llx", (unsigned long long)str_hash(canary));
}

static struct sight recall(struct str note, struct str name)
{
    struct str line, word;
    struct sight s = {0};
    while (str_split(&note, '\n', &line))
        if (str_split(&line, ' ', &word) && str_eq(word, name) &&
            str_split(&line, ' ', &word) && str_int(word, &s.at) &&
            str_split(&line, ' ', &word) && str_int(word, &s.missed)) {
            s.url = line;
            return s;
        }
    return (struct sight){0};
}

static bool remember(struct crawler *c, struct arena *a,
                     const struct source_state *s, const struct sight *all,
                     struct err *e)
{
    const struct yaml_strs *canary = &s->setup->is.canary;
    struct str note = {0};
    for (size_t i = 0; i < canary->n && i < CANARIES_MOST; i++)
        if (all[i].url.n)
            note = str_printf(
                a, STR_FMT STR_FMT " %lld %lld " STR_FMT "\n", STR_ARG(note),
                STR_ARG(name_of(a, canary->items[i])), (long long)all[i].at,
                (long long)all[i].missed, STR_ARG(all[i].url));
    return store_note_put(c->store, STR("canary"), s->row.name, note, e);
}

/* Did younger posts move it to a page behind this one? */
static bool moved_on(const struct sight *s, const struct reading *r)
{
    bool newest = r->newest_first || r->descending;
    return newest && s->at && r->oldest && s->at < r->oldest;
}

/* One of them beside a page that was read. */
static void look(struct source_state *s, const struct visit *v, size_t i,
                 const struct reading *r, struct sight *seen)
{
    int64_t bit = (int64_t)1 << i;
    bool start = v->row.depth == 0 && v->row.page == 1 &&
                 str_eq(v->row.url, v->row.thread);
    bool here = str_eq(seen->url, v->row.url) || (!seen->url.n && start);
    if (r && r->canaries.found & bit) {
        *seen = (struct sight){r->canaries.at[i], 0, v->row.url};
        s->canary_met |= bit;
    } else if (here && r && !moved_on(seen, r)) {
        seen->missed = 1;
        s->canary_due |= bit;
    } else if (here && !r && (seen->missed || !seen->url.n)) {
        s->canary_due |= bit;
    } else if (here) {
        s->canary_met |= bit;
    }
}

bool canaries_look(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    const struct yaml_strs *canary = &s->setup->is.canary;
    struct sight all[CANARIES_MOST];
    struct str note;
    if (!canary->n || w->answer->of_mail || (r && !r->n))
        return true;
    if (!store_note_get(c->store, &w->arena, STR("canary"), s->row.name, &note,
                        e))
        return false;
    for (size_t i = 0; i < canary->n && i < CANARIES_MOST; i++) {
        all[i] = recall(note, name_of(&w->arena, canary->items[i]));
        look(s, w->visit, i, r, &all[i]);
    }
    return remember(c, &w->arena, s, all, e);
}

struct str canaries_lost(const struct source_state *s)
{
    const struct yaml_strs *canary = &s->setup->is.canary;
    int64_t lost = s->canary_due & ~s->canary_met;
    for (size_t i = 0; i < canary->n && i < CANARIES_MOST; i++)
        if (lost >> i & 1)
            return canary->items[i];
    return (struct str){0};
}
