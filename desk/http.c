/* SPDX-License-Identifier: MIT
 * http: lines, tokens, and what a head may say only once. */
#include "desk/http.h"

#include <microhttpd.h> /* names of statuses */
#include <string.h>

#include "base/ascii.h"
#include "base/ceiling.h"

enum { LENGTH_DIGITS = 18, PORT_DIGITS = 5, METHOD_SIGNS = 32 };

/* ---- where the head ends ---- */

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t') || c == 0x7f;
}

static int too_large(struct str in)
{
    return str_find(in, STR("\r\n")) < 0
               ? MHD_HTTP_URI_TOO_LONG
               : MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
}

/* One empty line before a request is what some clients send after the body
 * of the last one (RFC 9112 2.2). */
static size_t before_line(struct str in)
{
    return str_starts(in, STR("\r\n")) ? 2 : 0;
}

int http_scan(struct str in, size_t *at, size_t *size)
{
    size_t i = *at, start = before_line(in);
    *size = 0;
    for (; i < in.n && i < CEILING_REQUEST_HEAD; i++) {
        unsigned char c = (unsigned char)in.p[i];
        if (!is_control(c))
            continue;
        if (c != '\r')
            return MHD_HTTP_BAD_REQUEST;
        if (i + 1 == in.n)
            break; /* its LF may still come */
        if (in.p[++i] != '\n')
            return MHD_HTTP_BAD_REQUEST;
        if (start && i == start + 1)
            return MHD_HTTP_BAD_REQUEST;
        if (i + 1 >= start + 4 && in.p[i - 2] == '\n') {
            *size = i + 1;
            return 0;
        }
    }
    *at = i;
    return i < CEILING_REQUEST_HEAD ? 0 : too_large(in);
}

/* ---- one line ---- */

static bool is_token_sign(char c)
{
    return ascii_alnum(c) || (c && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_token_sign(s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_digits(struct str s, size_t most)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= most;
}

static bool is_target(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '#')
            return false;
    return s.n > 0 && s.p[0] == '/';
}

static int read_version(struct http_head *h, struct str s)
{
    if (s.n != 8 || !str_starts(s, STR("HTTP/")) ||
        !is_digits(str_part(s, 5, 1), 1) || s.p[6] != '.' ||
        !is_digits(str_from(s, 7), 1))
        return MHD_HTTP_BAD_REQUEST;
    h->close = str_eqz(s, "HTTP/1.0");
    return h->close || str_eqz(s, "HTTP/1.1")
               ? 0
               : MHD_HTTP_HTTP_VERSION_NOT_SUPPORTED;
}

static int read_request_line(struct http_head *h, struct str line)
{
    struct str version = {0};
    str_split(&line, ' ', &h->method);
    str_split(&line, ' ', &h->target);
    if (!is_token(h->method) || h->method.n > METHOD_SIGNS)
        return MHD_HTTP_BAD_REQUEST;
    version = line;
    int wrong = read_version(h, version);
    return wrong ? wrong : is_target(h->target) ? 0 : MHD_HTTP_BAD_REQUEST;
}

/* A line that begins with white space has no token before its colon, so a
 * folded one is refused here too. */
static int read_header(struct http_head *h, struct str line)
{
    ptrdiff_t colon = str_find_char(line, ':');
    if (colon <= 0 || !is_token(str_part(line, 0, (size_t)colon)))
        return MHD_HTTP_BAD_REQUEST;
    if (h->n == HTTP_HEADERS)
        return MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
    h->headers[h->n++] = (struct http_header){
        .name = str_part(line, 0, (size_t)colon),
        .value = str_trim(str_from(line, (size_t)colon + 1))};
    return 0;
}

/* ---- what the headers mean ---- */

/* These decide what the request is; a second one could be read otherwise by
 * somebody else. */
static const char *const only_once[] = {
    "Host",   "Content-Length", "Transfer-Encoding", "Content-Type",
    "Cookie", "Origin",         "Sec-Fetch-Site",    "Expect",
};

static size_t count(const struct http_head *h, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++)
        n += str_eq_nocase(h->headers[i].name, str_of(name));
    return n;
}

bool http_is_host(struct str s)
{
    static const char in_name[] = "-._abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    static const char in_address[] = ":.abcdefABCDEF0123456789";
    bool address = str_starts(s, STR("["));
    ptrdiff_t end = str_find_char(s, address ? ']' : ':');
    size_t n = end < 0 ? s.n : (size_t)end;
    if (address && end < 0)
        return false;
    for (size_t i = address; i < n; i++)
        if (!memchr(address ? in_address : in_name, s.p[i],
                    address ? sizeof in_address - 1 : sizeof in_name - 1))
            return false;
    struct str port = str_from(s, n + address);
    return n > address &&
           (!port.n ||
            (port.p[0] == ':' && is_digits(str_from(port, 1), PORT_DIGITS)));
}

/* A table of a year's cases comes in one form, to one address. */
static int64_t largest(const struct http_head *h)
{
    return str_eqz(h->method, "POST") && str_eqz(h->target, HTTP_TABLE)
               ? CEILING_REQUEST_TABLE
               : CEILING_REQUEST;
}

static int read_length(struct http_head *h)
{
    struct str coding = http_get(h, "Transfer-Encoding");
    struct str length = http_get(h, "Content-Length");
    int64_t n = 0;
    if (count(h, "Transfer-Encoding")) {
        bool plain = str_eq_nocase(coding, STR("chunked"));
        return plain && !count(h, "Content-Length") && !h->close
                   ? MHD_HTTP_LENGTH_REQUIRED
                   : MHD_HTTP_BAD_REQUEST;
    }
    if (!count(h, "Content-Length"))
        return 0;
    if (!is_digits(length, LENGTH_DIGITS) || !str_int(length, &n))
        return MHD_HTTP_BAD_REQUEST;
    h->length = (size_t)n;
    return n > largest(h) ? MHD_HTTP_CONTENT_TOO_LARGE : 0;
}

static int read_body_kind(struct http_head *h)
{
    struct str type = http_get(h, "Content-Type");
    struct str expected = http_get(h, "Expect");
    ptrdiff_t semicolon = str_find_char(type, ';');
    if (semicolon >= 0)
        type = str_trim(str_part(type, 0, (size_t)semicolon));
    bool known =
        str_eq_nocase(type, STR("application/x-www-form-urlencoded")) ||
        str_eq_nocase(type, STR("application/json"));
    if (h->length > 0 && !known)
        return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    if (count(h, "Expect") && !str_eq_nocase(expected, STR("100-continue")))
        return MHD_HTTP_EXPECTATION_FAILED;
    h->expects = expected.n && h->length > 0 && !h->close;
    return 0;
}

static void read_connection(struct http_head *h)
{
    for (size_t i = 0; i < h->n; i++) {
        struct str rest = h->headers[i].value, word;
        if (!str_eq_nocase(h->headers[i].name, STR("Connection")))
            continue;
        while (str_split(&rest, ',', &word))
            if (str_eq_nocase(str_trim(word), STR("close")))
                h->close = true;
    }
}

static int judge(struct http_head *h)
{
    for (size_t i = 0; i < sizeof only_once / sizeof *only_once; i++)
        if (count(h, only_once[i]) > 1)
            return MHD_HTTP_BAD_REQUEST;
    h->host = http_get(h, "Host");
    if (!http_is_host(h->host))
        return MHD_HTTP_BAD_REQUEST;
    int wrong = read_length(h);
    if (!wrong)
        wrong = read_body_kind(h);
    read_connection(h);
    return wrong;
}

/* Takes one line off; http_scan() has seen that all end in CR LF. */
static struct str take_line(struct str *rest)
{
    ptrdiff_t end = str_find(*rest, STR("\r\n"));
    struct str line = str_part(*rest, 0, end < 0 ? rest->n : (size_t)end);
    *rest = end < 0 ? (struct str){0} : str_from(*rest, (size_t)end + 2);
    return line;
}

int http_read(struct http_head *h, struct str head)
{
    h->n = 0;
    h->length = 0;
    h->expects = false;
    struct str rest = str_from(head, before_line(head));
    int wrong = read_request_line(h, take_line(&rest));
    for (struct str line; !wrong && (line = take_line(&rest)).n;)
        wrong = read_header(h, line);
    return wrong ? wrong : judge(h);
}

struct str http_get(const struct http_head *h, const char *name)
{
    for (size_t i = 0; i < h->n; i++)
        if (str_eq_nocase(h->headers[i].name, str_of(name)))
            return h->headers[i].value;
    return (struct str){0};
}

struct str http_last(const struct http_head *h, const char *name)
{
    for (size_t i = h->n; i-- > 0;)
        if (str_eq_nocase(h->headers[i].name, str_of(name)))
            return h->headers[i].value;
    return (struct str){0};
}

struct str http_cookie(const struct http_head *h, const char *name)
{
    struct str rest = http_get(h, "Cookie"), one;
    while (str_split(&rest, ';', &one)) {
        one = str_trim(one);
        ptrdiff_t eq = str_find_char(one, '=');
        if (eq > 0 && str_eqz(str_part(one, 0, (size_t)eq), name))
            return str_from(one, (size_t)eq + 1);
    }
    return (struct str){0};
}
