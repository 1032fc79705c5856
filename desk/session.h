/* SPDX-License-Identifier: MIT
 *
 * session: who asks, and the token that proves a form is ours.
 *
 * A login gives a cookie of 256 random bits; the store holds only its hash.
 * Before login a cookie of the same kind, which is stored nowhere, carries
 * the token of the login form. The CSRF token is a keyed hash of the cookie,
 * so another site can neither read nor make it. */
#ifndef MOLVA_DESK_SESSION_H
#define MOLVA_DESK_SESSION_H

#include "desk/internal.h"

/* Finds who asks; r->signed_in tells. False when the store fails. */
bool session_load(struct request *r, struct err *e) MUST_CHECK;
/* What "Authorization: Bearer" says, "" nothing. */
struct str session_bearer(struct request *r);
/* The password that "Authorization: Basic" says, "" none: readers of feeds
 * know no other way to bring a token. Only for what is read: a browser that
 * was told one sends it along with whatever page it is on. */
struct str session_basic(struct request *r);
/* Finds who asks by that token: his rights are what its scopes leave of them.
 */
bool session_token_load(struct request *r, struct str token,
                        struct err *e) MUST_CHECK;
/* Does a proxy that may tell who asks name somebody? He is signed in then, and
 * whoever was in this browser is not. Sets r->forged when another tells it, or
 * it is told twice, or nobody is called so. Unless `keep` it is for this
 * request alone, and no session begins: programs keep no cookie. */
bool session_proxy(struct request *r, bool keep, struct err *e) MUST_CHECK;
/* A new session for the user, told in the chain; an old one of this browser
 * dies. *still is false, and nothing is begun, when he was removed or has
 * another password since u was read. The request goes on as his. */
bool session_start(struct request *r, const struct user_row *u, bool *still,
                   struct err *e) MUST_CHECK;
bool session_end(struct request *r, struct err *e) MUST_CHECK;

/* The token forms carry in the field "csrf". Gives a browser without any
 * cookie the one it needs. */
struct str session_token(struct request *r);
/* Does the form carry it, and does it come from our own page? */
bool session_ours(struct request *r);

/* Does it come from our own page, as far as the browser tells? */
bool session_same_site(struct request *r);

/* Sets a cookie; seconds 0: until the browser ends, below 0: forget it. */
void session_cookie(struct request *r, const char *name, struct str value,
                    int64_t seconds);

#endif
