/* SPDX-License-Identifier: MIT
 *
 * view: which part of the queue a person is working on. It travels in the
 * query of every link and in a hidden field of every form, so that after an
 * answer the next one is of the same part. */
#ifndef MOLVA_DESK_VIEW_H
#define MOLVA_DESK_VIEW_H

#include "desk/internal.h"

enum { VIEW_ROWS = 25 /* of the queue on a page */ };

struct view {
    struct mention_filter filter; /* as the store takes it */
    struct str words;             /* of the search, as typed */
    int64_t page;                 /* from 1 */
    struct str query;             /* all but the page: "type=rant&lang=ru" */
};

/* Reads it from the form's field "view", else from the query. */
void view_read(struct request *r, struct view *v);
/* "/mention/7?type=rant", in the arena. */
struct str view_link(struct request *r, const struct view *v, const char *path);
/* The same view with one name set to another value, on its first page. */
struct str view_with(struct request *r, const struct view *v, const char *name,
                     struct str value);

#endif
