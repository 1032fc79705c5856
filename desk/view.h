/* SPDX-License-Identifier: MIT
 *
 * view: which list, and which part of it, a person is working on. It travels
 * in the query of every link and in a hidden field of every form, so that
 * after an answer the next one is of the same part. */
#ifndef MOLVA_DESK_VIEW_H
#define MOLVA_DESK_VIEW_H

#include "desk/internal.h"

enum {
    VIEW_ROWS = 25,    /* of the queue on a page */
    VIEW_REACH = 20000 /* rows from an end where a page is found by its number:
                          all before it are passed over */
};

struct view {
    struct mention_filter filter; /* as the store takes it */
    struct str list;              /* "" what waits, "all", or as the filter's
                                     status */
    struct str group;             /* "", "thread" or "author": a row for each */
    struct str words;             /* of the search, as typed */
    struct str department;        /* that is to act, "" any */
    struct str from, to;          /* days, "2026-01-31", the last one too; "" */
    struct str unsure, overdue, mine; /* "1", or "": does not matter */
    struct query_wrong wrong; /* where they are wrong; what is "": they are
                                 not */
    int64_t page;             /* from 1 */
    int64_t rows;             /* on a page */
    struct str query;         /* "type=rant&lang=ru&page=2&behind=7" */
    bool narrowed;            /* by anything but the list and the page */
};

/* Reads it from the form's field "view", else from the query. */
void view_read(struct request *r, struct view *v);
enum group_by view_group(const struct view *v);
/* How many rows a program asked for, and the row that it goes on behind, 0
 * from the start. */
size_t view_limit(struct request *r);
int64_t view_behind(struct request *r);
/* Under a list at `path` that shows n of its rows: the way on behind the row
 * `last` when there are more, and back to its start when this is not it. */
void view_cursor(struct request *r, const char *path, bool more, int64_t last);
/* "/mention/7?type=rant", in the arena. */
struct str view_link(struct request *r, const struct view *v, const char *path);
/* The list's own page with one name set to another value, on its first page;
 * or on another one. */
struct str view_with(struct request *r, const struct view *v, const char *name,
                     struct str value);
/* Another page: what stands behind a mention or ahead of it, where one of the
 * two is not 0. A page that is known by its number alone is found by passing
 * over all before it. */
struct spot {
    int64_t page, behind, ahead;
};
/* Is it known by its number alone, and too far from both ends of a list of so
 * many rows? */
bool view_too_far(const struct view *v, int64_t total);
/* The query of the list there; turns the view there. */
struct str view_query(struct request *r, const struct view *v, struct spot to);
void view_turn(struct request *r, struct view *v, struct spot to);

#endif
