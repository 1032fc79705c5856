/* SPDX-License-Identifier: MIT
 * remind: what is due becomes messages of the outbox. */
#include "base/json.h"
#include "notify/escalate.h"
#include "notify/receiver.h"

/* "Overdue: case 12, promise to Anna by igor: we call" */
static struct str sentence(struct arena *a, const struct reminder *r, bool ru)
{
    static const struct {
        const char *about, *ru, *en;
    } THINGS[] = {{"promise", "обещание, ", "promise, "},
                  {"task", "задание, ", "task, "}};
    const char *thing = "";
    for (size_t i = 0; i < sizeof THINGS / sizeof *THINGS; i++)
        if (str_eqz(r->about, THINGS[i].about))
            thing = ru ? THINGS[i].ru : THINGS[i].en;
    static const struct {
        const char *ru, *en;
    } WHEN[] = {[REMIND_COMES] = {"Подходит срок", "Due soon"},
                [REMIND_LATE] = {"Просрочено", "Overdue"},
                [REMIND_HEAD] = {"Просрочено и не сделано", "Long overdue"}};
    const char *when = ru ? WHEN[r->step].ru : WHEN[r->step].en;
    struct str by = r->by.n ? r->by : r->department;
    struct str what = message_words(r->what);
    return str_printf(a,
                      "%s: %s%s %lld"
                      "%s" STR_FMT "%s" STR_FMT ": " STR_FMT,
                      when, thing, ru ? "дело" : "case", (long long)r->case_id,
                      r->whom.n ? " → " : "", STR_ARG(r->whom),
                      by.n ? " · " : "", STR_ARG(by), STR_ARG(what));
}

/* Whom it concerns now: the head whom molva.yaml names, or the department. */
static void write_head(struct json *j, const struct reminder *r,
                       const struct notify_clock *clock)
{
    json_key(j, "to"), json_list(j);
    for (size_t i = 0; i < clock->n_heads; i++)
        if (str_eq(clock->heads[i].department, r->department))
            json_str(j, clock->heads[i].login);
    if (r->department.n)
        json_str(j, r->department);
    json_end(j);
}

static void write_body(struct arena *a, struct buf *out,
                       const struct reminder *r,
                       const struct notify_clock *clock, struct str key)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    bool head = r->step == REMIND_HEAD;
    json_key(&j, "event"), json_z(&j, head ? "escalation" : "reminder");
    json_key(&j, "key"), json_str(&j, key);
    json_key(&j, "at"), json_time(&j, clock->span.now, NULL);
    json_key(&j, "about"), json_str(&j, r->about);
    json_key(&j, "id"), json_int(&j, r->id);
    json_key(&j, "case"), json_int(&j, r->case_id);
    json_key(&j, "due"), json_time(&j, r->due, NULL);
    json_key(&j, "late"), json_flag(&j, r->step != REMIND_COMES);
    json_key(&j, "what"), json_str(&j, message_words(r->what));
    json_key(&j, "whom"), json_str(&j, r->whom);
    json_key(&j, "by"), json_str(&j, r->by);
    json_key(&j, "department"), json_str(&j, r->department);
    if (head)
        write_head(&j, r, clock);
    json_key(&j, "text"), json_str(&j, sentence(a, r, clock->ru));
    json_end(&j);
}

static bool put(struct store *store, struct arena *a, const struct reminder *r,
                const struct notify_clock *clock, struct err *e)
{
    struct buf body;
    struct str key = store_outbox_key(a);
    buf_init(&body, BODY_MOST);
    write_body(a, &body, r, clock, key);
    return message_put(store, clock, key, &body, e) &&
           store_reminded(store, r, clock->span.now, e);
}

/* What is to be told now. */
struct due {
    struct reminder *rows;
    size_t n;
    struct escalation_row *escalated;
    size_t n_escalated;
};

static bool look(struct store *store, struct arena *a,
                 const struct notify_clock *clock, struct due *d, struct err *e)
{
    return store_reminders(store, a, &clock->span, &d->rows, &d->n, e) &&
           store_escalations_due(store, a, clock->span.now, &d->escalated,
                                 &d->n_escalated, e);
}

/* Each message and that it was told: both or neither. */
static bool put_all(struct store *store, struct arena *a,
                    const struct notify_clock *clock, struct err *e)
{
    struct due d;
    if (!store_begin(store, e))
        return false;
    bool ok = look(store, a, clock, &d, e);
    for (size_t i = 0; ok && i < d.n; i++)
        ok = put(store, a, &d.rows[i], clock, e);
    for (size_t i = 0; ok && i < d.n_escalated; i++)
        ok = escalate_put(store, a, &d.escalated[i], clock, e);
    if (ok && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

/* Most times there is nothing: no write lock is taken then. */
bool notify_remind(struct store *store, const struct notify_clock *clock,
                   struct err *e)
{
    struct arena a = {0};
    struct due d;
    bool ok = look(store, &a, clock, &d, e) &&
              ((!d.n && !d.n_escalated) || put_all(store, &a, clock, e));
    arena_clear(&a);
    return ok || err_add(e, "remind");
}
