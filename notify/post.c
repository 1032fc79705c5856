/* SPDX-License-Identifier: MIT
 * post: one POST of JSON: a webhook's, signed, a chat's, a bot's. It goes where
 * the owner said and nowhere else: no redirect is followed, no proxy of the
 * environment asked. */
#include <curl/curl.h>
#include <sodium.h>
#include <time.h>

#include "base/json.h"
#include "notify/call.h"
#include "notify/receiver.h"

enum {
    CONNECT_S = 10,
    TEXT_MOST = 4000, /* characters that a chat takes at once */
    JSON_MOST = 1 << 20
};

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

static struct curl_slist *headers(const struct notify_receiver *r,
                                  const struct message *m, struct arena *a)
{
    int64_t now = time(NULL);
    struct curl_slist *list = NULL;
    list = add(list, STR("Content-Type: application/json"), a);
    list = add(list, STR("Expect:"), a);
    list = add(list,
               str_printf(a, "Idempotency-Key: " STR_FMT, STR_ARG(m->key)), a);
    list = add(list, str_printf(a, "Molva-Timestamp: %lld", (long long)now), a);
    if (r->secret.n)
        list = add(
            list,
            str_printf(a, "Molva-Signature: " STR_FMT,
                       STR_ARG(notify_signature(a, r->secret, now, m->body))),
            a);
    return list;
}

static void set_up(CURL *curl, const struct notify_receiver *r, const char *url,
                   struct str body)
{
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)receiver_limit(r));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)body.n);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.p);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Molva");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
}

/* No error names the address: that may hold a key. */
static bool post(const struct notify_receiver *r, const struct message *m,
                 struct str url, struct str body, struct err *e)
{
    struct arena a = {0};
    CURL *curl = curl_easy_init();
    long status = 0;
    if (!curl)
        return err_set(e, "libcurl gives no handle");
    struct curl_slist *list = headers(r, m, &a);
    set_up(curl, r, str_z(&a, url), body);
    call_stops(curl, m->stop);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    bool ok = code == CURLE_OK && status / 100 == 2;
    if (code != CURLE_OK)
        err_set(e, "%s", curl_easy_strerror(code));
    else if (!ok)
        err_set(e, "status %ld", status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    arena_clear(&a);
    return ok;
}

bool webhook_tell(const struct notify_receiver *r, const struct message *m,
                  struct err *e)
{
    return post(r, m, r->url, m->body, e);
}

static struct str cut(struct str text)
{
    size_t at = 0, end = 0;
    for (int n = 0; n < TEXT_MOST && at < text.n; n++) {
        str_utf8(text, &at);
        end = at;
    }
    return str_part(text, 0, end);
}

/* {"text": ...}, and of a bot to which chat. */
static bool post_text(const struct notify_receiver *r, const struct message *m,
                      struct str url, struct str chat, struct err *e)
{
    struct buf out;
    struct json j;
    buf_init(&out, JSON_MOST);
    json_init(&j, &out);
    json_map(&j);
    if (chat.n)
        json_key(&j, "chat_id"), json_str(&j, chat);
    json_key(&j, "text"), json_str(&j, cut(m->text));
    json_end(&j);
    bool ok = post(r, m, url, buf_view(&out), e);
    buf_clear(&out);
    return ok;
}

bool chat_tell(const struct notify_receiver *r, const struct message *m,
               struct err *e)
{
    return post_text(r, m, r->chat, STR(""), e);
}

bool telegram_tell(const struct notify_receiver *r, const struct message *m,
                   struct err *e)
{
    struct arena a = {0};
    struct str api = r->api.n ? r->api : STR("https://api.telegram.org");
    struct str url = str_printf(&a, STR_FMT "/bot" STR_FMT "/sendMessage",
                                STR_ARG(api), STR_ARG(r->telegram));
    bool ok = true;
    for (size_t i = 0; ok && i < m->n_to; i++)
        ok = post_text(r, m, url, m->to[i], e);
    arena_clear(&a);
    return ok;
}
