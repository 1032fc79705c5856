/* SPDX-License-Identifier: MIT
 * source_kept: what kept pages gave, give, and what is stored of them. */
#include "cli/source_kept.h"

#include <stdio.h>

#include "base/base.h"
#include "base/cause.h"
#include "base/json.h"
#include "base/terms.h"
#include "cli/cli.h"
#include "cli/fate.h"
#include "cli/listing.h"

enum { NEARLY_ALL = 95 /* in a hundred: a fill rate is as good as that one */ };

/* One of the two pages. */
struct again {
    enum kept_which which;
    struct kept_page then;       /* as it was kept */
    struct reading now;          /* what it gives now */
    struct fate fate;            /* of its posts */
    const struct kept_page *was; /* the good page, to measure by */
    bool ru;                     /* the reader's language */
    bool lost;                   /* its canary is still not found */
    bool right;                  /* it reads well now */
};

/* ---- is it right? ---- */

static bool as_full(int64_t has, int64_t of, int64_t had, int64_t had_of)
{
    return !of || !had_of || 100 * has * had_of >= NEARLY_ALL * had * of;
}

/* The good page gives what it gave; the bad one gives posts that are filled as
 * those of the good one were, and the canary that was missed. */
static bool is_right(const struct again *g)
{
    const struct fill *now = &g->now.fill, *was = &g->was->fill;
    bool good = g->which == KEPT_GOOD;
    bool enough = good ? (int64_t)g->now.n >= g->then.posts && !g->fate.missing
                       : g->now.n > 0;
    return g->now.state == READING_OK && enough && !g->lost &&
           as_full(now->author, now->posts, was->author, was->posts) &&
           as_full(now->date, now->posts, was->date, was->posts) &&
           as_full(now->link, now->posts, was->link, was->posts);
}

/* ---- for people ---- */

static void put_cause(struct buf *out, const struct again *g, struct str cause)
{
    struct arena a = {0};
    if (cause.n) {
        buf_z(out, ": ");
        listing_cut(out, cause_in(&a, cause, g->ru ? STR("ru") : STR("en")),
                    600);
    }
    arena_clear(&a);
}

static void put_gives(struct buf *out, const struct again *g, int64_t posts,
                      const struct fill *f)
{
    buf_printf(out, g->ru ? "записей %lld" : "%lld posts", (long long)posts);
    if (f->posts)
        buf_printf(out,
                   g->ru ? "; из первых %lld автор у %lld, дата у %lld, ссылка "
                           "у %lld"
                         : "; of the first %lld have %lld an author, %lld a "
                           "date, %lld a link",
                   (long long)f->posts, (long long)f->author,
                   (long long)f->date, (long long)f->link);
}

static void put_fate(struct buf *out, const struct again *g)
{
    static const char *const RU[FATE_FIELDS] = {"автор", "дата", "ссылка",
                                                "оценка"};
    const struct fate *f = &g->fate;
    buf_printf(out,
               g->ru ? "\n  рядом с записанным: известны %zu, новых %zu, "
                       "изменённых %zu, о марках молчат %zu"
                     : "\n  beside the store: %zu known, %zu new, %zu edited, "
                       "%zu name no brand",
               f->known, f->fresh, f->edited, f->nobody);
    if (f->missing)
        buf_printf(out,
                   g->ru ? "; не найдены %zu, что стояли здесь"
                         : "; %zu that stood here are not found",
                   f->missing);
    for (int i = 0; i < FATE_FIELDS; i++) {
        const struct fate_field *d = &f->fields[i];
        if (!d->n)
            continue;
        buf_printf(out,
                   g->ru ? "\n  %s: не так, как записано, у %zu: #%lld '"
                         : "\n  %s: not as stored in %zu: #%lld '",
                   g->ru ? RU[i] : fate_field_name(i), d->n, (long long)d->id);
        listing_cut(out, d->was, 100);
        buf_z(out, "' -> '");
        listing_cut(out, d->is, 100);
        buf_char(out, '\'');
    }
}

static void put_page(struct buf *out, const struct again *g)
{
    bool good = g->which == KEPT_GOOD;
    buf_z(out, g->ru ? (good ? "хорошая страница, " : "плохая страница, ")
                     : (good ? "good page, " : "bad page, "));
    date_rfc3339(out, g->then.at, NULL);
    buf_z(out, ", ");
    listing_cut(out, g->then.url, 300);
    put_cause(out, g, g->then.cause);
    buf_z(out, g->ru ? "\n  тогда: " : "\n  then: ");
    put_gives(out, g, g->then.posts, &g->then.fill);
    buf_z(out, g->ru ? "\n  теперь: " : "\n  now: ");
    put_gives(out, g, (int64_t)g->now.n, &g->now.fill);
    put_cause(out, g, g->now.cause);
    put_fate(out, g);
    buf_z(out, g->right ? (g->ru ? "\n  читается верно\n" : "\n  right\n")
                        : (g->ru ? "\n  читается неверно\n" : "\n  wrong\n"));
}

/* ---- for programs ---- */

static void json_gives(struct json *j, const char *key, int64_t posts,
                       const struct fill *f, struct str cause)
{
    json_key(j, key), json_map(j);
    json_key(j, "posts"), json_int(j, posts);
    json_key(j, "sampled"), json_int(j, f->posts);
    json_key(j, "author"), json_int(j, f->author);
    json_key(j, "date"), json_int(j, f->date);
    json_key(j, "link"), json_int(j, f->link);
    json_key(j, "cause"), json_str(j, cause);
    json_end(j);
}

static void json_page(struct buf *out, const struct again *g)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "page"), json_z(&j, kept_name(g->which));
    json_key(&j, "kept"), json_time(&j, g->then.at, NULL);
    json_key(&j, "url"), json_str(&j, g->then.url);
    json_key(&j, "kind"), json_str(&j, g->now.kind);
    json_key(&j, "state"), json_str(&j, g->then.state);
    json_gives(&j, "then", g->then.posts, &g->then.fill, g->then.cause);
    json_gives(&j, "now", (int64_t)g->now.n, &g->now.fill, g->now.cause);
    json_key(&j, "known"), json_int(&j, (int64_t)g->fate.known);
    json_key(&j, "new"), json_int(&j, (int64_t)g->fate.fresh);
    json_key(&j, "edited"), json_int(&j, (int64_t)g->fate.edited);
    json_key(&j, "nobody"), json_int(&j, (int64_t)g->fate.nobody);
    json_key(&j, "missing"), json_int(&j, (int64_t)g->fate.missing);
    json_key(&j, "differs"), json_map(&j);
    for (int i = 0; i < FATE_FIELDS; i++) {
        json_name(&j, str_of(fate_field_name(i)), true);
        json_int(&j, (int64_t)g->fate.fields[i].n);
    }
    json_end(&j);
    json_key(&j, "right"), json_flag(&j, g->right);
    json_end(&j);
    buf_char(out, '\n');
}

/* ---- the pages ---- */

/* Of one that molva.yaml names no longer nothing is asked. */
static bool is_lost(const struct again *g, const struct yaml_strs *canaries)
{
    for (size_t i = 0; i < canaries->n && i < CANARIES_MOST; i++)
        if (str_eq(canaries->items[i], g->then.canary))
            return !(g->now.canaries.found >> i & 1);
    return false;
}

static bool read_again(struct workspace *w, const struct source_replay *replay,
                       struct again *g, struct err *e)
{
    const struct connector_trial *t = replay->trial;
    struct connector_trial trial = *t;
    struct source source = replay->setup->is;
    const struct reader_job job = {.fetched = g->then.at,
                                   .url = g->then.url,
                                   .content_type = g->then.type,
                                   .place = g->then.place,
                                   .body = g->then.body};
    if (source.any)
        source.kind = g->then.kind;
    if (t->kind.n)
        source.kind = t->kind;
    source.any = !source.kind.n;
    trial.kind = source.kind;
    struct probe *probe = probe_open_as(w->connectors, &source, &trial, e);
    bool ok = probe && probe_page(probe, &job, &w->arena, &g->now, e);
    probe_close(probe);
    return ok && fate_find(w, replay->setup, &g->then, &g->now, &g->fate, e);
}

static bool tell(struct workspace *w, struct source_replay *replay,
                 struct again *g, struct err *e)
{
    if (!read_again(w, replay, g, e))
        return false;
    g->lost = is_lost(g, &replay->setup->is.canary);
    g->right = is_right(g);
    /* What was bad before the good one came is history. */
    replay->right &= g->right || g->then.at < g->was->at;
    replay->pages++;
    struct buf out;
    buf_init(&out, 1 << 16);
    (replay->json ? json_page : put_page)(&out, g);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return true;
}

/* One that a failing disk broke says nothing of the other. */
static void put_damaged(struct source_replay *replay, const struct again *g,
                        const char *why)
{
    struct buf out;
    struct json j;
    bool good = g->which == KEPT_GOOD;
    replay->right = false;
    replay->pages++;
    buf_init(&out, 1 << 13);
    if (replay->json) {
        json_init(&j, &out);
        json_map(&j);
        json_key(&j, "page"), json_z(&j, kept_name(g->which));
        json_key(&j, "damaged"), json_z(&j, why);
        json_key(&j, "right"), json_flag(&j, false);
        json_end(&j);
        buf_char(&out, '\n');
    } else {
        buf_printf(&out, "%s%s\n",
                   g->ru ? (good ? "хорошая страница: " : "плохая страница: ")
                         : (good ? "good page: " : "bad page: "),
                   why);
    }
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
}

bool source_kept(struct workspace *w, struct source_replay *replay,
                 struct err *e)
{
    struct kept_page good = {0};
    replay->pages = 0;
    replay->right = true;
    for (int i = 0; i < KEPT_PAGES; i++) {
        const struct kept_place place = {
            workspace_kept(w), replay->setup->is.name, (enum kept_which)i};
        struct again g = {
            .which = place.which, .was = &good, .ru = str_eqz(w->lang, "ru")};
        struct err damage;
        if (!kept_get(&place, &w->arena, &g.then, &damage)) {
            put_damaged(replay, &g, damage.msg);
            continue;
        }
        if (place.which == KEPT_GOOD)
            good = g.then;
        if (g.then.at && !tell(w, replay, &g, e))
            return false;
    }
    return true;
}

/* The kind that a connector's file says it is. */
static bool kind_of(struct workspace *w, struct connector_trial *t,
                    struct err *e)
{
    struct yaml_file f;
    if (!yaml_load(&f, &w->arena, t->file, e))
        return false;
    const struct yaml_node *kind = f.root ? yaml_get(f.root, "kind") : NULL;
    if (!kind || kind->kind != YAML_SCALAR)
        return yaml_error(&f, f.root, e, "'kind' is missing");
    t->kind = kind->value;
    return true;
}

int source_replay(struct workspace *w, const char *name,
                  const struct connector_trial *trial, bool json)
{
    struct err e = {0};
    struct connector_trial t = *trial;
    const struct source_setup *s = workspace_source(w, name, &e);
    struct source_replay replay = {.setup = s, .trial = &t, .json = json};
    if (!s || (t.file && !kind_of(w, &t, &e)) || !source_kept(w, &replay, &e))
        return cli_fail(CLI_CANNOT, "source", &e);
    if (!replay.pages) {
        err_set(&e,
                "of source '%s' no page is kept yet; `molva crawl` keeps the "
                "next one that it reads, but none of mail, nor is any kept of "
                "what is imported",
                name);
        return cli_fail(CLI_CANNOT, "source", &e);
    }
    return replay.right ? CLI_DONE : CLI_WRONG;
}
