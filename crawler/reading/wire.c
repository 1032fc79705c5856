/* SPDX-License-Identifier: MIT
 * wire: jobs and readings as bytes between the pool and its children. */
#include "crawler/reading/wire.h"

#include <math.h>
#include <string.h>

#include "base/ceiling.h"
#include "classify/classify.h"

enum { MAGIC = 0x4D564C31 };

struct reader {
    struct str rest; /* not read yet */
    bool bad;        /* something was missing or out of range */
};

/* ---- writing ---- */

static void put_u32(struct buf *out, uint32_t v)
{
    char p[4];
    for (int i = 0; i < 4; i++)
        p[i] = (char)(v >> 8 * i);
    buf_put(out, p, sizeof p);
}

static void put_i64(struct buf *out, int64_t v)
{
    put_u32(out, (uint32_t)((uint64_t)v & 0xFFFFFFFF));
    put_u32(out, (uint32_t)((uint64_t)v >> 32));
}

static void put_text(struct buf *out, struct str s)
{
    put_u32(out, (uint32_t)s.n);
    buf_str(out, s);
}

static void put_real(struct buf *out, double v)
{
    int64_t bits;
    memcpy(&bits, &v, sizeof bits);
    put_i64(out, bits);
}

static size_t start_frame(struct buf *out)
{
    put_u32(out, MAGIC);
    put_u32(out, 0);
    return out->n;
}

static void set_u32(struct buf *out, size_t at, uint32_t v)
{
    for (size_t i = 0; i < 4; i++)
        out->p[at + i] = (char)(v >> 8 * i);
}

static bool end_frame(struct buf *out, size_t start)
{
    if (out->over)
        return false;
    set_u32(out, start - 4, (uint32_t)(out->n - start));
    return true;
}

bool wire_put_job(struct buf *out, const struct reader_job *job)
{
    size_t start = start_frame(out);
    put_i64(out, (int64_t)job->id);
    put_i64(out, (int64_t)job->source);
    put_i64(out, job->fetched);
    put_i64(out, job->since);
    put_u32(out, job->survey);
    put_u32(out, job->whole);
    put_u32(out, job->listen);
    put_text(out, job->url);
    put_text(out, job->content_type);
    put_text(out, job->place);
    put_text(out, job->item);
    put_text(out, job->body);
    return end_frame(out, start);
}

/* Of a post that concerns nobody only the keys go. */
static bool goes(const struct member *i, bool whole)
{
    return i->way == MEMBER_ALWAYS || (whole && i->way == MEMBER_SENT);
}

static void put_member(struct buf *out, enum member_kind kind, const void *p)
{
    if (kind == MEMBER_TEXT || kind == MEMBER_JSON)
        put_text(out, *(const struct str *)p);
    else if (kind == MEMBER_NUM || kind == MEMBER_SHARE)
        put_real(out, *(const double *)p);
    else
        put_i64(out, *(const int64_t *)p);
}

static void put_members(struct buf *out, const struct mention *m, int from)
{
    for (const struct member *i = members + from; i < members + MEMBERS; i++)
        if (goes(i, !m->bare))
            put_member(out, i->kind, member_in(i, m));
}

/* Of the same post about another brand the brand and what follows from it. */
static void put_mention(struct buf *out, const struct mention *m)
{
    put_u32(out, !m->bare);
    put_members(out, m, 0);
    put_u32(out, (uint32_t)m->n_also);
    for (size_t i = 0; i < m->n_also; i++) {
        put_text(out, m->also[i].post.brand);
        put_members(out, &m->also[i], MEMBERS_POST);
    }
}

/* Takes back what the last post began when it is more than fits. */
static bool fits(struct buf *out, size_t before)
{
    if (!out->over)
        return true;
    out->over = false;
    out->n = before;
    return false;
}

/* The posts come last, with their number and what was left out before them. */
static void put_mentions(struct buf *out, const struct reading *r)
{
    size_t at = out->n, n = 0;
    put_u32(out, 0);
    put_u32(out, 0);
    if (out->over)
        return;
    for (; n < r->n; n++) {
        size_t before = out->n;
        put_mention(out, &r->mentions[n]);
        if (!fits(out, before))
            break;
    }
    set_u32(out, at, (uint32_t)n);
    set_u32(out, at + 4, (uint32_t)(r->n - n));
}

static void put_list(struct buf *out, const struct str *list, size_t n)
{
    put_u32(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        put_text(out, list[i]);
}

bool wire_put_reading(struct buf *out, const struct reading *r)
{
    size_t start = start_frame(out);
    put_i64(out, (int64_t)r->job);
    put_u32(out, (uint32_t)r->state);
    put_u32(out, r->newest_first);
    put_u32(out, r->descending);
    put_u32(out, r->opened);
    put_i64(out, r->fill.posts);
    put_i64(out, r->fill.author);
    put_i64(out, r->fill.date);
    put_i64(out, r->fill.link);
    put_i64(out, r->oldest);
    put_i64(out, r->patience);
    put_i64(out, r->beginnings);
    put_i64(out, r->canaries.found);
    for (size_t i = 0; i < CANARIES_MOST; i++)
        put_i64(out, r->canaries.at[i]);
    for (size_t i = 0; i < CUT_KINDS; i++)
        put_i64(out, r->cuts.n[i]);
    put_i64(out, r->survey.most);
    put_i64(out, r->survey.order);
    put_i64(out, r->survey.month);
    put_i64(out, r->survey.day);
    put_text(out, r->cause);
    put_text(out, r->next);
    put_text(out, r->prev);
    put_text(out, r->last);
    put_text(out, r->kind);
    put_list(out, r->links, r->n_links);
    put_list(out, r->more, r->n_more);
    put_list(out, r->feeds, r->n_feeds);
    put_list(out, r->guesses, r->n_guesses);
    put_list(out, r->faults, r->n_faults);
    put_text(out, r->api);
    put_mentions(out, r);
    return end_frame(out, start);
}

/* ---- reading ---- */

static uint32_t read_u32(const char *p)
{
    uint32_t v = 0;
    for (int i = 3; i >= 0; i--)
        v = v << 8 | (unsigned char)p[i];
    return v;
}

static struct str get_bytes(struct reader *r, size_t n)
{
    if (r->bad || n > r->rest.n) {
        r->bad = true;
        return (struct str){0};
    }
    struct str s = str_part(r->rest, 0, n);
    r->rest = str_from(r->rest, n);
    return s;
}

static uint32_t get_u32(struct reader *r)
{
    struct str s = get_bytes(r, 4);
    return s.n ? read_u32(s.p) : 0;
}

static int64_t get_i64(struct reader *r)
{
    uint64_t low = get_u32(r);
    return (int64_t)(low | (uint64_t)get_u32(r) << 32);
}

static struct str get_text(struct reader *r)
{
    return get_bytes(r, get_u32(r));
}

static double get_real(struct reader *r, bool share)
{
    int64_t bits = get_i64(r);
    double v;
    memcpy(&v, &bits, sizeof v);
    if (!isfinite(v) || (share && !(v >= -1 && v <= 1)))
        r->bad = true;
    return r->bad ? 0 : v;
}

static uint32_t get_below(struct reader *r, uint32_t most)
{
    uint32_t v = get_u32(r);
    if (v > most)
        r->bad = true;
    return r->bad ? 0 : v;
}

bool wire_length(struct str bytes, size_t most, size_t *n)
{
    *n = 0;
    if (bytes.n < WIRE_HEADER)
        return true;
    uint32_t length = read_u32(bytes.p + 4);
    if (read_u32(bytes.p) != MAGIC || length > most)
        return false;
    *n = WIRE_HEADER + (size_t)length;
    return true;
}

bool wire_get_job(struct str frame, struct reader_job *job)
{
    struct reader r = {.rest = str_from(frame, WIRE_HEADER)};
    *job = (struct reader_job){.id = (uint64_t)get_i64(&r)};
    job->source = (size_t)get_i64(&r);
    job->fetched = get_i64(&r);
    job->since = get_i64(&r);
    job->survey = get_below(&r, 1);
    job->whole = get_below(&r, 1);
    job->listen = get_below(&r, 1);
    job->url = get_text(&r);
    job->content_type = get_text(&r);
    job->place = get_text(&r);
    job->item = get_text(&r);
    job->body = get_text(&r);
    return !r.bad && !r.rest.n;
}

static void get_member(struct reader *r, struct arena *a, enum member_kind kind,
                       void *p)
{
    if (kind == MEMBER_TEXT || kind == MEMBER_JSON)
        *(struct str *)p = str_dup(a, get_text(r));
    else if (kind == MEMBER_NUM || kind == MEMBER_SHARE)
        *(double *)p = get_real(r, kind == MEMBER_SHARE);
    else
        *(int64_t *)p = get_i64(r);
}

static void get_members(struct reader *r, struct arena *a, struct mention *m,
                        int from)
{
    for (const struct member *i = members + from; i < members + MEMBERS; i++)
        if (goes(i, !m->bare))
            get_member(r, a, i->kind, member_of(i, m));
}

static void get_mention(struct reader *r, struct arena *a, struct mention *m)
{
    mention_init(m);
    m->bare = !get_below(r, 1);
    get_members(r, a, m, 0);
    m->n_also = get_below(r, m->bare ? 0 : BRANDS_OF_TEXT);
    m->also = m->n_also ? arena_alloc(a, m->n_also * sizeof *m->also) : NULL;
    for (size_t i = 0; i < m->n_also && !r->bad; i++) {
        struct mention *also = &m->also[i];
        *also = *m;
        also->also = NULL, also->n_also = 0;
        also->post.brand = str_dup(a, get_text(r));
        get_members(r, a, also, MEMBERS_POST);
    }
}

bool wire_put_item(struct buf *out, const struct mention *m)
{
    struct mention whole = *m;
    whole.bare = false;
    put_mention(out, &whole);
    return !out->over;
}

bool wire_get_item(struct str bytes, struct arena *a, struct mention *m)
{
    struct reader r = {.rest = bytes};
    get_mention(&r, a, m);
    return !r.bad && !r.rest.n;
}

static size_t get_list(struct reader *r, struct arena *a, struct str **list)
{
    size_t n = get_below(r, CEILING_LINKS);
    *list = arena_alloc(a, (n + 1) * sizeof **list);
    for (size_t i = 0; i < n && !r->bad; i++)
        (*list)[i] = str_dup(a, get_text(r));
    return n;
}

bool wire_get_reading(struct str frame, struct arena *a, struct reading *out)
{
    struct reader r = {.rest = str_from(frame, WIRE_HEADER)};
    *out = (struct reading){.job = (uint64_t)get_i64(&r)};
    out->state = (enum reading_state)get_below(&r, READING_FAILED);
    out->newest_first = get_below(&r, 1);
    out->descending = get_below(&r, 1);
    out->opened = get_below(&r, 1);
    out->fill.posts = get_i64(&r);
    out->fill.author = get_i64(&r);
    out->fill.date = get_i64(&r);
    out->fill.link = get_i64(&r);
    out->oldest = get_i64(&r);
    out->patience = get_i64(&r);
    out->beginnings = get_i64(&r);
    out->canaries.found = get_i64(&r);
    for (size_t i = 0; i < CANARIES_MOST; i++)
        out->canaries.at[i] = get_i64(&r);
    for (size_t i = 0; i < CUT_KINDS; i++)
        out->cuts.n[i] = get_i64(&r);
    out->survey.most = get_i64(&r);
    out->survey.order = get_i64(&r);
    out->survey.month = get_i64(&r);
    out->survey.day = get_i64(&r);
    out->cause = str_dup(a, get_text(&r));
    out->next = str_dup(a, get_text(&r));
    out->prev = str_dup(a, get_text(&r));
    out->last = str_dup(a, get_text(&r));
    out->kind = str_dup(a, get_text(&r));
    out->n_links = get_list(&r, a, &out->links);
    out->n_more = get_list(&r, a, &out->more);
    out->n_feeds = get_list(&r, a, &out->feeds);
    out->n_guesses = get_list(&r, a, &out->guesses);
    out->n_faults = get_list(&r, a, &out->faults);
    out->api = str_dup(a, get_text(&r));
    out->n = get_below(&r, CEILING_ITEMS);
    out->cuts.n[CUT_READING] += get_below(&r, CEILING_ITEMS);
    out->mentions = arena_alloc(a, (out->n + 1) * sizeof *out->mentions);
    for (size_t i = 0; i < out->n && !r.bad; i++)
        get_mention(&r, a, &out->mentions[i]);
    return !r.bad && !r.rest.n;
}
