/* SPDX-License-Identifier: MIT
 * world: the keys of a post that belong to no source. */
#include "store/world.h"

#include "base/ascii.h"

enum { MINUTE_S = 60, SOME_LETTERS = 20 };

struct str world_link(struct str url)
{
    ptrdiff_t scheme = str_find(url, STR("://"));
    if (scheme >= 0)
        url = str_from(url, (size_t)scheme + 3);
    return str_starts(url, STR("www.")) ? str_from(url, 4) : url;
}

/* Host and port; "" when it is not known where the post stands. */
static struct str site_of(const struct mention *m)
{
    bool url = str_find(m->post.url, STR("://")) >= 0;
    struct str link = m->post.permalink;
    if (!link.n && url)
        link = world_link(m->post.url);
    size_t n = 0;
    while (n < link.n && link.p[n] != '/' && link.p[n] != '?' &&
           link.p[n] != '#')
        n++;
    return str_part(link, 0, n);
}

static struct str key_of(struct arena *a, char kind, struct str what)
{
    return str_printf(a, "%c%016llx", kind, (unsigned long long)str_hash(what));
}

/* Is it the same all over the web? */
static bool is_global(struct str id)
{
    return str_find(id, STR("://")) >= 0 || str_starts(id, STR("tag:")) ||
           str_starts(id, STR("urn:"));
}

/* The id in words of the web; "" when the post has none of its own. */
static struct str id_of(struct arena *a, const struct mention *m)
{
    struct str id = m->post.key1;
    if (m->post.key_shared.n || str_starts(id, STR("hash:")))
        return STR("");
    if (is_global(id))
        return world_link(id);
    ptrdiff_t hash = str_find_char(id, '#'); /* of the page it was read from */
    if (hash >= 0)
        id = str_from(id, (size_t)hash + 1);
    return str_printf(a, STR_FMT "#" STR_FMT, STR_ARG(site_of(m)), STR_ARG(id));
}

/* "comment57" of "…#div-comment-57": the last word before the last number. */
static struct str numbered(struct arena *a, struct str s)
{
    ptrdiff_t hash = str_find_char(s, '#');
    s = hash >= 0 ? str_from(s, (size_t)hash + 1) : STR("");
    size_t digits = s.n, end, word;
    while (digits && ascii_digit(s.p[digits - 1]))
        digits--;
    for (end = digits; end && (s.p[end - 1] == '-' || s.p[end - 1] == '_');)
        end--;
    for (word = end; word && ascii_letter(s.p[word - 1]);)
        word--;
    if (word == end || digits == s.n)
        return STR("");
    return str_printf(a, STR_FMT STR_FMT,
                      STR_ARG(str_part(s, word, end - word)),
                      STR_ARG(str_from(s, digits)));
}

static struct str said_of(struct arena *a, const struct mention *m)
{
    bool clear = m->post.author.n || str_chars(m->post.text) >= SOME_LETTERS;
    if (!clear || m->post.published <= 0 || m->post.precision > MINUTE_S)
        return STR("");
    return str_printf(a, STR_FMT "\n" STR_FMT "\n%lld %lld",
                      STR_ARG(site_of(m)), STR_ARG(m->post.author),
                      (long long)(m->post.published / MINUTE_S),
                      (long long)m->post.text_hash);
}

size_t world_keys(struct arena *a, const struct mention *m,
                  struct str keys[WORLD_KEYS])
{
    size_t n = 0;
    struct str site = site_of(m), id, number, said;
    if (!site.n)
        return 0;
    if (m->post.permalink.n)
        keys[n++] = key_of(a, 'u', m->post.permalink);
    id = id_of(a, m);
    if (id.n && !str_eq(id, m->post.permalink))
        keys[n++] = key_of(a, 'i', id);
    number = numbered(a, m->post.permalink);
    if (!number.n)
        number = numbered(a, id);
    if (number.n)
        keys[n++] = key_of(
            a, 'e',
            str_printf(a, STR_FMT "#" STR_FMT, STR_ARG(site), STR_ARG(number)));
    said = said_of(a, m);
    if (said.n)
        keys[n++] = key_of(a, 't', said);
    return n;
}

bool world_differs(const struct mention *m, struct str url)
{
    struct arena a = {0};
    struct str here = numbered(&a, m->post.permalink);
    struct str there = numbered(&a, url);
    bool differ = here.n && there.n && !str_eq(here, there);
    arena_clear(&a);
    return differ;
}

bool world_agrees(const struct mention *m, struct str key,
                  const struct world_likeness *is)
{
    bool other = (is->dates && !is->date) || (is->authors && !is->author);
    bool open = key.p[0] == 'u' || (key.p[0] == 'i' && is_global(m->post.key1));
    if (key.p[0] == 't')
        return is->text && !is->numbers;
    if (open)
        return is->text || is->date || is->author || !other;
    if (is->date && (is->fine || is->author))
        return true;
    return is->text && (is->author || (!is->dates && str_chars(m->post.text) >=
                                                         SOME_LETTERS));
}
