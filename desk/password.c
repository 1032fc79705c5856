/* SPDX-License-Identifier: MIT
 * password: argon2id by libsodium, and users with their passwords. */
#include <sodium.h>

#include "base/ceiling.h"
#include "desk/desk.h"
#include "desk/password.h"
#include "desk/route.h"

enum { PASSWORD_LEAST = 8 };

/* A hash nobody has the password of, so that an unknown login costs the same
 * time as a wrong password. */
static const char *nobody(void)
{
    return "$argon2id$v=19$m=65536,t=2,p=1$1uFIl8k9pE/jnwkAe+y4Vg$"
           "vYOvB1oCDduC6yBYtsZLsqu7z1Wg3zP+Jt1qIGoeeG0";
}

bool password_check(struct arena *a, const struct user_row *u, bool known,
                    struct str password)
{
    const char *hash =
        known && u->password.n ? str_z(a, u->password) : nobody();
    bool right = crypto_pwhash_str_verify(hash, password.p ? password.p : "",
                                          password.n) == 0;
    return known && right;
}

static bool sound(const struct desk_user *u, struct err *e)
{
    if (u->login.n == 0 || u->login.n > 64)
        return err_set(e, "a login has 1 to 64 bytes");
    if (u->password.n < PASSWORD_LEAST || u->password.n > CEILING_PASSWORD)
        return err_set(e, "a password has %d to %d bytes", PASSWORD_LEAST,
                       CEILING_PASSWORD);
    if (route_rights(u->role) < 0)
        return err_set(e, "unknown role '" STR_FMT "'; known: %s",
                       STR_ARG(u->role), route_roles());
    if (u->lang.n && !str_eqz(u->lang, "ru") && !str_eqz(u->lang, "en"))
        return err_set(e, "unknown language '" STR_FMT "'; known: ru en",
                       STR_ARG(u->lang));
    return true;
}

bool desk_user_put(struct store *s, const struct desk_user *u, struct err *e)
{
    char hash[crypto_pwhash_STRBYTES];
    if (sodium_init() < 0)
        return err_set(e, "libsodium does not start");
    if (!sound(u, e))
        return err_add(e, "user " STR_FMT, STR_ARG(u->login));
    if (crypto_pwhash_str_alg(hash, u->password.p, u->password.n,
                              crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(e, "not enough memory for a password hash");
    struct user_row row = {.login = u->login,
                           .name = u->name.n ? u->name : u->login,
                           .role = u->role,
                           .lang = u->lang,
                           .password = str_of(hash)};
    return store_user_put(s, &row, e);
}

struct str desk_password(struct arena *a)
{
    /* Without i l o 0 1, which people take for one another. */
    static const char signs[] = "abcdefghjkmnpqrstuvwxyz23456789";
    char *p = arena_alloc(a, 20);
    for (int i = 0; i < 19; i++)
        p[i] = i % 5 == 4 ? '-' : signs[randombytes_uniform(sizeof signs - 1)];
    return (struct str){p, 19};
}
