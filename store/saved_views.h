/* SPDX-License-Identifier: MIT
 *
 * saved_views: parts of the queue that people come back to, each with a name
 * and an address of its own (public through store.h). */
#ifndef MOLVA_SAVED_VIEWS_H
#define MOLVA_SAVED_VIEWS_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

struct store;

enum { SAVED_VIEWS_MOST = 50 /* of one person */ };

struct saved_view {
    int64_t id;       /* 0 when new */
    struct str login; /* whose it is */
    struct str name;  /* as he calls it; a second of that name takes the place
                         of the first */
    struct str query; /* "type=rant&unsure=1", as the queue reads it */
    bool shared;      /* everybody sees it */
};
/* Sets view->id. */
bool store_view_save(struct store *s, struct saved_view *view, int64_t now,
                     struct err *e) MUST_CHECK;
/* Takes away one of his own. *found: there was one. */
bool store_view_drop(struct store *s, int64_t id, struct str login, bool *found,
                     struct err *e) MUST_CHECK;
/* His own, then what others share, by name. */
bool store_views(struct store *s, struct arena *a, struct str login,
                 struct saved_view **rows, size_t *n, struct err *e) MUST_CHECK;
/* One that he may see. */
bool store_view_get(struct store *s, struct arena *a, int64_t id,
                    struct str login, struct saved_view *view, bool *found,
                    struct err *e) MUST_CHECK;

#endif
