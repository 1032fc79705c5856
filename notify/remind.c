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
                [REMIND_HEAD] = {"Просрочено и не сделано", "Long overdue"},
                [REMIND_ENDED] = {"Закрыто", "Closed"}};
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

/* Who mended it and who leads (R12): whose it was, who did its tasks, the heads
 * of its department. Each once. */
static void write_ended(struct arena *a, struct json *j,
                        const struct reminder *r,
                        const struct notify_clock *clock)
{
    struct str all = {0}, rest, one;
    rest =
        str_printf(a, STR_FMT " " STR_FMT, STR_ARG(r->by), STR_ARG(r->others));
    for (size_t i = 0; i < clock->n_heads; i++)
        if (str_eq(clock->heads[i].department, r->department))
            rest = str_printf(a, STR_FMT " " STR_FMT, STR_ARG(rest),
                              STR_ARG(clock->heads[i].login));
    json_key(j, "to"), json_list(j);
    while (str_split(&rest, ' ', &one)) {
        struct str left = all, had;
        bool there = !one.n;
        while (!there && str_split(&left, ' ', &had))
            there = str_eq(had, one);
        if (there)
            continue;
        json_str(j, one);
        all = str_printf(a, STR_FMT " " STR_FMT, STR_ARG(all), STR_ARG(one));
    }
    json_end(j);
}

/* A promise stays whose it is; while he is away, who stands in for him is
 * told. "" he is there. */
static struct str stand_in(struct arena *a, struct reminder *r,
                           const struct notify_clock *clock,
                           const struct leave_row *leaves, size_t n)
{
    struct str whose = r->by;
    const struct leave_row *leave = leave_of(leaves, n, whose, clock->span.now);
    struct str to = leave_stands_in(leaves, n, whose, clock->span.now);
    if (!leave || !to.n)
        return STR("");
    struct str lang = clock->ru ? STR("ru") : STR("en");
    struct str day =
        clock->work ? worktime_day(clock->work, a, leave->back, lang) : STR("");
    r->what =
        str_printf(a, STR_FMT " (%s" STR_FMT "%s" STR_FMT ")",
                   STR_ARG(message_words(r->what)), clock->ru ? "за " : "for ",
                   STR_ARG(whose), clock->ru ? ", нет до " : ", away until ",
                   STR_ARG(day));
    r->by = to;
    return whose;
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
    bool ended = r->step == REMIND_ENDED;
    json_key(&j, ended ? "ended" : "due"), json_time(&j, r->due, NULL);
    json_key(&j, "late"), json_flag(&j, r->step == REMIND_LATE || head);
    json_key(&j, "what"), json_str(&j, message_words(r->what));
    json_key(&j, "whom"), json_str(&j, r->whom);
    json_key(&j, "by"), json_str(&j, r->by);
    json_key(&j, "stands_for"), json_str(&j, r->stands_for);
    json_key(&j, "department"), json_str(&j, r->department);
    if (head)
        write_head(&j, r, clock);
    if (ended)
        write_ended(a, &j, r, clock);
    json_key(&j, "text"), json_str(&j, sentence(a, r, clock->ru));
    json_end(&j);
}

/* What is to be told now, and who is away. */
struct due {
    struct reminder *rows;
    size_t n;
    struct escalation_row *escalated;
    size_t n_escalated;
    struct leave_row *leaves;
    size_t n_leaves;
};

static bool put(struct store *store, struct arena *a, const struct reminder *r,
                const struct notify_clock *clock, const struct due *d,
                struct err *e)
{
    struct buf body;
    struct str key = store_outbox_key(a);
    struct reminder told = *r;
    if (!told.stands_for.n && told.step != REMIND_ENDED)
        told.stands_for = stand_in(a, &told, clock, d->leaves, d->n_leaves);
    buf_init(&body, BODY_MOST);
    write_body(a, &body, &told, clock, key);
    return message_put(store, clock, key, &body, e) &&
           store_reminded(store, r, clock->span.now, e);
}

static bool look(struct store *store, struct arena *a,
                 const struct notify_clock *clock, struct due *d, struct err *e)
{
    return store_reminders(store, a, &clock->span, &d->rows, &d->n, e) &&
           store_escalations_due(store, a, clock->span.now, &d->escalated,
                                 &d->n_escalated, e) &&
           store_leaves(store, a, &d->leaves, &d->n_leaves, e);
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
        ok = put(store, a, &d.rows[i], clock, &d, e);
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
