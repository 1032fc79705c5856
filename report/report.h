/* SPDX-License-Identifier: MIT
 *
 * report: what was said in a period, on one page that can be handed on.
 *
 *   store ─► gather (one walk) ─► figures ─► HTML with inline SVG, Markdown
 *
 * Mentions per day by type, sources, tone, topics, the happiness index with
 * its formula and interval (R45), the five main problems with quotes and what
 * was decided (R74, R32), positive and negative counts (R54), what came of
 * it, and what was not seen. The page is one file: no script, nothing fetched,
 * works from disk and on paper. Pure but for the store: the clock is an
 * argument, so the same store gives the same bytes.
 *
 *   struct report_setup setup = {.from = a, .to = b, .now = now,
 *                                .lang = STR("ru"), .company = company};
 *   report_html(store, &setup, &out, &e) */
#ifndef MOLVA_REPORT_H
#define MOLVA_REPORT_H

#include "base/buf.h"
#include "base/zone.h"
#include "store/store.h"

struct matrix;

/* Ids become names by these, each may be NULL: matrix_topic() and its
 * sisters fit as they are. */
struct report_names {
    const struct matrix *matrix; /* handed to the three */
    struct str (*topic)(const struct matrix *m, struct str id, struct str lang);
    struct str (*solution)(const struct matrix *m, struct str id,
                           struct str lang);
    struct str (*department)(const struct matrix *m, struct str id,
                             struct str lang);
};

/* The same of causes and measures of cases. */
struct report_catalogue {
    const void *of; /* handed to both */
    struct str (*cause)(const void *of, struct str id, struct str lang);
    struct str (*measure)(const void *of, struct str id, struct str lang);
};

struct report_setup {
    int64_t from, to;   /* epoch seconds, `to` is the first not counted */
    int64_t now;        /* the clock: overdue cases, silent sources */
    int64_t zone;       /* seconds east of UTC, where days begin */
    struct str brand;   /* "" all brands */
    bool brands;        /* there are several: the sheet says how they count */
    struct str lang;    /* of the page: "ru" or "en" */
    struct str company; /* in the heading */
    struct report_names names;         /* of topics, solutions, departments */
    struct report_catalogue catalogue; /* of what was found out */
};

/* A self-contained HTML page. False when the store cannot be read or the
 * period is none. */
bool report_html(struct store *s, const struct report_setup *setup,
                 struct buf *out, struct err *e) MUST_CHECK;

/* The same in Markdown. */
bool report_markdown(struct store *s, const struct report_setup *setup,
                     struct buf *out, struct err *e) MUST_CHECK;

/* The sheet of a month, to be printed on one page (R32): what came, what was
 * answered in time, what was done, clients kept or lost, what was expected and
 * found, the index, what came of the solutions, five texts. Each figure by a
 * question of its own, so it costs what the month holds, and not the store; but
 * what came of the solutions walks all replies posted since the month began.
 * All brands. For the desk a part of a page, whose links lead into the desk;
 * for the terminal Markdown. */
bool report_month_html(struct store *s, const struct report_setup *setup,
                       struct buf *out, struct err *e) MUST_CHECK;
bool report_month_markdown(struct store *s, const struct report_setup *setup,
                           struct buf *out, struct err *e) MUST_CHECK;
/* The month that holds `now`, or "2026-11": its first second in that zone, NULL
 * for UTC, and the first of the next; false when it is no month. */
bool report_month(struct str said, int64_t now, const struct zone *zone,
                  int64_t *from, int64_t *to);

/* What came of each solution, a table in Markdown (idea 22). */
bool report_fates(struct store *s, const struct report_setup *setup,
                  struct buf *out, struct err *e) MUST_CHECK;

#endif
