/* SPDX-License-Identifier: MIT
 * token: made for a program. */
#include <sodium.h>

#include "desk/desk.h"
#include "desk/secret.h"
#include "desk/token.h"

struct str token_hash(struct arena *a, struct str token)
{
    struct str secret = secret_of_token(token);
    return secret.n ? secret_hash(a, secret, "token") : (struct str){0};
}

bool token_ours(struct str token)
{
    return str_starts(token, STR("molva_"));
}

bool desk_token_add(struct store *s, struct arena *a, struct access_row *row,
                    struct str *token, struct err *e)
{
    if (sodium_init() < 0)
        return err_set(e, "libsodium does not start");
    *token = secret_token(a, secret_new(a));
    return store_access_add(s, row, token_hash(a, *token), e);
}
