/* SPDX-License-Identifier: MIT
 * secret: random bytes, and hashes of them. */
#include "desk/secret.h"

#include <sodium.h>
#include <string.h>

enum { SECRET_BYTES = 32, SECRET_SIGNS = 44 /* of them in base64, and NUL */ };

/* What a scanner of leaked keys looks for. */
#define TOKEN_HEAD "molva_"

struct str secret_new(struct arena *a)
{
    unsigned char bytes[SECRET_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    char *p = arena_alloc(a, SECRET_SIGNS);
    sodium_bin2base64(p, SECRET_SIGNS, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_of(p);
}

bool secret_is(struct str secret)
{
    return secret.n == SECRET_SIGNS - 1;
}

struct str secret_hash(struct arena *a, struct str secret, const char *purpose)
{
    unsigned char bytes[32], key[crypto_generichash_KEYBYTES] = {0};
    memcpy(key, purpose, strnlen(purpose, sizeof key));
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)secret.p,
                       secret.n, key, sizeof key);
    char *p = arena_alloc(a, 2 * sizeof bytes + 1);
    sodium_bin2hex(p, 2 * sizeof bytes + 1, bytes, sizeof bytes);
    return str_of(p);
}

struct str secret_token(struct arena *a, struct str secret)
{
    return str_printf(a, TOKEN_HEAD STR_FMT, STR_ARG(secret));
}

struct str secret_of_token(struct str token)
{
    if (!str_starts(token, STR(TOKEN_HEAD)))
        return (struct str){0};
    token = str_from(token, sizeof TOKEN_HEAD - 1);
    return secret_is(token) ? token : (struct str){0};
}
