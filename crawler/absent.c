/* SPDX-License-Identifier: MIT
 * absent: what was there and is missing, once and twice. */
#include "crawler/absent.h"

#include "crawler/web/link_header.h"
#include "crawler/web/url.h"

enum {
    HOUR_S = 3600,
    KEPT_MOST = 2000, /* mentions of a page; a longer list is not kept */
    ASTRAY_MOST = 3,  /* more at once: the pages were cut anew */
    ASTRAY_S = 30 * 24 * HOUR_S, /* so long the page beside is waited for */
    MENTIONS = 0x6D6E /* parts their numbers from others of the tally */
};

/* What a page shows of its thread. */
struct range {
    int64_t from, to;              /* dates of its oldest and newest mention */
    bool whole;                    /* nothing is before or behind it */
    bool sorted;                   /* by date, one way or the other */
    bool oldest_end;               /* nothing older is elsewhere */
    bool newest_end;               /* nothing newer */
    bool coarse;                   /* a date is good to no more than hours */
    const struct reading *unasked; /* its nameless posts may be mentions */
    struct str older, newer;       /* addresses of the pages beside it, or "" */
    struct str astray; /* mentions that left it by its ends, as kept */
    size_t n_astray;
};

static uint64_t number_of(int64_t id)
{
    return trap_key(MENTIONS, (uint64_t)id);
}

static bool has(struct str list, int64_t id)
{
    struct str word;
    int64_t one;
    while (str_split(&list, ' ', &word))
        if (str_int(word, &one) && one == id)
            return true;
    return false;
}

static struct str with(struct arena *a, struct str list, int64_t id)
{
    return str_printf(a, STR_FMT "%s%lld", STR_ARG(list), list.n ? " " : "",
                      (long long)id);
}

/* Ids of the mentions of the reading; "" when they are too many. */
static struct str ids_of(struct crawler *c, struct arena *a,
                         const struct reading *r)
{
    struct buf b;
    size_t n = 0;
    buf_init(&b, KEPT_MOST * 24);
    for (size_t i = 0; i < r->n; i++) {
        const struct mention *m = &r->mentions[i];
        if (!m->id)
            continue;
        trap_meet(&c->tally, number_of(m->id));
        if (n++ < KEPT_MOST)
            buf_printf(&b, "%s%lld", b.n ? " " : "", (long long)m->id);
    }
    struct str ids = n <= KEPT_MOST ? str_dup(a, buf_view(&b)) : STR("");
    buf_clear(&b);
    return ids;
}

static struct range range_of(const struct page_work *w, const struct reading *r)
{
    const struct visit *v = w->visit;
    bool first = v->row.page == 1 &&
                 (v->row.depth == 0 || str_eq(v->row.url, v->row.thread));
    bool falls = true, rises = true;
    int64_t last = 0;
    struct range out = {.unasked = r};
    /* What opens the thread stands on top of newer ones, out of their order. */
    for (size_t i = r->opened; i < r->n; i++) {
        int64_t at = r->mentions[i].post.published;
        if (at <= 0)
            continue;
        falls &= !last || at <= last;
        rises &= at >= last;
        out.coarse |= r->mentions[i].post.precision >= HOUR_S;
        last = at;
        if (!out.from || at < out.from)
            out.from = at;
        if (at > out.to)
            out.to = at;
    }
    out.sorted = falls || rises;
    bool cut = r->cuts.n[CUT_ITEMS] || r->cuts.n[CUT_READING];
    bool alone = !r->next.n && !r->prev.n && !r->last.n &&
                 !link_header(w->answer->link, STR("next")).n;
    out.whole =
        (r->opened || !(r->newest_first || r->descending)) && !cut && alone;
    out.oldest_end = !r->descending && !r->prev.n;
    out.newest_end = r->descending ? first && !r->prev.n : !r->next.n;
    if (!r->newest_first && !r->descending)
        out.older = r->prev, out.newer = r->next;
    return out;
}

static bool belongs(const struct range *is, int64_t at)
{
    if (is->whole)
        return true;
    if (!is->sorted || at <= 0 || !is->to)
        return false;
    return (at > is->from || (is->oldest_end && at != is->from)) &&
           (at < is->to || (is->newest_end && at != is->to));
}

/* A mention that names no brand any more comes without its id where it is as
 * it was: so these posts are asked for, once, when one is missing. */
static bool ask_nameless(struct crawler *c, struct page_work *w,
                         struct range *is, struct page_row *row, struct err *e)
{
    const struct reading *r = is->unasked;
    is->unasked = NULL;
    for (size_t i = 0; r && i < r->n; i++) {
        int64_t id = r->mentions[i].id;
        if (id)
            continue;
        if (!store_mention_of(c->store, &r->mentions[i], &id, e))
            return false;
        if (id && trap_meet(&c->tally, number_of(id)) == 1)
            row->mentions = with(&w->arena, row->mentions, id);
    }
    return true;
}

/* Missed for the second time; where another page that was read since the first
 * has it (a thread that was split, an archive), it is that page's to miss. */
static bool is_taken_away(struct crawler *c, const struct page_work *w,
                          int64_t id, struct err *e)
{
    bool moved;
    return store_page_shows(c->store, id, w->old.fetched, &moved, e) &&
           (moved || store_mention_gone(c->store, id, c->now, e));
}

static bool take_away(struct crawler *c, struct page_work *w, int64_t id,
                      struct range *is, struct page_row *row, struct err *e)
{
    if (!ask_nameless(c, w, is, row, e))
        return false;
    if (trap_met(&c->tally, number_of(id)))
        return true;
    if (has(w->old.missed, id))
        return is_taken_away(c, w, id, e);
    row->missed = with(&w->arena, row->missed, id);
    return true;
}

/* ---- off the edge of a page ----
 *
 * The first mention of a page that is not there any more was removed, or one
 * before it was, and it stands on the page before now. So it is looked for
 * there: "ID@SINCE@ADDRESS" in `missed`, until that page was read since, or
 * this one has it again. */

static void go_astray(struct page_work *w, struct range *is,
                      const struct mention *m, int64_t now)
{
    int64_t at = m->post.published;
    struct str link = at < is->from ? is->older : is->newer, beside;
    struct err ignored;
    if (!is->sorted || at <= 0 || (at >= is->from && at <= is->to) || !link.n ||
        !url_canonical(&w->arena, link, &beside, &ignored))
        return;
    is->astray = str_printf(&w->arena, STR_FMT " %lld@%lld@" STR_FMT,
                            STR_ARG(is->astray), (long long)m->id,
                            (long long)now, STR_ARG(beside));
    is->n_astray++;
}

/* Both pages were read since, and neither has it? */
static bool look_beside(struct crawler *c, struct page_work *w, struct str word,
                        struct page_row *row, struct err *e)
{
    struct str rest = word, id_word, since_word;
    int64_t id, since;
    struct page_row beside = {0};
    bool found = false;
    if (!str_split(&rest, '@', &id_word) || !str_int(id_word, &id) ||
        !str_split(&rest, '@', &since_word) || !str_int(since_word, &since) ||
        trap_met(&c->tally, number_of(id)) || c->now - since > ASTRAY_S)
        return true;
    if (!store_page_get(c->store, &w->arena, w->visit->row.source, rest,
                        &beside, &found, e))
        return false;
    if (found && beside.fetched >= since && beside.mentions.n)
        return has(beside.mentions, id) ||
               store_mention_gone(c->store, id, c->now, e);
    row->missed =
        str_printf(&w->arena, STR_FMT "%s" STR_FMT, STR_ARG(row->missed),
                   row->missed.n ? " " : "", STR_ARG(word));
    return true;
}

static bool look_beside_all(struct crawler *c, struct page_work *w,
                            struct page_row *row, struct err *e)
{
    struct str list = w->old.missed, word;
    while (str_split(&list, ' ', &word))
        if (str_find_char(word, '@') > 0 && !look_beside(c, w, word, row, e))
            return false;
    return true;
}

/* ---- a look ---- */

/* One of them: forgotten, missed, or gone. */
static bool judge(struct crawler *c, struct page_work *w, int64_t id,
                  struct range *is, struct page_row *row, struct err *e)
{
    struct arena a = {0};
    struct mention m;
    bool found;
    bool ok = store_mention_get(c->store, &a, id, &m, &found, e);
    /* Another source may date it to the minute where this one has days. */
    bool alike = m.post.source == w->visit->row.source || !is->coarse;
    if (!ok || !found || m.post.gone || !(alike || is->whole))
        ;
    else if (belongs(is, m.post.published))
        ok = take_away(c, w, id, is, row, e);
    else if (alike)
        go_astray(w, is, &m, c->now);
    arena_clear(&a);
    return ok;
}

static bool judge_all(struct crawler *c, struct page_work *w, struct str list,
                      struct range *is, struct page_row *row, struct err *e)
{
    struct str word;
    int64_t id;
    while (str_split(&list, ' ', &word))
        if (str_int(word, &id) && !trap_met(&c->tally, number_of(id)) &&
            !judge(c, w, id, is, row, e))
            return false;
    return true;
}

bool absent_look(struct crawler *c, struct page_work *w,
                 const struct reading *r, struct page_row *row, struct err *e)
{
    struct range is = range_of(w, r);
    row->mentions = ids_of(c, &w->arena, r);
    row->missed = STR("");
    if (!judge_all(c, w, w->old.mentions, &is, row, e) ||
        !judge_all(c, w, w->old.missed, &is, row, e) ||
        !look_beside_all(c, w, row, e))
        return false;
    if (is.n_astray <= ASTRAY_MOST)
        row->missed =
            str_trim(str_printf(&w->arena, STR_FMT STR_FMT,
                                STR_ARG(row->missed), STR_ARG(is.astray)));
    return true;
}

bool absent_same(struct crawler *c, struct page_work *w, struct page_row *row,
                 struct err *e)
{
    struct str list = w->old.mentions, word;
    struct range is = {.whole = true}; /* that they belong was found then */
    int64_t id;
    while (str_split(&list, ' ', &word))
        if (str_int(word, &id))
            trap_meet(&c->tally, number_of(id));
    row->missed = STR("");
    return judge_all(c, w, w->old.missed, &is, row, e) &&
           look_beside_all(c, w, row, e);
}
