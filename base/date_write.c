/* SPDX-License-Identifier: MIT
 * date_write: moments as text. */
#include "base/calendar.h"
#include "base/date.h"

struct clock {
    struct calendar date;
    int hour, minute, second;
};

static struct clock clock_of(int64_t local)
{
    int64_t days = local / DAY - (local % DAY < 0);
    int64_t rest = local - days * DAY;
    return (struct clock){.date = calendar_of(days),
                          .hour = (int)(rest / 3600),
                          .minute = (int)(rest / 60 % 60),
                          .second = (int)(rest % 60)};
}

void date_rfc3339(struct buf *out, int64_t at, const struct zone *z)
{
    int64_t offset = zone_offset(z, at);
    struct clock c = clock_of(at + offset);
    buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d", (int)c.date.year,
               c.date.month, c.date.day, c.hour, c.minute, c.second);
    if (!offset) {
        buf_char(out, 'Z');
        return;
    }
    int minutes = (int)(offset < 0 ? -offset : offset) / 60;
    buf_printf(out, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60,
               minutes % 60);
}

void date_human(struct buf *out, int64_t at, const struct zone *z,
                struct str lang)
{
    static const char *const MONTHS[12] = {"Jan", "Feb", "Mar", "Apr",
                                           "May", "Jun", "Jul", "Aug",
                                           "Sep", "Oct", "Nov", "Dec"};
    struct clock c = clock_of(at + zone_offset(z, at));
    if (str_eqz(lang, "en"))
        buf_printf(out, "%d %s %d %02d:%02d", c.date.day,
                   MONTHS[c.date.month - 1], (int)c.date.year, c.hour,
                   c.minute);
    else
        buf_printf(out, "%02d.%02d.%d %02d:%02d", c.date.day, c.date.month,
                   (int)c.date.year, c.hour, c.minute);
}
