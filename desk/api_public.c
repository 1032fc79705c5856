/* SPDX-License-Identifier: MIT
 * api_public: incidents, statements and proposals for programs: what many
 * matters are about, what everybody may read, what is to be changed. */
#include <microhttpd.h>

#include "desk/api.h"
#include "desk/page.h"

/* An object; what it is about is a member of that name where it has a trouble.
 */
static bool open_of(struct request *r, struct json *j, struct str trouble,
                    const char *name)
{
    bool refused = r->status >= MHD_HTTP_BAD_REQUEST;
    api_open(r, j, trouble);
    if (refused)
        json_key(j, name), json_map(j);
    return refused;
}

/* ---- incidents ---- */

bool api_put_incident(struct request *r, struct str trouble, struct err *e)
{
    const struct zone *zone = r->desk->setup->zone;
    struct incident_row row;
    struct spot_row *spots;
    struct json j;
    size_t n;
    if (!store_incident(r->desk->store, &r->arena, r->id, &row, e) ||
        !store_incident_spots(r->desk->store, &r->arena, r->id, &spots, &n, e))
        return false;
    if (!row.id) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    bool refused = open_of(r, &j, trouble, "incident");
    store_incident_json(&j, &row, zone);
    json_key(&j, "spots"), json_list(&j);
    for (size_t i = 0; i < n; i++)
        store_spot_json(&j, &spots[i], zone);
    json_end(&j);
    if (refused)
        json_end(&j);
    api_close(&j);
    return true;
}

bool api_incident(struct request *r, struct err *e)
{
    return api_put_incident(r, (struct str){0}, e);
}

bool api_incidents(struct request *r, struct err *e)
{
    size_t limit = view_limit(r), n;
    const struct incident_filter f = {.all = form_get(&r->query, "all").n > 0,
                                      .limit = limit + 1,
                                      .behind = view_behind(r)};
    struct incident_row *rows;
    struct json j;
    if (!store_incidents(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    size_t most = n < limit ? n : limit;
    api_open(r, &j, (struct str){0});
    api_next(&j, n > limit ? rows[most - 1].id : 0);
    json_key(&j, "incidents"), json_list(&j);
    for (size_t i = 0; i < most; i++) {
        json_map(&j);
        store_incident_json(&j, &rows[i], r->desk->setup->zone);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

/* ---- statements ---- */

static bool statement_members(struct request *r, struct json *j,
                              const struct statement *s, struct err *e)
{
    struct str back;
    bool there = s->public && r->desk->setup->site.folder;
    store_statement_json(j, s, r->desk->setup->zone);
    json_key(j, "url");
    json_str(j,
             there ? desk_statement_url(&r->arena, &r->desk->setup->site, s->id)
                   : STR(""));
    if (!desk_statement_back(r->desk->store, &r->arena, &r->desk->setup->site,
                             s, &back, e))
        return false;
    json_key(j, "link_back"), json_str(j, back);
    return true;
}

bool api_put_statement(struct request *r, struct str trouble, struct err *e)
{
    struct statement s;
    struct statement_text *rows;
    struct json j;
    size_t n;
    if (!store_statement_get(r->desk->store, &r->arena, r->id, &s, e) ||
        !store_statement_texts(r->desk->store, &r->arena, r->id, &rows, &n, e))
        return false;
    if (!s.id) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    bool refused = open_of(r, &j, trouble, "statement");
    if (!statement_members(r, &j, &s, e))
        return false;
    json_key(&j, "versions"), json_list(&j);
    for (size_t i = 0; i < n; i++)
        store_statement_text_json(&j, &rows[i], r->desk->setup->zone);
    json_end(&j);
    if (refused)
        json_end(&j);
    api_close(&j);
    return true;
}

bool api_statement(struct request *r, struct err *e)
{
    return api_put_statement(r, (struct str){0}, e);
}

bool api_statements(struct request *r, struct err *e)
{
    size_t limit = view_limit(r), n;
    const struct statement_part part = {limit + 1, view_behind(r)};
    struct statement *rows;
    struct json j;
    if (!store_statements(r->desk->store, &r->arena, part, &rows, &n, e))
        return false;
    size_t most = n < limit ? n : limit;
    api_open(r, &j, (struct str){0});
    api_next(&j, n > limit ? rows[most - 1].id : 0);
    json_key(&j, "statements"), json_list(&j);
    for (size_t i = 0; i < most; i++) {
        json_map(&j);
        if (!statement_members(r, &j, &rows[i], e))
            return false;
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

/* ---- what was told at once ---- */

bool api_told(struct request *r, struct err *e)
{
    struct escalation_row *rows;
    struct json j;
    size_t n;
    if (!store_escalations_open(r->desk->store, &r->arena, r->user.login, &rows,
                                &n, e))
        return false;
    api_open(r, &j, (struct str){0});
    json_key(&j, "told"), json_list(&j);
    for (size_t i = 0; i < n; i++)
        store_escalation_json(&j, &rows[i], r->desk->setup->zone);
    json_end(&j);
    api_close(&j);
    return true;
}

/* ---- proposals ---- */

bool api_put_proposal(struct request *r, enum say trouble, struct err *e)
{
    const struct proposal_filter f = {.id = r->id, .now = r->now};
    struct proposal_row *rows;
    int64_t *cases;
    struct json j;
    size_t n, n_cases;
    if (r->id > 0 &&
        (!store_proposals(r->desk->store, &r->arena, &f, &rows, &n, e) ||
         !store_proposal_cases(r->desk->store, &r->arena, r->id, &cases,
                               &n_cases, e)))
        return false;
    if (r->id <= 0 || !n) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    struct str why = {0};
    if (trouble != SAY_COUNT)
        why = str_of(page_word(r, trouble));
    bool refused = open_of(r, &j, why, "proposal");
    store_proposal_json(&j, &rows[0], r->desk->setup->zone);
    json_key(&j, "case_ids"), json_list(&j);
    for (size_t i = 0; i < n_cases; i++)
        json_int(&j, cases[i]);
    json_end(&j);
    if (refused)
        json_end(&j);
    api_close(&j);
    return true;
}

bool api_proposal(struct request *r, struct err *e)
{
    return api_put_proposal(r, SAY_COUNT, e);
}

bool api_proposals(struct request *r, struct err *e)
{
    size_t limit = view_limit(r), n;
    const struct proposal_filter f = {
        .limit = limit + 1, .behind = view_behind(r), .now = r->now};
    struct proposal_row *rows;
    struct json j;
    if (!store_proposals(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    size_t most = n < limit ? n : limit;
    api_open(r, &j, (struct str){0});
    api_next(&j, n > limit ? rows[most - 1].id : 0);
    json_key(&j, "proposals"), json_list(&j);
    for (size_t i = 0; i < most; i++) {
        json_map(&j);
        store_proposal_json(&j, &rows[i], r->desk->setup->zone);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}
