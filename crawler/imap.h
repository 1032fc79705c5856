/* SPDX-License-Identifier: MIT
 *
 * imap: the new messages of a mailbox (RFC 3501), over a connection that is
 * logged in (folder-private).
 *
 *   EXAMINE -> UID SEARCH -> UID FETCH BODY.PEEK[] for each -> LOGOUT
 *
 * The mailbox is opened for reading only, and nothing sets \Seen: what was
 * unread stays so. Only the beginning of a long message is asked for. What
 * the server says is foreign: every line and literal has its ceiling. One
 * message that it refuses, or breaks off at, is left out and asked for again at
 * the next visit, so that it does not keep those behind it. */
#ifndef MOLVA_IMAP_H
#define MOLVA_IMAP_H

#include "base/buf.h"

/* The connection. */
struct imap_wire {
    bool (*send)(void *ctx, struct str bytes, struct err *e);
    /* Bytes that came, at least one; 0 with the reason when none will. */
    size_t (*recv)(void *ctx, char *to, size_t room, struct err *e);
    /* Is it time to be content with what is there? NULL: never. */
    bool (*late)(void *ctx);
    void *ctx; /* handed to all three */
};

enum {
    IMAP_MESSAGE = 256 * 1024,     /* bytes of one that are asked for */
    IMAP_BUNDLE = 4 * 1024 * 1024, /* of all, about */
    IMAP_MESSAGES = 200,           /* in a bundle */
    IMAP_NEWEST = 20,              /* when only the newest are wanted */
    IMAP_LEFT = 20                 /* left out, until that is too much */
};

struct imap_wish {
    struct str folder;       /* "INBOX" */
    int64_t validity;        /* UIDVALIDITY when it was read last, 0 never */
    int64_t uid;             /* the last that was read then */
    bool newest;             /* only the last few, of a mailbox to look at */
    int64_t left[IMAP_LEFT]; /* n_left that were left out until now */
    size_t n_left;
    bool again; /* those are asked for once more */
    bool
        last; /* what breaks off is not tried again: that message is left out */
};

struct imap_got {
    int64_t validity, uid;   /* as they are now, for the next wish */
    int64_t messages;        /* in the bundle */
    bool more;               /* there are, behind them */
    bool refused;            /* on false: the server does not want to, or there
                                is no such mailbox; else it broke off */
    bool odd;                /* on false: what it said is not IMAP */
    struct buf *bundle;      /* of markup/bundle.h; the caller's */
    int64_t left[IMAP_LEFT]; /* n_left messages that the server did not give */
    size_t n_left;
    struct err why; /* of the last of them, when it was tried now */
};

bool imap_read(const struct imap_wire *wire, const struct imap_wish *wish,
               struct imap_got *got, struct err *e) MUST_CHECK;

#endif
