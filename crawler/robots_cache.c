/* SPDX-License-Identifier: MIT
 * robots_cache: robots.txt files in memory and in the store's notes. */
#include "crawler/robots_cache.h"

#include "base/ceiling.h"

#define SITEMAPS STR("sitemaps") /* scope of the notes */

enum { KEPT_S = 24 * 3600, RETRY_S = 3600 };

void robots_cache_init(struct robots_cache *c, struct store *store,
                       struct str agent)
{
    map_init(&c->files);
    c->store = store;
    c->agent = agent;
}

static void file_free(struct robots_file *f)
{
    struct arena a = f->arena; /* the file lives in it */
    arena_clear(&a);
}

void robots_cache_clear(struct robots_cache *c)
{
    struct map_slot *slot;
    for (size_t i = 0; (slot = map_next(&c->files, &i));)
        if (slot->value)
            file_free(slot->value);
    map_clear(&c->files);
}

static enum robots_kind kind_of(int64_t status)
{
    if (status >= 200 && status < 300)
        return ROBOTS_RULES;
    if (status >= 400 && status < 500 && status != 429)
        return ROBOTS_OPEN;
    return ROBOTS_UNREACHED;
}

/* Reads a file into memory in the place of an older one. */
static struct robots_file *keep(struct robots_cache *c, struct str origin,
                                int64_t status, struct str body, int64_t at)
{
    struct arena a = {0};
    struct robots_file *f = arena_alloc(&a, sizeof *f);
    f->status = status;
    f->kind = kind_of(status);
    f->expires = at + (f->kind == ROBOTS_UNREACHED ? RETRY_S : KEPT_S);
    f->origin = str_dup(&a, origin);
    if (f->kind == ROBOTS_RULES)
        f->rules = robots_parse(&a, body, c->agent);
    f->arena = a;
    struct robots_file *older = map_get(&c->files, origin);
    map_put(&c->files, f->origin, f);
    if (older)
        file_free(older);
    return f;
}

/* A note is "EPOCH STATUS\n" and the bytes of the file. */
static bool read_note(struct str note, int64_t *at, int64_t *status)
{
    struct str first, word;
    return str_split(&note, '\n', &first) && str_split(&first, ' ', &word) &&
           str_int(word, at) && str_int(first, status);
}

bool robots_cache_get(struct robots_cache *c, struct str origin, int64_t now,
                      struct robots_file **file, struct err *e)
{
    struct arena a = {0};
    struct str note;
    int64_t at, status;
    *file = map_get(&c->files, origin);
    /* One of a clock that was ahead is asked for again. */
    if (*file && (*file)->expires > now && (*file)->expires <= now + KEPT_S)
        return true;
    *file = NULL;
    bool ok = store_note_get(c->store, &a, STR("robots"), origin, &note, e);
    if (ok && read_note(note, &at, &status) && at <= now) {
        ptrdiff_t end = str_find_char(note, '\n');
        *file = keep(c, origin, status, str_from(note, (size_t)end + 1), at);
        if ((*file)->expires <= now)
            *file = NULL;
    }
    arena_clear(&a);
    return ok;
}

/* Files are kept as text, and a text of the store is UTF-8 without NUL. */
static struct str as_text(struct arena *a, struct str body)
{
    char *p = arena_alloc(a, body.n + 1);
    for (size_t i = 0; i < body.n; i++)
        p[i] = body.p[i] ? body.p[i] : ' ';
    return (struct str){p, body.n};
}

/* Where the host lists its pages: "URL\nURL\n", as its file has them. What
 * was known stays while the file cannot be reached. */
static bool put_sitemaps(struct robots_cache *c, struct arena *a,
                         const struct robots_file *f, struct err *e)
{
    struct str was;
    struct buf list;
    if (f->kind == ROBOTS_UNREACHED)
        return true;
    buf_init(&list, 2 * CEILING_ROBOTS);
    for (size_t i = 0; f->rules && i < f->rules->n_sitemaps; i++) {
        buf_str(&list, as_text(a, f->rules->sitemaps[i]));
        buf_char(&list, '\n');
    }
    bool ok =
        store_note_get(c->store, a, SITEMAPS, f->origin, &was, e) &&
        (str_eq(was, buf_view(&list)) ||
         store_note_put(c->store, SITEMAPS, f->origin, buf_view(&list), e));
    buf_clear(&list);
    return ok;
}

bool robots_cache_put(struct robots_cache *c, struct str origin, int64_t status,
                      struct str body, int64_t now, struct err *e)
{
    struct arena a = {0};
    if (kind_of(status) != ROBOTS_RULES)
        body = STR("");
    const struct robots_file *f = keep(c, origin, status, body, now);
    bool ok = store_note_put(
        c->store, STR("robots"), origin,
        str_printf(&a, "%lld %lld\n" STR_FMT, (long long)now, (long long)status,
                   STR_ARG(as_text(&a, robots_text(&a, body)))),
        e);
    ok = ok && put_sitemaps(c, &a, f, e);
    arena_clear(&a);
    return ok;
}
