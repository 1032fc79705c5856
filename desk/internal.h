/* SPDX-License-Identifier: MIT
 *
 * internal: what the files of the desk share: the desk, one request, and who
 * offers what. Read worker.c, request.c, route.c, page.c, then any page. */
#ifndef MOLVA_DESK_INTERNAL_H
#define MOLVA_DESK_INTERNAL_H

#include "base/base.h"
#include "desk/desk.h"
#include "desk/form.h"
#include "desk/http.h"
#include "desk/job.h"
#include "desk/say.h"
#include "register/register.h"

struct route;

/* A worker's desk. */
struct desk {
    const struct desk_setup *setup; /* the caller's */
    struct store *store;            /* our own connection */
};

enum { REQUEST_COOKIES = 3 };

/* One request and its answer; lives in its arena until it is sent. */
struct request {
    struct desk *desk;            /* whom it was sent to */
    const struct job *job;        /* how it came */
    const struct http_head *head; /* its headers */
    struct str address;           /* of the asker */
    struct arena arena;           /* of all that follows */
    struct str method, path;      /* HEAD is read as GET */
    struct form query, form;      /* of the URL; of the body */
    struct str body;              /* as it was sent */
    const struct route *route;    /* which page it asks for */
    int64_t id;                   /* the number in its path */
    struct str rest;              /* what '*' of the route stands for */
    int64_t now;                  /* the clock */
    enum say_lang lang;           /* to answer in */
    bool signed_in;               /* user is known */
    struct user_row user;         /* who asks */
    int rights;                   /* of his role */
    struct str secret;            /* cookie the CSRF token comes from */
    struct str back;              /* where to go on after signing in: ours */

    bool forged;         /* a name is told by who may tell none, or it is
                            nobody's */
    bool api;            /* a program asks: JSON in place of pages */
    struct str cause;    /* why it is refused, where that is known */
    bool cut;            /* the database was cut before it was answered */
    int status;          /* of the answer, 200 unless set */
    const char *type;    /* of the answer, HTML unless set */
    struct str location; /* where to go on, may be empty */
    bool resume;         /* `back` is the answer, not this */
    int again_s; /* a script asks for the page again then, 0: it stays */
    bool cached; /* may be kept for ever */
    struct str cookies[REQUEST_COOKIES]; /* Set-Cookie values */
    int n_cookies;                       /* of them */
    struct buf out;                      /* body of the answer */
    enum sign_in sign_in;                /* what became of a password */
    enum refusal refusal;                /* what was refused */
};

/* ---- request.c ---- */

/* Header of the request, or the empty str. */
struct str request_header(struct request *r, const char *name);
/* Value of a cookie, or the empty str. */
struct str request_cookie(struct request *r, const char *name);
/* Path and query as the browser sent them. */
struct str request_target(const struct request *r);
/* Address of the asker as text. */
struct str request_address(struct request *r);
/* Answers "303 See Other". Always true. */
bool request_go(struct request *r, struct str location);
bool request_is_admin(const struct request *r);
/* What was looked at is written upon: runs it in one transaction. */
bool request_whole(struct request *r,
                   bool inner(struct request *r, struct err *e),
                   struct err *e) MUST_CHECK;
/* Field of the form, else of the query; the empty str when missing. */
struct str request_field(struct request *r, const char *name);

#endif
