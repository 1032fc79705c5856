/* SPDX-License-Identifier: MIT
 * mail: one letter to a mail server. A password goes over TLS or not at all. */
#include <curl/curl.h>
#include <gmime/gmime.h>
#include <string.h>

#include "notify/call.h"
#include "notify/receiver.h"

enum { CONNECT_S = 10 };

/* The letter and how much of it was sent. */
struct letter {
    struct str text;
    size_t sent;
};

static size_t give(char *to, size_t size, size_t n, void *ctx)
{
    struct letter *l = ctx;
    size_t left = l->text.n - l->sent;
    size_t now = size * n < left ? size * n : left;
    memcpy(to, l->text.p + l->sent, now);
    l->sent += now;
    return now;
}

static void address(GMimeMessage *mail, GMimeAddressType type, struct arena *a,
                    struct str one)
{
    g_mime_message_add_mailbox(mail, type, NULL, str_z(a, one));
}

static struct str domain(struct str address)
{
    ptrdiff_t at = str_find(address, STR("@"));
    return at < 0 ? STR("molva") : str_from(address, (size_t)at + 1);
}

/* The same key is the same Message-ID: servers and readers put one away that
 * comes twice. */
static struct str write_letter(const struct notify_receiver *r,
                               const struct message *m, struct arena *a)
{
    g_mime_init();
    GMimeMessage *mail = g_mime_message_new(TRUE);
    address(mail, GMIME_ADDRESS_TYPE_FROM, a, r->from);
    for (size_t i = 0; i < m->n_to; i++)
        address(mail, GMIME_ADDRESS_TYPE_TO, a, m->to[i]);
    g_mime_message_set_subject(mail, str_z(a, m->subject), "utf-8");
    GDateTime *now = g_date_time_new_now_utc();
    g_mime_message_set_date(mail, now);
    g_date_time_unref(now);
    struct str id = str_printf(a, STR_FMT "@" STR_FMT, STR_ARG(m->key),
                               STR_ARG(domain(r->from)));
    g_mime_message_set_message_id(mail, id.p);
    g_mime_object_set_header(GMIME_OBJECT(mail), "Auto-Submitted",
                             "auto-generated", NULL);
    GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");
    g_mime_text_part_set_charset(part, "utf-8");
    g_mime_text_part_set_text(part, str_z(a, m->text));
    g_mime_part_set_content_encoding(GMIME_PART(part),
                                     GMIME_CONTENT_ENCODING_BASE64);
    g_mime_message_set_mime_part(mail, GMIME_OBJECT(part));
    char *text = g_mime_object_to_string(GMIME_OBJECT(mail), NULL);
    struct str whole = str_dup(a, str_of(text));
    g_free(text);
    g_object_unref(part);
    g_object_unref(mail);
    return whole;
}

static void set_up(CURL *curl, const struct notify_receiver *r,
                   struct letter *letter, struct arena *a)
{
    curl_easy_setopt(curl, CURLOPT_URL, str_z(a, r->mail));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)receiver_limit(r));
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     (long)(r->user.n ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (r->user.n) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, str_z(a, r->user));
        curl_easy_setopt(curl, CURLOPT_PASSWORD, str_z(a, r->password));
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, str_z(a, r->from));
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_CRLF, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, letter);
}

bool mail_tell(const struct notify_receiver *r, const struct message *m,
               struct err *e)
{
    struct arena a = {0};
    CURL *curl = curl_easy_init();
    struct curl_slist *to = NULL;
    if (!curl)
        return err_set(e, "libcurl gives no handle");
    struct letter letter = {.text = write_letter(r, m, &a)};
    for (size_t i = 0; i < m->n_to; i++) {
        struct curl_slist *more = curl_slist_append(to, str_z(&a, m->to[i]));
        to = more ? more : to;
    }
    set_up(curl, r, &letter, &a);
    call_stops(curl, m->stop);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    bool ok = code == CURLE_OK;
    if (!ok)
        err_set(e, "%s (%ld)", curl_easy_strerror(code), status);
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
    arena_clear(&a);
    return ok;
}
