/* SPDX-License-Identifier: MIT
 * webhook: one POST, signed. It goes where the owner said and nowhere else: no
 * redirect is followed, no proxy of the environment asked. */
#include <curl/curl.h>
#include <sodium.h>
#include <time.h>

#include "notify/receiver.h"

enum { CONNECT_S = 10 };

struct str notify_signature(struct arena *a, struct str secret, int64_t at,
                            struct str body)
{
    crypto_auth_hmacsha256_state state;
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    char hex[2 * sizeof mac + 1];
    struct str head = str_printf(a, "%lld.", (long long)at);
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.p,
                                secret.n);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)head.p,
                                  head.n);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)body.p,
                                  body.n);
    crypto_auth_hmacsha256_final(&state, mac);
    sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    return str_printf(a, "sha256=%s", hex);
}

/* What it answers is of no interest. */
static size_t drop(char *p, size_t size, size_t n, void *ctx)
{
    (void)p, (void)ctx;
    return size * n;
}

static struct curl_slist *add(struct curl_slist *list, struct str line,
                              struct arena *a)
{
    struct curl_slist *more = curl_slist_append(list, str_z(a, line));
    return more ? more : list;
}

static struct curl_slist *headers(const struct notify_setup *setup,
                                  const struct outbox_row *row, struct arena *a)
{
    int64_t now = time(NULL);
    struct curl_slist *list = NULL;
    list = add(list, STR("Content-Type: application/json"), a);
    list = add(list, STR("Expect:"), a);
    list = add(
        list, str_printf(a, "Idempotency-Key: " STR_FMT, STR_ARG(row->key)), a);
    list = add(list, str_printf(a, "Molva-Timestamp: %lld", (long long)now), a);
    if (setup->secret.n)
        list = add(list,
                   str_printf(a, "Molva-Signature: " STR_FMT,
                              STR_ARG(notify_signature(a, setup->secret, now,
                                                       row->body))),
                   a);
    return list;
}

static void set_up(CURL *curl, const struct notify_setup *setup,
                   const struct outbox_row *row, struct arena *a)
{
    curl_easy_setopt(curl, CURLOPT_URL, str_z(a, setup->url));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)receiver_limit(setup));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)row->body.n);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, row->body.p);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Molva");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
}

bool webhook_tell(const struct notify_setup *setup,
                  const struct outbox_row *row, struct err *e)
{
    struct arena a = {0};
    CURL *curl = curl_easy_init();
    long status = 0;
    if (!curl)
        return err_set(e, "webhook: libcurl gives no handle");
    struct curl_slist *list = headers(setup, row, &a);
    set_up(curl, setup, row, &a);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    bool ok = code == CURLE_OK && status / 100 == 2;
    if (code != CURLE_OK)
        err_set(e, "webhook: %s", curl_easy_strerror(code));
    else if (!ok)
        err_set(e, "webhook: status %ld", status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    arena_clear(&a);
    return ok;
}
