/* SPDX-License-Identifier: MIT
 * log: one event a line on stderr. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct {
    const char *name;    /* as printed */
    const char *journal; /* priority prefix that journald understands */
} LEVELS[] = {
    [LOG_DEBUG] = {"debug", "<7>"},
    [LOG_INFO] = {"info", "<6>"},
    [LOG_WARN] = {"warn", "<4>"},
    [LOG_ERROR] = {"error", "<3>"},
};

static enum log_level level_now = LOG_WARN;

void log_set_level(enum log_level level)
{
    level_now = level;
}

void log_event(enum log_level level, const char *event, const char *fmt, ...)
{
    if (level < level_now)
        return;
    char text[4096], when[32];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    time_t now = time(NULL);
    struct tm tm;
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &tm));
    const char *prefix = getenv("JOURNAL_STREAM") ? LEVELS[level].journal : "";
    fprintf(stderr, "%s%s %s %s %s\n", prefix, when, LEVELS[level].name, event,
            text);
}
