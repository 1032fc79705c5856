/* SPDX-License-Identifier: MIT
 * digest: what waits for somebody, once a working day, in one message. */
#include <stdio.h>

#include "base/json.h"
#include "base/worktime.h"
#include "base/zone.h"
#include "notify/receiver.h"

enum {
    DAY_S = 86400,
    LINES_MOST = 8,  /* of a kind; the rest is a number */
    WORDS_MOST = 160 /* bytes of a line: what is told fits into a chat */
};

/* One person's day. */
struct digest {
    struct arena *a;
    struct store *store;
    const struct notify_clock *clock;
    const struct user_row *user;
    int64_t day;      /* since 1970, in the workspace's zone */
    int64_t from, to; /* it begins, ends */
    int64_t lists[LIST_COUNT];
    int64_t n; /* of all that waits or came of yesterday */
    struct buf text;
    struct json json;
};

/* ---- sentences ---- */

struct words {
    const char *key, *ru, *en;
};

/* "To answer: 3". Nothing when there is none. */
static void count(struct digest *d, const struct words *w, int64_t n)
{
    json_name(&d->json, str_of(w->key), true);
    json_int(&d->json, n);
    d->n += n;
    if (n)
        buf_printf(&d->text, "\n%s: %lld", d->clock->ru ? w->ru : w->en,
                   (long long)n);
}

static struct str cut(struct str s)
{
    size_t at = 0, end = 0;
    while (at < s.n && at <= WORDS_MOST && (unsigned char)s.p[at] >= ' ') {
        end = at;
        str_utf8(s, &at);
    }
    return at < s.n ? str_part(s, 0, end) : str_part(s, 0, at);
}

static void line(struct digest *d, int64_t nth, int64_t case_id,
                 struct str what)
{
    struct str words = cut(what);
    if (nth <= LINES_MOST)
        buf_printf(&d->text, "\n  · %s %lld: " STR_FMT,
                   d->clock->ru ? "дело" : "case", (long long)case_id,
                   STR_ARG(words));
}

/* ---- what there is ---- */

static bool replies(struct digest *d, struct err *e)
{
    static const struct words ANSWERED = {"answered", "Авторы ответили",
                                          "Authors answered"},
                              WAITING = {"waiting", "Ответить", "To answer"},
                              POST = {"approved", "Разместить одобренное",
                                      "Approved, to be posted"};
    const struct mention_filter all = {0};
    struct count_row *rows;
    size_t n;
    if (!store_user_may(d->user, MAY_EDIT | MAY_APPROVE))
        return true;
    if (!store_counts(d->store, d->a, &all,
                      &(struct counting){COUNT_LIST, false, 0}, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        enum list l = list_by_name(rows[i].key);
        if (l != LIST_NONE)
            d->lists[l] += rows[i].n;
    }
    count(d, &ANSWERED, d->lists[LIST_ANSWERED]);
    count(d, &WAITING, d->lists[LIST_WAITING]);
    count(d, &POST, d->lists[LIST_APPROVED]);
    return true;
}

/* Something of his with a time. */
struct thing {
    int64_t case_id, due;
    struct str what;
};
struct things {
    struct thing *rows;
    size_t n, cap;
};

static void keep(struct digest *d, struct things *t, struct thing one)
{
    if (one.due <= 0 || one.due >= d->to)
        return;
    t->rows = arena_grow(d->a, t->rows, t->n, &t->cap, sizeof *t->rows);
    t->rows[t->n++] = one;
}

static bool gather(struct digest *d, struct things *t, struct err *e)
{
    const struct open_filter f = {.assignee = d->user->login,
                                  .by = d->user->login,
                                  .by_name = d->user->name,
                                  .until = d->to - 1};
    struct promise_row *promises;
    struct task_row *tasks;
    size_t n, n_tasks;
    if (!store_open_promises(d->store, d->a, &f, &promises, &n, e) ||
        !store_open_tasks(d->store, d->a, &f, &tasks, &n_tasks, e))
        return false;
    for (size_t i = 0; i < n; i++)
        keep(d, t,
             (struct thing){promises[i].case_id, promises[i].due,
                            promises[i].what});
    for (size_t i = 0; i < n_tasks; i++)
        keep(d, t,
             (struct thing){tasks[i].case_id, tasks[i].due, tasks[i].what});
    return true;
}

/* What of these is due from one moment until before another. */
static void tell(struct digest *d, const struct words *w,
                 const struct things *t, int64_t from, int64_t to)
{
    int64_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->rows[i].due >= from && t->rows[i].due < to;
    count(d, w, n);
    n = 0;
    for (size_t i = 0; i < t->n; i++)
        if (t->rows[i].due >= from && t->rows[i].due < to)
            line(d, ++n, t->rows[i].case_id, t->rows[i].what);
}

static bool work(struct digest *d, struct err *e)
{
    static const struct words LATE = {"late", "Просрочено", "Overdue"},
                              TODAY = {"today",
                                       "Обещано и назначено на сегодня",
                                       "Promised and due today"},
                              SILENT = {"silent", "Дела, по которым тихо",
                                        "Cases on which nothing was done"};
    const struct case_filter f = {.assignee = d->user->login,
                                  .stage = STAGE_NONE};
    const int64_t now = d->clock->span.now;
    struct things t = {0};
    struct case_line *rows;
    size_t n;
    int64_t silent = 0;
    if (!gather(d, &t, e) || !store_cases(d->store, d->a, &f, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!rows[i].paused)
            keep(d, &t, (struct thing){rows[i].id, rows[i].due, rows[i].text});
    tell(d, &LATE, &t, 1, now);
    tell(d, &TODAY, &t, now, d->to);
    for (size_t i = 0; i < n; i++)
        silent += store_case_silent(&rows[i], now);
    count(d, &SILENT, silent);
    silent = 0;
    for (size_t i = 0; i < n; i++)
        if (store_case_silent(&rows[i], now))
            line(d, ++silent, rows[i].id, rows[i].text);
    return true;
}

static bool yesterday(struct digest *d, struct err *e)
{
    static const struct words CLOSED = {"closed", "Вчера закрыто дел",
                                        "Cases closed yesterday"},
                              KEPT = {"kept", "Вчера сдержано обещаний",
                                      "Promises kept yesterday"},
                              BROKEN = {"broken", "Вчера не сдержано",
                                        "Broken yesterday"};
    struct settled_day came;
    const struct settled_wish wish = {d->user->login, d->user->name,
                                      d->from - DAY_S, d->from};
    if (!store_settled_day(d->store, &wish, &came, e))
        return false;
    count(d, &CLOSED, came.closed);
    count(d, &KEPT, came.kept);
    count(d, &BROKEN, came.broken);
    return true;
}

/* ---- the message ---- */

static void begin(struct digest *d, struct str key, struct buf *body)
{
    struct str lang = d->clock->ru ? STR("ru") : STR("en");
    struct str day =
        worktime_day(d->clock->work, d->a, d->from + DAY_S / 2, lang);
    buf_init(&d->text, BODY_MOST / 2);
    buf_printf(&d->text, "%s " STR_FMT,
               d->clock->ru ? "Что вас ждёт," : "What waits for you,",
               STR_ARG(day));
    json_init(&d->json, body);
    json_map(&d->json);
    json_key(&d->json, "event"), json_z(&d->json, "digest");
    json_key(&d->json, "key"), json_str(&d->json, key);
    json_key(&d->json, "at"), json_time(&d->json, d->clock->span.now, NULL);
    json_key(&d->json, "to"), json_list(&d->json);
    json_str(&d->json, d->user->login), json_end(&d->json);
}

/* Read with his eyes: what is not for him is not counted. */
static bool compose(struct digest *d, struct err *e)
{
    const struct store_eyes eyes = store_user_eyes(d->user);
    struct err ignored;
    bool ok = store_look(d->store, &eyes, e) && replies(d, e) && work(d, e) &&
              yesterday(d, e);
    return store_look(d->store, NULL, ok ? e : &ignored) && ok;
}

static struct str note_of(struct digest *d)
{
    return str_printf(d->a, "%lld", (long long)d->day);
}

/* Was his day told already? One that a clock ahead of time told counts, until
 * that is a week off. */
static bool is_told(struct digest *d, bool *told, struct err *e)
{
    struct str last = STR("");
    int64_t day = 0;
    if (!store_note_get(d->store, d->a, STR("digest"), d->user->login, &last,
                        e))
        return false;
    *told = str_int(last, &day) && day >= d->day && day < d->day + 7;
    return true;
}

/* The message, and that the day was told: both or neither. Who has nothing
 * before him gets none. */
static bool put(struct digest *d, struct str key, struct buf *body,
                struct err *e)
{
    bool told = false;
    if (!store_begin(d->store, e)) {
        buf_clear(body);
        return false;
    }
    bool ok = is_told(d, &told, e);
    if (ok && !told && d->n)
        ok = message_put(d->store, d->clock, key, body, e);
    else
        buf_clear(body);
    ok = ok && (told || store_note_put(d->store, STR("digest"), d->user->login,
                                       note_of(d), e));
    if (ok && store_commit(d->store, e))
        return true;
    store_rollback(d->store);
    return false;
}

/* ---- who, when ---- */

static bool wanted(const struct notify_digest *w, const struct user_row *u)
{
    for (size_t i = 0; i < w->whom.n; i++)
        if (str_eq(w->whom.items[i], u->login) ||
            str_eq(w->whom.items[i], u->role))
            return !u->removed;
    return !w->whom.n && !u->removed;
}

static bool one(struct digest *d, struct err *e)
{
    struct buf body;
    bool told;
    if (!is_told(d, &told, e))
        return false;
    if (told)
        return true; /* as nearly always: no write lock is taken */
    struct str key = str_printf(d->a, "digest-%lld-%016llx", (long long)d->day,
                                (unsigned long long)str_hash(d->user->login));
    buf_init(&body, BODY_MOST);
    begin(d, key, &body);
    bool ok = compose(d, e); /* all is read before the lock is taken */
    json_key(&d->json, "text"), json_str(&d->json, buf_view(&d->text));
    json_end(&d->json);
    buf_clear(&d->text);
    if (ok)
        return put(d, key, &body, e);
    buf_clear(&body);
    return false;
}

static bool each(struct store *store, const struct notify_digest *w,
                 const struct notify_clock *clock, const struct digest *like,
                 struct err *e)
{
    struct arena a = {0};
    struct user_row *users;
    size_t n;
    bool ok = store_people(store, &a, &users, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        struct digest d = *like;
        d.a = &a, d.store = store, d.clock = clock, d.user = &users[i];
        ok = !wanted(w, &users[i]) || one(&d, e);
    }
    arena_clear(&a);
    return ok;
}

int64_t notify_digest_at(struct str at)
{
    int64_t h, m;
    struct str hours;
    if (at.n != 5 || at.p[2] != ':' || !str_split(&at, ':', &hours) ||
        !str_int(hours, &h) || !str_int(at, &m) || h < 0 || h > 23 || m < 0 ||
        m > 59)
        return -1;
    return h * 3600 + m * 60;
}

bool notify_digest(struct store *store, const struct notify_digest *w,
                   const struct notify_clock *clock, struct err *e)
{
    int64_t at = notify_digest_at(w->at), now = clock->span.now;
    if (at < 0 || !clock->told || !clock->work)
        return true;
    struct zone *zone = zone_new(w->zone, e);
    if (!zone)
        return false;
    int64_t offset = zone_offset(zone, now), local = now + offset;
    zone_free(zone);
    int64_t day = local / DAY_S, time = local % DAY_S;
    int64_t close = worktime_close(clock->work, day);
    const struct digest like = {.day = day,
                                .from = day * DAY_S - offset,
                                .to = (day + 1) * DAY_S - offset};
    bool now_or_never =
        close > 0 && time >= at && time < (close > at ? close : (int64_t)DAY_S);
    return !now_or_never || each(store, w, clock, &like, e) ||
           err_add(e, "digest");
}
