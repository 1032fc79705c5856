/* SPDX-License-Identifier: MIT
 * listing: mentions for terminals and for programs. */
#include "cli/listing.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

enum { WIDTH = 96, EVIDENCE_SHOWN = 3 };

static const char BOLD[] = "\x1b[1m", DIM[] = "\x1b[2m", MARK[] = "\x1b[7m",
                  PLAIN[] = "\x1b[0m";

void listing_init(struct listing *l, bool json, const struct zone *zone)
{
    *l = (struct listing){
        .json = json, .color = !json && isatty(STDOUT_FILENO), .zone = zone};
    buf_init(&l->out, CEILING_PAGE_OUT);
}

void listing_clear(struct listing *l)
{
    buf_clear(&l->out);
}

void listing_print(struct listing *l)
{
    fwrite(l->out.p, 1, l->out.n, stdout);
    fflush(stdout);
    buf_reset(&l->out);
}

static void style(struct listing *l, const char *code)
{
    if (l->color)
        buf_z(&l->out, code);
}

/* What steers a terminal, or turns the direction of what stands behind it. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Text from outside must not steer the terminal: controls become spaces. */
static void safe(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = str_utf8(s, &i);
        if (c != '\n' && is_control(c))
            buf_char(out, ' ');
        else
            buf_str(out, str_part(s, from, i - from));
    }
}

void listing_cut(struct buf *out, struct str s, size_t columns)
{
    bool space = true;
    size_t used = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = str_utf8(s, &i);
        bool blank = c == ' ' || c == 0xa0 || is_control(c);
        if (blank && space)
            continue;
        if (++used > columns) {
            buf_z(out, "…");
            return;
        }
        if (blank || c == 0xfffd)
            buf_char(out, ' ');
        else
            buf_put(out, s.p + from, i - from);
        space = blank;
    }
}

static void when(struct listing *l, int64_t at)
{
    if (at)
        date_human(&l->out, at, l->zone, STR("ru"));
    else
        buf_z(&l->out, "-");
}

static void head(struct listing *l, const struct mention *m)
{
    style(l, BOLD);
    buf_printf(&l->out, "#%-5lld %-2.*s %-12.*s", (long long)m->id,
               STR_ARG(m->solution), STR_ARG(m->type));
    style(l, PLAIN);
    buf_printf(&l->out, " p%-3lld due ", (long long)m->priority);
    when(l, m->due);
    buf_z(&l->out, "  ");
    listing_cut(&l->out, m->brand, 30);
    buf_z(&l->out, " · ");
    listing_cut(&l->out, m->source_name, 30);
    buf_z(&l->out, " · ");
    listing_cut(&l->out, m->author, 24);
    buf_char(&l->out, '\n');
}

/* "+3 ru.broken.not-working" for the strongest rules. */
static void reasons(struct listing *l, const struct mention *m, size_t most)
{
    struct json_object *all =
        json_tokener_parse(m->evidence.n ? m->evidence.p : "[]");
    size_t n = all ? json_object_array_length(all) : 0;
    for (size_t i = 0, shown = 0; i < n && shown < most; i++) {
        struct json_object *ev = json_object_array_get_idx(all, i), *v;
        double points = 0;
        if (json_object_object_get_ex(ev, "points", &v))
            points = json_object_get_double(v);
        if (!json_object_object_get_ex(ev, "rule", &v) || points == 0)
            continue;
        buf_printf(&l->out, "%s%+.1f ", shown++ ? ", " : "", points);
        listing_cut(&l->out, str_of(json_object_get_string(v)), 48);
    }
    json_object_put(all);
}

static void text_entry(struct listing *l, const struct mention *m)
{
    head(l, m);
    buf_z(&l->out, "       «");
    listing_cut(&l->out, m->text, WIDTH);
    buf_z(&l->out, "»\n");
    style(l, DIM);
    buf_z(&l->out, "       why: ");
    reasons(l, m, EVIDENCE_SHOWN);
    buf_printf(&l->out, " → " STR_FMT ": ", STR_ARG(m->row));
    listing_cut(&l->out, m->why, WIDTH);
    style(l, PLAIN);
    if (m->draft.n) {
        buf_z(&l->out, "\n       draft: ");
        listing_cut(&l->out, m->draft, WIDTH);
    }
    buf_char(&l->out, '\n');
}

static void key_time(struct json *j, const char *key, int64_t at,
                     const struct zone *zone)
{
    struct buf b;
    buf_init(&b, 64);
    date_rfc3339(&b, at, zone);
    json_key(j, key);
    if (at)
        json_str(j, buf_view(&b));
    else
        json_null(j);
    buf_clear(&b);
}

static void json_entry(struct listing *l, const struct mention *m, bool whole)
{
    const struct {
        const char *key;
        struct str value;
    } texts[] = {
        {"source", m->source_name},
        {"url", m->url},
        {"brand", m->brand},
        {"type", m->type},
        {"second", m->second},
        {"tone", m->tone},
        {"solution", m->solution},
        {"row", m->row},
        {"why", m->why},
        {"lang", m->lang},
        {"author", m->author},
        {"title", m->title},
        {"text", m->text},
        {"topic", m->topic},
        {"department", m->department},
        {"status", m->case_status},
        {"draft", m->draft},
    };
    struct json j;
    json_init(&j, &l->out);
    json_map(&j);
    json_key(&j, "id"), json_int(&j, m->id);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        json_key(&j, texts[i].key), json_str(&j, texts[i].value);
    json_key(&j, "facts"), json_int(&j, m->facts);
    json_key(&j, "confidence"), json_num(&j, m->confidence);
    json_key(&j, "priority"), json_int(&j, m->priority);
    key_time(&j, "due", m->due, l->zone);
    key_time(&j, "published", m->published, l->zone);
    if (whole) {
        json_key(&j, "evidence"), json_raw(&j, m->evidence);
        json_key(&j, "answers"), json_raw(&j, m->answers);
        json_key(&j, "counterfactual"), json_str(&j, m->counterfactual);
        json_key(&j, "thread"), json_str(&j, m->thread);
        json_key(&j, "rules"), json_str(&j, m->rules);
    }
    json_end(&j);
    buf_char(&l->out, '\n');
}

void listing_mention(struct listing *l, const struct mention *m)
{
    if (l->json)
        json_entry(l, m, false);
    else
        text_entry(l, m);
}

struct span {
    int64_t start, end; /* bytes of the text */
};

/* The spans of the evidence; they may overlap and are not in order. */
static size_t spans_of(struct arena *a, const struct mention *m,
                       struct span **spans)
{
    struct json_object *all =
        json_tokener_parse(m->evidence.n ? m->evidence.p : "[]");
    size_t n = all ? json_object_array_length(all) : 0, used = 0;
    *spans = arena_alloc(a, (n + 1) * sizeof **spans);
    for (size_t i = 0; i < n; i++) {
        struct json_object *ev = json_object_array_get_idx(all, i), *from, *to;
        if (json_object_object_get_ex(ev, "start", &from) &&
            json_object_object_get_ex(ev, "end", &to))
            (*spans)[used++] = (struct span){json_object_get_int64(from),
                                             json_object_get_int64(to)};
    }
    json_object_put(all);
    return used;
}

static bool marked(const struct span *spans, size_t n, int64_t at)
{
    for (size_t i = 0; i < n; i++)
        if (spans[i].start <= at && at < spans[i].end)
            return true;
    return false;
}

/* The text with what the rules stand on in [[ ]] or inverse. */
static void marked_text(struct listing *l, const struct mention *m)
{
    struct arena a = {0};
    struct span *spans;
    size_t n = spans_of(&a, m, &spans), from = 0;
    const char *open = l->color ? MARK : "[[", *close = l->color ? PLAIN : "]]";
    bool on = false;
    for (size_t i = 0; i <= m->text.n; i++) {
        bool now = i < m->text.n && marked(spans, n, (int64_t)i);
        if (now == on && i < m->text.n)
            continue;
        safe(&l->out, str_part(m->text, from, i - from));
        if (now != on)
            buf_z(&l->out, now ? open : close);
        from = i;
        on = now;
    }
    buf_char(&l->out, '\n');
    arena_clear(&a);
}

static void line(struct listing *l, const char *name, struct str value)
{
    if (value.n == 0)
        return;
    style(l, DIM);
    buf_printf(&l->out, "%-14s ", name);
    style(l, PLAIN);
    safe(&l->out, value);
    buf_char(&l->out, '\n');
}

static void evidence_lines(struct listing *l, const struct mention *m)
{
    buf_z(&l->out, "\nRules that fired\n");
    struct json_object *all =
        json_tokener_parse(m->evidence.n ? m->evidence.p : "[]");
    size_t n = all ? json_object_array_length(all) : 0;
    for (size_t i = 0; i < n; i++) {
        struct json_object *ev = json_object_array_get_idx(all, i), *v;
        int64_t at[2] = {0};
        double points = 0;
        if (json_object_object_get_ex(ev, "start", &v))
            at[0] = json_object_get_int64(v);
        if (json_object_object_get_ex(ev, "end", &v))
            at[1] = json_object_get_int64(v);
        if (json_object_object_get_ex(ev, "points", &v))
            points = json_object_get_double(v);
        const char *rule = json_object_object_get_ex(ev, "rule", &v)
                               ? json_object_get_string(v)
                               : "";
        bool in_text = at[0] >= 0 && at[1] > at[0];
        buf_printf(&l->out, "  %+5.1f  %-40s ", points, rule);
        struct str quote = m->title;
        if (in_text)
            quote = str_part(m->text, (size_t)at[0], (size_t)(at[1] - at[0]));
        buf_z(&l->out, in_text ? "«" : "title «");
        listing_cut(&l->out, quote, 60);
        buf_z(&l->out, "»\n");
    }
    json_object_put(all);
}

static const char *member(struct json_object *o, const char *key)
{
    struct json_object *v;
    return json_object_object_get_ex(o, key, &v) ? json_object_get_string(v)
                                                 : "";
}

static void answer_lines(struct listing *l, const struct mention *m)
{
    buf_z(&l->out, "\nThe way through the matrix\n");
    struct json_object *all =
        json_tokener_parse(m->answers.n ? m->answers.p : "[]");
    size_t n = all ? json_object_array_length(all) : 0;
    for (size_t i = 0; i < n; i++) {
        struct json_object *o = json_object_array_get_idx(all, i);
        buf_printf(&l->out, "  %zu. %-10s %-14s %s\n", i + 1,
                   member(o, "question"), member(o, "value"),
                   member(o, "because"));
    }
    json_object_put(all);
    buf_printf(&l->out, "  → row " STR_FMT ", solution " STR_FMT ": ",
               STR_ARG(m->row), STR_ARG(m->solution));
    safe(&l->out, m->why);
    buf_z(&l->out, "\n    ");
    safe(&l->out, m->counterfactual);
    buf_char(&l->out, '\n');
}

static void verdict_lines(struct listing *l, const struct mention *m)
{
    buf_printf(&l->out,
               "\nVerdict        " STR_FMT ", second " STR_FMT ", tone " STR_FMT
               ", facts %lld, confidence %.2f\n",
               STR_ARG(m->type), STR_ARG(m->second), STR_ARG(m->tone),
               (long long)m->facts, m->confidence);
    line(l, "topic", m->topic);
    line(l, "rule set", m->rules);
}

void listing_whole(struct listing *l, const struct mention *m)
{
    if (l->json) {
        json_entry(l, m, true);
        return;
    }
    head(l, m);
    line(l, "url", m->url);
    line(l, "thread", m->thread_title);
    line(l, "published", m->date_text);
    line(l, "department", m->department);
    line(l, "status", m->case_status);
    buf_char(&l->out, '\n');
    if (m->title.n) {
        safe(&l->out, m->title);
        buf_char(&l->out, '\n');
    }
    marked_text(l, m);
    verdict_lines(l, m);
    evidence_lines(l, m);
    answer_lines(l, m);
    if (m->draft.n) {
        buf_z(&l->out, "\nDraft\n");
        safe(&l->out, m->draft);
        buf_char(&l->out, '\n');
    }
}

void listing_event(struct listing *l, const struct event_row *ev)
{
    if (l->json)
        return;
    buf_z(&l->out, "  ");
    when(l, ev->at);
    buf_printf(&l->out, "  %-10.*s %-12.*s ", STR_ARG(ev->who),
               STR_ARG(ev->what));
    listing_cut(&l->out, ev->detail, 60);
    buf_char(&l->out, '\n');
}
