/* SPDX-License-Identifier: MIT
 * notify: the outbox, receiver by receiver. */
#include "notify/notify.h"

#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "notify/receiver.h"

enum {
    CLAIM_S = 60,               /* beyond that, until another may tell it */
    FIRST_S = 30,               /* to the second try, then twice as long */
    LONGEST_S = 3600,           /* between two tries */
    GIVE_UP_S = 30 * 24 * 3600, /* a message is of no use any more */
    LETTER_MOST = 4000,         /* bytes at once: what a chat takes */
    TOGETHER = 50,              /* told at once to people, at the most */
    SUBJECT_MOST = 120          /* characters */
};

/* One receiver's turn. */
struct turn {
    const struct notify_setup *setup;
    const struct notify_receiver *r;
    struct store *store;
    const volatile sig_atomic_t *stop;
    int64_t told; /* taken so far */
};

/* ---- who wants what ---- */

/* What waits for nobody yet ("") or for one who is no longer in molva.yaml. */
struct routing {
    const struct notify_setup *setup;
    struct store *store;
    struct str from;
};

static bool give(const struct routing *g, const struct outbox_row *row,
                 struct str event, struct err *e)
{
    const struct notify_receiver *r = g->setup->receivers.items;
    for (size_t i = 0; i < g->setup->receivers.n; i++) {
        if (!receiver_wants(&r[i], event))
            continue;
        int64_t due = receiver_due(g->setup, &r[i], event, row->at);
        if (!store_outbox_give(g->store, row, notify_name(&r[i]), due, e))
            return false;
    }
    return store_outbox_done(g->store, row->key, g->from, e);
}

static bool give_some(const struct routing *g, struct arena *a, size_t *n,
                      struct err *e)
{
    int64_t now = time(NULL);
    struct outbox_wish wish = {g->from, now, now + CLAIM_S, OUTBOX_MOST};
    struct outbox_row *rows;
    if (!store_outbox_take(g->store, a, &wish, &rows, n, e))
        return false;
    for (size_t i = 0; i < *n; i++) {
        struct said said;
        said_read(&said, a, rows[i].body);
        if (!give(g, &rows[i], said.event, e))
            return false;
    }
    return true;
}

/* Each message becomes a row for each receiver that wants it: all or none. */
static bool give_all(const struct routing *g, struct err *e)
{
    size_t n = OUTBOX_MOST;
    bool ok = true;
    while (ok && n == OUTBOX_MOST) {
        struct arena a = {0};
        ok = store_begin(g->store, e);
        if (ok && !(give_some(g, &a, &n, e) && store_commit(g->store, e))) {
            store_rollback(g->store);
            ok = false;
        }
        arena_clear(&a);
    }
    return ok;
}

static bool is_receiver(const struct notify_setup *setup, struct str name)
{
    const struct notify_receiver *r = setup->receivers.items;
    for (size_t i = 0; i < setup->receivers.n; i++)
        if (str_eq(notify_name(&r[i]), name))
            return true;
    return false;
}

static bool route(const struct notify_setup *setup, struct store *store,
                  struct err *e)
{
    struct arena a = {0};
    struct str *names;
    size_t n;
    bool ok = store_outbox_receivers(store, &a, &names, &n, e);
    for (size_t i = 0; ok && i < n; i++) {
        struct routing g = {setup, store, names[i]};
        ok = is_receiver(setup, names[i]) || give_all(&g, e);
    }
    arena_clear(&a);
    return ok;
}

/* ---- telling ---- */

static int64_t pause_after(int64_t tries)
{
    int64_t wait = FIRST_S;
    for (int64_t i = 1; i < tries && wait < LONGEST_S; i++)
        wait *= 2;
    return wait < LONGEST_S ? wait : LONGEST_S;
}

static bool put_off(struct turn *t, struct outbox_row *row, const char *why,
                    struct err *e)
{
    int64_t now = time(NULL);
    if (now - row->at > GIVE_UP_S) {
        log_event(LOG_ERROR, "notify", "given up: %s; " STR_FMT, why,
                  STR_ARG(row->body));
        return store_outbox_done(t->store, row->key, notify_name(t->r), e);
    }
    if (row->tries <= 1)
        log_event(LOG_WARN, "notify", "%s; it is told again", why);
    row->due = now + pause_after(row->tries);
    row->cause = str_of(why);
    return store_outbox_later(t->store, row, notify_name(t->r), e);
}

/* One line of it, without controls. */
static struct str subject(struct arena *a, struct str text, size_t more,
                          bool ru)
{
    size_t at = 0, end = 0;
    for (int n = 0;
         n < SUBJECT_MOST && at < text.n && (unsigned char)text.p[at] >= ' ';
         n++) {
        str_utf8(text, &at);
        end = at;
    }
    text = str_part(text, 0, end);
    if (!more)
        return str_printf(a, "Molva: " STR_FMT, STR_ARG(text));
    return str_printf(a, "Molva: " STR_FMT " (%s%zu)", STR_ARG(text),
                      ru ? "и ещё " : "and more: ", more);
}

static bool same_people(const struct message *x, const struct message *y)
{
    bool same = x->n_to == y->n_to;
    for (size_t i = 0; same && i < x->n_to; i++)
        same = str_eq(x->to[i], y->to[i]);
    return same;
}

/* What of the rows goes into one message: the first that is left, and, for
 * people, what waits for the same addresses. */
static size_t gather(struct turn *t, struct arena *a, struct outbox_row *rows,
                     size_t n, struct message *m)
{
    struct said said;
    size_t count = 1;
    said_read(&said, a, rows[0].body);
    *m = (struct message){.key = rows[0].key,
                          .body = rows[0].body,
                          .text = said.text,
                          .stop = t->stop};
    said_whom(&said, t->r, a, m);
    struct str first = said.text;
    for (size_t i = 1; receiver_kind(t->r)->people && i < n; i++) {
        struct message other = {0};
        said_read(&said, a, rows[i].body);
        said_whom(&said, t->r, a, &other);
        if (!same_people(m, &other) || m->text.n + said.text.n >= LETTER_MOST)
            continue;
        m->text = str_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(m->text),
                             STR_ARG(said.text));
        struct outbox_row row = rows[i];
        rows[i] = rows[count];
        rows[count++] = row;
    }
    m->subject = subject(a, first, count - 1, t->setup->ru);
    return count;
}

/* *taken: was it? What is left waits for another time when it was not: who
 * does not take one takes none just now. */
static bool tell(struct turn *t, struct arena *a, struct outbox_row *rows,
                 size_t n, bool *taken, struct err *e)
{
    struct err why = {0};
    struct message m;
    size_t count = gather(t, a, rows, n, &m);
    *taken = receiver_kind(t->r)->tell(t->r, &m, &why) ||
             err_add(&why, "%s", str_z(a, notify_name(t->r)));
    for (size_t i = 0; i < (*taken ? count : n); i++)
        if (!(*taken ? store_outbox_done(t->store, rows[i].key,
                                         notify_name(t->r), e)
                     : put_off(t, &rows[i], why.msg, e)))
            return false;
    t->told += *taken ? (int64_t)count : 0;
    return !*taken || count == n ||
           tell(t, a, rows + count, n - count, taken, e);
}

static bool one_turn(struct turn *t, bool *more, struct err *e)
{
    struct arena a = {0};
    struct outbox_row *rows;
    size_t n;
    int64_t now = time(NULL), most = receiver_kind(t->r)->people ? TOGETHER : 1;
    struct outbox_wish wish = {notify_name(t->r), now,
                               now + 2 * receiver_limit(t->r) + CLAIM_S, most};
    bool ok = store_outbox_take(t->store, &a, &wish, &rows, &n, e);
    *more = ok && n > 0;
    ok = ok && (!n || tell(t, &a, rows, n, more, e));
    arena_clear(&a);
    return ok;
}

bool notify_run(const struct notify_setup *setup, struct store *store,
                const volatile sig_atomic_t *stop, int64_t *told, struct err *e)
{
    const struct notify_receiver *r = setup->receivers.items;
    bool ok = route(setup, store, e);
    *told = 0;
    for (size_t i = 0; ok && i < setup->receivers.n; i++) {
        struct turn t = {setup, &r[i], store, stop, 0};
        bool more = true;
        while (ok && more && !(stop && *stop))
            ok = one_turn(&t, &more, e);
        *told += t.told;
    }
    return ok || err_add(e, "notify");
}
