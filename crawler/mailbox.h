/* SPDX-License-Identifier: MIT
 *
 * mailbox: new mail of one mailbox, fetched by a child (folder-private).
 *
 * libcurl connects, encrypts and signs in, imap.h asks; both wait for the
 * server, so a process of their own does it and hands the bundle over a pipe.
 * It is killed when its time is over. */
#ifndef MOLVA_MAILBOX_H
#define MOLVA_MAILBOX_H

#include "base/buf.h"

struct mailbox_ask {
    struct str url;             /* of mailbox_url() */
    struct str user, password;  /* as the server wants them */
    struct str position;        /* as an answer told it, "" none */
    bool known;                 /* nothing new may be told as such: 304 */
    bool newest;                /* the last few only */
    bool again, last;           /* as in struct imap_wish */
    bool allow_private;         /* of the source */
    bool without_tls;           /* the same: others may read along */
    int64_t connect_s, fetch_s; /* ceilings */
};

/* What came of it. */
enum mailbox_state {
    MAILBOX_ANSWERED,
    MAILBOX_REFUSED, /* by the guard, the password, the server: stays so */
    MAILBOX_UNREACHED,
    MAILBOX_SLOW,
    MAILBOX_ODD /* it does not speak IMAP as it should */
};

struct mailbox_answer {
    enum mailbox_state state;
    bool unchanged;      /* nothing new */
    bool more;           /* there are more messages behind these */
    struct str position; /* for the next time */
    struct str cause;    /* for people, when not ANSWERED or not with all */
    struct str bundle;   /* of imap.h */
};

/* "imaps://mail.example/INBOX", "imap://mail.example:143/Archive": one
 * spelling. A user name has no place in it. */
bool mailbox_url(struct arena *a, struct str raw, struct str *out,
                 struct err *e) MUST_CHECK;
/* Does it look like one? */
bool mailbox_is_url(struct str url);

struct mailbox;

struct mailbox *mailbox_start(const struct mailbox_ask *ask,
                              struct err *e) MUST_CHECK;
/* Readable when something came. */
int mailbox_fd(const struct mailbox *m);
/* True when it is over; views of m in *out. */
bool mailbox_take(struct mailbox *m, struct mailbox_answer *out);
void mailbox_free(struct mailbox *m);

#endif
