/* SPDX-License-Identifier: MIT
 * call: one request by libcurl. */
#include "notify/call.h"

#include <curl/curl.h>

enum { CONNECT_S = 10 };

/* What passes the ceiling ends the transfer. */
static size_t keep(char *p, size_t size, size_t n, void *ctx)
{
    return buf_put(ctx, p, size * n) ? size * n : 0;
}

static int stops(void *stop, curl_off_t dl, curl_off_t dn, curl_off_t ul,
                 curl_off_t un)
{
    (void)dl, (void)dn, (void)ul, (void)un;
    return *(const volatile sig_atomic_t *)stop != 0;
}

void call_stops(void *curl, const volatile sig_atomic_t *stop)
{
    if (!stop)
        return;
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stops);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, (void *)stop);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

static struct curl_slist *lines(const struct call *c, struct arena *a)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:");
    for (size_t i = 0; i <= c->n_headers; i++) {
        struct str line =
            i < c->n_headers
                ? c->headers[i]
                : str_printf(a, "Content-Type: " STR_FMT, STR_ARG(c->type));
        if (i == c->n_headers && !c->body.n)
            break;
        struct curl_slist *more = curl_slist_append(list, str_z(a, line));
        list = more ? more : list;
    }
    return list;
}

static void set_up(CURL *curl, const struct call *c, struct call_answer *answer,
                   struct arena *a)
{
    curl_easy_setopt(curl, CURLOPT_URL, str_z(a, c->url));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)CALL_LIMIT_S);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Molva");
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer->body);
    if (c->body.n) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)c->body.n);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, c->body.p);
    }
    if (c->method.n)
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, str_z(a, c->method));
    if (c->login.n)
        curl_easy_setopt(curl, CURLOPT_USERPWD, str_z(a, c->login));
    call_stops(curl, c->stop);
}

/* Did it end before a byte of the request could get out? */
static bool stayed_here(CURLcode code)
{
    return code == CURLE_COULDNT_RESOLVE_HOST ||
           code == CURLE_COULDNT_CONNECT || code == CURLE_SSL_CONNECT_ERROR ||
           code == CURLE_PEER_FAILED_VERIFICATION ||
           code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL;
}

bool call_make(const struct call *c, struct call_answer *answer, struct err *e)
{
    struct arena a = {0};
    curl_off_t retry = 0;
    CURL *curl = curl_easy_init();
    *answer = (struct call_answer){0};
    buf_init(&answer->body, CALL_BODY_MOST);
    if (!curl)
        return err_set(e, "libcurl gives no handle");
    struct curl_slist *list = lines(c, &a);
    set_up(curl, c, answer, &a);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry);
    answer->retry = retry;
    answer->away = !stayed_here(code);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    arena_clear(&a);
    return code == CURLE_OK || err_set(e, "%s", curl_easy_strerror(code));
}
