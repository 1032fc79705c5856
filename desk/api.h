/* SPDX-License-Identifier: MIT
 *
 * api: what programs are answered. The same functions act for them as for the
 * pages (act.c, case_do.c); here is what stands in place of a page. */
#ifndef MOLVA_DESK_API_H
#define MOLVA_DESK_API_H

#include "desk/docket.h"
#include "desk/sheet.h"

/* An object that is open; an error and its cause first, when r->status or a
 * trouble tells of one. */
void api_open(struct request *r, struct json *j, struct str trouble);
void api_close(struct json *j);
/* "next" of a list: the row that the next page goes on behind, 0 none. */
void api_next(struct json *j, int64_t behind);

/* A mention, a case, as it was read; with the trouble that it has. */
void api_put_mention(struct request *r, const struct sheet *s);
void api_put_case(struct request *r, const struct docket *d);
/* A statement, an incident, as they stand; 404 when there is none. */
bool api_put_statement(struct request *r, struct str trouble,
                       struct err *e) MUST_CHECK;
bool api_put_incident(struct request *r, struct str trouble,
                      struct err *e) MUST_CHECK;

bool api_put_proposal(struct request *r, enum say trouble,
                      struct err *e) MUST_CHECK;

bool api_me(struct request *r, struct err *e) MUST_CHECK;
bool api_mention(struct request *r, struct err *e) MUST_CHECK;
bool api_cases(struct request *r, struct err *e) MUST_CHECK;
bool api_case(struct request *r, struct err *e) MUST_CHECK;
bool api_tasks(struct request *r, struct err *e) MUST_CHECK;
bool api_promises(struct request *r, struct err *e) MUST_CHECK;
bool api_told(struct request *r, struct err *e) MUST_CHECK;
bool api_incidents(struct request *r, struct err *e) MUST_CHECK;
bool api_incident(struct request *r, struct err *e) MUST_CHECK;
bool api_statements(struct request *r, struct err *e) MUST_CHECK;
bool api_statement(struct request *r, struct err *e) MUST_CHECK;
bool api_proposals(struct request *r, struct err *e) MUST_CHECK;
bool api_proposal(struct request *r, struct err *e) MUST_CHECK;
bool api_sources(struct request *r, struct err *e) MUST_CHECK;
bool api_leaves(struct request *r, struct err *e) MUST_CHECK;
bool api_users(struct request *r, struct err *e) MUST_CHECK;
bool api_selfcheck(struct request *r, struct err *e) MUST_CHECK;
bool api_erasures(struct request *r, struct err *e) MUST_CHECK;
bool api_numbers(struct request *r, struct err *e) MUST_CHECK;

#endif
