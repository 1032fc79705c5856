/* SPDX-License-Identifier: MIT
 * waiting: room, passwords, and how many refusals a minute are told. */
#include "desk/waiting.h"

#include <microhttpd.h> /* names of statuses */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/monotonic.h"
#include "desk/form.h"

enum { TOLD_A_MINUTE = 20 };

struct telling {
    int64_t minute; /* which */
    int told;       /* in it */
    int64_t held;   /* not told since the last that was */
};

struct waiting {
    const struct desk_setup *setup;
    struct link **links;                             /* all of them */
    struct attempts *attempts;                       /* failed sign-ins */
    struct telling telling[REFUSAL_KINDS];           /* by kind */
    unsigned char secret[crypto_shorthash_KEYBYTES]; /* of the hashes */
    uint64_t turn;                                   /* the last one given */
};

struct waiting *waiting_new(const struct desk_setup *s, struct link **links)
{
    struct waiting *w = xcalloc(1, sizeof *w);
    w->setup = s;
    w->links = links;
    w->attempts = attempts_new();
    randombytes_buf(w->secret, sizeof w->secret);
    return w;
}

void waiting_free(struct waiting *w)
{
    attempts_free(w->attempts);
    free(w);
}

static uint64_t hash_of(struct waiting *w, struct str s)
{
    uint64_t hash;
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)s.p, s.n,
                     w->secret);
    return hash ? hash : 1;
}

uint64_t waiting_share(struct waiting *w, struct str address)
{
    char net[ADDRESS_SIGNS];
    return hash_of(w, address_net(address, net));
}

static struct str path_of(const struct http_head *h)
{
    ptrdiff_t query = str_find_char(h->target, '?');
    return query < 0 ? h->target : str_part(h->target, 0, (size_t)query);
}

/* Whom the sign-in is for; false when it is none. */
static bool sign_in(struct waiting *w, struct link *l,
                    const struct http_head *h)
{
    struct arena a = {0};
    struct form form;
    char net[ADDRESS_SIGNS];
    bool ok =
        str_eqz(h->method, "POST") && str_eqz(path_of(h), "/login") &&
        form_parse(&form, &a, str_part(buf_view(&l->in), l->head, l->body));
    if (ok)
        l->attempt = attempts_of(w->attempts, form_login(&form),
                                 address_net(l->address, net));
    arena_clear(&a);
    return ok;
}

static void name_address(struct waiting *w, struct link *l,
                         const struct http_head *h)
{
    struct str s = address_of(h, str_of(l->peer), w->setup->behind_tls);
    memcpy(l->address_text, s.p, s.n);
    l->address = (struct str){l->address_text, s.n};
}

struct load {
    size_t all, logins, own; /* that wait: all, with passwords, of those from
                                this address */
};

static struct load load_of(struct waiting *w, const struct link *asks)
{
    struct load load = {0};
    for (const struct link *l = *w->links; l; l = l->next) {
        if (l->state != LINK_ASKING || l->taken)
            continue;
        load.all++;
        load.logins += l->password;
        load.own += l->password && str_eq(l->address, asks->address);
    }
    return load;
}

int waiting_add(struct waiting *w, struct link *l, const struct http_head *h)
{
    struct str cookie = http_get(h, "Cookie");
    name_address(w, l, h);
    l->asker = hash_of(w, cookie.n ? cookie : l->address);
    l->blocked = l->password = false;
    if (sign_in(w, l, h)) {
        l->blocked =
            !attempts_may(w->attempts, l->attempt, monotonic_ms() / 1000);
        l->password = !l->blocked;
    }
    struct load load = load_of(w, l);
    if (load.all >= CEILING_ASKING ||
        (l->password && (load.logins >= CEILING_ASKING_LOGIN ||
                         load.own >= CEILING_ASKING_LOGIN_IP)))
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    l->turn = ++w->turn;
    l->taken = false;
    link_go(l, LINK_ASKING);
    return 0;
}

/* May one of this kind be told now? */
static bool may_tell(struct telling *t)
{
    int64_t minute = monotonic_ms() / 60000;
    if (t->minute != minute)
        *t = (struct telling){.minute = minute, .held = t->held};
    return t->told < TOLD_A_MINUTE;
}

/* The table of attempts tells a block once a minute and counts meanwhile. */
static void take_blocked(struct waiting *w, struct link *l, struct job *job)
{
    int64_t n =
        attempts_blocked(w->attempts, l->attempt, monotonic_ms() / 1000);
    job->silent = n == 0;
    if (n == 0)
        job->may_tell[REFUSAL_BLOCKED] = false;
    else if (job->may_tell[REFUSAL_BLOCKED])
        job->held[REFUSAL_BLOCKED] += n - 1;
    else
        w->telling[REFUSAL_BLOCKED].held += n - 1;
}

void waiting_take(struct waiting *w, struct link *l, struct job *job)
{
    l->taken = true;
    for (int k = 0; k < REFUSAL_KINDS; k++) {
        job->may_tell[k] = may_tell(&w->telling[k]);
        job->held[k] = w->telling[k].held;
    }
    if (l->password &&
        !attempts_begin(w->attempts, l->attempt, monotonic_ms() / 1000))
        l->password = false, l->blocked = true;
    job->blocked = l->blocked;
    job->password = l->password;
    if (l->blocked)
        take_blocked(w, l, job);
}

static void count(struct telling *t, bool was_told)
{
    t->told += was_told;
    t->held = was_told ? 0 : t->held + 1;
}

void waiting_done(struct waiting *w, const struct job *job,
                  struct attempt attempt, const struct result *result)
{
    enum refusal what = result ? result->refusal : REFUSAL_NONE;
    if (job->password && result && result->sign_in == SIGN_IN_NONE)
        attempts_back(w->attempts, attempt);
    else if (job->password && result && result->sign_in == SIGN_IN_RIGHT)
        attempts_worked(w->attempts, attempt);
    if (what != REFUSAL_NONE && !(what == REFUSAL_BLOCKED && job->silent))
        count(&w->telling[what], job->may_tell[what]);
}
