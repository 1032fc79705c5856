/* SPDX-License-Identifier: MIT
 *
 * scripted: a web of many small sites whose every page is a function of the
 * hour: what was said, changed and went wrong there, and so what a crawl must
 * have in the end (test_month).
 *
 * Source k is a feed, or a thread of a forum, on a host of its own. Its number
 * modulo FATES_N says what becomes of it, the rest how often people write. */
#ifndef MOLVA_TESTS_CRAWLER_SCRIPTED_H
#define MOLVA_TESTS_CRAWLER_SCRIPTED_H

#include <time.h>

#include "base/base.h"
#include "tests/test.h"

enum {
    HOUR = 3600,
    HAND = 24 * HOUR,   /* of who is visited as it is written */
    SHOWN = 10,         /* posts of a page */
    START = 1792454400, /* 2026-10-20: clocks change on the 25th and the 1st */
    HISTORY = 8,        /* posts that were there before */
    FAULT = 100,        /* hour in which trouble begins */
    FLOOD = 30,         /* posts at once, in that hour */
    OLD = 30            /* hours after which a post is edited or removed */
};

enum fate {
    STEADY,
    PATIENCE,
    REFUSES,
    CAPTCHA,
    ROBOTS,
    LAYOUT,
    ERRORS,
    HANGS_UP,
    EDITS,
    REMOVES,
    BURSTS,
    FLOOD_DEEP,
    FLOOD_FLAT,
    NO_ZONE,
    THREAD,
    REDESIGN,
    FATES_N
};

/* The state that its trouble must be told as, and how many hours it lasts. */
static const struct {
    const char *name, *health;
    int hours;
} FATES[] = {
    [STEADY] = {"steady", NULL, 0},
    [PATIENCE] = {"429", "limited", 30},
    [REFUSES] = {"403", "blocked", 30},
    [CAPTCHA] = {"captcha", "blocked", 30},
    [ROBOTS] = {"robots.txt", "blocked", 60},
    [LAYOUT] = {"a page instead of the feed", "changed", 30},
    [ERRORS] = {"500", "unreachable", 30},
    [HANGS_UP] = {"no answer", "unreachable", 30},
    [EDITS] = {"edits", NULL, 0},
    [REMOVES] = {"removes", NULL, 0},
    [BURSTS] = {"five at once", NULL, 0},
    [FLOOD_DEEP] = {"a flood with older pages", NULL, 0},
    [FLOOD_FLAT] = {"a flood without", "hole", 0},
    [NO_ZONE] = {"dates without a zone", NULL, 0},
    [THREAD] = {"a thread", NULL, 0},
    [REDESIGN] = {"a thread, redesigned", "changed", 30},
};

static inline enum fate fate_of(int k)
{
    return (enum fate)(k % FATES_N);
}

static inline bool is_thread(int k)
{
    return fate_of(k) == THREAD || fate_of(k) == REDESIGN;
}

static inline bool is_flood(int k)
{
    return fate_of(k) == FLOOD_DEEP || fate_of(k) == FLOOD_FLAT;
}

static inline bool by_hand(int k)
{
    return k / FATES_N % 8 != 0;
}

/* Hours between two posts. */
static inline int gap_of(int k)
{
    static const int LEARNT[] = {2, 14, 6, 24, 48, 9, 96},
                     WRITTEN[] = {6, 24, 48, 9, 36, 96, 14};
    int n = k / FATES_N;
    return by_hand(k) ? WRITTEN[n % 7] : LEARNT[n / 8 % 7];
}

/* Hour in which post j of source k is published. */
static inline int hour_of(int k, int j)
{
    int gap = gap_of(k), first = k % 7 - HISTORY * gap;
    if (fate_of(k) == BURSTS)
        j = j / 5 * 5;
    int flood = (FAULT - first + gap - 1) / gap; /* the first one of it */
    if (!is_flood(k) || j < flood)
        return first + j * gap;
    return j < flood + FLOOD ? FAULT : first + (j - FLOOD) * gap;
}

/* Posts that were published by then. */
static inline int count_at(int k, int hour)
{
    int most = HISTORY + hour / gap_of(k) + FLOOD + 6, n = 0;
    while (n < most && hour_of(k, n) <= hour)
        n++;
    return n;
}

static inline bool is_removed(int k, int j, int hour)
{
    return fate_of(k) == REMOVES && j % 3 == 0 && hour - hour_of(k, j) > OLD;
}

static inline bool is_edited(int k, int j, int hour)
{
    return fate_of(k) == EDITS && hour - hour_of(k, j) > OLD;
}

/* Its pages come as they should. */
static inline bool is_well(int k, int hour)
{
    return hour < FAULT || hour >= FAULT + FATES[fate_of(k)].hours;
}

/* Posts of the page, newest first: at most SHOWN; where older pages are, those
 * of page `page` from 1. Returns how many. */
static inline int shown_at(int k, int hour, int page, int out[SHOWN])
{
    int n = 0, skip = (page - 1) * SHOWN;
    for (int j = count_at(k, hour) - 1; j >= 0 && n < SHOWN; j--)
        if (!is_removed(k, j, hour) && skip-- <= 0)
            out[n++] = j;
    return n;
}

/* ---- how it looks ---- */

static inline void put_date(struct buf *b, int k, int j)
{
    enum { BERLIN_BACK = 1792890000, NEW_YORK_BACK = 1793512800 };
    time_t at = START + (time_t)hour_of(k, j) * HOUR;
    char text[64];
    struct tm tm;
    const char *zone = k % 2 ? " +0300" : " GMT";
    int64_t ahead = k % 2 ? 3 : 0;
    if (fate_of(k) == NO_ZONE)
        zone = "", ahead = at < BERLIN_BACK ? 2 : 1;
    else if (fate_of(k) == STEADY)
        zone = at < NEW_YORK_BACK ? " EDT" : " EST",
        ahead = at < NEW_YORK_BACK ? -4 : -5;
    at += (time_t)ahead * HOUR;
    strftime(text, sizeof text, "%d %b %Y %H:%M:%S", gmtime_r(&at, &tm));
    buf_printf(b, "%s%s", text, zone);
}

static inline void put_text(struct buf *b, int k, int j, int hour)
{
    buf_printf(b, "Вектор: сообщение %d источника %d%s", j, k,
               is_edited(k, j, hour) ? ", исправлено" : "");
}

static inline void put_feed(struct buf *b, int k, int hour, int page)
{
    int shown[SHOWN], n = shown_at(k, hour, page, shown);
    buf_z(b, "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'>"
             "<channel><title>x</title>");
    if (fate_of(k) == FLOOD_DEEP && n == SHOWN)
        buf_printf(b, "<atom:link rel='next' href='/feed?page=%d'/>", page + 1);
    for (int i = 0; i < n; i++) {
        buf_printf(b, "<item><guid>k%d-j%d</guid><title>t</title><description>",
                   k, shown[i]);
        put_text(b, k, shown[i], hour);
        buf_z(b, "</description><pubDate>");
        put_date(b, k, shown[i]);
        buf_z(b, "</pubDate></item>");
    }
    buf_z(b, "</channel></rss>");
}

static inline void put_one(struct buf *b, int k, int j, int hour)
{
    buf_printf(b,
               "<div class='post' id='p%d'><div class='postbody'><h3><a "
               "href='/t?p=%d#p%d'>Re</a></h3><p class='author'><a "
               "class='username' href='/u/%d'>Автор %d</a> » <time datetime='",
               j + 1, j + 1, j + 1, j % 7, j % 7);
    date_rfc3339(b, START + (int64_t)hour_of(k, j) * HOUR, NULL);
    buf_z(b, "'>тогда</time></p><div class='content'>");
    put_text(b, k, j, hour);
    buf_z(b, "</div></div></div>");
}

/* Page `page`, from 0, of a thread, oldest first; false: there is none. */
static inline bool put_thread(struct buf *b, int k, int hour, int page)
{
    int n = count_at(k, hour), last = (n - 1) / SHOWN;
    if (page > last)
        return false;
    buf_printf(b, "<html><body id='phpbb'><h2 class='topic-title'><a "
                  "href='/t'>Тема</a></h2>");
    for (int j = page * SHOWN; j < n && j < (page + 1) * SHOWN; j++)
        put_one(b, k, j, hour);
    buf_z(b, "<div class='pagination'>");
    if (page)
        buf_printf(b, "<a rel='prev' href='/t?start=%d'>prev</a>", page - 1);
    buf_printf(b, "<ul><li><a href='/t?start=%d'>%d</a></li></ul>", last,
               last + 1);
    if (page < last)
        buf_printf(b, "<a rel='next' href='/t?start=%d'>next</a>", page + 1);
    buf_z(b, "</div><div class='copyright'>phpBB</div></body></html>");
    return true;
}

#endif
