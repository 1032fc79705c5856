/* SPDX-License-Identifier: MIT
 * alarm: who is told when the state of a source changes. */
#include "crawler/alarm.h"

#include "base/cause.h"
#include "base/json.h"
#include "base/terms.h"

enum { BODY_MOST = 16384 };

/* "town forum: blocked (was: fine): https://...: status 403 ..." */
static struct str sentence(struct arena *a, const struct source_row *s,
                           struct str was, struct str lang)
{
    bool ru = str_eqz(lang, "ru");
    struct str now = term_said(TERMS_HEALTH, s->health, ru);
    struct str before = term_said(TERMS_HEALTH, was, ru);
    struct str cause = cause_in(a, s->cause, lang);
    return str_printf(a, STR_FMT ": " STR_FMT " (%s " STR_FMT ")%s" STR_FMT,
                      STR_ARG(s->name), STR_ARG(now),
                      ru ? "было:" : "was:", STR_ARG(before),
                      cause.n ? ": " : "", STR_ARG(cause));
}

static void write_body(struct crawler *c, struct arena *a, struct buf *out,
                       const struct source_row *s, struct str was,
                       struct str key)
{
    struct json j;
    struct str lang = c->setup.matrix.lang;
    enum health health = health_by_name(s->health);
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "event"), json_z(&j, "source");
    json_key(&j, "key"), json_str(&j, key);
    json_key(&j, "at"), json_time(&j, c->now, NULL);
    json_key(&j, "source"), json_str(&j, s->name);
    json_key(&j, "kind"), json_str(&j, s->kind);
    json_key(&j, "url"), json_str(&j, s->url);
    json_key(&j, "was"), json_str(&j, was);
    json_key(&j, "now"), json_str(&j, s->health);
    json_key(&j, "blind"), json_flag(&j, health_is_blind(health));
    json_key(&j, "cause"), json_str(&j, s->cause);
    json_key(&j, "text"), json_str(&j, sentence(a, s, was, lang));
    json_end(&j);
}

static bool put_out(struct crawler *c, const struct source_row *s,
                    struct str was, struct err *e)
{
    struct arena a = {0};
    struct buf body;
    buf_init(&body, BODY_MOST);
    struct outbox_row row = {
        .key = store_outbox_key(&a), .at = c->now, .due = c->now};
    write_body(c, &a, &body, s, was, row.key);
    row.body = buf_view(&body);
    bool ok = store_outbox_put(c->store, &row, e);
    buf_clear(&body);
    arena_clear(&a);
    return ok;
}

bool alarm_look(struct crawler *c, struct source_state *s, struct err *e)
{
    struct watch_row now = {.source = s->row.id,
                            .until = c->now,
                            .health = s->row.health,
                            .cause = s->row.cause};
    c->total.blind += health_is_blind(health_by_name(s->row.health));
    if (!store_watch_put(c->store, &now, store_source_silent(s->row.every), e))
        return false;
    if (str_eq(s->was, s->row.health))
        return true;
    crawl_changed(c, &s->row, s->was);
    return !c->setup.notify || put_out(c, &s->row, s->was, e);
}
