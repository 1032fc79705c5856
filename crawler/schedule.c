/* SPDX-License-Identifier: MIT
 * schedule: what is due, and how each source has been going.
 *
 * A visit is put into the store before its first fetch: the start pages into
 * the frontier and the time of the next visit into the source, in one
 * transaction, so a killed crawl neither forgets a visit nor makes it twice. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/ceiling.h"
#include "base/log.h"
#include "crawler/after.h"
#include "crawler/alarm.h"
#include "crawler/clock.h"
#include "crawler/crawl.h"
#include "crawler/health.h"
#include "crawler/hot.h"
#include "crawler/jump.h"
#include "crawler/kept.h"
#include "crawler/lease.h"
#include "crawler/pace.h"
#include "crawler/web/url.h"

enum { SLACK_S = 600 /* clocks of two machines differ so much */ };

static void add_hash(uint64_t *h, struct str s)
{
    *h = trap_key(*h, str_hash(s));
}

/* NULL ends the lists. */
static void add_lists(uint64_t *h, const struct yaml_strs *const *lists)
{
    for (; *lists; lists++)
        for (size_t i = 0; i < (*lists)->n; i++)
            add_hash(h, (*lists)->items[i]);
}

/* What pages are read by, as a number: when it changes, pages that did not
 * change are read again all the same. */
static struct str print_of(struct crawler *c, const struct source_setup *s)
{
    const struct classify_setup *classify = &c->setup.classify;
    struct err ignored;
    struct buf text;
    uint64_t h = 0;
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/" STR_FMT ".yaml",
             c->setup.connectors ? c->setup.connectors : "",
             STR_ARG(s->is.kind));
    buf_init(&text, CEILING_RULE_FILE);
    if (buf_read_file(&text, path, &ignored))
        add_hash(&h, buf_view(&text));
    buf_clear(&text);
    add_hash(&h, c->setup.agent);
    add_hash(&h, s->headers);
    if (s->user.n)
        add_hash(&h, s->user);
    add_hash(&h, s->is.brand);
    for (size_t i = 0; i < s->is.canary.n; i++)
        add_hash(&h, s->is.canary.items[i]);
    for (size_t i = 0; i < classify->n_brands; i++) {
        const struct brand_setup *b = &classify->brands[i];
        const struct yaml_strs *all[] = {
            &b->forms, &b->near,        &b->not_,      &b->noise,
            &b->query, &b->not_authors, &b->not_sites, NULL};
        add_hash(&h, b->name);
        add_lists(&h, all);
    }
    for (size_t i = 0; i < classify->n_noise; i++) {
        const struct noise_setup *n = &classify->noise[i];
        const struct yaml_strs *all[] = {&n->not_, &n->authors, &n->sites,
                                         NULL};
        add_lists(&h, all);
    }
    return str_printf(&c->arena, "%016llx", (unsigned long long)h);
}

/* An address as sources are kept by it: of a page, or of a mailbox. */
static bool start_url(struct arena *a, struct str raw, struct str *url,
                      struct err *e)
{
    return mailbox_is_url(raw) ? mailbox_url(a, raw, url, e)
                               : url_canonical(a, raw, url, e);
}

bool crawler_may_start(struct str url, struct err *e)
{
    struct arena a = {0};
    struct str canonical;
    bool ok = start_url(&a, url, &canonical, e);
    arena_clear(&a);
    return ok;
}

bool crawler_same_host(struct str x, struct str y)
{
    struct err e = {0};
    struct arena a = {0};
    bool same = url_canonical(&a, x, &x, &e) && url_canonical(&a, y, &y, &e) &&
                url_same_port(x, y);
    arena_clear(&a);
    return same;
}

bool crawler_is_mailbox(struct str url)
{
    return mailbox_is_url(url);
}

static void add_start(struct crawler *c, struct source_state *s, struct str raw,
                      size_t *cap)
{
    struct err e = {0};
    struct str url;
    if (!start_url(&c->arena, raw, &url, &e)) {
        s->fault = str_dup(&c->arena, str_of(e.msg));
        return;
    }
    s->starts =
        arena_grow(&c->arena, s->starts, s->n_starts, cap, sizeof *s->starts);
    s->starts[s->n_starts++] = url;
    if (!map_get(&c->owners, url))
        map_put(&c->owners, url, s);
}

/* The start pages: `url:` and the lines of the file `urls:`. */
static bool read_starts(struct crawler *c, struct source_state *s,
                        struct err *e)
{
    struct buf text;
    struct str rest, line;
    size_t cap = 0;
    for (size_t i = 0; i < s->setup->url.n; i++)
        add_start(c, s, s->setup->url.items[i], &cap);
    if (!s->setup->urls.n)
        return true;
    buf_init(&text, CEILING_RULE_FILE);
    if (!buf_read_file(&text, str_z(&c->arena, s->setup->urls), e)) {
        buf_clear(&text);
        return err_add(e, "source " STR_FMT, STR_ARG(s->setup->is.name));
    }
    rest = str_dup(&c->arena, buf_view(&text));
    buf_clear(&text);
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (line.n && line.p[0] != '#')
            add_start(c, s, line, &cap);
    }
    return true;
}

static bool open_source(struct crawler *c, struct source_state *s,
                        struct err *e)
{
    struct str note;
    if (!read_starts(c, s, e))
        return false;
    s->row.name = s->setup->is.name;
    s->row.kind = s->setup->is.kind;
    s->row.url = s->n_starts ? s->starts[0] : STR("");
    s->row.every = s->setup->every;
    s->print = print_of(c, s->setup);
    if (!store_source_put(c->store, &c->arena, &s->row, e) ||
        !store_note_get(c->store, &c->arena, STR("reading"), s->row.name, &note,
                        e))
        return err_add(e, "source " STR_FMT, STR_ARG(s->setup->is.name));
    pace_open(s);
    s->reread = !str_eq(note, s->print);
    if (!store_note_get(c->store, &c->arena, STR("moving"), s->row.name, &note,
                        e))
        return false;
    if (!str_int(note, &s->moving))
        s->moving = 0;
    return true;
}

static bool is_named(const struct crawler *c, struct str name)
{
    for (size_t i = 0; i < c->setup.n_sources; i++)
        if (str_eq(c->setup.sources[i].is.name, name))
            return true;
    return false;
}

/* The source of that kind and address that molva.yaml has no more, when its
 * new name is in no row yet: it was renamed. */
static const struct source_row *renamed(const struct crawler *c,
                                        const struct source_setup *s,
                                        const struct source_row *rows, size_t n)
{
    struct arena a = {0};
    struct err ignored;
    struct str url = {0};
    const struct source_row *found = NULL;
    if (s->url.n && !start_url(&a, s->url.items[0], &url, &ignored))
        url = (struct str){0};
    for (size_t i = 0; i < n && url.n; i++) {
        if (str_eq(rows[i].name, s->is.name)) {
            found = NULL;
            break;
        }
        if (str_eq(rows[i].kind, s->is.kind) && str_eq(rows[i].url, url) &&
            !is_named(c, rows[i].name))
            found = &rows[i];
    }
    arena_clear(&a);
    return found;
}

static bool keep_renamed(struct crawler *c, struct err *e)
{
    struct arena a = {0};
    struct source_row *rows;
    size_t n;
    bool ok = store_sources(c->store, &a, &rows, &n, e);
    for (size_t i = 0; ok && i < c->setup.n_sources; i++) {
        const struct source_setup *s = &c->setup.sources[i];
        const struct source_row *old = renamed(c, s, rows, n);
        if (!old)
            continue;
        log_event(LOG_INFO, "renamed", "source=" STR_FMT " to=" STR_FMT,
                  STR_ARG(old->name), STR_ARG(s->is.name));
        ok = store_source_rename(c->store, old->id, old->name, s->is.name, e);
        rows[old - rows].name = s->is.name;
    }
    arena_clear(&a);
    return ok;
}

/* What molva.yaml no longer names is nobody's blindness. */
static bool list_sources(struct crawler *c, struct err *e)
{
    struct arena a = {0};
    struct source_row *rows;
    size_t n;
    bool ok = store_sources(c->store, &a, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        bool listed = crawl_source_by_id(c, rows[i].id) != NULL;
        bool off = str_eqz(rows[i].state, "unlisted") ||
                   (listed && str_eqz(rows[i].state, "given"));
        if (listed != off)
            continue; /* it says so already */
        ok = store_source_list(c->store, rows[i].id, listed, e);
    }
    arena_clear(&a);
    return ok;
}

bool schedule_open(struct crawler *c, struct err *e)
{
    size_t room = (c->setup.n_sources + 1) * sizeof *c->sources;
    c->sources = arena_alloc(&c->arena, room);
    c->stored = arena_alloc(&c->arena, room);
    if (!crawl_begin(c, e) || !keep_renamed(c, e))
        return false;
    for (size_t i = 0; i < c->setup.n_sources; i++) {
        c->sources[i].setup = &c->setup.sources[i];
        if (!open_source(c, &c->sources[i], e))
            return false;
    }
    if (c->setup.kept)
        kept_sweep(c);
    return list_sources(c, e);
}

/* The next visit, as far as it is known how the last one went. */
static void plan(struct source_state *s)
{
    s->row.next_visit = pace_next(s);
}

static bool begin_visit(struct crawler *c, struct source_state *s,
                        struct err *e)
{
    struct arena a = {0};
    bool ok = true, any = !s->n_starts;
    for (size_t i = 0; ok && i < s->n_starts; i++) {
        bool elsewhere;
        ok = lease_elsewhere(c, frontier_host(&a, s->starts[i]), &elsewhere, e);
        if (!ok || elsewhere)
            continue;
        any = true;
        struct frontier_row row = {.source = s->row.id,
                                   .thread = s->starts[i],
                                   .page = 1,
                                   .due = c->now,
                                   .since = c->setup.since};
        ok = chain_start(c, s, &a, s->starts[i], &row.url, e) &&
             store_frontier_add(c->store, &row, e);
    }
    arena_clear(&a);
    if (!ok || !any)
        return ok;
    if (!c->setup.since && !chain_again(c, s, e))
        return false;
    s->begun = true;
    s->before = s->row.last_visit;
    s->row.last_visit = c->now;
    plan(s);
    c->frontier.dirty = true;
    return store_source_save(c->store, &s->row, e) &&
           (!s->row.wish || store_source_answer(c->store, &s->row, e));
}

static void forget_visit(struct source_state *s)
{
    s->touched = s->begun = s->hot = false;
    s->kept_good = s->kept_bad = false;
    s->more = s->beginnings = s->texts = s->articles = 0;
    s->late = 0;
    s->before = s->hint = s->page_posts = s->page_reach = s->reach = 0;
    s->window = false;
    s->good = s->failed = s->fresh = s->partial = s->hole = 0;
    s->visited = s->row.posts_total > 0;
    s->trouble = TROUBLE_NONE;
    s->cause[0] = 0;
}

/* Two intervals ahead is further than any visit is put off: that time was
 * told by another clock, and so was a last visit that is still to come. */
static int64_t due_of(const struct crawler *c, const struct source_state *s)
{
    if (s->row.last_visit > c->now + SLACK_S)
        return c->now;
    return clock_within(s->row.next_visit, c->now,
                        2 * store_source_interval(&s->row));
}

static bool is_due(const struct crawler *c, const struct source_state *s)
{
    return !crawl_held(s) &&
           (c->setup.all || s->row.wish || due_of(c, s) <= c->now);
}

int64_t schedule_next(const struct crawler *c)
{
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < c->setup.n_sources; i++)
        if (!crawl_held(&c->sources[i]) && due_of(c, &c->sources[i]) < next)
            next = due_of(c, &c->sources[i]);
    return next;
}

static int by_id(const void *key, const void *row)
{
    int64_t id = *(const int64_t *)key,
            other = ((const struct source_row *)row)->id;
    return (id > other) - (id < other);
}

/* Another crawler may have visited since we looked. */
static bool read_again(struct crawler *c, struct err *e)
{
    struct source_row *rows;
    size_t n;
    arena_reset(&c->run_arena);
    if (!store_sources(c->store, &c->run_arena, &rows, &n, e))
        return false;
    for (size_t i = 0; n && i < c->setup.n_sources; i++) {
        const struct source_row *row =
            bsearch(&c->sources[i].row.id, rows, n, sizeof *rows, by_id);
        if (!row)
            continue;
        c->sources[i].row = c->stored[i].row = *row;
        pace_open(&c->sources[i]);
    }
    return true;
}

bool schedule_begin(struct crawler *c, struct err *e)
{
    if (!crawl_begin(c, e) || !read_again(c, e) || !jump_check(c, e))
        return false;
    for (size_t i = 0; i < c->setup.n_sources; i++) {
        struct source_state *s = &c->sources[i];
        forget_visit(s);
        if (c->setup.only && !str_eqz(s->row.name, c->setup.only))
            continue;
        if (!is_due(c, s))
            continue;
        if (s->fault.n) {
            s->touched = true;
            s->trouble = TROUBLE_GONE;
            s->failed++;
            c->total.failed++;
            snprintf(s->cause, sizeof s->cause, STR_FMT, STR_ARG(s->fault));
            crawl_note(c, s->row.name, s->fault);
        }
        if (!begin_visit(c, s, e))
            return false;
    }
    return after_begin(c, e) && (c->setup.since || hot_begin(c, e));
}

/* Posts that looks at hot threads found are news of the source all the same:
 * they are kept until its next visit, whose rate and silence they belong to. */
static bool add_warm(struct crawler *c, struct source_state *s, struct err *e)
{
    struct arena a = {0};
    struct str note;
    int64_t before = 0;
    char text[24];
    bool ok = store_note_get(c->store, &a, STR("warm"), s->row.name, &note, e);
    if (ok && !str_int(note, &before))
        before = 0;
    arena_clear(&a);
    if (!ok)
        return false;
    int64_t kept = s->begun ? 0 : s->fresh + before;
    s->fresh += s->begun ? before : 0;
    if (kept == before)
        return true;
    snprintf(text, sizeof text, "%lld", (long long)kept);
    return store_note_put(c->store, STR("warm"), s->row.name, str_of(text), e);
}

/* What was learnt makes the next visit come sooner or later. */
static void learn(const struct crawler *c, struct source_state *s)
{
    if (s->begun && s->good && !c->setup.since)
        pace_learn(c, s);
    if (s->begun || s->row.fails)
        plan(s);
}

bool schedule_end(struct crawler *c, struct err *e)
{
    if (!crawl_begin(c, e))
        return false;
    health_closed(c);
    for (size_t i = 0; i < c->setup.n_sources; i++) {
        struct source_state *s = &c->sources[i];
        if (!s->touched)
            continue;
        if (!add_warm(c, s, e))
            return false;
        if (s->hot && !s->begun) { /* one thread says nothing of its source */
            if (!store_source_save(c->store, &s->row, e))
                return false;
            continue;
        }
        c->total.sources++;
        if (!health_judge(c, s, e))
            return false;
        learn(c, s);
        if (!store_source_save(c->store, &s->row, e) || !alarm_look(c, s, e))
            return false;
        if (s->reread && s->good) {
            if (!store_note_put(c->store, STR("reading"), s->row.name, s->print,
                                e))
                return false;
            s->reread = false;
        }
    }
    return true;
}
