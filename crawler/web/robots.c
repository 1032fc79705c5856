/* SPDX-License-Identifier: MIT
 * robots: parser and matcher of robots.txt. */
#include "crawler/web/robots.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/ceiling.h"
#include "crawler/web/percent.h"

enum {
    LINE_MOST = 2083 * 8 - 1, /* octets of a line, as Google's parser */
    SITEMAPS_MOST = 1000
};

enum key {
    KEY_OTHER,
    KEY_AGENT,
    KEY_ALLOW,
    KEY_DISALLOW,
    KEY_DELAY,
    KEY_RATE,
    KEY_MAP
};

/* The names of the RFC and the misspellings seen often enough to count. */
static const struct {
    const char *name;
    enum key key;
} keys[] = {
    {"user-agent", KEY_AGENT},  {"useragent", KEY_AGENT},
    {"user agent", KEY_AGENT},  {"useg-agent", KEY_AGENT},
    {"user_agent", KEY_AGENT},  {"allow", KEY_ALLOW},
    {"disallow", KEY_DISALLOW}, {"dissallow", KEY_DISALLOW},
    {"dissalow", KEY_DISALLOW}, {"disalow", KEY_DISALLOW},
    {"diasllow", KEY_DISALLOW}, {"disallaw", KEY_DISALLOW},
    {"desallow", KEY_DISALLOW}, {"crawl-delay", KEY_DELAY},
    {"crawl delay", KEY_DELAY}, {"crawldelay", KEY_DELAY},
    {"request-rate", KEY_RATE}, {"request rate", KEY_RATE},
    {"sitemap", KEY_MAP},       {"sitemaps", KEY_MAP},
    {"site-map", KEY_MAP},
};

/* Rules of one kind of group: those that name us, or those of `*`. */
struct group {
    struct robots_rule *rules; /* n of cap */
    size_t n, cap;
    int64_t delay_ms; /* -1 none */
    bool seen;        /* a user-agent line opened it */
};

struct reading_state {
    struct arena *a;      /* where rules live */
    struct str agent;     /* our product token */
    struct group us, all; /* what is collected */
    bool in_us, in_all;   /* the lines now apply to them */
    bool rules_began;     /* a user-agent line now starts a new group */
    struct robots *out;   /* takes the sitemaps */
    size_t cap;           /* of out->sitemaps */
};

static bool is_token(unsigned char c)
{
    return ascii_alnum((char)c) || c >= 0x80 || (c && strchr("-_.", c));
}

/* One spelling for patterns and for paths: unreserved octets as they are,
 * what may not stand in a URL as %XX in upper case. In a pattern * and a $ at
 * the end keep their meaning. */
static struct str normal(struct arena *a, struct str s, bool pattern)
{
    char *out = arena_alloc(a, s.n * 3 + 1), *o = out;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        bool special = c == '*' || c == '$';
        bool kept = c > 0x20 && c < 0x7f && !strchr("\"<>\\^`{|}[]", c);
        if (special)
            kept = pattern && (c == '*' || i + 1 == s.n);
        o = percent_put(o, s, &i, kept);
    }
    return (struct str){out, (size_t)(o - out)};
}

static void add_rule(struct arena *a, struct group *g,
                     const struct robots_rule *rule)
{
    g->rules = arena_grow(a, g->rules, g->n, &g->cap, sizeof *g->rules);
    g->rules[g->n++] = *rule;
}

static void take_rule(struct reading_state *s, struct str value, bool allow)
{
    if (!s->in_us && !s->in_all)
        return;
    s->rules_began = true;
    if (!value.n)
        return;
    struct robots_rule rule = {normal(s->a, value, true), allow}, folder = rule;
    size_t slash = rule.pattern.n;
    while (slash && rule.pattern.p[slash - 1] != '/')
        slash--;
    /* "Allow: /x/index.html" also opens the folder /x/ itself. */
    bool index = allow && slash &&
                 str_starts(str_from(rule.pattern, slash), STR("index.htm"));
    if (index)
        folder.pattern =
            str_printf(s->a, STR_FMT "$", (int)slash, rule.pattern.p);
    for (int i = 0; i < 2; i++) {
        if (!(i ? s->in_all : s->in_us))
            continue;
        struct group *g = i ? &s->all : &s->us;
        add_rule(s->a, g, &rule);
        if (index)
            add_rule(s->a, g, &folder);
    }
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == ',';
}

/* "ant", "ant/2.0 (a comment)", and "ant, bee" or "ant bee", which is against
 * the RFC but meant so. */
static bool names_agent(struct str value, struct str agent)
{
    while (value.n) {
        size_t n = 0;
        while (n < value.n && is_token((unsigned char)value.p[n]))
            n++;
        if (n && str_eq_nocase(str_part(value, 0, n), agent))
            return true;
        while (n < value.n && !is_gap(value.p[n]))
            n++;
        while (n < value.n && is_gap(value.p[n]))
            n++;
        value = str_from(value, n);
    }
    return false;
}

static void take_agent(struct reading_state *s, struct str value)
{
    if (s->rules_began) {
        s->in_us = s->in_all = false;
        s->rules_began = false;
    }
    if (value.n && value.p[0] == '*' &&
        (value.n == 1 || value.p[1] == ' ' || value.p[1] == '\t')) {
        s->in_all = s->all.seen = true;
        return;
    }
    if (names_agent(value, s->agent))
        s->in_us = s->us.seen = true;
}

/* Of several delays the longest counts. It does not end a list of agents. */
static void add_delay(struct reading_state *s, double seconds)
{
    if (!(seconds >= 0 && seconds <= 1e6))
        return;
    int64_t ms = (int64_t)(seconds * 1000);
    if (s->in_us && ms > s->us.delay_ms)
        s->us.delay_ms = ms;
    if (s->in_all && ms > s->all.delay_ms)
        s->all.delay_ms = ms;
}

static void take_delay(struct reading_state *s, struct str value)
{
    double seconds;
    if (str_num(value, &seconds))
        add_delay(s, seconds);
}

/* "1/10s", "30/1m", "400/1h", with hours of the day behind it: pages in a
 * time, which is a delay between them. */
static void take_rate(struct reading_state *s, struct str value)
{
    static const char UNITS[] = "smhd";
    static const double SECONDS[] = {1, 60, 3600, 86400};
    struct str pages;
    double n, time, unit = 1;
    if (!str_split(&value, '/', &pages))
        return;
    value = str_trim(value);
    size_t digits = 0;
    while (digits < value.n && ascii_digit(value.p[digits]))
        digits++;
    const char *letter =
        digits < value.n ? strchr(UNITS, value.p[digits] | 0x20) : NULL;
    if (letter && *letter)
        unit = SECONDS[letter - UNITS];
    if (str_num(str_trim(pages), &n) && n > 0 &&
        str_num(str_part(value, 0, digits), &time))
        add_delay(s, time * unit / n);
}

static void take_sitemap(struct reading_state *s, struct str value)
{
    struct robots *r = s->out;
    if (!value.n || r->n_sitemaps >= SITEMAPS_MOST)
        return;
    r->sitemaps = arena_grow(s->a, r->sitemaps, r->n_sitemaps, &s->cap,
                             sizeof *r->sitemaps);
    r->sitemaps[r->n_sitemaps++] = str_dup(s->a, value);
}

static enum key key_of(struct str name)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq_nocase(name, str_of(keys[i].name)))
            return keys[i].key;
    return KEY_OTHER;
}

/* "name: value", or "name value" when the colon was forgotten. */
static bool cut_line(struct str line, struct str *name, struct str *value)
{
    ptrdiff_t at = str_find_char(line, ':');
    if (at < 0) {
        for (at = 0; (size_t)at < line.n; at++)
            if (line.p[at] == ' ' || line.p[at] == '\t')
                break;
        *value = str_trim(str_from(line, (size_t)at));
        if (!value->n || str_find_char(*value, ' ') >= 0 ||
            str_find_char(*value, '\t') >= 0)
            return false;
    }
    *name = str_trim(str_part(line, 0, (size_t)at));
    *value = str_trim(str_from(line, (size_t)at + 1));
    return true;
}

static void take_line(struct reading_state *s, struct str line)
{
    struct str name, value;
    line = str_part(line, 0, LINE_MOST);
    ptrdiff_t hash = str_find_char(line, '#');
    if (hash >= 0)
        line.n = (size_t)hash;
    line = str_trim(line);
    if (!line.n || !cut_line(line, &name, &value))
        return;
    switch (key_of(name)) {
    case KEY_AGENT:
        take_agent(s, value);
        break;
    case KEY_ALLOW:
        take_rule(s, value, true);
        break;
    case KEY_DISALLOW:
        take_rule(s, value, false);
        break;
    case KEY_DELAY:
        take_delay(s, value);
        break;
    case KEY_RATE:
        take_rate(s, value);
        break;
    case KEY_MAP:
        take_sitemap(s, value);
        break;
    case KEY_OTHER:
        break;
    }
}

struct str robots_text(struct arena *a, struct str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    bool little = s.n >= 2 && p[0] == 0xff && p[1] == 0xfe;
    bool big = s.n >= 2 && p[0] == 0xfe && p[1] == 0xff;
    if (!little && !big) {
        size_t n = 0;
        while (n < s.n && n < 3 && s.p[n] == "\xef\xbb\xbf"[n])
            n++;
        return str_from(s, n);
    }
    struct buf b;
    buf_init(&b, s.n * 2);
    for (size_t i = 2; i + 1 < s.n; i += 2) {
        uint32_t c = little ? p[i] | p[i + 1] << 8 : p[i] << 8 | p[i + 1];
        buf_utf8(&b, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
    struct str out = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return out;
}

/* Our product token: the header up to its version or comment. */
static struct str product(struct str agent)
{
    size_t n = 0;
    while (n < agent.n && !strchr("/(;", agent.p[n]))
        n++;
    return str_trim(str_part(agent, 0, n));
}

/* Some servers wrap the file in a page, with <br> at the end of each line; a
 * page that says "not found" with status 200 has no rules left either. */
static struct str without_tags(struct arena *a, struct str text)
{
    char *p = arena_alloc(a, text.n + 1);
    size_t n = 0;
    bool in_tag = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '<')
            in_tag = true;
        else if (c == '>' && in_tag)
            in_tag = false;
        else if (!in_tag || c == '\n')
            p[n++] = c;
    }
    return (struct str){p, n};
}

struct robots *robots_parse(struct arena *a, struct str bytes, struct str agent)
{
    struct reading_state s = {.a = a, .agent = product(agent)};
    s.us.delay_ms = s.all.delay_ms = -1;
    s.out = arena_alloc(a, sizeof *s.out);
    struct str text = robots_text(a, str_part(bytes, 0, CEILING_ROBOTS));
    struct str start = str_trim(text);
    if (start.n && start.p[0] == '<')
        text = without_tags(a, text);
    for (size_t i = 0, line = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '\n' && text.p[i] != '\r')
            continue;
        take_line(&s, str_part(text, line, i - line));
        line = i + 1;
    }
    const struct group *g = s.us.seen ? &s.us : &s.all;
    s.out->rules = g->rules;
    s.out->n = g->n;
    s.out->delay_ms = g->delay_ms;
    return s.out;
}

/* Both normalised. A pattern without $ is a prefix. */
static bool matches(struct str pattern, struct str path)
{
    bool whole = pattern.n && pattern.p[pattern.n - 1] == '$';
    size_t end = pattern.n - whole, p = 0, i = 0, star = 0, mark = 0;
    bool starred = false;
    while (i < path.n) {
        if (p < end && pattern.p[p] == '*') {
            starred = true;
            star = p++;
            mark = i;
        } else if (p < end && pattern.p[p] == path.p[i]) {
            p++;
            i++;
        } else if (p == end && !whole) {
            return true;
        } else if (starred) {
            p = star + 1;
            i = ++mark;
        } else {
            return false;
        }
    }
    while (p < end && pattern.p[p] == '*')
        p++;
    return p == end;
}

/* The path with its query of a URL or of what is a path already. */
static struct str path_of(struct str url)
{
    ptrdiff_t at = str_find(url, STR("://"));
    ptrdiff_t slash = str_find_char(url, '/');
    if (at >= 0 && slash > at) {
        url = str_from(url, (size_t)at + 3);
        size_t n = 0;
        while (n < url.n && !(url.p[n] && strchr("/?#", url.p[n])))
            n++;
        url = str_from(url, n);
    }
    ptrdiff_t hash = str_find_char(url, '#');
    return hash < 0 ? url : str_part(url, 0, (size_t)hash);
}

bool robots_allows(const struct robots *r, struct str url)
{
    struct arena a = {0};
    struct str path = path_of(url);
    if (str_eqz(path, "/robots.txt") || !r->n)
        return true;
    if (!path.n || path.p[0] != '/')
        path = str_printf(&a, "/" STR_FMT, STR_ARG(path));
    path = normal(&a, path, false);
    size_t most = 0;
    bool allow = true;
    for (size_t i = 0; i < r->n; i++) {
        const struct robots_rule *rule = &r->rules[i];
        bool better =
            rule->pattern.n > most || (rule->pattern.n == most && rule->allow);
        if (!better || !matches(rule->pattern, path))
            continue;
        most = rule->pattern.n;
        allow = rule->allow;
    }
    arena_clear(&a);
    return allow;
}
