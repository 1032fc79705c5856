/* SPDX-License-Identifier: MIT
 *
 * cookies: what hosts set on the way to one page (folder-private).
 *
 * A site that asks for a cookie first redirects to itself with Set-Cookie. It
 * gets it back, on the way to this page only: nothing is stored, nothing goes
 * to another host, attributes are not looked at. */
#ifndef MOLVA_COOKIES_H
#define MOLVA_COOKIES_H

#include "base/str.h"

enum { COOKIE_HOSTS = 4 /* more of them set none */ };

struct cookies {
    char *origin[COOKIE_HOSTS]; /* scheme, host and port, or NULL */
    char *pairs[COOKIE_HOSTS];  /* "a=1; b=2" */
};

/* set: values of Set-Cookie, one a line. */
void cookies_take(struct cookies *c, struct str origin, struct str set);
/* The value of Cookie for that origin, "" none. */
struct str cookies_for(const struct cookies *c, struct str origin);
void cookies_clear(struct cookies *c);

#endif
