/* SPDX-License-Identifier: MIT
 * month: the figures of a month's sheet, each by a question of its own. */
#include <time.h>

#include "report/internal.h"

enum { DAY = 86400, FOREMOST = 3 };

/* ---- which month ---- */

/* By the offset of that midnight: a sheet is read in another season. */
static int64_t first_of(int year, int month, const struct zone *zone)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1};
    int64_t shown = (int64_t)timegm(&tm);
    return shown - zone_offset(zone, shown - zone_offset(zone, shown));
}

bool report_month(struct str said, int64_t now, const struct zone *zone,
                  int64_t *from, int64_t *to)
{
    int64_t year, month;
    time_t there = now + zone_offset(zone, now);
    struct tm tm;
    gmtime_r(&there, &tm);
    year = tm.tm_year + 1900;
    month = tm.tm_mon + 1;
    bool typed = said.n == 7 && said.p[4] == '-' &&
                 str_int(str_part(said, 0, 4), &year) &&
                 str_int(str_part(said, 5, 2), &month);
    if ((said.n && !typed) || year < 1971 || year > 9998 || month < 1 ||
        month > 12)
        return false;
    *from = first_of((int)year, (int)month, zone);
    *to = first_of((int)year, (int)month + 1, zone);
    return true;
}

/* ---- gathering ---- */

static bool count_days(struct gathered *g, struct store *s, bool before,
                       struct err *e)
{
    const struct report_setup *setup = g->setup;
    const struct mention_filter f = {
        .from = before ? 2 * setup->from - setup->to : setup->from,
        .to = before ? setup->from : setup->to};
    struct count_row *rows;
    size_t n;
    if (!store_counts(s, &g->arena, &f,
                      &(struct counting){COUNT_TYPE, true, setup->zone}, &rows,
                      &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        enum mention_type type = words_type_of(rows[i].key);
        if (before) {
            g->month.was[type] += rows[i].n;
            weeks_count_before(g, rows[i].day, type, rows[i].n);
            continue;
        }
        g->types[type] += rows[i].n;
        g->n += rows[i].n;
        g->neg += words_side(type) < 0 ? rows[i].n : 0;
        g->pos += words_side(type) > 0 ? rows[i].n : 0;
        weeks_count_many(g, rows[i].day, type, rows[i].n);
    }
    return true;
}

static void to_read(struct gathered *g, const struct mention *m)
{
    struct month *month = &g->month;
    if (!m->post.text.n || month->n_read == TO_READ)
        return;
    for (size_t i = 0; i < month->n_read; i++)
        if (month->read[i].hash == m->post.text_hash)
            return;
    month->read[month->n_read++] =
        (struct quote){.text = gather_cut(&g->arena, m->post.text),
                       .url = figures_keep(&g->arena, m->post.url),
                       .source = figures_keep(&g->arena, m->post.source_name),
                       .at = figures_when(m),
                       .id = m->id,
                       .hash = m->post.text_hash};
}

/* What came first in the queue, and the newest praise. */
static bool find_texts(struct gathered *g, struct store *s,
                       const struct month_wish *wish, struct err *e)
{
    int64_t ids[FOREMOST];
    struct mention m, *praise;
    size_t n;
    bool found;
    const struct mention_filter f = {.type = str_of(type_name(TYPE_PRAISE)),
                                     .from = wish->from,
                                     .to = wish->to,
                                     .limit = TO_READ - FOREMOST};
    if (!store_foremost(s, wish, FOREMOST, ids, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!store_mention_get(s, &g->arena, ids[i], &m, &found, e))
            return false;
        if (found)
            to_read(g, &m);
    }
    if (!store_mentions(s, &g->arena, &f, &praise, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        to_read(g, &praise[i]);
    return true;
}

static bool count_proposals(struct gathered *g, struct store *s, struct err *e)
{
    const struct report_setup *setup = g->setup;
    const struct proposal_filter all = {0};
    struct proposal_row *rows;
    size_t n;
    if (!store_proposals(s, &g->arena, &all, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct proposal_row *p = &rows[i];
        bool refused = str_eqz(p->state, "refused");
        g->month.proposed += str_eqz(p->state, "proposed");
        g->month.agreed +=
            !refused && p->decided >= setup->from && p->decided < setup->to;
        g->month.introduced +=
            p->introduced >= setup->from && p->introduced < setup->to;
    }
    return true;
}

bool month_gather(struct gathered *g, struct store *s,
                  const struct report_setup *setup, struct err *e)
{
    struct month *m = &g->month;
    *g = (struct gathered){.setup = setup, .ru = str_eqz(setup->lang, "ru")};
    const struct month_wish wish = {setup->from, setup->to, setup->now,
                                    STR("")};
    if (setup->from <= 0 || setup->to <= setup->from)
        return err_set(e, "the month ends before it begins");
    weeks_make(g);
    if (!count_days(g, s, false, e) || !count_days(g, s, true, e) ||
        !store_month_replies(s, &wish, &m->replies, e) ||
        !store_gaps(s, &g->arena, &wish, m->gaps, &m->n_gaps, &m->all_gaps,
                    e) ||
        !outcome_gather(g, s, e) || !fates_gather(g, s, e) ||
        !find_texts(g, s, &wish, e) || !count_proposals(g, s, e))
        return err_add(e, "month");
    weeks_index(g);
    return true;
}
