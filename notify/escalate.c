/* SPDX-License-Identifier: MIT
 * escalate: messages to whom a matter was escalated. */
#include "notify/escalate.h"

#include "base/json.h"

enum {
    WORDS_MOST = 300, /* bytes of a text in a message */
    BODY_MOST = 1 << 16
};

/* Its first words, whole characters. */
static struct str first_words(struct str s)
{
    size_t at = 0, end = 0;
    while (at < s.n && at <= WORDS_MOST) {
        end = at;
        str_utf8(s, &at);
    }
    return at <= WORDS_MOST ? s : str_part(s, 0, end);
}

/* "At once: mention 12, curator → ann: My mother died ..." */
static struct str sentence(struct arena *a, const struct escalation_row *x,
                           bool ru)
{
    struct str what = first_words(x->text);
    const char *how = x->times ? ru ? "Не принято" : "Not acknowledged"
                      : ru     ? "Срочно"
                               : "At once";
    return str_printf(a, "%s: %s %lld, " STR_FMT "%s" STR_FMT ": " STR_FMT, how,
                      ru ? "упоминание" : "mention", (long long)x->mention,
                      STR_ARG(x->department), x->whom.n ? " → " : "",
                      STR_ARG(x->whom), STR_ARG(what));
}

static void write_body(struct arena *a, struct buf *out,
                       const struct escalation_row *x,
                       const struct notify_clock *clock, struct str key)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "event"), json_z(&j, "escalation");
    json_key(&j, "key"), json_str(&j, key);
    json_key(&j, "at"), json_time(&j, clock->now, NULL);
    json_key(&j, "id"), json_int(&j, x->id);
    json_key(&j, "mention"), json_int(&j, x->mention);
    json_key(&j, "case"), json_int(&j, x->case_id);
    json_key(&j, "department"), json_str(&j, x->department);
    json_key(&j, "whom"), json_str(&j, x->whom);
    json_key(&j, "by"), json_str(&j, x->whom); /* whose letter it is */
    json_key(&j, "since"), json_time(&j, x->at, NULL);
    json_key(&j, "times"), json_int(&j, x->times + 1);
    json_key(&j, "row"), json_str(&j, x->why);
    json_key(&j, "flags"), json_raw(&j, x->flags);
    json_key(&j, "url"), json_str(&j, x->url);
    json_key(&j, "what"), json_str(&j, first_words(x->text));
    json_key(&j, "text"), json_str(&j, sentence(a, x, clock->ru));
    json_end(&j);
}

/* The message and that it was told: both or neither. */
static bool put(struct store *store, struct arena *a,
                const struct escalation_row *x,
                const struct notify_clock *clock, struct err *e)
{
    struct buf body;
    struct outbox_row row = {
        .key = store_outbox_key(a), .at = clock->now, .due = clock->now};
    buf_init(&body, BODY_MOST);
    write_body(a, &body, x, clock, row.key);
    row.body = buf_view(&body);
    bool ok = store_outbox_put(store, &row, e) &&
              store_escalation_told(store, x, clock->now, e);
    buf_clear(&body);
    return ok;
}

static bool put_all(struct store *store, struct arena *a,
                    const struct notify_clock *clock, struct err *e)
{
    struct escalation_row *rows;
    size_t n;
    if (!store_begin(store, e))
        return false;
    bool ok = store_escalations_due(store, a, clock->now, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = put(store, a, &rows[i], clock, e);
    if (ok && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

/* Most times there is nothing: no write lock is taken then. */
bool escalate_tell(struct store *store, const struct notify_clock *clock,
                   struct err *e)
{
    struct arena a = {0};
    struct escalation_row *rows;
    size_t n;
    bool ok = store_escalations_due(store, &a, clock->now, &rows, &n, e) &&
              (!n || put_all(store, &a, clock, e));
    arena_clear(&a);
    return ok || err_add(e, "escalations");
}
