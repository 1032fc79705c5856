/* SPDX-License-Identifier: MIT
 * notify: the outbox, message by message. */
#include "notify/notify.h"

#include <time.h>

#include "base/log.h"
#include "notify/receiver.h"

enum {
    CLAIM_S = 60,              /* beyond that, until another may tell it */
    FIRST_S = 30,              /* to the second try, then twice as long */
    LONGEST_S = 3600,          /* between two tries */
    GIVE_UP_S = 30 * 24 * 3600 /* a message is of no use any more */
};

bool notify_is_set(const struct notify_setup *setup)
{
    return setup->command.n || setup->url.n;
}

bool notify_check(const struct notify_setup *setup, struct err *e)
{
    bool web = str_starts(setup->url, STR("http://")) ||
               str_starts(setup->url, STR("https://"));
    if (setup->command.n && setup->url.n)
        return err_set(e, "give a command or a url, not both");
    if (setup->url.n && !web)
        return err_set(e, "expected http://... or https://...");
    if (setup->secret.n && !setup->url.n)
        return err_set(e, "a secret signs what goes to a url; there is none");
    return true;
}

static int64_t pause_after(int64_t tries)
{
    int64_t wait = FIRST_S;
    for (int64_t i = 1; i < tries && wait < LONGEST_S; i++)
        wait *= 2;
    return wait < LONGEST_S ? wait : LONGEST_S;
}

/* Tells one message and puts down what came of it. */
static bool tell(const struct notify_setup *setup, struct store *store,
                 const struct outbox_row *row, int64_t *told, struct err *e)
{
    struct err why = {0};
    bool taken = setup->command.n ? command_tell(setup, row, &why)
                                  : webhook_tell(setup, row, &why);
    int64_t now = time(NULL);
    *told += taken;
    if (taken)
        return store_outbox_done(store, row->key, e);
    if (now - row->at > GIVE_UP_S) {
        log_event(LOG_ERROR, "notify", "given up: %s; " STR_FMT, why.msg,
                  STR_ARG(row->body));
        return store_outbox_done(store, row->key, e);
    }
    if (row->tries <= 1)
        log_event(LOG_WARN, "notify", "%s; it is told again", why.msg);
    return store_outbox_later(store, row->key, now + pause_after(row->tries),
                              str_of(why.msg), e);
}

bool notify_run(const struct notify_setup *setup, struct store *store,
                const volatile sig_atomic_t *stop, int64_t *told, struct err *e)
{
    bool found = notify_is_set(setup), ok = true;
    *told = 0;
    while (ok && found && !(stop && *stop)) {
        struct arena a = {0};
        struct outbox_row row;
        int64_t now = time(NULL);
        ok = store_outbox_take(store, &a, now,
                               now + receiver_limit(setup) + CLAIM_S, &row,
                               &found, e) &&
             (!found || tell(setup, store, &row, told, e));
        arena_clear(&a);
    }
    return ok || err_add(e, "notify");
}
