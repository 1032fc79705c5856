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

/* One of them beside a page that was read; is it missed? */
static bool look(const struct visit *v, size_t i, const struct reading *r,
                 struct sight *seen)
{
    bool start = v->row.depth == 0 && v->row.page == 1 &&
                 str_eq(v->row.url, v->row.thread);
    bool here = str_eq(seen->url, v->row.url) || (!seen->url.n && start);
    if (r && r->canaries.found >> i & 1)
        *seen = (struct sight){r->canaries.at[i], 0, v->row.url};
    else if (here && r && moved_on(seen, r))
        seen->missed = 0;
    else if (here && (r || !seen->url.n))
        *seen = (struct sight){seen->at, 1, v->row.url};
    else
        return false;
    return seen->missed;
}

bool canaries_look(struct crawler *c, struct page_work *w,
                   const struct reading *r, struct str *lost, struct err *e)
{
    struct source_state *s = crawl_source(c, w->visit);
    const struct yaml_strs *canary = &s->setup->is.canary;
    struct sight all[CANARIES_MOST];
    struct str note;
    *lost = STR("");
    if (!canary->n || w->answer->of_mail || (r && !r->n))
        return true;
    if (!store_note_get(c->store, &w->arena, STR("canary"), s->row.name, &note,
                        e))
        return false;
    for (size_t i = 0; i < canary->n && i < CANARIES_MOST; i++) {
        all[i] = recall(note, name_of(&w->arena, canary->items[i]));
        if (look(w->visit, i, r, &all[i]) && !lost->n)
            *lost = canary->items[i];
    }
    return remember(c, &w->arena, s, all, e);
}

bool canaries_lost(struct crawler *c, const struct source_state *s,
                   struct str *lost, struct err *e)
{
    const struct yaml_strs *canary = &s->setup->is.canary;
    struct arena a = {0};
    struct str note = {0};
    bool ok = !canary->n || store_note_get(c->store, &a, STR("canary"),
                                           s->row.name, &note, e);
    *lost = STR("");
    for (size_t i = 0; i < canary->n && i < CANARIES_MOST && !lost->n; i++)
        if (recall(note, name_of(&a, canary->items[i])).missed)
            *lost = canary->items[i];
    arena_clear(&a);
    return ok;
}

bool canaries_pages(struct crawler *c, const struct source_state *s,
                    struct arena *a, struct str urls[CANARIES_MOST], size_t *n,
                    struct err *e)
{
    const struct yaml_strs *canary = &s->setup->is.canary;
    struct str note;
    *n = 0;
    if (!canary->n)
        return true;
    if (!store_note_get(c->store, a, STR("canary"), s->row.name, &note, e))
        return false;
    for (size_t i = 0; i < canary->n && i < CANARIES_MOST; i++) {
        struct str url = recall(note, name_of(a, canary->items[i])).url;
        if (url.n)
            urls[(*n)++] = url;
    }
    return true;
}

struct str canaries_cause(struct arena *a, struct str lost)
{
    return str_printf(a,
                      "the canary '" STR_FMT
                      "' is not found, though its page reads: has "
                      "the site's layout changed, or was it removed?",
                      STR_ARG(str_part(lost, 0, 200)));
}
