/* SPDX-License-Identifier: MIT
 * html_token: a page cut into tags and text. */
#include "crawler/markup/html_token.h"

#include <string.h>

#include "base/ascii.h"

enum { NAME_MOST = 99 }; /* libxml2 cuts a name at 100 bytes */

enum { SPACE = 1, NAME = 2, ENDS_NAME = 4, STARTS_NAME = 8 };

/* What each byte is in a tag. */
static const unsigned char CLASS[256] = {
    ['\t'] = SPACE | ENDS_NAME,
    ['\n'] = SPACE | ENDS_NAME,
    [' '] = SPACE | ENDS_NAME,
    ['/'] = ENDS_NAME,
    ['>'] = ENDS_NAME,
    ['-'] = NAME,
    ['.'] = NAME | STARTS_NAME,
    [':'] = NAME | STARTS_NAME,
    ['_'] = NAME | STARTS_NAME,
    ['0' ... '9'] = NAME,
    ['A' ... 'Z'] = NAME | STARTS_NAME,
    ['a' ... 'z'] = NAME | STARTS_NAME,
};

static bool is(char c, int class)
{
    return CLASS[(unsigned char)c] & class;
}

static size_t left(const struct html_tokens *t)
{
    return (size_t)(t->end - t->p);
}

/* The first `what` at or behind p, NULL when there is none. */
static const char *find(const struct html_tokens *t, const char *p,
                        const char *what)
{
    return memmem(p, (size_t)(t->end - p), what, strlen(what));
}

static void skip_space(struct html_tokens *t)
{
    while (t->p < t->end && is(*t->p, SPACE))
        t->p++;
}

/* ---- names ---- */

static const struct html_name *intern(struct html_tokens *t, struct str s,
                                      bool attribute)
{
    unsigned slot = ((unsigned)s.n * 7 + (unsigned char)s.p[0] * 31 +
                     (unsigned char)s.p[s.n - 1] * 13 +
                     (unsigned char)s.p[s.n / 2] + attribute) %
                    HTML_NAMES;
    struct html_name *k = &t->names[slot];
    if (k->n == s.n && memcmp(k->bytes, s.p, s.n) == 0)
        return k;
    char lower[NAME_MOST + 1];
    size_t n = s.n < NAME_MOST ? s.n : NAME_MOST;
    bool plain = is(s.p[0], STARTS_NAME) && n == s.n;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[i];
        plain &= is(c, NAME);
        lower[i] = is(c, NAME) ? ascii_lower(c) : '_';
    }
    lower[n] = 0;
    bool none = attribute && !plain;
    *k = (struct html_name){
        s.p, s.n,
        none ? NULL : xmlDictLookup(t->dict, (const xmlChar *)lower, (int)n),
        attribute ? NULL : html_element(lower)};
    return k;
}

/* ---- tags ---- */

/* What a tag is read into. */
struct tag {
    struct html_token *token;
    size_t seen;   /* attributes, those left out too */
    bool complete; /* its > was there */
};

/* The value behind "=": in quotes, or up to white space. */
static struct str take_value(struct html_tokens *t)
{
    skip_space(t);
    if (t->p == t->end || *t->p == '>')
        return (struct str){0};
    char quote = *t->p;
    if (quote == '"' || quote == '\'') {
        const char *from = ++t->p;
        const char *close = memchr(from, quote, left(t));
        t->p = close ? close + 1 : t->end;
        return (struct str){from, (size_t)((close ? close : t->end) - from)};
    }
    const char *from = t->p;
    while (t->p < t->end && !is(*t->p, SPACE) && *t->p != '>')
        t->p++;
    return (struct str){from, (size_t)(t->p - from)};
}

/* Of two with one name the first counts. */
static void put_attribute(struct html_tokens *t, struct html_token *token,
                          const xmlChar *name, struct str value)
{
    size_t n = token->n_attributes;
    if (!name || n == CEILING_TAG_ATTRIBUTES)
        return;
    for (size_t i = 0; i < n; i++)
        if (t->attributes[i].name == name)
            return;
    t->attributes[n] = (struct html_attribute){name, value};
    token->n_attributes++;
}

static void take_attribute(struct html_tokens *t, struct tag *tag)
{
    const char *from = t->p++; /* a "=" here is part of the name */
    while (t->p < t->end && !is(*t->p, ENDS_NAME) && *t->p != '=')
        t->p++;
    struct str name = {from, (size_t)(t->p - from)}, value = {0};
    skip_space(t);
    if (t->p < t->end && *t->p == '=') {
        t->p++;
        value = take_value(t);
    }
    tag->seen++;
    put_attribute(t, tag->token, intern(t, name, true)->text, value);
}

/* From behind the name to behind the >. Only a "/" right before the > and
 * outside of a value closes the element. */
static void take_attributes(struct html_tokens *t, struct tag *tag)
{
    while (t->p < t->end) {
        if (*t->p == '>') {
            t->p++;
            tag->complete = true;
            return;
        }
        tag->token->closed = *t->p == '/';
        if (is(*t->p, SPACE) || *t->p == '/')
            t->p++;
        else
            take_attribute(t, tag);
    }
}

static bool check_tag(const struct html_tokens *t, const struct tag *tag,
                      const char *from, struct err *e)
{
    size_t n = (size_t)(t->p - from), line = 1;
    if (n <= CEILING_TAG_BYTES && tag->seen <= CEILING_TAG_ATTRIBUTES)
        return true;
    for (const char *p = t->start; p < from; p++)
        line += *p == '\n';
    if (n > CEILING_TAG_BYTES)
        return err_set(e, "line %zu: a tag of %zu bytes, more than %d", line, n,
                       CEILING_TAG_BYTES);
    return err_set(e, "line %zu: a tag with %zu attributes, more than %d", line,
                   tag->seen, CEILING_TAG_ATTRIBUTES);
}

/* The tag whose name starts at t->p. A tag that the page ends in gives no
 * token: *given is false. */
static bool take_tag(struct html_tokens *t, struct html_token *out, bool *given,
                     struct err *e)
{
    const char *from = t->p;
    while (t->p < t->end && !is(*t->p, ENDS_NAME))
        t->p++;
    struct str name = {from, (size_t)(t->p - from)};
    const struct html_name *k = intern(t, name, false);
    out->name = k->text;
    out->element = k->element;
    out->attributes = t->attributes;
    struct tag tag = {.token = out};
    take_attributes(t, &tag);
    *given = tag.complete;
    return check_tag(t, &tag, from, e);
}

/* ---- what is no tag ---- */

/* Behind the comment that starts with "<!--" at t->p; "<!-->" is a whole
 * one. */
static void skip_comment(struct html_tokens *t)
{
    const char *p = t->p + 4;
    if (p < t->end && *p == '>') {
        t->p = p + 1;
        return;
    }
    if (p + 1 < t->end && p[0] == '-' && p[1] == '>') {
        t->p = p + 2;
        return;
    }
    while ((p = find(t, p, "--")) != NULL) {
        size_t n = (size_t)(t->end - p);
        if (n > 2 && p[2] == '>') {
            t->p = p + 3;
            return;
        }
        if (n > 3 && p[2] == '!' && p[3] == '>') {
            t->p = p + 4;
            return;
        }
        p++;
    }
    t->p = t->end;
}

/* A doctype, an instruction, anything odd: up to the first >. */
static void skip_declaration(struct html_tokens *t)
{
    if (left(t) >= 4 && memcmp(t->p, "<!--", 4) == 0) {
        skip_comment(t);
        return;
    }
    const char *close = memchr(t->p, '>', left(t));
    t->p = close ? close + 1 : t->end;
}

static struct html_token text_token(const char *from, const char *to,
                                    enum html_place place)
{
    return (struct html_token){
        .kind = HTML_TEXT, .text = {from, (size_t)(to - from)}, .place = place};
}

/* <![CDATA[ ... ]]> in svg and math. */
static bool take_cdata(struct html_tokens *t, struct html_token *out)
{
    const char *from = t->p + 9, *close = find(t, from, "]]>");
    *out = text_token(from, close ? close : t->end, HTML_IN_RAW);
    t->p = close ? close + 3 : t->end;
    return out->text.n > 0;
}

/* Does the < at p start anything but itself? */
static bool starts_markup(const struct html_tokens *t, const char *p)
{
    if (p + 1 == t->end)
        return false;
    return ascii_letter(p[1]) || p[1] == '!' || p[1] == '?' ||
           (p[1] == '/' && p + 2 < t->end);
}

static struct html_token take_text(struct html_tokens *t)
{
    const char *from = t->p, *p = from;
    while ((p = memchr(p, '<', (size_t)(t->end - p))) && !starts_markup(t, p))
        p++;
    t->p = p ? p : t->end;
    return text_token(from, t->p, HTML_IN_TEXT);
}

/* ---- content that is no markup ---- */

/* Does p say `what` and the name end there? Letters of any case. */
static bool says(const struct html_tokens *t, const char *p, const char *before,
                 const xmlChar *name)
{
    size_t n = strlen(before), k = strlen((const char *)name);
    return (size_t)(t->end - p) > n + k && memcmp(p, before, n) == 0 &&
           strncasecmp(p + n, (const char *)name, k) == 0 &&
           is(p[n + k], ENDS_NAME);
}

/* Where the scan of a script is: in <!-- ... --> a <script> needs an end tag
 * of its own. */
struct script {
    bool hidden; /* behind <!-- */
    bool twice;  /* and behind <script> there */
};

/* Does the script end at the < that p points to? */
static bool ends_script(const struct html_tokens *t, const char *p,
                        struct script *s)
{
    if (!s->hidden)
        s->hidden = t->end - p > 3 && memcmp(p, "<!--", 4) == 0;
    else if (says(t, p, "<", t->raw))
        s->twice = true;
    if (!says(t, p, "</", t->raw))
        return false;
    bool ends = !s->twice;
    s->twice = false;
    return ends;
}

static const char *script_end(const struct html_tokens *t)
{
    struct script s = {0};
    for (const char *p = t->p; p < t->end; p++) {
        if (!s.hidden) {
            p = memchr(p, '<', (size_t)(t->end - p));
            if (!p)
                break;
        }
        if (*p == '<' && ends_script(t, p, &s))
            return p;
        if (*p == '-' && t->end - p > 2 && p[1] == '-' && p[2] == '>')
            s = (struct script){0};
    }
    return t->end;
}

static const char *raw_end(const struct html_tokens *t)
{
    if (t->raw_kind & HTML_PLAINTEXT)
        return t->end;
    if (t->raw_kind & HTML_SCRIPT)
        return script_end(t);
    for (const char *p = t->p;
         (p = memchr(p, '<', (size_t)(t->end - p))) != NULL; p++)
        if (says(t, p, "</", t->raw))
            return p;
    return t->end;
}

static bool take_raw(struct html_tokens *t, struct html_token *out)
{
    bool field = t->raw_kind & HTML_RCDATA;
    *out = text_token(t->p, raw_end(t), field ? HTML_IN_FIELD : HTML_IN_RAW);
    t->p += out->text.n;
    t->raw = NULL;
    return out->text.n > 0;
}

/* ---- public ---- */

void html_tokens_init(struct html_tokens *t, struct str page, xmlDict *dict)
{
    t->start = t->p = page.p;
    t->end = page.p + page.n;
    t->dict = dict;
    t->foreign = false;
    t->raw = NULL;
    memset(t->names, 0, sizeof t->names);
}

void html_tokens_raw(struct html_tokens *t, const struct html_token *start)
{
    t->raw = start->name;
    t->raw_kind = start->element->kinds;
}

/* What starts with < at t->p; *given is false when it is no token. */
static bool take_markup(struct html_tokens *t, struct html_token *out,
                        bool *given, struct err *e)
{
    bool end = t->p[1] == '/';
    *out = (struct html_token){.kind = end ? HTML_END : HTML_START};
    *given = false;
    if (ascii_letter(t->p[1 + end])) {
        t->p += 1 + end;
        return take_tag(t, out, given, e);
    }
    if (t->foreign && left(t) >= 9 && memcmp(t->p, "<![CDATA[", 9) == 0)
        *given = take_cdata(t, out);
    else
        skip_declaration(t);
    return true;
}

bool html_tokens_next(struct html_tokens *t, struct html_token *out,
                      struct err *e)
{
    e->msg[0] = 0;
    if (t->raw && take_raw(t, out))
        return true;
    while (t->p < t->end) {
        bool given = true;
        if (*t->p != '<' || !starts_markup(t, t->p))
            *out = take_text(t);
        else if (!take_markup(t, out, &given, e))
            return false;
        if (given)
            return true;
    }
    return false;
}
