/* SPDX-License-Identifier: MIT
 * metrics: what a monitor watches, in Prometheus' text format (exposition
 * format 0.0.4). */
#include "base/terms.h"
#include "desk/pages.h"

static void about(struct buf *o, const char *name, const char *help)
{
    buf_printf(o, "# HELP molva_%s %s\n# TYPE molva_%s gauge\n", name, help,
               name);
}

static void put(struct buf *o, const char *name, int64_t n)
{
    buf_printf(o, "molva_%s %lld\n", name, (long long)n);
}

static bool mentions(struct request *r, struct err *e)
{
    struct count_row *rows;
    size_t n;
    if (!store_counts(r->desk->store, &r->arena, &(struct mention_filter){0},
                      &(struct counting){COUNT_LIST, false, 0}, &rows, &n, e))
        return false;
    about(&r->out, "mentions", "Mentions by the list they stand in.");
    for (int l = 0; l < LIST_COUNT; l++) {
        int64_t count = 0;
        for (size_t i = 0; i < n; i++)
            count +=
                str_eqz(rows[i].key, list_name((enum list)l)) ? rows[i].n : 0;
        buf_printf(&r->out, "molva_mentions{list=\"%s\"} %lld\n",
                   list_name((enum list)l), (long long)count);
    }
    return true;
}

static bool sources(struct request *r, struct err *e)
{
    struct source_row *rows;
    size_t n;
    int64_t last = 0;
    if (!store_sources(r->desk->store, &r->arena, &rows, &n, e))
        return false;
    about(&r->out, "sources", "Sources by how they are.");
    for (int h = 0; h < HEALTH_COUNT; h++) {
        const char *name = health_name((enum health)h);
        int64_t count = 0;
        for (size_t i = 0; i < n; i++)
            count += str_eqz(rows[i].health, name);
        buf_printf(&r->out, "molva_sources{health=\"%s\"} %lld\n", name,
                   (long long)count);
    }
    for (size_t i = 0; i < n; i++)
        last = rows[i].last_visit > last ? rows[i].last_visit : last;
    about(&r->out, "last_visit_timestamp_seconds",
          "When a source was visited last.");
    put(&r->out, "last_visit_timestamp_seconds", last);
    return true;
}

static bool clocks(struct request *r, struct err *e)
{
    struct work_counts work;
    struct escalation_row *told;
    size_t waiting;
    if (!store_work_counts(r->desk->store,
                           &(struct work_filter){.until = r->now}, &work, e) ||
        !store_escalations_open(r->desk->store, &r->arena, STR(""), &told,
                                &waiting, e))
        return false;
    about(&r->out, "promises_late", "Open promises whose time has passed.");
    put(&r->out, "promises_late", work.promises);
    about(&r->out, "escalations_open",
          "Matters told at once that nobody has acknowledged.");
    put(&r->out, "escalations_open", (int64_t)waiting);
    return true;
}

bool metrics_get(struct request *r, struct err *e)
{
    r->type = "text/plain; version=0.0.4; charset=utf-8";
    return mentions(r, e) && sources(r, e) && clocks(r, e);
}
