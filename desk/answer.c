/* SPDX-License-Identifier: MIT
 * answer: status line, headers, body. */
#include "desk/answer.h"

#include <microhttpd.h> /* names of statuses and their words */
#include <stdio.h>
#include <time.h>

#include "base/html.h"
#include "desk/pages.h"
#include "desk/route.h"
#include "desk/squeeze.h"

struct header {
    const char *name, *value; /* as sent */
};

static const struct header headers_of_all[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; script-src "
     "'self'; connect-src 'self'; form-action 'self'; frame-ancestors "
     "'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    /* no-referrer would make browsers send "Origin: null" with our forms. */
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static void add(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s: %s\r\n", name, value);
}

static void write_date(struct buf *out)
{
    char date[64];
    struct tm tm;
    time_t now = time(NULL);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT",
             gmtime_r(&now, &tm));
    add(out, "Date", date);
}

static void open_answer(const struct desk_setup *s, struct buf *out, int status,
                        bool close)
{
    buf_printf(out, "HTTP/1.1 %d %s\r\n", status,
               MHD_get_reason_phrase_for((unsigned)status));
    write_date(out);
    for (size_t i = 0; i < sizeof headers_of_all / sizeof *headers_of_all; i++)
        add(out, headers_of_all[i].name, headers_of_all[i].value);
    if (s->behind_tls)
        add(out, "Strict-Transport-Security", "max-age=31536000");
    if (status == MHD_HTTP_TOO_MANY_REQUESTS)
        buf_printf(out, "Retry-After: %d\r\n", CEILING_LOGIN_S);
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        add(out, "Retry-After", "5");
    if (close)
        add(out, "Connection", "close");
}

/* The body as it is sent; `small` holds it when that is not as it was made. */
static struct str body_of(struct request *r, struct buf *small, struct buf *out)
{
    struct str body = buf_view(&r->out);
    const char *type = r->type ? r->type : "text/html";
    if (!squeeze_worth(type, body.n))
        return body;
    add(out, "Vary", "Accept-Encoding");
    if (!squeeze_taken(request_header(r, "Accept-Encoding")) ||
        !squeeze(small, body))
        return body;
    add(out, "Content-Encoding", "gzip");
    return buf_view(small);
}

void answer_write(struct request *r, bool head_only, bool close,
                  struct buf *out)
{
    struct buf small;
    buf_init(&small, CEILING_PAGE_OUT);
    open_answer(r->desk->setup, out, r->status, close);
    add(out, "Content-Type", r->type ? r->type : "text/html; charset=utf-8");
    add(out, "Cache-Control",
        r->cached ? "public, max-age=31536000, immutable" : "no-store");
    if (r->location.n)
        add(out, "Location", str_z(&r->arena, r->location));
    if (r->status == MHD_HTTP_UNAUTHORIZED && r->route &&
        r->route->run == queue_atom)
        add(out, "WWW-Authenticate",
            "Basic realm=\"Molva\", charset=\"UTF-8\"");
    if (r->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        add(out, "Allow", route_methods(r));
    for (int i = 0; i < r->n_cookies; i++)
        add(out, "Set-Cookie", str_z(&r->arena, r->cookies[i]));
    struct str body = body_of(r, &small, out);
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body.n);
    if (!head_only)
        buf_str(out, body);
    buf_clear(&small);
}

void answer_give(struct link *l, struct str bytes)
{
    buf_reset(&l->out);
    buf_str(&l->out, bytes);
    l->sent = 0;
    link_go(l, LINK_ANSWERING);
}

/* Words for who meets these: mostly programs, and people who set us up. */
static const char *hint(int status)
{
    switch (status) {
    case MHD_HTTP_MISDIRECTED_REQUEST:
        return "This desk is not called so. If it should be, name it in "
               "molva.yaml: desk: {names: [...]}.";
    case MHD_HTTP_SERVICE_UNAVAILABLE:
        return "Too much is asked just now. Try again in a moment.";
    case MHD_HTTP_INTERNAL_SERVER_ERROR:
        return "This page could not be made. The log of the desk says more.";
    default:
        return "The request cannot be taken.";
    }
}

void answer_refuse(const struct desk_setup *s, struct link *l, int status)
{
    struct buf page;
    buf_init(&page, CEILING_REQUEST);
    const char *words = MHD_get_reason_phrase_for((unsigned)status);
    html_printf(&page,
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                "<title>%d %s</title><h1>%d %s</h1><p>%s</p></html>\n",
                status, words, status, words, hint(status));
    buf_reset(&l->out);
    open_answer(s, &l->out, status, true);
    add(&l->out, "Content-Type", "text/html; charset=utf-8");
    add(&l->out, "Cache-Control", "no-store");
    buf_printf(&l->out, "Content-Length: %zu\r\n\r\n", page.n);
    buf_str(&l->out, buf_view(&page));
    buf_clear(&page);
    l->close = true;
    l->sent = 0;
    link_go(l, LINK_ANSWERING);
}
