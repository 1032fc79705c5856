/* SPDX-License-Identifier: MIT
 * site: from YAML to sites with dates and ids. */
#include "town/site.h"

#include <stdlib.h>

enum {
    HOUR = 3600,
    DAY = 24 * HOUR,
    OLD = 600,  /* posts of the first day are at least so old */
    FRESH = 300 /* posts of the second at most */
};

static const char *const ODDS[] = {"none",   "forbidden", "slow",    "fails",
                                   "breaks", "moved",     "captcha", NULL};

#define P(key_, type_)                                                         \
    {                                                                          \
        .key = #key_, .type = type_, .at = offsetof(struct post, key_)         \
    }

static const struct yaml_field POST[] = {
    {.key = "author",
     .type = YAML_STR,
     .at = offsetof(struct post, author),
     .required = true},
    {.key = "when",
     .type = YAML_STR,
     .at = offsetof(struct post, when),
     .required = true},
    {.key = "text",
     .type = YAML_STR,
     .at = offsetof(struct post, text),
     .required = true},
    {.key = "type",
     .type = YAML_STR,
     .at = offsetof(struct post, type),
     .required = true},
    P(brand, YAML_STR),
    P(title, YAML_STR),
    P(edited, YAML_STR),
    P(quoted, YAML_STR),
    P(quote, YAML_STR),
    P(signature, YAML_STR),
    P(rating, YAML_INT),
    P(likes, YAML_INT),
    P(replies, YAML_INT),
    P(reply, YAML_BOOL),
    P(second, YAML_BOOL),
    {0},
};
#undef P

static const struct yaml_field AUTHOR[] = {
    {.key = "name",
     .type = YAML_STR,
     .at = offsetof(struct author, name),
     .required = true},
    {.key = "handle", .type = YAML_STR, .at = offsetof(struct author, handle)},
    {.key = "posts", .type = YAML_INT, .at = offsetof(struct author, posts)},
    {.key = "followers",
     .type = YAML_INT,
     .at = offsetof(struct author, followers)},
    {0},
};

static const struct yaml_field THREAD[] = {
    {.key = "id", .type = YAML_INT, .at = offsetof(struct thread, id)},
    {.key = "title", .type = YAML_STR, .at = offsetof(struct thread, title)},
    {.key = "odd",
     .type = YAML_ENUM,
     .at = offsetof(struct thread, odd),
     .names = ODDS},
    {.key = "posts",
     .type = YAML_SUBS,
     .at = offsetof(struct thread, posts),
     .fields = POST,
     .size = sizeof(struct post)},
    {0},
};

#define S(key_, type_)                                                         \
    {                                                                          \
        .key = #key_, .type = type_, .at = offsetof(struct site, key_)         \
    }

static const struct yaml_field SITE[] = {
    {.key = "name",
     .type = YAML_STR,
     .at = offsetof(struct site, name),
     .required = true},
    {.key = "kind",
     .type = YAML_STR,
     .at = offsetof(struct site, kind),
     .required = true},
    {.key = "address",
     .type = YAML_INT,
     .at = offsetof(struct site, address),
     .required = true},
    {.key = "start",
     .type = YAML_STR,
     .at = offsetof(struct site, start),
     .required = true},
    S(engine, YAML_STR),
    S(title, YAML_STR),
    S(about, YAML_STR),
    S(zone, YAML_STR),
    S(offset, YAML_INT),
    S(brand, YAML_STR),
    S(own_card, YAML_BOOL),
    S(reach, YAML_INT),
    S(page, YAML_INT),
    S(list, YAML_INT),
    S(first, YAML_INT),
    S(etag, YAML_BOOL),
    S(modified, YAML_BOOL),
    S(robots, YAML_STR),
    {.key = "odd",
     .type = YAML_ENUM,
     .at = offsetof(struct site, odd),
     .names = ODDS},
    {.key = "authors",
     .type = YAML_SUBS,
     .at = offsetof(struct site, authors),
     .fields = AUTHOR,
     .size = sizeof(struct author)},
    {.key = "threads",
     .type = YAML_SUBS,
     .at = offsetof(struct site, threads),
     .fields = THREAD,
     .size = sizeof(struct thread)},
    {0},
};
#undef S

/* "-3d 14:05" is a local time three days ago; "-5h" and "-40m" count back
 * from the clock. */
static bool when_read(struct str when, int64_t now, int64_t offset, int64_t *at)
{
    struct str rest = when, first, clock, hour;
    int64_t n, h = 0, m = 0;
    if (!str_split(&rest, ' ', &first) || first.n < 3 ||
        !str_int(str_part(first, 1, first.n - 2), &n))
        return false;
    char unit = first.p[first.n - 1];
    if (unit == 'h' || unit == 'm') {
        *at = now - n * (unit == 'h' ? HOUR : 60);
        return true;
    }
    clock = rest;
    if (unit != 'd' || !str_split(&clock, ':', &hour) || !str_int(hour, &h) ||
        !str_int(clock, &m))
        return false;
    int64_t local = now + offset;
    *at = local - local % DAY - n * DAY + h * HOUR + m * 60 - offset;
    return true;
}

static bool post_check(const struct yaml_file *f, struct site *s,
                       const struct yaml_node *node, struct post *p,
                       struct err *e)
{
    if (!when_read(p->when, s->now, s->offset * HOUR, &p->at))
        return yaml_error(f, node, e, "when: -3d 14:05, -5h or -40m");
    int64_t age = s->now - p->at;
    if (p->second ? age > FRESH || age <= 0 : age < OLD)
        return yaml_error(f, node, e,
                          "posts of the second day are younger than five "
                          "minutes, all others older than ten");
    if (!site_author(s, p->author))
        return yaml_error(f, node, e, "author is not in `authors`");
    return true;
}

/* Age, then the file's order: qsort is not stable, so the place decides. */
static int by_age(const void *a, const void *b)
{
    const struct post *x = *(struct post *const *)a;
    const struct post *y = *(struct post *const *)b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool posts_collect(const struct yaml_file *f, struct site *s,
                          struct arena *a, struct err *e)
{
    struct thread *threads = s->threads.items;
    size_t cap = 0;
    for (size_t i = 0; i < s->threads.n; i++) {
        struct post *posts = threads[i].posts.items;
        for (size_t k = 0; k < threads[i].posts.n; k++) {
            posts[k].thread = &threads[i];
            if (!post_check(f, s, threads[i].posts.nodes[k], &posts[k], e))
                return false;
            s->posts = arena_grow(a, s->posts, s->n, &cap, sizeof *s->posts);
            s->posts[s->n++] = &posts[k];
        }
    }
    if (s->n)
        qsort(s->posts, s->n, sizeof *s->posts, by_age);
    for (size_t i = 0; i < s->n; i++)
        s->posts[i]->id = s->first + (int64_t)i;
    return true;
}

bool site_load(struct site *s, struct arena *a, const char *name,
               struct str text, int64_t now, struct err *e)
{
    struct yaml_file f;
    *s = (struct site){.now = now, .page = 10, .list = 10, .reach = -1};
    if (!yaml_parse(&f, a, name, text, e) || !yaml_read(&f, f.root, SITE, s, e))
        return false;
    s->engine = s->engine.n ? s->engine : s->kind;
    struct author *authors = s->authors.items;
    for (size_t i = 0; i < s->authors.n; i++)
        authors[i].id = (int64_t)i + 1;
    if (!posts_collect(&f, s, a, e))
        return false;
    s->changed = now;
    for (size_t i = s->n; i-- > 0;)
        if (!s->posts[i]->second) {
            s->changed = s->posts[i]->at;
            break;
        }
    return true;
}

void site_turn(struct site *s, int64_t now)
{
    s->second = true;
    s->changed = now;
}

struct posts site_posts(const struct site *s, const struct thread *only,
                        struct arena *a)
{
    const struct post **p = arena_alloc(a, (s->n + 1) * sizeof *p);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if ((!only || s->posts[i]->thread == only) &&
            (s->second || !s->posts[i]->second))
            p[n++] = s->posts[i];
    return (struct posts){p, n};
}

bool site_was_edited(const struct site *s, const struct post *p)
{
    return s->second && p->edited.n > 0;
}

struct str site_text(const struct site *s, const struct post *p)
{
    return str_trim(site_was_edited(s, p) ? p->edited : p->text);
}

const struct author *site_author(const struct site *s, struct str name)
{
    const struct author *authors = s->authors.items;
    for (size_t i = 0; i < s->authors.n; i++)
        if (str_eq(authors[i].name, name))
            return &authors[i];
    return NULL;
}

const struct thread *site_thread(const struct site *s, int64_t id)
{
    const struct thread *threads = s->threads.items;
    for (size_t i = 0; i < s->threads.n; i++)
        if (threads[i].id == id)
            return &threads[i];
    return NULL;
}

const struct post *site_post(const struct site *s, int64_t id)
{
    if (id < s->first || id - s->first >= (int64_t)s->n)
        return NULL;
    const struct post *p = s->posts[id - s->first];
    return s->second || !p->second ? p : NULL;
}
