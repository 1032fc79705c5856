/* SPDX-License-Identifier: MIT
 * api: objects and pages of them. */
#include "desk/api.h"

#include <microhttpd.h>

#include "base/date.h"
#include "desk/page.h"

enum { MONTH_S = 30 * 86400 };

void api_open(struct request *r, struct json *j, struct str trouble)
{
    r->type = "application/json";
    json_init(j, &r->out);
    json_map(j);
    if (r->status < MHD_HTTP_BAD_REQUEST)
        return;
    json_key(j, "error"), json_int(j, r->status);
    json_key(j, "cause");
    json_str(j, trouble.n ? trouble : str_of(page_status(r, r->status)));
}

void api_close(struct json *j)
{
    json_end(j);
    buf_char(j->out, '\n');
}

void api_next(struct json *j, int64_t behind)
{
    json_key(j, "next");
    if (behind)
        json_int(j, behind);
    else
        json_null(j);
}

/* ---- a mention, a case ---- */

static void mention_members(struct request *r, struct json *j,
                            const struct sheet *s)
{
    const struct zone *zone = r->desk->setup->zone;
    struct mention m = s->m;
    m.decision.draft = sheet_settled(r, s, m.decision.draft);
    store_mention_json(j, &m, zone);
    json_key(j, "seen"), json_int(j, sheet_state(s));
    json_key(j, "told"), json_list(j);
    for (size_t i = 0; i < s->told.n; i++)
        store_escalation_json(j, &s->told.rows[i], zone);
    json_end(j);
    json_key(j, "drafts"), json_list(j);
    for (size_t i = 0; i < s->n_drafts; i++)
        store_draft_row_json(j, &s->drafts[i], zone);
    json_end(j);
    json_key(j, "events"), json_list(j);
    for (size_t i = 0; i < s->n_events; i++)
        store_event_row_json(j, &s->events[i], zone);
    json_end(j);
}

void api_put_mention(struct request *r, const struct sheet *s)
{
    struct json j;
    bool refused = r->status >= MHD_HTTP_BAD_REQUEST;
    api_open(r, &j, s->trouble);
    if (refused)
        json_key(&j, "mention"), json_map(&j);
    mention_members(r, &j, s);
    if (refused)
        json_end(&j);
    api_close(&j);
}

bool api_mention(struct request *r, struct err *e)
{
    struct sheet s;
    if (!sheet_load(r, &s, e))
        return false;
    if (s.found)
        api_put_mention(r, &s);
    return true;
}

void api_put_case(struct request *r, const struct docket *d)
{
    struct json j;
    api_open(r, &j, d->trouble);
    bool refused = r->status >= MHD_HTTP_BAD_REQUEST;
    if (refused)
        json_key(&j, "case"), json_map(&j);
    store_case_file_json(&j, &d->file, r->desk->setup->zone);
    json_key(&j, "seen"), json_int(&j, docket_state(d));
    if (refused)
        json_end(&j);
    api_close(&j);
}

bool api_case(struct request *r, struct err *e)
{
    struct docket d;
    if (!docket_load(r, &d, e))
        return false;
    if (d.found)
        api_put_case(r, &d);
    return true;
}

/* ---- lists ---- */

/* A page of rows that are n at most one more than was asked for. */
#define API_PAGE(list, type, rows, n)                                          \
    do {                                                                       \
        struct json j_;                                                        \
        size_t limit_ = view_limit(r), most_ = (n) < limit_ ? (n) : limit_;    \
        api_open(r, &j_, (struct str){0});                                     \
        api_next(&j_, (n) > limit_ ? (rows)[most_ - 1].id : 0);                \
        json_key(&j_, list), json_list(&j_);                                   \
        for (size_t i_ = 0; i_ < most_; i_++)                                  \
            store_##type##_json(&j_, &(rows)[i_], r->desk->setup->zone);       \
        json_end(&j_);                                                         \
        api_close(&j_);                                                        \
    } while (0)

bool api_cases(struct request *r, struct err *e)
{
    struct case_line *rows;
    size_t n;
    struct str state = form_get(&r->query, "state");
    struct case_filter f = {.department = form_get(&r->query, "department"),
                            .stage = stage_by_name(state),
                            .limit = view_limit(r) + 1,
                            .behind = view_behind(r)};
    if (form_get(&r->query, "mine").n)
        f.assignee = r->user.login;
    if (state.n && f.stage == STAGE_NONE) {
        r->status = MHD_HTTP_BAD_REQUEST;
        r->cause = STR("state: no such state");
        return true;
    }
    if (!store_cases(r->desk->store, &r->arena, &f, &rows, &n, e))
        return err_add(e, "cases");
    API_PAGE("cases", case_line, rows, n);
    return true;
}

static struct open_filter open_of(struct request *r)
{
    bool late = form_get(&r->query, "late").n > 0;
    return (struct open_filter){.until = late ? r->now : INT64_MAX,
                                .limit = view_limit(r) + 1,
                                .behind = view_behind(r)};
}

bool api_tasks(struct request *r, struct err *e)
{
    struct task_row *rows;
    size_t n;
    struct open_filter f = open_of(r);
    if (!store_open_tasks(r->desk->store, &r->arena, &f, &rows, &n, e))
        return err_add(e, "tasks");
    API_PAGE("tasks", task_row, rows, n);
    return true;
}

bool api_promises(struct request *r, struct err *e)
{
    struct promise_row *rows;
    size_t n;
    struct open_filter f = open_of(r);
    if (!store_open_promises(r->desk->store, &r->arena, &f, &rows, &n, e))
        return err_add(e, "promises");
    API_PAGE("promises", promise_row, rows, n);
    return true;
}

bool api_sources(struct request *r, struct err *e)
{
    struct source_row *rows;
    struct delay_row *late;
    struct json j;
    size_t n, n_late;
    const struct zone *zone = r->desk->setup->zone;
    if (!store_sources(r->desk->store, &r->arena, &rows, &n, e) ||
        !store_delays(r->desk->store, &r->arena, r->now - MONTH_S, r->now + 1,
                      &late, &n_late, e))
        return err_add(e, "sources");
    api_open(r, &j, (struct str){0});
    json_key(&j, "sources"), json_list(&j);
    for (size_t i = 0; i < n; i++) {
        json_map(&j);
        json_key(&j, "id"), json_int(&j, rows[i].id);
        store_source_row_json(&j, &rows[i],
                              delay_of_source(late, n_late, rows[i].id), zone);
        json_key(&j, "blind");
        json_flag(&j, store_source_counts(&rows[i]) &&
                          store_source_is_blind(&rows[i], r->now));
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

/* ---- people ---- */

bool api_me(struct request *r, struct err *e)
{
    struct json j;
    (void)e;
    api_open(r, &j, (struct str){0});
    json_key(&j, "login"), json_str(&j, r->user.login);
    json_key(&j, "name"), json_str(&j, r->user.name);
    json_key(&j, "role"), json_str(&j, r->user.role);
    json_key(&j, "departments"), json_str(&j, r->user.departments);
    json_key(&j, "may"), json_str(&j, right_names(&r->arena, r->rights));
    api_close(&j);
    return true;
}

bool api_users(struct request *r, struct err *e)
{
    struct user_row *rows;
    struct json j;
    size_t n;
    bool admin = role_by_name(r->user.role) == ROLE_ADMIN;
    if (!store_users(r->desk->store, &r->arena, &rows, &n, e))
        return err_add(e, "users");
    api_open(r, &j, (struct str){0});
    json_key(&j, "users"), json_list(&j);
    for (size_t i = 0; i < n; i++) {
        if (!admin)
            rows[i].last = 0; /* when somebody was here is not for all */
        store_user_row_json(&j, &rows[i], r->desk->setup->zone);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

/* ---- counts ---- */

static bool is_day(struct request *r, const char *name, int64_t *at)
{
    struct str typed = form_get(&r->query, name);
    *at = 0;
    if (!typed.n || date_midnight(typed, at))
        return true;
    r->status = MHD_HTTP_BAD_REQUEST;
    r->cause = str_printf(&r->arena, "%s: no day", name);
    return false;
}

static bool is_key(struct request *r, enum count_by *by)
{
    static const struct {
        const char *word;
        enum count_by by;
    } KEYS[] = {{"type", COUNT_TYPE},   {"source", COUNT_SOURCE},
                {"tone", COUNT_TONE},   {"solution", COUNT_SOLUTION},
                {"brand", COUNT_BRAND}, {"list", COUNT_LIST}};
    struct str word = form_get(&r->query, "by");
    *by = COUNT_TYPE;
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (!word.n || str_eqz(word, KEYS[i].word)) {
            *by = KEYS[i].by;
            return true;
        }
    r->status = MHD_HTTP_BAD_REQUEST;
    r->cause = STR("by: no such key");
    return false;
}

bool api_numbers(struct request *r, struct err *e)
{
    struct mention_filter f = {0};
    struct counting how = {.daily = form_get(&r->query, "daily").n > 0};
    struct count_row *rows;
    struct json j;
    size_t n;
    if (!is_key(r, &how.by) || !is_day(r, "from", &f.from) ||
        !is_day(r, "to", &f.to))
        return true;
    if (!store_counts(r->desk->store, &r->arena, &f, &how, &rows, &n, e))
        return err_add(e, "numbers");
    api_open(r, &j, (struct str){0});
    json_key(&j, "counts"), json_list(&j);
    for (size_t i = 0; i < n; i++) {
        json_map(&j);
        json_key(&j, "day"), json_time(&j, rows[i].day, NULL);
        json_key(&j, "key"), json_str(&j, rows[i].key);
        json_key(&j, "n"), json_int(&j, rows[i].n);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}
