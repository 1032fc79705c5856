/* SPDX-License-Identifier: MIT
 * password: argon2id by libsodium, and users with their passwords. */
#include <sodium.h>
#include <time.h>
#include <utf8proc.h>

#include "base/ceiling.h"
#include "base/terms.h"
#include "desk/desk.h"
#include "desk/password.h"

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

static bool sound_password(struct str password, struct err *e)
{
    if (password.n < PASSWORD_LEAST || password.n > CEILING_PASSWORD)
        return err_set(e, "a password has %d to %d bytes", PASSWORD_LEAST,
                       CEILING_PASSWORD);
    return true;
}

/* White space and signs that nobody sees would not survive a form or a
 * terminal, and would make one login look like another. */
static bool visible(struct str s)
{
    for (size_t i = 0; i < s.n;) {
        utf8proc_int32_t c = (utf8proc_int32_t)str_utf8(s, &i);
        utf8proc_category_t k = utf8proc_category(c);
        if (k == UTF8PROC_CATEGORY_CN || k >= UTF8PROC_CATEGORY_ZS)
            return false;
    }
    return true;
}

/* Names that sign events where no person of the desk acted. */
static bool signs_events(struct str login)
{
    static const char *const names[] = {"crawler", "matrix", "store", "desk",
                                        "molva"};
    struct str tail = STR("@cli"); /* of whoever types at the terminal */
    if (login.n >= tail.n &&
        str_eq_nocase(str_from(login, login.n - tail.n), tail))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(login, str_of(names[i])))
            return true;
    return false;
}

static bool sound_login(struct str login, struct err *e)
{
    if (login.n == 0 || login.n > 64)
        return err_set(e, "a login has 1 to 64 bytes");
    if (!str_utf8_valid(login))
        return err_set(e, "a login is UTF-8");
    if (!visible(login))
        return err_set(e, "a login has no spaces and no invisible signs");
    if (signs_events(login))
        return err_set(e, "that name signs what Molva does by itself, or "
                          "somebody at the terminal; take another");
    return true;
}

/* It stands in lists, a line for each. */
static bool sound_name(struct str name, struct err *e)
{
    if (!str_utf8_valid(name))
        return err_set(e, "a name is UTF-8");
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ' || name.p[i] == 0x7f)
            return err_set(e, "a name stands in one line");
    return true;
}

#define AS_WORD(name, id, ...) " " id

static bool sound_role(struct str role, struct err *e)
{
    return role_by_name(role) != ROLE_NONE ||
           err_set(e, "unknown role '" STR_FMT "'; known:" ROLE_ALL(AS_WORD),
                   STR_ARG(role));
}

static bool sound(const struct desk_user *u, struct err *e)
{
    if (!sound_login(u->login, e) || !sound_name(u->name, e) ||
        !sound_password(u->password, e) || !sound_role(u->role, e))
        return false;
    if (u->lang.n && !str_eqz(u->lang, "ru") && !str_eqz(u->lang, "en"))
        return err_set(e, "unknown language '" STR_FMT "'; known: ru en",
                       STR_ARG(u->lang));
    return true;
}

static bool make_hash(struct str password, char hash[crypto_pwhash_STRBYTES],
                      struct err *e)
{
    if (sodium_init() < 0)
        return err_set(e, "libsodium does not start");
    if (crypto_pwhash_str_alg(hash, password.p, password.n,
                              crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(e, "not enough memory for a password hash");
    return true;
}

static struct str by(const struct desk_user *u)
{
    return u->by.n ? u->by : STR("molva");
}

static bool put(struct store *s, const struct desk_user *u, struct err *e)
{
    char hash[crypto_pwhash_STRBYTES];
    if (!sound(u, e) || !make_hash(u->password, hash, e))
        return false;
    struct user_row row = {.login = u->login,
                           .name = u->name.n ? u->name : u->login,
                           .role = u->role,
                           .lang = u->lang,
                           .departments = u->units,
                           .password = str_of(hash)};
    return store_user_put(s, &row, by(u), time(NULL), e);
}

bool desk_user_put(struct store *s, const struct desk_user *u, struct err *e)
{
    return put(s, u, e) || err_add(e, "user " STR_FMT, STR_ARG(u->login));
}

bool desk_user_password(struct store *s, const struct desk_user *u,
                        struct err *e)
{
    char hash[crypto_pwhash_STRBYTES];
    if (!sound_password(u->password, e) || !make_hash(u->password, hash, e))
        return false;
    struct user_row row = {.login = u->login, .password = str_of(hash)};
    return store_user_password(s, &row, by(u), time(NULL), e);
}

bool desk_user_role(struct store *s, const struct desk_user *u, struct err *e)
{
    struct user_row row = {.login = u->login, .role = u->role};
    return sound_role(u->role, e) &&
           store_user_role(s, &row, by(u), time(NULL), e);
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
