/* SPDX-License-Identifier: MIT
 * url: splitting and resolving as browsers do it, then one spelling.
 *
 * libcurl's URL parser is asked only for hosts that are not plain names
 * (IDNA, the many spellings of IPv4, IPv6): for the rest it writes %xx in
 * lower case, knows no base and costs more than the fetch. */
#include "crawler/web/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <libpsl.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/ceiling.h"
#include "crawler/web/percent.h"
#include "crawler/web/url_clean.h"

/* strchr, but the NUL that ends the set is not in it. */
static bool is_in(char c, const char *set)
{
    return c && strchr(set, c);
}

/* Characters that may stand in a path or a query as they are. */
static bool is_kept(unsigned char c)
{
    return c > 0x20 && c < 0x7f && !strchr("\"<>\\^`{|}[]%#", c);
}

/* Writes s with escapes in their one spelling to out, which has room for
 * three bytes for each of s; returns the bytes written. */
static size_t escape(struct str s, char *out)
{
    char *o = out;
    for (size_t i = 0; i < s.n;)
        o = percent_put(o, s, &i, is_kept((unsigned char)s.p[i]));
    return (size_t)(o - out);
}

static struct str escaped(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n * 3 + 1);
    return (struct str){p, escape(s, p)};
}

/* Removes "." and ".." segments of an absolute path in place. */
static size_t drop_dots(char *p, size_t n)
{
    size_t out = 0, at = 0;
    while (at < n) {
        size_t end = at + 1; /* p[at] is the slash before the segment */
        while (end < n && p[end] != '/')
            end++;
        struct str segment = {p + at + 1, end - at - 1};
        bool last = end == n;
        if (str_eqz(segment, "..")) {
            while (out && p[--out] != '/')
                ;
            if (last)
                p[out++] = '/';
        } else if (str_eqz(segment, ".")) {
            if (last)
                p[out++] = '/';
        } else {
            memmove(p + out, p + at, end - at);
            out += end - at;
        }
        at = end;
    }
    return out;
}

static struct str normal_path(struct arena *a, struct str path)
{
    char *p = arena_alloc(a, path.n * 3 + 2);
    size_t n = 0;
    if (!path.n || (path.p[0] != '/' && path.p[0] != '\\'))
        p[n++] = '/';
    char *copy = arena_alloc(a, path.n + 1);
    for (size_t i = 0; i < path.n; i++)
        copy[i] = path.p[i] == '\\' ? '/' : path.p[i];
    n += escape((struct str){copy, path.n}, p + n);
    return (struct str){p, drop_dots(p, n)};
}

/* "17" or "0x1F": such a last label makes a name an IPv4 address. */
static bool is_number(struct str label)
{
    bool hex = str_starts_nocase(label, STR("0x"));
    for (size_t i = hex ? 2 : 0; i < label.n; i++)
        if (hex ? ascii_hex(label.p[i]) < 0 : !ascii_digit(label.p[i]))
            return false;
    return true;
}

/* A name made of letters, digits, - _ and dots, whose last label is no
 * number: nothing in it can be an address or an international name. */
static bool plain_name(struct str host)
{
    struct str label = {0};
    if (!host.n || host.n > 253)
        return false;
    for (struct str rest = host; str_split(&rest, '.', &label);) {
        if (!label.n)
            return false;
        for (size_t i = 0; i < label.n; i++)
            if (!ascii_alnum(label.p[i]) && !is_in(label.p[i], "-_"))
                return false;
    }
    return !is_number(label);
}

static struct str lowered(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = ascii_lower(s.p[i]);
    return (struct str){p, s.n};
}

static struct str unescaped(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int byte = percent_byte(s, i);
        p[n++] = byte >= 0 ? (char)byte : s.p[i];
        if (byte >= 0)
            i += 2;
    }
    return (struct str){p, n};
}

/* True for an IPv4 address or [IPv6]. */
static bool is_address(struct str host)
{
    struct in6_addr bytes;
    char text[INET6_ADDRSTRLEN];
    bool six = host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']';
    struct str inner = six ? str_part(host, 1, host.n - 2) : host;
    if (inner.n >= sizeof text)
        return false;
    if (inner.n)
        memcpy(text, inner.p, inner.n);
    text[inner.n] = 0;
    return inner.n && inet_pton(six ? AF_INET6 : AF_INET, text, &bytes) == 1;
}

/* International names, IPv4 in all its spellings, IPv6: through libcurl. */
static bool odd_host(struct arena *a, struct str host, struct str *out)
{
    for (size_t i = 0; i < host.n; i++)
        if ((unsigned char)host.p[i] <= 0x20 ||
            strchr("/?#@\\%<>^|`{}", host.p[i]))
            return false;
    CURLU *u = curl_url();
    char *got = NULL;
    const char *text =
        str_z(a, str_printf(a, "http://" STR_FMT "/", STR_ARG(host)));
    bool ok =
        curl_url_set(u, CURLUPART_URL, text, 0) == CURLUE_OK &&
        curl_url_get(u, CURLUPART_HOST, &got, CURLU_PUNYCODE) == CURLUE_OK;
    if (ok)
        *out = lowered(a, str_of(got));
    curl_free(got);
    curl_url_cleanup(u);
    return ok && (plain_name(*out) || is_address(*out));
}

static bool normal_host(struct arena *a, struct str host, struct str *out)
{
    host = unescaped(a, host);
    if (host.n > 1 && host.p[host.n - 1] == '.')
        host.n--;
    if (plain_name(host)) {
        *out = lowered(a, host);
        return true;
    }
    return host.n && odd_host(a, host, out);
}

static bool normal_port(struct url *u, struct str port)
{
    while (port.n > 1 && port.p[0] == '0')
        port = str_from(port, 1);
    int64_t n;
    if (port.n && (!ascii_digit(port.p[0]) || !str_int(port, &n) || n > 65535))
        return false;
    bool own = str_eqz(port, str_eqz(u->scheme, "http") ? "80" : "443");
    u->port = own ? (struct str){0} : port;
    return true;
}

/* Moves what stands before the last @ of *authority to *user. */
static void cut_user(struct str *authority, struct str *user)
{
    for (size_t i = authority->n; i-- > 0;)
        if (authority->p[i] == '@') {
            *user = str_part(*authority, 0, i);
            *authority = str_from(*authority, i + 1);
            return;
        }
}

/* An @ in a name can only stand escaped; an empty password is none. */
static struct str normal_user(struct arena *a, struct str user)
{
    struct str s = escaped(a, user);
    char *p = arena_alloc(a, s.n * 3 + 1);
    size_t n = 0;
    if (s.n && str_find_char(s, ':') == (ptrdiff_t)s.n - 1)
        s.n--;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '@') {
            memcpy(p + n, "%40", 3);
            n += 3;
        } else {
            p[n++] = s.p[i];
        }
    }
    return (struct str){p, n};
}

/* user@host:port into u. */
static bool read_authority(struct arena *a, struct str text, struct url *u)
{
    cut_user(&text, &u->user);
    u->user = normal_user(a, u->user);
    size_t colon = text.n;
    for (size_t i = text.n; i-- > 0 && text.p[i] != ']';)
        if (text.p[i] == ':')
            colon = i;
    if (colon < text.n && !normal_port(u, str_from(text, colon + 1)))
        return false;
    return normal_host(a, str_part(text, 0, colon), &u->host);
}

static bool is_slash(struct str s, size_t at)
{
    return at < s.n && (s.p[at] == '/' || s.p[at] == '\\');
}

/* Length of "scheme:" at the head of s, 0 when there is none. */
static size_t scheme_length(struct str s)
{
    if (!s.n || !ascii_letter(s.p[0]))
        return 0;
    size_t i = 1;
    while (i < s.n && (ascii_alnum(s.p[i]) || is_in(s.p[i], "+-.")))
        i++;
    return i < s.n && s.p[i] == ':' ? i + 1 : 0;
}

/* Cuts path, query and fragment; nothing is normalised yet. */
static void cut_tail(struct str s, struct str *path, struct url *u)
{
    ptrdiff_t hash = str_find_char(s, '#');
    if (hash >= 0) {
        u->fragment = str_from(s, (size_t)hash + 1);
        s.n = (size_t)hash;
    }
    ptrdiff_t mark = str_find_char(s, '?');
    if (mark >= 0) {
        u->query = str_from(s, (size_t)mark + 1);
        s.n = (size_t)mark;
    }
    *path = s;
}

/* Authority and what follows it, s standing behind the slashes. */
static bool read_absolute(struct arena *a, struct str s, struct url *u)
{
    size_t end = 0;
    while (end < s.n && !is_in(s.p[end], "/\\?#"))
        end++;
    struct str path;
    if (!read_authority(a, str_part(s, 0, end), u))
        return false;
    cut_tail(str_from(s, end), &path, u);
    u->path = normal_path(a, path);
    return true;
}

/* A reference without a host: against the page it stood on. */
static void read_relative(struct arena *a, const struct url *base, struct str s,
                          struct url *u)
{
    struct str path;
    bool has_query = false;
    for (size_t i = 0; i < s.n && s.p[i] != '#'; i++)
        has_query = has_query || s.p[i] == '?';
    u->user = base->user;
    u->host = base->host;
    u->port = base->port;
    cut_tail(s, &path, u);
    if (is_slash(path, 0)) {
        u->path = normal_path(a, path);
    } else if (!path.n) {
        u->path = base->path;
        u->query = has_query ? u->query : base->query;
    } else {
        size_t keep = base->path.n;
        while (keep && base->path.p[keep - 1] != '/')
            keep--;
        u->path = normal_path(a, str_printf(a, STR_FMT STR_FMT, (int)keep,
                                            base->path.p, STR_ARG(path)));
    }
}

/* Without the white space that pages leave around and inside of links. */
static struct str cleaned(struct arena *a, struct str s)
{
    while (s.n && (unsigned char)s.p[0] <= 0x20)
        s = str_from(s, 1);
    while (s.n && (unsigned char)s.p[s.n - 1] <= 0x20)
        s.n--;
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
            p[n++] = s.p[i];
    return (struct str){p, n};
}

static bool read_url(struct arena *a, struct str base_text, struct str href,
                     struct url *u)
{
    struct url base = url_split(base_text);
    struct str s = cleaned(a, href);
    size_t head = scheme_length(s), slashes = 0;
    *u = (struct url){.scheme = base.scheme};
    if (head) {
        u->scheme = lowered(a, str_part(s, 0, head - 1));
        if (!str_eqz(u->scheme, "http") && !str_eqz(u->scheme, "https"))
            return false;
        s = str_from(s, head);
    }
    while (is_slash(s, slashes))
        slashes++;
    if (!str_starts(base.scheme, STR("http")))
        base = (struct url){0};
    bool same = base.host.n && str_eq(u->scheme, base.scheme);
    if (head && (slashes >= 2 || !same))
        return read_absolute(a, str_from(s, slashes), u);
    if (!base.host.n)
        return false;
    if (slashes >= 2)
        return read_absolute(a, str_from(s, slashes), u);
    read_relative(a, &base, s, u);
    return true;
}

static bool write_url(struct arena *a, const struct url *u, struct str *out)
{
    size_t n = u->scheme.n + u->user.n + u->host.n + u->port.n + u->path.n +
               u->query.n + u->fragment.n;
    if (n > CEILING_URL)
        return false;
    *out =
        str_printf(a,
                   STR_FMT "://" STR_FMT "%s" STR_FMT "%s" STR_FMT STR_FMT
                           "%s" STR_FMT "%s" STR_FMT,
                   STR_ARG(u->scheme), STR_ARG(u->user), u->user.n ? "@" : "",
                   STR_ARG(u->host), u->port.n ? ":" : "", STR_ARG(u->port),
                   STR_ARG(u->path), u->query.n ? "?" : "", STR_ARG(u->query),
                   u->fragment.n ? "#" : "", STR_ARG(u->fragment));
    return true;
}

bool url_resolve(struct arena *a, struct str base, struct str href,
                 struct str *out)
{
    struct url u;
    if (href.n > CEILING_URL * 4 || !read_url(a, base, href, &u))
        return false;
    u.query = escaped(a, u.query);
    u.fragment = escaped(a, u.fragment);
    return write_url(a, &u, out);
}

static void clean(struct arena *a, struct url *u)
{
    struct str path = url_clean_path(a, u->path);
    u->query = url_clean_query(a, u->query);
    if (path.n != u->path.n)
        u->path = normal_path(a, path);
}

bool url_canonical(struct arena *a, struct str raw, struct str *out,
                   struct err *e)
{
    struct str full;
    if (raw.n > CEILING_URL)
        return err_set(e, "URL is longer than %d bytes", CEILING_URL);
    if (!url_resolve(a, STR(""), raw, &full))
        return err_set(e,
                       "'" STR_FMT "' is no web address; write it in full, "
                       "like https://example.org/page",
                       STR_ARG(str_part(raw, 0, 200)));
    struct url u = url_split(full);
    clean(a, &u);
    u.fragment = (struct str){0};
    return write_url(a, &u, out) || err_set(e, "URL is too long");
}

struct str url_key2(struct arena *a, struct str url)
{
    struct str full;
    if (!url_resolve(a, STR(""), url, &full))
        return url;
    struct url u = url_split(full);
    clean(a, &u);
    return str_printf(a, STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(u.path),
                      u.query.n ? "?" : "", STR_ARG(u.query),
                      u.fragment.n ? "#" : "", STR_ARG(u.fragment));
}

struct str url_place(struct arena *a, struct str url)
{
    struct str full;
    if (!url_resolve(a, STR(""), url, &full))
        return url;
    struct str host = url_origin(full);
    host = str_from(host, (size_t)str_find(host, STR("://")) + 3);
    if (str_starts(host, STR("www.")))
        host = str_from(host, 4);
    return str_printf(a, STR_FMT STR_FMT, STR_ARG(host),
                      STR_ARG(url_key2(a, full)));
}

struct url url_split(struct str url)
{
    struct url u = {0};
    ptrdiff_t colon = str_find(url, STR("://"));
    if (colon < 0)
        return u;
    u.scheme = str_part(url, 0, (size_t)colon);
    struct str s = str_from(url, (size_t)colon + 3);
    size_t end = 0;
    while (end < s.n && !is_in(s.p[end], "/?#"))
        end++;
    struct str authority = str_part(s, 0, end);
    cut_user(&authority, &u.user);
    size_t colon_at = authority.n;
    for (size_t i = authority.n; i-- > 0 && authority.p[i] != ']';)
        if (authority.p[i] == ':')
            colon_at = i;
    u.host = str_part(authority, 0, colon_at);
    if (colon_at < authority.n)
        u.port = str_from(authority, colon_at + 1);
    cut_tail(str_from(s, end), &u.path, &u);
    return u;
}

struct str url_origin(struct str url)
{
    ptrdiff_t colon = str_find(url, STR("://"));
    if (colon < 0)
        return (struct str){0};
    size_t end = (size_t)colon + 3;
    while (end < url.n && !is_in(url.p[end], "/?#"))
        end++;
    return str_part(url, 0, end);
}

int url_port(const struct url *u)
{
    int64_t n;
    if (u->port.n && str_int(u->port, &n))
        return (int)n;
    return str_eqz(u->scheme, "https")   ? 443
           : str_eqz(u->scheme, "imaps") ? 993
           : str_eqz(u->scheme, "imap")  ? 143
                                         : 80;
}

struct str url_domain(struct arena *a, struct str host)
{
    if (is_address(host))
        return host;
    const char *z = str_z(a, host);
    const char *domain = psl_registrable_domain(psl_builtin(), z);
    return domain ? str_from(host, (size_t)(domain - z)) : host;
}

bool url_same_domain(struct arena *a, struct str x, struct str y)
{
    return str_eq(url_domain(a, url_split(x).host),
                  url_domain(a, url_split(y).host));
}

bool url_same_port(struct str a, struct str b)
{
    struct url x = url_split(a), y = url_split(b);
    return str_eq(x.host, y.host) && url_port(&x) == url_port(&y);
}
