/* SPDX-License-Identifier: MIT
 * sheet: what all engines write with. */
#include "town/sheet.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAGE_MOST = 1000000 }; /* numbers above are nobody's page */

int64_t sheet_arg(const struct ask *q, const char *key, int64_t otherwise)
{
    int64_t v;
    for (int i = 0; i < q->n_args; i++)
        if (str_eqz(q->args[i].key, key) && str_int(q->args[i].value, &v))
            return v;
    return otherwise;
}

long sheet_page(const struct ask *q)
{
    int64_t page = sheet_arg(q, "page", 1);
    return page < 1 || page > PAGE_MOST ? 0 : (long)page;
}

long sheet_after(struct str path, const char *head, long otherwise)
{
    ptrdiff_t at = str_find(path, str_of(head));
    if (at < 0)
        return otherwise;
    struct str rest = str_from(path, (size_t)at + strlen(head)), number;
    int64_t v;
    if (!str_split(&rest, '/', &number) || !str_int(number, &v))
        return otherwise;
    return v < 1 || v > PAGE_MOST ? 0 : (long)v;
}

void sheet_lines(struct buf *out, struct str text)
{
    bool first = true;
    for (struct str line; str_split(&text, '\n', &line); first = false) {
        buf_z(out, first ? "" : "<br />\n");
        html_text(out, line);
    }
}

void sheet_paragraphs(struct buf *out, struct str text)
{
    for (struct str line; str_split(&text, '\n', &line);)
        if (str_trim(line).n)
            html_printf(out, "<p>%S</p>\n", &line);
}

void sheet_time(struct buf *out, const char *fmt, int64_t at, int64_t offset)
{
    time_t t = (time_t)(at + offset * 3600);
    struct tm tm;
    char text[64];
    gmtime_r(&t, &tm);
    if (strftime(text, sizeof text, fmt, &tm))
        buf_z(out, text);
}

void sheet_offset(struct buf *out, int64_t hours, bool colon)
{
    buf_printf(out, "%c%02d%s00", hours < 0 ? '-' : '+', abs((int)hours),
               colon ? ":" : "");
}

static int64_t day_of(int64_t at, int64_t offset)
{
    return (at + offset * 3600) / 86400;
}

void sheet_russian_time(struct buf *out, int64_t at, int64_t now,
                        int64_t offset)
{
    static const char *const MONTHS[] = {"янв", "фев", "мар", "апр",
                                         "май", "июн", "июл", "авг",
                                         "сен", "окт", "ноя", "дек"};
    int64_t days = day_of(now, offset) - day_of(at, offset);
    time_t t = (time_t)(at + offset * 3600);
    struct tm tm;
    gmtime_r(&t, &tm);
    if (days == 0 || days == 1)
        buf_z(out, days ? "Вчера" : "Сегодня");
    else
        buf_printf(out, "%02d %s %d", tm.tm_mday, MONTHS[tm.tm_mon],
                   tm.tm_year + 1900);
    buf_printf(out, ", %02d:%02d", tm.tm_hour, tm.tm_min);
}

/* One character that the charset lacks. */
static void put_reference(struct buf *to, char **in, size_t *left)
{
    struct str s = {*in, *left};
    size_t at = 0;
    uint32_t code_point = str_utf8(s, &at);
    buf_printf(to, "&#%u;", code_point);
    *in += at;
    *left -= at;
}

void sheet_cp1251(struct buf *out)
{
    iconv_t c = iconv_open("WINDOWS-1251", "UTF-8");
    if (c == (iconv_t)-1)
        return;
    struct buf to;
    buf_init(&to, out->max);
    char *in = out->p, room[4096];
    size_t left = out->n;
    while (left > 0) {
        char *p = room;
        size_t space = sizeof room;
        size_t done = iconv(c, &in, &left, &p, &space);
        int why = errno;
        buf_put(&to, room, sizeof room - space);
        if (done == (size_t)-1 && why != E2BIG)
            put_reference(&to, &in, &left);
    }
    iconv_close(c);
    buf_clear(out);
    *out = to;
}

void sheet_move(const struct ask *q, struct answer *r, struct str path)
{
    r->status = 301;
    r->type = "text/html";
    r->location = str_printf(q->a, STR_FMT STR_FMT, STR_ARG(q->site->base),
                             STR_ARG(path));
    html_printf(&r->out, "<html><body>Moved <a href=\"%S\">here</a>\n",
                &r->location);
}
