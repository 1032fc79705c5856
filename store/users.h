/* SPDX-License-Identifier: MIT
 *
 * users: who may come in, and who is in just now (public through store.h).
 *
 * A user is never deleted: his name stands in what he did. Changes of users are
 * events of the chain. */
#ifndef MOLVA_USERS_H
#define MOLVA_USERS_H

#include "register/register.h"

struct store;

struct store_eyes {
    struct str login; /* "" nobody's: all is seen */
    enum sees sees;   /* register/register.h */
    struct str units; /* departments, blanks between; "*" all */
};
/* From now on this store reads with these eyes: what is not for them is not
 * there, in lists, counts and searches too; of a case about his own work nobody
 * is told who said it (R41). NULL: all is seen, as at the terminal. */
bool store_look(struct store *s, const struct store_eyes *eyes,
                struct err *e) MUST_CHECK;

struct user_row {
    int64_t id;
    struct str login, name, role, lang, password; /* password: argon2id hash */
    struct str departments; /* ids with blanks between; "*" all */
    struct str signature;   /* under his replies: name and post; "" none;
                               store_user_sign() sets it */
    bool removed;           /* may not come in any more; the row stays */
    int64_t last; /* newest sign-in, 0 never; filled by store_users() */
};
/* Whose eyes he has by his role; may he do any of these (enum right)? */
struct store_eyes store_user_eyes(const struct user_row *u);
bool store_user_may(const struct user_row *u, int rights);
/* Changes of users: by whom ("ann", "root@cli") and when goes into the event
 * each of them is. A new password or a removal ends the user's sessions. The
 * login of password, role and remove has to be there. */
bool store_user_put(struct store *s, const struct user_row *u, struct str who,
                    int64_t now, struct err *e) MUST_CHECK;
bool store_user_password(struct store *s, const struct user_row *u,
                         struct str who, int64_t now, struct err *e) MUST_CHECK;
bool store_user_role(struct store *s, const struct user_row *u, struct str who,
                     int64_t now, struct err *e) MUST_CHECK;
/* The ones he belongs to from now on. */
bool store_user_departments(struct store *s, const struct user_row *u,
                            struct str who, int64_t now,
                            struct err *e) MUST_CHECK;
bool store_user_remove(struct store *s, const struct user_row *u,
                       struct str who, int64_t now, struct err *e) MUST_CHECK;
/* The language a user chose for himself: no event. */
bool store_user_lang(struct store *s, struct str login, struct str lang,
                     struct err *e) MUST_CHECK;
/* How his replies are signed from now on: no event, for what was approved has
 * its own. Refused when it does not fit. */
bool store_user_sign(struct store *s, struct str login, struct str signature,
                     struct err *e) MUST_CHECK;
/* One line without braces, which of a template would be unfinished, of at most
 * so many bytes; "" fits. */
enum { SIGNATURE_LONGEST = 480 };
bool store_signature_fits(struct str signature);
bool store_user_get(struct store *s, struct arena *a, struct str login,
                    struct user_row *u, bool *found, struct err *e) MUST_CHECK;
/* All of them, by login. */
bool store_users(struct store *s, struct arena *a, struct user_row **rows,
                 size_t *n, struct err *e) MUST_CHECK;
/* The same without `last`. */
bool store_people(struct store *s, struct arena *a, struct user_row **rows,
                  size_t *n, struct err *e) MUST_CHECK;
/* token: hash of the cookie's value, never the value itself. */
bool store_session_put(struct store *s, struct str token, int64_t user,
                       int64_t expires, struct err *e) MUST_CHECK;
bool store_session_get(struct store *s, struct arena *a, struct str token,
                       int64_t now, struct user_row *u, bool *found,
                       struct err *e) MUST_CHECK;
bool store_session_drop(struct store *s, struct str token,
                        struct err *e) MUST_CHECK;

#endif
