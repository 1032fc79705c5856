/* SPDX-License-Identifier: MIT
 * health: states of a source, how they rise and fall. */
#include "crawler/health.h"

#include <stdio.h>

#include "base/date.h"
#include "base/terms.h"
#include "crawler/canaries.h"

enum {
    DAY_S = 24 * 3600,
    VAIN_MOST = 3,             /* visits in vain before a source is dead */
    QUIET_LEAST_S = 3 * DAY_S, /* no source is quiet earlier than that */
    QUIET_FACTOR = 2           /* times the longest silence seen so far */
};

void health_late(struct source_state *s, struct visit *v, enum trouble trouble,
                 struct str cause)
{
    s->touched = true;
    s->late += !v->late;
    v->late = true;
    s->late_trouble = trouble;
    snprintf(s->late_cause, sizeof s->late_cause, STR_FMT ": " STR_FMT,
             STR_ARG(v->row.url), STR_ARG(cause));
}

static void closed(struct crawler *c, const struct host *h, struct visit *v)
{
    struct arena a = {0};
    struct buf until;
    buf_init(&until, 40);
    date_rfc3339(&until, h->until, NULL);
    bool failed = h->fails > 0;
    bool enough = h->asked >= FRONTIER_DAY && h->day == c->now / DAY_S;
    struct str cause = str_printf(
        &a,
        failed   ? "its host failed often and is left alone until " STR_FMT
        : enough ? "its host was asked as often today as we ask any, and is "
                   "left alone until " STR_FMT
                 : "its host asks for fewer requests and is left alone "
                   "until " STR_FMT,
        STR_ARG(buf_view(&until)));
    health_late(crawl_source(c, v), v,
                failed ? TROUBLE_UNREACHED : TROUBLE_LIMITED, cause);
    buf_clear(&until);
    arena_clear(&a);
}

void health_closed(struct crawler *c)
{
    for (size_t i = 0; i < c->frontier.n_hosts; i++) {
        const struct host *h = c->frontier.hosts[i];
        for (struct visit *v = h->head; v && h->until > c->now; v = v->next)
            if (crawl_source(c, v)->begun && !crawl_source(c, v)->touched)
                closed(c, h, v);
    }
}

/* Silence is judged by the source's own habit: the note keeps when the last
 * new post came and the longest time without one, "LAST LONGEST". */
static bool is_quiet(struct crawler *c, struct source_state *s, bool *quiet,
                     struct err *e)
{
    struct arena a = {0};
    struct str note, word;
    int64_t last = c->now, longest = 0;
    char text[64];
    *quiet = false;
    bool ok = store_note_get(c->store, &a, STR("quiet"), s->row.name, &note, e);
    bool known = ok && str_split(&note, ' ', &word) && str_int(word, &last) &&
                 str_int(note, &longest) && last <= c->now;
    if (!known) /* the first look, or by a clock that was ahead */
        last = c->now, longest = 0;
    int64_t silence = c->now - last;
    int64_t most = longest * QUIET_FACTOR;
    if (known && !s->fresh)
        *quiet = silence > (most > QUIET_LEAST_S ? most : QUIET_LEAST_S);
    if (known && s->fresh && silence > longest)
        longest = silence;
    if (s->fresh || (ok && !known)) {
        snprintf(text, sizeof text, "%lld %lld", (long long)c->now,
                 (long long)longest);
        ok = store_note_put(c->store, STR("quiet"), s->row.name, str_of(text),
                            e);
    }
    arena_clear(&a);
    return ok;
}

static const enum health states[] = {
    [TROUBLE_NONE] = HEALTH_OK,
    [TROUBLE_PARTIAL] = HEALTH_PARTIAL,
    [TROUBLE_HOLE] = HEALTH_HOLE,
    [TROUBLE_OTHER] = HEALTH_CHANGED,
    [TROUBLE_UNREACHED] = HEALTH_UNREACHABLE,
    [TROUBLE_LIMITED] = HEALTH_LIMITED,
    [TROUBLE_GONE] = HEALTH_DEAD,
    [TROUBLE_FORBIDDEN] = HEALTH_BLOCKED,
    [TROUBLE_BLOCKED] = HEALTH_BLOCKED,
    [TROUBLE_CHANGED] = HEALTH_CHANGED,
};

struct str health_of(enum trouble trouble)
{
    return str_of(health_name(states[trouble]));
}

/* Of a visit with good pages: a dead link among them is told, but the source
 * is well. */
static enum health state_of(const struct source_state *s)
{
    if (s->good && s->failed <= s->good)
        return s->hole ? HEALTH_HOLE : s->partial ? HEALTH_PARTIAL : HEALTH_OK;
    return s->row.fails >= VAIN_MOST ? HEALTH_DEAD : states[s->trouble];
}

/* Pages that wait are the trouble when there is no other. */
static void take_late(struct source_state *s)
{
    if (!s->late || s->trouble != TROUBLE_NONE)
        return;
    if (!s->good)
        s->trouble = s->late_trouble;
    snprintf(s->cause, sizeof s->cause, "%s", s->late_cause);
}

/* The pages read well, but for a post that a person wants to see. */
static bool look_for_canary(struct crawler *c, struct source_state *s,
                            enum health *health, struct err *e)
{
    struct arena a = {0};
    struct str lost;
    bool well = *health == HEALTH_OK || *health == HEALTH_PARTIAL ||
                *health == HEALTH_HOLE || *health == HEALTH_QUIET;
    if (!canaries_lost(c, s, &lost, e))
        return false;
    if (!lost.n || !well)
        return true;
    *health = HEALTH_CHANGED;
    snprintf(s->cause, sizeof s->cause, STR_FMT,
             STR_ARG(canaries_cause(&a, lost)));
    s->row.cause = str_of(s->cause);
    if (!str_eqz(s->was, health_name(*health)))
        crawl_note(c, s->row.name, s->row.cause); /* no page told it */
    arena_clear(&a);
    return true;
}

/* A feed of beginnings is well, but says less than people think: told once, and
 * beside its state until it gives whole texts. */
static bool tell_beginnings(struct crawler *c, struct source_state *s,
                            struct err *e)
{
    struct arena a = {0};
    struct str note;
    bool ok =
        store_note_get(c->store, &a, STR("beginnings"), s->row.name, &note, e);
    const struct str cause =
        STR("its feed gives only the beginnings of texts: a brand further down "
            "an article is not found; `full: true` reads the articles");
    bool was = ok && note.n, is = s->texts ? s->beginnings > 0 : was;
    if (is && !s->row.cause.n)
        s->row.cause = cause;
    if (is && !was)
        crawl_note(c, s->row.name, cause);
    if (ok && is != was)
        ok = store_note_put(c->store, STR("beginnings"), s->row.name,
                            is ? STR("1") : STR(""), e);
    arena_clear(&a);
    return ok;
}

bool health_judge(struct crawler *c, struct source_state *s, struct err *e)
{
    bool quiet = false, vain = !s->good;
    s->was = s->row.health.n ? s->row.health : STR("ok");
    take_late(s);
    s->row.fails = vain ? s->row.fails + 1 : 0;
    enum health health = state_of(s);
    s->row.cause = str_of(s->cause);
    if (!vain && !is_quiet(c, s, &quiet, e))
        return false;
    if (quiet && health == HEALTH_OK) {
        health = HEALTH_QUIET;
        s->row.cause = STR("pages load, but nothing new has come for longer "
                           "than ever before");
    }
    if (!look_for_canary(c, s, &health, e) ||
        (!vain && !tell_beginnings(c, s, e)))
        return false;
    s->row.health = str_of(health_name(health));
    return true;
}
