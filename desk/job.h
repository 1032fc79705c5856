/* SPDX-License-Identifier: MIT
 *
 * job: what the loop hands to a worker and what comes back, as bytes over a
 * socket pair. Both ends are the same program, so they are plain structs. */
#ifndef MOLVA_DESK_JOB_H
#define MOLVA_DESK_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was refused and belongs into the chain of events. Strangers can make
 * these at will, so the loop lets only some of a kind through in a minute and
 * counts the rest. */
enum refusal {
    REFUSAL_NONE,
    REFUSAL_SIGN_IN, /* a wrong password or login */
    REFUSAL_BLOCKED, /* too many of them */
    REFUSAL_ACT,     /* a right is missing, a form is not ours */
    REFUSAL_KINDS
};

/* Before the head, the body and the address of a request. */
struct job {
    size_t head, body, address;   /* bytes of each that follow */
    bool password;                /* a sign-in */
    bool blocked;                 /* a sign-in that is not to be tried */
    bool silent;                  /* which is counted elsewhere */
    bool proxy;                   /* it came from desk_proxy.from */
    bool close;                   /* the connection ends with the answer */
    bool may_tell[REFUSAL_KINDS]; /* may such an event be written? */
    int64_t held[REFUSAL_KINDS];  /* how many were not, since the last one */
};

enum result_kind {
    RESULT_READY,  /* the worker has its store; nothing follows */
    RESULT_FAILED, /* it cannot work; why follows */
    RESULT_PAGE    /* bytes for the browser follow */
};

enum sign_in {
    SIGN_IN_NONE, /* no password was looked at */
    SIGN_IN_WRONG,
    SIGN_IN_RIGHT
};

struct result {
    enum result_kind kind;
    size_t n;             /* bytes that follow */
    enum sign_in sign_in; /* what became of a password */
    enum refusal refusal; /* what was refused, told or not */
};

#endif
