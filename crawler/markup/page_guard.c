/* SPDX-License-Identifier: MIT
 * page_guard: refusing XML that cost libxml2 too much. */
#include "crawler/markup/page_guard.h"

#include <string.h>

#include "base/ascii.h"
#include "base/ceiling.h"

/* How often c occurs in s. */
static size_t count_char(struct str s, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == c;
    return n;
}

/* Up to the > that ends a tag; one in a quoted value does not. */
static size_t tag_length(struct str s)
{
    bool value = false;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if (c == '>')
            return i + 1;
        if (value && (c == '"' || c == '\'')) {
            const char *close = memchr(s.p + i + 1, c, s.n - i - 1);
            if (!close)
                return s.n;
            i = (size_t)(close - s.p);
        }
        value = c == '=' || (value && (unsigned char)c <= ' ');
    }
    return s.n;
}

/* Bytes of the markup that starts with < at s.p. */
static size_t markup_length(struct str s)
{
    if (str_eq(str_part(s, 0, 4), STR("<!--"))) {
        ptrdiff_t end = str_find(str_from(s, 4), STR("-->"));
        return end < 0 ? s.n : (size_t)end + 7;
    }
    if (str_eq(str_part(s, 0, 9), STR("<![CDATA["))) {
        ptrdiff_t end = str_find(s, STR("]]>"));
        return end < 0 ? s.n : (size_t)end + 3;
    }
    return tag_length(s);
}

/* Attributes are separated by white space; names without a value count too,
 * so both "=" and runs of space are bounded. */
static size_t attributes(struct str tag)
{
    size_t signs = count_char(tag, '='), spaces = 0;
    char quote = 0;
    for (size_t i = 1; i < tag.n; i++) {
        char c = tag.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if ((unsigned char)c > ' ' && (unsigned char)tag.p[i - 1] <= ' ')
            spaces++;
    }
    return signs > spaces ? signs : spaces;
}

static bool check_tag(struct str page, size_t at, size_t n, struct err *e)
{
    struct str tag = str_part(page, at, n);
    size_t line = 1 + count_char(str_part(page, 0, at), '\n');
    if (n > CEILING_TAG_BYTES)
        return err_set(e, "line %zu: a tag of %zu bytes, more than %d", line, n,
                       CEILING_TAG_BYTES);
    size_t found = attributes(tag);
    if (found > CEILING_TAG_ATTRIBUTES)
        return err_set(e, "line %zu: a tag with %zu attributes, more than %d",
                       line, found, CEILING_TAG_ATTRIBUTES);
    return true;
}

/* A tag of fewer bytes cannot hold too many attributes. */
enum { SMALL_TAG = 2 * CEILING_TAG_ATTRIBUTES };

static bool check_tags(struct str page, struct err *e)
{
    for (size_t at = 0; at < page.n;) {
        const char *p = memchr(page.p + at, '<', page.n - at);
        if (!p)
            return true;
        at = (size_t)(p - page.p);
        if (at + 1 == page.n)
            return true;
        if (!ascii_letter(p[1]) && p[1] != '!') {
            at++;
            continue;
        }
        size_t n = markup_length(str_from(page, at));
        if (ascii_letter(p[1]) && n > SMALL_TAG && !check_tag(page, at, n, e))
            return false;
        at += n;
    }
    return true;
}

/* Depth of <a><b/></a>, whether or not the tags match. */
static bool check_depth(struct str page, struct err *e)
{
    int depth = 0;
    for (size_t at = 0; at < page.n;) {
        const char *p = memchr(page.p + at, '<', page.n - at);
        if (!p || p + 1 == page.p + page.n)
            return true;
        at = (size_t)(p - page.p);
        size_t n = markup_length(str_from(page, at));
        if (p[1] == '/')
            depth -= depth > 0;
        else if ((ascii_letter(p[1]) || p[1] == '_' || (p[1] & 0x80)) &&
                 !(n > 1 && p[n - 2] == '/'))
            depth++;
        if (depth > CEILING_DEPTH)
            return err_set(e, "elements are nested deeper than %d",
                           CEILING_DEPTH);
        at += n;
    }
    return true;
}

bool page_guard_xml(struct str page, struct err *e)
{
    return check_tags(page, e) && check_depth(page, e);
}
