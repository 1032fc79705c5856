/* SPDX-License-Identifier: MIT
 * keys: posts of one page that have the same key. */
#include "crawler/reading/keys.h"

#include "base/map.h"

/* Posts of the page with one key. */
struct group {
    const struct mention *first; /* of them */
    bool differ;                 /* they are not one post said twice */
};

static bool one_post(const struct mention *a, const struct mention *b)
{
    return a->post.text_hash == b->post.text_hash &&
           a->post.published == b->post.published;
}

/* key() of each post, those that are empty left out. */
static void find_groups(struct arena *a, struct map *groups,
                        struct mention *posts, size_t n, size_t key)
{
    for (size_t i = 0; i < n; i++) {
        struct str k = *(struct str *)((char *)&posts[i] + key);
        struct group *g = k.n ? map_get(groups, k) : NULL;
        if (g) {
            g->differ |= !one_post(g->first, &posts[i]);
        } else if (k.n) {
            g = arena_alloc(a, sizeof *g);
            *g = (struct group){.first = &posts[i]};
            map_put(groups, k, g);
        }
    }
}

static bool shared(const struct map *groups, struct str key)
{
    const struct group *g = key.n ? map_get(groups, key) : NULL;
    return g && g->differ;
}

/* Posts of different words get keys of their own; posts of the same words
 * under one id at different times are told apart by the time. */
static void part_ids(struct arena *a, struct mention *posts, size_t n)
{
    struct map ids, texts;
    map_init(&ids);
    map_init(&texts);
    find_groups(a, &ids, posts, n, offsetof(struct mention, post.key1));
    for (size_t i = 0; i < n; i++) {
        struct mention *m = &posts[i];
        if (!shared(&ids, m->post.key1))
            continue;
        m->post.key_shared = m->post.key1;
        m->post.key1 = store_shared_key(a, m->post.key1, m->post.text_hash);
    }
    find_groups(a, &texts, posts, n, offsetof(struct mention, post.key1));
    for (size_t i = 0; i < n; i++) {
        struct mention *m = &posts[i];
        if (!m->post.key_shared.n)
            continue;
        if (shared(&texts, m->post.key1))
            m->post.key1 = store_timed_key(a, m->post.key1, m->post.published);
        m->post.key2 = m->post.key_link.n ? m->post.key_link : m->post.key1;
    }
    map_clear(&ids);
    map_clear(&texts);
}

/* As a key a link that several posts share would make one post of them. */
static void part_links(struct arena *a, struct mention *posts, size_t n)
{
    struct map seconds, links, own;
    map_init(&seconds);
    map_init(&links);
    map_init(&own);
    find_groups(a, &own, posts, n, offsetof(struct mention, post.permalink));
    for (size_t i = 0; i < n; i++)
        if (shared(&own, posts[i].post.permalink))
            posts[i].post.permalink = (struct str){0};
    for (size_t i = 0; i < n; i++) {
        /* One post said twice shares its link with itself. */
        struct mention *m = &posts[i], *other = NULL;
        if (m->post.key2.n)
            other = map_get(&seconds, m->post.key2);
        if (m->post.key2.n && !other)
            map_put(&seconds, m->post.key2, m);
        else if (other && !str_eq(other->post.key1, m->post.key1)) {
            other->post.key2 = other->post.key1;
            m->post.key2 = m->post.key1;
        }
    }
    find_groups(a, &links, posts, n, offsetof(struct mention, post.key_link));
    for (size_t i = 0; i < n; i++)
        if (shared(&links, posts[i].post.key_link) ||
            str_eq(posts[i].post.key_link, posts[i].post.key2))
            posts[i].post.key_link = (struct str){0};
    map_clear(&seconds);
    map_clear(&links);
    map_clear(&own);
}

void keys_part(struct arena *a, struct mention *posts, size_t n)
{
    part_ids(a, posts, n);
    part_links(a, posts, n);
}
