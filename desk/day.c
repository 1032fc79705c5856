/* SPDX-License-Identifier: MIT
 * day: where one begins: what is to be done, each number a link to it. */
#include "desk/care.h"
#include "desk/page.h"
#include "desk/pages.h"

#include "base/terms.h"

enum {
    DAY_S = 24 * 3600,
    PROMISES_COUNTED = 1000 /* then it is "1000+" */
};

struct item {
    int64_t n;        /* so many */
    enum say what;    /* it is */
    const char *link; /* where they stand */
    bool late;        /* not to be left */
    bool more;        /* there may be more */
};

static void item(struct request *r, const struct item *it)
{
    html_printf(
        &r->out,
        "<li class=\"card%s\"><a href=\"%s\"><b>%ld%s</b> <span>%s</span>"
        "</a></li>\n",
        it->n && it->late ? " late" : "", it->link, (long)it->n,
        it->more ? "+" : "", page_word(r, it->what));
}

static void items(struct request *r, const struct item *rows, size_t n)
{
    buf_z(&r->out, "<ul class=\"day\">\n");
    for (size_t i = 0; i < n; i++)
        item(r, &rows[i]);
    buf_z(&r->out, "</ul>\n");
}

/* ---- replies ---- */

static bool replies(struct request *r, struct err *e)
{
    const struct mention_filter all = {0};
    int64_t lists[LIST_COUNT] = {0};
    struct count_row *rows;
    size_t n;
    if (!store_counts(r->desk->store, &r->arena, &all,
                      &(struct counting){COUNT_LIST, false, 0}, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        enum list l = list_by_name(rows[i].key);
        if (l != LIST_NONE)
            lists[l] += rows[i].n;
    }
    const struct item each[] = {
        {lists[LIST_ANSWERED], SAY_DAY_ANSWERED, "/queue?list=answered", true,
         false},
        {lists[LIST_WAITING], SAY_DAY_WAITING, "/queue", false, false},
        {lists[LIST_APPROVED], SAY_DAY_POST, "/queue?list=approved", true,
         false},
        {lists[LIST_UNANSWERED], SAY_DAY_UNANSWERED, "/queue?list=unanswered",
         false, false},
    };
    html_printf(&r->out, "<h2>%s</h2>\n", page_word(r, SAY_DAY_REPLIES));
    items(r, each, sizeof each / sizeof *each);
    return true;
}

/* ---- cases ---- */

static bool cases(struct request *r, struct err *e)
{
    const struct work_filter f = {.login = r->user.login,
                                  .until = r->now + DAY_S,
                                  .most = PROMISES_COUNTED,
                                  .quiet = r->now - CASE_SILENT_S};
    struct work_counts w;
    struct escalation_row *told;
    size_t n_told;
    if (!store_work_counts(r->desk->store, &f, &w, e) ||
        !store_escalations_open(r->desk->store, &r->arena, r->user.login, &told,
                                &n_told, e))
        return false;
    const struct item each[] = {
        {(int64_t)n_told, SAY_DAY_TOLD, "/cases?mine=1", true, false},
        {w.promises, SAY_DAY_PROMISES, "/cases", true, w.more},
        {w.tasks, SAY_DAY_TASKS, "/cases?mine=1", true, false},
        {w.silent, SAY_DAY_SILENT, "/cases?mine=1", true, false},
        {w.cases, SAY_DAY_MINE, "/cases?mine=1", false, false},
    };
    html_printf(&r->out, "<h2>%s</h2>\n", page_word(r, SAY_CASES));
    items(r, each, sizeof each / sizeof *each);
    return true;
}

/* What one has settled, and how heavy it was: for oneself alone. */
static bool settled(struct request *r, struct err *e)
{
    const struct desk_care *care = &r->desk->setup->care;
    struct toil toil;
    if (!(r->rights & MAY_EDIT))
        return true;
    if (!care_toil(r, r->user.login, &toil, e))
        return false;
    const struct item each[] = {
        {toil.done, SAY_DAY_DONE, "/queue?list=approved",
         care->items && toil.done >= care->items, false},
        {toil.heavy, SAY_DAY_HEAVY, "/praise",
         care->heavy && toil.heavy >= care->heavy, false},
    };
    html_printf(&r->out, "<h2>%s</h2>\n", page_word(r, SAY_DAY_OWN));
    items(r, each, sizeof each / sizeof *each);
    return true;
}

bool day_page(struct request *r, struct err *e)
{
    page_open(r, str_of(page_word(r, SAY_MY_DAY)), "/day");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_MY_DAY));
    bool has = page_has_queue(r);
    if (!care_notice(r, e) ||
        (has && (!sources_badge(r, e) || !replies(r, e))) || !cases(r, e) ||
        !settled(r, e))
        return err_add(e, "my day");
    page_close(r);
    return true;
}
