/* SPDX-License-Identifier: MIT
 *
 * link: the open connections, and which of them goes when there is no room.
 *
 * Nobody can take all places for long: an address has its share, in a full
 * house the one goes that has kept us waiting longest, and each state has its
 * time. Who sends a request at once is never the oldest that waits. */
#ifndef MOLVA_DESK_LINK_H
#define MOLVA_DESK_LINK_H

#include <sys/socket.h>

#include "base/buf.h"
#include "desk/address.h"
#include "desk/attempts.h"

enum link_state {
    LINK_READING,   /* silent, or a request is on its way */
    LINK_ASKING,    /* a request is there and waits for its answer */
    LINK_ANSWERING, /* the answer is on its way */
    LINK_ENDING,    /* all is said; waits for the other side to close */
    LINK_OVER       /* to be freed */
};

struct link {
    struct link *next, *prev;      /* the other open ones */
    int fd;                        /* its socket */
    enum link_state state;         /* what it does */
    int64_t since;                 /* ms, when it began to */
    struct sockaddr_storage local; /* where it came to */
    char peer[ADDRESS_SIGNS];      /* where it came from */
    uint64_t share;                /* hash of whom it counts for */

    struct buf in; /* bytes not yet used */
    size_t at;     /* of them, looked at for the end of the head */
    size_t head;   /* bytes of the head, 0: not there whole */
    size_t body;   /* bytes of the body that follows */
    bool close;    /* no request comes after this one */

    uint64_t turn;          /* place among those that ask */
    uint64_t asker;         /* hash of the session or address that asks */
    bool password;          /* the answer costs a password hash */
    bool blocked;           /* a sign-in that is not to be tried */
    bool taken;             /* a worker has it */
    struct attempt attempt; /* of a password */
    struct str address;     /* the request counts for, in address_text */
    char address_text[ADDRESS_SIGNS];

    struct buf out; /* the answer */
    size_t sent;    /* bytes of it that are gone */
};

struct link *link_new(struct link **head, int fd);
/* Closes and frees. */
void link_free(struct link **head, struct link *l);
void link_go(struct link *l, enum link_state state);
/* Has it had its time? */
bool link_late(const struct link *l, int64_t now);
/* Whom to send away: of that share, or of all when it is 0. NULL: nobody
 * can be. */
struct link *link_least(struct link *head, uint64_t share);
size_t link_count(const struct link *head, uint64_t share);
/* Bytes that all of them hold, and who of those that may go holds most. */
size_t link_bytes(const struct link *head);
struct link *link_heaviest(struct link *head);

#endif
