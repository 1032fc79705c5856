/* SPDX-License-Identifier: MIT
 * jump: what a wrong clock left in the store is put right. */
#include "crawler/jump.h"

#include "base/date.h"
#include "base/log.h"
#include "crawler/reading/judge.h"

enum {
    LEAST = 1735689600,       /* 2025-01-01: this program is younger */
    SLACK_S = 600,            /* clocks of two machines differ so much */
    DATE_AHEAD_S = 36 * 3600, /* a date of a post may: base/date.c */
    LONG_S = 90 * 24 * 3600,  /* a pause that is worth a question */
    AT_ONCE = 500             /* mentions held in memory */
};

static void tell(struct crawler *c, const char *what, int64_t then)
{
    struct buf text;
    buf_init(&text, 400);
    buf_z(&text, "it says ");
    date_rfc3339(&text, c->now, NULL);
    buf_printf(&text, ", and the last visit was at ");
    date_rfc3339(&text, then, NULL);
    buf_printf(&text, ": %s", what);
    log_event(LOG_WARN, "clock", STR_FMT, STR_ARG(buf_view(&text)));
    crawl_note(c, STR("the clock"), buf_view(&text));
    buf_clear(&text);
}

/* Its date was told by the wrong clock when it lies ahead of the right one. */
static bool redecide(struct crawler *c, struct arena *a, int64_t id,
                     struct err *e)
{
    static const struct source NONE = {.reach = -1};
    struct mention m;
    bool found;
    if (!store_mention_get(c->store, a, id, &m, &found, e) || !found)
        return false;
    const struct source_state *s = crawl_source_by_id(c, m.post.source);
    const struct judge *judge = reader_pool_judge(c->readers);
    m.post.collected = c->now;
    if (m.post.published > c->now + DATE_AHEAD_S)
        m.post.published = m.post.precision = 0;
    if (judge->classifier && !(m.post.erased & ERASE_TEXT))
        judge_mention(judge, a, &m, s ? &s->setup->is : &NONE, c->now);
    return store_mention_redecide(c->store, &m, e);
}

static bool redecide_all(struct crawler *c, struct err *e)
{
    struct arena a = {0};
    int64_t *ids;
    size_t n = AT_ONCE;
    bool ok = true;
    while (ok && n == AT_ONCE) {
        arena_reset(&a);
        ok = store_mentions_after(c->store, &a, c->now + SLACK_S, AT_ONCE, &ids,
                                  &n, e);
        for (size_t i = 0; ok && i < n; i++)
            ok = redecide(c, &a, ids[i], e);
    }
    arena_clear(&a);
    return ok;
}

bool jump_check(struct crawler *c, struct err *e)
{
    int64_t newest = 0;
    for (size_t i = 0; i < c->setup.n_sources; i++)
        if (c->sources[i].row.last_visit > newest)
            newest = c->sources[i].row.last_visit;
    if (c->now < LEAST)
        return err_set(e, "the clock of this machine is wrong: it is set "
                          "before 2025; set it, for example with "
                          "'timedatectl set-ntp true'");
    if (newest > c->now + SLACK_S) {
        tell(c,
             "it was set back, or was ahead then; what was stored in the "
             "future is dated and decided anew",
             newest);
        return redecide_all(c, e);
    }
    if (newest && c->now - newest > LONG_S)
        tell(c,
             "if nothing was crawled for so long, all is well; else the "
             "clock is ahead: set it",
             newest);
    return true;
}
