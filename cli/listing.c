/* SPDX-License-Identifier: MIT
 * listing: mentions for terminals and for programs. */
#include "cli/listing.h"

#include <stdio.h>
#include <time.h>
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
    arena_clear(&l->arena);
    if (l->matrix)
        matrix_close(l->matrix);
}

/* The mention with the day that would be promised now in its draft. */
static struct mention settled(struct listing *l, const struct mention *m)
{
    struct mention copy = *m;
    const struct matrix_promise p = {.row = m->decision.row,
                                     .department = m->decision.department,
                                     .lang = m->post.lang,
                                     .now = time(NULL)};
    if (l->matrix)
        copy.decision.draft =
            matrix_settle(l->matrix, &l->arena, m->decision.draft, &p);
    return copy;
}

void listing_print(struct listing *l)
{
    fwrite(l->out.p, 1, l->out.n, stdout);
    fflush(stdout);
    buf_reset(&l->out);
    arena_reset(&l->arena);
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
               STR_ARG(m->decision.solution), STR_ARG(m->verdict.type));
    style(l, PLAIN);
    buf_printf(&l->out, " p%-3lld due ", (long long)m->decision.priority);
    when(l, m->case_.id ? m->case_.due : m->decision.due);
    buf_z(&l->out, "  ");
    listing_cut(&l->out, m->post.brand, 30);
    if (m->case_.brands > 1)
        buf_printf(&l->out, " +%lld", (long long)m->case_.brands - 1);
    buf_z(&l->out, " · ");
    listing_cut(&l->out, m->post.source_name, 30);
    buf_z(&l->out, " · ");
    listing_cut(&l->out, m->post.author, 24);
    if (m->case_.cluster)
        buf_printf(&l->out, "  %lld× on %lld sites",
                   (long long)m->case_.cluster_size,
                   (long long)m->case_.cluster_sites);
    buf_char(&l->out, '\n');
}

/* The strongest that is weaker than the one before, or as strong and behind
 * it; n when there is none. What speaks against is no reason. */
static size_t next_reason(const struct evidence *rows, size_t n, size_t before)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        bool after = before == n || rows[i].points < rows[before].points ||
                     (rows[i].points == rows[before].points && i > before);
        if (after && rows[i].points > 0 &&
            (best == n || rows[i].points > rows[best].points))
            best = i;
    }
    return best;
}

/* "+3.0 ru.broken.not-working" for what spoke loudest. */
static void reasons(struct listing *l, const struct mention *m, size_t most)
{
    struct arena a = {0};
    struct evidence *rows;
    size_t n =
        classify_evidence(&a, m->verdict.evidence, m->post.text.n, &rows);
    size_t i = next_reason(rows, n, n);
    for (size_t shown = 0; i < n && shown < most; shown++) {
        buf_printf(&l->out, "%s%+.1f ", shown ? ", " : "", rows[i].points);
        listing_cut(&l->out, rows[i].rule, 48);
        i = next_reason(rows, n, i);
    }
    arena_clear(&a);
}

static void text_entry(struct listing *l, const struct mention *m)
{
    head(l, m);
    buf_z(&l->out, "       «");
    listing_cut(&l->out, m->post.text, WIDTH);
    buf_z(&l->out, "»\n");
    style(l, DIM);
    buf_z(&l->out, "       why: ");
    reasons(l, m, EVIDENCE_SHOWN);
    buf_printf(&l->out, " → " STR_FMT ": ", STR_ARG(m->decision.row));
    listing_cut(&l->out, m->decision.why, WIDTH);
    style(l, PLAIN);
    if (m->decision.draft.n) {
        buf_z(&l->out, "\n       draft: ");
        listing_cut(&l->out, m->decision.draft, WIDTH);
    }
    buf_char(&l->out, '\n');
}

static void json_entry(struct listing *l, const struct mention *m)
{
    struct json j;
    json_init(&j, &l->out);
    json_map(&j);
    store_mention_json(&j, m, l->zone);
    json_end(&j);
    buf_char(&l->out, '\n');
}

void listing_mention(struct listing *l, const struct mention *m)
{
    struct mention copy = settled(l, m);
    pseudonyms_mention(&l->names, &l->arena, &copy);
    if (l->json)
        json_entry(l, &copy);
    else
        text_entry(l, &copy);
}

/* The spans of the evidence may overlap and are in no order. */
static bool marked(const struct evidence *rows, size_t n, size_t at)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].start <= at && at < rows[i].end)
            return true;
    return false;
}

/* The text with what the rules stand on in [[ ]] or inverse. */
static void marked_text(struct listing *l, const struct mention *m,
                        const struct evidence *rows, size_t n)
{
    size_t from = 0;
    const char *open = l->color ? MARK : "[[", *close = l->color ? PLAIN : "]]";
    bool on = false;
    for (size_t i = 0; i <= m->post.text.n; i++) {
        bool now = i < m->post.text.n && marked(rows, n, i);
        if (now == on && i < m->post.text.n)
            continue;
        safe(&l->out, str_part(m->post.text, from, i - from));
        if (now != on)
            buf_z(&l->out, now ? open : close);
        from = i;
        on = now;
    }
    buf_char(&l->out, '\n');
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

static void evidence_lines(struct listing *l, const struct mention *m,
                           const struct evidence *rows, size_t n)
{
    buf_z(&l->out, "\nRules that fired\n");
    for (size_t i = 0; i < n; i++) {
        const struct evidence *ev = &rows[i];
        bool in_text = ev->end > ev->start;
        buf_printf(&l->out, "  %+5.1f  %-40.*s ", ev->points,
                   STR_ARG(ev->rule));
        struct str quote = m->post.title;
        if (in_text)
            quote = str_part(m->post.text, ev->start, ev->end - ev->start);
        buf_z(&l->out, in_text ? "«" : "title «");
        listing_cut(&l->out, quote, 60);
        buf_z(&l->out, "»");
        if (ev->to_tone != 0)
            buf_printf(&l->out, "  tone %+.1f", ev->to_tone);
        buf_char(&l->out, '\n');
    }
}

static void answer_lines(struct listing *l, const struct mention *m)
{
    struct arena a = {0};
    struct answer *rows;
    size_t n = matrix_answers(&a, m->decision.answers, &rows);
    buf_z(&l->out, "\nThe way through the matrix\n");
    for (size_t i = 0; i < n; i++)
        buf_printf(&l->out, "  %zu. %-10.*s %-14.*s " STR_FMT "\n", i + 1,
                   STR_ARG(rows[i].question), STR_ARG(rows[i].value),
                   STR_ARG(rows[i].because));
    arena_clear(&a);
    buf_printf(&l->out, "  → row " STR_FMT ", solution " STR_FMT ": ",
               STR_ARG(m->decision.row), STR_ARG(m->decision.solution));
    safe(&l->out, m->decision.why);
    buf_z(&l->out, "\n    ");
    safe(&l->out, m->decision.counterfactual);
    buf_char(&l->out, '\n');
}

static void verdict_lines(struct listing *l, const struct mention *m)
{
    buf_printf(&l->out,
               "\nVerdict        " STR_FMT ", second " STR_FMT ", tone " STR_FMT
               ", facts %lld, confidence %.2f\n",
               STR_ARG(m->verdict.type), STR_ARG(m->verdict.second),
               STR_ARG(m->verdict.tone), (long long)m->verdict.facts,
               m->verdict.confidence);
    if (m->verdict.runner_up.n && !str_eqz(m->verdict.runner_up, "-") &&
        !m->verdict.corrected_by.n)
        buf_printf(&l->out, "or             " STR_FMT ", %.1f behind\n",
                   STR_ARG(m->verdict.runner_up), m->verdict.margin);
    line(l, "topic", m->verdict.topic);
    line(l, "rule set", m->verdict.rules);
}

void listing_whole(struct listing *l, const struct mention *as_stored)
{
    struct mention copy = settled(l, as_stored), *m = &copy;
    if (l->json) {
        json_entry(l, m);
        return;
    }
    struct arena a = {0};
    struct evidence *rows;
    size_t n =
        classify_evidence(&a, m->verdict.evidence, m->post.text.n, &rows);
    head(l, m);
    line(l, "url", m->post.url);
    line(l, "thread", m->post.thread_title);
    line(l, "published", m->post.date_text);
    line(l, "department", m->decision.department);
    line(l, "status", m->case_.status);
    buf_char(&l->out, '\n');
    if (m->post.title.n) {
        safe(&l->out, m->post.title);
        buf_char(&l->out, '\n');
    }
    marked_text(l, m, rows, n);
    verdict_lines(l, m);
    evidence_lines(l, m, rows, n);
    answer_lines(l, m);
    if (m->decision.draft.n) {
        buf_z(&l->out, "\nDraft\n");
        safe(&l->out, m->decision.draft);
        buf_char(&l->out, '\n');
    }
    arena_clear(&a);
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
