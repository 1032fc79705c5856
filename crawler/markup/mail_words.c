/* SPDX-License-Identifier: MIT
 * mail_words: headers and bodies of mail as UTF-8. */
#include "crawler/markup/mail_words.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"

struct str mail_text(const struct charsets *all, struct arena *a,
                     struct str bytes, struct str charset)
{
    struct str type = STR("text/plain");
    if (charset.n)
        type = str_printf(a, "text/plain; charset=\"" STR_FMT "\"",
                          STR_ARG(str_part(charset, 0, 80)));
    return charset_to_utf8(all, a, bytes, charset_find(bytes, type));
}

static int base64_value(char c)
{
    static const char SIGNS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                "qrstuvwxyz0123456789+/";
    const char *at = c ? strchr(SIGNS, c) : NULL;
    return at ? (int)(at - SIGNS) : -1;
}

static size_t from_base64(struct str s, char *out)
{
    unsigned bits = 0, held = 0;
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int v = base64_value(s.p[i]);
        if (v < 0)
            continue;
        held = (held << 6 | (unsigned)v) & 0xFFFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[n++] = (char)(held >> bits);
        }
    }
    return n;
}

static size_t from_q(struct str s, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n ? ascii_hex(s.p[i + 1]) : -1;
        int low = i + 2 < s.n ? ascii_hex(s.p[i + 2]) : -1;
        if (s.p[i] == '=' && high >= 0 && low >= 0) {
            out[n++] = (char)(high << 4 | low);
            i += 2;
        } else {
            out[n++] = s.p[i] == '_' ? ' ' : s.p[i];
        }
    }
    return n;
}

/* "=?charset?Q?text?=" at the start of s. */
struct word {
    struct str charset, text;
    bool base64;
    size_t n; /* bytes of it */
};

static bool is_word(struct str s, struct word *w)
{
    if (!str_starts(s, STR("=?")))
        return false;
    struct str rest = str_from(s, 2), how;
    if (!str_split(&rest, '?', &w->charset) || !str_split(&rest, '?', &how) ||
        how.n != 1 || !strchr("BbQq", how.p[0]))
        return false;
    ptrdiff_t end = str_find(rest, STR("?="));
    if (end < 0 || str_find_char(str_part(rest, 0, (size_t)end), '\n') >= 0)
        return false;
    ptrdiff_t star = str_find_char(w->charset, '*'); /* RFC 2231: language */
    if (star >= 0)
        w->charset.n = (size_t)star;
    w->text = str_part(rest, 0, (size_t)end);
    w->base64 = (how.p[0] | 32) == 'b';
    w->n = (size_t)(rest.p - s.p) + (size_t)end + 2;
    return true;
}

/* Words in a row are put together before they are read: mailers cut letters
 * of two bytes in the middle. Returns the bytes that were read. */
static size_t put_words(struct buf *out, const struct charsets *all,
                        struct arena *a, struct str s)
{
    struct word w;
    struct str charset = {0};
    char *bytes = arena_alloc(a, s.n + 1);
    size_t n = 0, at = 0;
    while (is_word(str_from(s, at), &w) &&
           (!at || str_eq_nocase(w.charset, charset))) {
        charset = w.charset;
        n += w.base64 ? from_base64(w.text, bytes + n)
                      : from_q(w.text, bytes + n);
        at += w.n;
        size_t next = at;
        while (next < s.n && strchr(" \t\r\n", s.p[next]))
            next++;
        if (is_word(str_from(s, next), &w))
            at = next;
    }
    buf_str(out, mail_text(all, a, (struct str){bytes, n}, charset));
    return at;
}

/* Line ends and what folds a header become one blank. */
static struct str unfolded(struct arena *a, struct str raw)
{
    char *p = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        bool blank = raw.p[i] == '\n' || raw.p[i] == '\r' || raw.p[i] == '\t' ||
                     raw.p[i] == ' ' || !raw.p[i];
        if (!blank)
            p[n++] = raw.p[i];
        else if (n && p[n - 1] != ' ')
            p[n++] = ' ';
    }
    return str_trim((struct str){p, n});
}

struct str mail_header(const struct charsets *all, struct arena *a,
                       struct str raw, struct str charset)
{
    struct str s = unfolded(a, raw);
    struct word w;
    struct buf out;
    if (str_find(s, STR("=?")) < 0)
        return mail_text(all, a, s, charset);
    buf_init(&out, 4 * s.n + 64);
    for (size_t at = 0; at < s.n;) {
        struct str rest = str_from(s, at);
        if (is_word(rest, &w)) {
            at += put_words(&out, all, a, rest);
            continue;
        }
        buf_char(&out, s.p[at++]);
    }
    struct str text =
        mail_text(all, a, str_dup(a, buf_view(&out)), (struct str){0});
    buf_clear(&out);
    return text;
}

static size_t quote_depth(struct str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == '>')
        n++;
    return n;
}

struct str mail_unflow(struct arena *a, struct str text, bool delsp)
{
    char *p = arena_alloc(a, text.n + 2);
    size_t n = 0, depth = 0;
    struct str line, rest = text;
    bool flows = false;
    while (str_split(&rest, '\n', &line)) {
        if (str_ends(line, STR("\r")))
            line.n--;
        size_t deep = quote_depth(line);
        bool signature = str_eqz(line, "-- ");
        if (flows && (deep != depth || signature)) {
            p[n++] = '\n';
            flows = false;
        }
        if (flows)
            line = str_from(line, deep); /* what it goes on with */
        if (str_starts(line, STR(" ")) && !deep)
            line = str_from(line, 1); /* stuffed */
        else if (flows && str_starts(line, STR(" ")))
            line = str_from(line, 1);
        flows = !signature && str_ends(line, STR(" "));
        depth = deep;
        memcpy(p + n, line.p, line.n);
        n += line.n;
        if (flows && delsp)
            n--;
        if (!flows)
            p[n++] = '\n';
    }
    n -= n && str_ends(text, STR("\n")); /* the last line is empty */
    return (struct str){p, n};
}

struct str mail_id(struct arena *a, struct str header, bool last)
{
    struct str found = {0};
    for (size_t i = 0; i < header.n; i++) {
        if (header.p[i] != '<')
            continue;
        ptrdiff_t end = str_find_char(str_from(header, i), '>');
        if (end < 0)
            break;
        found = str_trim(str_part(header, i + 1, (size_t)end - 1));
        i += (size_t)end;
        if (!last && found.n)
            break;
    }
    struct str bare = str_trim(header); /* some forget the <> */
    if (!found.n && str_find_char(bare, ' ') < 0 &&
        str_find_char(bare, '@') > 0)
        found = bare;
    return str_dup(a, found);
}
