/* SPDX-License-Identifier: MIT
 * remind: what is due becomes messages of the outbox. */
#include "base/json.h"
#include "notify/escalate.h"

enum {
    AHEAD_S = 24 * 3600, /* a day before its time */
    WORDS_MOST = 300,    /* bytes of a text in the sentence */
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

/* "Overdue: case 12, promise to Anna by igor: we call" */
static struct str sentence(struct arena *a, const struct reminder *r, bool ru)
{
    static const struct {
        const char *about, *ru, *en;
    } THINGS[] = {{"promise", "обещание", "promise"},
                  {"task", "задание", "task"},
                  {"case", "дело", "case"}};
    const char *thing = "";
    for (size_t i = 0; i < sizeof THINGS / sizeof *THINGS; i++)
        if (str_eqz(r->about, THINGS[i].about))
            thing = ru ? THINGS[i].ru : THINGS[i].en;
    const char *when = r->late ? ru ? "Просрочено" : "Overdue"
                       : ru    ? "Подходит срок"
                               : "Due soon";
    struct str by = r->by.n ? r->by : r->department;
    struct str what = first_words(r->what);
    return str_printf(a,
                      "%s: %s, %s %lld"
                      "%s" STR_FMT "%s" STR_FMT ": " STR_FMT,
                      when, thing, ru ? "дело" : "case", (long long)r->case_id,
                      r->whom.n ? " → " : "", STR_ARG(r->whom),
                      by.n ? " · " : "", STR_ARG(by), STR_ARG(what));
}

static void write_body(struct arena *a, struct buf *out,
                       const struct reminder *r,
                       const struct notify_clock *clock, struct str key)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "event"), json_z(&j, "reminder");
    json_key(&j, "key"), json_str(&j, key);
    json_key(&j, "at"), json_time(&j, clock->now, NULL);
    json_key(&j, "about"), json_str(&j, r->about);
    json_key(&j, "id"), json_int(&j, r->id);
    json_key(&j, "case"), json_int(&j, r->case_id);
    json_key(&j, "due"), json_time(&j, r->due, NULL);
    json_key(&j, "late"), json_flag(&j, r->late);
    json_key(&j, "what"), json_str(&j, first_words(r->what));
    json_key(&j, "whom"), json_str(&j, r->whom);
    json_key(&j, "by"), json_str(&j, r->by);
    json_key(&j, "department"), json_str(&j, r->department);
    json_key(&j, "text"), json_str(&j, sentence(a, r, clock->ru));
    json_end(&j);
}

/* The message and that it was told: both or neither. */
static bool put(struct store *store, struct arena *a, const struct reminder *r,
                const struct notify_clock *clock, struct err *e)
{
    struct buf body;
    struct outbox_row row = {
        .key = store_outbox_key(a), .at = clock->now, .due = clock->now};
    buf_init(&body, BODY_MOST);
    write_body(a, &body, r, clock, row.key);
    row.body = buf_view(&body);
    bool ok = store_outbox_put(store, &row, e) &&
              store_reminded(store, r, clock->now, e);
    buf_clear(&body);
    return ok;
}

static bool put_all(struct store *store, struct arena *a,
                    const struct notify_clock *clock, struct err *e)
{
    struct reminder *rows;
    size_t n;
    if (!store_begin(store, e))
        return false;
    bool ok = store_reminders(store, a, clock->now, AHEAD_S, &rows, &n, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = put(store, a, &rows[i], clock, e);
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
    struct reminder *rows;
    size_t n;
    bool ok = store_reminders(store, &a, clock->now, AHEAD_S, &rows, &n, e) &&
              (!n || put_all(store, &a, clock, e));
    arena_clear(&a);
    return (ok && escalate_tell(store, clock, e)) || err_add(e, "remind");
}
