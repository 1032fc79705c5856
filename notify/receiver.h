/* SPDX-License-Identifier: MIT
 *
 * receiver: how a message gets to each kind of receiver (folder-private). */
#ifndef MOLVA_RECEIVER_H
#define MOLVA_RECEIVER_H

#include "notify/notify.h"

/* What one receiver is told at once. */
struct message {
    struct str key;       /* of the first of what it tells */
    struct str body;      /* that one's JSON, for programs */
    struct str subject;   /* one line, for people */
    struct str text;      /* a sentence a line, for people */
    const struct str *to; /* addresses, for people; n_to of them */
    size_t n_to;
    const volatile sig_atomic_t *stop; /* who tells shall end; may be NULL */
};

/* False with the reason when it was not taken. */
typedef bool tell_fn(const struct notify_receiver *r, const struct message *m,
                     struct err *e);

struct receiver_kind {
    const char *name; /* its key in molva.yaml */
    tell_fn *tell;
    bool people; /* reads sentences; what waits is told together */
};
/* Of a receiver that notify_check() accepted. */
const struct receiver_kind *receiver_kind(const struct notify_receiver *r);

tell_fn command_tell, webhook_tell, chat_tell, telegram_tell, mail_tell;

/* Seconds for one message. */
static inline int64_t receiver_limit(const struct notify_receiver *r)
{
    enum { LIMIT_S = 30 };
    return r->limit_s > 0 ? r->limit_s : LIMIT_S;
}

enum { BODY_MOST = 1 << 16 /* bytes of a message's JSON */ };
/* Puts a body that holds that key into the outbox, and frees it. */
bool message_put(struct store *store, const struct notify_clock *clock,
                 struct str key, struct buf *body, struct err *e) MUST_CHECK;

/* What an outbox row says of itself. */
struct said {
    struct str event, text, by, department;
    struct str *to; /* whom it names instead of these two; n_to of them */
    size_t n_to;
};
void said_read(struct said *said, struct arena *a, struct str body);
/* The addresses of those whom it concerns, or `to:` of the receiver. */
void said_whom(const struct said *said, const struct notify_receiver *r,
               struct arena *a, struct message *m);

/* The first words of a text, whole characters, for a sentence. */
struct str message_words(struct str text);

/* Does the receiver want such an event ("reminder")? */
bool receiver_wants(const struct notify_receiver *r, struct str event);
/* When it may be told of something that came to pass at `now`: then, or at the
 * end of its quiet hours. */
int64_t receiver_due(const struct notify_setup *setup,
                     const struct notify_receiver *r, struct str event,
                     int64_t now);

#endif
