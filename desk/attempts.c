/* SPDX-License-Identifier: MIT
 * attempts: a table of failure counts, keyed by a secret hash so that nobody
 * can choose names that push others out. */
#include "desk/attempts.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/ceiling.h"

enum { SLOTS = 4096, WAYS = 8 };

struct slot {
    uint64_t key;  /* hash, 0 = free */
    int64_t since; /* first failure counted */
    int count;     /* failures since then */
};

struct attempts {
    unsigned char secret[crypto_shorthash_KEYBYTES]; /* of the hash */
    struct slot slots[SLOTS];                        /* sets of WAYS */
};

struct attempts *attempts_new(void)
{
    struct attempts *t = xcalloc(1, sizeof *t);
    randombytes_buf(t->secret, sizeof t->secret);
    return t;
}

void attempts_free(struct attempts *t)
{
    free(t);
}

static uint64_t key_of(struct attempts *t, struct str login, struct str address)
{
    struct buf text;
    buf_init(&text, CEILING_REQUEST);
    buf_str(&text, address);
    buf_char(&text, 0);
    buf_str(&text, login);
    uint64_t key;
    crypto_shorthash((unsigned char *)&key, (unsigned char *)text.p, text.n,
                     t->secret);
    buf_clear(&text);
    return key ? key : 1;
}

/* The slot of the key, or the one of its set that is oldest. */
static struct slot *slot_of(struct attempts *t, uint64_t key, int64_t now)
{
    struct slot *set = &t->slots[key % (SLOTS / WAYS) * WAYS], *oldest = set;
    for (struct slot *s = set; s < set + WAYS; s++) {
        if (s->key && now - s->since >= CEILING_LOGIN_S)
            *s = (struct slot){0};
        if (s->key == key)
            return s;
        if (s->since < oldest->since)
            oldest = s;
    }
    return oldest;
}

static int count_of(struct attempts *t, uint64_t key, int64_t now)
{
    struct slot *s = slot_of(t, key, now);
    return s->key == key ? s->count : 0;
}

static void add(struct attempts *t, uint64_t key, int64_t now)
{
    struct slot *s = slot_of(t, key, now);
    if (s->key != key)
        *s = (struct slot){.key = key, .since = now};
    s->count++;
}

bool attempts_may(struct attempts *t, struct str login, struct str address,
                  int64_t now)
{
    return count_of(t, key_of(t, login, address), now) < CEILING_LOGIN_TRIES &&
           count_of(t, key_of(t, STR(""), address), now) <
               CEILING_LOGIN_TRIES_IP;
}

void attempts_failed(struct attempts *t, struct str login, struct str address,
                     int64_t now)
{
    add(t, key_of(t, login, address), now);
    add(t, key_of(t, STR(""), address), now);
}

void attempts_worked(struct attempts *t, struct str login, struct str address)
{
    uint64_t key = key_of(t, login, address);
    struct slot *s = slot_of(t, key, 0);
    if (s->key == key)
        *s = (struct slot){0};
}
