/* SPDX-License-Identifier: MIT
 *
 * log: one event a line on stderr, key=value, for people and for journald.
 *
 *   log_event(LOG_WARN, "fetch", "url=%s code=%d", url, code);
 *   2026-11-22T10:00:00Z warn fetch url=https://x/ code=503
 *
 * C0 controls in values are escaped, so a page cannot forge a line. */
#ifndef MOLVA_LOG_H
#define MOLVA_LOG_H

#include "base/err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Events below the level are not written. The start level is LOG_WARN. */
void log_set_level(enum log_level level);
void log_event(enum log_level level, const char *event, const char *fmt, ...)
    PRINTF(3, 4);

#endif
