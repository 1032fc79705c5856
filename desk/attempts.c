/* SPDX-License-Identifier: MIT
 * attempts: a table of failure counts, keyed by a secret hash so that nobody
 * can choose names that push others out. */
#include "desk/attempts.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/ceiling.h"

enum { SLOTS = 4096, WAYS = 8, TOLD_EVERY_S = 60 };

struct slot {
    uint64_t key;  /* hash, 0 = free */
    int64_t since; /* first failure counted */
    int count;     /* failures since then */
    int64_t told;  /* when it was last told that it is blocked */
    int64_t held;  /* tries since, which were not told */
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
    buf_init(&text, 2 * CEILING_REQUEST);
    buf_str(&text, address);
    buf_char(&text, 0);
    buf_str(&text, login);
    uint64_t key;
    crypto_shorthash((unsigned char *)&key, (unsigned char *)text.p, text.n,
                     t->secret);
    buf_clear(&text);
    return key ? key : 1;
}

struct attempt attempts_of(struct attempts *t, struct str login,
                           struct str address)
{
    return (struct attempt){key_of(t, login, address),
                            key_of(t, STR(""), address)};
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

/* Is the number of failures reached? Then its slot, else NULL. */
static struct slot *full(struct attempts *t, uint64_t key, int most,
                         int64_t now)
{
    struct slot *s = slot_of(t, key, now);
    return s->key == key && s->count >= most ? s : NULL;
}

static struct slot *blocks(struct attempts *t, struct attempt a, int64_t now)
{
    struct slot *s = full(t, a.account, CEILING_LOGIN_TRIES, now);
    return s ? s : full(t, a.address, CEILING_LOGIN_TRIES_IP, now);
}

static void add(struct attempts *t, uint64_t key, int64_t now)
{
    struct slot *s = slot_of(t, key, now);
    if (s->key != key)
        *s = (struct slot){.key = key, .since = now};
    s->count++;
}

static void take_back(struct attempts *t, uint64_t key)
{
    struct slot *s = slot_of(t, key, 0);
    if (s->key == key && --s->count <= 0)
        *s = (struct slot){0};
}

bool attempts_may(struct attempts *t, struct attempt a, int64_t now)
{
    return !blocks(t, a, now);
}

bool attempts_begin(struct attempts *t, struct attempt a, int64_t now)
{
    if (!attempts_may(t, a, now))
        return false;
    add(t, a.account, now);
    add(t, a.address, now);
    return true;
}

void attempts_back(struct attempts *t, struct attempt a)
{
    take_back(t, a.account);
    take_back(t, a.address);
}

void attempts_worked(struct attempts *t, struct attempt a)
{
    struct slot *s = slot_of(t, a.account, 0);
    if (s->key == a.account)
        *s = (struct slot){0};
    take_back(t, a.address);
}

int64_t attempts_blocked(struct attempts *t, struct attempt a, int64_t now)
{
    struct slot *s = blocks(t, a, now);
    if (!s)
        return 0;
    s->held++;
    if (s->told && now - s->told < TOLD_EVERY_S)
        return 0;
    int64_t n = s->held;
    s->held = 0;
    s->told = now;
    return n;
}
