/* SPDX-License-Identifier: MIT
 *
 * notify: what waits in the outbox is told to receivers outside.
 *
 *   outbox (store) ─► route ─┬► command   argv, JSON on its stdin
 *     what is told     who    ├► url       a webhook: POST of it, signed
 *                      wants   ├► chat      Mattermost, Slack: sentences
 *                      it       ├► telegram  a bot's message: sentences
 *                               └► mail      SMTP: sentences
 *
 * A message is a row for each receiver that wants it. The row leaves the
 * outbox only when that receiver took it: exit code 0, a status 2xx, a mail
 * server's 250. Until then it is told again, at first after half a minute,
 * each time later, up to an hour; who dies meanwhile tells it once more, under
 * the same key. So nothing is lost, what comes twice can be told by its key,
 * and a receiver that is down or hangs holds up nobody else's messages. After
 * thirty days a message is given up, which is told in the log.
 *
 * People are not told one by one: what waits for the same address goes in one
 * message, also after a time in which nothing ran. */
#ifndef MOLVA_NOTIFY_H
#define MOLVA_NOTIFY_H

#include <signal.h>

#include "base/yaml.h"
#include "store/store.h"

/* One item of `notify:`; of command, url, chat, telegram and mail one is
 * given. */
struct notify_receiver {
    struct str name;             /* "": its kind */
    struct yaml_strs command;    /* argv */
    struct str url;              /* of a webhook */
    struct str secret;           /* it is signed with, "" unsigned */
    struct str chat;             /* address of a chat's incoming webhook */
    struct str telegram;         /* token of a bot */
    struct str api;              /* where bots are, "" at Telegram's */
    struct str mail;             /* smtp:// or smtps:// of a server */
    struct str user;             /* of it, "" none */
    struct str password;         /* of the user */
    struct str from;             /* address of the sender */
    struct yaml_strs to;         /* addresses; of a bot a chat's number */
    struct yaml_node *addresses; /* login or department: address */
    struct yaml_strs events;     /* it wants; none: all */
    struct str quiet;            /* "20:00-08:30": told when they end */
    int64_t limit_s;             /* for one message, 0: 30 */
};

struct notify_setup {
    struct yaml_subs receivers; /* of struct notify_receiver */
    struct str zone;            /* of quiet hours */
    bool ru;                    /* language of a subject */
};

/* Is there a receiver? */
bool notify_is_set(const struct notify_setup *setup);
/* "mail": by what name the outbox knows it. */
struct str notify_name(const struct notify_receiver *r);
/* Can it be one? The error tells why not; *key: the member that is wrong, NULL
 * the whole. */
bool notify_check(const struct notify_receiver *r, const char **key,
                  struct err *e) MUST_CHECK;

/* Tells what is due, receiver after receiver, until nothing is or *stop. What
 * a receiver does not take stays and is logged; false only when the store
 * fails. *told: how many were taken. */
bool notify_run(const struct notify_setup *setup, struct store *store,
                const volatile sig_atomic_t *stop, int64_t *told,
                struct err *e) MUST_CHECK;

/* What time is it, for whom? */
struct notify_clock {
    struct reminder_span span;     /* now, a working day ahead, one back */
    bool ru;                       /* language of the sentence in a message */
    bool told;                     /* somebody receives messages */
    const struct worktime *work;   /* names a day in a message; may be NULL */
    const struct unit_head *heads; /* n_heads of them */
    size_t n_heads;
};
/* Puts into the outbox whom the matrix tells at once, and again until that is
 * acknowledged; promises, tasks and cases, each once a working day before its
 * time, once when that has passed, and once more, to the head, when another
 * working day has (R22, R29, R63); and who mended and who leads, of what was
 * closed (R12). */
bool notify_remind(struct store *store, const struct notify_clock *clock,
                   struct err *e) MUST_CHECK;

/* What passes to somebody else, since who had it is away, is back, or has done
 * nothing (store/leaves.h): it passes, and they are told, once. */
bool notify_hand_over(struct store *store, const struct notify_clock *clock,
                      struct err *e) MUST_CHECK;

/* `digest:` of molva.yaml. */
struct notify_digest {
    struct str at;         /* "09:00" of the workspace's zone; "": none */
    struct yaml_strs whom; /* logins and roles; none: everybody */
    struct str zone;       /* "Europe/Moscow" */
};
/* Seconds of the day, -1: it is no time. */
int64_t notify_digest_at(struct str at);
/* Puts into the outbox, from that time of a working day on until its end, what
 * waits for each of them: replies, what is late, due today, left alone, and
 * what came of yesterday. One message a person and day, under a key made of
 * both; of a day on which nothing ran there is none. */
bool notify_digest(struct store *store, const struct notify_digest *w,
                   const struct notify_clock *clock, struct err *e) MUST_CHECK;

/* ---- replies that Molva posts itself ----
 *
 *   sending (store) ─► outlet ─► claim ─► request ─► link, or the reason
 *                      reply: of a connector
 *
 * A row is claimed in a transaction of its own before the request goes out.
 * When nobody knows whether it got there (a timeout, a crash, an answer that
 * cannot be read), the venue is asked for our own words first. Found, it is
 * posted; not found, it goes out once more only where the venue knows its key
 * again; else it is left to a person. */

/* A source whose `reply:` says that Molva may post there. */
struct notify_outlet {
    struct str source;      /* name */
    struct str kind;        /* whose connector has the `reply:` part */
    struct str server;      /* address that it is asked at */
    bool own;               /* the owner named it; else the source's */
    struct yaml_node *with; /* credentials, a mapping */
    bool plain;             /* http will do */
};

struct notify_posting {
    const char *connectors;              /* their folder */
    const struct notify_outlet *outlets; /* n of them */
    size_t n;
    const volatile sig_atomic_t *stop; /* may be NULL */
};

/* Proves the `reply:` part of each connector by its own examples; text in out.
 * Returns the number of faults. */
int notify_outlets_check(const char *connectors, struct buf *out);
/* Is everything there that this kind needs? */
bool notify_outlet_needs(const char *connectors, const struct notify_outlet *at,
                         struct err *e) MUST_CHECK;
/* Posts, or looks for, what is due by now; of that case alone, 0: of all. What
 * fails is told in the store; false only when the store fails. */
bool notify_post(const struct notify_posting *p, struct store *store,
                 int64_t case_id, struct err *e) MUST_CHECK;

/* "sha256=" and the HMAC-SHA256 of "TIMESTAMP.BODY" under the secret, in hex:
 * what the header Molva-Signature holds. */
struct str notify_signature(struct arena *a, struct str secret, int64_t at,
                            struct str body);

#endif
