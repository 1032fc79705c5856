/* SPDX-License-Identifier: MIT
 * preview: what would be collected from an address, for people. */
#include "cli/preview.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/base.h"
#include "base/cause.h"
#include "cli/listing.h"

enum {
    POSTS_SHOWN = 5,
    LINKS_SHOWN = 5,
    TEXT_SHOWN = 200,
    NAME_SHOWN = 60,
    URL_SHOWN = 300,
    EVERY_UNKNOWN = 4 * 3600,
    EVERY_LEAST = 30 * 60,
    EVERY_MOST = 24 * 3600
};

enum word {
    W_KIND,
    W_NONE,
    W_ADDRESS,
    W_CAUSE,
    W_POSTS,
    W_NO_AUTHOR,
    W_NO_DATE,
    W_LACKS,
    W_AUTHOR,
    W_DATE,
    W_TEXT,
    W_LINK,
    W_ALL_THERE,
    W_BEGINNINGS,
    W_NEXT,
    W_PREV,
    W_LAST,
    W_LISTS,
    W_FEEDS,
    W_API,
    W_GUESSES,
    W_ROBOTS,
    W_EVERY,
    W_BRANDS,
    WORDS
};

static const struct {
    const char *ru, *en;
} SAID[WORDS] = {
    [W_KIND] = {"вид", "kind"},
    [W_NONE] = {"не узнан", "none"},
    [W_ADDRESS] = {"адрес", "address"},
    [W_CAUSE] = {"причина", "cause"},
    [W_POSTS] = {"записей", "posts"},
    [W_NO_AUTHOR] = {"(без автора)", "(no author)"},
    [W_NO_DATE] = {"(без даты)", "(no date)"},
    [W_LACKS] = {"не заполнено", "not filled"},
    [W_AUTHOR] = {"автор", "author"},
    [W_DATE] = {"дата", "date"},
    [W_TEXT] = {"текст", "text"},
    [W_LINK] = {"ссылка", "link"},
    [W_ALL_THERE] = {"автор, дата, текст и ссылка есть у каждой записи",
                     "every post has author, date, text and link"},
    [W_BEGINNINGS] = {"только начала текстов: с `full: true` каждая новая "
                      "запись читается до конца, на странице своей статьи",
                      "only beginnings of texts: with `full: true` each new "
                      "item is read to its end, on the page of its article"},
    [W_NEXT] = {"следующая страница", "next page"},
    [W_PREV] = {"предыдущая страница", "page before"},
    [W_LAST] = {"последняя страница", "last page"},
    [W_LISTS] = {"ведёт к темам", "leads to threads"},
    [W_FEEDS] = {"ленты", "feeds"},
    [W_API] = {"интерфейс", "interface"},
    [W_GUESSES] = {"можно попробовать", "worth a try"},
    [W_ROBOTS] = {"robots.txt", "robots.txt"},
    [W_EVERY] = {"предлагаемый интервал", "proposed interval"},
    [W_BRANDS] = {"бренды", "brands"},
};

static const char *say(const struct preview *p, enum word w)
{
    return str_eqz(p->lang, "ru") ? SAID[w].ru : SAID[w].en;
}

static void label(struct buf *out, const struct preview *p, enum word w)
{
    buf_printf(out, "%s: ", say(p, w));
}

/* A line of its own, nothing when there is none. */
static void line(struct buf *out, const struct preview *p, enum word w,
                 struct str value)
{
    if (!value.n)
        return;
    label(out, p, w);
    listing_cut(out, value, URL_SHOWN);
    buf_char(out, '\n');
}

static void links(struct buf *out, const struct preview *p, enum word w,
                  const struct str *list, size_t n)
{
    if (!n)
        return;
    label(out, p, w);
    buf_printf(out, "%zu\n", n);
    for (size_t i = 0; i < n && i < LINKS_SHOWN; i++) {
        buf_z(out, "  ");
        listing_cut(out, list[i], URL_SHOWN);
        buf_char(out, '\n');
    }
    if (n > LINKS_SHOWN)
        buf_z(out, "  …\n");
}

/* A date that is good to a day has no hours. */
static void date(struct buf *out, const struct preview *p,
                 const struct mention *m)
{
    enum { DAY = 86400, DAY_SIGNS = 10 };
    size_t before = out->n;
    if (!m->post.published) {
        buf_z(out, say(p, W_NO_DATE));
        return;
    }
    date_rfc3339(out, m->post.published, p->zone);
    if (m->post.precision >= DAY && !out->over)
        out->n = before + DAY_SIGNS;
}

static struct query_post known_of(const struct mention *m)
{
    return (struct query_post){.text = m->post.text,
                               .title = m->post.title,
                               .author = m->post.author,
                               .url = m->post.url,
                               .at = m->post.published};
}

/* The others that the text is about behind the first. */
static void other_brands(struct buf *out, const struct preview *p,
                         struct arena *a, const struct mention *m,
                         struct str first)
{
    struct str *names;
    const struct query_post post = known_of(m);
    size_t n = classify_brands(p->classifier, a, &post, &names);
    for (size_t i = 0; i < n; i++)
        if (!str_eq(names[i], first))
            buf_printf(out, ", " STR_FMT, STR_ARG(names[i]));
}

/* As a reader would say, with what is known of the post here. */
static struct str brand_of(const struct preview *p, struct arena *a,
                           const struct mention *m)
{
    const struct query_post post = known_of(m);
    return classify_about(p->classifier, a, &post);
}

static void post(struct buf *out, const struct preview *p,
                 const struct mention *m, size_t number)
{
    struct arena a = {0};
    buf_printf(out, "%4zu. ", number);
    listing_cut(out,
                m->post.author.n ? m->post.author : str_of(say(p, W_NO_AUTHOR)),
                NAME_SHOWN);
    buf_z(out, " · ");
    date(out, p, m);
    if (m->post.rating >= 0)
        buf_printf(out, " · ★ %.0f%%", m->post.rating * 100);
    struct str brand = {0};
    if (p->classifier)
        brand = brand_of(p, &a, m);
    if (brand.n) {
        buf_printf(out, " · " STR_FMT, STR_ARG(brand));
        other_brands(out, p, &a, m, brand);
    }
    buf_z(out, "\n      ");
    listing_cut(out, m->post.text, TEXT_SHOWN);
    buf_z(out, "\n      ");
    listing_cut(out, m->post.url, URL_SHOWN);
    buf_char(out, '\n');
    arena_clear(&a);
}

static bool lacks(const struct mention *m, enum word w)
{
    switch (w) {
    case W_AUTHOR:
        return !m->post.author.n;
    case W_DATE:
        return !m->post.published;
    case W_TEXT:
        return !m->post.text.n;
    default:
        return !m->post.url.n;
    }
}

static void what_is_missing(struct buf *out, const struct preview *p)
{
    static const enum word FIELDS[] = {W_AUTHOR, W_DATE, W_TEXT, W_LINK};
    bool any = false;
    for (size_t f = 0; f < sizeof FIELDS / sizeof *FIELDS; f++) {
        size_t n = 0;
        for (size_t i = 0; i < p->page->n; i++)
            n += lacks(&p->page->mentions[i], FIELDS[f]);
        if (!n)
            continue;
        if (!any)
            label(out, p, W_LACKS);
        buf_printf(out, "%s%s %zu/%zu", any ? ", " : "", say(p, FIELDS[f]), n,
                   p->page->n);
        any = true;
    }
    buf_printf(out, "%s\n", any ? "" : say(p, W_ALL_THERE));
}

/* Brands of all posts, with how many name each. */
static void brands(struct buf *out, const struct preview *p)
{
    struct arena a = {0};
    size_t hits = 0;
    for (size_t i = 0; p->classifier && i < p->page->n; i++)
        hits += brand_of(p, &a, &p->page->mentions[i]).n > 0;
    if (p->classifier) {
        label(out, p, W_BRANDS);
        buf_printf(out, "%zu/%zu\n", hits, p->page->n);
    }
    arena_clear(&a);
}

static void posts(struct buf *out, const struct preview *p)
{
    const struct reading *r = p->page;
    struct arena a = {0};
    label(out, p, W_POSTS);
    buf_printf(out, "%zu\n", r->n);
    for (size_t i = 0; i < r->n && i < POSTS_SHOWN; i++)
        post(out, p, &r->mentions[i], i + 1);
    if (r->n > POSTS_SHOWN)
        buf_z(out, "      …\n");
    what_is_missing(out, p);
    if (r->beginnings)
        buf_printf(out, "%s (%zu/%zu)\n", say(p, W_BEGINNINGS),
                   (size_t)r->beginnings, r->n);
    brands(out, p);
    line(out, p, W_EVERY, preview_duration(&a, preview_every(r)));
    arena_clear(&a);
}

void preview_write(struct buf *out, const struct preview *p)
{
    const struct reading *r = p->page;
    struct arena a = {0};
    line(out, p, W_ADDRESS, p->url);
    line(out, p, W_ROBOTS, p->robots);
    line(out, p, W_KIND, r->kind.n ? r->kind : str_of(say(p, W_NONE)));
    struct str cause = r->cause.n ? r->cause : cuts_words(&a, &r->cuts);
    line(out, p, W_CAUSE, cause_in(&a, cause, p->lang));
    if (r->n)
        posts(out, p);
    line(out, p, W_NEXT, r->next);
    line(out, p, W_PREV, r->prev);
    line(out, p, W_LAST, r->last);
    links(out, p, W_LISTS, r->links, r->n_links);
    links(out, p, W_FEEDS, r->feeds, r->n_feeds);
    line(out, p, W_API, r->api);
    links(out, p, W_GUESSES, r->guesses, r->n_guesses);
    arena_clear(&a);
}

/* ---- how often ---- */

static int later_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* Time from the oldest to the newest of the dated posts, by their number. */
static int64_t usual_gap(const int64_t *dates, size_t n)
{
    return n < 2 ? 0 : (dates[0] - dates[n - 1]) / (int64_t)(n - 1);
}

int64_t preview_every(const struct reading *page)
{
    struct arena a = {0};
    size_t n = 0;
    int64_t *dates = arena_alloc(&a, (page->n + 1) * sizeof *dates);
    for (size_t i = 0; i < page->n; i++)
        if (page->mentions[i].post.published)
            dates[n++] = page->mentions[i].post.published;
    qsort(dates, n, sizeof *dates, later_first);
    int64_t every = usual_gap(dates, n) / 2;
    arena_clear(&a);
    if (n < 2)
        return EVERY_UNKNOWN;
    return every < EVERY_LEAST  ? EVERY_LEAST
           : every > EVERY_MOST ? EVERY_MOST
                                : every;
}

struct str preview_duration(struct arena *a, int64_t seconds)
{
    enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
    int64_t hours = (seconds + HOUR / 2) / HOUR;
    if (seconds >= DAY)
        return str_printf(a, "%" PRId64 "d", seconds / DAY);
    if (seconds < HOUR)
        return str_printf(a, "%" PRId64 "m", seconds / MINUTE);
    return str_printf(a, "%" PRId64 "h", hours);
}
