/* SPDX-License-Identifier: MIT
 *
 * call: one request to an interface, and its whole answer (folder-private).
 *
 * It goes where the owner said and nowhere else: no redirect is followed, no
 * proxy of the environment asked; certificates are checked. */
#ifndef MOLVA_CALL_H
#define MOLVA_CALL_H

#include <signal.h>

#include "base/buf.h"

enum { CALL_LIMIT_S = 30, CALL_BODY_MOST = 1 << 20 };

struct call {
    struct str url, method;    /* method "": GET, or POST with a body */
    const struct str *headers; /* "Name: value", n_headers of them */
    size_t n_headers;
    struct str login; /* "user:password" of HTTP Basic, "" none */
    struct str type;  /* Content-Type of the body */
    struct str body;  /* "" none */
    const volatile sig_atomic_t *stop; /* ends it; may be NULL */
};

struct call_answer {
    long status;     /* 0: none came */
    bool away;       /* the request may have got there */
    int64_t retry;   /* seconds that Retry-After asks for, 0 none */
    struct buf body; /* freed by the caller */
};

/* False with the reason when no whole answer came. No error names the address:
 * that may hold a key. */
bool call_make(const struct call *c, struct call_answer *answer,
               struct err *e) MUST_CHECK;

/* This handle of libcurl's gives up when *stop is set; stop may be NULL. */
void call_stops(void *curl, const volatile sig_atomic_t *stop);

#endif
