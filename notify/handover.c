/* SPDX-License-Identifier: MIT
 * handover: what passes from one person to another, and that they are told. */
#include "base/json.h"
#include "notify/receiver.h"

static struct str said_away(struct arena *a, const struct passing *p,
                            const struct notify_clock *clock)
{
    struct str lang = clock->ru ? STR("ru") : STR("en");
    struct str day = p->back && clock->work
                         ? worktime_day(clock->work, a, p->back, lang)
                         : STR("");
    return str_printf(a, "%s" STR_FMT "%s" STR_FMT ")",
                      clock->ru ? "Вам за " : "Yours for ", STR_ARG(p->from),
                      clock->ru ? " (нет до " : " (away until ", STR_ARG(day));
}

/* "Yours for anna (away until 5 December): case 12: The fitter did ..." */
static struct str sentence(struct arena *a, const struct passing *p,
                           const struct notify_clock *clock)
{
    bool ru = clock->ru;
    struct str what = message_words(p->what);
    struct str how = p->why == PASS_AWAY ? said_away(a, p, clock)
                     : p->why == PASS_BACK
                         ? str_of(ru ? "Снова ваше" : "Yours again")
                         : str_printf(a, "%s, " STR_FMT " → " STR_FMT,
                                      ru ? "Ничего не сделано, передано"
                                         : "Nothing was done, handed over",
                                      STR_ARG(p->from), STR_ARG(p->to));
    const char *about = p->about[0] == 't' ? ru ? "задание, " : "task, "
                        : p->about[0] == 'e'
                            ? ru ? "сообщено сразу, " : "told at once, "
                            : "";
    bool led = p->case_id > 0;
    return str_printf(a, STR_FMT ": %s%s %lld: " STR_FMT, STR_ARG(how), about,
                      led  ? ru ? "дело" : "case"
                      : ru ? "упоминание"
                           : "mention",
                      (long long)(led ? p->case_id : p->mention),
                      STR_ARG(what));
}

/* Whose it is from now on; of what was left undone, whose it was and the head
 * as well. */
static void write_to(struct json *j, const struct passing *p,
                     const struct notify_clock *clock)
{
    json_key(j, "to"), json_list(j);
    json_str(j, p->to);
    if (p->why == PASS_SILENT)
        json_str(j, p->from);
    for (size_t i = 0; p->why == PASS_SILENT && i < clock->n_heads; i++)
        if (str_eq(clock->heads[i].department, p->department) &&
            clock->heads[i].login.n && !str_eq(clock->heads[i].login, p->to))
            json_str(j, clock->heads[i].login);
    json_end(j);
}

static void write_body(struct arena *a, struct buf *out,
                       const struct passing *p,
                       const struct notify_clock *clock, struct str key)
{
    static const char *const WHY[] = {
        [PASS_AWAY] = "away", [PASS_BACK] = "back", [PASS_SILENT] = "silent"};
    struct json j;
    bool silent = p->why == PASS_SILENT;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "event"), json_z(&j, silent ? "escalation" : "reminder");
    json_key(&j, "key"), json_str(&j, key);
    json_key(&j, "at"), json_time(&j, clock->span.now, NULL);
    json_key(&j, "passed"), json_z(&j, WHY[p->why]);
    json_key(&j, "about"), json_z(&j, p->about);
    json_key(&j, "id"), json_int(&j, p->id);
    json_key(&j, "case"), json_int(&j, p->case_id);
    json_key(&j, "mention"), json_int(&j, p->mention);
    json_key(&j, "due"), json_time(&j, p->due == INT64_MAX ? 0 : p->due, NULL);
    json_key(&j, "from"), json_str(&j, p->from);
    json_key(&j, "by"), json_str(&j, p->to);
    json_key(&j, "back"), json_time(&j, p->back, NULL);
    json_key(&j, "department"), json_str(&j, p->department);
    write_to(&j, p, clock);
    json_key(&j, "text"), json_str(&j, sentence(a, p, clock));
    json_end(&j);
}

static bool put(struct store *store, struct arena *a, const struct passing *p,
                const struct notify_clock *clock, struct err *e)
{
    struct buf body;
    bool passed;
    if (!store_pass(store, p, clock->span.now, &passed, e))
        return false;
    if (!clock->told || !passed)
        return true;
    struct str key = store_outbox_key(a);
    buf_init(&body, BODY_MOST);
    write_body(a, &body, p, clock, key);
    return message_put(store, clock, key, &body, e);
}

static bool look(struct store *store, struct arena *a,
                 const struct notify_clock *clock, struct passing **rows,
                 size_t *n, struct err *e)
{
    const struct pass_clock at = {clock->span.now, clock->heads,
                                  clock->n_heads};
    return store_passings(store, a, &at, rows, n, e);
}

static bool put_all(struct store *store, struct arena *a,
                    const struct notify_clock *clock, struct err *e)
{
    struct passing *rows;
    size_t n;
    if (!store_begin(store, e))
        return false;
    bool ok = look(store, a, clock, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = put(store, a, &rows[i], clock, e);
    if (ok && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

/* Most times there is nothing: no write lock is taken then. */
bool notify_hand_over(struct store *store, const struct notify_clock *clock,
                      struct err *e)
{
    struct arena a = {0};
    struct passing *rows;
    size_t n;
    bool ok = look(store, &a, clock, &rows, &n, e) &&
              (!n || put_all(store, &a, clock, e));
    arena_clear(&a);
    return ok || err_add(e, "hand over");
}
