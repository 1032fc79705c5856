/* SPDX-License-Identifier: MIT
 * escalate: messages to whom a matter was escalated. */
#include "notify/escalate.h"

#include "base/json.h"
#include "notify/receiver.h"

/* "At once: mention 12, curator → ann: My mother died ..." */
static struct str sentence(struct arena *a, const struct escalation_row *x,
                           bool ru)
{
    struct str what = message_words(x->text);
    const char *how = x->times ? ru ? "Не принято" : "Not acknowledged"
                      : ru     ? "Срочно"
                               : "At once";
    const char *for_whom = !x->stands_for.n ? "" : ru ? " за " : " for ";
    return str_printf(
        a, "%s: %s %lld, " STR_FMT "%s" STR_FMT "%s" STR_FMT ": " STR_FMT, how,
        ru ? "упоминание" : "mention", (long long)x->mention,
        STR_ARG(x->department), x->whom.n ? " → " : "", STR_ARG(x->whom),
        for_whom, STR_ARG(x->stands_for), STR_ARG(what));
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
    json_key(&j, "at"), json_time(&j, clock->span.now, NULL);
    json_key(&j, "id"), json_int(&j, x->id);
    json_key(&j, "mention"), json_int(&j, x->mention);
    json_key(&j, "case"), json_int(&j, x->case_id);
    json_key(&j, "department"), json_str(&j, x->department);
    json_key(&j, "whom"), json_str(&j, x->whom);
    json_key(&j, "stands_for"), json_str(&j, x->stands_for);
    json_key(&j, "by"), json_str(&j, x->whom); /* whose letter it is */
    json_key(&j, "since"), json_time(&j, x->at, NULL);
    json_key(&j, "times"), json_int(&j, x->times + 1);
    json_key(&j, "row"), json_str(&j, x->why);
    json_key(&j, "flags"), json_raw(&j, x->flags);
    json_key(&j, "url"), json_str(&j, x->url);
    json_key(&j, "what"), json_str(&j, message_words(x->text));
    json_key(&j, "text"), json_str(&j, sentence(a, x, clock->ru));
    json_end(&j);
}

bool escalate_put(struct store *store, struct arena *a,
                  const struct escalation_row *x,
                  const struct notify_clock *clock, struct err *e)
{
    struct buf body;
    struct str key = store_outbox_key(a);
    buf_init(&body, BODY_MOST);
    write_body(a, &body, x, clock, key);
    return message_put(store, clock, key, &body, e) &&
           store_escalation_told(store, x, clock->span.now, e);
}
