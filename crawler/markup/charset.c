/* SPDX-License-Identifier: MIT
 * charset: which encoding a page is in, and the page as UTF-8. */
#include "crawler/markup/charset.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/ascii.h"
#include "crawler/markup/charset_cyrillic.h"
#include "crawler/markup/charset_label.h"

enum { PRESCAN = 4096, DETECT = 256 * 1024 };

struct charsets {
    iconv_t to_utf8[CHARSETS_MOST]; /* by index of charset_names, or -1 */
};

struct charsets *charsets_new(void)
{
    struct charsets *all = xmalloc(sizeof *all);
    for (size_t i = 0; i < CHARSETS_MOST; i++)
        all->to_utf8[i] = charset_names[i]
                              ? iconv_open("UTF-8", charset_names[i])
                              : (iconv_t)-1;
    return all;
}

void charsets_free(struct charsets *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < CHARSETS_MOST; i++)
        if (all->to_utf8[i] != (iconv_t)-1)
            iconv_close(all->to_utf8[i]);
    free(all);
}

int charsets_count(const struct charsets *all)
{
    int n = 0;
    for (size_t i = 0; i < CHARSETS_MOST; i++)
        n += all->to_utf8[i] != (iconv_t)-1;
    return n;
}

/* Offset of `word` (lower case) in s, whatever the case; -1 none. */
static ptrdiff_t find_nocase(struct str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++) {
        size_t k = 0;
        while (k < n && ascii_lower(s.p[i + k]) == word[k])
            k++;
        if (k == n)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* The value after "charset" = in a header or a tag. */
static const char *after_charset(struct str s, const char *word)
{
    ptrdiff_t at;
    while ((at = find_nocase(s, word)) >= 0) {
        s = str_from(s, (size_t)at + strlen(word));
        size_t i = 0;
        while (i < s.n && ascii_space(s.p[i]))
            i++;
        if (i == s.n || s.p[i] != '=')
            continue;
        for (i++; i < s.n && (ascii_space(s.p[i]) || strchr("\"'", s.p[i]));)
            i++;
        size_t n = 0;
        while (i + n < s.n && !ascii_space(s.p[i + n]) &&
               !strchr("\"';>/?,", s.p[i + n]))
            n++;
        return charset_by_label(str_part(s, i, n));
    }
    return NULL;
}

static const char *by_bom(struct str page)
{
    static const struct {
        struct str bytes;
        const char *name;
    } BOMS[] = {{STR("\xEF\xBB\xBF"), "utf-8"},
                {STR("\xFF\xFE\0\0"), "utf-32le"},
                {STR("\0\0\xFE\xFF"), "utf-32be"},
                {STR("\xFE\xFF"), "utf-16be"},
                {STR("\xFF\xFE"), "utf-16le"}};
    for (size_t i = 0; i < sizeof BOMS / sizeof *BOMS; i++)
        if (str_eq(str_part(page, 0, BOMS[i].bytes.n), BOMS[i].bytes))
            return BOMS[i].name;
    return NULL;
}

/* A page that says in ASCII bytes that it is UTF-16 is not. */
static const char *not_utf16(const char *name)
{
    return name && strncmp(name, "utf-16", 6) == 0 ? "utf-8" : name;
}

/* Takes the next attribute off the head of *tag, as browsers do it. */
static bool next_attribute(struct str *tag, struct str *name, struct str *value)
{
    struct str s = *tag;
    while (s.n && (ascii_space(s.p[0]) || s.p[0] == '/'))
        s = str_from(s, 1);
    size_t n = 0;
    while (n < s.n && !ascii_space(s.p[n]) && s.p[n] != '/' &&
           (s.p[n] != '=' || n == 0))
        n++;
    *name = str_part(s, 0, n);
    *value = (struct str){0};
    s = str_from(s, n);
    while (s.n && ascii_space(s.p[0]))
        s = str_from(s, 1);
    if (s.n && s.p[0] == '=') {
        s = str_from(s, 1);
        while (s.n && ascii_space(s.p[0]))
            s = str_from(s, 1);
        bool quoted = s.n && (s.p[0] == '"' || s.p[0] == '\'');
        for (n = quoted;
             n < s.n && (quoted ? s.p[n] != s.p[0] : !ascii_space(s.p[n]));)
            n++;
        *value = str_part(s, quoted, n - quoted);
        s = str_from(s, n + quoted);
    }
    *tag = s;
    return name->n > 0;
}

/* <meta charset=x>, or <meta http-equiv=content-type content="..;charset=x">;
 * a content alone may be a description that mentions a charset. */
static const char *of_meta(struct str tag)
{
    struct str name, value, content = {0};
    const char *charset = NULL;
    bool type = false;
    while (next_attribute(&tag, &name, &value)) {
        if (str_eq_nocase(name, STR("charset")))
            charset = charset ? charset : charset_by_label(value);
        else if (str_eq_nocase(name, STR("content")))
            content = value;
        else if (str_eq_nocase(name, STR("http-equiv")))
            type = str_eq_nocase(str_trim(value), STR("content-type"));
    }
    if (!charset && type)
        charset = after_charset(content, "charset");
    return charset;
}

/* Bytes of the tag that s starts with, without its >; a > in quotes does not
 * end it. */
static size_t tag_length(struct str s)
{
    char quote = 0, before = 0;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return i;
        else if ((c == '"' || c == '\'') && before == '=')
            quote = c;
        if (!ascii_space(c))
            before = c;
    }
    return s.n;
}

static const char *by_meta(struct str page)
{
    struct str s = str_part(page, 0, PRESCAN);
    ptrdiff_t at;
    while ((at = str_find_char(s, '<')) >= 0) {
        s = str_from(s, (size_t)at);
        if (str_eq(str_part(s, 0, 4), STR("<!--"))) {
            ptrdiff_t end = str_find(str_from(s, 2), STR("-->"));
            s = str_from(s, end < 0 ? s.n : (size_t)end + 5);
            continue;
        }
        bool meta = str_eq_nocase(str_part(s, 0, 5), STR("<meta")) && s.n > 5 &&
                    (ascii_space(s.p[5]) || s.p[5] == '/');
        bool tag = s.n > 1 && (ascii_letter(s.p[1]) || s.p[1] == '/');
        ptrdiff_t close = str_find_char(s, '>');
        size_t n = tag ? tag_length(s) : close < 0 ? s.n : (size_t)close;
        const char *name = meta ? of_meta(str_part(s, 5, n - 5)) : NULL;
        if (name)
            return not_utf16(name);
        s = str_from(s, n ? n : 1);
    }
    return NULL;
}

static const char *by_xml_declaration(struct str page)
{
    struct str s = str_trim(str_part(page, 0, PRESCAN));
    if (!str_eq(str_part(s, 0, 5), STR("<?xml"))) {
        if (str_eq(str_part(s, 0, 4), STR("\0<\0?")))
            return "utf-16be";
        return str_eq(str_part(s, 0, 4), STR("<\0?\0")) ? "utf-16le" : NULL;
    }
    ptrdiff_t end = str_find(s, STR("?>"));
    s = str_part(s, 0, end < 0 ? s.n : (size_t)end);
    return not_utf16(after_charset(s, "encoding"));
}

/* Encodings of several bytes a letter. */
static bool is_wide(const char *name)
{
    static const char *const WIDE[] = {"gbk",    "gb18030",     "big5-hkscs",
                                       "cp932",  "euc-jp",      "uhc",
                                       "euc-kr", "iso-2022-jp", NULL};
    for (size_t i = 0; WIDE[i]; i++)
        if (strcmp(WIDE[i], name) == 0)
            return true;
    return false;
}

/* Other scripts whose words have no letter of ASCII. */
static bool is_of_words(const char *name)
{
    static const char *const SCRIPTS[] = {
        "iso-8859-6",   "iso-8859-7",   "iso-8859-8", "windows-1253",
        "windows-1255", "windows-1256", NULL};
    for (size_t i = 0; name && SCRIPTS[i]; i++)
        if (strcmp(SCRIPTS[i], name) == 0)
            return true;
    return false;
}

/* "\x1B$B" begins Japanese in seven bits, which no UTF-8 page has. */
static bool is_iso_2022_jp(struct str s)
{
    return str_find(s, STR("\x1B$B")) >= 0 || str_find(s, STR("\x1B$@")) >= 0;
}

/* Letters of Ukrainian stand where koi8-r has lines of frames. */
static const char *koi8_of(struct str s)
{
    static const char LETTERS[] = "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD";
    size_t n = 0;
    for (size_t i = 1; i + 1 < s.n; i++)
        n += memchr(LETTERS, s.p[i], sizeof LETTERS - 1) &&
             ((unsigned char)s.p[i - 1] >= 0xC0 ||
              (unsigned char)s.p[i + 1] >= 0xC0);
    return n ? "koi8-u" : "koi8-r";
}

static const char *by_bytes(struct str page)
{
    if (str_utf8_valid(page))
        return is_iso_2022_jp(str_part(page, 0, DETECT)) ? "iso-2022-jp"
                                                         : "utf-8";
    struct str s = str_part(page, 0, DETECT);
    uchardet_t detector = uchardet_new();
    const char *name = NULL;
    if (uchardet_handle_data(detector, s.p, s.n) == 0) {
        uchardet_data_end(detector);
        name = charset_by_label(str_of(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    if (name && strcmp(name, "utf-8") == 0) /* mostly, with some bad bytes */
        return name;
    const char *russian = is_of_words(name) ? NULL : charset_cyrillic(s, name);
    if (russian)
        return strcmp(russian, "koi8-r") == 0 ? koi8_of(s) : russian;
    return name ? name : "windows-1252";
}

/* Characters of more than one byte, and bytes that are no UTF-8. */
static void count_utf8(struct str s, size_t *good, size_t *bad)
{
    *good = *bad = 0;
    for (size_t at = 0; at < s.n;) {
        size_t before = at;
        uint32_t c = str_utf8(s, &at);
        *bad += c == 0xFFFD && at - before == 1;
        *good += at - before > 1;
    }
}

/* Whose bytes are they, if not UTF-8's? Western labels are said by habit, of
 * everything; Cyrillic ones are mixed up with each other. */
static const char *of_one_byte(struct str page, const char *name)
{
    struct str s = str_part(page, 0, DETECT);
    bool western = strcmp(name, "windows-1252") == 0;
    if (western && !charset_in_words(s))
        return name;
    if (!western && !is_wide(name) && !charset_is_cyrillic(name))
        return name;
    const char *russian = western ? NULL : charset_cyrillic(s, name);
    if (russian || is_wide(name))
        return russian ? russian : name;
    const char *found = by_bytes(page);
    return western || is_wide(found) ? found : name;
}

/* What a server or a template says by habit may be plainly wrong: text in
 * windows-1251 called UTF-8, or UTF-8 called anything, which hardly any other
 * text can look like. */
static const char *unless_absurd(struct str page, const char *name)
{
    size_t good, bad;
    bool utf8 = strcmp(name, "utf-8") == 0;
    if (strncmp(name, "utf-16", 6) == 0 || strncmp(name, "utf-32", 6) == 0 ||
        strncmp(name, "iso-2022", 8) == 0)
        return name;
    bool valid = str_utf8_valid(page);
    if (valid && utf8)
        return name;
    count_utf8(str_part(page, 0, DETECT), &good, &bad);
    if (utf8)
        return bad > good && bad > 3 ? by_bytes(page) : name;
    if (valid)
        return good > 3 ? "utf-8" : name;
    return of_one_byte(page, name);
}

const char *charset_find(struct str page, struct str content_type)
{
    const char *name = by_bom(page);
    if (name)
        return name;
    bool html = find_nocase(str_part(page, 0, PRESCAN), "<html") >= 0;
    name = after_charset(content_type, "charset");
    if (!name && !html)
        name = by_xml_declaration(page);
    if (!name)
        name = by_meta(page);
    if (!name && html)
        name = by_xml_declaration(page);
    return name ? unless_absurd(page, name) : by_bytes(page);
}

/* UTF-8 with bad bytes: each becomes U+FFFD. */
static struct str repair(struct arena *a, struct str page)
{
    struct buf out;
    buf_init(&out, 3 * page.n + 1);
    size_t good = 0;
    for (size_t at = 0; at < page.n;) {
        size_t before = at;
        bool bad = str_utf8(page, &at) == 0xFFFD && at - before == 1;
        if (!bad)
            continue;
        buf_put(&out, page.p + good, before - good);
        buf_z(&out, "\xEF\xBF\xBD");
        good = at;
    }
    buf_put(&out, page.p + good, page.n - good);
    struct str repaired = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return repaired;
}

/* Most bytes the page can take as UTF-8: three for every byte above ASCII;
 * encodings of wide or escaped units double at most. */
static size_t room_for(struct str page, const char *charset)
{
    if (strncmp(charset, "utf-16", 6) == 0 ||
        strncmp(charset, "utf-32", 6) == 0 ||
        strncmp(charset, "iso-2022", 8) == 0)
        return page.n * 2 + 16;
    size_t high = 0;
    for (size_t i = 0; i < page.n; i++)
        high += (page.p[i] & 0x80) != 0;
    return page.n + 2 * high + 16;
}

static struct str convert(struct arena *a, struct str page, const char *charset,
                          iconv_t converter)
{
    size_t room = room_for(page, charset);
    char *start = arena_alloc(a, room), *to = start;
    char *from = (char *)page.p;
    size_t left = page.n;
    iconv(converter, NULL, NULL, NULL, NULL);
    while (left && iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
        if (room < 3)
            break;
        memcpy(to, "\xEF\xBF\xBD", 3);
        to += 3;
        room -= 3;
        from++;
        left--;
    }
    return (struct str){start, (size_t)(to - start)};
}

static struct str without_bom(struct str s)
{
    bool bom = str_eq(str_part(s, 0, 3), STR("\xEF\xBB\xBF"));
    return str_from(s, bom ? 3 : 0);
}

struct str charset_to_utf8(const struct charsets *all, struct arena *a,
                           struct str page, const char *charset)
{
    for (size_t i = 0; i < CHARSETS_MOST && charset_names[i]; i++)
        if (strcmp(charset_names[i], charset) == 0 &&
            all->to_utf8[i] != (iconv_t)-1)
            return without_bom(convert(a, page, charset, all->to_utf8[i]));
    page = without_bom(page);
    return str_utf8_valid(page) ? page : repair(a, page);
}
