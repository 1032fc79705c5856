/* SPDX-License-Identifier: MIT
 * totp: time-based one-time passwords. */
#include "desk/totp.h"

#include <glib.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/ceiling.h"
#include "desk/secret.h"

static const char BASE32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
#define RECOVERY "totp recovery" /* what the hashes of codes are for */

uint32_t totp_hotp(struct str secret, uint64_t counter, int digits)
{
    unsigned char mac[20], message[8];
    gsize n = sizeof mac;
    uint32_t most = 1;
    for (int i = 7; i >= 0; i--, counter >>= 8)
        message[i] = (unsigned char)counter;
    GHmac *h = g_hmac_new(G_CHECKSUM_SHA1, (const guchar *)secret.p, secret.n);
    g_hmac_update(h, message, sizeof message);
    g_hmac_get_digest(h, mac, &n);
    g_hmac_unref(h);
    size_t at = mac[19] & 15;
    uint32_t value = (uint32_t)(mac[at] & 127) << 24 |
                     (uint32_t)mac[at + 1] << 16 | (uint32_t)mac[at + 2] << 8 |
                     mac[at + 3];
    while (digits-- > 0)
        most *= 10;
    return value % most;
}

struct str totp_base32(struct arena *a, struct str bytes)
{
    char *p = arena_alloc(a, bytes.n * 8 / 5 + 2);
    size_t n = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        bits = bits << 8 | (unsigned char)bytes.p[i];
        for (held += 8; held >= 5; held -= 5)
            p[n++] = BASE32[bits >> (held - 5) & 31];
    }
    if (held)
        p[n++] = BASE32[bits << (5 - held) & 31];
    return (struct str){p, n};
}

struct str totp_from_base32(struct arena *a, struct str text)
{
    char *p = arena_alloc(a, text.n * 5 / 8 + 1);
    size_t n = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *at = text.p[i] ? strchr(BASE32, text.p[i]) : NULL;
        if (!at)
            return (struct str){0};
        bits = bits << 5 | (uint32_t)(at - BASE32);
        held += 5;
        if (held >= 8)
            p[n++] = (char)(bits >> (held -= 8));
    }
    return (struct str){p, n};
}

/* Six digits; blanks between are how some programs show them. */
static bool code_of(struct str typed, uint32_t *code)
{
    int n = 0;
    *code = 0;
    for (size_t i = 0; i < typed.n; i++) {
        if (typed.p[i] == ' ')
            continue;
        if (!ascii_digit(typed.p[i]) || ++n > 6)
            return false;
        *code = *code * 10 + (uint32_t)(typed.p[i] - '0');
    }
    return n == 6;
}

int64_t totp_step(struct str secret, struct str code, int64_t now)
{
    uint32_t typed;
    int64_t step = now / TOTP_STEP_S, is = 0;
    if (!secret.n || !code_of(code, &typed))
        return 0;
    for (int64_t i = step - TOTP_DRIFT; i <= step + TOTP_DRIFT; i++)
        if (totp_hotp(secret, (uint64_t)i, 6) == typed && !is)
            is = i;
    return is;
}

/* Letters in either case, with or without its hyphen. */
static struct str recovery_hash(struct arena *a, struct str typed)
{
    char *p = arena_alloc(a, typed.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++)
        if (ascii_alnum(typed.p[i]))
            p[n++] = ascii_lower(typed.p[i]);
    return secret_hash(a, (struct str){p, n}, RECOVERY);
}

bool totp_lets_in(struct store *s, struct arena *a, const struct user_row *u,
                  struct str typed, int64_t now, bool *in, struct err *e)
{
    struct totp_row row;
    if (!store_totp_get(s, a, u->id, &row, e))
        return false;
    *in = !row.secret.n || !row.since;
    if (!row.secret.n || !typed.n)
        return true;
    int64_t step = totp_step(totp_from_base32(a, row.secret), typed, now);
    bool fresh = false;
    if (step) {
        if (!store_totp_use(s, u->login, step, now, &fresh, e))
            return false;
    } else if (row.since &&
               !store_totp_recover(s, u->login, recovery_hash(a, typed), now,
                                   &fresh, e)) {
        return false;
    }
    *in |= fresh;
    return true;
}

/* "abcd-efgh-jklm-npqr": 80 bits. */
static struct str recovery_code(struct arena *a)
{
    unsigned char bytes[10];
    randombytes_buf(bytes, sizeof bytes);
    struct str raw = totp_base32(a, (struct str){(char *)bytes, sizeof bytes});
    char *p = arena_alloc(a, raw.n + 4);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        if (i && i % 4 == 0)
            p[n++] = '-';
        p[n++] = ascii_lower(raw.p[i]);
    }
    return (struct str){p, n};
}

static struct str escaped(struct arena *a, struct str s)
{
    struct buf out;
    buf_init(&out, CEILING_URL);
    for (size_t i = 0; i < s.n; i++)
        if (ascii_alnum(s.p[i]) || strchr("-._~", s.p[i]))
            buf_char(&out, s.p[i]);
        else
            buf_printf(&out, "%%%02X", (unsigned char)s.p[i]);
    s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

bool desk_totp_make(struct store *s, struct arena *a, struct desk_totp *t,
                    struct err *e)
{
    unsigned char bytes[TOTP_SECRET];
    struct buf hashes;
    randombytes_buf(bytes, sizeof bytes);
    t->secret = totp_base32(a, (struct str){(char *)bytes, sizeof bytes});
    t->url = str_printf(
        a, "otpauth://totp/Molva:" STR_FMT "?secret=" STR_FMT "&issuer=Molva",
        STR_ARG(escaped(a, t->login)), STR_ARG(t->secret));
    t->codes = arena_alloc(a, TOTP_CODES * sizeof *t->codes);
    t->n_codes = TOTP_CODES;
    buf_init(&hashes, CEILING_REQUEST);
    for (size_t i = 0; i < TOTP_CODES; i++) {
        t->codes[i] = recovery_code(a);
        buf_str(&hashes, recovery_hash(a, t->codes[i]));
        buf_char(&hashes, ' ');
    }
    bool ok = store_totp_put(s, t->login, t->secret, buf_view(&hashes), t->who,
                             t->now, e);
    buf_clear(&hashes);
    return ok;
}
