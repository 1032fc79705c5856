/* SPDX-License-Identifier: MIT
 *
 * page: what all pages have around them, and the pieces they share. */
#ifndef MOLVA_DESK_PAGE_H
#define MOLVA_DESK_PAGE_H

#include "desk/internal.h"

/* Head, bar and <main>; `here` is the path of the bar's entry. */
void page_open(struct request *r, struct str title, const char *here);
void page_close(struct request *r);
/* The words of a status, 404 and the like; its page. */
const char *page_status(const struct request *r, int status);
void page_error(struct request *r, int status);

/* The word in the language of the request, written or returned. */
void page_say(struct request *r, enum say what);
const char *page_word(const struct request *r, enum say what);

/* <form method=post action=...> with its token; the caller closes it. */
void page_form(struct request *r, const char *class, struct str action);
/* The same with an id, for buttons elsewhere on the page. */
void page_form_id(struct request *r, const char *id, const char *class,
                  struct str action);
/* One <option>: its value, what people read, is it the chosen one. */
void page_option(struct request *r, struct str value, struct str said, bool on);
/* Why nothing was done; nothing is said of SAY_COUNT. */
void page_trouble(struct request *r, enum say trouble);
/* A row of a list of facts, unless there is nothing to tell. */
void page_fact(struct request *r, enum say name, struct str value);
/* A hidden field, unless the value is empty. */
void page_hidden(struct request *r, const char *name, struct str value);

/* This page; after a form that is shown again, the one that it stood on. */
struct str page_here(struct request *r);
/* That of a task: since when it stands still, or by when it is due. */
void page_task_due(struct request *r, const struct task_row *task);
/* A deadline that stands still: since and until when. */
void page_wait(struct request *r, int64_t since, int64_t until);
/* Has the asker a queue? Who sees his own only has cases and tasks. */
bool page_has_queue(const struct request *r);
/* Has the form anything that a person typed, and would miss? */
bool page_keeps(const struct request *r);
/* Hidden fields that carry it on through signing in, and where to. */
void page_keep_fields(struct request *r);

/* Opens the page of the lists, or of a case beside them. */
void page_open_desk(struct request *r, struct str title);

/* A moment for people, with the exact one in <time>; "-" for 0. */
void page_time(struct request *r, int64_t at);
/* The same without the time of day. */
void page_day(struct request *r, int64_t at);
/* "3 h" and how long ago it was; the moment for who asks. */
void page_ago(struct request *r, int64_t at);
/* "3 h" */
struct str page_span(struct request *r, int64_t seconds);
/* A deadline: "in 3 h", or how long it is overdue; nothing for 0. */
void page_due(struct request *r, int64_t due);
/* The deadline of a mention's case, or since when it stands still. */
void page_case_due(struct request *r, const struct mention *m);
/* say_value() as it stands on a page: types begin with a capital. */
/* What people call a department, or its id. */
struct str page_department(struct request *r, struct str id);
struct str page_value(struct request *r, const char *kind, struct str value);
/* Coloured name of a mention's type. */
void page_type(struct request *r, struct str type);
/* The letter of a solution in its box. */
void page_solution(struct request *r, struct str letter);

/* Why the matrix decided so, in the language of the request. */
struct str page_why(struct request *r, const struct mention *m);

/* Does the address lead to the web? Others are never made into links. */
bool page_web(struct str url);
/* And to something that people can read, not to the JSON or the feed that
 * programs are given? */
bool page_readable(struct request *r, struct str url);
/* A link out of the desk; only its text when the address is not the web's. */
void page_outward(struct request *r, const char *class, struct str url,
                  struct str text);

/* The first n code points of a text on one line, with ... when cut. */
void page_words(struct request *r, struct str text, size_t n);
/* The same as a text, in the arena. */
struct str page_cut(struct request *r, struct str text, size_t n);
/* Without the marks that would stand before an ellipsis. */
struct str page_without_end(struct str line);

#endif
